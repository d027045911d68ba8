"""CloudFormation templates as facts, read before they are deployed."""

from __future__ import annotations

from golive.template.errors import BadTemplate
from golive.template.loading import Place
from golive.template.side import Templates

__all__ = ["BadTemplate", "Place", "Templates"]
