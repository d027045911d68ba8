"""How a service gives and takes a policy, and one changed as a table says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from golive.account.arns import BUCKET, KEY, TOPIC


class Kind(NamedTuple):
    """The calls, the parameter that names the resource, where the policy is in each."""

    read: str
    write: str
    name: str
    member: str = "Policy"
    put: str = "Policy"
    more: Mapping[str, str] = {}


KINDS = {
    BUCKET: Kind("s3:GetBucketPolicy", "s3:PutBucketPolicy", "Bucket"),
    KEY: Kind("kms:GetKeyPolicy", "kms:PutKeyPolicy", "KeyId"),
    TOPIC: Kind(
        "sns:GetTopicAttributes",
        "sns:SetTopicAttributes",
        "TopicArn",
        "Attributes",
        "AttributeValue",
        {"AttributeName": "Policy"},
    ),
}


def edited(text: str, changes: Mapping[str, Any]) -> str:
    """The policy `without` a statement id, `change`d in members of one, `with` another one."""
    policy = json.loads(text)
    statements = [s for s in policy["Statement"] if s.get("Sid") != changes.get("without")]
    for sid, members in changes.get("change", {}).items():
        found = next(s for s in statements if s["Sid"] == sid)
        found |= members
    more = [changes["with"]] if "with" in changes else []
    return json.dumps(policy | {"Statement": statements + more})
