"""From an API call that was made to the AWS console page that shows the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

DOMAINS = {"cn-": "console.amazonaws.cn", "us-gov-": "console.amazonaws-us-gov.com"}


def _once(name: str) -> str:
    return quote(name, safe="")


def _twice(name: str) -> str:
    return _once(_once(name))


def _dollar(name: str) -> str:
    """CloudWatch decodes the fragment once more, with `$` for the outer `%`."""
    return _twice(name).replace("%", "$")


# Service, parameter that names the subject, how it is quoted, the page's path and fragment.
PAGES: tuple[tuple[str, str, Callable[[str], str], str], ...] = (
    ("cloudformation", "StackName", _once, "cloudformation/home#/stacks?filteringText={}"),
    ("cloudtrail", "Name", _once, "cloudtrailv2/home#/trails"),
    ("cloudtrail", "TrailName", _once, "cloudtrailv2/home#/trails"),
    ("cloudwatch", "DashboardName", _once, "cloudwatch/home#dashboards/dashboard/{}"),
    ("cloudwatch", "AlarmNames", _once, "cloudwatch/home#alarmsV2:alarm/{}"),
    ("connect", "InstanceId", _once, "connect/v2/app/instances"),
    ("dynamodb", "TableName", _once, "dynamodbv2/home#table?name={}"),
    ("firehose", "DeliveryStreamName", _once, "firehose/home#/details/{}"),
    ("kinesis", "StreamName", _once, "kinesis/home#/streams/details/{}"),
    ("kms", "KeyId", _once, "kms/home#/kms/keys/{}"),
    ("lambda", "FunctionName", _once, "lambda/home#/functions/{}"),
    ("logs", "logGroupName", _dollar, "cloudwatch/home#logsV2:log-groups/log-group/{}"),
    ("logs", "queryDefinitionNamePrefix", _once, "cloudwatch/home#logsV2:logs-insights"),
    ("s3", "Bucket", _once, "s3/buckets/{}"),
    ("sns", "TopicArn", _once, "sns/v3/home#/topic/{}"),
    ("ssm", "Name", _twice, "systems-manager/parameters/{}/description"),
)


def console_link(operation: str, parameters: Mapping[str, Any], region: str) -> str:
    """The page's address; empty when none is known for the call."""
    service = operation.partition(":")[0]
    for name, parameter, quoted, page in PAGES:
        if name == service and (value := _name(parameters.get(parameter))):
            path, _, fragment = page.format(quoted(value)).partition("#")
            anchor = f"#{fragment}" if fragment else ""
            return f"https://{region}.{_domain(region)}/{path}?region={region}{anchor}"
    return ""


def _name(value: object) -> str:
    """A name, of a list its first, of a key's ARN its id."""
    first: object = value[0] if isinstance(value, list) and value else value  # pyright: ignore[reportUnknownVariableType]
    return first.rpartition(":key/")[2] if isinstance(first, str) else ""


def _domain(region: str) -> str:
    known = (domain for prefix, domain in DOMAINS.items() if region.startswith(prefix))
    return next(known, "console.aws.amazon.com")
