"""What the lint says of the contact flows that callers and agents go through."""

from __future__ import annotations

from golive.facts.connect import Instance
from golive.model import Fact, fact


@fact
class FlowLint(Fact):
    """The declared flows, and those that they lead to, under every rule of the lint.

    `unknown` are declared flows that the instance doesn't have. `secrets`, `branches` and
    `leftovers` are the broken rules of lines 4.3, 2.4.3-5 and 2.3.11, a sentence each; the field
    `..._judged` is true where nothing of that line is out of sight.
    """

    of = Instance
    linted: tuple[str, ...]
    unknown: tuple[str, ...]
    secure: tuple[str, ...]
    secrets: tuple[str, ...]
    secrets_judged: bool
    branches: tuple[str, ...]
    branches_judged: bool
    leftovers: tuple[str, ...]
