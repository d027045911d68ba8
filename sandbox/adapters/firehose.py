"""Firehose to S3: judged as its role, compressed and delimited as it is told to."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from sandbox.emulator import needs
from sandbox.judge import store
from sandbox.writers import delivery_writer

FIREHOSE = needs("services.firehose", "_deliver_to_s3", "_put_s3_object")
_destination: ContextVar[Mapping[str, Any]] = ContextVar("destination")
_deliver = FIREHOSE._deliver_to_s3


def deliver(stream: Any, destination: Mapping[str, Any], data: bytes, keys: Any = None) -> None:
    """Delimit and compress a record, then let the emulator name the object."""
    settings = dict(destination["config"])
    data += delimiter(settings).encode()
    if settings.get("CompressionFormat") == "GZIP":
        data = gzip.compress(data)
        settings["FileExtension"] = settings.get("FileExtension") or ".gz"
    _destination.set(settings)
    _deliver(stream, {**destination, "config": settings}, data, keys)


def put(bucket: str, key: str, body: bytes) -> None:
    """As the destination's role: what policies refuse is not stored, and logged."""
    store(delivery_writer(_destination.get())[0], bucket, key, body)


def delimiter(settings: Mapping[str, Any]) -> str:
    """What AppendDelimiterToRecord appends: `\\n` is written out in a template."""
    return "".join(_delimiters(settings)).replace("\\n", "\n")


def _delimiters(settings: Mapping[str, Any]) -> Iterator[str]:
    for processor in settings.get("ProcessingConfiguration", {}).get("Processors", []):
        if processor["Type"] == "AppendDelimiterToRecord":
            yield from (p["ParameterValue"] for p in processor["Parameters"])


FIREHOSE._deliver_to_s3 = deliver
FIREHOSE._put_s3_object = put
