"""Figures against cases computed by hand, and what must hold of any audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from stillwatch.score.audit import Audit, FoundCampaign, FoundUnit, Queued
from stillwatch.score.compute import jaccard, score, taken_before
from stillwatch.score.figures import Cases
from stillwatch.score.matching import owner
from stillwatch.score.table import show
from stillwatch.score.truth import TrueCampaign, TrueUnit, Truth, Unit

START = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = int(START.timestamp()) // 3600
NONE, WATCH, LIKELY, CONFIRMED = range(4)


def units(prefix: str, n: int) -> list[Unit]:
    return [Unit(f"{prefix}{i:03d}") for i in range(n)]


def campaign(name: str, taken: tuple[tuple[int, int], ...] = ((HOUR, 1),)) -> TrueCampaign:
    return TrueCampaign(name, "shared_template", START, START + timedelta(days=1), taken)


def truth(*groups: tuple[list[Unit], str, str | None], **more: TrueCampaign) -> Truth:
    rows = {
        unit: TrueUnit(population, name, population == "licensed")
        for members, population, name in groups
        for unit in members
    }
    names = {row.campaign for row in rows.values() if row.campaign}
    return Truth(rows, {name: more.get(name, campaign(name)) for name in names})


def audit(levels: dict[Unit, int], *campaigns: FoundCampaign) -> Audit:
    return Audit({unit: FoundUnit(level, None) for unit, level in levels.items()}, campaigns)


def found(name: str, members: list[Unit], hours: float = 2, level: int = LIKELY) -> FoundCampaign:
    return FoundCampaign(name, level, frozenset(members), START + timedelta(hours=hours))


def test_a_small_case_by_hand() -> None:
    good, bad = units("g", 200), units("b", 10)
    taken = ((HOUR, 10), (HOUR + 1, 10), (HOUR + 2, 20), (HOUR + 3, 60))
    world = truth((good, "chat", None), (bad, "chat", "c1"), c1=campaign("c1", taken))
    levels = dict.fromkeys(good, NONE) | dict.fromkeys(bad[:8], LIKELY)
    levels |= {bad[8]: WATCH, bad[9]: NONE, good[0]: CONFIRMED, good[1]: LIKELY, good[2]: WATCH}
    result = score(world, audit(levels, found("f1", [*bad[:8], *good[:2]])))

    overall = result.overall
    assert (overall.benign, overall.harvesting) == (200, 10)
    assert overall.precision == pytest.approx(8 / 10)
    assert overall.recall == pytest.approx(8 / 10)
    assert overall.false_positives_per_100000 == pytest.approx(1000)
    flagged = overall.benign_flagged
    assert [r.count for r in (flagged.watch, flagged.likely, flagged.confirmed)] == [3, 2, 1]
    # Bayes at 0.5 %: 0.005 * 0.8 / (0.005 * 0.8 + 0.995 * 0.01)
    assert overall.restated.precision == pytest.approx(0.004 / 0.01395)

    [row] = result.campaigns
    recall = row.recall
    assert [r.count for r in (recall.watch, recall.likely, recall.confirmed)] == [9, 8, 0]
    assert row.jaccard == row.jaccard_union == pytest.approx(8 / 12)
    assert (row.pieces, row.found, row.hours_to_detect) == (1, ("f1",), 2.0)
    assert row.detected_at == "2026-01-01T02:00:00Z"
    assert row.taken_at_detection == pytest.approx(0.2)
    assert result.false_campaigns == ()


def test_a_campaign_that_was_raised_for_others_is_found_once_it_has_members_of_this_one() -> None:
    bad, other = units("b", 4), units("o", 2)
    taken = ((HOUR, 10), (HOUR + 1, 10), (HOUR + 2, 20), (HOUR + 3, 60))
    world = truth((bad, "chat", "c1"), (other, "chat", "c2"), c1=campaign("c1", taken))
    members = [*bad, *other]

    def at(hours: float) -> datetime:
        return START + timedelta(hours=hours)

    def told(
        since: list[float], named: list[float | None], hours: float = -39
    ) -> tuple[object, ...]:
        began = dict(zip(members, map(at, since), strict=True))
        levels = {
            unit: FoundUnit(LIKELY, None if moment is None else at(moment))
            for unit, moment in zip(members, named, strict=True)
        }
        one = replace(found("f1", members, hours), since=began)
        row = next(r for r in score(world, Audit(levels, (one,))).campaigns if r.campaign == "c1")
        return row.hours_to_detect, row.taken_at_detection, row.detected_at

    none: list[float | None] = [None] * 6
    assert told([1.5, 3, 3, 3, -60, -50], none)[:2] == (1.5, pytest.approx(0.2))
    named: list[float | None] = [2.5, 3, 3, None, -39, -39]
    assert told([1.5, 3, 3, 3, -60, -50], named)[:2] == (2.5, pytest.approx(0.4))
    assert told([-3, 3, 3, 3, -60, -50], none) == (0.0, 0.0, "2026-01-01T00:00:00Z"), "cover"
    assert told([1, 1, 1, 1, -60, -50], none, hours=3)[:2] == (3.0, pytest.approx(0.4))
    one = found("f1", members, 3)
    assert (
        score(world, audit(dict.fromkeys(members, LIKELY), one)).campaigns[0].hours_to_detect == 3
    )


def test_hours_count_from_the_begin_of_the_log_where_a_campaign_had_begun_before_it() -> None:
    bad = units("b", 4)
    old = replace(campaign("c1", ((HOUR + 1, 10), (HOUR + 2, 30))), start=START - timedelta(days=9))
    world = truth((bad, "chat", "c1"), c1=old)
    [row] = score(world, audit(dict.fromkeys(bad, LIKELY), found("f1", bad, 3))).campaigns
    assert row.hours_to_detect == 2


def test_what_a_reviewer_of_the_queue_finds() -> None:
    good, bad, other, free = units("g", 50), units("b", 10), units("o", 4), units("l", 2)
    world = truth(
        (good, "chat", None), (bad, "chat", "c1"), (other, "chat", "c2"), (free, "licensed", "c2")
    )
    levels = dict.fromkeys([*good, *other, *free], NONE) | dict.fromkeys(bad, WATCH)
    levels |= dict.fromkeys(bad[:2], LIKELY) | {good[9]: LIKELY}
    queue = (
        Queued("watch", "", frozenset([*bad[:7], good[0]])),  # of c1, five of it not named before
        Queued("group", "", frozenset([*good[1:4], *other[:2]])),  # most of it is nobody's
        # a tie with what a licence covers: nobody's
        Queued("group", "", frozenset([*other[2:], good[4], *free])),
        Queued("leads", "f1", frozenset([*bad[7:9], good[6]])),  # of no figure of groups
        Queued("shared", "payment", frozenset([*bad[8:10], good[7]])),
        Queued("account", "", frozenset({other[0]})), Queued("account", "", frozenset({good[5]})),
        Queued("account", "", frozenset()),  # unknown to the truth
    )  # fmt: skip
    result = score(world, replace(audit(levels), queue=queue)).queue
    assert result is not None
    assert result.watch == Cases(cases=1, true=1, accounts=8, harvesting=5)
    assert result.groups == Cases(cases=2, true=0, accounts=10, harvesting=4)
    assert result.leads == Cases(cases=1, true=1, accounts=3, harvesting=2)
    assert result.shared == Cases(cases=1, true=1, accounts=3, harvesting=2)
    assert result.accounts == Cases(cases=3, true=1, accounts=2, harvesting=1)
    # the two and the innocent that are flagged; the group adds five and an innocent
    assert result.precision == pytest.approx(7 / 9)
    assert result.recall == pytest.approx(7 / 14)
    assert result.reach == 1, "each is in some case"
    figures = score(world, replace(audit(levels), queue=queue))
    assert [row.queued for row in figures.campaigns] == [8, 4]
    console = Console(record=True, width=80, file=StringIO())
    show(figures, console)
    said = console.export_text()
    for words in (
        "1 campaign at watch: 1 of campaigns, 5 accounts not named",
        "2 groups below watch: 0 of campaigns, 4 accounts not named",
        "1 case that shares a card or key: 1 of campaigns, 2 accounts not named",
        "1 case of leads of a campaign: 1 of campaigns, 2 accounts not named",
        "3 single accounts: 1 of campaigns, 1 account not named",
        "with the groups of campaigns named: precision 77.8 %, recall 50.0 %",
        "with each account of campaigns in it found: recall 100.0 %",
    ):
        assert words in said
    assert [row.queued for row in score(world, audit(levels)).campaigns] == [None, None]
    assert score(world, audit(levels)).queue is None


def test_a_split_campaign_counts_its_pieces_and_its_first_detection() -> None:
    bad = units("b", 10)
    world = truth((bad, "chat", "c1"))
    pieces = found("f1", bad[:6], hours=9), found("f2", bad[6:], hours=3)
    [row] = score(world, audit(dict.fromkeys(bad, LIKELY), *pieces)).campaigns
    assert (row.pieces, row.found, row.hours_to_detect) == (2, ("f1", "f2"), 3.0)
    assert (row.jaccard, row.jaccard_union) == (pytest.approx(0.6), 1.0)


def test_a_swallowed_campaign_is_not_detected() -> None:
    large, small = units("l", 30), units("s", 10)
    world = truth((large, "chat", "c1"), (small, "chat", "c2"))
    result = score(world, audit({}, found("f1", large + small)))
    first, second = result.campaigns
    assert (first.pieces, second.pieces) == (1, 0)
    assert second.absorbed_by == ("f1",)
    assert (second.hours_to_detect, second.taken_at_detection) == (None, 1.0)
    console = Console(record=True, width=120, file=StringIO())
    show(result, console)
    said = "c2: found in f1, which is mostly another campaign's, so that it counts as no piece"
    assert said in console.export_text()


def test_watch_campaigns_detect_nothing() -> None:
    bad = units("b", 4)
    world = truth((bad, "chat", "c1"))
    result = score(world, audit(dict.fromkeys(bad, WATCH), found("f1", bad, level=WATCH)))
    [row] = result.campaigns
    assert (row.pieces, row.jaccard, row.recall.watch.rate) == (0, 0.0, 1.0)
    assert result.overall.precision is None


def test_a_group_of_bystanders_is_a_false_campaign() -> None:
    good, bad = units("g", 6), units("b", 6)
    world = truth((good, "university", None), (bad, "chat", "c1"))
    result = score(world, audit({}, found("f1", good[:4] + bad[:2])))
    [false] = result.false_campaigns
    assert (false.campaign, false.accounts, false.largest) == ("f1", 6, "university")
    assert result.campaigns[0].pieces == 0


@pytest.mark.parametrize(
    ("good", "licensed", "first", "second", "expected"),
    [
        (0, 0, 2, 1, "c1"),
        (0, 0, 2, 2, "c1"),
        (2, 0, 2, 0, None),
        (2, 0, 3, 0, "c1"),
        (0, 3, 2, 0, None),
        (2, 2, 3, 0, "c1"),
        (0, 0, 0, 0, None),
    ],
)
def test_owner_is_the_plurality(
    good: int, licensed: int, first: int, second: int, expected: str | None
) -> None:
    groups = (
        (units("g", good), "chat", None),
        (units("l", licensed), "licensed", None),
        (units("x", first), "chat", "c1"),
        (units("y", second), "chat", "c2"),
    )
    members = [unit for group, _, _ in groups for unit in group]
    assert owner(members, truth(*groups)) == expected


def test_licensed_accounts_are_reported_apart() -> None:
    good, paid = units("g", 5), units("p", 4)
    world = truth((good, "chat", None), (paid, "licensed", None))
    result = score(world, audit(dict.fromkeys(paid, LIKELY), found("f1", paid)))
    assert result.overall.benign == 5
    assert result.overall.benign_flagged.likely.count == 0
    [row] = result.licensed
    assert (row.accounts, row.flagged.likely.count) == (4, 4)
    assert [p.population for p in result.populations] == ["chat"]


def test_accounts_that_only_one_side_knows_are_said() -> None:
    good, bad = units("g", 3), units("b", 2)
    world = truth((good, "chat", None), (bad, "chat", "c1"))
    levels = {good[0]: NONE, bad[0]: LIKELY, Unit("stranger"): LIKELY, Unit("other"): NONE}
    result = score(world, audit(levels))
    assert (result.missing, result.unlabelled, result.unlabelled_flagged) == (3, 2, 1)
    assert result.overall.precision == 1.0
    assert result.overall.recall == 0.5
    assert len(result.notes) == 2


def test_end_users_are_judged_apart_from_their_reseller() -> None:
    reseller = Unit("r")
    guilty, innocent = Unit("r", "u1"), Unit("r", "u2")
    world = truth(([reseller, innocent], "reseller", None), ([guilty], "reseller", "c1"))
    apart = score(world, audit({reseller: NONE, guilty: LIKELY, innocent: NONE}))
    assert (apart.overall.precision, apart.overall.recall) == (1.0, 1.0)
    # flagging the whole reseller cuts off the customers that did nothing
    whole = score(world, audit({reseller: LIKELY}))
    assert whole.overall.recall == 1.0
    assert whole.overall.benign_flagged.likely.count == 2


def test_end_users_unknown_to_the_truth_count_for_their_account() -> None:
    world = truth(([Unit("r")], "reseller", None))
    result = score(world, audit({Unit("r", "u1"): NONE, Unit("r", "u2"): LIKELY}))
    assert result.overall.benign_flagged.likely.count == 1
    assert result.unlabelled == 0


def test_who_was_flagged_and_is_no_more_was_told_by_a_live_run() -> None:
    good, bad = units("g", 100), units("b", 10)
    world = truth((good, "chat", None), (bad, "chat", "c1"))
    held = dict.fromkeys((*good, *bad), FoundUnit(NONE, None))
    held |= dict.fromkeys(bad[:4], FoundUnit(LIKELY, None))  # of end users no moment is told
    held |= dict.fromkeys([*bad[4:7], *good[:2]], FoundUnit(NONE, START))
    held[good[2]] = FoundUnit(CONFIRMED, START)
    result = score(world, Audit(held, ()))
    assert result.overall.recall == pytest.approx(0.4)
    assert result.overall.ever_recall == pytest.approx(0.7)
    once = result.overall.benign_ever_flagged
    assert (result.overall.benign_flagged.likely.count, once.count, once.of) == (1, 3, 100)
    [row] = result.populations
    assert row.ever_flagged == once
    shown = StringIO()
    show(result, Console(file=shown, width=80))
    assert "at any time, as a live run tells: 3 benign accounts, recall 70.0 %" in shown.getvalue()


def test_half_flagged_needs_half_of_the_accounts() -> None:
    bad = units("b", 4)
    taken = tuple((HOUR + h, 1) for h in range(10))
    world = truth((bad, "chat", "c1"), c1=campaign("c1", taken))
    at = [START + timedelta(hours=h) for h in (1, 5, 8)]
    rows = {u: FoundUnit(LIKELY, t) for u, t in zip(bad, at, strict=False)}
    [row] = score(world, Audit(rows, ())).campaigns
    assert (row.half_flagged_at, row.taken_at_half) == ("2026-01-01T05:00:00Z", 0.5)
    [row] = score(world, Audit({bad[0]: rows[bad[0]]}, ())).campaigns
    assert (row.half_flagged_at, row.taken_at_half) == (None, 1.0)


def test_kinds_pool_their_campaigns() -> None:
    one, two = units("x", 30), units("y", 10)
    world = truth((one, "chat", "c1"), (two, "chat", "c2"))
    levels = dict.fromkeys(one, LIKELY) | dict.fromkeys(two[:5], LIKELY)
    [kind] = score(world, audit(levels, found("f1", one))).kinds
    assert (kind.campaigns, kind.detected) == (2, 1)
    assert kind.recall.likely.rate == pytest.approx(35 / 40)
    assert kind.worst_recall == 0.5
    assert kind.jaccard == 0.5


def test_an_hour_that_has_begun_counts_in_full() -> None:
    taken = ((HOUR, 1), (HOUR + 1, 3))
    assert taken_before(taken, START) == 0.0
    assert taken_before(taken, START + timedelta(seconds=1)) == 0.25
    assert taken_before(taken, START + timedelta(hours=1)) == 0.25
    assert taken_before(taken, None) == 1.0
    assert taken_before((), START) is None and taken_before((), None) is None


names = st.sets(st.integers(0, 30).map(lambda i: Unit(str(i)))).map(frozenset)


@given(names, names)
def test_jaccard_is_symmetric_and_one_only_for_equals(
    a: frozenset[Unit], b: frozenset[Unit]
) -> None:
    assert jaccard(a, b) == jaccard(b, a)
    assert (jaccard(a, b) == 1) == (a == b and bool(a))


labels = st.sampled_from([None, "c1", "c2"])
worlds = st.lists(st.tuples(labels, st.integers(0, 3)), min_size=1, max_size=40)


@given(worlds, st.lists(st.sets(st.integers(0, 39), min_size=1), max_size=4))
def test_any_audit_adds_up(rows: list[tuple[str | None, int]], groups: list[set[int]]) -> None:
    everyone = units("a", len(rows))
    world = truth(*(([u], "chat", name) for u, (name, _) in zip(everyone, rows, strict=True)))
    campaigns = [
        found(f"f{i}", [everyone[j] for j in group if j < len(rows)], hours=i)
        for i, group in enumerate(groups)
    ]
    levels = {u: level for u, (_, level) in zip(everyone, rows, strict=True)}
    result = score(world, audit(levels, *campaigns))

    overall = result.overall
    assert overall.benign + overall.harvesting == len(rows)
    assert sum(p.accounts for p in result.populations) == overall.benign
    assert sum(c.accounts for c in result.campaigns) == overall.harvesting
    assert sum(k.recall.likely.count for k in result.kinds) == sum(
        level >= LIKELY and name is not None for name, level in rows
    )
    owned = sum(c.pieces for c in result.campaigns)
    empty = sum(not c.units for c in campaigns)
    assert owned + len(result.false_campaigns) + empty == len(campaigns)
    for row in result.campaigns:
        recall = row.recall
        assert recall.watch.count >= recall.likely.count >= recall.confirmed.count
        assert 0 <= row.jaccard <= 1
        assert row.taken_at_detection is None or 0 <= row.taken_at_detection <= 1
        assert (row.pieces == 0) == (row.detected_at is None)
