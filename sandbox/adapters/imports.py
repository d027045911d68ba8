"""Resource import: what a stack takes over that exists already, for types the emulator refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sandbox.adapters.provisioner import CLOUDFORMATION, NOTHING, Made, failing
from sandbox.inprocess import client
from sandbox.simulated.connect import types as connect

Identifier = Mapping[str, str]


def analyzer(given: Identifier) -> Made:
    """AWS::AccessAnalyzer::Analyzer"""
    arn = given["Arn"]
    client("accessanalyzer").get_analyzer(analyzerName=arn.rsplit("/", 1)[-1])
    return arn, {"Arn": arn}


def bucket_policy(given: Identifier) -> Made:
    """AWS::S3::BucketPolicy"""
    client("s3").get_bucket_policy(Bucket=given["Bucket"])
    return f"{given['Bucket']}-policy", {}


def channel(given: Identifier) -> Made:
    """AWS::Config::DeliveryChannel"""
    client("config").describe_delivery_channels(DeliveryChannelNames=[given["Name"]])
    return given["Name"], {}


def detector(given: Identifier) -> Made:
    """AWS::GuardDuty::Detector"""
    client("guardduty").get_detector(DetectorId=given["Id"])
    return given["Id"], {"Id": given["Id"]}


def instance(given: Identifier) -> Made:
    """AWS::Connect::Instance"""
    return connect.update(given["Arn"], NOTHING, NOTHING)


def log_stream(given: Identifier) -> Made:
    """AWS::Logs::LogStream"""
    group, name = given["LogGroupName"], given["LogStreamName"]
    found = client("logs").describe_log_streams(logGroupName=group, logStreamNamePrefix=name)
    if name not in [each["logStreamName"] for each in found["logStreams"]]:
        raise ValueError(f"{group} has no stream {name}")
    return name, {}


def recorder(given: Identifier) -> Made:
    """AWS::Config::ConfigurationRecorder"""
    named = [given["Name"]]
    client("config").describe_configuration_recorders(ConfigurationRecorderNames=named)
    return given["Name"], {}


def stream(given: Identifier) -> Made:
    """AWS::Kinesis::Stream"""
    about: Any = client("kinesis").describe_stream_summary(StreamName=given["Name"])
    return given["Name"], {"Arn": about["StreamDescriptionSummary"]["StreamARN"]}


def trail(given: Identifier) -> Made:
    """AWS::CloudTrail::Trail"""
    about = client("cloudtrail").get_trail(Name=given["TrailName"])["Trail"]
    return about["Name"], {"Arn": about["TrailARN"], "SnsTopicArn": ""}


IMPORTS: dict[str, Callable[[Identifier], Made]] = {
    "AWS::AccessAnalyzer::Analyzer": analyzer,
    "AWS::CloudTrail::Trail": trail,
    "AWS::Config::ConfigurationRecorder": recorder,
    "AWS::Config::DeliveryChannel": channel,
    "AWS::Connect::Instance": instance,
    "AWS::GuardDuty::Detector": detector,
    "AWS::Kinesis::Stream": stream,
    "AWS::Logs::LogStream": log_stream,
    "AWS::S3::BucketPolicy": bucket_policy,
}
for kind, find in IMPORTS.items():
    CLOUDFORMATION._RESOURCE_HANDLERS[kind]["import"] = partial(failing, find)
