"""Why a group whose odds reached the bar of `likely` was never named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from stillwatch.audit.unnamed import Looks
from stillwatch.contract.settings import Settings
from stillwatch.detect.campaigns.track import Candidate, Tracker

SETTINGS = Settings()
BAR = SETTINGS.likely_odds
FACT = "kept at watch because its members are most of the accounts of one e-mail domain"


def told(*judged: dict[str, Any], accounts: int = 2_500) -> dict[str, Any]:
    """What is said of a group after these judgements, and two at which it was explained."""
    tracker, looks = Tracker(SETTINGS, np.arange(100, 200, dtype=np.uint64)), Looks()
    members = np.arange(9)
    plain = Candidate(None, members, np.full(9, 5.0), "ip_prefix", 60.0, BAR - 0.5, {}, tested=True)
    for number, more in enumerate([*judged, {"odds": 0.0}, {"odds": 0.0}]):
        name = tracker.campaigns[0].id if tracker.campaigns else None
        tracker.update(10 + 4 * number, [replace(plain, id=name, **more)])
        looks.take(tracker, 10 + 4 * number)
    (group,) = tracker.aside
    return looks.told(group, tracker.gone, SETTINGS, accounts)


def test_a_group_that_stood_there_for_one_look_says_so():
    one = told({}, {"odds": BAR + 0.1}, {})
    assert one["likely_log_odds_harvest"] == BAR
    assert one["unnamed"] == (
        "It was not named: its odds reached the bar of likely (16 to 1 for) at 1 look, but "
        "never at 2 in a row, as it has to be"
    )
    two = told({"odds": BAR}, {}, {"odds": BAR + 0.1})
    assert "at 2 looks, but never at 2 in a row" in two["unnamed"]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"tested": False}, "at 2 looks, but chance was not ruled out over all groups"),
        ({"log_e": 1.0}, "at 2 looks, but chance was not ruled out over all groups"),
        ({"excuse": FACT}, f"at 2 looks, but it was {FACT}"),
    ],
)
def test_so_does_one_of_which_odds_are_not_all_that_likely_needs(more, why):
    assert why in told({"odds": BAR, **more}, {"odds": BAR + 0.1, **more})["unnamed"]


def test_looks_that_differ_are_counted_apart():
    said = told({"odds": BAR + 0.1, "excuse": FACT}, {"odds": BAR, "excuse": FACT}, {"odds": BAR})
    assert (
        f"at 3 looks, but at 2 of these it was {FACT} and at 1 of these nothing else"
        in (said["unnamed"])
    )


def test_of_one_that_was_raised_it_is_said_as_what():
    said = told({"odds": BAR}, {"odds": BAR + 0.1})["unnamed"]
    assert said.startswith("It was raised as campaign c-") and said.endswith(", and withdrawn")


def test_below_the_bar_nothing_needs_a_reason_but_where_the_bar_fell_later():
    assert told({}, {"odds": BAR - 0.1}) == {}
    later = told({}, {"odds": BAR - 0.1}, accounts=1_500)
    assert "likely needed 16 to 1 for then, as a firm is not known to be small" in later["unnamed"]
