"""A register as it is in the middle of a project, with the texts that break spreadsheets."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.resources import files
from tomllib import loads
from typing import TypedDict

from golive.plan import lines
from golive.register.records import (
    Decision,
    Issue,
    LineState,
    LogEntry,
    LogKind,
    Role,
    Severity,
    SignOff,
    Snapshot,
)

WHO = "arn:aws:iam::111122223333:user/sample-owner"
OTHER = "arn:aws:sts::111122223333:assumed-role/Lead/sample-lead"
FORMULA = "=1+1"
MARKUP = "<script>alert(1)</script> & <b>bold</b>"
EMOJI = "all green 🚀👩🏽‍💻"
RIGHT_TO_LEFT = "מוכן לעלייה לאוויר \u202etxt.exe"
HUGE = "five thousand " * 357 + "xx"
"""5 000 letters."""
CALLER = "+15555550123"


class Stamp(TypedDict):
    """Who changed a record last, when, and how often it was."""

    version: int
    by: str
    at: datetime


def sample(now: datetime) -> Snapshot:
    """Two owners, open roles, sign-offs good and bad, one critical issue open, nasty texts."""
    return Snapshot(
        "prod",
        now,
        lines={line.id: LineState(id=line.id) for line in lines()}
        | {state.id: state for state in _states(now)},
        roles={role: Role(id=role) for role in role_ids()} | {r.id: r for r in _roles(now)},
        sign_offs={sign.line: sign for sign in _sign_offs(now)},
        issues={issue.id: issue for issue in _issues(now)},
        log=_log(now),
        decisions=_decisions(now),
    )


def role_ids() -> tuple[str, ...]:
    """The roles of the roster, in its order."""
    text = files("golive.register").joinpath("roster.toml").read_text(encoding="utf-8")
    return tuple(row["id"] for row in loads(text)["role"])


def _states(now: datetime) -> tuple[LineState, ...]:
    today, kept = now.date(), Stamp(version=2, by=WHO, at=now - timedelta(days=2))
    return (
        LineState(id="1.1", owner="Ana Sample", notes=EMOJI, **kept),
        LineState(id="2.1.1", owner="Ana Sample", status="go", notes=FORMULA, **kept),
        LineState(id="2.1.3", owner="Ben Sample", due=today - timedelta(days=1), **kept),
        LineState(id="2.2.1", owner="Ben Sample", status="no-go", notes=MARKUP, **kept),
        LineState(id="2.4.2", owner="@sample", notes=RIGHT_TO_LEFT, priority="high", **kept),
        LineState(id="2.6.2", owner="Cy Sample", link="https://example.com/metrics", **kept),
        LineState(id="4.1", owner="Cy Sample", status="go", notes=HUGE, **kept),
        LineState(id="4.5", owner="-Dee Sample", due=today + timedelta(days=9), **kept),
    )


def _roles(now: datetime) -> tuple[Role, ...]:
    today, kept = now.date(), Stamp(version=1, by=OTHER, at=now - timedelta(days=5))
    told = today - timedelta(days=6)
    return (
        Role(
            id="network",
            person="Ana Sample",
            reach="+15555550101",
            confirmed=today - timedelta(days=3),
            told=told,
            **kept,
        ),
        Role(
            id="operations",
            person="Ben Sample",
            reach="ben@example.com",
            confirmed=today - timedelta(days=45),
            told=told,
            **kept,
        ),
        Role(id="aws", person="Cy Sample", reach="=HYPERLINK(1)", told=told, **kept),
        Role(
            id="crm",
            person="Dee <i>Sample</i>",
            reach="dee@example.com",
            confirmed=today - timedelta(days=1),
            notes=EMOJI,
            **kept,
        ),
    )


def _sign_offs(now: datetime) -> tuple[SignOff, ...]:
    today, kept = now.date(), Stamp(version=1, by=WHO, at=now - timedelta(days=4))
    return (
        SignOff(line="2.1.1", note="the account team has the dates", **kept),
        SignOff(line="2.2.3", note="agreed", expires=today + timedelta(days=20), **kept),
        SignOff(line="2.4.2", note="tried all", expires=today - timedelta(days=1), **kept),
        SignOff(line="2.5.1-3", note="trained, 41 of 41", withdrawn=True, **kept),
        SignOff(
            line="3.4.1-4",
            note=MARKUP,
            link="https://example.com/photo",
            evidence="a" * 64,
            **kept,
        ),
    )


def _issues(now: datetime) -> tuple[Issue, ...]:
    kept = Stamp(version=1, by=OTHER, at=now - timedelta(hours=3))
    return (
        Issue(
            id="issue-1",
            called=now - timedelta(hours=4),
            caller=CALLER,
            representative="agent.one",
            details="one way audio",
            screenshot="https://example.com/shot.png",
            severity=Severity.CRITICAL,
            opened=now - timedelta(hours=3),
            **kept,
        ),
        Issue(
            id="issue-2",
            called=now - timedelta(hours=8),
            caller="+15555550124",
            representative="agent.two",
            details=FORMULA,
            opened=now - timedelta(hours=7),
            closed=now - timedelta(hours=6),
            **kept,
        ),
        Issue(
            id="issue-3",
            called=now - timedelta(days=1),
            caller="+15555550125",
            representative="Sample <b>supervisor</b>",
            details="a trial: the form was tried",
            severity=Severity.MINOR,
            opened=now - timedelta(days=1),
            trial=True,
            **kept,
        ),
    )


def _log(now: datetime) -> tuple[LogEntry, ...]:
    first, second, third = (
        Stamp(version=1, by=WHO, at=now - timedelta(hours=hours)) for hours in (5, 4, 3)
    )
    return (
        LogEntry(id="log-1", text="bridge is open", **first),
        LogEntry(id="log-2", text=f"first calls {EMOJI}", kind=LogKind.WELL, **second),
        LogEntry(id="log-3", text=MARKUP, kind=LogKind.BADLY, **third),
    )


def _decisions(now: datetime) -> tuple[Decision, ...]:
    return (
        Decision(
            id="decision-1",
            message='{"decision":"go","text":"a sample"}',
            signature="c2FtcGxl",
            key="arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000",
            algorithm="ECDSA_SHA_256",
            version=1,
            by=OTHER,
            at=now - timedelta(days=1),
        ),
    )
