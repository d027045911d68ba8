"""Line 2.6.9: a function runs under a role that may write its log."""

from __future__ import annotations

from golive.access.answer import Answer
from golive.access.clauses import Request, clauses, denied
from golive.controls.access import OVER_TLS
from golive.controls.control import Finding, control
from golive.controls.keys import own_account, own_region
from golive.controls.logs import name_of
from golive.controls.references import resource_of
from golive.controls.statements import arn_of
from golive.facts.access import Role
from golive.facts.audit import Function, LogGroup
from golive.facts.words import Where
from golive.model import Gap, Ref, Side

WRITES = ("logs:CreateLogStream", "logs:PutLogEvents")
"""What Lambda does as the function's role (Lambda Developer Guide, execution role)."""
OF_AWS = ":iam::aws:policy/"
"""In the ARN of a policy of AWS. One that a template doesn't show is a finding of line 4.5."""
LET_LOG = tuple(
    f"{OF_AWS}service-role/AWSLambda{name}ExecutionRole"
    for name in ("Basic", "DynamoDB", "Kinesis", "MSK", "SQSQueue", "VPCAccess")
)
"""How the ARNs of AWS's policies end that allow both everywhere and deny nothing (AWS Managed
Policy Reference)."""
PARTITIONS = ("aws", "aws-cn", "aws-us-gov")


@control(
    "2.6.9", Function, fix="Allow its role logs:CreateLogStream and logs:PutLogEvents on its group."
)
def function_may_log(function: Function, side: Side) -> Finding | None:
    """The role of each function may write to the function's log group."""
    role, names = side.one(Role, function.role), _called(function.log_group, side)
    for action in WRITES:
        if wrong := _refused(role, Request("", action, names, OVER_TLS)):
            return Finding("role", f"runs under a role that {wrong} {action} on its log group")
    return None


def _refused(role: Role, request: Request) -> str:
    """How the role may not; empty where it may. Gap where a condition decides, or a policy that
    isn't shown."""
    said, hidden = clauses(role.policies), [str(arn) for arn in role.unread]
    barred = denied(said, request)
    if barred is Answer.YES:
        return "is denied"
    if barred or not all(OF_AWS in arn for arn in hidden):
        raise Gap(f"whether the role is denied {request.action} can't be told")
    given = denied([clause.turned() for clause in said if clause.allow], request)
    if given is Answer.YES or any(arn.endswith(LET_LOG) for arn in hidden):
        return ""
    if given or hidden:
        raise Gap(f"whether the role may {request.action} on all of its log group can't be told")
    return "may not"


def _called(where: Where, side: Side) -> tuple[str, ...]:
    """What a policy may call the streams of a group; a group that is ours by reference too."""
    group = resource_of(where)
    if isinstance(group, Ref):
        name, own = name_of(side.one(LogGroup, group), group), arn_of(group)
    else:
        name = own = str(group).rpartition(":log-group:")[2]
    place = f":logs:{own_region(side)}:{own_account(side)}:log-group:{name}"
    arns = [f"arn:{partition}{place}:log-stream:*" for partition in PARTITIONS]
    return (own, f"{own}:log-stream:*", *arns)
