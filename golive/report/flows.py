"""A page with what the lint found, and a picture of each path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment as Templates
from jinja2 import PackageLoader, StrictUndefined
from markupsafe import Markup

from golive.flows.flow import Flow
from golive.flows.lint import Lint
from golive.flows.picture import picture
from golive.flows.rules import Finding
from golive.flows.telling import ordered, spoken

PAGE = "flows.html"


def write(lint: Lint, flows: Iterable[Flow], directory: Path) -> Path:
    """Write flows.html; gives its path."""
    directory.mkdir(parents=True, exist_ok=True)
    file = directory / PAGE
    file.write_text(page(lint, flows), encoding="utf-8", errors="backslashreplace")
    return file


def page(lint: Lint, flows: Iterable[Flow]) -> str:
    """The page: no script, nothing from elsewhere, every text escaped."""
    templates = Templates(
        loader=PackageLoader("golive.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    by_name = {flow.name: flow for flow in flows}
    found = [_shown(finding, by_name) for finding in ordered(lint)]
    return templates.get_template("flows.html.j2").render(
        flows=sorted(by_name), findings=found, errors=len(lint.errors), unjudged=lint.unjudged
    )


def _shown(finding: Finding, flows: dict[str, Flow]) -> dict[str, Any]:
    return {
        "finding": finding,
        "rule": finding.about,
        "path": spoken(finding.path),
        "pictures": list(_pictures(finding, flows)),
    }


def _pictures(finding: Finding, flows: dict[str, Flow]) -> Iterator[tuple[str, Markup]]:
    """One picture for each flow that the path goes through, in its order."""
    for name in dict.fromkeys(step.flow for step in finding.path):
        if name in flows:
            wrong = finding.action if name == finding.flow else ""
            yield name, Markup(picture(flows[name], finding.path, wrong))
