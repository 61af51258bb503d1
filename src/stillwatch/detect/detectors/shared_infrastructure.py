"""Shared infrastructure beyond prevalence.

Accounts of one campaign share plumbing that few others use.
"""

from __future__ import annotations

from stillwatch.detect.detectors._sharing import MANY, NAMED, PHRASES, SharingDetector, beyond
from stillwatch.detect.detectors._ties import Tie, each, ties, various
from stillwatch.detect.detectors._words import counted
from stillwatch.detect.detectors.base import Finding, Ints, View


class SharedInfrastructure(SharingDetector):
    """Members share addresses, clients, payments or sign-up days beyond their prevalence.

    Source: validated projections of bipartite networks (Tumminello et al. 2011); arXiv 2605.07383.
    """

    name = "shared_infrastructure"
    family = "infrastructure"
    pairs = True
    types = (
        "ip_prefix",
        "asn",
        "ja4",
        "user_agent",
        "client",
        "holder",
        "payment",
        "org",
        "email_domain",
        "signup_day",
    )
    sentence = "Members have addresses, client programs, payments or sign-up days in common"

    def explain(self, view: View, members: Ints) -> Finding:
        """Say of how many members which kinds of plumbing are shared, over how many values."""
        every = ties(view, members, view.links, self.types)
        # what more others have than members is said only where nothing tells more
        found = [tie for tie in every if tie.outside <= tie.members] or every[:1]
        first = various(found)
        rows = [*first, *(tie for tie in found if tie not in first)][:NAMED]
        said = "; ".join(told(tie, len(members)) for tie in rows)
        values = {f"{tie.kind}_{rank}": _values(tie) for rank, tie in enumerate(rows, start=1)}
        words = said or "no single value stands out, but all together do"
        return Finding(f"{self.sentence}: {words}.", values)


def told(tie: Tie, size: int) -> str:
    """Say what some of `size` members share: of one kind of observable, and who else has it."""
    who = f"{tie.members:,} of {counted(size, 'member')} and {beyond(tie.outside, tie.named)} share"
    if tie.values == 1:
        return f"{who} {PHRASES[tie.kind]}{_more(tie)}"
    return f"{who} one of {tie.values:,} {MANY[tie.kind]} ({each(tie)}){_more(tie)}"


def _more(tie: Tie) -> str:
    """Say who shares other values, which some outside have too; empty if nobody does."""
    if not tie.more:
        return ""
    which = "another one" if tie.more_values == 1 else f"one of {tie.more_values:,} others"
    share = "shares" if tie.more == 1 else "share"
    whom = counted(tie.more_outside, "account") if tie.more_outside else "the same accounts"
    return f", and {counted(tie.more, 'other member')} {share} {which} with {whom} outside"


def _values(tie: Tie) -> dict[str, int]:
    out = {"members": tie.members, "outside": tie.outside}
    out |= {"outside_named": tie.named} if tie.named else {}
    out |= {"more_members": tie.more, "more_outside": tie.more_outside} if tie.more else {}
    return out | ({"values": tie.values, "most": tie.most} if tie.values > 1 else {})
