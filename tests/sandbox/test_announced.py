"""The demo ends well on the board that is announced, and on no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from golive.environments import load
from golive.plan import by_id
from golive.project import ROOT
from sandbox import demo
from sandbox.announced import Announced, announced, surprises

WAITING = {"2.3.7": Announced("unknown", "no feed yet")}


def run(**verdicts: str) -> dict[str, Any]:
    """A run of these lines; `l4_1` stands for 4.1."""
    lines = [
        {"id": name[1:].replace("_", "."), "verdict": verdict} for name, verdict in verdicts.items()
    ]
    return {"lines": lines}


def test_the_announced_board_surprises_nobody() -> None:
    """Proven unless another verdict is announced; what isn't built says nothing."""
    board = run(l4_1="proven", l2_3_7="unknown", l1_1="not built")
    assert list(surprises(board, WAITING)) == []


@pytest.mark.parametrize("verdict", ["failed", "unknown", "designed", "drifted", "not applicable"])
def test_another_verdict_is_a_surprise(verdict: str) -> None:
    """Whatever else a line is, it is told, better verdicts than announced too."""
    board = run(l4_1=verdict, l2_3_7="proven")
    found = list(surprises(board, WAITING))
    assert found == [
        f"line 4.1 is {verdict}, announced is proven",
        "line 2.3.7 is proven, announced is unknown",
    ]


def test_a_surprise_ends_the_demo_badly(tmp_path: Path) -> None:
    """A board that is go, and not as announced, is no success."""
    line: dict[str, Any] = {"id": "4.1", "title": "", "marks": "TL", "subjects": []}
    line["verdict"] = "not applicable"
    about: dict[str, Any] = {"environment": "sandbox", "side": "both", "verdict": "go"}
    (tmp_path / "verify.json").write_text(json.dumps({**about, "lines": [line]}))
    assert demo.show(load("sandbox"), tmp_path) == demo.CANT_TELL


def test_the_readme_announces_the_same() -> None:
    """Each announced line stands in the README's words about the demo, with its verdict's count."""
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    expected = announced()
    assert expected.keys() <= by_id().keys()
    assert f"the demo announces {len(expected)} lines as not proven" in text
    assert ", ".join(expected) in text
