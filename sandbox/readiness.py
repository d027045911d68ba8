"""One run of a function that a schedule calls: readiness, the rollback criterion, the board."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import boto3
from botocore.config import Config

from golive.environment import Environment
from golive.readiness import TIMEOUT_SECONDS
from sandbox import control

FUNCTION = "AWS::Lambda::Function"
READINESS, ROLLBACK, BOARD = "Readiness", "Rollback", "BoardWidget"
"""How their logical ids begin."""


class RunFailed(Exception):
    """The function raised; the message is its own."""


def run_once(
    target: Environment, connection: control.Connection, rates: Mapping[str, float]
) -> dict[str, Any]:
    """Verify in the account; gives what it told. `rates` are as verify's.

    Its schedule runs in the sandbox too, but first after a quarter of an hour.
    """
    return _invoke(function(target, connection), connection, {"rates": dict(rates)})


def evaluate(target: Environment, connection: control.Connection) -> dict[str, Any]:
    """Evaluate the rollback criterion, as its schedule does every five minutes."""
    return _invoke(function(target, connection, ROLLBACK), connection, {})


def draw(target: Environment, connection: control.Connection, **event: Any) -> str:
    """Draw the dashboard's board, as its schedule does; gives its HTML."""
    return str(_invoke(function(target, connection, BOARD), connection, event))


def _invoke(name: str, connection: control.Connection, event: Mapping[str, Any]) -> Any:
    """Invoke and wait; RunFailed with the function's own words."""
    payload = json.dumps(event).encode()
    called = _client(connection, "lambda").invoke(FunctionName=name, Payload=payload)
    answer = json.loads(called["Payload"].read())
    if called.get("FunctionError"):
        raise RunFailed(answer.get("errorMessage", str(answer)))
    return answer


def function(target: Environment, connection: control.Connection, begins: str = READINESS) -> str:
    """The function's name in the account."""
    described = _client(connection, "cloudformation").describe_stack_resources(
        StackName=target.stack("Operations")
    )
    return next(
        resource["PhysicalResourceId"]
        for resource in described["StackResources"]
        if resource["ResourceType"] == FUNCTION and resource["LogicalResourceId"].startswith(begins)
    )


def _client(connection: control.Connection, service: str) -> Any:
    make: Any = boto3.client  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
    return make(
        service,
        endpoint_url=connection.url,
        region_name=connection.region,
        aws_access_key_id=connection.access_key,
        aws_secret_access_key=connection.secret_key,
        verify=str(connection.state / "ca.pem"),
        config=Config(read_timeout=TIMEOUT_SECONDS, retries={"total_max_attempts": 1}),
    )
