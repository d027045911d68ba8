"""What people prove: the roster, their words on lines, and an issue log that gives back.

No finding names a person of the roster; agents are those that the environment declares.
"""

from __future__ import annotations

from datetime import timedelta

from golive.controls.control import Finding, control
from golive.facts.register import Held, IssueLog, Roster, SignOffs
from golive.model import Side

REACHED_FOR = timedelta(days=30)
NAMED = 5
"""As many are named in a finding; the rest is counted."""
SIGNED = {
    "2.1.1": "the AWS account team is on standby",
    "2.1.3": "the carrier is scheduled to forward the main numbers",
    "2.1.4": "the payment vendor is on standby",
    "2.1.5": "the CRM integration team is on standby",
    "2.2.1": "the bridge of the situation room is set",
    "2.2.2": "agents and supervisors know how to report",
    "2.2.3": "how bugs are fixed is agreed",
    "2.4.2": "headsets and desktops were tried",
    "2.4.7": "supervisors have monitored and found a recording",
    "2.5.1-3": "agents, supervisors and operations are trained",
    "2.6.2": "the metrics dashboards of Connect were looked at",
    "2.6.5": "the legacy dashboards that watch transfers were looked at",
    "3.1.3": "what goes well and what doesn't is recorded",
    "3.2.7": "the dashboard is watched, and feedback is kept",
    "3.3.2-4": "the way back is walked: forwarding, speed dials, legacy system",
    "3.4.1-4": "the dashboards were looked at",
}
"""Lines that a person signs, and for what."""


@control("1.1", Roster, fix="Name a person: golive plan role ROLE --person NAME.")
def roles_filled(roster: Roster, side: Side) -> Finding | None:
    """Every role of the roster has a person."""
    open_ = [role for role in roster.roles if not role.filled]
    return Finding("roles", f"has nobody as {_named(open_)}") if open_ else None


@control("1.1", Roster, fix="Reach them, and say when: golive plan role ROLE --confirmed DATE.")
def people_reachable(roster: Roster, side: Side) -> Finding | None:
    """Everyone of the roster was reached, within the last 30 days."""
    held = [role for role in roster.roles if role.filled]
    if never := [role for role in held if role.confirmed is None]:
        return Finding("roles", f"has never reached {_named(never)}")
    late = [r for r in held if r.confirmed and side.now - r.confirmed > REACHED_FOR]
    return Finding("roles", f"has not reached {_named(late)} in 30 days") if late else None


@control("1.1", Roster, fix="Tell them, and say when: golive plan role ROLE --told DATE.")
def people_told(roster: Roster, side: Side) -> Finding | None:
    """Everyone of the roster was told the candidate dates."""
    held = [role for role in roster.roles if role.filled and role.told is None]
    return Finding("roles", f"has not told the dates to {_named(held)}") if held else None


def _named(roles: list[Held]) -> str:
    return "; ".join(f"{role.id} ({role.title})" for role in roles)


@control("2.2.2", IssueLog, fix="Run golive issue add --trial, then golive issue show its id.")
def issue_log_gives_back(log: IssueLog, side: Side) -> Finding | None:
    """The issue log takes an issue and gives it back."""
    if log.taken is None:
        return Finding("taken", "has an issue log that nobody has tried")
    if log.given_back is None or log.given_back < log.taken:
        return Finding("given_back", "has an issue log that did not give back what it took")
    return None


@control("2.5.1-3", SignOffs, fix="Train them, and sign again with --person for each.")
def everyone_trained(signs: SignOffs, side: Side) -> Finding | None:
    """Every declared agent is among those for whom training was signed."""
    missing = signs.untrained
    if not missing:
        return None
    more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
    count = f"{len(missing)} of {len(missing) + len(signs.trained)} declared agents"
    said = f"has nobody's word that {count} are trained: {', '.join(missing[:NAMED])}{more}"
    return Finding("untrained", said)


def signed_control(line: str, words: str) -> None:
    """Declare that a person signs a line."""

    def signed_off(signs: SignOffs, side: Side) -> Finding | None:
        if line in signs.ended:
            return Finding("ended", f"has no word any more that {words}: {signs.ended[line]}")
        given = line in signs.signed
        return None if given else Finding("signed", f"has nobody's word that {words}")

    signed_off.__doc__ = f"The line's owner has signed that {words}."
    control(line, on=SignOffs, fix=f"Let the owner look, and sign: golive plan sign-off {line}.")(
        signed_off
    )


for _line, _words in SIGNED.items():
    signed_control(_line, _words)
