"""What ties members together, in a line."""

from __future__ import annotations

import pytest

from stillwatch.proof.evidence.words import plain_words
from stillwatch.report.brief import brief, several
from stillwatch.report.html import render
from tests.report.sample import audit as sample_audit


def tie(kind: str, members: int, values: int = 1, outside: int = 0) -> dict[str, object]:
    return {"type": kind, "members": members, "values": values, "outside": outside}


def test_the_kinds_that_tell_most_are_told_one_of_each_group():
    ties = [
        tie("payment", 97, 2), tie("email_domain", 69), tie("head_template", 97, 3),
        tie("client", 93, outside=13), tie("model", 97), tie("signup_day", 60, 2, 1),
        tie("bucket", 40),
    ]  # fmt: skip
    assert brief(ties, 97) == (
        "all 97 pay with 2 means of payment (nobody else); all 97 begin requests with the same "
        "words as other members (nobody else); 93 of 97 use one client program (13 accounts "
        "outside); 60 of 97 signed up on 2 days (1 account outside)"
    )


@pytest.mark.parametrize(
    "ties",
    [[], [tie("payment", 5)], [tie("asn", 40, outside=200)], [{"type": None, "members": "x"}]],
    ids=["nothing", "few", "common", "damaged"],
)
def test_what_tells_little_is_left_out(ties):
    assert brief(ties, 97) == ""


def test_parts_are_told_with_their_sizes():
    assert several([9]) == several([]) == ""
    assert several([33, 32, 12]).startswith("It may be 3 operators: parts of 33, 32 and 12 members")
    assert "7, 6, 5, 5, 5, 5 and 2 more" in several([7, 6, 5, 5, 5, 5, 5, 5])


def told(page: str, words: str) -> bool:
    return words in " ".join(page.split())


def test_page_one_says_what_they_share_and_that_they_may_be_several():
    given = sample_audit()
    first = given["campaigns"][0]
    before = render(given)
    first["ties"] = [tie("payment", 120, 2)]
    first["parts"] = [
        {"accounts": [], "end_users": [], "members": n, "statement": f"{n} share a card"}
        for n in (80, 40)
    ]
    page = render(given)
    verdict = page[page.index('id="verdict"') : page.index('id="certainty"')]
    assert told(verdict, "all 120 pay with 2 means of payment (nobody else).")
    assert told(verdict, "It may be 2 operators: parts of 80 and 40 members share no card")
    assert told(page, "consistent with one or several coordinated harvests.")
    assert told(page, "What each shares: (1) 80 share a card; (2) 40 share a card.")
    assert "all 120 pay" not in before
    assert "By itself each part did this" not in page, "an older audit does not tell"
    for part, day in zip(first["parts"], (3, 9), strict=True):
        part |= {
            "began_at": f"2026-03-0{day}T08:00:00Z", "last_seen": f"2026-03-1{day}T20:00:00Z",
            "exchanges": 50, "harvest_like": 20, "models": [],
        }  # fmt: skip
    first["parts"][1]["models"] = [
        {"model": "atlas-3", "share": 0.6, "moved_at": "2026-03-12T00:00:00Z"}
    ]
    page = render(given)
    assert told(page, "(1) began on 3 Mar 2026, 08:00 UTC, sent its latest harvest-like request")
    assert told(page, "(2) began on 9 Mar 2026, 08:00 UTC")
    assert told(
        page,
        "(40 %) read like a harvest; asked atlas-3 most (60 %); it had turned to atlas-3 by "
        "12 Mar 2026.",
    )
    assert "has stopped" not in page, "an older audit does not tell"
    for part, status in zip(first["parts"], ("ended", "active"), strict=True):
        part["status"] = status
    page = render(given)
    assert told(page, "The part of 80 has stopped: its latest harvest-like request came on 13 Mar")
    assert told(page, "Active; 80 of 120 members until 13 Mar")
    first["parts"][1]["status"] = "ended"
    assert "has stopped" not in render(given), "none of them goes on"
    harvest = "consistent with one coordinated harvest"
    assert before.count(harvest) - page.count(harvest) == 1
    paper = plain_words({**first, "evidence": [], "observables": []}, given["summary"])
    assert "one coordinated harvest" not in paper and "- 40 members: 40 share a card" in paper
