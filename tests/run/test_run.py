"""A run says of every line what its subjects say, and what decides."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from typing import Any, cast

import pytest

from golive.controls import catalogue
from golive.declared.baseline import NotApplicable
from golive.environment import Environment
from golive.facts.access import ANALYZER, LISTED, PARTLY
from golive.judge import APART, AT_MOST, Verdict
from golive.model import Basis, Evidence, Fact, Ref, Seen, Unknown
from golive.plan import lines
from golive.run import UnknownLine, check_run, exit_code, verify_run
from tests.controls.every import GOOD
from tests.controls.good import S
from tests.sides import NOW, Stub

STACK = "golive-x-data"
HELD_ON_LESS = list(AT_MOST.values())
OPEN = replace(cast(Any, GOOD["Table"]), key="aws-owned")
HIDDEN = replace(cast(Any, GOOD["Table"]), key=Unknown("a token"))


class Sides(Stub):
    """The good facts, changed; a stub's paths are `<stack>/<logical>`.

    Of the kinds in `without` there is none, of those in `denied` nobody knows.
    """

    def __init__(
        self,
        name: str = "template",
        without: tuple[type[Fact], ...] = (),
        denied: dict[type[Fact], str] | None = None,
        **changes: Fact | Unknown | None,
    ) -> None:
        kept = {key: fact for key, fact in GOOD.items() if not isinstance(fact, without)}
        facts = {Ref(S, key): fact for key, fact in {**kept, **changes}.items()}
        kinds = {ref: type(GOOD[ref.logical]) for ref in facts}
        super().__init__(facts, kinds=kinds, name=name, denied=denied)

    def facts(self, kind: type[Fact]) -> Any:
        """A feed is read at each subject of its own kind, with the same answer if need be."""
        listed, at = super().facts(kind), super().facts(kind.of or kind)
        for one in (listed, at):
            if isinstance(one, Unknown):
                return one
        subjects = [seen.subject for seen in cast(list[Seen], at)]
        pairs = zip(subjects, cycle(cast(list[Seen], listed)), strict=False)
        return [replace(seen, subject=subject) for subject, seen in pairs]


def environment(**not_applicable: str) -> Environment:
    """An environment named x; of it a run reads this much."""
    rows = [NotApplicable(line=n, owner="Ana", reason=why) for n, why in not_applicable.items()]
    return Environment.model_construct(name="x", not_applicable=rows)


def line(run: dict[str, Any], identifier: str) -> dict[str, Any]:
    return next(line for line in run["lines"] if line["id"] == identifier)


def only(run: dict[str, Any], identifier: str = "4.1") -> dict[str, Any]:
    [subject] = line(run, identifier)["subjects"]
    return subject


def test_every_line_of_the_plan_is_there() -> None:
    """In the plan's order, with its marks; not built is what no control reads anywhere."""
    run = check_run("x", Sides())
    assert [n["id"] for n in run["lines"]] == [n.id for n in lines()]
    here = {control.line for control in catalogue().values() if not control.live_only}
    there = {control.line for control in catalogue().values() if control.live_only} - here
    apart = {v: {n["id"] for n in run["lines"] if n["verdict"] == v} for v in APART}
    assert apart[Verdict.ON_ACCOUNT] == there
    assert apart[Verdict.NOT_BUILT] == {n.id for n in lines()} - here - there
    assert line(run, "2.6.3")["marks"] == "TLD"
    assert line(run, "1.1")["subjects"] == []


def test_a_template_that_holds_is_a_go() -> None:
    """One side alone says `designed`; what an account alone can answer is left out."""
    run = check_run("x", Sides())
    assert (run["verdict"], run["side"], exit_code(run)) == ("go", "template", 0)
    subjects = [subject for n in run["lines"] for subject in n["subjects"]]
    assert {subject["verdict"] for subject in subjects} == {"designed"}
    live = {control.id for control in catalogue().values() if control.live_only}
    assert not live & {subject["control"] for subject in subjects}


@pytest.mark.parametrize(
    ("table", "verdict", "code", "finding"),
    [
        (OPEN, "failed", 1, "is encrypted under an aws-owned key"),
        (HIDDEN, "unknown", 3, "a token"),
        (Unknown("denied"), "unknown", 3, "denied"),
    ],
)
def test_what_fails_or_cant_be_known_decides(
    table: Fact | Unknown, verdict: str, code: int, finding: str
) -> None:
    """A failure is no-go with its fix, an unknown can't tell; neither is a go."""
    run = check_run("x", Sides(Table=table), lines=["4.1"])
    subject = only(run)
    assert (subject["verdict"], exit_code(run)) == (verdict, code)
    assert finding in subject["finding"]
    assert bool(subject["fix"]) is (verdict == "failed")
    assert subject["subject"] == str(Ref(S, "Table"))


def test_no_subject_cant_tell() -> None:
    """A control that meets nothing is unknown."""
    run = check_run("x", Stub({}), lines=["4.1"])
    assert (only(run)["verdict"], run["verdict"]) == ("unknown", "can't tell")


def test_one_line_is_judged_alone() -> None:
    """A failure of another line doesn't decide; a line that can't be judged can't tell."""
    broken = Sides(Table=OPEN)
    assert exit_code(check_run("x", broken, lines=["4.8"])) == 0
    assert exit_code(check_run("x", broken, lines=["1.1"])) == 3
    assert exit_code(check_run("x", broken, lines=["2.7.1"])) == 3
    with pytest.raises(UnknownLine, match=r"did you mean 4\.1"):
        check_run("x", broken, lines=["4.11"])


def test_both_sides_that_hold_are_proven() -> None:
    """But what rests on our own reading of access, or on a person's word, and says so."""
    run = verify_run(environment(), Sides(), Sides("account"))
    assert (run["verdict"], run["side"], exit_code(run)) == ("go", "both", 0)
    assert {n["verdict"] for n in run["lines"]} == {"proven", "listed", "signed", "not built"}
    by_verdict = {v: {n["id"] for n in run["lines"] if n["verdict"] == v} for v in HELD_ON_LESS}
    assert by_verdict[Verdict.LISTED] == {"4.4", "4.5"}
    signed = {type(fact) for fact in GOOD.values() if fact.basis() is Basis.SIGNED}
    assert by_verdict[Verdict.SIGNED] == {c.line for c in catalogue().values() if c.on in signed}


def test_what_an_analyzer_says_of_a_whole_class_is_proven() -> None:
    """In part is not enough; other classes stay listed."""
    by = {"contact_data": ANALYZER, "secrets": LISTED, "operations": PARTLY}
    access = replace(cast(Any, GOOD["Access"]), by=by)
    run = verify_run(environment(), Sides(), Sides("account", Access=access), lines=["4.5", "4.4"])
    found = {s["control"]: s["verdict"] for n in run["lines"] for s in n["subjects"]}
    assert found["4.5-contact-data-readers"] == "proven"
    assert found["4.5-operations-readers"] == found["4.4-secrets-readers"] == "listed"


def test_a_line_is_as_good_as_its_worst_subject() -> None:
    """One of many subjects that drifts makes the line drifted."""
    live = Sides("account", Logs=replace(cast(Any, GOOD["Logs"]), ownership="ObjectWriter"))
    run = verify_run(environment(), Sides(), live)
    found = line(run, "4.5")
    assert (found["verdict"], run["verdict"]) == ("drifted", "no-go")
    assert sorted({s["verdict"] for s in found["subjects"]}) == ["drifted", "listed", "proven"]


def test_evidence_and_simulation_come_along() -> None:
    """Each side's evidence, and the mark of what is simulated."""

    class Marked(Sides):
        def facts(self, kind: type[Fact]) -> list[Seen]:
            proof = (Evidence("kms:DescribeKey", {"KeyId": "k"}, "d", NOW),)
            marked = {"evidence": proof, "simulated": "by the sandbox"}
            return [replace(seen, **marked) for seen in super().facts(kind)]

    subject = only(verify_run(environment(), Sides(), Marked("account"), lines=["4.1"]))
    assert subject["simulated"] == "by the sandbox"
    assert subject["evidence"] == [
        {
            "operation": "kms:DescribeKey",
            "parameters": {"KeyId": "k"},
            "digest": "d",
            "read_at": NOW.isoformat(),
        }
    ]


def test_a_run_of_some_lines_says_so() -> None:
    """Who asks for a line alone is told that the rest of the plan is not judged."""
    part, whole = check_run("x", Sides(), lines=["4.1"]), check_run("x", Sides())
    assert part["only"] == ["4.1"]
    assert "not judged here" in part["warnings"][0]
    assert whole["only"] == whole["warnings"] == []
