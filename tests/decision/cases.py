"""Cases for decisions: an environment where all is well, and a key to sign with."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from golive.controls import catalogue
from golive.decision.case import Case
from golive.decision.decided import decide
from golive.decision.effort import signed_lines
from golive.decision.message import Message
from golive.decision.signature import ALGORITHM, Key
from golive.decision.signing import message
from golive.environments import load
from golive.plan import Line, lines
from golive.register.records import Decision, LineState, SignOff, Snapshot

NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)
APPROVER = "arn:aws:iam::111122223333:user/golive-administrator"
ARN = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555"
PAIR = generate_private_key(SECP256R1())
FLOW, TABLE = "a" * 64, "b" * 64


def key(pair: Any = PAIR, arn: str = ARN) -> Key:
    """A signing key as KMS gives its public half."""
    public = pair.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Key(arn, public)


def subject(control: str, verdict: str = "proven", **more: Any) -> dict[str, Any]:
    """A subject of a run, just read."""
    evidence: dict[str, Any] = {
        "operation": "x:Y",
        "parameters": {},
        "digest": "",
        "read_at": NOW.isoformat(),
    }
    texts = dict.fromkeys(("path", "finding", "property", "fix", "requires", "waived"), "")
    row: dict[str, Any] = {
        "subject": "Data/Thing",
        "control": control,
        "verdict": verdict,
        "reason": "unread" if verdict == "unknown" else "",
        "simulated": "",
    }
    return texts | row | {"evidence": [evidence]} | more


def run(**changed: dict[str, Any]) -> dict[str, Any]:
    """A run in which every line holds; `changed` lines, `line_4_1` for 4.1, say something else."""
    rows = [_line(line) | changed.get(named(line.id), {}) for line in lines()]
    return {
        "environment": "sandbox",
        "side": "both",
        "verdict": "go",
        "only": [],
        "waived": 0,
        "warnings": [],
        "read_at": NOW.isoformat(),
        "lines": rows,
        "digests": digests(),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "marks": "".join(line.marks),
        "verdict": "proven",
        "subjects": [subject(control_of(line.id))],
    }


def named(line: str) -> str:
    """A line's id as a keyword."""
    return "line_" + line.replace(".", "_").replace("-", "_")


def control_of(line: str) -> str:
    """The first control of a line; empty where it has none."""
    return next((c.id for c in catalogue().values() if c.line == line), "")


def broken(line: str, verdict: str, finding: str = "is wrong", **more: Any) -> dict[str, Any]:
    """A line with one subject that says this."""
    one = subject(control_of(line), verdict, finding=finding) | more
    return {named(line): {"verdict": verdict, "subjects": [one]}}


def digests() -> dict[str, dict[str, str]]:
    """What a run says of the account."""
    return {
        "template": {"golive-sandbox-data": "c" * 64},
        "setting": {"Table Data/Register": TABLE},
        "drift": {},
        "alarm": {"Alarm Operations/LineRed": "d" * 64},
        "alarm state": {"golive-sandbox-line-red": "quiet"},
        "flow": {"Main": FLOW},
    }


def snapshot(**more: Any) -> Snapshot:
    """A register in which everybody has signed off, and nothing else was touched."""
    offs = {id_: SignOff(line=id_, note="seen", version=1) for id_ in signed_lines()}
    states = {line.id: LineState(id=line.id) for line in lines()}
    made = Snapshot("sandbox", NOW, lines=states, sign_offs=offs)
    return replace(made, **more)


def case(**more: Any) -> Case:
    """All is well; keywords of Case say otherwise."""
    made = Case(run(), snapshot(), (), load("sandbox"), NOW)
    return replace(made, **more)


def signed(about: Case, pair: Any = PAIR, *, despite: bool = False, **more: Any) -> Decision:
    """A decision on a case, signed as KMS does; keywords of Message say otherwise."""
    said = message(decide(about, None), APPROVER, "we are ready", despite=despite)
    return sealed(replace(said, **more), pair)


def sealed(said: Message, pair: Any = PAIR) -> Decision:
    """The record of a message."""
    text = said.canonical()
    mark = b64encode(pair.sign(text.encode(), ECDSA(SHA256()))).decode()
    return Decision(id=said.id, message=text, signature=mark, key=ARN, algorithm=ALGORITHM)


def after(first: Case, decision: Decision | None = None, **more: Any) -> Case:
    """A case once it was signed, with what has changed since."""
    kept = decision or signed(first)
    people = replace(more.pop("snapshot", first.snapshot), decisions=(kept,))
    return replace(first, snapshot=people, **more)
