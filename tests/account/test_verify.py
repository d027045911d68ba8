"""`golive verify`: what it prints, keeps and ends with."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from golive.account import Account
from golive.cli.verify import verify
from golive.register import store
from golive.register.errors import Denied, MissingRegister
from tests.account.canned import Answers, Canned, refused
from tests.account.design import SEALED_TABLE
from tests.account.good import account, stack
from tests.register.snapshots import sample

DATA = stack("Data")
GOOD: Answers = {
    f"cloudformation:GetTemplate {DATA}": {"TemplateBody": json.dumps(SEALED_TABLE)},
    "s3:PutObject": {},
}
UNSEALED: Answers = {"dynamodb:DescribeTable": {"Table": {}}}
LINE = ("--line", "4.1")


class Ran:
    """What the command did, and the account that it met."""

    def __init__(self, result: Result, side: Account) -> None:
        self.code, self.out, self.err = result.exit_code, result.stdout, result.stderr
        assert isinstance(side.session, Canned)
        self.asked = [name for name, _ in side.session.asked]

    @property
    def run(self) -> dict[str, Any]:
        return json.loads(self.out)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the command against the good account, some answers changed."""

    def run(changes: Answers | None = None, *words: str, register: Any = unregistered) -> Ran:
        side = account({**GOOD, **(changes or {})})

        def opened(*_: Any, **__: Any) -> Account:
            return side

        monkeypatch.setattr(Account, "open", opened)
        monkeypatch.setattr(store, "open_register", register)
        return Ran(CliRunner().invoke(verify, ["--env", "sandbox", *words]), side)

    return run


def unregistered(*_: Any, **__: Any) -> Any:
    """An environment whose Data stack has no register yet."""
    raise MissingRegister("deploy the Data stack")


def assembly(folder: Path, template: Any = SEALED_TABLE, name: str = DATA) -> str:
    """A cdk.out of one stack."""
    properties = {"templateFile": "data.json", "stackName": name}
    artifact = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://111122223333/us-east-1",
        "properties": properties,
    }
    (folder / "manifest.json").write_text(json.dumps({"artifacts": {"Data": artifact}}))
    (folder / "data.json").write_text(json.dumps(template))
    return str(folder)


def test_a_proven_line_is_a_go(ran: Any) -> None:
    """Both sides hold: exit code 0, the run as JSON, the evidence kept and said to be."""
    done = ran(None, *LINE, "--format", "json")
    assert (done.code, done.run["verdict"]) == (0, "go")
    verdicts = {subject["verdict"] for subject in done.run["lines"][0]["subjects"]}
    assert "proven" in verdicts
    assert verdicts <= {"proven", "unmanaged"}
    assert "\nevidence: s3://golive-evidence/verify/" in done.err


def test_a_run_says_when_and_what_it_read(ran: Any) -> None:
    """The run holds the time of reading, and one digest over all settings that were read."""
    one, two = (ran(None, *LINE, "--format", "json").run for _ in range(2))
    assert one["read_at"] == "2026-11-23T12:00:00+00:00"
    assert one["facts"] == two["facts"]


def test_each_subject_has_its_evidence(ran: Any) -> None:
    """Operation, parameters, digest and time of each reading stand beside the verdict."""
    subject = ran(None, *LINE, "--format", "json").run["lines"][0]["subjects"][0]
    live = [e for e in subject["evidence"] if e["operation"] == "dynamodb:DescribeTable"]
    assert live[0]["parameters"] == {"TableName": "golive-sandbox-data-Register"}
    assert len(live[0]["digest"]) == 64
    assert live[0]["read_at"].endswith("+00:00")


def test_what_drifted_is_a_no_go(ran: Any) -> None:
    """The template holds and the account doesn't: exit code 1, and the table says so."""
    done = ran(UNSEALED, *LINE)
    assert done.code == 1
    assert "drifted" in done.out


def test_evidence_that_is_not_kept_can_not_be_a_go(ran: Any) -> None:
    """Without its evidence a go is a can't tell, and the reason is said."""
    done = ran({"s3:PutObject": refused("AccessDenied")}, *LINE, "--format", "json")
    assert (done.code, done.run["verdict"]) == (3, "go")
    assert "the evidence is not kept: s3:PutObject was denied" in done.err


def test_evidence_can_be_left_out(ran: Any) -> None:
    """Who asks for none changes nothing in the account."""
    done = ran(None, *LINE, "--no-evidence")
    assert done.code == 0
    assert "s3:PutObject" not in done.asked


def test_a_line_asks_for_what_it_needs(ran: Any) -> None:
    """One line reads its own kinds: Amazon Connect isn't asked about tables."""
    assert not [name for name in ran(None, *LINE).asked if name.startswith("connect:")]


@pytest.mark.parametrize("code", ["ExpiredToken", "Throttling", "AccessDenied"])
def test_an_account_that_can_not_be_read_is_unknown(ran: Any, code: str) -> None:
    """Whatever refuses the first call: every built line is unknown, the exit code 3."""
    done = ran({"sts:GetCallerIdentity": refused(code)}, "--format", "json")
    verdicts = {line["verdict"] for line in done.run["lines"]}
    assert (done.code, verdicts) == (3, {"unknown", "not built"})
    findings = {s["finding"] for line in done.run["lines"] for s in line["subjects"]}
    assert all("sts:GetCallerIdentity" in finding for finding in findings)


def test_a_template_that_can_not_be_had_is_unknown(ran: Any) -> None:
    """Without the deployed template nothing is proven."""
    denied = {f"cloudformation:GetTemplate {DATA}": refused("AccessDenied")}
    done = ran(denied, *LINE, "--format", "json")
    assert done.code == 3
    assert "cloudformation:GetTemplate was denied" in done.out


def test_a_local_assembly_stands_for_the_design(ran: Any, tmp_path: Path) -> None:
    """With `--against` the local templates are joined, and an older deployment is named."""
    same = ran(None, *LINE, "--against", assembly(tmp_path))
    assert (same.code, "older" in same.err) == (0, False)
    newer = {**SEALED_TABLE, "Description": "newer"}
    done = ran(None, *LINE, "--against", assembly(tmp_path, newer))
    assert done.code == 0
    assert f"the deployed template of {DATA} is older" in done.err


def test_what_is_not_deployed_is_designed(ran: Any, tmp_path: Path) -> None:
    """A stack that only the assembly has: designed, and no go yet."""
    absent = refused("ValidationError", "Stack with id x does not exist")
    changes = {f"cloudformation:DescribeStacks {DATA}": absent}
    done = ran(changes, *LINE, "--format", "json", "--against", assembly(tmp_path))
    assert done.code == 3
    assert [s["verdict"] for s in done.run["lines"][0]["subjects"]] == ["designed"]
    assert "no evidence bucket" in done.err


def test_the_board_is_written(ran: Any, tmp_path: Path) -> None:
    """`--out` leaves board and run there."""
    ran(None, *LINE, "--out", str(tmp_path / "out"))
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert names == {"board.html", "board.md", "verify.json"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--line", "9.9"], "lines with a control: 1.1, 2.1.1, 2.1.2"),
        (["--rate", "connect"], "connect is not SERVICE=NUMBER"),
        (["--rate", "connect=0"], "asks for no request"),
        (["--against", "/nowhere"], "does not exist"),
        (["--out", "/dev/null/board"], "can't be made"),
        (["--env", "nowhere"], "doesn't exist"),
    ],
)
def test_a_wrong_argument_is_usage(ran: Any, words: list[str], said: str) -> None:
    """Exit code 2, and what would be right."""
    done = ran(None, *words)
    assert done.code == 2
    assert said in done.err


def test_an_assembly_of_another_environment_is_usage(ran: Any, tmp_path: Path) -> None:
    """A cdk.out without any of the environment's stacks is a mistake, not a design."""
    done = ran(None, "--against", assembly(tmp_path, name="golive-other-data"))
    assert done.code == 2
    assert "holds no stack of the environment sandbox" in done.err


def test_the_board_shows_what_people_said(ran: Any, tmp_path: Path) -> None:
    """Where there is a register, board and table have owners; the run itself has none."""

    def kept(_: Any) -> Any:
        return SimpleNamespace(snapshot=lambda: sample(datetime.now(UTC)))

    done = ran(None, *LINE, "--out", str(tmp_path), register=kept)
    assert "Cy Sample" in done.out
    assert "Cy Sample" in (tmp_path / "board.html").read_text()
    assert "Cy Sample" not in (tmp_path / "verify.json").read_text()


def test_a_register_that_may_not_be_read_is_told(ran: Any, tmp_path: Path) -> None:
    """The proofs stand by themselves, and the board says why the rest is missing."""

    def denied(_: Any) -> Any:
        raise Denied("dynamodb:Query was denied: it needs the permission dynamodb:Query")

    done = ran(None, *LINE, "--out", str(tmp_path), "--format", "markdown", register=denied)
    assert done.code == 0
    assert "- The register could not be read: dynamodb:Query was denied" in done.out
    assert "The register could not be read" in (tmp_path / "board.html").read_text()
