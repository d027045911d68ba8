"""Kinds that nothing feeds yet: each says so, and what it waits for."""

from __future__ import annotations

from golive.account.arns import INSTANCE
from golive.account.readers.reader import reader
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.facts.unfed import FEEDS
from golive.model import Fact, Gap, Reason, Unknown


def _unfed(kind: type[Fact], feed: str) -> None:
    """Declare a reader that has nothing to read."""

    @reader(kind, INSTANCE)
    def nothing_yet(read: Reading, subject: Resource) -> Fact:
        raise Gap(Unknown(f"no feed yet: {feed}", Reason.UNFED))


for _kind, _feed in FEEDS.items():
    _unfed(_kind, _feed)
