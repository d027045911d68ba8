"""What the test window shows: packet loss, flows, recordings.

Metrics and dimensions: Connect Administrator Guide, Monitoring with CloudWatch.
"""

from __future__ import annotations

from collections.abc import Iterable

from golive.account.arns import INSTANCE
from golive.account.metrics import Query, points, tested
from golive.account.readers.flow_counts import started
from golive.account.readers.instance import id_of
from golive.account.readers.reader import reader
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.facts.traffic import FlowRun, FlowRuns, PacketLoss, RecordingUploads
from golive.model import Gap

CONNECT = "AWS/Connect"
FAILURES = {"errors": "ContactFlowErrors", "fatal": "ContactFlowFatalErrors"}
PLACES = ("InstanceId", "Instance ID")
"""What AWS's documents call the dimension of packet loss."""


def _queries(read: Reading, instance: str) -> Iterable[tuple[str, Query]]:
    """Every metric of the test window: one call for all that is asked about it."""
    voice = {"Participant": "Agent", "Type of Connection": "WebRTC", "Stream Type": "Voice"}
    for place, name in enumerate(PLACES):
        where = {name: instance, **voice}
        yield f"loss_{place}", Query(CONNECT, "ToInstancePacketLossRate", where, "Average")
    for place, flow in enumerate(read.environment.flows):
        where = {
            "InstanceId": instance,
            "MetricGroup": "ContactFlow",
            "ContactFlowName": flow.name,
        }
        for kind, metric in FAILURES.items():
            yield f"flow_{place}_{kind}", Query(CONNECT, metric, where, "Sum")
    for name, metric, group in (
        ("calls", "CallsPerInterval", "VoiceCalls"),
        ("unstored", "CallRecordingUploadError", "CallRecordings"),
    ):
        where = {"InstanceId": instance, "MetricGroup": group}
        yield name, Query(CONNECT, metric, where, "Sum")


def _tested(read: Reading, subject: Resource) -> dict[str, list[float]]:
    queries = dict(_queries(read, id_of(subject.physical)))
    found = points(read, queries, tested(read))
    return {name: [point.value for point in series] for name, series in found.items()}


@reader(PacketLoss, INSTANCE, worst_hour="MetricDataResults[ToInstancePacketLossRate].Values")
def packet_loss(read: Reading, subject: Resource) -> PacketLoss:
    found = _tested(read, subject)
    hours = [value for place in range(len(PLACES)) for value in found[f"loss_{place}"]]
    if not hours:
        raise Gap("no packet loss was measured in the test window: no agent took a call in it")
    return PacketLoss(worst_hour=max(hours))


@reader(RecordingUploads, INSTANCE, failed="MetricDataResults[CallRecordingUploadError].Values")
def recording_uploads(read: Reading, subject: Resource) -> RecordingUploads:
    found = _tested(read, subject)
    return RecordingUploads(calls=round(sum(found["calls"])), failed=round(sum(found["unstored"])))


@reader(FlowRuns, INSTANCE, flows="MetricResults[FLOWS_STARTED], MetricDataResults[ContactFlow*]")
def flow_runs(read: Reading, subject: Resource) -> FlowRuns:
    found = _tested(read, subject)

    def run(place: int, name: str) -> FlowRun:
        return FlowRun(
            name=name,
            started=read.part(lambda: started(read, subject.physical, name, tested(read))),
            errors=round(sum(found[f"flow_{place}_errors"])),
            fatal=round(sum(found[f"flow_{place}_fatal"])),
        )

    return FlowRuns(flows=tuple(run(i, f.name) for i, f in enumerate(read.environment.flows)))
