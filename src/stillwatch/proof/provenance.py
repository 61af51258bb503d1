"""Receipts for outputs: which model made one when, for whom, signed a batch at a time.

Each output gets a record; the records of a batch are leaves of a Merkle tree (RFC 6962), and one
signed checkpoint stands over them. A receipt is a record with its way to that checkpoint. It holds
a salted hash of the output and a pseudonym of the account, so that it says nothing to whoever does
not have the output.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from stillwatch.proof.evidence import notes
from stillwatch.proof.evidence.commitments import commit, opens
from stillwatch.proof.evidence.log import stamp
from stillwatch.proof.evidence.merkle import check_inclusion, leaf_hash, node_hash
from stillwatch.proof.evidence.notes import Checkpoint
from stillwatch.proof.evidence.strict import parsed_object

VERSION = 1
SUFFIX = "/receipts"
"""What the origin of a batch has behind the name of the key."""
LIMIT = 64 << 10
"""Longest receipt that is read, in characters."""


@dataclass(frozen=True)
class Output:
    """One output of a model."""

    text: bytes
    model: str
    time: datetime
    account: str
    mark: str | None = None
    """Scheme and key id of a watermark in the text, if there is one."""


@dataclass(frozen=True)
class Checked:
    """What a receipt shows."""

    record: dict[str, Any]
    errors: tuple[str, ...]
    signer: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing contradicts the receipt."""
        return not self.errors


def receipts(
    outputs: Sequence[Output], origin: str, key: Ed25519PrivateKey, secret: bytes
) -> Iterator[str]:
    """Yield a receipt for each output of a batch, one line of JSON each.

    Parameters
    ----------
    outputs
        A batch: larger ones cost less each, and its receipts come when it is full.
    origin, key
        Name and key that sign.
    secret
        Key of the pseudonyms, at least 16 bytes; with it, and only with it, a receipt can be
        traced to the account.
    """
    if not outputs:
        return
    salts, leaves = [], []
    for one in outputs:
        digest, salt = commit(one.text)
        record = {
            "v": VERSION,
            "time": stamp(one.time),
            "model": one.model,
            "account": pseudonym(one.account, secret),
            "output": digest,
            "mark": one.mark,
        }
        salts.append(salt)
        leaves.append(json.dumps(record, sort_keys=True, separators=(",", ":")))
    levels = _levels([leaf_hash(leaf.encode()) for leaf in leaves])
    size, top = len(leaves), levels[-1][0]
    # never to be taken for a checkpoint of the log that the same key signs
    quoted = json.dumps(notes.sign(Checkpoint(origin + SUFFIX, size, top), key, origin))
    named = [[value.hex() for value in level] for level in levels]
    for index, (leaf, salt) in enumerate(zip(leaves, salts, strict=True)):
        proof = json.dumps(_path(index, named), separators=(",", ":"))
        # the record as text: its bytes are the leaf, whoever parses it
        yield (
            f'{{"index":{index},"note":{quoted},"proof":{proof},"record":{json.dumps(leaf)},'
            f'"salt":"{salt.hex()}"}}'
        )


def check(receipt: str, text: bytes | None, trusted: Sequence[notes.Verifier]) -> Checked:
    """Check a receipt, and whether it is that of a text.

    Parameters
    ----------
    receipt
        One line of JSON, from anywhere.
    text
        The output; None leaves that open.
    trusted
        Keys of the provider.
    """
    try:
        if len(receipt) > LIMIT:
            raise ValueError
        told = parsed_object(receipt.encode())
        leaf, note, index = told["record"], told["note"], told["index"]
        salt, proof = bytes.fromhex(told["salt"]), [bytes.fromhex(s) for s in told["proof"]]
        record, signed = parsed_object(leaf.encode()), leaf_hash(leaf.encode())
        checkpoint, _ = notes.read(note)
        output = str(record["output"])
        if not isinstance(index, int) or record["v"] != VERSION:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        return Checked({}, ("not a receipt",))
    errors = []
    signers = notes.signers(note, list(trusted))
    if not any(checkpoint.origin == key.name + SUFFIX for key in signers):
        errors.append("not signed by a key that is trusted")
    if not check_inclusion(signed, index, checkpoint.size, proof, checkpoint.root):
        errors.append("the record is not the one that was signed")
    if text is not None and not opens(output, salt, text):
        errors.append("the text is not the one that the record is of")
    return Checked(record, tuple(errors), str(signers[0]) if signers else "")


def pseudonym(account: str, secret: bytes) -> str:
    """Return the pseudonym of an account in receipts."""
    data = account.encode("utf-8", "surrogatepass")
    return hmac.new(secret, b"provenance\x00" + data, hashlib.sha256).hexdigest()[:32]


def _levels(row: list[bytes]) -> list[list[bytes]]:
    """Return all levels of a tree, the leaves first; a last one without a partner moves up."""
    levels = [row]
    while len(row) > 1:
        pairs = [node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        row = pairs + row[len(row) & ~1 :]
        levels.append(row)
    return levels


def _path(index: int, levels: list[list[str]]) -> list[str]:
    """Return the audit path of a leaf, lowest first."""
    path = []
    for level in levels[:-1]:
        if index ^ 1 < len(level):
            path.append(level[index ^ 1])
        index >>= 1
    return path


def moment(value: float) -> datetime:
    """Return a moment from seconds since 1970."""
    return datetime.fromtimestamp(value, UTC)
