"""Line 2.3.11: no test configuration is left, in what is designed and in what runs."""

from __future__ import annotations

import re

from golive.controls.control import Finding, control
from golive.controls.several import among
from golive.facts.leftovers import (
    LOUD_IF_SET,
    Keeping,
    Leftovers,
    Lifetime,
    LogLevel,
    Origins,
    OriginUse,
)
from golive.facts.words import Named
from golive.model import Side

KEPT = ("Retain", "RetainExceptOnCreate", "Snapshot")
"""DeletionPolicy and UpdateReplacePolicy that leave the data (CloudFormation User Guide)."""
VERBOSE = ("DEBUG", "TRACE")
ON = ("1", "true", "t", "y", "yes", "on")
CLOSED = re.compile(r"https://(?!localhost|127\.|0\.0\.0\.0|\[)[^*/\s]+(:\d+)?/?", re.IGNORECASE)
"""A host over TLS, neither any nor this machine's own."""
KINDS = {
    "flows": "flow",
    "queues": "queue",
    "routing_profiles": "routing profile",
    "security_profiles": "security profile",
    "functions": "function",
    "users": "user",
    "numbers": "number",
}
"""The fields of what is left, and what each is about."""


@control("2.3.11", Keeping, fix="Set DeletionPolicy and UpdateReplacePolicy to Retain.")
def data_outlives_its_stack(keeping: Keeping, side: Side) -> Finding | None:
    """What holds data stays when its stack goes, unless the stack is there to be destroyed."""
    if keeping.destroyable:
        return None
    if keeping.on_delete not in KEPT:
        return Finding("on_delete", "goes with its stack: its DeletionPolicy is Delete")
    if keeping.on_replace not in KEPT:
        return Finding("on_replace", "goes when it is replaced: its UpdateReplacePolicy is Delete")
    return None


@control("2.3.11", LogLevel, fix="Set the level to INFO or above.")
def functions_log_no_debug(level: LogLevel, side: Side) -> Finding | None:
    """No function logs in debug or trace: events and secrets would stand in the log."""
    for field, said in (("application", level.application), ("system", level.system)):
        if said.upper() in VERBOSE:
            return Finding(field, f"logs at {said.upper()} level")
    loud = [name for name, said in level.variables.items() if _loud(name, str(said))]
    return Finding("variables", f"logs in debug by {', '.join(sorted(loud))}") if loud else None


def _loud(name: str, said: str) -> bool:
    return said.lower() in ON if name in LOUD_IF_SET else said.upper() in VERBOSE


@control("2.3.11", Origins, fix="Name each origin in full, with https:// and its host.")
def origins_are_closed(origins: Origins, side: Side) -> Finding | None:
    """No approved origin is a wildcard, without TLS, or a developer's own machine."""
    open_ = [str(origin) for origin in origins.origins if not _closed(origin)]
    return Finding("origins", f"approves the origin {', '.join(open_)}") if open_ else None


def _closed(origin: Named) -> bool:
    return CLOSED.fullmatch(str(origin)) is not None


@control("2.3.11", OriginUse, fix="Approve the declared origins, and no others.")
def origins_as_declared(use: OriginUse, side: Side) -> Finding | None:
    """The approved origins are those that the environment declares."""
    more = sorted(set(use.approved) - set(use.declared))
    less = sorted(set(use.declared) - set(use.approved))
    said = [f"approves {', '.join(more)}, undeclared"] if more else []
    said += [f"does not approve {', '.join(less)}"] if less else []
    return Finding("approved", "; ".join(said)) if said else None


@control("2.3.11", Lifetime, fix="Set destroy: false, and deploy.")
def environment_stays(lifetime: Lifetime, side: Side) -> Finding | None:
    """Once its tests have ended, an environment is no longer there to be destroyed."""
    if lifetime.destroy and side.now >= lifetime.tests_end:
        ended = f"{lifetime.tests_end:%F}"
        return Finding("destroy", f"is still there to be destroyed; its tests ended on {ended}")
    return None


@control("2.3.11", Leftovers, fix="Delete it, or give it the name of what it is for.")
def nothing_named_for_tests(left: Leftovers, side: Side) -> Finding | None:
    """No flow, queue, profile, function, user or number has a name that only tests have."""
    return among(KINDS.items(), lambda kind: _named(left, *kind))


def _named(left: Leftovers, field: str, kind: str) -> Finding | None:
    found: tuple[str, ...] | int = getattr(left, field)
    if not found:
        return None
    if isinstance(found, int):
        return Finding(field, f"has {found} {kind}{'s' * (found > 1)} named for tests")
    return Finding(field, f"has the {kind} {', '.join(found)}, named for tests")
