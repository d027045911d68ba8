"""Runs made by hand: what `golive verify` and `golive check` write, at its richest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from golive.controls import catalogue
from golive.judge import Verdict
from golive.plan import lines

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
INJECTION = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"
LONG = "golive-sandbox-data/" + "AnUnbrokenNameThatGoesOnAndOnWithoutAnySpace" * 8
RTL = "تدفق الدفع الآمن"
OVERRIDE = "invoice\u202egpj.exe"
EMOJI = "After hours 🌙👩‍💻"
ESCAPE = "\x1b[31mred\x1b[0m"
WARNING = "waivers.toml:7: the waiver of Data/Reports expired on 2026-11-01"
SIMULATED = "Amazon Connect is simulated"

Subjects = Sequence[Mapping[str, Any]]


def evidence(operation: str, **parameters: object) -> dict[str, Any]:
    """One reading, as evidence is written."""
    return {
        "operation": operation,
        "parameters": parameters,
        "digest": "sha256:" + "ab12" * 16,
        "read_at": "2026-11-23T11:58:07+00:00",
    }


def subject(control: str, name: str, verdict: str = "proven", **more: object) -> dict[str, Any]:
    """One control on one subject."""
    plain = {
        "subject": f"golive-sandbox-data/{name}1F2E3D4C",
        "path": f"golive-sandbox-data/{name}",
        "control": control,
        "verdict": verdict,
        "finding": "",
        "property": "",
        "fix": "",
        "requires": "",
        "reason": "unread" if verdict == "unknown" else "",
        "simulated": "",
        "waived": "",
        "evidence": [
            evidence("cloudformation:GetTemplate", StackName="golive-sandbox-data"),
            evidence("dynamodb:DescribeTable", TableName=f"golive-sandbox-{name.lower()}"),
        ],
    }
    return plain | more


def line(identifier: str, verdict: str, subjects: Subjects = ()) -> dict[str, Any]:
    """One line; the title is the plan's."""
    title = next((n.title for n in lines() if n.id == identifier), "A line beside the plan")
    found = {"verdict": verdict, "subjects": list(subjects)}
    return {"id": identifier, "title": title, "marks": "TL", **found}


def run(found: Mapping[str, dict[str, Any]], verdict: str, side: str = "both") -> dict[str, Any]:
    """A run with those lines, all others not built."""
    every = [found.get(n.id) or line(n.id, "not built") for n in lines()]
    beside = [raw for key, raw in found.items() if key not in {n.id for n in lines()}]
    subjects = [one for raw in every + beside for one in raw["subjects"]]
    return {
        "environment": "sandbox",
        "side": side,
        "verdict": verdict,
        "only": [],
        "waived": sum(bool(one["waived"]) for one in subjects),
        "warnings": [],
        "lines": every + beside,
    }


def proven() -> dict[str, Any]:
    """Each line that has a control holds, the way the demo shows it."""
    found: dict[str, dict[str, Any]] = {}
    for control in catalogue().values():
        simulated = SIMULATED if control.line in {"4.2", "4.7", "2.6.8"} else ""
        names = ("Recordings", "Transcripts", "Reports", "Archive")
        subjects = [subject(control.id, name, simulated=simulated) for name in names]
        found.setdefault(control.line, line(control.line, "proven"))["subjects"] += subjects
    return run(found, "go")


def designed() -> dict[str, Any]:
    """What `golive check` says of a template that holds."""
    raw = proven()
    for one in [*raw["lines"], *(s for each in raw["lines"] for s in each["subjects"])]:
        one["verdict"] = one["verdict"].replace("proven", "designed")
    live = {control.line for control in catalogue().values() if control.live_only}
    both = {control.line for control in catalogue().values() if not control.live_only}
    for one in raw["lines"]:
        if one["id"] in live - both:
            one |= {"verdict": "on the account", "subjects": []}
    return raw | {"side": "template"}


def signed() -> dict[str, Any]:
    """Every line holds on a person's word: the widest of the tiles, with the longest of names."""
    given = {n.id: line(n.id, "signed", [subject("x", "Plan", "signed")]) for n in lines()}
    return run(given, "go")


def rich() -> dict[str, Any]:
    """Every verdict, and every text that has broken a page somewhere."""
    rows = [
        line("2.6.1", "unmanaged", [subject("2.6.1-dashboard-has-data", EMOJI, "unmanaged")]),
        line("4.4", "listed", [subject("4.4-secrets-readers", "Instance", "listed")]),
        line("2.4.2", "signed", [subject("2.4.2-signed-off", "Instance", "signed")]),
        line("2.6.3", "designed", [subject("2.6.3-alarm-can-fire", "Silence", "designed")]),
        line("2.6.5", "not applicable", [_declared("Dana Reyes: there is no legacy system")]),
        _unknown(),
        _waived(),
        _failed(),
        _drifted(),
        _accidental(),
        _skipped(),
        line("4.1", "proven", [subject("4.1-table-key", f"Table{n}") for n in range(14)]),
        line("x.1 beside", "unknown", [subject("x", RTL, "unknown", finding=ESCAPE)]),
    ]
    return run({raw["id"]: raw for raw in rows}, "no-go") | {"warnings": [WARNING]}


def _declared(why: str) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "subject": "environment file",
        "path": "",
        "finding": why,
        "evidence": [],
    }
    return subject("", "", "not applicable", **plain)


def _unknown() -> dict[str, Any]:
    why = "logs:FilterLogEvents was denied to arn:aws:sts::111122223333:assumed-role/Verify/me"
    subjects = [
        subject("2.6.8-flow-log-arrives", "FlowLog", "unknown", finding=why, simulated=SIMULATED),
        subject("2.6.8-flow-logs-kept", RTL, "proven", simulated=SIMULATED),
    ]
    return line("2.6.8", "unknown", subjects)


def _waived() -> dict[str, Any]:
    waiver = "until 2027-02-01: The carrier wants it. (Dana Reyes, approved by Kim Ito, CC-12)"
    more = {"finding": "lets anonymous callers in", "waived": waiver}
    return line("4.5", "waived", [subject("4.5-bucket-principals", "Reports", "waived", **more)])


def _failed() -> dict[str, Any]:
    more = {"property": "Policy.Statement[0].Condition", "fix": "Deny what isn't sent over TLS."}
    names = (LONG, INJECTION, OVERRIDE, "Archive", "Reports")
    subjects = [
        subject("4.9-bucket-tls-only", n, "failed", finding="answers without TLS", **more)
        for n in names
    ]
    return line("4.9", "failed", [*subjects, subject("4.9-bucket-tls-only", "Transcripts")])


def _drifted() -> dict[str, Any]:
    found = f"lets the principal {INJECTION} in"
    bad = subject("4.6-bucket-blocks-public", "Recordings", "drifted", finding=found, fix=INJECTION)
    return line("4.6", "drifted", [bad])


def _accidental() -> dict[str, Any]:
    found = "has a key in the account alone"
    more = {"finding": found, "property": "StreamEncryption.KeyId", "fix": "Name our key."}
    return line("4.8", "accidental", [subject("4.8-stream-key", "Records", "accidental", **more)])


def _skipped() -> dict[str, Any]:
    found = "skipped: requires 4.2-key-uploaded, which failed"
    more = {"finding": found, "requires": "4.2-key-uploaded"}
    one = subject("4.2-key-is-ours", "SecurityKeyA", "skipped", **more)
    return line("4.2", "skipped", [one])


def counts(raw: Mapping[str, Any]) -> dict[str, int]:
    """How many lines of a run have each verdict; only what occurs."""
    found = [one["verdict"] for one in raw["lines"]]
    return {str(v): found.count(str(v)) for v in Verdict if str(v) in found}
