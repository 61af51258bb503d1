"""A subcommand that also tells what it writes, how it exits, and how it is used.

Its `--help` shows the examples; `scripts/docs_reference.py` makes the manual page of all of it,
and the examples of that page are run by the tests.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import click


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


class Number(click.FloatRange):
    """A number of a range; `nan` and `inf`, which click lets pass, are none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read a value."""
        found = super().convert(value, param, ctx)
        if not math.isfinite(found):
            self.fail(f"{value} is no number", param, ctx)
        return found
