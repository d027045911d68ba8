"""What rows are `per`: the things that an environment declares, by what their metrics call them."""

from __future__ import annotations

from typing import Any

import pytest

from golive.account.readers.alarm_table import built
from golive.alarms.subjects import declared, named, slug
from golive.declared.centre import Bot, Integration
from golive.environments import load

ARN = "arn:aws:lambda:us-east-1:111122223333:function:order-status"


def integration(function: str, **more: Any) -> Integration:
    """One called `order status`."""
    return Integration(name="order status", kind="api", function=function, error_rate=0.02, **more)


@pytest.mark.parametrize("function", ["order-status", ARN, f"{ARN}:live"])
def test_a_function_is_watched_by_its_name(function: str) -> None:
    """However it is declared: no metric has an ARN for its function's name."""
    environment = load("dev").model_copy(update={"integrations": [integration(function)]})
    found = declared(environment)["integration"]["order-status"]
    assert found.places == {"function": "order-status"}


def test_an_integration_promises_a_rate_and_a_time() -> None:
    """The time in milliseconds, as Lambda counts it; three seconds where nothing is said."""
    for more, timeout in (({}, 3000), ({"timeout_seconds": 8}, 8000)):
        environment = load("dev").model_copy(update={"integrations": [integration("f", **more)]})
        promised = declared(environment)["integration"]["order-status"].measures
        assert promised == {"error_rate": 0.02, "timeout": timeout}


def test_a_bot_is_watched_by_its_ids() -> None:
    """Lex publishes a bot and its alias by id, never by name."""
    bot = Bot(name="Main menu!", bot_id="ABCDEFGHIJ", alias_id="TSTALIASID")
    environment = load("dev").model_copy(update={"bots": [bot]})
    found = declared(environment)["bot"]
    assert {name: dict(subject.places) for name, subject in found.items()} == {
        "main-menu": {"bot": "ABCDEFGHIJ", "bot_alias": "TSTALIASID"}
    }
    [slow] = [watch for watch in built(environment) if watch.id == "bots-slow.main-menu"]
    assert "BotAliasId = 'TSTALIASID' AND BotId = 'ABCDEFGHIJ' GROUP BY LocaleId" in slow.query


def test_a_table_has_the_operation_that_matters() -> None:
    """Its own errors are published by operation."""
    tables = named(load("dev"))["table"]
    assert {name: subject.places["operation"] for name, subject in tables.items()} == {
        "contact-evidence": "PutItem",
        "dynamic-messages": "GetItem",
        "register": "Query",
    }


def test_the_signing_key_is_watched_where_a_flow_encrypts() -> None:
    """An environment without secure input has no key that could lie idle."""
    environment = load("dev")
    plain = [flow.model_copy(update={"secure_input": False}) for flow in environment.flows]
    for flows, wanted in ((environment.flows, True), (plain, False)):
        found = built(environment.model_copy(update={"flows": flows}))
        assert ("input-key-unused" in {watch.id for watch in found}) == wanted


def test_a_name_becomes_a_part_of_an_alarm_s_name() -> None:
    """Lower-case letters, digits and hyphens."""
    assert slug("CRM: screen pop (v2)") == "crm-screen-pop-v2"
