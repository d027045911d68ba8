"""What a predicate reads beside its subject belongs to the subject's evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from golive.model import Basis, Evidence, Fact, Ref, Seen, Side, Unknown


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole listing, what in it is simulated, and what its facts rest on."""

    seen: tuple[Seen, ...]
    marks: dict[str, None]
    bases: frozenset[Basis]


Listings = dict[type[Fact], Listing]
"""Those that the subjects of a control have in common."""


class Followed(Side):
    """A side that remembers what was followed; of a whole listing, only what is simulated.

    `bases` are what the facts rest on that were followed or listed.
    """

    def __init__(self, side: Side, listings: Listings) -> None:
        self._side, self._listings = side, listings
        self.name, self.now = side.name, side.now
        self.account, self.region = side.account, side.region
        self._evidence: list[Evidence] = []
        self._marks: dict[str, None] = {}
        self.bases: set[Basis] = set()

    def facts(self, kind: type[Fact]) -> Iterable[Seen] | Unknown:
        if kind not in self._listings:
            seen = self._side.facts(kind)
            if isinstance(seen, Unknown):
                return seen
            self._listings[kind] = _listing(tuple(seen))
        listing = self._listings[kind]
        self._marks |= listing.marks
        self.bases |= listing.bases
        return listing.seen

    def follow(self, kind: type[Fact], ref: Ref | str) -> Seen:
        seen = self._side.follow(kind, ref)
        self._evidence += seen.evidence
        self._marks |= _marks(seen)
        self.bases |= _bases(seen)
        return seen

    def deployed(self, stack: str) -> bool | Unknown:
        return self._side.deployed(stack)

    def beside(self, seen: Seen) -> Seen:
        """The subject with the evidence and the marks of all that was followed for it."""
        self._marks |= _marks(seen)
        evidence = [*seen.evidence, *self._evidence]
        distinct = tuple(e for i, e in enumerate(evidence) if e not in evidence[:i])
        return replace(seen, evidence=distinct, simulated="; ".join(self._marks))


def _listing(seen: tuple[Seen, ...]) -> Listing:
    marks = {mark: None for one in seen for mark in _marks(one)}
    return Listing(seen, marks, frozenset(basis for one in seen for basis in _bases(one)))


def _marks(seen: Seen) -> dict[str, None]:
    return dict.fromkeys(filter(None, seen.simulated.split("; ")))


def _bases(seen: Seen) -> set[Basis]:
    return {seen.fact.basis()} if isinstance(seen.fact, Fact) else set()
