"""The template side, from templates in memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from golive.template import Templates
from tests.account.good import ACCOUNT, REGION


def design(templates: Mapping[str, Mapping[str, Any]]) -> Templates:
    return Templates.of(templates, ACCOUNT, REGION)
