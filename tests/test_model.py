"""An Unknown can't be ignored, and a subject is the same on both sides."""

from __future__ import annotations

import pytest

from golive.facts.audit import LogGroup
from golive.facts.monitoring import Series
from golive.model import Fact, Gap, Reason, Ref, Text, Unknown, fact
from golive.plain import plain

NESTED = [
    Unknown("a token"),
    Text(("arn:", Unknown("a token"))),
    ("fine", Unknown("a token")),
    {"key": Text((Unknown("a token"),))},
    {"key": {"deeper": (Unknown("a token"),)}},
]


@fact
class Thing(Fact):
    """Anything."""

    value: object


@pytest.mark.parametrize("value", NESTED, ids=str)
def test_touching_an_unknown_raises(value: object) -> None:
    """Reading a field raises Gap with the reason, however deep its Unknown lies."""
    with pytest.raises(Gap, match="a token"):
        _ = Thing(value=value).value


def test_untouched_unknown_is_harmless() -> None:
    """A rule that doesn't read a field isn't stopped by it."""
    group = LogGroup(name="g", key=Unknown("denied"), retention_days=30)  # pyright: ignore[reportArgumentType]
    assert group.retention_days


def test_neither_repr_nor_hash_touches() -> None:
    """A fact with an Unknown can be printed, hashed and compared, for identity only."""
    thing = Thing(value=Unknown("denied"))
    assert (repr(thing), thing == thing, thing == Thing(value=1)) == ("<Thing>", True, False)
    assert isinstance(hash(thing), int)


def test_a_gap_keeps_the_kind_of_its_unknown() -> None:
    """Touched or raised, what kind of reason it is comes with it; by itself it is unread."""
    undeclared = Unknown("the environment declares no feeds", Reason.UNDECLARED)
    with pytest.raises(Gap) as touched:
        _ = Thing(value=(undeclared,)).value
    assert touched.value.unknown is undeclared
    assert Gap("denied").unknown == Unknown("denied", Reason.UNREAD)


def test_plain_writes_unknowns_out() -> None:
    """Evidence shows what was not known, in place."""
    series = Series(namespace="N", metric="M", dimensions={"A": Ref("s", "l", "Arn")})
    assert plain((series, Unknown("denied"))) == [
        {"namespace": "N", "metric": "M", "dimensions": {"A": "s/l.Arn"}},
        {"unknown": "denied"},
    ]


def test_subject_ignores_attribute() -> None:
    """A reference carries an attribute, a subject doesn't: they meet at `resource`."""
    assert Ref("s", "l", "Arn").resource == Ref("s", "l")
