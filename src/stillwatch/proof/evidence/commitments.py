"""Commitments: salted hashes that stand in the log for what is kept, or erased, elsewhere.

A commitment is SHA-256 over a random 32-byte salt and the bytes. Whoever has both can show that
they are what was committed to; without the salt nothing can be guessed from it, however short
the text, so that destroying the salt with the text leaves nothing behind.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

SALT_BYTES = 32


def commit(data: bytes) -> tuple[str, bytes]:
    """Return the commitment to bytes, in hexadecimal, and the salt to keep with them."""
    salt = secrets.token_bytes(SALT_BYTES)
    return digest(salt, data), salt


def digest(salt: bytes, data: bytes) -> str:
    """Return the commitment that a salt and bytes give."""
    return hashlib.sha256(salt + data).hexdigest()


def opens(commitment: str, salt: bytes, data: bytes) -> bool:
    """Say whether bytes and salt are what was committed to."""
    return len(salt) == SALT_BYTES and hmac.compare_digest(digest(salt, data), commitment)
