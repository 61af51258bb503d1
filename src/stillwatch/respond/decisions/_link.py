"""One connection to PostgreSQL: made when it is needed, and again after it was lost."""

from __future__ import annotations

import select
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from pg8000.exceptions import DatabaseError, InterfaceError
from pg8000.native import Connection

from stillwatch.core.errors import InputError, StillwatchError
from stillwatch.respond.decisions._address import Address

_LOST = (InterfaceError, OSError)
_SAID = {  # what the server's code means, and what can be done
    "28": ("the server refuses this user or password", "see PGPASSWORD or ~/.pgpass"),
    "3D": ("there is no such database", "create it"),
    "42501": ("this user may not do that here", "see examples/sql/decisions-roles.sql for grants"),
    "55P03": ("another process writes", "wait until it is done"),
    "57014": ("the server took too long", "try again"),
    "25006": ("the server can only be read: a standby", "name the primary"),
    "53": ("the server has no room or connections left", "see its log"),
    "57": ("the server is starting or stopping", "try again"),
}


class Link:
    """Runs statements.

    Parameters
    ----------
    address
        Where.
    seconds
        Longest wait for an answer, and to connect.
    ready
        Called with each new connection before it is used.
    """

    def __init__(
        self, address: Address, seconds: float, ready: Callable[[Connection], None]
    ) -> None:
        self.address, self._seconds, self._ready = address, seconds, ready
        self._held: Connection | None = None

    def run(self, statement: str, **values: Any) -> list[Any]:
        """Run a statement that may be run twice, such as a query; return its rows.

        Raises
        ------
        InputError
            It cannot be run; the address and a remedy are named.
        """
        with self._said():
            try:
                return list(self._connected().run(statement, **values) or ())
            except _LOST:
                if not self._lost():
                    raise
                return list(self._connected().run(statement, **values) or ())

    @contextmanager
    def within(self, begin: str) -> Iterator[Connection]:
        """Run statements as one transaction.

        Parameters
        ----------
        begin
            The statement that begins it.

        Raises
        ------
        InputError
            As `run`; where the connection is lost at the end, it is not known what was written.
        """
        with self._said():
            try:
                found = self._connected()
                found.run(begin)
            except _LOST:
                if not self._lost():
                    raise
                found = self._connected()
                found.run(begin)
            try:
                yield found
            except (DatabaseError, StillwatchError):
                with suppress(*_LOST):
                    found.run("ROLLBACK")
                raise
            except BaseException:
                self.close()  # whatever it was doing, it is not to be used again
                raise
            try:
                found.run("COMMIT")
            except _LOST:
                self.close()
                raise InputError(
                    "the connection broke off at the end: it may be written or not",
                    path=str(self.address), remedy="do it again: what is there is passed over",
                ) from None  # fmt: skip

    def stirred(self) -> bool:
        """Whether the server has said something since, or the connection is gone."""
        wire = getattr(self._held, "_usock", None)
        if wire is None:
            return True
        try:
            if isinstance(wire, ssl.SSLSocket) and wire.pending():
                return True
            return bool(select.select([wire], [], [], 0)[0])
        except (OSError, ValueError):
            return True

    def close(self) -> None:
        """Let go of the connection."""
        held, self._held = self._held, None
        if held is not None:
            _let_go(held)

    def _connected(self) -> Connection:
        if self._held is None:
            at = self.address
            local = at.host.startswith("/")
            made = Connection(
                at.user, host=at.host, database=at.database, port=at.port, password=at.secret(),
                unix_sock=f"{at.host}/.s.PGSQL.{at.port}" if local else None,
                ssl_context=at.tls(), timeout=self._seconds, application_name="stillwatch",
            )  # fmt: skip
            self._fresh = True
            try:
                self._ready(made)
            except BaseException:
                _let_go(made)
                raise
            self._held = made
        else:
            self._fresh = False
        return self._held

    def _lost(self) -> bool:
        """Let go of a connection that failed; return whether another may do better."""
        was = self._held is not None and not self._fresh
        self.close()
        return was

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Turn what the server or the network says into one clear line, without secrets."""
        path = str(self.address)
        try:
            yield
        except DatabaseError as error:
            told = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
            code = str(told.get("C", ""))
            what, remedy = _SAID.get(code) or _SAID.get(code[:2]) or (_line(told), "")
            raise InputError(what, path=path, remedy=remedy) from None
        except ssl.SSLCertVerificationError as error:
            why = str(getattr(error, "verify_message", "") or "no proof of who it is")
            raise InputError(
                f"the server's certificate is not trusted: {why.lower()}", path=path,
                remedy="sslrootcert names the certificates to trust",
            ) from None  # fmt: skip
        except _LOST as error:
            self.close()
            words = str(error)
            secure = "SSL" in words or isinstance(error, ssl.SSLError)
            why = "no TLS with the server" if secure else "the server does not answer"
            remedy = "see sslmode" if secure else "is it running, and can it be reached?"
            raise InputError(why, path=path, remedy=remedy) from None
        except UnicodeEncodeError:
            self.close()  # the statement was half sent
            raise InputError("half a surrogate pair cannot be written", path=path) from None


def _let_go(held: Connection) -> None:
    """Close a connection, and what it could not send with it: Python 3.14 complains aloud."""
    wire = getattr(held, "_sock", None)
    with suppress(*_LOST, DatabaseError):
        held.close()
    if wire is not None:
        with suppress(OSError, ValueError):
            wire.close()


def _line(told: dict[str, str]) -> str:
    """Return the server's words; its details, which may hold values, stay out."""
    words = " ".join(str(told.get("M", "the server refuses")).split())
    return f"{words[:200]} ({told.get('C', 'no code')})"
