"""Alarms are muted when the environment says, and those alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from golive.account.readers.alarm_table import built
from golive.alarms.cron import minutes, weekly
from golive.alarms.hours import DAY, WEEK
from golive.alarms.mutes import Mute, declared
from golive.declared.hours import Opening
from golive.environment import Environment
from golive.environments import load, names


def mutes(environment: Environment) -> dict[str, list[Mute]]:
    """By their kind."""
    found: dict[str, list[Mute]] = {}
    for mute in declared(environment, built(environment)):
        found.setdefault(mute.kind, []).append(mute)
    return found


@pytest.mark.parametrize("name", names())
def test_silence_is_muted_until_the_launch(name: str) -> None:
    """At every minute, by two rules that cover each other's end; from the launch on, by none."""
    environment = load(name)
    one, other = mutes(environment)["until-launch"]
    assert one.expires == other.expires == environment.launch.at
    for mute, start in ((one, 0), (other, 30)):
        assert (mute.expression, mute.duration) == (f"cron({start} * * * *)", "PT1H")
        assert all(target.endswith(("silence", "silent", "stopped")) for target in mute.targets)
    week = weekly(one.expression, one.duration)
    assert week
    assert all(week)


def test_silence_is_muted_outside_opening_hours() -> None:
    """In the environment's own time zone, without an end, and what never rests isn't."""
    closed = mutes(load("prod"))["closed"]
    for mute in closed:
        assert (mute.zone, mute.expires) == ("America/New_York", None)
        assert mute.targets == ("golive-prod-silence", "golive-prod-calls-silent")
    weeks = [weekly(mute.expression, mute.duration) for mute in closed]
    muted = [any(week[at] for week in weeks if week) for at in range(WEEK)]
    monday = [at for at in range(DAY) if not muted[at]]
    assert (monday[0], monday[-1]) == (8 * 60 + 30, 20 * 60 - 1)
    assert all(muted[6 * DAY :])


def test_hours_that_are_not_declared_mute_nothing() -> None:
    """Nor do those of a contact centre that never closes."""
    assert "closed" not in mutes(load("dev"))
    always = load("prod").model_copy(update={"opening": Opening(always=True)})
    assert "closed" not in mutes(always)


def test_maintenance_spares_the_audit_and_the_way_back() -> None:
    """It begins and ends by itself, says why, and mutes whatever else would be told."""
    [mute] = mutes(load("prod"))["maintenance"]
    assert mute.name == "golive-prod-maintenance-20270124-0300"
    assert mute.why == "The CRM moves to another data centre."
    assert (mute.expression, mute.duration) == ("at(2027-01-24T03:00)", "PT4H")
    assert mute.expires == datetime(2027, 1, 24, 7, tzinfo=UTC)
    told = {target.removeprefix("golive-prod-") for target in mute.targets}
    assert told == {"critical", "warning", "silence", "stopped", "calls-silent"}


@pytest.mark.parametrize("name", names())
def test_rules_are_such_as_cloudwatch_takes(name: str) -> None:
    """A minute to 15 days, 100 alarms, texts within their lengths, each name once."""
    made = declared(load(name), built(load(name)))
    assert len({mute.name for mute in made}) == len(made)
    for mute in made:
        assert timedelta(minutes=1) <= timedelta(minutes=minutes(mute.duration)) <= timedelta(15)
        assert 0 < len(mute.targets) <= 100
        assert max(map(len, (mute.name, *mute.targets))) <= 255
        assert (len(mute.expression) <= 256, len(mute.zone) <= 50) == (True, True)
        assert len(mute.why) <= 1024


@pytest.mark.parametrize(
    ("expression", "duration", "muted"),
    [
        ("cron(0 22 * * SUN)", "PT4H", {*range(WEEK - 120, WEEK), *range(120)}),
        ("cron(30 0 * * 1)", "PT1M", {30}),
        ("cron(0 0 * * 7)", "PT2M", {6 * DAY, 6 * DAY + 1}),
        (
            "cron(0,30 1-2 * * MON-TUE)",
            "PT1M",
            {n + d for n in (60, 90, 120, 150) for d in (0, DAY)},
        ),
        ("cron(0 0 * * *)", "P1D", set(range(WEEK))),
        ("cron(0 0 1 * *)", "PT1H", None),
        ("cron(0 0 * JAN *)", "PT1H", None),
        ("cron(0 24 * * *)", "PT1H", None),
        ("cron(0 0 * * FUN)", "PT1H", None),
        ("cron(0 0 ? * SUN *)", "PT1H", None),
        ("cron(0 0 * * *)", "P1W", None),
        ("cron(0 0 * * *)", "PT0H", None),
        ("at(2027-01-24T03:00)", "PT4H", None),
    ],
)
def test_a_schedule_is_read_back(expression: str, duration: str, muted: set[int] | None) -> None:
    """As the API's page on Schedule writes it; what is no weekly schedule gives None."""
    week = weekly(expression, duration)
    assert (week and {at for at in range(WEEK) if week[at]}) == muted
