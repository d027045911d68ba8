"""The filter patterns of the audit rows: filled for an environment, and recognised again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from golive.alarms.row import Row
from golive.alarms.table import by_id

READERS = "{secret_readers}"
"""In a pattern: stands for those who may open private keys, whom it leaves out."""
NAMES = r"[\w+=,.@-]+"
"""IAM User Guide, IAM and STS quotas: characters of names."""
PATHS = r"[\w+=,.@/-]+"
LEFT_OUT = rf' && \(\$\.userIdentity\.arn != "\*:(?:assumed-role/{NAMES}/\*|user/{PATHS})"\)'
LONGEST = 1024
"""Characters of a filter pattern (CloudWatch Logs API Reference, PutMetricFilter)."""


class TooLong(ValueError):
    """The environment declares more readers than a filter pattern can leave out."""


def filled(row: Row, readers: Iterable[str]) -> str:
    """The pattern of an environment that declares these `readers` (ARNs) of private keys.

    CloudTrail names a role by its session, without the role's path, and a user by its ARN
    (CloudTrail User Guide, userIdentity element).
    """
    left_out = "".join(f' && ($.userIdentity.arn != "{_caller(arn)}")' for arn in readers)
    pattern = row.pattern.replace(READERS, left_out)
    if len(pattern) > LONGEST:
        raise TooLong(
            f"{row.id}: a filter pattern of {len(pattern)} characters, and {LONGEST} are allowed: "
            "access.secrets names too many"
        )
    return pattern


def is_of(pattern: str, row: Row) -> bool:
    """Whether a pattern is the row's in some environment: whoever it leaves out has a name."""
    return _form(row.id).fullmatch(pattern) is not None


@cache
def _form(identifier: str) -> re.Pattern[str]:
    form = re.escape(by_id()[identifier].pattern)
    return re.compile(form.replace(re.escape(READERS), f"(?:{LEFT_OUT})*"))


def _caller(arn: str) -> str:
    kind, _, name = arn.rpartition(":")[2].partition("/")
    short = name.rpartition("/")[2]
    return f"*:assumed-role/{short}/*" if kind == "role" else f"*:user/{name}"
