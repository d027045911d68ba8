"""Claimed numbers, and the flows that they lead to.

A number belongs to the account and points at an instance, so its ARN names no instance.
"""

from __future__ import annotations

from sandbox.inprocess import account, region
from sandbox.simulated.connect.kinds import Kind, add, get, shaped
from sandbox.simulated.connect.kinds import model as connect
from sandbox.simulated.connect.store import INSTANCES, Instance, Record, instance, last
from sandbox.simulated.service import Operation, Parameters, Refused

NUMBER = Kind("PhoneNumber", "phone-number", "PhoneNumbers")
COUNTRIES = {"+1": "US", "+44": "GB", "+49": "DE", "+33": "FR", "+61": "AU", "+81": "JP"}
TOLL_FREE = ("+1800", "+1833", "+1844", "+1855", "+1866", "+1877", "+1888", "+44800", "+49800")


def claim(given: Parameters) -> Parameters:
    """ClaimPhoneNumber: any E.164 number that nobody here has claimed."""
    target = given.get("TargetArn") or given.get("InstanceId")
    if not target:
        raise Refused("InvalidParameterException", "neither TargetArn nor InstanceId is given")
    found, number = instance({"InstanceId": target}), given["PhoneNumber"]
    if any(each["PhoneNumber"] == number for _, each in _every()):
        raise Refused("InvalidParameterException", f"{number} is not available")
    country = (c for prefix, c in COUNTRIES.items() if number.startswith(prefix))
    made = add(
        NUMBER,
        found,
        {
            **given,
            "PhoneNumberCountryCode": next(country, "US"),
            "PhoneNumberType": "TOLL_FREE" if number.startswith(TOLL_FREE) else "DID",
            "PhoneNumberStatus": {"Status": "CLAIMED"},
            "TargetArn": found.arn,
            "InstanceId": found.about["Id"],
        },
    )
    made["Arn"] = f"arn:aws:connect:{region()}:{account()}:phone-number/{made['Id']}"
    return {"PhoneNumberId": made["Id"], "PhoneNumberArn": made["Arn"]}


def _every() -> list[tuple[Instance, Record]]:
    return [(i, each) for i in INSTANCES.values() for each in i.kept["PhoneNumber"].values()]


def _claimed(given: Parameters) -> tuple[Instance, Record]:
    asked = last(given["PhoneNumberId"])
    for found, each in _every():
        if each["Id"] == asked:
            return found, each
    raise Refused("ResourceNotFoundException", f"Phone number {asked} not found")


def describe(given: Parameters) -> Parameters:
    """DescribePhoneNumber"""
    shape = connect().shape_for("ClaimedPhoneNumberSummary")
    return {"ClaimedPhoneNumberSummary": shaped(shape, _claimed(given)[1], "PhoneNumber")}


def listed(given: Parameters) -> Parameters:
    """ListPhoneNumbersV2: of one instance, or of the account."""
    shape = connect().shape_for("ListPhoneNumbersSummary")
    wanted = last(given.get("TargetArn") or given.get("InstanceId") or "")
    kinds, prefix = given.get("PhoneNumberTypes"), given.get("PhoneNumberPrefix", "")
    return {
        "ListPhoneNumbersSummaryList": [
            shaped(shape, each, "PhoneNumber")
            for found, each in _every()
            if wanted in ("", found.about["Id"])
            and (not kinds or each["PhoneNumberType"] in kinds)
            and each["PhoneNumber"].startswith(prefix)
        ]
    }


def release(given: Parameters) -> Parameters:
    """ReleasePhoneNumber"""
    found, each = _claimed(given)
    del found.kept["PhoneNumber"][each["Id"]]
    return {}


def attach(given: Parameters) -> Parameters:
    """AssociatePhoneNumberContactFlow"""
    flow = get(instance(given), "ContactFlow", given["ContactFlowId"])
    _claimed(given)[1]["ContactFlow"] = flow["Arn"]
    return {}


def detach(given: Parameters) -> Parameters:
    """DisassociatePhoneNumberContactFlow"""
    _claimed(given)[1].pop("ContactFlow", None)
    return {}


def associations(given: Parameters) -> Parameters:
    """ListFlowAssociations, BatchGetFlowAssociation: both sides are named by ARN."""
    wanted = {last(each) for each in given.get("ResourceIds", [])}
    kind = "VOICE_PHONE_NUMBER"
    numbers = instance(given).kept["PhoneNumber"].values()
    return {
        "FlowAssociationSummaryList": [
            {"ResourceId": each["Arn"], "FlowId": each["ContactFlow"], "ResourceType": kind}
            for each in numbers
            if "ContactFlow" in each
            and given.get("ResourceType", kind) == kind
            and (not wanted or each["Id"] in wanted)
        ]
    }


OPERATIONS: dict[str, Operation] = {
    "ClaimPhoneNumber": claim,
    "DescribePhoneNumber": describe,
    "ListPhoneNumbersV2": listed,
    "ReleasePhoneNumber": release,
    "AssociatePhoneNumberContactFlow": attach,
    "DisassociatePhoneNumberContactFlow": detach,
    "ListFlowAssociations": associations,
    "BatchGetFlowAssociation": associations,
}
