"""A map to start from, for a log of unknown fields: guesses by names, and by what stands there.

A guess has to fit in type: an account is a text or a number and never an object, a time parses as
one, messages have roles. Nothing of a value is written into the map.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from stillwatch.doctor import kinds
from stillwatch.doctor.sample import Sample
from stillwatch.doctor.toml import quoted
from stillwatch.ingest.bounds import crowded
from stillwatch.ingest.lenient import NotAnExchange, decode_line
from stillwatch.ingest.paths import unpacked

RECORDS, PATHS, DEPTH = 300, 400, 5
"""Records that are looked into, paths of them, and names that a path has at most."""
OFTEN = 0.5
"""Share of the records that have a field that is required, at least."""
COLUMN = 58
"""Where the notes begin."""


class Guess(NamedTuple):
    """Where a field may stand."""

    path: str
    form: str
    """What the map says of its form, such as `unit = "ms"`; empty for none."""
    why: str


def starter(samples: list[Sample]) -> str:
    """Return a map in TOML with guesses for what samples hold, or an empty text without any.

    Parameters
    ----------
    samples
        Lines of JSON of which none is an exchange.
    """
    values, count = _values(samples)
    found: dict[str, Guess] = {}
    for field in kinds.FIELDS:
        if field.unless in found:
            continue
        taken = {guess.path for guess in found.values()}
        if guess := _best(field, values, count, taken):
            found[field.target] = guess
    if not found:
        return ""
    lines = [
        f"# A map to start from: guesses from {count:,} records. Check each of them.",
        "[fields]",
    ]
    for field in kinds.FIELDS:
        if field.target in found:
            lines.append(_line(field.target, found[field.target]))
        elif field.required:
            lines.append(
                f'# {_key(field.target)} = "…"'.ljust(COLUMN) + f"# required: {field.what}"
            )
    return "\n".join(lines) + "\n"


def _line(target: str, guess: Guess) -> str:
    path = quoted(guess.path)
    value = f"{{ path = {path}, {guess.form} }}" if guess.form else path
    return f"{_key(target)} = {value}".ljust(COLUMN) + f"# guess: {guess.why}"


def _key(target: str) -> str:
    return f'"{target}"' if "." in target else target


def _best(
    field: kinds.Field, values: dict[str, list[Any]], count: int, taken: set[str]
) -> Guess | None:
    """Return the path whose name says most clearly that it is the field, of those that fit."""
    ranked = []
    for place, (path, held) in enumerate(values.items()):
        rank = field.rank(_names(path))
        if rank is None or path in taken or (field.required and len(held) < OFTEN * count):
            continue
        fit = field.fits(held)
        if fit is not None:
            ranked.append((rank, -len(held), place, Guess(path, fit.form, fit.why)))
    return min(ranked)[-1] if ranked else None


def _names(path: str) -> list[str]:
    """Return the last name of a path, and the last two together."""
    parts = [part.strip('"') for part in path.split(".")]
    return [parts[-1], "_".join(parts[-2:])]


def _values(samples: list[Sample]) -> tuple[dict[str, list[Any]], int]:
    """Return what stands at each path of some records, and how many records these are."""
    values: dict[str, list[Any]] = defaultdict(list)
    count = 0
    for record in _records(samples):
        count += 1
        for path, value in _leaves(record, "", DEPTH):
            if value not in (None, "") and (path in values or len(values) < PATHS):
                values[path].append(value)
    return values, count


def _records(samples: list[Sample]) -> Iterator[dict[str, Any]]:
    for sample in samples:
        left = -(-RECORDS // len(samples))
        lines = (line for block in sample.blocks for line in block.data.split(b"\n"))
        for line in lines:
            if left and line and not line.isspace() and not crowded(line):
                try:
                    yield decode_line(line)
                    left -= 1
                except NotAnExchange:
                    continue


def _leaves(record: dict[str, Any], above: str, depth: int) -> Iterator[tuple[str, Any]]:
    """Yield paths with what stands there: of objects, also those in texts, what they hold."""
    for name, held in record.items():
        if not name or not name.isprintable() or '"' in name or len(name) > 80:
            continue
        bare = not set(name) & set(".[]") and name == name.strip()
        path = above + (name if bare else f'"{name}"')
        value = unpacked(held) if isinstance(held, str) else held
        if isinstance(value, dict) and depth > 1:
            yield from _leaves(value, f"{path}.", depth - 1)
            if isinstance(held, str):  # it may be a reply, too
                yield path, held
        else:
            yield path, value if isinstance(value, list) else held
