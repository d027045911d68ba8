"""Whether a caller is one of those who may sign."""

from __future__ import annotations

import re
from collections.abc import Iterable

SESSION = re.compile(r"arn:([\w-]+):sts::(\d{12}):assumed-role/([^/]+)/.+")
ROLE = re.compile(r"arn:([\w-]+):iam::(\d{12}):role/(?:.+/)?([^/]+)")


def approves(caller: str, approvers: Iterable[str]) -> bool:
    """A user by their ARN; a session by the role that it has, whatever the session is called.

    STS leaves the path of a role out, and within an account its name is its own (IAM User Guide,
    IAM identifiers).
    """
    mine = SESSION.fullmatch(caller)
    for approver in approvers:
        role = ROLE.fullmatch(approver)
        if mine and role and mine.groups() == role.groups():
            return True
        if not mine and not role and caller == approver:
            return True
    return False
