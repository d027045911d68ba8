"""What can go wrong with the register, in words a person can act on."""

from __future__ import annotations


class RegisterError(Exception):
    """The register did not do what was asked, and nothing of it was written."""


class BadChange(RegisterError):
    """What was asked makes no sense: the message names key, value and what is allowed."""


class MissingRegister(RegisterError):
    """The environment has no register yet."""


class Denied(RegisterError):
    """AWS refused the call, could not be reached, or answered what nobody documents."""


class Conflict(RegisterError):
    """Somebody else changed the same field first; nothing of theirs was lost."""


class Taken(RegisterError):
    """A record of that id is there already."""
