"""Compare names of customers and owners with lists of restricted parties."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from stillwatch.cli._command import Command, Number

_FILE = click.Path(path_type=Path, dir_okay=False)
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    cls=Command,
    examples={
        "stillwatch comply screen --accounts examples/compliance/accounts.csv "
        "--list examples/compliance/list.csv --list-date 2026-11-20": "Look all names up in a "
        "list; each match says why.",
        "stillwatch comply screen --accounts examples/compliance/accounts.csv "
        "--list examples/compliance/list.csv --list-date 2026-11-20 --as-of 2026-11-25 "
        "--out screening.json --json": "The same, kept for `stillwatch comply report`.",
    },
    writes={"--out FILE": "the matches, as JSON"},
)
@click.option("--accounts", type=_FILE, required=True,
              help="Account table with legal_name, owners, jurisdictions.")  # fmt: skip
@click.option("--list", "lists", type=_FILE, multiple=True, required=True, metavar="FILE",
              help="List of restricted parties (CSV or JSON); may be repeated.")  # fmt: skip
@click.option("--map", "map_file", type=_FILE, metavar="FILE",
              help="TOML file that says which columns of these lists are what; without it, those "
              "of the US Consolidated Screening List.")  # fmt: skip
@click.option("--list-date", type=_DAY, metavar="DATE", help="Date of the lists.")
@click.option("--threshold", type=Number(0.5, 1.0), default=0.8, show_default=True,
              help="Score from which a match is shown.")  # fmt: skip
@click.option("--as-of", type=_DAY, metavar="DATE",
              help="Day for which names are taken and lists dated; by default today.")  # fmt: skip
@click.option("--out", type=_FILE, help="Write the JSON to this file too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(
    accounts: Path,
    lists: tuple[Path, ...],
    map_file: Path | None,
    list_date: datetime | None,
    threshold: float,
    as_of: datetime | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Compare names of customers and owners with lists of restricted parties.

    You supply the lists; none is shipped and nothing is sent anywhere. A score says how alike two
    names are, and why. The result is always `review`: a person decides whether it is the same
    party.
    """
    import json
    import sys
    from datetime import UTC

    from stillwatch.comply.screening.lists import CSL, read_list, read_map
    from stillwatch.comply.screening.screen import as_dict, end_of, parties, screen
    from stillwatch.comply.screening.show import show
    from stillwatch.ingest.accounts import read_accounts

    day = (as_of or datetime.now(UTC)).date()
    mapping = CSL if map_file is None else read_map(map_file)
    dated = None if list_date is None else list_date.date()
    read = [read_list(path, mapping, dated) for path in lists]
    table = read_accounts(accounts)
    names = parties(table, end_of(day))
    if sys.stderr.isatty() and not as_json:
        with click.progressbar(length=len(names), label="names", file=sys.stderr) as bar:
            hits = screen(names, read, threshold, lambda done: bar.update(1))
    else:
        hits = screen(names, read, threshold)
    told = as_dict(hits, names, read, threshold, day, len(table))
    body = json.dumps(told, indent=1, ensure_ascii=True)
    if out is not None:
        from stillwatch.comply.terms.write import write_whole

        write_whole(out, body.encode() + b"\n")
    if as_json:
        click.echo(body)
    else:
        show(hits, told)
