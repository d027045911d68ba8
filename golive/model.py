"""Facts, references and unknowns: what a predicate may touch, and what it may not.

Standard library only, so that a function carries it without wheels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from types import NoneType
from typing import Any, ClassVar, Protocol, TypeVar, dataclass_transform, runtime_checkable


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A resource of a stack, the same on both sides; `attr` names one of its attributes.

    What no stack owns has the stack `account` (logical: its ARN) or `external` (its name
    in the environment file).
    """

    stack: str
    logical: str
    attr: str = ""

    @property
    def resource(self) -> Ref:
        """The resource itself: compare this, for a reference carries an attribute."""
        return Ref(self.stack, self.logical)

    def __str__(self) -> str:
        return f"{self.stack}/{self.logical}" + (f".{self.attr}" if self.attr else "")


class Reason(StrEnum):
    """What kind of reason it is that something can't be known.

    `unread`: something may be there. All others say that nothing is: the environment declares
    nothing, no part of the project records it yet, or a listing answered and was empty.
    """

    UNREAD = "unread"
    UNDECLARED = "undeclared"
    UNFED = "no feed yet"
    NOT_FOUND = "nothing found"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that can't be known, and why: a token, a denied call, a silent feed."""

    why: str
    kind: Reason = Reason.UNREAD


class Gap(Exception):
    """A predicate touched an Unknown; the message is the reason."""

    def __init__(self, why: str | Unknown) -> None:
        self.unknown = why if isinstance(why, Unknown) else Unknown(why)
        super().__init__(self.unknown.why)


@dataclass(frozen=True, slots=True)
class Text:
    """A string with references in it, adjacent strings merged."""

    parts: tuple[str | Ref | Unknown, ...]

    def __str__(self) -> str:
        return "".join(p if isinstance(p, str) else f"<{p}>" for p in self.parts)


def gap_in(value: object) -> Unknown | None:
    """The first Unknown in a value; facts inside it guard their own."""
    match value:
        case Unknown():
            return value
        case Text():
            return next((p for p in value.parts if isinstance(p, Unknown)), None)
        case tuple() | list() | frozenset():
            return _first_gap(value)  # pyright: ignore[reportUnknownArgumentType]
        case Mapping():
            return _first_gap(value.values())  # pyright: ignore[reportUnknownArgumentType,reportUnknownMemberType]
        case _:
            return None


def _first_gap(values: Iterable[object]) -> Unknown | None:
    return next((gap for value in values if (gap := gap_in(value)) is not None), None)


class Basis(StrEnum):
    """On what a fact rests; the order is from strong to weak.

    `listed` is our own reading of who may do what, `signed` a person's word.
    """

    EVIDENCE = "evidence"
    LISTED = "listed"
    SIGNED = "signed"


def weakest(bases: Iterable[Basis]) -> Basis:
    """On what a claim rests that rests on all of these."""
    order = list(Basis)
    return max(bases, key=order.index, default=Basis.EVIDENCE)


WHOLE = frozenset({str, int, float, bool, NoneType, datetime, Ref})
"""Types that hold no Unknown."""
GAPS = "_gaps"
"""The fields that are out of reach, by their names."""


class Fact:
    """Plain data with no trace of where it was read.

    Reading a field that holds an Unknown raises Gap: no rule can forget to ask. For the
    same reason facts have neither `==` nor a `repr` of their values; see `raw` and `plain`.
    """

    of: ClassVar[type[Fact] | None] = None
    """For a feed that only the account has: the kind of fact whose subjects it is read at."""

    if_none: ClassVar[str] = ""
    """The finding where neither side has any, for a kind of which there has to be one."""

    def __post_init__(self) -> None:
        """Take what holds an Unknown out of reach, so that all else is read without asking."""
        values = {f.name: object.__getattribute__(self, f.name) for f in fields(self)}  # pyright: ignore[reportArgumentType]
        gaps = {n: v for n, v in values.items() if type(v) not in WHOLE and gap_in(v)}
        for name in gaps:
            object.__delattr__(self, name)
        object.__setattr__(self, GAPS, gaps)

    def __getattr__(self, name: str) -> Any:
        """Only asked for what is not there."""
        if gap := gap_in(object.__getattribute__(self, GAPS).get(name)):
            raise Gap(gap)
        raise AttributeError(f"{type(self).__name__} has no {name}")

    def aside(self) -> str:
        """What to tell of it even where it holds; empty for nothing."""
        return ""

    def basis(self, part: str = "") -> Basis:
        """On what it rests, or a field of it does; without one, the weakest of all fields."""
        return Basis.EVIDENCE

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


T = TypeVar("T")
F = TypeVar("F", bound=Fact)
F_co = TypeVar("F_co", bound=Fact, covariant=True)


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False)
def fact(cls: type[T]) -> type[T]:
    """Make a kind of fact: frozen, by keyword, compared by identity.

    A default must not stand in for a field that is out of reach, so the class has none.
    """
    made = dataclass(frozen=True, kw_only=True, eq=False, repr=False)(cls)
    for name in {f.name for f in fields(made)} & vars(made).keys():  # pyright: ignore[reportArgumentType]
        delattr(made, name)
    return made


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read: `operation` is `service:Operation`, or `template`."""

    operation: str
    parameters: Mapping[str, Any]
    digest: str = ""
    read_at: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        at = {"read_at": self.read_at.isoformat()} if self.read_at else {}
        return {
            "operation": self.operation,
            "parameters": dict(self.parameters),
            "digest": self.digest,
        } | at


@dataclass(frozen=True, slots=True)
class Seen:
    """One subject on one side.

    `fact` is an Unknown when reading failed, None when the stack says that it exists and
    the service says that it doesn't. `properties` names the field's place on that side.
    """

    subject: Ref
    fact: Fact | Unknown | None
    path: str
    evidence: tuple[Evidence, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict[str, str])
    simulated: str = ""


@runtime_checkable
class Side(Protocol):
    """The template or the account, asked the same questions."""

    name: str
    now: datetime
    account: str | Unknown
    region: str | Unknown

    def facts(self, kind: type[Fact]) -> Iterable[Seen] | Unknown:
        """All subjects of a kind; Unknown when the listing itself was denied."""
        ...

    def follow(self, kind: type[Fact], ref: Ref | str) -> Seen:
        """What a reference (or an ARN or id) leads to; Gap when it leads nowhere."""
        ...

    def one(self, kind: type[F], ref: Ref | str) -> F:
        """The fact that a reference (or an ARN or id) leads to; Gap when it can't be read."""
        found = self.follow(kind, ref).fact
        if isinstance(found, kind):
            return found
        raise Gap(found if isinstance(found, Unknown) else f"{ref} doesn't exist")

    def deployed(self, stack: str) -> bool | Unknown:
        """Whether the stack exists on this side."""
        ...


class Outcome(StrEnum):
    """What one side says of one subject; `gone` is deleted outside CloudFormation."""

    PASS = "pass"
    FAIL = "fail"
    GONE = "gone"
    UNKNOWN = "unknown"
    ABSENT = "absent"
