"""Apps with something wrong in them, to see that each gate can fail.

As a script it is an app for `cdk synth --app`: the number of a mutant is in the context.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

if __name__ == "__main__":
    ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(ROOT), str(ROOT / "constructs")]

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms

from golive.environments import load
from stacks.app import add_stacks, new_app
from stacks.validation import synthesize
from tests.mutants.mutant import DELETE, NOWHERE, Mutant

MUTANTS = (
    Mutant("4.1-table-key", "AWS::DynamoDB::Table", "Register", "Properties.SSESpecification"),
    Mutant(
        "4.8-stream-key",
        "AWS::Kinesis::Stream",
        "ContactRecords",
        "Properties.StreamEncryption.KeyId",
        NOWHERE,
    ),
)


def changed(app: cdk.App, mutant: Mutant) -> None:
    """The mutant's change, made where the construct stands."""
    for construct in app.node.find_all():
        if isinstance(construct, cdk.CfnResource) and construct.cfn_resource_type == mutant.type:
            logical = cdk.Stack.of(construct).resolve(construct.logical_id)
            if logical.startswith(mutant.logical):
                if mutant.value is DELETE:
                    construct.add_deletion_override(mutant.where)
                else:
                    construct.add_override(mutant.where, mutant.value)


def nag_findings(app: cdk.App) -> None:
    """What chosen rules of each pack refuse, and a rule that nobody has judged."""
    data = cast(cdk.Stack, app.node.find_child("Data"))
    key = cast(kms.CfnKey, data.node.find_child("ContactKey").node.default_child)
    key.enable_key_rotation = False
    ec2.CfnSecurityGroup(
        data,
        "Open",
        group_description="",
        security_group_ingress=[
            ec2.CfnSecurityGroup.IngressProperty(ip_protocol="-1", cidr_ip="0.0.0.0/0")
        ],
    )
    archive = cast(cdk.CfnResource, data.node.find_child("Archive").node.default_child)
    register = cast(cdk.CfnResource, data.node.find_child("Register").node.default_child)
    wide = [
        cdk.Fn.join("", [archive.get_att("Arn").to_string(), "/*"]),
        cdk.Fn.join("", [register.get_att("Arn").to_string(), "/index/*"]),
    ]
    allowed = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": wide}
    iam.CfnPolicy(
        data,
        "Wide",
        policy_name="wide",
        roles=["somebody"],
        policy_document={"Version": "2012-10-17", "Statement": [allowed]},
    )


def main() -> None:
    """The sandbox's app with one mutant."""
    app = new_app()
    environment = load("sandbox")
    add_stacks(app, environment)
    changed(app, MUTANTS[int(app.node.try_get_context("mutant"))])
    synthesize(app, environment)


if __name__ == "__main__":
    main()
