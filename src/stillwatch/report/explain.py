"""Find what an audit says of one account, in its folder."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.contract import verdicts
from stillwatch.contract.audit import ACCOUNTS, CAMPAIGNS, END_USERS, SUMMARY, Audit
from stillwatch.contract.tables import ACCOUNTS as ROWS
from stillwatch.contract.tables import END_USERS as USERS
from stillwatch.contract.tables import read_table
from stillwatch.core.errors import InputError, UsageError, shown
from stillwatch.core.texts import encodable
from stillwatch.report.campaign import CampaignView
from stillwatch.report.explanation import (
    Explanation,
    Membership,
)
from stillwatch.report.model import Report, read
from stillwatch.report.values import listing, mapping, real, rows_of, whole
from stillwatch.report.wording import (
    neutralise,
    number,
    plural,
    shorten,
)

LISTED = 8
"""Accounts named that have an end user of one id."""

SUGGESTED = 5
"""Close matches named for an unknown account."""

LOOKED_AT = 20_000
"""Accounts compared letter by letter for close matches."""

SHARED = ("type", "value", "members", "outside", "outside_named")
"""What is told of a value that members share; the last are those outside in other campaigns."""

GONE = ("campaign", "raised_at", "until", "into", "at_end")
"""What an account is told of a campaign that is none any more and that it belonged to."""

_ASIDE = (
    "group", "accounts", "end_users", "members", "severity", "log_e", "log_odds_harvest",
    "calibration", "likely_log_odds_harvest", "unnamed", "looked_at", "watched_until",
    "exchanges", "reasons",
)  # fmt: skip
"""What an account is told of its group; the rest is told of the group itself."""


def explain(folder: Path, account: str, end_user: str | None = None) -> Explanation:
    """Return what the audit in `folder` says about an account, or an end user judged apart.

    Parameters
    ----------
    folder
        Of the audit.
    account
        Its id; or that of an end user, if no account has it and one account alone such a user.
    end_user
        Of the account, who is asked about; None: the account itself.

    Raises
    ------
    InputError
        The folder holds no audit, or a file of it cannot be read.
    UsageError
        The audit does not know the account or end user; close matches are named, or the accounts
        that have an end user of that id.
    """
    row = _row(folder, account, end_user)
    account, end_user = str(row.get("account")), row.get("end_user")
    report = opened(folder)
    summary = report.summary
    detectors = rows_of(summary.get("detectors"))
    exempt = [
        r
        for r in rows_of(summary.get("exempt"))
        # the counts are the account's, of whatever end users
        if r.get("account") == account and whole(r.get("exchanges_not_judged")) and end_user is None
    ]
    queue = [r for r in rows_of(summary.get("review")) if _in(r, account, end_user)]
    paid = [r for r in queue if r.get("shared")]
    aside = [r for r in queue if not r.get("leads_of") and not r.get("shared")]
    single = [
        r
        for r in rows_of(summary.get("review"))
        if r.get("account") == account and end_user is None
    ]
    return Explanation(
        account=account,
        flagged=bool(row.get("flagged")),
        severity=str(row.get("severity") or "none"),
        exchanges=whole(row.get("exchanges")),
        log_e=real(row.get("log_e")),
        p_value=_share(row.get("p_value")),
        first_flagged_at=_stamp(row.get("first_flagged_at")),
        reasons=[str(r) for r in listing(row.get("reasons"))],
        against=[str(r) for r in listing(row.get("against"))],
        end_users=whole(row.get("end_users")),
        end_users_flagged=whole(row.get("end_users_flagged")),
        memberships=[
            m for c in report.campaigns if (m := _membership(c, account, end_user, report))
        ],
        missing=[
            {"detector": str(d.get("name")), "reason": str(d.get("reason") or "not stated")}
            for d in detectors
            if not d.get("ran")
        ],
        notes=[str(n) for n in listing(summary.get("notes"))],
        exempt=sorted({str(r.get("kind")) for r in exempt}, reverse=True),
        # each row tells the account's sum
        exchanges_not_judged=max((whole(r.get("exchanges_not_judged")) for r in exempt), default=0),
        harvest_like=None if row.get("harvest_like") is None else whole(row["harvest_like"]),
        with_text=None if row.get("with_text") is None else whole(row["with_text"]),
        groups=None if row.get("groups") is None else whole(row["groups"]),
        aside=next(
            (
                {name: r[name] for name in _ASIDE if name in r}
                | {"reviews": [v.line for v in report.reviews if v.campaign == r.get("group")]}
                for r in aside
            ),
            None,
        ),
        queued=bool(single),
        shares=next(
            (str(mapping(r.get("shares")).get("statement") or "") for r in single),
            "".join(
                f"It is one of {one}{_as_case(r)}"
                for r in paid[:1]
                for one in listing(r["reasons"])
            ),
        ),
        sharing=[_sharing(r, report) for r in rows_of(row.get("shares"))],
        shared_by=[] if single or end_user is not None else _shared_by(summary, account),
        aside_too=[str(r["group"]) for r in aside[1:] if r.get("group")],
        tied=[
            tie
            for tie in _ties(
                account, {str(r["leads_of"]) for r in queue if r.get("leads_of")}, report
            )
            if end_user in (None, tie["end_user"])
        ],
        goes_on=whole(row.get("goes_on")),
        goes_on_from_others=whole(row.get("goes_on_from_others")),
        tool_requests=whole(row.get("tool_requests")),
        tool_lists=whole(row.get("tool_lists")),
        gone=[
            {name: r.get(name) for name in GONE}
            for r in rows_of(summary.get("gone"))
            if _in(r, account, end_user)
        ],
        left=[
            {"campaign": r.get("campaign"), "since": r.get("since")}
            for r in rows_of(summary.get("left"))
            if str(r.get("account")) == account and r.get("end_user") == end_user
        ],
        end_user=end_user,
    )


def _as_case(row: Mapping[str, Any]) -> str:
    """Say under which id accounts that share a card stand in the queue, if the audit gave one."""
    return f". They stand there as {row['group']}" if row.get("group") else ""


def _sharing(row: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """Tell of a card or key who has it too, and where these stand."""
    others = [str(name) for name in listing(row.get("accounts"))]
    held = [
        (campaign, {str(m.get("account")) for m in campaign.members if not m.get("end_user")})
        for campaign in report.campaigns
    ]
    alone = {str(r["account"]) for r in rows_of(report.summary.get("review")) if r.get("account")}
    return {
        "type": str(row.get("type")),
        "accounts": others,
        "one_org": bool(row.get("one_org")),
        "campaigns": [
            {"campaign": c.id, "severity": c.severity, "members": len(members.intersection(others))}
            for c, members in held
            if members.intersection(others)
        ],
        "queued": [name for name in others if name in alone],
    }


def _shared_by(summary: Mapping[str, Any], account: str) -> list[str]:
    return [
        str(row["account"])
        for row in rows_of(summary.get("review"))
        if row.get("account") and account in listing(mapping(row.get("shares")).get("accounts"))
    ]


def _in(row: Mapping[str, Any], account: str, end_user: str | None) -> bool:
    """Whether a group holds an account, or one end user of it."""
    if end_user is None:
        return account in listing(row.get("accounts"))
    return any(
        unit.get("account") == account and unit.get("end_user") == end_user
        for unit in rows_of(row.get("units"))
    )


def _ties(account: str, campaigns: set[str], report: Report) -> list[dict[str, Any]]:
    """Return what ties an account, or its end users, to some campaigns."""
    return [
        {
            "campaign": campaign.id,
            "severity": campaign.severity,
            "end_user": lead.get("end_user"),
            "statement": str(lead.get("statement") or ""),
        }
        for campaign in report.campaigns
        if campaign.id in campaigns
        for lead in rows_of(campaign.raw.get("leads"))
        if lead.get("account") == account
    ]


def opened(folder: Path, accounts: pa.Table | None = None) -> Report:
    """Return the view of the audit in a folder.

    Raises
    ------
    InputError
        A file of it cannot be read.
    """
    audit = Audit(folder)
    return read(
        {
            "campaigns": audit.document(CAMPAIGNS),
            "summary": audit.document(SUMMARY),
            "accounts": accounts,
            # the reader has the log: addresses are no news to whoever may ask
            "options": {"show_addresses": True},
            "verdicts": verdicts.read(folder),
        }
    )


def _row(folder: Path, account: str, end_user: str | None) -> dict[str, Any]:
    """Return what the tables say of an account, or of an end user judged apart."""
    path = folder / ACCOUNTS
    if not path.is_file():
        raise InputError(
            "no audit here: accounts.parquet is missing",
            path=shown(folder),
            remedy="give the folder that stillwatch audit --out wrote",
        )
    if end_user is None and encodable(account):
        found = read_table(path, ROWS, where=("account", account)).to_pylist()
        if found:
            row: dict[str, Any] = found[0]
            return row
    names = read_table(path, ROWS, ("account",))["account"]
    named = end_user or account
    users = _users(folder, named)
    mine = [user for user in users if end_user is None or user["account"] == account]
    if len(mine) == 1:
        return mine[0]
    if users:
        of = [shorten(neutralise(str(user["account"])), 60) for user in users]
        more = f" and {len(of) - LISTED} more" if of[LISTED:] else ""
        raise UsageError(
            f"{shorten(neutralise(named), 60)!r} is an end user of {plural(len(of), 'account')}: "
            f"{', '.join(of[:LISTED])}{more}; name the account: stillwatch review explain DIR "
            "ACCOUNT --end-user USER"
        )
    if end_user is not None:
        raise UsageError(
            f"no end user {shorten(neutralise(end_user), 60)!r} that was judged apart: those of "
            "resellers with three exchanges or more are"
        )
    near = [shorten(neutralise(name), 60) for name in close(account, names.drop_null())]
    hint = f"; close: {', '.join(near)}" if near else ""
    if parts := _parts(account, names):
        whose, user = (shorten(neutralise(part), 60) for part in parts)
        hint = f"; of an end user ask with: stillwatch review explain DIR {whose} --end-user {user}"
    raise UsageError(
        f"no account {shorten(neutralise(account), 60)!r} among the {number(len(names))} of "
        f"{folder}, and no end user of that id that was judged apart{hint}"
    )


def _parts(account: str, names: pa.ChunkedArray) -> tuple[str, str] | None:
    """Return an account and an end user that were written as one, with a colon between them."""
    ends = [at for at, letter in enumerate(account) if letter == ":"] if encodable(account) else []
    heads = pa.array([account[:at] for at in ends], pa.string())
    known = set(names.filter(pc.is_in(names, heads)).to_pylist())
    return next(((account[:at], account[at + 1 :]) for at in ends if account[:at] in known), None)


def _users(folder: Path, end_user: str) -> list[dict[str, Any]]:
    """Return the rows of the end users of that id; none where the audit kept no such table."""
    path = folder / END_USERS
    if not path.is_file() or not encodable(end_user):
        return []
    needed = ("account", "end_user")
    rows = read_table(path, USERS, needed=needed, where=("end_user", end_user))
    return list(rows.to_pylist())


def close(account: str, names: pa.ChunkedArray) -> list[str]:
    """Return accounts that `account` may have meant: same letters, a part of it, or near it."""
    if not encodable(account):
        return []
    lowered = pc.utf8_lower(names.cast(pa.string()))
    wanted = account.strip().lower()
    inside = names.filter(pc.match_substring(lowered, wanted))[:SUGGESTED].to_pylist()
    # comparing letter by letter is slow: only with those that begin or end alike, if many
    pool = names
    if len(names) > LOOKED_AT:
        alike = pc.or_(
            pc.starts_with(lowered, wanted[:3]), pc.ends_with(lowered, pattern=wanted[-3:])
        )
        pool = names.filter(alike)[:LOOKED_AT]
    near = difflib.get_close_matches(account, pool.to_pylist(), SUGGESTED, 0.6)
    return list(dict.fromkeys([*inside, *near]))[:SUGGESTED]


def _membership(
    campaign: CampaignView, account: str, end_user: str | None, report: Report
) -> Membership | None:
    rows = [
        {k: real(m[k]) if k == "log_e" else None if m[k] is None else str(m[k])
         for k in ("account", "end_user", "since", "until", "log_e") if k in m}
        for m in campaign.members
        if m.get("account") == account and end_user in (None, m.get("end_user"))
    ]  # fmt: skip
    if not rows:
        return None
    strengths = [real(m.get("log_e")) for m in campaign.members]
    return Membership(
        who=campaign.who,
        size=campaign.size,
        places=[sum(x < real(m.get("log_e")) for x in strengths) for m in rows],
        equals=[sum(x == real(m.get("log_e")) for x in strengths) - 1 for m in rows],
        grounds=campaign.grounds,
        speaks=[f["statement"] for f in campaign.facts("for")],
        against=[f["statement"] for f in campaign.facts("against")],
        alike=[f["statement"] for f in campaign.facts("neither")],
        campaign=campaign.id,
        severity=campaign.severity,
        log_e=campaign.log_e,
        log_odds=campaign.log_odds,
        borne_out=campaign.borne_out,
        kept=campaign.kept,
        held=campaign.why_held,
        members=rows,
        statements=[e["statement"] for e in campaign.evidence],
        shared=[{k: o[k] for k in SHARED} for o in campaign.observables],
        reviews=[r.line for r in report.reviews if r.campaign == campaign.id],
        related=[{"campaign": name, "statement": words} for name, words in campaign.related],
        odds=campaign.odds,
    )


def _share(value: Any) -> float | None:
    return value if isinstance(value, float) and 0 <= value <= 1 else None


def _stamp(value: Any) -> str | None:
    return None if value is None else value if isinstance(value, str) else value.isoformat()
