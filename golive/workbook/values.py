"""From a cell to the text that is merged, or the reason why it can't be taken."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from golive.declared.words import LINK
from golive.register.errors import BadChange
from golive.register.limits import SHORTER, check_text
from golive.workbook.columns import Column, Kind
from golive.workbook.errors import Refused
from golive.workbook.opening import Cell
from golive.workbook.text import LONGEST, unescaped

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
SHOWN = 40


def value_of(column: Column, cell: Cell | None) -> str:
    """The text of a cell; Refused with its value and what is allowed."""
    if cell is None or cell.value == "":
        return ""
    if cell.type == "f":
        raise Refused(f"holds a formula; allowed: {column.allowed}, pasted as a value")
    if cell.type == "e":
        raise Refused(f"holds the error {cell.value}; allowed: {column.allowed}")
    if column.kind is Kind.DATE:
        return _date(column, cell)
    text = _text(column, cell)
    return _choice(column, text) if column.choices else text


def check(column: Column, text: str, today: date) -> None:
    """Raise Refused for a text that the register would not take."""
    if column.kind is Kind.LINK and text and not re.fullmatch(LINK, text):
        raise Refused(f"holds {shown(text)}; allowed: {column.allowed}, or empty")
    if column.past and text and date.fromisoformat(text) > today:
        raise Refused(f"holds {text}, which is to come; allowed: today, {today}, or earlier")
    try:
        check_text("", text, short=column.key in SHORTER)
    except BadChange as error:
        raise Refused(f"holds {str(error).removeprefix(': ')}") from error


def shown(value: object) -> str:
    """A value in a message, in one row and not at length."""
    text = " ".join(str(value).split())
    return f'"{text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."}"'


def plain(cell: Cell | None) -> str:
    """What a cell shows, for comparing what is only to be read."""
    if cell is None:
        return ""
    return shown_value(unescaped(cell.value) if isinstance(cell.value, str) else cell.value)


def shown_value(value: object) -> str:
    """A value as a text, the same for what was written and for what is read."""
    if isinstance(value, datetime):
        return minute(value)
    if isinstance(value, date):
        return minute(datetime.combine(value, time()))
    return "" if value is None else str(value)


def minute(at: datetime) -> str:
    """A time without its zone, rounded: programs keep days as fractions."""
    return f"{at + timedelta(seconds=30):%Y-%m-%d %H:%M}"


def _text(column: Column, cell: Cell) -> str:
    if isinstance(cell.value, str):
        text = unescaped(cell.value)
        if len(text) > LONGEST:
            raise Refused(f"holds {len(text):,} characters; allowed: {LONGEST:,}")
        return text
    if column.kind in (Kind.NUMBERLIKE, Kind.LINK):
        raise Refused(
            f"holds the number {cell.value}, whose + and first zeros are lost; "
            f"allowed: {column.allowed}"
        )
    if isinstance(cell.value, datetime | date):
        raise Refused(f"holds the date {cell.value:%Y-%m-%d}; allowed: {column.allowed}")
    return str(cell.value).upper() if isinstance(cell.value, bool) else f"{cell.value}"


def _choice(column: Column, text: str) -> str:
    word = " ".join(text.casefold().split())
    if word and word not in column.choices:
        raise Refused(f"holds {shown(text)}; allowed: {column.allowed}")
    return word


def _date(column: Column, cell: Cell) -> str:
    found = cell.value
    if isinstance(found, str):
        found = _iso(column, unescaped(found).strip())
    if found == "":
        return ""
    if not isinstance(found, date):
        raise Refused(f"holds {shown(found)}, which is no date; allowed: {column.allowed}")
    day = found.date() if isinstance(found, datetime) else found
    if not FIRST <= day <= LAST:
        raise Refused(f"holds the date {day}; allowed: from {FIRST} to {LAST}")
    return day.isoformat()


def _iso(column: Column, text: str) -> date | str:
    """The day, or an empty text; what each country reads in its own way is refused."""
    if not text:
        return ""
    try:
        if ISO.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(f"holds {shown(text)}: {error}; allowed: {column.allowed}") from error
    raise Refused(
        f"holds the text {shown(text)}, which is not one day everywhere; allowed: {column.allowed}"
    )
