"""waivers.toml: each mistake is one message with file, row, key, value and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from golive.waivers import BadWaivers, load
from tests.waivers.waivers import GOOD, toml, waiver

IAM5 = '["AwsSolutions-IAM5"]'
MISTAKES: list[tuple[str, dict[str, str | None], str]] = [
    *((key, {key: None}, "is missing") for key in GOOD),
    *((key, {key: "3"}, "doesn't fit") for key in GOOD),
    ("rules", {"rules": "[]"}, "doesn't fit"),
    ("rules", {"rules": '["4.1-table-keys"]'}, "did you mean 4.1-table-key?"),
    ("rules", {"rules": '["AwsSolutions"]'}, "is no control and no rule of a pack"),
    ("reason", {"reason": '" "'}, "doesn't fit"),
    ("expires", {"expires": '"2027-06-30"'}, "doesn't fit"),
    ("expires", {"expires": "2027-06-30T00:00:00Z"}, "doesn't fit"),
    ("scop", {"scop": '"Data/X"'}, "did you mean scope?"),
    ("scope", {"scope": '"*"'}, "has a wildcard inside"),
    ("scope", {"scope": '"Data/Reg*"'}, "has a wildcard inside"),
    ("scope", {"scope": '"Data/*"', "covers": "9"}, "is too broad"),
    ("scope", {"scope": '"Datta/Register"'}, "did you mean Data?"),
    ("scope", {"scope": '"Data"'}, "begins with no stack"),
    ("covers", {"scope": '"Data/Archive/*"'}, "is missing"),
    ("covers", {"covers": "2"}, "goes with a scope that ends in *"),
    ("covers", {"scope": '"Data/Archive/*"', "covers": "1"}, "doesn't fit"),
    ("approver", {"approver": '"Ana"'}, "approves their own waiver"),
    ("approver", {"approver": '" ana "'}, "approves their own waiver"),
    ("resource", {"rules": IAM5}, "is missing: without it the waiver is too broad"),
    ("resource", {"resource": '"Resource::*"'}, "is not for these rules"),
    ("environments", {"environments": '["prd"]'}, "did you mean prod?"),
    ("environments", {"environments": '"prod"'}, "doesn't fit"),
]


def messages(text: str, folder: Path) -> list[str]:
    """What is said of a file with this text."""
    file = folder / "waivers.toml"
    file.write_text(text)
    with pytest.raises(BadWaivers) as bad:
        load(file)
    return str(bad.value).splitlines()


def test_a_good_file_gives_its_waivers(tmp_path: Path) -> None:
    """Every key arrives, with the row of its header."""
    file = tmp_path / "waivers.toml"
    file.write_text("# why\n" + toml(environments='["prod"]'))
    assert load(file) == (waiver(environments=("prod",), row=2),)


def test_a_project_without_the_file_waives_nothing(tmp_path: Path) -> None:
    """A missing file is an empty one."""
    assert load(tmp_path / "waivers.toml") == ()


def test_the_project_s_own_file_is_well() -> None:
    """waivers.toml of this project has no mistake."""
    assert load()


@pytest.mark.parametrize(("key", "changes", "problem"), MISTAKES, ids=str)
def test_each_mistake_is_told_once(
    key: str, changes: dict[str, str | None], problem: str, tmp_path: Path
) -> None:
    """One message, with the row of the key, or of the waiver where the key is missing."""
    text = toml(**changes)
    rows = [row.split(" = ")[0] for row in text.splitlines()]
    row = rows.index(key) + 1 if key in rows else 1
    [message] = messages(text, tmp_path)
    assert message.startswith(f"{tmp_path}/waivers.toml:{row}: {key}:")
    assert problem in message
    assert "; allowed: " in message


def test_every_mistake_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    """Nobody mends one mistake to meet the next."""
    text = toml(owner=None, expires='"soon"') + toml(approver='"Ana"', scope='"Data/Other"')
    assert len(messages(text, tmp_path)) == 3


@pytest.mark.parametrize(
    "environments", [(None, None), (None, '["prod"]'), ('["prod"]', '["prod", "dev"]')]
)
def test_one_thing_is_waived_once(
    environments: tuple[str | None, str | None], tmp_path: Path
) -> None:
    """Two waivers of the same rule on the same place in the same environment are one too many."""
    first, second = environments
    [message] = messages(toml(environments=first) + toml(environments=second), tmp_path)
    assert "is said twice, first in row 1" in message


def test_environments_may_differ(tmp_path: Path) -> None:
    """The same place may be waived for other reasons elsewhere."""
    file = tmp_path / "waivers.toml"
    file.write_text(toml(environments='["prod"]') + toml(environments='["dev"]'))
    assert len(load(file)) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [("[[waiver]\n", ":1: the file:"), ("[waiver]\n", "[[waiver]]"), ("x = 1\n", "[[waiver]]")],
)
def test_another_file_is_refused(text: str, said: str, tmp_path: Path) -> None:
    """What is no TOML, or holds something else, says so."""
    [message] = messages(text, tmp_path)
    assert said in message
