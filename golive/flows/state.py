"""What a flow has switched on or off where a contact is, and what each action changes in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from golive.flows.actions import stores
from golive.flows.flow import Action, is_object
from golive.flows.secrets import (
    ANSWERED,
    STORED,
    asks_for_timeout,
    clears_buffer,
    names,
    secret,
    set_by,
)


class Switch(StrEnum):
    """`unset` is what the contact came with; `unknown` was changed where nobody can see."""

    UNSET = "unset"
    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class State:
    """`calls` and `ivr` are the recordings of people and of the automated interaction.

    `entered` says that a secret was asked for; `recorded` that calls had been recorded before
    that; `secrets` are the JSONPaths that hold one; `untimed` says that nobody asked yet whether
    the input stored last is one.
    """

    logging: Switch = Switch.UNSET
    calls: Switch = Switch.UNSET
    ivr: Switch = Switch.UNSET
    buffer: Switch = Switch.UNSET
    streaming: Switch = Switch.UNSET
    entered: bool = False
    recorded: bool = False
    untimed: bool = False
    secrets: frozenset[str] = frozenset()


def unseen(state: State) -> State:
    """The state after something that can't be seen."""
    hidden = Switch.UNKNOWN
    return replace(state, logging=hidden, calls=hidden, ivr=hidden, buffer=hidden, streaming=hidden)


def tried(action: Action, state: State, among_secrets: bool) -> State:
    """The state on an error branch: nothing was switched, but a secret may have been entered."""
    if not secret(action, among_secrets):
        return state
    return replace(state, entered=True, recorded=state.recorded or state.calls is Switch.ON)


def after(action: Action, state: State, among_secrets: bool) -> State:
    """The state once an action succeeded."""
    state = tried(action, state, among_secrets)
    match action.type:
        case "UpdateFlowLoggingBehavior":
            return replace(state, logging=_switch(action.parameters.get("FlowLoggingBehavior")))
        case "UpdateContactRecordingBehavior":
            return _recorded(state, action.within("RecordingBehavior"))
        case "UpdateContactRecordingAndAnalyticsBehavior":
            voice = action.within("VoiceBehavior").get("VoiceRecordingBehavior")
            return _recorded(state, voice if is_object(voice) else {})
        case "UpdateContactMediaStreamingBehavior":
            return replace(state, streaming=_switch(action.parameters.get("MediaStreamingState")))
        case "UpdateContactAttributes" | "UpdateFlowAttributes":
            return _set(state, action)
        case "InvokeLambdaFunction":
            return _answered(state, action)
        case "Compare" if asks_for_timeout(action):
            return replace(state, untimed=False)
        case _:
            return _entered(state, action, among_secrets)


def _switch(said: object) -> Switch:
    known = {"enabled": Switch.ON, "disabled": Switch.OFF, "true": Switch.ON, "false": Switch.OFF}
    return known.get(str(said).lower(), Switch.UNKNOWN)


def _recorded(state: State, behavior: Mapping[str, Any]) -> State:
    """What isn't said stays as it is; an empty list records nobody."""
    calls, ivr = state.calls, state.ivr
    if "RecordedParticipants" in behavior:
        calls = Switch.ON if behavior["RecordedParticipants"] else Switch.OFF
    if "IVRRecordingBehavior" in behavior:
        ivr = _switch(behavior["IVRRecordingBehavior"])
    recorded = state.recorded or (not state.entered and calls is Switch.ON)
    return replace(state, calls=calls, ivr=ivr, recorded=recorded)


def _answered(state: State, action: Action) -> State:
    """What is sent a secret may answer with it."""
    sent = names(dict(action.parameters), state.secrets - {ANSWERED})
    held = {ANSWERED} if sent else set[str]()
    return replace(state, secrets=(state.secrets - {ANSWERED}) | held)


def _set(state: State, action: Action) -> State:
    """An attribute is a secret when it names one; what a function answered is only suspected."""
    held, sure = set(state.secrets), state.secrets - {ANSWERED}
    for path, value in set_by(action):
        if names(value, sure):
            held.add(path)
        else:
            held.discard(path)
    return replace(state, secrets=frozenset(held))


def _entered(state: State, action: Action, among_secrets: bool) -> State:
    """What is stored now takes the place of what was stored before."""
    if clears_buffer(action):
        state = replace(state, buffer=_switch(action.parameters.get("EnableDTMFBuffer")))
    if not stores(action):
        return state
    taken = secret(action, among_secrets)
    held = {STORED} if taken else set[str]()
    return replace(state, untimed=taken, secrets=(state.secrets - {STORED}) | held)
