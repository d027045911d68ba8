"""Every mechanical mutant of the good flows is killed by its rule, and blames no other."""

from __future__ import annotations

import pytest

from golive.flows.rules import rules
from tests.flows.good import broken, lint
from tests.flows.mutants import ALSO, Mutant, mutants

MUTANTS = list(mutants())
TOLD = {"secure_flows": ["Payment"], "entered": ["Main", "Payment"]}


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_mutant_is_killed_by_its_rule(mutant: Mutant) -> None:
    """The rule is told; what else is told has a reason."""
    found = broken(lint(mutant.contents, **TOLD))
    assert mutant.rule in found
    assert found <= {mutant.rule} | ALSO.get(mutant.rule, set())


def test_every_rule_kills_a_mutant() -> None:
    """No rule of the table is without a mechanical mutant."""
    assert {mutant.rule for mutant in MUTANTS} == set(rules())


def test_every_bystander_is_seen() -> None:
    """An excuse that no mutant needs is stale."""
    seen = {(m.rule, other) for m in MUTANTS for other in broken(lint(m.contents, **TOLD))}
    excused = {(rule, other) for rule, others in ALSO.items() for other in others}
    assert excused <= seen
