"""From the JSON of a run to what a board shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from golive.controls import catalogue
from golive.environment import Environment
from golive.judge import Verdict
from golive.plan import Section, sections
from golive.report.console import console_link
from golive.report.view import Board, Check, Group, Line, Reading, Subject
from golive.report.words import CALLS, Word, clean, words

ELSEWHERE = Section("", "Other", "Beside the plan", ())


def board_of(
    run: Mapping[str, Any], environment: Environment | None = None, now: datetime | None = None
) -> Board:
    """Lay out a run; a verdict that nobody knows raises ValueError or KeyError."""
    side = str(run["side"])
    reader = _Reader(words(side), environment.region if environment else "")
    return Board(
        name=clean(str(run["environment"])),
        side=side,
        call=CALLS[str(run["verdict"])],
        words=reader.words,
        groups=tuple(_grouped([reader.line(raw) for raw in run["lines"]])),
        only=tuple(clean(id_) for id_ in run.get("only", ())),
        warnings=tuple(clean(text) for text in run.get("warnings", ())),
        environment=environment,
        made=(now or datetime.now(UTC)).astimezone(UTC),
        zone=ZoneInfo(environment.time_zone if environment else "UTC"),
    )


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

    def line(self, raw: Mapping[str, Any]) -> Line:
        verdict = Verdict(raw["verdict"])
        checks = tuple(_checks([self.subject(s) for s in raw["subjects"]]))
        return Line(_text(raw["id"]), _text(raw["title"]), verdict, self.words[verdict], checks)

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
