"""Calls of the register: what AWS answered, or a sentence that says why not."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from golive.account.errors import CALL_ERRORS, code_of, sentence
from golive.register.errors import Denied, MissingRegister

ACTIONS = {"dynamodb:TransactWriteItems": "dynamodb:PutItem"}
"""IAM actions of operations that have none of their own name (DynamoDB, transactions)."""


@contextmanager
def asking(operation: str) -> Generator[None]:
    """Turn what a call raises into Denied, or MissingRegister when the table is gone."""
    try:
        yield
    except CALL_ERRORS as error:
        if code_of(error) == "ResourceNotFoundException":
            raise MissingRegister("the register's table is gone: deploy the Data stack") from error
        raise Denied(sentence(operation, ACTIONS.get(operation, operation), error)) from error
