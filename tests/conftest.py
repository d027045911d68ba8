"""What tests share: each environment synthesized once, whatever runs in parallel."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ("tests.sandbox.fixtures", "tests.register.fixtures", "tests.report.fixtures")
Template = dict[str, Any]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that every worker of this session has in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def assembly(shared: Path) -> Callable[[str], Path]:
    """The cloud assembly of an environment by its name: synthesized once, without checks."""

    def made(name: str) -> Path:
        folder = shared / "assemblies" / name
        folder.parent.mkdir(exist_ok=True)
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / "manifest.json").exists():
                synthesize(name, folder)
        return folder

    return made


@pytest.fixture(scope="session")
def templates(assembly: Callable[[str], Path]) -> Callable[[str], dict[str, Template]]:
    """The templates of an environment by its name: of each stack, by its stem."""
    read: dict[str, dict[str, Template]] = {}

    def of(name: str) -> dict[str, Template]:
        if name not in read:
            files = assembly(name).glob("*.template.json")
            read[name] = {f.name.split(".")[0]: json.loads(f.read_text()) for f in sorted(files)}
        return read[name]

    return of


def synthesize(name: str, folder: Path) -> None:
    """As app.py does it, without plugins and without the CDK's own validator."""
    from golive.environments import load
    from stacks.app import build_app

    build_app(load(name), outdir=str(folder)).synth()
