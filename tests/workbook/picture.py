"""Takes the picture of docs/workbook.md: `python -m tests.workbook.picture RUN PICTURE`.

RUN is out/verify.json, after `make demo`. It needs Debian's libreoffice-calc and poppler-utils.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from golive.environments import load
from golive.plan import lines
from golive.register.records import LineState, Role, Snapshot
from golive.register.roster import roster
from golive.report.place import place_of
from golive.workbook.content import Content
from golive.workbook.export import export
from tests.workbook.libreoffice import MISSING, converted

PEOPLE = ("Ana Sample", "Ben Sample", "Cy Sample", "Dee Sample", "")
SAID = {
    "4.1": ("go", "Both tables; recovery was tried on Monday."),
    "4.2": ("go", "Slot a is in use, slot b waits for the next rotation."),
    "4.3": ("no-go", "Waits for the vendor's test cards."),
    "4.5": ("", "Asked the data officer to read the list."),
}
PAGE = "Security checklist"
SHOWN = ("-r", "100", "-x", "20", "-y", "50", "-W", "1130", "-H", "390")
"""The upper part of the page, at 100 dots an inch."""


def register(now: datetime) -> Snapshot:
    """A register in the middle of a project, with nothing odd in it."""
    states = {
        line.id: LineState(
            id=line.id,
            owner=PEOPLE[number % len(PEOPLE)],
            status=SAID.get(line.id, ("", ""))[0],  # pyright: ignore[reportArgumentType]
            notes=SAID.get(line.id, ("", ""))[1],
            due=(now + timedelta(days=number % 9 - 1)).date(),
        )
        for number, line in enumerate(lines())
    }
    return Snapshot("sandbox", now, lines=states, roles={id_: Role(id=id_) for id_ in roster()})


def main(run: Path, picture: Path) -> int:
    """0 when it was taken, 2 when a program is missing."""
    soffice, pdftoppm = shutil.which("soffice"), shutil.which("pdftoppm")
    if soffice is None or pdftoppm is None:
        print(f"{MISSING} poppler-utils", file=sys.stderr)
        return 2
    now = datetime.now(UTC)
    place = place_of(load("sandbox").model_dump(mode="json"))
    made = export(Content(register(now), place, json.loads(run.read_text()), now))
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "plan.xlsx"
        file.write_bytes(made.data)
        paper = converted(soffice, file, "pdf", Path(scratch) / "paper")
        number = str(page_of(paper, PAGE))
        words = [pdftoppm, "-png", "-singlefile", "-f", number, "-l", number, *SHOWN]
        subprocess.run([*words, str(paper), str(picture.with_suffix(""))], check=True)
    return 0


def page_of(paper: Path, title: str) -> int:
    """The first page of a sheet, by its title."""
    said = subprocess.run(
        ["pdftotext", str(paper), "-"], check=True, capture_output=True, text=True
    )
    pages = said.stdout.split("\f")
    return next(n for n, text in enumerate(pages, 1) if f"{title} of sandbox" in text)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
