"""Each rule holds on its good example and is broken by its bad one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from golive.flows.actions import known
from golive.flows.rules import rules
from golive.plan import by_id
from sandbox.centre import flow_content
from tests.flows.examples import (
    END,
    EXAMPLES,
    MUTE,
    QUEUE,
    STORED,
    compared,
    invoked,
    secure,
    stored,
)
from tests.flows.good import (
    FUNCTION,
    KEY_ID,
    alone,
    block,
    broken,
    certificate,
    contents,
    keys,
    lint,
    public_key,
)
from tests.flows.writing import OTHERS, action, logging, recording, written


def judged(actions: Any, **told: Any) -> set[str]:
    """The rules that a flow of these actions breaks; a flow of none starts nowhere."""
    if not actions:
        return broken(lint({"Flow": {"StartAction": "none", "Actions": []}}, **told))
    return broken(alone(*actions, **told))


@pytest.mark.parametrize("rule", EXAMPLES)
def test_good_example_keeps_every_rule(rule: str) -> None:
    """What keeps the rule breaks no other one."""
    example = EXAMPLES[rule]
    assert judged(example.good, **example.told) == set()


@pytest.mark.parametrize("rule", EXAMPLES)
def test_bad_example_breaks_its_rule(rule: str) -> None:
    """The rule is told, with the block that breaks it and a path to it."""
    example = EXAMPLES[rule]
    assert rule in judged(example.bad, **example.told)


def test_every_rule_has_its_examples() -> None:
    """A rule without an example is one that nobody has seen fail."""
    assert set(EXAMPLES) == set(rules())


def test_every_rule_is_of_a_line_of_the_plan() -> None:
    """The table says a claim, a fix and a source for each, and a line that there is."""
    for rule in rules().values():
        assert rule.line in by_id()
        assert rule.severity in ("error", "warning")
        assert all((rule.claim, rule.fix, rule.source))


def test_the_flows_of_the_sandbox_break_no_rule() -> None:
    """What `make demo` shows callers is what the lint asks of others."""
    found = {
        "Main": flow_content.greeting("hours", "queue", [FUNCTION]),
        "Payment": flow_content.payment(KEY_ID, certificate(), "queue"),
    }
    told = lint(found, secure_flows=["Payment"], entered=["Main", "Payment"])
    assert (told.errors, told.unjudged) == ((), ())


def test_good_flows_keep_every_rule() -> None:
    """Main and Payment hold together and each by itself, with nothing left unjudged."""
    told = {"secure_flows": ["Payment"], "entered": ["Main", "Payment"]}
    found = lint(contents(), **told)
    assert (found.findings, found.unjudged, found.code) == ((), (), 0)


def test_state_carries_over_a_transfer() -> None:
    """Logging that the first flow turned on is on in the second, until that turns it off."""
    found = contents()
    payment = found["Payment"]
    payment["StartAction"] = "record-off"
    told = broken(lint(found, entered=["Main"]))
    assert "logging-off-at-input" in told


def test_state_carries_through_a_module() -> None:
    """What a module switches off is off for the flow that invoked it."""
    module = [
        logging("off", "Disabled", "mute"),
        recording("mute", [], "Disabled", "back"),
        action("back", "EndFlowModuleExecution"),
    ]
    caller = [
        action(
            "first",
            "InvokeFlowModule",
            {"FlowModuleId": "arn:aws:connect:::instance/i/flow-module/Quiet:$SAVED"},
            following="card",
            errors={OTHERS: "end"},
        ),
        stored(),
        END,
    ]
    both = {"Flow": json.loads(written(caller)), "Quiet": json.loads(written(module))}
    assert broken(lint(both)) == set()
    assert lint({"Flow": both["Flow"]}).code == 3


@pytest.mark.parametrize(
    ("type_", "parameter"),
    [("InvokeFlowModule", "FlowModuleId"), ("TransferToFlow", "ContactFlowId")],
)
@pytest.mark.parametrize("target", ["$.Attributes.next", "arn:aws:connect:::x/y", None])
def test_what_is_not_given_is_not_judged(type_: str, parameter: str, target: str | None) -> None:
    """A flow that leads where nobody can look passes no line in silence."""
    leads = action("leads", type_, {parameter: target}, following="end", errors={OTHERS: "end"})
    found = alone(leads, END)
    assert {unjudged.line for unjudged in found.unjudged} == {"4.3", "2.4.3-5"}
    assert found.code == 3


def test_a_type_unheard_of_is_not_judged() -> None:
    """A block that the table doesn't have makes the flow unknown, and names its type."""
    found = alone(action("odd", "SummonDragon", following="end"), END)
    assert found.code == 3
    assert all("SummonDragon" in unjudged.text for unjudged in found.unjudged)


def test_an_error_branch_switches_nothing() -> None:
    """Recording that could not be switched off is still on where the error leads."""
    off = action(
        "mute",
        "UpdateContactRecordingAndAnalyticsBehavior",
        {
            "VoiceBehavior": {
                "VoiceRecordingBehavior": {
                    "RecordedParticipants": [],
                    "IVRRecordingBehavior": "Disabled",
                }
            }
        },
        following="card",
        errors={OTHERS: "card", "ChannelMismatch": "end"},
    )
    flow = [logging("off", "Disabled", "mute"), off, stored(), END]
    [found] = alone(*flow).findings
    assert found.rule == "recording-off-at-input"
    assert [step.by for step in found.path] == ["", "next", f"error {OTHERS}"]


def test_a_copy_of_what_was_entered_is_as_secret() -> None:
    """An attribute that holds the input taints what names it, until it is set to something else."""
    kept = action(
        "kept",
        "UpdateContactAttributes",
        {"Attributes": {"card": "$.StoredCustomerInput"}, "TargetContact": "Current"},
        following="on",
        errors={OTHERS: "end"},
    )
    told, on = compared("Timeout", STORED, "kept"), logging("on", "Enabled", "function")
    leak = secure(told, kept, on, invoked("end", sent="$.Attributes['card']"))
    assert judged(leak) == {"secret-not-logged"}
    harmless = secure(told, kept, on, invoked("end", sent="$.Attributes.cards"))
    assert judged(harmless) == set()


def test_the_next_input_takes_the_place_of_the_secret() -> None:
    """`$.StoredCustomerInput` is what was stored last."""
    choice = stored("function", digits="1", key=None, identifier="choice")
    on = logging("on", "Enabled", "choice")
    flow = secure(on, choice, invoked("end", sent="$.StoredCustomerInput"))
    assert judged(flow) == set()


def test_a_phone_number_is_no_secret() -> None:
    """The service encrypts no input that it validates as a phone number."""
    phone = stored(key=None)
    phone["Parameters"]["InputValidation"] = {"PhoneNumberValidation": {"NumberFormat": "E164"}}
    phone["Transitions"]["Errors"].append({"ErrorType": "InvalidPhoneNumber", "NextAction": "end"})
    assert judged([phone, END]) == set()


def test_a_security_code_beside_a_card_number_is_a_secret() -> None:
    """In a flow that encrypts, three digits in clear are an error; elsewhere a warning."""
    code = stored(key=None, digits="3", identifier="code")
    assert "input-encrypted" in judged(secure(code))
    assert judged([code, END]) == {"input-harmless"}


@pytest.mark.parametrize(
    ("pem", "rule"),
    [
        (certificate("curve"), "certificate-strong"),
        (certificate(days=-1), "certificate-lasts"),
        ("no PEM", "certificate-given"),
    ],
)
def test_certificate_that_does_not_do(pem: str, rule: str) -> None:
    """Another kind of key, an expired one and no certificate at all are told apart."""
    assert rule in judged(secure(key=pem))


def test_certificate_with_lost_line_breaks_is_read() -> None:
    """A form field gives the PEM as one line."""
    assert judged(secure(key=certificate().replace("\n", " "))) == set()


def test_security_key_that_is_not_uploaded() -> None:
    """An id that the instance doesn't have is a finding; no list of keys is none."""
    assert judged(secure(key_id="other")) == {"certificate-matches"}
    unknown = alone(*secure(), keys=keys(uploaded=None, why="denied"))
    assert (unknown.code, [u.text for u in unknown.unjudged]) == (3, ["card: denied"])


@pytest.mark.parametrize("field", ["Key", "EncryptionKeyId"])
def test_dynamic_key_is_not_judged(field: str) -> None:
    """A certificate or id that comes from an attribute is only known when the flow runs."""
    found = contents()
    block(found["Payment"], "card")["Parameters"]["InputEncryption"][field] = "$.Attributes.key"
    told = lint(found)
    assert (told.code, len(told.unjudged)) == (3, 1)


def test_unreadable_certificate_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no library can read certificates, the line is unknown, not broken."""
    monkeypatch.setitem(__import__("sys").modules, "cryptography", None)
    assert alone(*secure()).code == 3


def test_logging_that_nobody_can_see_is_not_judged() -> None:
    """After a module that isn't given, whether logging is off can't be told."""
    leads = action(
        "leads",
        "InvokeFlowModule",
        {"FlowModuleId": "elsewhere"},
        following="card",
        errors={OTHERS: "end"},
    )
    found = alone(
        leads, stored("function"), invoked("queue", card="$.StoredCustomerInput"), QUEUE, END
    )
    texts = [unjudged.text for unjudged in found.unjudged]
    assert sum("it can't be seen" in text for text in texts) == 6
    assert found.errors == ()


def test_path_is_the_shortest() -> None:
    """A finding shows the fewest blocks that lead to it."""
    flow = [
        action(
            "fork",
            "Compare",
            {"ComparisonValue": "$.Attributes.x"},
            following="far",
            errors={"NoMatchingCondition": "far"},
            conditions={"near": "mute"},
        ),
        logging("far", "Enabled", "mute"),
        MUTE,
        stored(),
        END,
    ]
    found = next(f for f in alone(*flow).findings if f.rule == "logging-off-at-input")
    assert [step.action for step in found.path] == ["fork", "mute", "card"]


def test_a_function_that_got_no_secret_answers_freely() -> None:
    """An answer is suspected only if the function invoked last was sent a secret."""
    paid = compared("yes", "$.External.paid", "end", "paid")
    again = action("again", "InvokeLambdaFunction", following="paid", errors={OTHERS: "end"})
    told, on = compared("Timeout", STORED, "function"), logging("on", "Enabled", "again")
    flow = secure(told, invoked("on", card=STORED), on, again, paid)
    assert judged(flow) == set()


def test_every_action_of_the_table_has_plain_rows() -> None:
    """What ends a flow asks for no condition, and what goes on ends."""
    for name, row in known().items():
        assert not (row.ends and row.conditions), name
        assert row.ends or not row.goes_on, name


def test_uploaded_key_may_be_given_as_either_pem() -> None:
    """The fingerprint of a public key and of its certificate is the same."""
    from golive.flows.certificates import fingerprint

    assert fingerprint(public_key()) == fingerprint(certificate())
    assert keys().uploaded == {KEY_ID: fingerprint(certificate())}
