"""What one account has once: trail, Config, public-access block, detectors."""

from __future__ import annotations

from typing import Any

import pytest

from golive.alarms import rows
from golive.alarms.patterns import filled
from golive.environment import Environment
from golive.environments import load
from stacks.account_baseline import rules
from tests.stacks.reading import Template, Templates, needs, of, only

PRINCIPALS = {"cloudtrail.amazonaws.com", "config.amazonaws.com", "logging.s3.amazonaws.com"}


@pytest.fixture(scope="module", params=["sandbox", "dev", "prod"])
def environment(request: pytest.FixtureRequest) -> Environment:
    return load(request.param)


@pytest.fixture
def stack(environment: Environment, templates: Templates) -> Template:
    return templates(environment.name)["AccountBaseline"]


def statements(stack: Template, bucket: str) -> dict[str, Any]:
    """The statements of a bucket's policy by their Sid."""
    [policy] = [
        r["Properties"]
        for r in of(stack, "AWS::S3::BucketPolicy").values()
        if r["Properties"]["Bucket"]["Ref"] == bucket
    ]
    return {s["Sid"]: s for s in policy["PolicyDocument"]["Statement"]}


def prefixes(stack: Template) -> dict[str, list[str]]:
    """What the trail's data events select, by resource type."""
    found: dict[str, list[str]] = {}
    for selector in only(stack, "AWS::CloudTrail::Trail")["AdvancedEventSelectors"]:
        fields = {field["Field"]: field for field in selector["FieldSelectors"]}
        if fields["eventCategory"]["Equals"] == ["Data"]:
            [kind] = fields["resources.type"]["Equals"]
            found[kind] = fields["resources.ARN"]["StartsWith"]
    return found


def test_the_trail_is_complete(environment: Environment, stack: Template) -> None:
    """Every Region, digests, our key, and a log group that can be searched."""
    trail = only(stack, "AWS::CloudTrail::Trail")
    [key] = of(stack, "AWS::KMS::Key")
    assert trail["TrailName"] == environment.trail_name
    assert trail["IsLogging"]
    assert trail["IsMultiRegionTrail"]
    assert trail["EnableLogFileValidation"]
    assert trail["KMSKeyId"] == {"Fn::GetAtt": [key, "Arn"]}
    assert trail["CloudWatchLogsLogGroupArn"]["Fn::GetAtt"][0] in of(stack, "AWS::Logs::LogGroup")


def test_the_trail_leaves_no_management_event_out(stack: Template) -> None:
    """KMS and SSM calls are management events, and the selector excludes no source."""
    selectors = only(stack, "AWS::CloudTrail::Trail")["AdvancedEventSelectors"]
    assert [{"Field": "eventCategory", "Equals": ["Management"]}] in [
        selector["FieldSelectors"] for selector in selectors
    ]


def test_data_events_cover_data_and_not_the_trail(
    environment: Environment, stack: Template, templates: Templates
) -> None:
    """Every bucket and table of Data is selected; the bucket that the trail fills is not."""
    data = templates(environment.name)["Data"]
    selected = prefixes(stack)
    buckets = tuple(p.removeprefix("arn:aws:s3:::") for p in selected["AWS::S3::Object"])
    for bucket in of(data, "AWS::S3::Bucket").values():
        given = bucket["Properties"].get("BucketName", f"{environment.stack('Data')}-x")
        assert given.startswith(buckets)
    assert not f"{environment.stack('AccountBaseline')}-trail".startswith(buckets)
    table = environment.arn("dynamodb", f"table/{environment.stack('Data')}-")
    assert selected["AWS::DynamoDB::Table"] == [table]
    assert all(
        "TableName" not in t["Properties"] for t in of(data, "AWS::DynamoDB::Table").values()
    )


def test_the_trail_can_deliver_when_it_is_made(stack: Template) -> None:
    """CloudTrail tries both when a trail is made: its bucket's policy, and its log's role."""
    [trail] = of(stack, "AWS::CloudTrail::Trail")
    bucket = only(stack, "AWS::CloudTrail::Trail")["S3BucketName"]["Ref"]
    waited = needs(stack, trail)
    policy = next(
        name
        for name, r in of(stack, "AWS::S3::BucketPolicy").items()
        if r["Properties"]["Bucket"]["Ref"] == bucket
    )
    assert policy in waited
    assert waited & of(stack, "AWS::IAM::Role").keys()


def test_trail_and_its_policies_are_no_cycle(environment: Environment, stack: Template) -> None:
    """Policies name the trail by its fixed ARN, and nothing that it waits for refers to it."""
    [trail] = of(stack, "AWS::CloudTrail::Trail")
    bucket = only(stack, "AWS::CloudTrail::Trail")["S3BucketName"]["Ref"]
    arn = environment.arn("cloudtrail", f"trail/{environment.trail_name}")
    for sid in ("TrailChecksAcl", "TrailWrites"):
        assert statements(stack, bucket)[sid]["Condition"]["StringEquals"]["aws:SourceArn"] == arn
    assert trail not in needs(stack, trail)


def test_audit_buckets_take_what_their_writers_send(stack: Template) -> None:
    """CloudTrail's and Config's documented policies have no deny for a header; ours neither."""
    for bucket in of(stack, "AWS::S3::Bucket"):
        denied = [s for s in statements(stack, bucket).values() if s["Effect"] == "Deny"]
        assert {s["Sid"] for s in denied} == {"DenyPlainHttp", "DenyOldTls"}


def test_services_write_for_this_account_only(environment: Environment, stack: Template) -> None:
    """Each service statement of a bucket is bound to this account or to its trail."""
    seen: set[str] = set()
    for bucket in of(stack, "AWS::S3::Bucket"):
        for statement in statements(stack, bucket).values():
            if service := statement["Principal"].get("Service"):
                seen.add(service)
                equals = statement["Condition"]["StringEquals"]
                bound = equals.get("aws:SourceAccount") or equals["aws:SourceArn"]
                assert environment.account in bound
    assert seen == PRINCIPALS


def test_config_delivers_as_its_role(stack: Template) -> None:
    """In its own account Config puts as the recorder's role, each object with its ACL."""
    role = of(stack, "AWS::Config::ConfigurationRecorder").popitem()[1]["Properties"]["RoleARN"]
    policies = stack["Resources"][role["Fn::GetAtt"][0]]["Properties"]["Policies"]
    allowed = {s["Sid"]: s for p in policies for s in p["PolicyDocument"]["Statement"]}
    assert allowed["Write"]["Action"] == ["s3:PutObject", "s3:PutObjectAcl"]


def test_recorder_and_channel_wait_for_neither(stack: Template) -> None:
    """CloudFormation starts the recorder once the channel is there: a dependency would hang."""
    [recorder] = of(stack, "AWS::Config::ConfigurationRecorder")
    [channel] = of(stack, "AWS::Config::DeliveryChannel")
    assert channel not in needs(stack, recorder)
    assert recorder not in needs(stack, channel)


def test_rules_wait_for_the_recorder(environment: Environment, stack: Template) -> None:
    """A rule can't be made before a recorder; all that this Region has are there."""
    [recorder] = of(stack, "AWS::Config::ConfigurationRecorder")
    found = of(stack, "AWS::Config::ConfigRule")
    identifiers = {r["Properties"]["Source"]["SourceIdentifier"] for r in found.values()}
    assert identifiers == set(rules(environment))
    assert all(recorder in r["DependsOn"] for r in found.values())


def test_config_records_everything_under_our_key(stack: Template) -> None:
    """Every supported type, global ones too; what is delivered is sealed."""
    group = only(stack, "AWS::Config::ConfigurationRecorder")["RecordingGroup"]
    [key] = of(stack, "AWS::KMS::Key")
    assert group == {"AllSupported": True, "IncludeGlobalResourceTypes": True}
    channel = only(stack, "AWS::Config::DeliveryChannel")
    assert channel["S3KmsKeyArn"] == {"Fn::GetAtt": [key, "Arn"]}


def test_the_access_log_has_the_service_s_encryption(stack: Template) -> None:
    """Access logs go to a bucket of this stack, SSE-S3, which logs nowhere itself."""
    buckets = of(stack, "AWS::S3::Bucket")
    targets = {
        b["Properties"]["LoggingConfiguration"]["DestinationBucketName"]["Ref"]
        for b in buckets.values()
        if "LoggingConfiguration" in b["Properties"]
    }
    [target] = targets
    [rule] = buckets[target]["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert [n for n, b in buckets.items() if "LoggingConfiguration" not in b["Properties"]] == [
        target
    ]


def test_the_function_can_set_the_block_and_nothing_else(stack: Template) -> None:
    """Its role writes its own log and sets the account's block; four flags are asked for."""
    [function] = of(stack, "AWS::Lambda::Function").values()
    role = stack["Resources"][function["Properties"]["Role"]["Fn::GetAtt"][0]]["Properties"]
    allowed = [s for p in role["Policies"] for s in p["PolicyDocument"]["Statement"]]
    assert {s["Sid"]: s["Action"] for s in allowed} == {
        "OwnLog": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "SetAccountBlock": "s3:PutAccountPublicAccessBlock",
    }
    asked = only(stack, "Custom::AccountPublicAccessBlock")
    flags = {name for name, value in asked.items() if value is True}
    assert flags == {
        "BlockPublicAcls",
        "IgnorePublicAcls",
        "BlockPublicPolicy",
        "RestrictPublicBuckets",
    }


def test_what_records_is_retained(environment: Environment, stack: Template) -> None:
    """Deleting the stack doesn't end recording, unless the environment may be destroyed."""
    policy = "Delete" if environment.destroy else "RetainExceptOnCreate"
    kinds = (
        "AWS::CloudTrail::Trail",
        "AWS::Config::ConfigurationRecorder",
        "AWS::Config::DeliveryChannel",
        "AWS::GuardDuty::Detector",
        "AWS::AccessAnalyzer::Analyzer",
        "AWS::KMS::Key",
        "AWS::S3::Bucket",
        "AWS::S3::BucketPolicy",
    )
    for kind in kinds:
        found = of(stack, kind)
        assert found
        assert {r["DeletionPolicy"] for r in found.values()} == {policy}
    roles = {id: r.get("DeletionPolicy") for id, r in of(stack, "AWS::IAM::Role").items()}
    assert {policy} == {kept for id, kept in roles.items() if id.startswith(("Trail", "Config"))}


def test_the_trail_s_log_is_searched(environment: Environment, stack: Template) -> None:
    """For each audit row, by its pattern, which leaves out who may open private keys."""
    filters = [each["Properties"] for each in of(stack, "AWS::Logs::MetricFilter").values()]
    made = {each["MetricTransformations"][0]["MetricName"]: each for each in filters}
    assert len(filters) == len(made)
    audit = {row.metric: row for row in rows() if row.pattern}
    (log,) = {each["LogGroupName"]["Ref"] for each in filters}
    assert (
        log == only(stack, "AWS::CloudTrail::Trail")["CloudWatchLogsLogGroupArn"]["Fn::GetAtt"][0]
    )
    patterns = {metric: each["FilterPattern"] for metric, each in made.items()}
    readers = environment.access.secrets
    assert patterns == {metric: filled(row, readers) for metric, row in audit.items()}
    assert all(arn.rpartition("/")[2] in patterns["PrivateKeyRead"] for arn in readers)
    for metric, each in made.items():
        counted = {"MetricNamespace": "GoLive/Audit", "MetricName": metric, "MetricValue": "1"}
        assert each["MetricTransformations"] == [counted | {"DefaultValue": 0}]


def test_it_depends_on_no_other_stack(stack: Template) -> None:
    """An account's baseline outlives its environments: it imports nothing."""
    assert "Fn::ImportValue" not in str(stack)
