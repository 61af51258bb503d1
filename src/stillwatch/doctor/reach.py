"""Which levels of evidence a log lets an audit reach, and what the others lack."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from stillwatch.doctor.log import Dry

FAMILIES = ("infrastructure", "content", "behaviour")
"""Families of detectors: `confirmed` needs strong evidence of all three."""
SPAN = timedelta(days=3)
"""Span below which start, stop and daily rhythm show little."""

_GIVES = {
    "infrastructure": "client.ip, client.ja4, client.user_agent, account.payment or "
    "account.created",
    "content": "request.messages",
    "behaviour": "request.messages",
}


class Reach(NamedTuple):
    """Whether a level can be reached on such a log."""

    level: str
    reachable: bool
    said: str


def reach(dry: Dry) -> list[Reach]:
    """Say what `likely` and `confirmed` rest on here, or what they lack."""
    text = dry.content_states.get("full", 0.0)
    if not text:
        lack = "no exchange has text, and without content no campaign is named"
        return [Reach("likely", False, lack), Reach("confirmed", False, lack)]
    said = f"its detectors can judge {text:.0%} of the exchanges by content"
    likely = Reach("likely", True, said if text < 0.995 else "text is there throughout")
    able = {d.family for d in dry.detectors if d.ran}
    lacking = [family for family in FAMILIES if family not in able]
    if lacking:
        wanted = "; ".join(f"{f}: log {_GIVES[f]}" for f in lacking)
        said = f"needs strong evidence of three families, and lacks {wanted}"
        return [likely, Reach("confirmed", False, said)]
    return [likely, Reach("confirmed", True, "detectors of all three families can run")]


def short(dry: Dry) -> bool:
    """Tell whether all that was seen lies within too short a time, in a log that was seen whole."""
    return (
        dry.first is not None
        and dry.last is not None
        and dry.last - dry.first < SPAN
        and dry.estimate is not None
        and dry.estimate.exchanges[0] == dry.estimate.exchanges[1]
    )
