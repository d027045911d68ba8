"""What a drill found, kept: `drills/<time>-<mark>.json` in the evidence bucket."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from golive.account.evidence import written
from golive.account.readers.drills import FOLDER, MOST
from golive.account.session import Session
from golive.account.simulated import Marks
from golive.drill.errors import Nothing, asking
from golive.drill.turn import Turn
from golive.launch.evidence import LOGICAL
from golive.model import Evidence
from golive.register.opening import physical_of

USED = ("cloudwatch:SetAlarmState", "sns:Publish", "sqs:ReceiveMessage")


class Drawer:
    """The folder of the evidence bucket: drills are put and read, never changed."""

    def __init__(self, session: Any, stack: str) -> None:
        self._bucket = physical_of(session, stack, "AWS::S3::Bucket", LOGICAL)
        if self._bucket is None:
            raise Nothing(f"there is no evidence bucket: deploy {stack}")
        self._s3 = session.client("s3")

    def entries(self) -> dict[str, Mapping[str, Any]]:
        """The newest entry of each alarm in the newest drills."""
        found: dict[str, Mapping[str, Any]] = {}
        for drill in self._newest():
            for entry in drill["alarms"]:
                found.setdefault(entry["alarm"], entry)
        return found

    def put(self, drill: Mapping[str, Any], at: datetime) -> str:
        """Keep a drill; gives its address."""
        entry = written(FOLDER, at, drill)
        with asking("s3:PutObject"):
            self._s3.put_object(Bucket=self._bucket, **entry)
        return f"s3://{self._bucket}/{entry['Key']}"

    def turn(self, by: str, now: Callable[[], datetime]) -> Turn:
        """The turn of a drill, kept beside the evidence."""
        return Turn(self._s3, str(self._bucket), by, now)

    def _newest(self) -> Iterator[Mapping[str, Any]]:
        pages = self._s3.get_paginator("list_objects_v2")
        with asking("s3:ListObjectsV2"):
            listed = pages.paginate(Bucket=self._bucket, Prefix=f"{FOLDER}/").build_full_result()
        keys = sorted((row["Key"] for row in listed.get("Contents", ())), reverse=True)
        for key in keys[:MOST]:
            with asking("s3:GetObject"):
                yield json.loads(self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read())


def simulated(region: str, at: datetime, acts: Iterable[str]) -> str:
    """What of a drill, and of its acts, the endpoint only simulates; empty on AWS."""
    used = dict.fromkeys((*USED, *acts))
    return Marks(Session(region)).of(Evidence(name, {}, "", at) for name in used)
