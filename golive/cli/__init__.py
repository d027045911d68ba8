"""The `golive` command: one module per command, imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "access": "List who reaches each data class, and whether that was approved.",
    "backtest": "Run the alarms over the history of their metrics.",
    "check": "Prove the checklist on templates, before a deployment.",
    "dashboards": "Show a dashboard of the account in a browser.",
    "decide": "Say go or no-go, and what stands in between.",
    "diff": "Say what moved between two runs.",
    "drill": "Make alarms fire, and see the message arrive.",
    "env": "Check, lock and list environments.",
    "explain": "Say what a line means, reads, leaves open, and what breaks it.",
    "flows": "Judge contact flows: secrets, branches, loops, what tests left.",
    "hand-over": "One archive for the ticket: board, workbook, evidence, signatures.",
    "issue": "Report, list, show and close launch issues.",
    "launch": "Where the launch is, what is next, who does it, whether to go back.",
    "plan": "Owners, status, notes, roster, sign-offs and log of the plan.",
    "rollback": "Walk the way back: each step ticked with name and time.",
    "sandbox": "An AWS account in one process, for the demo and the tests.",
    "sign": "Sign a decision, as an approver.",
    "verify": "Prove the checklist on the live account.",
    "waivers": "List the waivers by the date on which they expire.",
}


class Commands(click.Group):
    """Loads a command's module when the command is called, not when help is shown."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        called = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"golive.cli.{called}"), called)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="connect-golive")
def main() -> None:
    """Prove the go-live checklist of an Amazon Connect contact centre.

    Exit codes: 0 go, 1 no-go, 2 usage, 3 can't tell.
    """
