"""Time stamps by an outside authority (RFC 3161) on a checkpoint's signed note.

They show that the note, and so every entry under it, was there at a time that the authority
vouches for and the log's owner cannot choose.
"""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from datetime import UTC, datetime
from http.client import HTTPException
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.x509 import Certificate, load_pem_x509_certificates

from stillwatch.core.errors import InputError, UsageError
from stillwatch.proof.evidence.log import write_aside
from stillwatch.proof.evidence.notes import LIMIT as LONGEST_NOTE
from stillwatch.proof.evidence.strict import small_file

LIMIT = 64 << 10
SECONDS = 20
HASHES = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
"""Hashes of what is stamped, by their numbers."""


def readable() -> bool:
    """Whether time stamps can be read here: the extra `timestamp` is there."""
    return find_spec("rfc3161_client") is not None


def usable(url: str) -> None:
    """Refuse an authority that could not be asked from here.

    Raises
    ------
    UsageError
        The extra `timestamp` is missing, or the address is none.
    """
    if not readable():
        raise UsageError("time stamps need the extra: pip install 'stillwatch[timestamp]'")
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets, ports
        known = False
    if not known or not url.isascii() or not url.isprintable() or " " in url:
        raise UsageError(f"not the address of a time stamp authority: {url}")


def stamp_note(note: Path, url: str) -> datetime:
    """Have a checkpoint's file time-stamped; the answer is kept beside it as `.tsr`.

    Parameters
    ----------
    note
        File of a signed checkpoint.
    url
        Of the authority, http or https.

    Returns
    -------
    datetime
        The time that the authority gave.

    Raises
    ------
    UsageError
        The extra `timestamp` is missing, or the address is none.
    InputError
        The authority did not answer, or answered no time stamp of this note.
    """
    usable(url)
    from rfc3161_client import TimestampRequestBuilder, decode_timestamp_response

    data = note.read_bytes()
    request = (
        TimestampRequestBuilder()
        .data(data)
        .nonce(nonce=True)
        .cert_request(cert_request=True)
        .build()
    )
    asked = urllib.request.Request(
        url, request.as_bytes(), {"Content-Type": "application/timestamp-query"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:
            raw = answer.read(LIMIT + 1)
        response = decode_timestamp_response(raw)
        told = response.tst_info
    except (OSError, ValueError, HTTPException) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        why = getattr(error, "reason", None) or "no time stamp in what it answered"
        raise InputError(
            f"the time stamp authority did not stamp: {why}",
            path=url,
            remedy="the checkpoint stands without; `stillwatch evidence checkpoint` tries again",
        ) from error
    if told.nonce != request.nonce or told.message_imprint.message != _digest(request):
        raise InputError("the authority stamped something else", path=url)
    write_aside(note.with_suffix(".tsr"), raw)
    return told.gen_time.astimezone(UTC)


def _digest(request: object) -> bytes:
    return bytes(request.message_imprint.message)  # type: ignore[attr-defined]


def check_stamp(note: Path, roots: Path | None) -> datetime | None:
    """Return the time that a note was stamped at, or None if it bears no stamp.

    Parameters
    ----------
    note
        File of a signed checkpoint.
    roots
        Certificates in PEM of the authorities that are trusted; without them the stamp is
        compared with the note, and its signature is not checked.

    Raises
    ------
    InputError
        The stamp is of something else, or by nobody who is trusted.
    UsageError
        The extra `timestamp` is missing, or `roots` holds no certificates.
    """
    path = note.with_suffix(".tsr")
    if not path.exists():
        return None
    try:
        data, answer = small_file(note, LONGEST_NOTE), small_file(path, LIMIT)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(path)) from error
    return check_response(str(path), data, answer, roots)


def check_response(name: str, data: bytes, answer: bytes, roots: Path | None) -> datetime:
    """Return the time that bytes were stamped at by an authority's answer; see `check_stamp`."""
    try:
        from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response
    except ImportError as error:
        raise UsageError(
            "time stamps need the extra: pip install 'stillwatch[timestamp]'"
        ) from error
    certificates = [] if roots is None else _certificates(roots)
    try:
        response = decode_timestamp_response(answer)
        told = response.tst_info
        if roots is None:
            hashed = HASHES.get(told.message_imprint.hash_algorithm.dotted_string)
            if hashed is None:
                raise ValueError("its hash is none that is known here")
            if hashlib.new(hashed, data).digest() != told.message_imprint.message:
                raise ValueError("of something else")
        else:
            builder = VerifierBuilder()
            for certificate in certificates:
                builder = builder.add_root_certificate(certificate)
            builder.build().verify_message(response, data)
    except (ValueError, VerificationError) as error:
        raise InputError(f"the time stamp does not hold: {error}", path=name) from error
    return told.gen_time.astimezone(UTC)


def _certificates(roots: Path) -> list[Certificate]:
    """Read what is trusted: where that is of no use, nothing is said of the time stamp."""
    try:
        return load_pem_x509_certificates(roots.read_bytes())
    except OSError as error:
        raise UsageError(f"{roots}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{roots}: no certificates in PEM") from error
