"""Members of a campaign that may be one customer that was drawn in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from stillwatch.audit.apart import apart, either
from stillwatch.audit.parts import Part


def crowd(size: int, *shared: tuple[str, range], outside: int = 0) -> Any:
    """Members 0 to `size` - 1, and who of them, and how many outside, share what."""
    rows = [(kind, code, len(who), outside) for code, (kind, who) in enumerate(shared)]
    holders = {code: frozenset(who) for code, (_, who) in enumerate(shared)}
    return SimpleNamespace(members=np.arange(size), rows=rows, holders=holders)


HARVEST = ("head_template", range(13, 73))


def test_a_firm_that_lacks_what_the_others_share_is_told():
    (part,) = apart(crowd(73, HARVEST, ("email_domain", range(13)), ("org", range(7))))
    assert part.members.tolist() == list(range(13))
    assert part.statement.startswith(
        "13 of the 73 members share one e-mail domain, as the accounts"
    )
    assert "words of the instruction that 60 of the 60 others share" in part.statement


def test_a_front_of_the_campaign_is_no_customer_of_its_own():
    everybody = ("head_template", range(73))
    assert not apart(crowd(73, everybody, ("org", range(13))))
    # some of a firm that ask as the others do
    assert not apart(crowd(73, ("head_template", range(5, 73)), ("org", range(13))))


def test_nor_is_a_pair_or_most_of_the_campaign():
    assert not apart(crowd(73, HARVEST, ("org", range(2))))
    assert not apart(crowd(20, ("head_template", range(10, 20)), ("org", range(10))))


def test_what_few_of_the_others_share_says_nothing():
    assert not apart(crowd(73, ("head_template", range(13, 45)), ("org", range(13))))
    # another customer's own identity is no mark of the others
    assert not apart(crowd(73, ("ip_prefix", range(13, 73)), ("org", range(13))))


CARD = [("payment", range(20)), ("payment", range(10, 50))]
WORDS = [("tail_template", range(40)), ("tail_template", range(7, 60))]


@pytest.mark.parametrize("binding", [CARD, WORDS])
def test_who_pays_or_words_itself_as_the_others_do_and_nobody_else_is_of_them(binding):
    office = ("ip_prefix", range(13))
    assert not apart(crowd(73, HARVEST, office, *binding))
    assert apart(crowd(73, HARVEST, office, *binding, outside=9)), "many others do, too"
    assert apart(crowd(73, HARVEST, office, binding[0])), "few of the others do"


def test_questions_that_some_of_both_ask_bind_nobody():
    asked = [("tail_template", range(low, low + 16)) for low in range(0, 60, 4)]
    assert apart(crowd(73, HARVEST, ("ip_prefix", range(13)), *asked))


@pytest.mark.parametrize(("outside", "told"), [(0, 1), (4, 1), (13, 1), (14, 0), (328, 0)])
def test_the_range_of_a_carrier_is_nobodys_own(outside, told):
    members = crowd(73, HARVEST, ("ip_prefix", range(13)))
    members.rows[1] = (*members.rows[1][:3], outside)
    found = apart(members)
    assert len(found) == told
    if told and outside:
        assert f"share one range of network addresses with {outside} accounts outside, as" in (
            found[0].statement
        )
    named = crowd(73, HARVEST, ("email_domain", range(13)))
    named.rows[1] = (*named.rows[1][:3], outside)
    assert apart(named), "whom a domain names is one customer, however many are his"


def test_ranges_of_a_carrier_are_no_pool():
    members = crowd(73, HARVEST, *[("ip_prefix", range(13))] * 5)
    members.rows[2:] = [(*row[:3], 328) for row in members.rows[2:]]
    (one,) = apart(members)
    assert "share one range of network addresses, as" in one.statement


def test_two_customers_are_told_apart():
    shared = ("tools", range(20, 80))
    parts = apart(crowd(80, shared, ("org", range(12)), ("email_domain", range(12, 20))))
    assert [len(part.members) for part in parts] == [12, 8]


def test_many_ranges_of_addresses_may_be_a_pool():
    office = [("ip_prefix", range(13)), ("ip_prefix", range(13))]
    (few,) = apart(crowd(73, HARVEST, *office))
    assert "share one range of network addresses, as the accounts of one customer do" in (
        few.statement
    )
    (many,) = apart(crowd(73, HARVEST, *office, *office))
    assert "share 4 ranges of network addresses" in many.statement
    assert "and those behind a rented pool, and hardly any of them" in many.statement


def test_a_customer_that_is_a_whole_part_of_the_campaign_is_told_once():
    found = apart(crowd(73, HARVEST, ("email_domain", range(13))))
    whole, rest = Part(np.arange(14), "a card"), Part(np.arange(14, 60), "a range")
    (told,), parts = either(found, [rest, whole])
    assert not parts, "one part that is left is no part"
    assert told.members.tolist() == list(range(13))
    assert told.statement.endswith(
        "share: they may be another operator's, or a customer's that was drawn in, and should be "
        "judged apart"
    )
    third = Part(np.arange(60, 73), "another")
    assert either(found, [rest, whole, third])[1] == [rest, third]


def test_a_customer_within_a_part_contradicts_nothing():
    found = apart(crowd(73, HARVEST, ("email_domain", range(13))))
    parts = [Part(np.arange(40), "a card"), Part(np.arange(40, 73), "a range")]
    assert either(found, parts) == (found, parts)
