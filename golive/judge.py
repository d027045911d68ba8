"""From facts to outcomes, and from two outcomes to a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from golive.controls.control import Control
from golive.followed import Followed, Listings
from golive.model import Basis, Gap, Outcome, Reason, Ref, Seen, Side, Unknown, weakest

NO_SUBJECT = Ref("", "no subject")
NOTHING_FOUND = Unknown("no subject was found for it", Reason.NOT_FOUND)


class Verdict(StrEnum):
    """What both sides say together; the order is from good to bad."""

    PROVEN = "proven"
    UNMANAGED = "unmanaged"
    LISTED = "listed"
    SIGNED = "signed"
    NOT_APPLICABLE = "not applicable"
    WAIVED = "waived"
    NOT_BUILT = "not built"
    ON_ACCOUNT = "on the account"
    DESIGNED = "designed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"
    ACCIDENTAL = "accidental"
    DRIFTED = "drifted"
    FAILED = "failed"


NO_GO = {Verdict.SKIPPED, Verdict.ACCIDENTAL, Verdict.DRIFTED, Verdict.FAILED}
"""A skip stands for a failure of what it requires, also where that one isn't shown."""

APART = {Verdict.NOT_BUILT, Verdict.ON_ACCOUNT}
"""What decides nothing: no control reads the line, or none that can where the run looks."""

HOLDS = {Verdict.PROVEN, Verdict.UNMANAGED, Verdict.LISTED, Verdict.SIGNED}
"""What holds in the account, on whatever it rests."""

AT_MOST = {Basis.LISTED: Verdict.LISTED, Basis.SIGNED: Verdict.SIGNED}
"""What holds on less than evidence is this, and never proven."""

BY_OUTCOMES = {
    (Outcome.PASS, Outcome.PASS): Verdict.PROVEN,
    (Outcome.PASS, Outcome.ABSENT): Verdict.DESIGNED,
    (Outcome.PASS, Outcome.FAIL): Verdict.DRIFTED,
    (Outcome.FAIL, Outcome.PASS): Verdict.ACCIDENTAL,
    (Outcome.ABSENT, Outcome.PASS): Verdict.UNMANAGED,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One control on one subject on one side.

    `basis` is what a pass rests on, `reason` of what kind an unknown is.
    """

    control: Control
    seen: Seen
    outcome: Outcome
    finding: str = ""
    property: str = ""
    basis: Basis = Basis.EVIDENCE
    reason: Reason = Reason.UNREAD


def judge(control: Control, seen: Seen, side: Side, listings: Listings | None = None) -> Judged:
    """Run a predicate; touching an Unknown makes the outcome unknown, with its reason.

    `listings` are kept from one subject to the next.
    """
    if isinstance(seen.fact, Unknown):
        return _unknown(control, seen, seen.fact)
    if seen.fact is None:
        return Judged(control, seen, Outcome.GONE, "was deleted outside CloudFormation")
    followed = Followed(side, {} if listings is None else listings)
    try:
        finding = control.holds(seen.fact, followed)
        aside = "" if finding else seen.fact.aside()
        basis = weakest([seen.fact.basis(control.part), *followed.bases])
    except Gap as gap:
        return _unknown(control, followed.beside(seen), gap.unknown)
    seen = followed.beside(seen)
    if finding is None:
        return Judged(control, seen, Outcome.PASS, aside, basis=basis)
    place = seen.properties.get(finding.field, finding.field)
    return Judged(control, seen, Outcome.FAIL, finding.text, place)


def _unknown(control: Control, seen: Seen, unknown: Unknown) -> Judged:
    return Judged(control, seen, Outcome.UNKNOWN, unknown.why, reason=unknown.kind)


def judge_side(control: Control, side: Side) -> list[Judged] | Unknown:
    """Every subject of a control on one side; Unknown when they can't be listed."""
    seen = side.facts(control.on)
    if isinstance(seen, Unknown):
        return seen
    listings: Listings = {}
    return [judge(control, s, side, listings) for s in seen]


def no_subject(control: Control, why: Unknown = NOTHING_FOUND) -> Judged:
    """A control that met nothing proves nothing."""
    return _unknown(control, Seen(NO_SUBJECT, why, f"any {control.on.__name__}"), why)


def judge_one(control: Control, side: Side) -> list[Judged]:
    """Every subject on a single side; never empty: no subject is an unknown."""
    judged = judge_side(control, side)
    if isinstance(judged, Unknown):
        return [no_subject(control, judged)]
    return judged or [no_subject(control)]


def combine(design: Outcome, live: Outcome, basis: Basis = Basis.EVIDENCE) -> Verdict:
    """Two outcomes of one subject as a verdict: a failing side wins over an unknown one.

    `basis` is what the account's pass rests on.
    """
    if verdict := BY_OUTCOMES.get((design, live)):
        return AT_MOST.get(basis, verdict) if verdict in HOLDS else verdict
    sides = {design, live}
    unknown = Outcome.UNKNOWN in sides and not sides & {Outcome.FAIL, Outcome.GONE}
    return Verdict.UNKNOWN if unknown else Verdict.FAILED


def exit_code(verdicts: Iterable[Verdict]) -> int:
    """0 go, 1 no-go, 3 can't tell; no-go wins, and nothing to judge can't tell."""
    found = set(verdicts) - APART
    if found & NO_GO:
        return 1
    return 3 if not found or found & {Verdict.UNKNOWN, Verdict.DESIGNED} else 0


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict that decides for a line: its worst, leaving aside a part that doesn't apply."""
    order, found = list(Verdict), set(verdicts)
    return max(found - {Verdict.NOT_APPLICABLE} or found, key=order.index)


@dataclass(frozen=True, slots=True)
class Joined:
    """One control on one subject, both sides together; `outcomes` are (template, account).

    `reason` is of what kind an unknown is.
    """

    control: Control
    subject: Ref
    verdict: Verdict
    design: Judged | None
    live: Judged | None
    finding: str
    outcomes: tuple[Outcome, Outcome] = (Outcome.UNKNOWN, Outcome.UNKNOWN)
    reason: Reason = Reason.UNREAD


def join(control: Control, design: Side, live: Side) -> list[Joined]:
    """The full outer join of both sides on the subject."""
    rows = list(_rows(control, design, live))
    return rows or [_nothing(control, NOTHING_FOUND)]


def _nothing(control: Control, why: Unknown) -> Joined:
    """A failure only where both sides were listed, and one of the kind has to be there."""
    needed = control.on.if_none if why is NOTHING_FOUND else ""
    verdict = Verdict.FAILED if needed else Verdict.UNKNOWN
    return Joined(control, NO_SUBJECT, verdict, None, None, needed or why.why, reason=why.kind)


def _rows(control: Control, design: Side, live: Side) -> Iterator[Joined]:
    planned = _designed(control, design)
    actual = judge_side(control, live)
    unread = planned if isinstance(planned, Unknown) else None
    planned = {} if isinstance(planned, Unknown) else planned
    denied = actual if isinstance(actual, Unknown) else None
    found = {} if isinstance(actual, Unknown) else {j.seen.subject: j for j in actual}
    for why in dict.fromkeys(filter(None, (unread, None if planned else denied))):
        yield _nothing(control, why)
    for subject in sorted(planned.keys() | found.keys()):
        yield _row(control, subject, planned.get(subject), found.get(subject), live, denied)


def _designed(control: Control, design: Side) -> dict[Ref, Judged] | Unknown:
    """For a feed, the subjects are those of the kind it is read at, and exist by design."""
    if not control.live_only:
        judged = judge_side(control, design)
        return judged if isinstance(judged, Unknown) else {j.seen.subject: j for j in judged}
    assert control.on.of is not None
    seen = design.facts(control.on.of)
    if isinstance(seen, Unknown):
        return seen
    return {s.subject: Judged(control, s, Outcome.PASS) for s in seen}


def _row(
    control: Control,
    subject: Ref,
    design: Judged | None,
    live: Judged | None,
    side: Side,
    denied: Unknown | None,
) -> Joined:
    missing, why = (Outcome.UNKNOWN, denied.why) if denied else _absence(subject, side)
    if design and isinstance(design.seen.fact, Unknown):
        missing, why = Outcome.ABSENT, ""
    both = design.outcome if design else Outcome.ABSENT, live.outcome if live else missing
    said = [j.finding for j in (design, live) if j and j.finding]
    if not live and missing is not Outcome.ABSENT:
        said.append(why)
    finding = "; ".join(dict.fromkeys(said))
    verdict = combine(*both, live.basis if live else Basis.EVIDENCE)
    return Joined(control, subject, verdict, design, live, finding, both, _reason(design, live))


def _reason(*sides: Judged | None) -> Reason:
    """Something may be there unless each side that can't tell says that nothing is."""
    kinds = [each.reason for each in sides if each and each.outcome is Outcome.UNKNOWN]
    return Reason.UNREAD if Reason.UNREAD in kinds or not kinds else kinds[-1]


def _absence(subject: Ref, side: Side) -> tuple[Outcome, str]:
    """Absent is not one thing: not deployed, or deployed without it."""
    deployed = side.deployed(subject.stack)
    if isinstance(deployed, Unknown):
        return Outcome.UNKNOWN, deployed.why
    if deployed:
        return Outcome.GONE, "is not in the deployed stack"
    return Outcome.ABSENT, ""
