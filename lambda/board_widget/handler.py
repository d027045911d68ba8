"""The go-live board as a CloudWatch custom widget: newest kept run, and who owns what.

`place.json` beside this file is what the environment declares of itself. BUCKET is the evidence
bucket, TABLE the register's table; of that its partition `plan` is read, which holds no caller.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3

from golive.account.newest import newest
from golive.freshness import as_of
from golive.model import Unknown
from golive.register.errors import RegisterError
from golive.register.layout import PLAN
from golive.register.store import Register
from golive.report.layout import laid_out
from golive.report.place import Place, place_of
from golive.report.widget import DESCRIPTION, unproven, widget

HERE = Path(__file__).parent


def handler(event: Mapping[str, Any], context: object) -> str:
    """HTML, or documentation in Markdown for who asks for it with `describe`.

    `widgetContext` is CloudWatch's own, `show` the widget's parameter (User Guide, custom widgets).
    """
    if event.get("describe"):
        return DESCRIPTION
    place = place_of(json.loads((HERE / "place.json").read_text(encoding="utf-8")))
    session: Any = boto3.Session()
    now = datetime.now(UTC)
    run = newest(session.client("s3"), os.environ["BUCKET"], now)
    dark = event.get("widgetContext", {}).get("theme") == "dark"
    if run is None:
        return unproven(place.name, dark=dark)
    board = laid_out(as_of(run, now), place, now, _people(place, session))
    print(json.dumps({"verdict": board.call.word, "run": run["read_at"]}))
    read_at = datetime.fromisoformat(run["read_at"])
    return widget(board, read_at, dark=dark, verdict_only=event.get("show") == "verdict")


def _people(place: Place, session: Any) -> Any:
    """Lines and roles of the register; without them the verdict stands by itself."""
    try:
        return Register(place.name, os.environ["TABLE"], session).snapshot(PLAN)
    except RegisterError as error:
        return Unknown(str(error))
