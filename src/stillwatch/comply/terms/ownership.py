"""Who holds an account, through chains, as far as the account table says.

An owner is written ``NAME [CC] SHARE%``: the bracket holds its jurisdictions (commas between), and
both it and the share may be absent. An owner whose name is the `legal_name` of another row is
followed there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from stillwatch.ingest.accounts import AccountTable

DEEPEST = 12
"""Longest chain that is followed; what lies beyond is not known."""
# nothing open to the left: a search that may begin at each of many blanks takes minutes
_SHARE = re.compile(r"(?<!\d)(?<!\d[.,])(\d{1,3}(?:[.,]\d+)?) ?% ?\)?$")
"""A whole number: the last digits of a longer one are another share."""
_PLACE = re.compile(r" ?\[([A-Za-z, ]{2,60})\]$")


class Owner(NamedTuple):
    """One owner, as the table has it."""

    name: str
    places: tuple[str, ...]
    """Jurisdictions, upper case."""
    share: float | None
    """Per cent; null where it is not said."""


class Held(NamedTuple):
    """How much of an account owners of listed jurisdictions hold."""

    low: float
    """Per cent at least."""
    high: float
    """Per cent at most, if all that is not known were theirs."""
    chain: tuple[str, ...]
    """Who holds what of it, in words."""


def owner_of(text: str) -> Owner:
    """Read one owner.

    Examples
    --------
    >>> owner_of("Blue Harbour Holdings [KY] 60 %")
    Owner(name='Blue Harbour Holdings', places=('KY',), share=60.0)
    >>> owner_of("J. Doe")
    Owner(name='J. Doe', places=(), share=None)
    """
    share, places, rest = None, tuple[str, ...](), " ".join(text.split())
    if found := _SHARE.search(rest):
        number = float(found[1].replace(",", "."))
        if number <= 100:
            share, rest = number, rest[: found.start()].rstrip(" (,;:")
    if found := _PLACE.search(rest):
        places = tuple(p.strip().upper() for p in found[1].split(",") if p.strip())
        rest = rest[: found.start()]
    return Owner(rest.strip(), places, share)


class Registry:
    """The account table, by legal name.

    Parameters
    ----------
    table
        Account table.
    """

    def __init__(self, table: AccountTable) -> None:
        self.table = table
        self._by_name: dict[str, str] = {}
        for account in table.accounts():
            row = table.row(account, _LAST)
            name = row.details.get("legal_name") if row is not None else None
            if name:
                self._by_name.setdefault(_fold(name), account)

    def owners(self, account: str, at: datetime) -> list[Owner]:
        """Return the owners of an account at a moment; empty where none is said."""
        row = self.table.row(account, at)
        return [owner_of(text) for text in (row.details.get("owners", ()) if row else ())]

    def held(self, account: str, at: datetime, codes: frozenset[str], share: float) -> Held:
        """Return what owners of listed jurisdictions hold, low and high.

        Parameters
        ----------
        account
            As the table names it.
        at
            Moment at which owners are looked up.
        codes
            Jurisdictions, upper case.
        share
            Per cent from which a holder's holder makes it one of them.
        """
        return self._held(account, at, codes, share, ())

    def _held(
        self, account: str, at: datetime, codes: frozenset[str], share: float, path: tuple[str, ...]
    ) -> Held:
        owners = self.owners(account, at)
        if not owners or account in path or len(path) >= DEEPEST:
            return Held(0.0, 100.0, ())
        said = sum(owner.share for owner in owners if owner.share is not None)
        rest = max(0.0, 100.0 - said)
        unsaid = [owner for owner in owners if owner.share is None]
        low, high, chain = 0.0, 0.0, list[str]()
        if not unsaid:
            high += rest  # owners that the table does not name
        anybody = False
        for owner in owners:
            listed, why = self._listed(owner, at, codes, share, (*path, account))
            if owner.share is None:
                anybody |= listed is not False
                if listed and len(owners) == 1:
                    chain.append(f"{owner.name} ({why}), share not said")
                continue
            if listed:
                low += owner.share
                chain.append(f"{owner.name} ({why}) {owner.share:g} %")
            if listed is not False:
                high += owner.share
        high += rest if anybody else 0.0
        # three shares that make 50 % come to 49.99999999999999 in binary
        low, high = round(min(low, 100.0), 6), round(min(max(high, low), 100.0), 6)
        return Held(low, high, tuple(chain))

    def _listed(
        self, owner: Owner, at: datetime, codes: frozenset[str], share: float, path: tuple[str, ...]
    ) -> tuple[bool | None, str]:
        """Tell whether an owner is of a listed jurisdiction, itself or by its holders."""
        known = self._by_name.get(_fold(owner.name))
        row = self.table.row(known, at) if known is not None else None
        declared = row.details.get("jurisdictions", ()) if row is not None else ()
        places = {*owner.places, *(str(place).strip().upper() for place in declared)}
        if hit := sorted(places & codes):
            return True, ", ".join(hit)
        if known is not None:
            above = self._held(known, at, codes, share, path)
            if above.low >= share:
                return True, f"held by {'; '.join(above.chain)}"
            if self.owners(known, at):
                return (None if above.high >= share else False), ""
        return (False if places else None), ""


def listed_names(texts: Iterable[str]) -> list[str]:
    """Return the names of owners alone, in order."""
    return [name for text in texts if (name := owner_of(text).name)]


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


_LAST = datetime.fromisoformat("9999-12-31T00:00:00+00:00")
