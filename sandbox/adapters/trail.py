"""AWS::CloudTrail::Trail, and what CreateTrail of the emulator loses."""

from __future__ import annotations

from typing import Any

from sandbox.adapters.provisioner import Made, Properties, add, some, true
from sandbox.emulator import needs
from sandbox.inprocess import account, client, region
from sandbox.judge import judge, may_store
from sandbox.writers import trail_writer

TRAILS = needs("services.cloudtrail", "_create_trail", "_update_trail", "_DISPATCH")
FLAGS = {
    "IsMultiRegionTrail": False,
    "EnableLogFileValidation": False,
    "IsOrganizationTrail": False,
}
TEXTS = ("S3KeyPrefix", "SnsTopicName", "CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn")
SELECTORS = ("EventSelectors", "AdvancedEventSelectors")


def create(name: str, properties: Properties) -> Made:
    """Make the trail with its selectors, and start it."""
    named = properties.get("TrailName", name)
    wanted = _settings(named, properties)
    allowed(wanted)
    client("cloudtrail").create_trail(**wanted)
    return _settle(named, properties)


def update(name: str, new: Properties, old: Properties) -> Made:
    """Say everything again; a text that the template dropped is emptied."""
    dropped = {text: "" for text in TEXTS if text in old and text not in new}
    wanted = _settings(name, new)
    allowed(wanted)
    client("cloudtrail").update_trail(**wanted | dropped)
    return _settle(name, new)


def allowed(wanted: Properties) -> None:
    """As on AWS, a trail that bucket and key policy don't let deliver is refused."""
    who, bucket, prefix = trail_writer({**wanted, "TrailARN": _arn(wanted["Name"])})
    judge(who, "s3:GetBucketAcl", f"arn:aws:s3:::{bucket}", {})
    may_store(who, bucket, f"{prefix}/CloudTrail/")


def _arn(name: str) -> str:
    return f"arn:aws:cloudtrail:{region()}:{account()}:trail/{name}"


def _settings(name: str, properties: Properties) -> dict[str, Any]:
    return {
        "Name": name,
        "S3BucketName": properties["S3BucketName"],
        "IncludeGlobalServiceEvents": true(properties.get("IncludeGlobalServiceEvents", True)),
        "KmsKeyId": properties.get("KMSKeyId", ""),
        **{flag: true(properties.get(flag)) for flag in FLAGS},
        **some(properties, *TEXTS),
    }


def _settle(name: str, properties: Properties) -> Made:
    api = client("cloudtrail")
    for kind in SELECTORS:
        if chosen := properties.get(kind):
            api.put_event_selectors(TrailName=name, **{kind: _typed(chosen)})
    logging = api.start_logging if true(properties["IsLogging"]) else api.stop_logging
    logging(Name=name)
    return name, {"Arn": _arn(name), "SnsTopicArn": properties.get("SnsTopicName", "")}


def _typed(selectors: list[Properties]) -> list[dict[str, Any]]:
    """CloudFormation may say a boolean as a word, the service does not take one."""
    flag = "IncludeManagementEvents"
    return [{**s, **({flag: true(s[flag])} if flag in s else {})} for s in selectors]


_create = TRAILS._create_trail


def created(body: dict[str, Any]) -> Any:
    """CreateTrail keeps the log group and its role, as UpdateTrail does."""
    answer = _create(body)
    logs = {name: body[name] for name in TEXTS if name.startswith("CloudWatch") and name in body}
    if answer[0] < 300 and logs:
        return TRAILS._update_trail({"Name": body["Name"], **logs})
    return answer


TRAILS._create_trail = created
TRAILS._DISPATCH["CreateTrail"] = created
add(
    "AWS::CloudTrail::Trail",
    create,
    lambda name, _: client("cloudtrail").delete_trail(Name=name),
    update,
    create_only=("TrailName",),
)
