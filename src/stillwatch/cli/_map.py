"""The map of a log's fields, as the options `--map` and `--account-field` give it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from stillwatch.ingest.mapping import Mapping


_NAMES = sorted(p.stem for p in (Path(__file__).parent.parent / "ingest" / "maps").glob("*.toml"))
"""As `stillwatch.ingest.shipped` has them, which is slow to import: help answers at once."""


class MapFile(click.Path):
    """A map: the path of a file, or the name of one that comes with the package."""

    name = "map"

    def __init__(self, *, exists: bool = False) -> None:
        super().__init__(path_type=Path, dir_okay=False, exists=exists)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the file's path; a bare name is that of a map of the package first."""
        from stillwatch.ingest.shipped import shipped

        said = str(value)
        if said in shipped():
            if Path(said).exists():
                click.echo(
                    f"--map {said}: the map of this name that comes with stillwatch is read; for "
                    f"the file here give ./{said}", err=True,
                )  # fmt: skip
            return shipped()[said].path
        bare = isinstance(value, str) and not set("/\\.") & set(said)
        if bare and not Path(said).exists():
            self.fail(
                f"no map is called {said!r}, and there is no such file: maps that come with "
                f"stillwatch are {', '.join(shipped())}", param, ctx,
            )  # fmt: skip
        return super().convert(value, param, ctx)


def map_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that reads logs both options, as `map_files` and `account_field`."""
    command = click.option(
        "--account-field", metavar="PATH",
        help="Field of these logs that tells accounts apart, e.g. metadata.team; of one format's "
        "records alone: otlp:tenant.id.",
    )(command)  # fmt: skip
    return map_option(command)


map_option = click.option(
    "--map", "map_files", type=MapFile(), metavar="FILE", multiple=True,
    help="TOML or JSON file that says which field of these logs is which of ours, or the name "
    f"of a map that comes with stillwatch: {', '.join(_NAMES)} (docs: Read other logs); may be "
    "repeated: what a later one says goes before what earlier ones say.",
)  # fmt: skip
"""`map_files`: the map alone, for a command that does not tell accounts apart."""


def mapping_of(files: Sequence[Path], account_field: str | None) -> Mapping | None:
    """Return the map that both options make together; null without either."""
    from stillwatch.core.errors import InputError
    from stillwatch.ingest.mapping import Mapping
    from stillwatch.ingest.read import formats
    from stillwatch.ingest.shipped import FOLDER

    if not files and account_field is None:
        return None
    mapping = Mapping()
    for file in files:
        one = Mapping.read(file)
        if file.parent == FOLDER:
            one = replace(one, name=f"the map {file.stem}")
        mapping = mapping.with_map(one)
    known = formats()
    for name in mapping.formats:
        if name not in known:
            raise InputError(
                f"no log format is called {name!r}: known are {', '.join(known)}", path=mapping.name
            )
    return mapping if account_field is None else mapping.with_account(account_field, known)
