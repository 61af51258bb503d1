"""Private set intersection between two firms, by files that they send each other.

Each firm blinds its own values under a secret of its own and sends them (`start`), blinds the
other's once more and sends these back in the order in which they came (`answer`), and compares
(`finish`): a value that both have is the same point under both secrets. Both learn which of their
own values the other has, too, and how many it put in; see `share.curve`, and
`docs/explanation/threats.md` for what a partner who does not keep to this can do.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

import msgspec

from stillwatch.core.errors import InputError, UsageError, shown
from stillwatch.proof.share import curve
from stillwatch.proof.share.files import MEGABYTE, decode, dump, read, write
from stillwatch.proof.share.observables import Value

LIMIT = 10_000
"""Values of one side, padding included, unless both agree on more. Each is one guess."""

HIGHEST = 100_000
"""Most values that any agreement allows."""

LARGEST = 32 * MEGABYTE


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What `start` writes: a firm's values, blinded once, in random order."""

    version: int = 1
    kind: str = "stillwatch-match-offer"
    points: list[str]
    """Hexadecimal."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What `answer` writes: the other firm's points, blinded again, in the order they came in."""

    version: int = 1
    kind: str = "stillwatch-match-answer"
    to: str
    """SHA-256 of the offer that is answered."""
    points: list[str]


class Key(msgspec.Struct, kw_only=True):
    """What a firm keeps for itself between the steps; good for one match."""

    version: int = 1
    kind: str = "stillwatch-match-key"
    scalar: str
    """The secret; emptied once it is used up."""
    values: list[list[str] | None]
    """[type, value] of each point that was sent, in their order; null: padding."""
    offer: str
    """SHA-256 of the offer that was sent."""
    partner: str = ""
    """SHA-256 of the offer that was answered."""
    theirs: list[str] = []
    """The partner's points under both secrets."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """What both firms know in the end."""

    both: list[Value]
    """Values that both have."""
    mine: int
    """Points sent, padding included."""
    theirs: int
    """Points that the partner sent, padding included."""


def start(values: list[Value], key: Path, out: Path, *, pad: int = 0, limit: int = LIMIT) -> str:
    """Blind values and write the offer and the key; return the offer's SHA-256.

    Parameters
    ----------
    values
        What to match.
    key
        File to make, for this firm alone.
    out
        File to make, for the partner.
    pad
        Fill up with random points to so many, so that the partner learns no number.
    limit
        Most points.

    Raises
    ------
    UsageError
        There are none, or more than the limit; or both files are one.
    InputError
        The key is there already, or a file cannot be written: then there is no key either.
    """
    _apart(key, out)
    rows: list[Value | None] = [*sorted(set(values))]
    if not rows:
        raise UsageError("nothing to match: no value that another firm could have, too")
    rows += [None] * (pad - len(rows))
    if len(rows) > limit:
        raise UsageError(
            f"{len(rows):,} values and padding are more than the limit of {limit:,}: agree on a "
            "--limit with the partner, or match less"
        )
    secrets.SystemRandom().shuffle(rows)
    scalar = curve.new_scalar()
    points = [curve.blinded(curve.hashed(_bytes(row)), scalar).hex() for row in rows]
    data = msgspec.json.encode(Offer(points=points))
    digest = hashlib.sha256(data).hexdigest()
    kept = Key(scalar=scalar.hex(), values=[row and list(row) for row in rows], offer=digest)
    dump(key, kept, fresh=True)
    try:
        write(out, data)
    except (InputError, OSError):
        key.unlink(missing_ok=True)  # it would be in the way of the next try
        raise
    return digest


def answer(
    offer: Path, key: Path, out: Path, *, limit: int = LIMIT, expect: str | None = None
) -> str:
    """Blind the partner's points once more; return the SHA-256 of the offer.

    Parameters
    ----------
    expect
        SHA-256 that the partner named before it saw anything of ours.

    Raises
    ------
    UsageError
        The answer would take the place of the key.
    InputError
        A file is not what it should be, or the key has answered another offer.
    """
    _apart(key, out)
    data, kept = read(offer, LARGEST), load(key)
    digest = hashlib.sha256(data).hexdigest()
    if expect is not None and expect.lower() != digest:
        raise InputError(
            f"its SHA-256 is {digest}, not the one expected", path=shown(offer),
            remedy="the partner changed its list after naming it: do not go on",
        )  # fmt: skip
    given: Offer = decode(data, Offer, offer, "an offer made by stillwatch share match start")
    _hold(given, "stillwatch-match-offer", offer)
    if kept.partner not in ("", digest):
        raise InputError(
            "has answered another offer already", path=shown(key),
            remedy="a key is good for one match: begin again with stillwatch share match start",
        )  # fmt: skip
    if digest == kept.offer:
        raise InputError("is our own offer", path=shown(offer), remedy="give the partner's")
    twice = _blind(given.points, _scalar(kept, key), offer, limit)
    # before anything is sent: a key that answered is marked even if what follows fails
    kept.partner, kept.theirs = digest, twice
    dump(key, kept)
    write(out, msgspec.json.encode(Answer(to=digest, points=twice)))
    return digest


def finish(answered: Path, key: Path) -> Match:
    """Compare, and use the key up.

    Raises
    ------
    InputError
        A file is not what it should be, or a step is missing.
    """
    data, kept = read(answered, LARGEST), load(key)
    given: Answer = decode(data, Answer, answered, "an answer made by stillwatch share match")
    _hold(given, "stillwatch-match-answer", answered)
    if not kept.partner:
        raise InputError("the partner's offer is not answered yet", path=shown(key),
                         remedy="run stillwatch share match answer first")  # fmt: skip
    if given.to != kept.offer or len(given.points) != len(kept.values):
        raise InputError("answers another offer", path=shown(answered))
    if len(set(given.points)) != len(given.points):
        raise InputError("holds a point twice", path=shown(answered))
    theirs = set(kept.theirs)
    both = [
        Value(*row)
        for point, row in zip(given.points, kept.values, strict=True)
        if row is not None and point in theirs
    ]
    kept.scalar, count = "", len(kept.theirs)
    dump(key, kept)
    return Match(both=sorted(both), mine=len(kept.values), theirs=count)


def load(path: Path) -> Key:
    """Read a key.

    Raises
    ------
    InputError
        It is no such key.
    """
    kept: Key = decode(read(path, 4 * LARGEST), Key, path, "a key of stillwatch share match")
    _hold(kept, "stillwatch-match-key", path)
    if any(row is not None and len(row) != 2 for row in kept.values):
        raise InputError("not a key of stillwatch share match", path=shown(path))
    return kept


def _blind(points: list[str], scalar: bytes, path: Path, limit: int) -> list[str]:
    if not 0 < len(points) <= limit:
        raise InputError(
            f"{len(points):,} points, where 1 to {limit:,} are allowed", path=shown(path),
            remedy="each is a guess at our values: agree on a --limit",
        )  # fmt: skip
    if len(set(points)) != len(points):
        raise InputError("holds a point twice", path=shown(path))
    try:
        return [curve.blinded(curve.accepted(point), scalar).hex() for point in points]
    except ValueError:
        raise InputError(
            "holds what is not a point of the curve", path=shown(path),
            remedy="the partner does not keep to the protocol: do not go on",
        ) from None  # fmt: skip


def _scalar(kept: Key, path: Path) -> bytes:
    try:
        scalar = bytes.fromhex(kept.scalar)
    except ValueError:
        scalar = b""
    if len(scalar) != curve.SIZE:
        raise InputError("is used up", path=shown(path),
                         remedy="begin again with stillwatch share match start")  # fmt: skip
    return scalar


def _apart(key: Path, out: Path) -> None:
    if os.path.realpath(key) == os.path.realpath(out):
        raise UsageError(f"{shown(out)}: --out would take the place of the --key: name two files")


def _hold(given: Offer | Answer | Key, kind: str, path: Path) -> None:
    if given.kind != kind or given.version != 1:
        raise InputError(f"not a {kind} of version 1", path=shown(path))


def _bytes(row: Value | None) -> bytes:
    """Return what is hashed for a value; for padding, what no value is."""
    if row is None:
        return b"\x00" + secrets.token_bytes(32)
    return f"{row.type}\x00{row.value}".encode()
