"""A drill of alarms in memory: what it proves, and what it says of what it could not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from golive.drill.errors import CantDrill
from golive.drill.result import Drilled, exit_code
from golive.drill.run import Drill
from golive.drill.steps import Patience
from golive.drill.world import World
from tests.drill.account import COMPOSITE, NAME, ROWS, Caused, Cloud, aimed, world

PATIENCE = Patience(free=60, arrive=60, clear=600)


def drilled(
    made: World,
    cloud: Cloud,
    depth: str = "cause",
    muted: Mapping[str, str] | None = None,
    patience: Patience = PATIENCE,
) -> list[Drilled]:
    return Drill(made, "somebody", depth, patience, aimed(cloud, muted)).run(lambda _: None)


def outcomes(found: list[Drilled]) -> set[str]:
    return {one.outcome for one in found}


def test_an_alarm_fires_tells_and_clears_twice() -> None:
    """An alarm like it is fed, then its own state is set: both are told, and end."""
    found = drilled(*world())
    assert outcomes(found) == {"drilled"}
    assert exit_code(found) == 0
    for one in found:
        assert [stage.depth for stage in one.stages] == ["shadow", "state"]
        assert all(s.fired and s.delivered and s.cleared for s in one.stages)
        assert one.to_json()["depth"] == "shadow"
        assert one.path == ""


def test_nothing_is_left_behind() -> None:
    """Each alarm that was made is deleted, and each state that was set is put back."""
    made, cloud = world()
    drilled(made, cloud)
    assert set(cloud.alarms_) == {f"{NAME}-{row}" for row in ROWS}
    assert {one["StateValue"] for one in cloud.alarms_.values()} == {"OK"}


def test_one_alarm_at_a_time_turns_a_composite_on() -> None:
    """A composite that is on can't tell of one more alarm."""
    made, cloud = world()
    drilled(made, cloud, "state")
    assert cloud.most == 1


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5])
def test_an_interrupted_drill_cleans_up(at: int) -> None:
    """Whenever it is interrupted, no alarm like another stays, and no state that was set."""
    made, cloud = world(interrupts_at=at)
    drill = Drill(made, "somebody", "cause", PATIENCE, aimed(cloud))
    with pytest.raises(KeyboardInterrupt):
        drill.run(lambda _: None)
    assert set(cloud.alarms_) == {f"{NAME}-{row}" for row in ROWS}
    assert {one["StateValue"] for one in cloud.alarms_.values()} == {"OK"}
    assert "drilled" not in {one.outcome for one in drill.found if not one.stages}


def test_a_topic_that_refuses_is_a_failure() -> None:
    """It fired, and nobody was told: by the alarm itself, and by the one like it."""
    found = drilled(*world(deaf=True))
    assert outcomes(found) == {"failed"}
    assert exit_code(found) == 1
    assert all("fired, and no message arrived" in one.why for one in found)


def test_a_dead_composite_is_a_failure() -> None:
    """The alarm like it tells the topic, and its own way doesn't lead there."""
    found = drilled(*world(dead=True))
    assert outcomes(found) == {"failed"}
    for one in found:
        shadow, state = one.stages
        assert shadow.cleared
        assert state.fired
        assert not state.delivered


def test_a_composite_that_is_on_cannot_tell() -> None:
    """Its members are not drilled through it, and what is left open is said."""
    found = drilled(*world(state="ALARM"))
    assert outcomes(found) == {"can't tell"}
    assert exit_code(found) == 3
    assert all(f"{COMPOSITE} is on already" in one.path for one in found)
    assert all(one.stages[0].cleared for one in found)


def test_a_composite_that_was_just_turned_on_is_waited_for() -> None:
    """When it ends in time, the drill goes on."""
    made, cloud = world(state="ALARM")
    made_off = cloud.composites[COMPOSITE]
    cloud.clock.later.append(lambda: made_off.update(StateValue="OK"))
    assert outcomes(drilled(made, cloud, "state")) == {"drilled"}


def test_what_is_muted_is_proven_on_an_alarm_like_it() -> None:
    """Its own way can't be heard before the mute ends, and the evidence says so."""
    made, cloud = world()
    [*found] = drilled(made, cloud, muted={COMPOSITE: "until-launch"})
    assert outcomes(found) == {"drilled"}
    assert all([s.depth for s in one.stages] == ["shadow"] for one in found)
    assert all(one.path == "the rule until-launch mutes it" for one in found)
    assert all(one.to_json()["muted"] for one in found)


def test_what_is_muted_cannot_be_drilled_by_its_state_alone() -> None:
    """Nothing would arrive, and nothing is proven."""
    made, cloud = world()
    found = drilled(made, cloud, "state", muted={COMPOSITE: "until-launch"})
    assert outcomes(found) == {"can't tell"}
    assert cloud.said == []


def test_a_cause_fires_the_alarm_itself() -> None:
    """What brings it about is begun and ended, and neither an alarm like it nor its state is
    needed."""
    made, cloud = world(["input-keys-failing"])
    drill = Drill(made, "somebody", "cause", PATIENCE, aimed(cloud))
    [one] = drill.run(lambda _: None)
    assert drill.uses == {"connect:StartChatContact"}
    name = f"{NAME}-input-keys-failing"
    mine = [said for said in cloud.said if not said.startswith(("ALARM", "OK"))]
    assert mine == [f"caused {name}", f"ended {name}"]
    assert [stage.depth for stage in one.stages] == ["cause"]
    assert one.stages[0].cleared
    assert one.outcome == "drilled"


def test_a_function_that_does_not_refuse_is_a_failure() -> None:
    """The cause was none: nothing was proven, and what was begun is ended."""
    made, cloud = world(["input-keys-failing"], refuses=False)
    [one] = drilled(made, cloud)
    assert one.outcome == "failed"
    assert "the function did not refuse" in one.why
    assert cloud.said[1] == f"ended {NAME}-input-keys-failing"


@pytest.mark.parametrize("at", [1, 2])
def test_an_interrupted_cause_is_ended(at: int) -> None:
    """Whether its message has arrived or not."""
    made, cloud = world(["input-keys-failing"], interrupts_at=at)
    with pytest.raises(KeyboardInterrupt):
        drilled(made, cloud)
    assert f"ended {NAME}-input-keys-failing" in cloud.said


def test_causes_come_last() -> None:
    """Their composite is on for longest, and what only takes seconds is done before."""
    made, cloud = world(["input-keys-failing", "calls-throttled"])
    assert outcomes(drilled(made, cloud)) == {"drilled"}
    own = [said for said in cloud.said if said.startswith(("ALARM", "caused"))]
    assert own[:2] == [f"ALARM {NAME}-calls-throttled", f"caused {NAME}-input-keys-failing"]


def test_a_cause_that_fails_halfway_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that is refused leaves nothing that was made before it."""
    made, cloud = world(["input-keys-failing"])

    def refused(_: object) -> str:
        raise CantDrill("connect:StartChatContact was denied")

    monkeypatch.setattr(Caused, "begin", refused)
    with pytest.raises(CantDrill):
        drilled(made, cloud)
    assert cloud.said == [f"ended {NAME}-input-keys-failing"]


def test_evidence_tells_each_stage() -> None:
    """When it fired, was delivered and cleared, and what it was set to."""
    found = drilled(*world())
    said: dict[str, Any] = found[0].to_json()
    assert said["fired"] <= said["delivered"] <= said["cleared"]
    assert len(said["settings"]) == 64
    assert [stage["depth"] for stage in said["stages"]] == ["shadow", "state"]
