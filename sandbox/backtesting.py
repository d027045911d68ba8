"""A backtest of every alarm, over a past made up for it: `python -m sandbox.backtesting`."""

from __future__ import annotations

import argparse
from pathlib import Path

from golive.cli.backtest import backtest
from golive.environments import load
from sandbox import control, demo


def main() -> None:
    """Leave a quiet past, and run `golive backtest` over it with the caller's own AWS settings."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.backtesting", description=__doc__)
    parser.add_argument("--env", default="sandbox", help="the environment to run")
    parser.add_argument("--state", type=Path, default=control.STATE, help="the sandbox's folder")
    asked = parser.parse_args()
    prefix = {"prefix": f"{load(asked.env).prefix}-"}
    control.fetch(control.ready(asked.state), "/_golive/past", prefix)
    backtest(["--env", asked.env, "--days", "1", *demo.at_once()])


if __name__ == "__main__":
    main()
