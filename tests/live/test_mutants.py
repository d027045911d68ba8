"""What breaks a line of the deployed environment is found by `verify`, and nothing else is."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from golive.controls import catalogue
from tests.concerns import fed
from tests.live.acts import Acts
from tests.live.judging import Proofs, wrong
from tests.live.mutant import Mutant, broken, mutants

GAPS: list[dict[str, str]] = yaml.safe_load((Path(__file__).parent / "gaps.yaml").read_text())
BY_DEPLOYMENT = {"2.3.10-stacks-carry-commit", "2.3.10-stacks-settled"}
"""What only a deployment breaks: test_deployment.py does."""
DRIFT = "2.3.10-no-drift"
FOLLOWING = {DRIFT, "2.6.3-alarm-drilled", "2.6.3-thresholds-backtested"}
"""Whatever a stack has and somebody changes by hand is drift too, and no alarm was drilled or
backtested as it is then: of that they say nothing new."""
LINES = sorted({mutant.line for mutant in mutants()})


def test_every_control_has_a_live_mutant() -> None:
    """Each one is seen to fail on an account; what can't be seen is listed with its reason."""
    seen = {c for mutant in mutants() for c in (mutant.control, *mutant.also)}
    assert seen <= set(catalogue())
    assert set(fed()) - seen - BY_DEPLOYMENT <= {gap["control"] for gap in GAPS}
    assert all(gap["control"] in catalogue() and gap["what"] and gap["why"] for gap in GAPS)


@pytest.fixture(scope="module")
def settings(proofs: Proofs) -> str:
    """The digest of all settings before the first mutant."""
    return proofs.digest()


def blamed(mutant: Mutant, rows: list[dict[str, Any]]) -> None:
    """The right control and the right subjects, and no bystander."""
    expected = {mutant.control, *mutant.also}
    rows = [row for row in rows if row["control"] not in FOLLOWING - expected]
    said = [f"{row['control']} {row['path']} {row['finding']}" for row in rows]
    assert {row["control"] for row in rows} == expected, (mutant, said)
    own = [row for row in rows if row["control"] == mutant.control]
    assert {row["verdict"] for row in own} == {mutant.verdict}, (mutant, said)
    assert all(mutant.finding in row["finding"] for row in own), (mutant, said)
    if mutant.subjects:
        assert {row["path"] for row in own} == mutant.subjects, (mutant, said)
    else:
        assert all(row["subject"].startswith("account/arn:") for row in own), (mutant, said)


@pytest.mark.parametrize("line", LINES)
def test_what_breaks_a_line_is_blamed_on_it(
    line: str, proofs: Proofs, acts: Acts, settings: str
) -> None:
    """Each mutant is a no-go that names control, subject and cause; undone, the line is proven."""
    for mutant in (m for m in mutants() if m.line == line):
        with broken(mutant, acts):
            run = proofs.run(mutant.lines)
        assert run["verdict"] == "no-go", mutant
        blamed(mutant, wrong(run))
    assert wrong(proofs.run((line,))) == []


def test_a_log_file_that_somebody_changed_is_found(proofs: Proofs, acts: Acts) -> None:
    """The newest digest no longer vouches for the files it names; put back, it does."""
    file = vouched(acts, acts.filled("<AccountBaseline/Trail/TrailBucket>"))
    kept = acts.act([{"s3:GetObject": file}])["Body"].read()
    acts.act([{"s3:PutObject": {**file, "Body": gzip.compress(b"nothing happened")}}])
    rows = wrong(proofs.run(("2.6.7",)))
    acts.act([{"s3:PutObject": {**file, "Body": kept}}])
    assert [row["control"] for row in rows] == ["2.6.7-trail-delivers"]
    assert "has a digest that is not valid" in rows[0]["finding"]
    assert wrong(proofs.run(("2.6.7",))) == []


def vouched(acts: Acts, bucket: str) -> dict[str, str]:
    """Where the last log file is that the newest digest vouches for."""
    listed = acts.act([{"s3:ListObjectsV2": {"Bucket": bucket}}])["Contents"]
    newest = max(each["Key"] for each in listed if "/CloudTrail-Digest/" in each["Key"])
    digest = acts.act([{"s3:GetObject": {"Bucket": bucket, "Key": newest}}])["Body"].read()
    return {
        "Bucket": bucket,
        "Key": json.loads(gzip.decompress(digest))["logFiles"][-1]["s3Object"],
    }


def test_everything_is_proven_again(proofs: Proofs, settings: str) -> None:
    """After all of them nothing is wrong, and every setting is as it was."""
    run = proofs.run()
    assert wrong(run) == []
    assert run["verdict"] == "can't tell"
    assert proofs.digest() == settings
