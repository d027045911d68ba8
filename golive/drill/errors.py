"""Why a drill can't be held, in words a person can act on."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from golive.account.errors import CALL_ERRORS, sentence

ACTIONS = {
    "lambda:Invoke": "lambda:InvokeFunction",
    "s3:ListObjectsV2": "s3:ListBucket",
}
"""IAM actions of operations that are not called so."""
ALSO = {
    "s3:PutObject": "kms:GenerateDataKey",
    "s3:GetObject": "kms:Decrypt",
    "sns:Publish": "kms:GenerateDataKey and kms:Decrypt",
    "sqs:ReceiveMessage": "kms:Decrypt",
}
"""What the key asks for beside."""


class CantDrill(Exception):
    """Nothing can be told: the message says why."""


class Nothing(CantDrill):
    """What was asked for isn't there: the message names it."""


@contextmanager
def asking(operation: str) -> Generator[None]:
    """Turn what a call raises into CantDrill, which names the permission."""
    try:
        yield
    except CALL_ERRORS as error:
        named = ACTIONS.get(operation, operation)
        action = " and ".join(filter(None, (named, ALSO.get(operation))))
        raise CantDrill(sentence(operation, action, error)) from error
