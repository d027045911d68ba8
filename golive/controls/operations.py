"""Lines 2.3.10 and 3.4.1-4: the environment runs as it was deployed; its dashboards are up."""

from __future__ import annotations

import re

from golive.controls.control import Finding, control, listing
from golive.dashboards.table import SYSTEM_HEALTH
from golive.facts.connect import Instance
from golive.facts.monitoring import Dashboard
from golive.facts.operations import Deployment, Drift, LinkAnswers
from golive.model import Side

DONE = frozenset(
    {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "IMPORT_COMPLETE"}
)
"""A stack of this status is as its last deployment wanted it (CloudFormation User Guide)."""
COMMIT = re.compile(r"[0-9a-f]{40}")
SHOWN = 3
SIGN_IN = 401
LINKS = {
    "lex_analytics": "the Lex analytics",
    "connect_metrics": "the Connect metrics",
    "wfm": "the workforce management",
}
"""The dashboards that AWS's own API can't show, by their key in the environment file."""


@control("2.3.10", Deployment, fix="Read the stack's events, mend the cause, and deploy again.")
def stacks_settled(deployment: Deployment, side: Side) -> Finding | None:
    """Every stack that the environment needs is there, and its last deployment succeeded."""
    for name, state in deployment.states.items():
        if state not in DONE:
            said = f"is {state}" if state else "is not deployed"
            return Finding("states", f"was not deployed as a whole: the stack {name} {said}")
    return None


@control("2.3.10", Deployment, fix="Deploy through the pipeline, which tags each stack.")
def stacks_carry_commit(deployment: Deployment, side: Side) -> Finding | None:
    """Every stack carries the one commit that the pipeline deployed."""
    for name, commit in deployment.commits.items():
        if not COMMIT.fullmatch(commit):
            return Finding("commits", f"runs what no pipeline deployed: {name} carries no commit")
    count = len(set(deployment.commits.values()))
    return Finding("commits", f"runs stacks of {count} commits") if count != 1 else None


@control("2.3.10", Drift, fix="Deploy again, or put the change into the stacks.")
def no_drift(drift: Drift, side: Side) -> Finding | None:
    """Whatever the deployed templates say and our facts can read is so in the account."""
    if not drift.differing:
        return None if drift.compared else Finding("compared", "has nothing that was compared")
    more = len(drift.differing) - SHOWN
    named = ", ".join(drift.differing[:SHOWN]) + (f" and {more} more" if more > 0 else "")
    return Finding("differing", f"differs from the deployed templates in {named}")


@control("3.4.1-4", Instance, fix="Deploy Operations again.")
def system_health_drawn(instance: Instance, side: Side) -> Finding | None:
    """The dashboard of system health draws what Connect publishes of the instance."""
    for _, dashboard in listing(side, Dashboard):
        drawn = [s for s in dashboard.series if s.namespace == "AWS/Connect"]
        health = str(dashboard.name).endswith(f"-{SYSTEM_HEALTH}")
        if health and any("InstanceId" in series.dimensions for series in drawn):
            return None
    return Finding("", "has no dashboard of system health that draws its own metrics")


def _answers(link: str, words: str) -> None:
    """Declare the control of one link."""

    def answers(found: LinkAnswers, side: Side) -> Finding | None:
        status: int = getattr(found, link)
        if 200 <= status < 400 or status == SIGN_IN:
            return None
        said = f"answers {status}" if status else "does not answer"
        return Finding(link, f"has a dashboard that isn't up: the link of {words} dashboard {said}")

    answers.__name__ = f"{link}_answers"
    answers.__doc__ = f"The link of {words} dashboard answers; a sign-in page counts."
    control("3.4.1-4", LinkAnswers, fix=f"Correct links.{link}, or what stands behind it.")(answers)


for _link, _words in LINKS.items():
    _answers(_link, _words)
