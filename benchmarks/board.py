"""A board of 500 lines and 10 000 readings: `python -m benchmarks.board CASE FOLDER`.

`floor` reads the run and writes it again; `board` reads it and writes the board of it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

RUN = "large.json"
SCROLL = """async () => {
  const taken = []; let last = performance.now();
  for (let i = 1; i <= 60; i++) {
    scrollTo(0, 900 * i);
    await new Promise(requestAnimationFrame);
    const now = performance.now(); taken.push(now - last); last = now;
  }
  taken.sort((a, b) => a - b);
  const [opened] = performance.getEntriesByType('navigation');
  return { opened: opened.loadEventEnd, half: taken[30], most: taken[57],
           elements: document.querySelectorAll('*').length };
}"""
"""Opens and scrolls: milliseconds until loaded, of half the frames, of nineteen in twenty."""


def prepare(folder: Path) -> None:
    """Keep the run that both cases read."""
    from tests.report.large import large

    folder.mkdir(parents=True, exist_ok=True)
    (folder / RUN).write_text(json.dumps(large()), encoding="utf-8")


def opened(folder: Path) -> str:
    """How a browser takes the page, beside one that holds the same texts and nothing else."""
    from tests.report.browser import browser

    page = folder / "board" / "board.html"
    texts = re.findall(r">([^<]{3,})<", page.read_text(encoding="utf-8"))
    plain = folder / "plain.html"
    plain.write_text("<!doctype html>" + "".join(f"<p>{text}" for text in texts), encoding="utf-8")
    rows = [
        "| page | MB | elements | loaded, ms | half the frames, ms | nineteen in twenty |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    with browser() as chrome:
        for name, file in (("the same texts alone", plain), ("board", page)):
            shown = chrome.new_page(viewport={"width": 1920, "height": 1080})
            shown.goto(file.resolve().as_uri())
            rows.append(_row(name, file, shown.evaluate(SCROLL)))
            shown.close()
    return "\n".join(rows)


def _row(name: str, file: Path, took: Mapping[str, float]) -> str:
    size, elements = file.stat().st_size / 1e6, took["elements"]
    times = (took[key] for key in ("opened", "half", "most"))
    return f"| {name} | {size:.1f} | {elements} | {' | '.join(f'{ms:.0f}' for ms in times)} |"


def main() -> None:
    """Do the case once."""
    case, folder = sys.argv[1], Path(sys.argv[2])
    run: dict[str, Any] = json.loads((folder / RUN).read_text(encoding="utf-8"))
    if case == "floor":
        (folder / "again.json").write_text(json.dumps(run, indent=2), encoding="utf-8")
        return
    from golive.environments import load
    from golive.report.board import write
    from tests.report import large, runs

    write(run, folder / "board", load("prod"), runs.NOW, large.people())


if __name__ == "__main__":
    main()
