"""Checking a bundle on any machine, offline: nothing but the file and, better, a key to trust."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError

from stillwatch.core.errors import InputError
from stillwatch.proof.evidence import notes
from stillwatch.proof.evidence.bundle import PAYLOAD, VERSION, dsse_key
from stillwatch.proof.evidence.commitments import opens
from stillwatch.proof.evidence.container import unpack
from stillwatch.proof.evidence.gather import read_files
from stillwatch.proof.evidence.merkle import check_inclusion, leaf_hash
from stillwatch.proof.evidence.record import canonical, sha256
from stillwatch.proof.evidence.strict import lines, parsed_object, pieces
from stillwatch.proof.evidence.verify import Verdict, believed_keys

NEEDED = (
    "manifest.dsse.json", "log/entries.jsonl", "log/checkpoint.note", "campaign.json",
    "summary.json", "evidence.txt", "exchanges.jsonl",
)  # fmt: skip
MEMBERS = {*NEEDED, "log/checkpoint.tsr"}
INPUT = re.compile(r"inputs/[^/\\]+")

_Row = tuple[int, bytes, list[bytes], dict[str, Any]]
"""Index, leaf, proof and what the leaf says."""


@dataclass
class Examined:
    """What a check of a bundle came to."""

    files: dict[str, bytes] = field(default_factory=dict)
    manifest: dict[str, Any] = field(default_factory=dict)
    origin: str = ""
    proved: list[dict[str, Any]] = field(default_factory=list)
    """Entries of the log that are proved to be under the checkpoint."""
    named: set[str] = field(default_factory=set)
    """Exchanges that the evidence names."""
    texts: int = 0
    """Exchanges whose text is in the bundle and is what was committed to."""
    errors: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing contradicts the bundle."""
        return not self.errors

    @property
    def entries(self) -> int:
        """Number of entries that are proved."""
        return len(self.proved)

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        """Return what the proved entries of a kind say."""
        return [entry["data"] for entry in self.proved if entry["kind"] == kind]


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
    found = Examined(files)
    if altered:
        found.errors.append(altered)
    for name in NEEDED:
        if name not in files:
            raise InputError(f"no bundle: {name} is missing", path=str(path))
    rows = list(_rows(files["log/entries.jsonl"], found))
    keys = _keys(rows, trusted, found)
    found.manifest = _manifest(files, keys, found)
    checkpoint = _checkpoint(files["log/checkpoint.note"], keys, found)
    if checkpoint is not None:
        found.proved = list(_proved(rows, checkpoint, found))
    _campaign(files["campaign.json"], found)
    _run(found)
    _texts(files["exchanges.jsonl"], found)
    return found


def _rows(data: bytes, found: Examined) -> Iterator[_Row]:
    before = -1
    for number, line in _lines("log/entries.jsonl", data, found):
        try:
            row = parsed_object(line)
            index, leaf = row["index"], base64.b64decode(row["leaf"], validate=True)
            if type(index) is not int or index <= before:
                raise ValueError
            proof = [_hash(step) for step in row["proof"]]
            entry = parsed_object(leaf)
            told = {"kind": str, "time": str, "data": dict}
            if not all(isinstance(entry[name], kind) for name, kind in told.items()):
                raise ValueError
        except (ValueError, KeyError, TypeError):
            found.errors.append(
                f"log/entries.jsonl:{number}: no entry with its proof, in its place"
            )
            continue
        before = index
        yield index, leaf, proof, entry


def _lines(name: str, data: bytes, found: Examined) -> Iterator[tuple[int, bytes]]:
    try:
        yield from enumerate(lines(data), 1)
    except ValueError as error:
        found.errors.append(f"{name}: {error}")


def _hash(step: str) -> bytes:
    value = bytes.fromhex(step)
    if len(value) != 32 or value.hex() != step:
        raise ValueError
    return value


def _keys(
    rows: list[_Row], trusted: list[notes.Verifier] | None, found: Examined
) -> list[notes.Verifier]:
    named = [(index, entry) for index, _, _, entry in rows if entry["kind"] in ("log", "key")]
    verdict = Verdict()
    keys = [key for _, key in believed_keys(named, trusted, verdict)]
    found.origin = verdict.origin
    found.errors += verdict.errors
    found.remarks += verdict.remarks
    return keys


def _manifest(
    files: dict[str, bytes], keys: list[notes.Verifier], found: Examined
) -> dict[str, Any]:
    data = files["manifest.dsse.json"]
    try:
        told = parsed_object(data)
        envelope = Envelope.from_dict(parsed_object(data))
        if canonical(envelope.to_dict()) != data or envelope.payload_type != PAYLOAD:
            raise ValueError("not in its one form")
        if told["payload"] != base64.b64encode(envelope.payload).decode():
            raise ValueError("not in its one form")
        if keys:
            envelope.verify([dsse_key(key.key) for key in keys[-1:]], 1)
        manifest = parsed_object(envelope.payload)
        if canonical(manifest) != envelope.payload or not isinstance(manifest["files"], dict):
            raise ValueError("not in its one form")
        listed, version = manifest["files"], manifest["version"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        found.errors.append(f"manifest.dsse.json: altered: {error}")
        return {}
    except VerificationError:
        found.errors.append("manifest.dsse.json: altered, or not signed by a key that is trusted")
        return {}
    if version != VERSION:
        found.errors.append(f"manifest.dsse.json: version {version}, which is not known here")
    if manifest.get("origin") != found.origin:
        found.errors.append("manifest.dsse.json: it names another log than its entries are of")
    for name in sorted(set(listed) | set(files) - {"manifest.dsse.json"}):
        if name not in files:
            found.errors.append(f"{name}: missing")
        elif name not in listed:
            found.errors.append(f"{name}: put in, the manifest does not name it")
        elif sha256(files[name]) != listed[name]:
            found.errors.append(f"{name}: altered")
        elif name not in MEMBERS and not INPUT.fullmatch(name):
            found.errors.append(f"{name}: no bundle has such a file")
    return dict(manifest)


def _checkpoint(
    data: bytes, keys: list[notes.Verifier], found: Examined
) -> notes.Checkpoint | None:
    try:
        note = data.decode()
        checkpoint, _ = notes.read(note)
        if checkpoint.origin != found.origin:
            found.errors.append("log/checkpoint.note: of another log than the entries")
        elif notes.signers(note, keys[-1:]):
            return checkpoint
        else:
            found.errors.append(
                "log/checkpoint.note: altered, or not signed by a key that is trusted"
            )
    except ValueError as error:
        found.errors.append(f"log/checkpoint.note: {error}")
    return None


def _proved(
    rows: list[_Row], checkpoint: notes.Checkpoint, found: Examined
) -> Iterator[dict[str, Any]]:
    for index, leaf, proof, entry in rows:
        if check_inclusion(leaf_hash(leaf), index, checkpoint.size, proof, checkpoint.root):
            yield entry
        else:
            found.errors.append(
                f"log/entries.jsonl: entry {index} is not under the signed checkpoint"
            )


def _campaign(data: bytes, found: Examined) -> None:
    """Compare the campaign and its evidence with what was entered when it was found."""
    try:
        told = parsed_object(data)
        evidence = {sha256(piece) for piece in pieces(data)}
        found.named = {id for row in told["evidence"] for id in row["exchange_ids"]}
        entered = {data.get("sha256") for data in found.of_kind("campaign")}
        shown = {data.get("sha256") for data in found.of_kind("evidence")}
    except (ValueError, KeyError, TypeError):
        found.errors.append("campaign.json: altered")
        return
    if found.manifest and told.get("id") != found.manifest.get("campaign"):
        found.errors.append("campaign.json: another campaign than the manifest names")
    if sha256(data) not in entered:
        found.errors.append("campaign.json: not what was entered in the log when it was found")
    if evidence != shown:
        found.errors.append("campaign.json: its evidence is not what was entered in the log")


def _run(found: Examined) -> None:
    """Compare the rest of what the run read and wrote with what was entered of it."""
    run, digests = found.manifest.get("run"), {n: sha256(d) for n, d in found.files.items()}
    for kind in ("audit.begin", "input", "campaign", "members", "evidence", "audit.end"):
        if found.manifest and any(data.get("run") != run for data in found.of_kind(kind)):
            found.errors.append(f"log/entries.jsonl: an entry {kind} is of another run")
    outputs = [data.get("outputs") for data in found.of_kind("audit.end")]
    wrote = [told.get("summary.json") for told in outputs if isinstance(told, dict)]
    read = read_files(found.proved)
    if digests["summary.json"] not in wrote:
        found.errors.append("summary.json: not what the audit wrote")
    for name in digests:
        if INPUT.fullmatch(name) and digests[name] not in read:
            found.errors.append(f"{name}: not a file that the audit read")


def _texts(data: bytes, found: Examined) -> None:
    kept = set()
    try:
        for entry in found.of_kind("kept"):
            kept |= {c for _, c in msgspec.convert(entry["texts"], list[tuple[str, str]])}
    except (msgspec.ValidationError, KeyError):
        found.errors.append("log/entries.jsonl: an entry kept does not say what was")
    for number, line in _lines("exchanges.jsonl", data, found):
        try:
            row = parsed_object(line)
            commitment: Any = row.get("commitment")
            if row["id"] not in found.named:
                found.errors.append(
                    f"exchanges.jsonl:{number}: no exchange that the evidence names"
                )
            if commitment is not None and commitment not in kept:
                found.errors.append(f"exchanges.jsonl:{number}: its commitment is not in the log")
            elif "text" in row:
                text = base64.b64decode(row["text"], validate=True)
                if not opens(commitment, bytes.fromhex(row["salt"]), text):
                    raise ValueError
                if parsed_object(text)["id"] != row["id"]:
                    raise ValueError
                found.texts += 1
        except (ValueError, KeyError, TypeError, AttributeError):
            found.errors.append(f"exchanges.jsonl:{number}: not what was committed to")
