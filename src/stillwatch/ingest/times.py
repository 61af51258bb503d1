"""Times of a log: RFC 3339 with a zone, or seconds since 1970, to microseconds in bulk.

The common form is parsed by Arrow, a hundred nanoseconds each; others are first rewritten to
it. Nothing is guessed: a time without a zone is no time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

ZONELESS = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d{1,9})?")
"""A time without a zone."""
FORM = 30
"""Characters of a text that is no time of which the form is told."""
STAMP = pa.timestamp("us", tz="UTC")
EARLIEST, LATEST = 946_684_800, 4_102_444_800
"""Times before 2000 or from 2100 on (in seconds since 1970) are absurd in a log of model calls."""

BAD_TIME = "time is neither RFC 3339 with a zone nor seconds since 1970, between 2000 and 2100"
_DIGITS = (
    "time is a text of digits: a number stands without quotation marks, or with a map say "
    'unit = "s"'
)
_FINER = (("milliseconds", "ms", 1e3), ("microseconds", "us", 1e6), ("nanoseconds", "ns", 1e9))


def why_no_time(value: object) -> str:
    """Say why a value is no time, and what it looks like.

    Examples
    --------
    >>> why_no_time(1_772_409_600_000)
    'time looks like milliseconds since 1970: divide by 1,000, or with a map say unit = "ms"'
    """
    value = value.as_py() if isinstance(value, pa.Scalar) else value
    if isinstance(value, str):
        digits = value.strip()
        if digits.isascii() and digits.isdigit() and len(digits) < 20:
            seconds = EARLIEST <= int(digits) < LATEST
            return _DIGITS if seconds else why_no_time(int(digits))
        if ZONELESS.fullmatch(digits[:40]):
            return (
                f"{BAD_TIME}; this one has no zone: append Z if it is UTC, or with a map say its "
                "zone"
            )
        return f"{BAD_TIME}; this one is like {like(digits)}" if digits else BAD_TIME
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return BAD_TIME
    for unit, short, factor in _FINER:
        if EARLIEST * factor <= value < LATEST * factor:
            return (
                f"time looks like {unit} since 1970: divide by {factor:,.0f}, or with a map say "
                f'unit = "{short}"'
            )
    return BAD_TIME


def like(text: str) -> str:
    """Return the form of a text: 9 for digits, a for words, nothing that could name anybody.

    >>> like("26/10/2026 08:15"), like("Mon, 26 Oct 2026")
    ('99/99/9999 99:99', 'a, 99 a 9999')
    """
    shown = re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "9", text[:FORM]))
    return re.sub(r"[^9a/:., T+-]", "?", shown) + "…" * (len(text) > FORM)


def parse_times(
    values: Sequence[str | int | float | None] | pa.Array, *, days: bool = False
) -> pa.Array:
    """Return times as microseconds, UTC; null where a value is no time or an absurd one.

    Parameters
    ----------
    values
        Strings and numbers, mixed, or an Arrow array of either or of timestamps; shape ``(n,)``.
    days
        A day without a time is read as its first moment, UTC.

    Returns
    -------
    pyarrow.Array
        Type ``timestamp[us, UTC]``, shape ``(n,)``.
    """
    if not isinstance(values, pa.Array):
        return _in_range(_parse_mixed(values, days))
    kind = values.type
    if pa.types.is_timestamp(kind):
        # a zoneless timestamp column is UTC by Parquet's own convention
        micros = values.cast(pa.timestamp("us", kind.tz), safe=False).cast(pa.int64())
        return _in_range(micros.cast(STAMP))
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        seconds = values.cast(pa.float64(), safe=False)
        return _in_range(_from_seconds(np.asarray(seconds.fill_null(np.nan))))
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _in_range(_parse_strings(values.cast(pa.string()), days))
    if days and pa.types.is_date(kind):
        return _in_range(values.cast(pa.timestamp("us")).cast(pa.int64()).cast(STAMP))
    return pa.nulls(len(values), STAMP)


def _parse_mixed(values: Sequence[str | int | float | None], days: bool) -> pa.Array:
    try:
        return _parse_strings(pa.array(values, pa.string()), days)
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError):
        pass
    texts = [_clean(v) if isinstance(v, str) else None for v in values]
    numbers = np.array([_number(v) for v in values], np.float64)
    return pc.coalesce(_from_seconds(numbers), _parse_strings(pa.array(texts, pa.string()), days))


def _clean(value: str) -> str:
    return value if value.isascii() else ""


def _number(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value) if abs(value) < LATEST else np.nan
    return np.nan


def _from_seconds(seconds: np.ndarray[tuple[int], np.dtype[np.float64]]) -> pa.Array:
    good = (seconds >= EARLIEST) & (seconds < LATEST)  # false for NaN too
    # whole seconds and the fraction apart: a product would lose the last digit of a float
    whole = np.floor(np.where(good, seconds, 0.0))
    micros = whole.astype(np.int64) * 1_000_000
    micros += np.rint((np.where(good, seconds, 0.0) - whole) * 1e6).astype(np.int64)
    return pa.array(micros, pa.int64(), mask=~good).cast(STAMP)


def _parse_strings(texts: pa.Array, days: bool) -> pa.Array:
    try:
        return texts.cast(STAMP)
    except pa.ArrowInvalid:
        pass
    # RFC 3339 allows lower case, any number of digits of a fraction, and leap seconds
    texts = pc.utf8_trim_whitespace(pc.ascii_upper(texts))
    texts = pc.replace_substring_regex(texts, r"(\.\d{6})\d+", r"\1")
    texts = pc.replace_substring_regex(texts, r"(\d\d:\d\d):60", r"\1:59")
    if days:
        texts = pc.replace_substring_regex(texts, r"^(\d{4}-\d\d-\d\d)$", r"\1T00:00:00Z")
    return _cast_each(texts)


def _cast_each(texts: pa.Array) -> pa.Array:
    """Cast what can be cast, by halving: cheap where few are bad."""
    try:
        return texts.cast(STAMP)
    except pa.ArrowInvalid:
        if len(texts) == 1:
            return pa.nulls(1, STAMP)
    middle = len(texts) // 2
    return pa.concat_arrays([_cast_each(texts[:middle]), _cast_each(texts[middle:])])


def _in_range(times: pa.Array) -> pa.Array:
    micros = times.cast(pa.int64())
    good = pc.and_(
        pc.greater_equal(micros, EARLIEST * 1_000_000), pc.less(micros, LATEST * 1_000_000)
    )
    return pc.if_else(good, times, pa.scalar(None, STAMP))
