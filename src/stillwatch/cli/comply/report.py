"""Answer controls of frameworks and laws from your own configuration and traffic."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from stillwatch.cli._command import Command

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(
    cls=Command,
    examples={
        "stillwatch comply report audit --config examples/compliance/firm.toml --out "
        "comply.html": "One page: each control met with evidence, not met, or nobody can tell.",
        "stillwatch comply report audit --config examples/compliance/firm.toml "
        "--terms examples/compliance/terms.toml "
        "--acceptances examples/compliance/acceptances.csv --accounts "
        "examples/compliance/accounts.csv --as-of 2026-11-25 --json": "With terms and accounts, "
        "for programs; the same day and files give the same bytes.",
    },
    writes={"--out FILE": "the report: .html, .pdf (extra `pdf`) or .json"},
    statuses={3: "with --fail-on: a control has that status"},
)
@click.argument("audit", required=False, metavar="[DIR]",
                type=click.Path(path_type=Path, file_okay=False))  # fmt: skip
@click.option("--config", type=_FILE, help="What the firm declares of itself (TOML).")
@click.option("--evidence", type=click.Path(path_type=Path, file_okay=False), metavar="HOME",
              help="Folder of the evidence log; its signatures are checked.")  # fmt: skip
@click.option("--trust", multiple=True, metavar="KEY",
              help="Key of the evidence log that is known from elsewhere (name+id+key), or a file "
              "with one; may be repeated.")  # fmt: skip
@click.option("--terms", type=_FILE, multiple=True, help="Terms document (TOML); may be repeated.")
@click.option("--acceptances", type=_FILE, help="Who accepted which version, and when.")
@click.option("--accounts", type=_FILE, help="Account table: which accounts are verified.")
@click.option("--pseudonymise", type=_FILE, metavar="KEYFILE",
              help="Key under which the audit replaced identifiers.")  # fmt: skip
@click.option("--screening", type=_FILE, help="What `stillwatch comply screen --out` wrote.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
              help="Day for which to answer; by default today.")  # fmt: skip
@click.option("--out", type=_FILE, help="Write the report: .html, .pdf or .json.")
@click.option("--fail-on", type=click.Choice(["not-met", "cannot-tell"]),
              help="Exit with status 3 if a control has this status, or a worse one.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def command(
    audit: Path | None,
    config: Path | None,
    evidence: Path | None,
    trust: tuple[str, ...],
    terms: tuple[Path, ...],
    acceptances: Path | None,
    accounts: Path | None,
    pseudonymise: Path | None,
    screening: Path | None,
    as_of: datetime | None,
    out: Path | None,
    fail_on: str | None,
    as_json: bool,
) -> None:
    """Answer controls of frameworks and laws from your own configuration and traffic.

    DIR is the folder of an audit. Each control is met with evidence, not met, or nobody can tell,
    and the report says what is missing. It is no legal advice and no certificate.
    """
    import json
    from datetime import UTC

    from stillwatch.cli._evidence_bundles import trusted_keys
    from stillwatch.cli._known_as import known_as
    from stillwatch.comply.facts import Facts, cited, read_screening
    from stillwatch.comply.firm import read_firm
    from stillwatch.comply.proof import read_evidence
    from stillwatch.comply.report import gather
    from stillwatch.comply.terms.acceptances import read_acceptances
    from stillwatch.comply.terms.audited import Audit
    from stillwatch.comply.terms.document import read_document
    from stillwatch.comply.write import check_name, write
    from stillwatch.ingest.accounts import read_accounts

    if out is not None:
        check_name(out)
    if trust and evidence is None:
        raise click.UsageError("--trust needs --evidence")
    if pseudonymise is not None and acceptances is None:
        raise click.UsageError("--pseudonymise needs --acceptances")
    keys, day = trusted_keys(trust), (as_of or datetime.now(UTC)).date()
    tables = (("acceptances", acceptances), ("accounts", accounts))
    documents = tuple(read_document(path) for path in terms)
    accepted = read_acceptances(acceptances) if acceptances is not None else None
    named = {a for d in documents for a in accepted.accounts(d.id)} if accepted is not None else ()
    facts = Facts(
        as_of=day,
        audit=Audit(audit) if audit is not None else None,
        firm=read_firm(config) if config is not None else None,
        evidence=read_evidence(evidence, day, keys) if evidence is not None else None,
        documents=documents,
        acceptances=accepted,
        known_as=known_as(pseudonymise, named),
        accounts=read_accounts(accounts) if accounts is not None else None,
        screening=read_screening(screening) if screening is not None else None,
        files={what: cited(path) for what, path in tables if path is not None},
    )
    report = gather(facts)
    if out is not None:
        write(report, out)
    if as_json:
        click.echo(json.dumps(report, indent=1, ensure_ascii=True))
    else:
        _show(report)
    failing = {"not-met": ("not met",), "cannot-tell": ("not met", "cannot tell")}
    if fail_on and any(report["counts"][status] for status in failing[fail_on]):
        raise SystemExit(3)


def _show(report: dict[str, Any]) -> None:
    from stillwatch.report.wording import neutralise

    for source in report["frameworks"]:
        click.echo(f"\n{source['title']}")
        for row in source["controls"]:
            click.echo(neutralise(f"  {row['status']:<12}{row['control']}: {row['because']}"))
    counts = ", ".join(f"{count} {status}" for status, count in report["counts"].items())
    click.echo(f"\n{counts}.")
    for warning in report["warnings"]:
        click.echo(neutralise(f"warning: {warning}"))
    click.echo(f"\n{report['notice']}")
