"""What `Ref` gives for pseudo parameters and for parameters."""

from __future__ import annotations

from typing import Any

from golive.model import Unknown
from golive.template.stack import Stack
from golive.template.values import NO_VALUE

PARTITIONS = (
    ("cn-", "aws-cn", "amazonaws.com.cn"),
    ("us-gov-", "aws-us-gov", "amazonaws.com"),
    ("us-iso-", "aws-iso", "c2s.ic.gov"),
    ("us-isob-", "aws-iso-b", "sc2s.sgov.gov"),
    ("us-isof-", "aws-iso-f", "csp.hci.ic.gov"),
    ("eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"),
    ("eusc-", "aws-eusc", "amazonaws.eu"),
    ("", "aws", "amazonaws.com"),
)
"""How a Region begins, its partition and DNS suffix (botocore, partitions.json)."""


def pseudo(name: str, stack: Stack) -> object:
    """CloudFormation User Guide, pseudo parameters reference."""
    match name:
        case "AWS::AccountId":
            return stack.account
        case "AWS::Region":
            return stack.region
        case "AWS::Partition":
            return partition(stack.region)
        case "AWS::URLSuffix":
            return _of_region(stack.region, 2)
        case "AWS::StackName":
            return stack.name
        case "AWS::NoValue":
            return NO_VALUE
        case _:
            return Unknown(f"{name} is known after the deployment")


def partition(region: str | Unknown) -> str | Unknown:
    """The partition that a Region lies in."""
    return _of_region(region, 1)


def _of_region(region: str | Unknown, column: int) -> str | Unknown:
    if isinstance(region, Unknown):
        return region
    return next(row[column] for row in PARTITIONS if region.startswith(row[0]))


def parameter(name: str, declared: Any) -> object:
    """The default; Unknown where there is none, or where AWS or nobody shall read it."""
    kind = str(declared.get("Type"))
    if kind.startswith("AWS::SSM::Parameter::"):
        return Unknown(f"parameter {name} is read from the parameter store at the deployment")
    if str(declared.get("NoEcho")).lower() == "true":
        return Unknown(f"parameter {name} is not to be read (NoEcho)")
    if "Default" not in declared:
        return Unknown(f"parameter {name} has no default")
    default = declared["Default"]
    if kind == "CommaDelimitedList" or kind.startswith("List<"):
        return [item.strip() for item in str(default).split(",")]
    return default
