"""The declared links: only whether they answer is kept."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from golive.account.arns import INSTANCE
from golive.account.readers.reader import reader
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.facts.operations import LinkAnswers
from golive.model import Evidence, Gap


@reader(LinkAnswers, INSTANCE)
def link_answers(read: Reading, subject: Resource) -> LinkAnswers:
    links = read.environment.links
    return LinkAnswers(
        lex_analytics=read.part(lambda: _answer(read, "lex_analytics", links.lex_analytics)),
        connect_metrics=read.part(lambda: _answer(read, "connect_metrics", links.connect_metrics)),
        wfm=read.part(lambda: _answer(read, "wfm", links.wfm)),
    )


def _answer(read: Reading, name: str, link: str | None) -> int:
    """A link may hold what is not for everybody: evidence names its key only."""
    try:
        status = read.session.visit(read.declared(link, f"links.{name}"))
    except ValueError as refused:
        raise Gap(f"links.{name} {refused}") from refused
    mark = hashlib.sha256(str(status).encode()).hexdigest()
    read.evidence.append(Evidence("https:HEAD", {"link": name}, mark, datetime.now(UTC)))
    return status
