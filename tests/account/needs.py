"""Which lines need which permission, found by denying each: `python -m tests.account.needs`.

Two accounts are asked, for some calls are made only where no stack has the instance or a trail.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from golive.account import Account
from golive.account.design import Unreadable, as_deployed
from golive.account.operations import operations
from golive.account.rights import actions
from golive.chains import Chains
from golive.controls import catalogue
from golive.controls.control import Control
from golive.facts.operations import Drift
from golive.judge import Verdict, judge_one
from golive.plan import by_id
from golive.project import ROOT
from golive.rows import Row, of_one
from tests.account.canned import Answer, Answers, refused
from tests.account.good import INSTANCE, TRAIL, answers, rows, side_of, stack

FILE = ROOT / "golive" / "account" / "needs.toml"
HEAD = """\
# Which lines need which permission: `make docs` writes this, by denying each in turn. One
# without a line is of the digest of settings, or of putting evidence. That the account is as its
# templates say, line 2.3.10, needs whatever the templates say something about, and isn't here.
# What a line requires needs, it needs too.

"""
COMPARING = {Drift}
"""Kinds that compare all of the account with its templates."""
UNOWNED = {"AWS::Connect::Instance", "AWS::CloudTrail::Trail"}


def denying(action: str, table: Answers) -> Account:
    """The account of these answers, where one action is denied."""
    named = [name for name, row in operations().items() if action in row.actions]
    kept = {key: answer for key, answer in table.items() if key.split(" ")[0] not in named}
    return side_of(kept | dict.fromkeys(named, refused("AccessDeniedException")))


def unowned() -> dict[str, Answer]:
    """The good account, but its instance and its trail are of no stack."""
    made = answers()
    for stem, resources in rows().items():
        gone = {logical for logical, type_, _ in resources if type_ in UNOWNED}
        key = f"cloudformation:ListStackResources {stack(stem)}"
        listed: Any = made[key]
        kept = [r for r in listed["StackResourceSummaries"] if r["LogicalResourceId"] not in gone]
        made[key] = {"StackResourceSummaries": kept}
    alias = side_of(made).environment.instance.alias
    summary = {"Arn": INSTANCE, "InstanceAlias": alias}
    trail = {"Name": TRAIL, "TrailARN": f"arn:aws:cloudtrail:us-east-1:111122223333:trail/{TRAIL}"}
    made["connect:ListInstances"] = {"InstanceSummaryList": [summary]}
    made["cloudtrail:DescribeTrails"] = {"trailList": [trail]}
    return made


@cache
def accounts() -> list[tuple[Answers, dict[str, str]]]:
    """Every account that is asked, and what can't be told of it anyhow."""
    return [(table, unknown(side_of(table))) for table in (answers(), unowned())]


def unknown(side: Account) -> dict[str, str]:
    """The controls that can't be told, and their lines; all without the deployed templates."""
    asked = [control for control in catalogue().values() if control.on not in COMPARING]
    if isinstance(as_deployed(side), Unreadable):
        return {control.id: control.line for control in asked}
    found = chained(side, asked)
    return {
        control.id: control.line
        for control in asked
        if any(row.verdict is Verdict.UNKNOWN for row in found[control.id])
    }


def chained(side: Account, asked: Sequence[Control]) -> dict[str, tuple[Row, ...]]:
    """What one side says of each control, in the light of what it requires."""
    chains = Chains(lambda control: map(of_one, judge_one(control, side)), asked)
    return {control.id: chains.rows(control) for control in asked}


def lines_needing(action: str) -> tuple[str, ...]:
    """The lines of which something is unknown without it and known with it, in order."""
    found: set[str] = set()
    for table, usual in accounts():
        turned = unknown(denying(action, table))
        found |= {line for control, line in turned.items() if control not in usual}
    return tuple(line for line in by_id() if line in found)


def written(table: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """The file's text."""
    return HEAD + "".join(f'"{action}" = {json.dumps(lines)}\n' for action, lines in table)


def found() -> str:
    """What the file should say."""
    return written((action, lines_needing(action)) for action in sorted(actions()))


if __name__ == "__main__":
    FILE.write_text(found(), encoding="utf-8")
