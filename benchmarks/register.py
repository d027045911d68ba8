"""The register beside DynamoDB's own answer: `python -m benchmarks.register TABLE` asks once.

Without the command there is only boto3 and one consistent query of the plan: the floor. Both ask
a sandbox of their own, which answers as fast as this machine does.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import boto3

AWS: Any = boto3
NAME, LINE, WRITERS = "sandbox", "4.1", 200
KEYS = ("pk", "sk")
TABLE = {
    "Type": "AWS::DynamoDB::Table",
    "Properties": {
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": k, "AttributeType": "S"} for k in KEYS],
        "KeySchema": [
            {"AttributeName": key, "KeyType": kind}
            for key, kind in zip(KEYS, ("HASH", "RANGE"), strict=True)
        ],
    },
}
"""With the keys of the Data stack's own, under the logical id that the CDK would give it."""


@dataclass(frozen=True, slots=True)
class Client:
    """A session of its own: as each person has one."""

    connection: Any

    def client(self, service: str) -> Any:
        return AWS.client(
            service,
            endpoint_url=self.connection.url,
            region_name=self.connection.region,
            aws_access_key_id=self.connection.access_key,
            aws_secret_access_key=self.connection.secret_key,
            verify=str(self.connection.state / "ca.pem"),
        )


@contextmanager
def prepared(state: Path) -> Generator[tuple[Any, str]]:
    """A sandbox with a register in the middle of a project: its connection, and the table."""
    import json

    from golive.environments import load
    from golive.plan import by_id
    from golive.register.records import LineState
    from golive.register.store import open_register
    from sandbox import control

    target = load(NAME)
    connection = control.start(state, account=target.account, region=target.region)
    try:
        Client(connection).client("cloudformation").create_stack(
            StackName=target.stack("Data"),
            TemplateBody=json.dumps({"Resources": {"Register00000000": TABLE}}),
        )
        register = open_register(target, Client(connection))
        for id_ in by_id():
            register.change(LineState, id_, lambda s: replace(s, owner="A", notes="n" * 200), "w")
        yield connection, register.table
    finally:
        control.stop(state)


def writers(connection: Any) -> str:
    """200 writers at once on one line: how long, and what was lost."""
    from golive.environments import load
    from golive.register.records import LineState
    from golive.register.store import open_register

    register = open_register(load(NAME), Client(connection))
    before, started = len(register.history()), time.perf_counter()

    def write(number: int) -> None:
        register.change(
            LineState,
            LINE,
            lambda state: replace(state, notes=f"{state.notes} w{number:03d}"),
            "at once",
            adds_to=("notes",),
        )

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    took, changes = time.perf_counter() - started, len(register.history()) - before
    notes = register.snapshot().lines[LINE].notes.split()
    lost = WRITERS - len([word for word in notes if word.startswith("w")])
    return (
        f"{WRITERS} writers at once on one line: {took:.1f} s, {lost} updates lost, "
        f"{changes} changes in the history."
    )


def main() -> None:
    """Ask for the plan once."""
    AWS.client("dynamodb").query(
        TableName=sys.argv[1],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": "plan"}},
        ConsistentRead=True,
    )


if __name__ == "__main__":
    main()
