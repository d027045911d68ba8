"""`make demo`: deploy the baseline into the sandbox, prove it, show the board."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console

from golive.environments import load
from golive.project import ROOT
from sandbox import control

BIN = Path(sys.executable).parent
CDK = (str(BIN / "cdk"), "--no-notices", "--progress", "events")
GOLIVE = str(BIN / "golive")
STATE = ROOT / ".cache" / "sandbox"


class Phases:
    """Runs each phase with a spinner, keeps its log, and its wall time in seconds."""

    def __init__(self, logs: Path) -> None:
        self.console = Console(stderr=True)
        self.logs = logs
        self.seconds: dict[str, float] = {}

    def run(self, name: str, work: Callable[[Path], None]) -> None:
        start = time.monotonic()
        with self.console.status(f"{name} ..."):
            work(self.logs / f"{name.split()[0]}.log")
        self.seconds[name] = round(time.monotonic() - start, 1)
        self.console.print(f"[green]done[/green] {name} [dim]{self.seconds[name]} s[/dim]")


def command(
    *words: str, env: Mapping[str, str], accept: tuple[int, ...] = (0,)
) -> Callable[[Path], None]:
    """A phase that is one command; its output goes to the log, and its tail to a failure."""

    def work(log: Path) -> None:
        with log.open("w") as out:
            done = subprocess.run(
                words, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT, check=False
            )
        if done.returncode not in accept:
            tail = "\n".join(log.read_text().splitlines()[-30:])
            raise SystemExit(f"{' '.join(words)} ended with {done.returncode}; {log}:\n{tail}")

    return work


def deploy(name: str, phases: Phases, env: Mapping[str, str]) -> None:
    """Bootstrap the account and deploy every stack, with the CDK's own command."""
    target = load(name)
    place = f"aws://{target.account}/{target.region}"
    assembly = str(ROOT / "cdk.out" / name)
    phases.run("bootstrap the account", command(*CDK, "bootstrap", place, env=env))
    words = ("deploy", "--all", "--require-approval", "never", "--concurrency", "4")
    where = ("-c", f"env={name}", "--output", assembly)
    phases.run("deploy every stack", command(*CDK, *words, *where, env=env))


def prove(name: str, out: Path, phases: Phases, env: Mapping[str, str]) -> None:
    """Leave one labelled sample contact, then read everything back."""
    contact = (GOLIVE, "sandbox", "contact", "--env", name)
    phases.run("sample contact", command(*contact, env=env))
    verify = (GOLIVE, "verify", "--env", name, "--out", str(out))
    phases.run("verify every line", command(*verify, env=env, accept=(0, 1, 3)))


def demo(name: str, out: Path, keep: bool) -> int:
    """All phases; stops what it started, whatever happens. Gives verify's exit code."""
    (out / "logs").mkdir(parents=True, exist_ok=True)
    phases = Phases(out / "logs")
    target = load(name)
    try:
        phases.run("start the sandbox", lambda _: start(target.account, target.region))
        env = {**os.environ, **control.environment(control.ready(STATE))}
        deploy(name, phases, env)
        prove(name, out, phases, env)
    except BaseException:
        control.stop(STATE)
        raise
    if not keep:
        phases.run("stop the sandbox", lambda _: control.stop(STATE))
    (out / "demo.json").write_text(json.dumps(phases.seconds, indent=2) + "\n")
    return show(out)


def start(account: str, region: str) -> None:
    """A fresh account: what an interrupted run left is ended first."""
    control.stop(STATE)
    control.start(STATE, account=account, region=region)


def show(out: Path) -> int:
    """Print the board and say where the files are; the exit code is the verdict's."""
    from golive.report.table import render

    run = json.loads((out / "verify.json").read_text())
    Console().print(render(run))
    print(f"\nboard: {out / 'board.html'}")
    return {"go": 0, "no-go": 1}.get(run["verdict"], 3)


def main() -> int:
    """Parse the arguments."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.demo", description=__doc__)
    parser.add_argument("--env", default="sandbox", help="the environment to deploy")
    parser.add_argument("--out", type=Path, default=Path("out"), help="where the board goes")
    parser.add_argument("--keep", action="store_true", help="leave the sandbox running")
    asked = parser.parse_args()
    return demo(asked.env, asked.out.absolute(), asked.keep)


if __name__ == "__main__":
    sys.exit(main())
