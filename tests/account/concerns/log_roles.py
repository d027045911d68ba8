"""What an account can answer that keeps a function from writing its log."""

from __future__ import annotations

import json
from typing import Any

from tests.account.canned import Answers
from tests.account.concerns.access import DETAILS
from tests.account.good import answers, changed

MAY = "2.6.9-function-may-log"
GROUP = "arn:aws:logs:us-east-1:111122223333:log-group:golive-sandbox-function-log:*"
LOG = ["logs:CreateLogStream", "logs:PutLogEvents"]


def _place() -> int:
    """Where the function's role stands in the answer."""
    found: Any = answers()[DETAILS]
    names = [role["RoleName"] for role in found["RoleDetailList"]]
    return names.index("golive-function-role")


def role(*statements: dict[str, Any]) -> Answers:
    """The function's role with these statements."""
    path = f"RoleDetailList.{_place()}.RolePolicyList.0.PolicyDocument"
    return changed(DETAILS, path, json.dumps({"Statement": list(statements)}))


def said(*actions: str, effect: str = "Allow", on: str = GROUP) -> dict[str, Any]:
    """A statement about the function's log, or about another."""
    return {"Effect": effect, "Action": list(actions) or LOG, "Resource": on}


WRONG: list[tuple[str, Answers]] = [
    (MAY, role()),
    (MAY, role(said("logs:PutLogEvents"))),
    (MAY, role(said(on=GROUP.replace("function", "other")))),
    (MAY, role(said(), said("logs:PutLogEvents", effect="Deny", on="*"))),
]
