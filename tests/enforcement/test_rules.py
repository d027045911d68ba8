"""The judged rules: each chosen or not with a reason, and the README's table says which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from golive.catalogue import NAG
from golive.waivers import PACKS
from stacks.validation.rules import judged_rules

PACKS_OF = {"AwsSolutions": ["AwsSolutions"], "NIST/PCI": ["NIST.800.53.R5", "PCI.DSS.321"]}


def named(said: str) -> Iterator[tuple[str, str]]:
    """The pack and rule of each rule in a cell such as `AwsSolutions S1, NIST/PCI X (only y)`."""
    packs: list[str] = []
    for word in re.findall(r"[\w/]+", re.sub(r"\(.*?\)", "", said)):
        packs = PACKS_OF.get(word, packs)
        yield from ((pack, word) for pack in packs if word not in PACKS_OF)


def test_every_pack_is_judged() -> None:
    """The packs that a waiver may name are those that have judged rules."""
    assert set(judged_rules()) == set(PACKS)


def test_a_rule_is_chosen_or_not() -> None:
    """Never both, and one that isn't chosen says why in a sentence."""
    for rules in judged_rules().values():
        assert not rules.chosen & rules.not_chosen.keys()
        assert all(re.fullmatch(r"[A-Z].{20,}\.", why) for why in rules.not_chosen.values())


def test_the_readme_s_rules_gate() -> None:
    """Each rule that the table of lines names is chosen in the packs it names."""
    rules = [row for said in NAG.values() for row in named(said)]
    assert len(rules) > len(NAG)
    for pack, rule in rules:
        assert rule in judged_rules()[pack].chosen
