"""What two runs of one environment say differently, subject by subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from golive.judge import Verdict, exit_code

Run = Mapping[str, Any]
At = tuple[str, str, str]
"""Line, control and subject: the same thing in either run."""
RANK = {0: 0, 3: 1, 1: 2}
"""Go, can't tell, no-go, by their exit codes."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One subject of one line; a run that doesn't have it gives an empty verdict.

    `evidence`: what was read is not the same. `worse`: it counts less than before, and what is
    new counts worse than nothing where it isn't a go.
    """

    line: str
    control: str
    subject: str
    before: str
    after: str
    finding: str
    evidence: bool
    worse: bool

    def to_json(self) -> dict[str, Any]:
        """As `golive diff --format json` has it."""
        return asdict(self)

    def __str__(self) -> str:
        said = f": {self.finding}" if self.finding else ""
        return f"{self.line} {self.subject} ({self.control or 'no control'}) {self._how()}{said}"

    def _how(self) -> str:
        if not self.before:
            return f"is new, {self.after}"
        if not self.after:
            return f"is gone, was {self.before}"
        if self.before != self.after:
            return f"{self.before} → {self.after}"
        return f"is still {self.after}" + (", on other evidence" if self.evidence else "")


def differences(before: Run, after: Run) -> Iterator[Difference]:
    """What moved: a verdict, a finding, the evidence; in the order of the lines."""
    old, new = _subjects(before), _subjects(after)
    judged = _judged(before) & _judged(after)
    for at in sorted(old.keys() | new.keys(), key=lambda at: (_order(at, before, after), at)):
        was, now = old.get(at), new.get(at)
        if at[0] in judged and (was is None or now is None or _moved(was, now)):
            yield _difference(at, was, now)


def _judged(run: Run) -> set[str]:
    """The lines that a run was asked for."""
    return set(run["only"]) or {line["id"] for line in run["lines"]}


def _order(at: At, *runs: Run) -> int:
    order = [line["id"] for run in runs for line in run["lines"]]
    return order.index(at[0])


def _subjects(run: Run) -> dict[At, Mapping[str, Any]]:
    """A subject's place in the stack is its name; another deployment may call it otherwise."""
    return {
        (line["id"], row["control"], row["path"] or row["subject"]): row
        for line in run["lines"]
        for row in line["subjects"]
    }


def _moved(was: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    same = was["verdict"] == now["verdict"] and was["finding"] == now["finding"]
    return not same or _evidence(was) != _evidence(now)


def _evidence(row: Mapping[str, Any] | None) -> set[tuple[str, str]]:
    """What was answered; not what was asked, for a window of time moves with each run."""
    return {(e["operation"], e["digest"]) for e in row["evidence"]} if row else set()


def _difference(at: At, was: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> Difference:
    before, after = (str(row["verdict"]) if row else "" for row in (was, now))
    finding = str((now or was or {}).get("finding", ""))
    return Difference(
        *at,
        before,
        after,
        finding,
        evidence=_evidence(was) != _evidence(now),
        worse=_rank(after) > _rank(before),
    )


def _rank(verdict: str) -> int:
    """What is not there takes nothing away."""
    return RANK[exit_code([Verdict(verdict)])] if verdict else 0
