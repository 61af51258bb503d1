"""Records that say themselves that they are no customer's: of staging, tests, evaluations.

Tracing programs have a field for the environment, and tags; a firm's own tests go through the same
code as its customers' calls, and look like one customer that asks evenly.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Any

from stillwatch.doctor.findings import Finding
from stillwatch.doctor.own_calls import MARK, in_map
from stillwatch.doctor.records import show
from stillwatch.doctor.sample import Sample
from stillwatch.ingest import wire

FIELDS = ("environment", "deployment.environment.name", "deployment.environment", "tags")
"""Fields of records that say where, or what for, a call was made; of Langfuse and OpenTelemetry."""
WORDS = frozenset(
    "staging stage stg dev development local test tests testing qa uat ci sandbox smoke preprod "
    "eval evals evaluation evaluations internal synthetic loadtest benchmark".split()
)
"""Words, of which a value has one, that say a call is no customer's."""
TAGS, NAMED = 5, 4
"""First tags of a record that are looked at, and values of one path that are named."""
_WORD = re.compile(r"[^a-z0-9]+")


def marked(samples: list[Sample]) -> list[Finding]:
    """Name the values by which records say that they are no customer's, with what leaves them out.

    Parameters
    ----------
    samples
        Lines of each file.
    """
    out = []
    for kind in sorted({sample.format for sample in samples}):
        found, seen = _values([sample for sample in samples if sample.format == kind])
        by_path: dict[str, list[str]] = {}
        for path, value in sorted(found, key=lambda mark: (-found[mark], mark)):
            by_path.setdefault(path, []).append(value)
        for path, values in sorted(by_path.items()):
            some = values[:NAMED]
            counts = ", ".join(f"{value} ({found[path, value]:,})" for value in some)
            total = sum(found[path, value] for value in values)
            said = f"{total:,} of {seen:,} exchanges in the {kind} files may be no customer's, by "
            said += f"their {path}: {counts}"
            rule = f"[{kind}.except] {in_map(path, sorted(some))}"
            remedy = f"if they are none, leave them out with a map: {rule} (docs: Read other logs)"
            out.append(Finding("log", "own tests", "note", said, remedy))
    return out


def _values(samples: list[Sample]) -> tuple[Counter[tuple[str, str]], int]:
    """Count the values that say so, by path, and all exchanges that were looked at."""
    found, seen = Counter[tuple[str, str]](), set[str]()

    def take(exchange: wire.Exchange, record: dict[str, Any]) -> None:
        if str(exchange.id) in seen:
            return
        seen.add(str(exchange.id))
        for name in FIELDS:
            held = record.get(name)
            some = {f"{name}[{n}]": one for n, one in enumerate(held[:TAGS])} \
                if isinstance(held, list) else {name: held}  # fmt: skip
            telling = ((p, v) for p, v in some.items() if isinstance(v, str) and _tells(v))
            found.update(islice(telling, 1))  # one tag is enough to leave it out by

    show(samples, take)
    return found, len(seen)


def _tells(value: str) -> bool:
    return len(value) <= MARK and '"' not in value and value.isprintable() \
        and not WORDS.isdisjoint(_WORD.split(value.lower()))  # fmt: skip
