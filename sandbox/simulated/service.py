"""A service simulated from botocore's own model of it: routes, names, what AWS refuses.

Operations are plain functions from parameters to an answer. Requests are validated as
botocore would, and their enumerations too; answers as well, so that a mistake in an
operation is an error and never a strange answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, unquote

import botocore.session
from botocore.model import OperationModel, ServiceModel
from botocore.validate import ParamValidator

from sandbox.simulated.wire import enumerations, from_wire, to_wire

Parameters = dict[str, Any]
Operation = Callable[[Parameters], Mapping[str, Any]]
Answer = tuple[int, dict[str, str], bytes]
Handler = Callable[[str, str, dict[str, str], bytes, dict[str, Any]], Awaitable[Answer]]


class Refused(Exception):
    """What AWS refuses, by the name of its exception."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Service:
    """A service's handler; what it doesn't simulate goes `beneath`, or is answered with 501.

    `guards` are asked before an operation goes beneath, and raise Refused.
    """

    def __init__(
        self,
        name: str,
        operations: Mapping[str, Operation],
        *,
        guards: Mapping[str, Callable[[Parameters], None]] | None = None,
        beneath: Handler | None = None,
    ) -> None:
        self.model: ServiceModel = botocore.session.get_session().get_service_model(name)
        self.operations = operations
        self.guards = guards or {}
        self.beneath = beneath
        self.rest = self.model.protocol.startswith("rest")
        named = [self.model.operation_model(each) for each in self.model.operation_names]
        self.routes = sorted((route(o) for o in named), key=lambda r: -r[0]) if self.rest else []

    async def __call__(
        self, method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, Any]
    ) -> Answer:
        operation, placed = self.asked(method, path, headers, body, query)
        try:
            if guard := self.guards.get(operation):
                guard(self.given(operation, placed, body, query))
            if operation in self.operations:
                return self.answer(operation, self.given(operation, placed, body, query))
        except Refused as refusal:
            return self.refusal(refusal)
        if self.beneath:
            return await self.beneath(method, path, headers, body, query)
        message = f"{self.model.service_name}:{operation or path} is not simulated"
        return json_answer(501, {"message": message}, "NotImplemented")

    def asked(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, query: Parameters
    ) -> tuple[str, dict[str, str]]:
        """The operation's name, and the parameters that its path holds.

        An ARN in a path comes with its slashes: its last part is the id.
        """
        short = re.sub(r"arn:[^/]+/", "", path).rstrip("/") or "/"
        for _, verb, pattern, operation in self.routes:
            if verb == method and (found := pattern.fullmatch(short)):
                return operation, {k: unquote(v) for k, v in found.groupdict().items()}
        if target := headers.get("x-amz-target"):
            return target.rsplit(".", 1)[-1], {}
        form = {**parse_qs(body.decode("utf-8", "replace")), **query}
        return "".join(form.get("Action", [""])), {}

    def given(
        self, operation: str, placed: dict[str, str], body: bytes, query: dict[str, Any]
    ) -> Parameters:
        """The request's parameters by their names in the model; Refused when not valid."""
        shape = self.model.operation_model(operation).input_shape
        if shape is None:
            return {}
        try:
            said: dict[str, Any] = json.loads(body) if body else {}
        except ValueError:
            said = {k: v[0] for k, v in parse_qs(body.decode("utf-8", "replace")).items()}
        asked = {k: v[0] if isinstance(v, list) and len(v) == 1 else v for k, v in query.items()}  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
        parameters = from_wire(shape, said | asked | placed)
        wrong = ParamValidator().validate(parameters, shape).generate_report()
        wrong = wrong or "; ".join(enumerations(shape, parameters))
        if wrong:
            raise Refused(self.invalid(operation), wrong)
        return parameters

    def invalid(self, operation: str) -> str:
        """How this service calls a request that is not valid."""
        errors = [shape.name for shape in self.model.operation_model(operation).error_shapes]
        words = ("Validation", "InvalidRequest", "BadRequest", "InvalidParameter")
        return next((e for w in words for e in errors if e.startswith(w)), "ValidationException")

    def answer(self, operation: str, parameters: Parameters) -> Answer:
        """Run a simulated operation."""
        given = dict(self.operations[operation](parameters))
        shape = self.model.operation_model(operation).output_shape
        if shape is None:
            return json_answer(200, {})
        wrong = ParamValidator().validate(given, shape).generate_report()
        if wrong:
            raise TypeError(f"the answer of {operation}: {wrong}")
        return json_answer(200, to_wire(shape, given))

    def refusal(self, refusal: Refused) -> Answer:
        """An error as botocore reads it."""
        shape = next((s for s in self.model.error_shapes if s.name == refusal.code), None)
        status = shape.metadata.get("error", {}).get("httpStatusCode", 400) if shape else 400
        said = {"__type": refusal.code, "message": str(refusal), "Message": str(refusal)}
        return json_answer(status, said, refusal.code)


def route(operation: OperationModel) -> tuple[int, str, re.Pattern[str], str]:
    """How specific the route is, its verb, its pattern with the members' wire names, its name."""
    http: dict[str, str] = operation.http
    uri = http["requestUri"].split("?")[0].rstrip("/") or "/"
    pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", re.sub(r"\{(\w+)\+\}", r"(?P<\1>.+)", uri))
    fixed = len(re.sub(r"\{\w+\+?\}", "", uri))
    return fixed, http["method"], re.compile(pattern), operation.name


def json_answer(status: int, content: Any, error: str = "") -> Answer:
    """Fresh headers each time: the emulator writes into them."""
    headers = {"Content-Type": "application/json"} | ({"x-amzn-ErrorType": error} if error else {})
    return status, headers, json.dumps(content).encode()
