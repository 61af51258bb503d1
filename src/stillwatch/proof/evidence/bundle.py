"""A bundle: all that is known of one campaign, for somebody who does not trust its sender."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.dsse import Envelope
from securesystemslib.signer._crypto_signer import CryptoSigner
from securesystemslib.signer._key import SSlibKey

from stillwatch.contract.audit import CAMPAIGNS, SUMMARY, Audit
from stillwatch.core.errors import InputError
from stillwatch.proof.evidence.container import LIMIT, MEMBERS, SPARE, pack
from stillwatch.proof.evidence.gather import (
    about,
    custody,
    entry_lines,
    exchanges,
    raw_files,
    run_of,
)
from stillwatch.proof.evidence.home import Home
from stillwatch.proof.evidence.log import stamp, write_aside
from stillwatch.proof.evidence.record import canonical, checkpoint, operator, sha256
from stillwatch.proof.evidence.strict import parsed_object
from stillwatch.proof.evidence.words import plain_words

PAYLOAD = "application/vnd.stillwatch.evidence-bundle+json"
VERSION = 1
OTHERS = 8
"""Of `MEMBERS`, what is kept free for the log and the manifest."""


def export(
    home: Home,
    audit: Path,
    campaign: str,
    out: Path,
    *,
    by: str,
    inputs: Sequence[Path] = (),
    open_text: bool = False,
    terms: Sequence[Mapping[str, str]] = (),
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
    terms
        Versions of the firm's terms, to be named in the manifest.

    Returns
    -------
    dict
        The manifest.

    Raises
    ------
    InputError
        There is no such campaign, no run in the log that wrote the audit, a raw file that it did
        not read, no place for the bundle, or more than a reader would take. Then no export is
        entered.
    """
    found, summary = _found(audit, campaign), _read(audit, SUMMARY)
    _refuse_place(out)
    with home.log() as log, home.vault() as vault:
        run = run_of(log, audit)
        raw = raw_files(log, run, inputs)
        rows = list(exchanges(vault, found, open_text))
        files: dict[str, bytes] = {
            "campaign.json": canonical(found),
            "summary.json": Audit(audit).raw(SUMMARY),
            "evidence.txt": plain_words(found, summary).encode(),
            "exchanges.jsonl": b"".join(canonical(row) + b"\n" for row in rows),
            **raw,
        }
        _refuse_number(files, out)
        _refuse_size(files, out)
        key = home.key()
        # what is entered stays: all that can be refused was refused above
        operator(log, "export", by, {"campaign": campaign, "run": run})
        note, _ = checkpoint(home, log)
        files["log/checkpoint.note"] = note.read_bytes()
        kept = {row["commitment"] for row in rows if "commitment" in row}
        chosen = list(about(log, run, campaign, kept))
        files["log/entries.jsonl"] = b"".join(entry_lines(log, chosen))
        if note.with_suffix(".tsr").exists():
            files["log/checkpoint.tsr"] = note.with_suffix(".tsr").read_bytes()
        manifest = {
            "version": VERSION,
            "campaign": campaign,
            "run": run,
            "origin": home.config.origin,
            "policy": {
                "keep_text": home.config.keep_text,
                "retain_days": home.config.retain_days,
                "terms": [dict(row) for row in terms],
            },
            "created": stamp(datetime.now(UTC)),
            "exported_by": by,
            "software": summary["versions"],
            "settings": summary["settings"],
            "error_rates": {"campaign": found["guarantee"], "audit": summary["guarantee"]},
            "custody": list(custody(chosen)),
            "files": {name: sha256(data) for name, data in sorted(files.items())},
        }
        files["manifest.dsse.json"] = seal(canonical(manifest), key)
    _refuse_size(files, out)
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


def _found(audit: Path, campaign: str) -> dict[str, Any]:
    """Return what an audit says of a campaign."""
    path = audit / CAMPAIGNS
    try:
        there = {str(one["id"]): dict(one) for one in _read(audit, path.name)["campaigns"]}
    except (KeyError, TypeError, ValueError) as error:
        raise _no_audit(path) from error
    if campaign not in there:
        raise InputError(
            f"no campaign is called {campaign}",
            path=str(path),
            remedy=f"there are {', '.join(list(there)[:8]) or 'none'}",
        )
    return there[campaign]


def _refuse_place(out: Path) -> None:
    """Refuse a place for the bundle that plainly cannot be written."""
    if not out.parent.is_dir():
        raise InputError("cannot be written: there is no such folder", path=str(out))
    if out.is_dir():
        raise InputError("cannot be written: it is a folder", path=str(out))
    if not os.access(out.parent, os.W_OK | os.X_OK):
        raise InputError("cannot be written: nothing can be put in its folder", path=str(out))


def _refuse_size(files: Mapping[str, bytes], out: Path) -> None:
    """Refuse what no reader would take."""
    if (size := sum(map(len, files.values()))) > LIMIT - SPARE:
        raise InputError(
            f"{size:,} bytes are more than a bundle may have ({LIMIT - SPARE:,})",
            path=str(out),
            remedy="leave out raw files, and send them beside it",
        )


def _refuse_number(files: Mapping[str, bytes], out: Path) -> None:
    """Refuse more files than a reader would take."""
    if len(files) > MEMBERS - OTHERS:
        raise InputError(
            f"{len(files):,} files are more than a bundle may have ({MEMBERS - OTHERS:,})",
            path=str(out),
            remedy="leave out raw files, and send them beside it",
        )


def _read(audit: Path, name: str) -> dict[str, Any]:
    try:
        return parsed_object(Audit(audit).raw(name))
    except (InputError, ValueError) as error:
        raise _no_audit(audit / name) from error


def _no_audit(path: Path) -> InputError:
    return InputError("not the output of an audit", path=str(path), remedy="run the audit again")
