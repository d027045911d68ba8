"""The RSA pair that seals what callers enter, one for each slot."""

from __future__ import annotations

from aws_cdk import CustomResource, Duration, RemovalPolicy
from constructs import Construct

from baseline.documents import Statement, allow
from baseline.function import Function
from baseline.keeping import keep
from baseline.key import Key
from golive.environment import Environment

KIND = "SecureString"
PARTS = ("", "/certificate", "/public")


class InputKeys(Function):
    """The function that makes pairs: it can write private keys, and can't read any."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        secrets_key: Key,
        log_key: Key,
        slots: tuple[str, ...],
    ) -> None:
        names = [parameter(environment, slot) for slot in slots]
        super().__init__(
            scope,
            id,
            environment=environment,
            source="input_keys",
            description="Makes the key pairs that seal what callers enter",
            key=log_key,
            statements=_statements(environment, secrets_key, names),
            timeout_seconds=120,
        )
        self.secrets_key = secrets_key

    def pair(self, scope: Construct, id: str, *, environment: Environment, slot: str) -> str:
        """Make the pair of a slot; gives its public key in PEM."""
        policy = keep(environment)
        made = CustomResource(
            scope,
            id,
            service_token=self.arn,
            resource_type="Custom::InputKeyPair",
            properties={
                "ParameterName": parameter(environment, slot),
                "ParameterType": KIND,
                "KeyArn": self.secrets_key.key_arn,
                "Slot": slot,
                "Revision": self.revision,
                "Keep": str(policy != RemovalPolicy.DESTROY).lower(),
            },
            removal_policy=policy,
            service_timeout=Duration.minutes(5),
        )
        return made.get_att_string("PublicKey")


def parameter(environment: Environment, slot: str) -> str:
    """Where the private key of a slot lies."""
    return f"{environment.parameters}/input/{slot}"


def _statements(environment: Environment, key: Key, names: list[str]) -> list[Statement]:
    """KMS Developer Guide, How Parameter Store uses AWS KMS: a standard SecureString is sealed
    with kms:Encrypt, and its ARN is the encryption context."""
    secret = [environment.arn("ssm", f"parameter{name}") for name in names]
    every = [arn + part for arn in secret for part in PARTS]
    sealing = {
        "kms:EncryptionContext:PARAMETER_ARN": secret,
        "kms:ViaService": f"ssm.{environment.region}.amazonaws.com",
    }
    found = [
        allow("MakePair", ["kms:GenerateDataKeyPair"], [key.key_arn]),
        allow(
            "SealPrivateKey",
            ["kms:Encrypt"],
            [key.key_arn],
            conditions={"StringEquals": sealing},
        ),
        allow("StorePair", ["ssm:PutParameter"], every),
        allow("ReadPublicKey", ["ssm:GetParameter"], [f"{arn}/public" for arn in secret]),
    ]
    if environment.destroy:
        found.append(allow("RemovePair", ["ssm:DeleteParameter"], every))
    return found
