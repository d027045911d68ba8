"""A key pair in Parameter Store: private key, certificate, and last the public key.

The public key's parameter says that the pair is whole. The private key goes from KMS straight
into a SecureString; nothing reads it back here, and nothing else holds it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import boto3
from certificate import certificate
from pem import pem

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_ssm import SSMClient

SPEC = "RSA_4096"
PUBLIC = "/public"
CERTIFICATE = "/certificate"
TIER = "Standard"
"""An account may have another default, and an advanced SecureString is sealed by another call
(KMS Developer Guide, How Parameter Store uses AWS KMS)."""


@dataclass(frozen=True)
class Pair:
    """Where a pair lies: its private key's parameter, and the KMS key that seals it."""

    parameter: str
    key: str

    def public(self) -> str | None:
        """The public key in PEM; None when the pair isn't there, or isn't whole."""
        ssm = _ssm()
        try:
            return ssm.get_parameter(Name=self.parameter + PUBLIC)["Parameter"].get("Value")
        except ssm.exceptions.ParameterNotFound:
            return None

    def make(self) -> str:
        """Make a new pair over one that isn't whole; gives the public key in PEM."""
        made = _kms().generate_data_key_pair(KeyId=self.key, KeyPairSpec=SPEC)
        der, public = made["PrivateKeyPlaintext"], pem("PUBLIC KEY", made["PublicKey"])
        _ssm().put_parameter(
            Name=self.parameter,
            Value=pem("PRIVATE KEY", der),
            Type="SecureString",
            KeyId=self.key,
            Tier=TIER,
            Overwrite=True,
        )
        self._publish(CERTIFICATE, certificate(der, self.parameter))
        self._publish(PUBLIC, public)
        return public

    def remove(self) -> None:
        """Delete all of it; what isn't there is no error."""
        ssm = _ssm()
        for part in (PUBLIC, CERTIFICATE, ""):
            with suppress(ssm.exceptions.ParameterNotFound):
                ssm.delete_parameter(Name=self.parameter + part)

    def _publish(self, part: str, value: str) -> None:
        name = self.parameter + part
        _ssm().put_parameter(Name=name, Value=value, Type="String", Tier=TIER, Overwrite=True)


def _ssm() -> SSMClient:
    return boto3.client("ssm")  # pyright: ignore[reportUnknownMemberType]


def _kms() -> KMSClient:
    return boto3.client("kms")  # pyright: ignore[reportUnknownMemberType]
