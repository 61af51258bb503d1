"""Names of fields that nothing reads, looked for in some lines: values are never kept.

Every line would have to be decoded once more for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

import msgspec

from stillwatch.ingest.bounds import crowded
from stillwatch.ingest.lenient import NotAnExchange, decode_line
from stillwatch.ingest.mapping import Mapping as FieldMap
from stillwatch.ingest.paths import Path

SAMPLE_ALL, SAMPLE_EVERY = 2000, 64
"""They are looked for in the first 2,000 lines of a file, then in every 64th."""

DEPTH = 4
"""Most names of a dotted one: what lies deeper is not looked at."""

Known: TypeAlias = "Mapping[str, Known | None] | frozenset[str]"
"""Names that are read of an object, each with those inside it; null, or a plain set: all of it."""

Names: TypeAlias = "Mapping[str, Known | None]"
"""The same of a record."""

NOTHING: tuple[Any, ...] = (None, "", [], {})
"""Values that hold nothing."""


def sample(
    lines: Sequence[bytes], first: int, names: Callable[[dict[str, Any]], Iterable[str]]
) -> tuple[dict[str, int], int]:
    """Count fields that nothing reads, and the lines that were searched for them.

    Parameters
    ----------
    lines
        Lines of a block; those that are no JSON objects, or hold too many values, are passed over.
    first
        Number of the first of them in its file.
    names
        From a record to the dotted names of such fields.
    """
    found, sampled = Counter[str](), 0
    whole = max(0, min(len(lines), SAMPLE_ALL - first + 1))
    later = range(whole + (-(first + whole)) % SAMPLE_EVERY, len(lines), SAMPLE_EVERY)
    for at in (*range(whole), *later):
        if crowded(lines[at]):
            continue
        try:
            record = decode_line(lines[at])
        except NotAnExchange:
            continue
        sampled += 1
        found.update(names(record))
    return dict(found), sampled


def sampled(number: int, whole: int = SAMPLE_ALL) -> bool:
    """Tell whether a line, by its number in the file, is one of those that are searched."""
    return number <= whole or not number % SAMPLE_EVERY


def unknown(record: dict[str, Any], known: Known, *, empty: bool = True) -> list[str]:
    """Return the dotted names of fields that are not known, as deep as known ones are told apart.

    Parameters
    ----------
    record
        A decoded JSON object.
    known
        What is read of it.
    empty
        Whether those count that hold nothing: programs write every field they have.

    Examples
    --------
    >>> unknown({"a": 1, "b": None, "c": {"d": 1, "e": 2}}, {"c": frozenset({"d"})}, empty=False)
    ['a', 'c.e']
    """
    return list(_left(record, known, empty, "", DEPTH))


def _left(
    record: dict[str, Any], known: Known, empty: bool, prefix: str, depth: int
) -> Iterator[str]:
    for name, inner in record.items():
        if name not in known:
            if empty or inner not in NOTHING:
                yield prefix + printable(name)
        elif depth > 1 and isinstance(known, Mapping) and isinstance(inner, dict):
            within = known[name]
            if within is not None:
                yield from _left(inner, within, empty, f"{prefix}{name}.", depth - 1)


@cache
def read_into(kind: type[msgspec.Struct], depth: int = DEPTH) -> Names:
    """Return the names that a struct reads, each with those of the struct in its place."""
    hints = get_type_hints(kind)
    fields = zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True)
    return {wired: _inside(hints[name], depth - 1) for name, wired in fields}


def _inside(hint: Any, depth: int) -> Known | None:
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    structs = [k for k in kinds if isinstance(k, type) and issubclass(k, msgspec.Struct)]
    return read_into(structs[0], depth) if structs and depth else None


def with_map(known: Names, mapping: FieldMap | None) -> Names:
    """Return what is known, and what a map reads besides."""
    out: dict[str, Known | None] = dict(known)
    for path in _paths(mapping):
        top, *rest = path.steps
        if path.text in known or not isinstance(top, str):
            continue
        out.setdefault(path.text, None)
        out[top] = _reaching(out.get(top, {}), rest)
    return out


def paths_of(mapping: FieldMap | None) -> frozenset[str]:
    """Return the paths that a map reads, as written, and the names that they begin with."""
    return frozenset(str(name) for path in _paths(mapping) for name in (path.text, path.steps[0]))


def _paths(mapping: FieldMap | None) -> list[Path]:
    given = mapping or FieldMap()
    paths = [path for source in given.fields.values() for path in source.paths]
    return [*paths, *(path for path, _ in (*given.only, *given.but))]


def _reaching(known: Known | None, steps: Sequence[str | int]) -> Known | None:
    """Return what is known of an object, and what a path reads of it besides."""
    if known is None or not steps or not isinstance(steps[0], str):
        return None
    out = dict(known) if isinstance(known, Mapping) else dict.fromkeys(known)
    out[steps[0]] = _reaching(out.get(steps[0], {}), steps[1:])
    return out


def printable(name: str) -> str:
    """Return a name as it may be shown: at most 80 characters, none that steers a terminal."""
    name = name[:80]
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else "?" for c in name)
