"""What the shell may complete: names found without importing what they name.

A completion has to answer while somebody types, so that nothing heavy may be loaded here:
extensions are read from their source, campaigns from JSON, accounts from one Parquet column.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from stillwatch.contract.audit import Audit

SAFE = re.compile(r"[A-Za-z0-9_.@%+=/-]+")
"""Accounts that are offered. An id comes from a log, and bash puts what it is offered on the
command line as it stands: one with a `$(` in it would be run."""

SHOWN = 200
"""Accounts offered at once: more help nobody, and a shell takes long to draw them."""

_CAMPAIGN, _GROUP = "campaign, ", "group, "
"""How what is said of a campaign or group begins, in what is said of names."""

_PACKAGE = Path(__file__).resolve().parent.parent

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def names(folder: str) -> dict[str, str]:
    """Map the extensions in a folder of the package to their claims, from their source.

    Parameters
    ----------
    folder
        Below the package, e.g. `detectors`.
    """
    found: dict[str, str] = {}
    for path in sorted((_PACKAGE / folder).glob("[!_]*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
                continue
            claim = (ast.get_docstring(node) or "").partition("\n")[0]
            found |= dict.fromkeys(_named(node), claim)
    return found


def _named(node: ast.ClassDef) -> Iterable[str]:
    for line in node.body:
        if isinstance(line, ast.Assign | ast.AnnAssign) and isinstance(line.value, ast.Constant):
            targets = line.targets if isinstance(line, ast.Assign) else [line.target]
            named = any(isinstance(t, ast.Name) and t.id == "name" for t in targets)
            if named and isinstance(name := line.value.value, str) and name:  # a base has none
                yield name


def extensions(*folders: str) -> Completer:
    """Complete the names of extensions in some folders."""

    def complete(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        known: dict[str, str] = {}
        for folder in folders:
            known |= names(folder)
        return _items(known.items(), incomplete)

    return complete


def accounts(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete campaigns of the audit in DIR, then their members, then all other accounts.

    What `explain` can tell of besides comes with the campaigns: groups of the review queue, and
    campaigns that were withdrawn or taken in.
    """
    folder = ctx.params.get("folder")
    if not folder:
        return []
    folder = Path(folder).expanduser()
    items = _items(_members(folder), incomplete)
    return items if len(items) >= SHOWN else _with_all(folder, incomplete, items)


def campaigns(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete campaigns of the audit in DIR."""
    return _items(_said(ctx, (_CAMPAIGN,)), incomplete)


def cases(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete campaigns of the audit in DIR, and groups of its review queue."""
    return _items(_said(ctx, (_CAMPAIGN, _GROUP)), incomplete)


def _said(ctx: click.Context, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    folder = ctx.params.get("folder")
    named = _members(Path(folder).expanduser()) if folder else []
    return [(name, said) for name, said in named if said.startswith(kinds)]


def _members(folder: Path) -> list[tuple[str, str]]:
    """Campaigns, strongest first, and their members, with the campaign that holds each."""
    from stillwatch.contract.audit import read_audit
    from stillwatch.core.errors import StillwatchError

    try:
        audit = read_audit(folder)
        told = audit.campaigns
        named = [(c.id, f"{_CAMPAIGN}{c.severity}") for c in told]
        named += _beside(audit)
        named += [(a, f"{c.severity} in {c.id}") for c in told for a in c.accounts]
        return [(name, words) for name, words in named if SAFE.fullmatch(name)]
    except (StillwatchError, OSError):
        return []  # nothing to offer is no error while somebody types


def _beside(audit: Audit) -> list[tuple[str, str]]:
    """Return groups of the review queue, and campaigns that were withdrawn or taken in.

    The latter can be explained, and not judged.
    """
    from stillwatch.core.errors import StillwatchError

    try:
        summary = audit.summary
    except StillwatchError:
        return []
    groups = [(c.group, f"{_GROUP}below watch") for c in summary.review or () if c.group]
    gone = [
        (one.campaign, f"taken in by {one.into}" if one.into else "withdrawn")
        for one in summary.gone
    ]
    return groups + gone


def _with_all(folder: Path, incomplete: str, items: list[CompletionItem]) -> list[CompletionItem]:
    from stillwatch.contract.audit import ACCOUNTS
    from stillwatch.contract.tables import ACCOUNTS as SCHEMA
    from stillwatch.contract.tables import read_table
    from stillwatch.core.errors import StillwatchError

    seen = {item.value for item in items}
    try:
        table = read_table(folder / ACCOUNTS, SCHEMA, ("account", "severity"))
    except StillwatchError:
        return items
    for batch in table.to_batches(max_chunksize=10_000):
        for name, severity in zip(*(c.to_pylist() for c in batch.columns), strict=True):
            if name.startswith(incomplete) and name not in seen and SAFE.fullmatch(name):
                items.append(CompletionItem(name, help=severity))
                if len(items) >= SHOWN:
                    return items
    return items


def _items(pairs: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    matching = ((name, words) for name, words in pairs if name.startswith(incomplete))
    return [CompletionItem(name, help=words) for name, words in dict(matching).items()][:SHOWN]
