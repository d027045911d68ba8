"""Line 4.7: each service leaves a log, for detection."""

from __future__ import annotations

from golive.controls.bucket_roles import is_audit_target, is_log_target, no_logs_taken
from golive.controls.control import Finding, control, listing, subject_of
from golive.controls.keys import own_region
from golive.controls.references import means, resource_of
from golive.facts.audit import DataEvents, Trail
from golive.facts.connect import Instance
from golive.facts.storage import Bucket, Table
from golive.facts.words import Named
from golive.model import Gap, Ref, Side, Text


@control("4.7", Bucket, fix="Set LoggingConfiguration to the access-log bucket.")
def bucket_access_logged(bucket: Bucket, side: Side) -> Finding | None:
    """Server access logging is on, into another bucket that takes it; not for that one itself."""
    subject, target = subject_of(bucket, side), bucket.logs_to
    if target is None:
        ends_here = is_log_target(bucket, side)
        return None if ends_here else Finding("logs_to", "has no server access logging")
    if means(target, subject) or target == bucket.name:
        return Finding("logs_to", "logs into itself, where each log makes another")
    wrong = no_logs_taken(side.one(Bucket, target), side)
    return Finding("logs_to", f"logs into {resource_of(target)}, which {wrong}") if wrong else None


@control("4.7", Bucket, fix="Add the bucket's name prefix to the trail's S3 data events.")
def bucket_data_events(bucket: Bucket, side: Side) -> Finding | None:
    """A trail records who reads and writes objects, but for the buckets that take logs."""
    if is_log_target(bucket, side) or is_audit_target(bucket, side):
        return None
    subject = subject_of(bucket, side)
    start = known_start(bucket.name, subject).lower() + "/"
    return _recorded("AWS::S3::Object", subject, start, side)


@control("4.7", Table, fix="Add the table's name prefix to the trail's DynamoDB data events.")
def table_data_events(table: Table, side: Side) -> Finding | None:
    """A trail records who reads and writes items."""
    subject = subject_of(table, side)
    start = f"table/{known_start(table.name, subject)}"
    return _recorded("AWS::DynamoDB::Table", subject, start, side)


@control("4.7", Trail, fix="Select management events without leaving out a source.")
def trail_management_events(trail: Trail, side: Side) -> Finding | None:
    """The trail records all management events: Connect, KMS and SSM calls are among them."""
    return None if trail.management else Finding("management", "leaves management events out")


@control("4.7", Instance, fix="Set Attributes.ContactflowLogs to true.")
def instance_flow_logs(instance: Instance, side: Side) -> Finding | None:
    """The instance writes contact-flow logs."""
    return None if instance.flow_logs else Finding("flow_logs", "writes no contact-flow logs")


def known_start(name: Named, subject: Ref) -> str:
    """How a name begins: CloudFormation calls what we don't name `<stack>-<logical id>-...`."""
    if isinstance(name, Text):
        raise Gap(f"the name {name} is not known before the deployment")
    return name if isinstance(name, str) else f"{subject.stack}-{subject.logical}-"


def _recorded(kind: str, subject: Ref, start: str, side: Side) -> Finding | None:
    for _, trail in listing(side, Trail):
        for events in trail.data_events:
            if events.resource_type == kind and _selects(events, subject, start, side):
                return None
    return Finding("name", f"is in no trail's {kind} data events")


def _here(arn: Named, side: Side) -> bool:
    """Whether an ARN, or its beginning, is of no Region or of ours."""
    region = [*str(arn).split(":"), "", "", "", ""][3]
    return region in ("", own_region(side))


def _selects(events: DataEvents, subject: Ref, start: str, side: Side) -> bool:
    if any(_is(arn, subject) for arn in (*events.starts_with, *events.equals)):
        return True
    prefixes = [str(arn).rsplit(":", 1)[-1] for arn in events.starts_with if _here(arn, side)]
    wholes = [str(arn).rsplit(":", 1)[-1] for arn in events.equals if _here(arn, side)]
    return start in wholes or any(start.startswith(prefix) for prefix in prefixes)


def _is(arn: Named, subject: Ref) -> bool:
    """Whether an ARN in a selector is the subject's own."""
    named = arn.parts[0] if isinstance(arn, Text) else arn
    return isinstance(named, Ref) and named.resource == subject
