"""Random answers that botocore's own model of an operation accepts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape
from hypothesis import strategies as st

from tests.account.canned import service_model
from tests.properties.schemas import WORDS

Values = st.SearchStrategy[Any]
DEEP = 7
ARNS = st.sampled_from(
    [
        "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-4333-8444-555566667777",
        "arn:aws:s3:::somebody",
        "arn:aws:sns:us-east-1:999999999999:other",
        "arn:aws:iam::111122223333:role/Somebody",
        "alias/aws/kinesis",
    ]
)
TEXTS = st.one_of(WORDS, ARNS, st.just(""), st.just("{}"), st.just('{"Statement": []}'))
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
SIMPLE: dict[str, Values] = {
    "boolean": st.booleans(),
    "integer": st.integers(0, 5000),
    "long": st.integers(0, 2**40),
    "float": st.floats(0, 1e6),
    "double": st.floats(0, 1e6),
    "timestamp": TIMES,
    "blob": st.binary(max_size=20),
}


def answers(operation: str) -> Values:
    """Answers to `service:Operation`."""
    service, _, name = operation.partition(":")
    shape = service_model(service).operation_model(name).output_shape
    return _values(shape, 0) if shape else st.just({})


def _values(shape: Shape, depth: int) -> Values:
    match shape:
        case StructureShape():
            return _structure(shape, depth)
        case ListShape():
            most = 0 if depth > DEEP else 2
            return st.lists(_inner(shape.member, depth), max_size=most)
        case MapShape():
            most = 0 if depth > DEEP else 2
            return st.dictionaries(TEXTS, _inner(shape.value, depth), max_size=most)
        case StringShape():
            return st.sampled_from(shape.enum) if shape.enum else TEXTS
        case _:
            return SIMPLE[shape.type_name]


def _inner(shape: Shape, depth: int) -> Values:
    return st.deferred(lambda: _values(shape, depth + 1))


def _structure(shape: StructureShape, depth: int) -> Values:
    """What is required, and some of the rest; of a choice, one member."""
    members = {name: _inner(member, depth) for name, member in shape.members.items()}
    if shape.is_tagged_union:
        return st.one_of([value.map(lambda v, n=n: {n: v}) for n, value in members.items()])
    required = {n: members[n] for n in shape.required_members}
    rest = {n: v for n, v in members.items() if n not in required} if depth <= DEEP else {}
    return st.fixed_dictionaries(required, optional=rest)
