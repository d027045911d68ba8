"""What would keep a function from writing its log."""

from __future__ import annotations

from typing import Any

from tests.mutants.mutant import DELETE, NOWHERE, Mutant, Other

MAY = "2.6.9-function-may-log"
ROLE, FUNCTION = "AWS::IAM::Role", "AWS::Lambda::Function"
OWN = "Properties.Policies.0.PolicyDocument.Statement"
DENY: dict[str, Any] = {"Effect": "Deny", "Action": "logs:*", "Resource": "*"}
SOMETIMES = DENY | {"Condition": {"StringEquals": {"aws:PrincipalTag/quiet": "yes"}}}
WHERE = (
    "arn:aws:logs:us-east-1:*:log-group:/aws/lambda/*",
    Other("InputKeysFunction", "Arn"),
    NOWHERE,
)
MUTANTS = [
    Mutant(MAY, ROLE, "InputKeys", f"{OWN}.[Sid=OwnLog]", DELETE, "Associations"),
    *[
        Mutant(MAY, ROLE, "InputKeys", f"{OWN}.[Sid=OwnLog].Action", action, "Associations")
        for action in ("logs:CreateLogStream", "logs:PutLogEvents", "logs:Describe*", NOWHERE)
    ],
    *[
        Mutant(MAY, ROLE, "InputKeys", f"{OWN}.[Sid=OwnLog].Resource", where, "Associations")
        for where in WHERE
    ],
    Mutant(MAY, ROLE, "InputKeys", f"{OWN}.[Sid=OwnLog].Effect", "Deny", "Associations"),
    *[
        Mutant(MAY, ROLE, "InputKeys", f"{OWN}.1", said, "Associations")
        for said in (DENY, SOMETIMES, DENY | {"Action": "logs:PutLogEvents"})
    ],
    *[
        Mutant(MAY, FUNCTION, "InputKeys", "Properties.Role", role, "Associations")
        for role in ("arn:aws:iam::111122223333:role/old", NOWHERE)
    ],
]
ROLES = "4.5-roles-reach-their-own"
GIVEN = {"4.5-policies-reach-their-own": "a role that may hold any policy may hold this"}
ALSO = {
    MAY: {ROLES: "what isn't known may be an action on data", **GIVEN},
    ROLES: {MAY: "what isn't known may deny the function its log", **GIVEN},
    "2.6.9-function-logs-kept": {MAY: "its role may write to the group that it had"},
}
SURVIVORS = {(MAY, "ManagedPolicyArns"): "what else a role holds is no part of its log"}
