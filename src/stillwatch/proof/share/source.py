"""What an audit found that can be shared: one campaign, or the values of all of them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from stillwatch.contract.audit import SUMMARY, Audit
from stillwatch.contract.results import SEVERITIES, Campaign, SharedObservable
from stillwatch.proof.share.files import MEGABYTE
from stillwatch.proof.share.observables import TEMPLATES, TYPES, Value, canonical
from stillwatch.proof.share.vocabulary import KEPT
from stillwatch.proof.share.watch import load

LARGEST = 2048 * MEGABYTE
"""Largest `campaigns.json` that is read: our own, but it may have been put there by anybody."""

TELLING = 0.5
"""Share of the accounts with a value that have to be members for it to be shared: a value that
mostly others have would make their accounts look bad at every firm that gets it."""


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a campaign that other firms can look for."""

    type: str
    value: str
    """In canonical form (`share.observables`)."""
    members: int
    """Accounts of the campaign that show it."""
    outside: int
    """Other accounts that show it, too."""


class Shareable(msgspec.Struct, frozen=True, kw_only=True):
    """What of a campaign can be shared, and what was held back."""

    campaign: Campaign
    indicators: tuple[Indicator, ...]
    held_back: dict[str, int]
    """Reason to number of shared observables that are not among the indicators."""
    known: str = ""
    """RFC 3339: the end of the log that this is known from; empty where nobody knows."""


def campaigns(folder: Path) -> tuple[Campaign, ...]:
    """Return the campaigns of an audit's folder.

    Raises
    ------
    InputError
        The folder holds no audit, or its file is no such thing.
    """
    return Audit(folder, LARGEST).campaigns


def campaign(folder: Path, id: str) -> Campaign:
    """Return one campaign of an audit.

    Raises
    ------
    UsageError
        There is none of that id.
    """
    return Audit(folder, LARGEST).campaign(id)


def known_until(folder: Path) -> str:
    """Return the end of an audit's log, RFC 3339; empty if the folder does not say.

    Raises
    ------
    InputError
        Its `summary.json` is no such thing.
    """
    audit = Audit(folder, LARGEST)
    return audit.summary.counts.last if audit.has(SUMMARY) else ""


def shareable(campaign: Campaign, *, addresses: bool = False, known: str = "") -> Shareable:
    """Choose what of a campaign other firms can look for.

    Parameters
    ----------
    addresses
        Network prefixes, too.
    known
        End of the log, RFC 3339.
    """
    found: dict[Value, Indicator] = {}
    held: dict[str, int] = {}
    for shown_value in campaign.observables:
        value, why = _value(shown_value, addresses)
        if value is None:
            held[why] = held.get(why, 0) + 1
        elif value not in found:
            found[value] = Indicator(
                type=value.type, value=value.value,
                members=shown_value.members, outside=shown_value.outside,
            )  # fmt: skip
    return Shareable(campaign=campaign, indicators=tuple(found.values()), held_back=held,
                     known=known)  # fmt: skip


def values(source: Path, *, addresses: bool) -> tuple[list[Value], int]:
    """Return what of an audit (a folder) or a list to watch (a file) can be matched with a partner.

    Returns
    -------
    values
        Of every campaign that is `likely` or above; or of the list.
    kept
        How many of a list stay here, since who shared them does not want them to travel.
    """
    if source.is_dir():
        found = [
            Value(row.type, row.value)
            for campaign in campaigns(source)
            if SEVERITIES.index(campaign.severity) >= SEVERITIES.index("likely")
            for row in shareable(campaign, addresses=addresses).indicators
        ]
        return sorted(set(found)), 0
    rows = load(source).observables
    free = {Value(row.type, row.value) for row in rows if row.tlp not in KEPT}
    bound = {Value(row.type, row.value) for row in rows} - free
    return sorted(v for v in free if addresses or v.type != "ip_prefix"), len(bound)


def _value(seen: SharedObservable, addresses: bool) -> tuple[Value | None, str]:
    """Return the value to share, or None and the reason."""
    if seen.type not in TYPES:
        return None, "means something at this firm alone, or is personal"
    if seen.type == "ip_prefix" and not addresses:
        return None, "an address: only with --addresses"
    if seen.members < TELLING * (seen.members + seen.outside):
        return None, "most accounts that show it are not in the campaign"
    value = canonical(seen.type, seen.digest if seen.type in TEMPLATES else seen.value)
    return value, "" if value else "private, a pseudonym, or not in a form that others know"
