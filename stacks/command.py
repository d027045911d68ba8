"""Synthesizes the environment that the CDK's context names."""

from __future__ import annotations

from baseline.function import NotBuilt
from golive.environments import load, names
from golive.mistakes import BadFile
from stacks.app import add_stacks, new_app
from stacks.validation import PluginFailed, synthesize

STRICT = {"none": False, "false": False, "true": True}


def main() -> None:
    """Synthesize the environment of `-c env`; `-c strict=true` is for CI."""
    app = new_app()
    name = app.node.try_get_context("env")
    if not name:
        raise SystemExit(f"which environment? add -c env=NAME; there are {', '.join(names())}")
    strict = STRICT.get(str(app.node.try_get_context("strict")).lower())
    if strict is None:
        raise SystemExit("-c strict takes true or false")
    try:
        environment = load(name)
        add_stacks(app, environment)
        synthesize(app, environment, strict=strict)
    except (BadFile, NotBuilt, PluginFailed) as error:
        raise SystemExit(str(error)) from error
