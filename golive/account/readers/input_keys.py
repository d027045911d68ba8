"""The key pairs that seal what callers enter: uploaded halves and private ones."""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from collections.abc import Iterable

from golive.account.arns import FUNCTION, INPUT_KEY_PAIR, INSTANCE, SECURITY_KEY
from golive.account.readers.instance import id_of, instances
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.facts.connect import SecurityKey
from golive.facts.storage import SecretParameter
from golive.facts.words import AWS_MANAGED, Where
from golive.model import Gap, Ref

ARMOUR = re.compile(r"-----(?:BEGIN|END) PUBLIC KEY-----|\s")


def uploaded(read: Reading) -> Iterable[Resource]:
    """Every security key of the instance; of a stack or not."""
    ours = {resource.physical: resource for resource in read.estate.of(SECURITY_KEY)}
    for one in instances(read):
        for key in _listed(read, one.physical):
            physical = f"{one.physical}|{key['AssociationId']}"
            yield ours.get(physical) or read.estate.outside(SECURITY_KEY, physical)


def _listed(read: Reading, instance_arn: str) -> list[dict[str, str]]:
    answer = read.ask("connect:ListSecurityKeys", InstanceId=id_of(instance_arn))
    return answer.get("SecurityKeys", [])


@reader(SecurityKey, SECURITY_KEY, find=uploaded, pair="SecurityKeys[].Key")
def security_key(read: Reading, subject: Resource) -> SecurityKey:
    instance_arn, identifier = subject.physical.split("|")
    keys = _listed(read, instance_arn)
    key = next((k for k in keys if k["AssociationId"] == identifier), None)
    if key is None:
        raise Gone
    pair = read.part(lambda: _pair(read, key["Key"]))
    return SecurityKey(instance=read.where(INSTANCE, instance_arn), pair=pair)


def _pair(read: Reading, pem: str) -> Where:
    """The pair whose physical id ends with the public key's fingerprint; else that."""
    mark = fingerprint(pem)
    for pair in read.estate.of(INPUT_KEY_PAIR):
        if pair.physical.endswith(f"-{mark}"):
            return Ref(pair.ref.stack, pair.ref.logical, "PublicKey")
    return mark


def fingerprint(pem: str) -> str:
    """SHA-256, hexadecimal, of a public key's DER encoding."""
    return hashlib.sha256(b64decode(ARMOUR.sub("", pem), validate=True)).hexdigest()


@reader(
    SecretParameter,
    INPUT_KEY_PAIR,
    name="Parameters[].Name",
    type="Parameters[].Type",
    key="Parameters[].KeyId",
    maker="ServiceToken",
)
def secret_parameter(read: Reading, subject: Resource) -> SecretParameter:
    """What Systems Manager says about the parameter; its value is never asked for."""
    name = read.estate.properties(subject.ref).get("ParameterName")
    if not isinstance(name, str):
        raise Gap("the deployed template doesn't name the parameter of the private key")
    only = [{"Key": "Name", "Option": "Equals", "Values": [name]}]
    found = read.ask("ssm:DescribeParameters", ParameterFilters=only).get("Parameters", [])
    if not found:
        raise Gone
    described = found[0]
    return SecretParameter(
        name=name,
        type=described["Type"],
        key=read.part(lambda: read.key(described.get("KeyId"), AWS_MANAGED)),
        maker=read.part(lambda: _maker(read, subject)),
    )


def _maker(read: Reading, pair: Resource) -> Where:
    """The function behind the pair, by the deployed template: no service says it."""
    match read.estate.properties(pair.ref).get("ServiceToken"):
        case {"Fn::GetAtt": [str(logical), "Arn"]}:
            return Ref(pair.ref.stack, logical, "Arn")
        case str(arn):
            return read.where(FUNCTION, arn)
        case _:
            raise Gap("the deployed template doesn't show the function behind the key pair")
