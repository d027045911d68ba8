"""One verification: both sides read and joined, its evidence kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from golive.account.design import as_deployed, as_designed, older
from golive.account.evidence import NotKept, keep
from golive.account.sealing import digests
from golive.account.side import Account
from golive.controls import catalogue
from golive.environment import Environment
from golive.facts.storage import Key
from golive.model import Fact
from golive.run import exit_code, verify_run
from golive.waivers.waiver import Waiver

CANT_TELL = 3
Tell = Callable[[int, int, int], None]
"""Hears how many kinds of how many are read, and how many calls were made."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What to verify. `against` is a local cdk.out; without one the deployed templates count."""

    environment: Environment
    lines: Collection[str] | None = None
    waivers: Iterable[Waiver] = ()
    against: Path | None = None
    keep: bool = True
    rates: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, slots=True)
class Proof:
    """The run, what else a person must hear, and the exit code.

    Evidence that should have been kept and could not be makes a go a can't tell.
    """

    run: dict[str, Any]
    notes: tuple[str, ...]
    code: int
    kept: bool = False


def prove(asked: Asked, tell: Tell) -> Proof:
    """Verify an environment with the caller's credentials; BadTemplate for a bad `against`."""
    with Account.open(asked.environment, rates=asked.rates) as account:
        return proved(asked, account, tell)


def proved(asked: Asked, account: Account, tell: Tell) -> Proof:
    """The same with an account that is open; `against` as above."""
    against, kinds = asked.against, _kinds(asked.lines)
    design = as_designed(against, account) if against else as_deployed(account)
    account.prefetch(kinds, lambda done, of: tell(done, of, account.session.made))
    run = verify_run(asked.environment, design, account, lines=asked.lines, waivers=asked.waivers)
    run |= {"read_at": account.now.isoformat(), "facts": account.digest(kinds)}
    if asked.lines is None:
        run["digests"] = digests(account, kinds)
    notes = [f"the deployed template of {name} is older" for name in _older(against, account)]
    code, kept = exit_code(run), False
    if asked.keep:
        kept, note = _kept(account, run)
        notes.append(note)
        code = code if kept or code else CANT_TELL
    return Proof(run, tuple(notes), code, kept)


def _older(against: Path | None, account: Account) -> Iterable[str]:
    return older(against, account) if against else ()


def _kept(account: Account, run: dict[str, Any]) -> tuple[bool, str]:
    try:
        return True, f"evidence: {keep(account, run)}"
    except NotKept as error:
        return False, f"the evidence is not kept: {error}"


def _kinds(lines: Collection[str] | None) -> list[type[Fact]]:
    """What the controls of these lines are about, and the keys that most of them follow."""
    asked = (c for c in catalogue().values() if lines is None or c.line in lines)
    return list(dict.fromkeys([*(control.on for control in asked), Key]))
