"""Keys that sign for a log: made, kept in a file, and replaced by another."""

from __future__ import annotations

import base64
import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from stillwatch.core.errors import InputError
from stillwatch.proof.evidence.log import Entry, EvidenceLog, write_aside
from stillwatch.proof.evidence.notes import Verifier

PASSPHRASE = "STILLWATCH_KEY_PASSPHRASE"
"""Environment variable with the passphrase of key files that have one."""


def make_key(path: Path) -> Ed25519PrivateKey:
    """Make a signing key and keep it in a new file, PEM (PKCS#8), mode 0600.

    It is encrypted where `PASSPHRASE` is set.

    Raises
    ------
    InputError
        The file exists, or cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    word = os.environ.get(PASSPHRASE, "")
    how = BestAvailableEncryption(word.encode()) if word else NoEncryption()
    data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how)
    try:
        write_aside(path, data, new=True)
    except OSError as error:
        raise InputError(
            f"no key can be kept here: {error.strerror}",
            path=str(path),
            remedy="name a file that does not exist yet",
        ) from error
    return key


def read_key(path: Path) -> Ed25519PrivateKey:
    """Read a signing key.

    Raises
    ------
    InputError
        It cannot be read, others may read it too, or it is no Ed25519 key in PEM.
    """
    try:
        others = path.stat().st_mode & 0o077
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"the signing key cannot be read: {error.strerror}",
            path=str(path),
            remedy="put it there again; if it is lost, `stillwatch evidence rotate-key --lost`",
        ) from error
    if others:
        raise InputError("others may read this key", path=str(path), remedy=f"chmod 600 {path}")
    word = os.environ.get(PASSPHRASE, "")
    try:
        key = load_pem_private_key(data, word.encode() or None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise InputError(
            "not a signing key, or its passphrase is another",
            path=str(path),
            remedy=f"an Ed25519 key in PEM; set {PASSPHRASE} where it is encrypted",
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError("the key is not an Ed25519 key", path=str(path))
    return key


def rotate(log: EvidenceLog, new: Ed25519PrivateKey, old: Ed25519PrivateKey | None) -> int:
    """Enter a new signing key, vouched for by the old one unless that is lost.

    A checkpoint by the old key comes first, so that all before the change stays under it.

    Returns
    -------
    int
        Index of the entry.

    Raises
    ------
    InputError
        The old key is not the one that signs for the log now.
    """
    with log.alone():  # of two that rotate at once the second finds that its old key is no more
        present = log.keys()[-1]
        named = Verifier(present.name, new.public_key().public_bytes_raw())
        told = {"key": str(named), "replaces": present.key_id.hex()}
        if old is None:
            told["lost"] = "yes"
        else:
            log.checkpoint(old)
            told["signature"] = base64.b64encode(old.sign(vouched(present, named))).decode()
        return log.append([Entry("key", told)])[0]


def vouched(old: Verifier, new: Verifier) -> bytes:
    """Return the bytes by which an old key vouches for a new one."""
    return f"stillwatch key rotation\n{old}\n{new}\n".encode()
