"""Record what a person found out about a campaign."""

from __future__ import annotations

from pathlib import Path

import click

from stillwatch.cli._command import Command

GROUP = "Find campaigns"


@click.command(
    cls=Command,
    examples={
        "stillwatch verdict audit c-00067dd437c4 true --by analyst --json": "It was a harvest.",
    },
    writes={
        "DIR/verdicts.jsonl": "every verdict, with the campaign as it stood; only added to",
        "DIR/report.html": "the page made anew, with the verdict",
    },
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("campaign")
@click.argument("verdict", type=click.Choice(["true", "false", "licensed"]))
@click.option("--by", metavar="NAME", help="Who says so.")
@click.option("--note", metavar="TEXT", help="Why, in a sentence.")
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.")
def command(
    folder: Path, campaign: str, verdict: str, by: str | None, note: str | None, as_json: bool
) -> None:
    """Record what a person found out about a campaign.

    DIR is the folder that `stillwatch audit --out` wrote, CAMPAIGN the id of a campaign in it:
    true, it was a harvest; false, it was not; licensed, it was one that is permitted. The record
    is kept in DIR/verdicts.jsonl and shown in the report. It changes no level: a licence or a
    clearance that audits are to honour belongs in the account table.
    """
    from stillwatch.errors import UsageError
    from stillwatch.report.review import record
    from stillwatch.verdicts import FILE, LONGEST, WORDS

    for name, text in (("--by", by), ("--note", note)):
        if text is not None and len(text) > LONGEST:
            raise UsageError(f"{name} is longer than {LONGEST:,} characters")
    made = record(folder, campaign, verdict, by=by, note=note)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(made).decode())
        return
    who = f" by {made.by}" if made.by else ""
    click.echo(f"Recorded: {made.campaign} was {WORDS[made.verdict]}{who} ({folder / FILE}).")
    if made.verdict == "licensed":
        click.echo("Audits honour a licence only from the account table: add it there, too.")
    elif made.verdict == "false":
        click.echo("To clear these accounts, put them into the account table under allow.")
