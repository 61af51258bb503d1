"""`stillwatch policy explain`: why a decision exists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from stillwatch.cli._command import Command
from stillwatch.cli._evidence_said import say
from stillwatch.cli._policy_said import (
    AT,
    FOLDER,
    JSON,
    POLICY,
    beside_options,
    lined,
    plain,
    policy_of,
    row,
    some,
    told,
)  # fmt: skip
from stillwatch.cli._store import STORE, Where
from stillwatch.core.errors import UsageError


@click.command(
    cls=Command,
    examples={
        "stillwatch policy explain audit c-381df1f231f0 --policy policy.yaml --at "
        "2026-03-12T00:00:00Z": "What each rule says of a campaign, with line and values.",
        "stillwatch policy explain audit acct_04ad5ed6472e --policy policy.yaml --at "
        "2026-03-12T00:00:00Z --json": "Of an account; for programs.",
    },
)
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.argument("who", metavar="ID")
@POLICY
@beside_options
@click.option("--decisions", "database", type=STORE, metavar="STORE",
              help="Store of decisions: needed where ID is one of a decision.")  # fmt: skip
@AT
@JSON
def explain(
    folder: Path, who: str, policy_file: Path | None, accounts: Path | None, terms: Path | None,
    screening: Path | None, database: Where | None, now: float, as_json: bool,
) -> None:  # fmt: skip
    """Say why a decision exists: the rule, its line, and the values that it saw.

    ID is that of a campaign, an account, or a decision (d-…). Of a decision, the version of the
    policy that made it is asked, as it is kept in the store, at the moment when it began.
    """
    from stillwatch.respond.policy.audited import read_audit
    from stillwatch.respond.policy.beside import beside
    from stillwatch.respond.policy.explain import explain as explained
    from stillwatch.respond.policy.gather import gather

    audit = read_audit(folder)
    more = beside(accounts, terms, screening)
    said: dict[str, Any] = {"id": who, "decision": None}
    lines: list[str] = []
    if re.fullmatch(r"d-[0-9a-f]{16}", who):
        kept, policy = _decision(who, database)
        one = kept.decision
        said |= {"decision": told(one), "ended": None if kept.ended is None else {
            "by": kept.ended.by, "why": kept.ended.why}}  # fmt: skip
        lines += [row(one), f"Because: {plain(one.reason)}"]
        if kept.ended is not None:
            lines.append(f"Ended by {kept.ended.by}: {kept.ended.why}")
        if policy is None:
            by = f"Decided by hand, by {one.by}: no rule made it."
            say(said | {"rules": [], "left_out": []}, as_json, lined([*lines, by]))
            return
        asked = one.scope.within or one.scope.value
        rows, spared = explained(gather(audit, one.start, more), policy, asked)
        rows = [r for r in rows if (r.rule, r.campaign) == (one.rule, one.campaign)]
    else:
        policy = policy_of(policy_file)
        rows, spared = explained(gather(audit, now, more), policy, who)
        if not rows and not spared:
            raise UsageError(f"nothing in {folder} is about {who}: give the id of a campaign, an "
                             "account in one, or a decision")  # fmt: skip
    said |= {
        "name": policy.name, "policy": policy.version, "file": policy.path,
        "rules": [r._asdict() for r in rows], "left_out": [s._asdict() for s in spared],
    }  # fmt: skip
    for r in rows:
        who_else = f" {r.account}" if r.account else ""
        held = "holds" if r.holds else f"does not hold{f' ({r.unknown})' if r.unknown else ''}"
        lines.append(f"{policy.path}:{r.line}: {r.rule} {held} for {r.campaign}{who_else}")
        lines.append(f"  when: {plain(r.when)}")
        lines += [f"  {name} = {value}" for name, value in r.values.items()]
        lines += [f"  does: {', '.join(r.does)}", f"  {plain(r.reason)}"] if r.holds else []
    left = [f"Left out of {s.campaign}: {s.account} {s.end_user or ''}: {s.why}" for s in spared]
    say(said, as_json, lined(lines + some(left, "members")))


def _decision(id: str, database: Where | None) -> Any:
    from stillwatch.respond.decisions.store import Filter
    from stillwatch.respond.decisions.stored import store_of
    from stillwatch.respond.policy.rules import loaded

    if database is None:
        raise UsageError("a decision is explained with --decisions FILE: the store that has it")
    with store_of(database, read_only=True) as store:
        found = store.kept(Filter(ids=(id,)))
        if not found:
            raise UsageError(f"no decision {id} in {database}")
        version = found[0].decision.policy
        if version is None:
            return found[0], None
        for one in store.applied():
            if one.version == version:
                return found[0], loaded(one.text, f"{one.name} ({one.version})")
    raise UsageError(f"the store does not have version {version} of the policy")
