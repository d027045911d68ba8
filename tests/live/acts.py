"""Public AWS calls written as data: how the tables of this folder break a deployed account."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from botocore import xform_name

from golive.account.arns import arn_of
from golive.account.stacks import Resource
from golive.account.subjects import Estate
from tests.live.policies import KINDS, edited

Call = Mapping[str, Mapping[str, Any]]
"""One `service:Operation` with its parameters; `"*"` spreads what an earlier answer held.

`policy:Edit` reads a policy and puts it changed, `rule:Without` takes an alarm out of a
composite's rule, `sandbox:Confirm` says whether a subscription's owner confirmed it,
`sandbox:Contact` leaves a sample contact, and `sandbox:Metric` has a metric show one `value` or
nothing until everything is put back.
"""
PLACEHOLDER = re.compile(r"<([^<>]+)>")
PARTS = {"id": ("/", -1), "association": ("|", 1)}


class Acts:
    """Makes calls in which `<Data/Register>` stands for a resource's physical name.

    `<path arn>` is its ARN, `<path id>` what follows the last slash, `<path association>` the
    id of a tie to Connect. Any other placeholder is the dotted path of something kept.
    """

    def __init__(
        self,
        client: Callable[[str], Any],
        doors: Mapping[str, Callable[..., object]],
        estate: Callable[[], Estate],
        given: Mapping[str, Any],
    ) -> None:
        self.client, self.estate = client, estate
        self.kept: dict[str, Any] = dict(given)
        self.policies: dict[str, str] = {}
        self.special: dict[str, Callable[..., object]] = {
            "policy:Edit": self._edit,
            "rule:Without": self._unname,
            **doors,
        }

    @property
    def by_path(self) -> dict[str, Resource]:
        """What the stacks own now: an update may give a resource another name."""
        return {resource.path: resource for resource in self.estate().resources.values()}

    def act(self, calls: Iterable[Call]) -> Any:
        """Make calls in their order; gives the last answer."""
        answer: Any = None
        for call in calls:
            for operation, parameters in call.items():
                answer = self._call(operation, self.filled(dict(parameters)))
        return answer

    def restore(self) -> None:
        """Put back every policy that was edited, and every metric."""
        while self.policies:
            self._put(*self.policies.popitem())
        self.special["sandbox:Metric"]()

    def _call(self, operation: str, parameters: dict[str, Any]) -> Any:
        if special := self.special.get(operation):
            return special(**parameters)
        service, _, name = operation.partition(":")
        client = self.client(service)
        spread: dict[str, Any] = parameters.pop("*", {})
        known = client.meta.service_model.operation_model(name).input_shape.members
        taken = {k: v for k, v in spread.items() if k in known}
        return getattr(client, xform_name(name))(**taken | parameters)

    def _edit(self, of: str, **changes: Any) -> None:
        resource = self.by_path[of]
        kind = KINDS[resource.type]
        found = self._call(kind.read, {kind.name: resource.physical})[kind.member]
        text = found if isinstance(found, str) else found["Policy"]
        self.policies[of] = text
        self._put(of, edited(text, changes))

    def _put(self, path: str, text: str) -> None:
        resource = self.by_path[path]
        kind = KINDS[resource.type]
        self._call(kind.write, {kind.name: resource.physical, kind.put: text, **kind.more})

    def _unname(self, of: str, alarm: str) -> None:
        names = {"AlarmNames": [self.by_path[of].physical], "AlarmTypes": ["CompositeAlarm"]}
        found = self._call("cloudwatch:DescribeAlarms", names)["CompositeAlarms"][0]
        terms = [term for term in found["AlarmRule"].split(" OR ") if f'"{alarm}"' not in term]
        changed = {"*": found, "AlarmRule": " OR ".join(terms)}
        self._call("cloudwatch:PutCompositeAlarm", changed)

    def filled(self, value: Any) -> Any:
        """The value with every placeholder replaced; a lone one keeps its type."""
        match value:
            case dict():
                return {k: self.filled(v) for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType]
            case list():
                return [self.filled(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
            case str():
                if alone := PLACEHOLDER.fullmatch(value):
                    return self._named(alone[1])
                return PLACEHOLDER.sub(lambda found: str(self._named(found[1])), value)
            case _:
                return value

    def _named(self, name: str) -> Any:
        path, _, part = name.partition(" ")
        if path in self.by_path:
            return self._of_resource(path, part)
        found: Any = self.kept
        for step in name.split("."):
            found = found[int(step) if step.isdigit() else step]
        return found

    def _of_resource(self, path: str, part: str) -> str:
        resource = self.by_path[path]
        if part == "arn":
            return arn_of(resource.type, resource.physical, self.estate().place)
        if part:
            separator, index = PARTS[part]
            return resource.physical.split(separator)[index]
        return resource.physical
