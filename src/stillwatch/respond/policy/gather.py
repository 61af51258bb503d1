"""Facts of an audit: what the rules are asked about, and who may be touched at all.

Nobody is touched whom the firm has licensed or cleared, whose campaign a person has found to be
none, or whose own evidence is below `likely`: being drawn into a campaign is not enough, and so
framing an account takes behaving like a harvester with it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from stillwatch.contract.results import SEVERITIES, Campaign, Member
from stillwatch.contract.verdicts import digest_of, word
from stillwatch.ingest.account_rows import AccountRow
from stillwatch.ingest.accounts import AccountTable
from stillwatch.respond.decisions.model import Scope
from stillwatch.respond.policy.audited import Audit, Row, moment

LIKELY = SEVERITIES.index("likely")
HOUR = 3600.0


class Party(NamedTuple):
    """An account, or an end user of one, that a decision may be about."""

    account: str
    end_user: str | None
    flagged_at: float
    """Seconds since 1970 from when it could be known: of its account, or of its campaign."""
    facts: dict[str, dict[str, Any]]
    """`account` and `member`."""
    pace: float = 0.0
    """Requests a minute of the account, over the time that counts; of an end user 0."""

    @property
    def scope(self) -> Scope:
        """Scope of a decision about it alone."""
        if self.end_user is None:
            return Scope("account", self.account)
        return Scope("end_user", self.end_user, self.account)


class LeftOut(NamedTuple):
    """A member that no decision is about."""

    account: str
    end_user: str | None
    why: str
    """`licensed`, `cleared`, `cleared by hand`, `below likely` or `verdict`."""


class Case(NamedTuple):
    """A campaign as the rules are asked about it."""

    campaign: Campaign
    facts: dict[str, dict[str, Any]]
    """`campaign` and `firm`."""
    parties: tuple[Party, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def pace(self) -> float:
        """Mean requests a minute of all members together."""
        return _pace(self.campaign.exchanges, self.campaign.first_seen, self.campaign.last_seen)


class Scene(NamedTuple):
    """All that a plan is made of."""

    now: float
    cases: tuple[Case, ...]
    accounts: int
    exchanges: int
    exchanges_of: dict[str, int]
    """Of accounts that campaigns name."""
    revenue: float | None
    """Of all accounts at that moment; null where no account table tells it."""
    revenue_of: dict[str, float]


class More(NamedTuple):
    """What is known besides an audit."""

    table: AccountTable | None = None
    """The account table."""
    terms: Mapping[str, Collection[str]] | None = None
    """Account to the rules of the terms that speak of it."""
    screened: Mapping[str, int] | None = None
    """Account to its matches to review; accounts that are not in it have none."""
    cleared: frozenset[Scope] = frozenset()
    """What people have allowed by hand: accounts, organisations, end users and campaigns."""


def gather(audit: Audit, now: float, more: More | None = None, only: str | None = None) -> Scene:
    """Return the facts of an audit as of a moment.

    Parameters
    ----------
    now
        Seconds since 1970: what licences and clearances hold, and how long ago things were.
    only
        Id of the one campaign that is asked about.
    """
    about = more or More()
    table = about.table or AccountTable([])
    revenue_of = _revenue(table, now)
    total = sum(revenue_of.values()) or None
    firm = {"accounts": audit.accounts, "exchanges": audit.exchanges,
            "campaigns": len(audit.campaigns)}  # fmt: skip
    maker = _Maker(audit, now, table, about, revenue_of, total)
    cases = tuple(
        maker.case(campaign, firm) for campaign in audit.campaigns if only in (None, campaign.id)
    )
    return Scene(
        now, cases, audit.accounts, audit.exchanges,
        {name: row.exchanges for name, row in audit.rows.items()}, total, revenue_of,
    )  # fmt: skip


class _Maker(NamedTuple):
    audit: Audit
    now: float
    table: AccountTable
    more: More
    revenue_of: dict[str, float]
    revenue: float | None

    def case(self, campaign: Campaign, firm: dict[str, Any]) -> Case:
        verdict = self.audit.verdicts.get(campaign.id)
        members = digest_of((m.account, m.end_user) for m in campaign.members)
        said = word(self.audit.verdicts, campaign.id, members)
        spared = said is not None and said.verdict != "true"
        parties, left = [], []
        for member in campaign.members:
            why = "verdict" if spared else self._spared(campaign, member)
            if why:
                left.append(LeftOut(member.account, member.end_user, why))
            else:
                parties.append(self._party(campaign, member))
        facts = self._campaign(campaign, parties, left)
        facts["reviewed"] = verdict is not None and verdict.verdict == "true"
        return Case(campaign, {"campaign": facts, "firm": firm}, tuple(parties), tuple(left))

    def _spared(self, campaign: Campaign, member: Member) -> str:
        """Say why a member may not be touched; empty where it may."""
        row = self.audit.rows.get(member.account)
        moments = [_utc(self.now), _utc(moment(member.until))]
        if any(self.table.licensed(member.account, at) for at in moments):
            return "licensed"
        if any(self.table.allowed(member.account, at) for at in moments):
            return "cleared"
        known = self.table.row(member.account, moments[0])
        org = known.details.get("org") if known else None
        by_hand = {
            Scope("account", member.account), Scope("org", org or ""),
            Scope("campaign", campaign.id),
            Scope("end_user", member.end_user or "", member.account),
        }  # fmt: skip
        if by_hand & self.more.cleared:
            return "cleared by hand"
        if row is None or SEVERITIES.index(self._level(campaign, member, row)) < LIKELY:
            return "below likely"
        return ""

    def _level(self, campaign: Campaign, member: Member, row: Row) -> str:
        """Return the level of a member, which never is above that of its campaign."""
        if member.end_user is None:
            return SEVERITIES[min(map(SEVERITIES.index, (row.severity, campaign.severity)))]
        if not row.end_users_flagged:
            return "none"
        if campaign.severity == "confirmed" and member.log_e < self.audit.sure:
            return "likely"
        return campaign.severity

    def _party(self, campaign: Campaign, member: Member) -> Party:
        row = self.audit.rows[member.account]
        detected = moment(campaign.detected_at)
        flagged = detected
        if member.end_user is None and row.first_flagged_at is not None:
            flagged = max(detected, row.first_flagged_at)
        return Party(
            member.account, member.end_user, flagged,
            {
                "account": self._account(row),
                "member": {
                    "level": self._level(campaign, member, row),
                    "log_e": member.log_e,
                    "hours": self._ago(member.since),
                    "quiet_hours": self._ago(member.until),
                },
            },
            0.0 if member.end_user else _pace(row.exchanges, member.since, member.until),
        )  # fmt: skip

    def _account(self, row: Row) -> dict[str, Any]:
        name = row.account
        known = self.table.row(name, _utc(self.now))
        terms, screened = self.more.terms, self.more.screened
        facts = {
            "id": name, "level": row.severity, "log_e": row.log_e, "exchanges": row.exchanges,
            "exchanges_share": row.exchanges / max(self.audit.exchanges, 1),
            "campaigns": len(row.campaigns), "end_users": row.end_users,
            "end_users_flagged": row.end_users_flagged,
            "flagged_hours": None if row.first_flagged_at is None
            else max(self.now - row.first_flagged_at, 0.0) / HOUR,
            "revenue_share": self._share([name]),
            "terms": None if terms is None else sorted(terms.get(name, ())),
            "screened": None if screened is None else screened.get(name, 0),
            **self._table_facts(known),
        }  # fmt: skip
        return {key: value for key, value in facts.items() if value is not None}

    def _table_facts(self, known: AccountRow | None) -> dict[str, Any]:
        if known is None:
            return {}
        created = known.details.get("created")
        names = ("plan", "country", "org", "email_domain", "verified")
        facts = {name: known.details.get(name) for name in names}
        facts["reseller"] = known.reseller
        if created is not None:
            facts["age_days"] = (self.now - created.timestamp()) / (24 * HOUR)
        return facts

    def _campaign(self, of: Campaign, parties: list[Party], left: list[LeftOut]) -> dict[str, Any]:
        why = [one.why for one in left]
        facts = {
            "id": of.id, "level": of.severity, "status": of.status, "size": len(of.accounts),
            "touchable": len(parties), "below_likely": why.count("below likely"),
            "licensed": len(why) - why.count("below likely") - why.count("verdict"),
            "log_e": of.log_e, "log_odds": _float(of.guarantee.log_odds_harvest),
            "exchanges": of.exchanges, "output_tokens": of.output_tokens,
            "exchanges_share": of.exchanges / max(self.audit.exchanges, 1),
            "accounts_share": len(of.accounts) / max(self.audit.accounts, 1),
            "revenue_share": self._share(of.accounts),
            "age_hours": self._ago(of.detected_at), "quiet_hours": self._ago(of.last_seen),
            "lasting_hours": (moment(of.last_seen) - moment(of.first_seen)) / HOUR,
            "families": sorted({one.family for one in of.evidence}),
            "detectors": sorted({one.detector for one in of.evidence}),
            "observables": sorted({one.type for one in of.observables}),
            "targets": [one.target for one in of.targets],
            "models": [one.model for one in of.models],
        }  # fmt: skip
        return {key: value for key, value in facts.items() if value is not None}

    def _ago(self, text: str) -> float:
        """Hours since a moment of the audit; 0 where it is yet to come, as in a replay."""
        return max(self.now - moment(text), 0.0) / HOUR

    def _share(self, accounts: Collection[str]) -> float | None:
        """Share of revenue of accounts; null where nothing is told of any."""
        told = [self.revenue_of[name] for name in accounts if name in self.revenue_of]
        return sum(told) / self.revenue if told and self.revenue else None


def _pace(exchanges: int, since: str, until: str) -> float:
    return exchanges / max((moment(until) - moment(since)) / 60, 60.0)


def _revenue(table: AccountTable, now: float) -> dict[str, float]:
    found = {}
    for name in table.accounts():
        row = table.row(name, _utc(now))
        value = row.details.get("revenue") if row else None
        if value is not None:
            found[name] = float(value)
    return found


def _float(value: Any) -> float | None:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if number and abs(value) < 1e300 else None


def _utc(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
