"""What an audit says of one account, as data and in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from stillwatch.report.campaign import HAND, calibrated, much, stood
from stillwatch.report.model import new_tools
from stillwatch.report.values import listing, real, whole
from stillwatch.report.wording import (
    e_value,
    listed,
    minute,
    neutralise,
    odds,
    percent,
    plural,
    reviewed,
    shorten,
    strength,
    uncapital,
)

WEAK, FEWEST = 0.2, 8
"""Share of the other members below which an account counts as one of the weakest, and members
from which on that says something."""

DECLARED = {"licence": "a licence to train on outputs", "clearance": "a clearance"}
"""What sets an account's exchanges apart, in words."""

CARDS = {"payment": "a means of payment", "holder": "a key or certificate that proves who sends"}
"""What few accounts share, in words."""

NAMED = 5
"""Accounts named that share such."""

SOME = 0.1
"""Share of its exchanges without text from which on that is told of an account."""


@dataclass(frozen=True)
class Membership:
    """The account's part in one campaign."""

    campaign: str
    """Id of the campaign."""
    severity: str
    """Level of the campaign."""
    log_e: float
    """Natural log of the campaign's e-value."""
    log_odds: float | None
    """Natural log of the odds of a harvest against a legitimate common cause, if given."""
    borne_out: str
    """How often groups of like odds were harvests where it was measured; else empty."""
    kept: str
    """Why its level stands that it would not be given today; else empty."""
    held: str
    """What keeps the campaign at `watch`, where a plain fact does, and whom to ask; else empty."""
    who: str
    """All members in words."""
    size: int
    """How many they are."""
    places: list[int]
    """Members whose own evidence is weaker, for each row of `members`."""
    equals: list[int]
    """Other members whose own evidence is as strong, for each row of `members`."""
    grounds: str
    """Why the members were looked at together."""
    members: list[dict[str, Any]]
    """The account's rows among the members: one, or one for each of its end users."""
    statements: list[str]
    """The campaign's evidence, strongest first."""
    speaks: list[str]
    """What speaks for a harvest rather than a legitimate common cause, weightiest first."""
    against: list[str]
    """What speaks against a harvest, weightiest first."""
    alike: list[str]
    """Where the odds begin, and which kind of legitimate group it is most like."""
    shared: list[dict[str, Any]]
    """What the campaign shares: `SHARED` of each value."""
    reviews: list[dict[str, Any]] = field(default_factory=list)
    """What people said of the campaign, the earliest first (`stillwatch.contract.verdicts`)."""
    related: list[dict[str, str]] = field(default_factory=list)
    """Other campaigns that may be the same operator's: `{campaign, statement}`."""
    odds: str = ""
    """Those odds in words: what falls just short of a bar says so."""


@dataclass(frozen=True)
class Explanation:
    """What an audit says about one account, or one end user that was judged apart."""

    account: str
    """The account as in the log."""
    flagged: bool
    """Whether it stands at `likely` or above."""
    severity: str
    """`none`, `watch`, `likely` or `confirmed`."""
    exchanges: int
    """Exchanges that it sent."""
    log_e: float
    """Natural log of its own e-value."""
    p_value: float | None
    """Its p-value among accounts of like activity, where known."""
    first_flagged_at: str | None
    """When it was first flagged, RFC 3339."""
    reasons: list[str]
    """What of its own speaks for the flag, or stands out."""
    against: list[str]
    """What of its own speaks against it."""
    memberships: list[Membership]
    """Campaigns it belongs to, strongest first."""
    missing: list[dict[str, str]] = field(default_factory=list)
    """Detectors that could not run: `{detector, reason}`."""
    end_users: int = 0
    """End users that were judged apart; 0: it was judged whole."""
    end_users_flagged: int = 0
    """How many of them stand at `likely` or above."""
    notes: list[str] = field(default_factory=list)
    """What else could not be judged in the log, whether it concerns the account or not."""
    exempt: list[str] = field(default_factory=list)
    """What the account table declares of it that set exchanges apart: `licence`, `clearance`."""
    exchanges_not_judged: int = 0
    """Exchanges that are not judged for that."""
    harvest_like: int | None = None
    """Exchanges that read like a harvest: groups form around accounts with some."""
    with_text: int | None = None
    """Exchanges that carry text of a request that could be read; None: not told."""
    groups: int | None = None
    """Groups that the last evaluation formed and that it was in; None: not told."""
    aside: dict[str, Any] | None = None
    """A group of it that was looked at closely and is not watched, of the review queue, with what
    people said of it (`reviews`); of several the first."""
    queued: bool = False
    """Whether it has a row of its own in the review queue."""
    shares: str = ""
    """What it shares with other single accounts of the review queue, or of what few have with
    anybody, in words; else empty."""
    sharing: list[dict[str, Any]] = field(default_factory=list)
    """Cards and keys that it shares with a few accounts: `{type, accounts, one_org, campaigns,
    queued}`, of each who else has it, whether all who do declare one organisation, which campaigns
    have how many of the others (`{campaign, severity, members}`), and which of these are in the
    review queue by themselves."""
    shared_by: list[str] = field(default_factory=list)
    """Single accounts of the review queue that share with it, which is none of these, a means of
    payment or a key that few have."""
    aside_too: list[str] = field(default_factory=list)
    """Ids of other such groups: an account's end users may stand in several."""
    tied: list[dict[str, Any]] = field(default_factory=list)
    """Campaigns that it is in the review queue for, without being in one, by what it shares with
    their members: `{campaign, severity, end_user, statement}`."""
    goes_on: int = 0
    """Exchanges in which it goes on with a conversation."""
    goes_on_from_others: int = 0
    """Those that go on from what another account had written, and it never had."""
    tool_requests: int = 0
    """Requests with text that offer tools; where its end users were judged apart, of those that
    count as its own."""
    tool_lists: int = 0
    """Distinct lists of tools of these."""
    gone: list[dict[str, Any]] = field(default_factory=list)
    """Campaigns that are none any more and that it belonged to at last:
    `{campaign, raised_at, until, into, at_end}`."""
    left: list[dict[str, Any]] = field(default_factory=list)
    """Campaigns that stand, as whose member it was named and that it is not of any more:
    `{campaign, since}`."""
    end_user: str | None = None
    """Whose explanation it is, where it is an end user's of `account`."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain data with the sentences as `why` and `not_judged`, for JSON."""
        return {**asdict(self), "why": verdict(self), "not_judged": not_judged(self)}


def verdict(told: Explanation) -> list[str]:
    """Return why, in sentences; `reasons` and `against` say what speaks on either side."""
    said = [_standing(told)]
    if told.exempt and not _wholly_exempt(told):
        said.append(
            f"{told.exchanges_not_judged:,} of its exchanges "
            f"{'falls' if told.exchanges_not_judged == 1 else 'fall'} under {_declared(told)}: not "
            "judged; what follows is about the rest."
        )
    if unread := _unread(told):
        said.append(unread)
    if told.end_users:
        said.append(
            f"It passes on requests of others: {plural(told.end_users, 'end user')} of it were "
            f"judged apart, and {told.end_users_flagged:,} of them stand at likely or above."
        )
    for part in told.memberships:
        said += _belonging(part, told.end_user is not None)
    if not told.memberships:
        said += _outside(told)
    said += [_tied(tie, told.end_user is not None) for tie in told.tied[:3]]
    if told.shares:
        said.append(f"It is in the review queue. {told.shares}.")
    elif told.queued:
        nothing = (
            ", and nothing that few accounts have (a means of payment, a key) was found that it "
            "shares with others"
        )
        why = (
            f", alone: requests of it read like a harvest{nothing * (not told.sharing)}. Most "
            "accounts that stand there alone belong to no campaign"
        )
        said.append(f"It is in the review queue{why if told.severity == 'none' else ''}.")
    said += [_has_too(row) for row in told.sharing]
    known = {name for row in told.sharing for name in row["accounts"]}
    if by := [name for name in told.shared_by if name not in known]:
        said.append(
            f"It shares a means of payment or a key that few have with {_named(by)}, "
            f"{'which is' if len(by) == 1 else 'accounts'} of the review queue."
        )
    if much(told.goes_on_from_others, told.goes_on):
        said.append(
            f"Of its {plural(told.goes_on, 'exchange')} that go on with a conversation, "
            f"{told.goes_on_from_others:,} go on from what another account had written and it "
            f"never had. {HAND}"
        )
    if new_tools(told.tool_lists, told.tool_requests):
        rest = " that count as none of its end users'" if told.end_users else ""
        said.append(
            f"Of its {told.tool_requests:,} requests{rest} that offer tools, {told.tool_lists:,} "
            "offer a list of tools that it had not offered before: whoever collects runs of agents "
            "to train a model on does so, and so does who builds agents or tests one."
        )
    for one in told.gone[:3]:
        said.append(
            f"It was among the members of campaign {one.get('campaign')} when that was "
            f"{became(one)}; a live run would have raised the campaign on "
            f"{minute(one.get('raised_at'))} UTC."
        )
    said += [
        f"It was named as a member of campaign {one.get('campaign')} from "
        f"{minute(one.get('since'))} UTC on, and is not of it any more."
        for one in told.left[:3]
    ]
    # what is measured of an account without text is not what it asks
    if told.p_value is not None and not told.end_users and told.with_text != 0:
        said.append(
            f"Taken alone, {percent(told.p_value)} of accounts as active look at least as much "
            "like a harvest."
        )
    return said


def not_judged(told: Explanation) -> list[str]:
    """Return what of this account could not be judged, and where the rest of the log is told."""
    said = []
    unread = told.exchanges - (told.exchanges if told.with_text is None else told.with_text)
    known = _unread(told) or _wholly_exempt(told)
    if unread and unread >= SOME * told.exchanges and not known:
        said.append(
            f"{unread:,} of its {plural(told.exchanges, 'exchange')} "
            f"{'carries' if unread == 1 else 'carry'} no request whose text could be read: it was "
            "not logged or is hidden, or tools answered and nothing new was asked"
        )
    said += [f"{gap['detector']}: {gap['reason']}" for gap in told.missing]
    if told.notes:
        said.append(
            "What could not be judged in the log as a whole, whoever is asked about: "
            f"{plural(len(told.notes), 'note')} under that heading in report.html"
        )
    return said


def _named(accounts: list[str]) -> str:
    """Name a few accounts, and say how many more there are."""
    shown = [shorten(neutralise(name), 40) for name in accounts[:NAMED]]
    return listed([*shown, *([f"{len(accounts) - NAMED:,} more"] if accounts[NAMED:] else [])])


def _has_too(row: Mapping[str, Any]) -> str:
    """Say who has a card or key of an account, too, and where these stand."""
    others = row["accounts"]
    what = CARDS.get(row["type"], row["type"])
    said = (
        f"It shares {what} with {plural(len(others), 'other account')} and nobody else"
        f"{', all of one declared organisation' * row['one_org']}: {_named(others)}."
    )
    one = len(others) == 1
    stand = [
        f"{_how_many(c['members'], others)}in campaign {c['campaign']} ({c['severity']})"
        for c in row["campaigns"]
    ]
    if row["queued"]:
        whom = "" if one else f" ({_named(row['queued'])})"
        stand.append(f"{_how_many(len(row['queued']), others)}in the review queue{whom}")
    if not stand:
        return said
    return f"{said} {'That account is' if one else 'Of these accounts:'} {listed(stand)}."


def _how_many(count: int, of: list[str]) -> str:
    return "" if len(of) == 1 else "all " if count == len(of) else f"{count:,} "


def became(gone: Mapping[str, Any]) -> str:
    """Say what became of a campaign that is none any more, and when.

    Parameters
    ----------
    gone
        A row of `gone` in `summary.json`.
    """
    how = f"taken in by {gone['into']}" if gone.get("into") else "withdrawn"
    when = "at the end of the log" if gone.get("at_end") else f"on {minute(gone.get('until'))} UTC"
    return f"{how} {when}"


def _outside(told: Explanation) -> list[str]:
    """Say what is known of an account that is in no campaign."""
    said = []
    if left := told.first_flagged_at is not None and not told.flagged:
        said.append("It is in no campaign now.")
    elif told.severity == "watch":
        return [
            "It was found in a campaign and is not named with it: what speaks against a harvest "
            "says why."
        ]
    if told.aside:
        said.append(_aside(told.aside, "Some of its end users" if told.end_users else "It"))
        said += [reviewed(line) for line in told.aside["reviews"][-1:]]
        if told.aside_too:
            said.append(f"Others of its end users stand in {listed(told.aside_too)}, likewise.")
    elif not left and not _wholly_exempt(told):
        said.append(
            f"It was found in no campaign: {_formed(told.groups)}. Groups form around accounts "
            "whose requests read like a harvest"
            + ("" if not told.with_text and _unread(told) else _some(told))
            + "."
        )
    return said


def _unread(told: Explanation) -> str:
    """Say that none or few of its exchanges have text that could be read; empty if most have."""
    if told.with_text is None or 2 * told.with_text >= told.exchanges or _wholly_exempt(told):
        return ""
    if not told.with_text:
        none = (
            "Its one exchange has no"
            if told.exchanges == 1
            else (f"None of its {told.exchanges:,} exchanges has")
        )
        return (
            f"{none} text of a request that could be read: whether "
            f"{'it reads' if told.exchanges == 1 else 'they read'} like a harvest cannot be known."
        )
    one = told.with_text == 1
    return (
        f"Of its {told.exchanges:,} exchanges only {told.with_text:,} "
        f"{'carries' if one else 'carry'} a request whose text could be read; of the others it was "
        "not logged or is hidden, or tools answered and nothing new was asked. What is said of "
        f"what it asks rests on {'that one' if one else 'these'}."
    )


def _aside(group: dict[str, Any], who: str) -> str:
    people = listing(group.get("end_users")) or listing(group.get("accounts"))
    size = whole(group.get("members")) or len(people)
    queued = "It is in the review queue"
    queued += f" as {group['group']}." if group.get("group") else "."
    if once := stood(group):
        return f"{who} stood in a group of {size:,} that is in no campaign: {once}. {queued}"
    when, odd = minute(group.get("looked_at")), odds(real(group.get("log_odds_harvest")))
    return (
        f"{who} stood in a group of {size:,} that was looked at closely on {when} UTC and is in "
        f"no campaign. That its members are unrelated is contradicted with "
        f"{e_value(real(group.get('log_e')))}; against a legitimate common cause the odds that it "
        f"is a harvest are {odd}, too low to be watched{_met(calibrated(group))}. {queued}"
    )


def _tied(tie: dict[str, Any], own: bool) -> str:
    who = f"Its end user {tie['end_user']}" if tie.get("end_user") and not own else "It"
    shares = tie["statement"] or "shares what sets its members apart"
    return (
        f"{who} is in the review queue for what ties it to campaign {tie['campaign']} "
        f"({tie['severity']}), of which it is no member: it {shares}. Nobody is named for what can "
        "be copied or passed on."
    )


def _formed(groups: int | None) -> str:
    """Say whether groups of it were looked at; None: the audit did not tell."""
    if groups is None:
        return "no group of it was tested, or none stood out"
    if not groups:
        return "by the end of the log no group had formed that it was in, so that none was tested"
    return (
        f"by the end of the log it was in {plural(groups, 'group')} that had formed around what "
        f"accounts share or do alike, and {'it did not stand' if groups == 1 else 'none stood'} "
        "out as a harvest does"
    )


def _some(told: Explanation) -> str:
    if told.harvest_like is None:
        return ""
    count = told.harvest_like
    does = "none does" if not count else f"{count:,} {'does' if count == 1 else 'do'}"
    return f": of its own, {does}"


def _wholly_exempt(told: Explanation) -> bool:
    """Whether nothing of it was judged."""
    return bool(told.exempt) and told.exchanges_not_judged >= told.exchanges


def _declared(told: Explanation) -> str:
    what = listed([DECLARED.get(kind, kind) for kind in told.exempt])
    return f"{what}, as the account table says"


def _standing(told: Explanation) -> str:
    if _wholly_exempt(told) and not told.flagged:
        return (
            f"Not judged: all of its {plural(told.exchanges, 'exchange')} fall under "
            f"{_declared(told)}. That it is not flagged says nothing about them."
        )
    size = f"It sent {plural(told.exchanges, 'exchange')} in all."
    if told.flagged:
        when = f" since {minute(told.first_flagged_at)} UTC" if told.first_flagged_at else ""
        confirmed = any(part.severity == "confirmed" for part in told.memberships)
        if told.severity == "likely" and confirmed:
            size = f"Its own evidence is not enough to be confirmed with its campaign. {size}"
        raised = [part for part in told.memberships if part.severity != "watch"]
        low = raised and all(part.kept for part in raised)
        below = ", below the bar of that level today" if low else ""
        return f"Flagged: it stands at {told.severity}{when}{below}. {size}"
    if told.first_flagged_at:
        return (
            f"Not flagged any more: a live run would have named it on "
            f"{minute(told.first_flagged_at)} UTC. By the end of the log what names an account no "
            f"longer holds for it, or it left the campaign that it was named with. {size} Not "
            "flagged is not cleared."
        )
    if told.severity == "watch":
        return f"Not flagged: it is at watch, which is no reason to act. {size}"
    if told.end_users_flagged:
        return f"Not flagged as a whole: some of its end users are. {size}"
    return f"Not flagged: nothing about it reached a level. {size} Not flagged is not cleared."


def _belonging(part: Membership, own: bool) -> list[str]:
    """Say what is known of a membership; `own`: of an end user that is asked about itself."""
    said = []
    for member, place, equal in list(zip(part.members, part.places, part.equals, strict=True))[:3]:
        of_it = member.get("end_user") and not own
        who = f"Its end user {member['end_user']} is" if of_it else "It is"
        said.append(
            f"{who} a member of campaign {part.campaign} ({part.who}; {part.severity}) from "
            f"{minute(member.get('since'))} to {minute(member.get('until'))} UTC. What it does and "
            f"shares is {strength(member.get('log_e'))} times as likely for one of the other "
            f"members as for anybody else, by a model of both: {_place(place, equal, part.size)}."
        )
    if part.reviews:
        said.append(reviewed(part.reviews[-1]))
    if len(part.members) > 3:
        said.append(f"{plural(len(part.members) - 3, 'more end user')} of it are members too.")
    if part.grounds:
        said.append(part.grounds)
    unrelated = f"That the members are unrelated is contradicted with {e_value(part.log_e)}"
    if part.log_odds is not None:
        unrelated += (
            f"; against a legitimate common cause the odds that it is a harvest are "
            f"{part.odds}, by a model whose error is measured and not controlled"
            + _met(part.borne_out)
        )
    said.append(f"{unrelated}.")
    if part.kept:
        said.append(f"{part.kept}.")
    said += [
        f"Of campaign {part.campaign}: {uncapital(row['statement'])}." for row in part.related[:2]
    ]
    return [*said, *([part.held] if part.held else [])]


def _met(said: str) -> str:
    return f"; {said}" if said else ""


def _place(place: int, equal: int, size: int) -> str:
    """Say where a member stands; the scale ends somewhere, and many may stand at its end."""
    others = max(size - 1, 1)
    if equal and equal == size - 1:
        return f"as strong as all of the {others:,} others"
    if not place:
        return (
            f"one of the {equal + 1:,} weakest of {size:,} members" if equal
            else f"the weakest of {plural(size, 'member')}"
        )  # fmt: skip
    said = f"stronger than {place:,} of the {others:,} others"
    if equal and place + equal == size - 1:
        return f"{said}, and weaker than none"
    weak = (
        " If its campaign is a harvest, members with the weakest evidence are the likeliest to be "
        "named wrongly"
    )
    return f"{said}.{weak}" if place / others < WEAK and size >= FEWEST else said
