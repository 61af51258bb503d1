"""Accounts of one organisation: whether they are the customers, and whether they are told alike."""

from __future__ import annotations

from collections import defaultdict

from stillwatch.doctor.fields import mask
from stillwatch.doctor.findings import Finding
from stillwatch.ingest.accounts import AccountTable
from stillwatch.report.wording import plural

FEW = 20
"""Accounts of organisations below which their number says nothing."""
MANY = 1.5
"""Accounts for each organisation from which they are taken for parts of customers. Of a sample of
lines it is fewer than of the log: most accounts of most organisations are not in it."""
NAMED = 3
"""Organisations that a finding is about, and accounts that it names of each."""


def organisations(seen: dict[str, str | None]) -> list[Finding]:
    """Say if accounts are of far fewer organisations.

    Parameters
    ----------
    seen
        Accounts, each with its organisation.
    """
    of = [org for org in seen.values() if org is not None]
    if len(of) < max(FEW, len(seen) / 2) or len(of) < MANY * len(set(of)):
        return []
    said = f"{len(of):,} of the accounts seen are of {plural(len(set(of)), 'organisation')} or "
    said += "teams (account.org): several are one customer's, as keys are"
    remedy = "each is judged by itself, and those of one organisation are known for one customer's;"
    remedy += " judging customers instead (--account-field) found less, and later, in a simulated "
    remedy += "firm (docs: Say who LiteLLM's keys belong to)"
    return [Finding("accounts", "organisations", "note", said, remedy)]


def licences(table: AccountTable, seen: dict[str, str | None]) -> list[Finding]:
    """Name organisations of which some accounts are licensed in a table, and others are not.

    It is a warning where most are: a row was probably forgotten.

    Parameters
    ----------
    table
        The account table.
    seen
        Accounts of the log, each with its organisation.
    """
    licensed: dict[str, list[str]] = defaultdict(list)
    others: dict[str, list[str]] = defaultdict(list)
    for account in sorted({*table.accounts(), *seen}):
        rows = table.rows(account)
        told = [str(row.details["org"]) for row in rows if row.details.get("org")]
        org = seen.get(account) or (told[-1] if told else None)
        if org is not None:
            (licensed if any(row.licence for row in rows) else others)[org].append(account)
    split = sorted(licensed.keys() & others.keys(), key=lambda org: (len(others[org]), org))
    return [_split(org, licensed[org], others[org]) for org in split[:NAMED]]


def _split(org: str, licensed: list[str], others: list[str]) -> Finding:
    named = ", ".join(mask("account", account) for account in others[:NAMED])
    more = f" and {len(others) - NAMED:,} more" if len(others) > NAMED else ""
    said = f"of organisation {mask('org', org)}, {plural(len(licensed), 'account')} "
    said += f"{'has' if len(licensed) == 1 else 'have'} a licence in the account table, and "
    said += f"{len(others):,} {'has' if len(others) == 1 else 'have'} none: {named}{more}"
    level = "warning" if len(others) < len(licensed) else "note"
    remedy = "if the licence is the whole customer's, add a row for each: without one an account "
    remedy += "is judged like anybody's"
    return Finding("accounts", "licence", level, said, remedy)
