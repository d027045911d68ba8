"""What tests leave in an account: names, origins, and an environment that is to be destroyed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from golive.account import Account
from golive.controls import catalogue
from golive.declared.proofs import Leftovers as Declared
from golive.facts.leftovers import Keeping, Leftovers, LogLevel, OriginUse
from golive.judge import judge_side
from golive.keeping import DESTROYABLE
from golive.model import Fact, Outcome, Unknown
from golive.plain import plain
from tests.account.canned import Answers, Canned, refused
from tests.account.concerns.leftovers import CONFIGURATION, deployed, loud
from tests.account.good import NOW, answers, changed, environment

USERS = "connect:SearchUsers"
END = environment().launch.test_window.end
STAYS = catalogue()["2.3.11-environment-stays"]
NAMED = catalogue()["2.3.11-nothing-named-for-tests"]


def side(changes: Answers | None = None, *, now: datetime = NOW, **declared: Any) -> Account:
    """The good account, at another time or of another environment."""
    target = environment().model_copy(update=declared)
    made = Account(Canned(answers(changes)), target, now)
    made.find()
    return made


def facts(kind: type[Fact], account: Account) -> dict[str, Any]:
    """Each fact by its path as data."""
    found = account.facts(kind)
    assert not isinstance(found, Unknown)
    return {seen.path: plain(seen.fact) for seen in found}


def outcome(control: Any, account: Account) -> tuple[Outcome, str]:
    """What a control says of the instance."""
    judged = judge_side(control, account)
    assert not isinstance(judged, Unknown)
    [one] = judged
    return one.outcome, one.finding


def test_an_environment_to_be_destroyed_fails_when_its_tests_end() -> None:
    """During the tests it may be; from the window's end on it may not."""
    assert outcome(STAYS, side())[0] is Outcome.PASS
    assert outcome(STAYS, side(now=END - timedelta(seconds=1)))[0] is Outcome.PASS
    found, said = outcome(STAYS, side(now=END))
    assert (found, "its tests ended on 2035-01-15" in said) == (Outcome.FAIL, True)
    assert outcome(STAYS, side(now=END, destroy=False))[0] is Outcome.PASS


def test_a_file_that_was_changed_and_not_deployed_is_found() -> None:
    """The stacks still say what they were deployed with."""
    template = deployed("Data", "Table")
    [(key, answer)] = template.items()
    body = dict(cast(Any, answer))["TemplateBody"]
    text = f'{body[:-1]}, "Metadata": {{"{DESTROYABLE}": true}}}}'
    account = side({key: {"TemplateBody": text}}, now=END, destroy=False)
    assert outcome(STAYS, account)[0] is Outcome.FAIL
    assert facts(Keeping, account)["Data/Table"]["destroyable"] is True


def test_names_match_whatever_their_case() -> None:
    """A pattern covers the whole name, with * for the rest."""
    names = {"TEST main": True, "latest": False, "Sales-Test": True, "contest": False}
    for name, left in names.items():
        changes = {"connect:ListQueues": {"QueueSummaryList": [{"Id": "q", "Name": name}]}}
        assert bool(facts(Leftovers, side(changes))["Instance/Instance"]["queues"]) is left, name


def test_users_and_numbers_are_counted() -> None:
    """Who they are stands nowhere."""
    changes = changed(USERS, "Users.2.Username", "test.jamie@example.com")
    found = facts(Leftovers, side(changes))["Instance/Instance"]
    assert found["users"] == 1
    assert "jamie" not in str(found)
    assert outcome(NAMED, side(changes)) == (Outcome.FAIL, "has 1 user named for tests")


def test_archived_flows_take_no_calls() -> None:
    """A flow of the tests that is archived is not left in production."""
    assert facts(Leftovers, side())["Instance/Instance"]["flows"] == []


def test_what_is_found_wins_over_what_is_denied() -> None:
    """A queue of the tests is a failure even where users can't be listed."""
    queues = {"connect:ListQueues": {"QueueSummaryList": [{"Id": "q", "Name": "test"}]}}
    denied = {USERS: refused("AccessDeniedException")}
    assert outcome(NAMED, side(queues | denied))[0] is Outcome.FAIL
    assert outcome(NAMED, side(denied))[0] is Outcome.UNKNOWN


def test_no_names_of_tests_are_unknown() -> None:
    """Without a pattern nothing can be looked for."""
    account = side(leftovers=Declared(names=[]))
    said = facts(Leftovers, account)["Instance/Instance"]
    assert said == {"unknown": "the environment declares no names of tests"}


def test_an_origin_is_the_same_with_a_slash() -> None:
    """Connect keeps what was written."""
    changes = changed("connect:ListApprovedOrigins", "Origins.0", "https://desktop.example.com/")
    found = facts(OriginUse, side(changes))["Instance/Instance"]
    assert found["approved"] == found["declared"]


def test_the_variables_of_a_function_are_those_deployed() -> None:
    """What stands in the function now could be secret, and is dropped unread."""
    secret = {CONFIGURATION: {**_configured(), "Environment": {"Variables": {"LOG_LEVEL": "x"}}}}
    account = side(secret)
    assert facts(LogLevel, account)["AccountBaseline/Function"]["variables"] == {}
    assert facts(LogLevel, side(loud("LOG_LEVEL")))["AccountBaseline/Function"]["variables"] == {
        "LOG_LEVEL": "debug"
    }
    given = {"Environment": {"Variables": {"LOG_LEVEL": {"Ref": "Level"}}}}
    later = side(deployed("AccountBaseline", "Function", Properties=given))
    said = facts(LogLevel, later)["AccountBaseline/Function"]["variables"]
    assert said == {"LOG_LEVEL": {"unknown": "LOG_LEVEL is no word"}}


def _configured() -> dict[str, Any]:
    known: Any = answers()[CONFIGURATION]
    return dict(known)


def test_text_logs_have_no_level() -> None:
    """Without LoggingConfig nothing is filtered, and nothing is louder than it was written."""
    quiet: dict[str, Any] = {**_configured(), "LoggingConfig": {}}
    found = facts(LogLevel, side({CONFIGURATION: quiet}))["AccountBaseline/Function"]
    assert (found["application"], found["system"]) == ("INFO", "INFO")


def test_a_template_that_was_denied_is_unknown() -> None:
    """What a stack does with its data can't be told without it."""
    key = next(iter(deployed("Data", "Table")))
    found = facts(Keeping, side({key: refused("AccessDeniedException")}))
    assert "cloudformation:GetTemplate was denied" in found["golive-sandbox-data/Table"]["unknown"]
