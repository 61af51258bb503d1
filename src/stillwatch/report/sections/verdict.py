"""What was found: the verdict in one sentence, the figures that matter, the campaigns."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import Any, ClassVar

import pyarrow.compute as pc

from stillwatch.report.base import Section
from stillwatch.report.campaign import CampaignView
from stillwatch.report.charts.bars import bar
from stillwatch.report.lopsided import lopsided
from stillwatch.report.model import Report, alike
from stillwatch.report.sections import new_tools, withdrawn
from stillwatch.report.sections.campaigns import held
from stillwatch.report.values import mapping, rows_of, whole
from stillwatch.report.wording import (
    compact,
    day,
    instant,
    listed,
    neutralise,
    number,
    of_these,
    percent,
    plural,
    shorten,
    span,
)

WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


OFFERING = 3
"""Accounts that keep offering new tools from which on the headline points to them."""

KEPT = 3
"""Campaigns named that are below their bar today."""

WHY = 12
"""Campaigns of which it is told in a line what their members share, strongest first."""


class Verdict(Section):
    """The first screen: all that a reader in a hurry needs."""

    name: ClassVar[str] = "verdict"
    order: ClassVar[int] = 10
    title: ClassVar[str] = "What was found"
    short: ClassVar[str] = "Verdict"

    def context(self, report: Report) -> dict[str, Any]:
        """Return sentence, explanation, tiles and the table of campaigns."""
        return {
            "sentence": sentence(report),
            "explanation": " ".join(filter(None, (explanation(report), held(report)))),
            "sure": sure(report),
            "details": details(report),
            "tiles": tiles(report),
            "levels": [
                (name, count, len([c for c in report.campaigns if c.severity == name]))
                for name, count in reversed(report.severities().items())
            ],
            "rows": [_row(c, report) for c in report.campaigns],
            "why": [c for c in report.campaigns[:WHY] if c.brief or c.several or c.beside],
            "queue": queued(report),
            "alone": alone(report),
            "uneven": uneven(report),
        }


def queued(report: Report) -> str:
    """Say what in the review queue has something to look for: groups, leads; empty if nothing."""
    rows = rows_of(report.summary.get("review"))
    alone = sum(bool(row.get("account")) for row in rows)
    leads = [row for row in rows if row.get("leads_of")]
    shared = [row for row in rows if row.get("shared")]
    tied, paid = (sum(whole(row.get("members")) for row in some) for some in (leads, shared))
    kinds = (
        (len(rows) - alone - len(leads) - len(shared), "group", ""),
        (tied, "account tied to a campaign", "accounts tied to a campaign"),
        (paid, "account that shares a card or a key", "accounts that share a card or a key"),
    )
    return listed([plural(n, word, words) for n, word, words in kinds if n])


def alone(report: Report) -> str:
    """Say how little the single accounts of the review queue promise; empty if there are none."""
    rows = rows_of(report.summary.get("review"))
    count = sum(bool(row.get("account")) for row in rows)
    if not count:
        return ""
    other = "other " if count < len(rows) else ""
    if count == 1:
        return f"1 {other}account with requests that read like a harvest, perhaps of no harvest"
    shares = [mapping(row.get("shares")) for row in rows]
    tied = sum(bool(one.get("tied")) for one in shares)
    whose = ", beyond one organisation" if any(one.get("one_org") for one in shares) else ""
    first = (
        f"; begin with the {tied:,} that share a card, a key or addresses with one another{whose}"
        if tied
        else ""
    )
    return (
        f"{count:,} {other}single accounts with requests that read like a harvest; perhaps none of "
        f"them harvests{first}"
    )


def uneven(report: Report) -> str:
    """Say why there are fewer accounts at a level than members of its campaigns; may be empty."""
    said = []
    held = [{str(m.get("account")) for m in c.members if not m.get("end_user")}
            for c in report.flagged]  # fmt: skip
    if (sure := [c.severity == "confirmed" for c in report.flagged]) and report.has("severity"):
        assert report.accounts is not None
        likely = report.accounts.filter(pc.equal(report.accounts["severity"], "likely"))
        names = set(likely["account"].to_pylist())
        if count := len(names.intersection(set().union(*compress(held, sure)))):
            one = count == 1
            said.append(
                f"{plural(count, 'account')} of confirmed campaigns {'is' if one else 'are'} "
                f"likely, not confirmed: the evidence of {'its' if one else 'their'} own is weaker,"
                f" or {'it' if one else 'they'} may be a customer that was drawn in."
            )
    seen = Counter(name for names in held for name in names)
    if count := sum(times > 1 for times in seen.values()):
        said.append(
            f"{plural(count, 'account')} {'is' if count == 1 else 'are'} in more than one campaign "
            f"and {'counts' if count == 1 else 'count'} once."
        )
    return " ".join(said)


UNREAD = 0.05
"""Share of lines from which the verdict says that they could not be read."""


def unread(report: Report) -> str:
    """Say which share of the log the verdict is not about; empty where that is little."""
    counts = report.counts
    bad = whole(counts.get("malformed"))
    share = bad / max(bad + sum(whole(counts.get(k)) for k in ("exchanges", "duplicates")), 1)
    return (
        f" {percent(share)} of the lines of this log could not be read." if share >= UNREAD else ""
    )


def sentence(report: Report) -> str:
    """Return the verdict in one sentence, and more where it is not about much of the log."""
    return _verdict(report) + one_account(report) + unread(report)


def one_account(report: Report) -> str:
    """Say that nothing found means nothing where nearly all is one account's; else empty."""
    counts = report.counts
    most, exchanges = whole(counts.get("largest")), whole(counts.get("exchanges"))
    if report.flagged or not most or not lopsided(most, exchanges, whole(counts.get("accounts"))):
        return ""
    return (
        f" That is no verdict: {percent(most / exchanges)} of the exchanges are of one account. "
        "Check that account.id is the customer (stillwatch doctor LOG)."
    )


def _verdict(report: Report) -> str:
    found, watched = report.flagged, len(report.campaigns) - len(report.flagged)
    if not found:
        if watched:
            return f"No campaign at likely or above. {_count(watched, 'group')} to watch."
        return "No campaign found in this log."
    levels = [
        (name, [c for c in found if c.severity == name])
        for name in ("confirmed", "likely")
        if any(c.severity == name for c in found)
    ]
    lead = (
        f"{_count(len(found), 'campaign')} consistent with coordinated harvesting of model outputs"
    )
    if len(levels) == 1:
        ((name, some),) = levels
        return f"{lead}, {name}{_below(some)}."
    told = [
        f"{_count(len(some), '').strip().lower()} {name}{_below(some)}" for name, some in levels
    ]
    return f"{lead}: {listed(told)}."


def _below(found: list[CampaignView]) -> str:
    """Say how many of these stand below the bar of their level now; empty if none."""
    kept = sum(bool(campaign.kept) for campaign in found)
    if not kept:
        return ""
    some = "" if kept == len(found) else f"{_count(kept, '').strip().lower()} of them "
    return f" ({some}now below {'its' if kept == 1 else 'their'} bar)"


def explanation(report: Report) -> str:
    """Return what the found campaigns took, or what their absence means."""
    found = report.flagged
    if not found and report.campaigns:
        return (
            "What is at watch is more alike than unrelated accounts are, but not clearly a "
            "harvest: look, do not act. That nothing stands higher is not proof that nobody "
            "harvests; see what could not be judged."
        )
    if not found:
        return (
            f"{tested(report)}{nearest(report)} That is not proof that nobody harvests: see what "
            "could not be judged."
        )
    users = sum(1 for c in found for m in c.members if m.get("end_user"))
    accounts = len({m.get("account") for c in found for m in c.members if not m.get("end_user")})
    who = [plural(accounts, "account")] if accounts or not users else []
    who += [plural(users, "end user") + " that an account passes on"] if users else []
    exchanges, tokens = (sum(getattr(c, key) for c in found) for key in ("exchanges", "tokens"))
    share = exchanges / total if (total := whole(report.counts.get("exchanges"))) else None
    part = f" ({percent(share)} of the log)" if share is not None else ""
    words = f"{listed(who)} took {plural(exchanges, 'exchange')}{part}"
    words += (like := of_these(alike(found), exchanges))
    if tokens:
        words += f"{',' * bool(like)} and {compact(tokens)} output tokens"
    before = sum(c.before for c in found)
    words += "."
    if exchanges:
        whose = "campaign's" if len(found) == 1 else "campaigns'"
        words += (
            f" A live run would have raised the alarm after {percent(before / exchanges)} of the "
            f"{whose} exchanges."
        )
    return words


def sure(report: Report) -> str:
    """Say how sure the weakest finding is; empty where nothing was found."""
    found = report.flagged
    if not found or not (odds := found[-1].odds):
        return ""
    which = "The campaign" if len(found) == 1 else "The weakest of these campaigns"
    return (
        f"{which} has odds of {odds} a harvest, against a legitimate common cause. The odds are a "
        "model's estimate:"
    )


def details(report: Report) -> list[str]:
    """Return what qualifies the figures above: members found later, what else they may be."""
    found = report.flagged
    said = (later(found), rest(found), below(found), withdrawn.told(report))
    return [words.strip() for words in said if words]


def later(found: list[CampaignView]) -> str:
    """Say how many members came only after their campaign was raised, where most of one did."""
    rows = [campaign for campaign in found if campaign.then is not None]
    if not rows:
        return ""
    size = sum(campaign.size for campaign in rows)
    held = sum(campaign.then or 0 for campaign in rows)
    names = [shorten(neutralise(campaign.id), 20) for campaign in rows[:KEPT]]
    names += [f"{len(rows) - KEPT} more"] if rows[KEPT:] else []
    was, whose = ("was", "its") if len(rows) == 1 else ("were", "their")
    return (
        f" When {listed(names)} {was} raised, {held or 'none'} of {whose} {size:,} members "
        f"{'was' if held < 2 else 'were'} known; the audit found the others later."
    )


def below(found: list[CampaignView]) -> str:
    """Say which of what was counted would not be named today; empty if nothing."""
    rows = [campaign for campaign in found if campaign.kept]
    if not rows:
        return ""
    ids = listed([shorten(neutralise(campaign.id), 20) for campaign in rows[:KEPT]])
    more = f" and {len(rows) - KEPT} more" if rows[KEPT:] else ""
    one = len(rows) == 1
    took = plural(sum(campaign.exchanges for campaign in rows), "exchange")
    return (
        f" Counted with them {'is' if one else 'are'} {ids}{more} "
        f"({plural(sum(campaign.size for campaign in rows), 'member')}, {took}), named before and "
        f"below the bar of {'its' if one else 'their'} level today: look before anything is done."
    )


def tested(report: Report) -> str:
    """Say what was tested where no campaign was found."""
    count = mapping(report.summary.get("guarantee")).get("cohorts_tested")
    if count is None:
        return "No group of accounts stands out as a coordinated harvest does."
    if not whole(count):
        return "At the last evaluation no group of accounts had formed, so that none was tested."
    groups = plural(whole(count), "group")
    return (
        f"The last evaluation tested {groups} of accounts that share something or act alike. No "
        "group stands out as a harvest does: where the evidence contradicts that accounts are "
        "unrelated, a legitimate cause that ties them may explain it as well."
    )


def nearest(report: Report) -> str:
    """Say what to look at where no campaign was found: the review queue, and who offers new tools.

    Empty if there is neither.
    """
    rows = rows_of(report.summary.get("review"))
    alone = sum(bool(row.get("account")) for row in rows)
    kinds = ((len(rows) - alone, "group"), (alone, "single account"))
    held = listed([plural(count, word) for count, word in kinds if count])
    said = f" What comes nearest is in the review queue: {held}." if held else ""
    offering = new_tools.outside(report)
    if offering >= OFFERING:
        who = plural(offering, "account or end user", "accounts or end users")
        said += f" Look also at who keeps offering new tools ({who}; weak evidence by itself)."
    return said


def rest(found: list[CampaignView]) -> str:
    """Say what the exchanges of campaigns may be that do not read like a harvest; may be empty."""
    like = alike(found)
    if like is None or like >= sum(c.exchanges for c in found):
        return ""
    share = percent(1 - like / sum(c.exchanges for c in found))
    return (
        f" The other {share} of the exchanges may be cover traffic, the members' own use, agent "
        "steps, or a kind of harvest that the model does not recognise."
    )


def tiles(report: Report) -> list[dict[str, Any]]:
    """Return the headline figures, each with a note below it."""
    found, counts = report.flagged, report.counts
    levels = report.severities()
    flagged = levels["likely"] + levels["confirmed"]
    exchanges, like = sum(c.exchanges for c in found), alike(found) if found else None
    return [
        {
            "label": "Campaigns",
            "value": number(len(found)),
            "note": _going_on(found, report) if found else "at likely or above",
        },
        {
            "label": "Accounts flagged",
            "value": number(flagged),
            "note": _of(flagged, whole(counts.get("accounts")), "accounts"),
        },
        {
            "label": "Exchanges taken",
            "value": compact(exchanges),
            "note": _of(exchanges, whole(counts.get("exchanges")), "exchanges")
            + ("" if like is None else f"; {compact(like)} read like a harvest"),
        },
        {
            "label": "Output tokens taken",
            "value": compact(sum(c.tokens for c in found)),
            "note": _of(sum(c.tokens for c in found), whole(counts.get("output_tokens")), "tokens"),
        },
    ]


def _of(part: int, total: int, noun: str) -> str:
    return f"{percent(part / total)} of {compact(total)} {noun}" if total else "by campaigns found"


def _count(count: int, noun: str) -> str:
    words = plural(count, noun) if noun else str(count)
    figure = f"{count:,}"
    return WORDS[count] + words[len(figure) :] if count < len(WORDS) else words


def _state(campaign: CampaignView, report: Report) -> str:
    ends = instant(report.counts.get("last"))
    quiet = campaign.quiet(ends) if ends else None
    if campaign.active and not quiet:
        gone = sum(members for members, _ in campaign.stopped)
        if not gone:
            return "Active"
        until = max(last for _, last in campaign.stopped)
        return f"Active; {gone:,} of {campaign.size:,} members until {day(until)[:-5]}"
    what = "Active, quiet since" if quiet else "Harvest-like until"
    return f"{what} {day(quiet or campaign.over[0])[:-5]}"


def _going_on(found: list[CampaignView], report: Report) -> str:
    """Say how many campaigns are active, as `campaigns.json` has it, and how many fell silent."""
    ends = instant(report.counts.get("last"))
    quiet = sum(ends is not None and c.quiet(ends) is not None for c in found)
    active = sum(c.active for c in found)
    silent = f", {'all' if quiet == active > 1 else f'{quiet:,}'} of them quiet of late"
    kept = sum(bool(c.kept) for c in found)
    return (
        f"{active:,} active at the end"
        + ((silent if active > 1 else ", quiet of late") if quiet else "")
        + (f"; {kept} below the bar today" if kept else "")
    )


def _row(campaign: CampaignView, report: Report) -> dict[str, Any]:
    share = campaign.before / campaign.exchanges if campaign.exchanges else 0.0
    return {
        "campaign": campaign,
        "aim": next(iter(campaign.targets), None),
        "most": campaign.most,
        "more": next(iter(campaign.aims), None) if campaign.most else None,
        "odds": campaign.odds,
        "delay": span(campaign.began, campaign.detected),
        "state": _state(campaign, report),
        "before": share,
        "bar": bar(share, campaign.colour),
    }
