"""The same bytes, whoever synthesizes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from golive.environments import names
from golive.project import ENVIRONMENTS, ROOT
from stacks.flags import CDK_JSON, settings


def run_app(folder: Path, **context: str) -> subprocess.CompletedProcess[str]:
    """As the CDK's CLI runs it: outdir and context are in the process's environment."""
    asked = {"CDK_OUTDIR": str(folder), "CDK_CONTEXT_JSON": json.dumps(context)}
    words = (sys.executable, str(ROOT / "app.py"))
    return subprocess.run(
        words, env=os.environ | asked, cwd=folder, capture_output=True, text=True, check=False
    )


def files(folder: Path) -> dict[str, bytes]:
    """Templates and manifest."""
    chosen = [*folder.glob("*.template.json"), *folder.glob("*.assets.json")]
    return {f.name: f.read_bytes() for f in [*chosen, folder / "manifest.json"]}


def test_the_app_and_the_tests_make_the_same_bytes(
    assembly: Callable[[str], Path], tmp_path: Path
) -> None:
    """`python app.py`, from any folder, makes what build_app makes."""
    done = run_app(tmp_path, env="prod")
    assert done.returncode == 0, done.stderr
    assert files(tmp_path) == files(assembly("prod"))


def test_the_cli_makes_the_same_bytes(assembly: Callable[[str], Path], tmp_path: Path) -> None:
    """`cdk synth` adds nothing to the templates, and removes nothing."""
    cdk = str(Path(sys.executable).with_name("cdk"))
    words = (cdk, "synth", "--quiet", "--output", str(tmp_path), "-c", "env=dev")
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert files(tmp_path) == files(assembly("dev"))


@pytest.mark.parametrize("context", [{}, {"env": "prd"}], ids=["none", "misspelt"])
def test_an_environment_must_be_named(context: dict[str, str], tmp_path: Path) -> None:
    """Without one, or with a wrong one, the message lists those that there are."""
    done = run_app(tmp_path, **context)
    assert done.returncode == 1
    assert all(name in done.stderr for name in names())
    assert "Traceback" not in done.stderr


def test_a_function_must_be_built(tmp_path: Path) -> None:
    """Without it, the message names the function, its target and what builds it."""
    text = (ENVIRONMENTS / "dev.yaml").read_text().replace("target: arm64", "target: x86_64")
    file = tmp_path / "dev.yaml"
    file.write_text(text)
    done = run_app(tmp_path, env=str(file))
    assert done.returncode == 1
    assert "lambda/input_keys is not built for x86_64: run `make build`" in done.stderr
    assert "Traceback" not in done.stderr


def test_cdk_json_is_the_library_s_recommendation() -> None:
    """`make flags` would change nothing, and references between stacks are strong."""
    assert json.loads(CDK_JSON.read_text()) == settings()
    assert settings()["context"]["@aws-cdk/core:defaultCrossStackReferences"] == "strong"
