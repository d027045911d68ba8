"""`golive check` on folders and files, as a person calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from golive.cli.check import check
from golive.environments import names

Assembly = Callable[[str], Path]
HEAVY = ("aws_cdk", "jsii", "boto3", "botocore", "rich", "jinja2", "cdk_nag")


def called(*words: str | Path) -> Result:
    return CliRunner().invoke(check, [str(word) for word in words])


@pytest.mark.parametrize("environment", names())
def test_every_environment_is_a_go(environment: str, assembly: Assembly) -> None:
    """On valid input nothing fails, nothing is unknown, and the environment is recognised."""
    done = called("--format", "json", assembly(environment))
    assert done.exit_code == 0, done.output
    run = json.loads(done.stdout)
    assert (run["environment"], run["side"], run["verdict"]) == (environment, "template", "go")
    verdicts = {n["verdict"] for n in run["lines"]}
    assert verdicts - {"not applicable"} == {"designed", "on the account", "not built"}


def test_the_table_shows_what_fails(assembly: Assembly, tmp_path: Path) -> None:
    """Line, construct path, property, finding and fix; exit code 1."""
    template = json.loads((assembly("dev") / "Data.template.json").read_text())
    for resource in template["Resources"].values():
        resource["Properties"].pop("SSESpecification", None)
    file = tmp_path / "Data.template.json"
    file.write_text(json.dumps(template))
    done = called(file, "--env", "dev", "--line", "4.1")
    assert done.exit_code == 1
    shown = " ".join(done.stdout.split())
    for words in ("4.1", "Data/Register", "aws-owned key", "SSESpecification", "KMSMasterKeyId"):
        assert words in shown


def test_a_single_template_may_be_yaml(assembly: Assembly, tmp_path: Path) -> None:
    """A line whose subjects are all in it is judged; whose keys they are, the environment says."""
    template: Any = json.loads((assembly("prod") / "Data.template.json").read_text())
    file = tmp_path / "data.yaml"
    file.write_text(yaml.safe_dump(template))
    alone = called(file, "--line", "4.1", "--format", "json")
    assert alone.exit_code == 3, alone.output
    assert json.loads(alone.stdout)["environment"] == ""
    known = called(file, "--env", "prod", "--line", "4.1", "--format", "json")
    assert known.exit_code == 0, known.output


def test_what_a_template_lacks_cant_be_told(assembly: Assembly) -> None:
    """One stack of five: lines whose subjects stand elsewhere are unknown, exit code 3."""
    done = called(assembly("prod") / "Instance.template.json", "--line", "2.6.7")
    assert done.exit_code == 3
    assert "no subject was found for it" in done.stdout


def test_usage_errors_say_what_is_wrong(assembly: Assembly, tmp_path: Path) -> None:
    """Exit code 2, one message, no traceback."""
    empty, broken = tmp_path / "empty", tmp_path / "broken.json"
    empty.mkdir()
    broken.write_text("{")
    cases: list[tuple[tuple[str | Path, ...], str]] = [
        ((tmp_path / "nowhere",), "does not exist"),
        ((empty,), "has no manifest.json"),
        ((broken,), "broken.json"),
        ((assembly("prod"), "--line", "4.11"), "did you mean 4.1?"),
        ((assembly("prod"), "--env", "prd"), "did you mean prod?"),
        ((assembly("prod"), "--env", "dev"), "no stack of dev"),
        ((assembly("prod"), assembly("dev")), "check one environment at a time"),
        ((assembly("prod"), "--format", "xml"), "'json'"),
    ]
    for words, said in cases:
        done = called(*words)
        assert (done.exit_code, said in done.output) == (2, True), (words, done.output)
        assert "Traceback" not in done.output


def test_neither_cdk_nor_account_is_loaded(assembly: Assembly) -> None:
    """A check in JSON imports none of the heavy packages."""
    code = (
        "import sys; from golive.cli import main\n"
        "try: main(['check', '--format', 'json', sys.argv[1]])\n"
        "except SystemExit as end: print(end.code, *sorted(sys.modules), file=sys.stderr)"
    )
    words = (sys.executable, "-c", code, str(assembly("sandbox")))
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    code_and_modules = done.stderr.split()
    assert code_and_modules[0] == "0"
    assert not set(HEAVY) & set(code_and_modules)
