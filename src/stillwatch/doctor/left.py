"""Fields of a log, or a map, that are known, and that the table of fields does not list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from stillwatch.doctor.findings import Finding
from stillwatch.doctor.sample import Sample
from stillwatch.ingest.bounds import crowded
from stillwatch.ingest.lenient import NotAnExchange, decode_line
from stillwatch.ingest.mapping import UNUSED, Mapping
from stillwatch.ingest.wire import PASSED_OVER, READ_AS


def left(samples: Iterable[Sample], mapping: Mapping | None = None) -> list[Finding]:
    """Name the fields of JSON lines that are passed over, or read as another, and those of a map.

    Parameters
    ----------
    samples
        Lines of each file; those of other formats are not looked at.
    mapping
        What they were read with, if anything.
    """
    sources = {} if mapping is None else mapping.sources()
    counts = Counter[str]()
    for sample in samples:
        for block in sample.blocks if sample.format == "jsonl" else ():
            for line in block.data.split(b"\n"):
                counts.update(_held(line))
    over = [name for name, _ in counts.most_common() if name in PASSED_OVER]
    over += [f"{name} (from {sources[name]})" for name in UNUSED if name in sources]
    held = sorted(name for name in {*counts, *sources} if name in READ_AS)
    other = [f"{name} (as {READ_AS[name]})" for name in held]
    told = (
        ("fields that are known, and of which nothing is made yet", over),
        ("fields that are read and not listed by themselves", other),
    )
    return [
        Finding("log", "field", "ok", f"{said}: {', '.join(names)}")
        for said, names in told
        if names
    ]


def _held(line: bytes) -> list[str]:
    """Return the names of fields of one line that hold something, two levels deep."""
    try:
        value = {} if crowded(line) else decode_line(line)
    except NotAnExchange:
        return []
    pairs = [(name, inner) for name, inner in value.items() if name == "enforcement"]
    for top, inner in value.items():
        if isinstance(inner, dict):
            pairs += [(f"{top}.{name}", held) for name, held in inner.items()]
    return [name for name, held in pairs if held not in (None, "", [], {})]
