"""DynamoDB tables."""

from __future__ import annotations

from golive.account.arns import GLOBAL_TABLE, TABLE
from golive.account.readers.reader import reader
from golive.account.readers.resource_policies import of_table
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.facts.storage import Table
from golive.facts.words import AWS_OWNED, Where

SEALED = ("ENABLED", "ENABLING", "UPDATING")


@reader(
    Table,
    TABLE,
    GLOBAL_TABLE,
    key="Table.SSEDescription.KMSMasterKeyArn",
    recovery="ContinuousBackupsDescription.PointInTimeRecoveryDescription",
    deletion_protection="Table.DeletionProtectionEnabled",
    policy="Policy",
)
def table(read: Reading, subject: Resource) -> Table:
    described = read.ask("dynamodb:DescribeTable", TableName=subject.physical)["Table"]
    sealed = described.get("SSEDescription", {})
    return Table(
        name=subject.physical,
        key=read.part(lambda: _key(read, sealed)),
        recovery=read.part(lambda: _recovery(read, subject.physical)),
        deletion_protection=described.get("DeletionProtectionEnabled", False),
        policy=read.part(lambda: of_table(read, subject)),
    )


def _key(read: Reading, sealed: dict[str, str]) -> Where:
    """Without a description, or with one that is switched off, DynamoDB uses its own key."""
    if sealed.get("Status") not in SEALED:
        return AWS_OWNED
    return read.key(sealed.get("KMSMasterKeyArn"))


def _recovery(read: Reading, name: str) -> bool:
    answer = read.ask("dynamodb:DescribeContinuousBackups", TableName=name)
    backups = answer["ContinuousBackupsDescription"]
    recovery = backups.get("PointInTimeRecoveryDescription", {})
    return recovery.get("PointInTimeRecoveryStatus") == "ENABLED"
