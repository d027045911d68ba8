"""What does not apply, what is nowhere, and why nothing is known: told apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from golive.declared.baseline import NotApplicable
from golive.environment import Environment
from golive.facts.audit import Recorder, Trail
from golive.facts.feeds import RecorderStatus, TrailDelivery
from golive.facts.storage import Table
from golive.model import Fact, Reason, Unknown
from golive.run import check_run, exit_code, verify_run
from tests.controls.every import GOOD
from tests.run.test_run import Sides, environment, line, only
from tests.sides import Stub


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
    assert line(run, "2.3.6")["verdict"] == "unknown"


def test_a_reason_is_told_by_its_kind_and_not_by_its_words() -> None:
    """A denied call that says the same is something that may be there; the run says the kind."""
    aside = environment(**{"2.3.6": "no hours"})
    words = "the environment declares no conditions"
    for reason, verdict in ((Reason.UNDECLARED, "not applicable"), (Reason.UNREAD, "unknown")):
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
    assert _without_lex(Unknown("leads to a private address"))["verdict"] == "unknown"


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
