"""What is measured, against which floor, and what is aimed at."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Case, Taken
from benchmarks.queues import COUNTS

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
Results = Mapping[str, Taken]


@dataclass(frozen=True, slots=True)
class Claim:
    """A number made of medians, and the limit that it should keep below."""

    text: str
    value: Callable[[Results], float]
    limit: float
    unit: str


def synth(folder: Path, name: str) -> list[Case]:
    """One environment synthesized, from nothing to everything; the first is the floor."""
    words = (sys.executable, "-m", "benchmarks.apps")
    empty = [sys.executable, "-m", "benchmarks.empty", str(folder / "empty")]
    cases = [Case("empty app, one stack", empty)]
    for checks, text in (
        ("none", "ours without checks"),
        ("controls", "ours with controls"),
        ("nag", "ours with nag packs"),
        ("all", "ours with both"),
    ):
        cases.append(Case(text, [*words, checks, str(folder / checks), name]))
    command = [str(BIN / "cdk"), "--no-notices", "synth", "--quiet", "-c", f"env={name}"]
    out = ("--output", str(folder / "cdk"))
    return [
        *cases,
        Case("cdk synth", [*command, *out]),
        Case("cdk synth, strict", [*command, *out, "-c", "strict=true"]),
    ]


SYNTH: Sequence[Claim] = (
    Claim(
        "without checks, times the empty app",
        lambda r: r["ours without checks"].median / r["empty app, one stack"].median,
        2.0,
        "x",
    ),
    Claim(
        "the same, times what the trial of the same graph took (3.1)",
        lambda r: r["ours without checks"].median / r["empty app, one stack"].median / 3.1,
        1.0,
        "x",
    ),
    Claim(
        "controls and packs together add, of processor time",
        lambda r: 100 * (r["ours with both"].median_cpu / r["ours without checks"].median_cpu - 1),
        10.0,
        "%",
    ),
)


def queues(folder: Path, name: str) -> list[Case]:
    """The same environment with one queue, which is the floor, and with many."""
    words = (sys.executable, "-m", "benchmarks.queues")
    return [
        Case(_queues(count), [*words, str(count), str(folder / f"queues-{count}"), name])
        for count in COUNTS
    ]


def _queues(count: int) -> str:
    return f"{count:,} queue{'s' if count > 1 else ''}"


QUEUES: Sequence[Claim] = (
    Claim(
        "1,000 queues, times one, of processor time",
        lambda r: r[_queues(COUNTS[-1])].median_cpu / r[_queues(COUNTS[0])].median_cpu,
        1.1,
        "x",
    ),
)


def command(assembly: Path) -> list[Case]:
    """The command, beside an interpreter that does nothing: the floor."""
    golive = str(BIN / "golive")
    return [
        Case("python -c pass", [sys.executable, "-c", "pass"]),
        Case("golive --help", [golive, "--help"]),
        Case("golive check, all templates", [golive, "check", str(assembly)], accept=(0, 1, 3)),
    ]


COMMAND: Sequence[Claim] = (
    Claim("golive --help", lambda r: r["golive --help"].median, 0.2, "s"),
    Claim(
        "golive check of all templates, beyond the interpreter's start",
        lambda r: r["golive check, all templates"].median - r["python -c pass"].median,
        0.5,
        "s",
    ),
)


def register(table: str, env: Mapping[str, str]) -> list[Case]:
    """The plan as people have it, beside one query for it: the floor."""
    one = [sys.executable, "-m", "benchmarks.register", table]
    show = [str(BIN / "golive"), "plan", "show", "--env", "sandbox"]
    return [
        Case("boto3 and one DynamoDB query", one, env=env),
        Case("golive plan show --format json", [*show, "--format", "json"], env=env),
        Case("golive plan show", show, env=env),
    ]


REGISTER: Sequence[Claim] = (
    Claim(
        "golive plan show, times one query, of processor time",
        lambda r: r["golive plan show"].median_cpu / r["boto3 and one DynamoDB query"].median_cpu,
        2.5,
        "x",
    ),
)


def workbook(file: Path) -> list[Case]:
    """500 lines and 10 000 pieces of evidence, beside openpyxl on the same cells: the floors."""
    words = (sys.executable, "-m", "benchmarks.workbook")
    whats = {
        "bare": "openpyxl writes the values",
        "export": "export",
        "bare-read": "openpyxl reads the values",
        "import": "import without a difference",
    }
    return [Case(text, [*words, what, str(file)]) for what, text in whats.items()]


WORKBOOK: Sequence[Claim] = (
    Claim(
        "export, times writing the values alone, of processor time",
        lambda r: r["export"].median_cpu / r["openpyxl writes the values"].median_cpu,
        2.0,
        "x",
    ),
    Claim(
        "import, times reading the values alone, of processor time",
        lambda r: (
            r["import without a difference"].median_cpu / r["openpyxl reads the values"].median_cpu
        ),
        2.0,
        "x",
    ),
)


def board(folder: Path) -> list[Case]:
    """A board of 500 lines and 10 000 readings, beside reading and writing its run: the floor."""
    words = (sys.executable, "-m", "benchmarks.board")
    return [
        Case("the run, read and written", [*words, "floor", str(folder)]),
        Case("the board, written", [*words, "board", str(folder)]),
    ]


BOARD: Sequence[Claim] = (
    Claim(
        "the board, times its run read and written",
        lambda r: r["the board, written"].median / r["the run, read and written"].median,
        8.0,
        "x",
    ),
)


def backtest(folder: Path) -> list[Case]:
    """60 alarms over 14 days of minutes, beside reading and counting them: the floor."""
    words = (sys.executable, "-m", "benchmarks.backtest")
    return [
        Case("the minutes, read and counted", [*words, "floor", str(folder)]),
        Case("60 alarms over them", [*words, "backtest", str(folder)]),
    ]


BACKTEST: Sequence[Claim] = (
    Claim(
        "60 alarms over 14 days of minutes, processor time beyond reading",
        lambda r: (
            r["60 alarms over them"].median_cpu - r["the minutes, read and counted"].median_cpu
        ),
        1.0,
        "s",
    ),
    Claim(
        "the same, times reading and counting",
        lambda r: (
            r["60 alarms over them"].median_cpu / r["the minutes, read and counted"].median_cpu
        ),
        10.0,
        "x",
    ),
)
