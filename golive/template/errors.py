"""What is wrong with a template file."""

from __future__ import annotations

from pathlib import Path


class BadTemplate(Exception):
    """A file that is no CloudFormation template or cloud assembly; says which and why."""

    def __init__(self, source: Path | str, why: str) -> None:
        super().__init__(f"{source}: {why}")
        self.source, self.why = source, why
