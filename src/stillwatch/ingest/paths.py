"""Paths into a firm's records: names with dots between them, and places in lists.

A name that holds a dot stands in quotation marks, and `[0]` picks from a list:
``attributes."http.client_ip"``, ``choices[0].text``. A text that is itself a JSON object or list,
as gateways keep bodies, is stepped into like one: ``body.model``. So is the text of a stream's
events, as the list of their data, and base64 of either.
"""

from __future__ import annotations

import base64
import binascii
import re
from functools import lru_cache
from typing import Any, NamedTuple

from stillwatch.ingest.bounds import crowded
from stillwatch.ingest.lenient import decoded

TEXTS_HELD = 4
"""Texts of JSON that are held decoded: several fields of a record are read from one."""
_FIELDS = ("data:", "event:", "id:", "retry:")
"""What the text of a stream of server-sent events begins with."""
_WRAPPED = re.compile(rf"{'|'.join(_FIELDS)}|e[wy]|W[3wy]|ZGF0YT|ZXZlbnQ6")
"""The same, or what base64 of an object, of a list, of `data:` and of `event:` begins with."""
_BLANK = re.compile(r"(?:\r\n|\n|\r(?!\n)){2,}")
_STEP = re.compile(r'"([^"]+)"|\[(\d{1,6})\]|([^."\[\]]+)')


class Path(NamedTuple):
    """Where something lies in a record."""

    text: str
    """As written: a record that has this very name at its top is meant so (`user.id` in CSV)."""
    steps: tuple[str | int, ...]
    """Names, and places in lists."""


class End(NamedTuple):
    """Where a path leads no further."""

    taken: int
    """Steps that it was followed."""
    said: str
    """What is there, in few words; names alone, never values."""


def parse_path(path: Any) -> Path:
    """Split a path into its steps.

    Raises
    ------
    ValueError
        It is none.

    >>> parse_path('a."b.c"[0].d').steps
    ('a', 'b.c', 0, 'd')
    """
    if not isinstance(path, str) or not path.strip():
        raise ValueError("a path is a text such as tenant.id")
    steps: list[str | int] = []
    at = 0
    while at < len(path):
        found = _STEP.match(path, at)
        if found is None:
            raise ValueError(f"{path[:80]!r} is no path: names with dots between them")
        quoted, index, bare = found.groups()
        steps.append(int(index) if index is not None else (quoted or bare).strip())
        at = found.end()
        if at < len(path) and path[at] == ".":
            at += 1
            if at == len(path):
                raise ValueError(f"{path[:80]!r} ends in a dot")
        elif at < len(path) and path[at] != "[":
            raise ValueError(f"{path[:80]!r} is no path: names with dots between them")
    return Path(path, tuple(steps))


def look_up(record: Any, path: Path) -> Any:
    """Return what a path leads to in a record, or null (also for an empty text).

    What is returned may be shared between calls: it is not to be changed.

    >>> look_up({"body": '{"model": "m"}'}, parse_path("body.model"))
    'm'
    """
    found = record.get(path.text) if isinstance(record, dict) else None
    if found is None:
        found = record
        for step in path.steps:
            found = _inside(found, step)
            if found is None:
                return None
    return found if found != "" else None


def end_of(record: dict[str, Any], path: Path) -> End:
    """Say how far a path leads in a record, and what is there instead of the next step.

    >>> end_of({"a": {"b": 1, "c": 2}}, parse_path("a.d")).said
    'the record has in a: b, c'
    """
    found: Any = record
    for taken, step in enumerate(path.steps):
        inner = _inside(found, step)
        if inner is None or taken == len(path.steps) - 1:
            break
        found = inner
    where = ".".join(_shown(step) for step in path.steps[:taken]).replace(".[", "[")
    packed = isinstance(found, str) and not isinstance(unpacked(found), str)
    found = unpacked(found) if packed else found
    if isinstance(found, dict):
        names = ", ".join(_shown(name) for name in list(found)[:6]) or "nothing"
        place = f"in {where}{' (JSON text)' * packed}" if where else "at its top"
        return End(taken, f"the record has {place}: {names}{', …' * (len(found) > 6)}")
    kind = "a text, and not a whole JSON object" if isinstance(found, str) else "a value"
    kind = f"a list of {len(found):,}: {where}[0] is its first" if isinstance(found, list) else kind
    return End(taken, f"in the record {where} is {kind}")


def unpacked(text: str) -> Any:
    r"""Return what a text holds, an object or a list; any other text as it is.

    >>> unpacked("eyJhIjogMX0="), unpacked('data: {"a": 1}\n\ndata: [DONE]\n'), unpacked("data: 1")
    ({'a': 1}, [{'a': 1}], 'data: 1')
    """
    start = text.lstrip()[:8]
    if start[:1] in ("{", "["):
        return _unpacked(text)
    return _unwrapped(text) if _WRAPPED.match(start) else text


@lru_cache(TEXTS_HELD)
def _unpacked(text: str) -> Any:
    return decoded(text)


@lru_cache(TEXTS_HELD)
def _unwrapped(text: str) -> Any:
    """Return the data of a stream's events, or what base64 of a text holds; else the text."""
    if text.lstrip().startswith(_FIELDS):
        return _events(text) or text
    try:
        inner = base64.b64decode(text.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        return text
    once = inner.lstrip().startswith(("{", "[", *_FIELDS))
    found = unpacked(inner) if once else inner
    return text if isinstance(found, str) else found


def _events(text: str) -> list[Any]:
    """Return the data of a stream's events, those that are JSON; none of too many."""
    found: list[Any] = []
    if crowded(text.encode("utf-8", "replace")):
        return found
    for block in _BLANK.split(text):
        lines = [line[5:].strip() for line in block.splitlines() if line.startswith("data:")]
        if lines and not isinstance(data := decoded("\n".join(lines)), str):
            found.append(data)
    return found


def _inside(found: Any, step: str | int) -> Any:
    if isinstance(found, str):
        found = unpacked(found)
    if isinstance(step, str):
        return found.get(step) if isinstance(found, dict) else None
    return found[step] if isinstance(found, list) and step < len(found) else None


def _shown(name: object) -> str:
    if isinstance(name, int):
        return f"[{name}]"
    return "".join(c if c.isprintable() else "?" for c in str(name)[:40])
