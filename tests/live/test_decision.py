"""A decision on the deployed sandbox, IAM on: signed by an approver, broken by each change."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from golive.decision.decided import Decided, Standing, Word
from golive.decision.key import NotAllowed, read_key
from golive.register.records import LineState, Role, SignOff, Status
from golive.waivers.waiver import Waiver
from sandbox import control, demo
from tests.live.acts import Acts
from tests.live.deciding import WHY, Desk
from tests.live.judging import Pointed, Proofs
from tests.sandbox.account import Account

ALARM = "golive-sandbox-archive-failing"
ANYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}
WAIVER = Waiver(
    ("2.3.10-no-drift",),
    "Data/Register",
    "why",
    "Ana Sample",
    "Ben Sample",
    "T-1",
    (datetime.now(UTC) + timedelta(days=9)).date(),
)
Change = Callable[[Desk, Account, Acts], Callable[[], object]]
"""Changes something, and gives how to put it back."""


@pytest.fixture(scope="module")
def desk(deployed: Account, proofs: Proofs) -> Generator[Desk]:
    """A desk whose register is put back as it was; no alarm changes because time passes."""
    control.fetch(deployed.connection, "/_golive/evaluate", {"rounds": False})
    made = Desk(proofs, Pointed(deployed.connection))
    table, client = made.register.table, deployed.client("dynamodb")
    before = client.scan(TableName=table)["Items"]
    made.settle()
    yield made
    for item in client.scan(TableName=table)["Items"]:
        client.delete_item(TableName=table, Key={name: item[name] for name in ("pk", "sk")})
    for item in before:
        client.put_item(TableName=table, Item=item)
    control.fetch(deployed.connection, "/_golive/evaluate", {"rounds": True})


@pytest.fixture(scope="module")
def go(desk: Desk) -> Decided:
    """All is well, and the administrator, who is the sandbox's approver, has signed."""
    decided = desk.decided()
    assert not decided.obstacles, [str(one) for one in decided.obstacles]
    desk.sign(decided)
    return decided


def flow(desk: Desk, account: Account, acts: Acts) -> Callable[[], object]:
    """A new version of the flow Main: the same, with one more word in a prompt's name."""
    connect = account.client("connect")
    instance = acts.filled("<Instance/Instance id>")
    listed = connect.list_contact_flows(InstanceId=instance)["ContactFlowSummaryList"]
    main = next(one["Id"] for one in listed if one["Name"] == "Main")
    at = {"InstanceId": instance, "ContactFlowId": main}
    content = connect.describe_contact_flow(**at)["ContactFlow"]["Content"]
    changed = json.loads(content)
    changed["Metadata"] = {"note": "a comma was moved"}
    connect.update_contact_flow_content(**at, Content=json.dumps(changed))
    return lambda: connect.update_contact_flow_content(**at, Content=content)


def alarm_on(desk: Desk, account: Account, acts: Acts) -> Callable[[], object]:
    """An alarm turns on."""
    cloudwatch = account.client("cloudwatch")
    said = {"AlarmName": ALARM, "StateReason": WHY}
    cloudwatch.set_alarm_state(StateValue="ALARM", **said)
    return lambda: cloudwatch.set_alarm_state(StateValue="OK", **said)


def alarm_changed(desk: Desk, account: Account, acts: Acts) -> Callable[[], object]:
    """An alarm's actions are switched off."""
    cloudwatch = account.client("cloudwatch")
    cloudwatch.disable_alarm_actions(AlarmNames=[ALARM])
    return lambda: cloudwatch.enable_alarm_actions(AlarmNames=[ALARM])


def template(desk: Desk, account: Account, acts: Acts) -> Callable[[], object]:
    """A stack is deployed with another description."""
    cloudformation, name = account.client("cloudformation"), "golive-sandbox-instance"
    body = cloudformation.get_template(StackName=name)["TemplateBody"]
    text = body if isinstance(body, str) else json.dumps(body)

    def deploy(content: str) -> None:
        cloudformation.update_stack(
            StackName=name, TemplateBody=content, Capabilities=["CAPABILITY_IAM"]
        )
        assert account.failures(name) == []

    deploy(json.dumps(json.loads(text) | {"Description": WHY}))
    return lambda: deploy(text)


def waived(desk: Desk, account: Account, acts: Acts) -> Callable[[], object]:
    """Somebody waives something."""
    before = desk.waivers
    desk.waivers = (*before, WAIVER)
    return lambda: setattr(desk, "waivers", before)


def noted(desk: Desk, account: Account, acts: Acts) -> Callable[[], object]:
    """A line's owner says go."""
    desk.register.change(LineState, "4.1", with_status("go"), WHY)
    return lambda: desk.register.change(LineState, "4.1", with_status(""), WHY)


def with_status(status: Status) -> Callable[[LineState], LineState]:
    return lambda state: replace(state, status=status)


def said_again(desk: Desk, account: Account, acts: Acts) -> Callable[[], object]:
    """A sign-off says something else."""
    desk.register.change(SignOff, "2.4.2", with_note("once more"), WHY)
    return lambda: desk.register.change(SignOff, "2.4.2", with_note(WHY), WHY)


def with_note(note: str) -> Callable[[SignOff], SignOff]:
    return lambda one: replace(one, note=note)


def person(desk: Desk, account: Account, acts: Acts) -> Callable[[], object]:
    """A role has another person."""
    desk.register.change(Role, "network", with_person("Other"), WHY)
    return lambda: desk.register.change(Role, "network", with_person("Sample"), WHY)


def with_person(name: str) -> Callable[[Role], Role]:
    return lambda role: replace(role, person=name)


ACCOUNT: list[tuple[Change, str, set[str]]] = [
    (flow, "RE-SIGN", {"the contact flow Main changed: "}),
    (
        alarm_on,
        "RE-SIGN",
        {
            f"the alarm {ALARM} changed: quiet → in alarm",
            "the alarm golive-sandbox-critical changed: quiet → in alarm",
        },
    ),
    (template, "RE-SIGN", {"the deployed template of golive-sandbox-instance changed: "}),
    (
        alarm_changed,
        "NO-GO",
        {
            "the alarm's configuration Alarm Operations/ArchiveFailing changed: ",
            "drift: Operations/ArchiveFailing Alarm.actions_enabled is new: ",
        },
    ),
    (waived, "NO-GO", {"the waiver of Data/Register (2.3.10-no-drift) is new"}),
]
"""A change, what is decided, and all that is told; a waiver that waives nothing is a failure."""
PEOPLE: list[tuple[Change, str]] = [
    (noted, "line 4.1 status is new: go"),
    (said_again, "the sign-off of line 2.4.2 changed: "),
    (person, "the role network changed: "),
]


def test_the_approver_s_go_stands(desk: Desk, go: Decided) -> None:
    """Read anew, nothing moved; KMS itself says of the signature what we say offline."""
    decided = desk.decided()
    assert [str(one) for one in decided.moved] == []
    assert (decided.word, decided.standing) == (Word.GO, Standing.STANDS)
    assert decided.signed
    kept = decided.signed.decision
    assert (kept.request != "", kept.by) == (True, decided.signed.message.caller)
    answer = desk.session.client("kms").verify(
        KeyId=kept.key,
        Message=hashlib.sha256(kept.message.encode()).digest(),
        MessageType="DIGEST",
        Signature=b64decode(kept.signature),
        SigningAlgorithm=kept.algorithm,
    )
    assert answer["SignatureValid"]


@pytest.mark.parametrize(("change", "word", "told"), ACCOUNT)
def test_each_change_breaks_the_signature(
    deployed: Account,
    acts: Acts,
    desk: Desk,
    go: Decided,
    change: Change,
    word: str,
    told: set[str],
) -> None:
    """It is told as what it is, and nothing else is; what fails beside it is a NO-GO."""
    mend = change(desk, deployed, acts)
    try:
        decided = desk.decided()
    finally:
        mend()
    assert (str(decided.word), decided.standing, decided.code) == (word, Standing.RE_SIGN, 1)
    moved = [str(one) for one in decided.moved if one.kind != "proof"]
    assert len(moved) == len(told), moved
    assert all(any(one.startswith(text) for one in moved) for text in told), moved


@pytest.mark.parametrize(("change", "told"), PEOPLE)
def test_another_word_breaks_the_signature(
    deployed: Account, acts: Acts, desk: Desk, go: Decided, change: Change, told: str
) -> None:
    """What people said when it was signed was part of it."""
    mend = change(desk, deployed, acts)
    try:
        decided = desk.decided(go.case.run)
    finally:
        mend()
    [moved] = decided.moved
    assert str(moved).startswith(told)
    assert (decided.word, decided.standing) == (Word.RE_SIGN, Standing.RE_SIGN)


def test_what_was_put_back_lets_it_stand(desk: Desk, go: Decided) -> None:
    """The account and the register are again as they were signed."""
    decided = desk.decided()
    assert [str(one) for one in decided.moved] == []
    assert decided.standing is Standing.STANDS


def other(account: Account) -> Pointed:
    """Somebody with every right that IAM has, who is no approver."""
    key, secret = account.user(ANYTHING)
    return Pointed(replace(account.connection, access_key=key, secret_key=secret))


def test_who_is_no_approver_cannot_sign(deployed: Account, desk: Desk, go: Decided) -> None:
    """Neither in their own name, which is refused here, nor in another's, which KMS refuses."""
    stranger = Desk(desk.proofs, other(deployed))
    decided = stranger.decided(go.case.run)
    with pytest.raises(NotAllowed, match=r"may not sign: approvers of sandbox are .*administrator"):
        stranger.sign(decided)
    with pytest.raises(NotAllowed, match="kms:Sign is denied: only approvers sign"):
        stranger.sign(decided, caller=desk.register.caller)
    assert len(desk.register.snapshot().decisions) == 1


def test_a_copy_in_the_register_is_refused(deployed: Account, desk: Desk, go: Decided) -> None:
    """Whoever may write the table may put a decision in, and it counts for nothing."""
    [kept] = desk.register.snapshot().decisions
    copy = replace(kept, id=f"copy-{uuid4().hex[:8]}")
    writer = Desk(desk.proofs, other(deployed))
    writer.register.put_new(copy, WHY)
    decided = desk.decided(go.case.run)
    assert [str(one) for one in decided.refused] == [
        f"the decision {copy.id} is refused: it is a copy of the decision {kept.id}"
    ]
    assert (decided.word, decided.standing) == (Word.RE_SIGN, Standing.RE_SIGN)
    key = {"pk": {"S": "decisions"}, "sk": {"S": f"decision#{copy.id}"}}
    deployed.client("dynamodb").delete_item(TableName=desk.register.table, Key=key)
    assert desk.decided(go.case.run).standing is Standing.STANDS


def test_a_session_of_the_approvers_role_signs(deployed: Account, desk: Desk, go: Decided) -> None:
    """Whatever it is called: the key's policy sees the role, and so do we."""
    account, kms = desk.environment.account, deployed.client("kms")
    role = f"arn:aws:iam::{account}:role/Approver"
    make_role(deployed, "Approver")
    key = read_key(desk.environment, desk.session).arn
    policy = kms.get_key_policy(KeyId=key)["Policy"]
    kms.put_key_policy(KeyId=key, Policy=policy.replace(go_approver(desk), role))
    try:
        decision = as_role(deployed, desk, role, go.case.run)
    finally:
        kms.put_key_policy(KeyId=key, Policy=policy)
    assert json.loads(decision.message)["caller"].endswith(":assumed-role/Approver/ana")


def go_approver(desk: Desk) -> str:
    [approver] = desk.environment.decision.approvers
    return approver


def make_role(account: Account, name: str) -> None:
    """A role that may do anything, for whoever is of the account."""
    root = {"AWS": f"arn:aws:iam::{account.connection.account}:root"}
    trust = {"Effect": "Allow", "Principal": root, "Action": "sts:AssumeRole"}
    iam, version = account.client("iam"), "2012-10-17"
    iam.create_role(
        RoleName=name,
        AssumeRolePolicyDocument=json.dumps({"Version": version, "Statement": [trust]}),
    )
    document = json.dumps({"Version": version, "Statement": [ANYTHING]})
    iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=document)


def as_role(account: Account, desk: Desk, role: str, run: Any) -> Any:
    """Sign as a session of a role, whom an environment file of its own declares."""
    got = account.client("sts").assume_role(RoleArn=role, RoleSessionName="ana")["Credentials"]
    place = replace(
        account.connection, access_key=got["AccessKeyId"], secret_key=got["SecretAccessKey"]
    )
    declared = desk.environment.decision.model_copy(update={"approvers": [role]})
    proofs = Proofs.__new__(Proofs)
    proofs.__dict__ |= vars(desk.proofs)
    proofs.environment = desk.environment.model_copy(update={"decision": declared})
    mine = Desk(proofs, Pointed(place, got["SessionToken"]))
    kept = mine.sign(mine.decided(run))
    found = mine.decided(run)
    assert found.signed
    assert found.signed.decision.id == kept.id
    key = {"pk": {"S": "decisions"}, "sk": {"S": f"decision#{kept.id}"}}
    account.client("dynamodb").delete_item(TableName=mine.register.table, Key=key)
    return kept


def test_the_commands(deployed: Account, desk: Desk, go: Decided, tmp_path: Path) -> None:
    """decide says GO and who signed; sign as somebody else ends with 1 and says who may."""
    file = tmp_path / "verify.json"
    file.write_text(json.dumps(go.case.run))
    words = ("decide", "--env", "sandbox", "--run", str(file))
    said = deployed.run(demo.GOLIVE, *words)
    assert said.startswith("GO  sandbox, launch 2035-01-15 05:00 UTC\nsigned GO by ")
    told = json.loads(deployed.run(demo.GOLIVE, *words, "--format", "json"))
    assert (told["verdict"], told["standing"], told["reasons"]) == ("GO", "stands", [])
    key, secret = deployed.user(ANYTHING)
    stranger = Account(replace(deployed.connection, access_key=key, secret_key=secret))
    refused = stranger.run(demo.GOLIVE, "sign", "--env", "sandbox", "--run", str(file), code=1)
    assert "may not sign: approvers of sandbox are " in refused
