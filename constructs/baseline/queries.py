"""The situation room's questions to the logs, ready to run."""

from __future__ import annotations

from aws_cdk import aws_logs as logs
from constructs import Construct

from golive.alarms.queries import Query, queries
from golive.environment import Environment

Parameter = logs.CfnQueryDefinition.QueryParameterProperty


class SavedQueries(Construct):
    """One for each query of the table that has a log to read here."""

    def __init__(self, scope: Construct, id: str, *, environment: Environment) -> None:
        super().__init__(scope, id)
        for query in queries(environment):
            _saved(self, query, environment)


def _saved(scope: Construct, query: Query, environment: Environment) -> None:
    asked = [Parameter(name=name, description=text) for name, text in query.parameters.items()]
    logs.CfnQueryDefinition(
        scope,
        "".join(word.title() for word in query.id.split("-")),
        name=query.name(environment),
        query_string=query.text,
        log_group_names=query.log_groups(environment),
        parameters=asked or None,
    )
