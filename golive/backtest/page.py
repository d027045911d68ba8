"""The page of a backtest: one file, each alarm with its metric, its firings and its thresholds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment as Templates
from jinja2 import PackageLoader, StrictUndefined
from markupsafe import Markup

from golive.alarms.pages import fires
from golive.backtest import shown
from golive.backtest.drawn import drawing
from golive.backtest.result import Backtest, Trial
from golive.project import ROOT

UPLOT = ROOT / "node_modules" / "uplot" / "dist"
PAGE, DATA = "backtest.html", "backtest.json"
MOST_FIRINGS = 50
MARKDOWN = re.compile(r"`|\[([^\]]+)\]\([^)]*\)")


class NoPlots(Exception):
    """The library that draws is not installed; the message says how."""


def write(found: Backtest, directory: Path) -> Path:
    """Write backtest.html and backtest.json; gives the page's path, or raises NoPlots."""
    directory.mkdir(parents=True, exist_ok=True)
    file = directory / PAGE
    file.write_text(page(found), encoding="utf-8")
    said = json.dumps(found.to_json(), indent=2, ensure_ascii=False) + "\n"
    (directory / DATA).write_text(said, encoding="utf-8")
    return file


def page(found: Backtest) -> str:
    """The page: nothing from elsewhere, every text escaped."""
    templates = Templates(
        loader=PackageLoader("golive.backtest"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    alarms = shown.in_order(found)
    return templates.get_template("backtest.html.j2").render(
        found=found,
        often=[one for one in alarms if one.too_often(found.wanted)],
        summary=shown.summary(found),
        alone=shown.ALONE,
        alarms=[_alarm(one, found.wanted) for one in alarms],
        data=_data(alarms),
        uplot=_library("uPlot.iife.min.js"),
        uplot_css=_library("uPlot.min.css"),
    )


def _alarm(one: Trial, wanted: float) -> dict[str, Any]:
    name, *cells = shown.cells(one, wanted)
    fired, curve = one.firings, one.curve
    minutes = [one.minutes(steps) for steps in curve.steps_on.tolist()]
    rows = zip(curve.thresholds.tolist(), curve.firings.tolist(), minutes, strict=True)
    return {
        "id": name,
        "name": name,
        "cells": cells,
        "rule": _rule(one),
        "note": shown.note(one),
        "drawn": one.has_data or bool(fired),
        "spoken": f"{name}: fired {len(fired)} times, {cells[2]} minutes in all",
        "curve_spoken": f"{name}: from {int(curve.firings.max())} to {int(curve.firings.min())}"
        f" firings over thresholds from {curve.thresholds[0]:g} to {curve.thresholds[-1]:g}",
        "fired": [
            (shown.moment(one.at(f.start)), f"{one.minutes(f.end - f.start):g}")
            for f in fired[:MOST_FIRINGS]
        ],
        "more": max(0, len(fired) - MOST_FIRINGS),
        "steps": [(f"{limit:g}", count, f"{on:g}") for limit, count, on in rows],
        **_verdict(one, wanted),
    }


def _verdict(one: Trial, wanted: float) -> dict[str, str]:
    if one.too_often(wanted):
        return {"tone": "no-go", "verdict": "fires too often"}
    if one.untried:
        return {"tone": "unsure", "verdict": "no data"}
    if one.explained or not one.alarm.row:
        return {"tone": "aside", "verdict": "not judged"}
    return {"tone": "go", "verdict": "within the wanted rate" if one.has_data else "no data"}


def _rule(one: Trial) -> str:
    """When it fires, in the words of its runbook; the threshold is the deployed one."""
    fact = one.alarm.fact
    set_at = f"Here the threshold is {shown.SIGNS[fact.comparison]} {fact.threshold:g}."
    row = one.alarm.row
    words = MARKDOWN.sub(r"\1", fires(row)) if row else ""
    return f"Fires when {words}. {set_at}" if row else set_at


def _data(alarms: list[Trial]) -> Markup:
    """As JSON within a script element, where `<` could end it."""
    said = json.dumps([drawing(one) for one in alarms], separators=(",", ":"))
    return Markup(said.replace("<", "\\u003c"))


def _library(name: str) -> Markup:
    try:
        return Markup((UPLOT / name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NoPlots(f"{UPLOT / name} is missing: run `npm ci`") from error
