"""An instance as the console's wizard makes it, by plain API calls: no stack, no key of one's own.

Source: Administrator Guide, Create an Amazon Connect instance: one bucket for all data, sealed
under AWS's own key, a log group that Connect makes itself, and an administrator.
"""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from tests.sandbox.account import Account

KINDS = ("CALL_RECORDINGS", "CHAT_TRANSCRIPTS", "SCHEDULED_REPORTS")
CODE = "def handler(event, context):\n    return {}\n"


def set_up(account: Account, alias: str) -> str:
    """The ARN of the instance that a person has clicked together, with a stream and a function."""
    made = account.client("connect").create_instance(
        InstanceAlias=alias,
        IdentityManagementType="CONNECT_MANAGED",
        InboundCallsEnabled=True,
        OutboundCallsEnabled=True,
    )
    store(account, alias, made["Id"])
    stream(account, made["Id"])
    function(account, made["Id"])
    administrator(account, made["Id"])
    return made["Arn"]


def store(account: Account, alias: str, instance: str) -> None:
    """The wizard's bucket, and the flow log as Connect makes it: for ever, under no key."""
    bucket, s3 = f"amazon-connect-{instance.replace('-', '')[:12]}", account.client("s3")
    s3.create_bucket(Bucket=bucket)
    for kind in KINDS:
        place: dict[str, Any] = {
            "BucketName": bucket,
            "BucketPrefix": f"connect/{alias}/{kind.title().replace('_', '')}",
            "EncryptionConfig": {"EncryptionType": "KMS", "KeyId": key(account, "connect")},
        }
        account.client("connect").associate_instance_storage_config(
            InstanceId=instance,
            ResourceType=kind,
            StorageConfig={"StorageType": "S3", "S3Config": place},
        )
    account.client("connect").update_instance_attribute(
        InstanceId=instance, AttributeType="CONTACTFLOW_LOGS", Value="true"
    )
    account.client("logs").create_log_group(logGroupName=f"/aws/connect/{alias}")


def key(account: Account, service: str) -> str:
    """The name of AWS's own key for a service."""
    owner = account.connection
    return f"arn:aws:kms:{owner.region}:{owner.account}:alias/aws/{service}"


def stream(account: Account, instance: str) -> None:
    """Contact records go to a stream under AWS's own key."""
    kinesis, name = account.client("kinesis"), "contact-records"
    kinesis.create_stream(StreamName=name, ShardCount=1)
    kinesis.get_waiter("stream_exists").wait(StreamName=name)
    kinesis.start_stream_encryption(
        StreamName=name, EncryptionType="KMS", KeyId="alias/aws/kinesis"
    )
    about = kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]
    config = {"StreamArn": about["StreamARN"]}
    account.client("connect").associate_instance_storage_config(
        InstanceId=instance,
        ResourceType="CONTACT_TRACE_RECORDS",
        StorageConfig={"StorageType": "KINESIS_STREAM", "KinesisStreamConfig": config},
    )


def function(account: Account, instance: str) -> None:
    """A function that the instance may call; its log group comes with its first call, if any."""
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": "lambda.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    role = account.client("iam").create_role(
        RoleName="lookup",
        AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]}),
    )
    made = account.client("lambda").create_function(
        FunctionName="lookup",
        Runtime="python3.14",
        Role=role["Role"]["Arn"],
        Handler="index.handler",
        Code={"ZipFile": zipped()},
    )
    account.client("connect").associate_lambda_function(
        InstanceId=instance, FunctionArn=made["FunctionArn"]
    )


def zipped() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("index.py", CODE)
    return file.getvalue()


def administrator(account: Account, instance: str) -> None:
    """Who the wizard asks for."""
    connect = account.client("connect")
    profiles = connect.list_security_profiles(InstanceId=instance)["SecurityProfileSummaryList"]
    routing = connect.list_routing_profiles(InstanceId=instance)["RoutingProfileSummaryList"]
    connect.create_user(
        InstanceId=instance,
        Username="admin",
        Password="Not4-real-life",
        PhoneConfig={"PhoneType": "SOFT_PHONE"},
        SecurityProfileIds=[each["Id"] for each in profiles if each["Name"] == "Admin"],
        RoutingProfileId=routing[0]["Id"],
    )
