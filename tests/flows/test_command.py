"""`golive flows lint`, as it is called."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from golive.account.flows import Found
from golive.cli import main
from golive.flows.flow import OLDER
from golive.flows.lint import Lint
from tests.flows.good import KEY_ID, block, certificate, contents, public_key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The good flows as files, and the public key beside them."""
    where = tmp_path / "flows"
    where.mkdir()
    for name, content in contents().items():
        (where / f"{name}.json").write_text(json.dumps(content))
    (tmp_path / "key.pem").write_text(public_key())
    return where


def lint(*words: object) -> Result:
    return CliRunner().invoke(main, ["flows", "lint", *map(str, words)])


def key(folder: Path) -> tuple[str, str]:
    return "--key", f"{KEY_ID}={folder.parent / 'key.pem'}"


def spoil(folder: Path, name: str, identifier: str, **parameters: Any) -> None:
    """Change the parameters of one block."""
    content = contents()[name]
    block(content, identifier)["Parameters"] |= parameters
    (folder / f"{name}.json").write_text(json.dumps(content))


def test_good_flows_hold(folder: Path) -> None:
    """With the security key everything can be judged, and exit code 0 says so."""
    found = lint(folder, *key(folder), "--secure", "Payment")
    assert (found.exit_code, found.output) == (0, "2 flows, 0 errors: holds\n")


def test_without_the_key_nobody_can_tell(folder: Path) -> None:
    """Whose certificate it is can't be said: exit code 3."""
    found = lint(folder)
    assert found.exit_code == 3
    assert "was not given" in found.output


def test_finding_shows_its_path(folder: Path) -> None:
    """The rule, the way to it across both flows, and what to do."""
    spoil(folder, "Payment", "log-off", FlowLoggingBehavior="Enabled")
    found = lint(folder, *key(folder))
    assert found.exit_code == 1
    assert "takes a secret while flow logging is on [logging-off-at-input]" in found.output
    assert "menu (= 1) → to-payment (enters Payment) → Payment: log-off" in found.output


def test_json_says_the_same(folder: Path) -> None:
    """Each finding has rule, line, severity, claim, fix, source and path."""
    spoil(folder, "Main", "welcome", Text="This is a test.")
    found = json.loads(lint(folder, *key(folder), "--format", "json").stdout)
    [finding] = found["findings"]
    assert (found["verdict"], found["flows"]) == ("broken", ["Main", "Payment"])
    assert (finding["rule"], finding["line"]) == ("no-test-content", "2.3.11")
    assert [step["action"] for step in finding["path"]] == ["log", "record", "welcome"]


def test_days_are_asked_for(folder: Path) -> None:
    """A certificate that lasts long enough for one is too short for another."""
    assert lint(folder, *key(folder), "--days", "99999").exit_code == 1


def test_older_export_is_told(tmp_path: Path) -> None:
    """The console's older format is named, with how to export; nobody can tell."""
    file = tmp_path / "old.json"
    file.write_text(json.dumps({"modules": [], "start": "x", "version": "1"}))
    found = lint(file)
    assert (found.exit_code, OLDER in found.output) == (3, True)


def test_described_flow_is_read(tmp_path: Path) -> None:
    """What `aws connect describe-contact-flow` prints is a file as good as any."""
    content = json.dumps(contents()["Main"])
    about = {"Arn": "arn:x:contact-flow/f", "Name": "Main", "Content": content}
    file = tmp_path / "described.json"
    file.write_text(json.dumps({"ContactFlow": about}))
    assert "Main: to-payment leads to the flow Payment, which was not given" in lint(file).output


def test_page_is_written(folder: Path, tmp_path: Path) -> None:
    """`--out` makes a page with one picture for each flow on the path."""
    spoil(folder, "Payment", "log-off", FlowLoggingBehavior="Enabled")
    found = lint(folder, *key(folder), "--out", tmp_path / "out")
    page = (tmp_path / "out" / "flows.html").read_text()
    assert "pictures: " in found.stderr
    assert page.count('<svg class="flow"') == 2 * 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "give PATHS, or --env NAME"),
        (("{folder}", "--env", "sandbox"), "give PATHS, or --env NAME"),
        (("{folder}", "--secure", "Paiment"), "no contact flow called Paiment"),
        (("{folder}", "--key", "k=nowhere.pem"), "--key k=nowhere.pem"),
        (("{folder}", "--key", "k={folder}/Main.json"), "is no public key"),
        (("{folder}/..",), "is nested"),
        (("--env", "nobody"), "nobody"),
    ],
)
def test_mistakes_are_usage(words: tuple[str, ...], said: str, folder: Path) -> None:
    """A wrong call says what is wrong, and exits with 2."""
    (folder.parent / "deep.json").write_text('{"a":' * 200 + "1" + "}" * 200)
    found = lint(*(word.format(folder=folder) for word in words))
    assert (found.exit_code, said in found.output) == (2, True), found.output


def test_folder_without_flows_is_usage(tmp_path: Path) -> None:
    """Nothing to judge is a mistake, not a pass."""
    (tmp_path / "package.json").write_text("{}")
    found = lint(tmp_path)
    assert (found.exit_code, "no contact flow in" in found.output) == (2, True)


@pytest.mark.parametrize(
    ("found", "code", "said"),
    [
        (Found(), 0, "0 flows, 0 errors: holds"),
        (Found(unknown=["Main"]), 1, "Main: is declared, and the instance has no such flow"),
        (Found(unread=["denied"]), 3, "unread  denied"),
    ],
)
def test_instance_is_judged(
    monkeypatch: pytest.MonkeyPatch, found: Found, code: int, said: str
) -> None:
    """A declared flow that isn't there is an error; what can't be read can't be told."""

    def read(environment: object) -> tuple[Lint, Found]:
        return Lint((), ()), found

    monkeypatch.setattr("golive.account.flow_lint.flows_of_environment", read)
    told = lint("--env", "sandbox")
    assert (told.exit_code, said in told.output) == (code, True)


def test_certificate_may_stand_for_the_key(folder: Path) -> None:
    """`--key` takes the certificate of the same pair."""
    (folder.parent / "key.pem").write_text(certificate())
    assert lint(folder, *key(folder)).exit_code == 0
