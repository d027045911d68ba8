"""The rules of line 4.3 on the certificate that a block encrypts with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from golive.flows.certificates import CantRead, Certificate, NotACertificate, certificate
from golive.flows.flow import Action, Flow, dynamic
from golive.flows.rules import Finding, Unjudged
from golive.flows.secrets import encrypts
from golive.flows.secure import LINE, Judged
from golive.flows.walk import ways

SMALLEST = 2048
DAYS = 30
MOST_SAID = 120


@dataclass(frozen=True)
class Keys:
    """The uploaded security keys: id to the SHA-256 of the public key; None, and why, if unknown.

    A certificate must last `days` from `today`.
    """

    today: datetime
    uploaded: Mapping[str, str] | None = None
    why: str = "which security keys are uploaded was not given"
    days: int = DAYS
    read: Callable[[str], Certificate] = certificate


def judge(flow: Flow, keys: Keys, judged: Judged) -> None:
    """What is wrong with the certificates of a flow."""
    paths = ways(flow)
    for action in flow.actions.values():
        if not encrypts(action):
            continue
        try:
            for rule, text in _wrong(action, keys):
                path = paths.get(action.id, ())
                judged.add(Finding(rule, flow.name, action.id, text, path))
        except CantRead as unread:
            judged.unjudged[Unjudged(LINE, flow.name, f"{action.id}: {unread}")] = None


def _wrong(action: Action, keys: Keys) -> Iterator[tuple[str, str]]:
    given = action.within("InputEncryption")
    pem, identifier = given.get("Key"), given.get("EncryptionKeyId")
    if not isinstance(pem, str) or not pem:
        yield "certificate-given", "encrypts without a certificate"
        return
    if dynamic(pem):
        what = pem if len(pem) <= MOST_SAID else "put together"
        raise CantRead(f"the certificate is {what}, which is only known later")
    try:
        found = keys.read(pem)
    except NotACertificate as error:
        yield "certificate-given", f"the key that it encrypts with {error}"
        return
    yield from _weak(found)
    yield from _ends(found, keys)
    yield from _another(found, identifier, keys)


def _weak(found: Certificate) -> Iterator[tuple[str, str]]:
    if found.kind != "RSA":
        yield "certificate-strong", f"the certificate's key is {found.kind}, not RSA"
    elif found.bits < SMALLEST:
        yield "certificate-strong", f"the certificate's key has {found.bits} bits"


def _ends(found: Certificate, keys: Keys) -> Iterator[tuple[str, str]]:
    day = f"{found.expires:%Y-%m-%d}"
    if found.expires <= keys.today:
        yield "certificate-lasts", f"the certificate expired on {day}"
    elif found.expires <= keys.today + timedelta(days=keys.days):
        yield "certificate-lasts", f"the certificate expires on {day}, within {keys.days} days"


def _another(found: Certificate, identifier: object, keys: Keys) -> Iterator[tuple[str, str]]:
    if keys.uploaded is None:
        raise CantRead(keys.why)
    if not isinstance(identifier, str) or not identifier:
        yield "certificate-matches", "names no security key"
    elif dynamic(identifier):
        raise CantRead(f"the security key is {identifier}, which is only known later")
    elif identifier not in keys.uploaded:
        yield "certificate-matches", f"names the security key {identifier}, which isn't uploaded"
    elif keys.uploaded[identifier] != found.fingerprint:
        yield "certificate-matches", f"the certificate is not of the security key {identifier}"
