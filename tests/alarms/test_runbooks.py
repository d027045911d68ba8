"""Every alarm has its page, and no page is left over."""

from __future__ import annotations

from pathlib import Path

import pytest

from golive.alarms import Row, by_id, rows
from golive.alarms.pages import PAGES, fires, runbooks, sources, write, written
from golive.project import ROOT

each = pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)


def test_no_runbook_is_missing_or_left_over() -> None:
    """Runbooks and rows have the same ids, in the same order."""
    assert list(runbooks()) == [row.id for row in rows()]


def test_the_pages_are_the_table_s() -> None:
    """docs/runbooks holds what the table writes, and nothing else: `make docs` mends it."""
    found = {path.name: path.read_text(encoding="utf-8") for path in PAGES.iterdir()}
    assert found == written()


@each
def test_a_page_helps(row: Row) -> None:
    """A page says what it means, what the caller feels, where to look, what to do, and who says."""
    text = (ROOT / row.runbook).read_text(encoding="utf-8")
    for part in (row.feels, row.metric, *sources(row), "## Look at", "## Do"):
        assert part in text
    assert runbooks()[row.id].look
    assert runbooks()[row.id].do


def test_a_page_says_when_it_fires() -> None:
    """The condition is told in words, from the row."""
    told = {row.id: fires(row) for row in rows()}
    assert told["queues-slow"] == (
        "the maximum of `AWS/Connect` `LongestQueueWaitTime` of one QueueName per minute is "
        "at least 300 seconds in 1 of 1 periods"
    )
    assert told["calls-missed"].endswith(
        "at least 5% of the declared peak of calls (3 or more) in 1 of 1 periods"
    )
    assert told["flow-log-silent"].endswith("unless [calls-silent](calls-silent.md) is on")


def test_sources_are_of_the_row_its_metrics_and_their_dimensions() -> None:
    """Each document once; a metric that the row itself makes has the row's alone."""
    row = by_id()["integrations-slow"]
    assert sources(row)[0] == row.source
    assert len(sources(row)) == 3
    assert sources(by_id()["root-used"]) == [by_id()["root-used"].source]


def test_writing_takes_away_what_is_no_more(tmp_path: Path) -> None:
    """A page whose row is gone goes with it."""
    (tmp_path / "gone.md").write_text("x")
    write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == written().keys()
