"""Service Quotas and Lex V2: what is put is read back; an increase is granted at once."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from sandbox.adapters.provisioner import some
from sandbox.adapters.services import simulate
from sandbox.simulated.service import Parameters
from sandbox.simulated.shelf import Record, Shelf

QUOTAS = Shelf("NoSuchResourceException")
BOTS = Shelf("ResourceNotFoundException")


def increase(given: Parameters) -> Parameters:
    """RequestServiceQuotaIncrease"""
    named = some(given, "ServiceCode", "QuotaCode")
    QUOTAS.records["/".join(named.values())] = {**named, "Value": given["DesiredValue"]}
    granted = {"Status": "APPROVED", "Created": datetime.now(UTC)}
    return {"RequestedQuota": {**named, "DesiredValue": given["DesiredValue"], **granted}}


def quota(given: Parameters) -> Parameters:
    """GetServiceQuota"""
    return {"Quota": QUOTAS.get(f"{given['ServiceCode']}/{given['QuotaCode']}")}


def quotas(given: Parameters) -> Parameters:
    """ListServiceQuotas"""
    return {"Quotas": [q for q in QUOTAS if q["ServiceCode"] == given["ServiceCode"]]}


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
    "service-quotas",
    "servicequotas",
    {
        "RequestServiceQuotaIncrease": increase,
        "GetServiceQuota": quota,
        "ListServiceQuotas": quotas,
    },
)
simulate(
    "lexv2-models",
    "lex",
    {
        "CreateBot": create_bot,
        "DescribeBot": lambda given: BOTS.get(given["botId"]),
        "ListBots": bots,
        "ListBotAliases": lambda given: {"botId": given["botId"], "botAliasSummaries": []},
    },
    lambda given: "bot/" + given.get("botId", "*"),
)
