"""Log groups, and the functions that write to them."""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts.audit import Function, LogGroup, MetricFilter
from golive.facts.words import AWS_OWNED
from golive.template.keys import key
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource
from golive.template.values import text

GROUP = "AWS::Logs::LogGroup"


@reads(LogGroup, GROUP)
def log_group(resource: Resource) -> Mapping[str, Field]:
    return {
        "name": resource.name("LogGroupName"),
        "key": key(resource, "KmsKeyId", AWS_OWNED),
        "retention_days": resource.number("RetentionInDays"),
    }


@reads(MetricFilter, "AWS::Logs::MetricFilter")
def metric_filter(resource: Resource) -> Mapping[str, Field]:
    """A filter has one transformation (CloudWatch Logs API Reference, PutMetricFilter)."""
    counted = "MetricTransformations.0"
    default = f"{counted}.DefaultValue"
    return {
        "log_group": resource.where("LogGroupName", GROUP),
        "pattern": resource.field("FilterPattern", lambda pattern: pattern),
        "namespace": resource.word(f"{counted}.MetricNamespace"),
        "metric": resource.word(f"{counted}.MetricName"),
        "value": resource.word(f"{counted}.MetricValue"),
        "default": Field(default, None)
        if resource.given(default) is None
        else resource.number(default),
        "narrowed": _stated(resource, "FieldSelectionCriteria"),
    }


@reads(Function, "AWS::Lambda::Function")
def function(resource: Resource) -> Mapping[str, Field]:
    """The runtime of a container image is in the image."""
    package = resource.word("PackageType")
    return {
        "name": resource.name("FunctionName"),
        "log_group": _log_group(resource),
        "role": resource.where("Role", "AWS::IAM::Role"),
        "runtime": package if package.value != "Zip" else resource.word("Runtime"),
        "timeout_seconds": resource.number("Timeout"),
    }


def _stated(resource: Resource, path: str) -> Field:
    """A word, empty where the template says none."""
    return Field(path, "") if resource.given(path) is None else resource.word(path)


def _log_group(resource: Resource) -> Field:
    """Lambda Developer Guide, log groups: `/aws/lambda/<function name>` unless another is set."""
    path = "LoggingConfig.LogGroup"
    if resource.given(path) is not None:
        return resource.where(path, GROUP)
    name = text(["/aws/lambda/", resource.name("FunctionName").value])
    return Field(path, resource.meant(name, GROUP))
