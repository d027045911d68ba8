"""An environment whose data is retained: deployed half, changed half, destroyed, brought back.

Each test goes on where the one before it ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from golive.environments import load
from sandbox import control, demo
from tests.live.judging import wrong
from tests.live.kept import Kept
from tests.sandbox.account import Account

UNASKED = ("--require-approval", "never")
OWN, OTHER = "/aws/connect/golive-kept", "/aws/connect/golive-other"
ITEM = {"pk": {"S": "4.1"}, "sk": {"S": "status"}}
IN_THE_WAY = {
    "AccountBaseline/Analyzer",
    "AccountBaseline/Config/Channel",
    "AccountBaseline/Config/Recorder",
    "AccountBaseline/Detector",
    "AccountBaseline/Trail/Trail",
    "Data/FlowLog",
    "Data/Recordings",
    "Data/Reports",
    "Data/Transcripts",
    "Instance/Instance",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, commit: str) -> Iterator[Kept]:
    """The environment's file and account, nothing deployed yet; all of one commit."""
    assert commit
    folder = tmp_path_factory.mktemp("kept")
    target = load("sandbox")
    connection = control.start(folder / "state", account=target.account, region=target.region)
    made = Kept(Account(connection), folder)
    made.account.run(*demo.bootstrap(target), cwd=folder)
    yield made
    control.stop(folder / "state")


@pytest.fixture(scope="module")
def first(kept: Kept) -> Path:
    """The environment as it is deployed for the first time."""
    return kept.assembly("first")


def test_a_first_deployment_that_fails_half_way_leaves_nothing(kept: Kept, first: Path) -> None:
    """Somebody has made the log group: what is stateful is rolled back too, for it is new."""
    logs = kept.account.client("logs")
    logs.create_log_group(logGroupName=OWN)
    said = kept.cdk("deploy", first, "Data", *UNASKED, code=1)
    logs.delete_log_group(logGroupName=OWN)
    assert f"{OWN} already exists" in said
    assert kept.stacks() == {"golive-kept-data": "ROLLBACK_COMPLETE"}
    assert kept.stateful() == {"buckets": [], "tables": [], "streams": [], "groups": []}


@pytest.fixture(scope="module")
def running(kept: Kept, first: Path) -> Kept:
    """Deployed, with an item in its register."""
    kept.deploy(first)
    kept.account.client("dynamodb").put_item(TableName=kept.table(), Item=ITEM)
    return kept


def test_the_next_deployment_succeeds(running: Kept) -> None:
    """The stack that failed is deleted by it: nothing is protected before the lock is written."""
    assert wrong(running.proofs().run()) == []


@pytest.fixture(scope="module")
def second(running: Kept) -> Path:
    """The environment locked, as after every first deployment, and one setting changed."""
    running.write()
    running.account.run(demo.GOLIVE, "env", "lock", str(running.file))
    assembly = running.assembly("second", {"log_days: 30": "log_days: 60"})
    running.deploy(assembly)
    return assembly


def item(kept: Kept) -> object:
    """What was in the register from the beginning."""
    got = kept.account.client("dynamodb").get_item(TableName=kept.table(), Key=ITEM)
    return got.get("Item")


def test_an_update_that_fails_half_way_is_rolled_back(running: Kept) -> None:
    """Another alias, whose log group somebody has made: every setting is as before."""
    kept, before = running, running.proofs().digest()
    kept.account.client("logs").create_log_group(logGroupName=OTHER)
    wrong_alias = kept.assembly("wrong", {"alias: golive-sandbox": "alias: golive-other"})
    kept.write()
    said = kept.cdk("deploy", wrong_alias, "Data", *UNASKED, code=1)
    assert f"{OTHER} already exists" in said
    assert kept.stacks()["golive-kept-data"] == "UPDATE_ROLLBACK_COMPLETE"
    buckets = [b["Name"] for b in kept.account.client("s3").list_buckets()["Buckets"]]
    assert not [name for name in buckets if "golive-other" in name]
    assert kept.proofs().digest() == before
    assert item(kept) == ITEM


def test_the_next_update_succeeds(kept: Kept, second: Path) -> None:
    """And proves every line."""
    groups = kept.account.client("logs").describe_log_groups(
        logGroupNamePrefix="/aws/connect/golive-kept"
    )
    assert groups["logGroups"][0]["retentionInDays"] == 60
    assert wrong(kept.proofs().run()) == []
    assert kept.retained() == []


@pytest.fixture(scope="module")
def settings(kept: Kept, second: Path) -> str:
    """The digest of all settings before the end."""
    return kept.proofs().digest()


@pytest.fixture(scope="module")
def destroyed(kept: Kept, second: Path, settings: str) -> str:
    """What destroying says, once the protection of the stacks is off."""
    refused = kept.cdk("destroy", second, "--all", "--force", code=1)
    assert "cannot be deleted while TerminationProtection is enabled" in refused
    kept.unprotect()
    return kept.cdk("destroy", second, "--all", "--force")


@pytest.fixture(scope="module")
def mapping(kept: Kept, destroyed: str) -> Path:
    """What an import needs, written before anything else takes the names of the stacks."""
    folder = kept.folder / "mapping"
    kept.retained("--mapping", str(folder))
    return folder


def test_destroying_leaves_what_is_retained_and_says_so(kept: Kept, destroyed: str) -> None:
    """The command says it row by row, `golive env retained` afterwards, and it is still there."""
    left = kept.retained()
    assert kept.stacks() == {}
    rows = [row for row in destroyed.splitlines() if "DELETE_SKIPPED" in row]
    said = [one for one in left if any(f"({one['logical']})" in row for row in rows)]
    assert said == left
    assert {one["path"] for one in left if one["blocks"]} == IN_THE_WAY
    assert item(kept) == ITEM


def test_what_is_retained_stays_closed(kept: Kept, destroyed: str) -> None:
    """A bucket keeps its policy, the trail and the recorder the roles that they need."""
    kinds = {one["type"] for one in kept.retained()}
    assert {"AWS::S3::BucketPolicy", "AWS::IAM::Role"} <= kinds
    name = next(one["physical"] for one in kept.retained() if one["path"] == "Data/Recordings")
    policy = kept.account.client("s3").get_bucket_policy(Bucket=name)["Policy"]
    assert "DenyPlainHttp" in policy


def test_deploying_over_it_is_refused(kept: Kept, second: Path, mapping: Path) -> None:
    """Before anything is lost; the stack that failed is deleted like any other."""
    said = kept.cdk("deploy", second, "Data", *UNASKED, code=1)
    assert "already exist" in said or "Validation failed" in said
    kept.unprotect()
    kept.cdk("destroy", second, "Data", "--force")
    assert item(kept) == ITEM


def test_it_is_brought_back_whole(kept: Kept, second: Path, mapping: Path, settings: str) -> None:
    """Imported stack by stack, then deployed: every line proven, settings and data as before."""
    for stem in ("Data", "Instance", "AccountBaseline"):
        kept.cdk("import", second, stem, "--resource-mapping", str(mapping / f"{stem}.json"))
    kept.deploy(second)
    found = kept.proofs()
    assert wrong(found.run()) == []
    assert found.digest() == settings
    assert item(kept) == ITEM
    assert kept.retained() == []
