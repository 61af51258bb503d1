"""Why a campaign or group stands where it stands, or what became of it, in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from stillwatch.contract.audit import ACCOUNTS, CAMPAIGNS, SUMMARY, Audit
from stillwatch.report.campaign import CLOSE, SILENT, CampaignView, calibrated, stood
from stillwatch.report.explain import SHARED, opened
from stillwatch.report.explanation import became
from stillwatch.report.model import Report
from stillwatch.report.sections.campaigns import looked_at, story, weakest
from stillwatch.report.sections.withdrawn import queued, raised_before, unit, whom
from stillwatch.report.values import listing, real, rows_of, whole
from stillwatch.report.wording import (
    OBSERVABLES,
    e_value,
    instant,
    listed,
    minute,
    neutralise,
    odds,
    plural,
    reviewed,
    shorten,
    title,
    uncapital,
)

GONE = (
    "raised_at", "until", "into", "at_end", "highest_log_odds_harvest", "last_log_odds_harvest",
    "last_seen", "highest_at", "highest_log_e", "formed_by",
)  # fmt: skip
"""What is told of a campaign that is none any more, of its row in `summary.json`."""


@dataclass(frozen=True)
class CampaignExplanation:
    """What an audit says about a campaign, one that is none any more, or a group of the queue."""

    campaign: str
    """Its id."""
    severity: str
    """`watch`, `likely` or `confirmed`; of a group, and of what is no campaign any more, `none`."""
    story: list[str]
    """What happened, in sentences."""
    speaks: list[str]
    """What speaks for a harvest rather than a legitimate common cause, weightiest first."""
    against: list[str]
    """What speaks against a harvest, weightiest first."""
    alike: list[str]
    """Where the odds begin, and which kind of legitimate group it is most like."""
    statements: list[str]
    """Evidence that the members act together, strongest first."""
    shared: list[dict[str, Any]]
    """What they share: `SHARED` of each value."""
    weakest: list[dict[str, Any]]
    """Members to look at first: `{account, end_user, log_e, against}`."""
    apart: list[dict[str, Any]] = field(default_factory=list)
    """Members that may be one customer that was drawn in: `{statement, accounts}`."""
    related: list[dict[str, str]] = field(default_factory=list)
    """Other campaigns that may be the same operator's: `{campaign, statement}`."""
    leads: list[dict[str, Any]] = field(default_factory=list)
    """Who is in no campaign and shares what the members do: `{account, statement}`."""
    kept: str = ""
    """Why its level stands that it would not be given today; else empty."""
    looked_at: str = "their own evidence is weakest"
    """Why these come first."""
    members: list[dict[str, Any]] = field(default_factory=list)
    """Who is in a group, or was in a campaign that is none any more: `{account, end_user}`. Those
    of a campaign that stands are in `campaigns.json`."""
    exchanges: list[str] = field(default_factory=list)
    """Of a group, ids of exchanges to read."""
    gone: dict[str, Any] | None = None
    """Of a campaign that is none any more: `GONE` of it."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain data, for JSON."""
        return asdict(self)


def explain_campaign(folder: Path, campaign: str) -> CampaignExplanation | None:
    """Return what the audit in `folder` says about a campaign or group; None: it knows none such.

    Campaigns that were withdrawn or taken in before the log ends are known, too.

    Raises
    ------
    InputError
        The folder holds no audit, or a file of it cannot be read.
    """
    audit = Audit(folder)
    report = opened(folder, audit.accounts if audit.has(ACCOUNTS) else None)
    named = [c for c in report.campaigns if c.id == campaign]
    named += [c for c in report.campaigns if c.letter == campaign]  # as the report names it
    if (found := next(iter(named), None)) is None:
        group = next((g for g in report.groups if g.id == campaign), None)
        return _gone(campaign, report) if group is None else _group(group, report)
    return CampaignExplanation(
        campaign=found.id,
        severity=found.severity,
        story=story(found, report),
        speaks=[f["statement"] for f in found.facts("for")],
        against=[f["statement"] for f in found.facts("against")],
        alike=[f["statement"] for f in found.facts("neither")],
        statements=[e["statement"] for e in found.evidence],
        shared=[{k: o[k] for k in SHARED} for o in found.observables],
        weakest=weakest(found, report),
        related=[{"campaign": name, "statement": words} for name, words in found.related],
        apart=[{"statement": words, "accounts": names} for words, names in found.apart],
        leads=[{"account": name, "statement": words} for name, words in found.leads],
        kept=found.kept,
        looked_at=looked_at(found),
    )


def _group(group: CampaignView, report: Report) -> CampaignExplanation:
    raw = group.raw
    if raw.get("shared"):
        return _of_one_card(group, report)
    named = {unit(m) for campaign in report.campaigns for m in campaign.members}
    both = sum(unit(m) in named for m in group.members)
    stand = (
        f"are no campaign, though campaigns hold {both:,} of them" if both else "are in no campaign"
    )
    met = f"; {known}" if (known := calibrated(raw)) else ""
    who = f"{group.who[0].upper()}{group.who[1:]}"
    told = (
        f"{who} that {stand}: {once}. What is told below is of the whole log."
        if (once := stood(raw))
        else f"{who} that were looked at closely on {minute(raw.get('looked_at'))} UTC and "
        f"{stand}. That they are unrelated is contradicted with {e_value(group.log_e)}; against a "
        "legitimate common cause the odds that it is a harvest are "
        f"{odds(real(raw.get('log_odds_harvest')))}, too low to be watched{met}."
    )
    said = [f"{told} {_record(group)}"]
    said += [
        f"Of its members {'all' if count == group.size else f'{count:,}'} were in {name}, which a "
        f"live run would have raised and which is none any more: stillwatch review explain DIR "
        f"{name}"
        for name, count in raised_before(group, report)
    ]
    said += [reviewed(r.line) for r in report.reviews if r.last and r.campaign == group.id]
    return CampaignExplanation(
        campaign=group.id,
        severity="none",
        story=said,
        speaks=[f["statement"] for f in group.facts("for")],
        against=[f["statement"] for f in group.facts("against")],
        alike=[f["statement"] for f in group.facts("neither")],
        statements=[str(words) for words in listing(raw.get("reasons"))],
        shared=[{k: o[k] for k in SHARED} for o in group.observables],
        weakest=[],
        members=[{"account": a, "end_user": user or None} for a, user in map(unit, group.members)],
        exchanges=[str(name) for name in listing(raw.get("exchange_ids"))],
    )


def _record(group: CampaignView) -> str:
    return (
        "Whoever finds out what it is records it: "
        f"stillwatch review verdict DIR {group.id} true|false|licensed"
    )


def _of_one_card(group: CampaignView, report: Report) -> CampaignExplanation:
    """Tell of accounts that share a card or a key, and were tested as no group."""
    said = [
        f"{words}. They are in the review queue for what they share and were tested as no group of "
        f"their own: a family, a shop or a small firm pays with one card, too. {_record(group)}"
        for words in map(str, listing(group.raw.get("reasons"))[:1])
    ]
    said += _now(list(map(unit, group.members)), report, queue=False)
    said += [reviewed(r.line) for r in report.reviews if r.last and r.campaign == group.id]
    return CampaignExplanation(
        campaign=group.id, severity="none", story=said,
        speaks=[], against=[], alike=[], statements=[], shared=[], weakest=[],
        members=[{"account": a, "end_user": user or None} for a, user in map(unit, group.members)],
    )  # fmt: skip


def _gone(campaign: str, report: Report) -> CampaignExplanation | None:
    """Tell of a campaign that was withdrawn or taken in: little more than whom it held is kept."""
    rows = rows_of(report.summary.get("gone"))
    raw = next((row for row in rows if row.get("campaign") == campaign), None)
    if raw is None:
        return None
    units = whom(raw)
    size = plural(whole(raw.get("members")) or len(units), "member")
    why = "Most of them went into that one." if raw.get("into") else _fell(raw)
    return CampaignExplanation(
        campaign=campaign,
        severity="none",
        story=[
            f"A live run would have raised it on {minute(raw.get('raised_at'))} UTC; it was "
            f"{became(raw)}, with {size}. {why}",
            *_at_best(raw),
            *_now(units, report),
            "More of its evidence is not kept: that is told of what stands when the log ends.",
            *(reviewed(r.line) for r in report.reviews if r.last and r.campaign == campaign),
        ],
        speaks=[], against=[], alike=[], statements=[], shared=[], weakest=[],
        members=[{"account": account, "end_user": user or None} for account, user in units],
        gone={
            name: raw.get(name) for name in GONE
        },
    )  # fmt: skip


def _fell(raw: Mapping[str, Any]) -> str:
    """Say to what the odds of a withdrawn campaign fell, and whether it had stopped by then."""
    last, until = raw.get("last_log_odds_harvest"), instant(raw.get("until"))
    if last is None:
        return "A benign cause came to explain it better."
    said = (
        f"Its odds had fallen to {odds(real(last))} by then, twice in a row below what is watched"
    )
    seen = instant(raw.get("last_seen"))
    if seen is None or until is None:
        return f"{said}."
    if until - seen < SILENT:
        return f"{said}, while its members went on sending what reads like a harvest."
    return (
        f"{said}; its members had sent nothing that reads like a harvest since {minute(seen)} UTC. "
        "That they stopped does not say that it was none."
    )


def _at_best(raw: Mapping[str, Any]) -> list[str]:
    """Say how a campaign stood when its odds were highest: why a live run would have acted."""
    best, when = raw.get("highest_log_odds_harvest"), instant(raw.get("highest_at"))
    if best is None:
        return []
    on = f", on {minute(when)} UTC" if when else ""
    said = f"The odds of a harvest reached {odds(real(best))}{on}"
    if raw.get("highest_log_e") is not None:
        said += (
            "; that its members were unrelated was contradicted then with "
            f"{e_value(real(raw['highest_log_e']))}"
        )
    formed = str(raw.get("formed_by") or "")
    if not formed:
        return [f"{said}."]
    if formed == "proximity":
        return [f"{said}.", CLOSE]
    return [
        f"{said}.",
        "They were first looked at together because of something that they shared "
        f"({uncapital(title(formed, OBSERVABLES))}).",
    ]


def _now(who: list[tuple[str, str]], report: Report, *, queue: bool = True) -> list[str]:
    """Say which campaigns hold those of a group, or who were members of one that is none any more.

    With `queue` also which groups of the review queue do.
    """
    held = {c.id: {unit(m) for m in c.members} & set(who) for c in report.campaigns}
    level = {c.id: c.severity for c in report.campaigns}
    rows = [f"{len(some):,} in {name} ({level[name]})" for name, some in held.items() if some]
    if left := set(who).difference(*held.values()):
        some = [
            f"{'all' if count == len(left) else f'{count:,}'} of them in {name}, which the review "
            "queue holds"
            for name, count in (queued(left, report) if queue else ())
        ]
        rows.append(f"{len(left):,} in no campaign" + (f" ({listed(some)})" if some else ""))
    return [f"Of these members, when the log ends: {listed(rows)}."] if rows else []


def campaigns(folder: Path) -> list[str]:
    """Return the ids of campaigns and groups that the audit in `folder` has, strongest first.

    Campaigns that are none any more come last.
    """
    audit = Audit(folder)
    rows = rows_of(audit.document(CAMPAIGNS).get("campaigns"))
    summary = audit.document(SUMMARY)
    named = [row.get("id") for row in rows]
    for part, name in (("review", "group"), ("gone", "campaign")):
        named += [row[name] for row in rows_of(summary.get(part)) if row.get(name)]
    named = list(dict.fromkeys(named))
    return [shorten(neutralise(str(name)), 60) for name in named]
