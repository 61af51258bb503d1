"""Golden cases: a world to simulate, and what the audit of it has to find."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from stillwatch.audit.run import Audit, Request, run
from stillwatch.simulate.run import simulate
from stillwatch.simulate.world import World, named

CASES = {path.parent.name: path for path in sorted(Path(__file__).parent.glob("*/case.json"))}
PRECISION = 0.95
"""Share of a flagged campaign's members that belong to one real campaign."""


class Case(NamedTuple):
    expect: dict[str, Any]
    truth: dict[str, Any]
    audit: Audit


def marked(name: str) -> Any:
    slow = json.loads(CASES[name].read_text())["slow"]
    return pytest.param(name, marks=pytest.mark.slow) if slow else name


@pytest.fixture(scope="module", params=[marked(name) for name in CASES])
def case(request, tmp_path_factory):
    given = json.loads(CASES[request.param].read_text())
    folder = tmp_path_factory.mktemp(request.param)
    settings = given["simulate"]
    simulate(named(World(**settings)), folder / "world", form="jsonl")
    logs = sorted((folder / "world").glob("log-*"))
    audit = run(Request(logs, folder / "out", folder / "world" / "accounts.csv", workers=1))
    return Case(given["expect"], json.loads((folder / "world" / "truth.json").read_text()), audit)


def flagged(case: Case) -> list[Any]:
    return [c for c in case.audit.campaigns if c.severity in ("likely", "confirmed")]


def kinds(case: Case) -> dict[tuple[str, str | None], str | None]:
    """Judged unit to the kind of campaign it works for; None for everybody else."""
    by_id = {c["campaign"]: c["kind"] for c in case.truth["campaigns"]}
    return {(a["account"], a["end_user"]): by_id.get(a["campaign"]) for a in case.truth["accounts"]}


def members(case: Case, campaign: Any) -> Counter[str | None]:
    """Members by kind; end users that are not judged apart go by their account."""
    of = kinds(case)
    whole = {account: kind for (account, _), kind in of.items()}
    return Counter(of.get((m.account, m.end_user), whole[m.account]) for m in campaign.members)


def test_the_campaigns_that_have_to_be_found_are(case):
    everybody, found = Counter(kinds(case).values()), Counter[str | None]()
    for campaign in flagged(case):
        found += members(case, campaign)
    for kind, least in case.expect["found"].items():
        assert found[kind] >= least * everybody[kind], kind


def test_what_is_flagged_is_a_campaign(case):
    """Ordinary accounts are flagged hardly ever; where none may be, no group may hold many."""
    wrong = sum(members(case, c)[None] for c in flagged(case))
    share = case.expect["wrongly"]
    if share:
        assert wrong <= share * Counter(kinds(case).values())[None]
    else:
        for campaign in flagged(case):
            assert members(case, campaign)[None] <= (1 - PRECISION) * len(campaign.members)


def test_the_table_of_accounts_says_the_same(case):
    rows = case.audit.accounts.to_pylist()
    assert [r["account"] for r in rows] == sorted({a["account"] for a in case.truth["accounts"]})
    named = {c.id: set(c.accounts) for c in case.audit.campaigns}
    for row in rows:
        assert row["flagged"] == (row["severity"] in ("likely", "confirmed"))
        # one that is named no longer keeps the moment it first was
        assert not row["flagged"] or row["first_flagged_at"] is not None
        for campaign in row["campaigns"]:
            assert row["account"] in named[campaign]


def test_a_licensed_customer_is_never_a_member(case):
    licensed = {a["account"] for a in case.truth["accounts"] if "licensed" in a["population"]}
    for campaign in case.audit.campaigns:
        assert not licensed & set(campaign.accounts)


def test_a_flagged_campaign_says_all_that_it_has_to(case):
    for campaign in flagged(case):
        assert campaign.first_seen <= campaign.detected_at
        assert 0 <= campaign.exchanges_at_detection <= campaign.exchanges
        assert campaign.targets and sum(t.share for t in campaign.targets) <= 1 + 1e-6
        assert campaign.evidence, "no finding behind it"
        for piece in campaign.evidence:
            assert piece.exchange_ids and piece.exchange_count >= len(piece.exchange_ids)
            assert len(piece.exchange_digest) == 64
        assert campaign.log_e > 0
        assert campaign.guarantee.controlled and campaign.guarantee.measured


def test_the_summary_says_what_could_not_be_judged(case):
    if "note" in case.expect:
        assert any(case.expect["note"] in note for note in case.audit.summary["notes"])
    assert case.audit.summary["counts"]["exchanges"] == case.truth["exchanges"]
