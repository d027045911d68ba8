"""The rules of line 4.3: a secret is sealed, and nothing beside the sealed value keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from golive.flows.actions import about, stores
from golive.flows.flow import Action
from golive.flows.library import Library
from golive.flows.rules import Finding, Unjudged
from golive.flows.secrets import (
    ANSWERED,
    SHORTEST_CARD,
    STORED,
    TIMEOUT,
    asks_for_timeout,
    clears_buffer,
    encrypts,
    longest,
    names,
    secret,
)
from golive.flows.state import State, Switch
from golive.flows.walk import RETURNS, Place, Walk

LINE = "4.3"
INHERITED = "nothing on the path turns {it} off, and it stays as the contact came with it"


@dataclass
class Judged:
    """Findings by rule, flow and action: the first is the one with the shortest path."""

    findings: dict[tuple[str, str, str], Finding] = field(
        default_factory=dict[tuple[str, str, str], Finding]
    )
    unjudged: dict[Unjudged, None] = field(default_factory=dict[Unjudged, None])

    def add(self, found: Finding) -> None:
        self.findings.setdefault((found.rule, found.flow, found.action), found)


def judge(walk: Walk, library: Library, judged: Judged) -> None:
    """What is wrong at any place that contacts come to."""
    for place in walk.came:
        for rule, text in _wrong(place, library):
            flow = place.flow.name
            if not text.startswith(UNSEEN):
                judged.add(Finding(rule, flow, place.action, text, walk.path(place)))
            else:
                judged.unjudged[Unjudged(LINE, flow, f"{place.action}: {text}")] = None


def asks(walk: Walk) -> bool:
    """Whether a contact comes to a block that encrypts."""
    return any(encrypts(place.flow.actions[place.action]) for place in walk.came)


UNSEEN = "it can't be seen"


def _wrong(place: Place, library: Library) -> Iterator[tuple[str, str]]:
    action, state = place.flow.actions[place.action], place.state
    among = library.takes_secrets(place.flow)
    yield from _sealed(action, among)
    if secret(action, among):
        yield from _at_input(state)
    yield from _named(action, state)
    if state.entered and _hands_over(place, action, library):
        yield from _after(state)


def _sealed(action: Action, among_secrets: bool) -> Iterator[tuple[str, str]]:
    if not stores(action) or encrypts(action):
        return
    if clears_buffer(action):
        yield "buffer-encrypted", "stores what is in the touchtone buffer in clear"
    elif secret(action, among_secrets):
        yield "input-encrypted", f"stores up to {longest(action)} digits in clear"
    elif (digits := longest(action)) > 1:
        fits = digits >= SHORTEST_CARD
        text = f"stores up to {digits} digits in clear{': a card number fits' if fits else ''}"
        yield "input-encrypted" if fits else "input-harmless", text


SWITCHES = (
    ("logging-off-at-input", "logging", "flow logging"),
    ("recording-off-at-input", "calls", "recording"),
    ("recording-off-at-input", "ivr", "recording of the automated interaction"),
)


def _at_input(state: State) -> Iterator[tuple[str, str]]:
    for rule, name, it in SWITCHES:
        match getattr(state, name):
            case Switch.ON:
                yield rule, f"takes a secret while {it} is on"
            case Switch.UNSET:
                yield rule, f"takes a secret: {INHERITED.format(it=it)}"
            case Switch.UNKNOWN:
                yield rule, f"{UNSEEN} whether {it} is off"
            case _:
                pass
    if state.buffer is Switch.ON:
        yield "buffer-off-at-input", "takes a secret while touchtones are buffered"
    if state.streaming is Switch.ON:
        yield "streaming-off-at-input", "takes a secret while the caller's audio is streamed"
    elif state.streaming is Switch.UNKNOWN:
        yield "streaming-off-at-input", f"{UNSEEN} whether media streaming is off"


def _named(action: Action, state: State) -> Iterator[tuple[str, str]]:
    """What names a secret, or what a function answered that was sent one."""
    named = names(dict(action.parameters), state.secrets)
    if STORED in named and state.untimed and not asks_for_timeout(action):
        yield "timeout-told", f"uses {STORED} before it is compared with {TIMEOUT}"
    if ANSWERED in named and state.logging is Switch.ON:
        text = f"names {ANSWERED} while flow logging is on, of a function that was sent a secret"
        yield "answer-not-logged", text
    what = ", ".join(path for path in named if path != ANSWERED)
    if what and state.logging is Switch.ON:
        yield "secret-not-logged", f"names {what} while flow logging is on"
    elif what and state.logging is Switch.UNKNOWN:
        yield "secret-not-logged", f"{UNSEEN} whether flow logging is off where {what} is named"


def _hands_over(place: Place, action: Action, library: Library) -> bool:
    """Whether the contact goes on from here to what isn't followed."""
    known = about(action)
    if known is None or not known.goes_on:
        return False
    if action.type == RETURNS and place.callers:
        return False
    called = library.called(action)
    return called is None or isinstance(called, str)


def _after(state: State) -> Iterator[tuple[str, str]]:
    if state.logging is Switch.UNKNOWN:
        yield "logging-on-after", f"{UNSEEN} whether flow logging is on again"
    elif state.logging is not Switch.ON:
        yield "logging-on-after", "the contact goes on, and flow logging stays off after a secret"
    if state.recorded and state.calls is Switch.UNKNOWN:
        yield "recording-on-after", f"{UNSEEN} whether recording is on again"
    elif state.recorded and state.calls is Switch.OFF:
        yield "recording-on-after", "the contact goes on, and recording stays off after a secret"
