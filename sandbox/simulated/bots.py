"""Lex V2: what is put is read back."""

from __future__ import annotations

from uuid import uuid4

from sandbox.adapters.provisioner import some
from sandbox.adapters.services import simulate
from sandbox.simulated.service import Parameters
from sandbox.simulated.shelf import Record, Shelf

BOTS = Shelf("ResourceNotFoundException")


def create_bot(given: Parameters) -> Parameters:
    """CreateBot: available at once."""
    about = some(given, "botName", "description", "roleArn", "dataPrivacy")
    made: Record = {"botId": uuid4().hex[:10].upper(), "botStatus": "Available", **about}
    BOTS.records[made["botId"]] = made
    return made


def bots(_: Parameters) -> Parameters:
    """ListBots"""
    return {"botSummaries": [some(bot, "botId", "botName", "botStatus") for bot in BOTS]}


simulate(
    "lexv2-models",
    "lex",
    {
        "CreateBot": create_bot,
        "DescribeBot": lambda given: BOTS.get(given["botId"]),
        "ListBots": bots,
        "ListBotAliases": lambda given: {"botId": given["botId"], "botAliasSummaries": []},
    },
    lambda _, given: "bot/" + given.get("botId", "*"),
)
