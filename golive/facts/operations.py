"""What shows that the environment runs as it was deployed, and that its dashboards are up.

Only the account can tell; all of it is read at the instance, but for who listens to a topic.
"""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts.connect import Instance
from golive.facts.monitoring import Topic
from golive.model import Fact, fact


@fact
class Deployment(Fact):
    """The stacks that the environment needs, by name: CloudFormation's status, and their commit.

    Both are empty for a stack that is not there, the commit for one without a tag.
    """

    of = Instance
    states: Mapping[str, str]
    commits: Mapping[str, str]


@fact
class Drift(Fact):
    """How the account differs from the deployed templates, by our own facts.

    `differing` are construct path, kind of fact and field; `compared` is how many fields both
    sides know.
    """

    of = Instance
    differing: tuple[str, ...]
    compared: int


@fact
class LinkAnswers(Fact):
    """The HTTP status that each declared link answers with; 0 for none."""

    of = Instance
    lex_analytics: int
    connect_metrics: int
    wfm: int


@fact
class AlarmTable(Fact):
    """The rows of the alarm table that this environment has, against the account's alarms.

    `missing` are rows without an alarm, audit rows too where another made the trail; `changed` are
    `row: field` that differ at the declared peak.
    """

    of = Instance
    missing: tuple[str, ...]
    changed: tuple[str, ...]


@fact
class Listeners(Fact):
    """A topic's subscriptions: people who hear all, filtered, and not confirmed yet.

    `machines` hear all too, and show it to nobody.
    """

    of = Topic
    hearing: int
    machines: int
    filtered: int
    pending: int
