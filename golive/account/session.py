"""Calls to AWS: within each service's rate, retried, made once, with evidence."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore import xform_name
from botocore.config import Config

from golive.account.canonical import digest, shown, without
from golive.account.errors import CALL_ERRORS, FATAL, cause, code_of, is_gone, is_unset, reason
from golive.account.links import status
from golive.account.operations import operations
from golive.account.rate import Bucket, Rate, rate
from golive.model import Evidence

THREADS = 24
ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Reply:
    """What a call gave: an answer, `gone`, or no answer and `why`.

    The answer of a setting that isn't set is empty.
    """

    answer: Mapping[str, Any]
    evidence: Evidence | None = None
    gone: bool = False
    why: str = ""


class Session:
    """One account and Region; any thread may call. No call is made twice."""

    def __init__(
        self,
        region: str,
        *,
        boto: boto3.Session | None = None,
        rates: Mapping[str, float] | None = None,
    ) -> None:
        self.region = region
        self.made = self.failed = 0
        self._boto = boto
        self._rates = rates or {}
        self._lock, self._making = threading.Lock(), threading.Lock()
        self._clients: dict[str, Any] = {}
        self._calls: dict[str, Future[Reply]] = {}
        self._broken: dict[str, str] = {}

    @property
    def boto(self) -> boto3.Session:
        """The caller's own settings; raises what botocore does when they are no good."""
        if self._boto is None:
            self._boto = boto3.Session(region_name=self.region)
        return self._boto

    @property
    def partition(self) -> str:
        """`aws`, `aws-cn` or `aws-us-gov`."""
        try:
            return self.boto.get_partition_for_region(self.region)
        except CALL_ERRORS:
            return "aws"

    def client(self, service: str) -> Any:
        """The one client of a service."""
        with self._making:
            if service not in self._clients:
                self._clients[service] = self._made(service)
            return self._clients[service]

    def call(self, operation: str, **parameters: Any) -> Reply:
        """Ask `service:Operation`, or give what the same question was answered before."""
        key = f"{operation} {json.dumps(parameters, sort_keys=True, default=str)}"
        with self._lock:
            mine = key not in self._calls
            future = self._calls.setdefault(key, Future[Reply]())
        if mine:
            try:
                future.set_result(self._asked(operation, parameters))
            except BaseException as error:
                future.set_exception(error)
                raise
        return future.result()

    def _made(self, service: str) -> Any:
        config = Config(
            region_name=self.region,
            retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
            max_pool_connections=THREADS,
            connect_timeout=5,
            read_timeout=30,
            user_agent_extra="connect-golive",
        )
        make: Any = self.boto.client  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
        made: Any = make(service, config=config)
        bucket = Bucket(self.rate(service))

        def wait(**_: Any) -> None:
            bucket.take()

        made.meta.events.register("before-send", wait)
        return made

    def visit(self, url: str) -> int:
        """The status of a page, as `links.status` says it; it is no call to AWS."""
        return status(url)

    def stop(self) -> None:
        """Make no further call."""
        self._broken[""] = "the verification was stopped"

    def rate(self, service: str) -> Rate:
        """How fast a service is asked."""
        return rate(service, self._rates)

    def _asked(self, operation: str, parameters: Mapping[str, Any]) -> Reply:
        service = operation.partition(":")[0]
        if why := self._broken.get("") or self._broken.get(service):
            return Reply({}, why=why)
        try:
            answer = self.send(operation, parameters)
        except CALL_ERRORS as error:
            return self._failed(operation, parameters, error)
        answer.pop("ResponseMetadata", None)
        kept = without(answer, operations()[operation].hidden)
        return Reply(kept, self._evidence(operation, parameters, kept))

    def send(self, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Ask AWS itself; an object's content comes as bytes."""
        service, _, name = operation.partition(":")
        client, method = self.client(service), xform_name(name)
        self.made += 1
        row = operations()[operation]
        if row.paged:
            most = {"MaxItems": row.most}
            pages = client.get_paginator(method).paginate(**parameters, PaginationConfig=most)
            return dict(pages.build_full_result())
        answer = dict(getattr(client, method)(**parameters))
        if "Body" in answer:
            answer["Body"] = answer["Body"].read()
        return answer

    def _failed(self, operation: str, parameters: Mapping[str, Any], error: Exception) -> Reply:
        gone = is_gone(operation, error)
        if gone or is_unset(operation, error):
            evidence = self._evidence(operation, parameters, {"Error": code_of(error)})
            return Reply({}, evidence, gone=gone)
        self.failed += 1
        why, kind = reason(operation, error), cause(error)
        if kind in FATAL or kind == "unreached":
            self._broken["" if kind in FATAL else operation.partition(":")[0]] = why
        return Reply({}, why=why)

    def _evidence(
        self, operation: str, parameters: Mapping[str, Any], answer: Mapping[str, Any]
    ) -> Evidence:
        mark = digest(operation, answer)
        return Evidence(operation, shown(parameters), mark, datetime.now(UTC))
