"""What ties Connect to the data."""

from __future__ import annotations

from typing import Any

import pytest

from golive.environment import Environment
from golive.environments import load
from tests.stacks.reading import Template, Templates, needs, of, only

FOLDERS = {
    "CALL_RECORDINGS": ("Recordings", "CallRecordings"),
    "CHAT_TRANSCRIPTS": ("Transcripts", "ChatTranscripts"),
    "SCHEDULED_REPORTS": ("Reports", "Reports"),
}
STREAMS = {"CONTACT_TRACE_RECORDS": "ContactRecords", "AGENT_EVENTS": "AgentEvents"}


@pytest.fixture(scope="module", params=["sandbox", "dev", "prod"])
def environment(request: pytest.FixtureRequest) -> Environment:
    return load(request.param)


@pytest.fixture
def stack(environment: Environment, templates: Templates) -> Template:
    return templates(environment.name)["Associations"]


def configs(stack: Template) -> dict[str, Any]:
    """The storage configs by what they store."""
    found = [r["Properties"] for r in of(stack, "AWS::Connect::InstanceStorageConfig").values()]
    assert len(found) == len({c["ResourceType"] for c in found}), "Connect takes one of each"
    return {config["ResourceType"]: config for config in found}


def imported(value: Any) -> str:
    """The name of the export that a value is."""
    return str(value["Fn::ImportValue"])


def test_each_kind_of_contact_data_has_its_place(stack: Template) -> None:
    """Recordings, transcripts and reports in buckets; records and agent events in streams."""
    assert set(configs(stack)) == {*FOLDERS, *STREAMS}


@pytest.mark.parametrize("kind", FOLDERS)
def test_files_are_sealed_under_the_contact_key(
    environment: Environment, stack: Template, kind: str
) -> None:
    """In their own bucket, in the folder that Connect's console gives them."""
    config, (bucket, folder) = configs(stack)[kind], FOLDERS[kind]
    s3 = config["S3Config"]
    assert config["StorageType"] == "S3"
    assert f"Ref{bucket}" in imported(s3["BucketName"])
    assert s3["BucketPrefix"] == f"connect/{environment.instance.alias}/{folder}"
    assert s3["EncryptionConfig"]["EncryptionType"] == "KMS"
    assert "ContactKey" in imported(s3["EncryptionConfig"]["KeyId"])


@pytest.mark.parametrize("kind", STREAMS)
def test_streams_come_after_the_key_s_grant(stack: Template, kind: str) -> None:
    """Associating the recordings grants Connect the contact key, which the streams need."""
    config = configs(stack)[kind]
    assert config["StorageType"] == "KINESIS_STREAM"
    assert STREAMS[kind] in imported(config["KinesisStreamConfig"]["StreamArn"])
    [logical] = [
        id
        for id, r in of(stack, "AWS::Connect::InstanceStorageConfig").items()
        if r["Properties"] is config
    ]
    assert "CallRecordings" in needs(stack, logical)


def test_the_pair_of_slot_a_is_asked_for(environment: Environment, stack: Template) -> None:
    """By name, type and key; kept, unless the environment may be destroyed."""
    pair = only(stack, "Custom::InputKeyPair")
    assert pair["ParameterName"] == f"/golive/{environment.name}/input/a"
    assert pair["ParameterType"] == "SecureString"
    assert "SecretsKey" in imported(pair["KeyArn"])
    assert pair["Slot"] == "a"
    assert pair["Keep"] == ("false" if environment.destroy else "true")


def test_connect_gets_the_public_half(stack: Template) -> None:
    """The security key is an attribute of the pair: nobody pastes a key."""
    [pair] = of(stack, "Custom::InputKeyPair")
    assert only(stack, "AWS::Connect::SecurityKey")["Key"] == {"Fn::GetAtt": [pair, "PublicKey"]}


def test_the_function_writes_private_keys_and_reads_none(
    environment: Environment, stack: Template
) -> None:
    """It may seal under one parameter's context and store; decrypting or reading it may not."""
    role = only(stack, "AWS::IAM::Role")
    [policy] = role["Policies"]
    statements = {s["Sid"]: s for s in policy["PolicyDocument"]["Statement"]}
    assert ("RemovePair" in statements) == environment.destroy
    statements.pop("RemovePair", None)
    assert {sid: s["Action"] for sid, s in statements.items()} == {
        "OwnLog": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "MakePair": "kms:GenerateDataKeyPair",
        "SealPrivateKey": "kms:Encrypt",
        "StorePair": "ssm:PutParameter",
        "ReadPublicKey": "ssm:GetParameter",
    }
    private = environment.arn("ssm", f"parameter/golive/{environment.name}/input/a")
    context = statements["SealPrivateKey"]["Condition"]["StringEquals"]
    assert context["kms:EncryptionContext:PARAMETER_ARN"] == [private]
    assert statements["ReadPublicKey"]["Resource"] == f"{private}/public"
    assert statements["StorePair"]["Resource"] == [
        private,
        f"{private}/certificate",
        f"{private}/public",
    ]


def test_the_function_is_built_for_its_target(environment: Environment, stack: Template) -> None:
    """Newest Python, the target's architecture, its own log group with an end."""
    function = only(stack, "AWS::Lambda::Function")
    arm = environment.functions.target == "arm64"
    assert function["Runtime"] == "python3.14"
    assert function["Architectures"] == ["arm64" if arm else "x86_64"]
    [group] = of(stack, "AWS::Logs::LogGroup")
    assert function["LoggingConfig"] == {"LogGroup": {"Ref": group}}
    assert only(stack, "AWS::Logs::LogGroup")["RetentionInDays"] == environment.retention.log_days
