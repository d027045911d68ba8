"""The Connect instance, made here."""

from __future__ import annotations

import pytest

from golive.environment import Environment
from golive.environments import load
from tests.stacks.reading import Template, Templates, of, only


@pytest.fixture(scope="module", params=["sandbox", "dev", "prod"])
def environment(request: pytest.FixtureRequest) -> Environment:
    return load(request.param)


@pytest.fixture
def stack(environment: Environment, templates: Templates) -> Template:
    return templates(environment.name)["Instance"]


def test_the_instance_is_the_file_s(environment: Environment, stack: Template) -> None:
    """Alias and identity type are the two that can never change."""
    instance = only(stack, "AWS::Connect::Instance")
    assert instance["InstanceAlias"] == environment.instance.alias
    assert instance["IdentityManagementType"] == environment.instance.identity


def test_the_instance_logs_its_flows(stack: Template) -> None:
    """Calls both ways, flow logs and conversational analytics are on."""
    attributes = only(stack, "AWS::Connect::Instance")["Attributes"]
    wanted = ("InboundCalls", "OutboundCalls", "ContactflowLogs", "ContactLens")
    assert all(attributes[name] is True for name in wanted)


def test_the_instance_is_kept(environment: Environment, stack: Template) -> None:
    """A contact centre is not deleted with its stack, nor replaced away."""
    [instance] = of(stack, "AWS::Connect::Instance").values()
    policy = "Delete" if environment.destroy else "RetainExceptOnCreate"
    assert instance["DeletionPolicy"] == policy
    assert instance["UpdateReplacePolicy"] == ("Delete" if environment.destroy else "Retain")


def test_others_find_the_instance(environment: Environment, stack: Template) -> None:
    """By an output, and by a plain parameter for stacks that are not ours."""
    parameter = only(stack, "AWS::SSM::Parameter")
    assert parameter["Name"] == f"/golive/{environment.name}/instance"
    assert parameter["Type"] == "String"
    assert {"InstanceArn", "Alias", "ServiceRole"} <= set(stack["Outputs"])


def test_the_instance_needs_nothing_of_the_data(stack: Template) -> None:
    """It waits for Data as a whole, and refers to nothing in it."""
    assert "Fn::ImportValue" not in str(stack)
