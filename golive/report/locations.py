"""Where a subject stands: the file and row of its template, and its construct path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from golive.project import ROOT


def place(subject: Mapping[str, Any], environment: str) -> tuple[str, int]:
    """A file's address and a row of it, from 1.

    The resource in its template where that is a file; else the environment's own file, or, for a
    waiver, its row in waivers.toml.
    """
    name, _, row = str(subject["subject"]).partition(":")
    if name == "waivers.toml" and row.isdigit():
        return name, int(row)
    for evidence in subject["evidence"]:
        source = Path(str(evidence["parameters"].get("template", "")))
        if evidence["operation"] == "template" and source.is_file():
            return address(source), _row(source, str(evidence["parameters"]["logical id"]))
    return f"environments/{quote(environment)}.yaml" if environment else "app.py", 1


def address(file: Path) -> str:
    """Relative to the project where the file stands in it, as SARIF wants addresses."""
    whole = file.resolve()
    inside = whole.is_relative_to(ROOT)
    return quote(whole.relative_to(ROOT).as_posix()) if inside else whole.as_uri()


def _row(file: Path, logical: str) -> int:
    """Where the resource begins, in JSON or YAML; 1 where all stands in one row."""
    key = re.compile(rf"^\s*[\"']?{re.escape(logical)}[\"']?\s*:")
    rows = _rows(file)
    start = next((n for n, row in enumerate(rows) if "Resources" in row), 0)
    return next((n for n, row in enumerate(rows[start:], start + 1) if key.match(row)), 1)


@lru_cache(maxsize=32)
def _rows(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()
