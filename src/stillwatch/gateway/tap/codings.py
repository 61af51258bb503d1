"""Content codings undone, within a bound: a bomb costs no more than what it is allowed."""

from __future__ import annotations

import zlib

_BROTLI_ZSTD = {"br": "brotli", "zstd": "zstd"}
_LAYERS = 4  # codings of one body, one within the other
_MEMBERS = 10_000  # of one gzip: blocks of 64 KiB make a thousand of the largest body
_WINDOW = 16 << 10  # bytes that are given at a time: each member copies what stands behind it


def decoded(data: bytes, coding: str | None, most: int) -> bytes | None:
    """Return data without its coding; null where it is another, damaged, or beyond the bound.

    Parameters
    ----------
    data
        As it was sent.
    coding
        `content-encoding`; of several, the one that was applied last stands last.
    most
        Bytes that may come out.

    Examples
    --------
    >>> import gzip
    >>> decoded(gzip.compress(b"a" * 1000), "gzip", 1000) == b"a" * 1000
    True
    >>> decoded(gzip.compress(b"a" * 1001), "gzip", 1000) is None
    True
    >>> decoded(gzip.compress(gzip.compress(b"a")), "identity, gzip, gzip", 1000)
    b'a'
    """
    names = [name.strip().lower() for name in (coding or "").split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if len(names) > _LAYERS:
        return None
    made: bytes | None = data if names or len(data) <= most else None
    for name in reversed(names):
        made = None if made is None else _undone(made, name, most)
    return made


def _undone(data: bytes, name: str, most: int) -> bytes | None:
    if name in ("gzip", "x-gzip"):
        return _inflated(data, 31, most)
    if name == "deflate":  # zlib's format by the standard, raw from some
        whole = _inflated(data, 15, most)
        return _inflated(data, -15, most) if whole is None else whole
    return _arrow(data, _BROTLI_ZSTD[name], most) if name in _BROTLI_ZSTD else None


def _inflated(data: bytes, bits: int, most: int) -> bytes | None:
    made = bytearray()
    view, stream, members = memoryview(data), zlib.decompressobj(bits), 1
    for at in range(0, len(data), _WINDOW):
        rest = bytes(view[at : at + _WINDOW])
        while rest:
            if stream.eof:  # gzip may have several members
                stream, members = zlib.decompressobj(bits), members + 1
            try:
                made += stream.decompress(rest, most + 1 - len(made))
            except zlib.error:
                return None
            if len(made) > most or members > _MEMBERS:
                return None
            rest = stream.unused_data
    return bytes(made) if stream.eof or not data else None


def _arrow(data: bytes, name: str, most: int) -> bytes | None:
    import pyarrow as pa  # heavy, and rarely needed

    try:
        with pa.CompressedInputStream(pa.BufferReader(data), name) as stream:
            made: bytes = stream.read(most + 1)
    except OSError:
        return None
    return made if len(made) <= most else None
