"""CloudWatch Logs' saved queries, kept as put; nothing here runs them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from sandbox.adapters.provisioner import Made, Properties, add, some
from sandbox.adapters.services import extend
from sandbox.inprocess import client
from sandbox.simulated.service import Parameters
from sandbox.simulated.shelf import Shelf

QUERIES = Shelf("ResourceNotFoundException")
KEPT = ("queryLanguage", "name", "queryString", "logGroupNames", "parameters")
PROPERTIES = {
    "Name": "name",
    "QueryString": "queryString",
    "LogGroupNames": "logGroupNames",
    "QueryLanguage": "queryLanguage",
}


def put(given: Parameters) -> Parameters:
    """PutQueryDefinition"""
    known = given.get("queryDefinitionId")
    id_ = QUERIES.get(known)["queryDefinitionId"] if known else str(uuid4())
    changed = int(datetime.now(UTC).timestamp() * 1000)
    about = {"queryDefinitionId": id_, "lastModified": changed, "queryLanguage": "CWLI"}
    QUERIES.records[id_] = {**about, **some(given, *KEPT)}
    return {"queryDefinitionId": id_}


def described(given: Parameters) -> Parameters:
    """DescribeQueryDefinitions"""
    begins = given.get("queryDefinitionNamePrefix", "")
    return {"queryDefinitions": [each for each in QUERIES if each["name"].startswith(begins)]}


def deleted(given: Parameters) -> Parameters:
    """DeleteQueryDefinition"""
    QUERIES.drop(given["queryDefinitionId"])
    return {"success": True}


def saved(_: str, properties: Properties) -> Made:
    """AWS::Logs::QueryDefinition"""
    return _made(properties)


def _made(properties: Properties, **own: str) -> Made:
    said = {to: properties[name] for name, to in PROPERTIES.items() if name in properties}
    asked = [
        {name[0].lower() + name[1:]: value for name, value in each.items()}
        for each in properties.get("Parameters", [])
    ]
    more = {"parameters": asked} if asked else {}
    id_ = client("logs").put_query_definition(**said, **more, **own)["queryDefinitionId"]
    return id_, {"QueryDefinitionId": id_}


extend(
    "logs",
    "logs",
    {
        "PutQueryDefinition": put,
        "DescribeQueryDefinitions": described,
        "DeleteQueryDefinition": deleted,
    },
)
add(
    "AWS::Logs::QueryDefinition",
    saved,
    lambda id_, _: client("logs").delete_query_definition(queryDefinitionId=id_),
    lambda id_, new, _: _made(new, queryDefinitionId=id_),
)
