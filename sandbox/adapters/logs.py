"""CloudWatch Logs: a group's generated name, and its key by API."""

from __future__ import annotations

from typing import Any

from sandbox.adapters.provisioner import CLOUDFORMATION, Made, Properties, failing
from sandbox.adapters.services import extend
from sandbox.emulator import needs
from sandbox.inprocess import account, region
from sandbox.judge import Writer, judge
from sandbox.simulated.service import Parameters, Refused

LOGS = needs("services.cloudwatch_logs", "_log_groups")


def associate_key(given: Parameters) -> Parameters:
    """AssociateKmsKey"""
    _group(given)["kmsKeyId"] = given["kmsKeyId"]
    return {}


def disassociate_key(given: Parameters) -> Parameters:
    """DisassociateKmsKey"""
    _group(given)["kmsKeyId"] = None
    return {}


def _group(given: Parameters) -> dict[str, Any]:
    name = given.get("logGroupName") or given.get("resourceIdentifier", "").split("log-group:")[-1]
    if (found := LOGS._log_groups.get(name.removesuffix(":*"))) is not None:
        return found
    raise Refused("ResourceNotFoundException", f"The log group {name} does not exist")


def may_seal(name: str, properties: Properties) -> None:
    """As on AWS, a key that CloudWatch Logs may not use for this group is refused."""
    if key := properties.get("KmsKeyId"):
        arn = f"arn:aws:logs:{region()}:{account()}:log-group:{name}"
        who = Writer(f"logs.{region()}.amazonaws.com")
        for action in ("kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"):
            judge(who, action, key, {"kms:EncryptionContext:aws:logs:arn": arn})


def named(logical: str, properties: Properties, stack: str) -> Made:
    """As on AWS: an unnamed group is called after its stack, a name that is taken is refused."""
    name = properties.get("LogGroupName")
    own = free(name) if name else CLOUDFORMATION._physical_name(stack, logical, max_len=255)
    failing(may_seal, own, properties)
    return _create(logical, {**properties, "LogGroupName": own}, stack)


def renamed(physical: str, old: Properties, new: Properties, *more: str) -> Made:
    """An unnamed group keeps its generated name; another name is another group."""
    own, name = {"LogGroupName": physical}, new.get("LogGroupName", physical)
    failing(may_seal, name if name == physical else free(name), new)
    return _update(physical, {**own, **old}, {**own, **new}, *more)


def free(name: str) -> str:
    """The name, unless there is such a group already."""
    if name in LOGS._log_groups:
        raise ValueError(f"{name} already exists in stack or account")
    return name


GROUP = CLOUDFORMATION._RESOURCE_HANDLERS["AWS::Logs::LogGroup"]
_create, _update = GROUP["create"], GROUP["update"]
GROUP.update(create=named, update=renamed)
extend(
    "logs",
    "logs",
    {"AssociateKmsKey": associate_key, "DisassociateKmsKey": disassociate_key},
)
