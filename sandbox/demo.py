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

from golive.environment import Environment
from golive.environments import BadEnvironment, load
from golive.project import COMMIT_TAG, ROOT
from sandbox import control
from sandbox.announced import announced, surprises
from sandbox.readiness import draw, evaluate, run_once

BIN = Path(sys.executable).parent
CDK = (str(BIN / "cdk"), "--no-notices", "--progress", "events")
GOLIVE = str(BIN / "golive")
UNFINISHED = "unfinished"
"""In the state folder while a deployment runs: who finds it begins with a fresh account."""
CANT_TELL = 3
OTHERS = ("cloudformation", "config", "dynamodb", "iam", "kms", "s3control", "ssm")


class Phases:
    """Runs each phase with a spinner; keeps its log, and its wall time in seconds."""

    def __init__(self, logs: Path) -> None:
        logs.mkdir(parents=True, exist_ok=True)
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
    *words: str, env: Mapping[str, str], cwd: Path = ROOT, accept: tuple[int, ...] = (0,)
) -> Callable[[Path], None]:
    """A phase that is one command; its output goes to the log, and its tail to a failure."""

    def work(log: Path) -> None:
        with log.open("w") as out:
            done = subprocess.run(
                words, cwd=cwd, env=env, stdout=out, stderr=subprocess.STDOUT, check=False
            )
        if done.returncode not in accept:
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-30:])
            raise SystemExit(f"{' '.join(words)} ended with {done.returncode}; {log}:\n{tail}")

    return work


def bootstrap(target: Environment) -> tuple[str, ...]:
    """To be run where no cdk.json is: the app need not be synthesized for it."""
    return (*CDK, "bootstrap", f"aws://{target.account}/{target.region}")


def deploy(*what: str) -> tuple[str, ...]:
    """Deploy the stacks of an app or an assembly without a question, tagged with the commit."""
    words = (*CDK, "deploy", "--all", "--require-approval", "never", "--concurrency", "4")
    head = commit()
    return (*words, *(("--tags", f"{COMMIT_TAG}={head}") if head else ()), *what)


def commit() -> str:
    """What COMMIT says, as for `make deploy`, or the checkout's; empty where no repository is."""
    if given := os.environ.get("COMMIT"):
        return given
    words = ("git", "-C", str(ROOT), "rev-parse", "HEAD")
    try:
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def begin(target: Environment, state: Path) -> bool:
    """Have the sandbox running; was it there, with no deployment interrupted?"""
    unfinished = state / UNFINISHED
    found = control.holder(state) is not None and not unfinished.exists()
    if not found:
        control.stop(state)
        unfinished.unlink(missing_ok=True)
    control.start(state, account=target.account, region=target.region)
    return found


def fill(target: Environment, phases: Phases, env: Mapping[str, str]) -> None:
    """Bootstrap the account, deploy every stack, furnish the centre, leave a sample contact.

    What a schedule calls has run once then, for a schedule begins with a pause.
    """
    empty = phases.logs
    unfinished = control.STATE / UNFINISHED
    unfinished.touch()
    phases.run("bootstrap the account", command(*bootstrap(target), env=env, cwd=empty))
    assembly = str(ROOT / "cdk.out" / target.name)
    words = deploy("-c", f"env={target.name}", "--output", assembly)
    phases.run("deploy every stack", command(*words, env=env))
    unfinished.unlink()
    centre = (GOLIVE, "sandbox", "centre", "--env", target.name)
    phases.run("centre, as its team sets it up", command(*centre, env=env))
    contact = (GOLIVE, "sandbox", "contact", "--env", target.name)
    phases.run("contact, a sample", command(*contact, env=env))
    phases.run("rollback criterion, evaluated", lambda log: criterion(target, log))
    phases.run("board of the dashboard, drawn", lambda log: drawn(target, log))
    phases.run("drill, every alarm", command(*drill(target), env=env))
    phases.run("backtest, every alarm", command(*backtest(target), env=env))
    phases.run("readiness, a run of its function", lambda log: readiness(target, log))


def drill(target: Environment, state: Path = control.STATE) -> tuple[str, ...]:
    """Drill every alarm, before one is on because lines are red; in the sandbox's own time."""
    module = (sys.executable, "-m", "sandbox.drilling")
    return (*module, "--env", target.name, "--state", str(state))


def backtest(target: Environment, state: Path = control.STATE) -> tuple[str, ...]:
    """Run every alarm over a day that the sandbox makes up."""
    module = (sys.executable, "-m", "sandbox.backtesting")
    return (*module, "--env", target.name, "--state", str(state))


def criterion(target: Environment, log: Path) -> None:
    """Evaluate the rollback criterion as its schedule does; what it told is in the log."""
    log.write_text(json.dumps(evaluate(target, control.ready()), indent=2) + "\n")


def drawn(target: Environment, log: Path) -> None:
    """Draw the dashboard's board as its schedule does; its HTML is in the log."""
    log.write_text(draw(target, control.ready()) + "\n")


def readiness(target: Environment, log: Path) -> None:
    """Run the readiness function as its schedule does; what it told is in the log."""
    told = run_once(target, control.ready(), unhurried())
    log.write_text(json.dumps(told, indent=2) + "\n")


def unhurried() -> dict[str, float]:
    """Requests a second that never wait: the sandbox has no quotas."""
    from golive.account.rate import RATES

    return dict.fromkeys((*RATES, *OTHERS), 500)


def at_once() -> list[str]:
    """The same, as words of a command."""
    return [word for name, rate in unhurried().items() for word in ("--rate", f"{name}={rate}")]


def prove(target: Environment, out: Path, phases: Phases, env: Mapping[str, str]) -> None:
    """Read everything back; board and run are in `out`."""
    words = (GOLIVE, "verify", "--env", target.name, "--out", str(out), *at_once())
    phases.run("verify every line", command(*words, env=env, accept=(0, 1, 3)))


def show(target: Environment, out: Path) -> int:
    """Print the board and say where the files are; 0 when it shows what is announced."""
    from golive.report.table import show
    from golive.run import exit_code

    run = json.loads((out / "verify.json").read_text())
    show(run, environment=target)
    print(f"\nboard: {out / 'board.html'}")
    found = list(surprises(run, announced()))
    for surprise in found:
        print(surprise)
    return (exit_code(run) or CANT_TELL) if found else 0


def demo(name: str, out: Path, keep: bool) -> int:
    """All phases; ends the sandbox if it began it. Gives the exit code of `show`."""
    target, phases = load(name), Phases(out / "logs")
    found: list[bool] = []
    try:
        phases.run("start the sandbox", lambda _: found.append(begin(target, control.STATE)))
        env = control.environ(control.ready())
        fill(target, phases, env)
        if keep:
            print('eval "$(.venv/bin/golive sandbox env)" points any AWS tool at it')
            return 0
        prove(target, out, phases, env)
    finally:
        if not (keep or found == [True]):
            control.stop()
    (out / "demo.json").write_text(json.dumps(phases.seconds, indent=2) + "\n")
    return show(target, out)


def main() -> int:
    """Parse the arguments."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.demo", description=__doc__)
    parser.add_argument("--env", default="sandbox", help="the environment to deploy")
    parser.add_argument("--out", type=Path, default=Path("out"), help="where the board goes")
    parser.add_argument("--keep", action="store_true", help="leave the sandbox running")
    asked = parser.parse_args()
    try:
        return demo(asked.env, asked.out.absolute(), asked.keep)
    except (control.SandboxError, BadEnvironment) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
