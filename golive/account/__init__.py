"""The Account side: facts of a live AWS account, with evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from golive.account.side import Account

__all__ = ["Account"]


def __getattr__(name: str) -> Any:
    """The side loads boto3; the tables beside it, which stacks read, don't."""
    if name == "Account":
        from golive.account.side import Account

        return Account
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
