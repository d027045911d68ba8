"""What breaks a line is found on the template, by both gates, and by the right control."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from golive.template import Templates
from tests.mutants.every import ALSO, MUTANTS, SURVIVORS, UNREAD
from tests.mutants.gates import Answer, Folder, by_check, by_judging, by_synth
from tests.mutants.mechanical import CONTROLS, mechanical, readings
from tests.mutants.mutant import DELETE, Mutant, mutate

Assembly = Callable[[str], Path]
ByStem = Callable[[str], dict[str, dict[str, Any]]]
FROM_AFAR = {"ManagedPolicyArns": {"4.5-policies-reach-their-own"}}
"""Controls that read a property of another resource than their subject: whose a policy is."""


@pytest.fixture(scope="module")
def checked(templates: ByStem) -> Callable[[Mutant], Answer]:
    """What the controls say of a mutant of the sandbox; the same change is judged once,
    for however many controls it was made."""
    known: dict[str, Answer] = {}

    def check(mutant: Mutant) -> Answer:
        change = repr(replace(mutant, control=""))
        if change not in known:
            known[change] = by_judging("sandbox", mutate(templates("sandbox"), mutant))
        return known[change]

    return check


def killed(mutant: Mutant, answer: Answer) -> None:
    """It is refused, its line named, and no control blamed that has no reason to."""
    assert not answer.passes, mutant
    assert mutant.control in answer.controls, mutant
    assert answer.controls <= {mutant.control, *ALSO.get(mutant.control, ())}, mutant


HAND_WRITTEN = sorted({mutant.control for mutant in MUTANTS})


@pytest.mark.parametrize("control", HAND_WRITTEN)
def test_hand_written_mutants_are_killed_by_their_control(
    control: str, checked: Callable[[Mutant], Answer]
) -> None:
    """Each of the sandbox is found, by its own control and by nobody who has no reason to."""
    for mutant in (m for m in MUTANTS if m.control == control and "sandbox" in m.environments):
        killed(mutant, checked(mutant))


@pytest.fixture(scope="module")
def folder(assembly: Assembly, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The folder with production's templates, the mutant among them."""
    return Folder(assembly("prod"), tmp_path_factory.mktemp("mutants") / "prod")


@pytest.mark.parametrize("control", HAND_WRITTEN)
def test_both_gates_agree_on_a_mutant_of_production(
    control: str, folder: Folder, templates: ByStem
) -> None:
    """The command and the synth find the same: one mutant of a control stands for the others."""
    for mutant in [m for m in MUTANTS if m.control == control and "prod" in m.environments][:1]:
        killed(mutant, agreed("prod", folder.write(mutate(templates("prod"), mutant))))


def agreed(environment: str, folder: Path) -> Answer:
    """What both gates say of a mutant: they agree."""
    checked, synthesized = by_check(folder), by_synth(environment, folder)
    assert checked.passes == synthesized.passes
    assert {f[:2] for f in checked.findings} == {f[:2] for f in synthesized.findings}
    for finding in checked.findings:
        said = [f.text for f in synthesized.findings if f[:2] == finding[:2]]
        assert any(finding.text in text for text in said)
    return checked


@pytest.fixture(scope="module")
def side(assembly: Assembly) -> Templates:
    """The sandbox's templates as they are."""
    return Templates.load(assembly("sandbox"))


@pytest.fixture(scope="module")
def made(side: Templates, templates: ByStem) -> list[Mutant]:
    """The mechanical mutants of the sandbox."""
    return list(mechanical(side, templates("sandbox")))


Readers = dict[tuple[str, str], set[str]]
"""The controls that read a property, by the resource's logical id and the path."""


@pytest.fixture(scope="module")
def readers(side: Templates) -> Readers:
    """Who reads which property of the sandbox's templates."""
    found: Readers = defaultdict(set)
    for reading in readings(side):
        found[reading.logical, reading.path].add(reading.control)
    return found


@pytest.mark.parametrize("control", [control.id for control in CONTROLS])
def test_every_property_that_is_read_matters(
    control: str,
    made: list[Mutant],
    readers: Readers,
    checked: Callable[[Mutant], Answer],
) -> None:
    """Missing, null, flipped or unresolvable: its reader notices, and only readers do."""
    for mutant in (m for m in made if m.control == control):
        path = mutant.where.removeprefix("Properties.")
        answer = checked(mutant)
        reading = within(readers, mutant.logical, path)
        assert answer.controls <= reading | FROM_AFAR.get(path, set()), mutant
        missing = mutant.value is DELETE or mutant.value is None
        survives = missing and (control, path) in SURVIVORS
        assert (control in answer.controls | answer.hanging) is not survives, mutant


def within(readers: Readers, logical: str, path: str) -> set[str]:
    """The controls that read a property, or a part of it."""
    found = set[str]()
    for (of, at), controls in readers.items():
        if of == logical and f"{at}.".startswith(f"{path}."):
            found |= controls
    return found


def test_every_control_has_mutants(made: list[Mutant]) -> None:
    """Each control that a template can answer has one written by hand and one made."""
    wanted = {control.id for control in CONTROLS}
    assert {mutant.control for mutant in MUTANTS} == wanted
    assert {mutant.control for mutant in made} == wanted - UNREAD.keys()


def test_every_exception_is_in_use(made: list[Mutant]) -> None:
    """A survivor that no mutant is, or a bystander without a mutant, is a stale excuse."""
    assert set(SURVIVORS) <= {(m.control, m.where.removeprefix("Properties.")) for m in made}
    assert set(ALSO) <= {mutant.control for mutant in MUTANTS}
