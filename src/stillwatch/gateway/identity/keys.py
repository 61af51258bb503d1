"""API keys, known by their hashes alone."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

import msgspec

from stillwatch.core.errors import InputError
from stillwatch.gateway.identity.who import Bound, Who
from stillwatch.gateway.settings import Mode

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
HOLDER = re.compile(r"(jkt|x5t#S256):[A-Za-z0-9_-]{43}")
"""What names a holder: a kind, and a SHA-256 in base64url."""
_HOLDERS = 256  # of one key


class Row(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A line of the key file."""

    sha256: str
    """SHA-256 of the key, hexadecimal."""
    account: str
    org: str | None = None
    key: str | None = None
    """A name for the key."""
    binding: Mode | None = None
    """What is done about its holder; null: what `identity.binding` says."""
    holders: list[str] = []
    """Who may use it: `jkt:THUMBPRINT` of a key (RFC 7638), `x5t#S256:THUMBPRINT` of a certificate
    (RFC 8705)."""


class KeyTable:
    """Finds a key's account in a time that tells nothing about the keys that are known.

    The table is looked up by a keyed hash whose key is drawn anew by each process: neither the
    place in the table nor a comparison that ends early says anything of the hashes in the file.

    Parameters
    ----------
    path
        JSON lines, see `Row`. Keys of this kind are long and random: an unsalted hash suffices.

    Raises
    ------
    InputError
        The file cannot be read, or a line is wrong.
    """

    def __init__(self, path: Path) -> None:
        self._pepper = secrets.token_bytes(32)
        self._rows: dict[bytes, Who] = {}
        self.binds = False
        """Whether a line says that its key is bound."""
        decode = msgspec.json.Decoder(Row).decode
        for number, line in enumerate(_lines(path), 1):
            if not line.strip():
                continue
            try:
                row = decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise InputError(f"no key: {error}", path=str(path), line=number) from None
            if not _SHA256.fullmatch(row.sha256) or not row.account:
                raise InputError(
                    "sha256 must have 64 hexadecimal digits, and account must not be empty",
                    path=str(path), line=number, remedy="printf %s \"$KEY\" | sha256sum",
                )  # fmt: skip
            if (odd := [h for h in row.holders if not HOLDER.fullmatch(h)]) or len(
                row.holders
            ) > _HOLDERS:
                raise InputError(
                    f"{odd[0]!r} names no holder" if odd else f"more than {_HOLDERS} holders",
                    path=str(path), line=number,
                    remedy="jkt:… or x5t#S256:…, with 43 characters of base64url",
                )  # fmt: skip
            self.binds = self.binds or bool(row.holders) or row.binding not in (None, "off")
            at = self._place(bytes.fromhex(row.sha256))
            if at in self._rows:
                raise InputError("the key is there twice", path=str(path), line=number)
            bound = Bound(frozenset(row.holders), row.binding)
            self._rows[at] = Who(row.account, row.org, row.key, how="key", bound=bound)

    def find(self, key: str) -> Who | None:
        """Return whose key it is; null where it is not known."""
        digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()
        return self._rows.get(self._place(digest))

    def _place(self, digest: bytes) -> bytes:
        return hashlib.blake2b(digest, key=self._pepper, digest_size=32).digest()


class Namer:
    """Names unknown keys: the same key the same name, and no way back from it."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def name(self, key: str) -> str:
        """Return the name of a key."""
        raw = key.encode("utf-8", "surrogateescape")
        return "unknown:" + hmac.digest(self._secret, raw, "sha256")[:12].hex()


def read_secret(path: Path, make: bool) -> bytes:
    """Read a secret of at least 32 bytes; make one where there is none, if that is wanted.

    Raises
    ------
    InputError
        It cannot be read or made, or is too short.
    """
    try:
        if make and not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _make(path)
        secret = path.read_bytes()
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=str(path)) from None
    if len(secret) < 32:
        raise InputError(
            "the secret must have 32 bytes or more", path=str(path),
            remedy="make one with: openssl rand -out FILE 32",
        )  # fmt: skip
    return secret


def _make(path: Path) -> None:
    """Make a secret; of several processes that start at a time, one makes it, whole."""
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "wb") as out:
            out.write(secrets.token_bytes(32))
        with suppress(FileExistsError):
            os.link(aside, path)
    finally:
        aside.unlink()


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=str(path)) from None
