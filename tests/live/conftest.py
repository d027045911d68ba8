"""The deployed sandbox, judged and broken. All of this folder runs in one worker, but the
life of an environment of its own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from golive.environments import load
from sandbox import control
from tests.live.acts import Acts
from tests.live.judging import Proofs
from tests.sandbox.account import Account

HERE = Path(__file__).parent
APART = ("test_lifecycle.py",)
"""Has a sandbox of its own."""
LATER = 600


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Beside everything else that uses the one sandbox."""
    for item in items:
        if HERE in item.path.parents:
            group = "second sandbox" if item.path.name in APART else "sandbox"
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def proofs(deployed: Account) -> Proofs:
    """The deployed environment, to be verified."""
    return Proofs(load("sandbox"), deployed.connection)


@pytest.fixture(scope="session")
def acts(deployed: Account, proofs: Proofs) -> Acts:
    """The same environment, to be broken by its administrator."""
    target, now = proofs.environment, int(time.time())
    alias = {"alias": target.instance.alias}
    given = {
        "account": target.account,
        "region": target.region,
        "environment": target.name,
        "foreign public key": foreign_key(),
        "later": (now + LATER) * 1000,
    }
    return Acts(
        deployed.client,
        lambda: control.fetch(deployed.connection, "/_golive/contact", alias),
        proofs.estate,
        given,
    )


def foreign_key() -> str:
    """The public half, in PEM, of a pair that nobody here keeps."""
    public = generate_private_key(public_exponent=65537, key_size=2048).public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
