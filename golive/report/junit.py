"""A run as JUnit XML: a suite for each line, a case for each control and subject.

What fails is a failure, what can't be told an error; what was not judged, or is answered for, is
skipped, with the reason. The shape is that of the Jenkins xUnit plugin (junit-10.xsd).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from golive.judge import APART, Verdict
from golive.report.words import TEMPLATE, words
from golive.report.words import clean as without_controls

ASIDE = {Verdict.SKIPPED, Verdict.WAIVED, Verdict.NOT_APPLICABLE} | APART
TAGS = {"no-go": "failure", "unsure": "error", "aside": "skipped"}
PLURALS = {"failures": "failure", "errors": "error", "skipped": "skipped"}
NO_CHARACTER = {0xFFFE: "\N{REPLACEMENT CHARACTER}", 0xFFFF: "\N{REPLACEMENT CHARACTER}"}
"""What XML 1.0 can't hold, beside control characters and lone surrogates."""


def junit(run: Mapping[str, Any]) -> str:
    """The XML, indented."""
    side = str(run["side"])
    root = Element("testsuites", name=clean(f"golive {run['environment']}".strip()))
    for line in run["lines"]:
        root.append(_suite(line, side, str(run.get("read_at", ""))))
    _count(root, "failures", "errors")
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=False)


def clean(text: object) -> str:
    """A text that XML can hold."""
    return without_controls(str(text)).translate(NO_CHARACTER)


def _suite(line: Mapping[str, Any], side: str, read_at: str) -> Element:
    suite = Element("testsuite", name=clean(f"{line['id']} {line['title']}"), id=clean(line["id"]))
    if read_at:
        suite.set("timestamp", clean(read_at))
    for subject in line["subjects"] or [_unjudged(line)]:
        suite.append(_case(line, subject, side))
    _count(suite, *PLURALS)
    return suite


def _unjudged(line: Mapping[str, Any]) -> dict[str, Any]:
    return {"control": "", "path": "", "subject": line["title"], "verdict": line["verdict"]}


def _case(line: Mapping[str, Any], subject: Mapping[str, Any], side: str) -> Element:
    verdict = Verdict(subject["verdict"])
    name = subject["path"] or subject["subject"]
    case = Element("testcase", name=clean(name), classname=clean(subject["control"] or line["id"]))
    tone = "aside" if verdict in ASIDE else words(side)[verdict].tone
    if tag := TAGS.get(tone):
        said = subject.get("waived") or subject.get("finding") or words(side)[verdict].meaning
        outcome = SubElement(case, tag, type=str(verdict), message=clean(said))
        outcome.text = clean(_told(subject)) or None
    elif side != TEMPLATE and verdict is not Verdict.PROVEN:
        SubElement(case, "system-out").text = str(verdict)
    return case


def _told(subject: Mapping[str, Any]) -> str:
    """What helps to mend it, a row each."""
    keys = ("subject", "property", "finding", "fix", "simulated")
    return "\n".join(f"{key}: {subject[key]}" for key in keys if subject.get(key))


def _count(element: Element, *plurals: str) -> None:
    element.set("tests", str(len(list(element.iter("testcase")))))
    for plural in plurals:
        element.set(plural, str(len(list(element.iter(PLURALS[plural])))))
