"""The deployed sandbox, judged and broken; the life of an environment has one of its own."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from golive.environments import load
from sandbox import control
from tests.live.acts import Acts
from tests.live.judging import Proofs
from tests.sandbox.account import Account

LATER = 600


@pytest.fixture(scope="session")
def proofs(deployed: Account) -> Proofs:
    """The deployed environment, to be verified."""
    return Proofs(load("sandbox"), deployed.connection)


@pytest.fixture(scope="session")
def acts(deployed: Account, proofs: Proofs) -> Acts:
    """The same environment, to be broken by its administrator."""
    target, now = proofs.environment, int(time.time())
    alias = target.instance.alias

    def ask(path: str, **said: Any) -> object:
        return control.fetch(deployed.connection, f"/_golive/{path}", said)

    given = {
        "account": target.account,
        "region": target.region,
        "environment": target.name,
        "foreign public key": foreign_key(),
        "later": (now + LATER) * 1000,
    }
    return Acts(
        deployed.client,
        {
            "sandbox:Confirm": partial(ask, "confirm"),
            "sandbox:Contact": partial(ask, "contact", alias=alias),
            "sandbox:Metric": partial(ask, "metric"),
        },
        lambda: proofs.estate,
        given,
    )


def foreign_key() -> str:
    """The public half, in PEM, of a pair that nobody here keeps."""
    public = generate_private_key(public_exponent=65537, key_size=2048).public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
