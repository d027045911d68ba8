"""Intrinsic functions that can be evaluated before a deployment.

Source: CloudFormation User Guide, intrinsic function reference. One that is not in the
table, such as Fn::Cidr or Fn::GetAZs, gives an Unknown.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from golive.model import Ref, Text, Unknown
from golive.policy import is_mapping
from golive.template.values import is_list, marked, restored, written

if TYPE_CHECKING:
    from golive.template.resolver import Resolver

Function = Callable[["Resolver", Any], object]
"""Takes the unevaluated argument; None says that the argument is malformed."""

FUNCTIONS: dict[str, Function] = {}
VARIABLE = re.compile(r"\$\{(!?)([^${}]+)\}")


def function(name: str) -> Callable[[Function], Function]:
    def register(body: Function) -> Function:
        FUNCTIONS[name] = body
        return body

    return register


def call(name: str, resolver: Resolver, argument: object) -> object:
    """The value of a function."""
    body = FUNCTIONS.get(name)
    if body is None:
        return Unknown(f"{name} is evaluated by AWS alone")
    value = body(resolver, argument)
    return Unknown(f"{name} is malformed") if value is None else value


@function("Fn::GetAtt")
def _get_att(resolver: Resolver, argument: Any) -> object:
    parts = argument.split(".", 1) if isinstance(argument, str) else argument
    match parts:
        case [str() as logical, attribute]:
            named = resolver.value(attribute)
            return resolver.attribute(logical, named) if isinstance(named, str) else named
        case _:
            return None


@function("Fn::Sub")
def _sub(resolver: Resolver, argument: Any) -> object:
    match argument:
        case str():
            return resolver.text(_substituted(resolver, argument, {}))
        case [str() as template, variables] if is_mapping(variables):
            return resolver.text(_substituted(resolver, template, variables))
        case _:
            return None


def _substituted(
    resolver: Resolver, template: str, variables: Mapping[str, object]
) -> Iterator[object]:
    end = 0
    for match in VARIABLE.finditer(template):
        yield template[end : match.start()]
        literal, name = match.groups()
        yield f"${{{name}}}" if literal else _variable(resolver, name, variables)
        end = match.end()
    yield template[end:]


def _variable(resolver: Resolver, name: str, variables: Mapping[str, object]) -> object:
    if name in variables:
        return resolver.value(variables[name])
    logical, dot, attribute = name.partition(".")
    return resolver.attribute(logical, attribute) if dot else resolver.reference(name)


@function("Fn::Join")
def _join(resolver: Resolver, argument: Any) -> object:
    match argument:
        case [str() as delimiter, items]:
            values = resolver.value(items)
            if not is_list(values):
                return values if isinstance(values, Unknown) else None
            return resolver.text(list(chain(*((delimiter, value) for value in values)))[1:])
        case _:
            return None


@function("Fn::Split")
def _split(resolver: Resolver, argument: Any) -> object:
    match argument:
        case [str() as delimiter, source] if delimiter:
            value = resolver.splittable(resolver.value(source), delimiter)
            if not isinstance(value, str | Ref | Text):
                return value if isinstance(value, Unknown) else None
            plain, held = marked(value)
            return [restored(piece, held) for piece in plain.split(delimiter)]
        case _:
            return None


@function("Fn::Select")
def _select(resolver: Resolver, argument: Any) -> object:
    match argument:
        case [index, items]:
            place, values = resolver.value(index), resolver.value(items)
            if isinstance(place, Unknown) or isinstance(values, Unknown):
                return place if isinstance(place, Unknown) else values
            if not (is_list(values) and str(place).isdecimal()):
                return None
            return next(iter(values[int(str(place)) :]), None)
        case _:
            return None


@function("Fn::FindInMap")
def _find_in_map(resolver: Resolver, argument: Any) -> object:
    match argument:
        case [*keys, {"DefaultValue": default}] if len(keys) == 3:
            return _found(resolver, keys, default)
        case [_, _, _]:
            return _found(resolver, argument, None)
        case _:
            return None


def _found(resolver: Resolver, keys: Sequence[Any], default: object) -> object:
    value: object = resolver.stack.section("Mappings")
    for key in map(resolver.value, keys):
        if isinstance(key, Unknown):
            return key
        known = {str(name): item for name, item in value.items()} if is_mapping(value) else {}
        if str(key) not in known:
            missing = Unknown(f"no mapping has {key}")
            return missing if default is None else resolver.value(default)
        value = known[str(key)]
    return value


@function("Fn::If")
def _if(resolver: Resolver, argument: Any) -> object:
    """The branch that the condition decides; undecided, what both give alike, or Unknown.

    To judge both branches and pass where both pass would say more, but not be stricter:
    no rule passes over an Unknown.
    """
    match argument:
        case [name, true, false]:
            decided = resolver.conditions.holds(name)
            if not isinstance(decided, Unknown):
                return resolver.value(true if decided else false)
            same = resolver.value(true) == (either := resolver.value(false))
            return either if same else Unknown(f"depends on condition {name}: {decided.why}")
        case _:
            return None


@function("Fn::Base64")
def _base64(resolver: Resolver, argument: Any) -> object:
    value = resolver.value(argument)
    if isinstance(value, str):
        return base64.b64encode(value.encode()).decode()
    return value if isinstance(value, Unknown) else Unknown("Fn::Base64 of what AWS will name")


@function("Fn::ImportValue")
def _import_value(resolver: Resolver, argument: Any) -> object:
    return resolver.outside.exported(resolver.value(argument), resolver.stack)


@function("Fn::GetStackOutput")
def _get_stack_output(resolver: Resolver, argument: Any) -> object:
    match argument:
        case {"StackName": stack, "OutputName": str() as output}:
            region = resolver.value(argument.get("Region", {"Ref": "AWS::Region"}))
            return resolver.outside.output_in(resolver.value(stack), output, region)
        case _:
            return None


@function("Fn::ToJsonString")
def _to_json_string(resolver: Resolver, argument: Any) -> object:
    return written(resolver.value(argument))


@function("Fn::Length")
def _length(resolver: Resolver, argument: Any) -> object:
    value = resolver.value(argument)
    if is_list(value):
        return len(value)
    return value if isinstance(value, Unknown) else None
