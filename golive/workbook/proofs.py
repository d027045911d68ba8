"""What a run says of each line, in the words of a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from golive.judge import Verdict
from golive.register.records import SignOff
from golive.report.words import Tone, clean, words

SHOWN = 4
LONGEST = 1_200
NOT_READ = "not read"
TROUBLE = ("no-go", "unsure")


@dataclass(frozen=True, slots=True)
class Proof:
    """A verdict, when the oldest of its evidence was read (local time), and what was found."""

    verdict: str = NOT_READ
    read: datetime | None = None
    found: str = ""


def proofs(
    run: Mapping[str, Any] | None, sign_offs: Mapping[str, SignOff], zone: ZoneInfo
) -> dict[str, Proof]:
    """By the line's id; sign-offs are told of where somebody gave one."""
    lines = {line["id"]: line for line in (run or {"lines": ()})["lines"]}
    ids = lines.keys() | sign_offs.keys()
    return {id_: _proof(lines.get(id_), sign_offs.get(id_), run, zone) for id_ in ids}


def tones(side: str = "both") -> list[tuple[str, Tone]]:
    """The tone of each verdict's word."""
    return [(str(verdict), word.tone) for verdict, word in words(side).items()]


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """A time as the environment's people read it, to the minute: cells have no zone."""
    return at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


def _proof(
    line: Mapping[str, Any] | None,
    sign_off: SignOff | None,
    run: Mapping[str, Any] | None,
    zone: ZoneInfo,
) -> Proof:
    said = [_signed(sign_off, zone)] if sign_off else []
    if line is None or run is None:
        return Proof(found="\n".join(said))
    read = min(_read(line), default=None)
    found = "\n".join([*said, *_found(line, str(run["side"]))])
    shown = found if len(found) <= LONGEST else f"{found[: LONGEST - 3]}..."
    return Proof(clean(str(line["verdict"])), local(read, zone) if read else None, shown)


def _read(line: Mapping[str, Any]) -> Iterator[datetime]:
    for subject in line["subjects"]:
        for one in subject["evidence"]:
            if one.get("read_at"):
                yield datetime.fromisoformat(one["read_at"])


def _found(line: Mapping[str, Any], side: str) -> Iterator[str]:
    """What keeps the line from being a go, the worst first; each text once."""
    known, order = words(side), list(Verdict)
    troubled = [
        subject
        for subject in line["subjects"]
        if known[Verdict(subject["verdict"])].tone in TROUBLE or subject["waived"]
    ]
    troubled.sort(key=lambda subject: -order.index(Verdict(subject["verdict"])))
    told = list(dict.fromkeys(_told(subject) for subject in troubled))
    yield from told[:SHOWN]
    if len(told) > SHOWN:
        yield f"and {len(told) - SHOWN} more"


def _told(subject: Mapping[str, Any]) -> str:
    name = str(subject["path"] or subject["subject"]).removeprefix("/")
    said = str(subject["finding"] or subject["verdict"])
    waived = f" (waived: {subject['waived']})" if subject["waived"] else ""
    fix = f" Fix: {subject['fix']}" if subject["fix"] and not waived else ""
    return clean(f"{name}: {said}{waived}{'.' if fix and said[-1:] != '.' else ''}{fix}")


def _signed(sign_off: SignOff, zone: ZoneInfo) -> str:
    when = f" on {local(sign_off.at, zone):%Y-%m-%d}" if sign_off.at else ""
    who = sign_off.by.rpartition("/")[2] or "somebody"
    if sign_off.withdrawn:
        return f"sign-off withdrawn by {who}{when}"
    until = f", until {sign_off.expires}" if sign_off.expires else ""
    return clean(f"signed off by {who}{when}{until}: {sign_off.note}")
