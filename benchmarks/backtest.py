"""60 alarms over 14 days of minutes: `python -m benchmarks.backtest CASE FOLDER`.

`floor` reads the 1.2 million datapoints and counts those above a threshold; `backtest` reads them
and runs the alarms: firings, the curve over thresholds and a threshold for the wanted rate.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

ALARMS, DAYS = 60, 14
POINTS = "points.npy"
LEAD = 4 * 900
"""Seconds before the days that the longest of the alarms looks back."""
KINDS: tuple[dict[str, Any], ...] = (
    {"statistic": "Sum"},
    {"statistic": "Maximum", "evaluation_periods": 3, "datapoints": 3, "threshold": 5.0},
    {"statistic": "Sum", "evaluation_periods": 5, "datapoints": 3},
    {"statistic": "Maximum", "period_seconds": 300, "evaluation_periods": 2, "datapoints": 2},
    {"statistic": "Sum", "period_seconds": 900, "comparison": "LessThanThreshold"}
    | {"missing": "breaching", "evaluation_periods": 2, "datapoints": 2},
    {"statistic": "Minimum", "missing": "ignore", "evaluation_periods": 2, "datapoints": 1},
)
"""As the alarm table has them: one at once, M of N, longer periods, silence, what is kept."""


def prepare(folder: Path) -> None:
    """Keep the minutes: traffic by day with gaps, and errors now and then."""
    random = np.random.default_rng(6)
    minutes = np.arange((DAYS * 86400 + LEAD) // 60)
    busy = np.maximum(0, np.sin(minutes / 1440 * 2 * np.pi))
    points = random.poisson(6 * busy, (ALARMS, len(minutes))).astype(np.float64)
    points[1::2] = np.where(random.random(points[1::2].shape) < 0.3, np.nan, points[1::2])
    points[2::3] = np.where(random.random(points[2::3].shape) < 0.95, np.nan, points[2::3])
    np.save(folder / POINTS, points)


def floor(folder: Path) -> int:
    """Count what is above a threshold, of every series."""
    points = np.load(folder / POINTS)
    return sum(int((series >= 1.0).sum()) for series in points)


def backtest(folder: Path) -> int:
    """Run every alarm over its series, and write what a backtest keeps and shows."""
    from golive.backtest.history import Asked, span
    from golive.backtest.run import run
    from golive.backtest.watched import of_metrics, watched
    from tests.backtest.made import METRIC, NOW, alarm
    from tests.backtest.made import backtest as whole

    trials: list[Any] = []
    for number, points in enumerate(np.load(folder / POINTS)):
        kind = KINDS[number % len(KINDS)]
        one = watched(alarm(name=f"golive-prod-{number}", **kind), DAYS)
        read = {Asked(METRIC, kind["statistic"], 60): points}
        trials.append(run(one, [of_metrics(one)], read, span(NOW, DAYS, LEAD, 60), DAYS))
    said = json.dumps(whole(*trials, days=DAYS).to_json())
    return (folder / "backtest.json").write_text(said, encoding="utf-8")


CASES = {"floor": floor, "backtest": backtest}

if __name__ == "__main__":
    print(CASES[sys.argv[1]](Path(sys.argv[2])))
