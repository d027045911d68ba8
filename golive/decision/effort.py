"""What it takes to remove an obstacle; the order and the words are data, in `effort.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from golive.controls import catalogue
from golive.controls.control import Control
from golive.judge import Verdict
from golive.model import Reason
from golive.plan import Line, Mark

BY_KIND = {
    "SignOffs": "sign-off",
    "Roster": "entry",
    "IssueLog": "entry",
    "ContactEvidence": "call",
    "AlarmDrill": "drill",
    "Backtest": "drill",
    "RotationRehearsal": "drill",
}
"""By the kind of fact that a control is on."""
BY_MARK = {Mark.PERSON: "sign-off", Mark.CALL: "call", Mark.DRILL: "drill"}
BY_VERDICT = {
    Verdict.DESIGNED: "redeploy",
    Verdict.DRIFTED: "redeploy",
    Verdict.ACCIDENTAL: "redeploy",
}
BY_REASON: Mapping[str, str] = {Reason.UNDECLARED: "declaration", Reason.UNFED: "feed"}
"""By the kind of reason that it can't be known."""
BY_WORDS = (
    ("its evidence is ", "look"),
    ("was deleted outside CloudFormation", "redeploy"),
    ("is not in the deployed stack", "redeploy"),
    ("is declared not applicable", "declaration"),
)
"""What stands in a finding."""


@dataclass(frozen=True, slots=True)
class Effort:
    """A row of the table; `rank` grows with the effort."""

    id: str
    title: str
    do: str
    rank: int


@cache
def efforts() -> dict[str, Effort]:
    """The table by id."""
    text = files("golive.decision").joinpath("effort.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["effort"]
    return {row["id"]: Effort(row["id"], row["title"], row["do"], i) for i, row in enumerate(rows)}


def of_subject(subject: Mapping[str, Any]) -> Effort:
    """What a subject that doesn't hold asks for."""
    finding, verdict = str(subject["finding"]), Verdict(subject["verdict"])
    control = _controls().get(str(subject["control"]))
    if str(subject["subject"]).startswith("waivers.toml:"):
        return efforts()["waiver"]
    if control and (known := BY_KIND.get(control.on.__name__)):
        return efforts()[known]
    if known := BY_VERDICT.get(verdict):
        return efforts()["setting" if control and control.live_only else known]
    if known := BY_REASON.get(subject["reason"]):
        return efforts()[known]
    words = next((effort for text, effort in BY_WORDS if text in finding), "")
    return efforts()[words or ("reading" if verdict is Verdict.UNKNOWN else "setting")]


def of_line(line: Line) -> Effort:
    """What a line without a control asks for: what its marks say."""
    return efforts()[next((BY_MARK[mark] for mark in line.marks if mark in BY_MARK), "feed")]


@cache
def signed_lines() -> frozenset[str]:
    """The lines that ask for somebody's sign-off."""
    asking = (c for c in _controls().values() if BY_KIND.get(c.on.__name__) == "sign-off")
    return frozenset(control.line for control in asking)


@cache
def _controls() -> dict[str, Control]:
    """The catalogue, looked up once: a run may have thousands of subjects."""
    return catalogue()
