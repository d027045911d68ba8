"""One failure, and as many skips as hang on it; old evidence says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from golive import chains, freshness
from golive.about import About
from golive.chains import Chains
from golive.controls.control import Control
from golive.facts.audit import LogGroup
from golive.freshness import age, aged, as_of
from golive.judge import HOLDS, Verdict
from golive.model import Evidence, Ref, Seen
from golive.rows import Row
from tests.sides import NOW

REQUIRES = {"b": ("a",), "c": ("b",), "d": ("a", "elsewhere")}
Rows = Mapping[str, list[Row]]


@pytest.fixture(autouse=True)
def said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four controls in two chains, and evidence that is good for two hours."""

    def of(control: str) -> About:
        return About(requires=REQUIRES.get(control, ()), fresh_hours=2)

    monkeypatch.setattr(chains, "of", of)
    monkeypatch.setattr(freshness, "of", of)


def control(name: str) -> Control:
    return Control(name, f"line {name}", "", LogGroup, lambda fact, side: None, "", False)


def row(subject: str, verdict: Verdict, finding: str = "", **more: Any) -> Row:
    return Row(subject, verdict, finding, fix="Mend it.", **more)


def judged(rows: Rows, name: str, *aside: str) -> list[tuple[Verdict, str]]:
    named = {key: [replace(each, control=key) for each in found] for key, found in rows.items()}
    found = Chains(lambda c: named[c.id], [control(each) for each in rows], aside)
    return [(each.verdict, each.finding) for each in found.rows(control(name))]


@pytest.mark.parametrize("verdict", [Verdict.FAILED, Verdict.DRIFTED, Verdict.ACCIDENTAL])
def test_what_requires_a_failure_is_skipped(verdict: Verdict) -> None:
    """Whatever it says itself; the sentence names what failed."""
    for own in (Verdict.PROVEN, Verdict.FAILED, Verdict.UNKNOWN):
        rows = {"a": [row("x", verdict)], "b": [row("x", own, "own")]}
        said = (Verdict.SKIPPED, "skipped: requires a, which failed")
        assert judged(rows, "b") == [said]


def test_skips_go_along_the_chain() -> None:
    """What requires a skipped control is skipped too, by the name of the one before it."""
    rows = {"a": [row("x", Verdict.FAILED)], "b": [row("x", Verdict.PROVEN)]}
    rows["c"] = [row("x", Verdict.PROVEN)]
    assert judged(rows, "c") == [(Verdict.SKIPPED, "skipped: requires b, which was skipped")]


def test_a_skip_names_what_it_hangs_on() -> None:
    """As data too; there is nothing to mend where it stands."""
    rows = {"a": [row("x", Verdict.FAILED, control="a")], "b": [row("x", Verdict.FAILED)]}
    [found] = Chains(lambda c: rows[c.id], [control(each) for each in rows]).rows(control("b"))
    assert (found.requires, found.fix, found.to_json()["requires"]) == ("a", "", "a")


def test_the_same_subject_is_compared() -> None:
    """A failure elsewhere doesn't skip a subject that both judge."""
    rows = {
        "a": [row("x", Verdict.FAILED), row("y", Verdict.PROVEN)],
        "b": [row("x", Verdict.PROVEN), row("y", Verdict.PROVEN), row("z", Verdict.PROVEN)],
    }
    assert [verdict for verdict, _ in judged(rows, "b")] == [
        Verdict.SKIPPED,
        Verdict.PROVEN,
        Verdict.SKIPPED,
    ]


def test_what_requires_an_unknown_is_unknown() -> None:
    """But for what it says itself, a failure or a reason of its own."""
    rows = {"a": [row("x", Verdict.UNKNOWN, "denied")], "b": [row("x", Verdict.PROVEN)]}
    said = (Verdict.UNKNOWN, "requires a, which is unknown: denied")
    assert judged(rows, "b") == [said]
    rows["b"] = [row("x", Verdict.UNKNOWN, "a token")]
    assert judged(rows, "b") == [(Verdict.UNKNOWN, "a token")]
    rows["b"] = [row("x", Verdict.DRIFTED, "own")]
    assert judged(rows, "b") == [(Verdict.DRIFTED, "own")]


def test_a_failure_beats_an_unknown_among_what_is_required() -> None:
    """Two prerequisites: one failed, so it is skipped."""
    rows = {"a": [row("x", Verdict.UNKNOWN)], "elsewhere": [row("x", Verdict.FAILED)]}
    rows["d"] = [row("x", Verdict.PROVEN)]
    assert judged(rows, "d") == [(Verdict.SKIPPED, "skipped: requires elsewhere, which failed")]


@pytest.mark.parametrize("verdict", [Verdict.PROVEN, Verdict.DESIGNED, Verdict.WAIVED])
def test_what_holds_or_is_answered_for_asks_for_nothing(verdict: Verdict) -> None:
    """A prerequisite that is designed or waived leaves its dependents as they are."""
    rows = {"a": [row("x", verdict)], "b": [row("x", Verdict.PROVEN)]}
    assert judged(rows, "b") == [(Verdict.PROVEN, "")]


def test_a_waived_dependent_stays_waived() -> None:
    """Its failure is one that somebody answers for."""
    rows = {"a": [row("x", Verdict.FAILED)], "b": [row("x", Verdict.WAIVED, "own")]}
    assert judged(rows, "b") == [(Verdict.WAIVED, "own")]


def test_what_cant_be_judged_here_asks_for_nothing() -> None:
    """A prerequisite of the account alone, on a template; or one declared not applicable."""
    rows = {"d": [row("x", Verdict.PROVEN)], "a": [row("x", Verdict.UNKNOWN)]}
    assert judged({"d": rows["d"]}, "d") == [(Verdict.PROVEN, "")]
    assert judged(rows, "d", "line a") == [(Verdict.PROVEN, "")]


def _seen(hours: float) -> tuple[Seen, ...]:
    at = NOW - timedelta(hours=hours)
    return (
        Seen(Ref("s", "l"), None, "s/l", (Evidence("template", {}), Evidence("x:Y", {}, "", at))),
    )


@pytest.mark.parametrize("hours", [0, 2])
def test_fresh_evidence_proves(hours: float) -> None:
    """Up to its limit, the limit included."""
    found = row("x", Verdict.PROVEN, seen=_seen(hours))
    assert aged(found, NOW) is found


@pytest.mark.parametrize("verdict", sorted(HOLDS))
def test_old_evidence_proves_nothing(verdict: Verdict) -> None:
    """Beyond its limit what held, on whatever it rests, is unknown; a failure stays one."""
    old = aged(row("x", verdict, seen=_seen(3)), NOW)
    said = (Verdict.UNKNOWN, "its evidence is 3 h old, 2 h at most")
    assert (old.verdict, old.finding) == said
    failed = row("x", Verdict.DRIFTED, "own", seen=_seen(3))
    assert aged(failed, NOW) is failed


def _run(verdict: str, hours: float) -> dict[str, Any]:
    read = (NOW - timedelta(hours=hours)).isoformat()
    evidence = [{"read_at": read}]
    subject = {"control": "a", "verdict": "proven", "finding": "", "evidence": evidence}
    return {
        "verdict": verdict,
        "lines": [{"id": "9.9", "verdict": "proven", "subjects": [subject]}],
    }


def test_a_kept_run_ages() -> None:
    """Read later, its go is one no more; a no-go stays one, and a fresh run is as it was."""
    old = as_of(_run("go", 3), NOW)
    assert old["verdict"] == "can't tell"
    [line] = old["lines"]
    assert (line["verdict"], line["subjects"][0]["verdict"]) == ("unknown", "unknown")
    assert "3 h old" in line["subjects"][0]["finding"]
    assert as_of(_run("no-go", 3), NOW)["verdict"] == "no-go"
    assert as_of(_run("go", 1), NOW) == _run("go", 1)


@pytest.mark.parametrize(
    ("hours", "said"), [(0, "0 min old"), (1.5, "90 min old"), (47, "47 h old"), (49, "2 d old")]
)
def test_ages_are_told_in_what_people_count(hours: float, said: str) -> None:
    """Minutes, then hours, then days."""
    assert age(NOW - timedelta(hours=hours), NOW) == said
