"""The mutants written by hand and their excuses, of every concern."""

from __future__ import annotations

from tests.concerns import merged, rows
from tests.mutants import also, mechanical, table
from tests.mutants.mutant import Mutant

FOLDER = "mutants/concerns"
MUTANTS: list[Mutant] = [*table.MUTANTS, *rows(FOLDER, "MUTANTS")]
ALSO: dict[str, dict[str, str]] = also.ALSO | merged(FOLDER, "ALSO")
SURVIVORS: dict[tuple[str, str], str] = {**mechanical.SURVIVORS, **merged(FOLDER, "SURVIVORS")}
UNREAD: dict[str, str] = merged(FOLDER, "UNREAD")
"""Controls that read no property of a resource here, and why: nobody makes mutants of them."""
