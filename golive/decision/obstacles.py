"""What stands between us and GO: the run, the register and the waivers, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from golive.decision.case import Case
from golive.decision.effort import Effort, efforts, of_line, of_subject, signed_lines
from golive.freshness import age
from golive.judge import NO_GO, Verdict, exit_code
from golive.plan import Line
from golive.register.evidence import line_digest
from golive.register.records import SignOff
from golive.register.standing import standing
from golive.waivers.debt import debts

STALE = "its evidence is "
FRESH = timedelta(hours=24)
"""How long a kept run may be decided on."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing to do. `stops` says how: `no-go`, or `can't tell`; `subjects` are how many."""

    effort: Effort
    stops: str
    what: str
    do: str
    line: str = ""
    title: str = ""
    owner: str = ""
    subjects: int = 1

    def to_json(self) -> dict[str, Any]:
        """As `golive decide --format json` has it."""
        return asdict(self) | {"effort": self.effort.id, "text": f"{self.what}. {self.do}"}

    def __str__(self) -> str:
        more = f" (and {self.subjects - 1} more)" if self.subjects > 1 else ""
        return f"{self.line} {self.what}{more}".strip()


def obstacles(case: Case) -> list[Obstacle]:
    """All of them, in the order of effort, then of the plan."""
    found = [*_old(case), *_waivers(case)]
    for line, judged in case.judged():
        found += _owner(case, line)
        told = _together(_of_run(case, line, judged))
        asked = any(one.effort.id == "sign-off" for one in told)
        found += told if asked else [*told, *_word(case, line, judged)]
    return sorted(found, key=lambda one: one.effort.rank)


def _old(case: Case) -> Iterator[Obstacle]:
    """Most settings have no hours of their own: a run as a whole has."""
    read_at = datetime.fromisoformat(case.run["read_at"])
    if case.now - read_at > FRESH:
        what = f"the run is {age(read_at, case.now)}, {FRESH // timedelta(hours=1)} h at most"
        yield _obstacle(case, efforts()["look"], "can't tell", what)


def _waivers(case: Case) -> Iterator[Obstacle]:
    for debt in debts(case.waivers, case.now.date(), case.environment.name):
        if debt.expired:
            what = f"the waiver of {debt.waiver.scope} {debt.left} (waivers.toml:{debt.waiver.row})"
            yield _obstacle(case, efforts()["waiver"], "no-go", what)


def _owner(case: Case, line: Line) -> Iterator[Obstacle]:
    if case.state(line.id).status == "no-go":
        yield _obstacle(case, efforts()["owner"], "no-go", "its owner says no-go", line)


def _of_run(case: Case, line: Line, judged: Mapping[str, Any]) -> Iterator[Obstacle]:
    if not judged["subjects"]:
        if case.needed(line) and exit_code([Verdict(judged["verdict"])]):
            yield _obstacle(case, of_line(line), "can't tell", "nothing proves it yet", line)
        return
    for subject in judged["subjects"]:
        verdict = Verdict(subject["verdict"])
        stale = str(subject["finding"]).startswith(STALE)
        if verdict in NO_GO:
            yield _of_subject(case, line, subject, "no-go")
        elif exit_code([verdict]) and (case.needed(line) or stale):
            yield _of_subject(case, line, subject, "can't tell")


def _of_subject(case: Case, line: Line, subject: Mapping[str, Any], stops: str) -> Obstacle:
    name = subject["path"] or subject["subject"]
    what = f"{name} {subject['finding'] or subject['verdict']}"
    if subject["verdict"] == "skipped":
        what = f"{name} waits for {subject['requires']}"
    return _obstacle(case, of_subject(subject), stops, what, line, str(subject["fix"]))


def _together(found: Iterator[Obstacle]) -> list[Obstacle]:
    """Subjects of one line that ask for the same are one obstacle, told by the first."""
    first: dict[tuple[str, str, str], Obstacle] = {}
    for one in found:
        at = (one.effort.id, one.stops, one.do)
        kept = first.get(at)
        first[at] = replace(kept, subjects=kept.subjects + 1) if kept else one
    return list(first.values())


def _word(case: Case, line: Line, judged: Mapping[str, Any]) -> Iterator[Obstacle]:
    """A sign-off that is not there now, whatever a kept run has seen."""
    asked = (
        line.id in signed_lines()
        and judged["verdict"] != Verdict.NOT_APPLICABLE
        and case.needed(line)
    )
    given = case.snapshot.sign_offs.get(line.id)
    why = _unsigned(given, case.now.date()) or _outdated(given, judged)
    if asked and why:
        yield _obstacle(case, efforts()["sign-off"], "can't tell", why, line)


def _unsigned(given: SignOff | None, today: date) -> str:
    if given is None or given.version == 0:
        return "nobody has signed it off"
    stands = standing(given, today)
    if stands == "expired":
        return f"its sign-off expired on {given.expires}"
    return "its sign-off was withdrawn" if stands == "withdrawn" else ""


def _outdated(given: SignOff | None, judged: Mapping[str, Any]) -> str:
    """Whether the settings are others than those that a sign-off names."""
    changed = given and given.evidence and given.evidence != line_digest(judged)
    return "what it was signed upon has changed since" if changed else ""


def _obstacle(
    case: Case, effort: Effort, stops: str, what: str, line: Line | None = None, fix: str = ""
) -> Obstacle:
    owner = case.state(line.id).owner if line else ""
    filled = {
        "line": line.id if line else "",
        "owner": owner or "its owner",
        "environment": case.environment.name,
    }
    do = fix or effort.do.format_map(filled)
    named = (line.id, line.title) if line else ("", "")
    return Obstacle(effort, stops, what, do, *named, owner)
