"""Where stacks come from: a folder of the CDK, or a template by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from golive.model import Unknown
from golive.policy import is_mapping
from golive.template.decode import decoded
from golive.template.errors import BadTemplate
from golive.template.stack import Stack

STACK = "aws:cloudformation:stack"
NESTED = "cdk:cloud-assembly"


@dataclass(frozen=True)
class Place:
    """The account and Region of templates that name none."""

    account: str | Unknown
    region: str | Unknown


NOWHERE = Place(Unknown("the template names no account"), Unknown("the template names no Region"))


def stacks_in(path: Path, place: Place) -> Iterator[Stack]:
    """The stacks of a cdk.out folder, or the one of a template file."""
    if path.is_dir():
        yield from _assembly(path)
    else:
        name = path.stem.removesuffix(".template")
        yield Stack(name, decoded(path), str(path), place.account, place.region)


def _assembly(folder: Path) -> Iterator[Stack]:
    """Cloud Assembly Schema: manifest.json says what each file of the folder is."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise BadTemplate(folder, "is no cloud assembly: it has no manifest.json")
    artifacts = decoded(manifest).get("artifacts")
    if not is_mapping(artifacts):
        raise BadTemplate(manifest, "has no artifacts")
    for name, artifact in artifacts.items():
        if not is_mapping(artifact):
            raise BadTemplate(manifest, f"artifact {name} is no object")
        properties: Any = artifact.get("properties", {})
        if artifact.get("type") == NESTED:
            yield from _assembly(folder / str(properties.get("directoryName")))
        elif artifact.get("type") == STACK:
            yield _stack(folder, name, properties, str(artifact.get("environment")))


def _stack(folder: Path, artifact: str, properties: Any, environment: str) -> Stack:
    file = folder / str(properties.get("templateFile"))
    account, _, region = environment.removeprefix("aws://").partition("/")
    name = properties.get("stackName", artifact)
    return Stack(name, decoded(file), str(file), _known(account), _known(region))


def _known(place: str) -> str | Unknown:
    if place and not place.startswith("unknown-"):
        return place
    return Unknown("the stack is not bound to an account and Region")
