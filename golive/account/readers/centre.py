"""What an instance holds, each list read once: users, profiles, flows, numbers, functions.

Connect takes few requests a second, which the agents' own tools share: lists and searches give
many at once (API Reference, throttling quotas), and nothing is described one by one.
"""

from __future__ import annotations

from typing import Any

from golive.account.readers.instance import id_of
from golive.account.reading import Reading

Row = dict[str, Any]
MOST = {"MaxResults": 500}
"""SearchUsers gives up to 500 a page, and 100 by itself."""


def users(read: Reading, instance_arn: str) -> list[Row]:
    """Every user, with the ids of its profiles; names and telephone are dropped."""
    answer = read.ask("connect:SearchUsers", InstanceId=id_of(instance_arn), **MOST)
    return answer.get("Users", [])


def routing_profiles(read: Reading, instance_arn: str) -> dict[str, str]:
    """Names by id."""
    answer = read.ask("connect:ListRoutingProfiles", InstanceId=id_of(instance_arn))
    return _names(answer.get("RoutingProfileSummaryList", []))


def security_profiles(read: Reading, instance_arn: str) -> dict[str, str]:
    """Names by id."""
    answer = read.ask("connect:ListSecurityProfiles", InstanceId=id_of(instance_arn))
    return _names(answer.get("SecurityProfileSummaryList", []))


def flows(read: Reading, instance_arn: str) -> dict[str, str]:
    """Names by id, of flows that are not archived."""
    answer = read.ask("connect:ListContactFlows", InstanceId=id_of(instance_arn))
    listed = answer.get("ContactFlowSummaryList", [])
    return _names([flow for flow in listed if flow.get("ContactFlowState") != "ARCHIVED"])


def queues(read: Reading, instance_arn: str) -> dict[str, str]:
    """Names by id; an agent's own queue has none."""
    answer = read.ask("connect:ListQueues", InstanceId=id_of(instance_arn), QueueTypes=["STANDARD"])
    return _names(answer.get("QueueSummaryList", []))


def functions(read: Reading, instance_arn: str) -> list[str]:
    """The ARNs of the functions that flows may call."""
    answer = read.ask("connect:ListLambdaFunctions", InstanceId=id_of(instance_arn))
    return answer.get("LambdaFunctions", [])


def numbers(read: Reading, instance_arn: str) -> list[Row]:
    """The numbers claimed for the instance."""
    answer = read.ask("connect:ListPhoneNumbersV2", TargetArn=instance_arn)
    return answer.get("ListPhoneNumbersSummaryList", [])


def _names(rows: list[Row]) -> dict[str, str]:
    return {row["Id"]: row["Name"] for row in rows}
