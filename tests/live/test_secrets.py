"""A private key is in its parameter, and nowhere else."""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.live.acts import Acts
from tests.live.command import verify
from tests.live.judging import Proofs
from tests.sandbox.account import Account

PARAMETER = "/golive/sandbox/input/a"
OWN = ("ca.pem", "server.key", "server.pem", "bundle.pem")
"""The sandbox's own certificate and its key."""
LINE = 64
"""Of PEM (RFC 7468)."""
Text = tuple[str, bytes]
"""Where it stands, and what stands there."""


class Secret:
    """What gives a private key away: each line of its PEM, and the PEM encoded once more."""

    def __init__(self, pem: str) -> None:
        self.parts = [line.encode() for line in pem.splitlines() if len(line) == LINE]
        self.parts.append(b64encode(pem.encode())[:200])

    def __repr__(self) -> str:
        return "a private key"


@pytest.fixture(scope="module")
def secret(deployed: Account) -> Secret:
    """Read as the administrator, who may."""
    got = deployed.client("ssm").get_parameter(Name=PARAMETER, WithDecryption=True)
    found = Secret(got["Parameter"]["Value"])
    assert len(found.parts) > 40
    return found


def leaks(texts: Iterator[Text], secret: Secret) -> list[str]:
    """The places that hold a part of it; there must be some place to look at."""
    found = list(texts)
    assert found
    return [place for place, text in found if any(part in text for part in secret.parts)]


def test_the_search_finds_a_key(secret: Secret) -> None:
    """A line in the middle of a text is enough."""
    assert leaks(iter([("here", b"{" + secret.parts[20] + b"}")]), secret) == ["here"]


def test_stacks_say_nothing_of_it(deployed: Account, proofs: Proofs, secret: Secret) -> None:
    """Neither outputs, events, resources nor templates."""
    assert leaks(stacks(deployed, proofs.estate.stacks), secret) == []


def stacks(account: Account, names: dict[str, Any]) -> Iterator[Text]:
    cloudformation = account.client("cloudformation")
    for name in names:
        for operation in (
            "describe_stacks",
            "describe_stack_events",
            "describe_stack_resources",
            "get_template",
        ):
            yield (
                f"{operation} {name}",
                str(getattr(cloudformation, operation)(StackName=name)).encode(),
            )


def test_logs_say_nothing_of_it(deployed: Account, secret: Secret) -> None:
    """Of functions, of the trail, of anything."""
    assert leaks(logs(deployed), secret) == []


def logs(account: Account) -> Iterator[Text]:
    client = account.client("logs")
    for group in client.get_paginator("describe_log_groups").paginate().search("logGroups[]"):
        name = group["logGroupName"]
        pages = client.get_paginator("filter_log_events").paginate(logGroupName=name)
        for event in pages.search("events[]"):
            yield name, event["message"].encode()


def test_objects_say_nothing_of_it(
    deployed: Account, acts: Acts, tmp_path: Path, secret: Secret
) -> None:
    """Neither trail records, nor evidence, nor what the CDK has published, nor the board."""
    verify(deployed.connection, "--out", str(tmp_path))
    found = [*objects(deployed), *files(tmp_path)]
    looked_at = {place.partition("/")[0] for place, _ in found}
    assert acts.filled("<AccountBaseline/Trail/TrailBucket>") in looked_at
    assert acts.filled("<Data/Evidence>") in looked_at
    assert leaks(iter(found), secret) == []


def objects(account: Account) -> Iterator[Text]:
    s3 = account.client("s3")
    for bucket in s3.list_buckets()["Buckets"]:
        name = bucket["Name"]
        for each in s3.list_objects_v2(Bucket=name).get("Contents", []):
            body = s3.get_object(Bucket=name, Key=each["Key"])["Body"].read()
            yield f"{name}/{each['Key']}", unpacked(body)


def unpacked(body: bytes) -> bytes:
    """The content, also of what is compressed."""
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def files(folder: Path) -> Iterator[Text]:
    for file in folder.rglob("*"):
        if file.is_file() and file.name not in OWN:
            yield str(file), unpacked(file.read_bytes())


def test_the_sandbox_writes_it_to_no_file(deployed: Account, secret: Secret) -> None:
    """Neither its log nor the functions' working folders hold it."""
    assert leaks(files(deployed.connection.state), secret) == []


def test_other_parameters_hold_the_public_half(deployed: Account, secret: Secret) -> None:
    """Certificate and public key are in plain text, and only they."""
    names = [f"{PARAMETER}/certificate", f"{PARAMETER}/public"]
    got = deployed.client("ssm").get_parameters(Names=names)["Parameters"]
    assert [parameter["Type"] for parameter in got] == ["String", "String"]
    plain = [(parameter["Name"], parameter["Value"].encode()) for parameter in got]
    assert leaks(iter(plain), secret) == []
