"""The Connect instance, and what ties it to its data."""

from __future__ import annotations

from golive.facts.words import Named, Where
from golive.model import Fact, fact


@fact
class Instance(Fact):
    """An Amazon Connect instance."""

    alias: Named
    identity: str
    flow_logs: bool
    contact_lens: bool


@fact
class StorageConfig(Fact):
    """What ties a kind of Connect data to where it is kept."""

    instance: Where
    resource_type: str
    storage_type: str
    target: Where
    key: Where


@fact
class SecurityKey(Fact):
    """A public key that encrypts what callers enter; `pair` is the key pair it belongs to."""

    instance: Where
    pair: Where
