"""Archives with the same bytes for the same content."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO

MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
"""What a workbook says of when it was written, in its core properties (ECMA-376, part 2)."""


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of these files in this order; they have no time."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def steady(workbook: bytes, at: datetime) -> bytes:
    """A workbook as if it had been written at this moment."""
    written = rb"\g<1>" + at.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rb"\g<2>"
    return packed((name, MODIFIED.sub(written, data)) for name, data in _read(workbook))


def texts(data: bytes) -> Iterator[bytes]:
    """What is written in a file; of a workbook, in each of its parts."""
    if not data.startswith(b"PK"):
        yield data
        return
    yield from (content for _, content in _read(data))


def _read(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
