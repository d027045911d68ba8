"""Where the project's own files are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ROOT / "environments"
STACKS = ("Data", "Instance", "Associations", "AccountBaseline", "Operations")
