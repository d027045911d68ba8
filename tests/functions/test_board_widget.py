"""The function behind the dashboard's widget: which run it shows, and what it says without one."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import boto3
import pytest

from golive.account.newest import DAYS, newest
from golive.environments import load
from golive.register.errors import Denied
from golive.register.records import Snapshot
from golive.register.store import Register
from golive.report.place import NEEDED
from golive.report.widget import DESCRIPTION
from tests.functions.loading import function
from tests.register.snapshots import CALLER, sample
from tests.report import runs

NOW = datetime(2027, 1, 18, 12, tzinfo=UTC)
Put = dict[str, dict[str, Any]]


class Bucket:
    """S3 as the function sees it: keys in order, and what lies there."""

    def __init__(self, kept: Put) -> None:
        self.kept, self.read = kept, list[str]()

    def get_paginator(self, _: str) -> Bucket:
        return self

    def paginate(self, Bucket: str, Prefix: str, StartAfter: str) -> list[Any]:
        found = [k for k in sorted(self.kept) if k.startswith(Prefix) and k > StartAfter]
        return [{"Contents": [{"Key": key}]} for key in found] or [{}]

    def get_object(self, Bucket: str, Key: str) -> Any:
        self.read.append(Key)
        return {"Body": io.BytesIO(json.dumps(self.kept[Key]).encode())}


def key(ago: timedelta) -> str:
    """How verify calls a run that was so long ago."""
    return f"verify/{NOW - ago:%Y%m%dT%H%M%SZ}-0123456789abcdef.json"


def whole(name: str) -> dict[str, Any]:
    return {"only": [], "name": name}


def test_the_newest_whole_run_is_found() -> None:
    """A run of some lines is passed over, and no older run is opened than it takes."""
    hours = [timedelta(hours=n) for n in (1, 2, 3)]
    some = whole("some") | {"only": ["4.1"]}
    bucket = Bucket(dict(zip(map(key, hours), (some, whole("new"), whole("old")), strict=True)))
    assert newest(bucket, "b", NOW) == whole("new")
    assert bucket.read == [key(hours[0]), key(hours[1])]


def test_a_run_of_the_last_month_is_found_and_none_older() -> None:
    """An old run is shown with its age; one that is older than a month says nothing any more."""
    days = [timedelta(days=n) for n in (DAYS[-1] - 1, DAYS[-1] + 1)]
    assert newest(Bucket({key(days[0]): whole("old")}), "b", NOW) == whole("old")
    assert newest(Bucket({key(days[1]): whole("older")}), "b", NOW) is None


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The handler beside prod's place, with a register that can be read and a run of now."""
    module = function("board_widget")
    place = load("prod").model_dump(mode="json", include=NEEDED)
    (tmp_path / "place.json").write_text(json.dumps(place))
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setenv("BUCKET", "b")
    monkeypatch.setenv("TABLE", "t")
    run = runs.rich() | {"read_at": datetime.now(UTC).isoformat()}
    now = f"verify/{datetime.now(UTC):%Y%m%dT%H%M%SZ}-0.json"
    answering(monkeypatch, {now: run})
    monkeypatch.setattr(Register, "snapshot", known)
    return module


def known(*_: Any) -> Snapshot:
    """The register, as it is now."""
    return sample(datetime.now(UTC))


def answering(monkeypatch: pytest.MonkeyPatch, kept: Put) -> None:
    """An evidence bucket in which this lies."""

    class Session:
        def client(self, _: str) -> Bucket:
            return Bucket(kept)

    monkeypatch.setattr(boto3, "Session", Session)


def test_it_describes_itself(handler: ModuleType) -> None:
    """CloudWatch asks for Markdown when a person edits the widget; nothing is read for it."""
    assert handler.handler({"describe": True}, None) == DESCRIPTION


def test_it_draws_verdict_lines_and_owners(handler: ModuleType) -> None:
    """What stands in the way, with who owns it and the word of the whole."""
    html = handler.handler({"widgetContext": {"theme": "dark"}}, None)
    assert "NO-GO</h1>" in html
    assert 'class="cwdb-no-default-styles golive dark"' in html
    assert "-Dee Sample" not in html
    assert "S3 bucket policies" in html
    assert ">nobody</b>" in html


def test_it_shows_the_verdict_alone_where_asked(handler: ModuleType) -> None:
    """The parameter of the widget's own settings."""
    html = handler.handler({"show": "verdict"}, None)
    assert "NO-GO</h1>" in html
    assert "<table>" not in html


def test_without_a_run_it_says_so(handler: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that was never verified is no empty widget."""
    answering(monkeypatch, {})
    html = handler.handler({}, None)
    assert "CAN'T TELL" in html
    assert "has kept no whole verification" in html


def test_a_register_that_may_not_be_read_is_told(
    handler: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The verdict stands by itself, and the reason is shown."""

    def denied(*_: Any) -> Any:
        raise Denied("dynamodb:Query was denied")

    monkeypatch.setattr(Register, "snapshot", denied)
    html = handler.handler({}, None)
    assert "owners are missing: <bdi>dynamodb:Query was denied" in html


def test_evidence_that_is_too_old_no_longer_proves(
    handler: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A go of weeks ago is shown as what it is worth now."""
    kept = datetime.now(UTC) - timedelta(days=20)
    run: dict[str, Any] = runs.proven() | {"read_at": kept.isoformat()}
    for line in run["lines"]:
        for subject in line["subjects"]:
            for evidence in subject["evidence"]:
                evidence["read_at"] = kept.isoformat()
    answering(monkeypatch, {f"verify/{kept:%Y%m%dT%H%M%SZ}-0.json": run})
    html = handler.handler({}, None)
    assert "CAN&#39;T TELL</h1>" in html
    assert "20 d old" in html


def test_no_caller_is_shown(handler: ModuleType) -> None:
    """Whatever the snapshot holds, no phone number leaves."""
    html = handler.handler({}, None)
    assert CALLER not in html
    assert "issue-1" not in html
