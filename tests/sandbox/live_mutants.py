"""What breaks a line in the account: public AWS calls, each with the way back.

A mutant changes something, yields, and undoes it. Beside it stands the control that kills it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Any

from tests.sandbox.account import Account

Change = Callable[[Account], Generator[None]]
Mutant = Callable[[Account], AbstractContextManager[None]]
MUTANTS: list[tuple[str, str, Mutant]] = []
"""Control, what is done, how."""
FOREIGN = "arn:aws:iam::999988887777:root"
ALIAS = "golive-sandbox"


def kills(control: str) -> Callable[[Change], Change]:
    """The control that must notice."""

    def added(change: Change) -> Change:
        MUTANTS.append((control, change.__name__, contextmanager(change)))
        return change

    return added


def instance(account: Account) -> str:
    return account.physical("instance", "Instance").rsplit("/", 1)[-1]


def statements(policy: str) -> list[dict[str, Any]]:
    return json.loads(policy)["Statement"]


def document(given: list[dict[str, Any]]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": given})


def bucket_policy(
    account: Account, stem: str, start: str, edit: Callable[[list[dict[str, Any]]], Any]
) -> Generator[None]:
    """Put a bucket policy with its statements edited, and the old one back."""
    s3, name = account.client("s3"), account.physical(stem, start)
    before = s3.get_bucket_policy(Bucket=name)["Policy"]
    s3.put_bucket_policy(Bucket=name, Policy=document(edit(statements(before))))
    yield
    s3.put_bucket_policy(Bucket=name, Policy=before)


def dashboard(account: Account, edit: Callable[[Any], Any]) -> Generator[None]:
    cloudwatch, name = account.client("cloudwatch"), account.physical("operations", "SystemHealth")
    before = cloudwatch.get_dashboard(DashboardName=name)["DashboardBody"]
    after = json.dumps(edit(json.loads(before)))
    cloudwatch.put_dashboard(DashboardName=name, DashboardBody=after)
    yield
    cloudwatch.put_dashboard(DashboardName=name, DashboardBody=before)


@kills("2.6.1-dashboard-shows-metrics")
def a_dashboard_without_metrics(account: Account) -> Generator[None]:
    yield from dashboard(account, lambda _: {"widgets": []})


@kills("2.6.1-dashboard-has-data")
def a_dashboard_of_a_metric_that_nobody_publishes(account: Account) -> Generator[None]:
    silent = {"type": "metric", "properties": {"metrics": [["AWS/Connect", "Nothing"]]}}
    yield from dashboard(account, lambda body: {"widgets": [*body["widgets"], silent]})


def alarm(account: Account, metric: str, **changes: Any) -> Generator[None]:
    """Put a metric alarm again, with parts of it changed, and as it was."""
    cloudwatch = account.client("cloudwatch")
    members = cloudwatch.meta.service_model.operation_model("PutMetricAlarm").input_shape.members
    every = cloudwatch.describe_alarms(AlarmTypes=["MetricAlarm"])["MetricAlarms"]
    found = next(a for a in every if a.get("MetricName") == metric)
    before = {name: found[name] for name in members if name in found}
    cloudwatch.put_metric_alarm(**before | changes)
    yield
    cloudwatch.put_metric_alarm(**before)


@kills("2.6.3-alarm-can-fire")
def a_percentage_where_a_fraction_is_meant(account: Account) -> Generator[None]:
    yield from alarm(account, "ConcurrentCallsPercentage", Threshold=80)


@kills("2.6.3-alarm-can-fire")
def more_datapoints_than_periods(account: Account) -> Generator[None]:
    yield from alarm(account, "ConcurrentCallsPercentage", DatapointsToAlarm=9)


def composite(account: Account, **changes: Any) -> Generator[None]:
    cloudwatch = account.client("cloudwatch")
    name = account.physical("operations", "Critical", "AWS::CloudWatch::CompositeAlarm")
    answer = cloudwatch.describe_alarms(AlarmNames=[name], AlarmTypes=["CompositeAlarm"])
    found = answer["CompositeAlarms"][0]
    kept = ("AlarmName", "AlarmRule", "AlarmActions", "OKActions", "ActionsEnabled")
    before = {k: found[k] for k in kept}
    cloudwatch.put_composite_alarm(**before | changes)
    yield
    cloudwatch.put_composite_alarm(**before)


@kills("2.6.3-alarm-reaches-topic")
def alarms_that_no_composite_names(account: Account) -> Generator[None]:
    members = account.client("cloudwatch").describe_alarms(AlarmTypes=["MetricAlarm"])
    rule = f'ALARM("{members["MetricAlarms"][0]["AlarmName"]}")'
    yield from composite(account, AlarmRule=rule)


@kills("2.6.3-composite-reaches-topic")
def a_composite_without_actions(account: Account) -> Generator[None]:
    yield from composite(account, AlarmActions=[])


@kills("2.6.3-composite-reaches-topic")
def a_composite_that_is_silenced(account: Account) -> Generator[None]:
    name = account.physical("operations", "Critical", "AWS::CloudWatch::CompositeAlarm")
    account.client("cloudwatch").disable_alarm_actions(AlarmNames=[name])
    yield
    account.client("cloudwatch").enable_alarm_actions(AlarmNames=[name])


def topic(account: Account, attribute: str, edit: Callable[[str], str]) -> Generator[None]:
    arn = account.physical("operations", "CriticalTopic", "AWS::SNS::Topic")
    sns = account.client("sns")
    before = sns.get_topic_attributes(TopicArn=arn)["Attributes"][attribute]
    change = {"TopicArn": arn, "AttributeName": attribute}
    sns.set_topic_attributes(**change, AttributeValue=edit(before))
    yield
    sns.set_topic_attributes(**change, AttributeValue=before)


@kills("2.6.3-topic-takes-alarms")
def a_topic_that_alarms_may_not_publish_to(account: Account) -> Generator[None]:
    yield from topic(
        account, "Policy", lambda p: document([s for s in statements(p) if s["Effect"] == "Deny"])
    )


@kills("2.6.3-topic-takes-alarms")
def a_topic_under_the_services_key(account: Account) -> Generator[None]:
    yield from topic(account, "KmsMasterKeyId", lambda _: "alias/aws/sns")


@kills("2.6.6-recorder-records-all")
def a_recorder_of_buckets_only(account: Account) -> Generator[None]:
    config = account.client("config")
    before = config.describe_configuration_recorders()["ConfigurationRecorders"][0]
    only = {"allSupported": False, "resourceTypes": ["AWS::S3::Bucket"]}
    config.put_configuration_recorder(ConfigurationRecorder={**before, "recordingGroup": only})
    yield
    config.put_configuration_recorder(ConfigurationRecorder=before)


@kills("2.6.6-recorder-runs")
def a_recorder_that_is_stopped(account: Account) -> Generator[None]:
    config = account.client("config")
    config.stop_configuration_recorder(ConfigurationRecorderName="default")
    yield
    config.start_configuration_recorder(ConfigurationRecorderName="default")


@kills("2.6.6-channel-sealed")
def a_channel_without_a_key(account: Account) -> Generator[None]:
    config = account.client("config")
    before = config.describe_delivery_channels()["DeliveryChannels"][0]
    open_ = {k: v for k, v in before.items() if k != "s3KmsKeyArn"}
    config.put_delivery_channel(DeliveryChannel=open_)
    yield
    config.put_delivery_channel(DeliveryChannel=before)


def trail(account: Account, broken: dict[str, Any], whole: dict[str, Any]) -> Generator[None]:
    cloudtrail, name = account.client("cloudtrail"), account.physical("accountbaseline", "Trail8")
    cloudtrail.update_trail(Name=name, **broken)
    yield
    cloudtrail.update_trail(Name=name, **whole)


@kills("2.6.7-trail-complete")
def a_trail_without_digests(account: Account) -> Generator[None]:
    flag = "EnableLogFileValidation"
    yield from trail(account, {flag: False}, {flag: True})


@kills("2.6.7-trail-complete")
def a_trail_of_one_region(account: Account) -> Generator[None]:
    yield from trail(account, {"IsMultiRegionTrail": False}, {"IsMultiRegionTrail": True})


@kills("2.6.7-trail-complete")
def a_trail_under_no_key(account: Account) -> Generator[None]:
    key = account.client("cloudtrail").describe_trails()["trailList"][0]["KmsKeyId"]
    yield from trail(account, {"KmsKeyId": ""}, {"KmsKeyId": key})


@kills("2.6.7-trail-delivers")
def a_trail_that_is_stopped(account: Account) -> Generator[None]:
    cloudtrail, name = account.client("cloudtrail"), account.physical("accountbaseline", "Trail8")
    cloudtrail.stop_logging(Name=name)
    yield
    cloudtrail.start_logging(Name=name)


@kills("2.6.7-trail-delivers")
def a_log_file_that_somebody_changed(account: Account) -> Generator[None]:
    s3, bucket = account.client("s3"), account.physical("accountbaseline", "TrailTrailBucket")
    listed = s3.list_objects_v2(Bucket=bucket)["Contents"]
    digests = [o["Key"] for o in listed if "/CloudTrail-Digest/" in o["Key"]]
    key = max(digests)
    answer = s3.get_object(Bucket=bucket, Key=key)
    before, metadata = answer["Body"].read(), answer["Metadata"]
    s3.put_object(Bucket=bucket, Key=key, Body=before, Metadata={**metadata, "signature": "00"})
    yield
    s3.put_object(Bucket=bucket, Key=key, Body=before, Metadata=metadata)


def group(account: Account, name: str, retention: int) -> Generator[None]:
    logs = account.client("logs")
    logs.delete_retention_policy(logGroupName=name)
    yield
    logs.put_retention_policy(logGroupName=name, retentionInDays=retention)


@kills("2.6.8-flow-logs-kept")
def a_flow_log_that_never_ends(account: Account) -> Generator[None]:
    yield from group(account, f"/aws/connect/{ALIAS}", 30)


@kills("2.6.8-flow-logs-kept")
def a_flow_log_under_no_key(account: Account) -> Generator[None]:
    logs, name = account.client("logs"), f"/aws/connect/{ALIAS}"
    key = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]["kmsKeyId"]
    logs.disassociate_kms_key(logGroupName=name)
    yield
    logs.associate_kms_key(logGroupName=name, kmsKeyId=key)


def silence(account: Account, name: str) -> Generator[None]:
    """Delete what a group holds; one event comes back."""
    logs = account.client("logs")
    for stream in logs.describe_log_streams(logGroupName=name)["logStreams"]:
        logs.delete_log_stream(logGroupName=name, logStreamName=stream["logStreamName"])
    yield
    speak(account, name)


def speak(account: Account, name: str) -> None:
    """One event."""
    logs = account.client("logs")
    where = {"logGroupName": name, "logStreamName": "again"}
    now = int(datetime.now(UTC).timestamp() * 1000)
    logs.create_log_stream(**where)
    logs.put_log_events(**where, logEvents=[{"timestamp": now, "message": "again"}])


@kills("2.6.8-flow-log-arrives")
def a_flow_log_that_is_deleted(account: Account) -> Generator[None]:
    """As on AWS, Connect doesn't make it again."""
    logs, name = account.client("logs"), f"/aws/connect/{ALIAS}"
    key = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]["kmsKeyId"]
    logs.delete_log_group(logGroupName=name)
    yield
    logs.create_log_group(logGroupName=name, kmsKeyId=key)
    logs.put_retention_policy(logGroupName=name, retentionInDays=30)
    speak(account, name)


@kills("2.6.9-function-logs-kept")
def a_function_log_that_never_ends(account: Account) -> Generator[None]:
    yield from group(account, account.physical("associations", "InputKeysLog"), 30)


@kills("2.6.9-function-log-arrives")
def a_function_that_never_logged(account: Account) -> Generator[None]:
    yield from silence(account, account.physical("associations", "InputKeysLog"))


@kills("4.1-table-key")
def a_table_under_the_services_key(account: Account) -> Generator[None]:
    dynamodb, name = account.client("dynamodb"), account.physical("data", "Register")
    key = dynamodb.describe_table(TableName=name)["Table"]["SSEDescription"]["KMSMasterKeyArn"]
    dynamodb.update_table(TableName=name, SSESpecification={"Enabled": False})
    yield
    sse = {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": key}
    dynamodb.update_table(TableName=name, SSESpecification=sse)


@kills("4.2-key-uploaded")
def no_key_for_what_callers_enter(account: Account) -> Generator[None]:
    connect, id_ = account.client("connect"), instance(account)
    key = connect.list_security_keys(InstanceId=id_)["SecurityKeys"][0]
    connect.disassociate_security_key(InstanceId=id_, AssociationId=key["AssociationId"])
    yield
    connect.associate_security_key(InstanceId=id_, Key=key["Key"])


@kills("4.2-key-is-ours")
def a_key_that_somebody_else_made(account: Account) -> Generator[None]:
    from tests.sandbox.test_refusals import rsa_pem

    connect, id_ = account.client("connect"), instance(account)
    made = connect.associate_security_key(InstanceId=id_, Key=rsa_pem())["AssociationId"]
    yield
    connect.disassociate_security_key(InstanceId=id_, AssociationId=made)


@kills("4.4-private-key-sealed")
def a_private_key_in_the_clear(account: Account) -> Generator[None]:
    ssm, name = account.client("ssm"), "/golive/sandbox/input/a"
    described = ssm.describe_parameters(
        ParameterFilters=[{"Key": "Name", "Option": "Equals", "Values": [name]}]
    )
    key = described["Parameters"][0]["KeyId"]
    ssm.delete_parameter(Name=name)
    ssm.put_parameter(Name=name, Type="String", Value="not the key")
    yield
    ssm.delete_parameter(Name=name)
    ssm.put_parameter(Name=name, Type="SecureString", KeyId=key, Value="not the key")


@kills("4.4-secrets-key-closed")
def a_secrets_key_that_anybody_may_use(account: Account) -> Generator[None]:
    kms = account.client("kms")
    where = {"KeyId": account.physical("data", "SecretsKey"), "PolicyName": "default"}
    before = kms.get_key_policy(**where)["Policy"]
    open_ = {"Effect": "Allow", "Principal": {"AWS": FOREIGN}, "Action": "kms:*", "Resource": "*"}
    kms.put_key_policy(**where, Policy=document([*statements(before), open_]))
    yield
    kms.put_key_policy(**where, Policy=before)


@kills("4.5-bucket-principals")
def a_bucket_that_lets_a_stranger_in(account: Account) -> Generator[None]:
    name = account.physical("data", "Recordings")
    stranger = {
        "Effect": "Allow",
        "Principal": {"AWS": FOREIGN},
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{name}/*",
    }
    yield from bucket_policy(account, "data", "Recordings", lambda s: [*s, stranger])


@kills("4.5-bucket-without-acls")
def a_bucket_with_acls(account: Account) -> Generator[None]:
    s3, name = account.client("s3"), account.physical("data", "Recordings")

    def own(rule: str) -> None:
        rules = {"Rules": [{"ObjectOwnership": rule}]}
        s3.put_bucket_ownership_controls(Bucket=name, OwnershipControls=rules)

    own("ObjectWriter")
    yield
    own("BucketOwnerEnforced")


def block(on: bool) -> dict[str, bool]:
    flags = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    return dict.fromkeys(flags, on)


@kills("4.6-bucket-blocks-public")
def a_bucket_without_its_block(account: Account) -> Generator[None]:
    s3, name = account.client("s3"), account.physical("data", "Recordings")
    s3.delete_public_access_block(Bucket=name)
    yield
    s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=block(True))


@kills("4.6-account-blocks-public")
def an_account_that_lets_the_public_in(account: Account) -> Generator[None]:
    control, id_ = account.client("s3control"), {"AccountId": account.connection.account}
    control.put_public_access_block(**id_, PublicAccessBlockConfiguration=block(False))
    yield
    control.put_public_access_block(**id_, PublicAccessBlockConfiguration=block(True))


@kills("4.7-bucket-access-logged")
def a_bucket_that_is_not_logged(account: Account) -> Generator[None]:
    s3, name = account.client("s3"), account.physical("data", "Recordings")
    before = s3.get_bucket_logging(Bucket=name)["LoggingEnabled"]
    s3.put_bucket_logging(Bucket=name, BucketLoggingStatus={})
    yield
    s3.put_bucket_logging(Bucket=name, BucketLoggingStatus={"LoggingEnabled": before})


def selectors(account: Account, without: str) -> Generator[None]:
    """Leave out the selectors that hold a word."""
    cloudtrail, name = account.client("cloudtrail"), account.physical("accountbaseline", "Trail8")
    before = cloudtrail.get_event_selectors(TrailName=name)["AdvancedEventSelectors"]
    fewer = [s for s in before if without not in json.dumps(s)]
    cloudtrail.put_event_selectors(TrailName=name, AdvancedEventSelectors=fewer)
    yield
    cloudtrail.put_event_selectors(TrailName=name, AdvancedEventSelectors=before)


@kills("4.7-bucket-data-events")
def a_trail_that_skips_objects(account: Account) -> Generator[None]:
    yield from selectors(account, "AWS::S3::Object")


@kills("4.7-table-data-events")
def a_trail_that_skips_items(account: Account) -> Generator[None]:
    yield from selectors(account, "AWS::DynamoDB::Table")


@kills("4.7-trail-management-events")
def a_trail_that_skips_management(account: Account) -> Generator[None]:
    yield from selectors(account, "Management")


@kills("4.7-instance-flow-logs")
def an_instance_that_logs_no_flows(account: Account) -> Generator[None]:
    connect = account.client("connect")
    switch = {"InstanceId": instance(account), "AttributeType": "CONTACTFLOW_LOGS"}
    connect.update_instance_attribute(**switch, Value="false")
    yield
    connect.update_instance_attribute(**switch, Value="true")


@kills("4.8-stream-key")
def a_stream_under_the_services_key(account: Account) -> Generator[None]:
    kinesis, name = account.client("kinesis"), account.physical("data", "ContactRecords")
    about = kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]
    change = {"StreamName": name, "EncryptionType": "KMS"}
    kinesis.start_stream_encryption(**change, KeyId="alias/aws/kinesis")
    yield
    kinesis.start_stream_encryption(**change, KeyId=about["KeyId"])


def storage(account: Account, kind: str, edit: Callable[[Any], Any]) -> Generator[None]:
    connect, id_ = account.client("connect"), instance(account)
    where = {"InstanceId": id_, "ResourceType": kind}
    before = connect.list_instance_storage_configs(**where)["StorageConfigs"][0]
    where["AssociationId"] = before.pop("AssociationId")
    after = edit(json.loads(json.dumps(before)))
    connect.update_instance_storage_config(**where, StorageConfig=after)
    yield
    connect.update_instance_storage_config(**where, StorageConfig=before)


@kills("4.8-associated-stream-key")
def records_into_a_stream_without_a_key(account: Account) -> Generator[None]:
    kinesis = account.client("kinesis")
    kinesis.create_stream(StreamName="bare", ShardCount=1)
    about = kinesis.describe_stream_summary(StreamName="bare")["StreamDescriptionSummary"]
    bare = {
        "StorageType": "KINESIS_STREAM",
        "KinesisStreamConfig": {"StreamArn": about["StreamARN"]},
    }
    yield from storage(account, "CONTACT_TRACE_RECORDS", lambda _: bare)
    kinesis.delete_stream(StreamName="bare")


@kills("4.8-instance-streams")
def no_stream_for_agent_events(account: Account) -> Generator[None]:
    connect = account.client("connect")
    where = {"InstanceId": instance(account), "ResourceType": "AGENT_EVENTS"}
    config = connect.list_instance_storage_configs(**where)["StorageConfigs"][0]
    id_ = config.pop("AssociationId")
    connect.disassociate_instance_storage_config(**where, AssociationId=id_)
    yield
    connect.associate_instance_storage_config(**where, StorageConfig=config)


@kills("4.9-bucket-tls-only")
def a_bucket_that_takes_plain_http(account: Account) -> Generator[None]:
    yield from bucket_policy(
        account, "data", "Recordings", lambda s: [x for x in s if x["Sid"] != "DenyPlainHttp"]
    )


@kills("4.9-bucket-encrypted-puts")
def a_bucket_that_takes_any_key(account: Account) -> Generator[None]:
    yield from bucket_policy(
        account, "data", "Recordings", lambda s: [x for x in s if x["Sid"] != "DenyWrongKey"]
    )


@kills("4.9-bucket-services-bound")
def a_trail_bucket_for_any_trail(account: Account) -> Generator[None]:
    yield from bucket_policy(
        account, "accountbaseline", "TrailTrailBucket", lambda s: [unbound(x) for x in s]
    )


def unbound(statement: dict[str, Any]) -> dict[str, Any]:
    """An allowance without its conditions."""
    allows = statement["Effect"] == "Allow"
    return {k: v for k, v in statement.items() if not (allows and k == "Condition")}


@kills("4.9-stored-under-our-key")
def recordings_without_a_key(account: Account) -> Generator[None]:
    def without(config: Any) -> Any:
        del config["S3Config"]["EncryptionConfig"]
        return config

    yield from storage(account, "CALL_RECORDINGS", without)
