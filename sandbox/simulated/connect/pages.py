"""Pages of a list, as botocore's paginators ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.model import ListShape, ServiceModel

from sandbox.simulated.service import Operation, Parameters, Refused

MOST = 100
"""How many AWS answers with when MaxResults isn't given."""


def paged(model: ServiceModel, name: str, operation: Operation) -> Operation:
    """The operation in pages, when its answer has a NextToken and one list."""
    described = model.operation_model(name)
    asked, output = described.input_shape, described.output_shape
    if not asked or not output or "NextToken" not in {*asked.members} & {*output.members}:
        return operation
    member = next(m for m, shape in output.members.items() if isinstance(shape, ListShape))

    def page(given: Parameters) -> Mapping[str, Any]:
        answer = dict(operation(given))
        token, every = given.get("NextToken", "0"), answer[member]
        if not token.isdigit():
            raise Refused("InvalidParameterException", "NextToken is none of this list")
        start, end = int(token), int(token) + given.get("MaxResults", MOST)
        more = {"NextToken": str(end)} if end < len(every) else {}
        return {**answer, member: every[start:end], **more}

    return page
