"""The rules of the house that no tool knows."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from golive.project import ROOT

LIMIT, LIMIT_OF_TESTS = 250, 350
TRACKED = [
    ROOT / name
    for name in subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).split()
]
MODULES = [file for file in TRACKED if file.suffix == ".py" and file.exists()]
TESTS = [file for file in MODULES if file.name.startswith("test_")]
PAGES = [file for file in TRACKED if file.suffix == ".md" and file.exists()]
TEXTS = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".j2", ".css", ".txt", ""}
MACHINE = re.compile(r"(?<![\w.$}/])/(?:work|home|root|Users)/\w")
LATER = r"\b(TO" r"DO|FIX" r"ME|NotImplemented" r"Error)\b"
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


def named(file: Path) -> str:
    """A file as a test's name."""
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", MODULES, ids=named)
def test_a_module_is_read_at_one_sitting(file: Path) -> None:
    """No module is longer than 250 lines, tests than 350."""
    limit = LIMIT_OF_TESTS if "tests" in file.parts else LIMIT
    assert len(file.read_text(encoding="utf-8").splitlines()) <= limit


@pytest.mark.parametrize("file", TESTS, ids=named)
def test_each_test_states_its_fact(file: Path) -> None:
    """Every test has a docstring, and none is skipped or let fail whatever the machine."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    bare = [n.name for n in found if n.name.startswith("test_") and not ast.get_docstring(n)]
    assert bare == []
    assert not re.search(r"mark\.(skip|xfail)\b", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", MODULES, ids=named)
def test_no_error_is_caught_blindly(file: Path) -> None:
    """No `except` without a class, and no leftover note to a later self."""
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.ExceptHandler) and n.type is None]
    assert file == Path(__file__) or not re.search(
        r"\b(TODO|FIXME|XXX|NotImplementedError)\b", text
    )


def test_no_file_names_a_machine() -> None:
    """No path of a developer's machine stands in a tracked file."""
    found = {
        named(file): MACHINE.findall(file.read_text(encoding="utf-8"))
        for file in TRACKED
        if file.suffix in TEXTS and file.is_file()
    }
    assert {name: paths for name, paths in found.items() if paths} == {}


@pytest.mark.parametrize("file", PAGES, ids=named)
def test_links_lead_somewhere(file: Path) -> None:
    """Every link of a page to another file of the project ends at one."""
    targets = [file.parent / link for link in LINK.findall(file.read_text(encoding="utf-8"))]
    assert [str(target) for target in targets if not target.exists()] == []


def test_the_readme_shows_both_commands() -> None:
    """A newcomer reads `make demo` and `make test`, and that the workflow has not run."""
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert "make demo" in text
    assert "make test" in text
    assert "has not run yet" in text


def test_the_changelog_ends_with_this_version() -> None:
    """The newest entry of the changelog is the version of the package."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    entries = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert entries[0] == version


def test_make_help_lists_every_target() -> None:
    """Each target that a person calls says in one sentence what it does."""
    text = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert phony is not None
    shown = re.findall(r"^([a-z-]+):.*## .+\.$", text, re.MULTILINE)
    assert sorted(shown) == sorted(phony[1].split())
