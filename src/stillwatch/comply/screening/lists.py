"""Lists of restricted parties: the US Consolidated Screening List's columns, or others by a map.

CSV with these columns, or JSON with these names, as the International Trade Administration
publishes the list: `_id` (`id`), `source`, `entity_number`, `type`, `programs`, `name`,
`alt_names`, `addresses`, `source_list_url`, `source_information_url`, `start_date`, `end_date`,
`nationalities`, `citizenships`, `ids`. In CSV, lists have semicolons between; in JSON they are
lists and an address is an object whose `country` is a code.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from stillwatch.comply.terms.files import Table, records_of, toml_of
from stillwatch.core.errors import InputError, shown

COLUMNS = {
    "id": ("id", "_id"),
    "name": ("name",),
    "aliases": ("alt_names",),
    "source": ("source",),
    "number": ("entity_number",),
    "type": ("type",),
    "programs": ("programs",),
    "addresses": ("addresses",),
    "countries": ("nationalities", "citizenships"),
    "url": ("source_list_url", "source_information_url"),
    "since": ("start_date",),
}
"""Our fields, and the columns of the Consolidated Screening List that hold them."""
_MANY = ("aliases", "programs", "addresses", "countries")
_LAST_CODE = re.compile(r"\b([A-Z]{2})\s*$")


class Entry(NamedTuple):
    """One party of a list."""

    list: str
    """The list's name, as its entry or the map has it."""
    id: str
    name: str
    aliases: tuple[str, ...]
    type: str
    programs: tuple[str, ...]
    countries: tuple[str, ...]
    """Codes, upper case, from addresses, nationalities and citizenships."""
    addresses: tuple[str, ...]
    url: str
    since: str


class PartyList(NamedTuple):
    """A list, and what to quote of it."""

    path: str
    sha256: str
    date: date | None
    """Date of the list, where the map or the user says it: its file does not."""
    entries: tuple[Entry, ...]


class ListMap(NamedTuple):
    """Which columns of another list are which of our fields."""

    columns: dict[str, tuple[str, ...]]
    separator: str
    name: str
    url: str
    date: date | None


CSL = ListMap(COLUMNS, ";", "", "", None)
"""The Consolidated Screening List itself."""


def read_map(path: Path) -> ListMap:
    """Read a map: TOML with `[fields]` (our field to a column, or several) and `[list]`.

    Raises
    ------
    InputError
        The file cannot be read, or names a field that there is not.
    """
    root = Table(toml_of(path), path)
    root.only("fields", "list")
    fields, about = root.table("fields"), root.table("list")
    fields.only(*COLUMNS)
    about.only("name", "url", "date", "separator")
    columns: dict[str, tuple[str, ...]] = {}
    for name, value in fields.items():
        columns[name] = fields.texts(name) if isinstance(value, list) else (fields.text(name),)
    if not columns.get("name"):
        raise fields.wrong("name is missing: the column with the party's name")
    separator = about.text("separator", ";")
    return ListMap(
        columns, separator, about.text("name", ""), about.text("url", ""), about.day("date")
    )


def read_list(path: Path, mapping: ListMap = CSL, dated: date | None = None) -> PartyList:
    """Read a list of restricted parties.

    Parameters
    ----------
    path
        CSV, JSON or JSON lines; may be compressed.
    mapping
        Which column is what.
    dated
        Date of the list, where the user says it.

    Raises
    ------
    InputError
        The file cannot be read, has no column for names, or no party.
    """
    records = records_of(path)
    known = {column for _, row in records[:1000] for column in row}
    if not any(column in known for column in mapping.columns["name"]):
        wanted = " or ".join(mapping.columns["name"])
        raise InputError(
            f"no party, or no column called {wanted}",
            path=shown(path),
            remedy="give --map FILE for a list in another format",
        )
    entries = []
    for number, row in records:
        entry = _entry(row, mapping, number)
        if entry is not None:
            entries.append(entry)
    if not entries:
        raise InputError("no party has a name", path=shown(path))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return PartyList(shown(path), digest, dated or mapping.date, tuple(entries))


def _entry(row: dict[str, Any], mapping: ListMap, number: int) -> Entry | None:
    def one(field: str) -> str:
        for column in mapping.columns.get(field, ()):
            value = row.get(column)
            if isinstance(value, str | int | float) and str(value).strip():
                return str(value).strip()
        return ""

    def many(field: str) -> list[Any]:
        found: list[Any] = []
        for column in mapping.columns.get(field, ()):
            value = row.get(column)
            if isinstance(value, str):
                found += [part.strip() for part in value.split(mapping.separator) if part.strip()]
            elif isinstance(value, list):
                found += value
        return found

    name = one("name")
    if not name:
        return None
    places, countries = list[str](), set[str]()
    for address in many("addresses"):
        if isinstance(address, dict):
            parts = [v.strip() for v in address.values() if isinstance(v, str) and v.strip()]
            places.append(", ".join(parts))
            code = address.get("country")
            countries.add(code.strip().upper() if isinstance(code, str) else "")
        elif isinstance(address, str):
            places.append(address)
            code_found = _LAST_CODE.search(address)
            countries.add(code_found[1] if code_found else "")
    countries |= {v.upper() for v in many("countries") if isinstance(v, str) and len(v) == 2}
    return Entry(
        one("source") or mapping.name or "list",
        one("id") or one("number") or f"row {number}",
        name,
        tuple(dict.fromkeys(v for v in many("aliases") if isinstance(v, str))),
        one("type"),
        tuple(v for v in many("programs") if isinstance(v, str)),
        tuple(sorted(countries - {""})),
        tuple(places),
        one("url") or mapping.url,
        one("since"),
    )
