"""Each campaign: its story, the evidence in plain sentences, what it shares, its members."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any, ClassVar

from stillwatch.contract.results import harvest
from stillwatch.report.base import Section
from stillwatch.report.campaign import AIM, CampaignView, bundled
from stillwatch.report.charts.bars import bar, split
from stillwatch.report.model import Report
from stillwatch.report.values import mapping, real, whole
from stillwatch.report.wording import (
    STRENGTH,
    TARGETS,
    compact,
    day,
    factor,
    instant,
    listed,
    minute,
    neutralise,
    number,
    of_these,
    percent,
    plural,
    power,
    reviewed,
    shorten,
    span,
    strength,
    title,
)

DOSSIERS = 40
"""Campaigns with a dossier, strongest first."""

OPEN = 4
"""Dossiers that are open at first."""

EMBEDDED = 25_000
"""Members embedded in the page over all campaigns, strongest first; keeps it below 3 MB."""

PARTS = 6
"""Parts, of what may be several operators, of which is told what they share."""

RELATED = 3
"""Other campaigns of which is told what it shares with them."""

MOVES = 3
"""Moves to a new model that are told, earliest first."""

WEAKEST, FEWEST, TOLD = 6, 4, 3
"""Weakest members that are shown, members from which on they are, facts against each."""

PRINTED = 10
"""Members shown without a script, and in print."""


class Dossiers(Section):
    """One dossier a campaign."""

    name: ClassVar[str] = "campaigns"
    order: ClassVar[int] = 60
    title: ClassVar[str] = "The evidence, campaign by campaign"
    short: ClassVar[str] = "Evidence"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return the dossiers and the members for the script, or None without campaigns."""
        if not report.campaigns:
            return None
        drawn = report.campaigns[:DOSSIERS]
        took = report.exchanges(str(m.get("account")) for c in drawn for m in c.members)
        room, data, dossiers = EMBEDDED, {}, []
        for i, campaign in enumerate(drawn):
            rows = [_member(m, took) for m in campaign.members[: max(0, room)]]
            room -= len(rows)
            if len(rows) > PRINTED:
                data[campaign.letter] = [[_cell(c) for c in row] for row in rows]
            dossiers.append(_dossier(campaign, report, rows, opened=i < OPEN))
        return {
            "dossiers": dossiers,
            "data": data,
            "left": len(report.campaigns) - len(drawn),
            "printed": PRINTED,
            "strength_is": STRENGTH,
        }


RUNNING = timedelta(days=1)
"""A campaign whose first request comes so soon after the log begins may have run before."""


def _start(campaign: CampaignView, report: Report) -> str:
    begins, moment = instant(report.counts.get("first")), minute(campaign.began)
    if begins and campaign.began and campaign.began - begins < RUNNING:
        return (
            f"The first of its members sent harvest-like requests by {moment} UTC, so that it may "
            "have begun before the log does"
        )
    if campaign.first and campaign.began and campaign.began > campaign.first:
        return (
            f"It began on {moment} UTC, when its members' harvest-like requests rose above what "
            "they had sent before, or else when one in twenty of them had sent some "
            f"({campaign.begun:,} of its {campaign.size:,} members had by then)"
        )
    return f"It began on {moment} UTC with the first harvest-like request"


def _before(campaign: CampaignView, report: Report) -> str:
    """Say what members had sent before it began: the first request, and who was a customer."""
    begins, many = instant(report.counts.get("first")), campaign.customers
    if begins and campaign.began and campaign.began - begins < RUNNING:
        return ""
    early = ""
    if campaign.first and campaign.began and campaign.began > campaign.first:
        early = (
            " The very first harvest-like request of a member, which may have been none of it, "
            f"came before that, on {minute(campaign.first)} UTC."
        )
    if many < 2 or 2 * many < campaign.size:
        return early
    return early + (
        f" Before it began, {many:,} of its members were sending exchanges on one and the same day."
    )


def _end(campaign: CampaignView, report: Report) -> str:
    ends = instant(report.counts.get("last"))
    if not campaign.active:
        days = real(mapping(report.summary.get("settings")).get("ended_after_days"))
        over, done = campaign.over
        some = campaign.last and over and done < campaign.size and over < campaign.last
        last = (
            f"{done:,} of its {campaign.size:,} members had sent their last by {minute(over)} UTC, "
            f"the others by {minute(campaign.last)} UTC"
        )
        if ends and campaign.last and (ends - campaign.last).total_seconds() < days * 86400:
            return "of late its members sent hardly any harvest-like requests" + (
                f"; {last}" if some else f", the last on {minute(campaign.last)} UTC"
            )
        if some:
            return f"its harvest-like requests ended {day(over)}: {last}{_on(campaign)}"
        return f"its last harvest-like request came on {minute(campaign.last)} UTC{_on(campaign)}"
    if ends and (since := campaign.quiet(ends)):
        done = campaign.over[1]
        last = (
            f"{done:,} of its {campaign.size:,} members had sent their last harvest-like request "
            f"by {minute(since)} UTC"
            if campaign.last and since < campaign.last
            else f"the last harvest-like request came on {minute(since)} UTC"
        )
        return (
            f"has been quiet of late: {last}, {span(since, ends)} before the log ends, too short "
            "a silence to call it over: it counts as active"
        )
    return "was still active when the log ends"


def _on(campaign: CampaignView) -> str:
    """Say that its members sent other exchanges on later days: they may have gone on unread."""
    later, many = campaign.later
    if later is None:
        return ""
    who = "all" if many >= campaign.size else f"{many:,}"
    return (
        f", but {who} of its {campaign.size:,} members sent other exchanges afterwards, "
        f"until {day(later)}"
    )


def _unlike(campaign: CampaignView) -> str:
    """Say of a raised campaign what its exchanges may be where most do not read like a harvest."""
    if not campaign.raised or campaign.recognised is None:
        return ""
    return (
        " Most do not read so: they may be cover or ordinary use, or a kind of harvest that is not "
        "recognised, of which then more was taken. Read some to tell."
    )


def _of_few(campaign: CampaignView) -> str:
    """Say what shares of aims are of where most of what members ask is of no recognised kind."""
    if campaign.recognised is None:
        return ""
    return (
        f" These are shares of the {percent(campaign.recognised)} that read like a harvest; most "
        "of what its members ask is of no kind that is recognised, and may be what it is after."
    )


def story(campaign: CampaignView, report: Report) -> list[str]:
    """Return what happened, in plain sentences."""
    total = whole(report.counts.get("exchanges"))
    share = f" ({percent(campaign.exchanges / total)} of the log)" if total else ""
    kind = (
        f"consistent with {harvest(campaign.several)}"
        if campaign.raised
        else "that act alike, and that the odds call a harvest: one plain fact keeps them at watch"
        if campaign.held
        else "that act alike, whether to harvest is not clear"
    )
    said = [
        f"{campaign.who} {kind}. {_start(campaign, report)}, and {_end(campaign, report)}."
        + _before(campaign, report),
        f"{'They' if campaign.size != 1 else 'It'} took "
        f"{plural(campaign.exchanges, 'exchange')}{share}"
        + (like := of_these(campaign.harvest_like, campaign.exchanges))
        + (
            f"{',' * bool(like)} and {compact(campaign.tokens)} output tokens"
            if campaign.tokens
            else ""
        )
        + "."
        + _unlike(campaign),
    ]
    if campaign.aims:
        named = [(shorten(title(n, TARGETS).lower(), 40), s) for n, s in campaign.aims[:3]]
        aims = [f"{name} ({percent(share)})" for name, share in named]
        some = len(campaign.aims) < sum(part >= AIM for _, part in campaign.targets)
        what = "Its harvest-like requests are"
        lead = f"{what}, more than others'," if some else f"{what} mostly"
        often = ""
        if campaign.most:
            target, part, usual = campaign.most
            often = (
                f"{what} most often {shorten(title(target, TARGETS).lower(), 40)} "
                f"({percent(part)}; of other accounts' {percent(usual)} are). "
            )
            lead = "More than others' they are"
        said.append(f"{often}{lead} {listed(aims)}.{_of_few(campaign)}")
    elif campaign.targets:
        target, part = campaign.targets[0]
        said.append(
            "Its harvest-like requests are most often "
            f"{shorten(title(target, TARGETS).lower(), 40)} ({percent(part)}), much as other "
            "accounts' are."
            f"{_of_few(campaign)}"
        )
    if campaign.refused is not None:
        said.append(
            f"Of the replies to its {title('refusals', TARGETS).lower()} "
            f"{percent(campaign.refused)} refuse."
        )
    if campaign.detected and campaign.exchanges:
        said.append(
            f"A live run would have raised it on {minute(campaign.detected)} UTC, before its "
            "present members began: for others, who have left it since."
            if campaign.outgrown
            else f"A live run would have raised it on {minute(campaign.detected)} UTC, "
            f"{span(campaign.began, campaign.detected)} after it began, when "
            f"{percent(campaign.before / campaign.exchanges)} had been taken."
        )
        if campaign.since_then:
            said.append(campaign.since_then)
    if campaign.log_odds is not None:
        said.append(
            f"That they are unrelated is contradicted with an e-value of "
            f"{strength(campaign.log_e)}; against a legitimate common cause the odds of a harvest "
            f"are {campaign.odds}" + (f"; {campaign.borne_out}." if campaign.borne_out else ".")
        )
    if campaign.kept:
        said.append(f"{campaign.kept}.")
    if campaign.grounds:
        said.append(campaign.grounds)
    if campaign.fell_back:
        said.append(
            f"A live run would have raised it on {minute(campaign.fell_back)} UTC and lowered it "
            "since: by the end of the log it no longer met all that this level asks."
        )
    if campaign.several:
        shared = "; ".join(f"({n}) {what}" for n, (_, what) in enumerate(campaign.parts[:PARTS], 1))
        said.append(f"{campaign.several}. What each shares: {shared}.")
        said += [
            f"The part of {members:,} has stopped: its latest harvest-like request came on "
            f"{day(last)}, and another part goes on. These may be two operators, or one of whom "
            "some accounts were blocked."
            for members, last in campaign.stopped[:PARTS]
        ]
        if any(campaign.alone):
            did = "; ".join(f"({n}) {what}" for n, what in enumerate(campaign.alone[:PARTS], 1))
            said.append(
                "By itself each part did this (dates, odds and models of the campaign are of all "
                f"of them together): {did}."
            )
    if campaign.handed:
        said.append(campaign.handed)
    said += [f"{words}." for _, words in campaign.related[:RELATED]]
    if len(campaign.related) > RELATED:
        more = plural(len(campaign.related) - RELATED, "more campaign")
        said.append(f"So it does with {more}: see campaigns.json.")
    if campaign.excuse:
        said.append(campaign.why_held)
    if campaign.customer:
        said.append(campaign.customer)
    said += [
        report.redactor.line(reviewed(review.line))
        for review in report.reviews
        if review.last and review.campaign == campaign.id
    ]
    moves = [m for m in campaign.models if m.get("moved_at") and instant(m["moved_at"])]
    said += [
        f"By {day(m['moved_at'])} it had turned to {shorten(str(m.get('model')), 60)}, which it "
        "had not asked on its first day: of its harvest-like requests from that day on, up to a "
        "usual day's number of them, at least half went there."
        for m in sorted(moves, key=lambda m: str(m["moved_at"]))[:MOVES]
    ]
    return said


HELD = 2
"""Groups that one plain fact keeps at `watch` told by name in the first lines."""


def held(report: Report) -> str:
    """Say which groups one plain fact alone keeps at `watch`, and whom to ask; empty if none."""
    rows = [c for c in report.campaigns if c.held]
    said = [
        f"{shorten(neutralise(c.id), 26)} would be named at its odds of {c.odds}, "
        f"and is {shorten(neutralise(c.excuse), 300)}: {c.ask}."
        for c in rows[:HELD]
    ]
    if len(rows) > HELD:
        said.append(f"So it is with {plural(len(rows) - HELD, 'more group')}.")
    return " ".join(said)


def _dossier(
    campaign: CampaignView, report: Report, rows: list[list[Any]], *, opened: bool
) -> dict[str, Any]:
    top = max([1.0, *(power(e["log_e"]) for e in campaign.evidence)])
    return {
        "campaign": campaign,
        "open": opened,
        "story": story(campaign, report),
        "evidence": [
            {
                **e,
                "rows": _figures(in_time(e["detector"], e["figures"])),
                "bar": bar(power(e["log_e"]) / top, campaign.colour),
            }
            for e in campaign.evidence
        ],
        "basis": _basis(campaign.evidence),
        "speaks": [_fact(f) for f in campaign.facts("for")],
        "against": [_fact(f) for f in campaign.facts("against")],
        "alike": [f["statement"] for f in campaign.facts("neither")],
        "apart": campaign.apart,
        "leads": bundled(campaign.leads),
        "weakest": weakest(campaign, report),
        "looked_at": looked_at(campaign),
        "observables": [
            {**o, "bar": split(o["members"], o["outside"], campaign.colour)}
            for o in campaign.observables
        ],
        "formed": str(mapping(campaign.raw.get("guarantee")).get("formed_by") or ""),
        "total": len(campaign.members),
        "embedded": len(rows),
        "members": rows[:PRINTED],
        "end_users": any(row[1] for row in rows),
        "took": any(row[5] is not None for row in rows),
    }


MOMENTS, SPANS = ("shutdown", "synchrony"), ("account_age", "pivot")
"""Detectors whose figures are hours: since 1970, when members began or stopped; or spans."""

PLACES = ("high", "low", "median", "others_high", "others_low", "others_median")
"""Those of their figures that are places; the others are spreads, and counts."""


def in_time(detector: str, figures: Any) -> dict[str, Any]:
    """Return the figures of a detector, those in hours as moments or with their unit."""
    told: dict[str, Any] = dict(mapping(figures))
    if detector not in (*MOMENTS, *SPANS):
        return told
    out: dict[str, Any] = {}
    for key, value in told.items():
        if detector in MOMENTS and key in PLACES and isinstance(value, int | float):
            out[key] = f"{minute(value * 3600)} UTC"
        else:
            timed = key in PLACES or key.endswith("spread")
            out[f"{key}, hours" if timed else key] = value
    return out


def _fact(fact: dict[str, Any]) -> dict[str, Any]:
    return {**fact, "rows": _figures(fact["figures"]), "says": factor(fact["weight"])}


def weakest(campaign: CampaignView, report: Report) -> list[dict[str, Any]]:
    """Return the members whose own evidence is weakest, with what speaks against them."""
    if campaign.size < FEWEST:
        return []
    rows = campaign.members[::-1][: min(WEAKEST, campaign.size // 4)]
    told = report.against(str(m.get("account")) for m in rows)
    out = []
    for member in rows:
        account, user = str(member.get("account")), member.get("end_user")
        against = list(member.get("against") or ()) if user else told.get(account, [])
        out.append(
            {
                "account": account,
                "end_user": user,
                "log_e": real(member.get("log_e")),
                "against": [shorten(report.redactor.line(str(w)), 480) for w in against[:TOLD]],
            }
        )
    return out


def looked_at(campaign: CampaignView) -> str:
    """Say why the members of `weakest` come first."""
    if len({real(m.get("log_e")) for m in campaign.members}) == 1:
        return "none has weaker evidence of its own than another: these are some of them"
    return "their own evidence is weakest"


def _basis(evidence: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the exchanges that all evidence rests on, when it rests on the same."""
    bases = {(e["digest"], e["count"], tuple(e["ids"])) for e in evidence}
    return evidence[0] if len(bases) == 1 and len(evidence) > 1 else None


def _figures(values: Any, prefix: str = "") -> list[tuple[str, str]]:
    """Return nested figures as flat lines, long lists cut."""
    rows = []
    for key, value in mapping(values).items():
        name = f"{prefix}{key}".replace("_", " ")
        if isinstance(value, dict):
            rows += _figures(value, f"{name}, ")
        elif isinstance(value, list):
            shown = ", ".join(_plain(v) for v in value[:12])
            rows.append((name, shown + (f", … ({len(value)} in all)" if len(value) > 12 else "")))
        else:
            rows.append((name, _plain(value)))
    return rows


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "–"
    if isinstance(value, int | float):
        return number(value)
    return shorten(value if isinstance(value, str) else json.dumps(value, default=str), 240)


def _member(member: Any, took: dict[str, Any]) -> list[Any]:
    account, user = str(member.get("account")), member.get("end_user")
    since, until = instant(member.get("since")), instant(member.get("until"))
    log_e = member.get("log_e")
    # an end user's exchanges are not the account's
    exchanges = None if user else took.get(account)
    return [account, user, since, until, None if log_e is None else real(log_e), exchanges]


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return shorten(neutralise(value), 96)
    if isinstance(value, float):
        return round(value, 2)
    return int(value.timestamp()) // 60 if hasattr(value, "timestamp") else value
