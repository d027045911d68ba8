"""The signing key of an environment, in KMS: its public half, and a signature by it."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from golive.account.errors import code_of
from golive.decision.signature import ALGORITHM, Key
from golive.register.calls import asking
from golive.register.errors import Denied, MissingRegister
from golive.register.opening import physical_of

if TYPE_CHECKING:
    from golive.environment import Environment

LOGICAL = re.compile(r"SigningKey[0-9A-F]{8}")
"""As the CDK names it: construct id and a digest of its path."""


DENIED = (
    "kms:Sign is denied: only approvers sign, whom both the signing key's policy "
    "(decision.approvers, as deployed) and a policy of their own allow it"
)


class NotAllowed(Denied):
    """KMS lets the caller not sign."""


def read_key(environment: Environment, session: Any) -> Key:
    """The key of the Data stack; MissingRegister where there is none, Denied for a call's no."""
    stack = environment.stack("Data")
    identifier = physical_of(session, stack, "AWS::KMS::Key", LOGICAL)
    if identifier is None:
        raise MissingRegister(f"{environment.name} has no signing key yet: deploy {stack}")
    with asking("kms:GetPublicKey"):
        answer = session.client("kms").get_public_key(KeyId=identifier)
    return Key(str(answer["KeyId"]), bytes(answer["PublicKey"]))


def sign(key: Key, message: str, session: Any) -> tuple[str, str]:
    """The signature, base64, and the request's id, by which CloudTrail knows who it was.

    KMS API Reference, Sign: a digest is signed as it is. NotAllowed for who may not.
    """
    digest = hashlib.sha256(message.encode()).digest()
    with asking("kms:Sign"):
        try:
            answer = session.client("kms").sign(
                KeyId=key.arn, Message=digest, MessageType="DIGEST", SigningAlgorithm=ALGORITHM
            )
        except ClientError as error:
            if code_of(error) == "AccessDeniedException":
                raise NotAllowed(DENIED) from error
            raise
    request = str(answer["ResponseMetadata"].get("RequestId", ""))
    return b64encode(answer["Signature"]).decode(), request
