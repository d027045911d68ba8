"""Who is calling, as AWS says it."""

from __future__ import annotations

from typing import Any

from golive.register.calls import asking
from golive.register.errors import Denied


def caller(session: Any, account: str = "") -> str:
    """The ARN of whoever holds the credentials (STS GetCallerIdentity).

    With `account`, credentials of another one are refused.
    """
    with asking("sts:GetCallerIdentity"):
        answer = session.client("sts").get_caller_identity()
    if account and answer["Account"] != account:
        raise Denied(f"the credentials are of account {answer['Account']}; allowed: {account}")
    return str(answer["Arn"])
