"""Whether a hand-over is whole: digests, manifest, signatures. Nothing is unpacked."""

from __future__ import annotations

import json
import zipfile
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import error as BadStream

from golive.decision.signature import verifies
from golive.handover.archive import FORMAT, MANIFEST, SUMS, digest
from golive.handover.making import PEM

LARGEST = 512 * 1024 * 1024
"""Bytes of all files: whatever says that it holds more is not read."""
Files = Mapping[str, bytes]


class Damaged(Exception):
    """The archive can't be read as one; the message says why."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`wrong` are sentences, none for an archive that is whole; `fingerprint` is the key's."""

    files: int
    signatures: int
    missing: tuple[str, ...]
    fingerprint: str
    wrong: tuple[str, ...]


def check(file: Path) -> Checked:
    """Everything that can be told without an account; Damaged for what is no hand-over."""
    files = _files(file)
    if SUMS not in files or MANIFEST not in files:
        raise Damaged(f"{file} is no hand-over: it has no {SUMS} or no {MANIFEST}")
    signed = [name.removesuffix(".sig") for name in files if name.endswith(".sig")]
    public = _der(files.get(PEM, b""))
    wrong = [*_sums(files), *_manifest(files), *_signatures(files, signed, public)]
    return Checked(
        files=len(files) - 1,
        signatures=len(signed),
        missing=tuple(_missing(files)),
        fingerprint=digest(public) if public else "",
        wrong=tuple(wrong),
    )


def _files(file: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            twice = [n for n, count in Counter(e.filename for e in entries).items() if count > 1]
            if twice:
                raise Damaged(f"{file} is damaged: {twice[0]} is in it twice")
            if sum(entry.file_size for entry in entries) > LARGEST:
                raise Damaged(f"{file} says that it holds more than {LARGEST >> 20} MB")
            return {entry.filename: archive.read(entry) for entry in entries}
    except OSError as error:
        raise Damaged(f"{file} can't be read: {error.strerror}") from error
    except (zipfile.BadZipFile, BadStream, EOFError, RuntimeError) as error:
        raise Damaged(f"{file} is damaged, or no zip file: {error}") from error


def _sums(files: Files) -> Iterator[str]:
    listed: dict[str, str] = {}
    for row in files[SUMS].decode("utf-8", "replace").splitlines():
        found, _, name = row.partition("  ")
        listed[name] = found
    for name, wanted in listed.items():
        if name not in files:
            yield f"{name} is listed in {SUMS}, and is not there"
        elif digest(files[name]) != wanted:
            yield f"{name} is not what {SUMS} says"
    yield from (f"{name} is not listed in {SUMS}" for name in files.keys() - listed.keys() - {SUMS})


def _manifest(files: Files) -> Iterator[str]:
    try:
        said = json.loads(files[MANIFEST])
        if said["format"] != FORMAT:
            yield f"{MANIFEST} has the format {said['format']}, this golive knows {FORMAT}"
            return
        for row in said["files"]:
            if digest(files.get(row["name"], b"")) != row["sha256"]:
                yield f"{row['name']} is not what {MANIFEST} says"
    except (ValueError, KeyError, TypeError) as error:
        yield f"{MANIFEST} can't be read: {error!r}"


def _missing(files: Files) -> Iterator[str]:
    try:
        yield from (
            f"{row['name']}: {row['why']}" for row in json.loads(files[MANIFEST])["missing"]
        )
    except (ValueError, KeyError, TypeError):
        return


def _signatures(files: Files, signed: list[str], public: bytes) -> Iterator[str]:
    for name in signed:
        message = files.get(f"{name}.json", b"").decode("utf-8", "replace")
        signature = b64encode(files[f"{name}.sig"]).decode()
        if not public:
            yield f"{name}.sig can't be verified: {PEM} is missing or damaged"
        elif not verifies(message, signature, public):
            yield f"{name}.sig is no signature of {name}.json by {PEM}"


def _der(pem: bytes) -> bytes:
    """Empty for what is no public key in PEM."""
    lines = pem.decode("ascii", "replace").splitlines()
    if not lines or lines[0] != "-----BEGIN PUBLIC KEY-----" or len(lines) < 3:
        return b""
    try:
        return b64decode("".join(lines[1:-1]), validate=True)
    except ValueError:
        return b""
