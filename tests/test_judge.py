"""Two outcomes become one verdict, and silence never becomes a pass."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from golive.controls.control import Control, Finding, listing
from golive.facts.audit import LogGroup
from golive.judge import AT_MOST, NO_SUBJECT, Verdict, combine, exit_code, join, judge, judge_one
from golive.model import Basis, Evidence, Fact, Outcome, Ref, Seen, Side, Unknown
from tests.sides import Stub

HERE = Ref("data", "Log")


def _group(days: object) -> LogGroup:
    return LogGroup(name="g", key="aws-owned", retention_days=days)  # pyright: ignore[reportArgumentType]


def _ends(group: LogGroup, side: Side) -> Finding | None:
    return None if group.retention_days else Finding("retention_days", "keeps for ever")


CONTROL = Control("x-ends", "9.9", "Logs end.", LogGroup, _ends, "Set it.", False)
SIDES: dict[str, dict[Ref, Fact | Unknown | None]] = {
    "pass": {HERE: _group(30)},
    "fail": {HERE: _group(0)},
    "unknown": {HERE: _group(Unknown("a token"))},
    "unread": {HERE: Unknown("denied")},
    "gone": {HERE: None},
}
VERDICTS = {
    ("pass", "pass"): Verdict.PROVEN,
    ("pass", "absent"): Verdict.DESIGNED,
    ("pass", "fail"): Verdict.DRIFTED,
    ("fail", "pass"): Verdict.ACCIDENTAL,
    ("absent", "pass"): Verdict.UNMANAGED,
}


def _side(facts: dict[Ref, Fact | Unknown | None], stacks: set[str] | None = None) -> Stub:
    return Stub(facts, kinds=dict.fromkeys(facts, LogGroup), stacks=stacks)


@pytest.mark.parametrize(("design", "live"), list(itertools.product(Outcome, Outcome)))
def test_every_pair_has_its_verdict(design: Outcome, live: Outcome) -> None:
    """All pairs: named ones as the design's table, a failure before an unknown."""
    expected = VERDICTS.get((design.value, live.value))
    if expected is None:
        either = {design, live}
        unknown = Outcome.UNKNOWN in either and not either & {Outcome.FAIL, Outcome.GONE}
        expected = Verdict.UNKNOWN if unknown else Verdict.FAILED
    assert combine(design, live) is expected


@pytest.mark.parametrize(("basis", "verdict"), AT_MOST.items())
def test_less_than_evidence_never_proves(basis: Basis, verdict: Verdict) -> None:
    """What would be proven or unmanaged says on what it rests; nothing else changes."""
    for design, live in itertools.product(Outcome, Outcome):
        held = combine(design, live)
        expected = verdict if held in {Verdict.PROVEN, Verdict.UNMANAGED} else held
        assert combine(design, live, basis) is expected


class Told(LogGroup):
    """A group of which somebody says that its logs end."""

    def basis(self, part: str = "") -> Basis:
        return Basis.LISTED if part == "key" else Basis.SIGNED


def _told(name: str = "g") -> Told:
    return Told(name=name, key="aws-owned", retention_days=30)


def test_a_verdict_says_on_what_the_account_rests() -> None:
    """On the field that the claim is about; what the template rests on doesn't count."""
    told, plain = _side({HERE: _told()}), _side(SIDES["pass"])
    for part, verdict in (("", Verdict.SIGNED), ("key", Verdict.LISTED)):
        control = replace(CONTROL, part=part)
        assert [row.verdict for row in join(control, plain, told)] == [verdict]
        assert [row.verdict for row in join(control, told, plain)] == [Verdict.PROVEN]
        assert [row.verdict for row in join(control, _side({}), told)] == [verdict]


def test_a_claim_is_as_good_as_what_it_follows() -> None:
    """Followed or listed, somebody's word makes it that word's; a failure stays one."""
    there = Ref("data", "Other")
    side = Stub({HERE: _group(30), there: _told("o")}, kinds={HERE: LogGroup, there: Told})
    seen = Seen(HERE, _group(30), "data/Log")

    def follows(group: LogGroup, side: Side) -> Finding | None:
        return _ends(side.one(Told, there), side)

    def lists(group: LogGroup, side: Side) -> Finding | None:
        return None if listing(side, Told) else Finding("name", "has none")

    for holds in (follows, lists):
        assert judge(replace(CONTROL, holds=holds), seen, side).basis is Basis.SIGNED
    assert judge(CONTROL, seen, side).basis is Basis.EVIDENCE


@pytest.mark.parametrize(
    ("live", "stacks", "verdict", "said"),
    [
        ("pass", None, Verdict.PROVEN, ""),
        ("fail", None, Verdict.DRIFTED, "keeps for ever"),
        ("unknown", None, Verdict.UNKNOWN, "a token"),
        ("unread", None, Verdict.UNKNOWN, "denied"),
        ("gone", None, Verdict.FAILED, "was deleted outside CloudFormation"),
        ("absent", set[str](), Verdict.DESIGNED, ""),
        ("absent", {"data"}, Verdict.FAILED, "is not in the deployed stack"),
    ],
)
def test_join_tells_absences_apart(
    live: str, stacks: set[str] | None, verdict: Verdict, said: str
) -> None:
    """Not deployed is designed; deployed and missing, or deleted behind the stack, is not go."""
    [row] = join(CONTROL, _side(SIDES["pass"]), _side(SIDES.get(live, {}), stacks))
    assert (row.subject, row.verdict, row.finding) == (HERE, verdict, said)


def test_a_design_that_cannot_be_read_asks_nothing_of_the_account() -> None:
    """A nested stack that nobody can read is unknown, not deleted."""
    [row] = join(CONTROL, _side(SIDES["unread"]), _side({}, {"data"}))
    assert (row.verdict, row.finding) == (Verdict.UNKNOWN, "denied")


def test_denied_listing_is_unknown_for_each_designed_subject() -> None:
    """A listing that was denied never reads as `designed`."""
    live = Stub({}, denied={LogGroup: "logs:DescribeLogGroups was denied"})
    [row] = join(CONTROL, _side(SIDES["pass"]), live)
    assert row.verdict is Verdict.UNKNOWN
    assert "logs:DescribeLogGroups" in row.finding


def test_what_neither_side_can_list_is_told_once() -> None:
    """The same reason on both sides is one unknown, two reasons are two."""
    design = Stub({}, denied={LogGroup: "no credentials"})
    assert [row.finding for row in join(CONTROL, design, design)] == ["no credentials"]
    live = Stub({}, denied={LogGroup: "denied"})
    assert [row.finding for row in join(CONTROL, design, live)] == ["no credentials", "denied"]


def test_no_subject_is_unknown_on_one_side_and_on_both() -> None:
    """A control that met nothing proves nothing."""
    [joined], [judged] = join(CONTROL, Stub({}), Stub({})), judge_one(CONTROL, Stub({}))
    assert (joined.verdict, joined.subject) == (Verdict.UNKNOWN, NO_SUBJECT)
    assert judged.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([Verdict.PROVEN, Verdict.UNMANAGED, Verdict.NOT_APPLICABLE, Verdict.WAIVED], 0),
        ([Verdict.PROVEN, Verdict.LISTED, Verdict.SIGNED], 0),
        ([Verdict.PROVEN, Verdict.UNKNOWN], 3),
        ([Verdict.PROVEN, Verdict.DESIGNED], 3),
        ([Verdict.UNKNOWN, Verdict.DRIFTED], 1),
        ([Verdict.PROVEN, Verdict.ACCIDENTAL], 1),
        ([Verdict.UNKNOWN, Verdict.FAILED], 1),
        ([Verdict.PROVEN, Verdict.SKIPPED], 1),
        ([Verdict.NOT_BUILT, Verdict.ON_ACCOUNT], 3),
        ([Verdict.PROVEN, Verdict.ON_ACCOUNT], 0),
        ([Verdict.PROVEN, Verdict.NOT_BUILT], 0),
        ([], 3),
    ],
)
def test_exit_codes(verdicts: list[Verdict], code: int) -> None:
    """No-go wins over can't tell, and nothing judged can't tell."""
    assert exit_code(verdicts) == code


class Marked(Stub):
    """A group whose table is read too; the service of tables is simulated."""

    def follow(self, kind: type[Fact], ref: Ref | str) -> Seen:
        return replace(
            super().follow(kind, ref), evidence=(BESIDE,), simulated="tables are simulated"
        )

    def facts(self, kind: type[Fact]) -> list[Seen]:
        listed = super().facts(kind)
        assert not isinstance(listed, Unknown)
        return [replace(seen, simulated="listed as simulated") for seen in listed]


BESIDE = Evidence("dynamodb:DescribeTable", {"TableName": "t"}, "ab")
OWN = Evidence("logs:DescribeLogGroups", {}, "cd")


def test_what_is_followed_is_evidence_too() -> None:
    """A subject carries what was read beside it, and each mark of what is simulated."""

    def holds(group: LogGroup, side: Side) -> Finding | None:
        assert side.one(LogGroup, HERE) is side.one(LogGroup, HERE)
        assert listing(side, LogGroup)
        return _ends(group, side)

    side = Marked({HERE: _group(30)})
    seen = Seen(HERE, _group(30), "data/Log", (OWN,), simulated="logs are simulated")
    found = judge(replace(CONTROL, holds=holds), seen, side).seen
    assert found.evidence == (OWN, BESIDE)
    marks = {"tables are simulated", "listed as simulated", "logs are simulated"}
    assert set(found.simulated.split("; ")) == marks


class Quiet(LogGroup):
    """A group of which something is told though it holds."""

    def aside(self) -> str:
        return f"{self.name} was never written to"


def test_what_holds_may_say_something_too() -> None:
    """A fact's aside is told beside a pass, and makes nothing fail."""
    group = Quiet(name="g", key="aws-owned", retention_days=30)
    found = judge(CONTROL, Seen(HERE, group, "data/Log"), Stub({}))
    assert (found.outcome, found.finding) == (Outcome.PASS, "g was never written to")
