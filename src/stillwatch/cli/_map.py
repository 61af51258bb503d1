"""The map of a log's fields, as the options `--map` and `--account-field` give it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from stillwatch.ingest.mapping import Mapping


def map_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that reads logs both options, as `map_file` and `account_field`."""
    command = click.option(
        "--account-field", metavar="PATH",
        help="Field of these logs that tells accounts apart, e.g. metadata.team; of one format's "
        "records alone: otlp:tenant.id.",
    )(command)  # fmt: skip
    return click.option(
        "--map", "map_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help="TOML or JSON file that says which field of these logs is which of ours.",
    )(command)  # fmt: skip


def mapping_of(file: Path | None, account_field: str | None) -> Mapping | None:
    """Return the map that both options make together; null without either."""
    from stillwatch.errors import InputError
    from stillwatch.ingest.mapping import Mapping
    from stillwatch.ingest.read import formats

    if file is None and account_field is None:
        return None
    mapping = Mapping() if file is None else Mapping.read(file)
    known = formats()
    for name in mapping.formats:
        if name not in known:
            raise InputError(
                f"no log format is called {name!r}: known are {', '.join(known)}", path=mapping.name
            )
    return mapping if account_field is None else mapping.with_account(account_field, known)
