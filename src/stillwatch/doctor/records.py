"""The model calls of a sample as the paths of a map see them: records, with their exchanges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from stillwatch.core.errors import InputError
from stillwatch.doctor.sample import Sample
from stillwatch.ingest import wire
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.paths import unpacked
from stillwatch.ingest.read import formats, parse_block

RECORDS = 5000
"""Records of a log that are looked into."""
DEPTH, LEAVES, LONGEST = 3, 100, 200
"""How deep in a record values are looked for, how many of them, and of how many characters."""
SECOND = 2
"""Depth that what stands in a text of JSON has, however deep the text."""

Take = Callable[[wire.Exchange, dict[str, Any]], None]


@dataclass(frozen=True)
class _Shown(Mapping):
    """A map that changes nothing but what another one does, and shows what it is given."""

    given: Mapping = Mapping()  # noqa: RUF009 - it is never written to
    take: Take = lambda exchange, record: None

    def apply(
        self, exchange: wire.Exchange | str, record: dict[str, Any], unreadable: Counter[str]
    ) -> Iterator[wire.Exchange | str]:
        """Yield what the other map makes of a record."""
        for made in self.given.apply(exchange, record, unreadable):
            if not isinstance(made, str):
                self.take(made, record)
            yield made


def show(samples: list[Sample], take: Take) -> None:
    """Hand every exchange of some samples over with the record that it was read from.

    Parameters
    ----------
    samples
        Lines of each file; those of a format that no map reads are passed over.
    take
        Called for at most `RECORDS` exchanges or a few more, shared out among the samples.
    """
    for sample in samples:
        left, kind = RECORDS // len(samples), formats()[sample.format].with_map
        for block, parsed in zip(sample.blocks, sample.parsed, strict=True):
            if kind is None or left <= 0:
                break
            left -= parsed.batch.num_rows
            shown = _Shown(given=block.mapping or Mapping(), take=take)
            try:
                parse_block(block._replace(format=kind, mapping=shown))
            except InputError:  # columns of a type that a map cannot read
                break


def leaves(record: dict[str, Any]) -> dict[str, str]:
    """Return the short texts and whole numbers of a record by the path that a map has for them.

    A text that is itself JSON, as bodies are kept, is looked into.

    Examples
    --------
    >>> leaves({"request": '{"user": "u", "usage": {"customer": "c"}}'})
    {'request.user': 'u', 'request.usage.customer': 'c'}
    >>> leaves({"a.b": "x", "c": {"d": 7, "e.f": "y"}, "g": [1], "h": True})
    {'a.b': 'x', 'c.d': '7', 'c."e.f"': 'y'}
    """
    found: dict[str, str] = {}
    _leaves(record, "", 1, found)
    return found


def _leaves(record: dict[str, Any], above: str, depth: int, found: dict[str, str]) -> None:
    for name, value in record.items():
        if len(found) >= LEAVES:
            return
        if not name.isprintable() or '"' in name or len(name) > LONGEST:
            continue
        # at the top a name stands for itself, dots included
        plain = not set(name) & set("[] ") and ("." not in name or not above)
        path = above + (name if plain else f'"{name}"')
        if isinstance(value, str) and isinstance(held := unpacked(value), dict):
            _leaves(held, f"{path}.", SECOND, found)
            continue
        if isinstance(value, dict) and depth < DEPTH:
            _leaves(value, f"{path}.", depth + 1, found)
        elif isinstance(value, str | int) and not isinstance(value, bool):
            text = str(value) if isinstance(value, str) or abs(value) < 1 << 63 else ""
            if 0 < len(text) <= LONGEST:
                found[path] = text
