"""docs/catalogue.md: every control, what it claims, reads and leaves open, and what it supports.

`python -m golive.catalogue` writes it; a test fails when it is stale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from golive.explain import FRAMEWORKS, Told, needed, told
from golive.plan import Line, lines

SPECIAL = re.compile(r"([\\*_\[\]<>|])")
HEAD = """\
# Catalogue

Every control of every line: what it claims, what may happen without it, what it doesn't prove,
and one change that breaks it, which the tests see it find. `golive explain LINE` says the same of
one line; `make docs` writes this page.

## What the mappings mean

They are our own, and say which requirement a control **supports**. None fulfils one by itself: a
requirement also asks for people, procedures and scope, and an assessor decides. A list is empty
where nothing fits honestly.

| framework | edition | source |
|---|---|---|
| PCI DSS | 4.0, March 2022 | PCI Security Standards Council; titles below are in our own words |
| NIST SP 800-53 | Rev. 5 | NIST, control catalogue |
| AWS Well-Architected | 2024-06-27 | AWS, its best practices; later editions group them otherwise |

The PCI pack of cdk-nag that runs beside the controls at synth is for **3.2.1**, which was retired
in March 2024: its rules' ids are not those cited here.
"""


def page() -> str:
    """The whole page."""
    by_line = {line: told(line.id) for line in lines()}
    built = {line: found for line, found in by_line.items() if found}
    bare = [line for line, found in by_line.items() if not found]
    parts = [HEAD, *(_line(line, found) for line, found in built.items())]
    return "\n".join([*parts, _bare(bare), _index(built.values())])


def safe(text: str) -> str:
    """A text that stays a text in Markdown, code between backticks as it is."""
    parts = text.split("`")
    even = [SPECIAL.sub(r"\\\1", part) if n % 2 == 0 else part for n, part in enumerate(parts)]
    return "`".join(even)


def _line(line: Line, found: list[Told]) -> str:
    actions = ", ".join(f"`{action}`" for action in needed(line.id))
    rows = [f"## {line.id} {safe(line.title)}", ""]
    rows += [f"Permissions of verify: {actions or 'none of its own yet'}.", ""]
    return "\n".join([*rows, *(row for one in found for row in _control(one))])


def _control(one: Told) -> Iterator[str]:
    yield from (f"### {one.control.id}", "", safe(one.claim), "")
    yield from (f"- {key}: {text}" for key, text in _said(one) if text)
    yield ""


def _said(one: Told) -> Iterator[tuple[str, str]]:
    about, shown = one.about, one.shown
    yield "**risk**", safe(about.risk)
    yield "**not proven**", safe(about.not_proven)
    yield "**fix**", safe(one.control.fix)
    yield "read in a template", _codes(one.template)
    yield "read in the account", f"no feed yet: {one.feed}" if one.feed else _codes(shown.reads)
    yield "requires", _codes(about.requires)
    yield "evidence", f"{about.fresh_hours} h old at most" if about.fresh_hours else ""
    yield "broken by", f"{safe(shown.breaks)} ({shown.where})" if shown.breaks else ""
    supports: dict[str, list[str]] = {}
    for framework, identifier, _ in one.cited():
        supports.setdefault(framework, []).append(identifier)
    yield "supports", "; ".join(f"{name} {', '.join(ids)}" for name, ids in supports.items())


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _bare(found: list[Line]) -> str:
    rows = [f"- {line.id} {safe(line.title)} ({''.join(line.marks)})" for line in found]
    return "\n".join(["## Lines without a control", "", *rows, ""]) if rows else ""


def _index(found: Iterable[list[Told]]) -> str:
    cited: dict[tuple[str, str, str], list[str]] = {}
    for one in (one for group in found for one in group):
        for at in one.cited():
            cited.setdefault(at, []).append(one.control.id)
    rows = ["## By requirement", ""]
    for framework in FRAMEWORKS.values():
        rows += [f"### {framework}", "", "| id | asks for | controls |", "|---|---|---|"]
        mine = sorted((at for at in cited if at[0] == framework), key=lambda at: _natural(at[1]))
        rows += [f"| {i} | {safe(t)} | {_codes(tuple(cited[f, i, t]))} |" for f, i, t in mine]
        rows.append("")
    return "\n".join(rows)


def _natural(identifier: str) -> list[tuple[int, str]]:
    """2.10 after 2.9."""
    parts = re.findall(r"\d+|\D+", identifier)
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]
