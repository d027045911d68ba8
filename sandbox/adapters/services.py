"""Putting a simulated service, or an operation that one lacks, in the emulator's way.

IAM is enforced on it: the action's name comes from the same model that routes it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.emulator import needs
from sandbox.simulated.service import Operation, Parameters, Service

APP = needs("app", "SERVICE_HANDLERS")
ACTIONS = needs(
    "core.iam_actions",
    "SERVICE_TO_IAM_NAMESPACE",
    "_BOTOCORE_SERVICE_MAP",
    "extract_resource_arn",
)
ROUTER = needs("core.router", "_is_aws_service_name")
Arn = Callable[[str, Parameters], str]
_arns: dict[str, tuple[Service, Arn]] = {}


def simulate(
    name: str,
    scope: str,
    operations: Mapping[str, Operation],
    arn: Arn = lambda _operation, _given: "*",
) -> Service:
    """A service that the emulator lacks: its name in botocore, and in credentials and IAM.

    `arn` gives the last part of the ARN that a request is authorized on, by its operation and what
    it says.
    """
    made = Service(name, operations)
    APP.SERVICE_HANDLERS[scope] = made
    ACTIONS.SERVICE_TO_IAM_NAMESPACE[scope] = scope
    ACTIONS._BOTOCORE_SERVICE_MAP[scope] = [name]
    _arns[scope] = made, arn
    return made


def extend(
    name: str,
    handler: str,
    operations: Mapping[str, Operation],
    guards: Mapping[str, Callable[[Parameters], None]] | None = None,
) -> None:
    """Operations that a service of the emulator lacks, and what it should refuse."""
    beneath = APP.SERVICE_HANDLERS[handler]
    APP.SERVICE_HANDLERS[handler] = Service(name, operations, guards=guards, beneath=beneath)


_resource_arn = ACTIONS.extract_resource_arn


def resource_arn(
    service: str,
    method: str,
    path: str,
    headers: dict[str, str],
    body: bytes,
    query: dict[str, Any],
    region: str,
    account: str,
) -> str:
    """The resource of a simulated service's request, else what the emulator says."""
    if service not in _arns:
        return _resource_arn(service, method, path, headers, body, query, region, account)
    made, arn = _arns[service]
    operation, placed = made.asked(method, path, headers, body, query)
    resource = arn(operation, {**_said(body), **query, **placed}) if operation else "*"
    return f"arn:aws:{service}:{region}:{account}:{resource}"


def _said(body: bytes) -> Parameters:
    """A request's body, where it is JSON."""
    try:
        said: object = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}  # pyright: ignore[reportUnknownVariableType]


_known: Callable[[str], bool] = ROUTER._is_aws_service_name


def is_service(scope: str) -> bool:
    """Whether a credential is for a service: to know, the emulator loads every model that
    botocore has, which takes seconds, and is not asked about those that are added here."""
    return scope in _arns or _known(scope)


ACTIONS.extract_resource_arn = resource_arn
ROUTER._is_aws_service_name = is_service
