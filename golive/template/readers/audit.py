"""CloudTrail and Config."""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts.audit import Channel, ConfigRule, Recorder, Trail
from golive.facts.words import AWS_OWNED, EVERYTHING
from golive.model import Unknown
from golive.selectors import data_events, records_management
from golive.template.keys import key
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource

STRATEGY = "RecordingGroup.RecordingStrategy.UseOnly"


@reads(Trail, "AWS::CloudTrail::Trail")
def trail(resource: Resource) -> Mapping[str, Field]:
    advanced, basic = resource.at("AdvancedEventSelectors"), resource.at("EventSelectors")
    selectors = "AdvancedEventSelectors" if advanced else "EventSelectors"
    log_group = "CloudWatchLogsLogGroupArn"
    return {
        "name": resource.name("TrailName"),
        "logging": resource.flag("IsLogging"),
        "multi_region": resource.flag("IsMultiRegionTrail"),
        "validation": resource.flag("EnableLogFileValidation"),
        "key": key(resource, "KMSKeyId", AWS_OWNED),
        "bucket": resource.where("S3BucketName", "AWS::S3::Bucket"),
        "log_group": Field(log_group, None)
        if resource.given(log_group) is None
        else resource.where(log_group, "AWS::Logs::LogGroup"),
        "management": Field(selectors, records_management(advanced, basic)),
        "data_events": Field(selectors, data_events(advanced, basic)),
    }


@reads(Recorder, "AWS::Config::ConfigurationRecorder")
def recorder(resource: Resource) -> Mapping[str, Field]:
    """Config Developer Guide: without a recording group all but the global types."""
    whole = resource.given("RecordingGroup") is None
    return {
        "recording": resource.flag("StartedOnCreate"),
        "all_types": Field("RecordingGroup", True) if whole else _all_types(resource),
        "global_types": resource.flag("RecordingGroup.IncludeGlobalResourceTypes"),
    }


def _all_types(resource: Resource) -> Field:
    """Config API Reference, RecordingStrategy: what it says wins over AllSupported."""
    strategy = resource.given(STRATEGY)
    if strategy is None:
        return resource.flag("RecordingGroup.AllSupported")
    return resource.word(STRATEGY)._replace(
        value=strategy if isinstance(strategy, Unknown) else strategy == EVERYTHING
    )


@reads(Channel, "AWS::Config::DeliveryChannel")
def channel(resource: Resource) -> Mapping[str, Field]:
    return {
        "bucket": resource.where("S3BucketName", "AWS::S3::Bucket"),
        "key": key(resource, "S3KmsKeyArn", AWS_OWNED),
    }


@reads(ConfigRule, "AWS::Config::ConfigRule")
def config_rule(resource: Resource) -> Mapping[str, Field]:
    """A rule of one's own has a function or a text where a managed one has its identifier."""
    owner = resource.word("Source.Owner")
    managed = owner.value == "AWS"
    return {"identifier": resource.word("Source.SourceIdentifier") if managed else owner}
