"""An empty register in the worker's sandbox, for the tests of any folder."""

from __future__ import annotations

from uuid import uuid4

import pytest

from golive.environments import load
from golive.register.store import Register
from tests.sandbox.account import Account

KEYS = ("pk", "sk")


def new_table(account: Account) -> str:
    """A table with the keys of the Data stack's own."""
    name = f"register-{uuid4().hex[:8]}"
    account.client("dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in KEYS],
        KeySchema=[
            {"AttributeName": key, "KeyType": kind}
            for key, kind in zip(KEYS, ("HASH", "RANGE"), strict=True)
        ],
    )
    return name


@pytest.fixture
def register(account: Account) -> Register:
    """The register of the environment `sandbox`, with nothing in it."""
    return Register("sandbox", new_table(account), account, load("sandbox").account)
