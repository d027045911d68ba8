"""What the lint says of flows: all is well, and what breaks each control."""

from __future__ import annotations

from golive.facts.flows import FlowLint

GOOD = {
    "FlowLint": FlowLint(
        linted=("Main", "Payment"),
        unknown=(),
        secure=("Payment",),
        secrets=(),
        secrets_judged=True,
        branches=(),
        branches_judged=True,
        leftovers=(),
    ),
}
SEALED, WIRED = "4.3-secure-flows-sealed", "2.4.3-5-flows-wired"
TESTED = "2.3.11-flows-hold-no-test"
BROKEN = tuple(f"Payment, {block}: stores in clear" for block in "abcd")
WRONG = [
    (SEALED, "FlowLint", {"unknown": ("Payment",)}),
    (SEALED, "FlowLint", {"secrets": BROKEN}),
    (WIRED, "FlowLint", {"unknown": ("Main",)}),
    (WIRED, "FlowLint", {"branches": BROKEN[:1]}),
    (TESTED, "FlowLint", {"unknown": ("Main",)}),
    (TESTED, "FlowLint", {"leftovers": BROKEN[:2]}),
]
