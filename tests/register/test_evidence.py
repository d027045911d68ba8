"""What a sign-off was given upon, and when it has moved."""

from __future__ import annotations

from golive.controls import catalogue
from golive.register.evidence import digests, line_digest, moved
from golive.register.records import SignOff
from tests.register.runs import run_of

LINE = "3.4.1-4"
BEFORE = run_of(LINE, "a", feed="x")


def signed(evidence: str) -> list[SignOff]:
    """A word on the line, given upon this evidence."""
    return [SignOff(line=LINE, note="seen", evidence=evidence)]


def test_the_line_has_settings_and_feeds() -> None:
    """The tests below speak of both kinds of control."""
    feeds = {c.live_only for c in catalogue().values() if c.line == LINE}
    assert feeds == {True, False}


def test_a_changed_setting_moves_a_sign_off() -> None:
    """What was looked at is not what is there now."""
    evidence = digests(BEFORE)[LINE]
    assert moved(signed(evidence), run_of(LINE, "b", feed="x")) == (LINE,)
    assert moved(signed(evidence), BEFORE) == ()


def test_what_arrives_moves_nothing() -> None:
    """New data on a dashboard, or another verdict, is no change of what was signed."""
    later = run_of(LINE, "a", feed="y", found="failed")
    assert line_digest(later["lines"][0]) == line_digest(BEFORE["lines"][0])


def test_the_order_of_subjects_moves_nothing() -> None:
    """Readers answer in whatever order."""
    line = BEFORE["lines"][0]
    assert line_digest(line | {"subjects": line["subjects"][::-1]}) == line_digest(line)


def test_a_line_of_people_alone_has_no_digest() -> None:
    """Nothing but a word stands for it, so nothing beside it can move."""
    assert line_digest(run_of("2.1.1", "a", feed="x")["lines"][0]) == ""


def test_a_word_without_a_run_cannot_move() -> None:
    """Who names no run has not said what was looked at."""
    assert moved(signed(""), run_of(LINE, "b")) == ()


def test_a_line_that_is_judged_no_more_has_moved() -> None:
    """Evidence that isn't there any more is not the evidence that was signed."""
    assert moved(signed("a" * 64), {"lines": []}) == (LINE,)
