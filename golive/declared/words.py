"""The words of an environment file: what each kind of value may be.

The descriptions are what messages give as allowed.
"""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

NAME = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
ALIAS = r"^(d|([0-9a-zA-Z]{2,}|[0-9a-ce-zA-Z])(-+[0-9a-zA-Z]+)*)$"
DIMENSION = r"^[0-9A-Za-z.,\-_/#:$@|&{}+?% ]+$"
PRINCIPAL = r"^arn:aws[-a-z]*:(iam|sts)::[0-9]{12}:(role|user|assumed-role)/[0-9A-Za-z_+=,.@/-]+$"
INSTANCE = r"^arn:aws[-a-z]*:connect:[a-z0-9-]+:[0-9]{12}:instance/[0-9a-f-]{36}$"
LINK = r"^(https://|tel:\+)[^\s<>]+$"
WEB_LINK = r"^https://[^\s<>]+$"
ORIGIN = r"^https://[0-9a-z]([0-9a-z.-]*[0-9a-z])?(:[0-9]{1,5})?$"
LEX = r"^[0-9a-zA-Z]{10}$"
USER = r"^[a-zA-Z0-9_\-.+@]{1,100}$"
MOMENT = "a date and time with its offset, such as 2027-01-18T05:00:00Z"
ALIAS_WORDS = "up to 45 letters, digits and inner hyphens, not beginning with d-"
NAME_WORDS = "2 to 19 lower-case letters, digits and single inner hyphens, a letter first"
NAMED_WORDS = "1 to 127 letters, digits, spaces or . , - _ / # : $ @ | & { } + ? %"


def _pattern(pattern: str, allowed: str) -> object:
    return Field(pattern=pattern, description=allowed)


EnvironmentName = Annotated[
    str, Field(pattern=NAME, min_length=2, max_length=19, description=NAME_WORDS)
]
Alias = Annotated[str, Field(pattern=ALIAS, max_length=45, description=ALIAS_WORDS)]
Account = Annotated[str, _pattern(r"^[0-9]{12}$", "12 digits in quotes")]
Region = Annotated[str, _pattern(r"^[a-z]{2}(-[a-z]+)+-[0-9]$", "an AWS Region such as us-east-1")]
Email = Annotated[str, _pattern(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", "an e-mail address")]
E164 = Annotated[str, _pattern(r"^\+[1-9][0-9]{1,14}$", "an E.164 number in quotes: + and digits")]
PrincipalArn = Annotated[str, _pattern(PRINCIPAL, "the ARN of a role or a user, no wildcards")]
InstanceArn = Annotated[str, _pattern(INSTANCE, "the ARN of an Amazon Connect instance")]
LexId = Annotated[str, _pattern(LEX, "10 letters and digits, as Lex V2 gives them")]
Link = Annotated[str, _pattern(LINK, "a link that begins with https:// or tel:+")]
WebLink = Annotated[str, _pattern(WEB_LINK, "a link that begins with https://")]
Origin = Annotated[str, _pattern(ORIGIN, "https:// and a host, without path or wildcard")]
UserName = Annotated[str, _pattern(USER, "up to 100 letters, digits or _ - . + @")]
Pattern = Annotated[str, _pattern(r"^\*?[^*]+\*?$", "a name, * before or after it for the rest")]
TimeZone = Annotated[str, Field(description="an IANA time zone such as Europe/Berlin")]
Text = Annotated[str, Field(min_length=1, description="a text that is not empty")]
LineId = Annotated[str, Field(description="the id of a line in quotes, such as '4.1'")]
ControlId = Annotated[
    str, Field(description="the id of one of the line's controls, such as 3.4.1-4-wfm-answers")
]
Named = Annotated[str, Field(pattern=DIMENSION, max_length=127, description=NAMED_WORDS)]
Moment = Annotated[
    AwareDatetime, AfterValidator(lambda at: at.astimezone(UTC)), Field(description=MOMENT)
]
Switch = Literal["create", "existing"]
OptionalSwitch = Literal["create", "existing", "off"]


class Strict(BaseModel):
    """Unknown keys and implicit conversions are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
