"""Lines 2.3.1-5 and 2.3.6: integrations and conditions were tested in the declared window."""

from __future__ import annotations

from fnmatch import fnmatchcase

from golive.controls.control import Finding, control
from golive.controls.keys import own_account
from golive.controls.services import serves
from golive.controls.several import among
from golive.controls.statements import acts, bound_to, demanded, everyone, written
from golive.facts.storage import Statement
from golive.facts.tested import (
    AllowedFunctions,
    ConditionRun,
    Conditions,
    Integrations,
    IntegrationUse,
)
from golive.facts.words import Named
from golive.model import Side

CONNECT = "Service:connect.amazonaws.com"
INVOKE = "lambda:InvokeFunction"


@control(
    "2.3.1-5",
    Integrations,
    fix="Create the function, then add it to the instance, which lets Connect invoke it.",
)
def integrations_allowed(integrations: Integrations, side: Side) -> Finding | None:
    """Each declared function exists, is allowed on the instance, and Connect may invoke it."""
    own, instance = own_account(side), integrations.instance

    def allowed(use: IntegrationUse) -> Finding | None:
        if not use.exists:
            return Finding("integrations", f"has no function {use.function} for {use.name}")
        if not use.allowed:
            return Finding("integrations", f"does not allow the function of {use.name}")
        return _invocable(use, instance, own)

    return among(integrations.integrations, allowed)


def _invocable(use: IntegrationUse, instance: Named, account: str) -> Finding | None:
    """Connect may, for this instance, and for no other account's."""
    ours = [s for s in use.policy if not s.allow or _of(instance, demanded(s, "aws:sourcearn"))]
    if not serves(ours, CONNECT, INVOKE, account):
        return Finding("integrations", f"may not invoke the function of {use.name}")
    if any(_open(statement, account) for statement in ours):
        return Finding(
            "integrations", f"shares the function of {use.name} with instances of any account"
        )
    return None


def _of(instance: Named, arns: tuple[Named, ...]) -> bool:
    """Whether a source ARN, where one is demanded, is the instance's."""
    wanted = written(instance)
    return not arns or any(fnmatchcase(wanted, written(a).removesuffix("/*")) for a in arns)


def _open(statement: Statement, account: str) -> bool:
    named = everyone(statement) or CONNECT in map(str, statement.principals)
    return (
        statement.allow and acts(statement, INVOKE) and named and not bound_to(statement, account)
    )


@control(
    "2.3.1-5", Integrations, fix="Play a contact through it; read the function's log if it fails."
)
def integrations_work(integrations: Integrations, side: Side) -> Finding | None:
    """Each was invoked in the test window, and failed no more often than is declared."""
    return among(integrations.integrations, _works)


def _works(use: IntegrationUse) -> Finding | None:
    if not use.invocations:
        return Finding("integrations", f"has not invoked {use.name} in the test window")
    rate = use.errors / use.invocations
    if rate > use.error_rate:
        said = f"saw {use.name} fail {use.errors} of {use.invocations} times in the test window"
        return Finding("integrations", f"{said}, more than {use.error_rate:.1%}")
    return None


@control("2.3.1-5", AllowedFunctions, fix="Declare the integration, or remove the function.")
def functions_are_declared(functions: AllowedFunctions, side: Side) -> Finding | None:
    """Flows may call no function that is not declared."""
    if not functions.undeclared:
        return None
    return Finding("undeclared", f"allows {', '.join(functions.undeclared)}, but not declared")


@control("2.3.6", Conditions, fix="Write the test case, run it, and correct the flow if it fails.")
def conditions_tested(conditions: Conditions, side: Side) -> Finding | None:
    """Each declared condition has a test case that passed in the window, and failed not since."""
    return among(conditions.conditions, _tested)


def _tested(run: ConditionRun) -> Finding | None:
    named = f"the test case {run.test_case} ({run.kind})"
    if not run.exists:
        return Finding("conditions", f"has not {named}")
    if run.last_passed is None:
        return Finding("conditions", f"has not passed {named} in the test window")
    if run.last_failed and run.last_failed > run.last_passed:
        return Finding("conditions", f"failed {named} last, at {run.last_failed:%F %R} UTC")
    return None
