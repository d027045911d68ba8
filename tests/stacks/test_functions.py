"""A custom resource runs its function when the function changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from baseline.function import revision

OWNERS = [
    ("Associations", "Custom::InputKeyPair"),
    ("AccountBaseline", "Custom::AccountPublicAccessBlock"),
]


@pytest.mark.parametrize(("stem", "kind"), OWNERS)
def test_a_custom_resource_names_its_functions_revision(
    stem: str, kind: str, templates: Callable[[str], dict[str, Any]]
) -> None:
    """The function logs after each change, for the resource's properties change with it."""
    resources = templates("sandbox")[stem]["Resources"].values()
    [owner] = [r["Properties"] for r in resources if r["Type"] == kind]
    assert len(owner["Revision"]) == 16


def test_a_revision_changes_with_code_and_settings(tmp_path: Path) -> None:
    """Equal content is an equal revision; other code or another setting is another."""
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    one.write_bytes(b"code")
    other.write_bytes(b"Code")
    found = [revision(one, (60,)), revision(other, (60,)), revision(one, (61,))]
    assert len(set(found)) == 3
    assert revision(one, (60,)) == found[0]
