"""What is told of members: facts of their own, which the log bears out."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.audit import benign
from stillwatch.audit import facts as module
from stillwatch.audit.customer import customer
from stillwatch.audit.facts import WEIGHED, _own, _usual, beside, facts, likeness, sentence
from stillwatch.audit.figures import STATISTICS, Others, Scene, figures, same_domain, unread
from stillwatch.audit.lone import lone
from stillwatch.audit.measures import WORDS, Half, Spread, amount, counts
from stillwatch.audit.run import Request, run
from stillwatch.audit.standing import Crowd
from stillwatch.audit.telling import FACTS
from stillwatch.contract.settings import Settings
from stillwatch.detect import effects
from stillwatch.features.hashing import hash_strings, seed_of
from stillwatch.store.links import Links

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
                read = seen[name]["n"] == row["with_text"]
                assert int(match[1].replace(",", "")) == row["with_text"], words
                assert ("requests with text" in words) == (not read), words
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
            assert any(k in fact.statement for k in ("legitimate group", "typical"))
        # what a legitimate group is stands once above the facts
        assert not any("legitimate common cause" in fact.statement for fact in sides)


def test_what_a_group_is_alike_in_reads_as_a_sentence():
    kind = benign.kinds()[0]
    mine = {figure: median for figure, (_, median, _) in kind.figures.items()}
    said = likeness({**mine, "per_card": 4.0}, list(FACTS)).statement
    assert "how many members share one means of payment" in said
    assert "members a means of payment" not in said


def test_a_group_that_is_far_from_every_kind_is_said_to_be_like_none():
    kind = benign.kinds()[0]
    mine = {figure: -1.0 for figure in kind.figures}
    said = likeness(mine, list(FACTS)).statement
    assert "it is like none. Even of the nearest, " in said and ", only 0 of its" in said
    assert "It is like one in" not in said and "It is unlike one most of all in" in said


def test_what_nearly_anybody_shows_is_not_told_as_speaking_for_a_harvest(monkeypatch):
    alone, focus = FACTS["requests that begin anew"], FACTS["one capability"]
    rows = [(1.0, 0.90), (1.0, 0.92), (1.0, 0.95), (0.5, 0.99)]
    kinds = tuple(
        benign.Kind(f"kind {n}", 9, {"one_shot": (0.2, one, 1.0), "focus": (0.8, two, 1.0)}, {})
        for n, (one, two) in enumerate(rows)
    )
    monkeypatch.setattr(benign, "kinds", lambda: kinds)
    assert _usual(alone, 1.0, 0.7), "three of four kinds show it"
    assert _usual(focus, 0.94, 0.94), "other accounts show it, and kinds show more and less"
    assert not _usual(focus, 0.94, 0.5)
    assert not _usual(focus, 0.4, 0.4), "kinds all show more"
    assert not _usual(focus, 0.94, None)
    assert beside(focus, 0.4) == (
        " Every kind of legitimate group typically shows more, the least kind 0 (90%; the middle "
        "half of such groups 80% to 100%)."
    )
    assert "shows less, the most kind 3 (99%); yet 100% lies" in beside(focus, 0.995)
    assert "shows less, the most kind 3 (99%; the middle half" in beside(focus, 1.1)


def test_reasoning_that_settings_turn_on_is_not_taken_for_what_a_text_asks_for():
    told = FACTS["reasoning asked for"]
    said = sentence(told, {told.figure: 0.76}, {told.figure: 0.09}, 9, "other accounts")
    assert said.startswith(
        "On average 76% of a member's requests have the model's reasoning turned on in their "
        "settings, whatever their text asks for; among other accounts it is 9.0%."
    )
    assert (
        "turned on in settings (here 76%, there"
        in likeness({told.figure: 0.76}, ["reasoning asked for", *FACTS]).statement
    )


def test_what_lies_within_the_middle_half_of_a_kind_is_said_to(monkeypatch):
    rows = {"a class": (8.0, 19.0, 40.0), "an evaluation lab": (43.0, 85.5, 378.0)}
    kinds = tuple(benign.Kind(name, 9, {"each": row}, {}) for name, row in rows.items())
    monkeypatch.setattr(benign, "kinds", lambda: kinds)
    size = FACTS["size"]
    assert beside(size, 174.0) == (
        " Every kind of legitimate group typically shows less, the most an evaluation lab (86); "
        "yet 174 lies within the middle half of the groups of 1 of 2 kinds: an evaluation lab (43 "
        "to 378)."
    )
    assert beside(size, 378.2).endswith(": an evaluation lab (43 to 378)."), "as it is shown"
    assert beside(size, 379.0).endswith("(86; the middle half of such groups 43 to 378).")
    both = beside(size, 10.0)
    assert "shows more, the least a class (19); yet 10 lies" in both and "1 of 2 kinds" in both


def test_ordinary_accounts_that_stand_out_are_told_why_and_why_not(found):
    _, _, rows = found
    lone = [r for r in rows.values() if not r["campaigns"] and len(r["reasons"]) > 1]
    assert lone
    for row in lone:
        first = next(r for r in row["reasons"] if not r.startswith("It is not a member of"))
        assert "not judged" in first or f"Of its {row['with_text']:,} request" in first
    assert any("than" in words for row in lone for words in row["against"])


def test_a_place_counts_those_strictly_beyond():
    repeats = np.repeat([0.0, 0.2, 0.5], [60, 30, 10])
    accounts = SimpleNamespace(
        n=np.full(100, 40.0), n_slice=np.full(100, 40.0), values={"repeats": repeats}
    )
    view = SimpleNamespace(accounts=accounts, reference=np.ones(100, dtype=bool))
    lower, higher = Scene(None, view).beyond("repeats")
    # all who repeat nothing are alike: nobody is below them, and two in five are above
    assert np.ptp(lower[:60]) == np.ptp(higher[:60]) == 0
    assert [float(lower[i]) for i in (0, 60, 90)] == pytest.approx([0, 0.6, 0.9], abs=0.02)
    assert [float(higher[i]) for i in (0, 60, 90)] == pytest.approx([0.4, 0.1, 0], abs=0.02)


@pytest.mark.parametrize(
    ("even", "hours", "place"), [(True, 24.0, "more"), (False, 3.0, "less"), (True, 3.0, None)]
)
def test_an_account_is_placed_by_the_figure_that_a_reader_sees(even, hours, place):
    """Requests spread evenly over the day lie low on the scale of how concentrated they are."""
    size, unit = 100, 0
    spans, held = np.tile([4.0, 9.0, 14.0, 20.0], 25), np.tile([0.9, 0.6, 0.4, 0.2], 25)
    spans[unit], held[unit] = hours, 0.01 if even else 0.99
    accounts = SimpleNamespace(
        n=np.full(size, 40.0), n_slice=np.full(size, 8.0), values={"rhythm": held},
        scores={"rhythm": np.full(size, -3.0 if even else 3.0)}, seen=np.ones(size, dtype=bool),
    )  # fmt: skip
    scene = Scene(None, SimpleNamespace(accounts=accounts, reference=np.ones(size, dtype=bool)))
    unknown = np.full(size, np.nan)
    scene.__dict__["alone"], scene.__dict__["read"] = unknown, accounts.n
    scene.__dict__["natural"] = {"day_hours": spans, "onset": unknown, "offset": unknown}
    told = [words for side in lone(scene, unit) for words in side if "hours of the day" in words]
    said = f"Its requests fall into {hours:.0f} of the 24 hours of the day: {place} than"
    assert [words.startswith(said) for words in told] == [True] * (place is not None)
    assert place is None or (told[0] in lone(scene, unit)[0]) == even


def test_nobody_is_told_to_be_awake_less_than_others_all_day_long(found):
    _, _, rows = found
    said = [words for row in rows.values() for words in (*row["reasons"], *row["against"])]
    assert any("of the 24 hours of the day: " in words for words in said)
    assert not [words for words in said if "24 of the 24 hours of the day: less" in words]
    assert not [words for words in said if " 1 of the 24 hours of the day: more" in words]


def test_nobody_is_told_to_repeat_less_than_those_who_repeat_nothing(found):
    _, _, rows = found
    said = [words for row in rows.values() for words in (*row["reasons"], *row["against"])]
    assert any("repeat one that it had made before" in words for words in said)
    places = defaultdict(set)
    for words in said:
        if match := re.fullmatch(r"(0% of its [\d,]+ requests? .*): (less than .*)", words):
            places[match[1]].add(match[2])
    assert all(len(told) == 1 for told in places.values()), places


def test_less_of_a_harvest_than_others_show_speaks_against(found):
    """Though it is what the other members show: a reader would take it for a reason."""
    words, members, others = WORDS["harvest_share"], np.linspace(0.1, 0.2), np.linspace(0.3, 0.6)
    score = -1.0
    accounts = SimpleNamespace(
        n=np.array([100]), n_slice=np.array([15]), scores={"harvest_share": np.array([score])}
    )
    scene = SimpleNamespace(
        view=SimpleNamespace(accounts=accounts), natural={"share": np.array([0.15])}, read=[100]
    )
    crowd = SimpleNamespace(
        scene=scene,
        spread={"harvest_share": Spread(50, 50 * score, 50 * score**2 + 5, 0.0, 1.0)},
        halves={"harvest_share": (Half.of(members, words.show), Half.of(others, words.show))},
        others=SimpleNamespace(words="other accounts as active"),
    )
    [(weight, said)] = Crowd._statistics(crowd, 0)
    assert weight < 0
    assert said.startswith("15% of its 100 requests read like a harvest (middle half of the")
    for row in found[2].values():
        for said in row["reasons"]:
            if match := re.search(r"^([\d.]+)% of its .* harvest \(.* as active ([\d.]+)", said):
                assert float(match[1]) >= float(match[2]), said


def test_nobody_is_told_to_share_and_not_to_share_one_kind_of_thing(found):
    """A campaign of two templates shares two sets of opening words, each with many."""
    rows = [("ip_prefix", 0, 9, 0), ("frame", 1, 6, 0)]
    crowd = SimpleNamespace(
        rows=rows, members=np.arange(10), holders={0: frozenset(range(9)), 1: frozenset(range(6))}
    )
    assert "range of network addresses" in Crowd._lacks(crowd, 9, set())[0]
    assert Crowd._lacks(crowd, 9, {"ip_prefix", "frame"}) == []
    for row in found[2].values():
        shares = [re.match("It shares (.*?) with", words) for words in row["reasons"]]
        lacks = [re.match("It does not share (.*?) that", words) for words in row["against"]]
        assert not {m[1] for m in shares if m} & {m[1] for m in lacks if m}


def test_members_that_are_as_strong_as_any_are_not_called_weak():
    accounts = SimpleNamespace(n_slice=np.full(12, 40.0))
    scene = SimpleNamespace(view=SimpleNamespace(accounts=accounts))

    def weak(*log_lr: float) -> list[list[str]]:
        crowd = Crowd(scene, np.arange(12), np.array(log_lr))
        return [crowd._weak(number) for number in range(12)]

    assert not any(weak(*[35.0] * 12)), "the scale ends at the same place for all"
    (last,) = weak(20.0, 20.5, 21.0, *[35.0] * 9)[2]
    assert last == "Of the 12 members only 2 have weaker evidence of their own"
    first, second, *others = weak(20.0, 21.0, *[35.0] * 10)
    assert first == ["Of the 12 members none has weaker evidence of its own"]
    assert second == ["Of the 12 members only 1 has weaker evidence of its own"]
    assert not any(others)


def test_nobody_is_told_that_none_is_more_than_others_have(found):
    _, _, rows = found
    said = [words for row in rows.values() for words in (*row["reasons"], *row["against"])]
    assert not [words for words in said if re.match(r"0% of .*: more than", words)]


def test_what_members_began_with_is_not_told_as_what_they_used_most():
    told = FACTS["one network"]
    said = sentence(told, {told.figure: 0.054}, {}, 56, "other accounts")
    assert said.startswith("5.4% of the members began from the range of network addresses that is")
    said = sentence(told, {told.figure: 0.0}, {}, 56, "other accounts")
    assert said.startswith("None of the members began from a range of addresses")


def test_what_is_not_read_of_members_does_not_count_as_unlike_the_others():
    """End users have no network or card of their own, and a log may tell addresses of some only."""
    within, shown = np.full(12, -1), np.ones(12, dtype=bool)
    scene = Scene(
        None, SimpleNamespace(links=SimpleNamespace(within=within, tell=lambda kind: False)),
        {"ip_prefix": shown},
    )  # fmt: skip
    scene.natural = {name: np.full(12, np.nan) for name, _ in STATISTICS.values()}
    members, measured = np.arange(10), np.full(len(effects.NAMES), np.nan)
    for effect, value in (("one_network", 0.4), ("one_org", 0.3), ("shared_cards", 0.4)):
        measured[effects.NAMES.index(effect)] = value
    every = {"network": 0.4, "organisation": 0.3, "per_card": 10 / 6}
    assert figures(scene, members, measured) == pytest.approx(every)
    within[:4] = 1  # of six with four ranges' worth in one, and two cards
    some = {"network": 4 / 6, "organisation": 3 / 6, "per_card": 6 / 2}
    assert figures(scene, members, measured) == pytest.approx(some)
    shown[4:6] = False
    assert figures(scene, members, measured) == pytest.approx(
        {k: some[k] for k in some.keys() - {"network"}}
    )
    assert unread(scene, "network", members) == 6 and unread(scene, "per_card", members) == 4
    within[:9] = 1
    assert not figures(scene, members, measured), "of one member nothing can be said of ten"
    scene.ownerless = True
    within[:9] = -1
    assert "organisation" not in figures(scene, members, measured), "nobody declares one"
    told = FACTS["one network"]
    said = sentence(told, {told.figure: 4 / 6}, {}, 10, "other accounts", 4)
    assert "(of the 6 of whom that is known; of 4 it is not)." in said


def test_who_shares_what_members_hold_is_listed_with_the_campaign(found):
    _, campaigns, rows = found
    told = "It is not a member of campaign "
    tied = [(name, row["reasons"][0]) for name, row in rows.items()
            if row["reasons"] and row["reasons"][0].startswith(told)]  # fmt: skip
    kinds = ("means of payment", "range of network addresses", "key or certificate")
    firm = {name: words for name, words in tied if any(kind in words for kind in kinds)}
    assert firm and len(firm) < len(tied)
    listed = {lead.account: (c.id, lead) for c in campaigns for lead in c.leads}
    assert set(listed) == set(firm)
    for name, (campaign, lead) in listed.items():
        assert lead.end_user is None
        assert firm[name].startswith(f"{told}{campaign}, but {lead.statement}. ")


@pytest.mark.parametrize(("size", "told"), [(3, False), (9, True)])
def test_the_commonest_value_of_members_of_whom_no_two_share_one_is_not_told(
    size, told, monkeypatch
):
    names = ("network", "organisation", "domain", "settings", "focus")
    monkeypatch.setattr(module, "figures", lambda *_: dict.fromkeys(names, 1 / 3))
    monkeypatch.setattr(module, "unread", lambda *_: 0)
    monkeypatch.setattr(module, "weigh", lambda *_: dict.fromkeys(WEIGHED, 1.0) | {"rest": 0.0})
    monkeypatch.setattr(module, "_seen", lambda *_: True)
    monkeypatch.setattr(module, "_usual", lambda *_: False)
    monkeypatch.setattr(module, "customer", lambda *_: (None, frozenset()))
    for name in ("disguise", "place", "users"):
        monkeypatch.setattr(module, name, lambda *_: None)
    scene = SimpleNamespace(
        view=None,
        others=lambda _: Others(np.zeros(0, np.int64), "other accounts"),
        log_odds=lambda rows, _: np.zeros(len(rows)),
    )
    said = facts(scene, np.arange(size), np.zeros(len(effects.NAMES)))
    texts = " ".join(fact.statement for fact in said)
    assert ("that is most common among" in texts) is told
    assert "one and the same capability" in texts


@pytest.mark.parametrize("pair", [True, False])
def test_a_card_of_two_of_three_members_is_one_that_members_share(pair, monkeypatch):
    """The engine links accounts over what three of them share: it knows of no such card."""
    who = np.array([1, 2, 5, 6] if pair else [2, 4, 5, 6])
    none = np.zeros(4, np.int16)
    cards = np.array([7, 7, 9, 9], dtype=np.uint64)
    paired = Links.build(("payment",), none, cards, who, none.astype(np.int32), 9)
    monkeypatch.setattr(module, "weigh", lambda *_: dict.fromkeys(WEIGHED, -1.0) | {"rest": 0.0})
    linked = SimpleNamespace(within=np.full(9, -1), tell=lambda kind: False)
    scene = Scene(None, SimpleNamespace(links=linked))
    monkeypatch.setattr(module, "customer", lambda *_: (None, frozenset()))
    for name in ("disguise", "place", "users"):
        monkeypatch.setattr(module, name, lambda *_: None)
    scene.natural = {name: np.full(9, np.nan) for name, _ in STATISTICS.values()}
    scene.others = lambda _: Others(np.zeros(0, np.int64), "other accounts")
    scene.log_odds = lambda rows, _: np.zeros(len(rows))
    measured = np.full(len(effects.NAMES), np.nan)
    measured[effects.NAMES.index("shared_cards")] = 0.0
    texts = " ".join(fact.statement for fact in facts(scene, np.arange(3), measured, paired))
    assert ("1.5 members, on average, use the same means of payment." in texts) is pair
    assert ("Hardly any two members" in texts) is not pair


@pytest.mark.parametrize(("outside", "told"), [(2, True), (8, False)], ids=["own", "free mail"])
def test_free_mail_is_not_told_as_a_domain_of_the_members(outside, told):
    who = np.array([*range(8), *range(20, 20 + outside), 8, 9, 19])
    key = np.array([7] * (8 + outside) + [9] * 3, dtype=np.uint64)
    none = np.zeros(len(who), np.int16)
    links = Links.build(("email_domain",), none, key, who, none.astype(np.int32), 60)
    scene = SimpleNamespace(view=SimpleNamespace(links=links))
    share = same_domain(scene, np.arange(16), np.arange(20, 60))
    assert share == outside / 40
    mine, theirs = {"domain": 0.5}, {"domain": share}
    fact = FACTS["one e-mail domain"]
    assert _own(fact, mine, theirs) is told
    assert sentence(fact, mine, theirs, 16, "other accounts as active").startswith(
        "50% of the members signed up with the e-mail domain that is most common among them; among "
        f"other accounts as active it is {'5.0' if told else '20'}% that have the same one."
    )
    assert same_domain(scene, np.arange(40, 50), np.arange(20, 60)) is None, "nobody has any"


def sharing(*values: tuple[str, int, int], domain: str = "ferreira-labs.io"):
    """A log of 100 accounts, of which the first 28 are members: (type, members, outside) each."""
    types = ("org", "email_domain", "ip_prefix", "payment")
    (named,) = hash_strings(pa.array([domain]), seed_of(b"", "email_domain"))
    rows = [
        (types.index(kind), int(named) if kind == "email_domain" else 7, who)
        for kind, here, there in values
        for who in (*range(here), *range(28, 28 + there))
    ]
    kind, key, who = (np.array(column) for column in zip(*rows, strict=True))
    hours = np.zeros(len(who), np.int32)
    links = Links.build(types, kind.astype(np.int16), key.astype(np.uint64), who, hours, 100)
    return SimpleNamespace(links=links, accounts=SimpleNamespace(n=np.zeros(100)))


def test_members_of_one_name_may_be_one_customers_people():
    view = sharing(("email_domain", 20, 0), ("org", 14, 1), ("ip_prefix", 14, 0), ("payment", 9, 0))
    fact, names = customer(view, np.arange(28))
    assert fact is not None and fact.speaks == "against" and names == {"organisation", "domain"}
    assert fact.statement.startswith(
        "14 of the 28 members share one declared organisation (1 account outside), 20 of the 28 "
        "members share one e-mail domain, none that is known for free mail (no account outside) "
        "and 14 of the 28 members share one range of network addresses (no account outside): they "
        "may be one customer's people"
    )
    assert fact.values["email_domain"] == {"members": 20, "outside": 0}


def test_who_was_verified_is_told_of_an_organisation():
    view = sharing(("email_domain", 20, 0), ("org", 14, 1))
    verified = np.full(100, np.nan)
    verified[:14], verified[28:] = np.arange(14) < 3, 1.0
    view.links = replace(view.links, verified=verified)
    fact, _ = customer(view, np.arange(28))
    assert fact is not None and fact.statement.endswith(
        "The identity of 3 of the 14 who declare an organisation was verified, of others 100%."
    )
    assert fact.values["verified"] == {"declare": 14, "verified": 3, "others": 1.0}


@pytest.mark.parametrize(
    ("values", "domain"),
    [
        ([("email_domain", 13, 0)], "ferreira-labs.io"),
        ([("email_domain", 20, 3)], "ferreira-labs.io"),
        ([("email_domain", 20, 0)], "gmail.com"),
        ([("ip_prefix", 28, 0), ("payment", 28, 0)], "ferreira-labs.io"),
    ],
    ids=["fewer than half", "others have it", "free mail", "no name"],
)
def test_what_names_no_customer_is_not_told_as_one(values, domain):
    assert customer(sharing(*values, domain=domain), np.arange(28)) == (None, frozenset())


def test_one_name_is_told_against_a_harvest_and_not_for_it_too(monkeypatch):
    names = ("network", "organisation", "domain", "focus")
    monkeypatch.setattr(module, "figures", lambda *_: dict.fromkeys(names, 0.5))
    monkeypatch.setattr(module, "unread", lambda *_: 0)
    monkeypatch.setattr(module, "weigh", lambda *_: dict.fromkeys(WEIGHED, 1.0) | {"rest": 0.0})
    monkeypatch.setattr(module, "_seen", lambda *_: True)
    monkeypatch.setattr(module, "_usual", lambda *_: False)
    scene = SimpleNamespace(
        view=sharing(("email_domain", 20, 0)),
        others=lambda _: Others(np.zeros(0, np.int64), "other accounts"),
        log_odds=lambda rows, _: np.zeros(len(rows)),
    )
    said = facts(scene, np.arange(28), np.zeros(len(effects.NAMES)))
    sides = {fact.name: fact.speaks for fact in said}
    assert sides["one customer"] == "against" and sides["one organisation"] == "for"
    assert "one e-mail domain" not in sides
    assert sum(fact.weight for fact in said) == pytest.approx(len(WEIGHED))


def test_shares_are_of_the_requests_that_could_be_read(found):
    """At an agent's steps nothing new is asked: they are no requests that do not harvest."""
    accounts = SimpleNamespace(
        n=np.array([94.0, 1.0]), n_slice=np.array([5.0, 1.0]), values={"harvest_share": np.ones(2)}
    )
    unknown = np.full(2, np.nan)
    scene = SimpleNamespace(
        view=SimpleNamespace(accounts=accounts), read=np.array([42.0, 1.0]),
        natural={"onset": unknown, "offset": unknown},
    )  # fmt: skip
    assert amount(scene, 0) == "Of its 42 requests with text, 5 read like a harvest"
    assert amount(scene, 1) == "Of its 1 request, 1 reads like a harvest"
    said = WORDS["harvest_share"].said.format(here="12%", **counts(scene, 0))
    assert said == "12% of its 42 requests with text read like a harvest"


@pytest.mark.parametrize(("alone", "side"), [(0.97, 0), (0.31, 1)])
def test_who_is_below_the_median_does_not_stand_out(alone, side):
    accounts = SimpleNamespace(
        n=np.array([113.0]), n_slice=np.array([5.0]), values={"harvest_share": np.ones(1)},
        scores={},
    )  # fmt: skip
    unknown = np.full(1, np.nan)
    scene = SimpleNamespace(
        view=SimpleNamespace(accounts=accounts), read=accounts.n, alone=np.array([alone]),
        natural={"onset": unknown, "offset": unknown},
    )  # fmt: skip
    told = [words for words in lone(scene, 0)[side] if words.startswith("Judged by its own")]
    assert ["more like a harvest than 97%" in w or "69% of the accounts" in w for w in told] == [
        True
    ]
    assert not any(words.startswith("Judged") for words in lone(scene, 0)[1 - side])
