"""Environment files: read, checked offline, locked. One message per mistake."""

from golive.environments.loading import load, names, read
from golive.environments.lock import check_lock, lock_file, write_lock
from golive.environments.schema import file_schema
from golive.mistakes import BadEnvironment, Mistake

__all__ = [
    "BadEnvironment",
    "Mistake",
    "check_lock",
    "file_schema",
    "load",
    "lock_file",
    "names",
    "read",
    "write_lock",
]
