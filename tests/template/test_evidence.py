"""What was read is named, and its digest changes with it alone."""

from __future__ import annotations

from golive.facts.storage import Bucket, SecretParameter, Table
from tests.template.change import changed
from tests.template.good import GOOD
from tests.template.reading import STACK, seen, side

PATH = {"Metadata": {"aws:cdk:path": "Data/Recordings/Resource"}}
CUSTOM = {"Metadata": {"aws:cdk:path": "Associations/PairA/Default"}}


def test_evidence_names_template_and_resource() -> None:
    """The operation is the template; where and which stand beside it."""
    [evidence] = seen(side(GOOD), Table, "Table").evidence
    assert evidence.operation == "template"
    assert evidence.parameters == {"template": STACK, "logical id": "Table"}


def test_evidence_of_a_bucket_has_its_policy_too() -> None:
    """A fact that two resources make is proven by both."""
    found = seen(side(GOOD), Bucket, "Data").evidence
    assert [e.parameters["logical id"] for e in found] == ["Data", "DataPolicy"]


def test_digest_is_that_of_the_resource() -> None:
    """Read twice it is equal, in whatever order; changed it is another."""
    table = GOOD["Table"]
    turned = GOOD | {"Table": {**table, "Properties": dict(reversed(table["Properties"].items()))}}
    other = changed("Table", "DeletionProtectionEnabled", False)
    digests = [seen(side(s), Table, "Table").evidence[0].digest for s in (GOOD, turned, other)]
    assert digests[0] == digests[1] != digests[2]


def test_path_is_that_of_the_construct() -> None:
    """The name of a construct's default child says nothing."""
    templates = side({"T": GOOD["Table"] | PATH, "P": GOOD["Pair"] | CUSTOM})
    assert seen(templates, Table, "T").path == "Data/Recordings"
    assert seen(templates, SecretParameter, "P").path == "Associations/PairA"


def test_resource_without_a_path_has_its_logical_id() -> None:
    """A template that the CDK didn't make has no paths."""
    found = seen(side(GOOD), Table, "Table")
    assert found.path == f"{STACK}/Table" == side(GOOD).path(found.subject)
