"""Whether a decision is what an approver of this environment signed; offline, with one key.

`docs/decision.md` says what a signature proves, and what not.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from golive.decision.approvers import approves
from golive.decision.message import BadMessage, Message, parsed
from golive.register.records import Decision

if TYPE_CHECKING:
    from golive.environment import Environment

ALGORITHM = "ECDSA_SHA_256"
GO = "GO"
AHEAD = timedelta(minutes=5)
"""How far the clock of whoever signs may be before ours."""


@dataclass(frozen=True, slots=True)
class Key:
    """The signing key of an environment, and its public half in DER (SubjectPublicKeyInfo)."""

    arn: str
    public: bytes


@dataclass(frozen=True, slots=True)
class Signed:
    """A decision whose signature holds."""

    decision: Decision
    message: Message

    def __str__(self) -> str:
        verdict = f"despite {self.message.verdict}" if self.message.despite else GO
        return f"signed {verdict} by {self.message.caller} at {self.message.time:%F %R} UTC"


@dataclass(frozen=True, slots=True)
class Refused:
    """A decision that counts for nothing, and why."""

    decision: Decision
    why: str

    def __str__(self) -> str:
        return f"the decision {self.decision.id} is refused: {self.why}"


def checked(
    decision: Decision, key: Key, environment: Environment, now: datetime
) -> Signed | Refused:
    """A kept decision under every rule of ours."""
    try:
        message = parsed(decision.message)
    except BadMessage as error:
        return Refused(decision, f"its message {error}")
    why = (
        _elsewhere(message, environment)
        or _altered(decision, message, key)
        or _not_allowed(message, environment, now)
    )
    return Refused(decision, why) if why else Signed(decision, message)


def _elsewhere(message: Message, environment: Environment) -> str:
    """A signature of another place says nothing here."""
    said = (message.environment, message.account, message.region, message.instance)
    here = (environment.name, environment.account, environment.region, environment.instance.alias)
    for name, its, ours in zip(
        ("environment", "account", "Region", "instance"), said, here, strict=True
    ):
        if its != ours:
            return f"it was signed for the {name} {its}, not for {ours}"
    return ""


def _altered(decision: Decision, message: Message, key: Key) -> str:
    if decision.key != key.arn:
        return f"it names another key than the environment's, {decision.key or 'none'}"
    if decision.algorithm != ALGORITHM:
        return f"it names another algorithm than {ALGORITHM}, {decision.algorithm or 'none'}"
    if not verifies(decision.message, decision.signature, key.public):
        return "its signature is not of this message, or not by this key"
    return "" if decision.id == message.id else f"it is a copy of the decision {message.id}"


def _not_allowed(message: Message, environment: Environment, now: datetime) -> str:
    if message.time > now + AHEAD:
        return f"it is of the future, {message.at}"
    if not approves(message.caller, environment.decision.approvers):
        return f"{message.caller} is no approver of {environment.name}"
    wrong = message.despite is (message.verdict == GO)
    return f"it says both GO and despite, or neither: {message.verdict}" if wrong else ""


def verifies(message: str, signature: str, public: bytes) -> bool:
    """Whether a base64 signature is that of a text under a P-256 key (FIPS 186-5, ECDSA)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(public)
        if not isinstance(key, EllipticCurvePublicKey):
            return False
        key.verify(b64decode(signature, validate=True), message.encode(), ECDSA(SHA256()))
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
