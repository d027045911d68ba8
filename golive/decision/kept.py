"""Runs that were kept as files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from golive.judge import Verdict

LINE = ("id", "title", "verdict", "subjects")
SUBJECT = ("subject", "control", "path", "verdict", "finding", "fix", "requires", "evidence")


class BadRun(ValueError):
    """A file that is no run; the message says which, and what is wrong."""


def read_run(file: Path) -> dict[str, Any]:
    """A run that `golive verify` or `golive check` wrote; BadRun for anything else."""
    try:
        raw: object = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadRun(f"{file} can't be read: {error.strerror}") from error
    except ValueError as error:
        raise BadRun(f"{file} is not JSON in UTF-8") from error
    run = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
    if why := _wrong(run):
        raise BadRun(f"{file} is no run of golive: {why}")
    return run


def _wrong(run: Mapping[str, Any]) -> str:
    if missing := {"environment", "side", "verdict", "only", "lines"} - run.keys():
        return f"it has no {', '.join(sorted(missing))}"
    try:
        for line in run["lines"]:
            _whole(line, LINE)
            for subject in line["subjects"]:
                _whole(subject, SUBJECT)
    except (LookupError, TypeError, ValueError) as error:
        return f"a line or a subject of it is damaged ({error})"
    return ""


def _whole(row: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    for key in keys:
        row[key]
    Verdict(row["verdict"])
