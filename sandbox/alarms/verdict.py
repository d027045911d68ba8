"""What an evaluation of a metric alarm comes to: its state, and why, in CloudWatch's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sandbox.alarms.judgement import COMPARISONS, State, judged
from sandbox.alarms.refusal import CannotEvaluate
from sandbox.alarms.series import Store, Values
from sandbox.alarms.watched import Alarm, Watched, watched

MOST = 100
"""Contributors in ALARM that are told (CloudWatch User Guide, Limits)."""
WORDS = {
    "GreaterThanOrEqualToThreshold": "greater than or equal to",
    "GreaterThanThreshold": "greater than",
    "LessThanThreshold": "less than",
    "LessThanOrEqualToThreshold": "less than or equal to",
}
States = Mapping[str, State]


@dataclass(frozen=True)
class Verdict:
    """A state and, where it is another than before, its reason; `data` is that for programs.

    `on` are the contributors in ALARM, each with its reason; `error` is EVALUATION_ERROR where
    the alarm can't be evaluated here.
    """

    state: State
    reason: str = ""
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    on: Mapping[str, str] = field(default_factory=dict[str, str])
    error: str = ""


def verdict(alarm: Alarm, store: Store, now: float) -> Verdict:
    """The alarm judged at a moment (seconds since 1970)."""
    try:
        found = watched(alarm, store, now)
        breaches(alarm, [])
    except CannotEvaluate as cannot:
        return Verdict("INSUFFICIENT_DATA", str(cannot), error="EVALUATION_ERROR")
    if found.grouped and found.series:
        return _of_many(alarm, found)
    values = found.series.get("", [None] * found.window.count)
    state = _state(alarm, values, alarm["StateValue"])
    if state == alarm["StateValue"]:
        return Verdict(state)
    return Verdict(state, reason(alarm, found, values, state), data(alarm, found, values))


def _of_many(alarm: Alarm, found: Watched) -> Verdict:
    """Each series is judged by itself; one that is on turns the alarm on."""
    before: State = "OK" if alarm["StateValue"] == "INSUFFICIENT_DATA" else alarm["StateValue"]
    states = {name: _state(alarm, values, before) for name, values in found.series.items()}
    on = [name for name, state in states.items() if state == "ALARM"]
    told = {name: reason(alarm, found, found.series[name], "ALARM") for name in on[:MOST]}
    many = f"{MOST}+" if len(on) > MOST else f"{len(on)} out of {len(states)}"
    why = f"{many} time series evaluated to ALARM"
    worst = found.series[on[0] if on else next(iter(states))]
    state: State = "ALARM" if on else "OK"
    if state == alarm["StateValue"]:
        return Verdict(state, on=told)
    return Verdict(state, why, data(alarm, found, worst), told)


def _state(alarm: Alarm, values: Values, current: State) -> State:
    periods = alarm["EvaluationPeriods"]
    wanted = alarm.get("DatapointsToAlarm") or periods
    return judged(breaches(alarm, values), periods, wanted, alarm["TreatMissingData"], current)


def breaches(alarm: Alarm, values: Values) -> list[bool | None]:
    """Whether each value breaches the threshold; CannotEvaluate for a comparison with a band."""
    if (compare := COMPARISONS.get(alarm["ComparisonOperator"])) is None:
        raise CannotEvaluate(f"the sandbox doesn't compare by {alarm['ComparisonOperator']}")
    return [None if value is None else compare(value, alarm["Threshold"]) for value in values]


def reason(alarm: Alarm, found: Watched, values: Values, state: State) -> str:
    """Why, as the alarm's history and its messages tell it."""
    real = _real(alarm, found, values)
    periods = alarm["EvaluationPeriods"]
    if not real:
        return _missing(alarm, periods, state)
    breaching = state == "ALARM"
    fits = [one for one in real if breaches(alarm, [one[1]])[0] == breaching] or real
    shown = ", ".join(f"{value} ({_short(at)})" for at, value in reversed(real))
    was = f"{'was' if len(fits) == 1 else 'were'}{'' if breaching else ' not'}"
    wanted = alarm.get("DatapointsToAlarm") or periods
    least = wanted if breaching else periods - wanted + 1
    change = "OK -> ALARM" if breaching else "ALARM -> OK"
    return (
        f"Threshold Crossed: {len(fits)} out of the last {len(real)} datapoints [{shown}] {was} "
        f"{WORDS[alarm['ComparisonOperator']]} the threshold ({alarm['Threshold']}) "
        f"(minimum {least} datapoint{'s' if least > 1 else ''} for {change} transition)."
    )


def _missing(alarm: Alarm, periods: int, state: State) -> str:
    several, were = ("s", "were") if periods > 1 else ("", "was")
    if state == "INSUFFICIENT_DATA" or alarm["TreatMissingData"] in ("missing", "ignore"):
        return f"Insufficient Data: {periods} datapoint{several} {were} unknown."
    treated = "Breaching" if alarm["TreatMissingData"] == "breaching" else "NonBreaching"
    return (
        f"Threshold Crossed: no datapoints were received for {periods} period{several} and "
        f"{periods} missing datapoint{several} {were} treated as [{treated}]."
    )


def data(alarm: Alarm, found: Watched, values: Values) -> dict[str, Any]:
    """The reason for programs: StateReasonData."""
    real = _real(alarm, found, values)
    told = [{"timestamp": stamp(at), "value": value} for at, value in reversed(real)]
    made = {
        "version": "1.0",
        "queryDate": stamp(found.window.now),
        "startDate": stamp(real[0][0] if real else found.window.starts[0]),
        "statistic": found.statistic,
        "period": found.window.period,
        "recentDatapoints": [value for _, value in real],
        "threshold": alarm["Threshold"],
        "evaluatedDatapoints": told,
    }
    return {name: value for name, value in made.items() if value != ""}


def _real(alarm: Alarm, found: Watched, values: Values) -> list[tuple[float, float]]:
    """The datapoints that were judged, with the begin of their periods."""
    pairs: Sequence[tuple[float, float | None]] = [*zip(found.window.starts, values, strict=True)]
    real = [(at, value) for at, value in pairs if value is not None]
    return real[-alarm["EvaluationPeriods"] :]


def stamp(at: float) -> str:
    """A moment as CloudWatch writes it into documents."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "+0000"


def _short(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%d/%m/%y %H:%M:%S")
