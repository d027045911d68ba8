"""GuardDuty detectors, kept as put, and Access Analyzer analyzers: of internal access one finds."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from sandbox.adapters.provisioner import Made, Properties, add, some, true
from sandbox.adapters.services import simulate
from sandbox.inprocess import account, client, region
from sandbox.simulated.findings import detailed, listed
from sandbox.simulated.service import Parameters, Refused
from sandbox.simulated.shelf import Record, Shelf

DETECTORS = Shelf("BadRequestException")
ANALYZERS = Shelf("ResourceNotFoundException")
ROLE = "aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty"


def create_detector(given: Parameters) -> Parameters:
    """CreateDetector: one per account and Region."""
    if DETECTORS.records:
        raise Refused("BadRequestException", "a detector already exists for the current account")
    id_, now = uuid4().hex, datetime.now(UTC)
    DETECTORS.records[id_] = {
        "CreatedAt": now.isoformat(),
        "UpdatedAt": now.isoformat(),
        "ServiceRole": f"arn:aws:iam::{account()}:role/{ROLE}",
        "Status": "ENABLED" if given["Enable"] else "DISABLED",
        "FindingPublishingFrequency": given.get("FindingPublishingFrequency", "SIX_HOURS"),
        "Features": [{**some(f, "Name", "Status")} for f in given.get("Features", [])],
    }
    return {"DetectorId": id_}


def update_detector(given: Parameters) -> Parameters:
    """UpdateDetector: whether it is enabled."""
    found = DETECTORS.get(given["DetectorId"])
    found["Status"] = "ENABLED" if given["Enable"] else "DISABLED"
    return {}


def create_analyzer(given: Parameters) -> Parameters:
    """CreateAnalyzer: active at once."""
    name = given["analyzerName"]
    if name in ANALYZERS.records:
        raise Refused("ConflictException", f"An analyzer named {name} exists")
    arn = f"arn:aws:access-analyzer:{region()}:{account()}:analyzer/{name}"
    kept = some(given, "type", "configuration")
    made = {"arn": arn, "name": name, "status": "ACTIVE", **kept}
    ANALYZERS.records[name] = {**made, "createdAt": datetime.now(UTC)}
    return {"arn": arn}


def analyzers(given: Parameters) -> Parameters:
    """ListAnalyzers, of one type or of all."""
    wanted = given.get("type")
    return {"analyzers": [each for each in ANALYZERS if wanted in (None, each["type"])]}


def _named(given: Parameters) -> Record:
    """The analyzer of a request."""
    return ANALYZERS.get(given["analyzerArn"].rsplit("/", 1)[-1])


def detector(_: str, properties: Properties) -> Made:
    """AWS::GuardDuty::Detector"""
    wanted = some(properties, "FindingPublishingFrequency", "Features")
    enable = true(properties["Enable"])
    id_ = client("guardduty").create_detector(Enable=enable, **wanted)["DetectorId"]
    return id_, {"Id": id_}


def switched(id_: str, new: Properties, _: Properties) -> Made:
    """Whether it is enabled may change in place."""
    client("guardduty").update_detector(DetectorId=id_, Enable=true(new["Enable"]))
    return id_, {"Id": id_}


def analyzer(name: str, properties: Properties) -> Made:
    """AWS::AccessAnalyzer::Analyzer"""
    named = properties.get("AnalyzerName", name)
    api = client("accessanalyzer")
    arn = api.create_analyzer(analyzerName=named, type=properties["Type"])["arn"]
    return arn, {"Arn": arn}


simulate(
    "guardduty",
    "guardduty",
    {
        "CreateDetector": create_detector,
        "GetDetector": lambda given: DETECTORS.get(given["DetectorId"]),
        "UpdateDetector": update_detector,
        "DeleteDetector": lambda given: DETECTORS.drop(given["DetectorId"]),
        "ListDetectors": lambda _: {"DetectorIds": [*DETECTORS.records]},
    },
    lambda _, given: "detector/" + given.get("DetectorId", "*"),
)
simulate(
    "accessanalyzer",
    "access-analyzer",
    {
        "CreateAnalyzer": create_analyzer,
        "GetAnalyzer": lambda given: {"analyzer": ANALYZERS.get(given["analyzerName"])},
        "DeleteAnalyzer": lambda given: ANALYZERS.drop(given["analyzerName"]),
        "ListAnalyzers": analyzers,
        "ListFindingsV2": lambda given: listed(_named(given), given),
        "GetFindingV2": lambda given: detailed(_named(given), given["id"]),
    },
    lambda _, given: "analyzer/" + given.get("analyzerName", "*"),
)
add(
    "AWS::GuardDuty::Detector",
    detector,
    lambda id_, _: client("guardduty").delete_detector(DetectorId=id_),
    switched,
)
add(
    "AWS::AccessAnalyzer::Analyzer",
    analyzer,
    lambda arn, _: client("accessanalyzer").delete_analyzer(analyzerName=arn.rsplit("/", 1)[-1]),
    create_only=("AnalyzerName", "Type"),
)
