"""What people said, read from the register's table: no name, number or text of theirs is asked.

DynamoDB Developer Guide, Query: a projection gives the attributes that are named and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from golive.account.arns import INSTANCE, TABLE
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.facts.register import Held, IssueLog, Roster, SignOffs
from golive.model import Gap
from golive.register.items import Damaged, from_item
from golive.register.layout import LOGICAL, PLACES
from golive.register.records import Issue, Kept, Role, SignOff
from golive.register.roster import roster
from golive.register.standing import PER_PERSON, people_of, standing

ABSENT = "the account has no register of this environment: its Data stack is not deployed"
Named = Mapping[str, Any]


@reader(Roster, INSTANCE, roles="Items[]")
def roles(read: Reading, subject: Resource) -> Roster:
    """Roles whose person is named: that is asked, and not who."""
    filled = {"FilterExpression": "attribute_exists(#person)"}
    found = _records(read, Role, ("id", "confirmed", "told"), filled, "person")
    held = {role.id: role for role in found if isinstance(role, Role)}
    return Roster(
        roles=tuple(
            Held(
                id=id_,
                title=title,
                filled=id_ in held,
                confirmed=_midnight(held[id_].confirmed) if id_ in held else None,
                told=_midnight(held[id_].told) if id_ in held else None,
            )
            for id_, title in roster().items()
        )
    )


@reader(IssueLog, INSTANCE, taken="Items[].opened", given_back="Items[].given_back")
def issue_log(read: Reading, subject: Resource) -> IssueLog:
    """The newest trial."""
    only = {
        "FilterExpression": "#trial = :trial",
        "ExpressionAttributeValues": {":trial": {"BOOL": True}},
    }
    fields = ("id", "called", "opened", "given_back")
    found = _records(read, Issue, fields, only, "trial")
    trials = [issue for issue in found if isinstance(issue, Issue)]
    newest = max(trials, key=lambda trial: trial.opened, default=None)
    return IssueLog(
        taken=newest.opened if newest else None,
        given_back=newest.given_back if newest else None,
    )


@reader(
    SignOffs,
    INSTANCE,
    signed="Items[].at",
    ended="Items[].withdrawn, Items[].expires",
    untrained="Items[].people",
)
def sign_offs(read: Reading, subject: Resource) -> SignOffs:
    fields = ("line", "at", "expires", "withdrawn", "people")
    found = [s for s in _records(read, SignOff, fields) if isinstance(s, SignOff)]
    today = read.now.date()
    counting = {sign.line: sign for sign in found if standing(sign, today) == "given"}
    trained = people_of(counting.get(PER_PERSON))

    def agents(*, among: bool) -> tuple[str, ...]:
        declared = read.declared(read.environment.agents, "agents")
        return tuple(one.user for one in declared if (one.user in trained) is among)

    return SignOffs(
        signed={line: sign.at for line, sign in counting.items() if sign.at},
        ended={s.line: _ended(s, today) for s in found if standing(s, today) != "given"},
        trained=read.part(lambda: agents(among=True)),
        untrained=read.part(lambda: agents(among=False)),
    )


def _ended(sign: SignOff, today: date) -> str:
    return "it was withdrawn" if standing(sign, today) == "withdrawn" else f"until {sign.expires}"


def _records(
    read: Reading,
    kind: type[Kept],
    fields: Iterable[str],
    only: Named | None = None,
    filtered: str = "",
) -> list[Kept]:
    """The records of a kind with these fields, and those that a filter lets through."""
    place, only = PLACES[kind], only or {}
    wanted = ("pk", "sk", *fields)
    names = {f"#{name}": name for name in (*wanted, *filter(None, (filtered,)))}
    values = {":pk": {"S": place.pk}, ":sk": {"S": place.prefix}}
    try:
        answer = read.ask(
            "dynamodb:Query",
            TableName=_table(read),
            ConsistentRead=True,
            KeyConditionExpression="#pk = :pk AND begins_with(#sk, :sk)",
            ProjectionExpression=", ".join(f"#{name}" for name in wanted),
            ExpressionAttributeNames=names,
            **{**only, "ExpressionAttributeValues": {**values, **_values(only)}},
        )
        records = [from_item(item) for item in answer["Items"]]
    except Gone:
        raise Gap(ABSENT) from None
    except Damaged as error:
        raise Gap(str(error)) from error
    return [record for record in records if record is not None]


def _values(only: Named) -> Named:
    return only.get("ExpressionAttributeValues", {})


def _table(read: Reading) -> str:
    """The table's name, as the Data stack has it."""
    stack = read.environment.stack("Data")
    for resource in read.estate.of(TABLE):
        if resource.ref.stack == stack and LOGICAL.fullmatch(resource.ref.logical):
            return resource.physical
    raise Gap(ABSENT)


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None
