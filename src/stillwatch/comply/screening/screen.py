"""Screen an account table: legal names and owners, each match explained, for people to review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from stillwatch.comply.screening.lists import Entry, PartyList
from stillwatch.comply.screening.match import Match, Matcher
from stillwatch.comply.screening.names import name_of
from stillwatch.comply.terms.ownership import owner_of
from stillwatch.ingest.accounts import AccountTable

THRESHOLD = 0.8
"""Score from which a match is shown; what it costs is measured in `docs/results.md`."""
MOST = 10
"""Matches shown for one name, closest first."""
STALE = 30
"""Days after which a list is called old: the published lists change every week."""
NOTICE = (
    "Every line is for review by a person: alike names are no identity, and a name that is not "
    "listed here is not cleared. Nothing here is a verdict or legal advice."
)


class Party(NamedTuple):
    """A name to be looked up."""

    account: str
    role: str
    """`customer` or `owner`."""
    name: str
    places: tuple[str, ...]
    """Codes of jurisdictions and country, upper case."""
    share: float | None


class Hit(NamedTuple):
    """A name and a listed party that are alike."""

    party: Party
    entry: Entry
    list: PartyList
    listed_name: str
    """The name or alias that is alike."""
    match: Match
    left_out: int = 0
    """Further listed parties that are alike and not shown; told at the last of a name's hits."""


def parties(table: AccountTable, at: datetime) -> list[Party]:
    """Return the names of an account table, as they stand at a moment: customers and owners.

    A name without a letter or a digit, such as a dash, is none: nothing would be compared.
    """
    found = []
    for account in table.accounts():
        row = table.row(account, at)
        details = row.details if row is not None else {}
        known = [*details.get("jurisdictions", ()), details.get("country") or ""]
        places = tuple(sorted({str(place).strip().upper() for place in known} - {""}))
        if name_of(details.get("legal_name") or "").words:
            found.append(Party(account, "customer", details["legal_name"], places, None))
        for text in details.get("owners", ()):
            owner = owner_of(text)
            if name_of(owner.name).words:
                found.append(Party(account, "owner", owner.name, owner.places, owner.share))
    return found


def screen(
    names: Sequence[Party],
    lists: Sequence[PartyList],
    threshold: float = THRESHOLD,
    progress: Callable[[int], None] = lambda done: None,
) -> list[Hit]:
    """Look names up in lists.

    Parameters
    ----------
    names
        Whom to look up.
    lists
        Where.
    threshold
        Score from which a match is shown, 0 to 1.
    progress
        Is told how many names are done.

    Returns
    -------
    list of Hit
        Closest first; of one party of a list, only its closest name; `MOST` of one looked-up name.
    """
    listed, written = list[tuple[PartyList, Entry]](), list[str]()
    for party_list in lists:
        for entry in party_list.entries:
            for text in (entry.name, *entry.aliases):
                listed.append((party_list, entry))
                written.append(text)
    matcher = Matcher(name_of(text) for text in written)
    hits = list[Hit]()
    seen: dict[str, list[Match]] = {}
    for done, party in enumerate(names, 1):
        matches = seen.get(party.name)
        if matches is None:
            matches = seen[party.name] = matcher.find(name_of(party.name), threshold)
        closest: dict[int, Hit] = {}
        for match in matches:
            party_list, entry = listed[match.place]
            hit = Hit(party, entry, party_list, written[match.place], match)
            closest.setdefault(id(entry), hit)
        shown = list(closest.values())[:MOST]
        if len(closest) > MOST:
            shown[-1] = shown[-1]._replace(left_out=len(closest) - MOST)
        hits += shown
        progress(done)
    return sorted(hits, key=lambda h: (-h.match.score, h.party.account, h.party.name, h.entry.id))


def facts(hit: Hit) -> list[str]:
    """Return what speaks for or against one identity, besides the name; no part of the score."""
    found = []
    ours, theirs = set(hit.party.places), set(hit.entry.countries)
    if ours & theirs:
        found.append(f"same country: {', '.join(sorted(ours & theirs))}")
    elif ours and theirs:
        found.append(
            f"other countries: {', '.join(sorted(ours))} here, {', '.join(sorted(theirs))} listed"
        )
    else:
        found.append("countries cannot be compared: one side names none")
    if hit.entry.type.lower() == "individual" and name_of(hit.party.name).forms:
        found.append("the listed party is a person, and this name has a company's legal form")
    if hit.listed_name != hit.entry.name:
        found.append(f"matched an alias of {hit.entry.name}")
    return found


def why(match: Match) -> str:
    """Return a score's reason as one sentence.

    Examples
    --------
    >>> from stillwatch.comply.screening.match import Pair
    >>> why(Match(0, 0.9, (Pair("zemla", "zemlya", 0.95, 0.95),), (), ("plant",), False))
    'zemla is like zemlya (0.95); the listed name also has plant'
    """
    if match.joined:
        return "alike when the words are run together"
    same = [p.ours for p in match.pairs if p.similarity == 1]
    said = [f"equal: {', '.join(same)}"] if same else []
    said += [
        f"{p.ours} is like {p.listed} ({p.similarity:.2f})" for p in match.pairs if p.similarity < 1
    ]
    if match.ours_only:
        said.append(f"only this name has {', '.join(match.ours_only)}")
    if match.listed_only:
        said.append(f"the listed name also has {', '.join(match.listed_only)}")
    return "; ".join(said)


def as_dict(
    hits: Sequence[Hit],
    names: Sequence[Party],
    lists: Sequence[PartyList],
    threshold: float,
    as_of: date,
    accounts: int,
) -> dict[str, Any]:
    """Return a screening as JSON."""
    return {
        "version": 1,
        "notice": NOTICE,
        "as_of": as_of.isoformat(),
        "threshold": threshold,
        "accounts": accounts,
        "names": len(names),
        "accounts_without_names": accounts - len({party.account for party in names}),
        "lists": [
            {
                "path": part.path,
                "sha256": part.sha256,
                "date": part.date.isoformat() if part.date is not None else None,
                "parties": len(part.entries),
                "sources": sorted({entry.list for entry in part.entries}),
            }
            for part in lists
        ],
        "warnings": warnings(lists, as_of),
        "matches_left_out": sum(hit.left_out for hit in hits),
        "matches": [_hit(hit) for hit in hits],
    }


def warnings(lists: Sequence[PartyList], as_of: date) -> list[str]:
    """Say which lists are old or of no known date."""
    found = []
    for part in lists:
        if part.date is None:
            found.append(f"{part.path}: its date is not known; say it with --list-date")
        elif (age := (as_of - part.date).days) < -1:
            found.append(f"{part.path}: its date, {part.date.isoformat()}, is yet to come")
        elif age > STALE:
            found.append(f"{part.path}: is {age} days old on {as_of.isoformat()}")
    return found


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "result": "review",
        "account": hit.party.account,
        "role": hit.party.role,
        "name": hit.party.name,
        "share": hit.party.share,
        "score": round(hit.match.score, 3),
        "why": why(hit.match),
        "pairs": [
            {**p._asdict(), "similarity": round(p.similarity, 3), "weight": round(p.weight, 3)}
            for p in hit.match.pairs
        ],
        "facts": facts(hit),
        "listed": {
            "list": hit.entry.list,
            "id": hit.entry.id,
            "name": hit.entry.name,
            "matched": hit.listed_name,
            "type": hit.entry.type or None,
            "programs": list(hit.entry.programs),
            "countries": list(hit.entry.countries),
            "addresses": list(hit.entry.addresses),
            "url": hit.entry.url or None,
            "since": hit.entry.since or None,
            "list_date": hit.list.date.isoformat() if hit.list.date is not None else None,
        },
    }


def end_of(day: date) -> datetime:
    """Return the last moment of a day, UTC."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC)
