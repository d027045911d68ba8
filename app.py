"""What the CDK runs: `cdk synth -c env=prod`, or `-c env=path/to/file.yaml`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "constructs"))

from golive.environments import BadEnvironment, load, names
from stacks.app import add_stacks, new_app


def main() -> None:
    """Synthesize the environment that the context names."""
    app = new_app()
    name = app.node.try_get_context("env")
    if not name:
        raise SystemExit(f"which environment? add -c env=NAME; there are {', '.join(names())}")
    try:
        add_stacks(app, load(name))
    except BadEnvironment as error:
        raise SystemExit(str(error)) from error
    app.synth()


if __name__ == "__main__":
    main()
