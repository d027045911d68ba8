"""The real command over the flows of the deployed environment."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from golive.project import ROOT
from sandbox import control, demo
from tests.live.acts import Acts
from tests.live.mutant import broken, mutants
from tests.sandbox.account import Account

NAME = "a card number is taken while the flow log is on"


def lint(account: Account, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (demo.GOLIVE, "flows", "lint", "--env", "sandbox", *words),
        cwd=ROOT,
        env=control.environ(account.connection),
        capture_output=True,
        text=True,
        check=False,
    )


def test_flows_of_the_instance_hold(deployed: Account) -> None:
    """What `make demo` sets up is judged whole: certificate, key, paths, branches."""
    done = lint(deployed)
    assert (done.returncode, done.stdout) == (0, "2 flows, 0 errors: holds\n"), done.stdout


def test_broken_flow_is_told_with_its_path(deployed: Account, acts: Acts, tmp_path: Path) -> None:
    """The command finds what verify finds, says the way to it, and draws it."""
    mutant = next(m for m in mutants() if m.name == NAME)
    with broken(mutant, acts):
        done = lint(deployed, "--format", "json", "--out", str(tmp_path))
    found = json.loads(done.stdout)
    assert done.returncode == 1
    [finding] = [f for f in found["findings"] if f["rule"] == "logging-off-at-input"]
    assert [step["action"] for step in finding["path"]] == ["log", "mute", "card"]
    assert '<svg class="flow"' in (tmp_path / "flows.html").read_text()
