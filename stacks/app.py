"""The app of one environment: the same bytes from tests, `python app.py` and the CDK's CLI."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import aws_cdk as cdk

from golive.environment import Environment
from stacks.account_baseline import AccountBaseline, needed
from stacks.associations import Associations
from stacks.data import Data
from stacks.flags import CDK_JSON
from stacks.instance import Instance
from stacks.operations import Operations
from stacks.unbuilt import refuse_unbuilt

Plugins = Callable[[cdk.App], Sequence[cdk.IPolicyValidationPlugin]]
AS_THE_CLI = {"aws:cdk:enable-path-metadata": True, "aws:cdk:enable-asset-metadata": True}


def new_app(
    *,
    outdir: str | None = None,
    context: Mapping[str, Any] | None = None,
    validator: bool = False,
) -> cdk.App:
    """An empty app with cdk.json's context; `validator` runs the CDK's own (some seconds)."""
    flags = json.loads(CDK_JSON.read_text(encoding="utf-8"))["context"]
    return cdk.App(
        outdir=outdir,
        context={**flags, **AS_THE_CLI, **(context or {})},
        analytics_reporting=False,
        builtin_cloud_formation_validation=validator,
    )


def add_stacks(app: cdk.App, environment: Environment) -> None:
    """Every stack of the environment, in the order of the graph.

    BadEnvironment for what none of them builds yet.
    """
    refuse_unbuilt(environment)
    data = Data(app, environment=environment)
    instance = Instance(app, environment=environment, data=data)
    associations = Associations(app, environment=environment, data=data, instance=instance)
    account = AccountBaseline(app, environment=environment) if needed(environment) else None
    Operations(
        app,
        environment=environment,
        data=data,
        instance=instance,
        associations=associations,
        account=account,
    )


def build_app(
    environment: Environment,
    *,
    outdir: str | None = None,
    context: Mapping[str, Any] | None = None,
    plugins: Plugins = lambda app: (),
    validator: bool = False,
) -> cdk.App:
    """The app, ready for `synth()`; a plugin that finds something makes that raise."""
    app = new_app(outdir=outdir, context=context, validator=validator)
    add_stacks(app, environment)
    if found := plugins(app):
        cdk.Validations.of(app).add_plugins(*found)
    return app
