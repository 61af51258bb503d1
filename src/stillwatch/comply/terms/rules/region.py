"""Rule kind `region`: where the customer is, against a list of jurisdictions."""

from __future__ import annotations

from typing import Self

from stillwatch.comply.terms.base import COMMON, Case, Rule, Touch, common, uncoded
from stillwatch.comply.terms.files import Table


class RegionRule(Rule):
    """An account whose declared jurisdictions or country are denied, or not among the allowed.

    Parameters
    ----------
    codes
        ISO 3166-1 alpha-2 codes, upper case.
    denied
        Whether the codes are those denied; otherwise those allowed.
    """

    name = "region"

    def __init__(self, *about: object, codes: frozenset[str], denied: bool) -> None:
        super().__init__(*about)  # type: ignore[arg-type]
        self.codes, self.denied = codes, denied

    @classmethod
    def read(cls, table: Table) -> Self:
        """Read the rule: either `allowed` or `denied`."""
        table.only(*COMMON, "allowed", "denied")
        allowed, denied = table.texts("allowed"), table.texts("denied")
        if bool(allowed) == bool(denied):
            raise table.wrong("give either allowed or denied, a list of country codes")
        codes = frozenset(code.upper() for code in allowed or denied)
        return cls(*common(table), codes=codes, denied=bool(denied))

    def odd(self) -> list[str]:
        """Name codes that are none of a country."""
        return uncoded(self.codes)

    def touch(self, case: Case) -> Touch | None:
        """Look at the account table's row at the time."""
        row = case.table.row(case.known_as, case.until)
        details = row.details if row is not None else {}
        places = [*details.get("jurisdictions", ()), details.get("country") or ""]
        known = sorted({str(place).strip().upper() for place in places} - {""})
        if not known:
            said = "no jurisdiction or country is known of the account"
            return Touch(said, {"known": []}, certain=False, blank=True)
        hit = [code for code in known if (code in self.codes) == self.denied]
        if not hit:
            return None
        kind = "denied" if self.denied else "outside those allowed"
        return Touch(f"declared for {', '.join(hit)}, {kind}", {"known": known, "hit": hit})
