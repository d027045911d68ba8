"""An environment whose data is retained, in a sandbox of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from golive.environments import load
from golive.project import ENVIRONMENTS
from sandbox import control, demo
from sandbox.centre.furnish import furnish
from sandbox.readiness import draw, evaluate, run_once
from tests.conftest import synthesize
from tests.live.judging import Proofs
from tests.sandbox.account import Account

CDK = str(demo.BIN / "cdk")
ALIAS = "golive-kept"


@dataclass(frozen=True)
class Kept:
    """The environment `kept`: its file, its account, and the folder of its assemblies."""

    account: Account
    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "kept.yaml"

    def write(self, changes: Mapping[str, str] | None = None) -> None:
        """Write the environment's file, some words of it changed."""
        text = (ENVIRONMENTS / "sandbox.yaml").read_text()
        words = {"alias: golive-sandbox": f"alias: {ALIAS}", "destroy: true": "destroy: false"}
        for before, after in (words | dict(changes or {})).items():
            assert before in text, before
            text = text.replace(before, after)
        self.file.write_text(text)

    def assembly(self, name: str, changes: Mapping[str, str] | None = None) -> Path:
        """Write the file, and synthesize it."""
        self.write(changes)
        synthesize(str(self.file), self.folder / name)
        return self.folder / name

    def cdk(self, command: str, assembly: Path, *more: str, code: int = 0) -> str:
        """Run the CDK's own command on an assembly."""
        words = (CDK, "--no-notices", command, "--app", str(assembly), *more)
        return self.account.run(*words, code=code)

    def deploy(self, assembly: Path, *more: str, code: int = 0) -> str:
        """Deploy every stack."""
        return self.account.run(*demo.deploy("--app", str(assembly), *more), code=code)

    def proofs(self) -> Proofs:
        """The environment as it is now, to be verified: furnished, one contact, one run in it."""
        target, alias = load(str(self.file)), {"alias": ALIAS}
        furnish(target, self.account.connection)
        parts = control.fetch(self.account.connection, "/_golive/contact", alias)
        assert set(parts.values()) == {"stored"}, parts
        evaluate(target, self.account.connection)
        draw(target, self.account.connection)
        self.try_alarms()
        run_once(target, self.account.connection, demo.unhurried())
        return Proofs(target, self.account.connection)

    def try_alarms(self) -> None:
        """Drill and backtest every alarm, once: no deployment here changes one."""
        done = self.folder / "tried"
        words = ("--env", str(self.file), "--state", str(self.account.connection.state))
        for module in () if done.exists() else ("sandbox.drilling", "sandbox.backtesting"):
            self.account.run(sys.executable, "-m", module, *words)
        done.touch()

    def unprotect(self) -> None:
        """As docs/lifecycle.md says, before a stack can be deleted."""
        for name in self.stacks():
            self.account.client("cloudformation").update_termination_protection(
                StackName=name, EnableTerminationProtection=False
            )

    def stacks(self) -> dict[str, str]:
        """The stacks that are there, and their states."""
        described = self.account.client("cloudformation").describe_stacks()["Stacks"]
        ours = (s for s in described if s["StackName"].startswith("golive-kept-"))
        return {stack["StackName"]: stack["StackStatus"] for stack in ours}

    def stateful(self) -> dict[str, list[str]]:
        """The names of what holds data, by kind."""
        s3, logs = self.account.client("s3"), self.account.client("logs")
        found = {
            "buckets": [b["Name"] for b in s3.list_buckets()["Buckets"]],
            "tables": self.account.client("dynamodb").list_tables()["TableNames"],
            "streams": self.account.client("kinesis").list_streams()["StreamNames"],
            "groups": [g["logGroupName"] for g in logs.describe_log_groups()["logGroups"]],
        }
        return {kind: [n for n in names if ALIAS in n] for kind, names in found.items()}

    def retained(self, *words: str) -> list[dict[str, Any]]:
        """What `golive env retained` lists."""
        command = (demo.GOLIVE, "env", "retained", str(self.file), "--format", "json", *words)
        return json.JSONDecoder().raw_decode(self.account.run(*command))[0]

    def table(self) -> str:
        """The register's physical name."""
        tables = self.stateful()["tables"]
        return next(name for name in tables if name.startswith("golive-kept-data-Register"))
