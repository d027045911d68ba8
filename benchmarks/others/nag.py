"""All rules of cdk-nag's three packs over templates, none chosen away and none waived."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aws_cdk as cdk
import cdk_nag
import jsii
from aws_cdk.cloudformation_include import CfnInclude

Findings = frozenset[tuple[str, str]]
BATCH = 40


@jsii.implements(cdk.IPolicyValidationPlugin)
class Listener:
    """A pack that lets everything through and keeps what it found, by stack."""

    def __init__(self, pack: cdk_nag.NagPack) -> None:
        self._pack = pack
        self.found: dict[str, set[tuple[str, str]]] = {}

    @property
    def name(self) -> str:
        return self._pack.read_pack_name

    @property
    def version(self) -> str | None:
        return self._pack.version

    @property
    def rule_ids(self) -> list[str] | None:
        return None

    def validate(self, context: cdk.IPolicyValidationContext) -> cdk.PolicyValidationPluginReport:
        for violation in self._pack.validate(context).violations:
            for place in violation.violating_resources:
                stack, _, path = (place.construct_path or "").partition("/")
                self.found.setdefault(stack, set()).add((violation.rule_name, path))
        return cdk.PolicyValidationPluginReport(success=True, violations=[])


def by_nag(templates: Mapping[str, Mapping[str, Any]]) -> dict[str, Findings | None]:
    """What the packs find in each template by its name; None for one that can't be loaded."""
    names, found = list(templates), dict[str, Findings | None]()
    for start in range(0, len(names), BATCH):
        found |= _halved({name: templates[name] for name in names[start : start + BATCH]})
    return found


def _halved(templates: Mapping[str, Mapping[str, Any]]) -> dict[str, Findings | None]:
    """One template that the CDK refuses stops the synth of all: it is found by halving."""
    try:
        return _batch(templates)
    except RuntimeError:
        names = list(templates)
    if len(names) == 1:
        return {names[0]: None}
    halves = (names[: len(names) // 2], names[len(names) // 2 :])
    first, second = (_halved({name: templates[name] for name in half}) for half in halves)
    return first | second


def _batch(templates: Mapping[str, Mapping[str, Any]]) -> dict[str, Findings | None]:
    with TemporaryDirectory() as folder:
        app = cdk.App(
            outdir=folder, analytics_reporting=False, builtin_cloud_formation_validation=False
        )
        loaded = [name for name in templates if _include(app, name, templates[name], Path(folder))]
        packs = cdk_nag.AwsSolutionsChecks(), cdk_nag.NIST80053R5Checks(), cdk_nag.PCIDSS321Checks()
        listeners: Sequence[Listener] = [Listener(pack) for pack in packs]
        cdk.Validations.of(app).add_plugins(*listeners)
        app.synth()
    both = {name: set[tuple[str, str]]() for name in loaded}
    for listener in listeners:
        for name, findings in listener.found.items():
            both[name] |= findings
    return dict.fromkeys(templates) | {name: frozenset(found) for name, found in both.items()}


def _include(app: cdk.App, name: str, template: Mapping[str, Any], folder: Path) -> bool:
    file = folder / f"{name}.json"
    file.write_text(json.dumps(template))
    plain = cdk.DefaultStackSynthesizer(generate_bootstrap_version_rule=False)
    stack = cdk.Stack(app, name, synthesizer=plain)
    try:
        CfnInclude(stack, "T", template_file=str(file))
    except RuntimeError:
        app.node.try_remove_child(name)
        return False
    return True
