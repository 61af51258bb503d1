"""Who accepted which version of which document, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from stillwatch.comply.terms.files import moment_of, records_of
from stillwatch.core.errors import InputError, shown

_KNOWN = ("account", "document", "version", "accepted_at", "by", "sha256")


class Acceptance(NamedTuple):
    """One acceptance."""

    account: str
    document: str
    version: str
    at: datetime
    by: str
    """Who clicked or signed; empty where it is not said."""
    sha256: str
    """Digest of the text that was shown, where it was kept; else empty."""


class Acceptances:
    """Acceptances, looked up by account, document and moment.

    Parameters
    ----------
    rows
        In any order.
    """

    def __init__(self, rows: Iterable[Acceptance] = ()) -> None:
        self._rows: dict[tuple[str, str], list[Acceptance]] = {}
        for row in sorted(rows, key=lambda r: r.at):
            self._rows.setdefault((row.account, row.document), []).append(row)

    def __len__(self) -> int:
        """Return the number of acceptances."""
        return sum(map(len, self._rows.values()))

    def at(self, account: str, document: str, moment: datetime) -> Acceptance | None:
        """Return the latest acceptance up to a moment, or nothing."""
        held = [row for row in self._rows.get((account, document), ()) if row.at <= moment]
        return held[-1] if held else None

    def between(
        self, account: str, document: str, since: datetime, until: datetime
    ) -> list[Acceptance]:
        """Return the acceptances after `since`, up to `until`."""
        rows = self._rows.get((account, document), ())
        return [row for row in rows if since < row.at <= until]

    def accounts(self, document: str) -> set[str]:
        """Return the accounts that accepted any version of a document."""
        return {account for account, name in self._rows if name == document}


def read_acceptances(path: Path) -> Acceptances:
    """Read acceptances: CSV with a header, JSON lines or a JSON list.

    Raises
    ------
    InputError
        The file cannot be read, or a row lacks a field or has a time that makes no sense.
    """
    rows = []
    for number, raw in records_of(path):
        try:
            rows.append(_row(raw))
        except ValueError as error:
            raise InputError(str(error), path=shown(path), line=number) from None
    return Acceptances(rows)


def _row(raw: dict[str, object]) -> Acceptance:
    text = {}
    for name in _KNOWN:
        value = raw.get(name)
        if value is not None and not isinstance(value, str | int):
            raise ValueError(f"{name} is not a text")
        text[name] = "" if value is None or isinstance(value, bool) else str(value).strip()
    for name in ("account", "document", "version", "accepted_at"):
        if not text[name]:
            raise ValueError(f"{name} is missing or empty")
    at = moment_of(text["accepted_at"])
    if at is None:
        raise ValueError("accepted_at is neither a date nor RFC 3339 with a zone")
    digest = text["sha256"].lower()
    return Acceptance(text["account"], text["document"], text["version"], at, text["by"], digest)
