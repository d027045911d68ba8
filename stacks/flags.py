"""`python -m stacks.flags` writes the CDK's recommended feature flags into cdk.json."""

from __future__ import annotations

import json
import tarfile
from importlib.resources import files
from typing import Any

from golive.project import ROOT

CDK_JSON = ROOT / "cdk.json"
OURS: dict[str, Any] = {"@aws-cdk/core:defaultCrossStackReferences": "strong"}
"""Weak references hide a replaced bucket from Connect: it would go on writing to what is gone."""


def recommended() -> dict[str, Any]:
    """The flags that the installed aws-cdk-lib recommends to a new project."""
    (package,) = (p for p in files("aws_cdk._jsii").iterdir() if p.name.endswith(".jsii.tgz"))
    with package.open("rb") as packed, tarfile.open(fileobj=packed) as archive:
        found = archive.extractfile("package/recommended-feature-flags.json")
        assert found is not None, f"{package.name} recommends no feature flags"
        return json.load(found)


def settings() -> dict[str, Any]:
    """What cdk.json says: how to synthesize, offline and without reports to anybody."""
    return {
        "app": ".venv/bin/python app.py",
        "versionReporting": False,
        "notices": False,
        "context": recommended() | OURS,
    }


def main() -> None:
    """Write cdk.json."""
    CDK_JSON.write_text(json.dumps(settings(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
