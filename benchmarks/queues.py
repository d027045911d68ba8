"""The stacks of an environment with so many queues: `python -m benchmarks.queues N FOLDER NAME`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from golive.environment import Environment

COUNTS = (1, 100, 1000)


def with_queues(environment: Environment, count: int) -> Environment:
    """The environment with this many queues, and nothing else changed."""
    queues = [f"Queue {number:04}" for number in range(count)]
    return environment.model_copy(update={"queues": queues})


def synthesize(name: str, count: int, folder: Path) -> None:
    """Write the cloud assembly, without checks."""
    from golive.environments import load
    from stacks.app import build_app

    build_app(with_queues(load(name), count), outdir=str(folder)).synth()


def size(folder: Path) -> int:
    """Bytes of all templates of an assembly."""
    return sum(file.stat().st_size for file in folder.glob("*.template.json"))


if __name__ == "__main__":
    gc.disable()
    synthesize(sys.argv[3], int(sys.argv[1]), Path(sys.argv[2]))
