"""A subcommand that also tells what it writes, how it exits, and how it is used.

Its `--help` shows the examples; `scripts/docs_reference.py` makes the manual page of all of it,
and the examples of that page are run by the tests.
"""

from __future__ import annotations

import json
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


class Group(Command, click.Group):
    """A command that holds commands of its own, each a `Command` or a `Group`.

    Its examples are those of its commands, in their order. Called without any it prints its help;
    with `--json`, their names and what they do.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # the decorated function is there for its docstring
        kwargs |= {"invoke_without_command": True, "callback": self._list}
        super().__init__(*args, **kwargs)
        option = click.Option(
            ["--json", "as_json"], is_flag=True, help="Print the names of its commands as JSON."
        )
        self.params.append(option)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, and its examples to those of the group."""
        super().add_command(cmd, name)
        self.examples = self.examples | getattr(cmd, "examples", {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they were added."""
        return list(self.commands)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write nothing: each command shows its own examples."""

    def _list(self, as_json: bool) -> None:
        """Say which commands there are, where none was given."""
        context = click.get_current_context()
        if context.invoked_subcommand is not None:
            return
        if as_json:
            told = {name: cmd.get_short_help_str(200) for name, cmd in self.commands.items()}
            click.echo(json.dumps({"version": 1, "commands": told}))
        else:
            click.echo(context.get_help())
