"""The board in small, as a CloudWatch dashboard shows it: HTML without a script.

CloudWatch User Guide, Details about custom widgets, and Security and JavaScript: `<style>` and
SVG are allowed, `<script>`, `<iframe>` and `<use>` are removed, which is why verdicts have signs
here and no symbols. The register is read in part, so nothing is said of launch issues.
"""

from __future__ import annotations

from datetime import datetime

from golive.report.board import rendered
from golive.report.view import Board

DESCRIPTION = """\
## Go-live board
The newest verification that this environment kept, as it counts now: the verdict, which lines
stand in the way, who owns them, how old the evidence is. It reads and changes nothing.

### Parameters
| name | means |
|---|---|
| `show` | `verdict` shows the verdict alone; without it all of it |

### Example
``` yaml
show: verdict
```
"""
"""What CloudWatch asks for with `{"describe": true}`: documentation in Markdown."""


def widget(
    board: Board, read_at: datetime, *, dark: bool = False, verdict_only: bool = False
) -> str:
    """A board as the HTML of a custom widget; `dark` as the dashboard's theme is.

    `read_at` is when its run was.
    """
    more = {"read_at": read_at, "dark": dark, "verdict_only": verdict_only}
    return rendered("widget.html.j2", board, **more)


def unproven(environment: str, *, dark: bool = False) -> str:
    """What is shown while there is nothing to show."""
    return rendered("widget.html.j2", None, name=environment, dark=dark)
