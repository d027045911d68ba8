"""What can be said of a question about policies."""

from __future__ import annotations

from enum import IntEnum


class Answer(IntEnum):
    """The least is what `and` gives, the greatest what `or` gives."""

    NO = 0
    POSSIBLY = 1
    YES = 2

    @property
    def negated(self) -> Answer:
        """What `not` gives."""
        return Answer(Answer.YES - self)


def of(known: bool) -> Answer:
    """What is known for sure."""
    return Answer.YES if known else Answer.NO
