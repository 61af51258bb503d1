"""The map of a log's fields, as the options `--map` and `--account-field` give it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stillwatch.ingest.mapping import Mapping


def mapping_of(file: Path | None, account_field: str | None) -> Mapping | None:
    """Return the map that both options make together; null without either."""
    from stillwatch.ingest.mapping import Mapping

    if file is None and account_field is None:
        return None
    mapping = Mapping() if file is None else Mapping.read(file)
    return mapping if account_field is None else mapping.with_account(account_field)
