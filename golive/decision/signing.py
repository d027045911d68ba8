"""Signing: a decision becomes a message, and the message a record of the register."""

from __future__ import annotations

from golive.decision.approvers import approves
from golive.decision.decided import Decided, Word
from golive.decision.key import NotAllowed, sign
from golive.decision.message import LONGEST, Message, canonical, digest
from golive.decision.signature import ALGORITHM, GO, Key
from golive.register.records import Decision
from golive.register.store import Register

MOST = 50
"""Obstacles that a message names; it says how many more there were."""


class NotSigned(Exception):
    """There is nothing to be signed in this way; the message says why."""


def message(decided: Decided, caller: str, text: str, *, despite: bool = False) -> Message:
    """What `caller` signs; NotSigned unless it is GO, or wanted despite."""
    environment, case = decided.case.environment, decided.case
    go = decided.word in (Word.GO, Word.RE_SIGN)
    if go and despite:
        raise NotSigned("it is GO: there is nothing to be signed despite")
    if not go and not despite:
        raise NotSigned(f"it is {decided.word}: nothing is signed; --despite and --text would")
    if despite and not text.strip():
        raise NotSigned(f"it is {decided.word}: --text must say why it is signed despite that")
    made = Message(
        environment=environment.name,
        account=environment.account,
        region=environment.region,
        instance=environment.instance.alias,
        phase=case.phase,
        verdict=GO if go else str(decided.word),
        despite=despite,
        text=text,
        caller=caller,
        at=case.now.isoformat(timespec="seconds"),
        read_at=str(case.run.get("read_at", "")),
        run=digest(canonical(case.run)),
        open=_open(decided),
        lowered=case.lowered(),
        seal=decided.seal,
    )
    if (size := len(made.canonical())) > LONGEST:
        raise NotSigned(f"the decision has {size} bytes, the register holds {LONGEST}")
    return made


def _open(decided: Decided) -> tuple[str, ...]:
    said = [f"{one.stops}: {one}" for one in decided.obstacles]
    more = [f"and {len(said) - MOST} more"] if len(said) > MOST else []
    return (*said[:MOST], *more)


def signed(made: Message, key: Key, register: Register, approvers: list[str]) -> Decision:
    """Sign a message as its caller, and keep it; NotAllowed for who is no approver."""
    if not approves(made.caller, approvers):
        listed = ", ".join(approvers) or "nobody"
        raise NotAllowed(
            f"{made.caller} may not sign: approvers of {made.environment} are {listed}"
        )
    text = made.canonical()
    signature, request = sign(key, text, register.session)
    decision = Decision(
        id=made.id,
        message=text,
        signature=signature,
        key=key.arn,
        algorithm=ALGORITHM,
        request=request,
    )
    return register.put_new(decision, why(made))


def why(made: Message) -> str:
    """The history's reason; short, for it has a limit."""
    verdict = f"despite {made.verdict}" if made.despite else made.verdict
    return f"signed {verdict}"
