"""The alarms to drill, as the account has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from golive.alarms.deployed import Described, settings, tellers, topics
from golive.alarms.watch import Watch
from golive.drill.causes import Cause, cause_of
from golive.drill.errors import Nothing

DEPTHS = ("cause", "shadow", "state")


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """An alarm, its row, and its way to people: composites that it turns on, then topics.

    `mute` names a rule that keeps it or all of its way silent now; empty for none.
    """

    name: str
    watch: Watch
    alarm: Described
    composites: tuple[str, ...]
    topics: tuple[str, ...]
    settings: str
    mute: str

    @property
    def prefix(self) -> str:
        """What all names of its environment begin with."""
        return self.name.removesuffix(f"-{self.watch.id}")

    @property
    def way(self) -> frozenset[str]:
        """What can tell of one drill at a time."""
        return frozenset(self.composites or (self.name,))

    @property
    def breach(self) -> float:
        """A value that makes it fire, the one that just does; so does a sum of several."""
        threshold, comparison = float(self.alarm["Threshold"]), self.alarm["ComparisonOperator"]
        if comparison.startswith("Less"):
            return min(threshold - 1, 0.0)
        return threshold + (1 if comparison == "GreaterThanThreshold" else 0)

    def cause(self) -> Cause | None:
        """The safe cause that its row names, where that is enough for its threshold."""
        found = cause_of(self.watch.row)
        return found if found and self.breach <= found.most else None

    def depth(self, most: str) -> str:
        """The deepest that the row offers, and not deeper than asked for."""
        offered = DEPTHS if self.cause() else DEPTHS[1:]
        return next(d for d in offered if DEPTHS.index(d) >= DEPTHS.index(most))


def targets(
    watched: Iterable[Watch],
    prefix: str,
    alarms: Sequence[Described],
    composites: Sequence[Described],
    muted: Mapping[str, str],
) -> list[Target]:
    """Those of the environment's alarms that are there; `muted` is by alarm name."""
    there = {alarm["AlarmName"]: alarm for alarm in alarms}
    named = ((f"{prefix}-{watch.id}", watch) for watch in watched)
    return [
        _target(name, watch, there[name], composites, muted)
        for name, watch in named
        if name in there
    ]


def _target(
    name: str,
    watch: Watch,
    alarm: Described,
    composites: Sequence[Described],
    muted: Mapping[str, str],
) -> Target:
    acting = [one["AlarmName"] for one in tellers(name, composites) if one.get("AlarmActions")]
    itself = [name] if alarm.get("AlarmActions") else []
    silent = [muted.get(one, "") for one in (*itself, *acting)]
    return Target(
        name=name,
        watch=watch,
        alarm=alarm,
        composites=tuple(acting),
        topics=topics(alarm, composites),
        settings=settings(alarm, composites),
        mute=silent[0] if silent and all(silent) else "",
    )


def chosen(every: Sequence[Target], asked: Sequence[str], prefix: str) -> list[Target]:
    """Those of these names or rows; Nothing for a name that is none of them."""
    if not asked:
        return list(every)
    known = {t.name: t for t in every} | {t.name.removeprefix(f"{prefix}-"): t for t in every}
    strange = [name for name in asked if name not in known]
    if strange:
        raise Nothing(f"{', '.join(strange)}: no alarm of {prefix} that is deployed is called so")
    return list(dict.fromkeys(known[name] for name in asked))
