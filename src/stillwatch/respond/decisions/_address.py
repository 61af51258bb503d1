"""Addresses of PostgreSQL: `postgresql://USER@HOST/DATABASE`, its TLS, and where passwords are.

As libpq reads them, but what is not known is refused, and a server elsewhere must prove who it is
unless the address says otherwise.
"""

from __future__ import annotations

import ipaddress
import os
import re
import ssl
import stat
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from stillwatch.core.errors import InputError, UsageError

SCHEMES = ("postgresql", "postgres")
_MODES = ("disable", "require", "verify-ca", "verify-full")
_KNOWN = ("host", "passfile", "sslmode", "sslrootcert", "sslcert", "sslkey")
_EXPECTED = "expected postgresql://USER@HOST[:PORT]/DATABASE[?sslmode=verify-full&…]"


@dataclass(frozen=True, repr=False)
class Address:
    """Where a database is, and as whom it is used; never shown with its password."""

    user: str
    """The role."""
    host: str
    """Name or address; of a socket in the file system the folder."""
    port: int
    """Of the server."""
    database: str
    """Its name."""
    mode: str
    """`disable`, `require`, `verify-ca` or `verify-full`."""
    files: tuple[str | None, str | None, str | None]
    """Certificates to trust, the own certificate, its key (PEM)."""
    password: str | None
    """As the address has it."""
    passfile: str | None
    """A file of passwords, as libpq's `.pgpass`."""

    def __str__(self) -> str:
        """Return the address without its password and parameters."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        place = f"{host}:{self.port}" if not self.host.startswith("/") else f"{self.host}/"
        return f"postgresql://{self.user}@{place}/{self.database}"

    def __repr__(self) -> str:
        """Return the same: an address in a trace must not show a password."""
        return str(self)

    def tls(self) -> ssl.SSLContext | bool:
        """Return what a connection is secured with; false: nothing.

        Raises
        ------
        InputError
            A file cannot be read.
        """
        if self.mode == "disable" or self.host.startswith("/"):
            return False
        root, cert, key = self.files
        at = root or ""
        try:
            made = ssl.create_default_context(cafile=root)
            made.check_hostname = self.mode == "verify-full"
            if self.mode == "require":
                made.verify_mode = ssl.CERT_NONE
            if cert is not None:
                at = cert
                made.load_cert_chain(cert, key, password="")
        except (OSError, ssl.SSLError) as error:
            why = (getattr(error, "strerror", None) or "no certificate or key").lower()
            raise InputError(why, path=at) from None
        return made

    def secret(self) -> str | None:
        """Return the password: of the address, `PGPASSWORD`, or a password file.

        Raises
        ------
        InputError
            The password file can be read by others.
        """
        if self.password is not None:
            return self.password
        if (given := os.environ.get("PGPASSWORD")) is not None:
            return given
        named = self.passfile or os.environ.get("PGPASSFILE")
        path = Path(named) if named else Path("~/.pgpass").expanduser()
        try:
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                raise InputError("others may read it", path=str(path), remedy="chmod 600")
            lines = path.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            if not named:
                return None
            why = (error.strerror or "cannot be read").lower()
            raise InputError(why, path=str(path)) from None
        except UnicodeDecodeError:
            raise InputError("not UTF-8", path=str(path)) from None
        return self._found(lines)

    def _found(self, lines: list[str]) -> str | None:
        local = "localhost" if self.host.startswith("/") else self.host
        wanted = (local, str(self.port), self.database, self.user)
        for line in lines:
            if line.startswith("#"):
                continue
            parts = [re.sub(r"\\(.)", r"\1", p) for p in re.split(r"(?<!\\):", line, maxsplit=4)]
            if len(parts) == 5 and all(
                part in ("*", want) for part, want in zip(parts, wanted, strict=False)
            ):
                return parts[4]
        return None


def is_address(text: str) -> bool:
    """Whether a text names a database and no file.

    Examples
    --------
    >>> is_address("postgresql://a@h/d"), is_address("decisions.db")
    (True, False)
    """
    return text.partition("://")[0].lower() in SCHEMES and "://" in text


def address_of(text: str) -> Address:
    """Read an address. What is wrong is said without the address: it may hold a password.

    Raises
    ------
    UsageError
        It is none.

    Examples
    --------
    >>> address_of("postgresql://gateway:secret@db.example/app?sslmode=verify-full")
    postgresql://gateway@db.example:5432/app
    """
    try:
        url = urlsplit(text)
        port = url.port or 5432
        query = parse_qsl(url.query, keep_blank_values=True, strict_parsing=bool(url.query))
    except ValueError:
        raise UsageError(f"address of the decisions: {_EXPECTED}") from None
    named = dict(query)
    odd = [name for name in named if name not in _KNOWN]
    if odd or len(named) < len(query) or url.fragment:
        known = ", ".join(_KNOWN)
        raise UsageError(f"address of the decisions: its parameters can be {known}, each once")
    user, database = unquote(url.username or ""), unquote(url.path.removeprefix("/"))
    host = named.get("host") or unquote(url.hostname or "")
    if not (user and database and host) or any("\0" in part for part in (user, database, host)):
        raise UsageError(f"address of the decisions: {_EXPECTED}")
    mode = named.get("sslmode") or ("disable" if _here(host) else "verify-full")
    if mode not in _MODES:
        raise UsageError(f"address of the decisions: sslmode is one of {', '.join(_MODES)}")
    return Address(
        user, host, port, database, mode,
        (named.get("sslrootcert"), named.get("sslcert"), named.get("sslkey")),
        None if url.password is None else unquote(url.password), named.get("passfile"),
    )  # fmt: skip


def _here(host: str) -> bool:
    if host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
