"""AWS as a table of answers, each valid by botocore's own model of the service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import boto3
import botocore.session
from botocore.exceptions import ClientError
from botocore.model import ServiceModel
from botocore.validate import validate_parameters

from golive.account.session import Session

NOBODY = boto3.Session(
    region_name="us-east-1", aws_access_key_id="AKIA", aws_secret_access_key="none"
)


@cache
def service_model(service: str) -> ServiceModel:
    """Read once a process: Connect's alone takes 50 MB."""
    return botocore.session.get_session().get_service_model(service)


class Odd(NamedTuple):
    """An answer that no model of botocore accepts."""

    answer: dict[str, Any]


Answer = Mapping[str, Any] | Exception | Odd | Callable[[Mapping[str, Any]], Any] | int
"""A number is the status of a page."""
Answers = Mapping[str, Answer]


def refused(code: str, message: str = "no") -> ClientError:
    """What botocore raises for an error answer."""
    return ClientError({"Error": {"Code": code, "Message": message}}, "Operation")


class Canned(Session):
    """Answers from a table by operation, or by `operation argument`; keeps what was asked."""

    def __init__(self, answers: Answers) -> None:
        super().__init__("us-east-1", boto=NOBODY)
        self.answers = dict(answers)
        self.asked: list[tuple[str, Mapping[str, Any]]] = []

    def send(self, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        self.asked.append((operation, parameters))
        answer = self._found(operation, parameters)
        if isinstance(answer, Exception):
            raise answer.with_traceback(None)  # one instance, raised again and again
        if isinstance(answer, Odd):
            return answer.answer
        service, _, name = operation.partition(":")
        model = service_model(service).operation_model(name)
        if model.input_shape:
            validate_parameters(parameters, model.input_shape)
        if model.output_shape:
            validate_parameters(answer, model.output_shape)
        return dict(answer)

    def visit(self, url: str) -> int:
        """Nobody is asked: the status is in the table too, and 200 if it isn't."""
        answer: Any = self.answers.get(url, 200)
        if isinstance(answer, Exception):
            raise answer.with_traceback(None)
        return answer

    def _found(self, operation: str, parameters: Mapping[str, Any]) -> Any:
        for key in [*(f"{operation} {value}" for value in parameters.values()), operation]:
            if key in self.answers:
                answer = self.answers[key]
                return answer(parameters) if callable(answer) else answer
        raise refused("NotCanned", f"{operation} {dict(parameters)}")
