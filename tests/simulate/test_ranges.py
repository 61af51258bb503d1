from __future__ import annotations

import numpy as np
import pytest

from stillwatch.core.errors import UsageError
from stillwatch.simulate.ranges import PARAMETERS, RANGES, SIDES, Range, ranges


@pytest.mark.parametrize("split", sorted(RANGES))
@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_no_range_gives_a_campaign_away(split, name):
    """Half of either side's range, at the least, is in the other's."""
    a, b = (RANGES[split][side][name] for side in SIDES)
    low, high = (np.log(max(x, 1e-3)) if a.log else x for x in
                 (max(a.low, b.low), min(a.high, b.high)))  # fmt: skip
    for side in (a, b):
        ends = [np.log(max(x, 1e-3)) if side.log else x for x in side[:2]]
        assert (high - low) / (ends[1] - ends[0]) >= 0.5
    assert a.log == b.log


def test_the_splits_differ():
    differ = [
        name for name in PARAMETERS
        if RANGES["tune"]["campaign"][name] != RANGES["report"]["campaign"][name]
    ]  # fmt: skip
    assert len(differ) >= 10


def test_load_dispersion_reaches_from_even_to_uneven():
    spans = [RANGES[split][side]["load_sd"] for split in RANGES for side in SIDES]
    assert min(r.low for r in spans) == 0.05 and max(r.high for r in spans) == 0.8


def test_draws_stay_inside():
    rng = np.random.default_rng(0)
    for kind in (Range(0.2, 3.0), Range(0.2, 3.0, True), Range(0.0, 2.0)):
        values = [kind.draw(rng) for _ in range(500)]
        assert kind.low <= min(values) and max(values) <= kind.high


def test_overrides_are_a_number_or_an_interval():
    out = ranges("tune", {"campaign.rate": "5:6", "lookalike.load_sd": "0.3"})
    assert out["campaign"]["rate"] == Range(5, 6, True)
    assert out["lookalike"]["load_sd"] == Range(0.3, 0.3)
    assert out["campaign"]["load_sd"] == RANGES["tune"]["campaign"]["load_sd"]


@pytest.mark.parametrize(
    "params",
    [
        {"rate": "1"}, {"campaign.speed": "1"}, {"campaign.rate": "fast"},
        {"campaign.rate": "9:2"}, {"campaign.rate": "-5"}, {"campaign.rate": "0:4"},
        {"campaign.load_sd": "nan"}, {"lookalike.load_sd": "-1"}, {"campaign.day_shape": "inf"},
        {"campaign.per_card": "0"}, {"campaign.length": "5"}, {"lookalike.other": "0.5:1.5"},
    ],
)  # fmt: skip
def test_a_wrong_override_says_what_to_write(params):
    with pytest.raises(UsageError, match="--param"):
        ranges("tune", params)
