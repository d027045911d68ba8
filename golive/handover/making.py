"""The parts of a hand-over, each made from the same source."""

from __future__ import annotations

from base64 import b64decode, encodebytes
from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from typing import Any

from golive.handover.parts import Missing, Part, Source, Unavailable, had, private, shown, text
from golive.handover.steady import steady, texts
from golive.register.records import Decision

PEM = "decision/public-key.pem"
Made = Part | Missing


def parts(source: Source) -> list[Made]:
    """Every part, or why it is missing; one that holds a caller's number is missing too."""
    numbers = [number.encode() for number in private(source.snapshot, source.environment)]
    return [_closed(part, numbers) for part in (*_kept(source), *_decision(source))]


def _kept(source: Source) -> Iterator[Made]:
    yield Part("run.json", f"the run, byte for byte as kept at {source.address}", source.body)
    yield had("board.html", "the board of that run, for a browser", lambda: _board(source, "html"))
    yield had("board.md", "the same board as text", lambda: _board(source, "md"))
    yield had("plan.xlsx", "the plan as a workbook, to be read", lambda: _workbook(source))
    yield had("register.json", "what people said, without callers", lambda: _register(source))
    yield had("rollback.json", "the steps back, and who ticked them", lambda: _rollback(source))
    yield had("links.html", "bridge, dashboards, evidence", lambda: _links(source))


def _board(source: Source, form: str) -> bytes:
    from golive.report.board import page
    from golive.report.layout import board_of
    from golive.report.markdown import markdown

    snapshot = shown(source.snapshot)
    board = board_of(source.run, source.environment, source.as_of, snapshot, _decided(source))
    made = page(board) if form == "html" else markdown(board)
    return made.encode("utf-8", "backslashreplace")


def _workbook(source: Source) -> bytes:
    from golive.report.place import place_of
    from golive.workbook.content import Content
    from golive.workbook.export import export

    environment = source.environment
    place = place_of(environment.model_dump(mode="json"))
    content = Content(shown(source.snapshot), place, source.run, source.as_of)
    return steady(export(content).data, source.as_of)


def _register(source: Source) -> bytes:
    found = asdict(shown(source.snapshot))
    for issue in found["issues"].values():
        del issue["caller"]
    dropped = ("read_at", "decisions")
    return text(_plain({key: value for key, value in found.items() if key not in dropped}))


def _plain(value: Any) -> Any:
    """Dates as ISO 8601."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]  # pyright: ignore[reportUnknownVariableType]
    return value if isinstance(value, (str, int, bool, type(None))) else str(value)


def _rollback(source: Source) -> bytes:
    from golive.launch.walk import walk

    return text([one.to_json() for one in walk(source.environment, shown(source.snapshot))])


def _links(source: Source) -> bytes:
    from golive.report.links import opened
    from golive.report.place import place_of

    environment = source.environment
    place = place_of(environment.model_dump(mode="json"))
    rows = "".join(
        f'<li><a href="{escape(url)}">{escape(title)}</a></li>\n' for title, url in opened(place)
    )
    title = f"Links of {escape(environment.name)}"
    head = f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{title}</title>\n'
    return f"{head}<h1>{title}</h1>\n<ul>\n{rows}</ul>\n".encode()


def _decision(source: Source) -> Iterator[Made]:
    about = "GO, NO-GO, CAN'T TELL or RE-SIGN, and what stands in between"
    yield had("decision/verdict.json", about, lambda: text(_verdict(source)))
    yield had(PEM, "the public half of the key that signs decisions", lambda: _pem(source))
    if not source.snapshot.decisions:
        yield Missing("decision/*.sig", "no decision was signed yet")
    for decision in source.snapshot.decisions:
        yield from _signed(decision)


def _decided(source: Source) -> dict[str, Any] | None:
    """None where the run can't be decided on: `decision/verdict.json` says why."""
    try:
        return _verdict(source)
    except ValueError:
        return None


def _verdict(source: Source) -> dict[str, Any]:
    from golive.decision.case import Case
    from golive.decision.decided import decide
    from golive.decision.signature import Key

    case = Case(source.run, source.snapshot, source.waivers, source.environment, source.as_of)
    public = source.public
    key = None if isinstance(public, Unavailable) else Key(source.key_arn, public)
    return decide(case, key).to_json()


def _pem(source: Source) -> bytes:
    if isinstance(source.public, Unavailable):
        raise source.public
    lines = (b"-----BEGIN PUBLIC KEY-----\n", encoded(source.public), b"-----END PUBLIC KEY-----\n")
    return b"".join(lines)


def encoded(der: bytes) -> bytes:
    """Base64 in lines of 64, as RFC 7468 has it."""
    plain = encodebytes(der).replace(b"\n", b"")
    return b"".join(plain[i : i + 64] + b"\n" for i in range(0, len(plain), 64))


def _signed(decision: Decision) -> Iterator[Made]:
    """The message byte for byte as it was signed, and its signature as openssl reads it."""
    name = f"decision/{decision.id}"
    yield Part(f"{name}.json", "a decision as it was signed", decision.message.encode())
    yield had(
        f"{name}.sig",
        f"its signature, {decision.algorithm}, by {decision.key}",
        lambda: b64decode(decision.signature, validate=True),
    )


def _closed(part: Made, numbers: list[bytes]) -> Made:
    if isinstance(part, Missing):
        return part
    held = any(number in content for content in texts(part.data) for number in numbers)
    return Missing(part.name, "it would hold the number of a caller") if held else part
