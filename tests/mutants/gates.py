"""The two gates that judge templates before a deployment, asked about the same folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from click.testing import CliRunner

from golive.cli.check import check
from golive.environment import Environment
from golive.environments import load
from golive.project import stack_name
from golive.run import check_run, exit_code, not_applicable
from golive.template import Templates
from golive.waivers import load as load_waivers
from golive.waivers.waiver import Waiver
from stacks.validation.controls import ControlsGate


class Finding(NamedTuple):
    """What a gate says: the control, the construct path, and the words."""

    control: str
    path: str
    text: str


class Answer(NamedTuple):
    """Whether the gate lets the templates through, and what it found.

    `hanging` are the controls that another one's failure or unknown left unjudged.
    """

    passes: bool
    findings: frozenset[Finding]
    hanging: frozenset[str] = frozenset()

    @property
    def controls(self) -> set[str]:
        return {finding.control for finding in self.findings}

    @property
    def lines(self) -> set[str]:
        return {finding.control.split("-")[0] for finding in self.findings}


class Folder:
    """A cloud assembly whose templates change; only what changed is written."""

    def __init__(self, assembly: Path, path: Path) -> None:
        self.path = path
        self._written: dict[str, object] = {}
        path.mkdir()
        shutil.copy(assembly / "manifest.json", path)

    def write(self, templates: Mapping[str, object]) -> Path:
        """Templates by stem, as `mutate` gives them: those that are the same are kept."""
        for stem, template in templates.items():
            if self._written.get(stem) is not template:
                (self.path / f"{stem}.template.json").write_text(json.dumps(template))
                self._written[stem] = template
        return self.path


@cache
def gate(environment: str) -> ControlsGate:
    """The plugin, as app.py makes it."""
    return ControlsGate(load(environment), load_waivers(), strict=False)


def by_check(folder: Path) -> Answer:
    """What `golive check` says, by its exit code and its JSON."""
    done = CliRunner().invoke(check, ["--format", "json", str(folder)])
    assert done.exit_code in (0, 1, 3), done.output
    return _answer(json.loads(done.stdout), done.exit_code == 0)


def by_judging(environment: str, templates: Mapping[str, Any]) -> Answer:
    """The same of templates in memory, by stem, without the command and its files."""
    of, waivers = declared(environment)
    named = {stack_name(environment, stem): template for stem, template in templates.items()}
    side = Templates.of(named, of.account, of.region)
    run = check_run(environment, side, waivers=waivers, not_applicable=not_applicable(of))
    return _answer(run, exit_code(run) == 0)


@cache
def declared(environment: str) -> tuple[Environment, tuple[Waiver, ...]]:
    """The environment's file, and what is waived, read once for all mutants."""
    return load(environment), tuple(load_waivers())


def _answer(run: Mapping[str, Any], passes: bool) -> Answer:
    subjects = [s for line in run["lines"] for s in line["subjects"]]
    bad = [
        Finding(subject["control"], subject["path"], subject["finding"])
        for subject in subjects
        if subject["verdict"] in ("failed", "unknown") and not subject["requires"]
    ]
    hanging = frozenset(subject["control"] for subject in subjects if subject["requires"])
    return Answer(passes, frozenset(bad), hanging)


def by_synth(environment: str, folder: Path) -> Answer:
    """What the plugin answers the CDK at the end of a synth into this folder."""
    paths = [str(path) for path in sorted(folder.glob("*.template.json"))]
    report = gate(environment).validate(cast(Any, SimpleNamespace(template_paths=paths)))
    bad = [
        Finding(violation.rule_name, place.construct_path or "", violation.description)
        for violation in report.violations
        for place in violation.violating_resources
    ]
    return Answer(report.success, frozenset(bad))
