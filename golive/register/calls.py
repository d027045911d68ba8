"""Calls of the register: what AWS answered, or a sentence that says why not."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from golive.account.errors import CALL_ERRORS, WORDS, cause, code_of
from golive.register.errors import Denied, MissingRegister

ACTIONS = {"dynamodb:TransactWriteItems": "dynamodb:PutItem"}
"""IAM actions of operations that have none of their own name (DynamoDB, transactions)."""


@contextmanager
def asking(operation: str) -> Generator[None]:
    """Turn what a call raises into Denied, or MissingRegister when the table is gone."""
    try:
        yield
    except CALL_ERRORS as error:
        code = code_of(error)
        if code == "ResourceNotFoundException":
            raise MissingRegister("the register's table is gone: deploy the Data stack") from error
        words = WORDS[cause(error)].format(
            operation=operation,
            action=ACTIONS.get(operation, operation),
            code=code or type(error).__name__,
            text=" ".join(str(error).split())[:300],
        )
        raise Denied(words) from error
