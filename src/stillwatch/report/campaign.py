"""One campaign, or group, as the page and the terminal tell of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from stillwatch.contract.results import SEVERITIES
from stillwatch.report.brief import brief, several
from stillwatch.report.privacy import Redactor
from stillwatch.report.values import listing, mapping, pairs, real, rows_of, whole
from stillwatch.report.wording import (
    OBSERVABLES,
    asked,
    borne_out,
    day,
    elsewhere,
    instant,
    listed,
    minute,
    neutralise,
    odds,
    of_these,
    percent,
    plural,
    shorten,
    title,
    uncapital,
)

RANK = {name: rank for rank, name in enumerate(SEVERITIES)}
"""Severity names to ranks, weakest 0."""

LATE = 0.05
"""Share of the members who may go on to ask something of the kind after a campaign's end."""

SILENT = timedelta(days=1)
"""How long nearly all members of a campaign must be silent before the log ends for that to be
told."""

MARKED, AIM = 1.2, 0.1
"""How many times others' share of it makes a capability an aim of a campaign, and the least share:
less is what telling capabilities apart gets wrong."""

HANDED, HANDED_SHARE = 10, 0.1
"""Exchanges, and their share of those that go on with a conversation, from which on it is told that
they go on from what another account had written."""

HAND = (
    "Unrelated accounts do not know each other's conversations: somebody spreads requests over "
    "several, or a service does so with its customers'."
)
"""What that says."""

SENTENCE = 1200
"""Longest statement shown whole, in characters."""

WELL = timedelta(days=1)
"""What came at least so long before a campaign began came before it."""

CLOSE = (
    "They were first looked at together because they lie close in when they began, how much they "
    "ask and what they ask about; nothing that they share was used for it."
)
"""What is said of a group that no shared value formed."""


@dataclass(frozen=True)
class CampaignView:
    """One campaign as the page shows it."""

    raw: Mapping[str, Any]
    """The campaign as in `campaigns.json`."""
    letter: str
    """Short name on this page: A is the strongest."""
    colour: str
    """Class of its colour: ``k0`` to ``k6``, or ``kx`` for the rest."""
    redactor: Redactor
    bars: Mapping[str, float] = field(default_factory=dict)
    """Log odds that levels need, by setting (`LEVEL_ODDS`)."""

    @property
    def id(self) -> str:
        """Stable id."""
        return str(self.raw.get("id") or f"campaign-{self.letter}")

    @property
    def severity(self) -> str:
        """`watch`, `likely` or `confirmed`; `watch` when unknown."""
        name = str(self.raw.get("severity"))
        return name if name in RANK and name != "none" else "watch"

    @property
    def log_e(self) -> float:
        """Natural logarithm of its e-value."""
        return real(self.raw.get("log_e"))

    @property
    def log_odds(self) -> float | None:
        """Natural log of the odds of a harvest against a legitimate common cause, if given."""
        value = mapping(self.raw.get("guarantee")).get("log_odds_harvest")
        return None if value is None else real(value)

    @property
    def odds(self) -> str:
        """The same in words; empty if not given. What falls just short of a bar of its own says so.

        The setting is no bar for one that needs less, or more, in this log.
        """
        own = {} if self.needed is None else {"likely_odds": self.needed}
        return "" if self.log_odds is None else odds(self.log_odds, {**self.bars, **own}.values())

    @property
    def borne_out(self) -> str:
        """How often groups of like odds were harvests where it was measured; else empty."""
        return calibrated(self.raw.get("guarantee"))

    @property
    def like_odds(self) -> str:
        """The same in short: `18 of 53`; else empty."""
        found = mapping(mapping(self.raw.get("guarantee")).get("calibration"))
        counts = whole(found.get("harvests")), whole(found.get("groups"))
        return f"{counts[0]:,} of {counts[1]:,}" if found else ""

    @property
    def kept(self) -> str:
        """Why its level stands that it would not be given today; else empty."""
        return kept(self.raw.get("guarantee"))

    @property
    def excuse(self) -> str:
        """Why it may not rise above `watch` whatever its odds are; else empty."""
        return str(mapping(self.raw.get("guarantee")).get("kept_at_watch") or "")

    @property
    def customer(self) -> str:
        """Why it is not `confirmed` though its evidence would do, and whom to ask; else empty."""
        why = mapping(self.raw.get("guarantee")).get("kept_at_likely")
        said = str(why or "")
        return (
            f"{said[:1].upper()}{said[1:]}: it may be one customer, who can be asked."
            if said
            else ""
        )

    @property
    def needed(self) -> float | None:
        """Natural log of the odds that `likely` needs of it; None where none do, or not told."""
        value = mapping(self.raw.get("guarantee")).get("likely_log_odds_harvest")
        return None if value is None else real(value)

    @property
    def beyond(self) -> bool:
        """Whether its odds are at least those that `likely` needs of it, as far as is told."""
        return None not in (self.log_odds, self.needed) and (
            real(self.log_odds) >= real(self.needed)
        )

    @property
    def held(self) -> bool:
        """Whether a plain fact alone keeps it at `watch`: its odds would name it."""
        return bool(self.excuse) and not self.raised and self.beyond

    @property
    def ask(self) -> str:
        """Whom the fact that keeps it at `watch` tells to ask, as an order."""
        return asked(self.excuse)

    @property
    def why_held(self) -> str:
        """What keeps it at `watch`, and what to do about it; empty where nothing does."""
        if not self.excuse:
            return ""
        said = f"It was {shorten(self.excuse, 300)}"
        if self.held:
            return f"{said}: but for that fact its odds would name it. The fact says: {self.ask}."
        if self.needed is not None:
            return f"{said}; its odds are below what likely needs, too."
        return f"{said}."

    @property
    def accounts(self) -> int:
        """Number of member accounts."""
        return len(
            listing(self.raw.get("accounts")) or {str(m.get("account")) for m in self.members}
        )

    @property
    def members(self) -> list[Mapping[str, Any]]:
        """Members as in `campaigns.json`, strongest first."""
        rows = rows_of(self.raw.get("members"))
        rows = rows or [{"account": a} for a in listing(self.raw.get("accounts"))]
        return sorted(rows, key=lambda m: (-real(m.get("log_e")), str(m.get("account"))))

    @property
    def who(self) -> str:
        """Its members in words: `52 accounts`, `31 end users of 1 account`."""
        users = sum(1 for m in self.members if m.get("end_user"))
        if not users:
            return plural(self.accounts, "account")
        passed = {str(m.get("account")) for m in self.members if m.get("end_user")}
        alone = {str(m.get("account")) for m in self.members if not m.get("end_user")}
        said = f"{plural(users, 'end user')} of {plural(len(passed), 'account')}"
        return f"{plural(len(alone), 'account')} and {said}" if alone else said

    @property
    def size(self) -> int:
        """Members: accounts, and end users that were judged apart."""
        return len(self.members)

    @property
    def exchanges(self) -> int:
        """Exchanges that its members took."""
        return whole(self.raw.get("exchanges"))

    @property
    def harvest_like(self) -> int | None:
        """Those among them that read like a harvest, if told."""
        count = self.raw.get("harvest_like")
        return None if count is None else min(whole(count), self.exchanges)

    @property
    def recognised(self) -> float | None:
        """Share of its exchanges that what it is after is told of, where most are of no kind known.

        None where half or more read like a harvest, or how many do is not told.
        """
        like = self.harvest_like
        if like is None or 2 * like >= self.exchanges:
            return None
        return like / self.exchanges

    @property
    def before(self) -> int:
        """Exchanges taken before it was detected."""
        return whole(self.raw.get("exchanges_at_detection"))

    @property
    def tokens(self) -> int:
        """Output tokens that its members took."""
        return whole(self.raw.get("output_tokens"))

    @property
    def active(self) -> bool:
        """Whether it still ran at the end of the log."""
        return self.raw.get("status") != "ended"

    @property
    def first(self) -> datetime | None:
        """First harvest-like request of a member (UTC)."""
        return instant(self.raw.get("first_seen"))

    @property
    def began(self) -> datetime | None:
        """When it began in earnest (UTC), where that is told; else its first request."""
        return instant(self.raw.get("began_at")) or self.first

    @property
    def begun(self) -> int:
        """How many of its members had sent a harvest-like request when it began; 1 at least."""
        starts = [moment for m in self.members if (moment := instant(m.get("since")))]
        return max(1, sum(self.began is not None and moment <= self.began for moment in starts))

    @property
    def customers(self) -> int:
        """How many of its members sent exchanges on one day that ended well before it began.

        What came within hours of that is the harvest itself: a campaign begins when the first few
        of its members have.
        """
        if self.began is None:
            return 0
        day = f"{self.began - WELL:%Y-%m-%d}"
        rows = rows_of(self.raw.get("timeline"))
        return max((whole(row.get("accounts")) for row in rows if str(row.get("day")) < day),
                   default=0)  # fmt: skip

    @property
    def last(self) -> datetime | None:
        """Last exchange (UTC)."""
        return instant(self.raw.get("last_seen"))

    @property
    def later(self) -> tuple[datetime | None, int]:
        """Last day on which its members sent exchanges after the last harvest-like one.

        And how many of them did on the day, of those after it, on which most did.
        """
        rows = rows_of(self.raw.get("timeline"))
        by = f"{self.last:%Y-%m-%d}" if self.last else ""
        after = [row for row in rows if by and str(row.get("day")) > by and row.get("exchanges")]
        if not after:
            return None, 0
        last = max(str(row.get("day")) for row in after)
        return instant(f"{last}T00:00:00Z"), max(whole(row.get("accounts")) for row in after)

    @property
    def over(self) -> tuple[datetime | None, int]:
        """When 19 in 20 of its members had sent their last harvest-like request, and how many.

        One member may go on to ask something of the kind, or may not have been one.
        """
        moments = sorted(moment for m in self.members if (moment := instant(m.get("until"))))
        if not moments:
            return self.last, 0
        done = len(moments) - int(LATE * len(moments))
        return moments[done - 1], done

    def quiet(self, ends: datetime) -> datetime | None:
        """When nearly all of its members fell silent, if that was not long enough ago to be over.

        None where it has ended, or they sent harvest-like requests on the log's last day.

        Parameters
        ----------
        ends
            When the log ends.
        """
        known = [moment for moment in (self.over[0], self.last) if moment]
        since = min(known, default=ends)
        return since if self.active and ends - since >= SILENT else None

    @property
    def raised(self) -> bool:
        """Whether it reached `likely`; what is only watched was never raised."""
        return RANK[self.severity] >= RANK["likely"]

    @property
    def detected(self) -> datetime | None:
        """Event time at which a live run would have raised it (UTC); None when only watched."""
        return instant(self.raw.get("detected_at")) if self.raised else None

    @property
    def outgrown(self) -> bool:
        """Whether it was raised before its present members began: for others, who left it."""
        return bool(self.detected and self.began and self.detected < self.began)

    @property
    def then(self) -> int | None:
        """How many of its members it had when it was raised; None: most of them, or not told."""
        told = mapping(self.raw.get("at_detection"))
        held = whole(told.get("members"))
        few = self.detected is not None and bool(told) and 2 * held <= self.size > 0
        return held if few else None

    @property
    def since_then(self) -> str:
        """Say who it was when it was raised, where that is few of its members; else empty."""
        if self.then is None:
            return ""
        told = mapping(self.raw.get("at_detection"))
        begun, left = whole(told.get("begun")), whole(told.get("left"))
        one = self.then == 1
        said = (
            f"Of its {plural(self.size, 'member')} today {self.then or 'none'} "
            f"{'was' if one or not self.then else 'were'} in it then, and "
            f"{begun or 'none'} had sent anything by then"
        )
        if left:
            said += f"; {plural(left, 'account')} that it held then {'is' if left == 1 else 'are'}"
            said += " in it no more"
        return f"{said}."

    @property
    def fell_back(self) -> datetime | None:
        """Event time at which it was raised (UTC), if it has fallen back to `watch` since."""
        told = mapping(mapping(self.raw.get("guarantee")).get("fell_back"))
        return None if self.raised else instant(told.get("raised_at"))

    @property
    def targets(self) -> list[tuple[str, float]]:
        """Capabilities with shares, most first."""
        return pairs(self.raw.get("targets"), "target")

    @property
    def refused(self) -> float | None:
        """Share of the replies to what is told as `refusals` that refuse; None: not told."""
        rows = [row for row in rows_of(self.raw.get("targets")) if row.get("target") == "refusals"]
        return next((real(row["refused"]) for row in rows if row.get("refused") is not None), None)

    @property
    def aims(self) -> list[tuple[str, float]]:
        """Those among them that it asks for more than others do, where others' shares are told."""
        usual = self.usual
        return [(n, s) for n, s in self.targets if s >= AIM and s > MARKED * usual.get(n, 0.0)]

    @property
    def usual(self) -> dict[str, float]:
        """Share that each of them has in accounts of no campaign, where that is told."""
        return {
            str(row.get("target")): real(row["others"])
            for row in rows_of(self.raw.get("targets"))
            if row.get("others") is not None
        }

    @property
    def most(self) -> tuple[str, float, float] | None:
        """The capability that most of its requests are after, its share, and that of others.

        None where it is among the aims, or where others' shares are not told.
        """
        usual = self.usual
        if not self.targets or self.targets[0][0] not in usual:
            return None
        target, share = self.targets[0]
        told = (target, share, usual[target])
        return None if any(name == target for name, _ in self.aims) else told

    @property
    def apart(self) -> list[tuple[str, list[str]]]:
        """Members that may be one customer that was drawn in: why, and who they are."""
        return [
            (
                shorten(self.redactor.line(str(row.get("statement") or "")), SENTENCE),
                [str(n) for n in listing(row.get("end_users")) or listing(row.get("accounts"))],
            )
            for row in rows_of(self.raw.get("apart"))
        ]

    @property
    def leads(self) -> list[tuple[str, str]]:
        """Who is in no campaign and shares what the members do: who, and what."""
        return [
            (
                str(row.get("end_user") or row.get("account") or ""),
                shorten(self.redactor.line(str(row.get("statement") or "")), SENTENCE),
            )
            for row in rows_of(self.raw.get("leads"))
        ]

    @property
    def parts(self) -> list[tuple[int, str]]:
        """What it falls into, if it may be several operators: how many members, what they share."""
        return [
            (whole(row.get("members")), shorten(str(row.get("statement") or ""), SENTENCE))
            for row in rows_of(self.raw.get("parts"))
        ]

    @property
    def stopped(self) -> list[tuple[int, datetime]]:
        """Parts that have stopped while others go on: members, and when they asked last."""
        rows = rows_of(self.raw.get("parts"))
        if not any(row.get("status") == "active" for row in rows):
            return []
        return [
            (whole(row.get("members")), last)
            for row in rows
            if row.get("status") == "ended" and (last := instant(row.get("last_seen")))
        ]

    @property
    def alone(self) -> list[str]:
        """What each part did by itself, in a clause; empty where that is not told."""
        return [_did(row) for row in rows_of(self.raw.get("parts"))]

    @property
    def several(self) -> str:
        """That it may be several operators, in a clause; empty if nothing says so."""
        return several([size for size, _ in self.parts])

    @property
    def related(self) -> list[tuple[str, str]]:
        """Other campaigns that it shares with what hardly anybody else has: which, and what."""
        return [
            (
                str(row.get("campaign") or ""),
                shorten(self.redactor.line(str(row.get("statement") or "")), SENTENCE),
            )
            for row in rows_of(self.raw.get("related"))
        ]

    @property
    def handed(self) -> str:
        """That conversations are handed between its accounts, in sentences; else empty."""
        found = mapping(self.raw.get("goes_on"))
        every, others, own = (
            whole(found.get(name)) for name in ("exchanges", "from_others", "from_members")
        )
        if not much(others, every):
            return ""
        whose = "always" if own == others else f"in {own:,} of them"
        return (
            f"Of {plural(every, 'exchange')} in which members go on with a conversation, "
            f"{others:,} go on from what another account had written and theirs never had"
            + (f" ({whose} another member)" if own else "")
            + f". {HAND}"
        )

    @property
    def beside(self) -> str:
        """That it may be one operator's with other campaigns, in a clause; else empty."""
        names = [
            shorten(neutralise(str(row.get("campaign") or "")), 26)
            for row in rows_of(self.raw.get("related"))
            if not row.get("words_alone") and not row.get("one_member")
        ]
        return f"It may be one operator's with {listed(names)}" if names else ""

    @property
    def brief(self) -> str:
        """The few things that its members share and that tell most, in a line; may be empty."""
        return brief(rows_of(self.raw.get("ties")), self.size)

    @property
    def models(self) -> list[Mapping[str, Any]]:
        """Models with shares and the moment of a move, most first."""
        rows = rows_of(self.raw.get("models"))
        return sorted(rows, key=lambda m: (-real(m.get("share")), str(m.get("model"))))

    @property
    def observables(self) -> list[dict[str, Any]]:
        """What it shares, in the order given (most telling first), values redacted."""
        rows = []
        for o in rows_of(self.raw.get("observables")):
            kind, value, digest = (str(o.get(name) or "") for name in ("type", "value", "digest"))
            rows.append(
                {
                    "type": kind,
                    "key": digest or value,
                    "value": self.redactor.observable(kind, value, digest),
                    "members": whole(o.get("members")),
                    "outside": whole(o.get("outside")),
                    "outside_named": whole(o.get("outside_named")),
                }
            )
        return rows

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """Evidence, strongest first, redacted."""
        rows = [
            {
                "detector": shorten(str(e.get("detector", "")), 60),
                "family": shorten(str(e.get("family", "")), 60),
                "statement": shorten(self.redactor.line(str(e.get("statement", ""))), SENTENCE),
                "log_e": real(e.get("log_e")),
                "figures": self.redactor.value("", dict(mapping(e.get("values")))),
                "ids": [str(i) for i in listing(e.get("exchange_ids"))],
                "count": whole(e.get("exchange_count")),
                "digest": str(e.get("exchange_digest") or ""),
            }
            for e in rows_of(self.raw.get("evidence"))
        ]
        return sorted(rows, key=lambda e: (-e["log_e"], e["detector"]))

    def facts(self, side: str) -> list[dict[str, Any]]:
        """Facts that speak `for` or `against` a harvest, weightiest first, redacted.

        Before them comes what the model weighs as nothing and is told all the same: whom to ask.
        """
        rows = [
            {
                "name": shorten(str(f.get("name", "")), 60),
                "statement": shorten(self.redactor.line(str(f.get("statement", ""))), SENTENCE),
                "weight": real(f.get("weight")),
                "figures": self.redactor.value("", dict(mapping(f.get("values")))),
            }
            for f in rows_of(self.raw.get("facts"))
            if f.get("speaks") == side
        ]
        weighed = side == "neither"
        return sorted(
            rows, key=lambda f: (weighed or f["weight"] != 0.0, -abs(f["weight"]), f["name"])
        )

    @property
    def grounds(self) -> str:
        """Why its members were looked at together, in one sentence; empty if not told."""
        formed = str(mapping(self.raw.get("guarantee")).get("formed_by") or "")
        if formed == "proximity":
            return CLOSE
        row = next((o for o in self.observables if o["type"] == formed), None)
        if row is None:
            return ""
        outside = plural(row["outside"], "account") if row["outside"] else "no account"
        named = elsewhere(row["outside"], row["outside_named"])
        return (
            f"They were first looked at together because of something that they share "
            f"({uncapital(title(formed, OBSERVABLES))}): the most telling such value is shared by "
            f"{row['members']:,} of the {plural(self.size, 'member')} and {outside} outside{named}."
        )

    @property
    def families(self) -> list[str]:
        """Families of evidence that speak for it, by name."""
        return sorted({e["family"] for e in self.evidence if e["family"] and e["log_e"] > 0})

    @property
    def timeline(self) -> dict[str, tuple[int, int]]:
        """UTC day (``2026-03-01``) to exchanges and active accounts."""
        return {
            str(t.get("day"))[:10]: (whole(t.get("exchanges")), whole(t.get("accounts")))
            for t in rows_of(self.raw.get("timeline"))
            if instant(t.get("day"))
        }


def _did(part: Mapping[str, Any]) -> str:
    """Say when a part of a campaign began, what it took, and to which model it moved."""
    if instant(part.get("began_at")) is None:
        return ""
    took = whole(part.get("exchanges"))
    said = (
        f"began on {minute(part['began_at'])} UTC, sent its latest harvest-like request on "
        f"{minute(part.get('last_seen'))} UTC, and took {plural(took, 'exchange')}"
        f"{of_these(whole(part.get('harvest_like')), took)}"
    )
    for row in rows_of(part.get("models"))[:1]:
        name = shorten(neutralise(str(row.get("model"))), 60)
        said += f"; asked {name} most ({percent(real(row.get('share')))})"
    moves = [m for m in rows_of(part.get("models")) if instant(m.get("moved_at"))]
    for move in sorted(moves, key=lambda m: str(m["moved_at"]))[:1]:
        name = shorten(neutralise(str(move.get("model"))), 60)
        said += f"; it had turned to {name} by {day(move['moved_at'])}"
    return said


def bundled(leads: Sequence[tuple[str, str]]) -> list[tuple[list[str], str]]:
    """Tell what several outside share once: who, and what, in the order in which they came."""
    out: dict[str, list[str]] = {}
    for name, words in leads:
        out.setdefault(words, []).append(name)
    return [(names, words) for words, names in out.items()]


def much(others: int, every: int) -> bool:
    """Whether so many exchanges go on from what others had written that it is no accident."""
    return others >= max(HANDED, HANDED_SHARE * every)


def calibrated(told: Any) -> str:
    """How often groups of like odds were harvests where that was measured; else empty.

    Parameters
    ----------
    told
        The guarantee of a campaign, or a group of the review queue.
    """
    found = mapping(mapping(told).get("calibration"))
    groups = whole(found.get("groups"))
    harvests, below = whole(found.get("harvests")), whole(found.get("accounts_below"))
    return borne_out(groups, harvests, below) if groups > 0 else ""


def stood(group: Mapping[str, Any]) -> str:
    """Say how high a group of the review queue once stood that is watched no more; else empty.

    And why it was not named, where such odds would have done.
    """
    if not group.get("watched_until"):
        return ""
    return (
        f"on {minute(group.get('looked_at'))} UTC the odds of a harvest stood at "
        f"{odds(real(group.get('log_odds_harvest')))}; since "
        f"{minute(group.get('watched_until'))} UTC the group is watched no more"
        + (f". {shorten(neutralise(str(why)), SENTENCE)}" if (why := group.get("unnamed")) else "")
    )


def kept(guarantee: Any) -> str:
    """Return why a level stands that today's odds or evidence would not give; else empty.

    Parameters
    ----------
    guarantee
        Of a campaign, as in `campaigns.json`.
    """
    told = mapping(mapping(guarantee).get("kept"))
    if not told:
        return ""
    if said := told.get("statement"):
        return shorten(neutralise(str(said)), SENTENCE)
    above = odds(real(told.get("above_log_odds_harvest")))
    return (
        "It was named before, and today it is below the bar of its level: a person should look "
        f"before anything is done. It keeps its level while its odds stay above {above}"
    )
