"""What is told anew of the past, and campaigns that keep their identity."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.audit.carry import carry_on, continued
from stillwatch.audit.restated import changes
from stillwatch.audit.told import Results, Told
from stillwatch.contract.records import AtDetection, Day
from stillwatch.contract.results import Campaign
from stillwatch.contract.settings import Settings
from stillwatch.detect.campaigns.track import Candidate, Tracked, Tracker

END = 490_000


def told(name: str = "c-1", units: range = range(10), **more) -> Told:
    given = {
        "severity": "likely", "first_seen": "2026-03-02T00:00:00Z",
        "last_seen": "2026-03-09T00:00:00Z", "detected_at": "2026-03-04T00:00:00Z",
        "exchanges_at_detection": 5, "accounts": tuple(f"a{u}" for u in units), "timeline": (),
        "units": tuple(units), "started": END - 50, "detected": END - 40, "tested": True,
        "joined": dict.fromkeys(units, END - 40),
    }  # fmt: skip
    return Told(id=name, **{**given, **more})


def results(*every: Told, end: int = END, number: int = 1) -> Results:
    return Results(number=number, end=end, told=every, past=())


def kinds(before: Told | None, now: Told | None) -> set[str]:
    here, there = ([] if x is None else [x] for x in (now, before))
    return {c["change"] for c in changes(results(*there), results(*here, number=2))}


def test_what_is_told_again_or_only_grows_is_not_restated():
    assert kinds(told(), told()) == set()
    more = told(units=range(12), joined={**dict.fromkeys(range(10), END - 40), 10: END, 11: END})
    assert kinds(told(), more) == set(), "who joins later is news, and restates nothing"
    assert kinds(told(), told(severity="confirmed")) == set()
    assert kinds(None, told(detected=END)) == set()
    assert kinds(told(severity="watch", detected=None), None) == set(), "watched, never raised"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (None, {"gone"}),
        (told(severity="watch"), {"level"}),
        (told(detected_at="2026-03-03T00:00:00Z"), {"raised_at"}),
        (told(units=range(8)), {"left"}),
        (told(units=range(12), joined=dict.fromkeys(range(12), END - 40)), {"joined"}),
    ],
)
def test_what_differs_of_the_past_is_marked(now, expected):
    assert kinds(told(), now) == expected


def test_a_campaign_raised_in_the_past_that_was_not_known_is_marked():
    assert kinds(None, told()) == {"added"}


def test_a_campaign_that_is_gone_names_the_one_that_holds_its_accounts():
    (change, _) = changes(results(told()), results(told("c-2", range(4, 20)), number=2))
    assert change["campaign"] == "c-1" and "6 of them are in c-2" in change["statement"]


def tracker(*groups: tuple[str, list[int]], detected: int | None = END - 5) -> Tracker:
    made = Tracker(Settings(), np.arange(100, dtype=np.uint64))
    for name, members in groups:
        accounts = np.array(members)
        latest = Candidate(None, accounts, np.zeros(len(members)), "params", 50.0, 5.0, {})
        made.campaigns.append(
            Tracked(name, "params", END - 9, latest, "likely", True, detected=detected,
                    joined={} if detected is None else dict.fromkeys(members, detected))
        )  # fmt: skip
    return made


def test_a_campaign_keeps_the_identity_that_was_told():
    found = tracker(("c-new", list(range(1, 12))))
    assert set(carry_on(results(told()), found)) == {"c-1"}
    (campaign,) = found.campaigns
    assert (campaign.id, campaign.detected, campaign.started) == ("c-1", END - 40, END - 50)
    assert campaign.joined[1] == END - 40 and campaign.joined[11] == END - 5
    assert 0 not in campaign.joined, "whoever has left is not brought back"


def test_a_sliver_or_a_much_larger_group_does_not_take_an_identity():
    for members in (list(range(5)), list(range(30))):
        found = tracker(("c-new", members))
        assert carry_on(results(told()), found) == {}
        assert found.campaigns[0].id == "c-new"


def test_one_identity_goes_to_one_campaign_and_the_same_id_first():
    found = tracker(("c-new", list(range(10))), ("c-1", list(range(10, 20))))
    carry_on(results(told()), found)
    assert [c.id for c in found.campaigns] == ["c-new", "c-1"]


def test_a_raised_campaign_keeps_its_level_as_the_tracker_would():
    settings = Settings()
    below = settings.watch_odds
    for before, odds, level in (
        ("likely", settings.likely_odds - 0.5, "likely"), ("likely", below, "watch"),
        ("confirmed", below, "likely"), ("watch", settings.likely_odds - 0.5, "watch"),
    ):  # fmt: skip
        found = tracker(("c-new", list(range(10))), detected=None)
        (campaign,) = found.campaigns
        campaign.severity = "watch"
        campaign.latest = Candidate(None, campaign.members, np.zeros(10), "params", 50.0, odds, {})
        carry_on(results(told(severity=before)), found)
        assert campaign.severity == level, (before, odds)
        assert campaign.detected == END - 40


def test_who_was_there_then_is_not_told_once_those_days_have_left():
    held = AtDetection(members=1, begun=2, left=0)
    now = Campaign(
        **{name: () for name in ("accounts", "members", "targets", "models", "observables")},
        **dict.fromkeys(("first_seen", "last_seen", "detected_at"), "2026-03-09T00:00:00Z"),
        id="c-1", status="active", exchanges=6, exchanges_at_detection=1, at_detection=held,
        output_tokens=0, log_e=9.0, severity="likely", evidence=(),
    )  # fmt: skip
    assert continued(now, told(), 20518).at_detection == held  # 2026-03-06
    assert continued(now, told(), 20522).at_detection is None


def test_what_reads_like_a_harvest_is_known_of_earlier_days_or_of_none():
    day: dict[str, object] = {
        "day": "2026-03-01", "exchanges": 9, "accounts": 2, "output_tokens": 0,
    }  # fmt: skip
    now = Campaign(
        **{name: () for name in ("accounts", "members", "targets", "models", "observables")},
        **dict.fromkeys(("first_seen", "last_seen", "detected_at"), "2026-03-09T00:00:00Z"),
        id="c-1", status="active", exchanges=6, exchanges_at_detection=1, harvest_like=4,
        output_tokens=0, log_e=9.0, severity="likely", evidence=(),
    )  # fmt: skip
    since = 20518  # 2026-03-06
    for more, known in (({"harvest_like": 5}, 9), ({}, None)):
        campaign = continued(now, told(timeline=(Day(**day, **more),)), since)
        assert (campaign.exchanges, campaign.harvest_like) == (15, known)
    assert continued(now, told(), since).harvest_like == 4
