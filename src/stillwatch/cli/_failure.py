"""How an error leaves the command line: one line for people, one JSON object for machines."""

from __future__ import annotations

import json
from typing import Any

import click

from stillwatch.core.errors import InputError, StillwatchError, remedy_of

UNREADABLE = 2
"""Exit status of bad usage and of an input that cannot be read."""


class Failure(click.ClickException):
    """An error on its way out.

    Parameters
    ----------
    message
        What is wrong, and what to do about it.
    as_json
        Whether the command was asked for `--json`.
    where
        File, line and remedy, as far as they are known.
    status
        Exit status.
    """

    def __init__(
        self,
        message: str,
        *,
        as_json: bool = False,
        where: dict[str, Any] | None = None,
        status: int = UNREADABLE,
    ) -> None:
        super().__init__(" ".join(message.split()))
        self.as_json, self.where, self.status = as_json, where or {}, status

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """Exit status."""
        return self.status

    @classmethod
    def of(cls, error: Exception, as_json: bool) -> Failure:
        """Wrap what stopped a command."""
        if isinstance(error, click.ClickException):
            return cls(error.format_message(), as_json=as_json, status=error.exit_code)
        if isinstance(error, InputError):
            where = {"file": error.path, "line": error.line, "remedy": error.remedy or None}
            return cls(str(error), as_json=as_json, where=where)
        if isinstance(error, OSError):
            place = error.filename
            words = str(error.strerror or error)
            remedy = remedy_of(error)
            said = f"{place}: {words}" if place else words
            said += f" ({remedy})" if remedy else ""
            where = {"file": place and str(place), "remedy": remedy or None}
            return cls(said, as_json=as_json, where=where)
        if isinstance(error, MemoryError):
            return cls(f"out of memory ({remedy_of(error)})", as_json=as_json)
        assert isinstance(error, StillwatchError)
        return cls(str(error), as_json=as_json)

    def show(self, file: Any = None) -> None:
        """Write it to standard error: one line either way."""
        if not self.as_json:
            from stillwatch.report.wording import neutralise

            # names of files and accounts are anybody's: no control codes reach the terminal
            click.echo(f"stillwatch: error: {neutralise(self.message)}", err=True, file=file)
            return
        told = {"message": self.message, "file": None, "line": None, "remedy": None}
        told |= self.where | {"status": self.status}
        click.echo(json.dumps({"error": told}), err=True, file=file)
