"""A kept run, as a sign-off needs it."""

from __future__ import annotations

import json
from pathlib import Path

from golive.register.errors import BadChange
from golive.register.evidence import digests


def evidence_of(file: Path, line: str, environment: str) -> str:
    """The digest of what a run read for a line; BadChange when the file is no such run."""
    try:
        run = json.loads(file.read_text(encoding="utf-8"))
        found = digests(run)
        of = str(run["environment"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadChange(f"--run: {file} is no run; allowed: a file of golive verify") from error
    if of != environment:
        raise BadChange(f"--run: {file} is of environment {of}; allowed: a run of {environment}")
    if line not in found:
        raise BadChange(f"--run: {file} did not judge line {line}; allowed: a run of all lines")
    return found[line]
