"""One waiver, and what it covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PACKS = ("AwsSolutions", "NIST.800.53.R5", "PCI.DSS.321")
"""The packs of cdk-nag whose rules a waiver may name, as `<pack>-<rule>`."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """What is accepted, where, and who answers for it.

    `rules` are ids of controls or of nag rules, without the finding in brackets. `scope` is a
    construct path without `/Resource`, or the name of what no stack owns; it may end in `/*`,
    and then `covers` says how many paths it must meet. `resource` is what a nag rule puts in
    brackets, as `golive.waivers` normalises it. No `environments` means all of them.
    """

    rules: tuple[str, ...]
    scope: str
    reason: str
    owner: str
    approver: str
    ticket: str
    expires: date
    resource: str = ""
    environments: tuple[str, ...] = ()
    covers: int = 1
    row: int = 1

    @property
    def many(self) -> bool:
        """Whether the scope ends in a wildcard."""
        return self.scope.endswith("/*")

    @property
    def stack(self) -> str:
        """The first segment of the scope: the stack's construct id."""
        return self.scope.split("/")[0]

    def matches(self, rule: str, path: str, resource: str = "") -> bool:
        """Whether this finding is covered."""
        within = path.startswith(self.scope[:-1]) if self.many else path == self.scope
        return rule in self.rules and within and resource == self.resource

    def holds_in(self, environment: str) -> bool:
        """Whether it is meant for this environment."""
        return not self.environments or environment in self.environments

    def expired(self, today: date) -> bool:
        """The last day that it holds is `expires` itself, in UTC."""
        return today > self.expires

    def __str__(self) -> str:
        people = f"{self.owner}, approved by {self.approver}, {self.ticket}"
        return f"until {self.expires}: {self.reason} ({people})"
