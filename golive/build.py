"""`python -m golive.build` builds each function for each target that an environment names.

A function is lambda/<name>/ with handler.py, lambda/common/ beside it, and the wheels of its
hash-locked requirements.txt. Wheels are fetched once into .cache/functions/<digest>/; the
result lies in build/functions/<target>/<name>/, swapped in whole, so that an interrupted run
is made good by the next.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from golive.environments import BadEnvironment, load, names
from golive.project import ROOT

SOURCES = ROOT / "lambda"
COMMON = "common"
UNWANTED = shutil.ignore_patterns(
    "__pycache__", "*.pyc", "requirements.*", "RECORD", ".lock", "bin"
)
LAMBDA = ("--python-version", "3.14", "--python-platform")
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
    def folder(self) -> Path:
        return self.root / "build" / "functions" / self.target / self.name

    @property
    def stamp(self) -> Path:
        return self.folder.with_name(f"{self.name}.stamp")

    @property
    def sources(self) -> tuple[Path, ...]:
        return (self.root / "lambda" / COMMON, self.root / "lambda" / self.name)

    @property
    def requirements(self) -> Path:
        return self.root / "lambda" / self.name / "requirements.txt"

    def digest(self) -> str:
        """Over all that the result depends on."""
        files = sorted(f for s in self.sources for f in s.rglob("*") if _counts(f))
        parts = [part for f in files for part in (f.name.encode(), f.read_bytes())]
        return _digest([self._wheels_digest().encode(), *parts])

    def run(self) -> bool:
        """Build it; False when it was there already."""
        digest = self.digest()
        if self.stamp.exists() and self.stamp.read_text() == digest and self.folder.is_dir():
            return False
        print(f"building lambda/{self.name} for {self.target}", file=sys.stderr)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder.parent, prefix=f".{self.name}-") as new:
            whole = Path(new) / self.name
            for part in (*self._wheels(), *self.sources):
                shutil.copytree(part, whole, ignore=UNWANTED, dirs_exist_ok=True)
            shutil.rmtree(self.folder, ignore_errors=True)
            whole.rename(self.folder)
        self.stamp.write_text(digest)
        return True

    def _wheels_digest(self) -> str:
        lock = self.requirements.read_bytes() if self.requirements.exists() else b""
        machine = f"{sysconfig.get_platform()} {sys.version}" if self.target == "host" else ""
        return _digest([lock, *(part.encode() for part in (*TARGETS[self.target], machine))])

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


def _counts(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts


def _digest(parts: Iterable[bytes]) -> str:
    """Over the parts and where each ends."""
    found = hashlib.sha256()
    for part in parts:
        found.update(hashlib.sha256(part).digest())
    return found.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
