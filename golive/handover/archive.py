"""The archive: parts, a manifest that says what each is, digests, and how to check them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import files

from golive.handover.making import PEM, Made
from golive.handover.parts import Missing, Part, Source, Unavailable, text
from golive.handover.steady import packed

README, MANIFEST, SUMS = "README.txt", "manifest.json", "SHA256SUMS"
FORMAT = 1


def archive(source: Source, made: Sequence[Made]) -> bytes:
    """The bytes of a hand-over, the same for the same source and parts."""
    whole = [part for part in made if isinstance(part, Part)]
    lost = [part for part in made if isinstance(part, Missing)]
    manifest = Part(MANIFEST, "what each file is", text(_manifest(source, whole, lost)))
    readme = Part(README, "how to read and to check it", _readme(source, whole, lost))
    listed = sorted([*whole, manifest, readme], key=lambda part: part.name)
    sums = "".join(f"{digest(part.data)}  {part.name}\n" for part in listed).encode()
    return packed([*((part.name, part.data) for part in listed), (SUMS, sums)])


def digest(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _manifest(source: Source, whole: Sequence[Part], lost: Sequence[Missing]) -> dict[str, object]:
    environment = source.environment
    return {
        "format": FORMAT,
        "environment": environment.name,
        "account": environment.account,
        "region": environment.region,
        "launch": environment.launch.at.isoformat(),
        "as_of": source.as_of.isoformat(),
        "run": {
            "address": source.address,
            "read_at": source.run["read_at"],
            "verdict": source.run["verdict"],
        },
        "signing_key": {"arn": source.key_arn, "sha256": _fingerprint(source)},
        "files": [
            {
                "name": part.name,
                "about": part.about,
                "bytes": len(part.data),
                "sha256": digest(part.data),
            }
            for part in sorted(whole, key=lambda part: part.name)
        ],
        "missing": [{"name": one.name, "why": one.why} for one in lost],
    }


def _readme(source: Source, whole: Sequence[Part], lost: Sequence[Missing]) -> bytes:
    rows = "\n".join(f"  {part.name:<40}  {part.about}" for part in whole)
    missing = "\n".join(f"  {one.name:<40}  {one.why}" for one in lost) or "  nothing"
    form = files("golive.handover").joinpath("readme.txt").read_text(encoding="utf-8")
    signatures = [part.name.removesuffix(".sig") for part in whole if part.name.endswith(".sig")]
    commands = "\n".join(
        f"  openssl dgst -sha256 -verify {PEM} -signature {name}.sig {name}.json"
        for name in signatures
    )
    filled = {
        "name": source.environment.name,
        "as_of": f"{source.as_of:%F %R} UTC",
        "files": rows,
        "missing": missing,
        "commands": commands or "  (no signature in this archive)",
        "key": source.key_arn or "(unknown)",
        "fingerprint": _fingerprint(source) or "(unknown)",
        "region": source.environment.region,
    }
    return form.format_map(filled).encode()


def _fingerprint(source: Source) -> str:
    return "" if isinstance(source.public, Unavailable) else digest(source.public)
