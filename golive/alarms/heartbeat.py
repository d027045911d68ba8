"""The heartbeat of the alarm path, which is no row of the table: nobody is to hear it."""

from __future__ import annotations

NAME = "heartbeat"
"""Ends the alarm's name."""
ID = "evaluations"
EXPRESSION = f"FILL({ID}, 0)"
"""Missing data would be left out and the newest value kept, as CloudWatch evaluates missing data:
between two beats the alarm might stay on."""
PERIOD = 60
MINUTES = 3
"""On for this long: longer than a datapoint is late, shorter than the time between two."""
