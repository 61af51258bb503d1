"""The `stillwatch` command: finds its subcommands by file name and reports errors in one line.

A subcommand is a file beside this one, ``<name>.py`` (``-`` in the command is ``_`` in the
file), that holds a click command called ``command``; a folder of such files is a group of
subcommands. The first line of the file's docstring is its one-line help, and ``GROUP`` (a string)
the heading that it is listed under: `stillwatch --help` reads both from the source and imports
nothing, so it answers at once however heavy a subcommand is.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import io
import os
import pkgutil
import sys
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import click

from stillwatch import __version__
from stillwatch.cli._failure import Failure
from stillwatch.cli._interrupt import interrupts
from stillwatch.core.errors import StillwatchError

_FOLDER = Path(__file__).parent
_INTERRUPTED = 130  # what a shell reports for a process ended by SIGINT
_PIPE_CLOSED = 1  # as click itself leaves when it meets the closed pipe first
_GROUPS = (
    "Find campaigns",
    "Judge single requests and streams",
    "Share with other firms",
    "Test and measure",
    "Set up",
)
_OTHER = "More"  # heading of commands whose file names no group

_MOVED = {
    "explain": "review explain",
    "follow": "audit --follow",
    "provenance": "evidence provenance",
    "recalibrate": "review recalibrate",
    "screen": "comply screen",
    "terms": "comply terms",
    "verdict": "review verdict",
    "windows": "guard windows",
}
"""Names that commands had before, and what they are called now."""

_AS_JSON = f"{__name__}.json"

_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Variables by which libraries of linear algebra take their number of threads, when numpy is first
imported. Matrices are small here: threads wait for one another in loops longer than they multiply,
and beside other work an audit takes twice the processor time."""


class Source(NamedTuple):
    """What the source of a subcommand says before it is imported."""

    help: str
    group: str


@cache
def sources(folder: Path | None = None) -> dict[str, Source]:
    """Map each command of a folder to what its source says, sorted by name; imports none."""
    folder = folder or _FOLDER
    found = sorted(pkgutil.iter_modules([str(folder)]), key=lambda info: info.name)
    return {
        info.name.replace("_", "-"): _read(
            folder / info.name / "__init__.py" if info.ispkg else folder / f"{info.name}.py"
        )
        for info in found
        if info.name != "main" and not info.name.startswith("_")
    }


def _read(path: Path) -> Source:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    group = _OTHER
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            if any(isinstance(t, ast.Name) and t.id == "GROUP" for t in node.targets):
                group = str(node.value.value)
    return Source((ast.get_docstring(tree) or "").partition("\n")[0].strip(), group)


def commands() -> dict[str, str]:
    """Map each command to its one-line help, sorted by name, without importing any of them."""
    return {name: source.help for name, source in sources().items()}


class Folder(click.Group):
    """A group whose subcommands are the files and folders of a folder of this package.

    A subcommand's file is imported only when it is run or asked for help.

    Parameters
    ----------
    within
        Path of the folder below this package, its parts joined by dots; empty: the package itself.
    """

    def __init__(self, *args: Any, within: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._within = within

    def _sources(self) -> dict[str, Source]:
        return sources(_FOLDER.joinpath(*self._within.split(".")) if self._within else None)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all subcommands, sorted."""
        return list(self._sources())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one subcommand, or None where there is no such file or folder."""
        source = self._sources().get(cmd_name)
        if source is None:
            return None
        within = ".".join(filter(None, (self._within, cmd_name.replace("-", "_"))))
        module = importlib.import_module(f"{__package__}.{within}")
        if hasattr(module, "__path__"):
            return Folder(cmd_name, within=within, help=inspect.getdoc(module))
        found = module.command
        if not isinstance(found, click.Command):
            raise TypeError(f"{module.__name__}.command is not a click command")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand; of one that was renamed, say what it is called now."""
        name, known = args[0], self._sources()
        if not self._within and name in _MOVED and name not in known:
            raise click.UsageError(f"{name!r} is now `stillwatch {_MOVED[name]}`", ctx)
        if self._within and name not in known and not name.startswith("-"):
            some = ", ".join(known)
            raise click.UsageError(f"no command {name!r}: there are {some}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the subcommands, under their headings where they have one."""
        found = self._sources()
        headings = dict.fromkeys((*_GROUPS, *sorted(s.group for s in found.values())))
        for heading in headings:
            rows = [(n, s.help) for n, s in found.items() if s.group == heading]
            if rows:
                with formatter.section("Commands" if self._within else heading):
                    formatter.write_dl(rows)


class Root(Folder):
    """The program itself: turns what stops a subcommand into one line and an exit status."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note whether errors have to be JSON, too, before anything can go wrong."""
        ctx.meta[_AS_JSON] = "--json" in args[: args.index("--") if "--" in args else None]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; turn what stops it into one line and an exit status."""
        as_json = bool(ctx.meta.get(_AS_JSON))
        try:
            with interrupts():
                return super().invoke(ctx)
        except BrokenPipeError:
            raise  # the reader has gone: no error of anybody's
        except (
            StillwatchError,
            OSError,
            MemoryError,
        ) as error:  # a full disk, a file that vanished
            raise Failure.of(error, as_json) from error
        except click.ClickException as error:
            if not as_json or isinstance(error, Failure):
                raise
            raise Failure.of(error, as_json) from error
        except KeyboardInterrupt:
            if as_json:
                raise Failure("interrupted", as_json=True, status=_INTERRUPTED) from None
            click.echo("stillwatch: interrupted", err=True)
            ctx.exit(_INTERRUPTED)


@click.command(
    name="stillwatch",
    cls=Root,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
First steps:
  stillwatch doctor LOG             is it readable, and what can be judged?
  stillwatch audit LOG --out DIR    find campaigns; then open DIR/report.html
  stillwatch review explain DIR ACCOUNT
                                    why an account was flagged, or not
No log at hand? stillwatch demo
`stillwatch COMMAND --help` shows options and examples.""",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Find, limit and prove illicit distillation of language models.

    LOGs are files of API traffic, one request and its response a line or row. Nothing leaves this
    machine but to hosts that you name. --json makes any command print JSON, errors as well.
    """


def leaves() -> dict[str, click.Command]:
    """Map every command that does something to itself, by its whole name, importing them all.

    Those of a group follow the group's name, in the order in which they are used.
    """
    found: dict[str, click.Command] = {}
    for name, command in members(cli).items():
        found |= _within(name, command)
    return found


def _within(name: str, command: click.Command) -> dict[str, click.Command]:
    if not isinstance(command, click.Group):
        return {name: command}
    found: dict[str, click.Command] = {}
    for part, one in members(command).items():
        found |= _within(f"{name} {part}", one)
    return found


def members(group: click.Group) -> dict[str, click.Command]:
    """Map the subcommands of a group to themselves, importing them."""
    if not isinstance(group, Folder):
        return dict(group.commands)
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def _open_streams() -> None:
    """Open standard streams that were closed (as by cron): else a file would take their place."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)
    sys.stdout = sys.stdout or open(os.devnull, "w")
    sys.stderr = sys.stderr or open(os.devnull, "w")


def _discard() -> None:
    """Send what is still to be printed nowhere, so that it cannot fail again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> NoReturn:
    """Run the command line and leave with its exit status (console entry point)."""
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        # a terminal that lacks a letter shows a question mark, and no traceback
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
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
        _discard()
        status = _PIPE_CLOSED
    except OSError as error:  # what the group or its options print themselves, and the last lines
        named = error.filename or "standard output"
        failure = Failure.of(OSError(error.errno, error.strerror, named), as_json=False)
        failure.show()
        _discard()
        status = failure.exit_code
    sys.exit(status if isinstance(status, int) else 0)
