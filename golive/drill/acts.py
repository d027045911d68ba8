"""What a cause does, by the name of its act in `causes.toml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from golive.drill.chat import Chats
from golive.drill.invoke import Invocation
from golive.drill.targets import Target


class Act(Protocol):
    """The cause of one alarm: begun once, ended always."""

    @property
    def uses(self) -> tuple[str, ...]:
        """The operations by which it is one."""
        ...

    def begin(self) -> str:
        """Do it; why it was no cause, and empty where it was one."""
        ...

    def end(self) -> None:
        """Put right what was begun; once more does no harm."""
        ...

    def tidy(self) -> None:
        """Put right what a drill that was killed left behind."""
        ...


ACTS: Mapping[str, Callable[..., Act]] = {"invoke": Invocation, "chat": Chats}


def act_of(session: Any, target: Target) -> Act | None:
    """The act of the target's cause, with what the cause says; None where it has none."""
    cause = target.cause()
    return ACTS[cause.act](session, target, **cause.says) if cause else None
