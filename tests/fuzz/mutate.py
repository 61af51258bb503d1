"""Damage to files: bytes flipped, cut, doubled and spliced; values of JSON replaced by odd ones."""

from __future__ import annotations

import json
import random
from typing import Any

ODD: list[Any] = [
    None, True, False, 0, -1, 1e308, -0.0, 2**63, -(2**63) - 1, 10**400, 1_772_409_600_000, "",
    "\0", "\ud800", "\u202e\x1b[31m", "a" * 5000, "é" * 200, "2026-03-02T10:00:00", "9999-12-31",
    "0001-01-01T00:00:00Z", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", [], {}, [[]],
    [None], {"": {}}, [{"type": "text", "text": {"value": []}}], {"role": [], "content": {}},
]  # fmt: skip
BYTES = [
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n", b"\n", b'"', b"\\", b"\\ud800", b"{",
    b"}", b"[" * 2000, b"]", b",", b":", b"1e999", b"NaN", b"-Infinity", b"9" * 5000, b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd", b"PAR1", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"null",
]  # fmt: skip


def mutate(seeds: list[bytes], draw: random.Random) -> bytes:
    """Return one of the seeds with one to eight pieces of damage."""
    data = draw.choice(seeds)
    if draw.random() < 0.5:
        data = _values(data, draw)
    if draw.random() < 0.7:
        for _ in range(draw.choice((1, 1, 2, 3, 8))):
            data = _bytes(data, seeds, draw)
    return data


def _bytes(data: bytes, seeds: list[bytes], draw: random.Random) -> bytes:
    at, end = sorted(draw.randrange(len(data) + 1) for _ in range(2))
    near = min(end, at + draw.choice((1, 2, 4, 16, 200)))
    match draw.randrange(8):
        case 0:
            return data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :]
        case 1 if at < len(data):
            return data[:at] + bytes([data[at] ^ 1 << draw.randrange(8)]) + data[at + 1 :]
        case 2:
            return data[:at] + data[near:]
        case 3:
            return data[:at] + draw.choice(BYTES) + data[at:]
        case 4:
            return data[:at] + draw.choice(BYTES) + data[near:]
        case 5:
            return data[:near] + data[at:]
        case 6:
            return data[:at]
        case _:
            other = draw.choice(seeds)
            return data[:at] + other[draw.randrange(len(other) + 1) :]


def _values(data: bytes, draw: random.Random) -> bytes:
    """Replace values on some lines of JSON."""
    lines = data.split(b"\n") if len(data) < 1 << 16 else [data]
    for _ in range(draw.choice((1, 2, 4))):
        at = draw.randrange(len(lines))
        try:
            value = json.loads(lines[at])
        except (ValueError, RecursionError):
            continue
        lines[at] = json.dumps(_replace(value, draw, 0)).encode()
    return b"\n".join(lines)


def _replace(value: Any, draw: random.Random, depth: int) -> Any:
    if isinstance(value, dict | list) and value and draw.random() < 0.9 and depth < 50:
        keys = list(value) if isinstance(value, dict) else range(len(value))
        key = draw.choice(keys)
        if isinstance(value, dict):
            if draw.random() < 0.1:
                return {k: v for k, v in value.items() if k != key}
            return value | {key: _replace(value[key], draw, depth + 1)}
        changed = [*value]
        changed[key] = _replace(value[key], draw, depth + 1)
        return changed
    odd = draw.choice(ODD)
    return [value, odd] if draw.random() < 0.1 else odd
