"""What the flows of an account can say that breaks what the lint asks of them."""

from __future__ import annotations

from tests.account.canned import Answers, refused
from tests.account.contact_flows import CERTIFICATE, MAIN, PAYMENT, described

SEALED, WIRED, TESTED = (
    "4.3-secure-flows-sealed",
    "2.4.3-5-flows-wired",
    "2.3.11-flows-hold-no-test",
)
LISTED = "connect:ListContactFlows"
UNPUBLISHED = refused("ContactFlowNotPublishedException")


def main(old: str, new: str) -> Answers:
    """The main flow with a part of its text changed."""
    assert old in MAIN
    return {"connect:DescribeContactFlow f1": described("f1", "Main", MAIN.replace(old, new))}


def payment(old: str, new: str) -> Answers:
    """The secure flow with a part of its text changed."""
    assert old in PAYMENT
    return {"connect:DescribeContactFlow f2": described("f2", "Payment", PAYMENT.replace(old, new))}


ONLY_MAIN: Answers = {LISTED: {"ContactFlowSummaryList": [{"Id": "f1", "Name": "Main"}]}}
WRONG: list[tuple[str, Answers]] = [
    (SEALED, ONLY_MAIN),
    (SEALED, payment("Disabled", "Enabled")),
    (SEALED, payment('"InputEncryption"', '"Encryption"')),
    (SEALED, payment('"k1"', '"k2"')),
    (SEALED, payment(CERTIFICATE.splitlines()[1], "")),
    (WIRED, ONLY_MAIN),
    (WIRED, main('"ErrorType": "QueueAtCapacity"', '"ErrorType": "Other"')),
    (WIRED, payment('"NextAction": "goodbye"', '"NextAction": "nowhere"')),
    (TESTED, main("Welcome.", "This is a test.")),
    (TESTED, payment("customer-profile", "test-customer-profile")),
]
