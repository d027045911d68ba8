"""The sandbox as tests call it: over HTTPS, with keys, or without."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from uuid import uuid4

import boto3
from botocore import UNSIGNED
from botocore.config import Config

import sandbox.resolver.sitecustomize as _resolves_s3_control
from golive.project import ROOT
from sandbox import control

AWS: Any = boto3
RESOLVER = _resolves_s3_control
LEAVING: list[Callable[[], None]] = []
"""What takes each user away that a test has made."""


@dataclass(frozen=True)
class Account:
    """A running sandbox."""

    connection: control.Connection

    def client(self, service: str, key: str = "", secret: str = "", region: str = "") -> Any:
        """A client with the administrator's keys and Region, or with others."""
        return AWS.client(
            service,
            endpoint_url=self.connection.url,
            region_name=region or self.connection.region,
            aws_access_key_id=key or self.connection.access_key,
            aws_secret_access_key=secret or self.connection.secret_key,
            verify=str(self.connection.state / "ca.pem"),
            config=Config(retries={"total_max_attempts": 1}),
        )

    def anonymous(self, service: str) -> Any:
        """A client without keys."""
        return AWS.client(
            service,
            endpoint_url=self.connection.url,
            region_name=self.connection.region,
            verify=str(self.connection.state / "ca.pem"),
            config=Config(signature_version=UNSIGNED),
        )

    def user(self, *statements: Mapping[str, Any], owner: str = "") -> tuple[str, str]:
        """The keys of a new user with one policy, in this account or in another one.

        It is gone when the test is over: the next one may ask who reaches the data.
        """
        iam = self.client("iam", owner, "root") if owner else self.client("iam")
        name = f"user-{uuid4().hex[:8]}"
        iam.create_user(UserName=name)
        document = json.dumps({"Version": "2012-10-17", "Statement": statements})
        iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=document)
        key = iam.create_access_key(UserName=name)["AccessKey"]
        LEAVING.append(partial(leave, iam, name, key["AccessKeyId"]))
        return key["AccessKeyId"], key["SecretAccessKey"]

    def stack(self, resources: Mapping[str, Any], name: str = "") -> dict[str, str]:
        """Deploy resources as one stack; physical ids by logical id. Refused says why not."""
        cloudformation, name = self.client("cloudformation"), name or f"test-{uuid4().hex[:8]}"
        cloudformation.create_stack(
            StackName=name, TemplateBody=json.dumps({"Resources": resources}), OnFailure="DELETE"
        )
        if reasons := self.failures(name):
            raise Refused("; ".join(reasons))
        listed = cloudformation.describe_stack_resources(StackName=name)["StackResources"]
        return {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in listed}

    def change(self, name: str, resources: Mapping[str, Any]) -> None:
        """Update a stack; Refused says why not."""
        body = json.dumps({"Resources": resources})
        self.client("cloudformation").update_stack(StackName=name, TemplateBody=body)
        if reasons := self.failures(name):
            raise Refused("; ".join(reasons))

    def physical(self, stem: str, start: str, kind: str = "") -> str:
        """The physical id of a stack's resource, by how its logical id begins."""
        described = self.client("cloudformation").describe_stack_resources(
            StackName=f"golive-sandbox-{stem}"
        )
        return next(
            each["PhysicalResourceId"]
            for each in described["StackResources"]
            if each["LogicalResourceId"].startswith(start) and each["ResourceType"].endswith(kind)
        )

    def run(self, *words: str, cwd: Path = ROOT, code: int = 0) -> str:
        """Run a command against the sandbox; its output, when it ends with this code."""
        done = subprocess.run(
            words,
            cwd=cwd,
            env=control.environ(self.connection),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout[-4000:]
        return done.stdout

    def failures(self, name: str) -> list[str]:
        """Why resources of a stack failed."""
        cloudformation = self.client("cloudformation")
        stacks = cloudformation.list_stacks()["StackSummaries"]
        id_ = next(each["StackId"] for each in stacks if each["StackName"] == name)
        events = cloudformation.describe_stack_events(StackName=id_)["StackEvents"]
        failed = [e for e in events if e["ResourceStatus"].endswith("_FAILED")]
        return [e.get("ResourceStatusReason", "") for e in failed]

    def let_pass(self, minutes: int, rules: str) -> list[dict[str, str]]:
        """Let time pass for schedules, by how their names begin; what each target got."""
        said = {"seconds": minutes * 60, "rules": rules}
        return control.fetch(self.connection, "/_golive/clock", said)

    def play(self, writer: str, **changes: Any) -> dict[str, str]:
        """Let a service write; Refused when policies don't let it."""
        try:
            return control.fetch(self.connection, f"/_golive/write/{writer}", changes)
        except HTTPError as error:
            raise Refused(json.load(error)["denied"]) from error


def leave(iam: Any, name: str, key: str) -> None:
    """Take a user away, and first what it has."""
    iam.delete_access_key(UserName=name, AccessKeyId=key)
    iam.delete_user_policy(UserName=name, PolicyName="own")
    iam.delete_user(UserName=name)


class Refused(Exception):
    """What the sandbox refused, in its words."""
