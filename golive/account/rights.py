"""The policies of verify's own role: what it reads, where it puts evidence, and no more.

The actions are those of `operations.toml`, so that a new call is allowed by itself; where they
may be used, and what is denied whatever else allows it, is in `rights.toml`.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, NamedTuple

from golive.account.arns import function_name
from golive.account.operations import permissions
from golive.environment import Environment

Places = Mapping[str, Sequence[str]]
Statement = dict[str, Any]
LARGEST = 6144
"""Characters of a managed policy, white space left out (IAM User Guide, quotas)."""
MOST = 10
"""Managed policies of a role (the same page)."""
ANYWHERE = "anywhere"
PORTION = 25
"""Resources of one statement, so that it fits into a policy however long their names are."""
PLACE = re.compile(r"\{(\w+)\}")
UNTOLD = "0" * 36
"""As long as what only a deployment tells: an instance's id."""


@cache
def rights() -> dict[str, Any]:
    """The table."""
    text = files("golive.account").joinpath("rights.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def actions() -> tuple[str, ...]:
    """Every action that the role has: what it reads, then what putting evidence takes."""
    aside = {*rights()["free"], *rights()["elsewhere"]}
    every = (*permissions(), *permissions(writing=True))
    return tuple(action for action in every if action not in aside)


class Made(NamedTuple):
    """What the stacks made: an instance's id, the names of the evidence bucket and the register's
    table, the ARN of the key of both, and of a trail that they made the bucket and the key."""

    instance: str
    evidence: str
    register: str
    operations_key: str
    trail_bucket: str = ""
    trail_key: str = ""


def places(environment: Environment, made: Made) -> Places:
    """What fills the table. Of a trail that was there already nothing is known but that its bucket
    must begin as ours do, and its key be of the account."""
    return {
        "partition": [environment.partition],
        "region": [environment.region],
        "account": [environment.account],
        "prefix": [environment.prefix],
        "trail": [environment.trail_name],
        "flow_log": [environment.flow_log_group],
        "function": sorted({function_name(one.function) for one in environment.integrations}),
        "instance": [made.instance],
        "evidence": [made.evidence],
        "register": [made.register],
        "operations_key": [made.operations_key],
        "trail_bucket": [made.trail_bucket or f"{environment.prefix}-*"],
        "trail_key": [made.trail_key or environment.arn("kms", "key/*")],
    }


def longest(environment: Environment, made: Made) -> Made:
    """As long as what is made may be called (bucket and table naming rules of S3 and DynamoDB)."""
    key, bucket = environment.arn("kms", f"key/{UNTOLD}"), "b" * 63
    trail = (bucket, key) if made.trail_bucket else ()
    return Made(UNTOLD, bucket, "t" * 255, key, *trail)


def policies(environment: Environment, made: Made) -> list[list[Statement]]:
    """The statements of each managed policy, as many as fit in it, in order.

    A stack gives tokens for what it made; they count as long as they may become.
    """
    sizes = map(_size, statements(places(environment, longest(environment, made))))
    every = statements(places(environment, made))
    found: list[list[Statement]] = []
    room, whole = 0, LARGEST - _size({"Version": "2012-10-17", "Statement": []})
    for statement, size in zip(every, sizes, strict=True):
        if size > room:
            found.append([])
            room = whole
        found[-1].append(statement)
        room -= size + 1
    return found


def statements(filled: Places) -> list[Statement]:
    """What is denied, then what is allowed: a statement for each service and each condition."""
    return [*_denied(filled), *_allowed(filled)]


def _denied(filled: Places) -> Iterator[Statement]:
    for row in rights()["deny"]:
        named = {"Sid": row["sid"], "Effect": "Deny", "Action": row["actions"]}
        but = _filled(row.get("but", []), filled)
        yield named | ({"NotResource": but} if but else {"Resource": ["*"]})


def _allowed(filled: Places) -> Iterator[Statement]:
    """Actions of one service on the same resources under the same conditions, together.

    What takes no resource is together whatever its service is.
    """
    together: dict[tuple[str, str], list[str]] = {}
    for action in actions():
        where = _filled(resources(action), filled)
        bound = _conditions(action, filled)
        shape = json.dumps([where, bound], sort_keys=True)
        name = ANYWHERE if where == ["*"] else _service(action)
        together.setdefault((name, shape), []).append(action)
    numbers: dict[str, int] = {}
    for (name, shape), group in together.items():
        where, bound = json.loads(shape)
        for start in range(0, len(where), PORTION):
            number = numbers[name] = numbers.get(name, 0) + 1
            named = {"Sid": _sid(name, number), "Effect": "Allow", "Action": group}
            some = {"Resource": where[start : start + PORTION]}
            yield named | some | ({"Condition": bound} if bound else {})


def resources(action: str) -> Sequence[str]:
    """Where an action may be used, its places not yet filled."""
    table = rights()
    if action in table["everywhere"]:
        return ["*"]
    return table["narrower"].get(action) or table["services"].get(_service(action), ["*"])


def _conditions(action: str, filled: Places) -> dict[str, Any]:
    found: dict[str, Any] = rights()["conditions"].get(action, {})
    return {
        operator: {key: _value(value, filled) for key, value in keys.items()}
        for operator, keys in found.items()
    }


def _value(value: str | list[str], filled: Places) -> str | list[str]:
    return _filled(value, filled) if isinstance(value, list) else _filled([value], filled)[0]


def _filled(templates: Iterable[str], filled: Places) -> list[str]:
    """One resource for each combination of values; none where a place has none."""
    found: list[str] = []
    for template in templates:
        names = list(dict.fromkeys(PLACE.findall(template)))
        for values in product(*(filled[name] for name in names)):
            found.append(template.format_map(dict(zip(names, values, strict=True))))
    return found


def _service(action: str) -> str:
    return action.partition(":")[0]


def _sid(name: str, number: int) -> str:
    """A Sid has letters and digits only; the first statement of a name has no number."""
    words = "".join(word.title() for word in name.split("-"))
    return f"Verify{words}{number if number > 1 else ''}"


def _size(value: object) -> int:
    return len(json.dumps(value, separators=(",", ":")))
