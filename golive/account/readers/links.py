"""The declared links: only whether they answer is kept."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import cast

from golive.account.arns import INSTANCE
from golive.account.readers.reader import reader
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.facts.operations import LinkAnswers
from golive.model import Evidence, Unknown


@reader(LinkAnswers, INSTANCE)
def link_answers(read: Reading, subject: Resource) -> LinkAnswers:
    links = read.environment.links
    return LinkAnswers(
        lex_analytics=_answer(read, "lex_analytics", links.lex_analytics),
        connect_metrics=_answer(read, "connect_metrics", links.connect_metrics),
        wfm=_answer(read, "wfm", links.wfm),
    )


def _answer(read: Reading, name: str, link: str | None) -> int:
    """A link may hold what is not for everybody: evidence names its key only."""
    if link is None:
        return cast(int, Unknown(f"the environment declares no links.{name}"))
    try:
        status = read.session.visit(link)
    except ValueError as refused:
        return cast(int, Unknown(f"links.{name} {refused}"))
    mark = hashlib.sha256(str(status).encode()).hexdigest()
    read.evidence.append(Evidence("https:HEAD", {"link": name}, mark, datetime.now(UTC)))
    return status
