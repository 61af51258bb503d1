"""Sealed text of exchanges: one key an account, so that an account can be erased.

An SQLite file. Each subject (an account, or an end user inside one) has a random handle and a key
of its own, wrapped by the master key; each text is sealed under its subject's key with AES-256-GCM
and bound to its place. Names are stored as keyed hashes, and in clear only inside what is sealed.
The evidence log knows handles and commitments alone: with a subject's row gone, nothing in the log
or in this file leads to it. What is done to an account is done to the end users inside it, too.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from stillwatch.core.errors import InputError, UsageError, remedy_of
from stillwatch.core.sqlitewal import write_ahead
from stillwatch.proof.evidence.commitments import SALT_BYTES, commit, opens
from stillwatch.proof.evidence.masters import KEY_BYTES, NONCE_BYTES, Master

_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS subjects (
    handle TEXT PRIMARY KEY, name BLOB UNIQUE NOT NULL, account BLOB NOT NULL,
    wrapped BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS subjects_by_account ON subjects (account);
CREATE TABLE IF NOT EXISTS texts (
    id BLOB PRIMARY KEY, handle TEXT NOT NULL REFERENCES subjects ON DELETE CASCADE,
    commitment TEXT NOT NULL, sealed BLOB NOT NULL, kept REAL NOT NULL, expires REAL);
CREATE INDEX IF NOT EXISTS texts_by_subject ON texts (handle);
CREATE TABLE IF NOT EXISTS holds (
    handle TEXT NOT NULL, matter TEXT NOT NULL, since REAL NOT NULL, PRIMARY KEY (handle, matter));
CREATE TABLE IF NOT EXISTS asked (handle TEXT PRIMARY KEY, at REAL NOT NULL);
CREATE VIEW IF NOT EXISTS held AS SELECT handle FROM subjects
    WHERE handle IN (SELECT handle FROM holds) OR account IN
    (SELECT name FROM subjects WHERE handle IN (SELECT handle FROM holds));
"""
VERSION = 1
PATIENCE_S = 30.0
"""Seconds to wait for another process that writes."""


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
    handles: tuple[str, ...] = ()
    """Subjects that are gone: the account itself and the end users inside it."""
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
        self._wrapped = b""
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._db = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE_S)
            self._deleted = False
            write_ahead(self._db, PATIENCE_S)
            for pragma in ("synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
                self._db.execute(f"PRAGMA {pragma}")
            self._db.executescript(_TABLES)
            self._index = self._index_key()
        except (sqlite3.Error, OSError) as error:
            raise InputError(
                f"the vault cannot be opened: {error}", path=str(path), remedy=remedy_of(error)
            ) from error
        except (InputError, UsageError):
            self._db.close()
            raise
        self._keys: dict[str, bytes] = {}

    def _index_key(self) -> bytes:
        """Key of the hashes that names are looked up by."""
        with self.together():
            row = self._db.execute("SELECT value FROM about WHERE name = 'index'").fetchone()
            if row is None:
                key = secrets.token_bytes(KEY_BYTES)
                sealed = self._master.wrap(key, "index")
                self._db.execute("INSERT INTO about VALUES ('index', ?)", (sealed,))
                self._db.execute("INSERT INTO about VALUES ('version', ?)", (str(VERSION),))
            else:
                sealed, key = row[0], self._master.unwrap(row[0], "index")
            self._wrapped = sealed
            return key

    def rewrap(self, master: Master) -> int:
        """Wrap all keys under another master key, or none; return how many.

        Others that have the vault open get an error when they next write to it.
        """
        with self.together():
            rows = self._ask("SELECT handle, wrapped FROM subjects")
            for handle, wrapped in rows:
                again = master.wrap(self._master.unwrap(wrapped, handle), handle)
                self._ask("UPDATE subjects SET wrapped = ? WHERE handle = ?", again, handle)
            again = master.wrap(self._index, "index")
            self._ask("UPDATE about SET value = ? WHERE name = 'index'", again)
            self._deleted = True
        self._master, self._wrapped = master, again
        return len(rows)

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
        with self.together():
            return self._handle(account, end_user)

    def handles(self, subjects: Iterable[tuple[str, str | None]]) -> list[str]:
        """Return the handles of many subjects, in order."""
        with self.together():
            return [self._handle(account, user) for account, user in subjects]

    def find(self, account: str, end_user: str | None = None) -> str | None:
        """Return the handle of a subject, or None."""
        name = self._name(account, end_user)
        rows = self._ask("SELECT handle FROM subjects WHERE name = ?", name)
        return rows[0][0] if rows else None

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
        with self.together():
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
        found = self._ask("SELECT handle, commitment, sealed FROM texts WHERE id = ?", row)
        if not found:
            return None
        handle, commitment, sealed = found[0]
        salt, data = self._opened(row, handle, commitment, sealed)
        return commitment, salt, data

    def check(self) -> Iterator[tuple[str, bool]]:
        """Yield the commitment of each sealed text, and whether it opens and is what it says."""
        last = b""
        while rows := self._ask(
            "SELECT id, handle, commitment, sealed FROM texts WHERE id > ? ORDER BY id LIMIT 500",
            last,
        ):
            for row, handle, commitment, sealed in rows:
                try:
                    self._opened(row, handle, commitment, sealed)
                except InputError:
                    yield commitment, False
                else:
                    yield commitment, True
            last = rows[-1][0]

    def _opened(
        self, row: bytes, handle: str, commitment: str, sealed: bytes
    ) -> tuple[bytes, bytes]:
        """Return salt and bytes of a sealed text; InputError if it was changed."""
        try:
            plain = AESGCM(self._key(handle)).decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], row + commitment.encode()
            )
        except (InvalidTag, ValueError) as error:
            raise InputError("a sealed text was changed", path=str(self._path)) from error
        salt, data = plain[:SALT_BYTES], plain[SALT_BYTES:]
        if not opens(commitment, salt, data):
            raise InputError("a sealed text is not what was committed to", path=str(self._path))
        return salt, data

    def hold(self, handles: Iterable[str], matter: str, now: float) -> int:
        """Put subjects under a legal hold; return how many were not under it before."""
        with self.together():
            before = self._db.total_changes
            self._db.executemany(
                "INSERT OR IGNORE INTO holds VALUES (?, ?, ?)", [(h, matter, now) for h in handles]
            )
            return self._db.total_changes - before

    def held_for(self, matter: str) -> set[str]:
        """Return the subjects that a hold names."""
        return {h for (h,) in self._ask("SELECT handle FROM holds WHERE matter = ?", matter)}

    def release(self, matter: str) -> list[str]:
        """Lift a hold; return the handles whose erasure was asked for and can be done now."""
        with self.together():
            self._db.execute("DELETE FROM holds WHERE matter = ?", (matter,))
            return self.due()

    def due(self) -> list[str]:
        """Return the handles whose erasure was asked for, and that no hold keeps any more."""
        return [h for (h,) in self._ask("SELECT handle FROM asked") if not self._against(h)]

    def matters(self) -> dict[str, int]:
        """Return the holds that stand, with how many subjects each covers."""
        return dict(self._ask("SELECT matter, count(*) FROM holds GROUP BY matter ORDER BY matter"))

    def erase(self, handle: str, now: float) -> Erased:
        """Destroy a subject's key and texts, unless a hold stands against it.

        With an account go the end users inside it. An erasure that is held back is remembered,
        and due when the hold is lifted.

        Raises
        ------
        InputError
            It was done, but another program keeps what was deleted from being wiped off the file.
        """
        with self.together():
            if held := self._against(handle):
                self._db.execute("INSERT OR IGNORE INTO asked VALUES (?, ?)", (handle, now))
                return Erased(handle, (), held_by=held)
            group = self._group(handle)
            gone: list[str] = []
            for one in group:
                rows = self._db.execute("SELECT commitment FROM texts WHERE handle = ?", (one,))
                gone += [row[0] for row in rows]
                for table in ("texts", "asked", "subjects"):
                    self._db.execute(f"DELETE FROM {table} WHERE handle = ?", (one,))
                self._keys.pop(one, None)
            self._deleted = True
        return Erased(handle, tuple(sorted(gone)), tuple(group))

    def _group(self, handle: str) -> list[str]:
        """Return a subject and, if it is an account, the end users inside it."""
        rows = self._ask(
            "SELECT handle FROM subjects WHERE handle = ?1 OR account = "
            "(SELECT name FROM subjects WHERE handle = ?1) ORDER BY handle",
            handle,
        )
        return [row[0] for row in rows]

    def _against(self, handle: str) -> tuple[str, ...]:
        """Return the matters whose holds stand against erasing a subject."""
        rows = self._ask(
            "SELECT DISTINCT matter FROM holds WHERE handle IN (SELECT handle FROM subjects "
            "WHERE handle = ?1 OR account = (SELECT name FROM subjects WHERE handle = ?1) "
            "OR name = (SELECT account FROM subjects WHERE handle = ?1)) ORDER BY matter",
            handle,
        )
        return tuple(row[0] for row in rows)

    def expire(self, now: float) -> list[Kept]:
        """Destroy texts past their time, holds apart, and the keys that sealed nothing else.

        A subject that never had a text keeps its handle: the log's entries still lead to it.
        """
        with self.together():
            due = self._db.execute(
                "SELECT handle, commitment FROM texts WHERE expires <= ? AND handle NOT IN "
                "(SELECT handle FROM held) ORDER BY commitment",
                (now,),
            ).fetchall()
            self._db.execute(
                "DELETE FROM texts WHERE expires <= ? AND handle NOT IN (SELECT handle FROM held)",
                (now,),
            )
            used = "SELECT handle FROM texts UNION SELECT handle FROM holds"
            for handle in {handle for handle, _ in due}:
                self._db.execute(
                    f"DELETE FROM subjects WHERE handle = ? AND handle NOT IN ({used}) AND name "
                    f"NOT IN (SELECT account FROM subjects WHERE handle IN ({used}))",
                    (handle,),
                )
            self._keys.clear()
            self._deleted = True
        return [Kept(*row) for row in due]

    def counts(self) -> dict[str, int]:
        """Return how many subjects, texts and held subjects there are."""
        ask = {
            "subjects": "SELECT count(*) FROM subjects",
            "texts": "SELECT count(*) FROM texts",
            "held": "SELECT count(*) FROM held",
        }
        return {name: self._ask(query)[0][0] for name, query in ask.items()}

    def _handle(self, account: str, end_user: str | None) -> str:
        name = self._name(account, end_user)
        row = self._db.execute("SELECT handle FROM subjects WHERE name = ?", (name,)).fetchone()
        if row:
            return str(row[0])
        if end_user is not None:
            self._handle(account, None)  # so that the account can be found, held and erased
        handle, key = f"s_{secrets.token_hex(16)}", secrets.token_bytes(KEY_BYTES)
        sealed = self._master.wrap(key, handle)
        inside = self._name(account, None)
        self._db.execute("INSERT INTO subjects VALUES (?, ?, ?, ?)", (handle, name, inside, sealed))
        return handle

    def _key(self, handle: str) -> bytes:
        if handle not in self._keys:
            rows = self._ask("SELECT wrapped FROM subjects WHERE handle = ?", handle)
            if not rows:
                raise InputError("a sealed text has no key any more", path=str(self._path))
            self._keys[handle] = self._master.unwrap(rows[0][0], handle)
        return self._keys[handle]

    def _name(self, account: str, end_user: str | None) -> bytes:
        return self._mac("subject", json.dumps([account, end_user]))

    def _mac(self, what: str, value: str) -> bytes:
        data = f"{what}\x00{value}".encode("utf-8", "surrogatepass")
        return hmac.new(self._index, data, hashlib.sha256).digest()

    def _wipe(self) -> None:
        """Take what was deleted out of the free pages and the journal, too."""
        why = "another program has the vault open"
        try:
            busy = self._ask("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
            self._ask("VACUUM")
            busy = busy or self._ask("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        except InputError as error:
            busy, why = 1, error.reason
        if busy:
            raise InputError(
                f"what was deleted may still lie in the file or its journal: {why}",
                path=str(self._path),
                remedy="see to it, then run `stillwatch evidence expire`, which wipes again",
            )
        self._deleted = False

    def _ask(self, query: str, *values: object) -> list[Any]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise InputError(
                f"the vault cannot be read: {error}", path=str(self._path), remedy=remedy_of(error)
            ) from error

    def _same_master(self) -> None:
        rows = self._ask("SELECT value FROM about WHERE name = 'index'")
        if self._wrapped and rows != [(self._wrapped,)]:
            raise InputError(
                "its master key was replaced meanwhile", path=str(self._path), remedy="run it again"
            )

    @contextmanager
    def together(self) -> Iterator[None]:
        """Do all of what is inside, or none of it; may be nested.

        What is entered in the log inside is entered before it is done for good: a crash between
        the two leaves an entry of something that is then done again, and nothing done unentered.

        Raises
        ------
        InputError
            The file is locked, full or broken; then nothing was done.
        """
        if self._db.in_transaction:
            yield
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._same_master()
                yield
                self._db.execute("COMMIT")
            except BaseException:
                self._deleted = False
                with suppress(sqlite3.Error):  # a full disk has rolled back by itself
                    self._db.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise InputError(
                f"the vault cannot be written: {error}",
                path=str(self._path),
                remedy=remedy_of(error),
            ) from error
        if self._deleted:
            self._wipe()
