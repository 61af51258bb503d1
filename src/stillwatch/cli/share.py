"""Share what a campaign shows with other firms, and watch for what they share."""

from __future__ import annotations

from pathlib import Path

import click

from stillwatch.cli._command import Command
from stillwatch.cli._complete import campaigns
from stillwatch.cli._share_match import keyed, match, tell

GROUP = "Share with other firms"

PATH = click.Path(path_type=Path)
FILE = click.Path(path_type=Path, dir_okay=False)
LEVELS = ("clear", "green", "amber", "amber+strict", "red")


@click.command(
    "stix",
    cls=Command,
    examples={
        "stillwatch share stix audit c-381df1f231f0 --identity 'Example AI' --out bundle.json": "A "
        "campaign as a bundle, TLP:AMBER, without addresses.",
        "stillwatch share stix audit c-381df1f231f0 --identity 'Example AI' --tlp green "
        "--addresses --out open.json --json": "With network prefixes, for a community; the counts "
        "for programs.",
    },
    writes={"FILE": "a STIX 2.1 bundle"},
)
@click.argument("folder", metavar="DIR", type=PATH)
@click.argument("campaign", shell_complete=campaigns)
@click.option("--out", required=True, type=FILE, help="Bundle to write.")
@click.option("--identity", required=True, metavar="NAME", help="Name of the firm that shares.")
@click.option("--tlp", type=click.Choice(LEVELS), default="amber", show_default=True,
              help="Who may see it: level of the Traffic Light Protocol 2.0.")  # fmt: skip
@click.option("--addresses", is_flag=True, help="Share network prefixes, too.")
@click.option("--accounts", is_flag=True, help="Name the accounts, too.")
@click.option("--valid-days", default=90, show_default=True, type=click.IntRange(1, 3650),
              help="Days after its last exchange for which an indicator holds.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def stix(
    folder: Path, campaign: str, out: Path, identity: str, tlp: str, addresses: bool,
    accounts: bool, valid_days: int, as_json: bool,
) -> None:  # fmt: skip
    """Write a campaign as a STIX 2.1 bundle.

    DIR is the folder of an audit, CAMPAIGN an id in it. Account ids are left out unless asked for,
    and so are network prefixes; payment instruments and text never leave. Needs the extra: pip
    install 'stillwatch[share]'.
    """
    from stillwatch.core.errors import UsageError
    from stillwatch.proof.share import source
    from stillwatch.proof.share.files import write
    from stillwatch.proof.share.stix import Choices, bundle

    if not identity.strip():
        raise UsageError("--identity is empty: readers have to know who shares")
    shared = source.shareable(
        source.campaign(folder, campaign), addresses=addresses, known=source.known_until(folder)
    )
    try:
        data = bundle(shared, Choices(identity, tlp, accounts, valid_days))
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    write(out, data)
    told = {
        "version": 1, "file": str(out), "tlp": tlp, "indicators": len(shared.indicators),
        "accounts": len(shared.campaign.accounts) if accounts else 0,
        "held_back": shared.held_back,
    }  # fmt: skip
    lines = [f"{out}: {len(shared.indicators):,} indicators, TLP:{tlp.upper()}"]
    lines += [f"Held back: {n:,} ({why})" for why, n in shared.held_back.items()]
    tell(told, lines, as_json)


@click.command(
    "csv",
    cls=Command,
    examples={
        "stillwatch share csv audit c-381df1f231f0 > indicators.csv": "Its indicators as a table.",
        "stillwatch share csv audit c-381df1f231f0 --json": "The same for programs.",
    },
)
@click.argument("folder", metavar="DIR", type=PATH)
@click.argument("campaign", shell_complete=campaigns)
@click.option("--addresses", is_flag=True, help="Network prefixes, too.")
@click.option("--out", type=FILE, help="File to write, instead of standard output.")
@click.option("--json", "as_json", is_flag=True, help="Print the indicators as JSON.")
def csv(folder: Path, campaign: str, addresses: bool, out: Path | None, as_json: bool) -> None:
    """Write a campaign's indicators as CSV.

    Cells that a spreadsheet would take for a formula get an apostrophe in front; what is invisible
    or would move a terminal's cursor is spelt out. With --json, values are
    as they are.
    """
    import msgspec

    from stillwatch.proof.share import source
    from stillwatch.proof.share.files import write
    from stillwatch.proof.share.table import as_csv

    shared = source.shareable(source.campaign(folder, campaign), addresses=addresses)
    table = as_csv(shared)
    if out is not None:
        write(out, table.encode())
    rows = msgspec.to_builtins(shared.indicators)
    told = {"version": 1, "campaign": shared.campaign.id, "indicators": rows,
            "held_back": shared.held_back}  # fmt: skip
    tell(told, [f"{out}: {len(rows):,} indicators"] if out else table.splitlines(), as_json)


@click.command(
    "watch",
    cls=Command,
    examples={
        "stillwatch share watch bundle.json --out watch.json": "From a bundle; then: stillwatch "
        "audit LOG --watch watch.json --out DIR",
        "stillwatch share watch bundle.json open.json --out watch.json --json": "From two; what "
        "was not understood, for programs.",
    },
    writes={"OUT": "the list of observables to watch, with source, TLP and validity of each"},
)
@click.argument("bundles", nargs=-1, metavar="[FILE]...", type=FILE)
@click.option("--taxii", multiple=True, metavar="URL",
              help="Collection of a TAXII 2.1 server, over https; may be repeated.")  # fmt: skip
@click.option("--auth", type=FILE, metavar="FILE",
              help="File with user:password, or a token, for the TAXII server.")  # fmt: skip
@click.option("--out", required=True, type=FILE, help="List to write.")
@click.option("--json", "as_json", is_flag=True, help="Print what was read as JSON.")
def watch(
    bundles: tuple[Path, ...], taxii: tuple[str, ...], auth: Path | None, out: Path, as_json: bool
) -> None:
    """Make a list of observables to watch from STIX bundles of others.

    `stillwatch audit --watch` says which of them it sees. Patterns beyond plain comparisons are
    listed as not understood, never guessed at. --taxii needs the extra: pip install
    'stillwatch[share]'.
    """
    from stillwatch.core.errors import UsageError
    from stillwatch.proof.share import watch as lists
    from stillwatch.proof.share.bundle import read_bundle
    from stillwatch.proof.share.files import read
    from stillwatch.report.wording import plural

    if not bundles and not taxii:
        raise UsageError("name a bundle, or a collection with --taxii")
    if auth and not taxii:
        raise UsageError("--auth is for --taxii: files need no password")
    secret = read(auth, 4096).decode(errors="replace").strip() if auth else None
    if len(taxii) > 1 and secret:
        raise UsageError("--auth is for one --taxii: a server must not get another's password")
    parts = [read_bundle(path) for path in bundles]
    if taxii:
        try:
            from stillwatch.proof.share.taxii import fetch
        except ModuleNotFoundError as error:
            raise _missing(error) from None
        parts += [fetch(url, secret) for url in taxii]
    made = lists.merged(parts)
    lists.write(out, made)
    told = {
        "version": 1, "file": str(out), "observables": len(made.observables),
        "not_understood": [{"indicator": u.indicator, "origin": u.origin, "why": u.why}
                           for u in made.unread],
    }  # fmt: skip
    lines = [
        f"{out}: {plural(len(made.observables), 'observable')} from {plural(len(parts), 'source')}"
    ]
    lines += [f"Not understood: {u.indicator} in {u.origin}: {u.why}" for u in made.unread[:20]]
    if len(made.unread) > 20:
        lines.append(f"Not understood: {len(made.unread) - 20:,} more")
    tell(told, lines, as_json)


def _missing(error: ModuleNotFoundError) -> Exception:
    from stillwatch.core.errors import UsageError

    return UsageError(f"this needs {error.name}: install it with pip install 'stillwatch[share]'")


@click.group()
def command() -> None:
    """Share what a campaign shows with other firms, and watch for what they share.

    Nothing is sent anywhere: commands read and write files, and only `watch --taxii` fetches.
    """


for each in (stix, csv, watch, match, keyed):
    command.add_command(each)
