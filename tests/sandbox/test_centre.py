"""The sandbox's contact centre is what the environment file declares, and one call makes it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.x509 import load_pem_x509_certificate

from golive.environments import load
from sandbox import demo
from sandbox.centre.desk import Desk
from sandbox.centre.furnish import furnish
from tests.sandbox.account import Account


@pytest.fixture
def desk(deployed: Account) -> Desk:
    """The administrator of the furnished centre."""
    return Desk(load("sandbox"), deployed.connection)


def test_everything_declared_is_there(desk: Desk) -> None:
    """People, queues, flows, numbers, origins, functions and test cases, by name."""
    declared = desk.environment
    assert {agent.user for agent in declared.agents} <= set(desk.ids("list_users"))
    assert set(declared.queues) <= set(desk.ids("list_queues"))
    assert {flow.name for flow in declared.flows} <= set(desk.ids("list_contact_flows"))
    assert {c.test_case for c in declared.conditions} <= set(desk.ids("list_test_cases"))
    numbers = desk.listed("list_phone_numbers_v2", TargetArn=desk.instance)
    assert {number.number for number in declared.numbers} == {n["PhoneNumber"] for n in numbers}
    assert desk.listed("list_approved_origins", InstanceId=desk.id) == declared.origins
    functions = desk.listed("list_lambda_functions", InstanceId=desk.id)
    assert [arn.split(":")[6] for arn in functions] == [i.function for i in declared.integrations]


def test_a_second_time_changes_nothing(desk: Desk, deployed: Account) -> None:
    """What is there stays, and no second one is made of anything."""
    lists = ("list_users", "list_queues", "list_contact_flows", "list_test_cases")
    before = [desk.ids(operation) for operation in lists]
    furnish(desk.environment, deployed.connection)
    assert [desk.ids(operation) for operation in lists] == before


def test_the_secure_flow_is_sealed_for_an_uploaded_key(desk: Desk) -> None:
    """Recording and logging are off before the input, on after it; the certificate is the key's."""
    flow = next(f.name for f in desk.environment.flows if f.secure_input)
    id_ = desk.ids("list_contact_flows")[flow]
    content = json.loads(
        desk.call("describe_contact_flow", ContactFlowId=id_)["ContactFlow"]["Content"]
    )
    kinds = [action["Type"] for action in content["Actions"]]
    asked = kinds.index("GetParticipantInput")
    switches = ("UpdateContactRecordingBehavior", "UpdateFlowLoggingBehavior")
    assert set(kinds[:asked]) == set(switches)
    assert set(switches) <= set(kinds[asked:])
    sealing = content["Actions"][asked]["Parameters"]["InputEncryption"]
    load_pem_x509_certificate(sealing["Key"].encode())
    keys = desk.listed("list_security_keys", InstanceId=desk.id)
    assert sealing["EncryptionKeyId"] in {key["AssociationId"] for key in keys}


def test_the_functions_answer_connect_alone(desk: Desk) -> None:
    """Associating one lets Connect invoke it for this instance; its first call was no error."""
    for each in desk.environment.integrations:
        text = desk.client("lambda").get_policy(FunctionName=each.function)["Policy"]
        statement = json.loads(text)["Statement"][0]
        assert statement["Principal"] == {"Service": "connect.amazonaws.com"}
        assert desk.instance in json.dumps(statement["Condition"])
        called = desk.client("lambda").invoke(FunctionName=each.function, Payload=b"{}")
        assert "FunctionError" not in called


def test_the_declared_peak_fits_the_quota(desk: Desk) -> None:
    """The value of this instance has the declared headroom; another one has AWS's default."""
    declared, api = desk.environment, desk.client("service-quotas")
    where = {"ServiceCode": "connect", "QuotaCode": "L-12AB7C57"}
    raised = api.get_service_quota(**where, ContextId=desk.instance)["Quota"]
    assert raised["Value"] * (1 - declared.capacity.headroom) >= declared.peak.calls
    assert raised["QuotaContext"]["ContextId"] == desk.instance
    assert api.get_service_quota(**where)["Quota"]["Value"] == 10


def test_its_tests_left_metrics_and_reports(desk: Desk) -> None:
    """As Connect publishes and stores them; what only exists on failure is not among them."""
    assert points(desk, "ConcurrentCalls", MetricGroup="VoiceCalls")
    assert points(desk, "QueueSize", MetricGroup="Queue", QueueName=desk.environment.queues[0])
    storage = desk.call("list_instance_storage_configs", ResourceType="SCHEDULED_REPORTS")
    place = storage["StorageConfigs"][0]["S3Config"]
    for report in desk.environment.reports:
        prefix = f"{place['BucketPrefix']}/{report.prefix}/"
        found = desk.client("s3").list_objects_v2(Bucket=place["BucketName"], Prefix=prefix)
        assert found["KeyCount"] == 1


def test_without_an_instance_nothing_is_made(account: Account) -> None:
    """The command says which alias it looked for."""
    words = (
        demo.GOLIVE,
        "sandbox",
        "centre",
        "--env",
        "dev",
        "--state",
        str(account.connection.state),
    )
    assert "no instance with the alias example-dev" in account.run(*words, code=1)
    names = account.client("lambda").list_functions()["Functions"]
    assert "order-status" not in {each["FunctionName"] for each in names}


def points(desk: Desk, metric: str, **dimensions: str) -> list[Any]:
    """The datapoints of the last day."""
    now, named = datetime.now(UTC), {"InstanceId": desk.id, **dimensions}
    answer = desk.client("cloudwatch").get_metric_statistics(
        Namespace="AWS/Connect",
        MetricName=metric,
        Dimensions=[{"Name": name, "Value": value} for name, value in named.items()],
        StartTime=now - timedelta(days=1),
        EndTime=now,
        Period=60,
        Statistics=["Maximum"],
    )
    return answer["Datapoints"]
