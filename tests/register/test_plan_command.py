"""`golive plan`: what people say of the plan, by command."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from golive.plan import by_id, lines
from golive.register.evidence import line_digest, moved
from golive.register.records import LineState, LogKind, SignOff
from golive.register.standing import signable
from golive.register.store import Register
from tests.register.command import Golive
from tests.register.command import golive as golive
from tests.register.runs import run_of
from tests.register.snapshots import EMOJI, FORMULA, HUGE, MARKUP, RIGHT_TO_LEFT

TODAY = datetime.now(UTC).date()
FUTURE = TODAY + timedelta(days=30)
PAST = TODAY - timedelta(days=3)


def test_a_line_is_assigned(golive: Golive, register: Register) -> None:
    """The owner is kept with the reason, and the command says who it took for the caller."""
    done = golive("plan", "assign", "4.1", "Ana Sample", "--why", "she knows tables")
    assert "line 4.1: version 1" in done.output
    assert register.snapshot().lines["4.1"].owner == "Ana Sample"
    assert register.history()[0].why == "she knows tables"


def test_all_fields_of_a_line_are_set_and_cleared(golive: Golive, register: Register) -> None:
    """What is set stands; what is cleared is as if nobody had said it."""
    link = "https://example.com/proof"
    words = ("--status", "no-go", "--priority", "low", "--due", str(FUTURE), "--link", link)
    golive("plan", "set", "4.1", *words, "--notes", "wait", "--owner", "Ben", "--why", "w")
    state = register.snapshot().lines["4.1"]
    assert (state.status, state.priority, state.due) == ("no-go", "low", FUTURE)
    assert (state.link, state.notes, state.owner) == (link, "wait", "Ben")
    cleared = [w for key in ("status", "priority", "due", "link") for w in ("--clear", key)]
    golive("plan", "set", "4.1", *cleared, "--why", "not yet")
    state = register.snapshot().lines["4.1"]
    assert (state.status, state.priority, state.due, state.link) == ("", "", None, "")
    assert state.owner == "Ben"


def test_notes_are_added_a_row_each(golive: Golive, register: Register) -> None:
    """A note stands below those that were there."""
    golive("plan", "note", "4.1", "first")
    golive("plan", "note", "4.1", "second")
    assert register.snapshot().lines["4.1"].notes == "first\nsecond"


@pytest.mark.parametrize("text", [FORMULA, MARKUP, EMOJI, RIGHT_TO_LEFT, HUGE])
def test_a_text_is_kept_as_given(golive: Golive, register: Register, text: str) -> None:
    """Formula, markup, emoji, other directions and huge notes come back letter by letter."""
    golive("plan", "set", "4.1", f"--notes={text}", "--why", "w")
    assert register.snapshot().lines["4.1"].notes == text
    shown = json.loads(golive("plan", "show", "4.1", "--format", "json").output)
    assert shown["lines"][0]["notes"] == text


def test_a_terminal_is_not_commanded(golive: Golive) -> None:
    """Escapes and marks that turn the direction are written out; markup is no markup."""
    golive("plan", "set", "4.1", "--notes", "a\x1b[2Jb\u202ec [red]d[/red]\x9be", "--why", "w")
    for words in (("plan", "show"), ("plan", "show", "4.1"), ("plan", "history")):
        text = golive(*words).output.replace("\n", "")
        assert "\\x1b[2J" in text
        assert "\\u202e" in text
        assert "[red]d[/red]\\x9b" in text
        assert not {"\x1b", "\u202e", "\x9b"} & set(text)


def test_show_gives_every_line_role_and_sum(golive: Golive) -> None:
    """An untouched register shows all lines, nobody, and each role as open."""
    text = golive("plan", "show").output
    assert all(line.id in text for line in lines())
    assert f"0 go, 0 no-go, {len(lines())} not said; 13 roles open" in text


def test_priority_comes_from_the_plan_until_somebody_says_otherwise(golive: Golive) -> None:
    """The plan's default is shown, and marked as not given."""
    golive("plan", "set", "2.1.1", "--priority", "high", "--why", "w")
    found = json.loads(golive("plan", "show", "--format", "json").output)["lines"]
    by_line = {row["id"]: (row["priority"], row["priority_given"]) for row in found}
    assert by_line["2.1.1"] == ("high", True)
    assert by_line["2.1.4"] == (by_id()["2.1.4"].priority, False)


def test_a_role_is_filled(golive: Golive, register: Register) -> None:
    """Person, way and dates are kept; an open role says so, a stale date too."""
    words = ("--person", "Cy Sample", "--reach", "+15555550100", "--told", str(PAST))
    golive("plan", "role", "crm", *words, "--confirmed", str(PAST), "--why", "w")
    golive("plan", "role", "sso", "--person", "D", "--confirmed", "2020-01-01", "--why", "w")
    roster = json.loads(golive("plan", "show", "--format", "json").output)["roster"]
    gaps = {row["id"]: row["gaps"] for row in roster}
    assert gaps["crm"] == []
    assert gaps["sso"] == [
        "was last reached on 2020-01-01, more than 30 days ago",
        "was not told the dates",
    ]
    assert gaps["aws"] == ["is open"]
    assert register.snapshot().roles["crm"].person == "Cy Sample"


def test_a_sign_off_is_given_expires_and_is_withdrawn(golive: Golive, register: Register) -> None:
    """The word stands with its author until its last day, or until it is taken back."""
    golive("plan", "sign-off", "2.1.1", "they have the dates", "--expires", str(FUTURE))
    sign = register.snapshot().sign_offs["2.1.1"]
    assert (sign.note, sign.expires, sign.by) == ("they have the dates", FUTURE, register.caller)
    assert "sign-off given" in golive("plan", "show").output
    golive("plan", "withdraw", "2.1.1", "--why", "they moved")
    assert register.snapshot().sign_offs["2.1.1"].withdrawn
    assert "sign-off withdrawn" in golive("plan", "show").output
    golive("plan", "sign-off", "2.1.1", "they came back")
    assert not register.snapshot().sign_offs["2.1.1"].withdrawn
    assert len(json.loads(golive("plan", "history", "2.1.1", "--format", "json").output)) == 3


def test_training_is_signed_for_people(golive: Golive, register: Register) -> None:
    """Each person stands once, in a row of their own."""
    people = [word for name in ("a", "b", "a") for word in ("--person", name)]
    golive("plan", "sign-off", "2.5.1-3", "trained", *people)
    assert register.snapshot().sign_offs["2.5.1-3"].people == "a\nb"


def test_a_sign_off_keeps_what_the_run_had_read(
    golive: Golive, register: Register, tmp_path: Path
) -> None:
    """With a run, the digest of what the line's controls had read is kept."""
    run = run_of("2.4.7", "digest")
    file = tmp_path / "verify.json"
    file.write_text(json.dumps(run))
    golive("plan", "sign-off", "2.4.7", "seen", "--run", str(file))
    sign = register.snapshot().sign_offs["2.4.7"]
    assert sign.evidence == line_digest(run["lines"][0])
    assert moved([sign], run) == ()


def test_the_log_is_written_in_order(golive: Golive, register: Register) -> None:
    """Rows keep their kind and the order in which they came."""
    golive("plan", "log", "the bridge is open")
    golive("plan", "log", "calls flow", "--kind", "well")
    first, second = register.snapshot().log
    assert (first.text, second.kind) == ("the bridge is open", LogKind.WELL)


def test_history_tells_who_when_why_and_what(golive: Golive, register: Register) -> None:
    """All changes, or those of one line, role or issue."""
    golive("plan", "assign", "4.1", "Ana", "--why", "she knows")
    golive("plan", "role", "crm", "--person", "Ben", "--why", "he too")
    text = golive("plan", "history").output
    assert "owner: nothing -> Ana" in text
    assert register.caller.rpartition(":")[2] in text
    assert "she knows" not in golive("plan", "history", "crm").output


WRONG = {
    "no line": (("assign", "9.9", "A", "--why", "w"), 'LINE: "9.9" is not there'),
    "near a line": (("assign", "4.11", "A", "--why", "w"), "did you mean 4.1?"),
    "no reason": (("assign", "4.1", "A", "--why", " "), "why: is empty"),
    "no why": (("assign", "4.1", "A"), "Missing option '--why'"),
    "no date": (
        ("set", "4.1", "--due", "18.01.2027", "--why", "w"),
        "'18.01.2027' is no date; allowed: YYYY-MM-DD",
    ),
    "no status": (("set", "4.1", "--status", "maybe", "--why", "w"), "'maybe' is not one of"),
    "script": (
        ("set", "4.1", "--link", "javascript:alert(1)", "--why", "w"),
        "allowed: a link that begins with https://",
    ),
    "nothing": (("set", "4.1", "--why", "w"), "nothing to change was given"),
    "both": (
        ("set", "4.1", "--notes", "x", "--clear", "notes", "--why", "w"),
        "contradict each other",
    ),
    "long": (("set", "4.1", "--notes", "x" * 10_001, "--why", "w"), "allowed: 10000"),
    "long why": (("set", "4.1", "--notes", "x", "--why", "w" * 501), "allowed: 500"),
    "no role": (("role", "boss", "--person", "A", "--why", "w"), "allowed: network, operations"),
    "later": (
        ("role", "crm", "--confirmed", "2099-01-01", "--why", "w"),
        "--confirmed: 2099-01-01 is to come",
    ),
    "no H": (("sign-off", "4.1", "fine"), "allowed: a line with an H mark: 2.1.1"),
    "roster": (("sign-off", "1.1", "fine"), "allowed: a line with an H mark"),
    "past": (("sign-off", "2.1.1", "fine", "--expires", "2020-01-01"), "2020-01-01 is past"),
    "person": (("sign-off", "2.1.1", "fine", "--person", "a"), "is not counted per person"),
    "silent": (("sign-off", "2.1.1", " "), "NOTE: is empty"),
    "unsigned": (("withdraw", "2.1.1", "--why", "w"), "was never signed off"),
    "empty log": (("log", ""), "TEXT: is empty"),
    "no record": (("history", "boss"), 'WHAT: "boss" is nothing of the register'),
    "no shown line": (("show", "9.9"), 'LINE: "9.9" is not there'),
    "surrogate": (("note", "4.1", "\udcff"), "half of a character"),
}


@pytest.mark.parametrize("case", WRONG)
def test_bad_input_is_named(golive: Golive, register: Register, case: str) -> None:
    """The message names key, value and what is allowed; nothing is written."""
    words, said = WRONG[case]
    assert said in golive("plan", *words, code=2).output
    assert register.history() == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("no json", "is no run"),
        ("[]", "is no run"),
        ('{"environment": "prod", "lines": []}', "is of environment prod"),
        ('{"environment": "sandbox", "lines": []}', "did not judge line 2.4.7"),
    ],
)
def test_a_file_that_is_no_run_is_refused(
    golive: Golive, tmp_path: Path, content: str, said: str
) -> None:
    """A sign-off rests on a run of this environment that judged the line, or on none."""
    file = tmp_path / "run.json"
    file.write_text(content)
    assert said in golive("plan", "sign-off", "2.4.7", "x", "--run", str(file), code=2).output


def test_every_signable_line_can_be_signed(golive: Golive, register: Register) -> None:
    """No line with an H mark is without a way to say it, the roster's apart."""
    for line in signable():
        golive("plan", "sign-off", line.id, "fine")
    assert len(register.snapshot().sign_offs) == len(signable())


def test_a_conflict_ends_with_one(golive: Golive, register: Register) -> None:
    """Whoever comes second on the same field is told, with code 1, and overwrites nothing."""
    real = register.get

    def late(kind: type[LineState], id_: str) -> LineState | None:
        found = real(kind, id_)
        if not raced:
            raced.append(True)
            register.change(LineState, "4.1", lambda s: replace(s, owner="Ben"), "quicker")
        return found

    raced: list[bool] = []
    object.__setattr__(register, "get", late)
    done = golive("plan", "assign", "4.1", "Ana", "--why", "w", code=1)
    assert "owner was changed meanwhile" in done.output
    assert register.snapshot().lines["4.1"].owner == "Ben"


def test_a_sign_off_of_nothing_is_the_register_s_own(register: Register) -> None:
    """A record that a tool writes needs no command: the library is the same."""
    kept = register.change(SignOff, "2.1.1", lambda s: replace(s, note="fine"), "w")
    assert kept.version == 1
