"""`golive diff`: what moved between two runs, and whether it got worse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from golive.cli.diff import diff
from golive.decision.difference import Difference, differences
from tests.decision.cases import broken, run, subject

CONTROL = "4.1-table-key"
ELSE: dict[str, Any] = {"operation": "x:Y", "parameters": {}, "digest": "1"}
MOVES: list[tuple[dict[str, Any], dict[str, Any], bool, str]] = [
    ({}, {"verdict": "failed", "finding": "is open"}, True, "proven → failed: is open"),
    ({"verdict": "failed"}, {}, False, "failed → proven"),
    ({"verdict": "unknown"}, {"verdict": "failed"}, True, "unknown → failed"),
    ({"verdict": "proven"}, {"verdict": "unmanaged"}, False, "proven → unmanaged"),
    (
        {"verdict": "failed", "finding": "a"},
        {"verdict": "failed", "finding": "b"},
        False,
        "is still failed: b",
    ),
    (
        {},
        {"evidence": [ELSE]},
        False,
        "is still proven, on other evidence",
    ),
]


def line(*subjects: dict[str, Any]) -> dict[str, Any]:
    """Line 4.1 with these subjects."""
    return {"line_4_1": {"subjects": list(subjects)}}


def between(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """What moved in line 4.1."""
    return list(differences(run(**line(before)), run(**line(after))))


def test_the_same_is_no_difference() -> None:
    """Also where it was read at another time."""
    assert list(differences(run(), run())) == []
    later = subject(CONTROL)
    later["evidence"] = [later["evidence"][0] | {"read_at": "2027-02-01T00:00:00+00:00"}]
    assert between(subject(CONTROL), later) == []


@pytest.mark.parametrize(("before", "after", "worse", "told"), MOVES)
def test_what_moved(before: dict[str, Any], after: dict[str, Any], worse: bool, told: str) -> None:
    """Verdict, finding or evidence; worse is only what counts for less."""
    [one] = between(subject(CONTROL, **before), subject(CONTROL, **after))
    assert (one.line, one.control, one.worse) == ("4.1", CONTROL, worse)
    assert str(one) == f"4.1 Data/Thing ({CONTROL}) {told}"


def test_subjects_come_and_go() -> None:
    """A new one that fails is worse; one that is gone is not."""
    here, there = subject(CONTROL, path="Data/A"), subject(CONTROL, "failed", path="Data/B")
    found = list(differences(run(**line(here)), run(**line(there))))
    assert [(str(one).split(") ")[1], one.worse) for one in found] == [
        ("is gone, was proven", False),
        ("is new, failed", True),
    ]


def test_lines_are_told_in_the_plan_s_order() -> None:
    """2.1.2 before 2.3.10 before 4.1, not as letters have it."""
    wrong = broken("4.1", "failed") | broken("2.3.10", "failed") | broken("2.1.2", "failed")
    lines = [one.line for one in differences(run(), run(**wrong))]
    assert list(dict.fromkeys(lines)) == ["2.1.2", "2.3.10", "4.1"]


def test_a_run_of_some_lines_is_compared_on_them() -> None:
    """What it did not judge has not gone."""
    some: dict[str, Any] = run(**broken("4.1", "failed")) | {"only": ["4.1"]}
    kept: list[dict[str, Any]] = some["lines"]
    some |= {"lines": [one for one in kept if one["id"] == "4.1"]}
    assert {one.line for one in differences(run(), some)} == {"4.1"}


def told(folder: Path, after: Any, *words: str) -> tuple[int, str]:
    """Exit code and output of the command on two files."""
    files = [folder / "a.json", folder / "b.json"]
    for file, value in zip(files, (run(), after), strict=True):
        file.write_text(value if isinstance(value, str) else json.dumps(value))
    done = CliRunner().invoke(diff, [*map(str, files), *words])
    return done.exit_code, done.output


def test_the_command_says_whether_it_got_worse(tmp_path: Path) -> None:
    """0 the same or better, 1 worse."""
    assert told(tmp_path, run()) == (0, "go → go; 0 differences, 0 of them worse\n")
    wrong = run(**broken("4.1", "failed")) | {"verdict": "no-go"}
    code, output = told(tmp_path, wrong)
    assert (code, output.splitlines()[-1]) == (1, "go → no-go; 1 differences, 1 of them worse")
    code, output = told(tmp_path, wrong, "--format", "json")
    assert (code, json.loads(output)["after"], len(json.loads(output)["differences"])) == (
        1,
        "no-go",
        1,
    )


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("nonsense", "is not JSON"),
        ("[]", "it has no environment"),
        ({"environment": "sandbox"}, "it has no lines"),
        (run() | {"lines": [1]}, "is damaged"),
        (run() | {"lines": [{"id": "4.1"}]}, "is damaged"),
        (run(**broken("4.1", "fine")), "is damaged"),
        (run() | {"environment": "prod"}, "the environment is not the same: sandbox and prod"),
        (run() | {"side": "template"}, "the side is not the same: both and template"),
    ],
)
def test_what_can_t_be_compared(tmp_path: Path, file: Any, why: str) -> None:
    """A file that is no run, and runs of two things: exit code 2, in words."""
    code, output = told(tmp_path, file)
    assert code == 2
    assert why in output
