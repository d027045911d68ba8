"""The dashboards of an environment: which there are, and how they look without the console."""

from __future__ import annotations

from golive.dashboards.table import DASHBOARDS, Dashboard, of_panel

__all__ = ["DASHBOARDS", "Dashboard", "of_panel"]
