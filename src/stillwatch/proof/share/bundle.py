"""Reading a STIX bundle that somebody sent, and may have sent to do harm.

Size is bounded before reading, depth by the decoder, memory by leaving all but a few fields as
undecoded bytes; references are followed once, to a name or a marking, so that cycles lead nowhere.
Nothing is taken on trust: a TLP level counts by the published id of its marking alone, whatever
an object in the bundle says that this id means; and versions of one id replace each other within
one bundle alone, or anybody could withdraw what somebody else has shared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from stillwatch.core.errors import InputError, shown
from stillwatch.proof.share import pattern
from stillwatch.proof.share.files import MEGABYTE, decode, read
from stillwatch.proof.share.vocabulary import LEVELS, STRICTNESS
from stillwatch.report.wording import instant, neutralise, shorten

LARGEST = 16 * MEGABYTE
"""Largest bundle: some 20,000 indicators."""

NAMED = 80
"""Characters of the longest name that is kept, and of the longest id of a sharer."""

RAW = msgspec.Raw
_NONE = msgspec.Raw(b"null")


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """One observable that a sharer says to watch."""

    type: str
    value: str
    """In canonical form (`share.observables`)."""
    source: str
    """Who shared it, as the bundle says: a name that nobody checked."""
    origin: str
    """File or collection that it came from."""
    indicator: str
    """Id of the indicator."""
    tlp: str
    """One of `vocabulary.STRICTNESS`."""
    confidence: int | None = None
    """0 to 100, as the sharer says."""
    valid_from: str | None = None
    valid_until: str | None = None
    """RFC 3339, UTC; exchanges from then on are not matched."""


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator that is not watched, and why."""

    indicator: str
    origin: str
    why: str


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What was read."""

    name: str
    sha256: str
    indicators: int


class _Object(msgspec.Struct, gc=False):
    # every field but the type stays bytes until it is known to matter: one of a wrong type in
    # an object that is of no use here must not cost the whole bundle
    type: str
    id: RAW = _NONE
    name: RAW = _NONE
    pattern: RAW = _NONE
    pattern_type: RAW = _NONE
    modified: RAW = _NONE
    valid_from: RAW = _NONE
    valid_until: RAW = _NONE
    revoked: RAW = _NONE
    confidence: RAW = _NONE
    created_by_ref: RAW = _NONE
    indicator_types: RAW = _NONE
    object_marking_refs: RAW = _NONE


class _Bundle(msgspec.Struct, gc=False):
    type: str
    objects: list[_Object] = []


def read_bundle(path: Path) -> tuple[Origin, list[Watched | Unread]]:
    """Read a bundle from a file.

    Raises
    ------
    InputError
        It is no STIX bundle, too large, or nested too deeply.
    """
    data = read(path, LARGEST)
    return parse(data, shown(path))


def parse(
    data: bytes, name: str, names: dict[str, str] | None = None
) -> tuple[Origin, list[Watched | Unread]]:
    """Read a bundle from bytes.

    Parameters
    ----------
    name
        Says where they are from.
    names
        Sharers by id, known from earlier pages of the same collection; those of this one are added.
    """
    found: _Bundle = decode(data, _Bundle, Path(name), "a STIX bundle")
    if found.type != "bundle":
        raise InputError("not a STIX bundle: its type is another", path=name)
    rows = _latest([o for o in found.objects if o.type == "indicator"])
    names = {} if names is None else names
    for row in found.objects:
        if row.type == "identity" and len(id := _text(row.id)) <= NAMED:
            names[id] = shorten(neutralise(_text(row.name)), NAMED)
    clean = shorten(neutralise(name), 200)
    origin = Origin(name=clean, sha256=hashlib.sha256(data).hexdigest(), indicators=len(rows))
    return origin, [each for row in rows for each in _indicator(row, names, clean)]


def _latest(rows: list[_Object]) -> list[_Object]:
    """Keep the latest version of each id, in the order of first sight."""
    kept: dict[str, _Object] = {}
    for number, row in enumerate(rows):
        id = _text(row.id) or f"#{number}"
        if id not in kept or _when(row) >= _when(kept[id]):
            kept[id] = row
    return list(kept.values())


def _indicator(row: _Object, names: dict[str, str], origin: str) -> Iterator[Watched | Unread]:
    id = shorten(neutralise(_text(row.id)), NAMED) or "(no id)"
    why = _unfit(row)
    if not why:
        try:
            values = pattern.understood(_text(row.pattern))
        except pattern.Unread as error:
            why = str(error)
    if why:
        yield Unread(indicator=id, origin=origin, why=why)
        return
    confidence = _plain(row.confidence)
    known = isinstance(confidence, int) and 0 <= confidence <= 100
    valid = _time(row.valid_from), _time(row.valid_until)
    for value in dict.fromkeys(values):
        yield Watched(
            type=value.type, value=value.value, source=names.get(_text(row.created_by_ref), ""),
            origin=origin, indicator=id, tlp=_level(row.object_marking_refs),
            confidence=int(confidence) if known and not isinstance(confidence, bool) else None,
            valid_from=_stamp(valid[0]), valid_until=_stamp(valid[1]),
        )  # fmt: skip


def _unfit(row: _Object) -> str:
    """Say why an indicator is not watched, before its pattern is looked at."""
    if _plain(row.revoked) not in (None, False):
        return "revoked by its sharer"
    if _text(row.pattern_type) != "stix":
        return "its pattern is in another language"
    kinds = _plain(row.indicator_types)
    if isinstance(kinds, list) and "benign" in kinds:
        return "its sharer calls it benign"
    if row.valid_until != _NONE and _time(row.valid_until) is None:
        return "no date where it says until when it holds"
    first, last = _time(row.valid_from), _time(row.valid_until)
    if first and last and last <= first:
        return "it holds until before it begins"
    return ""


def _level(raw: RAW) -> str:
    """Return the strictest level of the markings of an object."""
    refs = _plain(raw)
    if refs is None:
        return "unmarked"
    if not isinstance(refs, list):
        return "unknown"
    levels = [LEVELS.get(ref, "unknown") if isinstance(ref, str) else "unknown" for ref in refs]
    return max(levels, key=STRICTNESS.index, default="unmarked")


def _plain(raw: RAW) -> Any:
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return "unreadable"


def _text(raw: RAW) -> str:
    found = _plain(raw)
    return found if isinstance(found, str) else ""


def _time(raw: RAW) -> datetime | None:
    text = _text(raw)
    return instant(text) if 0 < len(text) <= 40 else None


def _when(row: _Object) -> float:
    """Return when an object was modified, in seconds; one without a time is the oldest."""
    moment = _time(row.modified)
    return moment.timestamp() if moment else float("-inf")


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
