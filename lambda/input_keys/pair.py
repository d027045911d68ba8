"""A key pair in Parameter Store: private key, certificate, and last the public key.

The public key's parameter says that the pair is whole. The private key goes from KMS straight
into a SecureString; nothing reads it back here, and nothing else holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import boto3
from certificate import certificate
from pem import pem

SPEC = "RSA_4096"
PUBLIC = "/public"
CERTIFICATE = "/certificate"


@dataclass(frozen=True)
class Pair:
    """Where a pair lies: its private key's parameter, and the KMS key that seals it."""

    parameter: str
    key: str

    def public(self) -> str | None:
        """The public key in PEM; None when the pair isn't there, or isn't whole."""
        ssm = _client("ssm")
        try:
            return ssm.get_parameter(Name=self.parameter + PUBLIC)["Parameter"]["Value"]
        except ssm.exceptions.ParameterNotFound:
            return None

    def make(self) -> str:
        """Make a new pair over one that isn't whole; gives the public key in PEM."""
        kms = _client("kms")
        made = kms.generate_data_key_pair(KeyId=self.key, KeyPairSpec=SPEC)
        private, public = made["PrivateKeyPlaintext"], pem("PUBLIC KEY", made["PublicKey"])
        self._put("", pem("PRIVATE KEY", private), Type="SecureString", KeyId=self.key)
        self._put(CERTIFICATE, certificate(private, self.parameter), Type="String")
        self._put(PUBLIC, public, Type="String")
        return public

    def remove(self) -> None:
        """Delete all of it; what isn't there is no error."""
        ssm = _client("ssm")
        ssm.delete_parameters(Names=[self.parameter + part for part in ("", CERTIFICATE, PUBLIC)])

    def _put(self, suffix: str, value: str, **how: str) -> None:
        ssm = _client("ssm")
        ssm.put_parameter(Name=self.parameter + suffix, Value=value, Overwrite=True, **how)


def _client(service: str) -> Any:
    return boto3.client(service)  # pyright: ignore[reportUnknownMemberType]
