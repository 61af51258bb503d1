"""A firm's own labels, as a table: who is known to have harvested, and who is known not to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isnan
from typing import Any

from stillwatch.core.errors import InputError
from stillwatch.score.truth import LICENSED_POPULATIONS, TrueCampaign, TrueUnit, Truth, Unit

COLUMNS = ("account", "end_user", "campaign", "population", "licensed")
"""Columns that are read; the first and the third must be there."""
INNOCENT = "innocent"
"""Population of whoever is in no campaign, where the table names none."""
AUDITED = frozenset({"severity", "first_flagged_at"})
"""Columns of what an audit writes: by that it would be measured against itself."""
RESERVED = frozenset({"benign", "licensed"})
"""What figures call units that are of no campaign."""
NOBODY = frozenset({"none", "no", "null", "false", "innocent", "n/a", "-"})
"""Words that people write for none, and that would be a campaign."""
YES, NO = frozenset({"true", "yes", "1"}), frozenset({"", "false", "no", "0"})


def labelled(rows: Iterable[tuple[int, Mapping[str, Any]]], path: str) -> Truth:
    """Return what a table says, an account (or end user) a row.

    `campaign` names the campaign that an account is known to belong to; empty: known to belong to
    none. Accounts that are not in the table are not known, and count in no figure.

    Parameters
    ----------
    rows
        Each with its line.
    path
        The file that they are of, for errors.

    Raises
    ------
    InputError
        It lacks a column, or contradicts itself.
    """
    units: dict[Unit, TrueUnit] = {}
    for line, raw in rows:
        row = {str(name).strip().lower(): value for name, value in raw.items()}
        if len(row) < len(raw):
            raise InputError("two columns have one name", path=path, line=line)
        if AUDITED <= row.keys():
            remedy = "give a table of what you know: account and campaign"
            raise InputError(
                "these are no labels, but what an audit wrote", path=path, remedy=remedy
            )
        try:
            unit, what = _row(row)
        except ValueError as error:
            raise InputError(str(error), path=path, line=line) from None
        if unit in units:
            raise InputError(f"account {unit.account!r} is there twice", path=path, line=line)
        units[unit] = what
    if not units:
        raise InputError("no labels in it", path=path)
    names = sorted({what.campaign for what in units.values() if what.campaign is not None})
    campaigns = {name: TrueCampaign(name, name, None, None, ()) for name in names}
    return Truth(units, campaigns)


def _row(row: dict[str, Any]) -> tuple[Unit, TrueUnit]:
    if "campaign" not in row:
        raise ValueError("no column is called campaign (empty: known to belong to none)")
    account, user, campaign, population, licensed = (_text(row.get(name)) for name in COLUMNS)
    if "account" not in row:
        raise ValueError("no column is called account")
    if not account:
        raise ValueError("account is empty")
    if campaign.lower() in RESERVED | NOBODY:
        raise ValueError(
            f"campaign is {campaign!r}: leave it empty for who is known to be in none, or call it "
            "otherwise"
        )
    if licensed.lower() not in YES | NO:
        raise ValueError(f"licensed is {licensed[:40]!r}: write true or false")
    name = population or ("campaign" if campaign else INNOCENT)
    allowed = licensed.lower() in YES or name in LICENSED_POPULATIONS
    what = TrueUnit(name, campaign or None, allowed)
    return Unit(account, user or None), what


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and isnan(value):
        return ""  # what a column of numbers has for nothing
    if isinstance(value, bool | int | str):
        text = str(value).strip()
        try:
            text.encode()
        except UnicodeEncodeError:
            raise ValueError("a text of it is no valid Unicode") from None
        return text
    raise ValueError(f"{str(value)[:40]!r} is no text")
