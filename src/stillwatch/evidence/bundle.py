"""A bundle: all that is known of one campaign, for somebody who does not trust its sender."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.dsse import Envelope
from securesystemslib.signer._crypto_signer import CryptoSigner
from securesystemslib.signer._key import SSlibKey

from stillwatch.errors import InputError
from stillwatch.evidence.container import pack
from stillwatch.evidence.home import Home
from stillwatch.evidence.log import EvidenceLog, stamp, write_aside
from stillwatch.evidence.record import canonical, checkpoint, operator, sha256
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
        There is no such campaign, or no run in the log that wrote the audit.
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
        run = _run(log, sha256((audit / "campaigns.json").read_bytes()), audit)
        operator(log, "export", by, {"campaign": campaign, "run": run})
        note, _ = checkpoint(home, log)
        files: dict[str, bytes] = {
            "campaign.json": canonical(found),
            "summary.json": (audit / "summary.json").read_bytes(),
            "evidence.txt": plain_words(found, summary).encode(),
            "log/checkpoint.note": note.read_bytes(),
            "log/entries.jsonl": b"".join(_entries(log, run, campaign)),
            "exchanges.jsonl": b"".join(_exchanges(vault, found, open_text)),
        }
        if note.with_suffix(".tsr").exists():
            files["log/checkpoint.tsr"] = note.with_suffix(".tsr").read_bytes()
        for path in inputs:
            files[f"inputs/{path.name}"] = path.read_bytes()
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
            "custody": list(_custody(log, run, campaign)),
            "files": {name: sha256(data) for name, data in sorted(files.items())},
        }
        files["manifest.dsse.json"] = seal(canonical(manifest), home.key())
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
        return dict(json.loads((audit / name).read_bytes()))
    except (OSError, ValueError) as error:
        raise InputError(
            "not the output of an audit", path=str(audit / name), remedy="run the audit again"
        ) from error


def _run(log: EvidenceLog, digest: str, audit: Path) -> str:
    """Name of the newest run that wrote these campaigns."""
    found = ""
    for line in log.lines():
        if digest.encode() in line:
            entry = json.loads(line)
            if entry["kind"] == "audit.end":
                found = entry["data"]["run"]
    if not found:
        raise InputError(
            "the evidence log knows no audit that wrote these campaigns",
            path=str(audit / "campaigns.json"),
            remedy="run the audit with --evidence, and leave its output as it is",
        )
    return found


def _about(
    log: EvidenceLog, run: str, campaign: str
) -> Iterator[tuple[int, bytes, dict[str, Any]]]:
    """Entries on a run and a campaign of it, and those that name keys."""
    for index, line in enumerate(log.lines()):
        if index and run.encode() not in line and b'"kind":"key"' not in line:
            continue
        entry = json.loads(line)
        if entry["data"].get("campaign", campaign) == campaign:
            yield index, line, entry


def _entries(log: EvidenceLog, run: str, campaign: str) -> Iterator[bytes]:
    for index, line, _ in _about(log, run, campaign):
        proof = [step.hex() for step in log.inclusion(index)]
        row = {"index": index, "leaf": base64.b64encode(line).decode(), "proof": proof}
        yield canonical(row) + b"\n"


def _custody(log: EvidenceLog, run: str, campaign: str) -> Iterator[dict[str, Any]]:
    """Who did what to it when, by the log."""
    for index, _, entry in _about(log, run, campaign):
        if entry["kind"] in ("audit.begin", "input", "audit.end", "operator", "key", "log"):
            data = entry["data"]
            what = data.get("action") or data.get("name") or ""
            row = {"entry": index, "time": entry["time"], "kind": entry["kind"], "what": what}
            yield row | ({"by": data["by"]} if "by" in data else {})


def _exchanges(vault: Vault, campaign: dict[str, Any], open_text: bool) -> Iterator[bytes]:
    """Exchanges that the evidence names: digest of the id, commitment, and text if it is opened."""
    ids = sorted({id for evidence in campaign["evidence"] for id in evidence["exchange_ids"]})
    for id in ids:
        row: dict[str, Any] = {"id": id}
        kept = vault.open(id)
        if kept is not None:
            commitment, salt, data = kept
            row["commitment"] = commitment
            if open_text:
                row |= {"salt": salt.hex(), "text": base64.b64encode(data).decode()}
        yield canonical(row) + b"\n"
