"""The newest evidence in the account."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from golive.environments import load
from golive.launch.evidence import PREFIX, NoEvidence, newest
from golive.register.errors import Denied

SANDBOX = load("sandbox")
NOW = datetime(2027, 1, 18, tzinfo=UTC)
BUCKET = {
    "LogicalResourceId": "Evidence4CC26D68",
    "PhysicalResourceId": "golive-evidence",
    "ResourceType": "AWS::S3::Bucket",
    "ResourceStatus": "CREATE_COMPLETE",
    "LastUpdatedTimestamp": NOW,
}


class Session:
    """Clients that answer what botocore's models accept, in this order."""

    def __init__(self) -> None:
        make: Any = boto3.client  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
        own = {"region_name": "us-east-1", "aws_access_key_id": "x", "aws_secret_access_key": "x"}
        self.made = {name: make(name, **own) for name in ("cloudformation", "s3")}
        self.stubs = {name: Stubber(client) for name, client in self.made.items()}
        for stub in self.stubs.values():
            stub.activate()

    def client(self, service: str) -> Any:
        return self.made[service]

    def stack(self, *rows: dict[str, Any]) -> Session:
        """The Data stack has these resources."""
        found = {"StackResourceSummaries": list(rows)}
        self.stubs["cloudformation"].add_response("list_stack_resources", found)
        return self

    def listed(self, *names: str) -> Session:
        """The bucket has runs of these names."""
        rows = [{"Key": f"{PREFIX}{name}", "LastModified": NOW} for name in names]
        asked = {"Bucket": "golive-evidence", "Prefix": PREFIX}
        self.stubs["s3"].add_response("list_objects_v2", {"Contents": rows}, asked)
        return self

    def holds(self, name: str, **run: Any) -> Session:
        """One of them is asked for, and says this."""
        body = json.dumps(run).encode()
        answer = {"Body": io.BytesIO(body)}
        asked = {"Bucket": "golive-evidence", "Key": f"{PREFIX}{name}"}
        self.stubs["s3"].add_response("get_object", answer, asked)
        return self


def test_the_newest_whole_run_counts() -> None:
    """By its name, which is its time; a run of some lines is passed over."""
    session = (
        Session().stack(BUCKET).listed("20270118T1.json", "20270117T1.json", "20270116T1.json")
    )
    session.holds("20270118T1.json", only=["4.1"]).holds("20270117T1.json", only=[], verdict="go")
    kept = newest(SANDBOX, session)
    assert kept.address == "s3://golive-evidence/verify/20270117T1.json"
    assert kept.run["verdict"] == "go"


def test_no_evidence_is_said() -> None:
    """Neither a bucket, nor a run in it."""
    with pytest.raises(NoEvidence, match="deploy golive-sandbox-data"):
        newest(SANDBOX, Session().stack())
    with pytest.raises(NoEvidence, match="verify first"):
        newest(SANDBOX, Session().stack(BUCKET).listed())


def test_who_may_not_read_it_hears_which_permission() -> None:
    """In the words of every denied call."""
    session = Session().stack(BUCKET).listed("a.json")
    session.stubs["s3"].add_client_error("get_object", "AccessDenied", http_status_code=403)
    with pytest.raises(Denied, match="s3:GetObject"):
        newest(SANDBOX, session)
