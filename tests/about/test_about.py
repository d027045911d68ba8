"""What is to say of a control is said of each, and cites what exists."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from golive.about import FOLDER, BadAbout, about, of, read, titles, uncited
from golive.controls import catalogue
from golive.project import ROOT

CONTROLS = catalogue()
SHAPES = {
    "pci": r"\d{1,2}(\.\d{1,2}){2,3}",
    "nist": r"[A-Z]{2}-\d{1,2}(\(\d{1,2}\))?",
    "well_architected": r"(SEC|OPS|REL)\d{2}-BP\d{2}",
}
GOOD: dict[str, Any] = {"risk": "It burns.", "not_proven": "That it doesn't."}


def test_every_control_has_its_row() -> None:
    """Risk and what stays unproven are told of each control."""
    assert [name for name in CONTROLS if name not in about()] == []


def test_every_row_is_of_a_control() -> None:
    """No row is left over from a control that is gone."""
    assert [name for name in about() if name not in CONTROLS] == []


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir(), key=str), ids=lambda file: file.name)
def test_a_file_holds_the_controls_of_its_module(file: Any) -> None:
    """Rows stand in the file called like the module that declares their controls."""
    for name in tomllib.loads(file.read_text(encoding="utf-8")):
        module = CONTROLS[name].holds.__module__.rpartition(".")[2]
        assert f"{module}.toml" == file.name, name


@pytest.mark.parametrize("framework", SHAPES)
def test_ids_have_the_shape_of_their_framework(framework: str) -> None:
    """What may be cited is spelled as the framework spells it, each once, with a title."""
    known = titles()[framework]
    assert [key for key in known if not re.fullmatch(SHAPES[framework], key)] == []
    assert all(known.values())


def test_what_is_cited_exists() -> None:
    """Every id that a row cites has its title; another is named, with the nearest."""
    assert uncited(about()) == []
    strange = read({"x.toml": {"c": {**GOOD, "nist": ["SC-281"]}}})
    assert uncited(strange) == ["c: nist: SC-281 is not in frameworks.toml; did you mean SC-28?"]


def test_what_is_required_is_a_control() -> None:
    """Each prerequisite exists, and is no control of its dependents' own."""
    wanted = {name for row in about().values() for name in row.requires}
    assert wanted <= set(CONTROLS)


def test_only_feeds_grow_old() -> None:
    """Each feed says how old its evidence may be; a setting is as old as its reading."""
    timed = {name for name, row in about().items() if row.fresh_hours}
    assert timed == {name for name, control in CONTROLS.items() if control.live_only}


def test_a_control_without_a_row_has_an_empty_one() -> None:
    """A control that was just written can be judged before its row is."""
    assert of("9.9-nothing").requires == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({**GOOD, "risks": "x"}, "x.toml: c: risks: is no key; did you mean risk?; allowed:"),
        ({"risk": "It burns."}, "x.toml: c: not_proven: allowed: one sentence"),
        ({**GOOD, "risk": "No stop"}, "risk: allowed: one sentence that ends with a full stop"),
        ({**GOOD, "nist": "AC-3"}, "nist: allowed: a list of texts"),
        ({**GOOD, "well_architected": [8]}, "well_architected: allowed: a list of texts"),
        ({**GOOD, "fresh_hours": 0}, "fresh_hours: 0; allowed: a whole number from 1 on"),
        ({**GOOD, "fresh_hours": True}, "fresh_hours: True; allowed"),
        ({**GOOD, "requires": ["c"]}, "requires: c requires c: a circle"),
        ("words", "c: is no table"),
    ],
)
def test_a_mistake_says_where_and_what_is_allowed(row: Any, said: str) -> None:
    """File, control, key and what is allowed."""
    with pytest.raises(BadAbout, match=re.escape(said)):
        read({"x.toml": {"c": row}})


def test_two_rows_and_longer_circles_are_found() -> None:
    """A control is told of once, and chains end somewhere."""
    with pytest.raises(BadAbout, match=r"y\.toml: c: has two rows"):
        read({"x.toml": {"c": GOOD}, "y.toml": {"c": GOOD}})
    circle = {name: {**GOOD, "requires": [after]} for name, after in ("ab", "bc", "ca")}
    with pytest.raises(BadAbout, match="a circle"):
        read({"x.toml": circle})


def test_the_wheel_carries_the_tables() -> None:
    """They lie inside the package, beside the controls."""
    assert (ROOT / "golive" / "controls" / "frameworks.toml").is_file()
    assert (ROOT / "golive" / "controls" / "about").is_dir()
