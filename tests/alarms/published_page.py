"""What the rules find in published samples: `python -m tests.alarms.published_page` writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from golive.alarms.fault import Effect, Fault
from golive.alarms.metrics import find
from golive.project import ROOT
from tests.alarms.published_samples import Published, published

FILE = ROOT / "docs" / "published-alarms.md"
WHY = {
    "metric": "no such metric",
    "dimensions": "no such dimensions",
    "unit": "a unit that its metric doesn't have",
    "threshold": "a threshold in another unit",
    "period": "looks more often than data comes",
    "statistic": "a statistic that counts something else",
    "missing": "missing data taken for something else",
    "actions": "tells nobody",
}
HEAD = """\
# Alarms of published samples

What `golive/alarms/rules.py` says of {alarms} alarms that {samples} public repositories ship for
Amazon Connect and what belongs to it, as they were read in November 2026. {never} of them can
never fire as they stand, {noise} more are on though nothing is wrong, and {blunt} more say
something else than they seem to. No account was asked: an alarm is held against what AWS documents
of its metric (`golive/alarms/metrics.toml` names the pages), and against what `PutMetricAlarm`
accepts.

`tests/alarms/published/` has each alarm as data, with what is found; a test holds this page and
the rules to it. A threshold that the user has to give is not judged, and one with a default has
that. An alarm that turns on a composite, or that a deployment looks at, is heard. What
`observability_analyzer.py` has are recommendations, no resources: it names the metric group alone,
which is taken for the second dimension, and the five of its alarms that lack a third one rest on
that.

"Looks more often than data comes" rests on two things that AWS says in words only: that tasks and
e-mails are counted every five minutes, and how many periods CloudWatch reads beyond those that it
evaluates ("the exact number varies"; three are taken).
"""
LEFT = """\
An alarm on a series that doesn't exist has no data. With `notBreaching` it is OK for ever, with
`missing` it stays in INSUFFICIENT_DATA: neither tells anybody. The same rules judge every alarm of
our own stacks, in the template and in the account (`2.6.3-alarm-can-fire`,
`2.6.3-alarm-is-no-noise`).
"""


def page() -> str:
    """The page, as Markdown."""
    everything = sorted(published(), key=lambda one: (not one.by_aws, one.repository, one.path))
    worst = Counter(_worst(one) for one in everything)
    head = HEAD.format(
        alarms=len(everything),
        samples=len({one.repository for one in everything}),
        never=worst[Effect.NEVER],
        noise=worst[Effect.NOISE],
        blunt=worst[Effect.BLUNT],
    )
    doubts = "".join(f"- {text}\n" for text in _doubts(everything))
    parts = (head, _samples(everything), LEFT, "## Each of them\n", _findings(everything))
    return "\n".join((*parts, "## What AWS's documents leave open\n", doubts))


def _worst(one: Published) -> Effect | None:
    """The gravest that is found, in the order of effects."""
    found = {fault.effect for fault in one.faults()}
    return next((effect for effect in Effect if effect in found), None)


def _samples(everything: Iterable[Published]) -> str:
    rows = [
        "| sample | alarms | never fire | on for nothing | say something else | why |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for _, group in groupby(everything, lambda one: one.url):
        alarms = list(group)
        worst = Counter(map(_worst, alarms))
        why = Counter(fault.rule for one in alarms for fault in one.faults())
        told = ", ".join(f"{WHY[rule]} ({n})" for rule, n in why.most_common())
        numbers = (len(alarms), *(worst[e] for e in (Effect.NEVER, Effect.NOISE, Effect.BLUNT)))
        cells = " | ".join(str(number) for number in numbers)
        rows.append(f"| {_link(alarms[0])} | {cells} | {told or '-'} |")
    return "\n".join(rows) + "\n"


def _link(one: Published) -> str:
    return f"{one.repository} [{one.path.rpartition('/')[2]}]({one.url})"


def _findings(everything: Iterable[Published]) -> str:
    rows = ["| alarm | what is found | so that it |", "|---|---|---|"]
    for one in everything:
        rows += [_finding(one, fault) for fault in one.faults()]
    return "\n".join(rows) + "\n"


def _finding(one: Published, fault: Fault) -> str:
    owner = one.repository.partition("/")[2]
    return f"| {owner}: [{one.name}]({one.url}) | {fault.text} | {fault.effect} |"


def _doubts(everything: Sequence[Published]) -> list[str]:
    """Of the metrics whose alarms have a fault."""
    found = {
        metric.name: metric.doubt
        for one in everything
        if one.faults() and (metric := find(one.alarm.namespace, one.alarm.metric))
    }
    return [f"`{name}`: {doubt}." for name, doubt in sorted(found.items()) if doubt]


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
