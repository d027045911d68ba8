"""What nothing feeds yet can't be broken by an answer: it is broken as facts."""

from __future__ import annotations

from golive.controls import catalogue
from golive.facts.unfed import FEEDS

ELSEWHERE = {
    name: f"controls/concerns/unfed.py, until {FEEDS[control.on]} are fed"
    for name, control in catalogue().items()
    if control.on in FEEDS
}
