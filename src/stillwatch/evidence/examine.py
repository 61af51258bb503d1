"""Checking a bundle on any machine, offline: nothing but the file and, better, a key to trust."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError

from stillwatch.errors import InputError
from stillwatch.evidence import notes
from stillwatch.evidence.bundle import PAYLOAD, VERSION, dsse_key
from stillwatch.evidence.commitments import opens
from stillwatch.evidence.container import unpack
from stillwatch.evidence.merkle import check_inclusion, leaf_hash
from stillwatch.evidence.record import canonical, sha256
from stillwatch.evidence.verify import Verdict, believed_keys


@dataclass
class Examined:
    """What a check of a bundle came to."""

    manifest: dict[str, Any] = field(default_factory=dict)
    entries: int = 0
    """Entries of the log that are proved to be under the checkpoint."""
    texts: int = 0
    """Exchanges whose text is in the bundle and is what was committed to."""
    errors: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing contradicts the bundle."""
        return not self.errors


def examine(path: Path, trusted: list[notes.Verifier] | None = None) -> Examined:
    """Check a bundle.

    Parameters
    ----------
    path
        The bundle.
    trusted
        Keys of its sender that are known from elsewhere; without any, a remark says that the
        sender rests on the bundle's own word.

    Raises
    ------
    InputError
        The file cannot be read, or is no bundle.
    """
    files, altered = unpack(path)
    found = Examined()
    if altered:
        found.errors.append(altered)
    for name in ("manifest.dsse.json", "log/entries.jsonl", "log/checkpoint.note", "campaign.json"):
        if name not in files:
            raise InputError(f"no bundle: {name} is missing", path=str(path))
    rows = list(_rows(files["log/entries.jsonl"], found))
    keys = _keys(rows, trusted, found)
    found.manifest = _manifest(files, keys, found)
    checkpoint = _checkpoint(files["log/checkpoint.note"], keys, found)
    entries = [] if checkpoint is None else list(_proved(rows, checkpoint, found))
    found.entries = len(entries)
    _campaign(files["campaign.json"], entries, found)
    _texts(files.get("exchanges.jsonl", b""), entries, found)
    return found


def entered(files: dict[str, bytes]) -> list[dict[str, Any]]:
    """Return the entries in a bundle's files; their proofs are not looked at."""
    rows = _rows(files.get("log/entries.jsonl", b""), Examined())
    return [json.loads(leaf) for _, leaf, _ in rows]


def _rows(data: bytes, found: Examined) -> Iterator[tuple[int, bytes, list[bytes]]]:
    for number, line in enumerate(data.splitlines(), 1):
        try:
            row = json.loads(line)
            leaf = base64.b64decode(row["leaf"], validate=True)
            yield int(row["index"]), leaf, [bytes.fromhex(step) for step in row["proof"]]
        except (ValueError, KeyError, TypeError, binascii.Error, RecursionError):
            found.errors.append(f"log/entries.jsonl:{number}: not an entry with its proof")


def _keys(
    rows: list[tuple[int, bytes, list[bytes]]],
    trusted: list[notes.Verifier] | None,
    found: Examined,
) -> list[notes.Verifier]:
    named = []
    for index, leaf, _ in rows:
        try:
            entry = json.loads(leaf)
            if entry["kind"] in ("log", "key"):
                named.append((index, entry))
        except (ValueError, KeyError, TypeError, RecursionError):
            found.errors.append(f"log/entries.jsonl: entry {index} is not one")
    verdict = Verdict()
    keys = [key for _, key in believed_keys(named, trusted, verdict)]
    found.errors += verdict.errors
    found.remarks += verdict.remarks
    return keys


def _manifest(
    files: dict[str, bytes], keys: list[notes.Verifier], found: Examined
) -> dict[str, Any]:
    data = files["manifest.dsse.json"]
    try:
        told = json.loads(data)
        envelope = Envelope.from_dict(json.loads(data))
        if canonical(envelope.to_dict()) != data or envelope.payload_type != PAYLOAD:
            raise ValueError("not in its one form")
        if told["payload"] != base64.b64encode(envelope.payload).decode():
            raise ValueError("not in its one form")
        if keys:
            envelope.verify([dsse_key(key.key) for key in keys[-1:]], 1)
        manifest = json.loads(envelope.payload)
        listed, version = dict(manifest["files"]), manifest["version"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        found.errors.append(f"manifest.dsse.json: altered: {error}")
        return {}
    except VerificationError:
        found.errors.append("manifest.dsse.json: altered, or not signed by a key that is trusted")
        return {}
    if version != VERSION:
        found.errors.append(f"manifest.dsse.json: version {version}, which is not known here")
    for name in sorted(set(listed) | set(files) - {"manifest.dsse.json"}):
        if name not in files:
            found.errors.append(f"{name}: missing")
        elif name not in listed:
            found.errors.append(f"{name}: put in, the manifest does not name it")
        elif sha256(files[name]) != listed[name]:
            found.errors.append(f"{name}: altered")
    return dict(manifest)


def _checkpoint(
    data: bytes, keys: list[notes.Verifier], found: Examined
) -> notes.Checkpoint | None:
    try:
        note = data.decode()
        checkpoint, _ = notes.read(note)
        if notes.signers(note, keys[-1:]):
            return checkpoint
        found.errors.append("log/checkpoint.note: altered, or not signed by a key that is trusted")
    except ValueError as error:
        found.errors.append(f"log/checkpoint.note: {error}")
    return None


def _proved(
    rows: list[tuple[int, bytes, list[bytes]]], checkpoint: notes.Checkpoint, found: Examined
) -> Iterator[dict[str, Any]]:
    for index, leaf, proof in rows:
        if check_inclusion(leaf_hash(leaf), index, checkpoint.size, proof, checkpoint.root):
            yield json.loads(leaf)
        else:
            found.errors.append(
                f"log/entries.jsonl: entry {index} is not under the signed checkpoint"
            )


def _campaign(data: bytes, entries: list[dict[str, Any]], found: Examined) -> None:
    """Compare the campaign and its evidence with what was entered when it was found."""
    try:
        told = json.loads(data)
        evidence = {sha256(canonical(row)) for row in told["evidence"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        found.errors.append("campaign.json: altered")
        return
    entered: dict[str, set[str]] = {"campaign": set(), "evidence": set()}
    for entry in entries:
        if entry["kind"] in entered:
            entered[entry["kind"]].add(entry["data"].get("sha256", ""))
    if sha256(data) not in entered["campaign"]:
        found.errors.append("campaign.json: not what was entered in the log when it was found")
    if evidence != entered["evidence"]:
        found.errors.append("campaign.json: its evidence is not what was entered in the log")


def _texts(data: bytes, entries: list[dict[str, Any]], found: Examined) -> None:
    kept = {
        commitment
        for entry in entries
        if entry["kind"] == "kept"
        for _, commitment in entry["data"]["texts"]
    }
    for number, line in enumerate(data.splitlines(), 1):
        try:
            row = json.loads(line)
            commitment = row.get("commitment")
            if commitment is not None and commitment not in kept:
                found.errors.append(f"exchanges.jsonl:{number}: its commitment is not in the log")
            elif "text" in row:
                text = base64.b64decode(row["text"], validate=True)
                if not opens(commitment, bytes.fromhex(row["salt"]), text):
                    raise ValueError
                found.texts += 1
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
            found.errors.append(f"exchanges.jsonl:{number}: not what was committed to")
