"""Attackers of the benchmark: what they buy, what they take, whom they copy, and the search."""

from __future__ import annotations

import importlib
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

BENCH = Path(__file__).parents[2] / "bench"


def module(name: str) -> Any:
    return importlib.import_module(f"adversaries.{name}")


def known() -> dict[str, Any]:
    from stillwatch.core.registry import discover

    found = discover("adversaries.strategies", module("levers").Strategy)
    return {name: cls() for name, cls in found.items()}


def played(tmp_path: Path, adds: Any, copies: Any = None, **size: Any) -> Any:
    world = module("world")
    tmp_path.mkdir(exist_ok=True)
    made = world.Size(**{"benign": 150, "campaign": 24, "days": 3, **size})
    return world.Played(made.world(7, "tune"), tmp_path, adds, copies)


def attacked(tmp_path: Path, **levers: Any) -> Any:
    attack, chosen = module("attack"), module("levers").Levers(**levers)
    return played(tmp_path, lambda cast: attack.build(cast, chosen, 24, "test"))


# --- prices ---------------------------------------------------------------------------------------


def test_every_price_says_what_it_rests_on_and_costs_add_up() -> None:
    prices = module("prices")
    for price in prices.prices().values():
        assert price.unit and price.source
    bought = {"account": 2.0, "card": 3.0}
    one, two = (prices.cost({name: count}) for name, count in bought.items())
    assert prices.cost(bought) == pytest.approx(one + two)
    low, middle, high = (prices.cost(bought, end) for end in ("low", "usd", "high"))
    assert low <= middle <= high


# --- strategies -----------------------------------------------------------------------------------


def test_each_strategy_is_a_file_that_draws_what_it_may() -> None:
    levers, found = module("levers"), known()
    files = {file.stem for file in (BENCH / "adversaries" / "strategies").glob("[!_]*.py")}
    assert set(found) == files and "naive" in files
    for strategy in found.values():
        drawn = strategy.draw(np.random.default_rng(1))
        assert drawn == strategy.draw(np.random.default_rng(1))
        assert json.loads(json.dumps(drawn)) == drawn
        turned = strategy.levers(drawn)
        assert all(getattr(turned, name) == value for name, value in drawn.items())
        for name, among in strategy.space.items():
            if isinstance(among, levers.Range):
                assert among.low * 0.99 <= drawn[name] <= among.high * 1.01


def test_what_is_sent_is_what_was_paid_for(tmp_path: Path) -> None:
    trial = module("trial")
    made = attacked(tmp_path, cover=0.5, decoys=0.25)
    assert made.attack.bought["account"] == 24
    never = dict.fromkeys(made.sent, math.inf)
    bought = trial._bought(made, never, True)
    lines = made.own.read_text().splitlines()
    assert bought["exchange"] + bought["cover_exchange"] == len(lines)
    assert bought["paraphrase"] == bought["exchange"]
    assert sum(not sent.harvest for sent in made.sent.values()) <= 6 + 3, "decoys harvest nothing"
    stopped = trial._bought(made, dict.fromkeys(made.sent, 86_400.0), False)
    assert stopped["exchange"] < bought["exchange"]
    assert stopped["account_day"] < bought["account_day"]
    assert stopped["account"] == bought["account"]


def test_samples_and_repeats_take_fewer_items(tmp_path: Path) -> None:
    share = {}
    for name, levers in (
        ("once", {}),
        ("samples", {"samples": 4}),
        ("repeats", {"repeats": 0.5}),
    ):
        items = attacked(tmp_path / name, **levers).items
        share[name] = len({item for *_, item in items}) / len(items)
    assert share["once"] == pytest.approx(1.0, abs=0.01)
    assert 0.2 < share["samples"] < 0.45  # a chunk of the queue is not finished
    assert 0.4 < share["repeats"] < 0.75


def test_small_campaigns_have_queues_of_their_own(tmp_path: Path) -> None:
    made = attacked(tmp_path, campaigns=6)
    assert len(made.truth.campaigns) == 6
    by: dict[str, set[int]] = {}
    for *_, name, item in made.items:
        by.setdefault(name, set()).add(item)
    assert sum(map(len, by.values())) == len(set().union(*by.values()))


def test_front_firms_declare_what_they_pay_for(tmp_path: Path) -> None:
    made = attacked(tmp_path, firms=2, declared=0.5)
    assert made.attack.bought["firm"] == 2
    accounts = [json.loads(line)["account"] for line in made.own.read_text().splitlines()]
    declared = {account["org"] for account in accounts if "org" in account}
    assert len(declared) == len({account["email_domain"] for account in accounts}) == 2
    assert any("org" not in account for account in accounts)


# --- search ---------------------------------------------------------------------------------------

places = st.lists(
    st.tuples(st.floats(0, 2), st.floats(0.1, 100) | st.just(math.inf)), min_size=1, max_size=30
)


@settings(max_examples=60, deadline=None)
@given(places)
def test_nothing_beats_the_front(raw: list[tuple[float, float]]) -> None:
    search = module("search")
    points = [search.Point(*p) for p in raw]
    best = search.front(points)
    for i in best:
        assert not any(
            (p.kept >= points[i].kept and p.ratio < points[i].ratio)
            or (p.kept > points[i].kept and p.ratio <= points[i].ratio)
            for p in points
        )  # fmt: skip
    order = search.ranked(points)
    assert sorted(order) == list(range(len(points)))
    assert set(best) == set(order[: len(best)])


def outcome(kept: int, paid: float, seed: int = 1, **setting: Any) -> Any:
    return module("trial").Outcome(
        strategy="camouflage", setting=setting, seed=seed, items=1000, kept=kept, undetected=kept,
        accounts=10, flagged=5, shown=8, campaigns=1, raised=1, hours_to_flag=20.0,
        hurt={"chat": 1}, hurt_ever={"chat": 2}, benign=900,
        open={"exchange": 1000.0}, stopped={"exchange": paid},
    )  # fmt: skip


def test_the_search_keeps_what_is_best_and_asks_more_of_it() -> None:
    """A space in which more cover keeps more and costs more, up to a point."""
    search, strategy = module("search"), known()["camouflage"]
    asked: list[tuple[float, int]] = []

    def run(_: Any, setting: Any, seed: int) -> Any:
        asked.append((setting["cover"], seed))
        return outcome(round(1000 * min(setting["cover"], 0.6)), 1000.0, seed, **setting)

    plan = search.Plan(first=12, seeds=(1, 2, 3), chosen=1)
    base = search.Base.of([outcome(1000, 1000.0)])
    [found] = search.search(strategy, plan, base, run)
    assert found.tuned.kept == pytest.approx(min(0.6, max(c for c, s in asked if s == 1)), abs=1e-3)
    rounds = [sum(s == seed for _, s in asked) for seed in plan.seeds]
    assert rounds == sorted(rounds, reverse=True) and rounds[0] == 12 and rounds[2] < 4
    again: list[Any] = search.search(strategy, plan, base, run)
    assert again[0] == found


def test_costs_are_relative_to_the_naive_campaign_unwatched() -> None:
    search = module("search")
    base = search.Base.of([outcome(1000, 1000.0)])
    assert base.items == 1000
    place = search.point(outcome(500, 1000.0), base)
    assert place == pytest.approx((0.5, 2.0))
    assert search.point(outcome(0, 10.0), base).ratio == math.inf
    # what was spent is added up: a world in which nothing is kept has to be paid for as well
    assert search.mean([place, search.Point(0.0, math.inf)]).kept == pytest.approx(0.25)


# --- framing --------------------------------------------------------------------------------------


def test_framing_copies_a_victim_and_leaves_its_own_traffic_alone(tmp_path: Path) -> None:
    framing = module("framing")
    frame = framing.Frame("all", setup=True, signup=True, habits=True, replays=1.0, gang=3)
    made = framing.Framing(frame, 24, 5)
    world = played(tmp_path, made.add, made.copies)
    assert 3 <= len(made.victims) <= 8 and set(made.victims.values()) <= set(framing.KINDS)
    others = [json.loads(line) for line in (tmp_path / "others.jsonl").read_text().splitlines()]
    own = [json.loads(line) for line in world.own.read_text().splitlines()]
    mine = {line["account"]["id"] for line in own}
    assert not mine & {line["account"]["id"] for line in others}
    assert len({line["id"] for line in own + others}) == len(own) + len(others)
    by_id = {line["id"]: line for line in others}
    again = [line for line in own if line["id"].rpartition("_")[0] in by_id]
    assert again
    for line in again:
        first = by_id[line["id"].rpartition("_")[0]]
        assert first["account"]["id"] in made.victims
        assert line["request"] == first["request"]
        for name in ("asn", "ja4", "user_agent"):
            assert line["client"][name] == first["client"][name]
        assert line["client"]["ip"].rpartition(".")[0] == first["client"]["ip"].rpartition(".")[0]
        for name in ("created", "plan", "email_domain"):
            assert line["account"].get(name) == first["account"].get(name)
        assert line["account"].get("payment") != first["account"].get("payment", "")


def test_the_world_without_the_attack_is_what_others_sent(tmp_path: Path) -> None:
    """Victims are not told of what is done to them: the same lines stand in both audits."""
    framing = module("framing")
    logs = []
    for name, replays in (("a", 0.0), ("b", 1.0)):
        frame = framing.Frame("all", setup=True, signup=True, habits=True, replays=replays, gang=3)
        made = framing.Framing(frame, 24, 5)
        played(tmp_path / name, made.add, made.copies)
        logs.append((tmp_path / name / "others.jsonl").read_bytes())
    assert logs[0] == logs[1]


@pytest.mark.slow
def test_a_trial_is_measured_and_kept(tmp_path: Path) -> None:
    trial, size = module("trial"), module("world").Size(benign=250, campaign=40, days=4)
    naive = known()["naive"]
    found = trial.trial(naive, {"rate": 12.0}, 3, "tune", size, tmp_path)
    assert found.undetected <= found.items and found.kept <= found.items
    assert found.flagged <= found.accounts == 40
    [kept] = tmp_path.rglob("*.json")
    kept.write_text(kept.read_text().replace('"seed": 3', '"seed": 99'))
    assert trial.trial(naive, {"rate": 12.0}, 3, "tune", size, tmp_path).seed == 99
    assert not list(tmp_path.glob("trial-*"))
