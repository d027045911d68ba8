"""What stands between us and GO, and in which order it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from golive.decision.case import BadCase
from golive.decision.decided import Decided, Word, decide
from golive.decision.seal import NoDigests
from golive.register.evidence import line_digest
from golive.register.records import LineState, SignOff
from golive.waivers.waiver import Waiver
from tests.decision.cases import NOW, broken, case, key, run, snapshot

HIGH, MEDIUM, PERSON = "4.1", "2.1.2", "3.4.1-4"


def of(**more: Any) -> Decided:
    """The decision on a case where all is well but for this."""
    return decide(case(**more), key())


def line(id_: str, **said: Any) -> Any:
    """A register in which one line was touched."""
    people = snapshot()
    return replace(people, lines=people.lines | {id_: LineState(id=id_, version=1, **said)})


def sign_off(id_: str, **said: Any) -> Any:
    """A register in which one sign-off is another."""
    people = snapshot()
    given = SignOff(line=id_, note="seen", version=1)
    return replace(people, sign_offs=people.sign_offs | {id_: replace(given, **said)})


def test_all_is_well() -> None:
    """Every line holds and nobody objects: GO, exit code 0."""
    decided = of()
    assert (decided.word, decided.code, decided.obstacles) == (Word.GO, 0, ())


@pytest.mark.parametrize("verdict", ["unmanaged", "listed", "signed", "not applicable", "waived"])
def test_what_counts_as_go(verdict: str) -> None:
    """What holds on less than evidence, or was set aside by somebody, stops nothing."""
    assert of(run=run(**broken(HIGH, verdict))).word is Word.GO


@pytest.mark.parametrize("verdict", ["failed", "drifted", "accidental", "skipped"])
@pytest.mark.parametrize("id_", [HIGH, MEDIUM])
def test_a_failure_is_a_no_go(id_: str, verdict: str) -> None:
    """Whatever the priority of its line."""
    decided = of(run=run(**broken(id_, verdict)))
    assert (decided.word, decided.code) == (Word.NO_GO, 1)
    assert [(one.line, one.stops) for one in decided.obstacles] == [(id_, "no-go")]


@pytest.mark.parametrize("verdict", ["unknown", "designed", "not built"])
def test_what_is_not_known_of_a_high_line_is_never_go(verdict: str) -> None:
    """A high line that can't be told can't be told; a medium one stops nothing."""
    decided = of(run=run(**broken(HIGH, verdict)))
    assert (decided.word, decided.code) == (Word.CANT_TELL, 3)
    assert of(run=run(**broken(MEDIUM, verdict))).word is Word.GO


def test_a_high_line_without_a_control_is_never_go() -> None:
    """Nothing proves it, so nobody knows; its mark says what would."""
    nothing: dict[str, Any] = {"line_3_2_2": {"verdict": "not built", "subjects": []}}
    decided = of(run=run(**nothing))
    assert decided.word is Word.CANT_TELL
    assert [(one.line, one.effort.id) for one in decided.obstacles] == [("3.2.2", "call")]


def test_the_register_s_priority_counts() -> None:
    """A line made high must be known; one made low need not, and is told to be lowered."""
    unknown = run(**broken(MEDIUM, "unknown"))
    assert of(run=unknown, snapshot=line(MEDIUM, priority="high")).word is Word.CANT_TELL
    lowered = of(run=run(**broken(HIGH, "unknown")), snapshot=line(HIGH, priority="low"))
    assert (lowered.word, lowered.case.lowered()) == (Word.GO, (HIGH,))


def test_an_owner_s_no_is_a_no_go() -> None:
    """Whatever the proof says, and whatever the priority."""
    decided = of(snapshot=line(MEDIUM, status="no-go", owner="Ana Sample"))
    [one] = decided.obstacles
    assert (decided.word, one.effort.id, one.owner) == (Word.NO_GO, "owner", "Ana Sample")
    assert "Ana Sample" in one.do


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"withdrawn": True}, "its sign-off was withdrawn"),
        ({"expires": (NOW - timedelta(days=1)).date()}, "its sign-off expired on 2027-01-14"),
        ({"version": 0}, "nobody has signed it off"),
        ({"evidence": "a" * 64}, "what it was signed upon has changed since"),
    ],
)
def test_a_word_that_no_longer_counts(said: dict[str, Any], why: str) -> None:
    """A kept run has seen a sign-off that was withdrawn or expired since: nobody can tell."""
    decided = of(snapshot=sign_off(PERSON, **said))
    assert decided.word is Word.CANT_TELL
    assert [(one.line, one.what, one.effort.id) for one in decided.obstacles] == [
        (PERSON, why, "sign-off")
    ]


def test_a_word_on_what_is_still_so_counts() -> None:
    """A sign-off that names the settings of a run counts while they are the same."""
    judged = next(line for line in run()["lines"] if line["id"] == PERSON)
    assert of(snapshot=sign_off(PERSON, evidence=line_digest(judged))).word is Word.GO


def test_a_word_counts_on_its_last_day() -> None:
    """It expires when that day is over."""
    assert of(snapshot=sign_off(PERSON, expires=NOW.date())).word is Word.GO


def waiver(**more: Any) -> Waiver:
    """A waiver of one control, that holds for a year."""
    until = (NOW + timedelta(days=365)).date()
    made = Waiver(("4.1-table-key",), "Data/Register", "why", "Ana", "Ben", "T-1", until)
    return replace(made, **more)


def test_an_expired_waiver_is_a_no_go() -> None:
    """In its environment; elsewhere it is nobody's."""
    expired = waiver(expires=(NOW - timedelta(days=1)).date())
    decided = of(waivers=(expired,))
    assert [(one.effort.id, one.stops) for one in decided.obstacles] == [("waiver", "no-go")]
    assert of(waivers=(replace(expired, environments=("prod",)),)).word is Word.GO


def test_old_evidence_is_no_evidence() -> None:
    """A feed beyond its hours is unknown, on a medium line too; so is a whole run after a day."""
    decided = of(now=NOW + timedelta(hours=23))
    assert decided.word is Word.CANT_TELL
    assert {one.effort.id for one in decided.obstacles} == {"look"}
    assert any(not one.line for one in of(now=NOW + timedelta(hours=25)).obstacles)
    assert any(one.line == MEDIUM for one in of(now=NOW + timedelta(days=30)).obstacles)


def test_a_phase_needs_what_is_to_hold_by_its_end() -> None:
    """Before the launch nobody has made the calls of the cut-over; the whole plan needs them."""
    unknown = run(**broken("3.2.2", "unknown"))
    assert of(run=unknown, phase="freeze").word is Word.GO
    assert of(run=unknown, phase="agents").word is Word.CANT_TELL
    assert of(run=unknown).word is Word.CANT_TELL


def test_no_go_waits_for_the_rollback() -> None:
    """Its steps are signed when people go back; a failure there is one all the same."""
    assert of(run=run(**broken("3.3.2-4", "unknown"))).word is Word.GO
    assert of(run=run(**broken("3.3.2-4", "failed"))).word is Word.NO_GO


def test_the_least_effort_comes_first() -> None:
    """A word before a setting before a deployment before a call before what nothing proves."""
    wrong: dict[str, Any] = (
        broken("3.2.2", "unknown")
        | broken("4.1", "failed")
        | broken("4.2", "unknown", "the call kms:DescribeKey is denied")
        | broken("4.6", "unknown", "no bucket is declared", reason="undeclared")
        | broken("4.8", "failed", "is not in the deployed stack")
        | {"line_3_2_5": dict[str, Any](verdict="not built", subjects=[])}
    )
    found = of(run=run(**wrong), snapshot=sign_off(PERSON, withdrawn=True)).obstacles
    order = [one.effort.id for one in found if one.line != "3.2.2"]
    assert order == ["sign-off", "declaration", "reading", "setting", "redeploy", "call"]


def test_subjects_that_ask_for_the_same_are_one() -> None:
    """Forty alarms without a drill are one thing to do, told by the first."""
    rows = broken("2.6.3", "unknown", "no drills", reason="no feed yet")["line_2_6_3"]
    many = {"line_2_6_3": rows | {"subjects": rows["subjects"] * 40}}
    [one] = of(run=run(**many)).obstacles
    assert one.subjects == 40
    assert str(one).endswith("(and 39 more)")


def test_what_cannot_be_decided_on() -> None:
    """A run of another environment, of some lines, of one side, of no time, without digests."""
    for wrong in (
        {"environment": "prod"},
        {"only": ["4.1"]},
        {"side": "template"},
        {"read_at": "yesterday"},
    ):
        with pytest.raises(BadCase):
            case(run=run() | wrong)
    with pytest.raises(BadCase, match="no phase freze; did you mean freeze"):
        case(phase="freze")
    bare = {name: value for name, value in run().items() if name != "digests"}
    with pytest.raises(NoDigests):
        decide(case(run=bare), key())
