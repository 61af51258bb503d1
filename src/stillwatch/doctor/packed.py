"""Texts of JSON that a map's paths step into: it is said where a field comes from."""

from __future__ import annotations

from typing import Any

from stillwatch.doctor.findings import Finding
from stillwatch.doctor.records import show
from stillwatch.doctor.sample import Sample
from stillwatch.ingest import wire
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.paths import Path, look_up


def packed(samples: list[Sample], mapping: Mapping | None) -> list[Finding]:
    """Name the texts of JSON that a map reads fields from, with these.

    Parameters
    ----------
    samples
        Lines of each file.
    mapping
        What they were read with, if anything.
    """
    held = [] if mapping is None else [mapping, *mapping.formats.values()]
    paths = {
        (name, path): [_above(path, size) for size in range(1, len(path.steps))]
        for one in held
        for name, source in one.fields.items()
        for path in source.paths
        if len(path.steps) > 1
    }
    found: dict[str, list[str]] = {}

    def take(_: wire.Exchange, record: dict[str, Any]) -> None:
        for (name, path), above in list(paths.items()):
            if path.text in record or look_up(record, path) is None:
                continue
            del paths[name, path]  # one record is enough to tell
            for place in above:
                if isinstance(look_up(record, place), str):
                    names = found.setdefault(place.text, [])
                    names += [name] if name not in names else []

    if paths:
        show(samples, take)
    told = "; ".join(f"{place} ({', '.join(names)})" for place, names in found.items())
    said = f"fields are read from texts that are JSON: {told}"
    return [Finding("log", "packed", "ok", said)] if told else []


def _above(path: Path, size: int) -> Path:
    """Return where a path is after so many of its steps."""
    steps = path.steps[:size]
    words = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return Path("".join(words).removeprefix("."), steps)
