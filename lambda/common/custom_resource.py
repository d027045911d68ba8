"""Answers CloudFormation for the function behind a custom resource.

The answer is a PUT to the event's ResponseURL (CloudFormation User Guide, Custom resource
response objects), at most 4 096 bytes. A reason names what failed, never what was sent: a
service's message may echo it.

What is answered as failed is raised afterwards: Lambda's Errors metric, which the alarm watches,
counts nothing else. CloudFormation invokes asynchronously, and Lambda would run such an event
twice again, minutes after the stack was rolled back; so the function has no retries
(`baseline.function`), and CloudFormation takes the first answer to a request only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.request import Request, urlopen

from botocore.exceptions import BotoCoreError, ClientError

Event = Mapping[str, Any]
MOST_BYTES = 4096
SECONDS = 30


class Refused(Exception):
    """What was asked for isn't done; the message says why, and holds no secret."""


class Failed(Exception):
    """What CloudFormation was told; it quotes nothing that was sent."""


@dataclass(frozen=True)
class Done:
    """The physical id, which replaces the resource when it changes, and its attributes."""

    id: str
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])


def serve(event: Event, context: Any, work: Callable[[Event], Done]) -> None:
    """Do the work and answer, whatever happens: without an answer the stack waits in vain.

    Raises Failed once a failure is answered.
    """
    answer = _failed(event, "did not finish")
    try:
        done = work(event)
        answer = {"Status": "SUCCESS", "PhysicalResourceId": done.id, "Data": done.attributes}
    except Refused as refused:
        answer = _failed(event, str(refused))
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "unknown error")
        answer = _failed(event, f"{error.operation_name}: {code}")
    except BotoCoreError as error:
        answer = _failed(event, type(error).__name__)
    finally:
        log = getattr(context, "log_stream_name", "unknown")
        answer = _send(event, {"Reason": f"log stream {log}"} | answer)
    if answer["Status"] == "FAILED":
        raise Failed(answer["Reason"])


def _failed(event: Event, reason: str) -> dict[str, Any]:
    fallback = f"failed-{event['LogicalResourceId']}"
    physical = event.get("PhysicalResourceId") or fallback
    return {"Status": "FAILED", "PhysicalResourceId": physical, "Reason": reason}


def _send(event: Event, answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was told in the end."""
    same = {key: event[key] for key in ("StackId", "RequestId", "LogicalResourceId")}
    body = json.dumps({**same, **answer}).encode()
    if len(body) > MOST_BYTES:
        reason = f"an answer of {len(body)} bytes is more than CloudFormation takes"
        answer = _failed(event, reason)
        body = json.dumps({**same, **answer}).encode()
    put = Request(event["ResponseURL"], body, {"Content-Type": ""}, method="PUT")
    with urlopen(put, timeout=SECONDS):
        print(f"answered {answer['Status']} to {event['RequestType']}")
    return answer
