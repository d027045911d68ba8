"""Who can reach what: policies read as IAM reads them, and the list that comes of it.

Our own reading, which says more rather than less: a condition that can't be told makes an
answer `POSSIBLY`, and what it doesn't see (docs/access.md) is said with every list.
"""
