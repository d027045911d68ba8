"""The controls on a schedule: verifies this environment with the project's own package.

The environment and the waivers of this deployment are beside this file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from golive.account.proof import Asked
from golive.account.readiness import run
from golive.environment import Environment
from golive.waivers import load

HERE = Path(__file__).parent


def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
    """One run. An event may bring `rates`, requests a second by service, as `--rate` does."""
    environment = Environment.model_validate_json((HERE / "environment.json").read_text())
    waivers = load(HERE / "waivers.toml")
    told = run(Asked(environment, waivers=waivers, rates=event.get("rates", {})))
    print(json.dumps(told))
    return told
