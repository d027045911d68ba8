"""What programs read of a run is what their schemas allow, and says what the run says."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from click.testing import CliRunner
from jsonschema import Draft4Validator, Draft202012Validator
from xmlschema import XMLSchema

from golive.cli.check import check
from golive.model import Unknown
from golive.project import ROOT
from golive.report.formats import TEXTS
from golive.report.junit import junit
from golive.report.sarif import sarif
from golive.run import check_run, verify_run
from tests.report import runs
from tests.run.test_run import Sides, environment
from tests.sides import NOW

SCHEMAS = Path(__file__).parent / "schemas"
RUNS = {"proven": runs.proven, "designed": runs.designed, "rich": runs.rich}
JUNIT = XMLSchema(SCHEMAS / "junit-10.xsd")
SARIF: Any = Draft4Validator(json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text()))
RUN: Any = Draft202012Validator(json.loads((ROOT / "docs" / "run.schema.json").read_text()))
each = pytest.mark.parametrize("name", RUNS)


def results(run: dict[str, Any]) -> list[dict[str, Any]]:
    return sarif(run)["runs"][0]["results"]


def cases(run: dict[str, Any]) -> list[Element]:
    return list(fromstring(junit(run)).iter("testcase"))


@each
def test_junit_is_what_its_schema_allows(name: str) -> None:
    """The schema of the Jenkins xUnit plugin, whatever texts the run holds."""
    JUNIT.validate(junit(RUNS[name]()))


@each
def test_sarif_is_what_its_schema_allows(name: str) -> None:
    """The schema of the OASIS Standard, whatever texts the run holds."""
    assert [error.message for error in SARIF.iter_errors(sarif(RUNS[name]()))] == []


@each
def test_a_run_is_what_its_schema_says(name: str) -> None:
    """The schema that this project gives to other programs."""
    assert [error.message for error in RUN.iter_errors(RUNS[name]())] == []


@pytest.mark.parametrize("side", ["template", "both"])
def test_what_controls_say_fits_every_schema(side: str) -> None:
    """Runs that the project's own controls made, failures and unknowns among them."""
    wrong = Sides("account", Table=Unknown("denied"), Dashboard=None)
    both = verify_run(environment(**{"2.6.5": "none"}), Sides(), wrong)
    run = check_run("x", wrong) if side == "template" else both | {"read_at": NOW.isoformat()}
    assert [error.message for error in RUN.iter_errors(run)] == []
    assert [error.message for error in SARIF.iter_errors(sarif(run))] == []
    JUNIT.validate(junit(run))


@each
def test_junit_counts_what_the_run_says(name: str) -> None:
    """A case for each subject; failures are no-go, errors can't tell, and sums are sums."""
    run = RUNS[name]()
    found = Counter(s["verdict"] for line in run["lines"] for s in line["subjects"])
    root = fromstring(junit(run))
    no_go = sum(found[verdict] for verdict in ("failed", "drifted", "accidental"))
    assert root.get("failures") == str(no_go)
    designed = 0 if run["side"] == "template" else found["designed"]
    assert root.get("errors") == str(found["unknown"] + designed)
    empty = sum(not line["subjects"] for line in run["lines"])
    assert root.get("tests") == str(found.total() + empty) == str(len(cases(run)))
    skipped = sum(int(suite.get("skipped", "0")) for suite in root)
    aside = ("skipped", "waived", "not applicable")
    assert skipped == sum(found[verdict] for verdict in aside) + empty


def test_a_failure_says_what_to_do() -> None:
    """Finding, place and fix are in the case; who answers for a waived one is its reason."""
    found = {(c.get("classname"), o.tag): o for c in cases(runs.rich()) for o in c}
    failure = found["4.9-bucket-tls-only", "failure"]
    assert failure.get("message") == "answers without TLS"
    assert "fix: Deny what isn't sent over TLS." in (failure.text or "")
    waived = found["4.5-bucket-principals", "skipped"]
    assert "approved by Kim Ito" in waived.get("message", "")
    skip = found["4.2-key-is-ours", "skipped"].get("message")
    assert skip == "skipped: requires 4.2-key-uploaded, which failed"


def test_texts_that_xml_cant_hold_are_replaced() -> None:
    """Noncharacters and lone surrogates end no report."""
    run = runs.proven()
    run["lines"][0] |= {"title": "a\ufffe\ud800\x00b"}
    assert fromstring(junit(run))[0].get("name") == f"{run['lines'][0]['id']} a\ufffd\ufffd\ufffdb"


@each
def test_sarif_tells_findings_and_nothing_else(name: str) -> None:
    """Errors fail, warnings can't tell, notes were skipped; to review is what nothing proves."""
    run = RUNS[name]()
    found = Counter(s["verdict"] for line in run["lines"] for s in line["subjects"])
    levels = Counter(result["level"] for result in results(run))
    assert levels["error"] == sum(found[v] for v in ("failed", "drifted", "accidental", "waived"))
    designed = 0 if run["side"] == "template" else found["designed"]
    assert levels["warning"] == found["unknown"] + designed
    assert levels["note"] == found["skipped"]
    assert levels["none"] == found["listed"] + found["signed"]
    assert {r.get("kind") for r in results(run) if r["level"] == "none"} <= {"review"}


def test_rules_carry_what_is_told_of_a_control() -> None:
    """Claim, risk, fix, what stays unproven, and the requirements it supports."""
    log = sarif(runs.rich())["runs"][0]
    rules = log["tool"]["driver"]["rules"]
    [rule] = [rule for rule in rules if rule["id"] == "4.1-table-key"]
    assert rule["shortDescription"]["text"].startswith("Every table is encrypted")
    assert "KMSMasterKeyId" in rule["help"]["text"]
    assert "This doesn't prove: " in rule["help"]["text"]
    assert {"line 4.1", "PCI DSS 4.0 3.5.1", "NIST 800-53 SC-28"} <= set(rule["properties"]["tags"])
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in log["results"])


def test_a_waived_failure_is_suppressed() -> None:
    """With who answers for it, and until when."""
    [waived] = [r for r in results(runs.rich()) if "suppressions" in r]
    assert waived["ruleId"] == "4.5-bucket-principals"
    assert "until 2027-02-01" in waived["suppressions"][0]["justification"]


def test_fingerprints_survive_new_hashes_and_tell_findings_apart() -> None:
    """They are made of control, environment and construct path, not of a logical id."""

    def marks(run: dict[str, Any]) -> list[str]:
        return [result["partialFingerprints"]["golive/v1"] for result in results(run)]

    run, other = runs.rich(), runs.rich()
    for line in other["lines"]:
        for one in line["subjects"]:
            one["subject"] = one["subject"].replace("1F2E3D4C", "00000000")
    assert marks(run) == marks(other)
    assert len(set(marks(run))) == len(marks(run))
    assert not set(marks(run)) & set(marks(run | {"environment": "prod"}))


def test_a_finding_stands_in_its_template(tmp_path: Path) -> None:
    """File and row of the resource, in JSON and in YAML."""
    table = {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "x"}}
    file = tmp_path / "data.template.json"
    file.write_text(json.dumps({"Resources": {"Log": {"Type": "a"}, "Table": table}}, indent=1))
    other = tmp_path / "more.yaml"
    other.write_text("Resources:\n  Table:\n    Type: AWS::DynamoDB::Table\n")
    words = [str(file), str(other), "--line", "4.1", "--format", "sarif"]
    done = CliRunner().invoke(check, words)
    assert done.exit_code == 1, done.output
    found = [r["locations"][0] for r in json.loads(done.stdout)["runs"][0]["results"]]
    places = [location["physicalLocation"] for location in found]
    assert [(p["artifactLocation"]["uri"], p["region"]["startLine"]) for p in places] == [
        (file.as_uri(), 6),
        (other.as_uri(), 2),
    ]
    names = [location["logicalLocations"][0]["fullyQualifiedName"] for location in found]
    assert names == ["data/Table", "more/Table"]


def test_what_has_no_template_stands_in_the_environment_file() -> None:
    """A finding of the account alone, and a waiver in its own row."""
    run = runs.rich()
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results(run)}
    assert uris == {"environments/sandbox.yaml"}
    bad = runs.subject("4.1-table-key", "x", "failed", subject="waivers.toml:14", finding="unused")
    place = results(runs.run({"4.1": runs.line("4.1", "failed", [bad])}, "no-go"))[0]["locations"]
    physical = place[0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "waivers.toml"
    assert physical["region"]["startLine"] == 14


def test_braces_of_a_message_are_no_placeholders() -> None:
    """SARIF reads single braces as places to fill."""
    bad = runs.subject("4.1-table-key", "x", "failed", finding="holds {0}")
    text = results(runs.run({"4.1": runs.line("4.1", "failed", [bad])}, "no-go"))[0]["message"]
    assert "holds {{0}}" in text["text"]


@pytest.mark.parametrize("form", TEXTS)
def test_every_format_can_be_asked_for(form: str, tmp_path: Path) -> None:
    """The exit code is the run's, and standard output is the text alone."""
    file = tmp_path / "x.yaml"
    file.write_text("Resources:\n  Table:\n    Type: AWS::DynamoDB::Table\n")
    done = CliRunner().invoke(check, [str(file), "--line", "4.1", "--format", form])
    assert done.exit_code == 1, done.output
    begins = {"json": "{", "sarif": "{", "junit": "<testsuites", "markdown": "# NO-GO"}
    assert done.stdout.startswith(begins.get(form, "<!doctype html>"))
