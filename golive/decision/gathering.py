"""All that a decision is made on, read from the account, the register and the repository."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from golive.decision.case import Case
from golive.decision.decided import Decided, decide
from golive.decision.key import read_key
from golive.decision.signature import Key
from golive.register.store import Register, open_register
from golive.waivers.waiver import Waiver

if TYPE_CHECKING:
    from golive.environment import Environment


@dataclass(frozen=True, slots=True)
class Gathered:
    """A decision, and what it takes to sign it."""

    decided: Decided
    register: Register
    key: Key


def gather(
    environment: Environment,
    waivers: tuple[Waiver, ...],
    run: Callable[[], Mapping[str, Any]],
    *,
    phase: str = "",
    session: Any = None,
) -> Gathered:
    """Decide now. The run is asked for once the register is known to be there.

    RegisterError, BadCase and NoDigests say why there is no decision.
    """
    register = open_register(environment, session)
    key = read_key(environment, register.session)
    proved = run()
    case = Case(proved, register.snapshot(), waivers, environment, datetime.now(UTC), phase)
    return Gathered(decide(case, key), register, key)
