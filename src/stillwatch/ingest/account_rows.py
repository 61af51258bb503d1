"""One row of an account table: its fields, and how they are read from whatever they came as."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from stillwatch.ingest.columns import as_bool, as_text
from stillwatch.ingest.times import parse_times

OVERRIDES = (
    *("end_user", "org", "key", "created", "country", "plan", "verified", "payment"),
    "email_domain",
)
"""Columns of an exchange that an account's row overrides where it has a value."""

_NESTED = {"licence": ("scope", "document", "valid_until"), "allow": ("by", "until")}
_KNOWN = {
    *("account", "valid_from", "legal_name", "owners", "jurisdictions", "reseller", "legal_hold"),
    "revenue",
    *OVERRIDES,
    *_NESTED,
    *(f"{name}_{part}" for name, parts in _NESTED.items() for part in parts),
}
_NOTHING = {"no", "none", "null", "false", "n"}
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
    if until is not None and licence is None:
        raise ValueError("licence_valid_until without licence_scope or licence_document")
    allow_by = _told(flat, "allow_by")
    details = _exchange_fields(flat)
    if "legal_name" in flat:
        details["legal_name"] = as_text(flat["legal_name"])
    if "revenue" in flat:
        details["revenue"] = _amount(flat["revenue"])
    details |= {n: _names(flat[n]) for n in ("owners", "jurisdictions") if n in flat}
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
    for spelt, value in raw.items():
        name = spelt.strip().replace("license", "licence")
        value = _object(name, value) if name in _NESTED else value
        parts = {name: value}
        if isinstance(value, dict) and name in ("account", *_NESTED):
            parts = {f"{name}.{part}": inner for part, inner in value.items()}
        for full, said in parts.items():
            if said is None or said == "" or said != said:
                continue
            plain = _plain(full)
            if flat.setdefault(plain, said) != said:
                raise ValueError(f"{plain} is said twice, and not the same")
    return flat


def _object(name: str, value: Any) -> dict[str, Any] | None:
    """Read a licence or a clearance, which CSV holds as the text of a JSON object.

    A mere word is refused: taken for a permission it might clear a harvester, and left out it would
    accuse a customer.
    """
    told = value.strip() if isinstance(value, str) else value
    if told is None or told != told or told is False or str(told).lower() in {"", *_NOTHING}:
        return None
    try:
        found = json.loads(told) if isinstance(told, str) else told
    except (ValueError, RecursionError):
        found = None
    parts = _NESTED[name]
    if isinstance(found, dict) and found and not found.keys() & set(parts):
        raise ValueError(f"{name} holds none of {', '.join(parts)}")
    if not isinstance(found, dict):
        columns = ", ".join(f"{name}_{part}" for part in parts)
        raise ValueError(f"{name} is no JSON object with {', '.join(parts)}: or use {columns}")
    return found


def _plain(name: str) -> str:
    top, dot, rest = name.partition(".")
    if not dot:
        return name
    if top == "account":
        return "account" if rest == "id" else rest
    return f"{top}_{rest}" if top in _NESTED else name


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
            found[name] = as_text(flat[name])
    return found


def _told(flat: dict[str, Any], name: str) -> str | None:
    """Read a text, or a list of texts as one: what permits something is never left out."""
    if name not in flat:
        return None
    value = flat[name]
    parts = [as_text(part) for part in (value if isinstance(value, list) else [value])]
    if not parts or not all(parts):
        raise ValueError(f"{name} is no text, nor a list of texts")
    return "; ".join(str(part) for part in parts)


def _names(value: Any) -> list[str]:
    """Read a list, or names separated by semicolons."""
    items = value.split(";") if isinstance(value, str) else value
    items = items if isinstance(items, list) else [items]
    return [name for item in items if (name := (as_text(item) or "").strip())]


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
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    day = str(value).strip()
    try:
        if len(day) == 10 and not isinstance(value, (int, float)):
            first = datetime.fromisoformat(day).replace(tzinfo=UTC)
            # there is no day after 9999-12-31, by which people mean "for ever"
            return min(first, _LAST) + (_DAY if ends else 0 * _DAY)
        found = parse_times([value])[0].as_py()
    except (ValueError, pa.ArrowException):
        found = None
    if found is None:
        raise ValueError(f"{name} is neither a date nor RFC 3339 with a zone")
    moment: datetime = found
    return moment
