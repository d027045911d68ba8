"""What roles of ours may reach, and why; the data is `ours.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def reasons() -> Mapping[str, Mapping[str, str]]:
    """Construct path of a role, to the path of what it reaches, to the reason."""
    text = files("golive.access").joinpath("ours.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


CHANGES = {"Data/PlanWriters": ("dynamodb:PutItem",)}
"""What a policy that is made to be given does beside reading, by its construct path."""
SETTINGS_ONLY = {
    "service-role/AWS_ConfigRole": "Config reads settings; no object, item or record",
}
"""Policies of AWS that a template names and doesn't show: by the end of the ARN, what they read
(AWS Managed Policy Reference)."""
