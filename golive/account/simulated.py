"""What an endpoint says that it only simulates; AWS itself says nothing of the kind."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from botocore.awsrequest import AWSRequest
from botocore.configprovider import ConfiguredEndpointProvider
from botocore.httpsession import URLLib3Session

from golive.account.errors import CALL_ERRORS
from golive.account.session import Session
from golive.model import Evidence

PATH = "/_golive/simulated"
UNSAID = "the endpoint doesn't say what it simulates"


class Marks:
    """Phrases by service or `service:Operation`, asked once of an endpoint that isn't AWS's."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, evidence: Iterable[Evidence]) -> str:
        """What of this evidence is simulated; empty for nothing."""
        names = [n for e in evidence for n in (e.operation, e.operation.partition(":")[0])]
        found = (self._phrases.get(name) or self._phrases.get("") for name in names)
        return "; ".join(dict.fromkeys(phrase for phrase in found if phrase))

    @cached_property
    def _phrases(self) -> Mapping[str, str]:
        address = endpoint(self._session)
        return asked(address, self._session) if address else {}


def endpoint(session: Session) -> str:
    """The endpoint that a person has configured; empty where calls go to AWS."""
    core: Any = session.boto._session  # pyright: ignore[reportPrivateUsage,reportUnknownMemberType,reportAttributeAccessIssue]
    provider = ConfiguredEndpointProvider(
        core.full_config, core.get_scoped_config(), "sts", environ=dict(os.environ)
    )
    return str(provider.provide() or "")


def asked(address: str, session: Session) -> Mapping[str, str]:
    """The endpoint's own list; 404 means that it simulates nothing."""
    core: Any = session.boto._session  # pyright: ignore[reportPrivateUsage,reportUnknownMemberType,reportAttributeAccessIssue]
    http = URLLib3Session(verify=core.get_config_variable("ca_bundle") or True, timeout=10)
    request = AWSRequest("GET", address.rstrip("/") + PATH).prepare()
    try:
        answer = http.send(request)
    except CALL_ERRORS:
        return {"": UNSAID}
    if answer.status_code == 404:
        return {}
    try:
        return dict(json.loads(answer.text)) if answer.status_code == 200 else {"": UNSAID}
    except ValueError:
        return {"": UNSAID}
