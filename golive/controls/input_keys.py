"""Lines 4.2 and 4.4: the key pair that seals what callers enter."""

from __future__ import annotations

from golive.controls.control import Finding, control, listing, subject_of
from golive.controls.keys import customer_key, own_account
from golive.controls.references import foreign, means
from golive.controls.statements import may_decrypt, outsiders
from golive.facts.audit import Function
from golive.facts.connect import Instance, SecurityKey
from golive.facts.storage import Key, SecretParameter
from golive.facts.words import AWS_MANAGED, AWS_OWNED
from golive.model import Ref, Side

MOST_KEYS = 2
"""Amazon Connect Administrator Guide, encrypt customer input: two keys at most."""

PUBLIC_HALF = "PublicKey"
"""The attribute of an input-key pair that may be seen."""


@control("4.2", Instance, fix="Associate the public key of slot a (AWS::Connect::SecurityKey).")
def key_uploaded(instance: Instance, side: Side) -> Finding | None:
    """The instance holds one security key, or two of two pairs while one replaces the other."""
    subject = subject_of(instance, side)
    own = [key for _, key in listing(side, SecurityKey) if means(key.instance, subject)]
    if not own:
        return Finding("", "has no security key: what callers enter is stored in clear")
    if len(own) > MOST_KEYS:
        return Finding("", f"has {len(own)} security keys, {MOST_KEYS} at most")
    if len(own) == MOST_KEYS and own[0].pair == own[1].pair:
        return Finding("", "has the same key twice: neither replaces the other")
    return None


@control("4.2", SecurityKey, fix="Upload the public key that the input-key function made.")
def key_is_ours(key: SecurityKey, side: Side) -> Finding | None:
    """Each uploaded key is the public half of a pair whose private half we hold."""
    if not isinstance(key.pair, Ref) or key.pair.attr != PUBLIC_HALF:
        return Finding("pair", "is not the public key of any pair of this environment")
    side.one(SecretParameter, key.pair.resource)
    return None


@control(
    "4.2", SecretParameter, fix="Let ServiceToken be the input-key function of this environment."
)
def pair_is_made_by_ours(parameter: SecretParameter, side: Side) -> Finding | None:
    """The function that makes a key pair, and so holds its private half for a moment, is one of
    this environment's."""
    if foreign(parameter.maker, Function, side):
        made = f"is made by {parameter.maker}, which no stack here has"
        return Finding("maker", f"{made}: it may keep the private key")
    side.one(Function, parameter.maker)
    return None


@control("4.4", SecretParameter, fix="Store it as SecureString under the secrets key.")
def private_key_sealed(parameter: SecretParameter, side: Side) -> Finding | None:
    """Each private key is a SecureString under a customer-managed key that is enabled."""
    if parameter.type != "SecureString":
        return Finding("type", f"is a {parameter.type}, readable without any key")
    return customer_key("key", parameter.key, side)


@control("4.4", SecretParameter, fix="Allow kms:Decrypt to the account's own principals only.")
def secrets_key_closed(parameter: SecretParameter, side: Side) -> Finding | None:
    """The key policy lets nobody outside the account, and no service, decrypt private keys."""
    if parameter.key in (AWS_OWNED, AWS_MANAGED):
        return Finding("key", "is under no key of ours, whose policy could close it")
    own = own_account(side)
    for statement in filter(may_decrypt, side.one(Key, parameter.key).policy):
        if who := outsiders(statement, own, services=False):
            return Finding("key", f"can be decrypted by {', '.join(who)}")
    return None
