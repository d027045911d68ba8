"""Words that several kinds of fact share.

A key is a Ref (ours), an ARN or id (someone's), or one of the two words below. A `Where`
points at a resource: a Ref, or the ARN or name of one that no stack owns.
"""

from __future__ import annotations

from golive.model import Ref, Text

AWS_OWNED = "aws-owned"
AWS_MANAGED = "aws-managed"

EVERYTHING = "ALL_SUPPORTED_RESOURCE_TYPES"
"""The recording strategy of Config that leaves no type out."""

Where = Ref | str
Named = str | Ref | Text
