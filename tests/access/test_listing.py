"""One row for each principal, with its standing."""

from __future__ import annotations

from golive.access.answer import Answer
from golive.access.identities import Identity
from golive.access.listing import Known, readers, ways
from golive.access.named import is_service
from golive.access.reach import Way
from golive.facts.access import Reader
from tests.access.made import IAM, OPEN, OTHERS, READ, ROLE, USER, judge, policy, role, target, user

LINKED = f"{IAM}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_x"
NOBODY = Known((), {}, {})


def listed(known: Known, *identities: Identity, **what: object) -> dict[str, Reader]:
    """The rows of one bucket by principal."""
    found = judge(*identities)
    bucket = target(**what)  # pyright: ignore[reportArgumentType]
    rows = readers(ways(found, [bucket], found.readers), found, known)
    return {row.principal: row for row in rows}


def test_standings() -> None:
    """Approved by the file, explained as ours, a service, an administrator, or nothing of it."""
    lambdas = {"Service": "lambda.amazonaws.com"}
    ours, linked = role(READ, OPEN, trust=lambdas), Identity(LINKED, policy(READ, OPEN), None, ())
    boss = Identity(f"{IAM}:user/boss", policy(READ, OPEN), None, ())
    everybody = (user(READ, OPEN), ours, linked, boss)
    known = Known((), {ROLE: ["Data/Recordings"]}, {boss.arn: "may change what IAM allows"})
    standings = {who: row.standing for who, row in listed(known, *everybody).items()}
    assert standings == {
        USER: "unapproved",
        ROLE: "ours",
        LINKED: "service",
        boss.arn: "administrator",
    }
    approved = listed(known._replace(approved=[USER]), *everybody)
    assert approved[USER].standing == "approved"
    assert next(iter(approved)) == USER


def test_a_role_of_ours_has_a_reason_for_each_thing() -> None:
    """One more than it has a reason for, and it is a finding."""
    ours = role(READ, OPEN, trust={"Service": "lambda.amazonaws.com"})
    elsewhere = Known((), {ROLE: ["Data/Archive"]}, {})
    assert listed(elsewhere, ours)[ROLE].standing == "unapproved"
    assert listed(NOBODY, ours)[ROLE].standing == "unapproved"


def test_who_is_approved_and_reaches_nothing_is_told() -> None:
    """So that the file doesn't promise what nobody has."""
    row = listed(Known([USER], {}, {}))[USER]
    assert (row.standing, row.what) == ("approved", ())
    assert row.how == ("reaches nothing: it holds no policy that reads this class",)


def test_another_account_that_becomes_an_approved_role_is_found() -> None:
    """The role is approved, whoever beyond the account assumes it is not."""
    shared = role(READ, OPEN, trust={"AWS": [OTHERS, f"{IAM}:root"]})
    found = listed(Known([ROLE], {}, {}), shared)
    assert found[ROLE].standing == "approved"
    assert found[OTHERS].standing == "unapproved"
    assert found[OTHERS].how == ("assumes One",)


def test_services_and_providers_that_assume_a_role_are_not_other_accounts() -> None:
    """A function's service, and the account's own sign-on."""
    trust = {"Service": "lambda.amazonaws.com", "Federated": f"{IAM}:saml-provider/sso"}
    assert list(listed(NOBODY, role(READ, OPEN, trust=trust))) == [ROLE]


def test_one_sure_way_makes_a_row_sure() -> None:
    """Ways of one principal come together."""
    both = [Way(USER, "one", Answer.POSSIBLY), Way(USER, "two", Answer.YES)]
    [row] = readers([("a", both[0]), ("b", both[1])], judge(), NOBODY)
    assert (row.what, row.how, row.sure) == (("a", "b"), ("one", "two"), True)
    [row] = readers([("a", both[0])], judge(), NOBODY)
    assert not row.sure


def test_a_name_makes_no_service_of_a_role() -> None:
    """A grant names a service by its address, and a role by its ARN, whatever it is called."""
    assert is_service("dynamodb.us-east-1.amazonaws.com")
    assert not is_service(f"{IAM}:role/x.amazonaws.com")
    assert not is_service(f"{IAM}:user/aws-service-role")
