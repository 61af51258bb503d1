"""A subcommand that also tells what it writes, how it exits, and how it is used.

Its `--help` shows the examples; `scripts/docs_reference.py` makes the manual page of all of it,
and the examples of that page are run by the tests.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from stillwatch.core.errors import InputError, shown


class Command(click.Command):
    """A click command with a manual.

    Parameters
    ----------
    examples
        Command to what it does, in an order in which they can be run one after the other in a
        folder that holds `examples/`.
    writes
        File to what it holds.
    statuses
        Exit status to what it means, beyond those that all commands share.
    """

    def __init__(
        self,
        *args: Any,
        examples: Mapping[str, str] | None = None,
        writes: Mapping[str, str] | None = None,
        statuses: Mapping[int, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples, self.writes = dict(examples or {}), dict(writes or {})
        self.statuses = dict(statuses or {})

    def invoke(self, ctx: click.Context) -> Any:
        """Run it, unless what it writes would take the place of what it reads."""
        params = {name: value for name, value in ctx.params.items() if name != "out"}
        spare(ctx.params.get("out"), params.values())
        return super().invoke(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples and exit statuses under the options."""
        super().format_epilog(ctx, formatter)
        if self.statuses:
            with formatter.section("Exit status"):
                rows = {0: "done", **self.statuses, 2: "bad usage or unreadable input"}
                formatter.write_dl([(str(status), rows[status]) for status in sorted(rows)])
        if self.examples:
            with formatter.section("Examples"):
                for line, what in self.examples.items():
                    # not wrapped: a command has to be one line that can be copied
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")
                    formatter.write(f"{'':>{formatter.current_indent + 4}}{what}\n")


def spare(out: object, read: Iterable[object]) -> None:
    """Refuse an `--out` that is also read: as a file, or as one of an audit's in a folder.

    Parameters
    ----------
    out
        What is written: a file, a folder that an audit goes to, or nothing.
    read
        What is read: paths, tuples or lists of them; all else is passed over.

    Raises
    ------
    InputError
        It is.
    """
    if not isinstance(out, Path):
        return
    for path in _paths(read):
        try:
            clash = _clash(out, path)
        except OSError:  # who reads it or writes it says why that cannot be done
            continue
        if clash:
            raise InputError(
                "is read by this command, which would write over it", path=shown(clash),
                remedy="choose another --out",
            )  # fmt: skip


def _clash(out: Path, path: Path) -> Path | None:
    """Return the file that is both written and read, if any."""
    if out.is_file() and path.is_file():
        return out if out.samefile(path) else None
    folder, file = (out, path) if out.is_dir() else (path, out)
    if not (folder.is_dir() and file.is_file() and folder.samefile(file.parent)):
        return None
    from stillwatch.audit.write import OUTPUTS

    return file if file.name in OUTPUTS else None


def _paths(values: Iterable[object]) -> Iterator[Path]:
    for value in values:
        if isinstance(value, Path):
            yield value
        elif isinstance(value, tuple | list):
            yield from _paths(value)


class Number(click.FloatRange):
    """A number of a range; `nan` and `inf`, which click lets pass, are none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read a value."""
        found = super().convert(value, param, ctx)
        if not math.isfinite(found):
            self.fail(f"{value} is no number", param, ctx)
        return found
