"""The register against the sandbox's DynamoDB."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

import pytest

from golive.environments import load
from golive.plan import by_id
from golive.register.errors import BadChange, Conflict, Denied, MissingRegister, Taken
from golive.register.ids import numbered, timed
from golive.register.records import Decision, Issue, LineState, LogEntry, Role, SignOff
from golive.register.roster import roster
from golive.register.store import Register, open_register
from golive.register.writing import refuse_overwriting
from tests.register.snapshots import sample
from tests.sandbox.account import Account

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
WRITERS = 200
K = TypeVar("K", LineState, Role, SignOff)


def owned(name: str) -> Callable[[LineState], LineState]:
    """A change that makes somebody the owner."""
    return lambda state: replace(state, owner=name)


def test_an_empty_register_shows_every_line_and_role(register: Register) -> None:
    """What nobody touched is there too, in the plan's order, with version 0."""
    found = register.snapshot()
    assert list(found.lines) == list(by_id())
    assert list(found.roles) == list(roster())
    assert {state.version for state in found.lines.values()} == {0}
    assert not found.issues


def test_a_change_is_kept_with_who_when_and_why(register: Register) -> None:
    """The record comes back, and its history says what it was before."""
    before = datetime.now(UTC)
    kept = register.change(LineState, "4.1", owned("Ana"), "she knows")
    again = register.change(LineState, "4.1", owned("Ben"), "she is away")
    assert register.snapshot().lines["4.1"] == again
    assert kept.by == register.caller
    assert kept.by.startswith("arn:aws:")
    first, second = register.history("plan/line#4.1")
    assert (first.why, second.why) == ("she knows", "she is away")
    assert second.fields == {"owner": ("Ana", "Ben")}
    assert before <= first.at <= second.at


def test_history_of_a_line_is_not_that_of_a_longer_id(register: Register) -> None:
    """`2.3.1` is not the beginning of `2.3.10`'s history."""
    register.change(LineState, "2.3.10", owned("Ana"), "w")
    register.change(LineState, "2.3.11", owned("Ben"), "w")
    assert register.history("plan/line#2.3.1") == []
    assert len(register.history()) == 2


def test_what_changes_nothing_is_not_written(register: Register) -> None:
    """Saying the same again makes no version and no history."""
    register.change(LineState, "4.1", owned("Ana"), "w")
    assert register.change(LineState, "4.1", owned("Ana"), "w").version == 1
    assert len(register.history()) == 1


def test_every_record_of_a_rich_register_comes_back(register: Register) -> None:
    """Lines, roles, sign-offs, issues, log and decisions are read as they were written."""
    rich = sample(NOW)
    for state in rich.lines.values():
        register.change(LineState, state.id, lambda old, s=state: _on(old, s), "w")
    for role in rich.roles.values():
        register.change(Role, role.id, lambda old, r=role: _on(old, r), "w")
    for sign in rich.sign_offs.values():
        register.change(SignOff, sign.line, lambda old, s=sign: _on(old, s), "w")
    for record in (*rich.issues.values(), *rich.log, *rich.decisions):
        register.put_new(record, "w")
    found = register.snapshot()
    assert found.lines["4.1"].notes == rich.lines["4.1"].notes
    assert found.roles["aws"].reach == "=HYPERLINK(1)"
    assert found.sign_offs.keys() == rich.sign_offs.keys()
    assert found.issues["issue-1"].caller == rich.issues["issue-1"].caller
    assert [entry.text for entry in found.log] == [entry.text for entry in rich.log]
    assert found.decisions[0].message == rich.decisions[0].message


def _on(old: K, new: K) -> K:
    return replace(new, version=old.version, by=old.by, at=old.at)


def test_one_partition_is_one_query(register: Register) -> None:
    """The plan alone is read without issues and log."""
    register.put_new(LogEntry(id="a", text="x"), "w")
    register.change(LineState, "4.1", owned("Ana"), "w")
    found = register.snapshot("plan")
    assert found.lines["4.1"].owner == "Ana"
    assert found.log == ()


def test_a_taken_id_is_refused(register: Register) -> None:
    """What is new is never written over what is there."""
    register.put_new(sample(NOW).issues["issue-1"], "w")
    with pytest.raises(Taken, match="issues/issue#issue-1"):
        register.put_new(sample(NOW).issues["issue-1"], "w")
    assert len(register.history()) == 1


@pytest.mark.parametrize(("kind", "id_"), [(LineState, "9.9"), (Role, "boss"), (SignOff, "x")])
def test_what_the_plan_does_not_know_is_refused(
    register: Register, kind: type[LineState], id_: str
) -> None:
    """A line or role that the repository doesn't have can't be written."""
    with pytest.raises(BadChange, match="does not exist"):
        register.change(kind, id_, lambda old: old, "w")


def test_an_issue_that_nobody_took_cannot_be_changed(register: Register) -> None:
    """A change needs the issue to be there."""
    with pytest.raises(BadChange, match="issues/issue#issue-9 does not exist"):
        register.change(Issue, "issue-9", lambda old: old, "w")


def test_what_is_written_once_cannot_be_changed(register: Register) -> None:
    """A decision stays as it was signed."""
    with pytest.raises(BadChange, match="written once"):
        register.change(Decision, "decision-1", lambda old: old, "w")


def test_a_change_needs_a_reason(register: Register) -> None:
    """Without a why nothing is written."""
    with pytest.raises(BadChange, match="why: is empty"):
        register.change(LineState, "4.1", owned("Ana"), " ")
    assert register.snapshot().lines["4.1"].version == 0


def test_a_field_that_somebody_else_changed_is_not_overwritten(register: Register) -> None:
    """The message says who changed it, from what, to what."""

    def late(state: LineState) -> LineState:
        if state.version == 0:
            register.change(LineState, "4.1", owned("Ben"), "quicker")
        return replace(state, owner="Ana")

    with pytest.raises(Conflict, match=r"owner was changed meanwhile by .* from '' to 'Ben'"):
        register.change(LineState, "4.1", late, "late")
    assert register.snapshot().lines["4.1"].owner == "Ben"


def test_another_field_that_somebody_else_changed_is_kept(register: Register) -> None:
    """Two people who change two fields of one line both get what they asked for."""

    def late(state: LineState) -> LineState:
        if state.version == 0:
            register.change(LineState, "4.1", owned("Ben"), "quicker")
        return replace(state, notes="seen")

    kept = register.change(LineState, "4.1", late, "late")
    assert (kept.owner, kept.notes, kept.version) == ("Ben", "seen", 2)


def test_two_hundred_writers_lose_nothing(register: Register) -> None:
    """Each adds to the same notes and sets a line of its own: all of it stands, with history."""
    own = list(by_id())

    def write(number: int) -> None:
        register.change(
            LineState,
            "4.1",
            lambda s: replace(s, notes=f"{s.notes} w{number:03d}"),
            f"writer {number}",
            adds_to=("notes",),
        )
        register.change(LineState, own[number % len(own)], owned(f"w{number}"), "own")

    with ThreadPoolExecutor(WRITERS) as pool:
        failed = [error for done in pool.map(_caught(write), range(WRITERS)) if (error := done)]
    assert {type(error) for error in failed} <= {Conflict}
    found, history = register.snapshot(), register.history()
    assert set(found.lines["4.1"].notes.split()) == {f"w{n:03d}" for n in range(WRITERS)}
    assert len(history) == 2 * WRITERS - len(failed)
    for id_, state in found.lines.items():
        changes = [c for c in history if c.record == f"plan/line#{id_}"]
        assert [c.version for c in sorted(changes, key=lambda c: c.version)] == list(
            range(1, state.version + 1)
        )


def _caught(write: Callable[[int], None]) -> Callable[[int], Exception | None]:
    def run(number: int) -> Exception | None:
        try:
            write(number)
        except Conflict as error:
            return error
        return None

    return run


def test_credentials_of_another_account_write_nothing(register: Register) -> None:
    """A register is written with the credentials of its own account only."""
    other = replace(register, account="999988887777")
    with pytest.raises(Denied, match="are of account 111122223333; allowed: 999988887777"):
        other.change(LineState, "4.1", owned("Ana"), "w")


def test_a_denied_write_names_its_permission(register: Register, account: Account) -> None:
    """Who may only read is told what is missing, and nothing is written."""
    reading = {"Effect": "Allow", "Action": ["dynamodb:GetItem", "sts:*"], "Resource": "*"}
    keys = account.user(reading)

    class Reader:
        def client(self, service: str) -> object:
            return account.client(service, *keys)

    with pytest.raises(Denied, match=r"TransactWriteItems was denied: .* dynamodb:PutItem"):
        replace(register, session=Reader()).change(LineState, "4.1", owned("Ana"), "w")
    assert register.history() == []


def test_a_table_that_is_gone_is_told(register: Register) -> None:
    """A register whose table was deleted is missing, not empty."""
    with pytest.raises(MissingRegister, match="deploy the Data stack"):
        replace(register, table="no-such-table").snapshot()


def test_an_environment_without_its_stack_has_no_register(account: Account) -> None:
    """Before the first deployment the message says what to deploy."""
    with pytest.raises(MissingRegister, match="prod has no register yet: deploy golive-prod-data"):
        open_register(load("prod"), account)


def test_the_register_of_a_deployment_is_found(deployed: Account) -> None:
    """The table is the one of the Data stack, by its construct's name."""
    found = open_register(load("sandbox"), deployed)
    assert found.table == deployed.physical("data", "Register", "::Table")


def test_ids_are_said_on_the_phone_or_sort_by_time() -> None:
    """Issues count up from what is there; log rows sort by their moment."""
    assert numbered("issue", ()) == "issue-1"
    assert numbered("issue", ("issue-2", "issue-10", "issue-x", "other-99")) == "issue-11"
    assert timed(NOW) < timed(NOW.replace(microsecond=1))


def test_a_record_that_was_taken_away_by_hand_is_told(register: Register, account: Account) -> None:
    """Its history goes on without it: nobody waits for others, and nothing is written over it."""
    register.change(LineState, "4.1", owned("Ana"), "w")
    key = {"pk": {"S": "plan"}, "sk": {"S": "line#4.1"}}
    account.client("dynamodb").delete_item(TableName=register.table, Key=key)
    with pytest.raises(BadChange, match=r"has plan/line#4\.1#00000001 already: .* by other hands"):
        register.change(LineState, "4.1", owned("Ben"), "w")
    assert len(register.history()) == 1


def test_a_conflict_tells_no_number_and_no_novel(register: Register) -> None:
    """What a message repeats of others' words is short, and no caller's number."""
    now = sample(NOW).issues["issue-1"]
    with pytest.raises(Conflict, match=r"caller was changed .* '\(not shown\)'"):
        refuse_overwriting(replace(now, caller="1"), now, ("caller",))
    long = LineState(id="4.1", notes="n" * 5000)
    with pytest.raises(Conflict) as told:
        refuse_overwriting(LineState(id="4.1"), long, ("notes",))
    assert len(str(told.value)) < 250
