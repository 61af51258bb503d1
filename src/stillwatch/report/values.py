"""What is read of an audit, whatever stands there in place of what should."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def mapping(value: Any) -> Mapping[str, Any]:
    """Return `value` if it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def listing(value: Any) -> list[Any]:
    """Return `value` if it is a list (or a tuple), else an empty one."""
    return list(value) if isinstance(value, list | tuple) else []


def rows_of(value: Any) -> list[Mapping[str, Any]]:
    """Return the mappings of a list."""
    return [row for row in listing(value) if isinstance(row, Mapping)]


def real(value: Any) -> float:
    """Return `value` as a finite float; 0.0 for what is not a number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return 0.0
    return float(max(-1e9, min(1e9, value)))


def whole(value: Any) -> int:
    """Return `value` as an int; 0 for what is not a finite number."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return value
    return int(real(value))


def pairs(value: Any, key: str) -> list[tuple[str, float]]:
    """Return ``[{key: name, share}]`` or ``{name: share}`` as pairs, largest share first."""
    if isinstance(value, Mapping):
        rows = [(str(name), real(share)) for name, share in value.items()]
    else:
        rows = [(str(r.get(key)), real(r.get("share"))) for r in rows_of(value)]
    return sorted(rows, key=lambda pair: (-pair[1], pair[0]))
