"""What verify costs, in requests that are sent, grows with what is ours and not with the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from typing import Any

import pytest

from golive.account.duration import usual
from golive.account.session import Session
from golive.account.side import Account as Live
from golive.environments import load
from golive.run import verify_run
from sandbox import control, demo
from tests.live.judging import Pointed, Proofs
from tests.sandbox.account import Account

FOREIGN = {"buckets": 1000, "tables": 1000, "log groups": 5000}
Request = tuple[str, str]
"""Service and operation, and all that is asked."""


class Counting(Pointed):
    """Counts each request that leaves a client."""

    def __init__(self, connection: control.Connection) -> None:
        super().__init__(connection)
        self.sent: Counter[Request] = Counter()

    def client(self, *what: Any, **more: Any) -> Any:
        made, service = super().client(*what, **more), str(what[0])

        def count(request: Any, event_name: str, **_: Any) -> None:
            operation = f"{service}:{event_name.rsplit('.', 1)[-1]}"
            self.sent[operation, f"{request.method} {request.url} {request.body}"] += 1

        made.meta.events.register("before-send", count)
        return made


class Asked:
    """One full verification: what was asked for, and the requests that it took."""

    def __init__(self, account: Account, proofs: Proofs) -> None:
        environment, self.boto = load("sandbox"), Counting(account.connection)
        session = Session(environment.region, boto=self.boto, rates=demo.unhurried())
        with Live(session, environment, proofs.account().now) as live:
            live.find()
            self.run = verify_run(environment, proofs.design, live)
        self.made = session.made


@pytest.fixture(scope="module")
def alone(deployed: Account, proofs: Proofs) -> Asked:
    """The account with what is ours in it."""
    return Asked(deployed, proofs)


@pytest.fixture(scope="module")
def crowded(alone: Asked, deployed: Account, proofs: Proofs) -> Generator[Asked]:
    """The same account among thousands of things that are others'."""
    assert control.fetch(deployed.connection, "/_golive/crowd", FOREIGN) == FOREIGN
    yield Asked(deployed, proofs)
    control.fetch(deployed.connection, "/_golive/crowd", {})


def operations(asked: Asked) -> Counter[str]:
    """Requests by operation."""
    found: Counter[str] = Counter()
    for (operation, _), number in asked.boto.sent.items():
        found[operation] += number
    return found


def verdicts(asked: Asked) -> list[tuple[str, str]]:
    return [(line["id"], line["verdict"]) for line in asked.run["lines"]]


def test_no_request_is_sent_twice(alone: Asked) -> None:
    """One for each question, and one more for each further page of an answer."""
    assert {request: n for request, n in alone.boto.sent.items() if n > 1} == {}
    assert alone.boto.sent.total() >= alone.made


def test_the_usual_requests_are_those_of_a_run(alone: Asked) -> None:
    """What is said of the duration counts, within a fifth or three, what each service is asked."""
    made: Counter[str] = Counter()
    for operation, number in operations(alone).items():
        made[operation.partition(":")[0]] += number
    said = {name: usual().get(name, 0) for name in made}
    assert dict(made) == {n: pytest.approx(calls, rel=0.2, abs=3) for n, calls in said.items()}


def test_the_crowd_is_there(crowded: Asked, deployed: Account) -> None:
    """As the services themselves list it."""
    buckets = deployed.client("s3").list_buckets()["Buckets"]
    pages = deployed.client("logs").get_paginator("describe_log_groups").paginate()
    assert len(buckets) > FOREIGN["buckets"]
    assert len(pages.build_full_result()["logGroups"]) > FOREIGN["log groups"]


def test_what_is_others_costs_nothing(alone: Asked, crowded: Asked) -> None:
    """Operation by operation as many requests as without them, and the same verdicts."""
    assert operations(crowded) == operations(alone)
    assert verdicts(crowded) == verdicts(alone)
