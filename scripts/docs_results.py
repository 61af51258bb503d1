"""Write the tables of measured figures into the documentation, from `bench/results/*.json`.

Usage: ``python scripts/docs_results.py [--check]``. A table stands between the two comments
``<!-- results:NAME -->`` and ``<!-- /results -->``, in any page below `docs` or in README.md. With
``--check`` nothing is written, and the exit status is 1 where a page differs from the data.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import _results
import _results_more  # noqa: F401 (registers its tables)
from _results import ROOT, TABLES, Row, Table

BLOCK = re.compile(r"(?s)(<!-- results:([\w-]+) -->\n).*?(<!-- /results -->)")


def sources() -> Iterator[Row]:
    """Say how each result file is made again; the rounds of strangers share one command."""
    for name in dict.fromkeys(file for one in TABLES.values() for file in one.files):
        one = _results.result(name)
        made, plus, more = one["commit"].partition("+")
        measured = f"{made[:7]}{plus}{more}, {one['date'][:10]}"
        command = one["command"]
        if name.startswith("judges_"):
            command = "as `judges`, with its authors"
        yield name, command if name.startswith("judges_") else f"`{command}`", measured


TABLES["sources"] = Table(("data", "command", "measured"), (), sources)


def rendered(name: str) -> str:
    """Return a table as Markdown; all columns but the first stand to the right."""
    one = TABLES[name]
    rule = ("---", *("---:" for _ in one.heads[1:]))
    return "".join(f"|{'|'.join(row)}|\n" for row in (one.heads, rule, *one.rows()))


def filled(text: str) -> str:
    """Return a page with its tables as the data have them."""
    return BLOCK.sub(lambda m: m[1] + rendered(m[2]) + m[3], text)


def stale(write: bool = False) -> list[Path]:
    """Return the pages that differ from the data, after writing them if asked to."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    differ = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        if (new := filled(text)) != text:
            differ.append(page)
            if write:
                page.write_text(new, encoding="utf-8")
    return differ


if __name__ == "__main__":
    check = "--check" in sys.argv[1:]
    differing = stale(write=not check)
    for path in differing:
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
    sys.exit(check and bool(differing))
