"""Content codings undone, within a bound: a bomb costs no more than what it is allowed."""

from __future__ import annotations

import zlib

_BROTLI_ZSTD = {"br": "brotli", "zstd": "zstd"}


def decoded(data: bytes, coding: str | None, most: int) -> bytes | None:
    """Return data without its coding; null where it is another, damaged, or beyond the bound.

    Parameters
    ----------
    data
        As it was sent.
    coding
        `content-encoding`.
    most
        Bytes that may come out.

    Examples
    --------
    >>> import gzip
    >>> decoded(gzip.compress(b"a" * 1000), "gzip", 1000) == b"a" * 1000
    True
    >>> decoded(gzip.compress(b"a" * 1001), "gzip", 1000) is None
    True
    """
    name = (coding or "identity").strip().lower()
    if name == "identity":
        return data if len(data) <= most else None
    if name in ("gzip", "x-gzip"):
        return _inflated(data, 31, most)
    if name == "deflate":  # zlib's format by the standard, raw from some
        whole = _inflated(data, 15, most)
        return _inflated(data, -15, most) if whole is None else whole
    return _arrow(data, _BROTLI_ZSTD[name], most) if name in _BROTLI_ZSTD else None


def _inflated(data: bytes, bits: int, most: int) -> bytes | None:
    made = b""
    while data:
        stream = zlib.decompressobj(bits)
        try:
            made += stream.decompress(data, most + 1 - len(made))
        except zlib.error:
            return None
        if len(made) > most or not stream.eof:
            return None
        data = stream.unused_data  # gzip may have several members
    return made


def _arrow(data: bytes, name: str, most: int) -> bytes | None:
    import pyarrow as pa  # heavy, and rarely needed

    try:
        with pa.CompressedInputStream(pa.BufferReader(data), name) as stream:
            made: bytes = stream.read(most + 1)
    except OSError:
        return None
    return made if len(made) <= most else None
