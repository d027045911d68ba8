"""Agents, supervisors and numbers: who is named, who is counted, and what a call costs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from golive.account import Account
from golive.account.readers.people import GRANTS
from golive.controls import catalogue
from golive.facts.people import Agents, Numbers, Supervision
from golive.judge import judge_side
from golive.model import Fact, Outcome, Reason, Unknown
from golive.plain import plain
from tests.account.canned import Answers, Canned
from tests.account.good import NOW, account, answers, changed, environment

STRANGER = "jamie.doe@example.com"
USERS, NUMBERS = "connect:SearchUsers", "connect:ListPhoneNumbersV2"
MAY = "connect:ListSecurityProfilePermissions"


def fact(kind: type[Fact], changes: Answers | None = None) -> Any:
    """The fact of the instance as data, its Unknowns written out."""
    [seen] = _listed(account(changes), kind)
    return plain(seen.fact)


def _listed(side: Account, kind: type[Fact]) -> Any:
    found = side.facts(kind)
    assert not isinstance(found, Unknown)
    return found


def declaring(**changes: Any) -> Account:
    """The good account, of an environment that declares something else."""
    target = environment().model_copy(update=changes)
    made = Account(Canned(answers()), target, NOW)
    made.find()
    return made


def strangers() -> dict[str, Any]:
    """Two users whom nobody declared, with all that Connect says of one."""
    known: Any = answers()[USERS]
    more = [
        {
            "Id": f"s{number}",
            "Username": f"{number}.{STRANGER}",
            "IdentityInfo": {"FirstName": "Jamie", "LastName": "Doe"},
            "PhoneConfig": {"PhoneType": "DESK_PHONE", "DeskPhoneNumber": "+15555550142"},
            "RoutingProfileId": "rp1",
            "SecurityProfileIds": ["sp-agent"],
        }
        for number in range(2)
    ]
    return {USERS: {"Users": [*known["Users"], *more]}}


def test_undeclared_people_are_counted_and_never_named() -> None:
    """Neither finding nor fact nor evidence holds a name, an address or a telephone number."""
    side = account(strangers())
    found = judge_side(catalogue()["2.4.1-agents-are-declared"], side)
    assert not isinstance(found, Unknown)
    [judged] = found
    assert (judged.outcome, "2 undeclared users" in judged.finding) == (Outcome.FAIL, True)
    kept = [plain(judged.seen.fact), [e.to_json() for e in judged.seen.evidence], judged.finding]
    assert not any(word in json.dumps(kept) for word in (STRANGER, "Jamie", "Doe", "5550142"))


def test_supervisors_have_an_agents_profile_too() -> None:
    """They monitor by the agents' panel; who has that profile alone takes calls."""
    both = changed(USERS, "Users.2.SecurityProfileIds", ["sp-agent", "sp-manager"])
    assert fact(Agents, both)["undeclared"] == 0
    alone = changed(USERS, "Users.2.SecurityProfileIds", ["sp-agent"])
    assert fact(Agents, alone)["undeclared"] == 1


def test_what_is_personal_of_a_user_is_dropped_before_it_is_read() -> None:
    """The name in full and the telephone stay with Connect."""
    reply = account(strangers()).session.call(USERS, InstanceId="x", MaxResults=500)
    assert {key for user in reply.answer["Users"] for key in user} == {
        "Id",
        "Username",
        "RoutingProfileId",
        "SecurityProfileIds",
    }


def test_many_agents_take_no_more_calls() -> None:
    """380 agents are one search, and profiles are read once for agents and supervisors."""
    many = [
        {"Id": f"u{n}", "Username": f"agent.{n}", "SecurityProfileIds": ["sp-agent"]}
        for n in range(380)
    ]
    side = account({USERS: {"Users": many}})
    for kind in (Agents, Supervision, Numbers):
        side.facts(kind)
    asked = [operation for operation, _ in side.session.asked]  # pyright: ignore[reportAttributeAccessIssue,reportUnknownMemberType,reportUnknownVariableType]
    about_people = [name for name in asked if name.startswith("connect:")]  # pyright: ignore[reportUnknownVariableType,reportUnknownMemberType]
    assert "connect:DescribeUser" not in about_people
    assert len(about_people) == 10  # pyright: ignore[reportUnknownArgumentType]


def test_names_of_users_are_the_same_in_any_case() -> None:
    """`Agent.Two` in the instance is the declared `agent.two`."""
    assert [agent["loaded"] for agent in fact(Agents)["agents"]] == [True, True]


def test_a_profile_that_is_not_listed_stands_for_itself() -> None:
    """An agent whose profile nobody can name doesn't have the declared one."""
    changes = changed(USERS, "Users.0.SecurityProfileIds", ["sp-of-another-page"])
    assert fact(Agents, changes)["agents"][0]["security"] == ["sp-of-another-page"]


@pytest.mark.parametrize(("power", "permissions"), GRANTS.items())
def test_each_permission_by_itself_gives_its_power(power: str, permissions: set[str]) -> None:
    """New names and those of older profiles count alike."""
    for permission in permissions:
        found = fact(Supervision, {f"{MAY} sp-agent": {"Permissions": [permission]}})
        granted = {each["name"]: each["granted"] for each in found["powers"]}
        assert "Agent" in granted[power]
        assert not any("Agent" in granted[other] for other in granted.keys() - {power})


def test_a_number_may_be_named_by_id_or_by_arn() -> None:
    """Which of both AWS gives in an association is not documented."""
    row = {"ResourceId": "n1", "FlowId": "f1", "ResourceType": "VOICE_PHONE_NUMBER"}
    found = fact(Numbers, {"connect:ListFlowAssociations": {"FlowAssociationSummaryList": [row]}})
    assert found["numbers"] == fact(Numbers)["numbers"]
    assert found["numbers"][0]["flow"] == "Main"


def test_undeclared_numbers_are_counted_and_declared_ones_cut() -> None:
    """No whole telephone number stands in the fact."""
    known: Any = answers()[NUMBERS]
    [row] = known["ListPhoneNumbersSummaryList"]
    other = {**row, "PhoneNumberId": "n2", "PhoneNumber": "+15555550177"}
    found = fact(Numbers, {NUMBERS: {"ListPhoneNumbersSummaryList": [row, other]}})
    assert (found["undeclared"], found["numbers"][0]["ending"]) == (1, "0100")
    assert "+1555" not in json.dumps(found)


@pytest.mark.parametrize(
    ("kind", "what", "nothing"),
    [
        (Agents, "agents", []),
        (Numbers, "numbers", []),
        (Supervision, "supervision", type(environment().supervision)()),
    ],
)
def test_nothing_declared_is_unknown(kind: type[Fact], what: str, nothing: Any) -> None:
    """An empty list is no proof that nobody is missing."""
    [seen] = _listed(declaring(**{what: nothing}), kind)
    assert seen.fact == Unknown(f"the environment declares no {what}", Reason.UNDECLARED)
