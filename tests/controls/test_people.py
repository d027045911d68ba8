"""What controls of people say on particular facts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from golive.controls import catalogue
from golive.judge import judge_one
from golive.model import Fact, Outcome, Ref
from tests.controls.concerns.people import GOOD, agent, number, power
from tests.sides import Stub


def said(identifier: str, name: str, **changes: Any) -> tuple[Outcome, str]:
    """What a control says of one good fact, some of it changed."""
    fact: Fact = replace(cast(Any, GOOD[name]), **changes)
    [judged] = judge_one(catalogue()[identifier], Stub({Ref("s", "Instance"): fact}))
    return judged.outcome, judged.finding


def test_nobody_has_to_download() -> None:
    """An empty list means that none may; monitoring and hearing are what the line is about."""
    none = power(name="download", declared=(), granted=(), holders=0)
    assert said("2.4.7-somebody-supervises", "Supervision", powers=(power(), none))[0] is (
        Outcome.PASS
    )
    some = power(name="download", holders=0)
    assert said("2.4.7-somebody-supervises", "Supervision", powers=(power(), some))[0] is (
        Outcome.FAIL
    )
    unheard = power(name="listen", declared=(), granted=(), holders=0)
    found, text = said("2.4.7-somebody-supervises", "Supervision", powers=(unheard,))
    assert (found, text) == (Outcome.FAIL, "has no profile declared that may hear recordings")


def test_every_wrong_agent_is_told_at_once() -> None:
    """One finding names each, with both of its profiles."""
    wrong = agent(user="two", routing="Night", security=("Admin", "Agent"))
    gone = agent(user="three", loaded=False)
    found, text = said("2.4.1-agents-loaded", "Agents", agents=(agent(), wrong, gone))
    assert found is Outcome.FAIL
    assert text == (
        "gives two the routing profile Night, not Basic and the security profile Admin and Agent, "
        "not Agent; has no user three"
    )


def test_a_number_is_named_by_its_end() -> None:
    """Four digits tell whose desk it is, and dial nobody."""
    lost = number(ending="0199", flow="", flow_declared=False)
    found, text = said("2.4.9-numbers-lead-to-flows", "Numbers", numbers=(number(), lost))
    assert (found, text) == (
        Outcome.FAIL,
        "attaches the number that ends in 0199 to no flow",
    )


def test_one_and_many_are_counted_in_words() -> None:
    """The sentence reads well for each count."""
    assert said("2.4.1-agents-are-declared", "Agents", undeclared=1)[1].startswith(
        "has 1 undeclared user with"
    )
    assert said("2.4.9-numbers-are-declared", "Numbers", undeclared=2)[1].startswith(
        "has claimed 2 numbers that"
    )
