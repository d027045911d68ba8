"""A dashboard as one HTML file: nothing in it is fetched, only our own scripts run."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, PackageLoader, StrictUndefined
from jinja2 import Environment as Templates
from markupsafe import Markup

from golive.dashboards.view import View
from golive.project import ROOT

UPLOT = ROOT / "node_modules" / "uplot" / "dist"


class NoPlots(Exception):
    """The library that draws is not installed; the message says how."""


def page(
    view: View, zone: str, *, served: str = "", others: Sequence[Mapping[str, Any]] = ()
) -> str:
    """The page; `served` is the address of its newer data, `others` are links beside it."""
    scripts = [_own("locale.js"), _library("uPlot.iife.min.js"), _own("dashboard.js")]
    return (
        _templates()
        .get_template("dashboard.html.j2")
        .render(
            view=view,
            data=_data(data(view, zone, served)),
            served=served,
            others=others,
            sums=[_sum(text) for text in scripts],
            scripts=[Markup(text) for text in scripts],
            uplot_css=Markup(_library("uPlot.min.css")),
        )
    )


def data(view: View, zone: str, served: str = "") -> dict[str, Any]:
    """What the page's script draws."""
    hours = f"{view.span.seconds / 3600:g}"
    more = {"zone": zone, "served": served, "hours": hours, "unread": view.unread}
    return view.to_json() | more


def _data(said: Mapping[str, Any]) -> Markup:
    """As JSON within a script element, where `<` could end it."""
    text = json.dumps(said, separators=(",", ":"), ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c"))


def _sum(script: str) -> str:
    """What the content security policy lets run (CSP Level 3, hash-source)."""
    digest = hashlib.sha256(script.encode()).digest()
    return Markup(f"'sha256-{base64.b64encode(digest).decode()}'")


def _library(name: str) -> str:
    try:
        return (UPLOT / name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise NoPlots(f"{UPLOT / name} is missing: run `npm ci`") from error


def _own(name: str) -> str:
    return files("golive.dashboards").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _templates() -> Templates:
    both = [PackageLoader("golive.dashboards"), PackageLoader("golive.report")]
    return Templates(
        loader=ChoiceLoader(both),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
