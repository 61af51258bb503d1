"""Sealed text of exchanges: one key an account, so that an account can be erased.

An SQLite file. Each subject (an account, or an end user inside one) has a random handle and a key
of its own, wrapped by the master key; each text is sealed under its subject's key with AES-256-GCM
and bound to its place. Names are stored as keyed hashes, and in clear only inside what is sealed.
The evidence log knows handles and commitments alone: with a subject's row gone, nothing in the log
or in this file leads to it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from stillwatch.errors import InputError
from stillwatch.evidence.commitments import SALT_BYTES, commit, opens
from stillwatch.evidence.masters import KEY_BYTES, NONCE_BYTES, Master

_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS subjects (
    handle TEXT PRIMARY KEY, name BLOB UNIQUE NOT NULL, wrapped BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS texts (
    id BLOB PRIMARY KEY, handle TEXT NOT NULL REFERENCES subjects ON DELETE CASCADE,
    commitment TEXT NOT NULL, sealed BLOB NOT NULL, kept REAL NOT NULL, expires REAL);
CREATE INDEX IF NOT EXISTS texts_by_subject ON texts (handle);
CREATE TABLE IF NOT EXISTS holds (
    handle TEXT NOT NULL, matter TEXT NOT NULL, since REAL NOT NULL, PRIMARY KEY (handle, matter));
CREATE TABLE IF NOT EXISTS asked (handle TEXT PRIMARY KEY, at REAL NOT NULL);
"""
VERSION = 1


@dataclass(frozen=True)
class Kept:
    """One sealed text, as the evidence log tells of it."""

    handle: str
    commitment: str


@dataclass(frozen=True)
class Erased:
    """What an erasure came to."""

    handle: str
    commitments: tuple[str, ...]
    """Of the texts that can no longer be read."""
    held_by: tuple[str, ...] = ()
    """Matters whose hold stands against it; then nothing was erased."""


class Vault:
    """An open vault; several processes may have the same one open.

    Parameters
    ----------
    path
        SQLite file, made if missing, mode 0600.
    master
        Wraps the keys.

    Raises
    ------
    InputError
        The file is no vault, or its keys were wrapped under another master key.
    """

    def __init__(self, path: Path, master: Master) -> None:
        self._path, self._master = path, master
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON",
                           "foreign_keys=ON"):  # fmt: skip
                self._db.execute(f"PRAGMA {pragma}")
            self._db.executescript(_TABLES)
            self._index = self._index_key()
        except (sqlite3.Error, OSError) as error:
            raise InputError(f"the vault cannot be opened: {error}", path=str(path)) from error
        self._keys: dict[str, bytes] = {}

    def _index_key(self) -> bytes:
        """Key of the hashes that names are looked up by."""
        with self._transaction():
            row = self._db.execute("SELECT value FROM about WHERE name = 'index'").fetchone()
            if row is None:
                key = secrets.token_bytes(KEY_BYTES)
                sealed = self._master.wrap(key, "index")
                self._db.execute("INSERT INTO about VALUES ('index', ?)", (sealed,))
                self._db.execute("INSERT INTO about VALUES ('version', ?)", (str(VERSION),))
                return key
            return self._master.unwrap(row[0], "index")

    def close(self) -> None:
        """Close the file."""
        self._keys.clear()
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def handle(self, account: str, end_user: str | None = None) -> str:
        """Return the handle of a subject, making one if it has none."""
        with self._transaction():
            return self._handle(account, end_user)

    def handles(self, subjects: Iterable[tuple[str, str | None]]) -> list[str]:
        """Return the handles of many subjects, in order."""
        with self._transaction():
            return [self._handle(account, user) for account, user in subjects]

    def find(self, account: str, end_user: str | None = None) -> str | None:
        """Return the handle of a subject, or None."""
        row = self._db.execute(
            "SELECT handle FROM subjects WHERE name = ?", (self._name(account, end_user),)
        ).fetchone()
        return row[0] if row else None

    def seal(
        self, texts: Iterable[tuple[str, str, str | None, bytes]], now: float, expires: float | None
    ) -> list[Kept]:
        """Seal texts that are not sealed yet, all of them or none.

        Parameters
        ----------
        texts
            (exchange id, account, end user, bytes) each.
        now, expires
            Seconds since 1970.
        """
        kept = []
        with self._transaction():
            for id, account, user, data in texts:
                row = self._mac("exchange", id)
                if self._db.execute("SELECT 1 FROM texts WHERE id = ?", (row,)).fetchone():
                    continue
                handle = self._handle(account, user)
                commitment, salt = commit(data)
                nonce = secrets.token_bytes(NONCE_BYTES)
                bound = row + commitment.encode()
                sealed = nonce + AESGCM(self._key(handle)).encrypt(nonce, salt + data, bound)
                self._db.execute(
                    "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?)",
                    (row, handle, commitment, sealed, now, expires),
                )
                kept.append(Kept(handle, commitment))
        return kept

    def open(self, exchange: str) -> tuple[str, bytes, bytes] | None:
        """Return (commitment, salt, bytes) of a sealed text, or None if there is none.

        Raises
        ------
        InputError
            It was changed.
        """
        row = self._mac("exchange", exchange)
        found = self._db.execute(
            "SELECT handle, commitment, sealed FROM texts WHERE id = ?", (row,)
        ).fetchone()
        if found is None:
            return None
        handle, commitment, sealed = found
        try:
            plain = AESGCM(self._key(handle)).decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], row + commitment.encode()
            )
        except (InvalidTag, ValueError) as error:
            raise InputError("a sealed text was changed", path=str(self._path)) from error
        salt, data = plain[:SALT_BYTES], plain[SALT_BYTES:]
        if not opens(commitment, salt, data):
            raise InputError("a sealed text is not what was committed to", path=str(self._path))
        return commitment, salt, data

    def hold(self, handles: Iterable[str], matter: str, now: float) -> int:
        """Put subjects under a legal hold; return how many were not under it before."""
        with self._transaction():
            before = self._db.total_changes
            self._db.executemany(
                "INSERT OR IGNORE INTO holds VALUES (?, ?, ?)", [(h, matter, now) for h in handles]
            )
            return self._db.total_changes - before

    def release(self, matter: str) -> list[str]:
        """Lift a hold; return the handles whose erasure was asked for and can be done now."""
        with self._transaction():
            self._db.execute("DELETE FROM holds WHERE matter = ?", (matter,))
            rows = self._db.execute(
                "SELECT handle FROM asked WHERE handle NOT IN (SELECT handle FROM holds)"
            ).fetchall()
            return [row[0] for row in rows]

    def matters(self) -> dict[str, int]:
        """Return the holds that stand, with how many subjects each covers."""
        return dict(
            self._db.execute("SELECT matter, count(*) FROM holds GROUP BY matter ORDER BY matter")
        )

    def erase(self, handle: str, now: float) -> Erased:
        """Destroy a subject's key and texts, unless a hold stands against it.

        An erasure that is held back is remembered, and due when the hold is lifted.
        """
        with self._transaction():
            held = self._db.execute(
                "SELECT matter FROM holds WHERE handle = ? ORDER BY matter", (handle,)
            ).fetchall()
            if held:
                self._db.execute("INSERT OR IGNORE INTO asked VALUES (?, ?)", (handle, now))
                return Erased(handle, (), tuple(row[0] for row in held))
            gone = self._db.execute(
                "SELECT commitment FROM texts WHERE handle = ? ORDER BY commitment", (handle,)
            ).fetchall()
            self._db.execute("DELETE FROM texts WHERE handle = ?", (handle,))
            self._db.execute("DELETE FROM subjects WHERE handle = ?", (handle,))
            self._db.execute("DELETE FROM asked WHERE handle = ?", (handle,))
            self._keys.pop(handle, None)
        self._wipe()
        return Erased(handle, tuple(row[0] for row in gone))

    def expire(self, now: float) -> list[Kept]:
        """Destroy texts past their time, holds apart, and keys that seal nothing any more."""
        with self._transaction():
            due = self._db.execute(
                "SELECT handle, commitment FROM texts WHERE expires <= ? AND handle NOT IN "
                "(SELECT handle FROM holds) ORDER BY commitment",
                (now,),
            ).fetchall()
            self._db.execute(
                "DELETE FROM texts WHERE expires <= ? AND handle NOT IN (SELECT handle FROM holds)",
                (now,),
            )
            self._db.execute(
                "DELETE FROM subjects WHERE handle NOT IN (SELECT handle FROM texts) "
                "AND handle NOT IN (SELECT handle FROM holds)"
            )
            self._keys.clear()
        self._wipe()
        return [Kept(*row) for row in due]

    def counts(self) -> dict[str, int]:
        """Return how many subjects, texts and held subjects there are."""
        ask = {
            "subjects": "SELECT count(*) FROM subjects",
            "texts": "SELECT count(*) FROM texts",
            "held": "SELECT count(DISTINCT handle) FROM holds",
        }
        return {name: self._db.execute(query).fetchone()[0] for name, query in ask.items()}

    def _handle(self, account: str, end_user: str | None) -> str:
        name = self._name(account, end_user)
        row = self._db.execute("SELECT handle FROM subjects WHERE name = ?", (name,)).fetchone()
        if row:
            return str(row[0])
        handle, key = f"s_{secrets.token_hex(16)}", secrets.token_bytes(KEY_BYTES)
        sealed = self._master.wrap(key, handle)
        self._db.execute("INSERT INTO subjects VALUES (?, ?, ?)", (handle, name, sealed))
        return handle

    def _key(self, handle: str) -> bytes:
        if handle not in self._keys:
            row = self._db.execute(
                "SELECT wrapped FROM subjects WHERE handle = ?", (handle,)
            ).fetchone()
            self._keys[handle] = self._master.unwrap(row[0], handle)
        return self._keys[handle]

    def _name(self, account: str, end_user: str | None) -> bytes:
        user = "" if end_user is None else f"\x00{end_user}"
        return self._mac("subject", account + user)

    def _mac(self, what: str, value: str) -> bytes:
        data = f"{what}\x00{value}".encode("utf-8", "surrogatepass")
        return hmac.new(self._index, data, hashlib.sha256).digest()

    def _wipe(self) -> None:
        """Take what was deleted out of the journal, too."""
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
