"""What a lint found, as text and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from golive.flows.lint import Lint
from golive.flows.rules import Finding, Step

WORDS = {0: "holds", 1: "broken", 3: "can't tell"}


def spoken(path: Iterable[Step]) -> str:
    """A path on one line: each action, and on the arrow the branch that was taken."""
    said, flow = "", ""
    for step in path:
        arrow = "" if not said else " → " if step.by == "next" else f" ({step.by}) → "
        where = f"{step.flow}: " if step.flow != flow else ""
        said, flow = f"{said}{arrow}{where}{step.action}", step.flow
    return said


def lines(lint: Lint, unread: Iterable[str] = (), missing: Iterable[str] = ()) -> Iterator[str]:
    """The findings, worst first, then what could not be judged or read."""
    for name in missing:
        yield f"error  {name}: is declared, and the instance has no such flow"
    for found in ordered(lint):
        yield f"{found.about.severity}  {found}"
        if found.path:
            yield f"       path: {spoken(found.path)}"
        yield f"       fix: {found.about.fix}"
    for unjudged in lint.unjudged:
        yield f"unknown  {unjudged} (line {unjudged.line})"
    yield from (f"unread  {text}" for text in unread)


def ordered(lint: Lint) -> list[Finding]:
    """The findings: errors before warnings, by flow and rule."""
    return sorted(lint.findings, key=lambda f: (f.about.severity, f.flow, f.rule, f.action))


def data(
    lint: Lint,
    flows: Iterable[str],
    unread: Iterable[str],
    missing: Iterable[str],
    code: int,
) -> dict[str, Any]:
    """The same as JSON data; `verdict` is what the exit code says."""
    return {
        "verdict": WORDS[code],
        "flows": list(flows),
        "missing": list(missing),
        "unread": list(unread),
        "findings": [_finding(found) for found in ordered(lint)],
        "unjudged": [
            {"line": one.line, "flow": one.flow, "text": one.text} for one in lint.unjudged
        ],
    }


def _finding(found: Finding) -> dict[str, Any]:
    rule = found.about
    return {
        "rule": found.rule,
        "line": rule.line,
        "severity": rule.severity,
        "flow": found.flow,
        "action": found.action,
        "finding": found.text,
        "claim": rule.claim,
        "fix": rule.fix,
        "source": rule.source,
        "path": [step._asdict() for step in found.path],
    }
