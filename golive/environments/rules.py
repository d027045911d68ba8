"""Combinations that can't be: each rule names the fields that it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from zoneinfo import available_timezones

from golive.alarms.hours import minute
from golive.controls import catalogue
from golive.declared.centre import Instance
from golive.environment import Environment
from golive.environments.shape import Wrong
from golive.mistakes import Place, nearest, quoted
from golive.plan import by_id, lines

Rule = Callable[[Environment], Iterator[Wrong]]
RULES: list[tuple[frozenset[str], Rule]] = []
LEAST_OPEN = 60
LONGEST = timedelta(days=15)
PRODUCTION = frozenset({"prod", "production"})


def reads(*fields: str) -> Callable[[Rule], Rule]:
    """Declare a rule; it is asked when all of its fields are well formed."""

    def declare(rule: Rule) -> Rule:
        RULES.append((frozenset(fields), rule))
        return rule

    return declare


@reads("time_zone")
def time_zone_is_known(e: Environment) -> Iterator[Wrong]:
    known = available_timezones()
    if not known:
        yield Wrong(("time_zone",), "can't be checked", "any, once the package tzdata is installed")
    elif e.time_zone not in known:
        near = nearest(e.time_zone, known)
        yield _not(("time_zone",), e.time_zone, f"is not a time zone{near}", "an IANA time zone")


@reads("instance", "account", "region")
def adopting_takes_an_arn(e: Environment) -> Iterator[Wrong]:
    place, arn = ("instance", "arn"), e.instance.arn
    if e.instance.mode == "create" and arn:
        yield _not(place, arn, "stands beside mode create", "no arn, or mode adopt")
    if e.instance.mode == "adopt" and not arn:
        yield Wrong(place, "is missing beside mode adopt", "the instance's ARN, or mode create")
    if e.instance.mode == "adopt" and arn:
        yield from _same_home(e, e.instance, arn)


def _same_home(e: Environment, instance: Instance, arn: str) -> Iterator[Wrong]:
    _, _, _, region, account, _ = arn.split(":", 5)
    for name, there, here in (("account", account, e.account), ("region", region, e.region)):
        if there != here:
            allowed = f"an instance of {name} {here}"
            yield _not(("instance", "arn"), arn, f"is of {name} {there}", allowed)


@reads("launch")
def tests_come_before_launch(e: Environment) -> Iterator[Wrong]:
    window, place = e.launch.test_window, ("launch", "test_window", "end")
    end = window.end.isoformat()
    if window.end <= window.start:
        yield _not(place, end, "is not after the start", f"later than {window.start.isoformat()}")
    elif window.end > e.launch.at:
        yield _not(place, end, "is after the launch", f"{e.launch.at.isoformat()} or earlier")


@reads("opening")
def hours_are_whole(e: Environment) -> Iterator[Wrong]:
    """An hour at least: what falls silent shows only half an hour after the opening."""
    if e.opening.always and e.opening.hours:
        yield Wrong(("opening", "hours"), "stand beside always: true", "one of the two")
    for i, hours in enumerate(e.opening.hours):
        if minute(hours.close) - minute(hours.open) < LEAST_OPEN:
            place, allowed = ("opening", "hours", i, "close"), "an hour after it, up to 24:00"
            yield _not(place, hours.close, f"is too early for {hours.open}", allowed)


@reads("maintenance")
def maintenance_ends(e: Environment) -> Iterator[Wrong]:
    """CloudWatch API, Schedule: a mute lasts from a minute to 15 days."""
    for i, window in enumerate(e.maintenance):
        place, end = ("maintenance", i, "end"), window.end.isoformat()
        if window.end < window.start + timedelta(minutes=1):
            allowed = f"later than {window.start.isoformat()}"
            yield _not(place, end, "is not after the start", allowed)
        elif window.end > window.start + LONGEST:
            yield _not(place, end, "is more than 15 days after the start", "15 days or less")


@reads("name", "destroy")
def production_stays(e: Environment) -> Iterator[Wrong]:
    if e.destroy and PRODUCTION & set(e.name.split("-")):
        yield _not(("destroy",), True, f"would let {e.name} be destroyed", "false in production")


@reads("destroy", "retention")
def nobody_destroys_a_compliance_lock(e: Environment) -> Iterator[Wrong]:
    mode = e.retention.evidence_lock.mode
    if e.destroy and mode == "compliance":
        place = ("retention", "evidence_lock", "mode")
        yield _not(place, mode, "stands beside destroy: true", "governance, or destroy: false")


@reads("retention")
def evidence_isn_t_locked_past_its_retention(e: Environment) -> Iterator[Wrong]:
    days, limit = e.retention.evidence_lock.days, e.retention.audit_days
    if days > limit:
        place = ("retention", "evidence_lock", "days")
        yield _not(place, days, "is more than audit_days", f"{limit} or less")


@reads("account", "access")
def readers_are_of_this_account(e: Environment) -> Iterator[Wrong]:
    for data in ("contact_data", "secrets", "operations"):
        for i, arn in enumerate(getattr(e.access, data)):
            if (account := arn.split(":")[4]) != e.account:
                allowed = f"a principal of account {e.account}"
                yield _not(("access", data, i), arn, f"is of account {account}", allowed)


@reads("not_applicable")
def lines_are_of_the_plan(e: Environment) -> Iterator[Wrong]:
    for i, entry in enumerate(e.not_applicable):
        if entry.line not in by_id():
            section = entry.line.rpartition(".")[0]
            allowed = [line.id for line in lines() if line.section == section] or list(by_id())
            problem, place = "is not a line of the plan", ("not_applicable", i, "line")
            yield _not(place, entry.line, problem, ", ".join(allowed))


@reads("not_applicable")
def controls_are_of_their_line(e: Environment) -> Iterator[Wrong]:
    for i, entry in enumerate(e.not_applicable):
        if not entry.control or entry.line not in by_id():
            continue
        known = [control.id for control in catalogue().values() if control.line == entry.line]
        if entry.control not in known:
            problem = f"is no control of line {entry.line}{nearest(entry.control, known)}"
            place = ("not_applicable", i, "control")
            yield _not(place, entry.control, problem, ", ".join(known) or "no control")


@reads("not_applicable")
def each_part_once(e: Environment) -> Iterator[Wrong]:
    """A line as a whole, or controls of it."""
    first: dict[str, int] = {}
    for i, entry in enumerate(e.not_applicable):
        here, key = entry.control or entry.line, "control" if entry.control else "line"
        before = first.get(here, first.get(entry.line))
        if before is not None:
            problem = f"stands twice, first in not_applicable[{before}]"
            yield _not(("not_applicable", i, key), here, problem, "once")
        first.setdefault(here, i)


USED = {
    "2.3.1-5": "integrations",
    "2.3.6": "conditions",
    "2.4.1": "agents",
    "2.7.1": "reports",
    "3.2.4": "feeds",
    "2.4.3-5": "flows",
    "2.4.9": "numbers",
    "3.2.5": "numbers",
    "4.2": "secure input",
    "4.3": "secure input",
    "4.4": "secure input",
}
DECLARING = ("conditions", "agents", "reports", "feeds")


@reads("not_applicable", "integrations", "numbers", "flows", *DECLARING)
def what_is_declared_applies(e: Environment) -> Iterator[Wrong]:
    declared = {
        **{field: getattr(e, field) for field in DECLARING},
        "integrations": e.integrations,
        "flows": e.flows,
        "numbers": e.numbers,
        "secure input": [flow for flow in e.flows if flow.secure_input],
    }
    for i, entry in enumerate(e.not_applicable):
        used = None if entry.control else USED.get(entry.line)
        if used and declared[used]:
            problem = f"applies: the file declares {used}"
            place = ("not_applicable", i, "line")
            yield _not(place, entry.line, problem, f"a line that isn't about {used}")


def _once(field: str, key: str) -> None:
    @reads(field)
    def each_once(e: Environment) -> Iterator[Wrong]:
        first: dict[str, int] = {}
        for i, item in enumerate(getattr(e, field)):
            value = getattr(item, key) if key else item
            if value in first:
                place = (field, i, key) if key else (field, i)
                yield _not(place, value, f"stands twice, first in {field}[{first[value]}]", "once")
            first.setdefault(value, i)


for _field, _key in (
    ("numbers", "number"),
    ("queues", ""),
    ("flows", "name"),
    ("integrations", "name"),
    ("agents", "user"),
    ("reports", "name"),
    ("feeds", "reader"),
    ("conditions", "test_case"),
    ("maintenance", "start"),
):
    _once(_field, _key)


def _not(place: Place, value: object, problem: str, allowed: str) -> Wrong:
    return Wrong(place, problem, allowed, quoted(value))
