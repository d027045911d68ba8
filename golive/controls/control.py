"""What a control is, and how one is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from golive.model import Fact, Gap, Ref, Seen, Side, Unknown

F = TypeVar("F", bound=Fact)


class Finding(NamedTuple):
    """What is wrong: the fact's field, and a sentence that follows the subject's name."""

    field: str
    text: str


Predicate = Callable[[Any, Side], Finding | None]


@dataclass(frozen=True, slots=True)
class Control:
    """One predicate of one line of the launch plan.

    `live_only` is for what a template can't show: a delivery, an arrival. `fix` says in
    one sentence what to do about a finding. `part` is the field that the claim is about,
    where the fields of a fact rest on different things.
    """

    id: str
    line: str
    claim: str
    on: type[Fact]
    holds: Predicate
    fix: str
    live_only: bool
    part: str = ""


CONTROLS: dict[str, Control] = {}


def control(
    line: str, on: type[F], *, fix: str, part: str = ""
) -> Callable[[Callable[[F, Side], Finding | None]], Control]:
    """Declare a control: its name is the id, its docstring the claim, None means that it holds."""

    def declare(holds: Callable[[F, Side], Finding | None]) -> Control:
        if not holds.__doc__:
            raise TypeError(f"control {holds.__name__} states no claim")
        identifier = f"{line}-{holds.__name__.replace('_', '-')}"
        if identifier in CONTROLS:
            raise TypeError(f"two controls are called {identifier}")
        live_only = on.of is not None
        made = Control(identifier, line, holds.__doc__, on, holds, fix, live_only, part)
        CONTROLS[identifier] = made
        return made

    return declare


def listing(side: Side, kind: type[F]) -> list[tuple[Seen, F]]:
    """All facts of a kind that a predicate needs beside its subject; Gap when one is unknown."""
    seen = side.facts(kind)
    if isinstance(seen, Unknown):
        raise Gap(seen)
    return [(s, _known(s, kind)) for s in seen if s.fact is not None]


def _known(seen: Seen, kind: type[F]) -> F:
    if isinstance(seen.fact, Unknown):
        raise Gap(f"{seen.path}: {seen.fact.why}")
    assert isinstance(seen.fact, kind)
    return seen.fact


def subject_of(fact: Fact, side: Side) -> Ref:
    """The subject that this fact was read at; a side gives the same fact each time."""
    seen = side.facts(type(fact))
    if isinstance(seen, Unknown):
        raise Gap(seen)
    return next(s.subject for s in seen if s.fact is fact)


def first(findings: Iterable[Finding | None]) -> Finding | None:
    """The first finding, if any."""
    return next((f for f in findings if f is not None), None)
