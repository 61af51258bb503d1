"""What campaigns share: waves of accounts, campaigns, and the observables that tie them.

A layered drawing instead of a force layout: it reads from left to right, two runs draw it
alike, and every label is legible. The width of a tie is the share of the campaign in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from stillwatch.report.campaign import CampaignView
from stillwatch.report.charts.svg import el, figure, text
from stillwatch.report.wording import OBSERVABLES, day, instant, neutralise, plural, shorten, title

CAMPAIGNS, EACH, OBSERVED, WAVES = 7, 6, 26, 4
"""Most campaigns drawn, observables for each, observables in all, waves of accounts for each."""

ALIKE = 2
"""Most observables of one type drawn for a campaign."""

APART = timedelta(days=2)
"""Members that start further apart than this are another wave."""

ROW, NODE, THICK = 46.0, 58.0, 15.0


@dataclass
class Node:
    """A box of the drawing; `y` is its middle."""

    key: str
    lines: tuple[str, str]
    height: float
    y: float = 0.0
    parts: tuple[tuple[str, int], ...] = ()
    """Colours of campaigns, and how many of their members share it."""
    outside: int = 0
    colour: str = ""

    @property
    def inside(self) -> int:
        """Members of all drawn campaigns that share it."""
        return sum(count for _, count in self.parts)


@dataclass(frozen=True)
class Tie:
    """A band between two boxes, `share` of the campaign wide."""

    left: Node
    right: Node
    share: float
    colour: str
    said: str


def shared(campaigns: Sequence[CampaignView], width: float) -> Markup | None:
    """Return the figure, or None when no campaign shares anything that is known."""
    drawn = [c for c in campaigns if c.observables][:CAMPAIGNS]
    if not drawn:
        return None
    wide = width > 600
    centres = [Node(c.id, (c.letter, ""), NODE, colour=c.colour) for c in drawn]
    observed, right = _observables(drawn, centres)
    waves, left = _waves(drawn, centres) if wide else ([], [])
    height = _place(waves, centres, observed, [*left, *right])
    across = (142.0, 262.0, 480.0) if wide else (0.0, 22.0, 104.0)
    parts = [
        *(_tie(t, across[0] + 6, across[1] - 22, *_ports(t, left)) for t in left),
        *(_tie(t, across[1] + 22, across[2], *_ports(t, right)) for t in right),
        *(_wave(n, across[0]) for n in waves),
        *(_centre(n, c, across[1]) for n, c in zip(centres, drawn, strict=True)),
        *(_observed(n, across[2], width) for n in observed),
    ]
    heads = [text(across[2] + 12, 14, "What they share", "axis-title")]
    if wide:
        heads += [
            text(across[0], 14, "Accounts, by start", "axis-title", "end"),
            text(across[1], 14, "Campaign", "axis-title", "middle"),
        ]
    label = "Campaigns, the accounts in them and what those accounts share"
    return figure(width, height, label, *heads, *parts)


def _observables(
    drawn: Sequence[CampaignView], centres: Sequence[Node]
) -> tuple[list[Node], list[Tie]]:
    nodes: dict[tuple[str, str], Node] = {}
    ties = []
    told = [_various(c.observables) for c in drawn]
    for rank in range(EACH):  # round robin, so that every campaign shows its first ones
        for campaign, centre, rows in zip(drawn, centres, told, strict=True):
            if rank >= len(rows):
                continue
            row = rows[rank]
            key = (row["type"], row["key"])
            if key not in nodes and len(nodes) >= OBSERVED:
                continue
            node = nodes.setdefault(key, _observable_node(row, drawn))
            share = row["members"] / max(1, campaign.size)
            said = (
                f"{row['members']:,} of {plural(campaign.size, 'member')} of "
                f"{campaign.letter} share it; {row['outside']:,} outside do"
            )
            ties.append(Tie(centre, node, min(1.0, share), campaign.colour, said))
    return list(nodes.values()), ties


def _various(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the first of each type, then the second ones: many of one kind tell one thing."""
    seen: Counter[str] = Counter()
    kept = []
    for row in rows:
        seen[row["type"]] += 1
        if seen[row["type"]] <= ALIKE:
            kept.append((seen[row["type"]], row))
    return [row for _, row in sorted(kept, key=lambda pair: pair[0])]


def _observable_node(row: dict[str, Any], drawn: Sequence[CampaignView]) -> Node:
    sharing = [
        (c, o)
        for c in drawn
        for o in c.observables
        if (o["type"], o["key"]) == (row["type"], row["key"])
    ]
    inside = sum(o["members"] for _, o in sharing)
    # another drawn campaign is outside of each, but not outside of all
    outside = max(0, min(o["outside"] - (inside - o["members"]) for _, o in sharing))
    lines = (title(row["type"], OBSERVABLES), row["value"])
    parts = tuple((c.colour, o["members"]) for c, o in sharing)
    return Node(f"{row['type']}={row['key']}", lines, ROW, parts=parts, outside=outside)


def _waves(drawn: Sequence[CampaignView], centres: Sequence[Node]) -> tuple[list[Node], list[Tie]]:
    nodes, ties = [], []
    for campaign, centre in zip(drawn, centres, strict=True):
        units = campaign.members
        for i, (first, last, size) in enumerate(waves(units)):
            when = f"{first.day} {first:%b}"
            if last.date() != first.date():
                when += f" to {last.day} {last:%b}"
            lines = (plural(size, "account"), when)
            node = Node(f"{campaign.id}/{i}", lines, 38.0, colour=campaign.colour)
            nodes.append(node)
            said = f"{plural(size, 'account')} of {campaign.letter} began on {day(first)}"
            ties.append(Tie(node, centre, size / max(1, len(units)), campaign.colour, said))
    return nodes, ties


def waves(members: Sequence[Any]) -> list[tuple[datetime, datetime, int]]:
    """Return waves of members by their start: first and last start, and how many.

    At most `WAVES`: of more, the closest neighbours are joined.
    """
    starts = sorted(s for m in members if (s := instant(m.get("since"))))
    if not starts:
        return []
    cuts = [i for i, (a, b) in enumerate(pairwise(starts), 1) if b - a > APART]
    cuts = sorted(sorted(cuts, key=lambda i: (starts[i - 1] - starts[i], i))[: WAVES - 1])
    edges = [0, *cuts, len(starts)]
    return [(starts[a], starts[b - 1], b - a) for a, b in pairwise(edges)]


def _place(left: list[Node], centres: list[Node], right: list[Node], ties: Sequence[Tie]) -> float:
    """Put every column in order of the campaigns it ties to; return the height needed."""
    order = {node.key: i for i, node in enumerate(centres)}
    tied: dict[str, list[int]] = {}
    for tie in ties:
        node, centre = (tie.right, tie.left) if tie.left.key in order else (tie.left, tie.right)
        tied.setdefault(node.key, []).append(order[centre.key])
    right.sort(key=lambda n: (sum(tied[n.key]) / len(tied[n.key]), -n.inside, n.key))
    tall = max(sum(n.height + 10 for n in column) for column in (left, centres, right))
    for column in (left, centres, right):
        spare = (tall - sum(n.height for n in column)) / max(1, len(column))
        y = 28.0
        for node in column:
            node.y = y + (spare + node.height) / 2
            y += spare + node.height
    return tall + 34


def _ports(tie: Tie, ties: Sequence[Tie]) -> tuple[float, float]:
    """Return where a tie leaves and arrives: bands of one box lie side by side."""

    def port(node: Node, side: str) -> float:
        mine = [t for t in ties if getattr(t, side) is node]
        other = "right" if side == "left" else "left"
        mine.sort(key=lambda t: (getattr(t, other).y, t.colour))
        total = sum(_thick(t) for t in mine)
        scale = min(1.0, (node.height - 14) / total)
        at = node.y - total * scale / 2
        for other_tie in mine:
            if other_tie is tie:
                return at + _thick(tie) * scale / 2
            at += _thick(other_tie) * scale
        return node.y

    return port(tie.left, "left"), port(tie.right, "right")


def _thick(tie: Tie) -> float:
    return 1.5 + (THICK - 1.5) * tie.share


def _tie(tie: Tie, x1: float, x2: float, y1: float, y2: float) -> Markup:
    middle = (x1 + x2) / 2
    curve = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    said = el("title", tie.said)
    return el("path", said, d=curve, stroke_width=_thick(tie), class_=f"tie s{tie.colour}")


def _wave(node: Node, x: float) -> Markup:
    return el(
        "g",
        el("rect", x=x, y=node.y - 14, width=6, height=28, rx=2, class_=node.colour),
        text(x - 10, node.y - 2, node.lines[0], "label", "end"),
        text(x - 10, node.y + 13, node.lines[1], "tick", "end"),
    )


def _centre(node: Node, campaign: CampaignView, x: float) -> Markup:
    said = f"Campaign {campaign.letter}: {campaign.who}"
    return el(
        "a",
        el("title", said),
        el("rect", x=x - 22, y=node.y - 29, width=44, height=58, rx=8, class_=node.colour),
        text(x, node.y + 7, campaign.letter, "badge large", "middle"),
        href=f"#campaign-{campaign.letter}",
    )


def _observed(node: Node, x: float, width: float) -> Markup:
    kind, value = (neutralise(words) for words in node.lines)
    counted = f"{node.inside:,} in, {node.outside:,} out"
    long = width - x - 12
    scale = long / max(1, node.inside + node.outside)
    bars, at = [el("rect", x=x + 12, y=node.y + 13, width=long, height=4, class_="rail")], x + 12
    for colour, count in node.parts:
        bars.append(el("rect", x=at, y=node.y + 13, width=count * scale, height=4, class_=colour))
        at += count * scale
    return el(
        "g",
        el("title", f"{kind}: {value}: {plural(node.inside, 'member')}, {node.outside:,} outside"),
        el("rect", x=x, y=node.y - 20, width=4, height=37, rx=1, class_="stem"),
        text(x + 12, node.y - 9, shorten(kind, int((long - 6.4 * len(counted)) / 6.4)), "tick"),
        text(width, node.y - 9, counted, "tick", "end"),
        text(x + 12, node.y + 7, shorten(value, int(long / 7.3)), "label mono"),
        *bars,
    )
