"""What the deployed sandbox has not: an analyzer, a module, a bot, an access point; for a while."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from typing import Any

from golive.environment import Environment
from sandbox import control
from tests.sandbox.account import Account

MODULE: dict[str, Any] = {
    "Version": "2019-10-30",
    "StartAction": "thanks",
    "Actions": [
        {
            "Identifier": "thanks",
            "Type": "MessageParticipant",
            "Parameters": {"Text": "Thank you for calling."},
            "Transitions": {
                "NextAction": "back",
                "Errors": [{"NextAction": "back", "ErrorType": "NoMatchingError"}],
                "Conditions": [],
            },
        },
        {
            "Identifier": "back",
            "Type": "EndFlowModuleExecution",
            "Parameters": {},
            "Transitions": {},
        },
    ],
}
NAME = "furnished"
BOT = ("ABCDE12345", "TSTALIASID")


@contextmanager
def furnished(account: Account, target: Environment) -> Generator[None]:
    """Have all of it, made by AWS's own API."""
    instance = account.physical("instance", "Instance", "Connect::Instance")
    recordings = account.physical("data", "Recordings", "Bucket")
    with ExitStack() as stack:
        stack.enter_context(_analyzer(account, recordings))
        stack.enter_context(_access_point(account, recordings))
        stack.enter_context(_bot(account, instance))
        stack.enter_context(_module(account, instance, target.flows[0].name))
        yield


@contextmanager
def _analyzer(account: Account, bucket: str) -> Generator[None]:
    """Of internal access to one bucket."""
    api = account.client("accessanalyzer")
    rule = {"resourceArns": [f"arn:aws:s3:::{bucket}"]}
    inclusions = {"internalAccess": {"analysisRule": {"inclusions": [rule]}}}
    api.create_analyzer(analyzerName=NAME, type="ACCOUNT_INTERNAL_ACCESS", configuration=inclusions)
    yield
    api.delete_analyzer(analyzerName=NAME)


@contextmanager
def _access_point(account: Account, bucket: str) -> Generator[None]:
    """Of the same bucket, without a policy of its own."""
    api = account.client("s3control")
    place = {"AccountId": account.connection.account, "Name": NAME}
    api.create_access_point(**place, Bucket=bucket)
    yield
    api.delete_access_point(**place)


@contextmanager
def _bot(account: Account, instance: str) -> Generator[None]:
    """Associated with the instance, and used."""
    api, place = account.client("connect"), account.connection
    where = f"arn:aws:lex:{place.region}:{place.account}:bot-alias/{'/'.join(BOT)}"
    bot = {"InstanceId": instance, "LexV2Bot": {"AliasArn": where}}
    used = {
        "namespace": "AWS/Lex",
        "metric": "RuntimeRequestCount",
        "dimensions": dict(zip(("BotId", "BotAliasId"), BOT, strict=True)),
    }
    api.associate_bot(**bot)
    control.fetch(place, "/_golive/metric", {**used, "value": 1})
    yield
    api.disassociate_bot(**bot)
    control.fetch(place, "/_golive/metric", used)


@contextmanager
def _module(account: Account, instance: str, flow: str) -> Generator[None]:
    """That a declared flow begins with."""
    api = account.client("connect")
    listed = api.list_contact_flows(InstanceId=instance)["ContactFlowSummaryList"]
    where = {
        "InstanceId": instance,
        "ContactFlowId": next(each["Id"] for each in listed if each["Name"] == flow),
    }
    before = api.describe_contact_flow(**where)["ContactFlow"]["Content"]
    made = api.create_contact_flow_module(
        InstanceId=instance, Name=NAME, Content=json.dumps(MODULE)
    )
    api.update_contact_flow_content(**where, Content=beginning(before, made["Arn"]))
    yield
    api.update_contact_flow_content(**where, Content=before)
    api.delete_contact_flow_module(InstanceId=instance, ContactFlowModuleId=made["Id"])


def beginning(content: str, module: str) -> str:
    """A flow that runs a module, and then does what it did."""
    flow: dict[str, Any] = json.loads(content)
    first = flow["StartAction"]
    runs = {
        "Identifier": NAME,
        "Type": "InvokeFlowModule",
        "Parameters": {"FlowModuleId": module},
        "Transitions": {
            "NextAction": first,
            "Errors": [{"NextAction": first, "ErrorType": "NoMatchingError"}],
            "Conditions": [],
        },
    }
    return json.dumps({**flow, "StartAction": NAME, "Actions": [runs, *flow["Actions"]]})
