"""The `stillwatch` command: finds its subcommands by file name and reports errors in one line.

A subcommand is a file beside this one, ``<name>.py`` (``-`` in the command is ``_`` in the
file), that holds a click command called ``command``. The first line of the file's docstring
is its one-line help: `stillwatch --help` reads that line from the source and imports nothing,
so it answers at once however heavy a subcommand is.
"""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import sys
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import click

from stillwatch import __version__
from stillwatch.errors import StillwatchError, remedy_of

_FOLDER = Path(__file__).parent
_INTERRUPTED = 130  # what a shell reports for a process ended by SIGINT
_PIPE_CLOSED = 1  # as click itself leaves when it meets the closed pipe first


@cache
def commands() -> dict[str, str]:
    """Map each command to its one-line help, sorted by name, without importing any of them."""
    names = sorted(
        info.name
        for info in pkgutil.iter_modules([str(_FOLDER)])
        if info.name != "main" and not info.name.startswith("_")
    )
    return {name.replace("_", "-"): _first_line(_FOLDER / f"{name}.py") for name in names}


def _first_line(source: Path) -> str:
    doc = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return doc.partition("\n")[0].strip()


class _OneLineError(click.ClickException):
    """A `StillwatchError` on its way out: one line on standard error, exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        from stillwatch.report.wording import neutralise

        # names of files and accounts are anybody's: no control codes reach the terminal
        text = neutralise(" ".join(self.message.split()))
        click.echo(f"stillwatch: error: {text}", err=True, file=file)


class LazyGroup(click.Group):
    """A group that imports a subcommand's file only when it is run or asked for help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all subcommands, sorted."""
        return list(commands())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one subcommand, or None where there is no such file."""
        if cmd_name not in commands():
            return None
        module = importlib.import_module(f"stillwatch.cli.{cmd_name.replace('-', '_')}")
        found = module.command
        if not isinstance(found, click.Command):
            raise TypeError(f"{module.__name__}.command is not a click command")
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands from their files' docstrings."""
        if rows := list(commands().items()):
            with formatter.section("Commands"):
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; turn what stops it into one line and an exit status."""
        try:
            return super().invoke(ctx)
        except StillwatchError as error:
            raise _OneLineError(str(error)) from error
        except BrokenPipeError:
            raise  # the reader has gone: no error of anybody's
        except OSError as error:  # a full disk, a file that vanished: the user's to mend
            where = f"{error.filename}: " if error.filename else ""
            remedy = f" ({found})" if (found := remedy_of(error)) else ""
            raise _OneLineError(f"{where}{error.strerror or error}{remedy}") from error
        except MemoryError as error:
            raise _OneLineError(f"out of memory ({remedy_of(error)})") from error
        except KeyboardInterrupt:
            click.echo("stillwatch: interrupted", err=True)
            ctx.exit(_INTERRUPTED)


@click.command(
    name="stillwatch",
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Find, limit and prove illicit distillation of language models."""


def main() -> NoReturn:
    """Run the command line and leave with its exit status (console entry point)."""
    try:
        status = cli.main(prog_name="stillwatch", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("stillwatch: interrupted", err=True)
        status = _INTERRUPTED
    except BrokenPipeError:
        # the reader (head, less) is gone: leave quietly, also from the flush at shutdown
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = _PIPE_CLOSED
    sys.exit(status if isinstance(status, int) else 0)
