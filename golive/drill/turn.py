"""One drill of an environment at a time: two would take each other's messages from the queue.

An object in the evidence bucket says whose turn it is, and until when. S3 writes it only where
nobody wrote meanwhile (S3 User Guide, How to prevent object overwrites with conditional writes),
so that of two drills one begins. It is never deleted: a turn that is over is one whose time is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any

from botocore.exceptions import ClientError

from golive.account.errors import meets
from golive.drill.errors import CantDrill, asking

KEY = "drilling/turn.json"
HELD = timedelta(minutes=10)
"""For so long at most a drill that was killed keeps the next one waiting."""
LOST = ("PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey")
"""Somebody wrote meanwhile."""


class Turn:
    """Taken before anything is done, kept while the drill goes on, and given back."""

    def __init__(self, s3: Any, bucket: str, by: str, now: Callable[[], datetime]) -> None:
        self._s3, self._bucket, self._by, self._now = s3, bucket, by, now
        self._until, self._mark = now(), ""

    def __enter__(self) -> Turn:
        if not self._put(HELD, IfNoneMatch="*"):
            self._put_over()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._put(timedelta(), IfMatch=self._mark)

    def keep(self) -> None:
        """Ask for more time when half of it is over; CantDrill where another drill took it."""
        half = self._now() + HELD / 2 < self._until
        if not half and not self._put(HELD, IfMatch=self._mark):
            raise CantDrill("another drill of the environment took its turn: this one was stopped")

    def _put_over(self) -> None:
        """In place of a turn whose time is over."""
        with asking("s3:GetObject"):
            found = self._s3.get_object(Bucket=self._bucket, Key=KEY)
        said = json.loads(found["Body"].read())
        over = datetime.fromisoformat(said["until"]) <= self._now()
        if not over or not self._put(HELD, IfMatch=found["ETag"]):
            raise CantDrill(
                f"{said['by']} drills this environment now, until {said['until'][:16]} UTC at the"
                " longest if nobody goes on with it: two drills would take each other's messages"
            )

    def _put(self, held: timedelta, **condition: str) -> bool:
        """Say it until then; whether nobody said otherwise meanwhile."""
        until = self._now() + held
        said = json.dumps({"by": self._by, "until": until.isoformat()}).encode()
        with asking("s3:PutObject"):
            try:
                put = self._s3.put_object(Bucket=self._bucket, Key=KEY, Body=said, **condition)
            except ClientError as error:
                if meets(error, LOST):
                    return False
                raise
        self._until, self._mark = until, put["ETag"]
        return True
