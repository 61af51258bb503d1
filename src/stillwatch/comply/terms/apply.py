"""Lay terms beside an audit: which clause an account had accepted at the time of its exchanges.

The outcome is for people to read. It decides nothing: a clause is named where a rule of the firm's
own file says that it is worth reading, with the text that the account had accepted *then*, never a
later one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from stillwatch.comply.terms.acceptances import Acceptance, Acceptances
from stillwatch.comply.terms.audited import Account, Audit, Campaign
from stillwatch.comply.terms.base import Case, Rule, Touch
from stillwatch.comply.terms.document import Document
from stillwatch.comply.terms.files import stamp
from stillwatch.core.errors import UsageError
from stillwatch.ingest.accounts import AccountTable

NOTICE = (
    "For people to read and decide on. No line here is a verdict, and nothing here is legal advice."
)


class Agreed(NamedTuple):
    """What held between an account and the firm for a part of the time."""

    since: datetime
    until: datetime
    version: str | None
    """Version that the account had accepted by then; null: none."""
    accepted_at: datetime | None
    by: str
    clause: str | None
    """Clause of that version that the rule cites; null where it has none, or none was accepted."""
    text: str | None
    notes: tuple[str, ...]


class Line(NamedTuple):
    """A rule that speaks, for one account."""

    account: str
    campaign: str | None
    document: str
    rule: str
    about: str
    touch: Touch
    agreed: tuple[Agreed, ...]


@dataclass
class Applied:
    """What laying terms beside an audit found."""

    lines: list[Line] = field(default_factory=list)
    unknown: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Accounts of which a rule knows nothing at all, by rule and what is missing."""
    accounts: int = 0
    """Accounts that were looked at."""

    def as_dict(self, documents: list[Document]) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "version": 1,
            "notice": NOTICE,
            "documents": [told(document) for document in documents],
            "accounts": self.accounts,
            "lines": [_line(line) for line in self.lines],
            "not_known": [
                {"rule": rule, "missing": why, "accounts": names}
                for (rule, why), names in self.unknown.items()
            ],
        }


def apply(
    audit: Audit,
    documents: list[Document],
    table: AccountTable,
    acceptances: Acceptances,
    known_as: Callable[[], dict[str, str]] = dict,
) -> Applied:
    """Lay documents beside an audit.

    Parameters
    ----------
    audit
        Its campaigns and accounts.
    documents
        Terms, with rules.
    table
        What is known of the accounts; may be empty.
    acceptances
        Who accepted what; may be empty.
    known_as
        Gives the name in `table` and `acceptances` of an account under a pseudonym.

    Raises
    ------
    UsageError
        Two documents have one id, or the audit does not say of which time it is.
    """
    names = [document.id for document in documents]
    if len(set(names)) < len(names):
        raise UsageError("two --terms files have one document id: give each document once")
    found, real, seen = Applied(), known_as(), set[str]()
    for case in _cases(audit, table, real):
        seen.add(case.account)  # one in two campaigns is two cases
        for document in documents:
            for rule in document.rules:
                touch = rule.touch(case)
                if touch is None:
                    continue
                if touch.blank:
                    blank = found.unknown.setdefault((rule.id, touch.what), [])
                    if case.account not in blank[-1:]:  # in two campaigns
                        blank.append(case.account)
                    continue
                spans = tuple(agreed(acceptances, document, rule, case))
                campaign = case.campaign.id if case.campaign is not None else None
                found.lines.append(
                    Line(case.account, campaign, document.id, rule.id, rule.about, touch, spans)
                )
    found.accounts = len(seen)
    return found


def _cases(audit: Audit, table: AccountTable, real: dict[str, str]) -> Iterator[Case]:
    """Every account, in each campaign that it is in."""
    if audit.since is None or audit.until is None:
        raise UsageError(f"{audit.folder}: summary.json does not say of which time the audit is")
    within: dict[str, list[tuple[Campaign, datetime, datetime]]] = {}
    for campaign in audit.campaigns:
        spans: dict[str, tuple[datetime, datetime]] = {}
        for member in campaign.members:
            since, until = spans.get(member.account, (member.since, member.until))
            spans[member.account] = min(since, member.since), max(until, member.until)
        for account in campaign.accounts:
            span = spans.get(account, (campaign.first_seen, campaign.last_seen))
            within.setdefault(account, []).append((campaign, *span))
    empty = Account("", 0, "none")
    for account in sorted({*audit.accounts, *within}):
        level = audit.accounts.get(account, empty).severity
        name = real.get(account, account)
        if account not in within:
            yield Case(account, None, audit.since, audit.until, level, table, name)
        for campaign, since, until in within.get(account, ()):
            yield Case(account, campaign, since, until, level, table, name)


def agreed(
    acceptances: Acceptances, document: Document, rule: Rule, case: Case
) -> Iterator[Agreed]:
    """Say for each part of the time what the account had accepted by then."""
    first = acceptances.at(case.known_as, document.id, case.since)
    later = acceptances.between(case.known_as, document.id, case.since, case.until)
    starts = [case.since, *(row.at for row in later)]
    ends = [*starts[1:], case.until]
    for held, since, until in zip([first, *later], starts, ends, strict=True):
        yield _agreed(held, document, rule, since, until)


def _agreed(
    held: Acceptance | None, document: Document, rule: Rule, since: datetime, until: datetime
) -> Agreed:
    offered = document.offered(since)
    if held is None:
        said = "no acceptance is on record for this time"
        more = f"; version {offered.version} was offered then" if offered is not None else ""
        return Agreed(since, until, None, None, "", None, None, (said + more,))
    notes, version = list[str](), document.version(held.version)
    clause = text = None
    if version is None:
        notes.append(f"version {held.version} was accepted, and is not in the terms file")
    else:
        clause = rule.clause_in(version.version)
        text = version.clauses.get(clause)
        if text is None:
            notes.append(f"version {held.version} has no clause {clause}")
            clause = None
        if held.sha256 and held.sha256 != version.sha256:
            notes.append("the text that was accepted has another SHA-256 than the one in the file")
        if held.at < version.since:
            notes.append(f"accepted before version {held.version} was offered")
        elif version.until is not None and held.at >= version.until:
            notes.append(f"accepted after version {held.version} was no longer offered")
    if offered is not None and offered.version != held.version:
        notes.append(f"version {offered.version} was offered then, and not accepted")
    return Agreed(since, until, held.version, held.at, held.by, clause, text, tuple(notes))


def told(document: Document) -> dict[str, Any]:
    """Return a document as JSON: versions with their digests, rules with their clauses."""
    return {
        "id": document.id,
        "title": document.title,
        "versions": [
            {
                "version": v.version,
                "effective_from": stamp(v.since),
                "effective_until": stamp(v.until),
                "source": v.source or None,
                "clauses": len(v.clauses),
                "sha256": v.sha256,
            }
            for v in document.versions
        ],
        "rules": [
            {"id": r.id, "kind": r.name, "clause": r.clause, "about": r.about or None}
            for r in document.rules
        ],
        "notes": list(document.notes),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "account": line.account,
        "campaign": line.campaign,
        "document": line.document,
        "rule": line.rule,
        "about": line.about or None,
        "result": "review",
        "why": line.touch.what,
        "certain": line.touch.certain,
        "values": dict(line.touch.values),
        "agreed": [
            {
                "from": stamp(a.since),
                "until": stamp(a.until),
                "accepted_version": a.version,
                "accepted_at": stamp(a.accepted_at),
                "accepted_by": a.by or None,
                "clause": a.clause,
                "text": a.text,
                "notes": list(a.notes),
            }
            for a in line.agreed
        ],
    }
