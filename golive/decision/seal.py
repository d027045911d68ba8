"""All that a decision rests on, as digests: a later change of any of it can be named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from golive.decision.message import Seal, canonical, digest
from golive.register.records import LineState, Role, SignOff, Snapshot
from golive.waivers.waiver import Waiver

if TYPE_CHECKING:
    from golive.environment import Environment

Named = Iterator[tuple[str, str]]
SHOWN = ("status", "priority", "due")
"""Fields of a line that name nobody; the others are digests."""
OWNED = ("owner", "status", "priority", "notes", "due", "link")
PROMISED = ("note", "link", "expires", "evidence", "people", "withdrawn")
ROSTER = ("person", "reach", "confirmed", "told", "notes")
PLACE = {"name", "locked"}
"""What is no part of an environment's content."""


class NoDigests(ValueError):
    """A run that can't be sealed: of some lines only, or kept by an older version."""


def seal(
    run: Mapping[str, Any],
    snapshot: Snapshot,
    waivers: Iterable[Waiver],
    environment: Environment,
) -> Seal:
    """The digests of a run, of what people said, of the waivers and of the environment file."""
    if "digests" not in run:
        raise NoDigests("the run has no digests to be sealed: verify all lines anew")
    return {
        **run["digests"],
        "proof": {line["id"]: str(line["verdict"]) for line in run["lines"]},
        "line": dict(_lines(snapshot.lines.values())),
        "sign-off": dict(_sign_offs(snapshot.sign_offs.values())),
        "role": dict(_roles(snapshot.roles.values())),
        "waiver": dict(_waivers(waivers, environment.name)),
        "environment": dict(_environment(environment)),
    }


def _lines(states: Iterable[LineState]) -> Named:
    """Each field that somebody gave; the changes of a line are not counted."""
    for state in states:
        for field in OWNED:
            if value := getattr(state, field):
                yield f"{state.id} {field}", str(value) if field in SHOWN else _of(value)


def _sign_offs(given: Iterable[SignOff]) -> Named:
    for one in given:
        yield one.line, _of([getattr(one, field) for field in PROMISED])


def _roles(roles: Iterable[Role]) -> Named:
    for role in roles:
        if said := [getattr(role, field) for field in ROSTER if getattr(role, field)]:
            yield role.id, _of(said)


def _waivers(waivers: Iterable[Waiver], environment: str) -> Named:
    for waiver in waivers:
        if waiver.holds_in(environment):
            name = f"{waiver.scope} ({', '.join(waiver.rules)})"
            about = {key: value for key, value in asdict(waiver).items() if key != "row"}
            yield f"{name} {waiver.resource}".strip(), _of(about)


def _environment(environment: Environment) -> Named:
    for key, value in environment.model_dump(mode="json", exclude=PLACE).items():
        yield key, _of(value)


def _of(value: Any) -> str:
    return digest(canonical(_plain(value)))


def _plain(value: Any) -> Any:
    """Days as ISO 8601; what JSON has stays."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]  # pyright: ignore[reportUnknownVariableType]
    return value if isinstance(value, (str, int, float, bool, type(None))) else value.isoformat()
