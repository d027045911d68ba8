"""From a file to an Environment, or to all of its mistakes at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from golive.environment import Environment
from golive.environments.lock import check_lock, lock_file
from golive.environments.rows import Rows, read_rows
from golive.environments.rules import RULES
from golive.environments.schema import OWN
from golive.environments.secrets import secrets_in
from golive.environments.shape import Wrong, shape_mistakes
from golive.mistakes import HIDDEN, BadEnvironment, Mistake, dotted, nearest
from golive.project import ENVIRONMENTS

NO_SECRET = "no secret, not even in a comment"


def names() -> list[str]:
    """The environments that the project has files for; a lock is none."""
    return sorted(f.stem for f in ENVIRONMENTS.glob("*.yaml") if not f.stem.endswith(".lock"))


def load(name_or_path: str | Path) -> Environment:
    """Read `prod` or `some/folder/prod.yaml`; BadEnvironment names every mistake.

    A file that differs from its lock is refused too.
    """
    file = _file(name_or_path)
    environment, rows = _checked(file)
    check_lock(environment, file.parent, rows)
    locked = lock_file(environment.name, file.parent).exists()
    return environment.model_copy(update={"locked": locked})


def read(name_or_path: str | Path) -> tuple[Environment, Path]:
    """Like load, without asking the lock: for who is about to write it. Gives the file too."""
    file = _file(name_or_path)
    return _checked(file)[0], file


def _file(name_or_path: str | Path) -> Path:
    text = str(name_or_path)
    path = Path(text)
    named = not path.suffix and len(path.parts) == 1
    file = ENVIRONMENTS / f"{text}.yaml" if named else path.resolve()
    if not file.is_file():
        near = nearest(file.stem, names())
        problem = f"doesn't exist{near}"
        raise BadEnvironment([Mistake(file, 1, "the file", problem, ", ".join(names()))])
    return file


def _checked(file: Path) -> tuple[Environment, Rows]:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadEnvironment([Mistake(file, 1, "the file", str(error), "UTF-8")]) from error
    rows = read_rows(text)
    environment, wrongs = _built(rows, file.stem)
    found = [
        Mistake(file, trouble.row, dotted(trouble.place), trouble.problem, trouble.allowed)
        for trouble in rows.troubles
    ]
    for place, problem, allowed, value in wrongs:
        found.append(Mistake(file, rows.of(place), dotted(place), problem, allowed, value))
    found = [m for m in found if not any(secrets_in(f"{m.key} {m.problem} {m.value}"))]
    for row, kind in secrets_in(text):
        found.append(Mistake(file, row, "the file", f"holds {kind} {HIDDEN}", NO_SECRET))
    if found or environment is None:
        raise BadEnvironment(found)
    return environment, rows


def _built(rows: Rows, name: str) -> tuple[Environment | None, list[Wrong]]:
    """The environment, when it has no mistake of its own."""
    if rows.data is None:
        return None, []
    data = {**rows.data, "name": name}
    wrongs = [Wrong((key,), "is the file's own", "no such key") for key in OWN if key in rows.data]
    environment = None
    try:
        environment = Environment.model_validate_json(json.dumps(data))
    except ValidationError as error:
        wrongs += shape_mistakes(error.errors())
    wrongs += _combinations(environment or _well_formed(data, wrongs))
    return environment, wrongs


def _well_formed(data: dict[str, Any], wrongs: list[Wrong]) -> Environment:
    """An environment of the fields that have no mistake, for the rules that read only those."""
    bad = {wrong.place[0] for wrong in wrongs if wrong.place}
    good: dict[str, Any] = {}
    for key, info in Environment.model_fields.items():
        if key in data and key not in bad:
            good[key] = _adapter(key).validate_json(json.dumps(data[key]), strict=True)
        elif key not in bad and not info.is_required():
            good[key] = info.get_default(call_default_factory=True)
    return Environment.model_construct(set(good), **good)


@cache
def _adapter(field: str) -> TypeAdapter[Any]:
    return TypeAdapter(Environment.model_fields[field].rebuild_annotation())


def _combinations(environment: Environment) -> Iterator[Wrong]:
    known = set(vars(environment))
    for fields, rule in RULES:
        if fields <= known:
            yield from rule(environment)
