"""What one account and Region has once: trail, Config, public-access block, detectors."""

from __future__ import annotations

from aws_cdk import aws_accessanalyzer as accessanalyzer
from aws_cdk import aws_guardduty as guardduty
from constructs import Construct

from baseline import key_statements
from baseline.bucket import AccessLogBucket
from baseline.documents import Statement
from baseline.keeping import keep
from baseline.key import Key
from baseline.public_access import PublicAccess
from baseline.recorder import Recorder
from baseline.trail import Trail
from golive.environment import Environment
from stacks.base import EnvStack

RULES = (
    "CLOUDWATCH_LOG_GROUP_ENCRYPTED",
    "CLOUD_TRAIL_ENCRYPTION_ENABLED",
    "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED",
    "CMK_BACKING_KEY_ROTATION_ENABLED",
    "DYNAMODB_PITR_ENABLED",
    "DYNAMODB_TABLE_ENCRYPTED_KMS",
    "KINESIS_STREAM_ENCRYPTED",
    "MULTI_REGION_CLOUD_TRAIL_ENABLED",
    "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC",
    "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED",
    "S3_BUCKET_SSL_REQUESTS_ONLY",
    "SNS_ENCRYPTED_KMS",
)
"""AWS Config Developer Guide, List of AWS Config Managed Rules."""
CONNECT_RULE = "CONNECT_INSTANCE_LOGGING_ENABLED"
CONNECT_RULE_REGIONS = (
    "af-south-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-west-2",
    "us-east-1",
    "us-west-2",
)
"""AWS Config Developer Guide, connect-instance-logging-enabled."""


class AccountBaseline(EnvStack):
    """Each part that the environment says to create; depends on no other stack.

    The trail selects data events by the names that Data and Connect's buckets begin with; its
    own bucket begins with this stack's.
    """

    def __init__(self, scope: Construct, *, environment: Environment) -> None:
        super().__init__(
            scope,
            "AccountBaseline",
            environment=environment,
            description="Trail, Config, public-access block, detectors: once in an account",
        )
        wanted = environment.account_baseline
        self.trail: Trail | None = None
        self.public_access: PublicAccess | None = None
        if "create" in (wanted.trail, wanted.config, wanted.public_access):
            self._audit(environment)
        if wanted.guardduty == "create":
            self._detector(environment)
        if wanted.access_analyzer == "create":
            self._analyzer(environment)

    def _audit(self, environment: Environment) -> None:
        wanted = environment.account_baseline
        key = Key(
            self,
            "AuditKey",
            environment=environment,
            description="Trail, Config, and the log of the public-access function",
            statements=_key_statements(environment),
        )
        if "create" in (wanted.trail, wanted.config):
            logs = AccessLogBucket(self, "AccessLog", environment=environment)
            self._recorded(environment, key, logs)
        if wanted.public_access == "create":
            self.public_access = PublicAccess(
                self, "PublicAccess", environment=environment, log_key=key
            )
            self.public_access.block(self, "PublicAccessBlock", environment=environment)

    def _recorded(self, environment: Environment, key: Key, logs: AccessLogBucket) -> None:
        wanted = environment.account_baseline
        if wanted.trail == "create":
            self.trail = Trail(
                self,
                "Trail",
                environment=environment,
                key=key,
                logs=logs,
                data_events=data_events(environment),
            )
        if wanted.config == "create":
            recorder = Recorder(self, "Config", environment=environment, key=key, logs=logs)
            for rule in rules(environment):
                recorder.rule(rule)

    def _detector(self, environment: Environment) -> None:
        """One in each account and Region; deleting it would end the service there."""
        detector = guardduty.CfnDetector(
            self, "Detector", enable=True, finding_publishing_frequency="FIFTEEN_MINUTES"
        )
        detector.apply_removal_policy(keep(environment))

    def _analyzer(self, environment: Environment) -> None:
        """One of each type in each account and Region (IAM User Guide, Access Analyzer quotas)."""
        analyzer = accessanalyzer.CfnAnalyzer(self, "Analyzer", type="ACCOUNT")
        analyzer.apply_removal_policy(keep(environment))


def needed(environment: Environment) -> bool:
    """Whether there is anything to create."""
    return "create" in environment.account_baseline.model_dump().values()


def data_events(environment: Environment) -> dict[str, list[str]]:
    """How the ARNs begin whose data events the trail records, by CloudTrail's resource type."""
    partition, named = environment.partition, environment.data_resources
    buckets = (named, environment.connect_buckets)
    return {
        "AWS::S3::Object": [f"arn:{partition}:s3:::{prefix}" for prefix in buckets],
        "AWS::DynamoDB::Table": [environment.arn("dynamodb", f"table/{named}")],
    }


def rules(environment: Environment) -> list[str]:
    """The managed rules that this Region has."""
    connect = [CONNECT_RULE] if environment.region in CONNECT_RULE_REGIONS else []
    return [*RULES, *connect]


def _key_statements(environment: Environment) -> list[Statement]:
    wanted = environment.account_baseline
    groups = f"{environment.stack('AccountBaseline')}-*"
    return [
        key_statements.log_groups(environment, groups),
        *(key_statements.trail(environment) if wanted.trail == "create" else []),
        *([key_statements.config(environment)] if wanted.config == "create" else []),
    ]
