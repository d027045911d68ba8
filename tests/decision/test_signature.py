"""A signature holds for what was signed, here, by an approver; all else is refused, and why."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from hypothesis import given, settings
from hypothesis import strategies as st

from golive.decision.approvers import approves
from golive.decision.decided import Decided, Standing, Word, decide
from golive.decision.message import BadMessage, canonical, parsed
from golive.decision.signature import Refused, Signed, checked, verifies
from golive.decision.signing import NotSigned, message
from golive.environments import load
from golive.register.records import Decision
from tests.decision.cases import (
    APPROVER,
    NOW,
    after,
    broken,
    case,
    key,
    run,
    sealed,
    signed,
)

SIGNED = signed(case())
STRANGER = "arn:aws:iam::111122223333:user/somebody-else"


def stands(decision: Decision) -> Decided:
    """What is decided when this is the only decision in the register, and nothing moved."""
    return decide(after(case(), decision), key())


def refusal(decision: Decision) -> str:
    """Why a decision counts for nothing; it is told, and what was GO is to be signed again."""
    decided = stands(decision)
    assert (decided.signed, decided.standing, decided.word) == (
        None,
        Standing.RE_SIGN,
        Word.RE_SIGN,
    )
    [one] = decided.refused
    return one.why


def test_a_signed_go_stands() -> None:
    """Nothing moved: GO, by whom and when."""
    decided = stands(signed(case()))
    assert (decided.word, decided.standing, decided.code) == (Word.GO, Standing.STANDS, 0)
    assert str(decided.signed) == f"signed GO by {APPROVER} at 2027-01-15 12:00 UTC"


def test_what_is_signed_despite_is_never_go() -> None:
    """It stands as what it is; once all is well the GO is still to be signed."""
    wrong = case(run=run(**broken("4.1", "failed")))
    decision = signed(wrong, despite=True)
    decided = decide(after(wrong, decision), key())
    assert (decided.word, decided.standing, decided.code) == (Word.NO_GO, Standing.DESPITE, 1)
    assert str(decided.signed).startswith("signed despite NO-GO by ")
    assert decided.signed
    assert decided.signed.message.open == ("no-go: 4.1 Data/Thing is wrong",)
    well = decide(after(case(), decision), key())
    assert (well.word, well.standing) == (Word.GO, Standing.DESPITE)


def test_an_altered_message_is_refused() -> None:
    """Another text, another time, another digest: the signature is not of that."""
    decision = signed(case())
    for name, value in {
        "text": "we are not",
        "at": "2027-01-15T12:00:01+00:00",
        "run": "0",
    }.items():
        values = json.loads(decision.message) | {name: value}
        changed = replace(parsed(decision.message), **{name: value})
        forged = replace(decision, message=canonical(values), id=changed.id)
        assert "not of this message" in refusal(forged)


def test_a_signature_by_another_key_is_refused() -> None:
    """Whatever key it says that it was."""
    other = generate_private_key(SECP256R1())
    assert "not by this key" in refusal(signed(case(), other))
    assert "names another key" in refusal(replace(signed(case()), key="arn:aws:kms:x:y:key/z"))
    assert "another algorithm" in refusal(replace(signed(case()), algorithm="RSASSA_PSS_SHA_256"))


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("environment", "prod", "signed for the environment prod, not for sandbox"),
        ("account", "444455556666", "signed for the account 444455556666"),
        ("region", "eu-west-1", "signed for the Region eu-west-1"),
        ("instance", "example-prod", "signed for the instance example-prod"),
    ],
)
def test_a_signature_of_another_place_is_refused(field: str, value: str, why: str) -> None:
    """Copied from another environment's register it says nothing here."""
    assert why in refusal(sealed(replace(parsed(SIGNED.message), **{field: value})))


def test_who_is_no_approver_is_refused() -> None:
    """Also one who was: the environment file says who may."""
    assert f"{STRANGER} is no approver of sandbox" in refusal(signed(case(), caller=STRANGER))


def test_a_copy_under_another_id_is_refused() -> None:
    """An old GO can't be put in again as the newest."""
    decision = signed(case())
    assert "is a copy of the decision" in refusal(replace(decision, id="20270116T000000Z-000000"))


def test_a_signature_of_the_future_is_refused() -> None:
    """No clock goes that wrong."""
    late = (NOW + timedelta(hours=1)).isoformat()
    assert "of the future" in refusal(signed(case(), at=late))


def test_go_and_despite_exclude_each_other() -> None:
    """A message that says both was made by no command of ours."""
    both = sealed(replace(parsed(signed(case()).message), despite=True))
    assert "both GO and despite, or neither" in refusal(both)
    assert "both GO and despite, or neither" in refusal(signed(case(), verdict="NO-GO"))


@pytest.mark.parametrize("text", ["", "nonsense", "[]", "{}", '"GO"', "null", "{"])
def test_what_is_no_message_is_refused(text: str) -> None:
    """Whatever somebody wrote into the table."""
    assert "its message" in refusal(replace(signed(case()), message=text))


def test_there_is_one_way_to_say_a_message() -> None:
    """Spaces, other keys, a key twice, other kinds of value: no decision of ours."""
    text = signed(case()).message
    values = json.loads(text)
    for other in (
        text.replace(":", ": "),
        canonical(values | {"more": 1}),
        canonical({name: v for name, v in values.items() if name != "seal"}),
        text.replace('{"account"', '{"account":"","account"'),
        canonical(values | {"despite": 0}),
        canonical(values | {"at": "2027-01-15T12:00:00"}),
        canonical(values | {"caller": None}),
    ):
        with pytest.raises(BadMessage):
            parsed(other)
    assert parsed(text).canonical() == text


@given(st.text())
@settings(deadline=None)
def test_any_text_survives_signing(text: str) -> None:
    """What was said is what is read back, whatever letters it has."""
    said = replace(parsed(SIGNED.message), text=text)
    decision = sealed(said)
    found = checked(decision, key(), load("sandbox"), NOW)
    assert isinstance(found, Signed)
    assert found.message.text == text
    assert asdict(found.message) == asdict(said)


@given(st.binary(max_size=90))
@settings(deadline=None)
def test_no_other_bytes_verify(guess: bytes) -> None:
    """Nor do they end in anything but a no."""
    decision = SIGNED
    assert not verifies(decision.message, b64encode(guess).decode(), key().public)
    assert not verifies(decision.message, guess.decode("latin-1"), key().public)
    assert not verifies(decision.message, decision.signature, guess)


def test_a_refused_decision_is_told_beside_one_that_holds() -> None:
    """Written before it, it changes nothing; written after, the GO is to be signed again."""
    good, bad = signed(case()), replace(signed(case(), text="other"), signature="")
    both = replace(case().snapshot, decisions=(bad, good))
    decided = decide(case(snapshot=both), key())
    assert (decided.word, decided.standing) == (Word.GO, Standing.STANDS)
    assert [one.decision for one in decided.refused] == [bad]
    turned = replace(both, decisions=(good, bad))
    assert decide(case(snapshot=turned), key()).word is Word.RE_SIGN


def test_the_newest_counts_by_its_own_time() -> None:
    """The order in the table is not signed; the time in the message is."""
    wrong = case(run=run(**broken("4.1", "failed")), now=NOW + timedelta(minutes=2))
    later, earlier = signed(wrong, despite=True), signed(case())
    people = replace(case().snapshot, decisions=(later, earlier))
    decided = decide(case(snapshot=people, now=NOW + timedelta(minutes=3)), key())
    assert decided.signed
    assert decided.signed.decision == later


def test_without_the_key_no_signature_counts() -> None:
    """What can't be verified is refused, not believed."""
    found = decide(after(case()), None)
    assert isinstance(found.refused[0], Refused)
    assert found.standing is Standing.RE_SIGN


def test_only_a_go_is_signed_unless_despite() -> None:
    """And despite needs a reason, and something to be despite of."""
    go, wrong = decide(case(), None), decide(case(run=run(**broken("4.1", "unknown"))), None)
    with pytest.raises(NotSigned, match="CAN'T TELL: nothing is signed"):
        message(wrong, APPROVER, "all the same")
    with pytest.raises(NotSigned, match="must say why"):
        message(wrong, APPROVER, " ", despite=True)
    with pytest.raises(NotSigned, match="nothing to be signed despite"):
        message(go, APPROVER, "why", despite=True)
    assert message(wrong, APPROVER, "because", despite=True).verdict == "CAN'T TELL"


@pytest.mark.parametrize(
    ("caller", "approver", "may"),
    [
        ("arn:aws:iam::1" + "1" * 11 + ":user/ana", "arn:aws:iam::111111111111:user/ana", True),
        ("arn:aws:iam::111111111111:user/ana", "arn:aws:iam::111111111111:user/Ana", False),
        ("arn:aws:iam::222222222222:user/ana", "arn:aws:iam::111111111111:user/ana", False),
        ("arn:aws:sts::111111111111:assumed-role/Go/a", "arn:aws:iam::111111111111:role/Go", True),
        (
            "arn:aws:sts::111111111111:assumed-role/Go/a",
            "arn:aws:iam::111111111111:role/x/Go",
            True,
        ),
        ("arn:aws:sts::111111111111:assumed-role/Go/Go", "arn:aws:iam::111111111111:role/G", False),
        ("arn:aws:sts::111111111111:assumed-role/G/Go", "arn:aws:iam::111111111111:role/Go", False),
        ("arn:aws:sts::222222222222:assumed-role/Go/a", "arn:aws:iam::111111111111:role/Go", False),
        (
            "arn:aws-cn:sts::111111111111:assumed-role/Go/a",
            "arn:aws:iam::111111111111:role/Go",
            False,
        ),
        (
            "arn:aws:sts::111111111111:assumed-role/ana/a",
            "arn:aws:iam::111111111111:user/ana",
            False,
        ),
        ("arn:aws:iam::111111111111:root", "arn:aws:iam::111111111111:role/root", False),
    ],
)
def test_who_approves(caller: str, approver: str, may: bool) -> None:
    """A user is itself, a session has its role; account, partition and name must be the same."""
    assert approves(caller, [approver]) is may


def test_nobody_approves_where_nobody_is_declared() -> None:
    """An empty list lets nobody in."""
    assert not approves(APPROVER, [])
