"""What watches queues and flows grows with neither."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.queues import COUNTS, synthesize

ASSET = re.compile(r"\b[0-9a-f]{64}\b")
"""The digest of a function's code, which has the environment file in it."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], dict[str, str]]:
    """The templates of production with so many queues, without the digests of code."""

    def of(count: int) -> dict[str, str]:
        folder = tmp_path_factory.mktemp(f"queues-{count}")
        synthesize("prod", count, folder)
        files: list[Path] = sorted(folder.glob("*.template.json"))
        return {file.name: ASSET.sub("<code>", file.read_text()) for file in files}

    return of


def test_a_thousand_queues_are_the_stacks_of_one(
    written: Callable[[int], dict[str, str]],
) -> None:
    """To the letter: one alarm for all queues, which asks for each of them."""
    few, *more = [written(count) for count in COUNTS]
    assert COUNTS[0] == 1
    assert COUNTS[-1] == 1000
    assert all(each == few for each in more)
