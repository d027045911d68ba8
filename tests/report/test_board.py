"""The board's three files."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from golive.judge import Verdict
from golive.project import ROOT
from golive.report.board import page, write
from golive.report.layout import board_of
from golive.report.times import clock, countdown, local, utc
from golive.report.together import together
from golive.report.words import DESIGNED_ALONE, WORDS, clean
from tests.report import runs

AT = datetime(2027, 1, 18, 5, 0, 7, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")


def test_the_run_is_kept_as_it_is(written: Callable[[str], Path]) -> None:
    """verify.json is the run, nothing added and nothing lost."""
    assert json.loads((written("rich") / "verify.json").read_text()) == runs.rich()


def test_a_text_that_is_no_text_is_written_nevertheless(tmp_path: Path) -> None:
    """Half of a character pair, which JSON allows and UTF-8 doesn't, comes back unchanged."""
    found = runs.subject("4.1-table-key", "Half\ud83d", "failed", finding="\ud83d")
    raw = runs.run({"4.1": runs.line("4.1", "failed", [found])}, "no-go")
    write(raw, tmp_path)
    assert json.loads((tmp_path / "verify.json").read_text()) == raw


def test_a_board_needs_no_environment(tmp_path: Path) -> None:
    """Without the environment file there is a board without countdown, bridge and links."""
    page, markdown, _ = write(runs.rich(), tmp_path / "new" / "folder")
    assert "to launch" not in page.read_text()
    assert "console.aws" not in page.read_text()
    assert "Bridge" not in markdown.read_text()


def test_the_plainest_run_is_enough() -> None:
    """A subject needs no more than its name, verdict, finding and evidence."""
    subject = '{"subject": "a/b", "verdict": "failed", "finding": "is open", "evidence": []}'
    line = f'{{"id": "4.1", "title": "Tables", "verdict": "failed", "subjects": [{subject}]}}'
    run = f'{{"environment": "dev", "side": "both", "verdict": "no-go", "lines": [{line}]}}'
    [shown] = board_of(json.loads(run)).blocking
    assert [s.finding for s in shown.troubled] == ["is open"]


@pytest.mark.parametrize("key", ["verdict", "line", "subject"])
def test_a_verdict_that_nobody_knows_is_refused(key: str) -> None:
    """A run of another version is an error, not a board that looks well."""
    raw = runs.rich()
    line = next(n for n in raw["lines"] if n["subjects"])
    {"verdict": raw, "line": line, "subject": line["subjects"][0]}[key]["verdict"] = "fine"
    with pytest.raises((KeyError, ValueError), match="fine"):
        board_of(raw)


def test_designed_is_all_that_a_template_can_be() -> None:
    """On the template alone `designed` doesn't stand in the way; with the account it does."""
    assert board_of(runs.designed()).blocking == ()
    assert DESIGNED_ALONE.tone == "go"
    raw = runs.designed() | {"side": "both", "verdict": "can't tell"}
    assert {line.verdict for line in board_of(raw).blocking} == {Verdict.DESIGNED}


def test_every_verdict_has_words_and_signs_of_its_own() -> None:
    """No verdict shares its sign, its glyph or its meaning with another."""
    assert set(WORDS) == set(Verdict)
    for part in ("sign", "glyph", "meaning"):
        assert len({getattr(word, part) for word in WORDS.values()}) == len(WORDS)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=55, hours=23), ("55", "days to launch")),
        (timedelta(days=2), ("2", "days to launch")),
        (timedelta(days=1, hours=23, minutes=59), ("47", "h to launch")),
        (timedelta(minutes=59), ("59", "min to launch")),
        (timedelta(seconds=1), ("0", "min to launch")),
        (timedelta(0), ("launched", "")),
        (timedelta(days=-3), ("launched", "")),
    ],
)
def test_countdown(left: timedelta, said: tuple[str, str]) -> None:
    """Days, then hours, then minutes; never more than is left."""
    assert countdown(left) == said


def test_times_are_utc_with_the_environments_beside_them() -> None:
    """Both clocks are named; where they are one, it is said once."""
    assert utc(AT) == "Mon 18 Jan 2027, 05:00 UTC"
    assert local(AT, NEW_YORK) == "Mon 18 Jan 2027, 00:00 EST"
    assert local(AT, ZoneInfo("UTC")) == ""
    assert clock(AT, NEW_YORK) == "18 Jan 05:00:07 UTC (00:00:07 EST)"
    assert clock(AT, ZoneInfo("UTC")) == "18 Jan 05:00:07 UTC"


def test_the_page_says_how_old_its_evidence_is() -> None:
    """Each reading has its age, and the oldest stands beside the time of the board."""
    text = page(board_of(runs.rich(), None, runs.NOW))
    assert "from evidence 1 min old at most" in text
    assert "</time> 1 min old" in text


def test_harmful_characters_are_replaced_and_no_others() -> None:
    """What acts on a terminal or turns the text around goes; scripts and emoji stay."""
    assert clean(runs.ESCAPE) == "�[31mred�[0m"
    assert clean(runs.OVERRIDE) == "invoice�gpj.exe"
    for text in (runs.RTL, runs.EMOJI, "a\tb\nc"):
        assert clean(text) == text


def test_the_wheel_carries_the_page(tmp_path: Path) -> None:
    """Template, style and glyphs are installed with the package."""
    words = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    folder = ROOT / "golive" / "report" / "templates"
    names = {f"golive/report/templates/{file.name}" for file in folder.iterdir()}
    assert names <= set(zipfile.ZipFile(wheel).namelist())


def test_many_subjects_with_the_same_words_are_told_once() -> None:
    """Thirty alarms that wait for the same are one row that counts them; three are three."""
    found = [
        runs.subject("2.6.3-drilled", f"Alarm{i}", "unknown", finding="no feed") for i in range(30)
    ]
    other = [
        runs.subject("2.6.3-reaches", f"Alarm{i}", "failed", finding="tells nobody")
        for i in range(3)
    ]
    raw = runs.run({"2.6.3": runs.line("2.6.3", "failed", [*found, *other])}, "no-go")
    [line] = board_of(raw).blocking
    told = together(line.troubled)
    assert len(told) == 4
    assert any(one.path.endswith("Alarm1 and 28 more") for one in told)
