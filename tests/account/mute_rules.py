"""The mute rules that the good account's environment declares, and a stranger's of its own."""

from __future__ import annotations

from typing import Any

from golive.account.readers.alarm_table import built
from golive.alarms.mutes import Mute, declared
from golive.environment import Environment
from tests.account.canned import Answer

ARN = "arn:aws:cloudwatch:us-east-1:111122223333:alarm-mute-rule:"
LIST, GET = "cloudwatch:ListAlarmMuteRules", "cloudwatch:GetAlarmMuteRule"
NIGHTLY = {"Schedule": {"Expression": "cron(0 2 * * *)", "Duration": "PT1H"}}
STRANGER: dict[str, Any] = {
    "Name": "somebody-else",
    "Rule": NIGHTLY,
    "MuteTargets": {"AlarmNames": ["other"]},
    "Status": "ACTIVE",
}


def mute_rules(environment: Environment) -> dict[str, Answer]:
    """The list of all, and each by its name."""
    rules = [*map(_kept, declared(environment, built(environment))), STRANGER]
    listed = [{"AlarmMuteRuleArn": ARN + rule["Name"]} for rule in rules]
    each: dict[str, Answer] = {f"{GET} {rule['Name']}": rule for rule in rules}
    return {LIST: {"AlarmMuteRuleSummaries": listed}, **each}


def _kept(mute: Mute) -> dict[str, Any]:
    schedule = {
        "Expression": mute.expression,
        "Duration": mute.duration,
        "Timezone": mute.zone,
    }
    made: dict[str, Any] = {
        "Name": mute.name,
        "Rule": {"Schedule": schedule},
        "MuteTargets": {"AlarmNames": list(reversed(mute.targets))},
        "Status": "SCHEDULED",
    }
    return made | ({"ExpireDate": mute.expires} if mute.expires else {})
