"""A run says of every line what its subjects say, and what decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import cycle
from typing import Any, cast

import pytest

from golive.controls import catalogue
from golive.declared.baseline import NotApplicable
from golive.environment import Environment
from golive.facts.access import ANALYZER, LISTED, PARTLY
from golive.facts.audit import Recorder, Trail
from golive.facts.feeds import RecorderStatus, TrailDelivery
from golive.facts.storage import Table
from golive.judge import APART, AT_MOST, Verdict
from golive.model import Basis, Evidence, Fact, Reason, Ref, Seen, Unknown
from golive.plan import lines
from golive.run import UnknownLine, check_run, exit_code, verify_run
from golive.waivers import Waiver
from tests.controls.every import GOOD
from tests.controls.good import S
from tests.sides import NOW, Stub
from tests.waivers.waivers import waiver

STACK = "golive-x-data"
HELD_ON_LESS = list(AT_MOST.values())
OPEN = replace(cast(Any, GOOD["Table"]), key="aws-owned")
HIDDEN = replace(cast(Any, GOOD["Table"]), key=Unknown("a token"))
PATH = f"{S}/Table"


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


def accepted(**changes: Any) -> Waiver:
    """A waiver of the table, which stands at a path of the stub."""
    return waiver(**{"scope": PATH, "expires": date(2030, 1, 1)} | changes)


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


def test_not_applicable_needs_an_absence() -> None:
    """Absent: aside, with owner and reason. There: a failure. Not to be listed: unknown."""
    declared = {"4.1": "Ana: no table here"}
    absent = check_run("x", Stub({}), lines=["4.1"], not_applicable=declared)
    assert only(absent)["verdict"] == "not applicable"
    assert only(absent)["finding"] == declared["4.1"]
    assert exit_code(absent) == 0
    unseen = Stub({}, denied={Table: "dynamodb:ListTables was denied"})
    hidden = check_run("x", unseen, lines=["4.1"], not_applicable=declared)
    assert (only(hidden)["verdict"], exit_code(hidden)) == ("unknown", 3)
    there = check_run("x", Sides(), lines=["4.1"], not_applicable=declared)
    assert exit_code(there) == 1
    assert [s["verdict"] for s in line(there, "4.1")["subjects"]] == ["failed", "designed"]


def test_what_is_asked_for_by_declaration_is_no_presence() -> None:
    """Nothing declared, and evidence to come, leave a line not applicable; a finding doesn't."""
    silent: dict[str, Any] = {
        "Conditions": Unknown("the environment declares no conditions", Reason.UNDECLARED),
        "Contacts": Unknown("no feed yet: the evidence of test contacts", Reason.UNFED),
    }
    aside = environment(**{"2.3.6": "no hours"})
    run = verify_run(aside, Sides(), Sides("account", **silent), lines=["2.3.6"])
    assert line(run, "2.3.6")["verdict"] == "not applicable"
    denied: dict[str, Any] = silent | {"Conditions": Unknown("connect:ListTestCases was denied")}
    run = verify_run(aside, Sides(), Sides("account", **denied), lines=["2.3.6"])
    assert line(run, "2.3.6")["verdict"] == "failed"


def test_a_reason_is_told_by_its_kind_and_not_by_its_words() -> None:
    """A denied call that says the same is something that may be there; the run says the kind."""
    aside = environment(**{"2.3.6": "no hours"})
    words = "the environment declares no conditions"
    for reason, verdict in ((Reason.UNDECLARED, "not applicable"), (Reason.UNREAD, "failed")):
        silent: dict[str, Any] = {
            "Conditions": Unknown(words, reason),
            "Contacts": Unknown("-", Reason.UNFED),
        }
        live = Sides("account", **silent)
        assert line(verify_run(aside, Sides(), live), "2.3.6")["verdict"] == verdict
        found = line(verify_run(environment(), Sides(), live), "2.3.6")["subjects"]
        assert {s["reason"] for s in found} == {str(reason), "no feed yet"}


LEX, WFM = "3.4.1-4-lex-analytics-answers", "3.4.1-4-wfm-answers"
NO_LEX = Unknown("the environment declares no links.lex_analytics", Reason.UNDECLARED)


def _without_lex(answer: Unknown | int = NO_LEX) -> dict[str, Any]:
    """Line 3.4.1-4 where control LEX is declared not applicable."""
    row = NotApplicable(line="3.4.1-4", control=LEX, owner="Ana", reason="there is no Lex")
    here = Environment.model_construct(name="x", not_applicable=[row])
    links = replace(cast(Any, GOOD["Links"]), lex_analytics=answer)
    return line(verify_run(here, Sides(), Sides("account", Links=links)), "3.4.1-4")


def test_a_part_of_a_line_may_be_not_applicable() -> None:
    """One control is aside, with owner and reason; the others decide, and it doesn't."""
    found = _without_lex()
    aside = next(s for s in found["subjects"] if s["control"] == LEX)
    assert (aside["verdict"], aside["finding"]) == ("not applicable", "Ana: there is no Lex")
    assert found["verdict"] == "signed"
    assert {s["verdict"] for s in found["subjects"] if s["control"] == WFM} == {"proven"}


def test_a_part_that_is_there_applies() -> None:
    """A link that answers after all is a failure; one that can't be asked stays unknown."""
    assert _without_lex(200)["verdict"] == "failed"
    assert _without_lex(Unknown("leads to a private address"))["verdict"] == "failed"


def test_what_nothing_records_yet_is_taken_from_no_line() -> None:
    """A single control that waits for its feed stays unknown, whatever is declared."""
    row = NotApplicable(line="2.3.6", control="2.3.6-contact-proves", owner="Ana", reason="-")
    here = Environment.model_construct(name="x", not_applicable=[row])
    live = Sides("account", Contacts=Unknown("no feed yet: contacts", Reason.UNFED))
    found = line(verify_run(here, Sides(), live), "2.3.6")["subjects"]
    verdicts = {s["subject"]: s["verdict"] for s in found if s["control"] == row.control}
    assert "unknown" in verdicts.values()
    assert "not applicable" not in verdicts.values()


RECORDING: dict[str, tuple[type[Fact], ...]] = {
    "2.6.6": (Recorder, RecorderStatus),
    "2.6.7": (Trail, TrailDelivery),
}


@pytest.mark.parametrize("identifier", RECORDING)
def test_what_has_to_be_there_and_is_nowhere_fails(identifier: str) -> None:
    """With a fix and in words; a template alone can't tell, nor a listing that was denied."""
    kinds = RECORDING[identifier]
    nowhere, live = Sides(without=kinds), Sides("account", without=kinds)
    found = line(verify_run(environment(), nowhere, live), identifier)
    failed = [s for s in found["subjects"] if s["verdict"] == "failed"]
    assert [s["finding"] for s in failed] == [kinds[0].if_none]
    assert failed[0]["fix"]
    assert {s["verdict"] for s in found["subjects"] if s not in failed} <= {"unknown", "proven"}
    assert line(check_run("x", nowhere), identifier)["verdict"] == "unknown"
    hidden = Sides("account", without=kinds, denied={kinds[0]: "was denied"})
    assert line(verify_run(environment(), nowhere, hidden), identifier)["verdict"] == "unknown"


def test_what_has_to_be_there_may_be_declared_absent() -> None:
    """With owner and reason, where nothing of the line is found."""
    aside = environment(**{"2.6.7": "recorded by another team"})
    run = verify_run(aside, Stub({}), Stub({}, name="account"), lines=["2.6.7"])
    assert line(run, "2.6.7")["verdict"] == "not applicable"


def test_a_waived_failure_is_a_counted_go() -> None:
    """It stays in sight, with the words of its waiver."""
    for run in (
        check_run("x", Sides(Table=OPEN), waivers=[accepted()]),
        verify_run(environment(), Sides(Table=OPEN), Sides(Table=OPEN), waivers=[accepted()]),
    ):
        assert (run["verdict"], run["waived"]) == ("go", 1)
        assert only(run)["verdict"] == "waived"
        assert only(run)["waived"] == str(accepted())
        assert "aws-owned" in only(run)["finding"]


@pytest.mark.parametrize(
    ("design", "live", "verdict"),
    [
        (OPEN, GOOD["Table"], "waived"),
        (GOOD["Table"], OPEN, "waived"),
        (OPEN, None, "failed"),
        (OPEN, Unknown("denied"), "unknown"),
        (HIDDEN, OPEN, "unknown"),
    ],
)
def test_a_waiver_hides_nothing_else(
    design: Fact | Unknown, live: Fact | Unknown | None, verdict: str
) -> None:
    """What is gone or can't be known on the other side stays so."""
    sides = Sides(Table=design), Sides("account", Table=live)
    run = verify_run(environment(), *sides, lines=["4.1"], waivers=[accepted()])
    assert only(run)["verdict"] == verdict


def test_a_waiver_deploys_nothing() -> None:
    """Waived in the template and not deployed yet: designed, which can't tell."""
    empty = Stub({}, name="account", stacks=set())
    sides = Sides(Table=OPEN), empty
    run = verify_run(environment(), *sides, lines=["4.1"], waivers=[accepted()])
    assert (only(run)["verdict"], run["verdict"]) == ("designed", "can't tell")


def test_an_expired_waiver_warns_or_fails() -> None:
    """A warning in a check, a failure in a strict one and in every verify."""
    old, side = accepted(expires=date(2026, 1, 1), row=3), Sides(Table=OPEN)
    everyday = check_run("x", side, lines=["4.1"], waivers=[old])
    assert exit_code(everyday) == 0
    assert f"waivers.toml:3: the waiver of {PATH} expired on 2026-01-01" in everyday["warnings"]
    for run in (
        check_run("x", side, lines=["4.1"], waivers=[old], strict=True),
        verify_run(environment(), side, side, lines=["4.1"], waivers=[old]),
    ):
        assert exit_code(run) == 1
        assert only(run)["finding"].endswith("; its waiver expired on 2026-01-01")


def test_an_unused_waiver_is_a_failure_of_its_line() -> None:
    """Where its stack and its line are judged; elsewhere nobody can say that it is unused."""
    idle = waiver(row=9)
    deployed = Sides()
    assert not deployed.deployed("golive-y-data")
    assert exit_code(check_run("y", deployed, lines=["4.1"], waivers=[idle])) == 0
    assert exit_code(check_run("x", deployed, lines=["4.8"], waivers=[idle])) == 0
    run = check_run("x", deployed, lines=["4.1"], waivers=[idle])
    assert exit_code(run) == 1
    assert line(run, "4.1")["subjects"][-1]["subject"] == "waivers.toml:9"
    assert exit_code(verify_run(environment(), deployed, deployed, waivers=[idle])) == 1


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
