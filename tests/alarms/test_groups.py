"""Alarms are told together by what they are, within what CloudWatch takes."""

from __future__ import annotations

import re
from itertools import groupby

import pytest

from golive.account.readers.alarm_table import built
from golive.account.reading import known
from golive.alarm_rule import members
from golive.alarms import Watch, by_id
from golive.alarms.groups import ABORT, AUDIT, GROUPS, STOPPED, Composite, composites, excuses
from golive.declared.centre import Integration
from golive.environment import Environment
from golive.environments import load, names

NAME = "a-long-name-for-one"
"""As long as an environment's name may be."""


def large(integrations: int = 20) -> Environment:
    """Integrations with long names, five bots, everything that an environment may have."""
    each = [
        Integration(
            name=f"{n} of the integrations of a large company",
            kind="api",
            function=f"f{n}",
            error_rate=0.01,
        )
        for n in range(integrations)
    ]
    bots = [
        bot.model_copy(update={"name": f"bot {n}"})
        for n in range(5)
        for bot in load("prod").bots[:1]
    ]
    peak = load("prod").peak.model_copy(update={"chats": 9, "tasks": 9, "emails": 9})
    made = {"name": NAME, "integrations": each, "bots": bots, "peak": peak}
    return load("prod").model_copy(update=made)


def named(composite: Composite) -> set[str]:
    """Every alarm that a rule names, those too that hold others back."""
    return set(re.findall(r'ALARM\("([^"]+)"\)', composite.rule))


def of(environment: Environment) -> tuple[list[Watch], list[Composite]]:
    watches = built(environment)
    return watches, composites(watches, environment.prefix)


def environments() -> list[Environment]:
    return [*map(load, names()), large(), large(100)]


@pytest.mark.parametrize(
    "environment", environments(), ids=lambda e: f"{e.name}-{len(e.integrations)}"
)
def test_a_rule_stays_within_its_limits(environment: Environment) -> None:
    """CloudWatch takes 100 alarms and 10 240 characters, in as few composites as that takes."""
    _, made = of(environment)
    for composite in made:
        assert 0 < len(named(composite)) <= 100
        assert len(composite.rule) <= 10_240
        assert len(f"{environment.prefix}-{composite.name}") <= 255
    for group, parts in groupby(made, lambda composite: composite.group):
        sizes = [len(part.watches) for part in parts]
        assert len(sizes) == 1 or sizes[0] + sizes[1] > 100, group.name


@pytest.mark.parametrize(
    "environment", environments(), ids=lambda e: f"{e.name}-{len(e.integrations)}"
)
def test_every_alarm_is_told_once(environment: Environment) -> None:
    """Each turns one composite on by itself, or explains the silence of others and tells itself."""
    watches, made = of(environment)
    told = [f"{environment.prefix}-{w.id}" for composite in made for w in composite.watches]
    turning = [name for composite in made for name in known(members(composite.rule))]
    apart = [f"{environment.prefix}-{watch.id}" for watch in excuses(watches)]
    assert sorted(told) == sorted(turning)
    assert sorted([*told, *apart]) == sorted(f"{environment.prefix}-{w.id}" for w in watches)


def test_what_is_too_large_for_one_rule_has_two() -> None:
    """Twenty integrations and five bots fit; twice as many are told by a second composite."""
    for integrations, names_ in ((20, ["critical"]), (40, ["critical", "critical-2"])):
        _, made = of(large(integrations))
        assert [c.name for c in made if c.group.name == "critical"] == names_


@pytest.mark.parametrize(
    ("row", "group"),
    [
        ("rollback-criterion", "abort"),
        ("trail-silent", "audit"),
        ("root-used", "audit"),
        ("readiness-silent", "stopped"),
        ("path-silent", "stopped"),
        ("agent-events-silent", "silence"),
        ("agents-silent", "silence"),
        ("calls-over-quota", "critical"),
        ("calls-missed", "warning"),
    ],
)
def test_a_row_is_told_by_what_it_is(row: str, group: str) -> None:
    """The audit and what says to go back aren't mixed with what maintenance may mute."""
    _, made = of(load("prod"))
    [mine] = [c for c in made for watch in c.watches if watch.row is by_id()[row]]
    assert mine.group.name == group


def test_what_never_may_be_muted_is_heard_in_maintenance() -> None:
    """The audit's groups, and the one that says to go back; what never rests is told at night."""
    heard = {group.name for group in GROUPS if group.in_maintenance}
    assert heard == {AUDIT.name, "audit-warning", ABORT.name}
    assert STOPPED.while_closed
    assert all(group.before_launch and group.while_closed for group in (AUDIT, ABORT))
