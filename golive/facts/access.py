"""Who reaches the data: what roles of ours may, and every principal of a data class."""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts.connect import Instance
from golive.facts.storage import Statement
from golive.facts.words import Named, Where
from golive.model import Basis, Fact, fact

ANALYZER = "IAM Access Analyzer"
LISTED = "listed"
PARTLY = f"{LISTED}, in part by {ANALYZER}"


@fact
class Role(Fact):
    """A role of a stack; `policies` are its own and those attached to it.

    `unread` are the ARNs of attached policies whose text isn't here: AWS's own, in a template.
    """

    name: Named
    policies: tuple[Statement, ...]
    unread: tuple[Named, ...]
    trust: tuple[Statement, ...]


@fact
class GivenPolicy(Fact):
    """A managed policy of a stack, which somebody may be given.

    `roles` are those of the stacks that hold it; it is judged as part of what they may.
    """

    name: Named
    policies: tuple[Statement, ...]
    roles: tuple[Where, ...]


@fact
class Reader(Fact):
    """A principal that reaches something of a data class: an ARN, a service or a pattern.

    `standing` is `approved`, `ours`, `service`, `administrator` or `unapproved`. `what` names
    what it reaches, empty for an approved one that reaches nothing; `sure` is False where a
    condition can't be told.
    """

    principal: str
    standing: str
    what: tuple[str, ...]
    how: tuple[str, ...]
    sure: bool


@fact
class Access(Fact):
    """Every principal of each data class; `by` says of each class whose reading that is.

    Our own reading is a list and no proof: docs/access.md says what it doesn't see. Nor is
    one that is in part our own.
    """

    of = Instance
    contact_data: tuple[Reader, ...]
    secrets: tuple[Reader, ...]
    operations: tuple[Reader, ...]
    by: Mapping[str, str]

    def basis(self, part: str = "") -> Basis:
        said = {self.by[part]} if part else set(self.by.values())
        return Basis.EVIDENCE if said == {ANALYZER} else Basis.LISTED
