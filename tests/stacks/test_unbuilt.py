"""What the file may say and no stack builds yet."""

from __future__ import annotations

from typing import Any

import pytest

from golive.environments import BadEnvironment, load
from stacks.unbuilt import UNBUILT, Unbuilt, refuse_unbuilt

ARN = "arn:aws:connect:us-east-1:444455556666:instance/11111111-1111-4111-8111-111111111111"


@pytest.mark.parametrize("unbuilt", UNBUILT, ids=lambda u: f"{'.'.join(u.place)}={u.value}")
def test_synth_refuses_what_is_not_built(unbuilt: Unbuilt) -> None:
    """One message with file, row, key, value, and what is built instead."""
    group, key = map(str, unbuilt.place)
    good = load("prod")
    part: Any = getattr(good, group).model_copy(update={key: unbuilt.value, "arn": ARN})
    with pytest.raises(BadEnvironment) as caught:
        refuse_unbuilt(good.model_copy(update={group: part}))
    [mistake] = caught.value.mistakes
    assert mistake.row > 1
    assert str(mistake).startswith("environments/prod.yaml:")
    told = f'{group}.{key}: "{unbuilt.value}" is not built yet; allowed: {unbuilt.built}'
    assert told in str(mistake)


@pytest.mark.parametrize("name", ["dev", "prod", "sandbox"])
def test_ours_are_built(name: str) -> None:
    """Nothing in the project's own environments waits."""
    refuse_unbuilt(load(name))
