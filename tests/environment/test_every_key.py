"""What goes wrong with any key of the file is told by its name."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from golive.environments import BadEnvironment, load
from golive.environments.schema import OWN, node_at
from golive.mistakes import Place, dotted
from golive.project import ENVIRONMENTS

TEXT = (ENVIRONMENTS / "prod.yaml").read_text(encoding="utf-8")
DATA: dict[str, Any] = yaml.load(TEXT, Loader=yaml.BaseLoader)


def keys(data: Any, place: Place = ()) -> Iterator[Place]:
    """Every place that is a key; of a list, its first item stands for all."""
    if isinstance(data, dict):
        for name, value in data.items():  # pyright: ignore[reportUnknownVariableType]
            yield (*place, str(name))  # pyright: ignore[reportUnknownArgumentType]
            yield from keys(value, (*place, str(name)))  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(data, list) and data:
        yield from keys(data[0], (*place, 0))


PLACES = list(keys(DATA))


def parent_of(place: Place, data: Any) -> Any:
    """The mapping that holds a key."""
    for step in place[:-1]:
        data = data[step]
    return data


def told(folder: Path, data: Any) -> list[str]:
    """The keys that the messages about some data name."""
    file = folder / "prod.yaml"
    file.write_text(json.dumps(data), encoding="utf-8")
    try:
        load(file)
    except BadEnvironment as error:
        return [mistake.key for mistake in error.mistakes]
    return []


@pytest.fixture
def data() -> Any:
    """The production file as JSON data, which is YAML too."""
    environment = load("prod").model_dump(mode="json", exclude=set(OWN), exclude_unset=True)
    return copy.deepcopy({key: environment[key] for key in DATA if key in environment})


def known(place: Place, data: Any) -> bool:
    """Whether the key stands in the data: what equals its default doesn't."""
    return place[-1] in parent_of(place, data)


@pytest.mark.parametrize("place", PLACES, ids=dotted)
def test_a_deleted_key_is_named(place: Place, data: Any, tmp_path: Path) -> None:
    """Without a required key there is one message with its name; without another, none."""
    if known(place, data):
        del parent_of(place, data)[place[-1]]
    required = place[-1] in node_at(place[:-1]).get("required", [])
    assert told(tmp_path, data) == ([dotted(place)] if required else [])


@pytest.mark.parametrize("place", PLACES, ids=dotted)
def test_a_misspelt_key_is_named(place: Place, data: Any, tmp_path: Path) -> None:
    """A misspelt key gives one message, with the misspelt name."""
    parent = parent_of(place, data)
    wrong = f"{place[-1]}x"
    parent[wrong] = parent.pop(place[-1], None)
    assert told(tmp_path, data) == [dotted((*place[:-1], wrong))]


@pytest.mark.parametrize("place", PLACES, ids=dotted)
@pytest.mark.parametrize("value", [[[]], {"a": 1}, -1.5], ids=["list", "mapping", "number"])
def test_a_wrong_type_is_named(place: Place, value: Any, data: Any, tmp_path: Path) -> None:
    """A value of another type gives a message that begins with the key."""
    parent_of(place, data)[place[-1]] = value
    found = told(tmp_path, data)
    assert found
    assert all(key.startswith(dotted(place)) for key in found)
