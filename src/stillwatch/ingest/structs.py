"""Typed structs of another program's log, filled as far as a line of any shape can be read.

Lines of the usual types are decoded by msgspec at once. One that departs from them is decoded to
plain values and comes here: what fits is taken, what does not is left out and counted.
"""

from __future__ import annotations

import types
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from stillwatch.ingest import wire
from stillwatch.ingest.columns import as_text
from stillwatch.ingest.lenient import (
    to_content,
    to_items,
    to_messages,
    to_output,
    to_prompt,
    to_raw,
    to_reply,
)

S = TypeVar("S", bound=msgspec.Struct)

Content = str | list[wire.Part | str] | None
"""Text, or content parts, as `stillwatch.ingest.wire` has them."""
Items = str | list[wire.Message | str] | None
"""Text, or messages."""

_PROMPT = str | list[str] | None

Reader = Callable[[Any, "Counter[str]", str], Any]
"""From a value, with a tally of what was unreadable and the dotted name, to what fits or None."""


class _Field(NamedTuple):
    name: str
    wired: str
    """Name in the log."""
    reader: Reader
    required: bool


def fill(kind: type[S], raw: dict[str, Any], unreadable: Counter[str], prefix: str = "") -> S:
    """Make a struct of a decoded object.

    Parameters
    ----------
    kind
        Its fields are of `Any`, structs, lists of structs, dictionaries, `Content`, `Items` or
        `msgspec.Raw`, each or null.
    raw
        A decoded JSON object.
    unreadable
        Takes the dotted names of fields whose value was of an impossible type.
    prefix
        What stands before the names of the fields.
    """
    values: dict[str, Any] = {}
    for name, wired, reader, required in _fields(kind):
        value = raw.get(wired)
        if value is not None:
            value = reader(value, unreadable, prefix + wired)
            if value is None:
                unreadable[prefix + wired] += 1
        if value is not None or required:
            values[name] = value
    return kind(**values)


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[_Field, ...]:
    hints = get_type_hints(kind)
    required = len(kind.__struct_fields__) - len(kind.__struct_defaults__)
    return tuple(
        _Field(name, wired, _reader_of(kind, name, hints[name]), at < required)
        for at, (name, wired) in enumerate(
            zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True)
        )
    )


def _reader_of(kind: type[msgspec.Struct], name: str, hint: Any) -> Reader:
    """Return how a field is read; a reply may be an object that the model was told to answer."""
    if kind is wire.Response and name in ("content", "output"):
        whole = to_reply if name == "content" else to_output
        return lambda value, _, __: whole(value)
    return _reader(hint)


def _reader(hint: Any) -> Reader:
    if hint == Content:
        return lambda value, _, __: to_content(value)
    if hint == Items:
        return lambda value, _, __: to_items(value)
    if hint == _PROMPT:
        return lambda value, _, __: to_prompt(value)
    kinds = [k for k in (get_args(hint) if _is_union(hint) else (hint,)) if k is not type(None)]
    kind = kinds[0]
    if kind is msgspec.Raw:
        return lambda value, _, __: to_raw(value)
    if kind == list[wire.Message]:
        return lambda value, _, __: to_messages(value)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _struct_reader(kind)
    if get_origin(kind) is list and isinstance(inner := get_args(kind)[0], type):
        if issubclass(inner, msgspec.Struct):
            return _list_reader(inner)
    if get_origin(kind) in (dict, list):
        expected = get_origin(kind)
        return lambda value, _, __: value if isinstance(value, expected) else None
    if kind is str and len(kinds) == 1:
        return lambda value, _, __: as_text(value)
    return lambda value, _, __: value  # a scalar: `columns.assemble` reads it


def _struct_reader(kind: type[msgspec.Struct]) -> Reader:
    def read(value: Any, unreadable: Counter[str], name: str) -> Any:
        return fill(kind, value, unreadable, name + ".") if isinstance(value, dict) else None

    return read


def _list_reader(kind: type[msgspec.Struct]) -> Reader:
    def read(value: Any, unreadable: Counter[str], name: str) -> Any:
        if not isinstance(value, list):
            return None
        return [fill(kind, v, unreadable, name + ".") for v in value if isinstance(v, dict)]

    return read


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)
