"""Runs commands by turns and keeps what each took."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Case:
    """A command; `accept` are the exit codes that don't spoil the measurement."""

    name: str
    words: Sequence[str]
    accept: Sequence[int] = (0,)
    env: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class Taken:
    """Seconds of each run: wall time, and processor time with that of all its children."""

    wall: list[float] = field(default_factory=list[float])
    cpu: list[float] = field(default_factory=list[float])

    @property
    def median(self) -> float:
        return statistics.median(self.wall)

    @property
    def median_cpu(self) -> float:
        return statistics.median(self.cpu)


def measure(cases: Sequence[Case], runs: int) -> dict[str, Taken]:
    """Each case by its name, after one run that isn't counted.

    The cases take turns, so that a busy moment of the machine meets all of them alike.
    """
    taken = {case.name: Taken() for case in cases}
    for turn in range(runs + 1):
        for case in cases:
            wall, cpu = once(case)
            if turn:
                taken[case.name].wall.append(wall)
                taken[case.name].cpu.append(cpu)
    return taken


def once(case: Case) -> tuple[float, float]:
    """Wall and processor seconds of one run; RuntimeError with its output when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        case.words,
        env={**os.environ, **case.env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in case.accept:
        raise RuntimeError(f"{case.name} ended with {process.returncode}:\n{said.decode()}")
    return wall, usage.ru_utime + usage.ru_stime
