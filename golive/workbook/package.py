"""The outside of a file: is it a workbook at all, and small enough to be opened.

Nothing is unpacked here: a ZIP archive tells the sizes of its parts, and `zipfile` reads no
part beyond the size that it tells.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from golive.workbook.errors import BadWorkbook, Refused

MOST_BYTES = 32 * 2**20
MOST_UNPACKED = 64 * 2**20
MOST_PARTS = 2_000
ENCRYPTED = 1
SAVE = "save it as an Excel workbook (.xlsx)"
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins (MS-CFB): an .xls, or a workbook under a password."""
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
DECLARES = ("<!DOCTYPE", "<!ENTITY")
WRITTEN_AS = ("utf-8", "utf-16-le", "utf-16-be")
OTHERS = {
    "content.xml": f"is an OpenDocument file: {SAVE}",
    "xl/workbook.bin": f"is a binary workbook (.xlsb): {SAVE}",
    "xl/vbaProject.bin": f"has macros: {SAVE}",
    "word/document.xml": "is a Word document, and no workbook",
    "ppt/presentation.xml": "is a presentation, and no workbook",
    "Index/Document.iwa": f"is a Numbers file: {SAVE}",
}


def read(file: Path) -> bytes:
    """The bytes of a file, no more of them than a workbook may have."""
    try:
        with file.open("rb") as source:
            return source.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadWorkbook(file.name, [f"can't be read: {error.strerror}"]) from error


def checked(data: bytes) -> BytesIO:
    """The file, ready to be opened; Refused says what else it is, or how it is damaged."""
    if len(data) > MOST_BYTES:
        raise Refused(f"has more than {MOST_BYTES:,} bytes, which is what is allowed")
    if not data.startswith(b"PK"):
        raise Refused(_no_archive(data))
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_parts(archive)
    except (BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(f"is damaged, or was not copied whole ({error})") from error
    return BytesIO(data)


def _no_archive(data: bytes) -> str:
    if not data.strip():
        return "is empty"
    if data.startswith(OLD_OR_LOCKED):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "is encrypted: take its password off, and save it again"
        return f"is a workbook of Excel 97 to 2003 (.xls): {SAVE}"
    if data.lstrip()[:1] == b"<":
        return f"is a page or an XML file, and no workbook: {SAVE}"
    if b"\0" not in data[:4096]:
        return f"is text, such as a CSV file, and no workbook: {SAVE}"
    return f"is no workbook: {SAVE}"


def _check_parts(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    for name, said in OTHERS.items():
        if name in names:
            raise Refused(said)
    if "xl/workbook.xml" not in names:
        raise Refused("is a ZIP archive without a workbook in it")
    if len(parts) > MOST_PARTS:
        raise Refused(f"has {len(parts):,} parts; allowed: {MOST_PARTS:,}")
    if len(names) != len(set(names)):
        raise Refused("has two parts of one name: no spreadsheet program writes that")
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Refused("is encrypted: take its password off, and save it again")
    _check_inside(archive, parts)


def _check_inside(archive: ZipFile, parts: list[ZipInfo]) -> None:
    """Every part, for any name may be given to a sheet."""
    size = sum(part.file_size for part in parts)
    if size > MOST_UNPACKED:
        raise Refused(f"unpacks to {size:,} bytes; allowed: {MOST_UNPACKED:,}")
    for part in parts:
        text = archive.read(part)
        if STRICT in text[:4096]:
            raise Refused(f"is a Strict Open XML workbook: {SAVE}, not Strict")
        if any(word.encode(code) in text for word in DECLARES for code in WRITTEN_AS):
            raise Refused(f"declares entities ({part.filename}): no spreadsheet program does")
