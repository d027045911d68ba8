"""Where the project's own files are, and what its stacks are called."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ROOT / "environments"
STACKS = ("Data", "Instance", "Associations", "AccountBaseline", "Operations")


def stack_name(environment: str, stem: str) -> str:
    """The deployed name of a stack, as `Environment.stack` gives it, without reading the file."""
    return f"golive-{environment}-{stem.lower()}"
