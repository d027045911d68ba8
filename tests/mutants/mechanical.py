"""Mutants made from what the controls read: each property deleted, null, flipped, unresolvable.

Reading is spied on: whatever field of a fact a predicate touches is a property of a template,
and a change of it that makes nobody unsure must be explained in SURVIVORS.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from golive.controls import catalogue
from golive.controls.control import Control
from golive.judge import judge_one
from golive.model import Fact, Seen, Side, Unknown
from tests.mutants.mutant import DELETE, NOWHERE, Mutant, Templates

CONTROLS = [control for control in catalogue().values() if not control.live_only]
SSE = "BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault"
FIREHOSE_KEY = (
    "ExtendedS3DestinationConfiguration.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN"
)
LOGS_TO = "LoggingConfiguration.DestinationBucketName"
Touched = set[tuple[int, str]]
BESIDE = ("policy", "origins")
"""Fields that a resource beside the subject decides."""


@dataclass(frozen=True)
class Reading:
    """A control reads a property: `stack` by its template's name, `path` below Properties."""

    control: str
    stack: str
    logical: str
    path: str


@contextmanager
def spied() -> Generator[Touched]:
    """What is read of which fact, by its identity."""
    touched: Touched = set()

    def spy(self: Fact, name: str) -> Any:
        touched.add((id(self), name))
        return object.__getattribute__(self, name)

    Fact.__getattribute__ = spy
    try:
        yield touched
    finally:
        del Fact.__getattribute__


def readings(side: Side) -> Iterator[Reading]:
    """Every property that each control reads, of every subject."""
    everything = [seen for kind in Fact.__subclasses__() for seen in _listed(side, kind)]
    for control in CONTROLS:
        with spied() as touched:
            judge_one(control, side)
        for seen in everything:
            for field, path in seen.properties.items():
                if (id(seen.fact), field) in touched:
                    yield _reading(control, seen, field, path)


def _listed(side: Side, kind: type[Fact]) -> Iterable[Seen]:
    seen = side.facts(kind)
    return () if isinstance(seen, Unknown) else seen


def _reading(control: Control, seen: Seen, field: str, path: str) -> Reading:
    """What stands in a resource beside the subject is the last evidence."""
    beside = field in BESIDE and len(seen.evidence) > 1
    at = seen.evidence[-1 if beside else 0].parameters
    stack = Path(str(at["template"])).name.split(".")[0]
    return Reading(control.id, stack, str(at["logical id"]), path)


def mechanical(side: Side, templates: Templates) -> Iterator[Mutant]:
    """Each property that a control reads changed in every way, at one resource of its type.

    A resource that states the property is preferred.
    """
    chosen: dict[tuple[str, str, str], tuple[Reading, Any]] = {}
    for reading in readings(side):
        resource = templates[reading.stack]["Resources"][reading.logical]
        given = _given(resource["Properties"], reading.path)
        at = (reading.control, resource["Type"], reading.path)
        if at not in chosen or (chosen[at][1] is None and given is not None):
            chosen[at] = (reading, given)
    for (control, kind, path), (reading, given) in chosen.items():
        for value in _ways(given):
            where = f"Properties.{path}"
            yield Mutant(control, kind, reading.logical, where, value, reading.stack)


def _given(place: Any, path: str) -> Any:
    for step in path.split("."):
        known = place is not None
        place = (place[int(step)] if step.isdigit() else place.get(step)) if known else None
    return place


def _ways(given: object) -> Iterator[Any]:
    yield NOWHERE
    if given is not None:
        yield DELETE
        yield None
    if isinstance(given, bool):
        yield not given


UNDER_A_KEY = (
    "2.6.6-channel-sealed",
    "4.1-table-key",
    "4.4-private-key-sealed",
    "4.8-associated-stream-key",
    "4.8-stream-key",
    "4.9-bucket-encrypted-puts",
    "4.9-stored-under-our-key",
)
OWN_POLICY = "KMS writes its default policy, for the account alone"
SURVIVORS = {
    **{(control, "KeyPolicy"): OWN_POLICY for control in UNDER_A_KEY},
    ("4.7-bucket-access-logged", f"{SSE}.SSEAlgorithm"): "a bucket for logs is SSE-S3 anyway",
    ("2.6.1-alarm-is-drawn", "AlarmName"): "2.6.3-composite-reaches-topic misses it by its name",
    ("2.6.3-alarm-can-fire", "DatapointsToAlarm"): "all of the evaluated periods must breach then",
    ("2.6.3-alarm-can-fire", "TreatMissingData"): "what waits for a high value may lack data",
    ("2.6.3-alarm-is-no-noise", "DatapointsToAlarm"): "all evaluated periods must breach then",
    ("2.6.3-alarm-is-no-noise", "Dimensions"): "2.6.3-alarm-can-fire finds it",
    ("2.6.3-alarm-is-no-noise", "TreatMissingData"): "what waits for a high value may lack data",
    ("2.6.4-recordings-kept", "PolicyDocument"): "a bucket without a policy denies nothing",
    ("2.6.9-function-logs-kept", "LogGroupName"): "this function names its group by reference",
    ("4.4-secrets-key-closed", "KeyPolicy"): OWN_POLICY,
    ("4.5-bucket-principals", "PolicyDocument"): "a bucket without a policy lets nobody else in",
    ("4.7-bucket-access-logged", "BucketName"): "CloudFormation gives it a name of its own",
    ("4.7-bucket-data-events", LOGS_TO): "4.7-bucket-access-logged finds what logs into itself",
    ("4.7-bucket-data-events", "BucketName"): "CloudFormation's own name begins as the selector",
    ("4.7-trail-management-events", "AdvancedEventSelectors"): "a trail records them by default",
    ("4.8-connect-may-seal", "KeyPolicy"): "associating the key granted it, and nothing denies it",
    ("4.8-stream-key", f"{SSE}.SSEAlgorithm"): "4.9-bucket-encrypted-puts finds it",
    ("4.9-stored-under-our-key", f"{SSE}.SSEAlgorithm"): "4.9-bucket-encrypted-puts finds it",
    ("4.8-stream-key", FIREHOSE_KEY): "Firehose writes under the default of its bucket",
    ("4.9-bucket-encrypted-puts", LOGS_TO): "4.7-bucket-access-logged finds what logs into itself",
    ("4.9-bucket-encrypted-puts", "BucketName"): "the name is asked only of what takes logs",
    ("4.9-bucket-encrypted-puts", f"{SSE}.SSEAlgorithm"): "a bucket for logs is SSE-S3 anyway",
    ("4.9-bucket-services-bound", "PolicyDocument"): "a bucket without a policy lets no service in",
}
"""Properties that a control reads and that may be missing, and why that is right."""
