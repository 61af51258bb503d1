"""Campaigns over time: stable ids, first detection, levels of evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.contract.settings import FEWER, Settings
from stillwatch.detect.campaigns.track import (
    ASIDE_HOURS,
    ASIDE_ODDS,
    DOUBTS,
    HYSTERESIS,
    PLAIN,
    REVIEW_HOURS,
    STANDS,
    STOOD_HOURS,
    STOOD_ODDS,
    Candidate,
    Tracker,
)

SETTINGS = Settings()
KEYS = np.arange(100, 200, dtype=np.uint64)
STRONG = {"behaviour": 50.0, "content": 50.0, "infrastructure": 50.0}


def candidate(members: Any = (1, 2, 3), **more: Any) -> Candidate:
    held = np.array(members, dtype=np.int64)
    plain: dict[str, Any] = {
        "id": None, "members": held, "log_lr": np.full(len(held), 5.0), "formed": "ip_prefix",
        "log_e": 60.0, "odds": SETTINGS.confirmed_odds + 1, "families": STRONG,
        "tested": True,
    }  # fmt: skip
    return Candidate(**plain | more)


def tracker() -> Tracker:
    return Tracker(SETTINGS, KEYS)


def raised() -> Tracker:
    """Tracker of one campaign that has just been raised."""
    t = tracker()
    for hour in range(10, 10 + STANDS):
        t.update(hour, [candidate(id=t.campaigns[0].id if t.campaigns else None)])
    return t


# --- levels


def test_levels_need_what_they_say():
    enough = -np.log(SETTINGS.level)
    likely = candidate(odds=SETTINGS.likely_odds, log_e=enough, families={})
    assert likely.severity(SETTINGS) == "likely"
    assert replace(likely, log_e=enough - 0.01).severity(SETTINGS) == "watch"
    assert replace(likely, odds=SETTINGS.likely_odds - 0.01).severity(SETTINGS) == "watch"
    assert candidate().severity(SETTINGS) == "confirmed"


@pytest.mark.parametrize("missing", sorted(STRONG))
def test_confirmed_needs_three_independent_families(missing):
    weak = STRONG | {missing: SETTINGS.family_log_e - 0.1}
    assert candidate(families=weak).severity(SETTINGS) == "likely"
    gone = {name: value for name, value in STRONG.items() if name != missing}
    assert candidate(families=gone).severity(SETTINGS) == "likely"


@given(st.floats(-20, 20), st.floats(-20, 500), st.floats(0, 9), st.floats(0, 9))
def test_more_evidence_never_lowers_the_level(odds, log_e, more_odds, more_e):
    order = ("watch", "likely", "confirmed")
    weak = candidate(odds=odds, log_e=log_e)
    strong = candidate(odds=odds + more_odds, log_e=log_e + more_e)
    levels = [order.index(c.severity(SETTINGS)) for c in (weak, strong)]
    assert levels[0] <= levels[1]


def test_no_amount_of_coordination_makes_a_harvest():
    """The first null alone never flags: a class of students is coordinated beyond doubt."""
    surely = candidate(log_e=1e6, odds=SETTINGS.likely_odds - 0.1)
    assert surely.severity(SETTINGS) == "watch"


# --- small and large firms


def test_a_large_firm_asks_more_up_to_what_confirms():
    bars = [SETTINGS.sure_odds(n) for n in (5_000, SETTINGS.large_firm, 100_000, 10_000_000)]
    assert bars[1] == SETTINGS.likely_odds < bars[2] < bars[3] == SETTINGS.confirmed_odds
    # there are as many groups of 400 among 100,000 accounts as of 100 among 25,000
    assert replace(SETTINGS, large_group=0).sure_odds(10**7, 10**6) == SETTINGS.likely_odds
    sizes = [SETTINGS.sure_odds(100_000, n) for n in (3, SETTINGS.large_group, 200, 400, 4_000)]
    assert sizes[0] == sizes[1] == bars[2] > sizes[2] > sizes[3] == sizes[4] == bars[0]
    assert replace(SETTINGS, large_firm=0).sure_odds(10**7) == SETTINGS.likely_odds
    crowd = candidate(odds=SETTINGS.likely_odds + 1, families={})
    assert crowd.severity(SETTINGS) == "likely"
    assert replace(crowd, sure_odds=SETTINGS.likely_odds + 1.1).severity(SETTINGS) == "watch"


def test_a_firm_of_fewer_accounts_than_usual_asks_less_down_to_what_is_watched():
    bars = [SETTINGS.sure_odds(n) for n in (0, 200, 400, 1_200, SETTINGS.usual_firm, 8_000)]
    assert SETTINGS.watch_odds < bars[2] < bars[3] < bars[4] == bars[5] == SETTINGS.likely_odds
    assert bars[3] - bars[2] == pytest.approx(FEWER * np.log(3))
    assert bars[0] == bars[1] == SETTINGS.likely_odds, "a small firm has its own bar"
    halfway = SETTINGS.sure_odds(round(200 * 2**0.5))
    assert halfway == pytest.approx((bars[1] + bars[2]) / 2, abs=0.01)
    assert replace(SETTINGS, usual_firm=10**6).sure_odds(400) == SETTINGS.watch_odds
    for small in (0, 10**6):
        assert np.isfinite(replace(SETTINGS, small_firm=small).sure_odds(300))
    # a group of a tenth of a firm is judged as one of 1,200 would be that is 30 of them
    assert SETTINGS.sure_odds(400, 30) == bars[3] > SETTINGS.sure_odds(400, 10) == bars[2]
    assert SETTINGS.sure_odds(400, 4_000) == SETTINGS.likely_odds
    assert replace(SETTINGS, usual_firm=0).sure_odds(10) == SETTINGS.likely_odds
    low = candidate(odds=bars[3], families={}, sure_odds=bars[3])
    assert low.severity(SETTINGS) == "likely"
    assert replace(low, sure_odds=bars[4]).severity(SETTINGS) == "watch"
    # without the first null a firm asks as much as ever
    assert low.severity(SETTINGS, tested=False) == "watch"
    assert replace(low, alone_odds=SETTINGS.likely_odds).severity(SETTINGS, False) == "watch"


def test_only_a_small_firm_needs_no_first_null():
    bars = [SETTINGS.alone_odds(n) for n in (50, SETTINGS.small_firm, 400, 800, 5_000)]
    assert bars[0] == bars[1] == SETTINGS.likely_odds
    assert bars[1] < bars[2] < bars[3] <= SETTINGS.confirmed_odds
    assert bars[4] == np.inf
    assert replace(SETTINGS, small_firm=0).alone_odds(10) == np.inf


def test_what_may_be_one_customer_is_likely_at_most():
    one = candidate(customer="half are of one organisation")
    assert one.severity(SETTINGS) == "likely" and one.strong(SETTINGS)
    assert not replace(one, families={}).strong(SETTINGS)
    assert not one.strong(SETTINGS, tested=False)


def test_what_stands_on_the_second_null_alone_is_never_confirmed():
    alone = candidate(tested=False, alone_odds=SETTINGS.likely_odds)
    assert alone.severity(SETTINGS, tested=False) == "likely"
    assert replace(alone, odds=SETTINGS.likely_odds - 0.1).severity(SETTINGS, False) == "watch"
    assert replace(alone, alone_odds=np.inf).severity(SETTINGS, False) == "watch"
    assert replace(alone, excuse="over").severity(SETTINGS, False) == "watch"


def test_a_cohort_that_rejects_the_first_null_does_so_for_good_for_the_campaign_of_most_of_it():
    t = tracker()
    for hour in (10, 11):
        named = t.campaigns[0].id if t.campaigns else None
        t.update(hour, [candidate(id=named, tested=False, alone_odds=SETTINGS.likely_odds)])
    (campaign,) = t.campaigns
    assert (campaign.severity, campaign.tested) == ("likely", False)
    assert t.open().tolist() == [1, 2, 3]
    assert campaign.alone and not len(t.members()), "they are still to be ranked among others"
    for sliver in ([3, 4, 5, 6], [2], [2, 50]):
        t.reject(np.array(sliver))
        assert not campaign.tested
    t.reject(np.array([2, 3, 4]))
    assert campaign.tested and not len(t.open())
    t.update(12, [candidate(id=campaign.id, tested=False)])
    assert campaign.severity == "confirmed" and not campaign.alone
    assert t.members().tolist() == [1, 2, 3]


def test_a_firm_that_has_grown_is_no_longer_judged_by_the_second_null_alone():
    t = tracker()
    for hour in (10, 11):
        named = t.campaigns[0].id if t.campaigns else None
        t.update(hour, [candidate(id=named, tested=False, alone_odds=SETTINGS.likely_odds)])
    (campaign,) = t.campaigns
    t.update(12, [candidate(id=campaign.id, tested=False)])
    assert campaign.severity == "watch"


# --- over time


def test_ids_are_the_same_whenever_the_log_is_read_again():
    first, again = tracker(), tracker()
    for t in (first, again):
        t.update(10, [candidate((5, 6, 7)), candidate((8, 9, 10))])
    assert [c.id for c in first.campaigns] == [c.id for c in again.campaigns]
    assert len({c.id for c in first.campaigns}) == 2
    other = Tracker(SETTINGS, KEYS + np.uint64(1))
    other.update(10, [candidate((5, 6, 7))])
    assert other.campaigns[0].id != first.campaigns[0].id


def test_a_campaign_keeps_its_id_and_first_detection_while_its_members_change():
    t = tracker()
    t.update(10, [candidate((5, 6, 7))])
    (campaign,) = t.campaigns
    name = campaign.id
    for hour, members in ((20, (6, 7, 8)), (44, (8, 9, 10, 11))):
        t.update(hour, [candidate(members, id=name)])
    assert [c.id for c in t.campaigns] == [name]
    assert (campaign.detected, campaign.started) == (20, 10)
    assert campaign.members.tolist() == [8, 9, 10, 11]
    joined = {6: 20, 7: 20, 8: 20, 9: 44, 10: 44, 11: 44}
    assert campaign.joined == joined


def test_what_is_watched_is_detected_when_it_stands_at_likely_and_not_before():
    t = tracker()
    t.update(10, [candidate(odds=SETTINGS.watch_odds + 0.1)])
    (campaign,) = t.campaigns
    assert (campaign.severity, campaign.detected, campaign.joined) == ("watch", None, {})
    assert not len(t.members()) and len(t.members(every=True)) == 3
    likely = candidate(id=campaign.id, odds=SETTINGS.likely_odds, families={})
    for hour in range(30, 29 + STANDS):
        t.update(hour, [likely])
        assert (campaign.severity, campaign.detected) == ("watch", None)
    t.update(40, [likely])
    assert (campaign.severity, campaign.detected, campaign.started) == ("likely", 40, 10)
    assert set(campaign.joined.values()) == {40}


def test_a_single_judgement_raises_nothing():
    t = tracker()
    for hour in range(10, 20):
        odds = SETTINGS.confirmed_odds + 1 if hour % 2 else SETTINGS.watch_odds + 0.1
        t.update(hour, [candidate(id=t.campaigns[0].id if t.campaigns else None, odds=odds)])
    assert (t.campaigns[0].severity, t.campaigns[0].detected) == ("watch", None)


def test_the_level_is_that_of_the_latest_judgement_and_slow_to_fall():
    t = raised()
    (campaign,) = t.campaigns
    assert (campaign.severity, campaign.detected) == ("confirmed", 9 + STANDS)
    near, far = SETTINGS.watch_odds + 0.01, SETTINGS.watch_odds - 0.01
    for hour, odds, level in ((40, SETTINGS.likely_odds, "likely"), (60, near, "likely"),
                              (80, far, "likely"), (99, 99.0, "confirmed")):  # fmt: skip
        t.update(hour, [candidate(id=campaign.id, odds=odds)])
        assert campaign.severity == level
        assert campaign.detected == 9 + STANDS, "when it was raised stays known"


def test_what_was_only_ever_likely_must_stay_near_to_it():
    t = tracker()
    for hour in (10, 11):
        named = t.campaigns[0].id if t.campaigns else None
        t.update(hour, [candidate(id=named, odds=SETTINGS.likely_odds + 0.1, families={})])
    (campaign,) = t.campaigns
    near, far = SETTINGS.likely_odds - HYSTERESIS + 0.01, SETTINGS.likely_odds - HYSTERESIS - 0.01
    for hour, odds, level in ((40, near, "likely"), (60, far, "watch"), (80, near, "likely")):
        t.update(hour, [candidate(id=campaign.id, odds=odds, families={})])
        assert campaign.severity == level


def large_and_raised(least: int = 3) -> Tracker:
    t = Tracker(replace(SETTINGS, large_group=least), KEYS)
    for hour in range(10, 10 + STANDS):
        t.update(hour, [candidate(id=t.campaigns[0].id if t.campaigns else None)])
    return t


def test_in_a_small_campaign_those_are_named_who_speak_for_it_now():
    t = large_and_raised(4)
    (campaign,) = t.campaigns
    for hour, told in ((40, (True, True, False)), (60, (False, True, False))):
        t.update(hour, [candidate(id=campaign.id, speaks=np.array(told))])
    assert campaign.named.members.tolist() == [2]


def test_who_was_named_stays_named_while_they_belong():
    t = large_and_raised(2)
    (campaign,) = t.campaigns
    for hour, told, named in (
        (40, (True, True, False), [1, 2]), (60, (False, True, False), [1, 2]),
        (80, (False, False, True), [1, 2, 3]),
    ):  # fmt: skip
        t.update(hour, [candidate(id=campaign.id, speaks=np.array(told))])
        assert campaign.named.members.tolist() == named
    t.update(99, [candidate((2, 3), id=campaign.id, speaks=np.array([False, False]))])
    assert campaign.named.members.tolist() == [2, 3], "who has left is not named"


def test_who_was_named_is_so_in_the_campaign_that_takes_theirs_in():
    t = large_and_raised()
    (first,) = t.campaigns
    t.update(20, [candidate((4, 5, 6), speaks=np.array([True, True, False]))])
    t.update(21, [candidate((4, 5, 6), id=t.campaigns[1].id, speaks=np.array([True, True, False]))])
    t.absorb(t.campaigns[1], first, 25)
    t.update(40, [candidate((4, 5, 6), id=first.id, speaks=np.zeros(3, bool))])
    assert first.named.members.tolist() == [4, 5]


def test_what_a_benign_cause_explains_better_time_and_again_is_acquitted():
    t = raised()
    (campaign,) = t.campaigns
    for hour in range(40, 40 + DOUBTS):
        assert t.campaigns == [campaign]
        t.update(hour, [candidate(id=campaign.id, odds=SETTINGS.watch_odds - 0.01)])
    assert t.campaigns == []


def test_a_plain_fact_acquits_at_once():
    t = raised()
    (campaign,) = t.campaigns
    t.update(40, [candidate(id=campaign.id, excuse="it was an event")])
    assert campaign.severity == "watch"


def test_what_is_no_longer_worth_watching_is_withdrawn_in_the_end():
    t = tracker()
    t.update(10, [candidate(odds=SETTINGS.watch_odds + 0.1)])
    for hour in range(11, 20):
        if t.campaigns:
            weak = candidate(id=t.campaigns[0].id, odds=SETTINGS.watch_odds - 1)
            t.update(hour, [weak])
    assert t.campaigns == []


def test_no_news_of_a_campaign_changes_nothing():
    t = tracker()
    t.update(10, [candidate()])
    t.update(11, [])
    assert len(t.campaigns) == 1 and t.campaigns[0].updated == 10


def test_a_campaign_is_looked_at_again_daily_once_it_is_raised():
    t = raised()
    t.update(50, [candidate((8, 9, 10), odds=SETTINGS.watch_odds + 0.1)])
    first, watched = t.campaigns
    assert watched.due(51)
    assert not first.due(first.updated + 1)
    assert first.due(first.updated + REVIEW_HOURS)


def test_where_too_little_is_left_to_judge_nothing_is_raised_and_what_was_raised_stands():
    t = raised()
    t.update(50, [candidate((8, 9, 10))])
    first, fresh = t.campaigns
    fresh.keep(np.array([True, False, False]))
    for hour in (51, 52):
        for campaign in (first, fresh):
            campaign.unjudged(hour)
        t.update(hour, [])
    assert (fresh.detected, fresh.stands) == (None, 1)
    assert t.campaigns == [first]
    assert first.updated == 52 and first.severity == "confirmed"


# --- one campaign in two


def test_what_another_has_taken_in_is_forgotten_but_not_when_it_was_first_flagged():
    t = raised()
    first = t.campaigns[0]
    for hour in (20, 21):
        second = t.campaigns[1].id if len(t.campaigns) > 1 else None
        t.update(hour, [candidate(id=first.id), candidate((7, 8, 9), id=second)])
    assert [c.members.tolist() for c in t.in_order()] == [[1, 2, 3], [7, 8, 9]]
    t.absorb(t.campaigns[1], first, 25)
    t.update(30, [candidate((1, 2, 3, 7, 8, 9, 10), id=first.id)])
    assert [c.id for c in t.campaigns] == [first.id]
    assert first.joined[7] == 21 and first.joined[1] < 20 and first.joined[10] == 30


def test_what_was_raised_and_is_gone_is_told_with_who_took_it_in():
    t = raised()
    (first,) = t.campaigns
    for hour in (20, 21):
        second = t.campaigns[1].id if len(t.campaigns) > 1 else None
        t.update(hour, [candidate(id=first.id), candidate((7, 8, 9), id=second)])
    t.update(22, [candidate((50, 51, 52), odds=SETTINGS.watch_odds)])
    taken, watched = t.campaigns[1], t.campaigns[2]
    t.absorb(taken, first, 30)
    t.absorb(watched, first, 31)
    (one,) = t.gone  # what was only watched leaves no trace
    assert one[:4] == (taken.id, 21, 30, first.id)
    assert one.members.tolist() == [7, 8, 9] and one.best == SETTINGS.confirmed_odds + 1
    for hour in (40, 41):
        t.update(hour, [candidate(id=first.id, odds=SETTINGS.watch_odds - 0.01)])
    assert t.campaigns == [] and t.gone[1][:4] == (first.id, 9 + STANDS, 41, None)
    t.grow(np.arange(len(KEYS)) + 10, np.arange(110, dtype=np.uint64))
    assert t.gone[0].members.tolist() == [17, 18, 19]


def test_a_group_that_is_not_watched_is_remembered_for_some_days():
    t, below = tracker(), SETTINGS.watch_odds - 0.5
    t.set_aside(candidate((1, 2, 3, 4), odds=below), 10)
    t.set_aside(candidate((2, 3, 4, 5), odds=below - 1), 11)  # mostly the same: in its place
    t.set_aside(candidate((6, 7, 8), odds=below), 12)
    t.set_aside(candidate((9, 10, 11), odds=SETTINGS.watch_odds - ASIDE_ODDS - 0.01), 12)
    assert [group.members.tolist() for group in t.left_aside()] == [[6, 7, 8], [2, 3, 4, 5]]
    for hour in (13, 14):
        named = t.campaigns[0].id if t.campaigns else None
        t.update(hour, [candidate((6, 7, 8, 9), id=named)])
    assert [group.hour for group in t.left_aside()] == [11], "the other is a campaign by now"
    t.grow(np.arange(len(KEYS)) + 10, np.arange(110, dtype=np.uint64))
    assert t.left_aside()[0].members.tolist() == [12, 13, 14, 15]
    t.update(11 + ASIDE_HOURS, [])
    assert t.left_aside()
    t.update(12 + ASIDE_HOURS, [])
    assert not t.left_aside()


def test_whom_a_plain_fact_alone_keeps_at_watch_is_no_measure_of_others():
    t, bar = tracker(), SETTINGS.likely_odds
    school, law = {"excuse": "it is a school"}, {"excuse": "it is an event", "tested": False}
    t.update(9, [candidate((1, 2, 3), odds=bar, **school), candidate((4, 5, 6), odds=bar, **law)])
    t.update(9, [candidate((7, 8, 9), odds=bar - 0.1, **school), candidate((10, 11, 12))])
    assert t.held().tolist() == [1, 2, 3], "not: untested, below the bar, no such fact"
    assert t.members().tolist() == [], "nobody is raised by one judgement"


def test_a_weaker_fragment_takes_no_place_in_what_people_are_shown():
    t, below = tracker(), SETTINGS.watch_odds - 0.5
    t.set_aside(candidate((1, 2, 3, 4, 5, 6), odds=below - 1, log_e=14.4), 10)
    t.set_aside(candidate((1, 2, 3), odds=below, log_e=PLAIN - 0.1), 11)
    assert [group.members.tolist() for group in t.left_aside()] == [[1, 2, 3, 4, 5, 6]]
    t.set_aside(candidate((1, 2, 3), odds=below, log_e=PLAIN), 12)
    assert [group.members.tolist() for group in t.left_aside()] == [[1, 2, 3]]
    t.set_aside(candidate((7, 8, 9), odds=below, log_e=1.0), 12)
    t.set_aside(candidate((8, 9, 10), odds=below, log_e=1.0), 13)
    assert [group.members.tolist() for group in t.left_aside()] == [[8, 9, 10], [1, 2, 3]]


def test_a_watched_group_that_is_withdrawn_is_set_aside():
    t = tracker()
    t.update(10, [candidate(odds=SETTINGS.watch_odds)])
    for hour in (11, 12):
        assert not t.aside
        named = t.campaigns[0].id
        t.update(hour, [candidate(id=named, odds=SETTINGS.watch_odds - 0.3)])
    assert not t.campaigns and [g.odds for g in t.left_aside()] == [SETTINGS.watch_odds - 0.3]
    assert t.aside[0].until is None


def test_what_was_watched_for_a_day_is_remembered_as_it_was_when_its_odds_were_highest():
    t, high = tracker(), SETTINGS.watch_odds + STOOD_ODDS
    t.update(9, [candidate((1, 2, 3), odds=high - 0.1)])
    name = t.campaigns[0].id
    t.update(10, [candidate((1, 2, 3, 4), id=name, odds=high, log_e=1.0)])
    t.update(20, [candidate((1, 2), id=name, odds=high - 0.3)])
    t.grow(np.arange(len(KEYS)) + 10, np.arange(110, dtype=np.uint64))
    for hour in (32, 9 + STOOD_HOURS):
        t.update(hour, [candidate((11, 12), id=name, odds=-3.0)])
    (stood,) = t.left_aside()
    assert (stood.hour, stood.until, stood.odds) == (10, 9 + STOOD_HOURS, high)
    assert stood.members.tolist() == [11, 12, 13, 14] and stood.told
    t.set_aside(candidate((11, 12, 13), odds=SETTINGS.watch_odds - 0.1, log_e=PLAIN), 34)
    t.update(34 + 2 * ASIDE_HOURS, [])
    assert t.left_aside() == [stood], "to the end of the log, whatever was seen of it later"
    for hour in (900, 901):
        named = t.campaigns[0].id if t.campaigns else None
        t.update(hour, [candidate((12, 13, 14), id=named)])
    assert not t.left_aside(), "it is a campaign by now"


@pytest.mark.parametrize("hours", [1, STOOD_HOURS])
@pytest.mark.parametrize("more", [0.1, STOOD_ODDS])
def test_what_was_hardly_watched_is_forgotten_as_what_never_was(hours, more):
    t = tracker()
    t.update(10, [candidate((1, 2, 3), odds=SETTINGS.watch_odds + more)])
    for hour in (10 + hours, 11 + hours):
        t.update(hour, [candidate((1, 2, 3), id=t.campaigns[0].id, odds=-9.0)])
    hardly = hours + 1 < STOOD_HOURS and more < STOOD_ODDS
    assert [group.until for group in t.left_aside()] == ([] if hardly else [11 + hours])


def test_who_was_named_is_remembered_after_leaving():
    t = raised()
    (campaign,) = t.campaigns
    t.update(40, [candidate((2, 3, 4), id=campaign.id)])
    t.update(60, [candidate((2, 3, 5), id=campaign.id, excuse="it was an event")])
    assert t.named == {1: 9 + STANDS, 2: 9 + STANDS, 3: 9 + STANDS, 4: 40}
    at = np.arange(len(KEYS)) + 10
    t.grow(at, np.arange(110, dtype=np.uint64))
    assert t.named == {11: 9 + STANDS, 12: 9 + STANDS, 13: 9 + STANDS, 14: 40}


def test_a_level_that_is_kept_says_above_what():
    t = raised()
    (campaign,) = t.campaigns
    assert campaign.kept_above(SETTINGS) is None
    t.update(40, [candidate(id=campaign.id, odds=SETTINGS.likely_odds - 0.5)])
    assert (campaign.severity, campaign.kept_above(SETTINGS)) == ("likely", SETTINGS.watch_odds)
    t = tracker()
    for hour, odds in ((10, 0.1), (11, 0.1), (40, -0.5)):
        named = t.campaigns[0].id if t.campaigns else None
        t.update(hour, [candidate(id=named, odds=SETTINGS.likely_odds + odds, families={})])
    (campaign,) = t.campaigns
    assert campaign.severity == "likely"
    assert campaign.kept_above(SETTINGS) == SETTINGS.likely_odds - HYSTERESIS
    t.update(60, [candidate(id=campaign.id, odds=SETTINGS.likely_odds - 3, families={})])
    assert (campaign.severity, campaign.kept_above(SETTINGS)) == ("watch", None)


def test_campaigns_raised_come_before_those_that_are_watched():
    t = tracker()
    t.update(5, [candidate((20, 21, 22), odds=SETTINGS.watch_odds)])
    watched = t.campaigns[0].id
    for hour in (6, 7):
        known = t.campaigns[1].id if len(t.campaigns) > 1 else None
        t.update(hour, [candidate(id=known)])
    assert [c.id == watched for c in t.in_order()] == [False, True]


def test_who_left_one_campaign_for_another_is_not_in_both():
    t = raised()
    (campaign,) = t.campaigns
    campaign.keep(np.array([True, False, True]))
    assert campaign.members.tolist() == [1, 3] and len(campaign.latest.log_lr) == 2
    assert campaign.joined.keys() == {1, 2, 3}, "that it once belonged is not forgotten"


def test_what_one_campaign_has_taken_in_says_nothing_of_another():
    t = raised()
    first = t.campaigns[0]
    for members in ((7, 8, 9), (20, 21, 22)):
        for hour in (20, 21):
            known = {c.members.tolist()[0]: c.id for c in t.campaigns}
            t.update(hour, [candidate(members, id=known.get(members[0]))])
    gone, other = t.campaigns[1:]
    t.absorb(gone, first, 25)
    t.update(30, [candidate((1, 2, 3, 7), id=first.id), candidate((8, 20, 21), id=other.id)])
    assert first.joined[7] == 21
    assert other.joined[8] == 30


def test_an_account_that_changes_campaigns_keeps_the_hour_of_its_first_flag():
    t = raised()
    t.update(20, [candidate((7, 8, 9))])
    t.update(21, [candidate((7, 8, 9), id=t.campaigns[1].id)])
    first, second = t.campaigns
    second.hand_over(first, np.array([7]))
    t.update(30, [candidate((1, 2, 3, 7, 8), id=first.id)])
    assert first.joined[7] == 21, "it was told"
    assert first.joined[8] == 30, "it was not"
    third = t.campaigns[1]
    third.before[7] = 5
    third.hand_over(first)
    assert first.before[7] == 5


def test_a_campaign_knows_the_core_that_it_was_judged_by():
    t = tracker()
    t.update(10, [candidate((4, 5, 6, 7, 8), core=np.array([4, 5, 6, 7]))])
    t.update(10, [candidate((1, 2))])
    grown, plain = t.campaigns
    assert grown.core.tolist() == [4, 5, 6, 7]
    assert plain.core.tolist() == [1, 2]
    grown.keep(np.array([False, True, True, True, True]))
    assert (grown.core.tolist(), grown.members.tolist()) == ([5, 6, 7], [5, 6, 7, 8])
    grown.move(np.arange(100) + 3)
    assert (grown.core.tolist(), grown.members.tolist()) == ([8, 9, 10], [8, 9, 10, 11])
    grown.keep(np.array([False, True, True, True]))
    assert grown.core.tolist() == grown.members.tolist() == [9, 10, 11], "too little was left of it"
