"""Flows in CloudFormation templates and in cdk.out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from golive.flows.lint import Lint
from golive.flows.lint import lint as judge
from golive.template.flows import Given, flows_in
from tests.flows import writing as flows
from tests.flows.good import block, broken, contents, keys

FLOW, MODULE = "AWS::Connect::ContactFlow", "AWS::Connect::ContactFlowModule"


def resource(content: object, type_: str = FLOW, **more: Any) -> dict[str, Any]:
    properties: dict[str, Any] = {"Name": "Main", "Type": "CONTACT_FLOW", "Content": content}
    return {"Type": type_, "Properties": properties | more}


def given(folder: Path, **resources: Any) -> Given:
    """The flows of one template."""
    file = folder / "contact.template.json"
    file.write_text(json.dumps({"Resources": resources}))
    return flows_in([file])


def lint(found: Given) -> Lint:
    return judge(found.flows, keys(), secure_flows=["Payment"], entered=["Main", "Payment"])


def joined(text: str, mark: str, reference: object) -> dict[str, Any]:
    """A text with a reference in the place of a mark."""
    before, _, after = text.partition(mark)
    return {"Fn::Join": ["", [before, reference, after]]}


def test_references_lead_from_flow_to_flow(tmp_path: Path) -> None:
    """A flow that another one names by its ARN is the one of the same template."""
    main, payment = (json.dumps(content) for content in contents().values())
    arn = {"Fn::GetAtt": ["Pay", "ContactFlowArn"]}
    leads = joined(main, '"Payment"}', arn)
    leads["Fn::Join"][1] = [leads["Fn::Join"][1][0] + '"', arn, '"}' + leads["Fn::Join"][1][2]]
    found = given(tmp_path, Main=resource(leads), Pay=resource(payment, Name="Payment"))
    assert found.unread == []
    assert lint(found) == Lint((), ())


def test_what_is_deployed_later_is_not_judged(tmp_path: Path) -> None:
    """A certificate that a custom resource makes is only known once it is deployed."""
    content = contents()["Payment"]
    block(content, "card")["Parameters"]["InputEncryption"]["Key"] = "CERTIFICATE"
    text = joined(json.dumps(content), "CERTIFICATE", {"Fn::GetAtt": ["Pair", "Certificate"]})
    pair: Any = {"Type": "Custom::InputKeyPair", "Properties": {}}
    found = lint(given(tmp_path, Pay=resource(text, Name="Payment"), Pair=pair))
    [unjudged] = found.unjudged
    assert "Pair.Certificate}, which is only known later" in unjudged.text


def test_module_is_entered(tmp_path: Path) -> None:
    """A module of the template is judged as part of the flow that invokes it."""
    wired = {flows.OTHERS: "out"}
    enter = flows.action(
        "in", "InvokeFlowModule", {"FlowModuleId": "MODULE"}, following="out", errors=wired
    )
    flow = flows.written([enter, flows.action("out", "DisconnectParticipant")])
    module = flows.written([flows.action("back", "EndFlowModuleExecution")])
    text = joined(flow, "MODULE", {"Ref": "Part"})
    part = resource(module, MODULE, Name="Part")
    assert lint(given(tmp_path, Main=resource(text), Part=part)) == Lint((), ())


def test_unreadable_content_is_told(tmp_path: Path) -> None:
    """Content that is no JSON, that only AWS evaluates, or that is missing passes nothing."""
    found = given(
        tmp_path,
        Bad=resource("{", Name="Bad"),
        Late=resource({"Fn::ImportValue": "elsewhere"}, Name="Late"),
        None_=resource(None, Name="None"),
        Old=resource('{"modules": []}', Name="Old"),
    )
    assert [text.split()[0].rstrip(":") for text in found.unread] == ["Bad", "Late", "None", "Old"]
    assert found.flows == []


def test_folder_of_the_cdk_is_read(tmp_path: Path) -> None:
    """A cloud assembly gives the flows of all its stacks."""
    stack = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://111122223333/us-east-1",
        "properties": {"templateFile": "c.json"},
    }
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": {"contact": stack}}))
    bad = contents()["Main"] | {"StartAction": "nowhere"}
    (tmp_path / "c.json").write_text(json.dumps({"Resources": {"M": resource(json.dumps(bad))}}))
    found = lint(flows_in([tmp_path]))
    assert "start-exists" in broken(found)
