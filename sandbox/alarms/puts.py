"""What is put besides the state: configurations, with their history, and suppressors.

The emulator forgets a composite's suppressor, and counts changes in whole seconds.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from sandbox.adapters.services import extend
from sandbox.alarms import evaluator, history, insights, suppression
from sandbox.alarms.watched import Alarm
from sandbox.emulator import needs
from sandbox.simulated.service import Parameters, Refused

ALARMS = needs(
    "services.cloudwatch",
    "_alarms",
    "_composite_alarms",
    "_put_composite_alarm",
    "cloudformation_put_metric_alarm",
)
KEPT = ("StateReasonData", "StateTransitionedTimestamp", "EvaluationState")
_put, _put_composite = ALARMS.cloudformation_put_metric_alarm, ALARMS._put_composite_alarm


def put(alarm: Alarm) -> None:
    """A metric alarm by API or template: an update leaves its state as it is."""
    before: Mapping[str, Any] = ALARMS._alarms.get(alarm["AlarmName"]) or {}
    alarm |= {name: before[name] for name in KEPT if name in before}
    alarm["AlarmConfigurationUpdatedTimestamp"] = time.time()
    _put(alarm)
    history.configured(alarm, new=not before)


def put_composite(params: Any, said: Any, is_cbor: bool, is_json: bool = False) -> Any:
    """PutCompositeAlarm, with the suppressor: it may hold back what the alarm does at once."""
    given = said if is_cbor or is_json else {k: v[0] for k, v in params.items()}
    name: str = given.get("AlarmName", "")
    before, known = suppression.SETTINGS.get(name), name in ALARMS._composite_alarms
    suppressor = {field: given[field] for field in suppression.FIELDS if field in given}
    suppression.SETTINGS[name] = suppressor
    answer = _put_composite(params, said, is_cbor, is_json)
    if answer[0] != 200:
        suppression.SETTINGS[name] = before
        return answer
    alarm = ALARMS._composite_alarms[name]
    alarm.update(suppressor, AlarmConfigurationUpdatedTimestamp=time.time())
    history.configured(alarm, new=not known)
    return answer


def contributors(given: Parameters) -> Parameters:
    """DescribeAlarmContributors: those in ALARM."""
    if given["AlarmName"] not in ALARMS._alarms:
        raise Refused("ResourceNotFoundException", f"{given['AlarmName']} is no metric alarm")
    found: Mapping[str, str] = evaluator.ON.get(given["AlarmName"]) or {}
    alarm: Alarm = ALARMS._alarms[given["AlarmName"]]
    grouped = insights.parsed(alarm["Metrics"][0]["Expression"]).group if found else ""
    return {
        "AlarmContributors": [
            {"ContributorId": one, "StateReason": why, "ContributorAttributes": {grouped: one}}
            for one, why in found.items()
        ]
    }


ALARMS.cloudformation_put_metric_alarm, ALARMS._put_composite_alarm = put, put_composite
extend("cloudwatch", "monitoring", {"DescribeAlarmContributors": contributors})
