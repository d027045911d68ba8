"""What the waivers were used for in one run, and what is wrong with that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from golive.waivers.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Complaint:
    """A waiver that is used by nothing, or by more or fewer than it says."""

    rule: str
    waiver: Waiver
    finding: str


class Ledger:
    """The waivers of one environment. `strict`: an expired one waives nothing."""

    def __init__(
        self, waivers: Iterable[Waiver], *, environment: str, today: date, strict: bool
    ) -> None:
        self._waivers = [w for w in waivers if w.holds_in(environment)]
        self._today, self._strict = today, strict
        self._used: dict[tuple[str, Waiver], set[str]] = defaultdict(set)

    def find(self, rule: str, path: str, resource: str = "") -> Waiver | None:
        """The waiver of a finding, expired or not; the use is remembered."""
        for waiver in self._waivers:
            if waiver.matches(rule, path, resource):
                self._used[rule, waiver].add(path)
                return waiver
        return None

    def expired(self, waiver: Waiver) -> bool:
        """Whether its last day is over."""
        return waiver.expired(self._today)

    def holds(self, waiver: Waiver) -> bool:
        """Whether it still waives."""
        return not (self._strict and self.expired(waiver))

    def warnings(self) -> list[str]:
        """A sentence for each waiver in use that has expired."""
        expired = {waiver for _, waiver in self._used if self.expired(waiver)}
        return [
            f"waivers.toml:{w.row}: the waiver of {w.scope} expired on {w.expires}"
            for w in sorted(expired, key=lambda w: w.row)
        ]

    def complaints(
        self, rules: Collection[str], stacks: Collection[str] | None = None
    ) -> Iterator[Complaint]:
        """What is wrong with the use, among the rules judged and the stacks that were there."""
        for waiver in self._waivers:
            if stacks is None or waiver.stack in stacks:
                for rule in filter(rules.__contains__, waiver.rules):
                    if finding := self._misuse(rule, waiver):
                        yield Complaint(rule, waiver, finding)

    def _misuse(self, rule: str, waiver: Waiver) -> str:
        count = len(self._used.get((rule, waiver), ()))
        if count == 0:
            return f"waives {rule} on {waiver.scope}, and nothing there fails it"
        if waiver.many and count != waiver.covers:
            return f"waives {rule} on {count} paths under {waiver.scope}, not on {waiver.covers}"
        return ""
