"""`stillwatch decisions add`: a decision by hand."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any

import click

from stillwatch.cli._command import Command, Number
from stillwatch.cli._complete import cases
from stillwatch.cli._evidence_said import say, unsigned
from stillwatch.cli._policy_said import (
    EVIDENCE,
    FOLDER,
    JSON,
    lined,
    needs,
    row,
    told,
    unknown_names,
)  # fmt: skip
from stillwatch.cli._store import STORE, Where
from stillwatch.core.errors import UsageError

ACTIONS = ("allow", "tag", "review", "throttle", "harden", "challenge", "block")


@click.command(
    cls=Command,
    examples={
        "stillwatch decisions add decisions.db --account acct_1 --action throttle "
        "--requests-per-minute 10 --for 24h --by 'trust and safety' --because 'a ticket'":
            "Simulated: the gateway notes what it would have done.",
        "stillwatch decisions add decisions.db --account acct_2 --action block --for 7d --enforce "
        "--by 'trust and safety' --because 'resold keys' --json": "For real.",
    },
    writes={"FILE": "the store of decisions; it is made where there is none"},
)  # fmt: skip
@click.argument("database", metavar="STORE", type=STORE)
@click.option("--action", required=True, type=click.Choice(ACTIONS),
              help="What is done; allow: nothing, whatever else is decided.")  # fmt: skip
@click.option("--account", help="About this account.")
@click.option("--end-user", help="About this end user of --account alone.")
@click.option("--org", help="About this organisation.")
@click.option("--key", help="About this API key, by its name.")
@click.option(
    "--campaign",
    shell_complete=cases,
    help="About all members of this campaign, or of this group of the review queue.",
)
@click.option("--audit", "folder", type=FOLDER, metavar="DIR",
              help="Audit that says who the members of --campaign are.")  # fmt: skip
@click.option(
    "--observable",
    metavar="TYPE=VALUE",
    help="About what shows this: ja4=…, "
    "user_agent=…, ip_prefix=203.0.113.0/24, or client=JA4 AGENT.",
)
@click.option("--for", "hold", required=True, metavar="TIME",
              help="How long: 30m, 24h, 7d; nothing is for ever.")  # fmt: skip
@click.option("--requests-per-minute", type=Number(min=0, min_open=True),
              help="Of throttle.")  # fmt: skip
@click.option("--tokens-per-minute", type=Number(min=0, min_open=True),
              help="Of throttle.")  # fmt: skip
@click.option("--enforce", is_flag=True, help="For real; without, simulated (allow always is).")
@click.option("--by", metavar="NAME", help="Who decides; kept with it.")
@click.option("--because", metavar="TEXT", required=True, help="Why, in a sentence; kept with it.")
@EVIDENCE
@JSON
def add(
    database: Where, action: str, hold: str, enforce: bool, by: str | None, because: str,
    folder: Path | None, evidence: Path | None, as_json: bool,
    requests_per_minute: float | None, tokens_per_minute: float | None, **about: str | None,
) -> None:  # fmt: skip
    """Decide something by hand, for a time.

    Nobody is cleared by ending a decision alone: --action allow is stronger than all others, and
    policies leave those whom it is about out.
    """
    from stillwatch.respond.decisions.fit import unfit
    from stillwatch.respond.decisions.model import Action, Decision, Hardening, Limits
    from stillwatch.respond.decisions.store import BY_HAND, Batch
    from stillwatch.respond.decisions.stored import store_of
    from stillwatch.respond.policy.document import seconds

    who, scope = needs(by, "add"), _scope(about)
    lasting = seconds(hold)
    if lasting is None:
        raise UsageError(f"--for {hold[:40]}: no duration such as 30m, 24h or 7d, at most 366d")
    kind = Action[action.upper()]
    limits = None
    if requests_per_minute is not None or tokens_per_minute is not None:
        limits = Limits(requests_per_minute, tokens_per_minute)
    elif kind is Action.THROTTLE:
        raise UsageError("throttle needs --requests-per-minute or --tokens-per-minute")
    now = time.time()
    said = repr((scope, action, now, who, because))
    one = Decision(
        id="d-" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16],
        scope=scope, action=kind, reason=because.strip(), rule=BY_HAND, by=who,
        campaign=about["campaign"], start=now, expires=now + lasting,
        simulated=not enforce and kind is not Action.ALLOW, limits=limits,
        hardening=Hardening() if kind is Action.HARDEN else None,
    )  # fmt: skip
    if why := unfit(one):
        raise UsageError(why)
    joined = _members(folder, about["campaign"], now, kind is Action.ALLOW)
    home = None
    if evidence is not None:
        from stillwatch.proof.evidence.home import Home

        home = Home.open(evidence)
    with store_of(database) as store:
        members = store.members(about["campaign"]) if about["campaign"] else []
        left: tuple[Any, ...] = ()
        if members and kind is not Action.ALLOW:
            if folder is None and not _touched(store, about["campaign"], now):
                raise UsageError(
                    f"nothing that stands touches {about['campaign']}: name --audit DIR, which "
                    "says who of it may be"
                )
            # whom it was allowed with may be more
            left = () if folder is None else tuple(m for m in members if m not in joined)
            members = [m for m in members if m not in left]
        if home is not None:
            from stillwatch.respond.policy.entered import enter

            if not enter(home, who, (one,), (*members, *joined)).signed:
                unsigned()
        revision = store.write(Batch(decisions=(one,), joined=joined, left=left))
        paused = not store.switch().enforcing
    lines = [row(one)]
    if about["campaign"] and not members and not joined:
        lines.append("note: no members of it are known here: name --audit DIR")
    if paused:
        lines.append("Enforcement is paused: stillwatch decisions resume")
    outcome = {"decision": told(one), "joined": len(joined), "revision": revision}
    say(outcome, as_json, lined(lines))


def _touched(store: Any, campaign: str | None, now: float) -> bool:
    """Whether a decision about a campaign stands that is no allowance."""
    from stillwatch.respond.decisions.model import Action
    from stillwatch.respond.decisions.store import Filter

    about = Filter(scope="campaign", value=campaign, standing_at=now)
    return any(one.decision.action is not Action.ALLOW for one in store.kept(about))


def _scope(about: dict[str, str | None]) -> Any:
    """Return the one scope that was named."""
    from stillwatch.respond.decisions.model import Scope

    named = {name: value for name, value in about.items() if value is not None}
    if set(named) == {"account", "end_user"}:
        return Scope("end_user", named["end_user"], named["account"])
    if len(named) != 1 or "end_user" in named:
        raise UsageError("name one of --account (with --end-user or not), --org, --key, "
                         "--campaign, --observable")  # fmt: skip
    ((kind, value),) = named.items()
    if kind != "observable":
        return Scope(kind, value)  # type: ignore[arg-type]
    of, equals, what = value.partition("=")
    if not (equals and of.strip() and what.strip()):
        raise UsageError("--observable is TYPE=VALUE, such as ja4=…")
    _matched(of.strip(), what.strip())
    return Scope("observable", what.strip(), of.strip())


def _matched(of: str, what: str) -> None:
    """Refuse what no request would ever match."""
    import ipaddress

    from stillwatch.respond.decisions.index import OBSERVABLES

    if of not in OBSERVABLES:
        raise UsageError(f"--observable {of[:40]}: no request tells it; use one of "
                         f"{', '.join(OBSERVABLES)}")  # fmt: skip
    if of == "ip_prefix":
        try:
            ipaddress.ip_network(what, strict=False)
        except ValueError:
            raise UsageError(
                f"--observable ip_prefix={what[:60]}: no range such as 203.0.113.0/24"
            ) from None


def _members(folder: Path | None, campaign: str | None, now: float, allow: bool) -> tuple[Any, ...]:
    """Return the members of a campaign or group that may be touched.

    Where a person has found a harvest in what stands below `likely`, or it is allowed, these are
    all members; else those at `likely` or above. Nobody else is made known as a member of what
    stands at `likely`, also where it is allowed: what a policy decided about it would reach them.
    """
    if folder is None:
        return ()
    if campaign is None:
        raise UsageError("--audit goes with --campaign")
    from stillwatch.contract.verdicts import digest_of, word
    from stillwatch.respond.decisions.model import Membership
    from stillwatch.respond.policy.audited import read_audit
    from stillwatch.respond.policy.gather import gather

    audit = read_audit(folder)
    if audit.pseudonymised:
        unknown_names(folder)
    asked = audit._replace(verdicts={}) if allow else audit  # whom a verdict clears is allowed, too
    cases = gather(asked, now, only=campaign).cases
    if not cases and campaign not in audit.groups:
        raise UsageError(f"no campaign or group {campaign} in {folder}")
    own = [(m.account, m.end_user) for case in cases for m in case.campaign.members]
    every = own or audit.groups.get(campaign, ())
    sure = [(p.account, p.end_user) for case in cases for p in case.parties]
    members = digest_of(every)
    said = word(audit.verdicts, campaign, members)
    low = all(case.campaign.severity == "watch" for case in cases)
    # who has been drawn in since was not looked at
    found = said is not None and said.verdict == "true" and said.members == members
    touched = every if low and (allow or found) else sure
    if not touched:
        raise UsageError(_untouched(campaign, folder, said, low))
    return tuple(Membership(campaign, account, user) for account, user in touched)


def _untouched(campaign: str, folder: Path, said: Any, low: bool) -> str:
    """Say why nobody of a campaign or group is touched, and what would change that."""
    from stillwatch.contract.verdicts import WORDS

    if said is not None and said.verdict != "true":
        return f"{campaign} was found to be {WORDS[said.verdict]}: nobody of it is touched"
    if not low:
        return f"nobody of {campaign} stands at likely by what it did itself"
    say = f"stillwatch review verdict {folder} {campaign} true"
    if said is not None:
        return (
            f"{campaign} has other members now than when it was found to be a harvest: whoever has "
            f"looked at these says so again, {say}"
        )
    return (
        f"nobody of {campaign} stands at likely: whoever has found out that it is a harvest says "
        f"so first, {say}"
    )
