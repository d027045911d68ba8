"""The administrator at work: an environment, its instance, and clients of the sandbox."""

from __future__ import annotations

from typing import Any

import boto3

from golive.environment import Environment
from sandbox.control import Connection, SandboxError

AWS: Any = boto3
NAMES = ("Name", "Username", "PhoneNumber")
"""What a summary may call the name of what it lists."""


class Desk:
    """Calls the public API only, so that what it does would be done on AWS alike.

    `instance` is the ARN of the environment's instance; SandboxError when there is none.
    """

    def __init__(self, environment: Environment, connection: Connection) -> None:
        self.environment, self.connection = environment, connection
        self._clients: dict[str, Any] = {}
        self.instance = self._found(environment.instance.alias)

    def client(self, service: str) -> Any:
        """The one client of a service, with the sandbox's administrator's keys."""
        if service not in self._clients:
            self._clients[service] = AWS.client(
                service,
                endpoint_url=self.connection.url,
                region_name=self.connection.region,
                aws_access_key_id=self.connection.access_key,
                aws_secret_access_key=self.connection.secret_key,
                verify=str(self.connection.state / "ca.pem"),
            )
        return self._clients[service]

    def _found(self, alias: str) -> str:
        for each in self.client("connect").list_instances()["InstanceSummaryList"]:
            if each.get("InstanceAlias") == alias:
                return each["Arn"]
        raise SandboxError(f"there is no instance with the alias {alias}")

    @property
    def id(self) -> str:
        """What the API calls the instance."""
        return self.instance.rsplit("/", 1)[-1]

    def call(self, operation: str, **parameters: Any) -> Any:
        """An operation of Connect on the instance, by its name in boto3."""
        return getattr(self.client("connect"), operation)(InstanceId=self.id, **parameters)

    def listed(self, operation: str, **parameters: Any) -> list[Any]:
        """All pages of a list."""
        pages = self.client("connect").get_paginator(operation).paginate(**parameters)
        found: dict[str, list[Any]] = pages.build_full_result()
        return next(iter(found.values()))

    def ids(self, operation: str) -> dict[str, str]:
        """The ids of what the instance lists, by name."""
        rows = self.listed(operation, InstanceId=self.id)
        return {next(row[n] for n in NAMES if n in row): row["Id"] for row in rows}
