"""`make bench`: measures, and prints Markdown. Exit code 1 when an aim is missed."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import cases
from benchmarks.cases import ROOT, Claim
from benchmarks.measure import Taken, measure

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


def main() -> int:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often each case counts")
    parser.add_argument("--env", default="prod", help="the environment to synthesize")
    asked = parser.parse_args()
    os.chdir(ROOT)
    print(f"{os.cpu_count()} processors, {asked.runs} runs of each case by turns.")
    well = True
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for title, chosen, claims in (
            (f"Synth of {asked.env}", cases.synth(folder, asked.env), cases.SYNTH),
            ("Command", cases.command(folder / "none"), cases.COMMAND),
        ):
            taken = measure(chosen, asked.runs)
            said, met = judged(claims, taken)
            print(f"\n## {title}\n\n{table(taken)}\n\n{said}", flush=True)
            well = well and met
    print(f"\n## Demo\n\n{demo(ROOT / 'out' / 'demo.json')}")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
