"""The merge, on whatever three sides may say."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from golive.workbook.columns import TABLES
from golive.workbook.manifest import Exported, Manifest
from golive.workbook.merge import Merged, merged
from golive.workbook.returned import Key, Returned, Said
from tests.register.snapshots import sample
from tests.workbook.made import NOW, with_line

NOTES = next(column for column in TABLES["line"].owned if column.key == "notes")
TEXTS = st.sampled_from(["", "a", "b", "c"])


def sides(base: str, theirs: str, ours: str) -> Merged:
    """One field as it was exported, as the file says it, and as the register says it now."""
    record = Exported("line", "4.2", 0, {"notes": base}, {})
    edits: Mapping[Key, list[Said]] = (
        {("line", "4.2"): [Said(NOTES, "K6", theirs)]} if theirs != base else {}
    )
    back = Returned(Manifest("prod", "444455556666", NOW, [record]), edits, [])
    return merged(back, with_line(sample(NOW), "4.2", notes=ours))


@given(TEXTS, TEXTS, TEXTS)
def test_a_field_is_one_of_four_things(base: str, theirs: str, ours: str) -> None:
    """Untouched, done already, changed, or in conflict: never two of them."""
    found = sides(base, theirs, ours)
    kinds = len(found.changes), len(found.conflicts), len(found.done)
    if theirs == base:
        assert kinds == (0, 0, 0)
    elif theirs == ours:
        assert kinds == (0, 0, 1)
    else:
        assert kinds == ((1, 0, 0) if ours == base else (0, 1, 0))


@given(TEXTS, TEXTS, TEXTS)
def test_what_the_register_changed_is_never_overwritten(base: str, theirs: str, ours: str) -> None:
    """A change is only made where the register still says what was exported."""
    assert all(edit.now == edit.base for edit in sides(base, theirs, ours).changes)
