"""`golive sign`: put a decision into words, and an approver's signature under it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from golive.cli.deciding import CANT_TELL, USAGE, case_options, gathered

REFUSED = 1


@click.command(short_help="Sign a decision, as an approver.")
@case_options
@click.option("--text", default="", help="What is said with the signature.")
@click.option("--despite", is_flag=True, help="Sign what is not GO; --text must say why.")
def sign(name: str, file: Path | None, phase: str, text: str, despite: bool) -> None:
    """Decide as `golive decide` does, and sign the GO with the key that only approvers may use.

    What is no GO is signed with --despite, and never shown as GO.

    Exit codes: 0 signed, 1 not signed: no-go, or no approver, 2 usage, 3 not signed: can't tell.
    """
    from golive.cli.decide import show
    from golive.decision.key import NotAllowed
    from golive.decision.signing import NotSigned, message, signed
    from golive.register.errors import RegisterError

    found = gathered(name, file, phase)
    decided, register = found.decided, found.register
    approvers = decided.case.environment.decision.approvers
    show(decided)
    try:
        made = message(decided, register.caller, text, despite=despite)
        decision = signed(made, found.key, register, approvers)
    except NotSigned as error:
        click.echo(f"\nnot signed: {error}", err=True)
        sys.exit(USAGE if despite else decided.code)
    except RegisterError as error:
        click.echo(f"\nnot signed: {error}", err=True)
        sys.exit(REFUSED if isinstance(error, NotAllowed) else CANT_TELL)
    verdict = f"despite {made.verdict}" if made.despite else made.verdict
    click.echo(f"\nsigned {verdict} as {made.caller}: {decision.id}")
