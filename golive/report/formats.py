"""A run as text, in each format that people and programs ask for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from golive.environment import Environment
    from golive.report.layout import Register

Run = Mapping[str, Any]


def as_json(run: Run, environment: Environment | None, register: Register) -> str:
    """The run itself; `docs/run.schema.json` says its shape."""
    return json.dumps(run, indent=2, ensure_ascii=False)


def as_markdown(run: Run, environment: Environment | None, register: Register) -> str:
    """The board for a pull request or a ticket."""
    from golive.report.layout import board_of
    from golive.report.markdown import markdown

    return markdown(board_of(run, environment, snapshot=register)).rstrip("\n")


def as_html(run: Run, environment: Environment | None, register: Register) -> str:
    """The board as one page that needs nothing else."""
    from golive.report.board import page
    from golive.report.layout import board_of

    return page(board_of(run, environment, snapshot=register))


def as_junit(run: Run, environment: Environment | None, register: Register) -> str:
    """A test suite for each line, for what reads test results."""
    from golive.report.junit import junit

    return junit(run)


def as_sarif(run: Run, environment: Environment | None, register: Register) -> str:
    """Findings where they stand, for the comments of a pull request."""
    from golive.report.sarif import sarif

    return json.dumps(sarif(run), indent=2, ensure_ascii=False)


TEXTS: Mapping[str, Callable[[Run, Environment | None, Register], str]] = {
    "json": as_json,
    "junit": as_junit,
    "sarif": as_sarif,
    "markdown": as_markdown,
    "html": as_html,
}
"""Beside the table, which is not text alone: it has colours."""
WITH_REGISTER = frozenset({"table", "markdown", "html"})
"""What shows people's words; the others are the run alone."""
