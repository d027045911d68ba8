"""The flows of an instance are read as far as they lead, and no further."""

from __future__ import annotations

import json
from typing import Any

import pytest

from golive.account.flow_lint import flows_of_environment
from golive.account.side import Account
from golive.environment import Environment
from golive.facts.flows import FlowLint
from golive.judge import judge_side
from golive.model import Gap, Outcome, Unknown
from tests.account.canned import Answer, Answers, Canned, refused
from tests.account.contact_flows import INSTANCE, MAIN, PAYMENT, described
from tests.account.good import account, answers, environment, side_of
from tests.flows import writing as flows

FLOW, MODULE = "connect:DescribeContactFlow", "connect:DescribeContactFlowModule"
LISTED = "connect:ListContactFlows"
END = flows.action("end", "DisconnectParticipant")


def lint(changes: Answers | None = None) -> FlowLint:
    found = account(changes).facts(FlowLint)
    assert not isinstance(found, Unknown)
    [seen] = found
    assert isinstance(seen.fact, FlowLint), seen.fact
    return seen.fact


def unjudged(changes: Answers, field: str = "secrets_judged") -> str:
    """Why a part of the flows could not be judged."""
    with pytest.raises(Gap) as gap:
        getattr(lint(changes), field)
    return str(gap.value)


def leading(type_: str, **parameters: Any) -> Answers:
    """The main flow, in which one block leads somewhere else."""
    errors = {flows.OTHERS: "end"}
    leads = flows.action("leads", type_, parameters, following="end", errors=errors)
    return {f"{FLOW} f1": described("f1", "Main", flows.written([leads, END]))}


def part(identifier: str, name: str, type_: str = "module") -> dict[str, Answer]:
    """A flow or module that only ends."""
    last = "EndFlowModuleExecution" if type_ == "module" else "DisconnectParticipant"
    content = flows.written([flows.action("back", last)])
    if type_ == "flow":
        return {f"{FLOW} {identifier}": described(identifier, name, content)}
    arn = f"{INSTANCE}/flow-module/{identifier}"
    about = {"Id": identifier, "Arn": arn, "Name": name, "Content": content}
    return {f"{MODULE} {identifier}": {"ContactFlowModule": about}}


@pytest.mark.parametrize(
    ("leads", "found"),
    [
        (
            leading("InvokeFlowModule", FlowModuleId=f"{INSTANCE}/flow-module/m:$LATEST"),
            part("m", "Greeting"),
        ),
        (leading("InvokeFlowModule", FlowModuleId="m"), part("m", "Greeting")),
        (
            leading("TransferToFlow", ContactFlowId=f"{INSTANCE}/contact-flow/m"),
            part("m", "Greeting", "flow"),
        ),
        (
            leading("UpdateContactEventHooks", EventHooks={"CustomerQueue": "m"}),
            part("m", "Greeting", "flow"),
        ),
    ],
)
def test_what_a_flow_leads_to_is_read(leads: Answers, found: Answers) -> None:
    """Modules, transfers and the flows of events are read by id, however they are called."""
    read = lint({**leads, **found})
    assert read.linted == ("Greeting", "Main", "Payment")
    assert (read.secrets_judged, read.branches_judged) == (True, True)


def test_only_what_is_declared_is_read() -> None:
    """A hundred other flows of the instance cost nothing, and each flow is asked for once."""
    listed: Any = answers()[LISTED]
    others = [{"Id": f"o{n}", "Name": f"Other {n}"} for n in range(100)]
    summaries = [*listed["ContactFlowSummaryList"], *others]
    read = account({LISTED: {"ContactFlowSummaryList": summaries}})
    read.facts(FlowLint)
    session = read.session
    assert isinstance(session, Canned)
    asked = [given["ContactFlowId"] for name, given in session.asked if name == FLOW]
    assert sorted(asked) == ["f1", "f2"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({f"{FLOW} f1": refused("AccessDeniedException")}, "connect:DescribeContactFlow"),
        ({f"{FLOW} f1": refused("ContactFlowNotPublishedException")}, "was never published"),
        ({f"{FLOW} f1": refused("ResourceNotFoundException")}, "is not there"),
        ({f"{FLOW} f1": described("f1", "Main", "{")}, "is no JSON"),
        ({f"{FLOW} f1": described("f1", "Main", '{"modules": []}')}, "older export"),
        (leading("InvokeFlowModule", FlowModuleId="$.Attributes.m"), "only known when it runs"),
        (leading("TransferToFlow", ContactFlowId="x"), "the flow x"),
        (leading("SummonDragon"), "SummonDragon"),
        ({"connect:ListSecurityKeys": refused("AccessDeniedException")}, "ListSecurityKeys"),
    ],
)
def test_what_nobody_can_see_is_unknown(changes: Answers, said: str) -> None:
    """A flow that can't be read or followed makes its line unknown, and says why."""
    assert said in unjudged(changes)


def test_what_is_broken_wins_over_what_is_unseen() -> None:
    """A finding fails the line although something else could not be judged."""
    wrong = described("f2", "Payment", PAYMENT.replace("Disabled", "Enabled", 1))
    changes = {**leading("SummonDragon"), f"{FLOW} f2": wrong}
    control = next(c for c in _controls() if c.id == "4.3-secure-flows-sealed")
    judged = judge_side(control, account(changes))
    assert not isinstance(judged, Unknown)
    assert [one.outcome for one in judged] == [Outcome.FAIL]


def test_denied_listing_is_unknown() -> None:
    """Who may not list flows can't tell anything of them."""
    seen = account({LISTED: refused("AccessDeniedException")}).facts(FlowLint)
    assert not isinstance(seen, Unknown)
    assert [isinstance(one.fact, Unknown) for one in seen] == [True]


def _controls() -> list[Any]:
    from golive.controls import catalogue

    return list(catalogue().values())


OTHER_ACCOUNT = {
    "sts:GetCallerIdentity": {
        "Account": "999999999999",
        "Arn": "arn:aws:iam::999999999999:role/verify",
        "UserId": "u",
    }
}
NO_STACK = {
    f"cloudformation:DescribeStacks {environment().stack('Instance')}": refused(
        "ValidationError", "Stack with id x does not exist"
    )
}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({LISTED: refused("AccessDeniedException")}, LISTED),
        ({LISTED: refused("ResourceNotFoundException")}, "there is no instance"),
        (OTHER_ACCOUNT, "the credentials are of account 999999999999"),
        ({**NO_STACK, "connect:ListInstances": {"InstanceSummaryList": []}}, "no instance"),
    ],
)
def test_command_says_why_it_can_not_tell(
    monkeypatch: pytest.MonkeyPatch, changes: Answers, said: str
) -> None:
    """Without flows to judge there is a reason, never a pass."""

    def opened(found: Environment) -> Account:
        return side_of(answers(changes))

    monkeypatch.setattr(Account, "open", opened)
    lint, found = flows_of_environment(environment())
    assert (lint.findings, found.flows) == ((), {})
    [why] = found.unread
    assert said in why


def test_command_reads_what_verify_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The declared flows are judged as the controls judge them."""

    def opened(found: Environment) -> Account:
        return account({f"{FLOW} f1": described("f1", "Main", json.dumps(json.loads(MAIN)))})

    monkeypatch.setattr(Account, "open", opened)
    lint, found = flows_of_environment(environment())
    assert sorted(flow.name for flow in found.flows.values()) == ["Main", "Opening", "Payment"]
    assert (lint.findings, lint.unjudged) == ((), ())
