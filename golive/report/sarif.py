"""A run as SARIF 2.1.0 (OASIS Standard): findings at their place, rules with what they mean.

What fails is an error, what can't be told a warning, what was skipped a note; a waived failure is
suppressed, with who answers for it. What holds on less than evidence is told without a level, for
who reads results to review. Fingerprints are made of control, environment and construct
path, which a new hash of a logical id doesn't change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any, Literal

from golive.about import of
from golive.controls import catalogue
from golive.controls.control import Control
from golive.judge import AT_MOST, NO_GO, Verdict
from golive.report.locations import place
from golive.report.words import TEMPLATE, clean
from golive.run import exit_code

Level = Literal["error", "warning", "note", "none"]
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FRAMEWORKS = {
    "PCI DSS 4.0": "pci",
    "NIST 800-53": "nist",
    "Well-Architected": "well_architected",
}
WAIVERS = "waivers"
"""The rule of what stands in no control: a waiver or a declaration that is not as it says."""

Object = dict[str, Any]


def sarif(run: Mapping[str, Any]) -> Object:
    """The log file as data."""
    rules = _rules()
    index = {rule["id"]: n for n, rule in enumerate(rules)}
    environment, side = str(run["environment"]), str(run["side"])
    results = [r for line in run["lines"] for r in _results(line, environment, side, index)]
    command = "check" if side == TEMPLATE else "verify"
    driver = {"name": "golive", "version": version("connect-golive"), "rules": rules}
    told = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"golive/{command}/{environment}/"},
        "invocations": [_invocation(run)],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [told]}


def _invocation(run: Mapping[str, Any]) -> Object:
    said = {"exitCode": exit_code(run), "exitCodeDescription": run["verdict"]}
    notes = [{"level": "note", "message": _message(text)} for text in run.get("warnings", ())]
    return {"executionSuccessful": True, **said, "toolExecutionNotifications": notes}


def _rules() -> list[Object]:
    rules = [_rule(control) for control in catalogue().values()]
    about = "A waiver or a declaration is used as it says."
    return [*rules, {"id": WAIVERS, "shortDescription": {"text": about}}]


def _rule(control: Control) -> Object:
    row = of(control.id)
    claim = control.claim.split("\n\n")[0]
    told = [control.fix, f"This doesn't prove: {row.not_proven}" if row.not_proven else ""]
    tags = [f"{name} {cited}" for name, key in FRAMEWORKS.items() for cited in getattr(row, key)]
    return {
        "id": control.id,
        "name": control.id,
        "shortDescription": {"text": claim},
        "fullDescription": {"text": " ".join(filter(None, (claim, row.risk)))},
        "help": {"text": "\n\n".join(filter(None, told))},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": [f"line {control.line}", *tags]},
    }


def _results(
    line: Mapping[str, Any], environment: str, side: str, index: Mapping[str, int]
) -> Iterator[Object]:
    for subject in line["subjects"]:
        if level := _level(Verdict(subject["verdict"]), side):
            rule = subject["control"] if subject["control"] in index else WAIVERS
            yield {
                "ruleId": rule,
                "ruleIndex": index[rule],
                "level": level,
                **({"kind": "review"} if level == "none" else {}),
                "message": _message(_told(line, subject)),
                "locations": [_location(subject, environment)],
                "partialFingerprints": {"golive/v1": _fingerprint(subject, environment)},
                **_suppressed(subject),
            }


def _level(verdict: Verdict, side: str) -> Level | None:
    """None for what is no finding."""
    if verdict is Verdict.SKIPPED:
        return "note"
    if verdict in NO_GO or verdict is Verdict.WAIVED:
        return "error"
    if verdict in AT_MOST.values():
        return "none"
    designed = verdict is Verdict.DESIGNED and side != TEMPLATE
    return "warning" if verdict is Verdict.UNKNOWN or designed else None


def _told(line: Mapping[str, Any], subject: Mapping[str, Any]) -> str:
    name = subject["path"] or subject["subject"]
    where = f" [{subject['property']}]" if subject["property"] else ""
    text = f"{name}: {subject['finding'] or subject['verdict']}{where}."
    fix = f" {subject['fix']}" if subject["fix"] else ""
    return f"Line {line['id']}, {line['title']}. {text}{fix}"


def _location(subject: Mapping[str, Any], environment: str) -> Object:
    file, row = place(subject, environment)
    physical = {"artifactLocation": {"uri": file}, "region": {"startLine": row}}
    name = clean(str(subject["path"] or subject["subject"]))
    logical = [{"fullyQualifiedName": name, "kind": "resource"}]
    return {"physicalLocation": physical, "logicalLocations": logical}


def _fingerprint(subject: Mapping[str, Any], environment: str) -> str:
    name = subject["path"] or subject["subject"]
    parts = "\0".join((str(subject["control"]), environment, str(name)))
    return hashlib.sha256(parts.encode("utf-8", "backslashreplace")).hexdigest()


def _suppressed(subject: Mapping[str, Any]) -> Object:
    if not subject["waived"]:
        return {}
    said = {"kind": "external", "status": "accepted", "justification": clean(subject["waived"])}
    return {"suppressions": [said]}


def _message(text: str) -> Object:
    """A message's own braces are doubled: single ones are placeholders (SARIF 3.11.5)."""
    return {"text": clean(text).replace("{", "{{").replace("}", "}}")}
