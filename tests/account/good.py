"""A deployed environment in which every control holds, as the answers of AWS."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from golive.account import Account
from golive.declared.proofs import Links
from golive.environment import Environment
from golive.environments import load
from golive.project import COMMIT_TAG
from tests.account.alarm_table import table_alarms
from tests.account.backtested import backtested
from tests.account.canned import Answer, Answers, Canned, refused
from tests.account.contact_flows import contact_flows
from tests.account.digests import PUBLIC_KEY, digest_objects
from tests.account.drilled import drilled
from tests.account.metric_filters import metric_filters
from tests.account.mute_rules import mute_rules

FOLDER = Path(__file__).parent / "answers"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR_AGO = NOW - timedelta(minutes=50)
ACCOUNT, REGION = "111122223333", "us-east-1"
INSTANCE = f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/0d0d0d0d-1111-4222-8333-444455556666"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/11111111-2222-4333-8444-555566667777"
AUDIT, TRAIL = "golive-audit", "golive-sandbox-trail"
AS_TEXT = ("AssumeRolePolicyDocument", "DashboardBody", "Document", "Policy", "PolicyDocument")
"""Members that a service keeps as text; the files show what the text says."""


@cache
def environment() -> Environment:
    """The sandbox's, with the links that it leaves out, and says that it has no use for."""
    links = Links(**{name: f"https://{name}.example.com/" for name in Links.model_fields})
    return load("sandbox").model_copy(update={"links": links, "not_applicable": []})


def stack(stem: str) -> str:
    return environment().stack(stem)


@cache
def rows() -> dict[str, list[tuple[str, str, str]]]:
    """Stem to logical id, type and physical id of each resource."""
    return yaml.safe_load((FOLDER / "stacks.yaml").read_text())


@cache
def _read() -> dict[str, Answer]:
    """Every file but that of the stacks; what two say of one call is one answer."""
    found: dict[str, Answer] = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        if file.stem != "stacks":
            for key, answer in yaml.safe_load(file.read_text()).items():
                code = answer.get("error")
                made: Any = refused(code) if code else _as_kept(answer)
                found[key] = _together(found[key], made) if key in found else made
    return found


def _together(one: Any, more: Any) -> dict[str, Any]:
    """Two answers that differ in members, or in items of the same list."""
    return {**one, **{name: one.get(name, []) + value for name, value in more.items()}}


def _as_kept(value: Any, name: str = "") -> Any:
    if name in AS_TEXT:
        return json.dumps(value)
    if isinstance(value, dict):
        return {key: _as_kept(inner, key) for key, inner in value.items()}  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    return [_as_kept(inner) for inner in value] if isinstance(value, list) else value  # pyright: ignore[reportUnknownVariableType]


def _stacks() -> dict[str, Answer]:
    made: dict[str, Answer] = {}
    for stem, resources in rows().items():
        name = stack(stem)
        about = {
            "StackName": name,
            "CreationTime": NOW,
            "StackStatus": "CREATE_COMPLETE",
            "Tags": [{"Key": COMMIT_TAG, "Value": "0123456789" * 4}],
        }
        summaries = [_summary(*row) for row in resources]
        made[f"cloudformation:DescribeStacks {name}"] = {"Stacks": [about]}
        made[f"cloudformation:ListStackResources {name}"] = {"StackResourceSummaries": summaries}
        made[f"cloudformation:GetTemplate {name}"] = {"TemplateBody": json.dumps(template(stem))}
    return made


def _summary(logical: str, type_: str, physical: str) -> dict[str, Any]:
    return {
        "LogicalResourceId": logical,
        "PhysicalResourceId": physical,
        "ResourceType": type_,
        "ResourceStatus": "CREATE_COMPLETE",
        "LastUpdatedTimestamp": NOW,
    }


UNSAID = {"Fn::ImportValue": "of another environment"}
KNOWN: dict[str, dict[str, Any]] = {
    "PairA": {
        "ParameterName": "/golive/sandbox/input/a",
        "ParameterType": "SecureString",
        "KeyArn": UNSAID,
        "ServiceToken": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:golive-function",
    },
    "FunctionLog": {
        "LogGroupName": "golive-sandbox-function-log",
        "RetentionInDays": 30,
        "KmsKeyId": UNSAID,
    },
}
POLICIES = {
    "AWS::S3::Bucket": ("AWS::S3::BucketPolicy", "Bucket"),
    "AWS::SNS::Topic": ("AWS::SNS::TopicPolicy", "Topics"),
}


def template(stem: str) -> dict[str, Any]:
    """The deployed template of a stack: types, construct paths, and a few properties."""
    resources = {
        logical: {
            "Type": type_,
            "Properties": KNOWN.get(logical, UNSAID),
            "Metadata": {"aws:cdk:path": f"{stem}/{logical}/Resource"},
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
        }
        for logical, type_, _ in rows()[stem]
    }
    return {"Resources": resources | _beside(stem)}


def _beside(stem: str) -> dict[str, Any]:
    """A policy of which nothing is known, for each bucket and topic; and such an origin."""
    origin = {"Type": "AWS::Connect::ApprovedOrigin", "Properties": UNSAID}
    made: dict[str, Any] = {"Origin": origin} if stem == "Associations" else {}
    for logical, type_, _ in rows()[stem]:
        if type_ in POLICIES:
            kind, of = POLICIES[type_]
            target = {"Ref": logical}
            held = {of: [target] if of == "Topics" else target, "PolicyDocument": UNSAID}
            made[f"{logical}Policy"] = {"Type": kind, "Properties": held}
    return made


def answers(changes: Answers | None = None) -> dict[str, Answer]:
    """Every answer of the good account, some of them changed."""
    caller = {"Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:role/verify", "UserId": "x"}
    made: dict[str, Answer] = {
        "sts:GetCallerIdentity": caller,
        "cloudtrail:ListPublicKeys": {"PublicKeyList": [PUBLIC_KEY]},
        "logs:DescribeMetricFilters": {"metricFilters": metric_filters()},
    }
    made |= mute_rules(environment())
    made |= _stacks() | _read() | digest_objects(AUDIT, TRAIL, HOUR_AGO) | contact_flows()
    alarms = _with_table(made["cloudwatch:DescribeAlarms"])
    made |= {"cloudwatch:DescribeAlarms": alarms} | drilled(alarms, NOW - timedelta(days=3))
    made |= backtested(alarms, NOW - timedelta(days=2))
    return made | dict(changes or {})


def _with_table(alarms: Any) -> dict[str, Any]:
    """The alarms of the alarm table beside those of the file."""
    table = table_alarms(environment(), INSTANCE.rpartition("/")[2])
    put = {"AlarmConfigurationUpdatedTimestamp": NOW - timedelta(days=5)}
    named = {each["AlarmName"]: each | put for each in (*alarms["MetricAlarms"], *table)}
    return {**alarms, "MetricAlarms": list(named.values())}


def changed(key: str, path: str, value: Any) -> dict[str, Answer]:
    """One answer with one member set; `path` is dotted, a number is a place in a list."""
    whole: Any = deepcopy(answers()[key])
    *steps, last = path.split(".")
    inner = whole
    for step in steps:
        inner = inner[int(step)] if step.isdecimal() else inner[step]
    inner[int(last) if last.isdecimal() else last] = value
    return {key: whole}


def account(changes: Answers | None = None) -> Account:
    """The good account as a side, some of its answers changed."""
    return side_of(answers(changes))


def side_of(table: Answers) -> Account:
    """An account that gives these answers and no others."""
    made = Account(Canned(table), environment(), NOW)
    made.find()
    return made
