"""Terms documents: versions with clauses, and the usage rules that cite them. Data, never code.

A TOML file holds one document; its format is described in `docs/reference/terms.md`.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from stillwatch.comply.terms.base import Rule
from stillwatch.comply.terms.files import Table, stamp, toml_of
from stillwatch.core.errors import shown
from stillwatch.core.registry import discover

RULES = "stillwatch.comply.terms.rules"
"""Package that holds one kind of rule a file; also the entry point group."""


class Version(NamedTuple):
    """One version of a document: what it says, and when it was offered."""

    version: str
    since: datetime
    until: datetime | None
    """First moment at which it was no longer offered; null: it still is."""
    source: str
    clauses: dict[str, str]
    """Text by id, in the document's order."""
    sha256: str
    """Digest of the clauses: see `digest`."""


class Document(NamedTuple):
    """A terms document and the rules that cite it."""

    id: str
    title: str
    versions: tuple[Version, ...]
    """By the moment from which they hold."""
    rules: tuple[Rule, ...]
    notes: tuple[str, ...]
    """What is odd about it, though no error."""
    file: str
    sha256: str
    """Of the file, rules and all."""

    def version(self, name: str) -> Version | None:
        """Return a version by its name."""
        return next((v for v in self.versions if v.version == name), None)

    def offered(self, at: datetime) -> Version | None:
        """Return the version that was offered at a moment."""
        held = [v for v in self.versions if v.since <= at and (v.until is None or at < v.until)]
        return held[-1] if held else None


def digest(clauses: dict[str, str]) -> str:
    """Return SHA-256 over the clauses: a JSON list of pairs, UTF-8, in the document's order.

    Examples
    --------
    >>> digest({"1": "Be kind."})[:12]
    '2430f4ef81cd'
    """
    pairs = [[name, text] for name, text in clauses.items()]
    body = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def read_document(path: Path) -> Document:
    """Read a terms document.

    Raises
    ------
    InputError
        Something is missing, of the wrong kind or unknown; versions overlap; a text is not that
        of its digest; a rule cites a clause that no version has.
    """
    root = Table(toml_of(path), path)
    root.only("id", "title", "version", "rule")
    versions = sorted((_version(t) for t in root.tables("version")), key=lambda v: v.since)
    if not versions:
        raise root.wrong("no version", "write [[version]] with version, effective_from, clauses")
    names = [v.version for v in versions]
    if len(set(names)) < len(names):
        raise root.wrong("two versions have one name")
    notes = []
    for before, after in pairwise(versions):
        if before.until is None or before.until > after.since:
            raise root.wrong(
                f"versions {before.version!r} and {after.version!r} overlap",
                "effective_until is the first day on which a version is no longer offered",
            )
        if before.until < after.since:
            notes.append(
                f"no version was offered from {stamp(before.until)} to {stamp(after.since)}"
            )
    kinds = discover(RULES, Rule)
    rules = []
    for table in root.tables("rule"):
        kind = kinds.get(name := table.text("kind"))
        if kind is None:
            raise table.wrong(f"no kind of rule is called {name!r}", f"known: {', '.join(kinds)}")
        rules.append(rule := kind.read(table))
        cited = [rule.clause_in(v.version) for v in versions]
        if not any(clause in v.clauses for clause, v in zip(cited, versions, strict=True)):
            raise table.wrong(f"no version has the clause {rule.clause!r}")
        for clause, version in zip(cited, versions, strict=True):
            if clause not in version.clauses:
                notes.append(f"rule {rule.id}: version {version.version} has no clause {clause}")
        odd = [f"clause_in: there is no version {name}" for name in rule.moved if name not in names]
        notes += [f"rule {rule.id}: {what}" for what in (*odd, *rule.odd())]
    if len({rule.id for rule in rules}) < len(rules):
        raise root.wrong("two rules have one id")
    title = root.text("title", root.text("id"))
    made = hashlib.sha256(path.read_bytes()).hexdigest()
    return Document(
        root.text("id"),
        title,
        tuple(versions),
        tuple(rules),
        tuple(notes),
        shown(Path(path.name)),
        made,
    )


def _version(table: Table) -> Version:
    table.only("version", "effective_from", "effective_until", "source", "sha256", "clause")
    clauses: dict[str, str] = {}
    for row in table.tables("clause"):
        row.only("id", "text")
        name = row.text("id")
        if name in clauses:
            raise row.wrong(f"clause {name!r} stands twice")
        clauses[name] = row.text("text")
    since, until = table.moment("effective_from"), table.moment("effective_until")
    if since is None or not clauses:
        raise table.wrong("effective_from is missing" if since is None else "no clause")
    if until is not None and until <= since:
        raise table.wrong("effective_until is not after effective_from")
    made, said = digest(clauses), table.text("sha256", "")
    if said and said.lower() != made:
        raise table.wrong(
            f"the clauses have SHA-256 {made}, and the file says {said}",
            "what customers accepted must not change: give a changed text a version of its own",
        )
    return Version(table.text("version"), since, until, table.text("source", ""), clauses, made)
