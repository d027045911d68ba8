"""What a hand-over is made from, by command on a register of the sandbox."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from golive.environments import load
from tests.decision.cases import run
from tests.register.command import Golive
from tests.register.command import golive as golive
from tests.sandbox.account import Account


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A run that was kept just now."""
    file = tmp_path / "verify.json"
    file.write_text(json.dumps(run() | {"read_at": datetime.now(UTC).isoformat()}))
    return file


def test_a_kept_run_is_handed_over_byte_for_byte(
    golive: Golive, account: Account, kept: Path, tmp_path: Path
) -> None:
    """What is missing is told and stands in the archive: the key before any stack is deployed,
    and the decision, which nobody signed."""
    wanted = {"decision/*.sig", *(() if has_key(account) else ("decision/public-key.pem",))}
    out = tmp_path / "x.zip"
    done = golive("hand-over", "--run", str(kept), "--out", str(out))
    assert "missing: decision/*.sig: no decision was signed yet" in done.output
    assert all(f"missing: {name}: " in done.output for name in wanted)
    with zipfile.ZipFile(out) as opened:
        assert opened.read("run.json") == kept.read_bytes()
        missing = {row["name"] for row in json.loads(opened.read("manifest.json"))["missing"]}
    assert missing == wanted


def has_key(account: Account) -> bool:
    """Whether another test deployed the stack with the signing key before."""
    stacks = account.client("cloudformation").list_stacks()["StackSummaries"]
    there = {s["StackName"] for s in stacks if not s["StackStatus"].startswith("DELETE")}
    return load("sandbox").stack("Data") in there


BAD: list[tuple[dict[str, object], str]] = [
    ({"environment": "prod"}, "is a run of prod, not of sandbox"),
    ({"read_at": None}, "doesn't say when it was made"),
    ({"read_at": "2027-01-18T05:00:00"}, "has no offset"),
    ({"lines": [0]}, "is no run of golive"),
]


@pytest.mark.parametrize(("changed", "message"), BAD)
def test_a_run_of_which_nothing_can_be_made(
    golive: Golive, kept: Path, tmp_path: Path, changed: dict[str, object], message: str
) -> None:
    """Is named, and nothing is written."""
    kept.write_text(json.dumps({**json.loads(kept.read_text()), **changed}))
    out = tmp_path / "x.zip"
    done = golive("hand-over", "--run", str(kept), "--out", str(out), code=2)
    assert message in done.output
    assert not out.exists()


def test_a_place_that_can_not_be_written_is_named(golive: Golive, kept: Path) -> None:
    """With the reason of the system."""
    done = golive("hand-over", "--run", str(kept), "--out", "/nowhere/x.zip", code=2)
    assert "/nowhere/x.zip can't be written" in done.output
