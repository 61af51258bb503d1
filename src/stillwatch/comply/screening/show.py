"""A screening on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from stillwatch.comply.screening.screen import MOST, Hit, facts, why
from stillwatch.report.wording import neutralise, plural

SHOWN = 20
"""Matches shown; all are in the JSON."""


def show(hits: Sequence[Hit], told: Mapping[str, Any]) -> None:
    """Print matches, closest first, with their reasons."""
    parties = sum(part["parties"] for part in told["lists"])
    _say(
        f"{plural(told['names'], 'name')} of {plural(told['accounts'], 'account')} against "
        f"{plural(parties, 'listed party', 'listed parties')}: "
        f"{plural(len(hits), 'match', 'matches')} to review, at {told['threshold']:g} and above."
    )
    if told["accounts_without_names"]:
        _say(
            f"{plural(told['accounts_without_names'], 'account')} without a name could not be "
            "looked up."
        )
    for hit in hits[:SHOWN]:
        share = "" if hit.party.share is None else f", {hit.party.share:g} %"
        role = f"{hit.party.role} of {hit.party.account}{share}"
        _say(f"\n{hit.match.score:.2f}  {hit.party.name}  ({role})")
        _say(f"      {hit.listed_name}")
        named = [hit.entry.list, f"entry {hit.entry.id}", *hit.entry.programs[:4], hit.entry.url]
        _say(f"      {', '.join(part for part in named if part)}")
        _say(f"      {why(hit.match)}")
        _say(f"      {'; '.join(facts(hit))}")
    if len(hits) > SHOWN:
        _say(f"\n… and {len(hits) - SHOWN:,} more: --json or --out has all.")
    if told["matches_left_out"]:
        _say(
            f"\nLeft out: {told['matches_left_out']:,} more that are alike, beyond the {MOST} "
            "closest of a name. Raise --threshold, or look that name up by hand."
        )
    for warning in told["warnings"]:
        _say(f"\nwarning: {warning}")
    _say(f"\n{told['notice']}")


def _say(text: str) -> None:
    # names are anybody's: no control codes reach the terminal
    click.echo("\n".join(neutralise(line) for line in text.split("\n")))
