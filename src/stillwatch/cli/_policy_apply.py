"""`stillwatch policy apply` and `rollback`: from an audit to decisions in a store."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stillwatch.cli._command import Command
from stillwatch.cli._evidence_said import say
from stillwatch.cli._policy_said import (
    AT,
    EVIDENCE,
    FOLDER,
    JSON,
    POLICY,
    beside_options,
    lined,
    needs,
    policy_of,
    row,
    some,
    stamp,
    told,
    unknown_names,
)  # fmt: skip
from stillwatch.cli._store import STORE, Where, there_is

if TYPE_CHECKING:
    from stillwatch.respond.policy.apply import Proposal

STATUSES = {0: "planned, or applied", 3: "the breaker stopped it"}
DECISIONS = click.option("--decisions", "database", type=STORE, required=True, metavar="STORE",
                         help="Store of decisions, a file or postgresql://USER@HOST/DATABASE; it "
                         "is made where there is none.")  # fmt: skip
APPLY = click.option("--apply", "wanted", is_flag=True, help="Write it; without, a dry run.")
BY = click.option("--by", metavar="NAME", help="Who applies it; needed with --apply.")


@click.command(
    cls=Command,
    examples={
        "stillwatch policy apply audit --decisions decisions.db --at 2026-03-12T00:00:00Z":
            "A dry run: who would be touched, and how.",
        "stillwatch policy apply audit --policy policy.yaml --accounts "
        "examples/sample/accounts.csv --decisions decisions.db --at 2026-03-12T00:00:00Z --apply "
        "--by cron --json": "Write the decisions, every night or hour; for programs.",
    },
    writes={"--decisions STORE": "decisions, and who is in the campaigns that they are about"},
    statuses=STATUSES,
)  # fmt: skip
@click.argument("folder", metavar="DIR", type=FOLDER)
@POLICY
@DECISIONS
@beside_options
@APPLY
@click.option("--promote", is_flag=True, help="For all from now on, not for the canary's share.")
@BY
@AT
@EVIDENCE
@JSON
@click.pass_context
def apply(
    ctx: click.Context, folder: Path, policy_file: Path | None, database: Where,
    accounts: Path | None, terms: Path | None, screening: Path | None, wanted: bool,
    promote: bool, by: str | None, now: float, evidence: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Apply a policy to an audit: what it wants is put, what it no longer wants ends.

    DIR is the folder that `stillwatch audit --out` wrote. Again with the same, it does nothing; so
    it can run as often as audits do. Whoever is licensed, cleared, or below `likely` on their own
    evidence is left out, and so is a campaign with the verdict false or licensed.
    """
    from stillwatch.respond.policy.beside import beside

    policy = policy_of(policy_file)
    more = beside(accounts, terms, screening)
    options = {"promote": promote}
    _run(ctx, folder, policy, database, more, now, options, wanted, by, evidence, as_json)


@click.command(
    cls=Command,
    examples={
        "sed -i.bak 's/pace: 0.2/pace: 0.1/' policy.yaml && stillwatch policy apply audit --policy "
        "policy.yaml --decisions decisions.db --at 2026-03-12T00:30:00Z --apply --by cron": "Have "
        "another version, to go back from.",
        "stillwatch policy rollback audit --decisions decisions.db --at 2026-03-12T01:00:00Z "
        "--apply --by 'trust and safety' --json": "Back to the version before, for all, at once.",
    },
    statuses=STATUSES,
)
@click.argument("folder", metavar="DIR", type=FOLDER)
@DECISIONS
@beside_options
@APPLY
@BY
@AT
@EVIDENCE
@JSON
@click.pass_context
def rollback(
    ctx: click.Context, folder: Path, database: Where, accounts: Path | None, terms: Path | None,
    screening: Path | None, wanted: bool, by: str | None, now: float, evidence: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Apply the version of the policy that was in force, for all, before the one that is now.

    The store keeps every version whole. To stop enforcement at once: `stillwatch decisions pause`.
    """
    from stillwatch.respond.decisions.stored import store_of
    from stillwatch.respond.policy.apply import former
    from stillwatch.respond.policy.beside import beside

    with store_of(database, read_only=True) as store:
        policy = former(store)
    more = beside(accounts, terms, screening)
    options = {"fallback": True}
    _run(ctx, folder, policy, database, more, now, options, wanted, by, evidence, as_json)


def _run(
    ctx: click.Context, folder: Path, policy: Any, database: Where, more: Any, now: float,
    options: dict[str, bool], wanted: bool, by: str | None, evidence: Path | None, as_json: bool,
) -> None:  # fmt: skip
    from stillwatch.respond.decisions.stored import store_of
    from stillwatch.respond.policy.apply import apply, kept, propose, stopped
    from stillwatch.respond.policy.audited import read_audit

    audit = read_audit(folder)
    if audit.pseudonymised:
        unknown_names(folder)
    who = needs(by, "--apply") if wanted else ""
    home = _home(evidence) if wanted else None
    if not wanted and not there_is(database):
        found = propose(None, audit, policy, now, more, **options)
        _tell(found, as_json, applied=False, enforcing=True, entered=None)
    else:
        with store_of(database, read_only=not wanted) as store:
            found = propose(store, audit, policy, now, more, **options)
            entered = None
            if wanted:
                kept(folder, found, who, time.time())
            if wanted and not found.tripped:
                if home is not None:
                    from stillwatch.respond.policy.entered import enter

                    made = found.plan
                    members = store.members() + list(made.joined)
                    entered = enter(home, who, made.put, members, made.ended)
                apply(store, found, who)
            enforcing = store.switch().enforcing
        done = wanted and not found.tripped
        _tell(found, as_json, applied=done, enforcing=enforcing, entered=entered)
    if found.tripped:
        if not as_json:
            click.echo(f"stillwatch: {stopped(found)}", err=True)
        ctx.exit(3)


def _home(folder: Path | None) -> Any:
    if folder is None:
        return None
    from stillwatch.proof.evidence.home import Home

    home = Home.open(folder)
    home.log().close()  # fails now, and not when all is done
    return home


def _tell(found: Proposal, as_json: bool, *, applied: bool, enforcing: bool, entered: Any) -> None:
    made, felt, policy = found.plan, found.touched, found.policy
    left = [one._asdict() for case in found.scene.cases for one in case.left_out]
    said = {
        "applied": applied, "at": stamp(found.scene.now), "name": policy.name,
        "policy": policy.version, "simulated": not policy.document.enforce,
        "enforcing": enforcing, "canary": {"share": found.share.share, "of": found.share.of},
        "before": found.before.version if found.before else None,
        "put": [told(one) for one in made.put], "standing": list(made.standing),
        "ended": [one.id for one in made.ended],
        "joined": [_named(m) for m in made.joined], "left": [_named(m) for m in made.left],
        "undone": [one._asdict() | {"until": stamp(one.until)} for one in made.undone],
        "touched": felt._asdict() | {"names": list(felt.names)},
        "breaker": [one._asdict() for one in found.tripped],
        "left_out": left, "unknown": [one._asdict() for one in found.unknown],
        "evidence": None if entered is None else entered._asdict(),
    }  # fmt: skip
    say(said, as_json, lined(_lines(found, applied, enforcing, entered)))


def _named(member: Any) -> dict[str, Any]:
    return {"campaign": member.campaign, "account": member.account, "end_user": member.end_user}


def _lines(found: Proposal, applied: bool, enforcing: bool, entered: Any) -> list[str]:
    made, felt, policy = found.plan, found.touched, found.policy
    mode = "ENFORCED" if policy.document.enforce else "simulated: nobody is refused anything"
    lines = [f"Policy {policy.name}, version {policy.version}; {mode}"]
    if found.share.share < 1:
        others = found.before.version if found.before else "no policy"
        lines.append(f"For {100 * found.share.share:g} % of {found.share.of}; {others} for others")
    revenue = "revenue is not known"
    if felt.revenue is not None:
        revenue = f"{100 * felt.revenue:.2f} % of revenue"
    lines.append(
        f"Touches {len(felt.names):,} of {found.scene.accounts:,} accounts "
        f"({100 * felt.accounts:.2f} %), {100 * felt.exchanges:.2f} % of exchanges; {revenue}"
    )
    lines += some([f"  {row(one)}" for one in made.put], "decisions")
    accounts = [f"  {name}" for name in felt.names]
    lines += ["Accounts:", *some(accounts, "accounts")] if accounts else []
    why: dict[str, int] = {}
    for case in found.scene.cases:
        for one in case.left_out:
            why[one.why] = why.get(one.why, 0) + 1
    lines += [f"Left out: {number:,} {what}" for what, number in sorted(why.items())]
    lines += [f"Left as {one.by} ended it: {one.id} ({one.rule})" for one in made.undone[:10]]
    unsure = sorted({(one.rule, one.why) for one in found.unknown})
    lines += [f"Rule {rule} could not be asked everywhere: {what}" for rule, what in unsure[:10]]
    lines.append(
        f"To put {len(made.put):,}, to end {len(made.ended):,}; {len(made.standing):,} stand"
    )
    if found.tripped:
        lines.append("Stopped by the breaker: nothing was applied.")
    elif not applied:
        lines.append("Dry run: nothing was written; --apply --by NAME writes it.")
    else:
        lines.append("Applied.")
    if entered is not None:
        unsigned = "" if entered.signed else ", not signed yet"
        lines.append(f"Evidence: {entered.entries:,} entries{unsigned}")
    if not enforcing:
        lines.append("Enforcement is paused: stillwatch decisions resume")
    return lines
