"""Each kind of change since a GO was signed: RE-SIGN, with the right reason and no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from golive.decision.case import Case
from golive.decision.decided import Decided, Standing, Word, decide
from golive.decision.seal import seal
from golive.register.records import LineState, Role, SignOff
from golive.waivers.waiver import Waiver
from tests.decision.cases import NOW, after, broken, case, key, run

Changed = Callable[[Case], Case]
OTHER = "e" * 64
WAIVER = Waiver(
    ("4.1-table-key",),
    "Data/Register",
    "why",
    "Ana",
    "Ben",
    "T-1",
    (NOW + timedelta(days=9)).date(),
)


def account(kind: str, name: str, value: str) -> Changed:
    """Something in the account is as this value says; empty for gone."""

    def change(one: Case) -> Case:
        made = run()
        made["digests"][kind] |= {name: value}
        if not value:
            del made["digests"][kind][name]
        return replace(one, run=made)

    return change


def people(**more: Any) -> Changed:
    """The register is another in these parts."""

    def change(one: Case) -> Case:
        merged = {name: getattr(one.snapshot, name) | value for name, value in more.items()}
        return replace(one, snapshot=replace(one.snapshot, **merged))

    return change


def line(**said: Any) -> Changed:
    return people(lines={"2.1.2": LineState(id="2.1.2", version=3, **said)})


def peak(one: Case) -> Case:
    more = one.environment.peak.model_copy(update={"calls": 1})
    return replace(one, environment=one.environment.model_copy(update={"peak": more}))


CHANGES: dict[str, Changed] = {
    "the deployed template of golive-sandbox-data changed: cccccccc → eeeeeeee": account(
        "template", "golive-sandbox-data", OTHER
    ),
    "the deployed template of golive-sandbox-data changed: cccccccc → not there": account(
        "template", "golive-sandbox-data", "not there"
    ),
    "the setting Table Data/Register changed: bbbbbbbb → eeeeeeee": account(
        "setting", "Table Data/Register", OTHER
    ),
    "the setting Table Data/Register is gone": account("setting", "Table Data/Register", ""),
    "the setting Bucket Data/New is new": account("setting", "Bucket Data/New", OTHER),
    "the setting Table Data/Register can't be read: the call is denied": account(
        "setting", "Table Data/Register", "unknown: the call is denied"
    ),
    "drift: Data/Register Table.key is new: differs from its template": account(
        "drift", "Data/Register Table.key", "differs from its template"
    ),
    "the alarm's configuration Alarm Operations/LineRed changed: dddddddd → eeeeeeee": account(
        "alarm", "Alarm Operations/LineRed", OTHER
    ),
    "the alarm golive-sandbox-line-red changed: quiet → in alarm": account(
        "alarm state", "golive-sandbox-line-red", "in alarm"
    ),
    "the contact flow Main changed: aaaaaaaa → eeeeeeee": account("flow", "Main", OTHER),
    "the waiver of Data/Register (4.1-table-key) is new": lambda one: replace(
        one, waivers=(WAIVER,)
    ),
    "line 2.1.2 status is new: go": line(status="go"),
    "line 2.1.2 priority is new: low": line(priority="low"),
    "line 2.1.2 due is new: 2027-01-15": line(due=NOW.date()),
    "line 2.1.2 notes is new": line(notes="the quota was raised"),
    "line 2.1.2 owner is new": line(owner="Ana Sample"),
    "line 2.1.2 link is new": line(link="https://example.com/ticket"),
    "the sign-off of line 3.4.1-4 changed": people(
        sign_offs={"3.4.1-4": SignOff(line="3.4.1-4", note="seen again", version=2)}
    ),
    "the sign-off of line 4.1 is new": people(
        sign_offs={"4.1": SignOff(line="4.1", note="seen", version=1)}
    ),
    "the role network is new": people(roles={"network": Role(id="network", person="Ana Sample")}),
    "the environment file's peak changed": peak,
    "the proof of line 2.1.2 changed: proven → unknown": lambda one: replace(
        one, run=run(**broken("2.1.2", "unknown"))
    ),
    "what is decided on changed: the whole plan → freeze": lambda one: replace(one, phase="freeze"),
}
"""A change, and how it is told."""


def since(change: Changed, *, first: Case | None = None) -> Decided:
    """What is decided once a GO was signed, and then this changed."""
    return decide(change(after(first or case())), key())


@pytest.mark.parametrize("told", CHANGES)
def test_a_change_turns_go_into_re_sign(told: str) -> None:
    """It is named, and nothing else is; signed anew it is GO again."""
    decided = since(CHANGES[told])
    assert (decided.word, decided.standing, decided.code) == (Word.RE_SIGN, Standing.RE_SIGN, 1)
    [moved] = decided.moved
    assert str(moved).startswith(told)
    again = decide(after(CHANGES[told](case())), key())
    assert (again.word, again.moved) == (Word.GO, ())


@pytest.mark.parametrize("told", CHANGES)
def test_a_change_back_lets_the_signature_stand(told: str) -> None:
    """What is again as it was signed needs no new word."""
    changed = CHANGES[told](after(case()))
    assert decide(changed, key()).moved
    back = replace(
        changed,
        run=case().run,
        waivers=(),
        environment=case().environment,
        phase="",
        snapshot=replace(case().snapshot, decisions=changed.snapshot.decisions),
    )
    assert decide(back, key()).standing is Standing.STANDS


def test_a_change_that_is_a_failure_is_both() -> None:
    """NO-GO is what is decided; the signed GO is to be signed again once that is settled."""
    failing = run(**broken("2.3.10", "failed"))
    failing["digests"]["drift"] = {"Data/Register Table.key": "differs from its template"}
    decided = since(lambda one: replace(one, run=failing))
    assert (decided.word, decided.standing) == (Word.NO_GO, Standing.RE_SIGN)
    told = [str(one) for one in decided.moved]
    assert any(one.startswith("drift: Data/Register Table.key") for one in told)
    assert "the proof of line 2.3.10 changed: proven → failed" in told


def test_a_better_proof_breaks_no_signature() -> None:
    """What could not be told when it was signed, and holds now, moves nothing."""
    first = case(run=run(**broken("2.1.2", "unknown")))
    decided = since(lambda one: replace(one, run=run()), first=first)
    assert (decided.word, decided.moved) == (Word.GO, ())


def test_what_nobody_touched_moves_nothing() -> None:
    """Versions, times, a new issue or log row are no part of what was decided."""
    touched = {
        id_: replace(s, version=9, by="x", at=NOW) for id_, s in case().snapshot.lines.items()
    }
    decided = since(people(lines=touched))
    assert (decided.word, decided.moved) == (Word.GO, ())


def test_a_waiver_that_moved_in_its_file_is_the_same() -> None:
    """The row is where it stands, not what it says."""
    first = case(waivers=(WAIVER,))
    decided = since(lambda one: replace(one, waivers=(replace(WAIVER, row=99),)), first=first)
    assert decided.moved == ()
    elsewhere = replace(WAIVER, environments=("prod",))
    assert str(
        since(lambda one: replace(one, waivers=(elsewhere,)), first=first).moved[0]
    ).endswith("is gone")


def test_a_seal_names_nobody() -> None:
    """People, notes and links are digests; only words of a fixed list stand in the open."""
    said = "Ana Sample +15555550101"
    told = dict.fromkeys(("owner", "notes", "link"), said)
    changed = people(
        lines={"2.1.2": LineState(id="2.1.2", status="go", **told)},
        roles={"network": Role(id="network", person=said, reach=said, notes=said)},
        sign_offs={"2.1.1": SignOff(line="2.1.1", note=said, link=said, version=1)},
    )(case())
    made = seal(changed.run, changed.snapshot, changed.waivers, changed.environment)
    assert "Sample" not in str(made)
    assert made["line"]["2.1.2 status"] == "go"
