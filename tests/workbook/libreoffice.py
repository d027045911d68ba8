"""`make check-workbook`: LibreOffice opens the workbook, saves it, and nothing is different.

Apart from `make test`, for LibreOffice is Debian's and no Python package. Exit codes: 0 no
difference, 1 a difference, 2 LibreOffice is missing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from golive.workbook.export import export
from tests.report import runs
from tests.workbook.made import CHECKLIST, ROSTER, SECURITY, all_of, back, content, edited, write
from tests.workbook.nasty import nasty

MISSING = "LibreOffice (soffice) is missing. On Debian: apt-get install libreoffice-calc"
EDITS = {
    ("line", "4.1", "owner"): "Eve Sample",
    ("line", "2.1.1", "due"): "2027-01-18",
    ("role", "wfm", "reach"): "+15555550177",
}
FORMATS = ("xlsx", "ods")
"""How people keep it in between: as a workbook, or in LibreOffice's own format."""


def main() -> int:
    """Each check with its result."""
    soffice = shutil.which("soffice")
    if soffice is None:
        print(MISSING, file=sys.stderr)
        return 2
    wrong = False
    with tempfile.TemporaryDirectory() as scratch:
        for name, differences in checks(soffice, Path(scratch)):
            wrong = wrong or bool(differences)
            print(f"{'DIFFERS' if differences else 'same   '}  {name}")
            print("".join(f"    {each}\n" for each in differences), end="")
    return 1 if wrong else 0


def checks(soffice: str, folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A workbook as it is, one that people edited, and its paper."""
    data = export(content(nasty(), runs.rich())).data
    for between in FORMATS:
        saved = data
        for count in ("once", "twice"):
            saved = resaved(soffice, folder, saved, between)
            yield f"saved {count} by LibreOffice as .{between}", differences(saved, {})
    filled = edited(
        all_of(
            write(SECURITY, "4.1", "Owner", "Eve Sample"),
            write(CHECKLIST, "2.1.1", "Due", "2027-01-18"),
            write(ROSTER, "wfm", "Reached by", "+15555550177"),
        ),
        data,
    )
    yield "filled in, and saved", differences(resaved(soffice, folder, filled, "xlsx"), EDITS)
    yield "printed", pages(soffice, folder, data)


def resaved(soffice: str, folder: Path, data: bytes, between: str) -> bytes:
    """The workbook after LibreOffice opened and saved it, as .xlsx at the end."""
    file = folder / "plan.xlsx"
    file.write_bytes(data)
    if between != "xlsx":
        file = converted(soffice, file, between, folder / between)
    return converted(soffice, file, "xlsx", folder / "saved").read_bytes()


def converted(soffice: str, file: Path, form: str, out: Path) -> Path:
    """The file in another format; CalledProcessError when LibreOffice fails."""
    profile = f"-env:UserInstallation={(out.parent / 'profile').as_uri()}"
    words = (soffice, profile, "--headless", "--convert-to", form, "--outdir", str(out), str(file))
    subprocess.run(words, check=True, capture_output=True, timeout=300)
    return out / f"{file.stem}.{form}"


def differences(data: bytes, wanted: dict[tuple[str, str, str], str]) -> list[str]:
    """What import would find beside what was wanted."""
    found = back(data)
    texts = {(*key, one.column.key): one.text for key, said in found.edits.items() for one in said}
    wrong = {key for key in texts.keys() | wanted.keys() if texts.get(key) != wanted.get(key)}
    return [*(f"{k}: {texts.get(k)!r}, not {wanted.get(k)!r}" for k in sorted(wrong)), *found.notes]


def pages(soffice: str, folder: Path, data: bytes) -> list[str]:
    """Paper has at least a page for each sheet, and none without end."""
    file = folder / "plan.xlsx"
    file.write_bytes(data)
    count = converted(soffice, file, "pdf", folder / "paper").read_bytes().count(b"/Type/Page/")
    return [] if 8 <= count <= 60 else [f"{count} pages"]


if __name__ == "__main__":
    sys.exit(main())
