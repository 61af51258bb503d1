"""What hardening does to the fields of a request, whichever way their names are spelled.

Servers differ in how they read a name in other case, or a number in quotation marks: what the most
tolerant would heed is changed. Fields that are not named here stay as raw JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

Fields = dict[str, msgspec.Raw]
"""The top of a request's body; values as raw JSON."""


def spelled(fields: Fields, *names: str) -> Iterator[str]:
    """Yield the names in a body that a tolerant server takes for one of some names."""
    for given in list(fields):
        if given.strip().lower() in names:
            yield given


def drop(fields: Fields, *names: str) -> None:
    """Take fields out.

    Examples
    --------
    >>> fields = {"N": msgspec.Raw(b"3"), "seed": msgspec.Raw(b"1")}
    >>> drop(fields, "n"); list(fields)
    ['seed']
    """
    for given in spelled(fields, *names):
        del fields[given]


def cap(fields: Fields, name: str, most: int) -> bool:
    """Bound a number; return whether there is one. What is no whole number becomes the bound.

    Examples
    --------
    >>> fields = {"n": msgspec.Raw(b'"8"'), "N": msgspec.Raw(b"null")}
    >>> cap(fields, "n", 2), bytes(fields["n"])
    (True, b'2')
    """
    found = False
    for given in spelled(fields, name):
        value = value_of(fields[given])
        if value is None:
            continue
        found = True
        if type(value) is not int or not 0 < value <= most:
            put(fields, given, most)
    return found


def put(fields: Fields, name: str, value: Any) -> None:
    """Set a field."""
    fields[name] = msgspec.Raw(msgspec.json.encode(value))


def value_of(raw: msgspec.Raw) -> Any:
    """Decode a field; an empty text where it is no JSON, which the API will say."""
    try:
        return msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ""


def hide_thinking(fields: Fields, most: int | None) -> None:
    """Have Anthropic's thinking blocks come without their text; signatures stay.

    Parameters
    ----------
    fields
        Changed.
    most
        Tokens of the reply, which thinking must stay below.
    """
    for given in spelled(fields, "thinking"):
        thinking = value_of(fields[given])
        if not isinstance(thinking, dict):
            continue
        kind, budget = thinking.get("type"), thinking.get("budget_tokens")
        if kind in ("enabled", "adaptive"):
            thinking["display"] = "omitted"
        if kind == "enabled" and most is not None and isinstance(budget, int) and budget >= most:
            thinking["budget_tokens"] = most - 1
        # the least that the API takes
        small = kind == "enabled" and most is not None and most <= 1024
        if small or kind not in ("enabled", "adaptive", "disabled"):
            thinking = {"type": "disabled"}
        put(fields, given, thinking)
