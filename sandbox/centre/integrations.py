"""The functions behind the integrations: deployed by the team's own pipeline, not by our stacks."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from sandbox.centre.desk import Desk
from sandbox.control import SandboxError

RUNTIME = "python3.14"
CODE = 'def handler(event, context):\n    return {"status": "found"}\n'
ROLE = "contact-centre-integrations"
LOGGING = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
EVENT = {"Details": {"ContactData": {"Channel": "VOICE"}, "Parameters": {}}}


def functions(desk: Desk) -> list[str]:
    """Have every declared function, allowed to be called by flows; their ARNs."""
    names = dict.fromkeys(each.function for each in desk.environment.integrations)
    return [_function(desk, name) for name in names]


def _function(desk: Desk, name: str) -> str:
    api = desk.client("lambda")
    try:
        arn: str = api.get_function_configuration(FunctionName=name)["FunctionArn"]
    except api.exceptions.ResourceNotFoundException:
        arn = _deployed(desk, name)
    if arn not in desk.listed("list_lambda_functions", InstanceId=desk.id):
        desk.call("associate_lambda_function", FunctionArn=arn)
    return arn


def _deployed(desk: Desk, name: str) -> str:
    """Deployed and called once: a first call that fails is a mistake of the sandbox."""
    _log(desk, f"/aws/lambda/{name}")
    made = desk.client("lambda").create_function(
        FunctionName=name,
        Runtime=RUNTIME,
        Role=_role(desk),
        Handler="index.handler",
        Code={"ZipFile": _zipped()},
    )
    called = desk.client("lambda").invoke(FunctionName=name, Payload=json.dumps(EVENT))
    if "FunctionError" in called:
        raise SandboxError(f"{name} failed: {called['Payload'].read().decode()}")
    return made["FunctionArn"]


def _log(desk: Desk, group: str) -> None:
    """A log group with an end and a key of the team's own."""
    declared, logs = desk.environment, desk.client("logs")
    arn = declared.arn("logs", f"log-group:{group}")
    key = desk.client("kms").create_key(Policy=json.dumps(_sealing(desk, arn)))["KeyMetadata"]
    desk.client("kms").enable_key_rotation(KeyId=key["KeyId"])
    logs.create_log_group(logGroupName=group, kmsKeyId=key["Arn"])
    logs.put_retention_policy(logGroupName=group, retentionInDays=declared.retention.log_days)


def _sealing(desk: Desk, group_arn: str) -> dict[str, Any]:
    """A key's policy for one log group (CloudWatch Logs User Guide, encrypt log data)."""
    declared = desk.environment
    owner = {"AWS": f"arn:{declared.partition}:iam::{declared.account}:root"}
    logs = {"Service": f"logs.{declared.region}.amazonaws.com"}
    used = [
        "kms:Encrypt*",
        "kms:Decrypt*",
        "kms:ReEncrypt*",
        "kms:GenerateDataKey*",
        "kms:Describe*",
    ]
    only = {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": group_arn}}
    every = {"Effect": "Allow", "Resource": "*"}
    return {
        "Version": "2012-10-17",
        "Statement": [
            {**every, "Principal": owner, "Action": "kms:*"},
            {**every, "Principal": logs, "Action": used, "Condition": only},
        ],
    }


def _role(desk: Desk) -> str:
    iam = desk.client("iam")
    principal = {"Service": "lambda.amazonaws.com"}
    trust = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    try:
        iam.create_role(RoleName=ROLE, AssumeRolePolicyDocument=document)
        iam.attach_role_policy(RoleName=ROLE, PolicyArn=LOGGING)
    except iam.exceptions.EntityAlreadyExistsException:
        pass
    return iam.get_role(RoleName=ROLE)["Role"]["Arn"]


def _zipped() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("index.py", CODE)
    return file.getvalue()
