"""What a line means: claims, what is read, what stays unproven, and what would break it.

Nothing is asked of an account: calls and mutants are what the tests have shown, permissions are
those without which the line can't be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from golive import shown
from golive.about import About, of, titles
from golive.account.needs import permissions_of
from golive.controls import catalogue
from golive.controls.control import Control
from golive.facts.unfed import FEEDS
from golive.freshness import age, as_of
from golive.plan import Line
from golive.run import chosen, not_applicable
from golive.template.readers import readers
from golive.waivers.waiver import Waiver

if TYPE_CHECKING:
    from golive.environment import Environment

FRAMEWORKS = {
    "pci": "PCI DSS 4.0",
    "nist": "NIST SP 800-53 Rev. 5",
    "well_architected": "AWS Well-Architected",
}


@dataclass(frozen=True, slots=True)
class Told:
    """All that is to say of one control; `template` are the resource types that it reads there.

    `feed` is what will feed it, of a control that nothing feeds yet.
    """

    control: Control
    about: About
    shown: shown.Shown
    template: tuple[str, ...]
    feed: str

    @property
    def claim(self) -> str:
        """Its first sentence, or more of them; what follows is for those who read the code."""
        return " ".join(self.control.claim.split("\n\n")[0].split())

    def cited(self) -> Iterator[tuple[str, str, str]]:
        """Framework, id and title of what it supports."""
        for key, framework in FRAMEWORKS.items():
            for identifier in getattr(self.about, key):
                yield framework, identifier, titles()[key].get(identifier, "")

    def to_json(self) -> dict[str, Any]:
        supports: dict[str, list[str]] = {}
        for framework, identifier, _ in self.cited():
            supports.setdefault(framework, []).append(identifier)
        return {
            "control": self.control.id,
            "claim": self.claim,
            "fact": self.control.on.__name__,
            "template": list(self.template),
            "account": list(self.shown.reads),
            "feed": self.feed,
            "risk": self.about.risk,
            "not_proven": self.about.not_proven,
            "requires": list(self.about.requires),
            "fresh_hours": self.about.fresh_hours,
            "fix": self.control.fix,
            "broken_by": self.shown.breaks,
            "broken": self.shown.where,
            "mutants": self.shown.mutants,
            "supports": supports,
        }


def told(line: str) -> list[Told]:
    """What is to say of each control of a line; UnknownLine for one that the plan hasn't."""
    [found] = chosen([line])
    return [_told(control) for control in catalogue().values() if control.line == found.id]


def _told(control: Control) -> Told:
    types = () if control.live_only else tuple(sorted(readers(control.on)))
    feed = FEEDS.get(control.on, "")
    return Told(control, of(control.id), shown.of(control.id), types, feed)


def explained(
    line: str, environment: Environment | None = None, waivers: Iterable[Waiver] = ()
) -> dict[str, Any]:
    """The line as data; of an environment also what it declares, and what is waived there."""
    [found] = chosen([line])
    made = {**_plan(found), "controls": [one.to_json() for one in told(line)]}
    if environment is None:
        return made
    ids = {one["control"] for one in made["controls"]}
    here = [w for w in waivers if w.holds_in(environment.name) and ids & {*w.rules}]
    return made | {
        "environment": environment.name,
        "not_applicable": _aside(line, ids, not_applicable(environment)),
        "waived": [f"{w.scope} {w}" for w in here],
    }


def _aside(line: str, controls: Iterable[str], declared: Mapping[str, str]) -> str:
    """Who says that the line doesn't apply, and why, or which of its controls doesn't."""
    parts = [f"{control}: {declared[control]}" for control in controls if control in declared]
    return declared.get(line) or "; ".join(parts)


def _plan(line: Line) -> dict[str, Any]:
    return {
        "line": line.id,
        "title": line.title,
        "marks": "".join(line.marks),
        "priority": line.priority,
        "permissions": list(needed(line.id)),
    }


def needed(line: str) -> tuple[str, ...]:
    """The permissions without which a line can't be told, or what it requires can't."""
    found, ahead = set[str](), [one.control.id for one in told(line)]
    while ahead:
        control = ahead.pop()
        found.add(catalogue()[control].line)
        ahead += [name for name in of(control).requires if name in catalogue()]
    return tuple(sorted({action for each in found for action in permissions_of(each)}))


def last_time(line: str, run: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """What a kept run says of the line now: each subject's verdict, what was read, how long ago."""
    found = next(each for each in as_of(run, now)["lines"] if each["id"] == line)
    return {"verdict": found["verdict"], "subjects": [_last(s, now) for s in found["subjects"]]}


def _last(subject: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    read = [datetime.fromisoformat(e["read_at"]) for e in subject["evidence"] if "read_at" in e]
    keys = ("control", "path", "verdict", "finding")
    calls = list(dict.fromkeys(e["operation"] for e in subject["evidence"]))
    how = {"read": calls, "age": age(min(read), now) if read else ""}
    return {key: subject[key] for key in keys} | how
