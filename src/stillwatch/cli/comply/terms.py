"""Lay your terms beside an audit: who had accepted which clause, and when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stillwatch.cli._command import Command

if TYPE_CHECKING:
    from stillwatch.comply.terms.apply import Applied
    from stillwatch.comply.terms.document import Document

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(
    cls=Command,
    examples={
        "stillwatch comply terms check examples/compliance/terms.toml": "Read a terms "
        "document: versions, digests, rules.",
        "stillwatch comply terms apply audit --terms examples/compliance/terms.toml "
        "--accounts examples/compliance/accounts.csv "
        "--acceptances examples/compliance/acceptances.csv": "Which clauses to read beside which "
        "accounts, in the version that each had accepted then.",
        "stillwatch comply terms apply audit --terms examples/compliance/terms.toml --json": "The "
        "same for programs.",
    },
    writes={"--out FILE": "what was found, as JSON"},
)
@click.argument("action", type=click.Choice(["check", "apply"]))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--terms", "terms_files", multiple=True, type=_FILE, metavar="FILE",
              help="Terms document (TOML), for `apply`; may be repeated.")  # fmt: skip
@click.option("--accounts", type=_FILE, help="Account table: licences, jurisdictions, owners.")
@click.option("--acceptances", type=_FILE,
              help="Who accepted which version, and when (CSV or JSON lines).")  # fmt: skip
@click.option("--pseudonymise", type=_FILE, metavar="KEYFILE",
              help="Key under which the audit replaced identifiers.")  # fmt: skip
@click.option("--out", type=_FILE, help="Write the JSON to this file too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(
    action: str,
    path: Path,
    terms_files: tuple[Path, ...],
    accounts: Path | None,
    acceptances: Path | None,
    pseudonymise: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Lay your terms beside an audit: who had accepted which clause, and when.

    `check TERMS.toml` reads a terms document. `apply DIR` reads the folder of an audit and says
    which rules of the documents speak, for which account, and which version it had accepted at
    the time of its exchanges. That is input for people: never a verdict, and no legal advice.
    """
    import json

    from stillwatch.comply.terms.apply import told
    from stillwatch.comply.terms.document import read_document
    from stillwatch.core.errors import UsageError

    if action == "check":
        given = {"terms": terms_files, "accounts": accounts, "acceptances": acceptances,
                 "pseudonymise": pseudonymise}  # fmt: skip
        if idle := [name for name, value in given.items() if value]:
            raise UsageError(f"--{idle[0]} is for `terms apply`: check reads one document alone")
        document = read_document(path)
        found: dict[str, Any] = {"version": 1, **told(document)}
    else:
        if not terms_files:
            raise UsageError("terms apply needs --terms FILE: a terms document (TOML)")
        documents = [read_document(file) for file in terms_files]
        applied = _apply(path, documents, accounts, acceptances, pseudonymise)
        found = applied.as_dict(documents)
    body = json.dumps(found, indent=1, ensure_ascii=True)
    if out is not None:
        from stillwatch.comply.terms.write import write_whole

        write_whole(out, body.encode() + b"\n")
    if as_json:
        click.echo(body)
    elif action == "check":
        from stillwatch.comply.terms.show import show_document

        show_document(document)
    else:
        from stillwatch.comply.terms.show import show_applied

        show_applied(applied)


def _apply(
    folder: Path,
    documents: list[Document],
    accounts: Path | None,
    acceptances: Path | None,
    key_file: Path | None,
) -> Applied:
    from stillwatch.cli._known_as import known_as
    from stillwatch.comply.terms.acceptances import Acceptances, read_acceptances
    from stillwatch.comply.terms.apply import apply
    from stillwatch.comply.terms.audited import Audit
    from stillwatch.ingest.accounts import AccountTable, read_accounts

    table = read_accounts(accounts) if accounts is not None else AccountTable([])
    accepted = read_acceptances(acceptances) if acceptances is not None else Acceptances()

    named = {*table.accounts(), *(a for d in documents for a in accepted.accounts(d.id))}
    return apply(Audit(folder), documents, table, accepted, lambda: known_as(key_file, named))
