"""Damaged, old and wrong workbooks: a clear message each, and nothing is changed."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from golive.workbook.errors import BadWorkbook
from golive.workbook.export import export
from tests.register.snapshots import sample
from tests.workbook.damage import DAMAGES, Damage, by, parts
from tests.workbook.made import (
    FILE,
    NOW,
    SECURITY,
    all_of,
    back,
    content,
    edited,
    exported,
    with_line,
    write,
)


def message(data: bytes) -> str:
    """What whoever sent the workbook is told."""
    with pytest.raises(BadWorkbook) as caught:
        back(data)
    return str(caught.value)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
def test_damage_gives_a_clear_message(damage: Damage) -> None:
    """Each row names the file and says what is wrong; nothing comes back."""
    make, expected = damage
    said = message(make())
    assert re.search(expected, said), said
    assert all(row.startswith(f"{FILE}: ") for row in said.splitlines())


def test_there_are_more_than_thirty_damages() -> None:
    """No two of them are the same."""
    assert len(DAMAGES) > 50


def test_a_cut_text_that_was_edited_is_refused() -> None:
    """What was not whole in the cell can't come back from it."""
    data = export(content(with_line(sample(NOW), "4.1", notes="\x07" * 9_000))).data
    said = message(edited(write(SECURITY, "4.1", "Notes", "short"), data))
    assert "K5: was too long for a cell, and stands here cut; it can't come back" in said


def test_every_mistake_is_told_at_once() -> None:
    """Who has three mistakes mends three, and sends the workbook once."""
    edits = [write(SECURITY, f"4.{n}", "Status", "maybe") for n in (1, 2, 3)]
    said = message(edited(all_of(*edits)))
    assert re.findall(r"H\d", said) == ["H5", "H6", "H7"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_random_bytes_in_a_part_give_a_message_or_no_difference(data: st.DataObject) -> None:
    """No damage of any part ends in a traceback, and none is taken for people's work."""
    names = ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet5.xml", "[Content_Types].xml"]
    name = data.draw(st.sampled_from([*names, "xl/_rels/workbook.xml.rels"]))

    def change(found: dict[str, bytes]) -> None:
        part = bytearray(found[name])
        at = data.draw(st.integers(0, len(part) - 1))
        length = data.draw(st.integers(0, 40))
        part[at : at + length] = data.draw(st.binary(max_size=20))
        found[name] = bytes(part)

    broken = parts(change)
    with suppress(BadWorkbook):
        back(broken)


def test_a_whole_workbook_is_none_of_them() -> None:
    """The parts packed anew, with nothing changed, are read without a word."""
    found = back(parts(lambda found: None))
    assert (found.edits, found.notes) == ({}, [])
    assert by(lambda book: None)() != exported()
