"""The resource that a request is authorized on, where the emulator names none or another one.

Source: Service Authorization Reference, the resource types of each action. A place that the
request doesn't fill is `*`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from sandbox.adapters import services
from sandbox.emulator import needs

ACTIONS = needs("core.iam_actions", "extract_resource_arn", "extract_iam_action")
HERE = "{region}:{account}"
RESOURCES = {
    "cloudwatch:DeleteAlarms": f"arn:aws:cloudwatch:{HERE}:alarm:{{AlarmNames[0]}}",
    "cloudwatch:DescribeAlarms": f"arn:aws:cloudwatch:{HERE}:alarm:*",
    "cloudwatch:GetAlarmMuteRule": (
        f"arn:aws:cloudwatch:{HERE}:alarm-mute-rule:{{AlarmMuteRuleName}}"
    ),
    "cloudwatch:GetDashboard": "arn:aws:cloudwatch::{account}:dashboard/{DashboardName}",
    "cloudwatch:ListAlarmMuteRules": f"arn:aws:cloudwatch:{HERE}:alarm-mute-rule:*",
    "connect:GetMetricDataV2": "{ResourceArn}/*",
    "connect:ListPhoneNumbersV2": f"arn:aws:connect:{HERE}:phone-number/*",
    "connect:SearchUsers": f"arn:aws:connect:{HERE}:instance/{{InstanceId}}",
    "dynamodb:GetResourcePolicy": "{ResourceArn}",
    "sns:GetSubscriptionAttributes": "{SubscriptionArn}",
}


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
    """The resource of an action of the table, else what was said before."""
    action = ACTIONS.extract_iam_action(service, method, path, headers, body, query)
    if template := RESOURCES.get(action or ""):
        asked = {**parameters(headers, body, query), "region": region, "account": account}
        return template.format_map(defaultdict(lambda: "*", asked))
    return services.resource_arn(service, method, path, headers, body, query, region, account)


def parameters(headers: Mapping[str, str], body: bytes, query: Mapping[str, Any]) -> dict[str, Any]:
    """What a request says, by the protocol that it speaks."""
    kind = headers.get("content-type", "")
    if "json" in kind:
        return dict(json.loads(body)) if body else {}
    asked: dict[str, Any] = {**query, **parse_qs(body.decode(errors="replace"))}
    return {name: value[0] if isinstance(value, list) else value for name, value in asked.items()}


ACTIONS.extract_resource_arn = resource_arn
