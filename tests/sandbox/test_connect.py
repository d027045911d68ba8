"""The simulated Connect keeps and pages what is put, and refuses what AWS refuses."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from tests.sandbox.account import Account

EMPTY_FLOW = json.dumps({"Version": "2019-10-30", "StartAction": "a", "Actions": []})
EMPTY_CASE = json.dumps({"Version": "2019-10-30", "Observations": []})
NOBODY = "00000000-0000-4000-8000-000000000000"


class Centre:
    """An instance of its own, as its administrator sees it."""

    def __init__(self, account: Account) -> None:
        self.api = account.client("connect")
        made = self.api.create_instance(
            InstanceAlias=f"centre-{uuid4().hex[:8]}",
            IdentityManagementType="CONNECT_MANAGED",
            InboundCallsEnabled=True,
            OutboundCallsEnabled=True,
        )
        self.id, self.arn = made["Id"], made["Arn"]

    def call(self, operation: str, **parameters: Any) -> Any:
        return getattr(self.api, operation)(InstanceId=self.id, **parameters)

    def ids(self, operation: str) -> dict[str, str]:
        pages = self.api.get_paginator(operation).paginate(InstanceId=self.id)
        rows: list[dict[str, str]] = next(iter(pages.build_full_result().values()))
        return {row.get("Name") or row["Username"]: row["Id"] for row in rows}

    def user(self, name: str, profile: str = "Agent") -> str:
        made = self.call(
            "create_user",
            Username=name,
            PhoneConfig={"PhoneType": "SOFT_PHONE"},
            SecurityProfileIds=[self.ids("list_security_profiles")[profile]],
            RoutingProfileId=self.ids("list_routing_profiles")["Basic Routing Profile"],
        )
        return made["UserId"]

    def flow(self, name: str) -> str:
        made = self.call("create_contact_flow", Name=name, Type="CONTACT_FLOW", Content=EMPTY_FLOW)
        return made["ContactFlowId"]

    def refused(self, operation: str, **parameters: Any) -> str:
        """The name of the exception."""
        with pytest.raises(ClientError) as error:
            self.call(operation, **parameters)
        return error.value.response["Error"]["Code"]  # pyright: ignore[reportTypedDictNotRequiredAccess]


@pytest.fixture(scope="module")
def centre(account: Account) -> Generator[Centre]:
    """One for all tests, which leave each other alone."""
    made = Centre(account)
    yield made
    made.call("delete_instance")


def test_a_new_instance_has_what_the_wizard_makes(centre: Centre) -> None:
    """Profiles, a queue with hours, statuses; the administrator's profile may everything."""
    assert set(centre.ids("list_security_profiles")) == {
        "Admin",
        "Agent",
        "CallCenterManager",
        "QualityAnalyst",
    }
    assert [*centre.ids("list_routing_profiles")] == ["Basic Routing Profile"]
    assert {"Available", "Offline"} == set(centre.ids("list_agent_statuses"))
    queue = centre.call("describe_queue", QueueId=centre.ids("list_queues")["BasicQueue"])["Queue"]
    assert queue["HoursOfOperationId"] == centre.ids("list_hours_of_operations")["Basic Hours"]
    admin = centre.ids("list_security_profiles")["Admin"]
    listed = centre.api.get_paginator("list_security_profile_permissions").paginate(
        InstanceId=centre.id, SecurityProfileId=admin, PaginationConfig={"PageSize": 7}
    )
    permissions = listed.build_full_result()["Permissions"]
    assert {"ManagerListenIn", "Users.Create"} <= set(permissions)
    assert len(permissions) == len(set(permissions)) > 7


def test_users_are_kept_with_their_profiles(centre: Centre) -> None:
    """Described, searched by name, changed and deleted."""
    one = centre.user("kept.one")
    admin = centre.ids("list_security_profiles")["Admin"]
    centre.call("update_user_security_profiles", UserId=one, SecurityProfileIds=[admin])
    assert centre.call("describe_user", UserId=one)["User"]["SecurityProfileIds"] == [admin]
    exact = {"FieldName": "Username", "Value": "kept.one", "ComparisonType": "EXACT"}
    found = centre.call("search_users", SearchCriteria={"StringCondition": exact})["Users"]
    assert [user["Id"] for user in found] == [one]
    assert "Email" not in found[0].get("IdentityInfo", {})
    centre.call("delete_user", UserId=one)
    assert "kept.one" not in centre.ids("list_users")


def test_a_list_comes_in_pages(centre: Centre) -> None:
    """Each once, with a token until the last; a strange token is refused."""
    names = {f"paged.{number}" for number in range(5)}
    for name in names:
        centre.user(name)
    pages = centre.api.get_paginator("list_users").paginate(
        InstanceId=centre.id, PaginationConfig={"PageSize": 2}
    )
    found = [[user["Username"] for user in page["UserSummaryList"]] for page in pages]
    assert all(len(page) <= 2 for page in found)
    assert names <= {name for page in found for name in page}
    assert centre.refused("list_users", NextToken="x") == "InvalidParameterException"


def test_presence_is_counted(centre: Centre) -> None:
    """Who never signed in is nowhere, and who is offline is not online; counted by queue."""
    queue, statuses = centre.ids("list_queues")["BasicQueue"], centre.ids("list_agent_statuses")
    asked = {
        "Filters": {"Queues": [queue], "Channels": ["VOICE"]},
        "CurrentMetrics": [
            {"Name": name, "Unit": "COUNT"} for name in ("AGENTS_ONLINE", "AGENTS_AVAILABLE")
        ],
    }
    assert (
        centre.call("get_current_metric_data", **asked, Groupings=["QUEUE"])["MetricResults"] == []
    )
    for name, status in (("here", "Available"), ("away", "Offline")):
        centre.call("put_user_status", UserId=centre.user(name), AgentStatusId=statuses[status])
    found = centre.call("get_current_metric_data", **asked, Groupings=["QUEUE"])["MetricResults"]
    assert [result["Dimensions"]["Queue"]["Id"] for result in found] == [queue]
    assert [each["Value"] for each in found[0]["Collections"]] == [1, 1]
    users = centre.call("get_current_user_data", Filters={"Queues": [queue]})["UserDataList"]
    assert {user["Status"]["StatusName"] for user in users} == {"Available", "Offline"}


def test_a_number_leads_to_a_flow(centre: Centre) -> None:
    """Claimed once, attached, listed with both ARNs, detached and released."""
    flow = centre.flow("Numbered")
    claimed = centre.api.claim_phone_number(TargetArn=centre.arn, PhoneNumber="+18005550111")
    id_ = claimed["PhoneNumberId"]
    assert centre.refused("claim_phone_number", PhoneNumber="+18005550111") == (
        "InvalidParameterException"
    )
    centre.call("associate_phone_number_contact_flow", PhoneNumberId=id_, ContactFlowId=flow)
    listed = centre.call("list_flow_associations", ResourceType="VOICE_PHONE_NUMBER")
    assert listed["FlowAssociationSummaryList"] == [
        {
            "ResourceId": claimed["PhoneNumberArn"],
            "FlowId": f"{centre.arn}/contact-flow/{flow}",
            "ResourceType": "VOICE_PHONE_NUMBER",
        }
    ]
    described = centre.api.describe_phone_number(PhoneNumberId=id_)["ClaimedPhoneNumberSummary"]
    assert (described["PhoneNumberType"], described["TargetArn"]) == ("TOLL_FREE", centre.arn)
    centre.call("disassociate_phone_number_contact_flow", PhoneNumberId=id_)
    assert centre.call("list_flow_associations")["FlowAssociationSummaryList"] == []
    centre.api.release_phone_number(PhoneNumberId=id_)
    rows = centre.api.list_phone_numbers_v2(TargetArn=centre.arn)["ListPhoneNumbersSummaryList"]
    assert id_ not in {row["PhoneNumberId"] for row in rows}


def test_bots_and_integrations_are_associated(centre: Centre) -> None:
    """A bot of each version of Lex is listed with its own; integrations by their kind."""
    arn = "arn:aws:lex:us-east-1:111122223333:bot-alias/AAAAAAAAAA/BBBBBBBBBB"
    bot = {"LexV2Bot": {"AliasArn": arn}}
    centre.call("associate_bot", **bot)
    assert centre.call("list_bots", LexVersion="V2")["LexBots"] == [bot]
    assert centre.call("list_bots", LexVersion="V1")["LexBots"] == []
    centre.call("disassociate_bot", **bot)
    assert centre.refused("disassociate_bot", **bot) == "ResourceNotFoundException"
    events = "arn:aws:events:us-east-1:111122223333:event-bus/default"
    centre.call("create_integration_association", IntegrationType="EVENT", IntegrationArn=events)
    listed = centre.call("list_integration_associations", IntegrationType="EVENT")
    assert [e["IntegrationArn"] for e in listed["IntegrationAssociationSummaryList"]] == [events]
    other = centre.call("list_integration_associations", IntegrationType="CASES_DOMAIN")
    assert other["IntegrationAssociationSummaryList"] == []


def test_an_execution_passes_while_its_flow_is_there(centre: Centre) -> None:
    """Its flow counts as started; once the flow is archived it fails."""
    flow = centre.flow("Tested")
    entry = {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": {"FlowId": flow}}
    case = centre.call("create_test_case", Name="One", Content=EMPTY_CASE, EntryPoint=entry)
    id_ = {"TestCaseId": case["TestCaseId"]}
    centre.call("start_test_case_execution", **id_)
    state = {"ContactFlowId": flow, "ContactFlowState": "ARCHIVED"}
    centre.call("update_contact_flow_metadata", **state)
    centre.call("start_test_case_execution", **id_)
    found = centre.call("list_test_case_executions", **id_)["TestCaseExecutions"]
    assert {each["TestCaseExecutionStatus"] for each in found} == {"PASSED", "FAILED"}
    assert centre.call("list_test_case_executions", **id_, Status="PASSED")["TestCaseExecutions"]
    started = centre.api.get_metric_data_v2(
        ResourceArn=centre.arn,
        StartTime=found[0]["StartTime"],
        EndTime=found[0]["EndTime"].replace(year=found[0]["EndTime"].year + 1),
        Filters=[{"FilterKey": "FLOWS_RESOURCE_ID", "FilterValues": [flow]}],
        Groupings=["FLOWS_RESOURCE_ID"],
        Metrics=[{"Name": "FLOWS_STARTED"}],
    )["MetricResults"]
    assert [each["Value"] for each in started[0]["Collections"]] == [2]


Act = Callable[[Centre], str]
REFUSALS: dict[str, tuple[str, Act]] = {
    "a second queue of a name": (
        "DuplicateResourceException",
        lambda c: c.refused(
            "create_queue",
            Name="BasicQueue",
            HoursOfOperationId=c.ids("list_hours_of_operations")["Basic Hours"],
        ),
    ),
    "a queue without hours that exist": (
        "ResourceNotFoundException",
        lambda c: c.refused("create_queue", Name="Lost", HoursOfOperationId=NOBODY),
    ),
    "a routing profile in use": (
        "ResourceInUseException",
        lambda c: (
            c.user(f"user-{uuid4().hex[:6]}"),
            c.refused(
                "delete_routing_profile",
                RoutingProfileId=c.ids("list_routing_profiles")["Basic Routing Profile"],
            ),
        )[1],
    ),
    "a user that nobody made": (
        "ResourceNotFoundException",
        lambda c: c.refused("describe_user", UserId=NOBODY),
    ),
    "a test case that is not published": (
        "InvalidRequestException",
        lambda c: c.refused(
            "start_test_case_execution",
            TestCaseId=c.call("create_test_case", Name="Draft", Content=EMPTY_CASE, Status="SAVED")[
                "TestCaseId"
            ],
        ),
    ),
    "a test case without observations": (
        "InvalidTestCaseException",
        lambda c: c.refused("create_test_case", Name="Nothing", Content="{}"),
    ),
    "a function that isn't there": (
        "InvalidRequestException",
        lambda c: c.refused(
            "associate_lambda_function",
            FunctionArn="arn:aws:lambda:us-east-1:111122223333:function:nowhere",
        ),
    ),
    "an origin that is not approved": (
        "ResourceNotFoundException",
        lambda c: c.refused("disassociate_approved_origin", Origin="https://other.example.com"),
    ),
    "presence without a filter": (
        "InvalidRequestException",
        lambda c: c.refused("get_current_user_data", Filters={}),
    ),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_what_aws_refuses_is_refused(what: str, centre: Centre) -> None:
    """By the name of AWS's exception."""
    code, act = REFUSALS[what]
    assert act(centre) == code


def test_stacks_make_what_an_instance_holds(account: Account, centre: Centre) -> None:
    """A queue, a flow and a user of a template, each changed in place and deleted with it."""
    place = {"InstanceArn": centre.arn}
    hours, queue, flow = {"Ref": "Hours"}, {"Ref": "Queue"}, uuid4().hex[:6]
    nine, five = {"Hours": 9, "Minutes": 0}, {"Hours": 17, "Minutes": 0}
    day = {"Day": "MONDAY", "StartTime": nine, "EndTime": five}
    about = {"Type": "CONTACT_FLOW", "Content": EMPTY_FLOW, "Name": f"Flow {flow}"}
    reference = {"QueueReference": {"QueueArn": queue, "Channel": "VOICE"}, "Priority": 1}
    profile = f"{centre.arn}/security-profile/{centre.ids('list_security_profiles')['Agent']}"
    given: dict[str, dict[str, Any]] = {
        "Hours": {"Name": f"Hours {flow}", "TimeZone": "UTC", "Config": [day]},
        "Queue": {"Name": f"Queue {flow}", "HoursOfOperationArn": hours},
        "Flow": about,
        "Routing": {
            "Name": f"Routing {flow}",
            "Description": "of a template",
            "DefaultOutboundQueueArn": queue,
            "MediaConcurrencies": [{"Channel": "VOICE", "Concurrency": 1}],
            "QueueConfigs": [{**reference, "Delay": 0}],
        },
        "User": {
            "Username": f"user.{flow}",
            "PhoneConfig": {"PhoneType": "SOFT_PHONE"},
            "RoutingProfileArn": {"Ref": "Routing"},
            "SecurityProfileArns": [profile],
        },
    }
    types = {"Hours": "HoursOfOperation", "Flow": "ContactFlow", "Routing": "RoutingProfile"}
    resources: dict[str, dict[str, Any]] = {
        name: {
            "Type": f"AWS::Connect::{types.get(name, name)}",
            "Properties": {**place, **properties},
        }
        for name, properties in given.items()
    }
    made = account.stack(resources, f"centre-{flow}")
    user = centre.call("describe_user", UserId=made["User"].rsplit("/", 1)[-1])["User"]
    assert user["Arn"] == made["User"]
    routed = centre.call("list_routing_profile_queues", RoutingProfileId=user["RoutingProfileId"])
    queues = routed["RoutingProfileQueueConfigSummaryList"]
    assert [each["QueueArn"] for each in queues] == [made["Queue"]]
    about["Name"] = f"Other {flow}"
    resources["Flow"]["Properties"]["Name"] = about["Name"]
    account.change(f"centre-{flow}", resources)
    assert about["Name"] in centre.ids("list_contact_flows")
    account.client("cloudformation").delete_stack(StackName=f"centre-{flow}")
    assert f"user.{flow}" not in centre.ids("list_users")
