"""How the ARNs of our resources are written, so that one is known in any spelling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """The ARN of a resource type (Service Authorization Reference, resource types).

    `prefix` stands before the name, and the name holds none of `ends`. `name` is the
    property that sets the name, `named` the attribute that gives it, `whole` those that
    give the ARN; the attribute of `Ref` is empty.
    """

    type: str
    service: str
    prefix: str = ""
    ends: str = ":/"
    name: str = ""
    named: str = ""
    whole: tuple[str, ...] = ("Arn",)
    placed: bool = True


FORMS = (
    Form("AWS::CloudTrail::Trail", "cloudtrail", "trail/", name="TrailName"),
    Form("AWS::CloudWatch::Alarm", "cloudwatch", "alarm:", ends=":", name="AlarmName"),
    Form("AWS::CloudWatch::CompositeAlarm", "cloudwatch", "alarm:", ends=":", name="AlarmName"),
    Form("AWS::Connect::Instance", "connect", "instance/", named="Id", whole=("", "Arn")),
    Form("AWS::DynamoDB::GlobalTable", "dynamodb", "table/", name="TableName"),
    Form("AWS::DynamoDB::Table", "dynamodb", "table/", name="TableName"),
    Form("AWS::KMS::Alias", "kms", ends=":", name="AliasName", whole=()),
    Form("AWS::KMS::Key", "kms", "key/"),
    Form("AWS::Kinesis::Stream", "kinesis", "stream/", name="Name"),
    Form(
        "AWS::KinesisFirehose::DeliveryStream",
        "firehose",
        "deliverystream/",
        name="DeliveryStreamName",
    ),
    Form("AWS::Lambda::Function", "lambda", "function:", name="FunctionName"),
    Form("AWS::Logs::LogGroup", "logs", "log-group:", ends=":", name="LogGroupName"),
    Form("AWS::S3::Bucket", "s3", name="BucketName", placed=False),
    Form("AWS::SNS::Topic", "sns", name="TopicName", named="TopicName", whole=("", "TopicArn")),
)
BY_TYPE = {form.type: form for form in FORMS}


@dataclass(frozen=True, slots=True)
class Arn:
    """An ARN taken apart; `rest` follows the name, such as `/*`."""

    form: Form
    partition: str
    region: str
    account: str
    name: str
    rest: str


def readings(arn: str) -> Iterator[Arn]:
    """Each form that an ARN could have, marks for references among its characters."""
    parts = arn.split(":", 5)
    if len(parts) < 6 or parts[0] != "arn":
        return
    _, partition, service, region, account, resource = parts
    for form in FORMS:
        if form.service == service and resource.startswith(form.prefix):
            name, rest = _divided(resource.removeprefix(form.prefix), form)
            yield Arn(form, partition, region, account, name, rest)


def _divided(resource: str, form: Form) -> tuple[str, str]:
    end = next((n for n, letter in enumerate(resource) if letter in form.ends), len(resource))
    rest = resource[end:]
    whole_group = form.service == "logs" and rest == ":*"
    return resource[:end], "" if whole_group else rest
