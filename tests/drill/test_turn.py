"""Whose turn it is: of two drills one begins, and one that was killed keeps nobody waiting long."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from golive.drill.errors import CantDrill
from golive.drill.turn import HELD, KEY, Turn
from tests.drill.account import START

LATER = timedelta(seconds=1)


class Bucket:
    """A bucket with conditional writes; `puts` are those that were let in."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.before_put: Any = None

    @property
    def mark(self) -> str:
        return f'"{len(self.bodies)}"'

    def put_object(self, Bucket: str, Key: str, Body: bytes, **condition: str) -> dict[str, str]:
        assert (Bucket, Key) == ("evidence", KEY)
        if self.before_put:
            self.before_put, act = None, self.before_put
            act()
        none, match = condition.get("IfNoneMatch"), condition.get("IfMatch")
        if (none and self.bodies) or (match and match != self.mark):
            raise ClientError({"Error": {"Code": "PreconditionFailed"}}, "PutObject")
        self.bodies.append(Body)
        return {"ETag": self.mark}

    def get_object(self, Bucket: str, Key: str) -> dict[str, Any]:
        return {"ETag": self.mark, "Body": io.BytesIO(self.bodies[-1])}


class Watch:
    """A clock that is set."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> Any:
        return self.at


def turn(bucket: Bucket, clock: Watch, by: str) -> Turn:
    return Turn(bucket, "evidence", by, clock)


def test_the_second_drill_is_told_of_the_first() -> None:
    """Who drills, and until when at the longest; once it is over, the next one begins."""
    bucket, clock = Bucket(), Watch()
    with turn(bucket, clock, "first"):
        match = "first drills this environment now, until 2026-11-23T12:10 UTC"
        with pytest.raises(CantDrill, match=match), turn(bucket, clock, "second"):
            raise AssertionError("it began")
    with turn(bucket, clock, "second"):
        assert b'"second"' in bucket.bodies[-1]


def test_a_drill_that_was_killed_keeps_nobody_waiting_long() -> None:
    """After ten minutes its turn is over."""
    bucket, clock = Bucket(), Watch()
    turn(bucket, clock, "killed").__enter__()
    clock.at += HELD - LATER
    with pytest.raises(CantDrill):
        turn(bucket, clock, "next").__enter__()
    clock.at += LATER
    turn(bucket, clock, "next").__enter__()


def test_of_two_at_the_same_time_one_begins() -> None:
    """S3 writes one of them, for a turn that is over as for the first of all."""
    bucket, clock = Bucket(), Watch()
    for _ in range(2):
        bucket.before_put = lambda: turn(bucket, clock, "faster").__enter__()
        with pytest.raises(CantDrill, match="faster drills"):
            turn(bucket, clock, "slower").__enter__()
        clock.at += HELD


def test_a_long_drill_keeps_its_turn() -> None:
    """It is written again when half of it is over, not at each look."""
    bucket, clock = Bucket(), Watch()
    with turn(bucket, clock, "long") as mine:
        for _ in range(60):
            clock.at += HELD / 20
            mine.keep()
            with pytest.raises(CantDrill):
                turn(bucket, clock, "other").__enter__()
    assert len(bucket.bodies) == 1 + 60 // 10 + 1


def test_a_drill_that_lost_its_turn_stops() -> None:
    """It slept, another one took it: it says so, and leaves the other's turn alone."""
    bucket, clock = Bucket(), Watch()
    with turn(bucket, clock, "asleep") as mine:
        clock.at += HELD
        turn(bucket, clock, "awake").__enter__()
        with pytest.raises(CantDrill, match="another drill"):
            mine.keep()
    assert b'"awake"' in bucket.bodies[-1]
