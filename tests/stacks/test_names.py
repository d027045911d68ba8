"""Names that are given, and names that others select by."""

from __future__ import annotations

import re
from typing import Any

import pytest

from golive.declared.centre import Instance
from golive.environment import Environment
from golive.environments import load

LONGEST = 63
"""S3 User Guide, General purpose bucket naming rules."""
RANDOM = 13
"""Characters that CloudFormation adds to a name that it makes."""
ALIASES = ("a", "golive-sandbox", "A" * 45, f"{'a' * 22}-b", f"{'ab-' * 14}abc", "Main--Centre")
WORDS = ("recordings", "transcripts", "reports")


def with_alias(alias: str) -> Environment:
    instance = Instance(mode="create", alias=alias)
    return load("prod").model_copy(update={"instance": instance})


@pytest.mark.parametrize("alias", ALIASES)
@pytest.mark.parametrize("holds", WORDS)
def test_connect_s_buckets_have_names_that_s3_takes(alias: str, holds: str) -> None:
    """Whatever alias Connect takes, and inside what its managed role policy covers."""
    name = with_alias(alias).connect_bucket(holds)
    assert len(name) <= LONGEST
    assert re.fullmatch(r"amazon-connect-[a-z0-9][a-z0-9-]*[a-z0-9]", name)


def test_long_aliases_are_told_apart() -> None:
    """Two that differ after the cut have different buckets."""
    one, other = (with_alias(f"{'a' * 40}{end}").connect_buckets for end in ("b", "c"))
    assert one != other


def test_names_of_data_s_buckets_are_never_cut(templates: Any) -> None:
    """The trail selects by how they begin, so the longest environment's must fit too."""
    longest = load("prod").model_copy(update={"name": "a" * 19})
    for logical, r in templates("prod")["Data"]["Resources"].items():
        if r["Type"] == "AWS::S3::Bucket" and "BucketName" not in r["Properties"]:
            made = f"{longest.data_resources}{logical}-".lower()
            assert len(made) + RANDOM <= LONGEST, made


@pytest.mark.parametrize(
    ("region", "partition"),
    [("eu-west-2", "aws"), ("us-gov-west-1", "aws-us-gov"), ("cn-north-1", "aws-cn")],
)
def test_arns_are_of_the_region_s_partition(region: str, partition: str) -> None:
    """China and GovCloud have their own."""
    there = load("prod").model_copy(update={"region": region})
    assert there.arn("kms", "key/x") == f"arn:{partition}:kms:{region}:444455556666:key/x"
