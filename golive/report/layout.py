"""From the JSON of a run to what a board shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from golive.controls import catalogue
from golive.judge import Verdict
from golive.model import Unknown
from golive.plan import Section, sections
from golive.register.records import Snapshot
from golive.report.console import console_link
from golive.report.line import Check, Line, Reading, Subject
from golive.report.people import NOTHING, People, Said, people_of
from golive.report.place import NEEDED, Place, place_of
from golive.report.ruling import ruling_of
from golive.report.view import Board, Group
from golive.report.words import CALLS, Word, clean, words

if TYPE_CHECKING:
    from golive.environment import Environment

ELSEWHERE = Section("", "Other", "Beside the plan", ())
Register = Snapshot | Unknown | None
"""The register as read, why it could not be, or None where nobody asked."""


def board_of(
    run: Mapping[str, Any],
    environment: Environment | None = None,
    now: datetime | None = None,
    snapshot: Register = None,
    decision: Mapping[str, Any] | None = None,
) -> Board:
    """Lay out a run; a verdict that nobody knows raises ValueError or KeyError.

    `decision` is as `ruling_of` takes it.
    """
    place = None
    if environment:
        place = place_of(environment.model_dump(mode="json", include=NEEDED))
    return laid_out(run, place, now, snapshot, decision)


def laid_out(
    run: Mapping[str, Any],
    place: Place | None,
    now: datetime | None = None,
    snapshot: Register = None,
    decision: Mapping[str, Any] | None = None,
) -> Board:
    """The same, where the environment is known by its place alone."""
    side, made = str(run["side"]), (now or datetime.now(UTC)).astimezone(UTC)
    people = _people(snapshot, place, made)
    region = place.region if place else ""
    reader = _Reader(words(side), region, people.said if people else {})
    return Board(
        name=clean(str(run["environment"])),
        side=side,
        proof=CALLS[str(run["verdict"])],
        words=reader.words,
        groups=tuple(_grouped([reader.line(raw) for raw in run["lines"]])),
        only=tuple(clean(id_) for id_ in run.get("only", ())),
        warnings=tuple(clean(text) for text in run.get("warnings", ())),
        place=place,
        made=made,
        zone=place.zone if place else ZoneInfo("UTC"),
        people=people,
        unread=clean(snapshot.why) if isinstance(snapshot, Unknown) else "",
        ruling=ruling_of(decision) if decision else None,
    )


def _people(snapshot: Register, place: Place | None, now: datetime) -> People | None:
    if not isinstance(snapshot, Snapshot) or place is None:
        return None
    return people_of(snapshot, now, place.zone, place.open_hours)


def _grouped(lines: Sequence[Line]) -> Iterator[Group]:
    by_id = {line.id: line for line in lines}
    for section in sections():
        if found := tuple(by_id.pop(n.id) for n in section.lines if n.id in by_id):
            yield Group(section, found)
    if by_id:
        yield Group(ELSEWHERE, tuple(by_id.values()))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of a run; without a Region there are no links."""

    words: Mapping[Verdict, Word]
    region: str
    said: Mapping[str, Said] = field(default_factory=dict[str, Said])

    def line(self, raw: Mapping[str, Any]) -> Line:
        verdict = Verdict(raw["verdict"])
        checks = tuple(_checks([self.subject(s) for s in raw["subjects"]]))
        said = self.said.get(str(raw["id"]), NOTHING)
        name = _text(raw["id"]), _text(raw["title"])
        return Line(*name, verdict, self.words[verdict], checks, said)

    def subject(self, raw: Mapping[str, Any]) -> Subject:
        texts = ("control", "path", "finding", "fix", "simulated", "waived")
        verdict = Verdict(raw["verdict"])
        return Subject(
            name=_text(raw["subject"]).removeprefix("/"),
            verdict=verdict,
            word=self.words[verdict],
            place=_text(raw.get("property")),
            readings=tuple(self.reading(e) for e in raw["evidence"]),
            **{key: _text(raw.get(key)) for key in texts},
        )

    def reading(self, raw: Mapping[str, Any]) -> Reading:
        operation, parameters = _text(raw["operation"]), raw["parameters"]
        at = raw.get("read_at")
        return Reading(
            operation=operation,
            parameters=clean(json.dumps(parameters, ensure_ascii=False, default=str)),
            digest=_text(raw.get("digest")),
            read_at=datetime.fromisoformat(at) if at else None,
            link=console_link(operation, parameters, self.region) if self.region else "",
        )


def _checks(subjects: Sequence[Subject]) -> Iterable[Check]:
    """The subjects by control; worst first, in both."""
    ranked = sorted(subjects, key=lambda s: (-list(Verdict).index(s.verdict), s.path or s.name))
    known = catalogue()
    for control in dict.fromkeys(s.control for s in ranked):
        claim = known[control].claim if control in known else ""
        yield Check(control, claim, tuple(s for s in ranked if s.control == control))


def _text(value: object) -> str:
    return "" if value is None else clean(str(value))
