"""Policies as the JSON that IAM documents, each statement with its Sid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aws_cdk import aws_iam as iam

Statement = Mapping[str, Any]
Conditions = Mapping[str, Mapping[str, str | Sequence[str]]]


def document(*statements: Statement) -> iam.PolicyDocument:
    """A policy document of these statements, in this order."""
    return iam.PolicyDocument.from_json({"Version": "2012-10-17", "Statement": list(statements)})


def allow(
    sid: str,
    actions: Sequence[str],
    resources: Sequence[str],
    *,
    service: str | None = None,
    aws: str | None = None,
    conditions: Conditions | None = None,
) -> Statement:
    """Allow a service or an AWS principal; neither in the policy of a role."""
    principal = {"Service": service} if service else {"AWS": aws} if aws else None
    return _statement("Allow", sid, actions, resources, principal, conditions)


def deny(
    sid: str, actions: Sequence[str], resources: Sequence[str], *, conditions: Conditions
) -> Statement:
    """Deny everybody, under conditions: the statement of a resource's policy."""
    return _statement("Deny", sid, actions, resources, {"AWS": "*"}, conditions)


def _statement(
    effect: str,
    sid: str,
    actions: Sequence[str],
    resources: Sequence[str],
    principal: Mapping[str, str] | None,
    conditions: Conditions | None,
) -> Statement:
    named = {"Sid": sid, "Effect": effect, "Action": list(actions), "Resource": list(resources)}
    optional = {"Principal": principal, "Condition": conditions}
    return named | {key: value for key, value in optional.items() if value}
