"""What is told of what was found."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.audit import describe, taken
from stillwatch.audit.accounts import level_of
from stillwatch.audit.copied import Copied
from stillwatch.audit.describe import distinct, of_campaign, stamp
from stillwatch.audit.lives import Life
from stillwatch.audit.parts import Part
from stillwatch.contract import records
from stillwatch.contract.records import AtDetection, FellBack, Model
from stillwatch.contract.results import SEVERITIES, Member
from stillwatch.contract.settings import Settings
from stillwatch.detect.campaigns.track import Candidate, Tracked
from stillwatch.detect.detectors._sharing import Shared


def tracked(name: str, severity: str, members: range, log_e: float = 10.0) -> Tracked:
    latest = Candidate(
        name, np.array(members, dtype=np.int64), np.ones(len(members)), "asn", log_e, 5.0, {}
    )
    return Tracked(name, "asn", 0, latest, severity)


def test_the_strongest_come_first():
    given = [
        tracked("c", "watch", range(20, 30), 99.0),
        tracked("b", "likely", range(10, 20), 50.0),
        tracked("d", "likely", range(30, 40), 60.0),
        tracked("a", "confirmed", range(10)),
    ]
    assert [c.id for c in distinct(given)] == ["a", "d", "b", "c"]


def test_the_strongest_come_first_once_members_have_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first that an account is in is the one that its row names."""
    given = [tracked("a", "confirmed", range(3)), tracked("b", "likely", range(2, 9))]
    found = {"a": {0: Copied(2, 40)}, "b": {}}
    monkeypatch.setattr("stillwatch.audit.copied._copied", lambda e, s, one: found[one.id])
    monkeypatch.setattr(describe.Scene, "of", lambda engine, store: None)
    monkeypatch.setattr(describe, "rows", lambda store, keys: None)
    monkeypatch.setattr(describe, "pairs", lambda engine, store: None)
    monkeypatch.setattr(describe, "moved", lambda store, keys: None)
    monkeypatch.setattr(describe, "_describe", lambda one, *more: one.severity)
    monkeypatch.setattr(describe, "_related", lambda scene, shown, paired: {})
    engine = SimpleNamespace(
        tracker=SimpleNamespace(campaigns=given), population=SimpleNamespace(keys=np.arange(9))
    )
    told: Any = describe.campaigns(engine, None, {}, 0)  # type: ignore[arg-type]
    assert [(one.id, level) for one, level in told] == [("b", "likely"), ("a", "watch")]


@pytest.mark.parametrize(
    ("campaign", "above", "level"),
    [("confirmed", True, "confirmed"), ("confirmed", False, "likely"), ("likely", True, "likely"),
     ("likely", False, "likely"), ("watch", False, "watch"), ("watch", True, "watch")],
)  # fmt: skip
def test_an_account_is_confirmed_by_its_own_evidence_too(campaign, above, level):
    settings = Settings()
    ratio = settings.confirmed_log_lr + (0.0 if above else -0.01)
    assert SEVERITIES[level_of(campaign, ratio, settings)] == level
    lower = "likely" if level == "confirmed" else level
    assert SEVERITIES[level_of(campaign, ratio, settings, apart=True)] == lower


def test_a_watched_fragment_of_a_stronger_campaign_is_not_told_again():
    whole = tracked("whole", "likely", range(40))
    fragment = tracked("fragment", "watch", range(30, 42))  # 10 of 12 lie within
    other = tracked("other", "watch", range(30, 60))  # 10 of 30 do
    assert [c.id for c in distinct([fragment, other, whole])] == ["whole", "other"]


def test_no_account_loses_its_level():
    whole = tracked("a", "confirmed", range(40))
    inside = tracked("b", "likely", range(20))
    beyond = tracked("c", "likely", range(2, 41))
    assert [c.id for c in distinct([whole, inside, beyond])] == ["a", "c"]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [("head_template", "… a …", False), ("head_template", "i was …", False),
     ("head_template", "please solve … now", True), ("line_template", "推 論 の …", True),
     ("org", "a", True), ("head_template", None, True)],
)  # fmt: skip
def test_a_template_of_hardly_a_word_is_not_shown(kind, value, shown):
    assert describe._worded(kind, value) is shown


def requests(*by_day: int) -> pa.Table:
    """So many requests on each day, even over it."""
    times = [(day + n / count) * 86400e6 for day, count in enumerate(by_day) for n in range(count)]
    return pa.table({"time": pa.array(np.array(times, np.int64))})


@pytest.mark.parametrize(
    ("by_day", "over"),
    [((300, 300, 300, 300, 0, 0, 0), True), ((300, 300, 300, 300, 2, 1, 2), True),
     ((300, 300, 300, 300, 0, 60, 0), False), ((300, 300, 300, 300, 300, 0, 0), False),
     ((5, 4, 5, 4, 0, 1, 0), False), ((40, 500, 500), False), ((), True)],
)  # fmt: skip
def test_a_campaign_has_ended_when_hardly_anything_comes_of_it(by_day, over):
    assert taken.ended(requests(*by_day), 24 * len(by_day), 3.0) is over


def test_one_busy_member_is_no_campaign_that_moved():
    days, busy = np.repeat(np.arange(10), 50), np.tile(np.arange(50) < 40, 10)
    new = (days >= 6) & busy
    assert taken._moved(days, np.where(busy, 0, np.arange(500) % 10), new) is None
    spread = np.where(busy, np.arange(500) % 4, np.arange(500) % 10)
    assert taken._moved(days, spread, new) == stamp(6 * 86_400_000_000)


def test_a_campaign_moved_to_a_model_that_it_had_not_asked():
    days = np.repeat(np.arange(10), 50)
    new = (days >= 6) & (np.arange(500) % 5 > 0)  # four in five, from the seventh day on
    who = np.arange(500) % 10
    assert taken._moved(days, who, new) == stamp(6 * 86_400_000_000)
    assert taken._moved(days, who, np.ones(500, bool)) is None, "it was there from the first day"
    few = np.concatenate([[0] * 6, days[days > 0]])  # six requests before, of several models
    half = (few > 0) & (np.arange(len(few)) % 2 > 0)
    assert taken._moved(few, np.arange(len(few)) % 10, half) is None
    assert taken._moved(days, who, np.zeros(500, bool)) is None


def test_a_watched_group_is_more_alike_than_unrelated_accounts():
    given = [tracked("a", "watch", range(5), 1.0), tracked("b", "watch", range(10, 15), 4.0)]
    assert [c.id for c in distinct(given)] == ["b"]
    given[0].detected = 7  # it was raised once: that stays told
    assert [c.id for c in distinct(given)] == ["b", "a"]


def test_moments_are_utc_to_the_second():
    assert stamp(1_772_409_600_000_000) == "2026-03-02T00:00:00Z"


def test_what_stands_on_the_second_null_alone_claims_no_control():
    group = tracked("few", "likely", range(4))
    told = of_campaign(Settings(), 90, group)
    assert told.level is None and told.controlled.startswith("nothing")
    group.tested = True
    told = of_campaign(Settings(), 90, group)
    assert told.level == Settings().level and not told.controlled.startswith("nothing")


def test_a_campaign_that_fell_back_says_when_it_was_raised():
    group = tracked("was", "watch", range(9))
    assert of_campaign(Settings(), 90, group).fell_back is None
    group.detected, group.best = 492_336, 3.25
    told = of_campaign(Settings(), 90, group).fell_back
    at = "2026-03-02T00:00:00Z"
    assert told == FellBack(raised_at=at, highest_log_odds_harvest=3.25)
    group.severity = "likely"
    assert of_campaign(Settings(), 90, group).fell_back is None


def test_the_bar_of_a_campaign_is_told():
    group = tracked("few", "likely", range(4))
    assert of_campaign(Settings(), 90, group).likely_log_odds_harvest is None
    group.latest = replace(group.latest, alone_odds=3.3)
    assert of_campaign(Settings(), 90, group).likely_log_odds_harvest == 3.3
    group.latest = replace(group.latest, log_e=50.0, sure_odds=-np.inf)
    group.tested = True
    assert of_campaign(Settings(), 90, group).likely_log_odds_harvest == Settings().likely_odds


def test_a_level_that_today_would_not_be_given_says_so_and_what_follows():
    group = tracked("few", "likely", range(9))
    group.tested, group.best = True, 3.09
    group.latest = replace(group.latest, log_e=50.0, sure_odds=-np.inf, odds=1.86)
    said = of_campaign(Settings(), 90, group).kept.statement
    assert said == (
        "It was named at odds of up to 22 to 1 for; today they are 6.4 to 1 for, below the bar of "
        "16 to 1 for that likely needs: a person should look before anything is done. It keeps "
        "its level while its odds stay above 3.7 to 1 for"
    )
    group.severity, group.confirmed = "confirmed", True
    group.latest = replace(group.latest, odds=9.0)  # of three families only some still speak
    said = of_campaign(Settings(), 90, group).kept.statement
    assert said.startswith("It was named on more evidence than it has today, when confirmed would")
    group.severity, group.confirmed = "likely", False
    assert of_campaign(Settings(), 90, group).kept is None


def test_what_is_shared_leaves_no_kind_out():
    templates = [Shared("head_template", key, 9, 0, 0) for key in range(40)]
    some = [("payment", 90, 5, 0), ("payment", 91, 4, 0), ("org", 92, 3, 0), ("plan", 93, 9, 500)]
    others = [Shared(*row, 0) for row in some]
    shown = describe._listed([*templates, *others])
    few = describe.IN_A_ROW
    # of forty templates three tell enough to stand before what the accounts pay with
    assert shown[: few + 3] == [*templates[:few], *others[:3]]
    assert shown[few + 3 :] == templates[few : describe.SHOWN - 3]
    assert describe._listed([]) == []


def test_an_operator_that_begins_later_is_no_move_of_the_others():
    asked = (
        Model(model="x", share=0.4),
        Model(model="y", share=0.6, moved_at="2026-09-19T00:00:00Z"),
    )

    def part(model: Model) -> records.Part:
        return records.Part(members=5, statement="one card", models=(model,))

    each = [part(Model(model=name, share=1.0)) for name in "xy"]
    assert describe._own(asked, ()) == asked
    assert [row.moved_at for row in describe._own(asked, tuple(each))] == [None, None]
    each[1] = part(asked[1])
    assert describe._own(asked, tuple(each)) == asked


@pytest.mark.parametrize(("detected", "told"), [(None, (30, 2)), (60, (60, 3))])
def test_what_was_taken_before_is_counted_of_a_watched_campaign_too(detected, told):
    campaign: Any = SimpleNamespace(started=30, detected=detected)
    taken_ = pa.table({"epoch": pa.array([1, 29, 30, 60, 70], pa.int32())})
    assert describe._seen(campaign, taken_) == told
    assert describe._seen(campaign, taken_.slice(0, 0)) == (told[0], 0)


def test_whom_a_campaign_had_when_it_was_raised_is_told() -> None:
    grown = tracked("a", "likely", range(2, 8))
    grown.detected, grown.joined = 50, {0: 50, 1: 50, 2: 40, 3: 50, 4: 51, 5: 70, 9: 60}
    first = np.array([1, 1, 1, 49, 50, 49, 90, 90, 1, 1], dtype=np.int32)
    named = {unit: 50 for unit in range(4)}
    assert describe._then(grown, named, first) == AtDetection(members=2, begun=3, left=2)
    assert describe._then(grown, named | {1: 52}, first) == AtDetection(members=2, begun=3, left=1)
    grown.copied = {0: "others repeat it"}
    assert describe._then(grown, named, first) == AtDetection(members=2, begun=3, left=1)
    grown.severity = "watch"
    assert describe._then(grown, named, first) is None
    assert describe._then(tracked("b", "watch", range(3)), named, first) is None


def test_parts_are_told_by_name():
    keys = np.array([265_295_020_394_436_032, 2**64 - 3, 11, 12], dtype=np.uint64)
    names = dict(
        zip(keys.tolist(), [("a", None), ("b", None), ("s", "u"), ("s", "v")], strict=True)
    )
    assert describe._owners(keys, names) == [None, None, "s", "s"]
    parts = [Part(np.array([3, 5]), "one card"), Part(np.array([8, 9]), "one account")]
    hours = np.array([1, 2, 3, 50, 60, 61, 70])
    who, like = keys[[0, 1, 0, 2, 3, 2, 3]], [1, 1, 0, 1, 1, 0, 2]
    taken_ = pa.table(
        {
            "account": pa.array(who, pa.uint64()), "time": pa.array(hours * 3_600_000_000),
            "epoch": pa.array(hours), "slice": pa.array(like, pa.int8()),
            "output_tokens": pa.array([10, None, 1, 2, 3, 4, 5]),
        }
    )  # fmt: skip
    first = {"a": 1, "b": 2, "u": 50, "v": 60}
    people = [
        Member(
            account=account, end_user=user, since=stamp(first[user or account] * 3_600_000_000),
            until="", log_e=1.0,
        )
        for account, user in names.values()
    ]  # fmt: skip
    store: Any = None
    told = describe._parts(
        parts, np.array([3, 5, 8, 9]), keys, names, people, taken_, store, 1,
        lambda units: Life(0.0, 1.0, 3 in units),
    )  # fmt: skip
    assert told == (
        records.Part(
            accounts=("a", "b"), end_users=(), members=2, statement="one card",
            status="ended", began_at="1970-01-01T01:00:00Z",
            last_seen="1970-01-01T02:00:00Z",
            exchanges=3, harvest_like=2, output_tokens=11, models=(),
        ),
        records.Part(
            accounts=("s",), end_users=("u", "v"), members=2, statement="one account",
            status="active", began_at="1970-01-03T02:00:00Z",
            last_seen="1970-01-03T22:00:00Z",
            exchanges=4, harvest_like=3, output_tokens=14, models=(),
        ),
    )  # fmt: skip
