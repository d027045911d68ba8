"""The alarms that published samples ship, as facts.

`tests/alarms/published` has them as data: repository, commit and path, and of each alarm what
CloudWatch evaluates. A threshold that the user must give is null.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from golive.alarms.fault import Fault
from golive.alarms.rules import faults, unheard
from golive.facts.monitoring import Alarm, Input
from golive.model import Gap, Unknown

FOLDER = Path(__file__).parent / "published"
NONE: Mapping[str, Any] = {
    "namespace": "",
    "metric": "",
    "dimensions": dict[str, str](),
    "statistic": "",
    "period": 60,
    "periods": 1,
    "missing": "missing",
    "unit": "",
    "query": "",
    "inputs": (),
    "tells": "topic",
    "finds": (),
}


@dataclass(frozen=True)
class Published:
    """One alarm of a sample, and the rules that it is known to break."""

    repository: str
    commit: str
    path: str
    name: str
    alarm: Alarm
    finds: frozenset[str]

    def __str__(self) -> str:
        return f"{self.repository} {self.name}"

    @property
    def by_aws(self) -> bool:
        """Whether AWS publishes it."""
        return self.repository.partition("/")[0] in ("amazon-connect", "aws-samples")

    @property
    def url(self) -> str:
        """The file, at the commit that was read."""
        return f"https://github.com/{self.repository}/blob/{self.commit}/{self.path}"

    def faults(self) -> list[Fault]:
        """All that the rules find, up to what the user must give."""
        found = list(unheard(self.alarm))
        try:
            for fault in faults(self.alarm):
                found.append(fault)
        except Gap:
            pass
        return found


@cache
def published() -> tuple[Published, ...]:
    """Every alarm of every sample."""
    return tuple(one for file in sorted(FOLDER.glob("*.yaml")) for one in _read(file))


def _read(file: Path) -> Iterator[Published]:
    sample = yaml.safe_load(file.read_text(encoding="utf-8"))
    for each in sample["files"]:
        defaults = each.get("defaults", sample.get("defaults", {}))
        for raw in each["alarms"]:
            alarm = {**NONE, **defaults, **raw}
            yield Published(
                sample["repository"],
                each.get("commit", sample["commit"]),
                each["path"],
                alarm["name"],
                _alarm(alarm),
                frozenset(alarm["finds"]),
            )


def _alarm(raw: Mapping[str, Any]) -> Alarm:
    plain = not raw["query"]
    threshold: Any = raw["threshold"]
    if threshold is None:
        threshold = Unknown("the user gives it")
    return Alarm(
        name=raw["name"],
        namespace=raw["namespace"] if plain else "",
        metric=raw["metric"],
        dimensions=raw["dimensions"] if plain else {},
        statistic=raw["statistic"] if plain else "",
        period_seconds=raw["period"],
        unit=raw["unit"],
        query=raw["query"],
        inputs=tuple(_input(raw, each) for each in raw["inputs"]),
        threshold=threshold,
        comparison=raw["comparison"],
        evaluation_periods=raw["periods"],
        datapoints=raw.get("datapoints", raw["periods"]),
        missing=raw["missing"],
        actions=() if raw["tells"] == "nobody" else (cast(str, raw["tells"]),),
        actions_enabled=True,
    )


def _input(raw: Mapping[str, Any], each: Mapping[str, Any]) -> Input:
    return Input(
        id=each["id"],
        namespace=each["namespace"],
        metric=each["metric"],
        dimensions=each["dimensions"],
        statistic=raw["statistic"],
        period_seconds=raw["period"],
    )
