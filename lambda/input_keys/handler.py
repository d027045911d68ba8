"""Behind Custom::InputKeyPair: the RSA pair that seals what callers enter.

A pair that is there is used again, so that creating the stack anew doesn't make what was
sealed unreadable. Deleting the resource leaves the pair, unless `Keep` is false: then its KMS
key goes too.
"""

from __future__ import annotations

from typing import Any

from custom_resource import Done, Event, Refused, serve
from pair import Pair
from pem import digest

KIND = "SecureString"


def handler(event: Event, context: Any) -> None:
    """What Lambda calls."""
    serve(event, context, work)


def work(event: Event) -> Done:
    """The pair of a slot; its id ends with the digest of its public key."""
    asked = event["ResourceProperties"]
    pair = Pair(asked["ParameterName"], asked["KeyArn"])
    if event["RequestType"] == "Delete":
        if asked["Keep"] == "false":
            pair.remove()
        return Done(event["PhysicalResourceId"])
    if asked["ParameterType"] != KIND:
        raise Refused(f"a private key is stored as {KIND} only")
    public = pair.public()
    if event["RequestType"] == "Update":
        _refuse_loss(event["OldResourceProperties"], asked, public)
    public = public or pair.make()
    return Done(f"input-key-{asked['Slot']}-{digest(public)}", {"PublicKey": public})


def _refuse_loss(before: Event, asked: Event, public: str | None) -> None:
    """Refuse an update that would put another pair in the place of one that is in use."""
    if before["ParameterName"] != asked["ParameterName"]:
        return
    if public is None:
        raise Refused(f"{asked['ParameterName']}/public is gone: restore it from its history")
    if before["KeyArn"] != asked["KeyArn"]:
        raise Refused("a pair stays under its key: make one in the other slot")
