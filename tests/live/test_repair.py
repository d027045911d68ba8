"""What was deleted by hand comes back through its stack."""

from __future__ import annotations

import json
from typing import Any

from tests.live.acts import Acts
from tests.live.judging import Proofs, wrong
from tests.sandbox.account import Account

STACK = "golive-sandbox-associations"


def test_an_association_comes_back_by_way_of_its_stack(
    deployed: Account, proofs: Proofs, acts: Acts
) -> None:
    """Deleted by hand, taken out of the stack, put back: Connect gives it another id."""
    association = {
        "InstanceId": "<Instance/Instance id>",
        "AssociationId": "<Associations/AgentEvents association>",
        "ResourceType": "AGENT_EVENTS",
    }
    acts.act([{"connect:DisassociateInstanceStorageConfig": association}])
    rows = {(row["control"], row["verdict"]) for row in wrong(proofs.run(("4.8",)))}
    assert rows == {
        ("4.8-associated-stream-key", "failed"),
        ("4.8-connect-may-seal", "failed"),
        ("4.8-instance-streams", "drifted"),
    }
    whole = template(deployed)
    without = {k: v for k, v in whole["Resources"].items() if k != "AgentEvents"}
    for body in (whole | {"Resources": without}, whole):
        update(deployed, body)
    proofs.refresh()
    assert wrong(proofs.run(("4.8",))) == []


def template(account: Account) -> dict[str, Any]:
    """What CloudFormation has of the stack."""
    cloudformation = account.client("cloudformation")
    body = cloudformation.get_template(StackName=STACK, TemplateStage="Original")["TemplateBody"]
    return json.loads(json.dumps(body))


def update(account: Account, body: dict[str, Any]) -> None:
    """Update the stack, and wait."""
    cloudformation = account.client("cloudformation")
    cloudformation.update_stack(
        StackName=STACK, TemplateBody=json.dumps(body), Capabilities=["CAPABILITY_IAM"]
    )
    cloudformation.get_waiter("stack_update_complete").wait(
        StackName=STACK, WaiterConfig={"Delay": 1, "MaxAttempts": 60}
    )
