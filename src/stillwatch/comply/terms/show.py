"""Terms on a terminal."""

from __future__ import annotations

from collections import Counter

import click

from stillwatch.comply.terms.apply import NOTICE, Agreed, Applied
from stillwatch.comply.terms.document import Document
from stillwatch.report.wording import day, neutralise, plural, shorten

SHOWN = 20
"""Lines shown; all are in the JSON."""


def show_document(document: Document) -> None:
    """Print a document's versions, rules and what is odd about it."""
    _say(f"{document.title} ({document.id})")
    for version in document.versions:
        until = f"to {day(version.until)}" if version.until is not None else "on"
        _say(
            f"  version {version.version}: from {day(version.since)} {until}, "
            f"{plural(len(version.clauses), 'clause')}, SHA-256 {version.sha256}"
        )
    for rule in document.rules:
        _say(f"  rule {rule.id} ({rule.name}) cites clause {rule.clause}  {rule.about}".rstrip())
    for note in document.notes:
        _say(f"  note: {note}")


def show_applied(applied: Applied) -> None:
    """Print which clauses are worth reading beside which accounts."""
    _say(
        f"{plural(applied.accounts, 'account')} looked at, "
        f"{plural(len(applied.lines), 'line')} to read."
    )
    rules = Counter((line.document, line.rule) for line in applied.lines)
    for (document, rule), count in sorted(rules.items()):
        _say(f"  {document}, rule {rule}: {count:,}")
    for line in sorted(applied.lines, key=lambda x: rules[x.document, x.rule])[:SHOWN]:
        _say(f"\n{line.account}  {line.document}, rule {line.rule}: {line.touch.what}")
        for part in line.agreed:
            _say(f"    {_part(part)}")
    if len(applied.lines) > SHOWN:
        _say(f"\n… and {len(applied.lines) - SHOWN:,} more: --json or --out has all.")
    for (rule, why), names in applied.unknown.items():
        _say(f"\nrule {rule}: {why}, for {plural(len(names), 'account')}.")
    _say(f"\n{NOTICE}")


def _part(part: Agreed) -> str:
    notes = "; ".join(part.notes)
    span = f"{day(part.since)} to {day(part.until)}"
    if part.version is None:
        return f"{span}: {notes}"
    said = f"{span}: version {part.version}, accepted {day(part.accepted_at)}"
    said += f" by {part.by}" if part.by else ""
    said += f", clause {part.clause}: “{shorten(part.text or '', 100)}”" if part.clause else ""
    return f"{said} ({notes})" if notes else said


def _say(text: str) -> None:
    # names, clauses and accounts are anybody's: no control codes reach the terminal
    click.echo("\n".join(neutralise(line) for line in text.split("\n")))
