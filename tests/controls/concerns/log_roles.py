"""Whether a role may write a log: good facts, and what breaks the control."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from golive.facts.access import Role
from golive.model import Fact, Text
from tests.controls.concerns.access import LAMBDA
from tests.controls.good import ACCOUNT, ref, statement
from tests.controls.wrong import Wrong

GROUP = ref("FunctionLog", "Arn")
WRITES = ("logs:CreateLogStream", "logs:PutLogEvents")


def logs(*actions: str, on: Any = GROUP, **more: Any) -> Any:
    """A statement of a role's policy about logs."""
    said = statement("Log", principals=(), actions=actions or WRITES, resources=(on,))
    return replace(said, **more)


GOOD: dict[str, Fact] = {
    "FunctionRole": Role(name="golive-x-fn", policies=(logs(),), unread=(), trust=(LAMBDA,)),
}
HERE = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:"
OTHERS = (ref("FlowLog", "Arn"), f"{HERE}/aws/lambda/*", f"{HERE}golive-x-data-Function:*")
NAMED = (
    "*",
    "arn:aws:logs:*:*:*",
    f"{HERE}*",
    f"{HERE}golive-x-data-*",
    f"{HERE}golive-x-data-FunctionLog-*:log-stream:*",
    Text((GROUP, ":log-stream:*")),
    Text((GROUP, ":*")),
)
"""Other ways to name the group's streams, or more than these."""
MAY = "2.6.9-function-may-log"
WRONG: list[Wrong] = [
    (MAY, "FunctionRole", {"policies": policies})
    for policies in (
        (),
        (logs("logs:CreateLogStream"),),
        (logs("logs:PutLogEvents"),),
        (logs(allow=False),),
        *((logs(on=other),) for other in OTHERS),
        *((logs(), logs("logs:*", on=place, allow=False)) for place in NAMED),
        (logs(), logs("iam:*", on="*", allow=False, inverted=True, negated=("Action",))),
    )
]
