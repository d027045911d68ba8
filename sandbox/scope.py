"""Acting in an account and Region outside of a request."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sandbox.emulator import needs

RESPONSES = needs(
    "core.responses",
    "get_account_id",
    "get_region",
    "set_request_account_id",
    "set_request_region",
)


ORIGIN = needs("core.iam_evaluator", "_request_origin")


@contextmanager
def acting_in(account: str, region: str) -> Generator[None]:
    """Calls inside are made in this account and Region, over TLS as services speak."""
    before = RESPONSES.get_account_id(), RESPONSES.get_region()
    address, _ = ORIGIN._request_origin.get()
    origin = ORIGIN._request_origin.set((address, True))
    RESPONSES.set_request_account_id(account)
    RESPONSES.set_request_region(region)
    try:
        yield
    finally:
        ORIGIN._request_origin.reset(origin)
        RESPONSES.set_request_account_id(before[0])
        RESPONSES.set_request_region(before[1])
