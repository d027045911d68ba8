"""The mute rules of an environment: before the launch, outside opening hours, in maintenance.

A mute keeps alarms from telling anybody; they are evaluated as ever. At the end of a window an
alarm that is still on tells at once (CloudWatch User Guide, Alarm mute rules).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from golive.alarms.groups import SILENCE, Group, composites, excuses, group_of
from golive.alarms.hours import closed, duration, schedules
from golive.alarms.watch import Watch
from golive.environment import Environment

SWITCH = "%Y-%m-%dT%H:%M"
MINUTE = timedelta(minutes=1)
HOUR = 60


@dataclass(frozen=True, slots=True)
class Mute:
    """One mute rule: its kind and part, which end its name, why, when, whom, and until when.

    A `zone` is an IANA time zone; `expires` is UTC, and None for a rule that stays.
    """

    prefix: str
    kind: str
    part: str
    why: str
    expression: str
    duration: str
    zone: str
    targets: tuple[str, ...]
    expires: datetime | None = None

    @property
    def name(self) -> str:
        """The rule's whole name."""
        return f"{self.prefix}-{self.kind}-{self.part}"


def declared(environment: Environment, watches: Sequence[Watch]) -> list[Mute]:
    """The mute rules of an environment that has these alarms."""
    return [
        *_until_launch(environment, watches),
        *_while_closed(environment, watches),
        *_in_maintenance(environment, watches),
    ]


def _until_launch(environment: Environment, watches: Sequence[Watch]) -> Iterator[Mute]:
    """A mute lasts 15 days at most, so it recurs. Two rules, half an hour apart, leave no moment
    between windows: each covers the other's end (Alarm mute rules: overlapping rules)."""
    targets = _acting(environment, watches, lambda group: not group.before_launch)
    for minute in (0, 30) if targets else ():
        yield Mute(
            environment.prefix,
            "until-launch",
            str(minute),
            "Silence is no alarm before callers come",
            f"cron({minute} * * * *)",
            "PT1H",
            "UTC",
            targets,
            environment.launch.at.astimezone(UTC).replace(second=0, microsecond=0),
        )


def _while_closed(environment: Environment, watches: Sequence[Watch]) -> Iterator[Mute]:
    """Each window ends when the silence of the closed time has had time to end."""
    targets = _acting(environment, watches, lambda group: not group.while_closed)
    if not (environment.opening.hours and targets):
        return
    spans = closed(environment.opening.hours, _grace(watches))
    for number, schedule in enumerate(schedules(spans), 1):
        yield Mute(
            environment.prefix,
            "closed",
            str(number),
            "Silence is no alarm outside opening hours",
            schedule.expression,
            schedule.duration,
            environment.time_zone,
            targets,
        )


def _in_maintenance(environment: Environment, watches: Sequence[Watch]) -> Iterator[Mute]:
    targets = _acting(environment, watches, lambda group: not group.in_maintenance)
    for window in environment.maintenance:
        yield Mute(
            environment.prefix,
            "maintenance",
            f"{window.start:%Y%m%d-%H%M}",
            window.reason,
            f"at({window.start.strftime(SWITCH)})",
            duration((window.end - window.start) // MINUTE),
            "UTC",
            targets,
            window.end,
        )


def _grace(watches: Sequence[Watch]) -> int:
    """Minutes: the longest time that an alarm of silence looks back over, an hour at most; what
    looks back over more sees past the closed time."""
    silent = [*excuses(watches), *(w for w in watches if group_of(w.row) is SILENCE)]
    minutes = [watch.row.period * watch.row.evaluation_periods // 60 for watch in silent]
    return max((each for each in minutes if each <= HOUR), default=0)


def _acting(
    environment: Environment, watches: Sequence[Watch], muted: Callable[[Group], bool]
) -> tuple[str, ...]:
    """The names of what tells somebody: composites of such groups, and excuses of silence."""
    made = composites(watches, environment.prefix)
    names = [each.name for each in made if muted(each.group)]
    names += [watch.id for watch in excuses(watches) if muted(SILENCE)]
    return tuple(f"{environment.prefix}-{name}" for name in names)
