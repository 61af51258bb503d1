"""How much one line may hold: decoded, a byte of `[],[],…` takes a score of bytes of memory."""

from __future__ import annotations

import numpy as np

from stillwatch.core.jit import kernel

MOST_VALUES = 1_000_000
"""Most JSON values on one line, keys included: decoded they take some hundred bytes each."""
CROWDED = f"more than {MOST_VALUES:,} values on one line"
MOST_OF_BATCHES = 8_000_000
"""Most JSON values on a line that holds a batch of records: the Collector's default of 8,192 spans,
of some 165 values each, is above `MOST_VALUES`."""
LARGE = 4 << 20
"""Bytes up to which a line cannot hold enough values to matter."""
MOST_MEMBERS = 5_000_000
"""Most members of one JSON document; each is held apart before it is read."""
LONGEST_NAME = 4096
"""Bytes of an identifier or of any other short field; a longer value is none."""


def crowded(line: bytes, most: int = MOST_VALUES) -> bool:
    """Tell whether a line of JSON holds more than `most` values.

    Separators outside strings are counted, one pass over the bytes. Lines up to `LARGE` are not
    looked at.

    Examples
    --------
    >>> crowded(b"[" + b"0," * 3_000_000 + b"0]"), crowded(b'["' + b"0," * 3_000_000 + b'"]')
    (True, False)
    """
    return len(line) > LARGE and bool(_exceeds(np.frombuffer(line, np.uint8), most))


@kernel
def _exceeds(data, most):  # type: ignore[no-untyped-def]
    """Count commas, colons and opening brackets outside strings, as far as `most`."""
    count, inside, at = 0, False, 0
    while at < len(data):
        byte = data[at]
        if inside:
            if byte == 0x5C:  # a backslash: what follows is no quotation mark
                at += 1
            elif byte == 0x22:
                inside = False
        elif byte == 0x22:
            inside = True
        elif byte == 0x2C or byte == 0x3A or byte == 0x5B or byte == 0x7B:
            count += 1
            if count > most:
                return True
        at += 1
    return False


def many_members(document: bytes) -> bool:
    """Tell whether a JSON array holds more than `MOST_MEMBERS` members.

    >>> many_members(b"[" + b"0," * 6_000_000 + b"0]"), many_members(b'[[0,0],{"a":"[,"},3]')
    (True, False)
    """
    if len(document) < 2 * MOST_MEMBERS:
        return False
    return bool(_parts(np.frombuffer(document, np.uint8), MOST_MEMBERS))


@kernel
def _parts(data, most):  # type: ignore[no-untyped-def]
    """Count commas directly within the outermost brackets, as far as `most`."""
    count, depth, inside, at = 0, 0, False, 0
    while at < len(data):
        byte = data[at]
        if inside:
            if byte == 0x5C:
                at += 1
            elif byte == 0x22:
                inside = False
        elif byte == 0x22:
            inside = True
        elif byte == 0x5B or byte == 0x7B:
            depth += 1
        elif byte == 0x5D or byte == 0x7D:
            depth -= 1
        elif byte == 0x2C and depth == 1:
            count += 1
            if count > most:
                return True
        at += 1
    return False
