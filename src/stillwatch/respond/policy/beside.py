"""What is known besides an audit: the account table, the terms that speak, matches to review."""

from __future__ import annotations

from pathlib import Path

import msgspec

from stillwatch.core.errors import InputError, shown
from stillwatch.ingest.accounts import read_accounts
from stillwatch.proof.share.files import MEGABYTE, decode, read
from stillwatch.respond.policy.gather import More

LARGEST = 1024 * MEGABYTE


class _Line(msgspec.Struct):
    account: str
    rule: str


class _Terms(msgspec.Struct):
    version: int
    lines: tuple[_Line, ...]


class _Match(msgspec.Struct):
    account: str


class _Screening(msgspec.Struct):
    version: int
    matches: tuple[_Match, ...]


def beside(accounts: Path | None, terms: Path | None, screening: Path | None) -> More:
    """Read what is given.

    Parameters
    ----------
    accounts
        The account table.
    terms
        What `stillwatch comply terms apply --out` wrote.
    screening
        What `stillwatch comply screen --out` wrote.

    Raises
    ------
    InputError
        A file cannot be read, or is not what it should be.
    """
    found = More(read_accounts(accounts) if accounts else None)
    if terms is not None:
        spoken: dict[str, set[str]] = {}
        told: _Terms = decode(read(terms, LARGEST), _Terms, terms, "what terms apply writes")
        _version(told.version, terms)
        for line in told.lines:
            spoken.setdefault(line.account, set()).add(line.rule)
        found = found._replace(terms=spoken)
    if screening is not None:
        counts: dict[str, int] = {}
        seen: _Screening = decode(
            read(screening, LARGEST), _Screening, screening, "what screen writes"
        )
        _version(seen.version, screening)
        for match in seen.matches:
            counts[match.account] = counts.get(match.account, 0) + 1
        found = found._replace(screened=counts)
    return found


def _version(version: int, path: Path) -> None:
    if version != 1:
        raise InputError(f"version {version}; this release reads 1", path=shown(path))
