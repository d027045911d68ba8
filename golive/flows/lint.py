"""Flows in, findings out: every rule over every flow that is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from golive.flows import keys as certificates
from golive.flows import leftovers, secure, shape
from golive.flows.flow import Flow
from golive.flows.keys import Keys
from golive.flows.library import Library, id_of
from golive.flows.rules import Finding, Unjudged
from golive.flows.walk import walk

LINES = (secure.LINE, shape.LINE)


@dataclass(frozen=True, slots=True)
class Lint:
    """What is wrong, and what could not be judged; both empty where all holds."""

    findings: tuple[Finding, ...]
    unjudged: tuple[Unjudged, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that fail their line."""
        return tuple(found for found in self.findings if found.about.severity == "error")

    @property
    def code(self) -> int:
        """0 holds, 1 an error, 3 can't tell."""
        return 1 if self.errors else 3 if self.unjudged else 0


def lint(
    flows: Iterable[Flow],
    keys: Keys,
    *,
    secure_flows: Iterable[str] = (),
    entered: Iterable[str] = (),
    test_names: Iterable[str] = (),
) -> Lint:
    """Judge flows together. `secure_flows` are those declared to take secrets.

    Contacts enter the flows whose name or id is in `entered`, else those that no other leads to.
    """
    declared = frozenset(secure_flows)
    library, judged = Library(flows, declared), secure.Judged()
    wanted, patterns = set(entered), tuple(test_names)
    first = [f for f in library.flows if wanted & {f.name, id_of(f.id)}] or library.entries()
    for flow in first:
        found = walk(flow, library)
        secure.judge(found, library, judged)
        if flow.name in declared and not secure.asks(found):
            text = "is declared to take secrets, and no block on its ways encrypts"
            judged.add(Finding("secrets-taken", flow.name, "", text))
        for name, text in found.gaps:
            for line in LINES:
                judged.unjudged[Unjudged(line, name, text)] = None
    for flow in library.flows:
        certificates.judge(flow, keys, judged)
        shape.judge(flow, judged)
        leftovers.judge(flow, patterns, judged)
    return Lint(tuple(judged.findings.values()), tuple(judged.unjudged))
