"""The CDK's own command refuses what `golive check` refuses, and says the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from golive.project import ROOT
from tests.enforcement.bad import MUTANTS
from tests.mutants.gates import by_check
from tests.mutants.mutant import Mutant

BAD = Path(__file__).with_name("bad.py")


def cdk(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command of the project, from the project's folder."""
    command = (Path(sys.executable).with_name("cdk"), "--no-notices", *words)
    return subprocess.run(
        [str(word) for word in command], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_cdk_synth_refuses_a_mutant(mutant: Mutant, tmp_path: Path) -> None:
    """Exit code 1, with every finding that a check of the same folder has."""
    app = f"{sys.executable} {BAD}"
    number = str(MUTANTS.index(mutant))
    done = cdk("synth", "--quiet", "--app", app, "--output", tmp_path, "-c", f"mutant={number}")
    assert done.returncode == 1, done.stderr
    checked = by_check(tmp_path)
    assert mutant.control in checked.controls
    for finding in checked.findings:
        assert f"Rule golive::{finding.control}" in done.stderr
        assert f"{finding.path} {finding.text}" in done.stderr


def test_strict_takes_true_or_false(tmp_path: Path) -> None:
    """Another word is refused: it would read as an everyday synth."""
    done = cdk("synth", "--output", tmp_path, "-c", "env=prod", "-c", "strict=yes")
    assert done.returncode == 1
    assert "-c strict takes true or false" in done.stderr
    assert "Traceback" not in done.stderr
