"""What is deployed stays as it is when it is deployed again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sandbox import demo
from tests.live.judging import Proofs
from tests.sandbox.account import Account


def test_a_forced_second_deployment_changes_nothing(
    deployed: Account, assembly: Callable[[str], Path], proofs: Proofs
) -> None:
    """Each stack says so, and so do the live settings."""
    before = proofs.digest()
    said = deployed.run(*demo.deploy("--app", str(assembly("sandbox")), "--force"))
    assert said.count("(no changes)") == 5
    assert proofs.digest() == before
