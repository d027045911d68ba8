"""A waiver that is well, to be changed in one place."""

from __future__ import annotations

from datetime import date
from typing import Any

from golive.waivers import Waiver

CONTROL = "4.1-table-key"
LAST_DAY = date(2027, 6, 30)

GOOD: dict[str, str] = {
    "rules": '["4.1-table-key"]',
    "scope": '"Data/Register"',
    "reason": '"the register moves next week"',
    "owner": '"Ana"',
    "approver": '"Ben"',
    "ticket": '"T-1"',
    "expires": "2027-06-30",
}


def toml(**changes: str | None) -> str:
    """The waiver as TOML, keys changed, added, or left out with None."""
    rows = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    return "[[waiver]]\n" + "".join(f"{key} = {value}\n" for key, value in rows.items())


def waiver(**changes: Any) -> Waiver:
    """The waiver, keys changed."""
    values: dict[str, Any] = {
        "rules": (CONTROL,),
        "scope": "Data/Register",
        "reason": "the register moves next week",
        "owner": "Ana",
        "approver": "Ben",
        "ticket": "T-1",
        "expires": LAST_DAY,
    }
    return Waiver(**(values | changes))
