"""`make bench`: measures, and writes results.md. Exit code 1 when an aim is missed."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import backtest as history
from benchmarks import board as large
from benchmarks import cases
from benchmarks.calls import calls
from benchmarks.cases import ROOT, Claim
from benchmarks.measure import Taken, measure
from benchmarks.queues import COUNTS, size
from benchmarks.register import prepared, writers
from benchmarks.workbook import EVIDENCE, LINES, prepare
from sandbox import control

RESULTS = ROOT / "benchmarks" / "results.md"
AIMS = {"first": 180.0, "again": 30.0}


def table(taken: Mapping[str, Taken]) -> str:
    """A row for each case; the first is the floor that the others are divided by."""
    floor = next(iter(taken.values()))
    rows = ["| case | wall s, median (range) | cpu s | times the floor |", "|---|---|---:|---:|"]
    for name, one in taken.items():
        wall = f"{one.median:.2f} ({min(one.wall):.2f} to {max(one.wall):.2f})"
        rows.append(f"| {name} | {wall} | {one.median_cpu:.2f} | {one.median / floor.median:.2f} |")
    return "\n".join(rows)


def judged(claims: Sequence[Claim], taken: Mapping[str, Taken]) -> tuple[str, bool]:
    """Each claim with its number and limit, and whether all keep it."""
    found = [(claim, claim.value(taken)) for claim in claims]
    rows = ["| claim | measured | aim | |", "|---|---:|---:|---|"]
    for claim, value in found:
        met = "met" if value < claim.limit else "missed"
        rows.append(f"| {claim.text} | {value:.2f} {claim.unit} | < {claim.limit:g} | {met} |")
    return "\n".join(rows), all(value < claim.limit for claim, value in found)


def demo(file: Path) -> str:
    """The phases of the last `make demo`, and the share of each."""
    if not file.exists():
        return f"{file.relative_to(ROOT)} is not there: `make demo` writes it."
    phases: dict[str, float] = json.loads(file.read_text())
    total = sum(phases.values())
    rows = ["| phase | s | share |", "|---|---:|---:|"]
    rows += [f"| {name} | {s:.1f} | {s / total:.0%} |" for name, s in phases.items()]
    aims = f"aim: {AIMS['first']:g} s the first time, with the build; {AIMS['again']:g} s again"
    return "\n".join([*rows, f"| all ({aims}) | {total:.1f} | |"])


def workbook(file: Path, runs: int) -> tuple[str, bool]:
    """The launch plan as a workbook, with its size."""
    size = prepare(file)
    taken = measure(cases.workbook(file), runs)
    said, met = judged(cases.WORKBOOK, taken)
    text = f"{LINES} lines, {EVIDENCE:,} pieces of evidence: {size / 1000:.0f} kB."
    return f"## Workbook\n\n{text}\n\n{table(taken)}\n\n{said}", met


def queues(folder: Path, name: str, runs: int) -> tuple[str, bool]:
    """Synthesis with more and more queues, and the bytes of its templates."""
    taken = measure(cases.queues(folder, name), runs)
    said, met = judged(cases.QUEUES, taken)
    sizes = {count: size(folder / f"queues-{count}") for count in COUNTS}
    bytes_of = ", ".join(f"{bytes_:,} with {count:,}" for count, bytes_ in sizes.items())
    flat = len(set(sizes.values())) == 1
    text = f"Bytes of all templates: {bytes_of}; {'met' if flat else 'missed'}: as many each time."
    return f"## Queues of {name}\n\n{table(taken)}\n\n{said}\n\n{text}", met and flat


def register(state: Path, runs: int) -> tuple[str, bool]:
    """The plan as people have it, from a sandbox of its own, and who writes to it at once."""
    with prepared(state) as (connection, name):
        taken = measure(cases.register(name, control.environment(connection)), runs)
        said, met = judged(cases.REGISTER, taken)
        return f"## Register\n\n{table(taken)}\n\n{said}\n\n{writers(connection)}", met


def sections(name: str, runs: int) -> Iterator[tuple[str, bool]]:
    """Each part of the report, and whether its aims are met."""
    load = os.getloadavg()[0]
    yield f"{os.cpu_count()} processors, {runs} runs by turns, load before them {load:.1f}.", True
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        large.prepare(folder)
        history.prepare(folder)
        for title, chosen, claims in (
            (f"Synth of {name}", cases.synth(folder, name), cases.SYNTH),
            ("Command", cases.command(folder / "none"), cases.COMMAND),
            ("Board", cases.board(folder), cases.BOARD),
            ("Backtest", cases.backtest(folder), cases.BACKTEST),
        ):
            taken = measure(chosen, runs)
            said, met = judged(claims, taken)
            yield f"## {title}\n\n{table(taken)}\n\n{said}", met
        yield queues(folder, name, runs)
        yield f"## Board in a browser\n\n{large.opened(folder)}", True
        yield workbook(folder / "plan.xlsx", runs)
        yield register(folder / "register", runs)
    yield f"## Demo\n\n{demo(ROOT / 'out' / 'demo.json')}", True
    yield f"## Calls of verify\n\n{calls(ROOT / 'out' / 'verify.json')}", True


def main() -> int:
    """Measure everything, print it, and keep it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often each case counts")
    parser.add_argument("--env", default="prod", help="the environment to synthesize")
    asked = parser.parse_args()
    os.chdir(ROOT)
    found = list[tuple[str, bool]]()
    for part in sections(asked.env, asked.runs):
        print(f"{part[0]}\n", flush=True)
        found.append(part)
    text = "\n\n".join(["# Results of `make bench`", *(text for text, _ in found)])
    RESULTS.write_text(f"{text}\n", encoding="utf-8")
    return 0 if all(met for _, met in found) else 1


if __name__ == "__main__":
    sys.exit(main())
