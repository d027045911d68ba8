"""What a hand-over is made from, read from the account, the register and the repository."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from golive.handover.parts import Source, Unavailable, as_of
from golive.register.errors import RegisterError
from golive.waivers.waiver import Waiver

if TYPE_CHECKING:
    from golive.environment import Environment
    from golive.register.store import Register


class BadRun(ValueError):
    """A run that no hand-over can be made of; the message says why."""


def gather(
    environment: Environment, register: Register, file: Path | None, waivers: tuple[Waiver, ...]
) -> Source:
    """With a kept run, or else the newest evidence in the account; BadRun, RegisterError."""
    address, body = _run(environment, register, file)
    run = json.loads(body)
    if run["environment"] != environment.name:
        raise BadRun(f"{address} is a run of {run['environment']}, not of {environment.name}")
    snapshot = register.snapshot()
    try:
        moment = as_of(run, snapshot)
    except ValueError as error:
        raise BadRun(f"{address} doesn't say when it was made: {error}") from error
    arn, public = _key(environment, register)
    return Source(
        environment=environment,
        snapshot=replace(snapshot, read_at=moment),
        run=run,
        body=body,
        address=address,
        waivers=waivers,
        key_arn=arn,
        public=public,
        as_of=moment,
    )


def _run(environment: Environment, register: Register, file: Path | None) -> tuple[str, bytes]:
    from golive.decision.kept import BadRun as NoRun
    from golive.decision.kept import read_run
    from golive.launch.evidence import newest

    if file is None:
        kept = newest(environment, register.session)
        return kept.address, kept.body
    try:
        read_run(file)
    except NoRun as error:
        raise BadRun(str(error)) from error
    return file.name, file.read_bytes()


def _key(environment: Environment, register: Register) -> tuple[str, bytes | Unavailable]:
    from golive.decision.key import read_key

    try:
        key = read_key(environment, register.session)
    except RegisterError as error:
        return "", Unavailable(str(error))
    return key.arn, key.public
