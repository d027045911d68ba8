"""The commands of the launch day on the deployed sandbox, as people call them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.sandbox.account import Account

GOLIVE = str(Path(sys.executable).with_name("golive"))
ENV = ("--env", "sandbox")


def test_launch_reads_the_newest_evidence(deployed: Account) -> None:
    """Without a file: what the readiness function kept says where we are."""
    told = json.loads(deployed.run(GOLIVE, "launch", *ENV, "--format", "json"))
    assert told["read_at"]
    assert told["next"]["id"] == "prepare"
    assert "no run says anything of it" not in {line["why"] for line in told["upcoming"]}


def test_a_hand_over_is_made_of_the_account_and_checked(deployed: Account, tmp_path: Path) -> None:
    """From evidence, register and signing key; the same twice, whole, and damaged when cut."""
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    told = deployed.run(GOLIVE, "hand-over", *ENV, "--out", str(one))
    deployed.run(GOLIVE, "hand-over", *ENV, "--out", str(two))
    assert one.read_bytes() == two.read_bytes()
    assert "missing: decision/public-key.pem" not in told
    assert "missing: board" not in told
    assert "is whole" in deployed.run(GOLIVE, "hand-over", "--check", str(one))
    two.write_bytes(one.read_bytes()[:-100])
    assert "damaged" in deployed.run(GOLIVE, "hand-over", "--check", str(two), code=1)
