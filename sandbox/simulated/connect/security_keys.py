"""Public keys for secure customer input: PEM, two at most, as on AWS."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from cryptography.x509 import load_pem_x509_certificate

from sandbox.simulated.connect.store import instance
from sandbox.simulated.service import Operation, Parameters, Refused

MOST = 2


def associate(given: Parameters) -> Parameters:
    """AssociateSecurityKey."""
    keys = instance(given).security_keys
    if len(keys) >= MOST:
        raise Refused("ServiceQuotaExceededException", f"An instance has at most {MOST} keys")
    _check(given["Key"])
    id_ = sha256(given["Key"].encode()).hexdigest()
    if id_ in keys:
        raise Refused("ResourceConflictException", "This key is associated already")
    keys[id_] = {"AssociationId": id_, "Key": given["Key"], "CreationTime": datetime.now(UTC)}
    return {"AssociationId": id_}


def _check(pem: str) -> None:
    try:
        if "BEGIN CERTIFICATE" in pem:
            key = load_pem_x509_certificate(pem.encode()).public_key()
        else:
            key = load_pem_public_key(pem.encode())
    except ValueError as error:
        raise Refused("InvalidRequestException", "The key is no PEM public key") from error
    if not isinstance(key, RSAPublicKey):
        raise Refused("InvalidRequestException", "The key is no RSA key")


def disassociate(given: Parameters) -> Parameters:
    """DisassociateSecurityKey."""
    if instance(given).security_keys.pop(given["AssociationId"], None) is None:
        raise Refused("ResourceNotFoundException", f"Key {given['AssociationId']} not found")
    return {}


OPERATIONS: dict[str, Operation] = {
    "AssociateSecurityKey": associate,
    "DisassociateSecurityKey": disassociate,
    "ListSecurityKeys": lambda given: {"SecurityKeys": [*instance(given).security_keys.values()]},
}
