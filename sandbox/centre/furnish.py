"""Setting the contact centre up, and testing it: as its own team would, before go-live."""

from __future__ import annotations

import json
from urllib.error import HTTPError

from golive.environment import Environment
from sandbox.centre import integrations, people, plan, proofs, telephony
from sandbox.centre.desk import Desk
from sandbox.control import Connection, SandboxError, fetch


def furnish(environment: Environment, connection: Connection) -> None:
    """Have all that the environment file declares of the centre; what is there stays.

    Its traffic comes by the sandbox's own door: on AWS only contacts make it. SandboxError when
    the instance or a certificate is missing, or policies don't let Connect store a report.
    """
    desk = Desk(environment, connection)
    functions = integrations.functions(desk)
    people.users(desk, telephony.queues(desk))
    flows = telephony.flows(desk, functions)
    telephony.numbers(desk, flows)
    telephony.origins(desk)
    proofs.test_cases(desk, flows)
    plan.plan(desk)
    said = {
        "alias": environment.instance.alias,
        "calls": environment.peak.calls,
        "quotas": proofs.quotas(desk),
        "reports": [report.model_dump() for report in environment.reports],
    }
    try:
        fetch(connection, "/_golive/traffic", said)
    except HTTPError as error:
        raise SandboxError(f"its traffic was refused: {json.load(error)}") from error
