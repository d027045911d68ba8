"""`golive decide` and `golive sign`: what they say to people and to machines, and their codes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from golive.cli.decide import decide as decide_command
from golive.cli.sign import sign as sign_command
from golive.decision import gathering
from golive.decision.case import Case
from golive.decision.decided import decide
from golive.decision.signing import NotSigned, message
from golive.register.errors import MissingRegister
from tests.decision.cases import APPROVER, after, broken, case, key, run, signed


def invoked(
    monkeypatch: pytest.MonkeyPatch, about: Case, *words: str, command: Any = decide_command
) -> Result:
    """A command on a case as if it had been gathered; its register belongs to the approver."""

    class Desk:
        caller, session = APPROVER, None

    def gather(*_: object, **__: object) -> gathering.Gathered:
        return gathering.Gathered(decide(about, key()), Desk(), key())  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(gathering, "gather", gather)
    return CliRunner().invoke(command, ["--env", "sandbox", *words])


def test_go_is_told_with_who_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first two lines are what somebody in a hurry reads."""
    done = invoked(monkeypatch, after(case()))
    assert (done.exit_code, done.output.splitlines()) == (
        0,
        [
            "GO  sandbox, launch 2035-01-15 05:00 UTC",
            f"signed GO by {APPROVER} at 2027-01-15 12:00 UTC: we are ready",
        ],
    )


def test_what_stands_between_is_told_with_owner_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each under its effort."""
    done = invoked(monkeypatch, case(run=run(**broken("4.1", "failed", fix="Seal it."))))
    assert (done.exit_code, done.output.splitlines()[1:]) == (
        1,
        [
            "no signature holds: `golive sign` makes one",
            "",
            "1 between us and GO, the least effort first:",
            "",
            "A setting",
            "  4.1  DynamoDB encrypts at rest under a customer-managed key",
            "    no-go, nobody owns it: Data/Thing is wrong",
            "    Seal it.",
        ],
    )


def test_what_moved_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """And that it must be signed again."""
    moved = run()
    moved["digests"]["flow"]["Main"] = "e" * 64
    done = invoked(monkeypatch, after(case(), run=moved))
    assert done.exit_code == 1
    assert done.output.splitlines()[0].startswith("RE-SIGN  sandbox")
    assert done.output.splitlines()[2:] == [
        "moved since then, and it must be signed again:",
        "  the contact flow Main changed: aaaaaaaa → eeeeeeee",
    ]


def test_nobody_s_words_act_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text, an owner, an id that others wrote: one line each, without escapes."""
    wild = "fine\nGO  sandbox\x1b[2J\u202e"
    wrong = case(run=run(**broken("4.1", "failed", wild)))
    decision = replace(signed(wrong, despite=True, text=wild), by=wild)
    bad = replace(decision, id=wild)
    people = replace(wrong.snapshot, decisions=(bad, decision))
    output = invoked(monkeypatch, replace(wrong, snapshot=people)).output
    assert "fine GO sandbox" in output
    assert not any(letter in output for letter in "\x1b\u202e")
    assert sum(line.startswith("GO") for line in output.splitlines()) == 0


def test_the_same_as_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine reads verdict, reasons and efforts, signature, what moved, what is refused."""
    wrong = case(run=run(**broken("4.1", "unknown", "the call is denied")))
    done = invoked(monkeypatch, wrong, "--format", "json")
    told = json.loads(done.output)
    assert (done.exit_code, told["verdict"], told["standing"]) == (3, "CAN'T TELL", "none")
    [reason] = told["reasons"]
    assert {"line": "4.1", "effort": "reading", "stops": "can't tell"}.items() <= reason.items()
    assert (told["moved"], told["refused"], told["signed"]) == ([], [], None)


def test_a_board_is_written_with_the_decision(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its verdict is the decision's, not the run's."""
    people = replace(case().snapshot, decisions=())
    done = invoked(monkeypatch, case(snapshot=people), "--out", str(tmp_path))
    assert done.exit_code == 0
    assert (tmp_path / "board.html").is_file()
    assert json.loads((tmp_path / "verify.json").read_text())["environment"] == "sandbox"


@pytest.mark.parametrize(
    ("verdict", "words", "code", "said"),
    [
        ("failed", (), 1, "not signed: it is NO-GO"),
        ("unknown", (), 3, "not signed: it is CAN'T TELL"),
        ("unknown", ("--despite",), 2, "--text must say why"),
        ("proven", ("--despite", "--text", "x"), 2, "nothing to be signed despite"),
    ],
)
def test_what_is_not_signed(
    monkeypatch: pytest.MonkeyPatch, verdict: str, words: tuple[str, ...], code: int, said: str
) -> None:
    """No GO without --despite, nothing despite without a reason; nothing despite a GO."""
    about = case(run=run(**broken("4.1", verdict)))
    done = invoked(monkeypatch, about, *words, command=sign_command)
    assert done.exit_code == code
    assert said in done.output


def test_mistakes_end_before_anything_is_asked(tmp_path: Path) -> None:
    """A phase, an environment, a file that aren't there or aren't what they should be."""
    file = tmp_path / "run.json"
    file.write_text("{}")
    for words, said in (
        (("--env", "sandbox", "--phase", "freze"), "did you mean freeze"),
        (("--env", "sandbx"), "sandbx"),
        (("--env", "sandbox", "--run", str(file)), "is no run of golive"),
        (("--env", "sandbox", "--run", str(tmp_path / "none")), "does not exist"),
    ):
        done = CliRunner().invoke(decide_command, words)
        assert (done.exit_code, said in done.output) == (2, True), done.output


def test_without_a_register_nobody_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that was never deployed has no decision: exit code 3, in words."""

    def missing(*_: object, **__: object) -> None:
        raise MissingRegister("sandbox has no register yet: deploy golive-sandbox-data")

    monkeypatch.setattr(gathering, "open_register", missing)
    done = CliRunner().invoke(decide_command, ["--env", "sandbox"])
    assert (done.exit_code, "has no register yet" in done.output) == (3, True)


def test_a_message_has_room_in_the_register() -> None:
    """A decision with more digests than an item holds is not signed, and says so."""
    large = run()
    large["digests"]["setting"] = {f"Bucket Data/B{number}": "f" * 64 for number in range(4000)}
    with pytest.raises(NotSigned, match="the register holds 300000"):
        message(decide(case(run=large), None), APPROVER, "")
