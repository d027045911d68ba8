"""What runs elsewhere runs here too: workflows, hooks, and the run of continuous integration."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from golive.environments import names
from golive.project import ROOT

BIN = Path(sys.executable).parent
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"^[\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
UPLOAD = "github/codeql-action/upload-sarif@"
USES = re.compile(r"^\s*-? ?uses: (.+)$", re.MULTILINE)


def read(file: Path) -> dict[str, Any]:
    """A workflow with every scalar as a string, so that `on` is a key like any other."""
    return yaml.load(file.read_text(), Loader=yaml.BaseLoader)


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every job of every workflow, with its file's name."""
    for file in FILES:
        for job in read(file)["jobs"].values():
            yield file.name, job


def steps() -> list[dict[str, Any]]:
    """The steps of all jobs."""
    return [step for _, job in jobs() for step in job.get("steps", ())]


def test_workflows_follow_their_schema() -> None:
    """GitHub's schema for workflows, as check-jsonschema carries it, has no complaint."""
    words = (BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *FILES)
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_each_command_of_a_workflow_is_run_here() -> None:
    """Every `run:` is a row of .ci/run, which may name the sandbox as the environment."""
    rows = (ROOT / ".ci" / "run").read_text().splitlines()
    ours = {row.removeprefix("ENV=sandbox ") for row in rows}
    theirs = [step["run"] for step in steps() if "run" in step]
    assert theirs
    assert set(theirs) <= ours


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_actions_are_pinned(file: Path) -> None:
    """An action from elsewhere is named by its commit, with the version beside it."""
    for used in USES.findall(file.read_text()):
        assert used.startswith("./.github/workflows/") or PINNED.match(used), used


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_workflow_may_read_and_no_more(file: Path) -> None:
    """The token reads the repository; only a deployment may ask for an identity, and only the job
    that uploads findings may write them."""
    allowed = {"contents": "read"}
    identity = allowed | {"id-token": "write"}
    found = read(file)
    assert found["permissions"] == (identity if file.name == "environment.yml" else allowed)
    for job in found["jobs"].values():
        more = allowed
        if job.get("uses", "").endswith("/environment.yml"):
            more = identity
        elif any(UPLOAD in step.get("uses", "") for step in job.get("steps", ())):
            more = allowed | {"security-events": "write"}
        assert job.get("permissions", allowed) == more


def test_findings_are_shown_whatever_they_are() -> None:
    """On pull requests and on main, a no-go too, from where `make findings` puts them."""
    found = read(ROOT / ".github" / "workflows" / "findings.yml")
    assert found["on"] == {"push": {"branches": ["main"]}, "pull_request": ""}
    [job] = found["jobs"].values()
    *_, made, uploaded = job["steps"]
    assert made["run"] == "make findings"
    assert uploaded["uses"].startswith(UPLOAD)
    assert (uploaded["if"], uploaded["with"]) == ("always()", {"sarif_file": "out/findings"})


def test_nobody_keeps_a_key() -> None:
    """The role comes from a variable, and no workflow reads a secret."""
    [role] = [s["with"]["role-to-assume"] for s in steps() if "role-to-assume" in s.get("with", {})]
    assert role == "${{ vars.AWS_ROLE_ARN }}"
    assert not [file.name for file in FILES if "secrets" in file.read_text()]


def test_a_deployment_waits_for_its_environment() -> None:
    """The job that deploys names the GitHub environment, whose reviewers approve it."""
    [job] = [job for _, job in jobs() if "environment" in job]
    assert job["environment"] == "${{ inputs.name }}"
    [step] = [step for step in job["steps"] if "run" in step]
    assert step == {
        "name": "Every stack of the environment",
        "run": "make deploy",
        "env": {"ENV": "${{ inputs.name }}", "COMMIT": "${{ github.sha }}"},
    }


def test_every_environment_is_deployed() -> None:
    """All environments but the sandbox have a job and can be chosen by hand."""
    deploy = read(ROOT / ".github" / "workflows" / "deploy.yml")
    wanted = set(names()) - {"sandbox"}
    named = {job.get("with", {}).get("name") for job in deploy["jobs"].values()}
    assert wanted <= named
    chosen = deploy["on"]["workflow_dispatch"]["inputs"]["environment"]["options"]
    assert set(chosen) == wanted


def test_hooks_call_the_locked_tools() -> None:
    """Every hook is local, and its program is one that `make build` installed."""
    words = (BIN / "pre-commit", "validate-config", ROOT / ".pre-commit-config.yaml")
    subprocess.run(words, check=True, capture_output=True)
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    for repository in config["repos"]:
        assert repository["repo"] == "local"
        for hook in repository["hooks"]:
            assert hook["language"] == "system"
            program, _, first = hook["entry"].partition(" ")
            assert program.startswith(".venv/bin/")
            assert (BIN / Path(program).name).exists()
            assert not first.startswith("node_modules/") or (ROOT / first.split()[0]).exists()
