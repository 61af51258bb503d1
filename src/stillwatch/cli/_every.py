"""How often is judged, as the option `--every` gives it."""

from __future__ import annotations

import click

HOURS = ("1", "2", "3", "4", "6", "8", "12", "24")
"""Divisors of a day: some of what is done falls at noon and midnight alone."""


every_option = click.option(
    "--every", type=click.Choice(HOURS), metavar="HOURS",
    help="Hours of the log's time from one evaluation to the next, a divisor of 24.  "
    "[default: 4 to 24, by the number of accounts]",
)  # fmt: skip
"""`every`: one of `HOURS`, or null."""
