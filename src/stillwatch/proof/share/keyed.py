"""Keyed hashes of values, for firms that trust each other with a common secret.

HMAC-SHA256 under a secret that both hold. Simpler than `share.private`, and weaker: whoever has
the secret can try every network prefix there is (16.7 million of /24, minutes of work) and so read
the whole list; so can whoever steals it later. Without the secret nothing can be tried.
"""

from __future__ import annotations

import hmac
import re
from pathlib import Path

import msgspec

from stillwatch.core.errors import InputError, shown
from stillwatch.proof.share.files import MEGABYTE, decode, dump, read
from stillwatch.proof.share.observables import Value

LARGEST = 32 * MEGABYTE
SECRET = 32, 1024
"""Bytes that a secret may have."""
_HASH = re.compile(r"[0-9a-f]{64}")


class Hashes(msgspec.Struct, frozen=True, kw_only=True):
    """Keyed hashes of values, sorted."""

    version: int = 1
    kind: str = "stillwatch-keyed-hashes"
    hashes: list[str]


def secret(path: Path) -> bytes:
    """Read the common secret.

    Raises
    ------
    InputError
        It cannot be read, or is too short.
    """
    found = read(path, MEGABYTE).strip()
    if not SECRET[0] <= len(found) <= SECRET[1]:
        raise InputError(
            f"the secret must have {SECRET[0]} to {SECRET[1]:,} bytes", path=shown(path),
            remedy="make one with: openssl rand -hex 32",
        )  # fmt: skip
    return found


def hashed(value: Value, key: bytes) -> str:
    """Return the keyed hash of a value, 64 hexadecimal digits."""
    text = f"stillwatch share keyed 1\x00{value.type}\x00{value.value}"
    return hmac.digest(key, text.encode(), "sha256").hex()


def write(values: list[Value], key: bytes, out: Path) -> int:
    """Write the hashes of values, and return how many there are."""
    hashes = sorted({hashed(value, key) for value in values})
    dump(out, Hashes(hashes=hashes))
    return len(hashes)


def both(values: list[Value], key: bytes, theirs: Path) -> list[Value]:
    """Return those of our values that a partner's file holds, too.

    Raises
    ------
    InputError
        The file is no list of hashes.
    """
    given: Hashes = decode(read(theirs, LARGEST), Hashes, theirs, "keyed hashes of stillwatch")
    if given.kind != "stillwatch-keyed-hashes" or given.version != 1:
        raise InputError("not keyed hashes of version 1", path=shown(theirs))
    if not all(_HASH.fullmatch(row) for row in given.hashes):
        raise InputError("holds what is no hash", path=shown(theirs))
    known = frozenset(given.hashes)
    return sorted({value for value in values if hashed(value, key) in known})
