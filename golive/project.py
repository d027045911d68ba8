"""Where the project's own files are, and what its stacks are called."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ROOT / "environments"
COMMIT_TAG = "golive:commit"
"""The tag of a stack that names the commit it was deployed from."""
STACKS = ("Data", "Instance", "Associations", "AccountBaseline", "Operations")


def prefix(environment: str) -> str:
    """Begins every name that we give in an environment."""
    return f"golive-{environment}"


def stack_name(environment: str, stem: str) -> str:
    """The deployed name of a stack, e.g. `golive-prod-data`."""
    return f"{prefix(environment)}-{stem.lower()}"
