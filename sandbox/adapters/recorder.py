"""AWS Config: recorder, delivery channel, rules, and the two deletions that the emulator lacks."""

from __future__ import annotations

import json
from typing import Any

from sandbox.adapters.provisioner import Made, Properties, add, some, true
from sandbox.adapters.services import extend
from sandbox.emulator import needs
from sandbox.inprocess import client
from sandbox.simulated.service import Parameters, Refused

CONFIG = needs("services.config", "_recorders", "_delivery_channels")


def recorder(name: str, properties: Properties) -> Made:
    """It starts once there is a channel, as CloudFormation does it."""
    named = properties.get("Name", "default")
    wanted = {"name": named, "roleARN": properties["RoleARN"]}
    if group := properties.get("RecordingGroup"):
        wanted["recordingGroup"] = lowered(group)
    client("config").put_configuration_recorder(ConfigurationRecorder=wanted)
    if client("config").describe_delivery_channels()["DeliveryChannels"]:
        client("config").start_configuration_recorder(ConfigurationRecorderName=named)
    return named, {}


def channel(name: str, properties: Properties) -> Made:
    """Recorders that were waiting for it start."""
    named = properties.get("Name", "default")
    said = some(properties, "S3BucketName", "S3KeyPrefix", "S3KmsKeyArn", "SnsTopicARN")
    wanted = lowered(said) | {"name": named}
    api = client("config")
    api.put_delivery_channel(DeliveryChannel=wanted)
    for waiting in api.describe_configuration_recorders()["ConfigurationRecorders"]:
        api.start_configuration_recorder(ConfigurationRecorderName=waiting["name"])
    return named, {}


def rule(name: str, properties: Properties) -> Made:
    """Any rule: it is never evaluated."""
    named = properties.get("ConfigRuleName", name)
    wanted = some(properties, "Description", "Scope", "MaximumExecutionFrequency", "Source")
    if said := properties.get("InputParameters"):
        wanted["InputParameters"] = said if isinstance(said, str) else json.dumps(said)
    api = client("config")
    api.put_config_rule(ConfigRule={"ConfigRuleName": named, **wanted})
    made = api.describe_config_rules(ConfigRuleNames=[named])["ConfigRules"][0]
    return named, {
        "Arn": made["ConfigRuleArn"],
        "ConfigRuleId": made["ConfigRuleId"],
        "Compliance.Type": "INSUFFICIENT_DATA",
    }


def lowered(value: Any) -> Any:
    """CloudFormation's names are Config's with a capital; booleans may be words."""
    if isinstance(value, dict):
        return {k[0].lower() + k[1:]: lowered(v) for k, v in value.items()}  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
    return true(value) if value in ("true", "false") else value


def delete_recorder(given: Parameters) -> Parameters:
    """DeleteConfigurationRecorder"""
    name = given["ConfigurationRecorderName"]
    if CONFIG._recorders.pop(name, None) is None:
        raise Refused("NoSuchConfigurationRecorderException", f"There is no recorder {name}")
    return {}


def delete_channel(given: Parameters) -> Parameters:
    """DeleteDeliveryChannel: not while a recorder runs."""
    if any(each.get("recording") for each in CONFIG._recorders.values()):
        words = "Failed to delete last specified delivery channel: a recorder is running"
        raise Refused("LastDeliveryChannelDeleteFailedException", words)
    if CONFIG._delivery_channels.pop(given["DeliveryChannelName"], None) is None:
        raise Refused("NoSuchDeliveryChannelException", "There is no such channel")
    return {}


extend(
    "config",
    "config",
    {"DeleteConfigurationRecorder": delete_recorder, "DeleteDeliveryChannel": delete_channel},
)
add(
    "AWS::Config::ConfigurationRecorder",
    recorder,
    lambda name, _: client("config").delete_configuration_recorder(ConfigurationRecorderName=name),
    lambda name, new, _: recorder(name, new),
    create_only=("Name",),
)
add(
    "AWS::Config::DeliveryChannel",
    channel,
    lambda name, _: client("config").delete_delivery_channel(DeliveryChannelName=name),
    lambda name, new, _: channel(name, new),
    create_only=("Name",),
)
add(
    "AWS::Config::ConfigRule",
    rule,
    lambda name, _: client("config").delete_config_rule(ConfigRuleName=name),
    lambda name, new, _: rule(name, {**new, "ConfigRuleName": name}),
    create_only=("ConfigRuleName",),
)
