"""An Unknown can't be ignored, and a subject is the same on both sides."""

from __future__ import annotations

import pytest

from golive.facts.monitoring import Series
from golive.facts.storage import Table
from golive.model import Fact, Gap, Ref, Text, Unknown, fact, plain

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
    table = Table(name="t", key=Unknown("denied"), recovery=True, deletion_protection=True)  # pyright: ignore[reportArgumentType]
    assert table.recovery


def test_neither_repr_nor_hash_touches() -> None:
    """A fact with an Unknown can be printed, hashed and compared, for identity only."""
    thing = Thing(value=Unknown("denied"))
    assert (repr(thing), thing == thing, thing == Thing(value=1)) == ("<Thing>", True, False)
    assert isinstance(hash(thing), int)


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
