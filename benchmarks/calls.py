"""What the last verification asked AWS, by its own evidence: calls, and the seconds they take.

A call that answered more than one control counts once, for it was made once. Calls that found
no subject leave no evidence with one: those that only list are not counted here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from golive.account.duration import waited


def calls(file: Path) -> str:
    """A row for each service, and the controls that ask most."""
    if not file.exists():
        return f"{file.name} is not there: `make demo` writes it."
    rows = [*asked(json.loads(file.read_text()))]
    services = Counter(call.partition(":")[0] for call in {call for _, call in rows})
    controls = Counter(control for control, _ in set(rows))
    lines = ["| service | calls | s under its rate on AWS |", "|---|---:|---:|"]
    lines += [f"| {name} | {n} | {waited(name, n, {}):.0f} |" for name, n in services.most_common()]
    slowest = max((waited(name, n, {}) for name, n in services.items()), default=0)
    lines.append(f"| all, services side by side | {services.total()} | {slowest:.0f} |")
    lines += ["", "| control | calls |", "|---|---:|"]
    lines += [f"| {name} | {n} |" for name, n in controls.most_common(10)]
    return "\n".join(lines)


def asked(run: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each control with each call that it rests on, parameters and all."""
    for line in run["lines"]:
        for row in line["subjects"]:
            for evidence in row["evidence"] or ():
                if evidence["operation"] != "template":
                    said = json.dumps(evidence["parameters"], sort_keys=True)
                    yield row["control"], f"{evidence['operation']} {said}"
