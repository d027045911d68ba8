"""One run of the controls over one side or over both, as data for table, board and evidence.

A run is `{"environment", "side", "verdict", "only", "waived", "warnings", "lines"}`; `only` are
the lines asked for, empty when all were. A line is `{"id", "title", "marks", "verdict",
"subjects"}`, a subject is `{"subject", "control", "path", "verdict", "finding", "property",
"fix", "requires", "reason", "simulated", "waived", "evidence"}`; `requires` is the control on
which a skip hangs, `reason` of what kind an unknown is. Every line of the plan is there, in its
order; lines that no control reads are `not built` and don't decide, nor do those `on the account`,
which `check` can't judge. The verdict of a run is `go`, `no-go` or `can't tell`.
`docs/run.schema.json` says it for other programs.

`check` judges the template alone, without the controls that only an account can answer: what
holds is `designed`, which is a go there. `verify` joins both sides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from golive.controls import catalogue
from golive.judge import Verdict, join, judge_one
from golive.judge import exit_code as code_of
from golive.lines import Judge, judged_lines
from golive.mistakes import nearest
from golive.model import Side
from golive.plan import Line, by_id
from golive.plan import lines as all_lines
from golive.project import STACKS, stack_name
from golive.rows import of_both, of_one
from golive.waivers.ledger import Ledger
from golive.waivers.waiver import Waiver

if TYPE_CHECKING:
    from golive.environment import Environment

Run = dict[str, Any]
WORDS = {0: "go", 1: "no-go", 3: "can't tell"}


class UnknownLine(ValueError):
    """A line that the plan doesn't have; the message names the nearest."""


def check_run(
    environment: str,
    side: Side,
    *,
    lines: Collection[str] | None = None,
    waivers: Iterable[Waiver] = (),
    not_applicable: Mapping[str, str] | None = None,
    strict: bool = False,
) -> Run:
    """Judge one side. `not_applicable` maps the id of a line or control to who says so and why.

    An expired waiver is a warning, with `strict` it waives nothing. A waiver of a stack that
    is not among those read is not called unused.
    """
    ledger = Ledger(waivers, environment=environment, today=side.now.date(), strict=strict)
    every = catalogue().values()
    controls = [control for control in every if not control.live_only]
    live = {control.line for control in every if control.live_only}
    there = {s for s in STACKS if side.deployed(stack_name(environment, s)) is True}
    judge = Judge(
        lambda control: map(of_one, judge_one(control, side)),
        controls,
        ledger,
        side.now,
        there,
        live,
    )
    found = judged_lines(chosen(lines), judge, not_applicable or {})
    decisive = [Verdict.PROVEN if v is Verdict.DESIGNED else v for v in _verdicts(found)]
    return _run(environment, side.name, found, code_of(decisive), ledger, lines)


def verify_run(
    environment: Environment,
    design: Side,
    live: Side,
    *,
    lines: Collection[str] | None = None,
    waivers: Iterable[Waiver] = (),
) -> Run:
    """Join the template and the account; an expired waiver waives nothing."""
    ledger = Ledger(waivers, environment=environment.name, today=live.now.date(), strict=True)
    controls = list(catalogue().values())
    judge = Judge(
        lambda control: map(of_both, join(control, design, live)), controls, ledger, live.now
    )
    found = judged_lines(chosen(lines), judge, not_applicable(environment))
    return _run(environment.name, "both", found, code_of(_verdicts(found)), ledger, lines)


def not_applicable(environment: Environment) -> dict[str, str]:
    """What an environment has no use for: the id of a line or control, who says so and why."""
    rows = environment.not_applicable
    return {row.control or row.line: f"{row.owner}: {row.reason}" for row in rows}


def exit_code(run: Mapping[str, Any]) -> int:
    """0 go, 1 no-go, 3 can't tell; a waived failure is a go."""
    return next(code for code, word in WORDS.items() if word == run["verdict"])


def chosen(ids: Collection[str] | None) -> tuple[Line, ...]:
    """The lines of the plan with these ids, in its order; UnknownLine for another."""
    known = by_id()
    for name in ids or ():
        if name not in known:
            raise UnknownLine(f"the plan has no line {name}{nearest(name, known)}")
    return tuple(line for line in all_lines() if ids is None or line.id in ids)


def _verdicts(lines: Iterable[Mapping[str, Any]]) -> list[Verdict]:
    return [Verdict(line["verdict"]) for line in lines]


def _run(
    environment: str,
    side: str,
    lines: list[Run],
    code: int,
    ledger: Ledger,
    asked: Collection[str] | None,
) -> Run:
    only = [line["id"] for line in lines] if asked is not None else []
    subjects = [subject for line in lines for subject in line["subjects"]]
    return {
        "environment": environment,
        "side": side,
        "verdict": WORDS[code],
        "only": only,
        "waived": sum(bool(subject["waived"]) for subject in subjects),
        "warnings": [*_partial(only), *ledger.warnings()],
        "lines": lines,
    }


def _partial(only: list[str]) -> list[str]:
    """A go on some lines is no go for the plan."""
    count = len(all_lines()) - len(only)
    said = f"only {', '.join(only)} asked for: {count} lines of the plan are not judged here"
    return [said] if only else []
