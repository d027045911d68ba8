"""What a predicate reads beside its subject belongs to the subject's evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from golive.model import Basis, Evidence, Fact, Ref, Seen, Side, Unknown


class Followed(Side):
    """A side that remembers what was followed; of a whole listing, only what is simulated.

    `bases` are what the facts rest on that were followed or listed.
    """

    def __init__(self, side: Side) -> None:
        self._side = side
        self.name, self.now = side.name, side.now
        self.account, self.region = side.account, side.region
        self._evidence: list[Evidence] = []
        self._marks: dict[str, None] = {}
        self.bases: set[Basis] = set()

    def facts(self, kind: type[Fact]) -> Iterable[Seen] | Unknown:
        seen = self._side.facts(kind)
        if isinstance(seen, Unknown):
            return seen
        listed = tuple(seen)
        for one in listed:
            self._mark(one)
        return listed

    def follow(self, kind: type[Fact], ref: Ref | str) -> Seen:
        seen = self._side.follow(kind, ref)
        self._evidence += seen.evidence
        self._mark(seen)
        return seen

    def deployed(self, stack: str) -> bool | Unknown:
        return self._side.deployed(stack)

    def _mark(self, seen: Seen) -> None:
        if seen.simulated:
            self._marks |= dict.fromkeys(filter(None, seen.simulated.split("; ")))
        if isinstance(seen.fact, Fact):
            self.bases.add(seen.fact.basis())

    def beside(self, seen: Seen) -> Seen:
        """The subject with the evidence and the marks of all that was followed for it."""
        self._marks |= dict.fromkeys(filter(None, seen.simulated.split("; ")))
        evidence = [*seen.evidence, *self._evidence]
        distinct = tuple(e for i, e in enumerate(evidence) if e not in evidence[:i])
        return replace(seen, evidence=distinct, simulated="; ".join(self._marks))
