"""What the conditions of a policy can ask about: every fact, its type and its meaning.

A new fact is one row here and one value in `stillwatch.respond.policy.gather`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from stillwatch.respond.decisions.model import Action

Kind = Literal["bool", "int", "double", "string", "list"]

LEVELS = ("watch", "likely", "confirmed")
FAMILIES = ("behaviour", "content", "infrastructure")
TARGETS = (
    "agentic", "coding", "general", "grading", "ordinary", "reasoning", "refusals", "rewriting",
    "tool_use", "unclear", "vision",
)  # fmt: skip


class Fact(NamedTuple):
    """One fact."""

    kind: Kind
    """A `list` is one of strings."""
    meaning: str
    known: bool = True
    """Whether it always is. A rule that needs one that is not known does not hold."""
    words: tuple[str, ...] = ()
    """All values that a string may have; empty: any."""


_EVENT = "hours of event time before the moment that is judged"

CAMPAIGN: dict[str, Fact] = {
    "id": Fact("string", "Id."),
    "level": Fact("string", "Level of evidence.", words=LEVELS),
    "status": Fact("string", "Whether it goes on.", words=("active", "ended")),
    "size": Fact("int", "Member accounts."),
    "touchable": Fact("int", "Accounts and end users of it that a decision may be about."),
    "licensed": Fact("int", "Members left out, as they are licensed or cleared."),
    "below_likely": Fact("int", "Members left out, as their own evidence is below `likely`."),
    "log_e": Fact("double", "Natural logarithm of its e-value."),
    "log_odds": Fact("double", "Log odds of a harvest against a legitimate cause.", known=False),
    "exchanges": Fact("int", "Exchanges of its members."),
    "output_tokens": Fact("int", "Output tokens of its members."),
    "exchanges_share": Fact("double", "Its exchanges, as a share of all in the audit."),
    "accounts_share": Fact("double", "Its accounts, as a share of all in the audit."),
    "revenue_share": Fact("double", "Its members' share of all revenue.", known=False),
    "age_hours": Fact("double", f"When it was detected: {_EVENT}."),
    "quiet_hours": Fact("double", f"When a member was last seen: {_EVENT}."),
    "lasting_hours": Fact("double", "Hours from its first exchange to its last."),
    "families": Fact("list", "Families of detectors that speak for it.", words=FAMILIES),
    "detectors": Fact("list", "Detectors that speak for it."),
    "observables": Fact("list", "Types of observables that its members share."),
    "targets": Fact("list", "What it harvests.", words=TARGETS),
    "models": Fact("list", "Models that it asks."),
    "reviewed": Fact("bool", "A person has said that it is a harvest."),
}
ACCOUNT: dict[str, Fact] = {
    "id": Fact("string", "Id."),
    "level": Fact("string", "Its own level in `accounts.parquet`.", words=("none", *LEVELS)),
    "log_e": Fact("double", "Natural logarithm of its own e-value."),
    "exchanges": Fact("int", "Its exchanges in the audit."),
    "exchanges_share": Fact("double", "Its exchanges, as a share of all in the audit."),
    "revenue_share": Fact("double", "Its share of all revenue in the account table.", known=False),
    "campaigns": Fact("int", "Campaigns that it is in."),
    "flagged_hours": Fact("double", f"When it was first flagged: {_EVENT}.", known=False),
    "end_users": Fact("int", "Its end users that were judged apart."),
    "end_users_flagged": Fact("int", "How many of these are flagged."),
    "age_days": Fact("double", "Days since it was opened, by the account table.", known=False),
    "plan": Fact("string", "Its tariff, by the account table.", known=False),
    "country": Fact("string", "Its country, by the account table.", known=False),
    "org": Fact("string", "Its organisation, by the account table.", known=False),
    "email_domain": Fact("string", "Its sign-up domain, by the account table.", known=False),
    "verified": Fact("bool", "Its identity is verified, by the account table.", known=False),
    "reseller": Fact("bool", "It sells on, by the account table.", known=False),
    "screened": Fact("int", "Matches to review, by `--screening`.", known=False),
    "terms": Fact("list", "Rules of the terms that speak of it, by `--terms`.", known=False),
}
MEMBER: dict[str, Fact] = {
    "level": Fact("string", "Level of this account or end user.", words=LEVELS),
    "log_e": Fact("double", "Its evidence in the campaign, with itself left out."),
    "hours": Fact("double", f"Its first exchange that counts: {_EVENT}."),
    "quiet_hours": Fact("double", f"Its last exchange that counts: {_EVENT}."),
}
FIRM: dict[str, Fact] = {
    "accounts": Fact("int", "Accounts in the audit."),
    "exchanges": Fact("int", "Exchanges in the audit."),
    "campaigns": Fact("int", "Campaigns in the audit, at any level."),
}

FACTS: dict[str, dict[str, Fact]] = {
    "campaign": CAMPAIGN,
    "account": ACCOUNT,
    "member": MEMBER,
    "firm": FIRM,
}
"""Name of the object to its facts."""

OF_SCOPE: dict[str, tuple[str, ...]] = {
    "campaign": ("campaign", "firm"),
    "account": ("campaign", "firm", "account", "member"),
    "end_user": ("campaign", "firm", "account", "member"),
}
"""Scope of a decision to the objects that its rule may ask about."""

FELT = Action.THROTTLE
"""The mildest action that a customer can feel: from here on the breaker counts."""
