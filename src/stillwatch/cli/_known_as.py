"""Accounts that an audit under `--pseudonymise` replaced, found again by its key."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def known_as(key_file: Path | None, names: Iterable[str]) -> dict[str, str]:
    """Map pseudonyms of accounts to their names; empty without a key."""
    if key_file is None:
        return {}
    from stillwatch.cli.audit import _key
    from stillwatch.ingest.pseudonyms import pseudonym

    key = _key(key_file)
    assert key is not None
    return {pseudonym("account", name, key): name for name in names}
