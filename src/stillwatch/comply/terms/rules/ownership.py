"""Rule kind `ownership`: majority owners in listed jurisdictions, through chains."""

from __future__ import annotations

from typing import Self

from stillwatch.comply.terms.base import COMMON, Case, Rule, Touch, common, uncoded
from stillwatch.comply.terms.files import Table
from stillwatch.comply.terms.ownership import Registry

WHOLE = 100.5
"""Per cent up to which shares may come, rounded as they are."""


class OwnershipRule(Rule):
    """An account held, by at least `share`, by owners of listed jurisdictions.

    Shares of several such owners are added, and a holder that is itself held so counts with its
    whole share, as in the 50 percent rule of the US Treasury (OFAC guidance of 13 Aug 2014).

    Parameters
    ----------
    codes
        ISO 3166-1 alpha-2 codes, upper case.
    share
        Per cent.
    """

    name = "ownership"

    def __init__(self, *about: object, codes: frozenset[str], share: float) -> None:
        super().__init__(*about)  # type: ignore[arg-type]
        self.codes, self.share = codes, share
        self._registry: Registry | None = None

    @classmethod
    def read(cls, table: Table) -> Self:
        """Read the rule."""
        table.only(*COMMON, "jurisdictions", "share")
        codes = frozenset(code.upper() for code in table.texts("jurisdictions"))
        if not codes:
            raise table.wrong("jurisdictions is missing: a list of country codes")
        share = table.number("share", 1, 100)
        return cls(*common(table), codes=codes, share=50.0 if share is None else share)

    def odd(self) -> list[str]:
        """Name codes that are none of a country."""
        return uncoded(self.codes)

    def touch(self, case: Case) -> Touch | None:
        """Follow the chain of owners, as far as the account table says."""
        if self._registry is None or self._registry.table is not case.table:
            self._registry = Registry(case.table)
        held = self._registry.held(case.known_as, case.until, self.codes, self.share)
        where = ", ".join(sorted(self.codes))
        values = {"low": held.low, "high": held.high, "chain": list(held.chain)}
        if held.low >= self.share:
            said = f"owners in {where} hold at least {held.low:g} %: {'; '.join(held.chain)}"
            owners = self._registry.owners(case.known_as, case.until)
            total = sum(owner.share for owner in owners if owner.share is not None)
            if total > WHOLE:  # one of them is wrong, and nobody knows which
                said += f"; but all shares come to {total:g} %"
            return Touch(said, values | {"total": total}, certain=total <= WHOLE)
        if held.high >= self.share:
            if held.low == 0 and held.high == 100 and not held.chain:
                said = "no owners, or no jurisdictions and shares of them, are known of the account"
                return Touch(said, values, certain=False, blank=True)
            said = f"owners in {where} hold between {held.low:g} % and {held.high:g} %"
            return Touch(f"{said}: shares or owners are not known", values, certain=False)
        return None
