"""What is told of members: facts of their own, which the log bears out."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict

import pytest

from stillwatch.audit.run import Request, run
from stillwatch.settings import Settings

EAGER = Settings(epoch_hours=4, level=0.05, watch_odds=-4.0, likely_odds=-2.0, nominate_odds=-8.0)


@pytest.fixture(scope="module")
def found(world, tmp_path_factory):
    """Audit one small world eagerly: the folder of the world, campaigns, account rows."""
    folder = world("kind:shared_template", accounts=250, campaign_accounts=50, days=5)
    out = tmp_path_factory.mktemp("reasons")
    audit = run(Request([folder], out, folder / "accounts.csv", settings=EAGER, workers=1))
    rows = {row["account"]: row for row in audit.accounts.to_pylist()}
    return folder, audit.campaigns, rows


def members(found):
    _, campaigns, rows = found
    assert campaigns
    return {m.account: rows[m.account] for c in campaigns for m in c.members if not m.end_user}


def test_every_member_has_reasons_with_figures_of_its_own(found):
    told = members(found)
    texts = Counter("\n".join(row["reasons"]) for row in told.values())
    for name, row in told.items():
        assert row["reasons"], name
        assert any(re.search(r"\d", words) for words in row["reasons"])
    assert max(texts.values()) == 1


def test_shares_and_counts_are_those_of_the_log(found):
    folder, campaigns, rows = found
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    lines = b"".join(gzip.decompress(p.read_bytes()) for p in sorted(folder.glob("log-*.gz")))
    for line in filter(None, lines.split(b"\n")):
        exchange = json.loads(line)
        seen[exchange["account"]["id"]]["n"] += 1
    checked = 0
    for name, row in rows.items():
        for words in (*row["reasons"], *row["against"]):
            if match := re.search(r"[Oo]f its ([\d,]+) requests?\b", words):
                assert int(match[1].replace(",", "")) == seen[name]["n"] == row["exchanges"]
                checked += 1
    assert checked > 5
    for campaign in campaigns:
        for row in (rows[m.account] for m in campaign.members if not m.end_user):
            if row["campaign"] != campaign.id:
                continue
            for words in row["reasons"]:
                if match := re.search(r"with ([\d,]+) of the ([\d,]+) other members", words):
                    mine, others = (int(x.replace(",", "")) for x in match.groups())
                    assert mine <= others == len(campaign.members) - 1


def test_facts_are_told_on_both_sides_the_weightiest_first(found):
    _, campaigns, _ = found
    for campaign in campaigns:
        sides = [fact for fact in campaign.facts if fact.speaks != "neither"]
        weights = [abs(fact.weight) for fact in sides]
        assert weights == sorted(weights, reverse=True)
        assert all((fact.speaks == "for") == (fact.weight > 0) for fact in sides)
        for fact in campaign.facts:
            assert re.search(r"\d", fact.statement) and not re.search(r"\bnan\b", fact.statement)
            assert any(k in fact.statement for k in ("legitimate common cause", "typical"))


def test_ordinary_accounts_that_stand_out_are_told_why_and_why_not(found):
    _, _, rows = found
    lone = [r for r in rows.values() if not r["campaigns"] and len(r["reasons"]) > 1]
    assert lone
    for row in lone:
        first = row["reasons"][0]
        assert "not judged" in first or f"Of its {row['exchanges']:,} request" in first
    assert any("than" in words for row in lone for words in row["against"])


def test_who_shows_the_same_is_given_the_same_place(found):
    _, _, rows = found
    places = defaultdict(set)
    for row in rows.values():
        for words in (*row["reasons"], *row["against"]):
            if match := re.fullmatch(r"(0% of its [\d,]+ requests? .*): (less than .*)", words):
                places[match[1]].add(match[2])
    assert any(len(row["reasons"]) > 1 for row in rows.values())
    # an account that repeats nothing is no rarer than the others that repeat nothing
    assert all(len(said) == 1 for said in places.values()), places
