"""Which lines of which phase still stand open, and whose they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from golive.judge import NO_GO, Verdict, exit_code
from golive.plan import by_id
from golive.register.records import LineState, Snapshot

WORDS = {1: "no-go", 3: "can't tell"}
NO_RUN = "no run says anything of it"
NOT_READ = "no control reads it yet"


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line that keeps its phase open: `word` is `no-go` or `can't tell`, `owner` may be empty.

    `do` is what mends it, where its control says so; `more` are further subjects of that line.
    """

    id: str
    title: str
    phase: str
    word: str
    why: str
    do: str
    owner: str
    due: str
    more: int = 0


def open_lines(run: Mapping[str, Any] | None, snapshot: Snapshot) -> tuple[OpenLine, ...]:
    """Every line of the plan that is no go, in the plan's order, but for the rollback's.

    Without a `run` nothing can be told. An owner's no-go is one, whatever was proven.
    """
    judged = {line["id"]: line for line in run["lines"]} if run else {}
    return tuple(_opened(judged, snapshot))


def of(phases: Collection[str], lines: Iterable[OpenLine]) -> tuple[OpenLine, ...]:
    """Those of these phases, what is a no-go first."""
    found = [line for line in lines if line.phase in phases]
    return tuple(sorted(found, key=lambda line: line.word != WORDS[1]))


def code(lines: Iterable[OpenLine]) -> int:
    """0 when none is open, 1 with a no-go among them, else 3."""
    words = {line.word for line in lines}
    return 1 if WORDS[1] in words else 3 if words else 0


def _opened(judged: Mapping[str, Mapping[str, Any]], snapshot: Snapshot) -> Iterator[OpenLine]:
    for id_, planned in by_id().items():
        state = snapshot.lines.get(id_) or LineState(id=id_)
        told = _told(judged.get(id_))
        if state.status == "no-go":
            beside = f"; {told[1]}" if told else ""
            told = WORDS[1], f"its owner says no-go{beside}", "", 0
        if told and planned.phase != "rollback":
            word, why, do, more = told
            due = str(state.due or "")
            yield OpenLine(id_, planned.title, planned.phase, word, why, do, state.owner, due, more)


def _told(line: Mapping[str, Any] | None) -> tuple[str, str, str, int] | None:
    """Word, reason, remedy, and how many more subjects; None for a go."""
    if line is None:
        return WORDS[3], NO_RUN, "", 0
    if not line["subjects"]:
        verdict = Verdict(line["verdict"])
        settled = verdict is not Verdict.NOT_BUILT and exit_code([verdict]) == 0
        return None if settled else (WORDS[3], NOT_READ, "", 0)
    wrong = [s for s in line["subjects"] if exit_code([Verdict(s["verdict"])])]
    if not wrong:
        return None
    first = min(wrong, key=lambda subject: Verdict(subject["verdict"]) not in NO_GO)
    word = WORDS[exit_code([Verdict(first["verdict"])])]
    return word, _why(first), str(first["fix"]), len(wrong) - 1


def _why(subject: Mapping[str, Any]) -> str:
    name = subject["path"] or subject["subject"]
    if subject["verdict"] == Verdict.SKIPPED:
        return f"{name} waits for {subject['requires']}"
    return f"{name} {subject['finding'] or subject['verdict']}"
