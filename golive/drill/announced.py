"""What people who are subscribed are told before and after: that what comes is a drill."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from golive.drill.errors import asking

BEGINS = "DRILL begins: alarms of {environment}, {at:%F %T} UTC"
ENDS = "DRILL is over: alarms of {environment}, begun {at:%F %T} UTC"
TEXT = {
    BEGINS: """\
DRILL. {count} alarms of {environment} are made to fire, one after the other, by {by}.
Messages of these alarms are part of it until a message says that the drill is over.
Nothing is wrong: do nothing. What is wrong besides will still be on when the drill is over.
""",
    ENDS: """\
The drill of {environment} is over. From now on each message is meant.
""",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a drill: of which environment, by whom, of how many alarms, since when."""

    environment: str
    by: str
    count: int
    at: datetime

    def subject(self, words: str) -> str:
        """At most 100 characters (SNS API Reference, Publish)."""
        return words.format_map(asdict(self))[:100]


def announce(session: Any, topics: Iterable[str], words: str, said: Said) -> None:
    """Tell each of these topics."""
    sns = session.client("sns")
    for topic in topics:
        with asking("sns:Publish"):
            sns.publish(
                TopicArn=topic,
                Subject=said.subject(words),
                Message=TEXT[words].format_map(asdict(said)),
            )
