"""What can have happened to a workbook, each with the message that it must give."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from golive.workbook import manifest
from golive.workbook.package import MOST_BYTES, OLD_OR_LOCKED
from tests.workbook.made import (
    CHECKLIST,
    HEADER,
    ROSTER,
    SECURITY,
    Edit,
    all_of,
    edited,
    exported,
    write,
)

Damage = tuple[Callable[[], bytes], str]
SHEET_OF_SECURITY = "xl/worksheets/sheet5.xml"
BOMB = "0" * 2**20
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def parts(change: Callable[[dict[str, bytes]], object], data: bytes | None = None) -> bytes:
    """The workbook with its parts changed."""
    with ZipFile(BytesIO(data or exported())) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    change(found)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return out.getvalue()


def replaced(name: str, old: bytes, new: bytes) -> Callable[[], bytes]:
    """One part with other bytes in it."""

    def change(found: dict[str, bytes]) -> None:
        assert old in found[name]
        found[name] = found[name].replace(old, new)

    return lambda: parts(change)


def without(name: str) -> Callable[[], bytes]:
    """One part is gone."""
    return lambda: parts(lambda found: found.pop(name))


def having(name: str, content: bytes = b"x") -> Callable[[], bytes]:
    """One part more, or another one in its place."""
    return lambda: parts(lambda found: found.update({name: content}))


def archive_of(name: str) -> bytes:
    """A ZIP archive with one file in it."""
    return parts(lambda found: (found.clear(), found.update({name: b"x"})))


def by(edit: Edit) -> Callable[[], bytes]:
    """Somebody's edit in another program."""
    return lambda: edited(edit)


def flipped() -> bytes:
    """A byte in the middle is another one, as a bad copy leaves it."""
    data = bytearray(exported())
    data[len(data) // 3] ^= 0xFF
    return bytes(data)


def two_of_one_name() -> bytes:
    """An archive that two readers would read in two ways."""
    out = BytesIO(exported())
    with ZipFile(out, "a") as archive:
        archive.writestr("xl/./styles.xml", b"")
        archive.filelist[-1].filename = "xl/styles.xml"
    return out.getvalue()


def encrypted_part() -> bytes:
    """The flag of a part under a password, in the list of the archive."""
    data = bytearray(exported())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def head(**values: object) -> Edit:
    """The first row of the hidden sheet says something else."""

    def edit(book: Workbook) -> None:
        sheet: Any = book[manifest.SHEET]
        row = json.loads(sheet["A1"].value) | values
        sheet["A1"].value = json.dumps(row)

    return edit


def on(sheet: str, act: Callable[[Any], object]) -> Edit:
    """Something done to a sheet."""
    return lambda book: (act(book[sheet]), None)[1]


def header(sheet: str, column: str, value: str | None) -> Edit:
    """Another text in a header."""
    return write(sheet, "Line" if sheet != ROSTER else "Role", column, value)


def twice(sheet: Any) -> None:
    """A row is copied to the end."""
    sheet.append([c.value for c in sheet[HEADER + 1]])


def only_hidden(book: Workbook) -> None:
    """All sheets of the plan were deleted."""
    for title in book.sheetnames:
        if title not in ("Start here", manifest.SHEET):
            book.remove(book[title])


OWNER = (SECURITY, "4.1", "Owner")
FILES: dict[str, Damage] = {
    "an empty file": (lambda: b"", "is empty"),
    "a CSV file": (lambda: b"Line,Owner\n4.1,Ana\n", "is text, such as a CSV file"),
    "a page": (lambda: b"<html><table>", "is a page or an XML file"),
    "an .xls": (lambda: OLD_OR_LOCKED + b"\0" * 99, r"Excel 97 to 2003 \(\.xls\): save it as"),
    "a password": (
        lambda: OLD_OR_LOCKED + "EncryptedPackage".encode("utf-16-le"),
        "is encrypted: take its password off",
    ),
    "a PDF": (lambda: b"%PDF-1.7\0\0", "is no workbook"),
    "a huge file": (lambda: b"PK" + b"\0" * MOST_BYTES, "more than 33,554,432 bytes"),
    "half a file": (lambda: exported()[: len(exported()) // 2], "damaged, or was not copied whole"),
    "another byte": (flipped, "is damaged"),
    "a Word document": (lambda: archive_of("word/document.xml"), "is a Word document"),
    "an .ods": (lambda: archive_of("content.xml"), "is an OpenDocument file: save it as"),
    "an .xlsb": (having("xl/workbook.bin"), "is a binary workbook"),
    "macros": (having("xl/vbaProject.bin"), "has macros: save it as"),
    "Strict Open XML": (
        replaced(
            "xl/workbook.xml",
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        "is a Strict Open XML workbook: save it as",
    ),
    "a ZIP archive": (lambda: archive_of("plan.txt"), "a ZIP archive without a workbook"),
    "a ZIP bomb": (
        having("xl/worksheets/sheet99.xml", BOMB.encode() * 65),
        "unpacks to 6.,...,... bytes; allowed: 67,108,864",
    ),
    "thousands of parts": (
        lambda: parts(lambda found: found.update({f"x{n}": b"" for n in range(2000)})),
        "parts; allowed: 2,000",
    ),
    "two parts of one name": (two_of_one_name, "two parts of one name|damaged"),
    "an encrypted part": (encrypted_part, "is encrypted: take its password off"),
    "external entities": (having("xl/workbook.xml", ENTITIES + b"<x>&a;</x>"), "declares entities"),
    "entities in a picture": (having("xl/media/image1.png", ENTITIES), "declares entities"),
    "entities in UTF-16": (
        having("xl/styles.xml", ENTITIES.decode().encode("utf-16")),
        "declares entities",
    ),
    "a sheet cut off": (
        replaced(SHEET_OF_SECURITY, b"</sheetData>", b""),
        "is damaged: ParseError",
    ),
    "no XML in a sheet": (having(SHEET_OF_SECURITY, b"\0\1\2"), "is damaged"),
    "a sheet gone": (without(SHEET_OF_SECURITY), "is damaged: .*sheet5"),
    "no types of parts": (without("[Content_Types].xml"), "is damaged"),
    "no styles": (having("xl/styles.xml", b"<a/>"), "which is no date; allowed: a date"),
    "a style that isn't there": (
        replaced(SHEET_OF_SECURITY, b' s="', b' s="9'),
        "which is no date",
    ),
    "an impossible cell": (replaced(SHEET_OF_SECURITY, b'r="A5"', b'r="A0B"'), "is damaged"),
}
MANIFESTS: dict[str, Damage] = {
    "not ours": (by(lambda book: book.remove(book[manifest.SHEET])), "no launch plan that golive"),
    "an old format": (by(head(format=0)), r"older golive \(format 0, this one reads 1\)"),
    "a newer format": (by(head(format=2)), r"newer golive \(format 2, this one reads 1\)"),
    "no format at all": (by(head(format="x")), "no launch plan that golive exported"),
    "another environment": (by(head(environment="dev")), "hidden sheet golive was changed"),
    "another time": (by(head(exported_at="yesterday")), "hidden sheet golive was changed"),
    "a base row gone": (
        by(on(manifest.SHEET, lambda s: s.delete_rows(9))),
        "was changed or damaged",
    ),
    "a base row edited": (
        by(on(manifest.SHEET, lambda s: s.__setitem__("A9", "{}"))),
        "was changed or damaged",
    ),
    "only the base is left": (by(only_hidden), "has no table of the plan"),
}
TABLES: dict[str, Damage] = {
    "a column deleted": (
        by(on(SECURITY, lambda s: s.delete_cols(8))),
        "sheet Security checklist, row 4: there is no column Status; allowed: Line, Section",
    ),
    "a header translated": (
        by(header(SECURITY, "Owner", "Ownr")),
        "there is no column Owner; .*did you mean Ownr",
    ),
    "a column twice": (
        by(header(SECURITY, "What was found", "Owner")),
        "F4 and G4: column Owner is there more than once",
    ),
    "merged cells": (
        by(on(SECURITY, lambda s: s.merge_cells("G5:G7"))),
        "G5:G7: cells of the table are merged",
    ),
    "a million merged cells": (
        replaced(
            SHEET_OF_SECURITY,
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>',
        ),
        "cells of the table are merged|is damaged",
    ),
    "a line that isn't in the plan": (
        by(write(SECURITY, "4.1", "Line", "4.l")),
        'A5: "4.l" is no line of the plan; did you mean 4',
    ),
    "an id taken for a date": (
        by(write(CHECKLIST, "2.1.1", "Line", "2001-02-01")),
        '"2001-02-01" is no line',
    ),
    "a line twice": (
        by(on(SECURITY, twice)),
        r"4\.1 stands there 2 times: .* row 5, .* row 14",
    ),
    "a row without an id": (
        by(write(SECURITY, "4.1", "Line", None)),
        r"row 5 says something, and has no Line",
    ),
}
CELLS: dict[str, Damage] = {
    "a status of one's own": (
        by(write(SECURITY, "4.1", "Status", "maybe")),
        'H5: holds "maybe"; allowed: go, no-go, or empty',
    ),
    "a priority of one's own": (
        by(write(SECURITY, "4.1", "Priority", "urgent")),
        "allowed: low, medium, high, or empty",
    ),
    "a formula": (by(write(*OWNER, "=A1&B1")), "G5: holds a formula; allowed: a text, pasted as"),
    "an error": (by(write(*OWNER, "#REF!")), "G5: holds the error #REF!"),
    "a date of some country": (
        by(write(SECURITY, "4.1", "Due", "03/04/2026")),
        'J5: holds the text "03/04/2026", which is not one day everywhere; allowed: a date',
    ),
    "a date in words": (
        by(write(SECURITY, "4.1", "Due", "4. März 2026")),
        "not one day everywhere",
    ),
    "a day that isn't": (
        by(write(SECURITY, "4.1", "Due", "2026-02-30")),
        'holds "2026-02-30": day',
    ),
    "a number for a date": (
        by(write(SECURITY, "4.1", "Due", True)),
        'holds "True", which is no date',
    ),
    "a date of last century": (
        by(write(SECURITY, "4.1", "Due", "1926-03-04")),
        "1926-03-04; allowed: from 2000-01-01 to 2099-12-31",
    ),
    "a day to come": (
        by(write(ROSTER, "aws", "Reached on", "2027-01-18")),
        "holds 2027-01-18, which is to come; allowed: today, 2026-11-25",
    ),
    "a phone number as a number": (
        by(write(ROSTER, "wfm", "Reached by", 15555550101)),
        r"the number 15555550101, whose \+ and first zeros are lost",
    ),
    "a link that acts": (
        by(write(SECURITY, "4.1", "Link", "javascript:alert(1)")),
        r'L5: holds "javascript:alert\(1\)"; allowed: a link that begins with https://',
    ),
    "a huge note": (by(write(SECURITY, "4.1", "Notes", "x" * 10_001)), "10001 characters; allowed"),
    "a long name": (by(write(*OWNER, "x" * 501)), "has 501 characters; allowed: 500"),
    "two mistakes": (
        by(all_of(write(SECURITY, "4.1", "Due", "soon"), write(SECURITY, "4.2", "Status", "x"))),
        r'(?s)"soon".*H6: holds "x"',
    ),
}
DAMAGES = FILES | MANIFESTS | TABLES | CELLS
