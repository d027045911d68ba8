"""What an environment file may say and no stack builds yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from golive.environment import Environment
from golive.environments import BadEnvironment, Mistake
from golive.environments.rows import Rows, read_rows
from golive.mistakes import Place, dotted, quoted
from golive.project import ENVIRONMENTS


class Unbuilt(NamedTuple):
    """A value at a place that must wait, and what is built instead."""

    place: Place
    value: str
    built: str


UNBUILT = (
    Unbuilt(("instance", "mode"), "adopt", "create"),
    Unbuilt(("instance", "identity"), "EXISTING_DIRECTORY", "CONNECT_MANAGED, SAML"),
    Unbuilt(("account_baseline", "trail"), "existing", "create"),
    Unbuilt(("account_baseline", "config"), "existing", "create"),
    Unbuilt(("account_baseline", "public_access"), "existing", "create"),
    Unbuilt(("account_baseline", "guardduty"), "existing", "create, off"),
    Unbuilt(("account_baseline", "access_analyzer"), "existing", "create, off"),
)


def refuse_unbuilt(environment: Environment) -> None:
    """BadEnvironment for each value that no stack builds yet."""
    if asked := [unbuilt for unbuilt in UNBUILT if _said(environment, unbuilt)]:
        raise BadEnvironment(list(_mistakes(environment, asked)))


def _said(environment: Environment, unbuilt: Unbuilt) -> bool:
    group, key = map(str, unbuilt.place)
    return getattr(getattr(environment, group), key) == unbuilt.value


def _mistakes(environment: Environment, asked: Iterable[Unbuilt]) -> Iterator[Mistake]:
    file = ENVIRONMENTS / f"{environment.name}.yaml"
    rows = read_rows(file.read_text(encoding="utf-8")) if file.exists() else Rows()
    for place, value, built in asked:
        row, named = rows.of(place), dotted(place)
        yield Mistake(file, row, named, "is not built yet", built, quoted(value))
