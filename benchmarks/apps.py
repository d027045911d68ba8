"""What is synthesized: `python -m benchmarks.apps CASE FOLDER ENVIRONMENT`.

As app.py does it, but with the checks of the case alone and without the CDK's command.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import aws_cdk as cdk


def ours(folder: str, checks: str, name: str) -> cdk.App:
    """Every stack of an environment, with `none`, `controls`, `nag` or `all` of the checks."""
    from golive.environments import load
    from stacks.app import build_app

    environment = load(name)

    def chosen(app: cdk.App) -> Sequence[cdk.IPolicyValidationPlugin]:
        if checks == "none":
            return ()
        from stacks.validation import plugins

        controls, *nag = plugins(app, environment)
        return {"controls": [controls], "nag": nag, "all": [controls, *nag]}[checks]

    return build_app(environment, outdir=folder, plugins=chosen)


def main() -> None:
    """Synthesize the case."""
    gc.disable()
    case, folder, name = sys.argv[1:]
    ours(folder, case, name).synth()


if __name__ == "__main__":
    main()
