"""What must never change after the first deployment: alias and identity type.

CloudFormation replaces an instance when either changes, and the contact centre with it.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from golive.environment import Environment
from golive.environments.rows import Rows, read_rows
from golive.mistakes import BadEnvironment, Mistake, quoted, shown
from golive.project import ENVIRONMENTS

LOCKED = ("alias", "identity")
HEAD = """\
# Written by `golive env lock` after the first deployment: a change of either would replace
# the contact centre. Commit it.
"""


def lock_file(name: str, folder: Path = ENVIRONMENTS) -> Path:
    """Where the lock of an environment stands, whether it is there or not."""
    return folder / f"{name}.lock.yaml"


def write_lock(environment: Environment, folder: Path = ENVIRONMENTS) -> Path:
    """Write an environment's lock over the one that is there."""
    file = lock_file(environment.name, folder)
    locked = {key: getattr(environment.instance, key) for key in LOCKED}
    file.write_text(HEAD + yaml.safe_dump(locked, sort_keys=False), encoding="utf-8")
    return file


def check_lock(
    environment: Environment, folder: Path = ENVIRONMENTS, rows: Rows | None = None
) -> None:
    """Refuse an environment that differs from its lock; BadEnvironment when it does."""
    lock = lock_file(environment.name, folder)
    if not lock.exists():
        return
    locked = read_rows(lock.read_text(encoding="utf-8"))
    if locked.data is None or set(locked.data) != set(LOCKED):
        allowed = "what `golive env lock` writes"
        raise BadEnvironment([Mistake(lock, 1, "the file", "is not a lock", allowed)])
    file = folder / f"{environment.name}.yaml"
    mistakes = [
        Mistake(
            file,
            (rows or Rows()).of(("instance", key)),
            f"instance.{key}",
            f"differs from {shown(lock)}; a change replaces the instance",
            quoted(locked.data[key]),
            quoted(getattr(environment.instance, key)),
        )
        for key in LOCKED
        if getattr(environment.instance, key) != locked.data[key]
    ]
    if mistakes:
        raise BadEnvironment(mistakes)
