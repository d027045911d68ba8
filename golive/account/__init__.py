"""The Account side: facts of a live AWS account, with evidence."""

from golive.account.side import Account

__all__ = ["Account"]
