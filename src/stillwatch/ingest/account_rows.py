"""One row of an account table: its fields, and how they are read from whatever they came as."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pyarrow as pa

from stillwatch.ingest.columns import as_bool, as_text
from stillwatch.ingest.times import parse_times

OVERRIDES = (
    *("end_user", "org", "key", "created", "country", "plan", "verified", "payment"),
    "email_domain",
)
"""Columns of an exchange that an account's row overrides where it has a value."""

FOLDED = {"country": str.upper, "email_domain": str.lower}
"""Fields whose case means nothing, and how it is made one."""

_NESTED = {"licence": ("scope", "document", "valid_until"), "allow": ("by", "until")}
_KNOWN = {
    *("account", "valid_from", "legal_name", "owners", "jurisdictions", "reseller", "legal_hold"),
    "revenue",
    *OVERRIDES,
    *_NESTED,
    *(f"{name}_{part}" for name, parts in _NESTED.items() for part in parts),
}
_ALIASES = {"licence_until": "licence_valid_until", "allow_valid_until": "allow_until"}
"""Ends by the other's name: one that is left out would make a permission hold for ever."""
_NOTHING = {"", "no", "none", "null", "false", "n", "n/a", "0", "-"}
"""Words for no licence and no clearance."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DAY = timedelta(days=1)
_LAST = datetime.max.replace(tzinfo=UTC) - _DAY


@dataclass(frozen=True)
class Licence:
    """A declared permission to train on outputs."""

    scope: str | None
    document: str | None
    """Where it is written."""
    valid_until: datetime | None
    """First moment at which it no longer holds; null: no end."""


@dataclass(frozen=True)
class AccountRow:
    """What holds of an account from `valid_from` on."""

    account: str
    valid_from: datetime | None
    """Null: since ever."""
    reseller: bool
    licence: Licence | None
    allow_by: str | None
    """Who reviewed and cleared the account."""
    allow_until: datetime | None
    """First moment at which the clearance no longer holds; null: no end."""
    legal_hold: bool
    details: dict[str, Any]
    """`legal_name`, `owners`, `jurisdictions`, `revenue` (in one currency and period, as the firm
    counts it) and the fields of `OVERRIDES` that were given."""


def row_of(raw: dict[str, Any]) -> AccountRow:
    """Read one row of an account table.

    Raises
    ------
    ValueError
        A field is missing or makes no sense; the message says which.
    """
    flat = _flatten(raw)
    account = as_text(flat.get("account"))
    if not account:
        raise ValueError("account is missing or empty")
    scope, document = _told(flat, "licence_scope"), _told(flat, "licence_document")
    until = _moment(flat, "licence_valid_until", ends=True)
    licence = Licence(scope, document, until) if scope or document else None
    if document and not scope and "licence_scope" in flat:
        raise ValueError("licence_scope says there is none, beside licence_document: leave one out")
    if until is not None and licence is None:
        raise ValueError("licence_valid_until without licence_scope or licence_document")
    allow_by = _told(flat, "allow_by")
    if not allow_by and {"allow_by", "allow_until"} <= flat.keys():
        raise ValueError("allow_by says there is none, beside allow_until: leave one out")
    details = _exchange_fields(flat)
    if "legal_name" in flat:
        details["legal_name"] = _text(flat, "legal_name")
    if "revenue" in flat:
        details["revenue"] = _amount(flat["revenue"])
    details |= {
        name: _names(flat, name, between)
        # a firm's name may hold a comma, a country's code does not
        for name, between in (("owners", ";"), ("jurisdictions", "[;,]"))
        if name in flat
    }
    return AccountRow(
        account,
        _moment(flat, "valid_from"),
        _flag(flat, "reseller"),
        licence,
        allow_by,
        _moment(flat, "allow_until", ends=True),
        _flag(flat, "legal_hold"),
        details,
    )


def unknown_columns(raw: dict[str, Any]) -> set[str]:
    """Return the names of columns that mean nothing here; they are kept aside, never an error."""
    return set(_flatten(raw)) - _KNOWN


def _flatten(raw: dict[str, Any]) -> dict[str, Any]:
    """Lift nested objects, strip `account.` from names, and drop what is null or empty.

    Raises
    ------
    ValueError
        Two fields mean the same and say different things, or a licence or clearance is no object.
    """
    flat: dict[str, Any] = {}
    for name, value in _lifted(raw):
        said = value.strip() if isinstance(value, str) else value
        if said is None or said == "" or said != said:
            continue
        if flat.setdefault(name, said) != said:
            raise ValueError(f"{name} is said twice, and not the same")
    return flat


def _lifted(raw: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield plain names and values, those within `account`, `licence` and `allow` too."""
    for spelt, value in raw.items():
        name = plain_name(prefix + spelt)
        if name in _NESTED:
            yield from _lifted(_object(name, value) or {}, f"{name}.")
        elif name == "account" and isinstance(value, dict) and not prefix:
            yield from _lifted(value, "account.")
        else:
            yield name, value


def _object(name: str, value: Any) -> dict[str, Any] | None:
    """Read a licence or a clearance, which CSV holds as the text of a JSON object.

    A mere word is refused: taken for a permission it might clear a harvester, and left out it would
    accuse a customer.
    """
    if value is None or value != value or _nothing(value):
        return None
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        found = None
    parts = _NESTED[name]
    if not isinstance(found, dict):
        columns = ", ".join(f"{name}_{part}" for part in parts)
        raise ValueError(f"{name} is no JSON object with {', '.join(parts)}: or use {columns}")
    if found and not {plain_name(f"{name}.{part}") for part in found} & _KNOWN:
        raise ValueError(f"{name} holds none of {', '.join(parts)}")
    return found


def plain_name(spelt: str) -> str:
    """Return a column's name as it is known here.

    Examples
    --------
    >>> plain_name("Account.ID"), plain_name("account.licence.scope"), plain_name("License_Until")
    ('account', 'licence_scope', 'licence_valid_until')
    """
    name = spelt.strip().lower().replace("license", "licence")
    if name == "account.id":
        return "account"
    name = name.removeprefix("account.")
    top, dot, rest = name.partition(".")
    if dot and top in _NESTED:
        name = f"{top}_{rest.strip()}"
    return _ALIASES.get(name, name)


def _nothing(value: Any) -> bool:
    text = as_text(value)
    return text is not None and text.strip().lower() in _NOTHING


def _exchange_fields(flat: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in OVERRIDES:
        if name not in flat:
            continue
        if name == "created":
            found[name] = _moment(flat, name)
        elif name == "verified":
            found[name] = _flag(flat, name)
        else:
            text = _text(flat, name)
            found[name] = FOLDED[name](text) if name in FOLDED else text
    return found


def _text(flat: dict[str, Any], name: str) -> str:
    text = as_text(flat[name])
    if text is None:
        raise ValueError(f"{name} is no text")
    return text


def _told(flat: dict[str, Any], name: str) -> str | None:
    """Read a text, or a list of texts as one: what permits something is never left out."""
    value = flat.get(name)
    if value is None or _nothing(value):
        return None
    parts = [as_text(part) for part in (value if isinstance(value, list) else [value])]
    if not parts or not all(parts):
        raise ValueError(f"{name} is no text, nor a list of texts")
    return "; ".join(str(part) for part in parts)


def _names(flat: dict[str, Any], name: str, between: str) -> list[str]:
    """Read a list of names (in CSV the text of a JSON list), or names in one text.

    One that cannot be read is an error: left out, an owner would escape a screening.
    """
    value = flat[name]
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            pass  # a name in brackets
    texts = [as_text(item) for item in (value if isinstance(value, list) else [value])]
    if None in texts:
        raise ValueError(f"{name} is no text, nor a list of texts")
    return [found for text in texts for part in re.split(between, text or "")
            if (found := part.strip())]  # fmt: skip


def _flag(flat: dict[str, Any], name: str) -> bool:
    value = as_bool(flat.get(name))
    if value is None and name in flat:
        word = str(flat[name]).strip().lower()
        if word not in ("yes", "no", "y", "n"):
            raise ValueError(f"{name} is neither true nor false")
        return word[0] == "y"
    return bool(value)


def _amount(value: Any) -> float:
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        found = -1.0
    if isinstance(value, bool) or not 0 <= found < 1e15:
        raise ValueError("revenue is no amount: a number from 0 on, without currency")
    return found


def _moment(flat: dict[str, Any], name: str, *, ends: bool = False) -> datetime | None:
    """Read a moment; a plain date is its first moment, or with `ends` the end of that day."""
    value = flat.get(name)
    if value is None:
        return None
    if isinstance(value, datetime) and (value.tzinfo or value.time() != time.min):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    # data frames hold a date as its midnight, without a zone
    day = str(value.date() if isinstance(value, datetime) else value).strip()
    try:
        if _DATE.fullmatch(day):
            first = datetime.fromisoformat(day).replace(tzinfo=UTC)
            # there is no day after 9999-12-31, by which people mean "for ever"
            return min(first, _LAST) + (_DAY if ends else 0 * _DAY)
        found = parse_times([value])[0].as_py() or _far(day)
    except (ValueError, OverflowError, pa.ArrowException):
        found = None
    if found is None:
        raise ValueError(f"{name} is neither a date nor RFC 3339 with a zone")
    moment: datetime = found
    return moment


def _far(text: str) -> datetime | None:
    """Read RFC 3339 of a year that no exchange is of: by 9999 people mean "for ever"."""
    found = datetime.fromisoformat(text)
    return None if found.tzinfo is None else found.astimezone(UTC)
