"""The flows that are given, by what others call them."""

from __future__ import annotations

from collections.abc import Iterable

from golive.flows.flow import Action, Flow, dynamic
from golive.flows.secrets import takes_secrets

INVOKES = "InvokeFlowModule"
CALLS = {INVOKES: "FlowModuleId", "TransferToFlow": "ContactFlowId"}


class Library:
    """Several flows; `secure` names those that are declared to take secrets."""

    def __init__(self, flows: Iterable[Flow], secure: Iterable[str] = ()) -> None:
        self.flows = tuple(flows)
        named = frozenset(secure)
        self._secret = {f for f in self.flows if f.name in named or takes_secrets(f)}
        self._by = {key: flow for flow in self.flows for key in _keys(flow)}

    def takes_secrets(self, flow: Flow) -> bool:
        """Whether a flow is declared to take secrets, or encrypts any."""
        return flow in self._secret

    def called(self, action: Action) -> Flow | str | None:
        """The flow that an action enters; why it isn't known; None when it enters none."""
        if action.type not in CALLS:
            return None
        target = called_by(action)
        if not target:
            return f"{action.id} names no flow"
        if found := self.find(target):
            return found
        what = "module" if action.type == INVOKES else "flow"
        if dynamic(target):
            return f"{action.id} leads to the {what} {target}, which is only known when it runs"
        return f"{action.id} leads to the {what} {target}, which was not given"

    def find(self, target: str) -> Flow | None:
        """A flow by its ARN, with or without version or alias, its id, or its name."""
        plain = target.partition(":$")[0]
        return next(
            (self._by[key] for key in (target, plain, id_of(plain)) if key in self._by), None
        )

    def entries(self) -> list[Flow]:
        """The flows that no other given one leads to; all of them where each is led to."""
        led_to = {
            called
            for flow in self.flows
            for action in flow.actions.values()
            if isinstance(called := self.called(action), Flow) and called is not flow
        }
        return [flow for flow in self.flows if flow not in led_to] or list(self.flows)


def called_by(action: Action) -> str:
    """What an action calls the flow or module that it enters; empty when it enters none."""
    target = action.parameters.get(CALLS.get(action.type, ""))
    return target if isinstance(target, str) else ""


def _keys(flow: Flow) -> set[str]:
    return {key for key in (flow.id, id_of(flow.id), flow.name) if key}


def id_of(arn: str) -> str:
    """The id in a flow's ARN, without version or alias; an id stays what it is."""
    return arn.rsplit("/", 1)[-1].partition(":")[0]
