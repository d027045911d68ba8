"""Each mistake in an environment file gives its one message."""

from __future__ import annotations

from pathlib import Path

import pytest

from golive.environments import BadEnvironment, Mistake, load
from golive.project import ENVIRONMENTS

DEV = (ENVIRONMENTS / "dev.yaml").read_text(encoding="utf-8")
ADOPTED = "arn:aws:connect:us-east-1:111122223333:instance/8d1f1c52-0000-4000-8000-000000000000"


def mistakes(folder: Path, text: str, name: str = "dev") -> list[Mistake]:
    """What load says about a text."""
    file = folder / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        load(file)
    except BadEnvironment as error:
        return error.mistakes
    return []


def changed(old: str, new: str, text: str = DEV) -> str:
    """A file with one text replaced, which must stand in it."""
    assert old in text
    return text.replace(old, new, 1)


DAY = '{days: [mon], open: "08:00", close: "20:00"}'
WINDOW = "{start: 2027-01-24T03:00:00Z, end: 2027-01-24T07:00:00Z, reason: CRM}"

# What is replaced, by what, and the key, the problem and the allowed of the message.
CASES = {
    "unknown key": ("region:", "regoin:", "regoin", "did you mean region?", "account, region"),
    "unknown key, no guess": ("peak:", "zzz: 1\npeak:", "zzz", "is not a known key", "bridge"),
    "nested key": ("mode: create", "modus: create", "instance.modus", "mean mode?", "alias"),
    "missing key": ("  calls: 20\n", "", "peak.calls", "is missing", "a whole number of 1 or more"),
    "account as number": ('"111122223333" #', "111122223333 #", "account", "not allowed", "quotes"),
    "account too short": ('"111122223333" #', '"1111" #', "account", "not allowed", "12 digits"),
    "region": ("us-east-1", "Virginia", "region", "not allowed", "an AWS Region"),
    "word for a number": ("calls: 20", "calls: many", "peak.calls", "not allowed", "whole number"),
    "fraction": ("calls: 20", "calls: 2.5", "peak.calls", "not allowed", "whole number"),
    "nothing to carry": ("calls: 20", "calls: 0", "peak.calls", "not allowed", "1 or more"),
    "too likely": ("0.05", "1.5", "integrations[0].error_rate", "not allowed", "from 0 to 0.99"),
    "empty": ("alias: example-dev", "alias:", "instance.alias", "is empty", "up to 45"),
    "alias": ("example-dev", "d-dev", "instance.alias", "not allowed", "not beginning with d-"),
    "list for mapping": ("calls: 20\n", "calls: [20]\n", "peak.calls", "not allowed", "a whole"),
    "mapping for text": ("[Support,", "[{a: b},", "queues[0]", "is a mapping", "1 to 127"),
    "empty list": ("[Support, Sales]", "[]", "queues", "is empty", "a list of 1 or more"),
    "word for a switch": ("trail: create", "trail: on", "account_baseline.trail", "", "existing"),
    "yes": ("destroy: true", "destroy: yes", "destroy", "not allowed", "true or false"),
    "log step": ("log_days: 30", "log_days: 31", "retention.log_days", "", "30, 60"),
    "no offset": ("-11T14:00:00Z", "-11T14:00:00", "launch.at", "not allowed", "its offset"),
    "no time": ("2027-01-11T14:00:00Z", "2027-01-11", "launch.at", "not allowed", "date and time"),
    "number": ('"+15555550110"', '"0555"', "numbers[0].number", "not allowed", "E.164"),
    "number unquoted": ('"+15555550110"', "+15555550110", "numbers[0].number", "", "in quotes"),
    "e-mail": ("[contact-centre-dev@", "[contact centre@", "recipients.critical[0]", "", "e-mail"),
    "script": ("https://", "javascript:", "bridge", "not allowed", "https:// or tel:+"),
    "wildcard": ("role/ContactCentreDeveloper", "role/*", "access.operations[0]", "", "wildcards"),
    "whole account": ("role/ContactCentreDeveloper", "root", "access.operations[0]", "", "a role"),
    "key twice": ("region:", "account: x\nregion:", "account", "first in row 3", "each key once"),
    "time zone": ("New_York", "New_Yrok", "time_zone", "mean America/New_York?", "IANA"),
    "adopt without ARN": ("create\n", "adopt\n", "instance.arn", "is missing", "or mode create"),
    "create with ARN": (
        "mode: create",
        f"mode: create\n  arn: {ADOPTED}",
        "instance.arn",
        "",
        "no",
    ),
    "other account": (
        "mode: create",
        f"mode: adopt\n  arn: {ADOPTED.replace('3333', '9999')}",
        "instance.arn",
        "is of account 111122229999",
        "account 111122223333",
    ),
    "other region": (
        "mode: create",
        f"mode: adopt\n  arn: {ADOPTED.replace('us-east-1', 'eu-west-2')}",
        "instance.arn",
        "is of region eu-west-2",
        "region us-east-1",
    ),
    "window backwards": ("2027-01-08T", "2026-01-08T", "launch.test_window.end", "start", "later"),
    "window empty": (
        "end: 2027-01-08T22:00:00Z",
        "end: 2026-11-16T15:00:00+01:00",
        "launch.test_window.end",
        "is not after the start",
        "later than 2026-11-16T14:00:00+00:00",
    ),
    "window too late": (
        "2027-01-08T",
        "2027-02-08T",
        "launch.test_window.end",
        "launch",
        "earlier",
    ),
    "compliance destroyed": (
        "mode: governance",
        "mode: compliance",
        "retention.evidence_lock.mode",
        "stands beside destroy: true",
        "governance",
    ),
    "locked too long": (
        "days: 1 }",
        "days: 91 }",
        "retention.evidence_lock.days",
        "",
        "90 or less",
    ),
    "foreign reader": ("iam::1111", "iam::9999", "access.operations[0]", "999922223333", "1111"),
    "unknown line": ("2.6.5", "2.6.55", "not_applicable[0].line", "not a line", "2.6.1, 2.6.2"),
    "unknown section": ("2.6.5", "nonsense", "not_applicable[0].line", "not a line", "1.1, 2.1.1"),
    "secure input applies": (
        "2.6.5",
        "'4.3'",
        "not_applicable[0].line",
        "declares secure",
        "isn't",
    ),
    "control of another line": (
        "line: 2.6.5",
        "line: 2.6.9\n    control: 3.4.1-4-wfm-answers",
        "not_applicable[0].control",
        "is no control of line 2.6.9",
        "2.6.9-function-log-arrives",
    ),
    "control and its line": (
        "not_applicable:\n",
        "not_applicable:\n  - { line: 2.6.5, owner: Ana, reason: none }\n",
        "not_applicable[1].line",
        "first in not_applicable[0]",
        "once",
    ),
    "line unquoted": ("2.6.5", "4.3", "not_applicable[0].line", "not allowed", "in quotes"),
    "tagged list": ("[Support,", "!!set [x,", "queues", "has the tag", "no tag"),
    "numbers apply": ("2.6.5", "2.4.9", "not_applicable[0].line", "declares numbers", "isn't"),
    "opening twice over": (
        "bridge:",
        f"opening:\n  always: true\n  hours: [{DAY}]\nbridge:",
        "opening.hours",
        "beside always: true",
        "one of the two",
    ),
    "hours backwards": (
        "bridge:",
        f"opening:\n  hours: [{DAY.replace('20', '07')}]\nbridge:",
        "opening.hours[0].close",
        "is too early for 08:00",
        "an hour after it, up to 24:00",
    ),
    "no time of day": (
        "bridge:",
        f"opening:\n  hours: [{DAY.replace('20', '25')}]\nbridge:",
        "opening.hours[0].close",
        "not allowed",
        "a time of day in quotes",
    ),
    "no day": (
        "bridge:",
        f"opening:\n  hours: [{DAY.replace('mon', 'monday')}]\nbridge:",
        "opening.hours[0].days[0]",
        "not allowed",
        "mon, tue",
    ),
    "maintenance backwards": (
        "bridge:",
        f"maintenance: [{WINDOW.replace('T07', 'T03')}]\nbridge:",
        "maintenance[0].end",
        "is not after the start",
        "later than 2027-01-24T03:00:00+00:00",
    ),
    "maintenance too long": (
        "bridge:",
        f"maintenance: [{WINDOW.replace('01-24T07', '02-08T07')}]\nbridge:",
        "maintenance[0].end",
        "is more than 15 days after the start",
        "15 days or less",
    ),
    "maintenance twice": (
        "bridge:",
        f"maintenance: [{WINDOW}, {WINDOW}]\nbridge:",
        "maintenance[1].start",
        "first in maintenance[0]",
        "once",
    ),
    "plain heartbeat": (
        "  warning:",
        "  heartbeat: http://example.com/x\n  warning:",
        "recipients.heartbeat",
        "not allowed",
        "begins with https://",
    ),
    "queue twice": ("[Support, Sales]", "[A, A]", "queues[1]", "first in queues[0]", "once"),
    "flow twice": ("After hours", "Main", "flows[1].name", "first in flows[0]", "once"),
    "number twice": (
        "queues:",
        '  - {number: "+15555550110", purpose: again}\nqueues:',
        "numbers[1].number",
        "first in numbers[0]",
        "once",
    ),
    "alias of YAML": ("[Support, Sales]", "&q [A]\nbridge2: *q", "the file", "holds *q", "itself"),
    "tag": ("[Support,", "[!!python/name:os.system x,", "queues[0]", "has the tag", "no tag"),
    "own tag": ("[Support,", "[!secret x,", "queues[0]", "has the tag !secret", "no tag"),
    "name": ("region:", "name: dev\nregion:", "name", "is the file's own", "no such key"),
    "lock": ("region:", "locked: true\nregion:", "locked", "is the file's own", "no such key"),
    "card number": ("test line", "4111 1111 1111 1111", "the file", "a card number", "no secret"),
    "card in comment": ("# Where", "# 5555-5555-5555-4444", "the file", "a card number", "comment"),
    "private key": ("test line", "-----BEGIN RSA PRIVATE KEY-----", "the file", "key", "no secret"),
    "access key": ("test line", "AKIAIOSFODNN7EXAMPLE", "the file", "AWS access key", "no secret"),
}


@pytest.mark.parametrize("case", CASES)
def test_one_mistake_one_message(case: str, tmp_path: Path) -> None:
    """A mistake is told once: file, row, key, value, what is allowed."""
    old, new, key, problem, allowed = CASES[case]
    text = changed(old, new)
    (found,) = mistakes(tmp_path, text)
    assert found.key == key
    assert problem in found.problem
    assert allowed in found.allowed
    assert f"/dev.yaml:{found.row}: {key}:" in str(found)


def test_production_is_not_destroyed(tmp_path: Path) -> None:
    """A file whose name says production may not say `destroy: true`."""
    for name in ("prod", "prod-eu", "production"):
        (found,) = mistakes(tmp_path, DEV, name)
        assert found.key == "destroy"
        assert found.value == "true"


@pytest.mark.parametrize("name", ["dev-", "dev--2", "d", "2dev", "d" * 20])
def test_a_name_that_names_can_t_begin_with_is_refused(name: str, tmp_path: Path) -> None:
    """A trail's name has no two hyphens beside each other, and a bucket's is 63 characters."""
    [mistake] = mistakes(tmp_path, DEV, name)
    assert "single inner hyphens" in str(mistake)


def test_the_row_is_that_of_the_key(tmp_path: Path) -> None:
    """The message's row is where the editor must go."""
    text = changed("calls: 20", "calls: many")
    (found,) = mistakes(tmp_path, text)
    assert text.splitlines()[found.row - 1].strip() == "calls: many"
    assert found.value == '"many"'


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Shape and combination, in different fields, come in one reading, in the file's order."""
    text = changed("region:", "regoin:", changed("2027-01-08T", "2026-01-08T"))
    text = changed("calls: 20", "calls: many", changed("New_York", "New_Yrok", text))
    keys = [m.key for m in mistakes(tmp_path, text)]
    assert keys == ["regoin", "time_zone", "launch.test_window.end", "peak.calls"]


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    """No message shows a secret, also where it is a mistake of another kind."""
    card = "4111111111111111"
    for old, new in (("calls: 20", f"calls: '{card}'"), ("region:", f"'{card}': 1\nregion:")):
        found = mistakes(tmp_path, changed(old, new))
        assert [m.key for m in found] == ["the file"]
        assert card not in str(found)


def test_numbers_that_only_look_like_cards_pass(tmp_path: Path) -> None:
    """A phone number of 13 digits with a right check digit is no card, nor is an ARN's id."""
    assert not mistakes(tmp_path, changed("+15555550110", "+4222222222222"))
    assert not mistakes(tmp_path, changed("test line", "4111 1111 1111 1112"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty or no mapping"),
        ("- a\n", "is empty or no mapping"),
        ("a: [1\nb: 2\n", "expected ',' or ']'"),
        ("a: 1\n---\nb: 2\n", "but found another document"),
        ("a: \x00\n", "special characters are not allowed"),
        ("{[a]: 1}\n", "has a key that is no word"),
    ],
)
def test_what_is_no_mapping_is_told(text: str, problem: str, tmp_path: Path) -> None:
    """A file that isn't one YAML mapping gives a message with a row, and no traceback."""
    assert any(problem in mistake.problem for mistake in mistakes(tmp_path, text))


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A file that isn't UTF-8 is a mistake like any other."""
    file = tmp_path / "dev.yaml"
    file.write_bytes(b"account: \xff\n")
    with pytest.raises(BadEnvironment, match="UTF-8"):
        load(file)


def test_a_file_that_is_not_there_is_told() -> None:
    """An unknown name gives the names that are known, and the nearest."""
    with pytest.raises(
        BadEnvironment, match=r"did you mean sandbox\?; allowed: dev, prod, sandbox"
    ):
        load("sandbx")
