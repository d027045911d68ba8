"""What a register can answer that leaves a line without a person's word."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from golive.controls.register import SIGNED
from tests.account.canned import Answers
from tests.account.good import answers, changed

ROLES, TRIALS = "dynamodb:Query attribute_exists(#person)", "dynamodb:Query #trial = :trial"
SIGNS = "dynamodb:Query"
NOTHING: dict[str, Any] = {"Items": []}
LONG_AGO = {"S": "2026-10-01"}


def word(line: str, **fields: Any) -> Answers:
    """The sign-offs, that of one line with other fields; without any, it was never given."""
    whole: Any = deepcopy(answers()[SIGNS])
    kept = [item for item in whole["Items"] if item["line"]["S"] != line]
    ours = [item | fields for item in whole["Items"] if item["line"]["S"] == line]
    return {SIGNS: {"Items": kept + (ours if fields else [])}}


def without(field: str) -> Answers:
    """The roles, the first without a date."""
    whole: Any = deepcopy(answers()[ROLES])
    del whole["Items"][0][field]
    return {ROLES: whole}


WRONG: list[tuple[str, Answers]] = [
    ("1.1-roles-filled", {ROLES: NOTHING}),
    ("1.1-roles-filled", changed(ROLES, "Items.0.id", {"S": "another"})),
    ("1.1-people-reachable", without("confirmed")),
    ("1.1-people-reachable", changed(ROLES, "Items.0.confirmed", LONG_AGO)),
    ("1.1-people-told", without("told")),
    ("2.2.2-issue-log-gives-back", {TRIALS: NOTHING}),
    (
        "2.2.2-issue-log-gives-back",
        changed(TRIALS, "Items.0.given_back", {"S": "2026-11-20T09:00:00+00:00"}),
    ),
    ("2.5.1-3-everyone-trained", word("2.5.1-3", people={"S": "agent.one"})),
    *[(f"{line}-signed-off", word(line)) for line in SIGNED],
    *[(f"{line}-signed-off", word(line, withdrawn={"BOOL": True})) for line in SIGNED],
    *[(f"{line}-signed-off", word(line, expires={"S": "2026-11-22"})) for line in SIGNED],
]
