"""One run of the readiness function, as its schedule makes it every quarter hour."""

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
LOGICAL = "Readiness"


class RunFailed(Exception):
    """The function raised; the message is its own."""


def run_once(
    target: Environment, connection: control.Connection, rates: Mapping[str, float]
) -> dict[str, Any]:
    """Invoke the deployed function and wait; gives what it told. `rates` are as verify's.

    Its schedule runs in the sandbox too, but first after a quarter of an hour.
    """
    called = _client(connection, "lambda").invoke(
        FunctionName=function(target, connection),
        Payload=json.dumps({"rates": dict(rates)}).encode(),
    )
    answer = json.loads(called["Payload"].read())
    if called.get("FunctionError"):
        raise RunFailed(answer.get("errorMessage", str(answer)))
    return answer


def function(target: Environment, connection: control.Connection) -> str:
    """The function's name in the account."""
    described = _client(connection, "cloudformation").describe_stack_resources(
        StackName=target.stack("Operations")
    )
    return next(
        resource["PhysicalResourceId"]
        for resource in described["StackResources"]
        if resource["ResourceType"] == FUNCTION
        and resource["LogicalResourceId"].startswith(LOGICAL)
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
