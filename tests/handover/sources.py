"""What a hand-over is made from, by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

from golive.handover.parts import Source, Unavailable, as_of
from golive.register.records import Decision, Snapshot
from tests.decision.cases import ARN, NOW, case, key, signed
from tests.register.snapshots import sample


def people() -> Snapshot:
    """A register in the middle of a project, and a decision that was signed in it."""
    return replace(sample(NOW), environment="sandbox", decisions=(decision(),))


@cache
def decision() -> Decision:
    """A signed decision; signing again gives other bytes."""
    return replace(signed(case()), version=1, at=NOW - timedelta(hours=1))


def source(**more: Any) -> Source:
    """All of it; keywords of Source say otherwise."""
    about = case(snapshot=people())
    made = Source(
        environment=about.environment,
        snapshot=about.snapshot,
        run=about.run,
        body=json.dumps(about.run).encode(),
        address="s3://evidence/verify/x.json",
        waivers=(),
        key_arn=ARN,
        public=key().public,
        as_of=as_of(about.run, about.snapshot),
    )
    return replace(made, **more)


def without_key() -> Source:
    """The caller may not read the key."""
    return source(key_arn="", public=Unavailable("kms:GetPublicKey is denied"))
