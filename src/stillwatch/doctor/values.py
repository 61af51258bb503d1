"""Values that could not be read: which form they have, and what to write in a map."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from stillwatch.doctor.fields import EXAMPLE
from stillwatch.doctor.findings import Finding
from stillwatch.doctor.records import show
from stillwatch.doctor.sample import Sample
from stillwatch.doctor.toml import quoted
from stillwatch.ingest import wire
from stillwatch.ingest.columns import as_bool, as_float, as_int
from stillwatch.ingest.lenient import to_messages, to_prompt
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.paths import parse_path, unpacked
from stillwatch.ingest.source import AS_IS, COUNTS, NUMBERS, Source, plain
from stillwatch.ingest.times import like
from stillwatch.ingest.wirebody import BODIES, read_asked, read_told
from stillwatch.report.wording import neutralise, shorten

SHOWN = 5
"""Fields that are named."""
NAMES = 5
"""Names of a body's own that are told."""
_TRUTHS = frozenset({"account.verified", "request.stream", "request.logprobs"})


class Form(NamedTuple):
    """How a value is written that is not read."""

    said: str
    """In few words."""
    remedy: str
    """What to do about it."""


def unreadable(
    samples: list[Sample], counts: Counter[str], mapping: Mapping | None
) -> list[Finding]:
    """Say of the fields that could not be read in most lines which form their values have.

    Parameters
    ----------
    samples
        Lines of each file.
    counts
        Fields, and the lines in which each could not be read.
    mapping
        What they were read with, if anything.
    """
    told = [name for name, _ in counts.most_common(SHOWN)]
    sources = {name: _source(name, mapping) for name in told}
    forms: dict[str, Counter[Form]] = {name: Counter() for name in told}

    def take(_: wire.Exchange, record: dict[str, Any]) -> None:
        for name, source in sources.items():
            found = form_of(name, source.get(record), source)
            if found is not None and (len(forms[name]) < 100 or found in forms[name]):
                forms[name][found] += 1

    if told:
        show(samples, take)
    return [_finding(name, counts[name], forms[name]) for name in told]


def _finding(name: str, count: int, forms: Counter[Form]) -> Finding:
    other = Form("its value is of another type", "see the exchange log reference")
    form = forms.most_common(1)[0][0] if forms else other
    said = f"{name} could not be read in {count:,} lines: {form.said}"
    return Finding("log", "type", "warning", said, form.remedy)


def _source(name: str, mapping: Mapping | None) -> Source:
    """Return where a field comes from: its own name where no map says it."""
    if mapping is not None:
        for held in (mapping, *mapping.formats.values()):
            if name in held.fields:
                return held.fields[name]
    return Source(((parse_path(name), AS_IS),))


def form_of(name: str, value: Any, source: Source) -> Form | None:
    """Return which form a value has that the field is not read from; None where it is read.

    Examples
    --------
    >>> source = Source(((parse_path("n"), AS_IS),))
    >>> form_of("usage.input_tokens", "1.204", source).said
    'its value is a text such as 1.204'
    >>> form_of("usage.input_tokens", "12", source)
    """
    if value is None:
        return None
    if name in BODIES:
        known = read_asked(value) if name == "request.body" else read_told(value)
        return None if known is not None else _body(name, value)
    if name in NUMBERS:
        number = as_int(value) if name in COUNTS else as_float(value)
        return None if number is not None else _number(name, value, source)
    if name in _TRUTHS and as_bool(value) is None:
        return Form(_kind(value), "write true or false")
    if name == "request.messages" and to_messages(value) is None:
        if isinstance(value, str):
            said = "its value is a text, and not a list of messages"
            return Form(said, "if it is what was asked, give it as request.prompt")
        return Form(_kind(value) + " in which nothing has a role", "give a list of {role, content}")
    if name == "request.prompt" and to_prompt(value) is None:
        return Form(_kind(value), "if it is a list of messages, give it as request.messages")
    return None


def _body(name: str, value: Any) -> Form:
    """Say what a body of no known form has at its top: names alone."""
    held = unpacked(value) if isinstance(value, str) else value
    said = _kind(held)
    if isinstance(held, dict):
        names = [neutralise(shorten(str(key), EXAMPLE)) for key in list(held)[:NAMES]]
        said = f"it is an object of {', '.join(names) or 'nothing'}{', …' * (len(held) > NAMES)}"
    where = "request.messages or request.prompt" if name == "request.body" else "response.content"
    remedy = f"such a body is not known: say in a map where {where} stands (docs: Read other logs, "
    return Form(said, f"{remedy}Whole bodies)")


def _number(name: str, value: Any, source: Source) -> Form:
    if isinstance(value, dict):
        return Form(_kind(value), "name one of its fields, with its path in a map")
    if not isinstance(value, str):
        return Form(_kind(value), "give one whole number" if name in COUNTS else "give one number")
    read = as_int if name in COUNTS else as_float
    marks = {mark: read(plain(value, mark)) for mark in (",", ".")}
    ways = [
        f'decimal = "{mark}" ({value.strip()} is then {number})'
        for mark, number in marks.items()
        if number is not None
    ]
    if not ways:
        return Form(f"its value is a text like {like(value)}", "give a number, or leave it out")
    path = source.paths[0].text if source.paths else name
    first, *more = ways
    where = f'"{name}" = {{ path = {quoted(path)}, {first.replace(" (", " } (", 1)}'
    where += f", or {more[0]}" if more else ""
    return Form(f"its value is a text such as {value.strip()}", f"say in a map: {where}")


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "its value is true or false"
    if isinstance(value, int | float):
        return "its value is a number out of bounds, or with a fraction"
    kinds = ((dict, "an object"), (list, "a list"), (str, "a text"))
    return f"its value is {next((word for kind, word in kinds if isinstance(value, kind)), 'odd')}"
