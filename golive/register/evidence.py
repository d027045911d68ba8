"""What a sign-off was given upon: the settings that the other controls of its line read.

Standard library only. Feeds are left out: what arrives changes all the time, and has
controls of its own; a person's word is on how things are set up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from golive.controls import catalogue
from golive.register.records import SignOff


def line_digest(line: Mapping[str, Any]) -> str:
    """SHA-256, hexadecimal, of a line of a run; empty for one that people alone prove.

    Reading the same settings twice gives the same digest, in whatever order.
    """
    read = sorted({row for subject in line["subjects"] for row in _rows(subject)})
    return hashlib.sha256(json.dumps(read).encode()).hexdigest() if read else ""


def digests(run: Mapping[str, Any]) -> dict[str, str]:
    """The digest of each line of a run, by its id."""
    return {line["id"]: line_digest(line) for line in run["lines"]}


def moved(sign_offs: Iterable[SignOff], run: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines whose evidence is another than when they were signed.

    A sign-off that was given without a run names no evidence, and can't be told to have moved.
    """
    now = digests(run)
    return tuple(s.line for s in sign_offs if s.evidence and now.get(s.line, "") != s.evidence)


def _rows(subject: Mapping[str, Any]) -> Iterable[tuple[str, ...]]:
    control = catalogue().get(subject["control"])
    if control is None or control.live_only:
        return
    for one in subject["evidence"]:
        asked = json.dumps(one["parameters"], sort_keys=True)
        yield control.id, subject["subject"], one["operation"], asked, one["digest"]
