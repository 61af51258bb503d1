"""Signed checkpoints, in the text form that transparency logs use.

A checkpoint is three lines (origin, number of entries, root in base64), an empty line, and a line
a signature: the C2SP `tlog-checkpoint` and `signed-note` formats, with Ed25519 keys.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
DASH = "\u2014 "
LIMIT = 64 << 10
"""Longest note that is read from a file, in bytes."""


@dataclass(frozen=True)
class Verifier:
    """A name and a public key that sign notes."""

    name: str
    key: bytes
    """Raw Ed25519 public key, 32 bytes."""

    @property
    def key_id(self) -> bytes:
        """First four bytes of the hash over name and key."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:4]

    def __str__(self) -> str:
        """Return the `vkey` form: name, key id, key."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.key).decode()}"

    @classmethod
    def parse(cls, text: str) -> Verifier:
        """Read the `vkey` form.

        Raises
        ------
        ValueError
            It is not one.
        """
        name, mark, rest = text.strip().partition("+")
        told, plus, key = rest.partition("+")
        try:
            raw = base64.b64decode(key, validate=True)
        except binascii.Error:
            raw = b""
        if not (mark and plus and name) or len(raw) != 33 or raw[:1] != ED25519:
            raise ValueError("not a verifier key of the form name+id+key")
        found = cls(name, raw[1:])
        if found.key_id.hex() != told:
            raise ValueError("the id of the verifier key is not that of its name and key")
        return found

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Say whether the key made a signature."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class Checkpoint:
    """What was signed: that a log had this root at this size."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """Text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey, name: str = "") -> str:
    """Return a checkpoint as a signed note; `name` is that of the key, by default the origin."""
    by = Verifier(name or checkpoint.origin, key.public_key().public_bytes_raw())
    signature = by.key_id + key.sign(checkpoint.text.encode())
    return f"{checkpoint.text}\n{DASH}{by.name} {base64.b64encode(signature).decode()}\n"


def read(note: str) -> tuple[Checkpoint, list[tuple[str, bytes, bytes]]]:
    """Take a note apart into what it says, and its signatures as (name, key id, signature).

    Raises
    ------
    ValueError
        It is not a signed checkpoint.
    """
    body, mark, tail = note.partition("\n\n")
    lines = body.split("\n")
    if not mark or len(lines) != 3 or not lines[1].isdecimal() or len(lines[1]) > 19:
        raise ValueError("not a checkpoint: origin, size, root, an empty line, signatures")
    try:
        checkpoint = Checkpoint(lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True))
        signatures = [_signature(line) for line in tail.removesuffix("\n").split("\n")]
    except (binascii.Error, UnicodeError) as error:
        raise ValueError("a checkpoint holds something that is not base64") from error
    if (
        len(checkpoint.root) != 32
        or not signatures
        or checkpoint.text != body + "\n"
        or tail[-1:] != "\n"
    ):
        raise ValueError("a checkpoint is not in its one canonical form, or is not signed")
    return checkpoint, signatures


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, _, value = line.removeprefix(DASH).rpartition(" ")
    raw = base64.b64decode(value, validate=True)
    if line != f"{DASH}{name} {base64.b64encode(raw).decode()}" or not name or len(raw) != 68:
        raise ValueError("a line of a checkpoint is not a signature")
    return name, raw[:4], raw[4:]


def signers(note: str, known: list[Verifier]) -> list[Verifier]:
    """Return which of the known keys signed a note.

    Raises
    ------
    ValueError
        It is not a signed checkpoint.
    """
    checkpoint, signatures = read(note)
    message = checkpoint.text.encode()
    return [
        key
        for key in known
        if any(
            name == key.name and ident == key.key_id and key.verifies(message, value)
            for name, ident, value in signatures
        )
    ]
