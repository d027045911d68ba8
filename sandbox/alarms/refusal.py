"""What the sandbox's evaluation doesn't know."""

from __future__ import annotations


class CannotEvaluate(Exception):
    """An alarm's configuration that is not evaluated here; the message says which part."""
