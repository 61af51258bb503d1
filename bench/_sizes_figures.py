"""Recall by size, wrong names, and how their rates differ by group, for `bench/sizes.py`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from _sizes_read import Seen, World
from scipy.stats import binom

from stillwatch.score.intervals import lower_bound, upper_bound

LIKELY = 2
TRAITS = ("country", "language", "script", "plan")
UNNAMED = "are not named"
"""Part of the note that says below which size no campaign is named."""
LEAST = {"script": 100}
"""Accounts below which a group is put together with others, where that is not 300."""


def rate(count: int, n: int) -> dict[str, Any]:
    """Return a rate with its exact two-sided 95 % interval."""
    low, high = lower_bound(count, n, 0.975), upper_bound(count, n, 0.975)
    return {"count": count, "of": n, "rate": count / n if n else 0.0, "low": low, "high": high}


def by_size(worlds: Sequence[World]) -> list[dict[str, Any]]:
    """Recall for each planned size of campaign: of members that harvested in the log."""
    rows = []
    for size in sorted({c.size for w in worlds for c in w.campaigns}):
        campaigns = [_campaign(w, c.id) | {"kind": c.kind, "exchanges": c.exchanges}
                     for w in worlds for c in w.campaigns if c.size == size]  # fmt: skip
        mine = [s for c in campaigns for s in c.pop("members")]
        rows.append({
            "size": size, "campaigns": len(campaigns), "planned": size * len(campaigns),
            "seen": len(mine), "end_users": sum(s.end_user for s in mine),
            "named": sum(c["likely"] > 0 for c in campaigns),
            "likely": rate(sum(s.level >= LIKELY for s in mine), len(mine)),
            "watch": rate(sum(s.level >= 1 for s in mine), len(mine)),
            "to_look_at": rate(sum(_shown(s) for s in mine), len(mine)),
            "each": campaigns,
        })  # fmt: skip
    return rows


def _campaign(world: World, name: str) -> dict[str, Any]:
    members = [s for s in world.seen if name and s.campaign == name]
    return {
        "seen": len(members), "end_users": sum(s.end_user for s in members),
        "likely": sum(s.level >= LIKELY for s in members),
        "watch": sum(s.level >= 1 for s in members),
        "to_look_at": sum(map(_shown, members)), "members": members,
    }  # fmt: skip


def _shown(seen: Seen) -> bool:
    return seen.level >= 1 or seen.queued


def wrongly(seen: Iterable[Seen]) -> dict[str, Any]:
    """Innocents flagged, and in the review queue."""
    mine = list(seen)
    flagged = [s for s in mine if s.level >= LIKELY]
    return {
        "innocents": len(mine),
        "flagged": len(flagged),
        "per_100000": 1e5 * len(flagged) / max(len(mine), 1),
        "per_100000_upper": 1e5 * upper_bound(len(flagged), len(mine)),
        "confirmed": sum(s.level > LIKELY for s in mine),
        "to_look_at": sum(s.level == 1 or s.queued for s in mine) / max(len(mine), 1),
        "populations": _common(s.population for s in flagged),
    }


def innocents(worlds: Iterable[World]) -> list[Seen]:
    """Everybody who is in no campaign."""
    return [s for world in worlds for s in world.seen if not s.campaign]


def part(name: str, what: str, worlds: Sequence[World]) -> dict[str, Any]:
    """Return the figures of one kind of world."""
    free = innocents(worlds)
    return {
        "name": name, "what": what, "worlds": len(worlds), "sizes": by_size(worlds),
        "accounts": wrongly(s for s in free if not s.end_user),
        "end_users": wrongly(s for s in free if s.end_user),
        "wrong_groups": [group for _, group in wrong_groups(worlds)],
        "said": said(worlds),
    }  # fmt: skip


def wrong_groups(worlds: Iterable[World]) -> list[tuple[list[Seen], dict[str, Any]]]:
    """Return the innocents of each group that an audit named, most first, and what they are."""
    found = []
    for world in worlds:
        mine: dict[str, list[Seen]] = defaultdict(list)
        members: Counter[str] = Counter()
        for s in world.seen:
            if s.campaign:
                members[s.named_in] += 1
            elif s.level >= LIKELY:
                mine[s.named_in].append(s)
        for name, them in mine.items():
            found.append((them, {
                "innocents": len(them), "members_of_campaigns": members[name],
                "populations": _common(s.population for s in them),
                **{t: _common(getattr(s, t) or "not given" for s in them) for t in TRAITS},
            }))  # fmt: skip
    return sorted(found, key=lambda pair: -len(pair[0]))


def said(worlds: Sequence[World]) -> dict[str, Any]:
    """Count audits by what they say of what they cannot know; numbers differ, words are one."""
    notes = [
        note for world in worlds for note in {_words(n): n for n in world.said["notes"]}.items()
    ]
    first: dict[str, str] = {}
    for words, note in notes:
        first.setdefault(words, note)
    often = Counter(words for words, _ in notes)
    alone = [told for world in worlds for told in world.said["alone"]]
    return {
        "audits": len(worlds),
        "say_how_small": sum(any(UNNAMED in n for n in w.said["notes"]) for w in worlds),
        "notes": [{"sentence": first[words], "audits": n} for words, n in often.most_common()],
        "controlled": _common(world.said["controlled"] for world in worlds),
        "alone": {
            "campaigns": len(alone), "audits": sum(bool(w.said["alone"]) for w in worlds),
            "controlled": _common(told["controlled"] for told in alone),
            "measured": _common(told["measured"] for told in alone),
        },
    }  # fmt: skip


def _words(note: str) -> str:
    """Return a sentence without what differs from log to log: numbers, lists, names of accounts."""
    bare = re.sub(r"\([^()]*\)|\bacct_\w+", "", note)
    return re.sub(r"[\s,]+(?:and others)?", " ", re.sub(r"\d[\d,.]*", "#", bare))


def _common(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(values).most_common())


def groups(free: Sequence[Seen], trait: str) -> list[dict[str, Any]]:
    """Tell flags among innocents by a trait; small groups are put together."""
    mine: dict[str, list[Seen]] = defaultdict(list)
    for s in free:
        mine[getattr(s, trait) or "not given"].append(s)
    small = [name for name in mine if len(mine[name]) < LEAST.get(trait, 300)]
    if small:
        named = f" ({', '.join(sorted(small))})" if len(small) <= 6 else ""
        mine[f"others{named}"] = [s for name in small for s in mine.pop(name)]
    usual = sum(s.level >= LIKELY for s in free) / max(len(free), 1)
    rows = []
    for name, them in sorted(mine.items(), key=lambda pair: -len(pair[1])):
        flagged = [s for s in them if s.level >= LIKELY]
        told = rate(len(flagged), len(them))
        rows.append({
            "group": name, "values": sorted(small) if name.startswith("others") else [name], **told,
            "differs": not told["low"] <= usual <= told["high"],
            "populations": _common(s.population for s in flagged),
        })  # fmt: skip
    return rows


def disparity(worlds: Sequence[World], trait: str) -> dict[str, Any] | None:
    """Tell the largest rate by a trait, and what makes it; None where nobody is flagged.

    The test asks of wrong groups, not of their accounts, which are flagged together: were each
    put down among innocents by chance, how probable is it that as many are mostly of one group?
    """
    free, wrong = innocents(worlds), wrong_groups(worlds)
    if not wrong:
        return None
    rows = groups(free, trait)
    top = max(rows, key=lambda row: (row["rate"], row["of"]))
    others = rate(sum(row["count"] for row in rows) - top["count"], len(free) - top["of"])
    here = set(top["values"])

    def inside(s: Seen) -> bool:
        return (getattr(s, trait) or "not given") in here

    behind = [[s for s in them if inside(s)] for them, _ in wrong]
    behind = [them for them in behind if them]
    kinds = {s.population for them in behind for s in them}
    alike = [s for s in free if s.population in kinds]
    mostly = sum(2 * sum(map(inside, them)) > len(them) for them, _ in wrong)
    chance = float(binom.sf(mostly - 1, len(wrong), top["of"] / len(free))) if mostly else 1.0
    return {
        "top": {name: top[name] for name in ("group", "count", "of", "rate", "low", "high",
                                              "populations")},
        "others": others, "ratio": ratio(top, others),
        "behind": [len(them) for them in behind],
        "alike_here": _flagged(s for s in alike if inside(s)),
        "alike_elsewhere": _flagged(s for s in alike if not inside(s)),
        "groups": len(rows), "differ": sum(row["differs"] for row in rows),
        "differ_without": [_left(free, wrong[: n + 1], trait) for n in range(len(wrong))][:3],
        "wrong_groups": len(wrong), "mostly_here": mostly,
        "share_of_innocents": top["of"] / len(free),
        "p_group": chance, "p_any_group": min(1.0, chance * len(rows)),
    }  # fmt: skip


def ratio(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, float | None]:
    """Return the ratio of two rates and its exact 95 % interval, given their sum; None: no end."""
    a, b, scale = one["count"], other["count"], other["of"] / max(one["of"], 1)

    def odds(share: float) -> float | None:
        return None if share >= 1 else scale * share / (1 - share)

    return {
        "ratio": scale * a / b if b else None,
        "low": odds(lower_bound(a, a + b, 0.975)),
        "high": odds(upper_bound(a, a + b, 0.975)),
    }


def _left(free: Sequence[Seen], without: Iterable[tuple[list[Seen], Any]], trait: str) -> int:
    """Count groups whose rates differ where those who were named in some groups are left out."""
    out = {id(s) for them, _ in without for s in them}
    return sum(row["differs"] for row in groups([s for s in free if id(s) not in out], trait))


def _flagged(seen: Iterable[Seen]) -> dict[str, int]:
    mine = list(seen)
    return {"flagged": sum(s.level >= LIKELY for s in mine), "of": len(mine)}
