"""What says when to go back, as facts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from golive.alarms import by_id
from golive.facts.monitoring import Alarm, CompositeAlarm, Dashboard, Series
from golive.facts.rollback import RollbackCriterion
from golive.launch.criterion import ALARM
from golive.model import Fact
from tests.controls.good import ref
from tests.sides import NOW

ROW = by_id()[ALARM]
NAME = f"golive-x-{ALARM}"

GOOD: dict[str, Fact] = {
    "RollbackAlarm": Alarm(
        name=NAME,
        namespace=ROW.namespace,
        metric=ROW.metric,
        dimensions={"Environment": "x"},
        statistic=ROW.statistic,
        period_seconds=ROW.period,
        query="",
        threshold=4,
        comparison=ROW.comparison,
        evaluation_periods=ROW.evaluation_periods,
        datapoints=ROW.datapoints,
        missing=ROW.missing,
        actions=(),
        actions_enabled=True,
    ),
    "Abort": CompositeAlarm(
        name="golive-x-abort",
        members=(NAME,),
        suppressor="",
        actions=(ref("Topic"),),
        actions_enabled=True,
    ),
    "LaunchDay": Dashboard(
        name="golive-x-launch",
        series=(
            Series(namespace=ROW.namespace, metric=ROW.metric, dimensions={"Environment": "x"}),
        ),
    ),
    "Criterion": RollbackCriterion(
        alarm=NAME,
        hours=4,
        declared_hours=4,
        evaluated=NOW - timedelta(minutes=5),
        hearing=1,
    ),
}
IS_ALARM, AS_DECLARED = "3.3.1-criterion-is-alarm", "3.3.1-criterion-as-declared"
EVALUATED = "3.1.3-criterion-is-evaluated"

WRONG: list[tuple[str, str, dict[str, Any]]] = [
    (IS_ALARM, "RollbackAlarm", {"namespace": "AWS/Connect"}),
    (IS_ALARM, "RollbackAlarm", {"metric": "CriterionEvaluations"}),
    (IS_ALARM, "RollbackAlarm", {"threshold": 0}),
    (IS_ALARM, "RollbackAlarm", {"comparison": "LessThanThreshold"}),
    (IS_ALARM, "Abort", {"members": ()}),
    (IS_ALARM, "Abort", {"actions": ()}),
    (IS_ALARM, "Abort", {"actions_enabled": False}),
    (IS_ALARM, "Abort", {"suppressor": "golive-x-calls"}),
    (AS_DECLARED, "Criterion", {"alarm": ""}),
    (AS_DECLARED, "Criterion", {"hours": 24}),
    (AS_DECLARED, "Criterion", {"declared_hours": 2}),
    (AS_DECLARED, "Criterion", {"hearing": 0}),
    (EVALUATED, "Criterion", {"evaluated": None}),
    (EVALUATED, "Criterion", {"evaluated": NOW - timedelta(minutes=16)}),
]
ABSENT: list[tuple[str, str]] = [(IS_ALARM, "RollbackAlarm"), (IS_ALARM, "Abort")]
