"""What one metric of an alarm may be: its name, dimensions, unit, statistic and threshold.

The vocabulary says what AWS publishes (golive/alarms/metrics.toml); of a namespace that it doesn't
have nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from golive.alarms.fault import Effect, Fault
from golive.alarms.metrics import ANY, Metric, find, namespaces, reach
from golive.alarms.table import expects

ADDED = ("Sum", "SampleCount")
"""Statistics that know no most."""
SPARE = 3
"""Periods that CloudWatch reads beyond those evaluated; "the exact number varies" (User Guide,
Configuring how CloudWatch alarms treat missing data)."""


class Watched(NamedTuple):
    """One metric as an alarm reads it; `unit` is empty where it takes any."""

    namespace: str
    name: str
    dimensions: Mapping[str, object]
    statistic: str
    period: int
    unit: str = ""


class Judged(NamedTuple):
    """When an alarm is on."""

    comparison: str
    threshold: float
    periods: int
    datapoints: int
    missing: str

    @property
    def low(self) -> bool:
        """Whether a small value turns it on."""
        return self.comparison.startswith("Less")


def named(watched: Watched) -> Iterator[Fault]:
    """A namespace or a name that nobody publishes."""
    known = namespaces().get(watched.namespace)
    if known is None:
        near = _near(watched.namespace, namespaces())
        if near:
            yield _never("namespace", f"watches {watched.namespace}, where nobody publishes{near}")
        return
    metric = find(watched.namespace, watched.name)
    if metric is None and known.complete:
        near, what = _near(watched.name, known.metrics), f"{watched.namespace} {watched.name}"
        yield _never("metric", f"watches {what}, which nobody publishes{near}")
    elif metric is not None and metric.name != watched.name:
        yield _never("metric", f"watches {watched.name}, which AWS spells {metric.name}")


def published(metric: Metric, watched: Watched) -> Iterator[Fault]:
    """Dimensions that don't go together, a unit or a statistic that says nothing."""
    if not metric.fits(watched.dimensions):
        how = _misfit(metric.sets, watched.dimensions)
        yield _never("dimensions", f"watches {metric.name} {how}: there is no such series")
    if watched.unit and watched.unit != metric.published:
        what = f"takes datapoints in {watched.unit} only; {metric.name} has {metric.published}"
        yield _never("unit", what)
    yield from summed(metric, watched.statistic)


def summed(metric: Metric, statistic: str) -> Iterator[Fault]:
    """A statistic that says nothing about the metric."""
    if not metric.takes(statistic):
        useful = ", ".join("a percentile" if s == "p" else s for s in metric.statistics)
        text = f"takes the {statistic} of {metric.name}, which is no measure of it: take {useful}"
        yield Fault("statistic", "statistic", text, Effect.BLUNT)


def limited(metric: Metric, statistic: str, judged: Judged) -> Iterator[Fault]:
    """A threshold that the metric can't reach, or is always beyond."""
    most = float("inf") if statistic in ADDED else metric.most
    what = f"{judged.threshold:g}; {metric.name} goes from 0 to {most:g}"
    match reach(judged.comparison, judged.threshold, most):
        case "never":
            yield _never("threshold", f"waits for {judged.comparison} {what}")
        case "always":
            yield _noise("threshold", f"is on at {judged.comparison} {what}")
        case _:
            yield from _confused(metric, judged)


def _confused(metric: Metric, judged: Judged) -> Iterator[Fault]:
    """A share for a percentage, or low taken for bad."""
    if judged.low and (metric.name.endswith("Percentage") or _expected(metric) == "failure"):
        yield _noise("comparison", f"is on while {metric.name} is low")
    elif metric.unit == "Percent" and not judged.low and judged.threshold <= 1:
        yield _noise("threshold", f"is on at {judged.threshold:g} %: {metric.name} counts to 100")


def absent(metric: Metric, watched: Watched, judged: Judged) -> Iterator[Fault]:
    """What is said of missing data hides silence, or pages for nothing."""
    rule = judged.missing
    text = f"says {rule} of missing data, and {metric.name}"
    if metric.namespace == "AWS/DynamoDB" and rule in ("breaching", "notBreaching"):
        ignored = f"says {rule} of missing data, which CloudWatch ignores for AWS/DynamoDB"
        yield Fault("missing", "missing", f"{ignored}: it stays as it was", Effect.BLUNT)
    elif rule == "breaching" and not judged.low and _expected(metric) in ("failure", "traffic"):
        yield _noise("missing", f"{text} has none while all is well")
    elif judged.low and rule != "breaching" and watched.statistic in ADDED:
        yield _never("missing", f"{text} has no data when it stays away, not 0")
    elif rule == "ignore" and metric.namespace == "AWS/Connect" and _expected(metric) == "failure":
        yield _noise("missing", f"{text} has no data that would take it back")


def paced(metric: Metric, watched: Watched, judged: Judged) -> Iterator[Fault]:
    """It looks more often than datapoints come, and takes the gaps for an answer."""
    every = _every(metric)
    seen = -(-(judged.periods + SPARE) * watched.period // every)
    what = f"looks every {watched.period} s at {metric.name}, which comes every {every} s"
    if judged.missing == "notBreaching" and seen < judged.datapoints:
        yield _never("period_seconds", f"{what}: {judged.datapoints} datapoints never breach")
    elif judged.missing == "breaching" and judged.periods * watched.period < every:
        yield _noise("period_seconds", f"{what}, and takes each gap for trouble")


def _every(metric: Metric) -> int:
    """Seconds between datapoints: what comes after the minute that a lag has anyway."""
    return max(60, (metric.lag - 60) // 60 * 60)


def _expected(metric: Metric) -> str | None:
    return expects(metric.namespace, metric.name)


def _near(name: str, known: Mapping[str, object]) -> str:
    folded = {each.casefold(): each for each in known}
    found = get_close_matches(name.casefold(), folded, n=1, cutoff=0.75)
    return f": {folded[found[0]]}?" if found else ""


def _misfit(sets: tuple[Mapping[str, str], ...], found: Mapping[str, object]) -> str:
    """How the dimensions differ from those that come nearest."""
    return min((_differences(each, found) for each in sets), key=len, default=["so"])[0]


def _differences(wanted: Mapping[str, str], found: Mapping[str, object]) -> list[str]:
    missing = [f"without {name}" for name in wanted if name not in found]
    extra = [f"with {name}, which it doesn't have" for name in found if name not in wanted]
    other = [
        f"with {name} {found[name]}, where it is {value}"
        for name, value in wanted.items()
        if value != ANY and isinstance(found.get(name), str) and found[name] != value
    ]
    return other + missing + extra


def _never(field: str, text: str) -> Fault:
    return Fault(RULES.get(field, field), field, text, Effect.NEVER)


def _noise(field: str, text: str) -> Fault:
    return Fault(RULES.get(field, field), field, text, Effect.NOISE)


RULES = {"namespace": "metric", "period_seconds": "period", "comparison": "threshold"}
"""The rule of a field that is not called after it."""
