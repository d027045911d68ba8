"""Each gate of a synth can fail, and says what is wrong so that it can be mended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest

from golive.environments import load
from golive.project import ROOT
from golive.waivers import Waiver
from golive.waivers import load as load_waivers
from stacks.app import add_stacks, new_app
from stacks.validation import PluginFailed, synthesize
from tests.enforcement.bad import MUTANTS, changed, nag_findings
from tests.waivers.waivers import waiver

LONG_AGO = date(2026, 1, 1)
IDLE = waiver(rules=("4.8-stream-key",), scope="Data/AgentEvents", row=91)
IDLE_NAG = waiver(rules=("AwsSolutions-S1",), scope="Data/Recordings", row=92)
PACKS = ("AwsSolutions", "NIST.800.53.R5", "PCI.DSS.321")


def expired(waivers: Sequence[Waiver]) -> list[Waiver]:
    return [replace(each, expires=LONG_AGO) for each in waivers]


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a strict synth of an app with every kind of fault says, a finding each."""
    app = new_app(outdir=str(tmp_path_factory.mktemp("refused")))
    add_stacks(app, load("sandbox"))
    for mutant in MUTANTS:
        changed(app, mutant)
    nag_findings(app)
    for rule in ("golive::4.1-table-key", "AwsSolutions::AwsSolutions-KMS5"):
        cdk.Validations.of(app).acknowledge(cdk.Acknowledgment(id=rule, reason="no"))
    waivers = [*expired(load_waivers()), IDLE, IDLE_NAG]
    with pytest.raises(RuntimeError, match="ValidationFailed") as error:
        synthesize(app, load("sandbox"), strict=True, waivers=waivers)
    return str(error.value).split("\n\n")


def one(refused: list[str], *words: str) -> str:
    """The only finding with all of these words."""
    [found] = [text for text in refused if all(word in text for word in words)]
    return found


def test_a_control_names_line_path_property_and_fix(refused: list[str]) -> None:
    """An acknowledgement in the code doesn't silence it: a waiver is the only way."""
    found = one(refused, "4.1-table-key")
    for words in (
        "line 4.1",
        "Data/Register",
        "[SSESpecification.SSEEnabled]",
        "Suggested fix: Set",
    ):
        assert words in found


def test_what_cant_be_known_stops_a_synth(refused: list[str]) -> None:
    """A reference that leads nowhere is refused with its reason."""
    assert "no stack of these templates exports nowhere" in one(
        refused, "golive::4.8-stream-key", "exports"
    )


@pytest.mark.parametrize("pack", PACKS)
def test_a_chosen_rule_of_each_pack_gates(pack: str, refused: list[str]) -> None:
    """Key rotation off is seen by all three, acknowledged or not."""
    found = one(refused, f"({pack})", "automatic key rotation")
    assert "Data/ContactKey" in found
    assert found.split("FATAL ")[1].startswith("The KMS")


@pytest.mark.parametrize("pack", PACKS)
def test_a_rule_that_nobody_has_judged_gates(pack: str, refused: list[str]) -> None:
    """A new type brings rules of its own, and each must be chosen or not."""
    found = [text for text in refused if f"({pack})" in text and "unjudged rule: " in text]
    assert found
    assert all("Data/Open" in text and "rules.toml" in text for text in found)


def test_only_a_fixed_prefix_of_one_bucket_may_have_its_star(refused: list[str]) -> None:
    """All objects of a bucket, and a prefix of something else, still need a waiver."""
    assert "Data/Wide" in one(refused, "IAM5", "<ArchiveDA4CB258.Arn>/*")
    assert "Data/Wide" in one(refused, "IAM5", "Register", "/index/*")
    assert not [text for text in refused if "contact-records/*" in text]


@pytest.mark.parametrize("pack", PACKS)
def test_an_expired_waiver_fails_a_strict_synth(pack: str, refused: list[str]) -> None:
    """Each waived finding comes back, and says whose waiver has ended."""
    found = [text for text in refused if f"({pack})" in text and "expired on 2026-01-01" in text]
    waived = [w for w in load_waivers() if any(rule.startswith(pack) for rule in w.rules)]
    assert len(found) == len(waived)
    assert all(text.strip().startswith("FATAL waivers.toml:") for text in found)


@pytest.mark.parametrize(("row", "rule"), [(91, "4.8-stream-key"), (92, "AwsSolutions-S1")])
def test_an_unused_waiver_fails(row: int, rule: str, refused: list[str]) -> None:
    """For controls and nag rules alike."""
    assert rule in one(refused, f"waivers.toml:{row} waives")


def test_the_cdk_s_own_validator_runs_in_a_strict_synth(refused: list[str]) -> None:
    """It says something of the open security group."""
    assert [text for text in refused if "CloudFormation Validate" in text and "Data/Open" in text]


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an everyday synth with waivers that have expired, and stale reports in it."""
    folder = tmp_path_factory.mktemp("passed")
    (folder / "validation-report.json").write_text("{}")
    (folder / "nag-report.json").write_text("{}")
    app = new_app(outdir=str(folder))
    add_stacks(app, load("sandbox"))
    synthesize(app, load("sandbox"), waivers=expired(load_waivers()))
    return folder


def test_an_expired_waiver_warns_in_an_everyday_synth(passed: Path) -> None:
    """It passes, so that a rollback is never blocked, and nothing else is said."""
    plugins: Any = json.loads((passed / "validation-report.json").read_text())["pluginReports"]
    assert [plugin["pluginName"] for plugin in plugins] == list(PACKS)
    for plugin in plugins:
        assert plugin["conclusion"] == "success"
        assert {violation["severity"] for violation in plugin["violations"]} == {"warning"}


def test_the_nag_report_keeps_what_doesn_t_gate(passed: Path) -> None:
    """Every finding of every pack, what became of it and why; none gates and none is unjudged."""
    report: Any = json.loads((passed / "nag-report.json").read_text())
    assert report["environment"] == "sandbox"
    assert list(report["packs"]) == list(PACKS)
    for rows in report["packs"].values():
        outcomes = {row["outcome"] for row in rows}
        assert "not chosen" in outcomes
        assert not outcomes & {"gates", "unjudged rule", "waived"}
        assert all(row["why"] and row["path"] and row["rule"] for row in rows)


def test_every_waiver_of_a_nag_rule_is_in_use(passed: Path) -> None:
    """Each rule and scope of waivers.toml stands in the report."""
    report: Any = json.loads((passed / "nag-report.json").read_text())
    met = {(row["rule"], row["path"]) for rows in report["packs"].values() for row in rows}
    for each in load_waivers():
        for rule in each.rules:
            assert (rule, each.scope) in met or not rule.startswith(PACKS)


def test_a_plugin_that_cant_run_stops_the_synth(tmp_path: Path) -> None:
    """The CDK's command would pass over it: its report has no violation."""
    app = new_app(outdir=str(tmp_path), context={"@aws-cdk/core:appMode": "process"})
    cdk.Stack(app, "Empty")
    with pytest.raises(PluginFailed, match="it has no Resources"):
        synthesize(app, load("sandbox"), waivers=[])


def test_nothing_is_acknowledged_in_the_code() -> None:
    """Warnings could be: so no source says `acknowledge`."""
    for folder in ("stacks", "constructs", "app.py"):
        for file in [ROOT / folder] if folder.endswith(".py") else (ROOT / folder).rglob("*.py"):
            assert ".acknowledge(" not in file.read_text(), file
