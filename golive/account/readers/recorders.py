"""AWS Config: recorder, delivery channel, rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from golive.account.arns import BUCKET, CHANNEL, CONFIG_RULE, RECORDER
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.facts.audit import Channel, ConfigRule, Recorder
from golive.facts.feeds import RecorderStatus
from golive.facts.words import EVERYTHING

RECORDERS = ("config:DescribeConfigurationRecorders", "ConfigurationRecorders")
STATUSES = ("config:DescribeConfigurationRecorderStatus", "ConfigurationRecordersStatus")
CHANNELS = ("config:DescribeDeliveryChannels", "DeliveryChannels")
GROUP = "ConfigurationRecorders[].recordingGroup"


def _all(read: Reading, operation: str, member: str) -> list[dict[str, Any]]:
    return read.ask(operation).get(member, [])


def _named(read: Reading, asked: tuple[str, str], name: str) -> Mapping[str, Any]:
    found = next((item for item in _all(read, *asked) if item["name"] == name), None)
    if found is None:
        raise Gone
    return found


def recorders(read: Reading) -> Iterable[Resource]:
    """The Region's recorder, where no stack has one."""
    return _outside(read, RECORDER, RECORDERS)


def channels(read: Reading) -> Iterable[Resource]:
    """The Region's delivery channel, where no stack has one."""
    return _outside(read, CHANNEL, CHANNELS)


def _outside(read: Reading, type_: str, asked: tuple[str, str]) -> Iterable[Resource]:
    if not read.estate.of(type_):
        for item in _all(read, *asked):
            yield read.estate.outside(type_, item["name"])


def _all_types(group: Mapping[str, Any]) -> bool:
    """Config API Reference, RecordingStrategy: what it says wins over allSupported."""
    strategy = group.get("recordingStrategy", {}).get("useOnly")
    return strategy == EVERYTHING if strategy else group.get("allSupported", False)


@reader(
    Recorder,
    RECORDER,
    find=recorders,
    recording="ConfigurationRecordersStatus[].recording",
    all_types=f"{GROUP}.allSupported",
    global_types=f"{GROUP}.includeGlobalResourceTypes",
)
def recorder(read: Reading, subject: Resource) -> Recorder:
    group = _named(read, RECORDERS, subject.physical).get("recordingGroup", {})
    status = read.part(lambda: _named(read, STATUSES, subject.physical)["recording"])
    return Recorder(
        recording=status,
        all_types=_all_types(group),
        global_types=group.get("includeGlobalResourceTypes", False),
    )


@reader(
    RecorderStatus,
    RECORDER,
    recording="ConfigurationRecordersStatus[].recording",
    last_status="ConfigurationRecordersStatus[].lastStatus",
)
def recorder_status(read: Reading, subject: Resource) -> RecorderStatus:
    status = _named(read, STATUSES, subject.physical)
    return RecorderStatus(
        recording=status.get("recording", False), last_status=status.get("lastStatus", "")
    )


@reader(
    Channel,
    CHANNEL,
    find=channels,
    bucket="DeliveryChannels[].s3BucketName",
    key="DeliveryChannels[].s3KmsKeyArn",
)
def channel(read: Reading, subject: Resource) -> Channel:
    described = _named(read, CHANNELS, subject.physical)
    return Channel(
        bucket=read.where(BUCKET, described["s3BucketName"]),
        key=read.part(lambda: read.key(described.get("s3KmsKeyArn"))),
    )


@reader(ConfigRule, CONFIG_RULE, identifier="ConfigRules[].Source.SourceIdentifier")
def config_rule(read: Reading, subject: Resource) -> ConfigRule:
    rules = read.ask("config:DescribeConfigRules", ConfigRuleNames=[subject.physical])
    if not rules["ConfigRules"]:
        raise Gone
    return ConfigRule(identifier=rules["ConfigRules"][0]["Source"]["SourceIdentifier"])
