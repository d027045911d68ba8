"""What would leave test configuration in a template."""

from __future__ import annotations

from tests.mutants.mutant import DELETE, NOWHERE, Mutant

KEPT, CLOSED = "2.3.11-data-outlives-its-stack", "2.3.11-origins-are-closed"
LEVEL = "2.3.11-functions-log-no-debug"
FUNCTION = "AWS::Lambda::Function"
DATA = {
    "Data": ("AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::Kinesis::Stream"),
    "Instance": ("AWS::Connect::Instance",),
    "Associations": ("Custom::InputKeyPair",),
}
POLICIES = ("DeletionPolicy", "UpdateReplacePolicy")
ORIGINS = ("*", "https://*", "http://desktop.example.com", "https://localhost:3000", NOWHERE)


def approved(origin: object) -> dict[str, object]:
    """An approved origin of our instance, beside those that the environment declares."""
    where = {"Fn::GetAtt": ["Instance", "Arn"]}
    return {
        "Type": "AWS::Connect::ApprovedOrigin",
        "Properties": {"InstanceId": where, "Origin": origin},
    }


MUTANTS = [
    *[
        Mutant(KEPT, kind, "", policy, value, stack, environments=("prod",))
        for stack, kinds in DATA.items()
        for kind in kinds
        for policy in POLICIES
        for value in ("Delete", DELETE, NOWHERE)
    ],
    *[
        Mutant(KEPT, "", "", "Metadata", value, stack, environments=("sandbox",))
        for stack in DATA
        for value in (DELETE, {"golive:destroy": False})
    ],
    *[
        Mutant(LEVEL, FUNCTION, "", f"Properties.{path}", value)
        for path in ("LoggingConfig.ApplicationLogLevel", "LoggingConfig.SystemLogLevel")
        for value in ("DEBUG", "TRACE", NOWHERE)
    ],
    *[
        Mutant(LEVEL, FUNCTION, "", f"Properties.Environment.Variables.{name}", "debug")
        for name in ("LOG_LEVEL", "POWERTOOLS_LOG_LEVEL", "AWS_LAMBDA_LOG_LEVEL")
    ],
    *[Mutant(CLOSED, "", "", "Resources.Open", approved(origin), "Instance") for origin in ORIGINS],
]
SURVIVORS = {
    (LEVEL, "Environment.Variables"): "without variables no logger is told to be loud",
}
UNREAD = {
    KEPT: "it reads what stands beside the properties, and the metadata of the stack",
}
