"""`python -m golive.build` builds each function for each target that an environment names.

A function is lambda/<name>/ with handler.py, lambda/common/ beside it, the project's packages
that it runs, and the wheels of its hash-locked requirements.txt; of botocore's models only those
of the services that are called. Wheels are fetched once into .cache/functions/<digest>/; the
result is build/functions/<target>/<name>.zip, the same bytes for the same content, put in its
place whole, so that an interrupted run is made good by the next.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from golive.account.operations import operations
from golive.environments import BadEnvironment, load, names
from golive.project import ROOT

SOURCES = ROOT / "lambda"
COMMON = "common"
UNWANTED = {"__pycache__", "bin", ".lock", "RECORD", "requirements.in", "requirements.txt"}
LAMBDA = ("--python-version", "3.14", "--python-platform")
PACKAGES = {"board_widget": ("golive",), "readiness": ("golive",)}
"""The project's own packages in a function, as they are."""
MODELS = ("botocore", "data")
TARGETS = {
    "arm64": (*LAMBDA, "aarch64-manylinux_2_34"),
    "x86_64": (*LAMBDA, "x86_64-manylinux_2_34"),
    "host": ("--python", sys.executable),
}
"""What uv is told: Lambda's Python 3.14 runs on Amazon Linux 2023, which has glibc 2.34."""


class BuildFailed(Exception):
    """Wheels could not be fetched; the message is uv's."""


@dataclass(frozen=True, slots=True)
class Build:
    """One function for one target."""

    name: str
    target: str
    root: Path = ROOT

    @property
    def file(self) -> Path:
        return self.root / "build" / "functions" / self.target / f"{self.name}.zip"

    @property
    def sources(self) -> tuple[Path, ...]:
        return (self.root / "lambda" / COMMON, self.root / "lambda" / self.name)

    @property
    def requirements(self) -> Path:
        return self.root / "lambda" / self.name / "requirements.txt"

    @property
    def packages(self) -> tuple[Path, ...]:
        return tuple(self.root / name for name in PACKAGES.get(self.name, ()))

    def digest(self) -> str:
        """Over all that the result depends on."""
        own = [part for name, file in self._own() for part in (name, file.read_bytes())]
        return _digest([self._wheels_digest(), *own])

    def run(self) -> bool:
        """Build it; False when it was there already."""
        digest = self.digest()
        if self.file.exists() and _comment(self.file) == digest:
            return False
        print(f"building lambda/{self.name} for {self.target}", file=sys.stderr)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.file.parent, prefix=f".{self.name}-") as new:
            whole = Path(new) / self.file.name
            _pack(whole, [*_called(_files(self._wheels())), *self._own()], digest)
            whole.replace(self.file)
        return True

    def _own(self) -> list[tuple[str, Path]]:
        """What isn't a wheel: sources, and each package under its name."""
        packages = [(f"{p.name}/{name}", f) for p in self.packages for name, f in _files([p])]
        return [*_files(self.sources), *packages]

    def _wheels_digest(self) -> str:
        lock = self.requirements.read_bytes() if self.requirements.exists() else b""
        machine = f"{sysconfig.get_platform()} {sys.version}" if self.target == "host" else ""
        return _digest([lock, *TARGETS[self.target], machine])

    def _wheels(self) -> Iterable[Path]:
        """The folder of the unpacked wheels, fetched unless it is in the cache."""
        if not self.requirements.exists():
            return []
        cached = self.root / ".cache" / "functions" / self._wheels_digest()
        if not cached.is_dir():
            cached.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=cached.parent) as new:
                whole = Path(new) / "wheels"
                self._fetch(whole)
                whole.rename(cached)
        return [cached]

    def _fetch(self, folder: Path) -> None:
        uv = str(Path(sys.executable).with_name("uv"))
        how = ("--require-hashes", "--only-binary", ":all:", "--link-mode", "copy", "--quiet")
        lock = ("--requirements", str(self.requirements), "--target", str(folder))
        words = (uv, "pip", "install", *how, *TARGETS[self.target], *lock)
        done = subprocess.run(words, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise BuildFailed(f"lambda/{self.name} for {self.target}: {done.stderr.strip()}")


def builds() -> list[Build]:
    """Every function for every target that an environment names."""
    targets = sorted({load(name).functions.target for name in names()})
    functions = sorted(f.parent.name for f in SOURCES.glob("*/handler.py"))
    return [Build(name, target) for target in targets for name in functions]


def main() -> int:
    """Build what is missing or changed; 2 when a file is wrong, 1 when wheels can't be had."""
    try:
        for build in builds():
            build.run()
    except BadEnvironment as error:
        print(error, file=sys.stderr)
        return 2
    except BuildFailed as error:
        print(f"can't build {error}", file=sys.stderr)
        return 1
    return 0


def _files(folders: Iterable[Path]) -> list[tuple[str, Path]]:
    """What counts of these folders, by its path in the function, in order."""
    found = ((file.relative_to(folder), file) for folder in folders for file in folder.rglob("*"))
    return sorted((str(n), f) for n, f in found if f.is_file() and not UNWANTED & set(n.parts))


def _called(files: Iterable[tuple[str, Path]]) -> Iterable[tuple[str, Path]]:
    """Without the models of services that no operation is of: 27 of botocore's 29 MB."""
    services = {name.partition(":")[0] for name in operations()}
    for name, file in files:
        parts = Path(name).parts
        if parts[:2] != MODELS or len(parts) == len(MODELS) + 1 or parts[2] in services:
            yield name, file


def _pack(file: Path, files: Iterable[tuple[str, Path]], comment: str) -> None:
    """Lambda reads the files as another user, so everybody may; they have no time."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.comment = comment.encode()
        for name, source in sorted(files):
            add(packed, name, source.read_bytes())


def add(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    """One file of a function, the same bytes whenever it is added."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o644 << 16
    packed.writestr(entry, content, zipfile.ZIP_DEFLATED)


def _comment(file: Path) -> str:
    """The digest that a function was built from."""
    with zipfile.ZipFile(file) as packed:
        return packed.comment.decode()


def _digest(parts: Iterable[str | bytes]) -> str:
    """Over the parts and where each ends."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(hashlib.sha256(data).digest())
    return found.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
