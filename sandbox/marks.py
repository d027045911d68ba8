"""What the sandbox only simulates: said by its endpoint, shown on the board."""

from __future__ import annotations

SIMULATED = {
    "connect": "Amazon Connect is simulated",
}
