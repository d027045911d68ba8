"""What the CDK runs: `cdk synth -c env=prod`, or `-c env=path/to/file.yaml`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "constructs"))

if __name__ == "__main__":
    gc.disable()  # the process is short, and collecting takes a twentieth of it

    from stacks.command import main

    main()
