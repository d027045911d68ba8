"""Service Quotas: Connect's own are per instance, the context; an increase is granted at once.

Source: Service Quotas API Reference, QuotaContextInfo; Administrator Guide, quotas.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sandbox.adapters.provisioner import some
from sandbox.adapters.services import simulate
from sandbox.inprocess import account, region
from sandbox.simulated.service import Parameters, Refused
from sandbox.simulated.shelf import Record, Shelf

APPLIED = Shelf("NoSuchResourceException")
"""What was raised, by service, code and context."""
INSTANCE = "AWS::Connect::Instance"
EVERY = "*"
"""The context of what applies to each instance without a value of its own."""
DEFAULTS: dict[str, tuple[str, float]] = {
    "L-12AB7C57": ("Concurrent active calls per instance", 10),
    "L-D4BA6F6E": ("Concurrent active chats per instance", 500),
    "L-60553137": ("Concurrent active tasks per instance", 2500),
    "L-B117F12F": ("Concurrent active emails per instance", 1000),
    "L-E908C3A1": ("Concurrent campaign active calls per instance", 0),
    "L-8F812903": ("Phone numbers per instance", 5),
    "L-19A87C94": ("Queues per instance", 100),
    "L-516BC0EB": ("Queues per routing profile per instance", 50),
    "L-9A46857E": ("Users per instance", 500),
    "L-D3E7BE26": ("Routing profiles per instance", 500),
    "L-F325A715": ("Security profiles per instance", 100),
    "L-22922690": ("Flows per instance", 100),
    "L-19755C7E": ("Modules per instance", 200),
    "L-20CD02F7": ("Hours of operation per instance", 100),
    "L-0865B754": ("Prompts per instance", 500),
    "L-68BBE2E8": ("Quick connects per instance", 100),
    "L-E3D2F503": ("AWS Lambda functions per instance", 50),
    "L-CCEA7427": ("Amazon Lex V2 bot aliases per instance", 100),
}
"""Connect's, as the Administrator Guide has them."""


def increase(given: Parameters) -> Parameters:
    """RequestServiceQuotaIncrease"""
    named = some(given, "ServiceCode", "QuotaCode")
    context = given.get("ContextId", "")
    if context and given["QuotaCode"] not in DEFAULTS:
        raise Refused("IllegalArgumentException", f"{given['QuotaCode']} has no context")
    raised = {**named, "Value": given["DesiredValue"], "Context": context}
    APPLIED.records["|".join((*named.values(), context))] = raised
    granted = {"Status": "APPROVED", "Created": datetime.now(UTC)}
    return {"RequestedQuota": {**named, "DesiredValue": given["DesiredValue"], **granted}}


def _said(service: str, code: str, value: float, context: str) -> Record:
    """A ServiceQuota; with a context it is one of an instance."""
    known: Record = {"QuotaName": DEFAULTS[code][0]} if code in DEFAULTS else {}
    about: Record = {
        "ServiceCode": service,
        "QuotaCode": code,
        "QuotaArn": f"arn:aws:servicequotas:{region()}:{account()}:{service}/{code}",
        "Value": value,
        "Adjustable": True,
        "QuotaAppliedAtLevel": "RESOURCE" if context else "ACCOUNT",
    }
    where = {"ContextScope": "RESOURCE", "ContextScopeType": INSTANCE, "ContextId": context}
    return about | known | ({"QuotaContext": where} if context else {})


def quota(given: Parameters) -> Parameters:
    """GetServiceQuota: of the context, else what applies to every instance."""
    service, code, context = given["ServiceCode"], given["QuotaCode"], given.get("ContextId", "")
    raised = APPLIED.records.get("|".join((service, code, context)))
    if raised:
        return {"Quota": _said(service, code, raised["Value"], context)}
    if service == "connect" and code in DEFAULTS:
        return {"Quota": _said(service, code, DEFAULTS[code][1], context or EVERY)}
    raise Refused("NoSuchResourceException", f"{service}/{code} does not exist")


def quotas(given: Parameters) -> Parameters:
    """ListServiceQuotas, of the account unless the level says otherwise."""
    service, level = given["ServiceCode"], given.get("QuotaAppliedAtLevel", "ACCOUNT")
    every = [
        _said(service, each["QuotaCode"], each["Value"], each["Context"])
        for each in APPLIED
        if each["ServiceCode"] == service
    ]
    every += [_said("connect", c, v, EVERY) for c, (_, v) in DEFAULTS.items()] * (
        service == "connect"
    )
    return {"Quotas": [q for q in every if level in ("ALL", q["QuotaAppliedAtLevel"])]}


def defaults(given: Parameters) -> Parameters:
    """GetAWSDefaultServiceQuota"""
    found: Any = DEFAULTS.get(given["QuotaCode"])
    if given["ServiceCode"] != "connect" or not found:
        raise Refused("NoSuchResourceException", f"{given['QuotaCode']} does not exist")
    return {"Quota": _said("connect", given["QuotaCode"], found[1], EVERY)}


simulate(
    "service-quotas",
    "servicequotas",
    {
        "RequestServiceQuotaIncrease": increase,
        "GetServiceQuota": quota,
        "ListServiceQuotas": quotas,
        "GetAWSDefaultServiceQuota": defaults,
    },
)
