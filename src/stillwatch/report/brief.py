"""What ties the members of a campaign together, in a line: for who has ten seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from stillwatch.report.wording import elsewhere, listed, plural


class Words(NamedTuple):
    """How it is said that members share values of one kind."""

    group: str
    """Kinds that say nearly the same; the most telling of them speaks."""
    verb: str
    one: str
    many: str
    """Empty: how many there are says nothing."""


WORDS = {
    "payment": Words("billing", "pay with", "one means of payment", "means of payment"),
    "email_domain": Words("billing", "signed up with", "one e-mail domain", "e-mail domains"),
    "org": Words("billing", "belong to", "one organisation", "organisations"),
    "holder": Words("holder", "prove", "one key", "keys"),
    "ip_prefix": Words("network", "come from", "one range of addresses", "ranges of addresses"),
    "asn": Words("network", "come from", "one network operator", "network operators"),
    "client": Words("client", "use", "one client program", "client programs"),
    "ja4": Words("client", "use", "one client fingerprint", "client fingerprints"),
    "user_agent": Words("client", "use", "one client program", "client programs"),
    "signup_day": Words("signup", "signed up on", "one day", "days"),
    "system_template": Words("wording", "give", "the same standing instruction", ""),
    "head_template": Words("wording", "begin requests", "with the same words", ""),
    "tail_template": Words("wording", "end requests", "with the same words", ""),
    "line_template": Words("wording", "use", "the same line of instructions", ""),
    "frame": Words("wording", "ask", "in the same way", ""),
    "params": Words("settings", "use", "the same request settings", ""),
    "tools": Words("tools", "offer", "the same tools", ""),
    "bucket": Words("topic", "send", "one kind of text", "kinds of text"),
}
"""How each type of observable is told; others are left out."""

TOLD = 4
"""Kinds told of a campaign."""

PART = 0.2
"""Share of the members from which on what they share is told here."""

MANY = 2.0
"""Most accounts outside, for each member, that have it too."""

NAMED = 6
"""Parts whose sizes are told."""


def brief(ties: Sequence[Mapping[str, Any]], size: int) -> str:
    """Say the few things that tell most of a campaign; empty where nothing is shared.

    Parameters
    ----------
    ties
        As in `campaigns.json`, the most telling kind first.
    size
        How many members it has.
    """
    said: dict[str, str] = {}
    for tie in ties:
        words = WORDS.get(str(tie.get("type")))
        members, outside, named = (
            _count(tie.get(name)) for name in ("members", "outside", "outside_named")
        )
        if words is None or words.group in said:
            continue
        if members >= PART * size and outside <= MANY * members:
            values = _count(tie.get("values"))
            said[words.group] = _said(words, members, size, values, outside, named)
        if len(said) == TOLD:
            break
    return "; ".join(said.values())


def _said(words: Words, members: int, size: int, values: int, outside: int, named: int) -> str:
    who = f"all {size:,}" if members >= size else f"{members:,} of {size:,}"
    what = words.one if values <= 1 else f"{values:,} {words.many}" if words.many else words.one
    if values > 1 and not words.many:
        what = f"{what} as other members"
    others = (
        f"{plural(outside, 'account')} outside{elsewhere(outside, named)}"
        if outside
        else "nobody else"
    )
    return f"{who} {words.verb} {what} ({others})"


def several(sizes: Sequence[int]) -> str:
    """Say that a campaign of parts of these sizes may be several operators; empty if it has none.

    Parameters
    ----------
    sizes
        Members of each part, the largest first.
    """
    if len(sizes) < 2:
        return ""
    shown = [f"{size:,}" for size in sizes[:NAMED]]
    if len(sizes) > NAMED:
        shown.append(f"{len(sizes) - NAMED:,} more")
    return (
        f"It may be {len(sizes):,} operators: parts of {listed(shown)} members share no card, "
        "address, e-mail domain or client that is rare outside with one another"
    )


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
