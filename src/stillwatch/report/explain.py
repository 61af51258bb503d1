"""Why an account was or was not flagged, in plain sentences, from an audit's folder."""

from __future__ import annotations

import difflib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stillwatch.errors import InputError, UsageError, shown
from stillwatch.report.model import (
    CampaignView,
    encodable,
    listing,
    read,
    real,
    rows_of,
    whole,
)
from stillwatch.report.wording import (
    minute,
    neutralise,
    number,
    odds,
    percent,
    plural,
    shorten,
    strength,
)

SUGGESTED = 5
"""Close matches named for an unknown account."""

LOOKED_AT = 20_000
"""Accounts compared letter by letter for close matches."""


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
    members: list[dict[str, Any]]
    """The account's rows among the members: one, or one for each of its end users."""
    statements: list[str]
    """The campaign's evidence, strongest first."""
    shared: list[dict[str, Any]]
    """What the campaign shares: `{type, value, members, outside}`."""


@dataclass(frozen=True)
class Explanation:
    """What an audit says about one account."""

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
    """What about the account itself stands out."""
    memberships: list[Membership]
    """Campaigns it belongs to, strongest first."""
    missing: list[dict[str, str]] = field(default_factory=list)
    """Detectors that could not run: `{detector, reason}`."""
    notes: list[str] = field(default_factory=list)
    """What else could not be judged."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain data with the sentences as `why`, for JSON."""
        return {**asdict(self), "why": verdict(self)}


def explain(folder: Path, account: str) -> Explanation:
    """Return what the audit in `folder` says about an account.

    Raises
    ------
    InputError
        The folder holds no audit, or a file of it cannot be read.
    UsageError
        The audit does not know the account; close matches are named.
    """
    row = _row(folder, account)
    summary = _json(folder / "summary.json")
    report = read(
        {
            "campaigns": _json(folder / "campaigns.json"),
            "summary": summary,
            # the reader has the log: addresses are no news to whoever may ask
            "options": {"show_addresses": True},
        }
    )
    detectors = rows_of(summary.get("detectors"))
    return Explanation(
        account=account,
        flagged=bool(row.get("flagged")),
        severity=str(row.get("severity") or "none"),
        exchanges=whole(row.get("exchanges")),
        log_e=real(row.get("log_e")),
        p_value=_share(row.get("p_value")),
        first_flagged_at=_stamp(row.get("first_flagged_at")),
        reasons=[str(r) for r in listing(row.get("reasons"))],
        memberships=[m for c in report.campaigns if (m := _membership(c, account))],
        missing=[
            {"detector": str(d.get("name")), "reason": str(d.get("reason") or "not stated")}
            for d in detectors
            if not d.get("ran")
        ],
        notes=[str(n) for n in listing(summary.get("notes"))],
    )


def verdict(told: Explanation) -> list[str]:
    """Return why, in sentences."""
    said = [_standing(told)]
    for part in told.memberships:
        said += _belonging(part)
    if told.reasons:
        reasons = "; ".join(reason[:1].lower() + reason[1:] for reason in told.reasons)
        head = "About the account itself" if told.memberships else "What stands out about it"
        said.append(f"{head}: {reasons}.")
    if not told.memberships:
        said.append(
            "It was found in no campaign: no group that it shares something with, or acts "
            "alike with, rose above what unrelated customers do."
        )
    if told.p_value is not None:
        said.append(
            f"Taken alone, {percent(told.p_value)} of accounts of like activity look at least "
            "as much like a harvest."
        )
    return said


def _standing(told: Explanation) -> str:
    size = f"It sent {plural(told.exchanges, 'exchange')} in all."
    if told.flagged:
        when = f" since {minute(told.first_flagged_at)} UTC" if told.first_flagged_at else ""
        confirmed = any(part.severity == "confirmed" for part in told.memberships)
        if told.severity == "likely" and confirmed:
            size = f"Its own evidence is not enough to be confirmed with its campaign. {size}"
        return f"Flagged: it stands at {told.severity}{when}. {size}"
    if told.severity == "watch":
        return f"Not flagged: it is at watch, which is no reason to act. {size}"
    return f"Not flagged: nothing about it reached a level. {size} Not flagged is not cleared."


def _belonging(part: Membership) -> list[str]:
    said = []
    for member in part.members[:3]:
        who = f"Its end user {member['end_user']} is" if member.get("end_user") else "It is"
        said.append(
            f"{who} a member of campaign {part.campaign} ({part.severity}, e-value "
            f"{strength(part.log_e)}) from {minute(member.get('since'))} to "
            f"{minute(member.get('until'))} UTC, with a strength of its own of "
            f"{strength(member.get('log_e'))}."
        )
    if part.log_odds is not None:
        said.append(
            f"Against a legitimate common cause the odds that {part.campaign} is a harvest are "
            f"{odds(part.log_odds)}."
        )
    if len(part.members) > 3:
        said.append(f"{plural(len(part.members) - 3, 'more end user')} of it are members too.")
    return said


def _row(folder: Path, account: str) -> dict[str, Any]:
    path = folder / "accounts.parquet"
    if not path.is_file():
        raise InputError(
            "no audit here: accounts.parquet is missing",
            path=shown(folder),
            remedy="give the folder that stillwatch audit --out wrote",
        )
    try:
        if encodable(account):
            found = pq.read_table(path, filters=[("account", "=", account)]).to_pylist()
            if found:
                row: dict[str, Any] = found[0]
                return row
        names = pq.read_table(path, columns=["account"])["account"].cast(pa.string())
    except (pa.ArrowException, OSError, ValueError, KeyError, OverflowError) as error:
        why = " ".join(str(error).split())[:120]
        raise InputError(f"cannot be read: {why}", path=shown(path)) from error
    near = [shorten(neutralise(name), 60) for name in close(account, names.drop_null())]
    hint = f"; close: {', '.join(near)}" if near else ""
    raise UsageError(
        f"no account {shorten(neutralise(account), 60)!r} among the {number(len(names))} of "
        f"{folder}{hint}"
    )


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


def _membership(campaign: CampaignView, account: str) -> Membership | None:
    rows = [
        {k: real(m[k]) if k == "log_e" else None if m[k] is None else str(m[k])
         for k in ("account", "end_user", "since", "until", "log_e") if k in m}
        for m in campaign.members if m.get("account") == account
    ]  # fmt: skip
    if not rows:
        return None
    return Membership(
        campaign=campaign.id,
        severity=campaign.severity,
        log_e=campaign.log_e,
        log_odds=campaign.log_odds,
        members=rows,
        statements=[e["statement"] for e in campaign.evidence],
        shared=[
            {k: o[k] for k in ("type", "value", "members", "outside")} for o in campaign.observables
        ],
    )


def _share(value: Any) -> float | None:
    return value if isinstance(value, float) and 0 <= value <= 1 else None


def _stamp(value: Any) -> str | None:
    return None if value is None else value if isinstance(value, str) else value.isoformat()


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise InputError(
            "missing", path=shown(path), remedy="give the folder that stillwatch audit --out wrote"
        ) from None
    except RecursionError:
        raise InputError("nested too deeply", path=shown(path)) from None
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {error}", path=shown(path)) from error
    if not isinstance(found, dict):
        raise InputError("not an object", path=shown(path))
    return found
