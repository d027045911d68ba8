"""Log groups, and the functions that write to them."""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts.audit import Function, LogGroup
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


def _log_group(resource: Resource) -> Field:
    """Lambda Developer Guide, log groups: `/aws/lambda/<function name>` unless another is set."""
    path = "LoggingConfig.LogGroup"
    if resource.given(path) is not None:
        return resource.where(path, GROUP)
    name = text(["/aws/lambda/", resource.name("FunctionName").value])
    return Field(path, resource.meant(name, GROUP))
