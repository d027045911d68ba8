"""Each control holds on good facts, fails on each wrong one, and never passes in silence."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, cast

import pytest

from golive.controls import catalogue
from golive.controls.control import Control
from golive.judge import judge_one
from golive.model import Fact, Outcome, Ref, Unknown
from tests.controls.every import ABSENT, GOOD, WRONG
from tests.controls.good import S, statement
from tests.sides import Stub

CONTROLS = catalogue()


def side(facts: dict[str, Fact]) -> Stub:
    return Stub({Ref(S, logical): fact for logical, fact in facts.items()})


def with_unknown(logical: str, field: str) -> dict[str, Fact]:
    """The good facts with one field hidden."""
    values = {f.name: getattr(GOOD[logical], f.name) for f in fields(cast(Any, GOOD[logical]))}
    hidden = type(GOOD[logical])(**(values | {field: Unknown("a token")}))
    return GOOD | {logical: hidden}


def outcomes(control: Control, facts: dict[str, Fact]) -> dict[str, Outcome]:
    return {j.seen.subject.logical: j.outcome for j in judge_one(control, side(facts))}


@pytest.mark.parametrize("identifier", list(CONTROLS))
def test_holds_on_good_facts(identifier: str) -> None:
    """On a contact centre without fault every subject passes, and there is one."""
    assert set(outcomes(CONTROLS[identifier], GOOD).values()) == {Outcome.PASS}


@pytest.mark.parametrize(("identifier", "logical", "changes"), WRONG, ids=str)
def test_wrong_fact_is_found(identifier: str, logical: str, changes: dict[str, Any]) -> None:
    """One changed fact makes its control fail."""
    wrong: Any = GOOD[logical]
    found = outcomes(CONTROLS[identifier], GOOD | {logical: replace(wrong, **changes)})
    assert Outcome.FAIL in found.values()


@pytest.mark.parametrize(("identifier", "logical"), ABSENT)
def test_missing_neighbour_is_found(identifier: str, logical: str) -> None:
    """What a control needs beside its subject can't be left out."""
    found = outcomes(CONTROLS[identifier], {k: v for k, v in GOOD.items() if k != logical})
    assert Outcome.FAIL in found.values()


def test_third_security_key_is_found() -> None:
    """Connect holds two security keys at most."""
    extra = {f"Uploaded{n}": GOOD["Uploaded"] for n in "bc"}
    assert outcomes(CONTROLS["4.2-key-uploaded"], GOOD | extra) == {"Instance": Outcome.FAIL}


def test_two_security_keys_of_one_pair_are_found() -> None:
    """A key beside itself replaces nothing; one of another pair does."""
    twice = GOOD | {"UploadedB": GOOD["Uploaded"]}
    assert outcomes(CONTROLS["4.2-key-uploaded"], twice) == {"Instance": Outcome.FAIL}
    other = replace(cast(Any, GOOD["Uploaded"]), pair=Ref(S, "PairB", "PublicKey"))
    both = GOOD | {"UploadedB": other}
    assert outcomes(CONTROLS["4.2-key-uploaded"], both) == {"Instance": Outcome.PASS}


def test_a_deny_that_may_hold_makes_a_topic_unknown() -> None:
    """Whether alarms are refused under a condition that isn't known can't be told."""
    topic: Any = GOOD["Topic"]
    maybe = statement(
        "Maybe",
        allow=False,
        actions=("sns:*",),
        conditions={"StringEquals": {"aws:x": ("y",)}},
    )
    found = GOOD | {"Topic": replace(topic, policy=(*topic.policy, maybe))}
    assert outcomes(CONTROLS["2.6.3-topic-takes-alarms"], found) == {"Topic": Outcome.UNKNOWN}


def test_storage_in_a_bucket_that_nobody_judges_is_unknown() -> None:
    """Recordings that go to a bucket out of sight prove nothing."""
    config: Any = GOOD["Recordings"]
    found = GOOD | {"Recordings": replace(config, target="elsewhere")}
    judged = outcomes(CONTROLS["4.9-stored-under-our-key"], found)
    assert judged["Recordings"] is Outcome.UNKNOWN


def test_every_control_has_its_wrong() -> None:
    """A check that cannot fail is a defect: each control stands in a table of what breaks it."""
    assert set(CONTROLS) == {row[0] for row in WRONG} | {row[0] for row in ABSENT}


UNREAD = [
    (logical, field.name) for logical, fact in GOOD.items() for field in fields(cast(Any, fact))
]


@pytest.mark.parametrize(("logical", "field"), UNREAD)
def test_an_unknown_field_changes_no_pass_of_its_reader(logical: str, field: str) -> None:
    """Each control either never reads the field, or turns unknown for its reason."""
    for control in CONTROLS.values():
        for judged in judge_one(control, side(with_unknown(logical, field))):
            assert judged.outcome in (Outcome.PASS, Outcome.UNKNOWN)
            assert judged.outcome is Outcome.PASS or judged.finding == "a token"


def test_every_field_of_a_subject_that_matters_is_read() -> None:
    """Hiding the field that a wrong fact changes turns its control unknown, not green."""
    for identifier, logical, changes in WRONG:
        for field in changes:
            found = outcomes(CONTROLS[identifier], with_unknown(logical, field))
            assert Outcome.UNKNOWN in found.values(), (identifier, field)
