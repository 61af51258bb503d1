"""A bundle: all that is known of one campaign, for somebody who does not trust its sender."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.dsse import Envelope
from securesystemslib.signer._crypto_signer import CryptoSigner
from securesystemslib.signer._key import SSlibKey

from stillwatch.errors import InputError
from stillwatch.evidence.container import LIMIT, SPARE, pack
from stillwatch.evidence.home import Home
from stillwatch.evidence.log import EvidenceLog, stamp, write_aside
from stillwatch.evidence.record import canonical, checkpoint, operator, sha256
from stillwatch.evidence.strict import parsed_object
from stillwatch.evidence.vault import Vault
from stillwatch.evidence.words import plain_words

PAYLOAD = "application/vnd.stillwatch.evidence-bundle+json"
VERSION = 1


def export(
    home: Home,
    audit: Path,
    campaign: str,
    out: Path,
    *,
    by: str,
    inputs: Sequence[Path] = (),
    open_text: bool = False,
) -> dict[str, Any]:
    """Write the bundle of a campaign, and enter in the log that it was.

    Parameters
    ----------
    home
        Where evidence is kept.
    audit
        Output folder of the audit.
    campaign
        Id of the campaign.
    out
        The bundle; replaced if it exists.
    by
        Who exports.
    inputs
        Raw files to put in, so that the audit can be run again from the bundle.
    open_text
        Put the sealed text of its exchanges in, readable; else their commitments alone.

    Returns
    -------
    dict
        The manifest.

    Raises
    ------
    InputError
        There is no such campaign, no run in the log that wrote the audit, a raw file that it did
        not read, or more than a reader would take.
    """
    told, summary = _read(audit, "campaigns.json"), _read(audit, "summary.json")
    found = next((c for c in told["campaigns"] if c["id"] == campaign), None)
    if found is None:
        raise InputError(
            f"no campaign is called {campaign}",
            path=str(audit / "campaigns.json"),
            remedy=f"there are {', '.join(c['id'] for c in told['campaigns'][:8]) or 'none'}",
        )
    with home.log() as log, home.vault() as vault:
        run = _run(log, audit)
        raw = _inputs(log, run, inputs)
        operator(log, "export", by, {"campaign": campaign, "run": run})
        note, _ = checkpoint(home, log)
        files: dict[str, bytes] = {
            "campaign.json": canonical(found),
            "summary.json": (audit / "summary.json").read_bytes(),
            "evidence.txt": plain_words(found, summary).encode(),
            "log/checkpoint.note": note.read_bytes(),
        }
        rows = list(_exchanges(vault, found, open_text))
        files["exchanges.jsonl"] = b"".join(canonical(row) + b"\n" for row in rows)
        about = list(
            _about(log, run, campaign, {row["commitment"] for row in rows if "commitment" in row})
        )
        files["log/entries.jsonl"] = b"".join(_entries(log, about))
        if note.with_suffix(".tsr").exists():
            files["log/checkpoint.tsr"] = note.with_suffix(".tsr").read_bytes()
        files |= raw
        manifest = {
            "version": VERSION,
            "campaign": campaign,
            "run": run,
            "origin": home.config.origin,
            "created": stamp(datetime.now(UTC)),
            "exported_by": by,
            "software": summary["versions"],
            "settings": summary["settings"],
            "error_rates": {"campaign": found["guarantee"], "audit": summary["guarantee"]},
            "custody": list(_custody(about)),
            "files": {name: sha256(data) for name, data in sorted(files.items())},
        }
        files["manifest.dsse.json"] = seal(canonical(manifest), home.key())
    if (size := sum(map(len, files.values()))) > LIMIT - SPARE:
        raise InputError(
            f"{size:,} bytes are more than a bundle may have ({LIMIT - SPARE:,})",
            path=str(out),
            remedy="leave out raw files, and send them beside it",
        )
    try:
        write_aside(out, pack(files))
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", path=str(out)) from error
    return manifest


def seal(payload: bytes, key: Ed25519PrivateKey) -> bytes:
    """Return a DSSE envelope of a payload, in the one form that is accepted."""
    envelope = Envelope(payload, PAYLOAD, {})
    envelope.sign(CryptoSigner(key, dsse_key(key.public_key().public_bytes_raw())))
    return canonical(envelope.to_dict())


def dsse_key(raw: bytes) -> SSlibKey:
    """Return a public key as envelopes name it: by the SHA-256 of its 32 bytes."""
    value = {"public": raw.hex()}
    return SSlibKey(hashlib.sha256(raw).hexdigest(), "ed25519", "ed25519", value)


def _read(audit: Path, name: str) -> dict[str, Any]:
    try:
        return parsed_object((audit / name).read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(
            "not the output of an audit", path=str(audit / name), remedy="run the audit again"
        ) from error


def _run(log: EvidenceLog, audit: Path) -> str:
    """Name of the newest run that wrote these campaigns and this summary."""
    found = ""
    wrote = {n: sha256((audit / n).read_bytes()) for n in ("campaigns.json", "summary.json")}
    for line in log.lines():
        if wrote["campaigns.json"].encode() in line:
            entry = json.loads(line)
            if entry["kind"] == "audit.end" and entry["data"]["outputs"].items() >= wrote.items():
                found = entry["data"]["run"]
    if not found:
        raise InputError(
            "the evidence log knows no audit that wrote these campaigns",
            path=str(audit / "campaigns.json"),
            remedy="run the audit with --evidence, and leave its output as it is",
        )
    return found


def _inputs(log: EvidenceLog, run: str, paths: Sequence[Path]) -> dict[str, bytes]:
    """Raw files by the names that they have in the bundle."""
    known: set[str] = set()
    if paths:
        known = read_files(json.loads(x) for x in log.lines() if run.encode() in x)
    found: dict[str, bytes] = {}
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", path=str(path)) from error
        digest = sha256(data)
        if digest not in known:
            raise InputError(
                "not a file that the audit read, or changed since",
                path=str(path),
                remedy="name the file as it was when the audit ran",
            )
        name = "".join(c if c.isprintable() and c not in "/\\" else "_" for c in path.name)
        if found.get(f"inputs/{name}", data) != data:
            name = f"{digest[:16]}-{name}"
        found[f"inputs/{name}"] = data
    return found


def read_files(entries: Iterable[dict[str, Any]]) -> set[str]:
    """Return the SHA-256 of each file that entries say a run has read."""
    found = set()
    for entry in entries:
        if entry["kind"] == "input":
            found.add(entry["data"]["sha256"])
        elif entry["kind"] == "audit.begin":
            found.add(entry["data"]["options"].get("accounts"))
    return found - {None}


_About = tuple[int, bytes, dict[str, Any]]


def _about(log: EvidenceLog, run: str, campaign: str, kept: Set[str]) -> Iterator[_About]:
    """Entries on a run and a campaign of it, on commitments, and those that name keys."""
    for index, line in enumerate(log.lines()):
        if b'"kind":"kept"' in line:
            entry = json.loads(line)
            if entry["kind"] == "kept" and any(c in kept for _, c in entry["data"]["texts"]):
                yield index, line, entry
        elif not index or run.encode() in line or b'"kind":"key"' in line:
            entry = json.loads(line)
            if entry["data"].get("campaign", campaign) == campaign:
                yield index, line, entry


def _entries(log: EvidenceLog, about: Iterable[_About]) -> Iterator[bytes]:
    for index, line, _ in about:
        proof = [step.hex() for step in log.inclusion(index)]
        row = {"index": index, "leaf": base64.b64encode(line).decode(), "proof": proof}
        yield canonical(row) + b"\n"


def _custody(about: Iterable[_About]) -> Iterator[dict[str, Any]]:
    """Who did what to it when, by the log."""
    for index, _, entry in about:
        if entry["kind"] in ("audit.begin", "input", "audit.end", "operator", "key", "log"):
            data = entry["data"]
            what = data.get("action") or data.get("name") or ""
            row = {"entry": index, "time": entry["time"], "kind": entry["kind"], "what": what}
            yield row | ({"by": data["by"]} if "by" in data else {})


def _exchanges(vault: Vault, campaign: dict[str, Any], open_text: bool) -> Iterator[dict[str, Any]]:
    """Exchanges that the evidence names: id, commitment, and text if it is opened."""
    ids = sorted({id for evidence in campaign["evidence"] for id in evidence["exchange_ids"]})
    for id in ids:
        row: dict[str, Any] = {"id": id}
        kept = vault.open(id)
        if kept is not None:
            commitment, salt, data = kept
            row["commitment"] = commitment
            if open_text:
                row |= {"salt": salt.hex(), "text": base64.b64encode(data).decode()}
        yield row
