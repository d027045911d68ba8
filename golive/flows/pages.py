"""The table of rules in docs/flows.md: `python -m golive.flows.pages` writes it."""

from __future__ import annotations

from golive.flows.rules import rules
from golive.project import ROOT

PAGE = ROOT / "docs" / "flows.md"
START, END = "<!-- rules: start -->\n", "<!-- rules: end -->\n"


def table() -> str:
    """The Markdown table, a row per rule."""
    head = "| line | rule | what holds | source |\n|---|---|---|---|\n"
    return head + "".join(
        f"| {rule.line} | `{rule.id}`{' (warning)' if rule.severity == 'warning' else ''} "
        f"| {rule.claim} | {rule.source} |\n"
        for rule in rules().values()
    )


def refreshed(text: str) -> str:
    """The page with the table written again."""
    before, rest = text.split(START)
    _, after = rest.split(END)
    return before + START + table() + END + after


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
