"""Groups that are no campaign and that a person should see."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from stillwatch.audit.aside import gone, left
from stillwatch.audit.detection import Detection
from stillwatch.audit.run import Request, further, run
from stillwatch.contract.settings import Settings
from stillwatch.detect.campaigns.track import Aside, Gone
from stillwatch.report.explain import explain
from stillwatch.report.explanation import verdict


def test_what_is_nearly_watched_is_in_the_review_queue(world, audited, tmp_path):
    """A campaign, with bars that it stays below: it acts together, and is not told to nobody."""
    folder = world()
    (campaign, *_) = audited()[1].campaigns
    odds = campaign.guarantee.log_odds_harvest
    met = campaign.guarantee.calibration
    assert met.above is None or met.above <= odds
    assert met.below is None or odds < met.below
    for gap in (1.5, 2.0, 2.5, 3.0):  # it stood higher at times, and a level is kept for a while
        bars = {"watch_odds": odds + gap, "likely_odds": odds + gap + 0.5}
        settings = replace(Settings(), **bars, confirmed_odds=odds + gap + 1.5)
        out = tmp_path / str(gap)
        audit = run(Request([folder], out, folder / "accounts.csv", settings=settings))
        summary = json.loads((out / "summary.json").read_text())
        aside = [g for g in summary["review"] if "account" not in g and "campaign" not in g]
        if aside and not any(row["flagged"] for row in audit.accounts.to_pylist()):
            break
    else:
        raise AssertionError("at every bar it was named, or in no queue")
    best = aside[0]
    truth = json.loads((folder / "truth.json").read_text())
    guilty = {row["account"] for row in truth["accounts"] if row["campaign"]}
    assert 2 * len(guilty & set(best["accounts"])) > len(best["accounts"])
    assert best["log_odds_harvest"] < bars["watch_odds"] and best["reasons"]
    met = best["calibration"]
    assert 0 <= met["harvests"] <= met["groups"] and met["groups"] > 0
    assert best["group"].startswith("g-") and best["observables"] and best["targets"]
    assert [unit["account"] for unit in best["units"]] == best["accounts"]
    assert {fact["speaks"] for fact in best["facts"]} & {"for", "against"}
    assert 0 < len(best["exchange_ids"]) <= best["exchange_count"]
    assert best["first_seen"] < best["last_seen"] <= best["looked_at"]
    again = run(Request([folder], tmp_path / "again", folder / "accounts.csv", settings=settings))
    names = [row["group"] for row in again.summary["review"] if "group" in row]
    assert names == [row["group"] for row in summary["review"] if "group" in row]
    said = " ".join(verdict(explain(out, best["accounts"][0])))
    assert f"in a group of {best['members']} that was looked at closely" in said


def test_what_is_watched_is_noted_at_each_look(world, tmp_path):
    folder, detection = world(), Detection()
    audit = further(Request([folder], tmp_path / "out", folder / "accounts.csv"), detection)
    assert audit is not None and audit.campaigns
    noted = detection.looks.of
    for campaign in audit.campaigns:
        held = noted[campaign.id]
        assert round(held.best.odds, 3) >= campaign.guarantee.log_odds_harvest
        raised = campaign.severity != "watch"
        assert not raised or sum(held.reached.values()) > 1, "two in a row raised it"


def test_whoever_reads_like_no_harvest_is_told_so(audited):
    out, audit = audited()
    rows = audit.accounts.to_pylist()
    assert all(row["harvest_like"] <= row["exchanges"] for row in rows)
    shown = [row for row in rows if row["severity"] != "none"]
    assert shown and all(row["harvest_like"] >= 3 for row in shown)
    plain = next(r["account"] for r in rows if not r["harvest_like"] and r["severity"] == "none")
    assert "of its own, none does." in " ".join(verdict(explain(out, plain)))


def test_who_belonged_to_a_campaign_that_is_none_any_more_is_told_in_pairs():
    one = Gone("c-1", 492_336, 492_360, None, np.array([1, 0]), 3.0)
    engine = SimpleNamespace(
        tracker=SimpleNamespace(gone=[one], aside=[]),
        population=SimpleNamespace(keys=np.array([7, 8], dtype=np.uint64)),
        view=SimpleNamespace(
            accounts=SimpleNamespace(values={"offset": np.array([np.nan, 492_350.0])})
        ),
    )
    names = {7: ("a", "u"), 8: ("a", None)}
    (told,) = gone(engine, names, 492_400)
    assert told["last_seen"] == "2026-03-02T14:00:00Z" and told["last_log_odds_harvest"] is None
    (last,) = gone(
        SimpleNamespace(**vars(engine) | {"tracker": SimpleNamespace(
            gone=[one._replace(last=0.4)], aside=[])}), names, 492_400,
    )  # fmt: skip
    assert last["last_log_odds_harvest"] == 0.4
    assert told["until"] == "2026-03-03T00:00:00Z" and not told["at_end"]
    (late,) = gone(engine, names, 492_350)
    assert late["until"] == "2026-03-02T14:00:00Z" and late["at_end"], "no moment after the log"
    assert told["accounts"] == ["a"] and told["end_users"] == ["u"] and told["members"] == 2
    assert told["units"] == [{"account": "a", "end_user": n} for n in (None, "u")]


def test_who_was_named_with_a_campaign_and_is_a_member_of_none_is_told():
    """Not who is in another, nor who never was named, nor who is left out as others repeat it."""

    def campaign(name, members, joined, copied=()):
        tracked = SimpleNamespace(id=name, joined=joined, copied=dict.fromkeys(copied, "why"))
        return tracked, SimpleNamespace(
            members=[SimpleNamespace(account=f"a{n}", end_user=None) for n in members]
        )

    told = [
        campaign("c-1", [0, 1], {0: 30, 1: 30, 2: 30, 3: 30, 4: 30, 5: 30, 6: 60}, copied=[5]),
        campaign("c-2", [3], {3: 34, 2: 36, 6: 40}),
    ]
    named = {0: 31, 1: 31, 2: 48, 3: 34, 5: 31, 6: 48, 7: 48}
    engine = SimpleNamespace(
        tracker=SimpleNamespace(named=named),
        population=SimpleNamespace(keys=np.arange(10, 18, dtype=np.uint64)),
    )
    names = {10 + n: (f"a{n}", "u" if n == 2 else None) for n in range(8)}
    since = "1970-01-03T00:00:00Z"  # when it was named, and not when it joined
    assert left(engine, told, names) == [
        {"account": "a2", "end_user": "u", "campaign": "c-2", "since": since},
        {"account": "a6", "end_user": None, "campaign": "c-2", "since": since},
    ]


def test_a_withdrawn_campaign_is_told_as_it_stood_when_its_odds_were_highest():
    one = Gone("c-1", 492_336, 492_360, None, np.array([1, 0]), 3.0)
    best = Aside(492_340, np.array([0, 1]), "email_domain", 12.5, 3.0, 1.0, 492_360)
    others = [
        best._replace(**other)
        for other in ({"odds": 2.0}, {"until": None}, {"members": np.array([5])})
    ]
    engine = SimpleNamespace(
        tracker=SimpleNamespace(gone=[one], aside=[*others, best]),
        population=SimpleNamespace(keys=np.array([7, 8], dtype=np.uint64)),
        view=SimpleNamespace(
            accounts=SimpleNamespace(values={"offset": np.array([np.nan, 492_350.0])})
        ),
    )
    names = {7: ("a", None), 8: ("b", None)}
    (told,) = gone(engine, names, 492_400)
    assert told["highest_at"] == "2026-03-02T04:00:00Z" and told["highest_log_e"] == 12.5
    assert told["formed_by"] == "email_domain"
    engine.tracker.aside = others
    (told,) = gone(engine, names, 492_400)
    assert told["highest_at"] is told["highest_log_e"] is told["formed_by"] is None
