"""Frameworks and laws as dated data: `data/*.toml`, one file each. Never advice."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

from stillwatch.comply.terms.files import Table, toml_of

OVERDUE = 365
"""Days after which an entry is called old."""
CERTAINTY = {
    "V": "read in the source itself",
    "A": "from an abstract or excerpt",
    "2": "second-hand: press, a summary",
    "-": "not marked: check the source",
}
KINDS = ("standard", "taxonomy", "law", "bill", "memorandum", "own")


class Milestone(NamedTuple):
    """A date on which something begins."""

    day: date
    what: str
    certainty: str


class Source(NamedTuple):
    """A framework or law."""

    id: str
    order: int
    title: str
    version: str
    kind: str
    jurisdiction: str
    status: str
    applies_from: date | None
    """First day on which it asks anything of anybody; null where it never does, or has no date."""
    url: str
    as_of: date
    """Day on which this entry was last read against its source."""
    certainty: str
    note: str
    milestones: tuple[Milestone, ...]

    def overdue(self, day: date) -> bool:
        """Tell whether the entry was last read more than a year before a day."""
        return self.kind != "own" and (day - self.as_of).days > OVERDUE


@cache
def sources() -> dict[str, Source]:
    """Return all sources by id, in the order of a report.

    Raises
    ------
    InputError
        A data file is not as it has to be.
    """
    found = []
    for entry in files("stillwatch.comply").joinpath("data").iterdir():
        if entry.name.endswith(".toml"):
            with as_file(entry) as path:
                found.append(_source(Table(toml_of(path), path)))
    return {source.id: source for source in sorted(found, key=lambda s: (s.order, s.id))}


def _source(table: Table) -> Source:
    table.only(
        "id",
        "order",
        "title",
        "version",
        "kind",
        "jurisdiction",
        "status",
        "applies_from",
        "url",
        "as_of",
        "certainty",
        "note",
        "milestone",
    )
    as_of, certainty, kind = table.day("as_of"), table.text("certainty"), table.text("kind")
    if as_of is None:
        raise table.wrong("as_of is missing")
    if certainty not in CERTAINTY or kind not in KINDS:
        raise table.wrong("certainty or kind is none that there is")
    milestones = []
    for row in table.tables("milestone"):
        row.only("day", "what", "certainty")
        day = row.day("day")
        if day is None:
            raise row.wrong("day is missing")
        milestones.append(Milestone(day, row.text("what"), row.text("certainty")))
    return Source(
        table.text("id"),
        int(table.number("order", 0, 1000) or 0),
        table.text("title"),
        table.text("version", ""),
        kind,
        table.text("jurisdiction", ""),
        table.text("status"),
        table.day("applies_from"),
        table.text("url", ""),
        as_of,
        certainty,
        table.text("note", ""),
        tuple(sorted(milestones)),
    )
