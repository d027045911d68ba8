"""The saved queries: of the documented language, within its limits, and with the right answers.

They have not run on AWS, nor does the sandbox run them: what they mean is shown by a small
interpreter of the tests, over events as the documents describe them.
"""

from __future__ import annotations

import json
import re
from itertools import count
from typing import Any

import pytest

from golive.alarms.queries import MOST_GROUPS, Query, every, queries
from golive.declared.centre import Integration
from golive.environments import load, names
from tests.alarms.insights import Event, run, stages

COMMANDS = {"fields", "display", "filter", "stats", "sort", "limit", "parse", "dedup"}
"""Of the commands (CloudWatch Logs User Guide, Logs Insights QL query syntax), those for any."""
FUNCTIONS = {"bin", "coalesce", "count", "count_distinct", "ispresent", "latest", "max"}
"""Of the functions (same guide, Supported operations and functions; stats)."""
FIELDS = {
    "ContactId",
    "ContactFlowId",
    "ContactFlowName",
    "ContactFlowModuleType",
    "Identifier",
    "Timestamp",
    "Results",
    "Parameters.FunctionArn",
}
"""Of a flow log's event (Connect Administrator Guide, Data in flow logs)."""
FOUND = {"@timestamp", "@message", "@log"}
"""Discovered in every log (CloudWatch Logs User Guide, Supported logs and discovered fields)."""
WORDS = {"and", "or", "not", "in", "like", "by", "as", "asc", "desc"}
PERSONAL = ("ExternalResults", "StoredCustomerInput", "CustomerEndpoint")
FLOW, FUNCTION = "111122223333:/aws/connect/example", "111122223333:/aws/lambda/order-status"
CARD = "4111111111111111"
each = pytest.mark.parametrize("query", every(), ids=lambda query: query.id)
clock = count(1_800_000_000, 10)


def of(id_: str) -> str:
    """The text of one query."""
    return next(query.text for query in every() if query.id == id_)


def block(
    contact: str, kind: str, flow: str = "Main", result: str = "", **parameters: str
) -> Event:
    """An event of the flow log, the newest yet, with the card number where it should not show."""
    said: dict[str, Any] = {
        "ContactId": contact,
        "ContactFlowName": flow,
        "ContactFlowModuleType": kind,
        "Identifier": f"{flow}-{kind}",
        "Parameters": {"Value": CARD, **parameters},
        "ExternalResults": {"card": CARD},
    }
    said |= {"Results": result} if result else {}
    inner = {f"Parameters.{name}": value for name, value in said["Parameters"].items()}
    about = {"@timestamp": next(clock), "@message": json.dumps(said), "@log": FLOW}
    return said | inner | about


def line(text: str) -> Event:
    """A line of a function's log."""
    return {"@timestamp": next(clock), "@message": text, "@log": FUNCTION}


@each
def test_a_query_is_of_the_documented_language(query: Query) -> None:
    """Its commands, functions and fields are documented, and its last command limits it."""
    parts = stages(query.text)
    assert {command for command, _ in parts} <= COMMANDS
    assert parts[-1][0] == "limit"
    assert sum(command == "stats" for command, _ in parts) <= 2
    plain = re.sub(r'"[^"]*"|/(?:\\.|[^/\\\n])+/', "", query.text)
    assert set(re.findall(r"(\w+)\(", plain)) <= FUNCTIONS
    given = set(re.findall(r" as (\w+)", plain))
    words = set(re.findall(r"@?[A-Za-z][\w.]*", plain)) - {"5m", "m"}
    assert words <= FIELDS | FOUND | given | COMMANDS | FUNCTIONS | WORDS


@each
def test_a_query_stays_within_its_limits(query: Query) -> None:
    """Text, name, parameters and their names, as CloudFormation's schema has them."""
    assert 1 <= len(query.text) <= 10_000
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.id)
    assert len(query.parameters) <= 20
    assert set(re.findall(r"\{\{(\w+)\}\}", query.text)) == set(query.parameters)
    assert all(len(text) <= 512 for text in query.parameters.values())
    assert query.answers.rstrip().endswith(("?", "."))


@each
def test_a_query_asks_for_nothing_personal(query: Query) -> None:
    """What functions gave, or callers keyed in, is named by none."""
    assert not any(word in query.text for word in PERSONAL)


@pytest.mark.parametrize("name", names())
def test_each_has_a_log_to_read(name: str) -> None:
    """Those of the environment: the flow log, and the functions behind integrations."""
    environment = load(name)
    for query in queries(environment):
        groups = query.log_groups(environment)
        assert 1 <= len(groups) <= MOST_GROUPS
        assert all(re.fullmatch(r"[.\-_/#A-Za-z0-9]+", group) for group in groups)
    none = environment.model_copy(update={"integrations": []})
    assert {q.id for q in every()} - {q.id for q in queries(none)} == {"functions-erring"}


def test_a_query_reads_no_more_logs_than_it_may() -> None:
    """The flow log is among them, however many integrations there are; an ARN gives a name."""
    arn = "arn:aws:lambda:us-east-1:111122223333:function:crm:live"
    many = [
        Integration(name=f"n{n}", kind="api", function=f"f{n}", error_rate=0) for n in range(60)
    ]
    many[0] = many[0].model_copy(update={"function": arn})
    environment = load("dev").model_copy(update={"integrations": many})
    groups = every()[0].log_groups(environment)
    assert len(groups) == MOST_GROUPS
    assert groups[:2] == [environment.flow_log_group, "/aws/lambda/crm"]


def test_one_contact_is_followed_through_flows_and_functions() -> None:
    """Its blocks and its functions' lines in order, and nobody else's."""
    events = [
        block("c-1", "SetLoggingBehavior"),
        block("c-2", "PlayPrompt"),
        line('{"contact": "c-1", "took": 3}'),
        line("START RequestId: 1"),
        block("c-1", "InvokeExternalResource", result="Success"),
    ]
    rows = run(of("contact").replace("{{contact}}", "c-1"), reversed(events))
    assert [row["step"] for row in rows] == [
        "SetLoggingBehavior",
        '{"contact": "c-1", "took": 3}',
        "InvokeExternalResource",
    ]
    assert CARD not in str(rows)


def test_flow_errors_are_counted_by_flow_and_block() -> None:
    """Error branches only, the most frequent first, with the contacts that they met."""
    wrong = "The Lambda Function Returned An Error."
    events = [
        *(block(f"c-{n % 2}", "InvokeExternalResource", result=wrong) for n in range(3)),
        block("c-9", "SetQueue", flow="After hours", result="Error"),
        block("c-9", "PlayPrompt", result="Success"),
        block("c-9", "PlayPrompt"),
        line("[ERROR] not a flow's"),
    ]
    rows = run(of("flow-errors"), events)
    told = [(r["ContactFlowName"], r["Results"], r["errors"], r["contacts"]) for r in rows]
    assert told == [("Main", wrong, 3, 2), ("After hours", "Error", 1, 1)]
    assert CARD not in str(rows)


def test_functions_that_fail_are_named() -> None:
    """As flows saw it, by function; a denied call is a failure, another block's error is none."""
    denied = "Status Code: 403; Error Code: AccessDeniedException"
    events = [
        block("c-1", "InvokeExternalResource", result=denied, FunctionArn="f-1"),
        block("c-2", "InvokeExternalResource", result="Success", FunctionArn="f-2"),
        block("c-3", "SetQueue", result="Error"),
    ]
    rows = run(of("functions-failing"), events)
    assert [(r["Parameters.FunctionArn"], r["failures"]) for r in rows] == [("f-1", 1)]
    assert CARD not in str(rows)


def test_functions_tell_of_their_own_errors() -> None:
    """Of Python and of Lambda itself, by log; what went well isn't counted."""
    events = [
        line("[ERROR] KeyError: 'order'"),
        line('{"level": "ERROR", "message": "no"}'),
        line("2027-01-18T05:00:00Z 1 Task timed out after 3.00 seconds"),
        line("INFO no error"),
    ]
    rows = run(of("functions-erring"), events)
    assert sum(row["errors"] for row in rows) == 3
    assert {row["@log"] for row in rows} == {FUNCTION}


def test_where_callers_dropped_is_their_last_block() -> None:
    """Who hung up in the menu is counted there; who was queued or hung up on by the flow isn't."""
    events = [
        *(block(f"menu-{n}", "PlayPrompt") for n in range(2)),
        *(block(f"menu-{n}", "GetUserInput") for n in range(2)),
        block("queued", "GetUserInput"),
        block("queued", "Transfer"),
        block("ended", "Disconnect"),
        block("paying", "StoreUserInput", flow="Payment"),
    ]
    rows = run(of("dropped"), events)
    told = [(row["flow"], row["block"], row["contacts"]) for row in rows]
    assert told == [("Main", "GetUserInput", 2), ("Payment", "StoreUserInput", 1)]


def test_secure_input_is_counted_without_content() -> None:
    """Failed entries by flow and block; neither the result nor what was keyed in is shown."""
    failed = f"InputTimeLimitExceeded {CARD}"
    events = [
        block("c-1", "StoreUserInput", flow="Payment", result=failed),
        block("c-2", "StoreUserInput", flow="Payment", result="Success"),
        block("c-3", "GetUserInput", result="Error"),
    ]
    rows = run(of("secure-input"), events)
    assert [(r["ContactFlowName"], r["errors"], r["contacts"]) for r in rows] == [("Payment", 1, 1)]
    assert CARD not in str(rows)
