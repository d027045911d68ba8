"""All of checkov's CloudFormation checks over templates, in a virtual environment of its own.

Its pins clash with ours: `CHECKOV` is installed where nothing else is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

CHECKOV = "checkov==3.3.30"
FLAGS = ("--framework", "cloudformation", "--output", "json", "--quiet", "--compact")
Findings = frozenset[tuple[str, str]]


def installed(folder: Path) -> Path:
    """The command, installed on the first call."""
    command = folder / "bin" / "checkov"
    if not command.exists():
        subprocess.run((sys.executable, "-m", "venv", "--clear", folder), check=True)
        subprocess.run((folder / "bin" / "pip", "install", "--quiet", CHECKOV), check=True)
    return command


def by_checkov(
    templates: Mapping[str, Mapping[str, Any]], command: Path
) -> dict[str, Findings | None]:
    """What it finds in each template by its name; None for one that it can't parse."""
    with TemporaryDirectory() as folder:
        for name, template in templates.items():
            Path(folder, f"{name}.json").write_text(json.dumps(template, indent=1))
        done = subprocess.run(
            (command, "--directory", folder, *FLAGS), capture_output=True, text=True, check=False
        )
    results: dict[str, list[Any]] = json.loads(done.stdout)["results"]
    found = {name: set[tuple[str, str]]() for name in templates}
    for failed in results.get("failed_checks", []):
        name = Path(failed["file_path"]).stem
        found[name].add((failed["check_id"], failed["resource"]))
    lost = {Path(file).stem for file in results.get("parsing_errors", [])}
    return {n: None if n in lost else frozenset(f) for n, f in found.items()}
