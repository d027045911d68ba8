"""A side made of facts given by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from golive.model import Fact, Gap, Ref, Seen, Side, Unknown

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Stub(Side):
    """Facts by subject; kinds in `denied` can't be listed; `stacks` are those deployed."""

    def __init__(
        self,
        facts: dict[Ref, Fact | Unknown | None],
        *,
        kinds: dict[Ref, type[Fact]] | None = None,
        name: str = "template",
        denied: dict[type[Fact], str] | None = None,
        stacks: set[str] | None = None,
        account: str | Unknown = "111122223333",
        region: str | Unknown = "us-east-1",
    ) -> None:
        self.name, self.now, self.account, self.region = name, NOW, account, region
        self._seen = [Seen(ref, fact, f"{ref.stack}/{ref.logical}") for ref, fact in facts.items()]
        self._kinds = {r: type(f) for r, f in facts.items()} | (kinds or {})
        self._denied = denied or {}
        self._stacks = {ref.stack for ref in facts} if stacks is None else stacks

    def facts(self, kind: type[Fact]) -> Iterable[Seen] | Unknown:
        if kind in self._denied:
            return Unknown(self._denied[kind])
        return [seen for seen in self._seen if self._kinds[seen.subject] is kind]

    def follow(self, kind: type[Fact], ref: Ref | str) -> Seen:
        wanted = ref.resource if isinstance(ref, Ref) else None
        for seen in self._seen:
            if seen.subject == wanted and isinstance(seen.fact, kind):
                return seen
        raise Gap(f"{ref} is not here")

    def deployed(self, stack: str) -> bool | Unknown:
        return stack in self._stacks
