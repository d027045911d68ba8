"""Write docs/mutants.md: which mutants our controls kill, and which other tools notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from benchmarks.others.checkov import CHECKOV, by_checkov, installed
from benchmarks.others.given import Given, given, good
from benchmarks.others.matrix import matrix
from benchmarks.others.nag import by_nag
from golive.environments import load
from golive.plan import by_id
from golive.project import ROOT
from stacks.app import build_app

PAGE = ROOT / "docs" / "mutants.md"
Findings = frozenset[tuple[str, str]]
Tool = Callable[[Mapping[str, Mapping[str, Any]]], Mapping[str, Findings | None]]
HEAD = """\
# Mutants

`make compare` writes this page. A mutant is one change that breaks the claim of a line: the tests
assert that a control of that line finds it, and no unrelated one.

## The same mutants, given to other tools

Those that change one stack of the sandbox's templates, written by hand, made, or written blind.
Another tool notices one when it finds what it didn't find before the change: any rule counts, at
any severity, whether or not it is about that line. A template that it can't load counts as
noticed.

cdk-nag {nag}: all rules of AwsSolutions, NIST 800-53 R5 and PCI DSS 3.2.1. {checkov}: all
CloudFormation checks, without an account. Neither is made for most of these lines: the figures
say what the controls add, not that a tool is bad.

| line | mutants | our controls | cdk-nag | checkov |
|---|---:|---:|---:|---:|
"""


def noticed(tool: Tool, mutants: Sequence[Given], before: Mapping[str, Any]) -> list[bool]:
    """Whether the tool finds something new in each mutant, or can't load it."""
    known = tool(before)
    found = tool({f"M{i}": mutant.template for i, mutant in enumerate(mutants)})
    return [_new(found[f"M{i}"], known[m.stack]) for i, m in enumerate(mutants)]


def _new(found: Findings | None, known: Findings | None) -> bool:
    return found is None or bool(found - (known or frozenset()))


def rows(mutants: Sequence[Given], nag: Sequence[bool], checkov: Sequence[bool]) -> Iterator[str]:
    """One row a line, and the sum."""
    lines = [mutant.line for mutant in mutants]
    for line in (name for name in by_id() if name in lines):
        at = [i for i, name in enumerate(lines) if name == line]
        yield _row(line, at, nag, checkov)
    yield _row("**all**", range(len(lines)), nag, checkov)


def _row(name: str, at: Sequence[int], nag: Sequence[bool], checkov: Sequence[bool]) -> str:
    seen = [sum(tool[i] for i in at) for tool in (nag, checkov)]
    return f"| {name} | {len(at)} | {len(at)} | {seen[0]} | {seen[1]} |\n"


def main() -> None:
    """Synthesize, mutate, ask both tools, write the page."""
    console = Console(stderr=True)
    with TemporaryDirectory() as folder, console.status("synthesizing") as status:
        assembly = Path(folder, "cdk.out")
        build_app(load("sandbox"), outdir=str(assembly)).synth()
        before, mutants = good(assembly), list(given(assembly))
        status.update(f"cdk-nag reads {len(mutants)} mutants")
        nag = noticed(by_nag, mutants, before)
        tables = "".join(matrix(assembly, before))
        status.update(f"{CHECKOV} reads {len(mutants)} mutants")
        command = installed(ROOT / ".cache" / "checkov")
        checkov = noticed(lambda templates: by_checkov(templates, command), mutants, before)
    head = HEAD.format(nag=version("cdk-nag"), checkov=CHECKOV.replace("==", " "))
    PAGE.write_text(head + "".join(rows(mutants, nag, checkov)) + tables, encoding="utf-8")
    console.print(f"{PAGE.relative_to(ROOT)} is written")


if __name__ == "__main__":
    main()
