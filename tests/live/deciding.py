"""Decisions on the deployed sandbox, made GO by what people may say of its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from golive.account.proof import Asked, proved
from golive.decision.case import Case
from golive.decision.decided import Decided, decide
from golive.decision.effort import signed_lines
from golive.decision.key import read_key
from golive.decision.signing import message, signed
from golive.environment import Environment
from golive.register.records import Decision, Issue, LineState, Role, SignOff
from golive.register.standing import PER_PERSON
from golive.register.store import Register, open_register
from golive.waivers import Waiver, load
from tests.live.judging import Pointed, Proofs

WHY = "the tests decide"


@dataclass
class Desk:
    """Where decisions on one environment are made; `session` is whoever decides and signs."""

    proofs: Proofs
    session: Pointed
    waivers: tuple[Waiver, ...] = field(default_factory=load)

    @property
    def environment(self) -> Environment:
        return self.proofs.environment

    @property
    def register(self) -> Register:
        return open_register(self.environment, self.session)

    def run(self) -> dict[str, Any]:
        """What verify says now of all lines, stacks read anew."""
        account = self.proofs.account()
        account.find()
        asked = Asked(self.environment, waivers=self.waivers, keep=False)
        return proved(asked, account, untold).run

    def decided(self, run: Mapping[str, Any] | None = None) -> Decided:
        """The decision on a run, or on the account as it is now."""
        found = self.run() if run is None else run
        register, now = self.register, datetime.now(UTC)
        case = Case(found, register.snapshot(), self.waivers, self.environment, now)
        return decide(case, read_key(self.environment, self.session))

    def sign(self, decided: Decided, *, caller: str = "", despite: bool = False) -> Decision:
        """Sign as the session's caller, or claiming to be another."""
        register = self.register
        made = message(decided, caller or register.caller, WHY, despite=despite)
        key = read_key(self.environment, self.session)
        return signed(made, key, register, self.environment.decision.approvers)

    def settle(self) -> None:
        """Let everybody sign off, fill the roster, try the log, lower what nothing proves here."""
        register, now = self.register, datetime.now(UTC)
        agents = "\n".join(agent.user for agent in self.environment.agents)
        for id_ in signed_lines():
            register.change(SignOff, id_, lambda one: given(one, agents), WHY)
        for id_ in register.snapshot().roles:
            register.change(Role, id_, lambda role: filled(role, now.date()), WHY)
        register.put_new(trial(now), WHY)
        for line in {one.line for one in self.decided().obstacles if one.stops == "can't tell"}:
            register.change(LineState, line, lowered, WHY)


def untold(done: int, of: int, made: int) -> None:
    """Nobody waits before a screen."""


def given(sign: SignOff, people: str) -> SignOff:
    """A person's word, for all agents where it counts them."""
    return replace(sign, note=WHY, people=people if sign.line == PER_PERSON else "")


def trial(now: datetime) -> Issue:
    """An issue that was put in to try the log, and read again."""
    return Issue(
        id="trial-1",
        called=now,
        caller="",
        representative="agent.one",
        details=WHY,
        opened=now,
        closed=now,
        trial=True,
        given_back=now,
    )


def filled(role: Role, today: date) -> Role:
    """With somebody who was reached and told today."""
    return replace(role, person="Sample", reach="x", confirmed=today, told=today)


def lowered(state: LineState) -> LineState:
    """Of low priority."""
    return replace(state, priority="low")
