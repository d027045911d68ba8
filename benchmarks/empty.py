"""The floor of a synth: one empty stack, as a Python CDK app begins: `... EMPTY FOLDER`."""

from __future__ import annotations

import sys

import aws_cdk as cdk

app = cdk.App(
    outdir=sys.argv[1], analytics_reporting=False, builtin_cloud_formation_validation=False
)
cdk.Stack(app, "Empty")
app.synth()
