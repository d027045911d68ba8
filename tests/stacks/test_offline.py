"""Synth needs neither credentials nor network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from golive.environments import names
from golive.project import ROOT

BIN = Path(sys.executable).parent
NO_ROUTE = ("unshare", "--map-root-user", "--net")
LIMIT_SECONDS = 120
KEPT = ("HOME", "LANG", "TMPDIR")


def isolated() -> bool:
    """Whether this machine lets us make a network namespace."""
    there = shutil.which(NO_ROUTE[0]) is not None
    return there and subprocess.run([*NO_ROUTE, "true"], check=False).returncode == 0


@pytest.mark.skipif(not isolated(), reason="no network namespace (unshare) can be had here")
@pytest.mark.parametrize("name", names())
def test_synth_without_a_route(name: str, tmp_path: Path) -> None:
    """`cdk synth` of every environment ends well where no packet can leave."""
    words = ["cdk", "--no-notices", "synth", "--quiet", "--output", str(tmp_path), "-c"]
    env = {key: os.environ[key] for key in KEPT if key in os.environ}
    done = subprocess.run(
        [*NO_ROUTE, str(BIN / words[0]), *words[1:], f"env={name}"],
        cwd=ROOT,
        env=env | {"PATH": f"{BIN}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "Data.template.json").exists()
