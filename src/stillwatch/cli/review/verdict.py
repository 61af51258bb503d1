"""Record what a person found out about a campaign or a group of the review queue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from stillwatch.cli._command import Command
from stillwatch.cli._complete import cases


@click.command(
    cls=Command,
    examples={
        "stillwatch review verdict audit c-381df1f231f0 true --by analyst --json": "A harvest.",
    },
    writes={
        "DIR/verdicts.jsonl": "every verdict, with the campaign as it stood; only added to",
        "DIR/report.html": "the page made anew, with the verdict",
    },
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("campaign", metavar="CAMPAIGN|GROUP", shell_complete=cases)
@click.argument("verdict", type=click.Choice(["true", "false", "licensed"]))
@click.option("--by", metavar="NAME", help="Who says so.")
@click.option("--note", metavar="TEXT", help="Why, in a sentence.")
@click.option("--evidence", type=click.Path(path_type=Path, file_okay=False), metavar="HOME",
              help="Enter it in this evidence log, too; needs --by.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.")
def command(
    folder: Path, campaign: str, verdict: str, by: str | None, note: str | None,
    evidence: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Record what a person found out about a campaign or a group of the review queue.

    DIR is the folder that `stillwatch audit --out` wrote, CAMPAIGN the id of a campaign in it,
    GROUP that of a group in its review queue, or of accounts there that share a card or a key:
    true, it was a harvest; false, it was not; licensed, it was one that is permitted. The record is
    kept in DIR/verdicts.jsonl and shown in the report. It changes no level: a licence or a
    clearance that audits are to honour belongs in the account table.
    """
    from stillwatch.contract.verdicts import FILE, LONGEST, WORDS
    from stillwatch.core.errors import UsageError
    from stillwatch.core.texts import encodable
    from stillwatch.report.review import record

    for name, text in (("--by", by), ("--note", note)):
        if text is not None and len(text) > LONGEST:
            raise UsageError(f"{name} is longer than {LONGEST:,} characters")
        if text is not None and not encodable(text):
            raise UsageError(f"{name} is not UTF-8")
    if evidence is not None and not by:
        raise UsageError("--evidence needs --by: who says so is part of the record")
    home = _opened(evidence)
    made = record(folder, campaign, verdict, by=by, note=note)
    if home is not None:
        _enter(home, made)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(made).decode())
        return
    who = f" by {made.by}" if made.by else ""
    click.echo(f"Recorded{who}: {made.campaign} was {WORDS[made.verdict]} ({folder / FILE}).")
    if made.verdict == "licensed":
        click.echo("Audits honour a licence only from the account table: add it there, too.")
    elif made.verdict == "false":
        click.echo("To clear these accounts, put them into the account table under allow.")


def _opened(folder: Path | None) -> Any:
    """Return the evidence home, or nothing where none is named; fails before anything is done."""
    if folder is None:
        return None
    from stillwatch.proof.evidence.home import Home

    home = Home.open(folder)
    home.log().close()
    return home


def _enter(home: Any, made: Any) -> None:
    """Enter the verdict and the digest of its record; why, which may name people, is not told."""
    import msgspec

    from stillwatch.cli._evidence_said import signed
    from stillwatch.proof.evidence.record import canonical, operator, sha256

    told = {
        "campaign": made.campaign,
        "verdict": made.verdict,
        "sha256": sha256(canonical(msgspec.to_builtins(made))),
    }
    with home.log() as log:
        operator(log, "verdict", made.by, told)
        signed(home, log)
