"""`golive plan export` and `import` on a register of the sandbox."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from golive.register.records import LineState
from golive.register.store import Register
from tests.register.command import Golive
from tests.register.command import golive as golive
from tests.report import runs
from tests.workbook.made import SECURITY, all_of, edited, write

EVE = write(SECURITY, "4.1", "Owner", "Eve Sample")
GO = write(SECURITY, "4.2", "Status", "go")


@pytest.fixture
def plan(golive: Golive, tmp_path: Path) -> Path:
    """A workbook of an empty register, with the proofs of a run."""
    run = tmp_path / "verify.json"
    run.write_text(json.dumps(runs.rich()), encoding="utf-8")
    file = tmp_path / "plan.xlsx"
    golive("plan", "export", str(file), "--run", str(run))
    return file


def edit(file: Path, change: Any) -> None:
    """Somebody fills in the workbook."""
    file.write_bytes(edited(change, file.read_bytes()))


def set_owner(register: Register, owner: str) -> None:
    """Somebody changes the register meanwhile."""
    register.change(LineState, "4.1", lambda line: replace(line, owner=owner), "meanwhile")


def test_the_plan_goes_out_and_comes_back(golive: Golive, register: Register, plan: Path) -> None:
    """Filled in and imported, the register has it, with the workbook as the reason."""
    edit(plan, all_of(EVE, GO))
    done = golive("plan", "import", str(plan), "--yes")
    assert "Changes: 2" in done.output
    assert "2 records were changed" in done.output
    lines = register.snapshot().lines
    assert (lines["4.1"].owner, lines["4.2"].status) == ("Eve Sample", "go")
    assert register.history()[0].why.startswith("import of plan.xlsx, exported 20")


def test_importing_twice_writes_once(golive: Golive, register: Register, plan: Path) -> None:
    """The second time there is nothing to change, and nothing is written."""
    edit(plan, EVE)
    golive("plan", "import", str(plan), "--yes")
    done = golive("plan", "import", str(plan), "--yes")
    assert "1 change of the file, in the register already" in done.output
    assert len(register.history()) == 1


def test_a_dry_run_changes_nothing(golive: Golive, register: Register, plan: Path) -> None:
    """What would change is shown, for programs too."""
    edit(plan, EVE)
    done = golive("plan", "import", str(plan), "--dry-run", "--format", "json")
    (change,) = json.loads(done.stdout)["changes"]
    assert (change["id"], change["field"], change["file"]) == ("4.1", "owner", "Eve Sample")
    assert register.history() == []


def test_nobody_there_to_ask_is_no_yes(golive: Golive, register: Register, plan: Path) -> None:
    """Without a terminal it asks for --yes, and changes nothing."""
    edit(plan, EVE)
    done = golive("plan", "import", str(plan), code=1, typed="y\n")
    assert "--yes makes the changes without asking" in done.output
    assert register.history() == []


def test_conflicts_are_listed_and_stop_the_rest(
    golive: Golive, register: Register, plan: Path
) -> None:
    """Nothing is overwritten; --skip-conflicts makes the other changes."""
    edit(plan, all_of(EVE, GO))
    set_owner(register, "Gil Sample")
    done = golive("plan", "import", str(plan), "--yes", code=1)
    assert "Conflicts: 1" in done.output
    assert register.snapshot().lines["4.2"].status == ""
    golive("plan", "import", str(plan), "--yes", "--skip-conflicts")
    lines = register.snapshot().lines
    assert (lines["4.1"].owner, lines["4.2"].status) == ("Gil Sample", "go")


def test_a_damaged_file_changes_nothing(golive: Golive, register: Register, plan: Path) -> None:
    """The mistake is told with its cell, and with what became of the rest."""
    edit(plan, all_of(EVE, write(SECURITY, "4.2", "Status", "maybe")))
    done = golive("plan", "import", str(plan), "--yes", code=2)
    assert 'plan.xlsx: sheet Security checklist, H6: holds "maybe"' in done.output
    assert "nothing was changed" in done.output
    assert register.history() == []


def test_work_is_not_written_over(golive: Golive, plan: Path) -> None:
    """A file that is there stays, unless somebody says --replace."""
    before = plan.read_bytes()
    done = golive("plan", "export", str(plan), code=2)
    assert "may hold people's work: --replace writes it" in done.output
    assert plan.read_bytes() == before
    golive("plan", "export", str(plan), "--replace")
    assert [each.name for each in plan.parent.glob("plan*")] == ["plan.xlsx"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["plan.ods"], "allowed: a name in .xlsx"),
        (["new.xlsx", "--run", "{folder}/none.json"], "none.json' does not exist"),
        (["new.xlsx", "--run", "{folder}/bad.json"], "is no run of golive"),
        (["new.xlsx", "--run", "{folder}/other.json"], "is a run of prod, not sandbox"),
        (["none/new.xlsx"], "can't be written"),
    ],
)
def test_what_makes_no_sense_is_refused(
    golive: Golive, tmp_path: Path, words: list[str], said: str
) -> None:
    """The message says what is allowed, and no file is made."""
    (tmp_path / "bad.json").write_text("{}")
    (tmp_path / "other.json").write_text(json.dumps(runs.rich() | {"environment": "prod"}))
    file, *rest = (word.format(folder=tmp_path) for word in words)
    done = golive("plan", "export", str(tmp_path / file), *rest, code=2)
    assert said in done.output
    assert not list(tmp_path.glob("new*"))
