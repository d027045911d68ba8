"""Functions are built once, whole, and from locked wheels only."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from golive import build as module
from golive.build import Build, BuildFailed, builds
from golive.environments import load, names
from golive.project import ROOT

LOCK = "thing==1 --hash=sha256:0\n"
LOCKS = sorted((ROOT / "lambda").glob("*/requirements.in"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one function that needs a wheel, and the common part."""
    for folder, file in (("one", "handler.py"), ("common", "shared.py")):
        (tmp_path / "lambda" / folder).mkdir(parents=True)
        (tmp_path / "lambda" / folder / file).write_text(f"# {folder}\n")
    (tmp_path / "lambda" / "one" / "requirements.txt").write_text(LOCK)
    return tmp_path


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What uv is asked for, in place of uv: it unpacks one wheel."""
    asked: list[tuple[str, ...]] = []

    def run(words: tuple[str, ...], **_: Any) -> subprocess.CompletedProcess[str]:
        asked.append(words)
        folder = Path(words[words.index("--target") + 1])
        (folder / "thing" / "__pycache__").mkdir(parents=True)
        (folder / "thing" / "__init__.py").write_text("")
        (folder / "thing" / "__pycache__" / "x.pyc").write_text("")
        return subprocess.CompletedProcess(words, 0, "", "")

    monkeypatch.setattr(module.subprocess, "run", run)
    return asked


def content(build: Build) -> dict[str, bytes]:
    """What the function holds."""
    with zipfile.ZipFile(build.file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_a_function_is_its_source_the_common_part_and_its_wheels(
    root: Path, fetched: list[tuple[str, ...]]
) -> None:
    """No lock, no byte code, nothing of another function."""
    build = Build("one", "arm64", root)
    assert build.run()
    assert set(content(build)) == {"handler.py", "shared.py", "thing/__init__.py"}


def test_a_second_run_does_nothing(root: Path, fetched: list[tuple[str, ...]]) -> None:
    """Nor does a change of what doesn't go into it."""
    build = Build("one", "arm64", root)
    build.run()
    (root / "lambda" / "other").mkdir()
    (root / "lambda" / "other" / "handler.py").write_text("# other\n")
    assert not build.run()
    assert len(fetched) == 1


@pytest.mark.parametrize("changed", ["one/handler.py", "common/shared.py"])
def test_a_change_builds_again_from_the_cache(
    root: Path, fetched: list[tuple[str, ...]], changed: str
) -> None:
    """The wheels are fetched once for a lock and a target."""
    build = Build("one", "arm64", root)
    build.run()
    (root / "lambda" / changed).write_text("# changed\n")
    assert build.run()
    assert b"# changed\n" in content(build).values()
    assert len(fetched) == 1


def test_another_lock_or_target_is_fetched(root: Path, fetched: list[tuple[str, ...]]) -> None:
    """The cache is by content."""
    Build("one", "arm64", root).run()
    Build("one", "x86_64", root).run()
    (root / "lambda" / "one" / "requirements.txt").write_text(LOCK.replace("1", "2"))
    Build("one", "arm64", root).run()
    assert len(fetched) == 3


def test_a_package_of_the_project_is_in_it_as_it_is(
    root: Path, fetched: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under its own name, and a change in it builds again."""
    monkeypatch.setattr(module, "PACKAGES", {"one": ("golive",)})
    part = root / "golive" / "part" / "x.py"
    part.parent.mkdir(parents=True)
    part.write_text("# x\n")
    build = Build("one", "arm64", root)
    build.run()
    assert "golive/part/x.py" in content(build)
    part.write_text("# y\n")
    assert build.run()
    assert content(build)["golive/part/x.py"] == b"# y\n"


def test_models_of_services_that_nobody_calls_stay_out(
    root: Path, fetched: list[tuple[str, ...]]
) -> None:
    """Of botocore's models those of operations.toml, and what all services need."""
    build = Build("one", "arm64", root)
    build.run()
    [cached] = (root / ".cache" / "functions").iterdir()
    for name in ("connect/x.json", "ec2/x.json", "endpoints.json"):
        file = cached / "botocore" / "data" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}")
    build.file.unlink()
    build.run()
    held = {name for name in content(build) if name.startswith("botocore/")}
    assert held == {"botocore/data/connect/x.json", "botocore/data/endpoints.json"}


def test_wheels_are_locked_and_never_built(root: Path, fetched: list[tuple[str, ...]]) -> None:
    """uv is told to check every hash, to take wheels only, and for which machine."""
    Build("one", "arm64", root).run()
    [words] = fetched
    assert "--require-hashes" in words
    assert words[words.index("--only-binary") + 1] == ":all:"
    assert words[words.index("--python-version") + 1] == "3.14"
    assert words[words.index("--python-platform") + 1].startswith("aarch64-manylinux")


def test_the_host_s_target_is_this_python(root: Path, fetched: list[tuple[str, ...]]) -> None:
    """The sandbox runs functions itself."""
    Build("one", "host", root).run()
    [words] = fetched
    assert words[words.index("--python") + 1] == sys.executable


def test_the_same_content_is_the_same_bytes(root: Path, fetched: list[tuple[str, ...]]) -> None:
    """Whenever it was built: CloudFormation sees no change where there is none."""
    build = Build("one", "arm64", root)
    build.run()
    first = build.file.read_bytes()
    build.file.unlink()
    os.utime(root / "lambda" / "one" / "handler.py", (0, 0))
    assert build.run()
    assert build.file.read_bytes() == first


def test_an_interrupted_run_is_made_good(
    root: Path, fetched: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off while it packs, it leaves what was there before, and the next run builds."""
    build = Build("one", "arm64", root)
    build.run()
    before = build.file.read_bytes()
    (root / "lambda" / "one" / "handler.py").write_text("# changed\n")
    with monkeypatch.context() as cut:
        cut.setattr(module.zipfile.ZipFile, "writestr", interrupt)
        with pytest.raises(KeyboardInterrupt):
            build.run()
    assert build.file.read_bytes() == before
    assert [f.name for f in build.file.parent.iterdir()] == ["one.zip"]
    assert build.run()


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_failed_fetch_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No cache, no folder, and uv's own words."""

    def run(words: tuple[str, ...], **_: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(words, 1, "", "no such wheel\n")

    monkeypatch.setattr(module.subprocess, "run", run)
    build = Build("one", "arm64", root)
    with pytest.raises(BuildFailed, match="lambda/one for arm64: no such wheel"):
        build.run()
    assert not build.file.exists()
    assert not list((root / ".cache" / "functions").iterdir())


def test_every_target_of_an_environment_is_built() -> None:
    """Each function for each target, and no other target."""
    found = builds()
    assert {b.target for b in found} == {load(name).functions.target for name in names()}
    handlers = {f.parent.name for f in (ROOT / "lambda").glob("*/handler.py")}
    assert {b.name for b in found} == handlers
    assert len(found) == len({(b.name, b.target) for b in found})


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_locks_hold_what_is_asked_for(lock: Path) -> None:
    """Each package of requirements.in is in requirements.txt, with hashes."""
    locked = lock.with_suffix(".txt").read_text()
    for line in lock.read_text().split():
        name = line.split(">")[0].split("=")[0]
        assert f"\n{name}==" in locked
    assert locked.count("==") <= locked.count("--hash=sha256:")
