"""What names a store of decisions on the command line: a file, or the address of a server."""

from __future__ import annotations

from pathlib import Path

import click

from stillwatch.core.errors import UsageError

Where = Path | str
"""A file, or `postgresql://USER@HOST/DATABASE`."""


class StoreType(click.Path):
    """Takes either; an address may not hold a password, which others on the machine could read."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, dir_okay=False)

    def convert(  # type: ignore[override]
        self, value: Where, param: click.Parameter | None, ctx: click.Context | None
    ) -> Where:
        """Return a path, or the address as it is."""
        from stillwatch.respond.decisions._address import address_of, is_address

        if not isinstance(value, str) or not is_address(value):
            made: Path = super().convert(value, param, ctx)  # type: ignore[assignment]
            return made
        if address_of(value).password is not None:
            raise UsageError(
                "a password has no place on a command line, where others on this machine read it: "
                "give it by PGPASSWORD or ~/.pgpass"
            )
        return value


STORE = StoreType()


def there_is(where: Where) -> bool:
    """Whether there is a store, or it is on a server, which says itself whether there is."""
    return isinstance(where, str) or where.exists()
