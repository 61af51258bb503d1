"""The world to simulate: who is in it, for how long, and what its log lacks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from stillwatch.core.errors import UsageError
from stillwatch.core.registry import discover
from stillwatch.simulate.kinds import CampaignKind

START = 1_772_409_600
"""Begin of the world, seconds since 1970: Monday 2 March 2026, 00:00 UTC."""

ALL_KINDS = (
    "shared_template",
    "paraphrased",
    "nothing_shared",
    "cover",
    "replaced",
    "pivot",
    "k_samples",
    "in_reseller",
    "hardest",
)
"""Campaign kinds of the world `mixed`; a test holds them against the folder of kinds."""

APART = ("disclosed",)
"""Kinds that are only simulated where they are named."""


@dataclass(frozen=True)
class World:
    """Everything that decides the traffic; equal worlds give equal bytes."""

    name: str = "mixed"
    seed: int = 0
    accounts: int = 20_000
    """Ordinary accounts."""
    campaign_accounts: int = 1_500
    """Accounts of all campaigns together (end users, for the kind `in_reseller`)."""
    days: int = 21
    """Length of the log."""
    rate: float = 1.0
    """Factor on every account's exchanges a day; at 1 an ordinary account sends about 4 a day
    in the mean (heavy-tailed: most send less), a campaign account 4 to 30."""
    sources: str = "tune"
    """`tune` or `report`: which prompt sources, phrases and parameter ranges are used."""
    prompts: Path | None = None
    """Folder of prompt sources in place of the bundled corpus."""
    campaigns: tuple[tuple[str, int], ...] = ()
    """Kinds with their number of accounts; empty: `campaign_accounts` shared by `ALL_KINDS`."""
    populations: tuple[tuple[str, int], ...] = ()
    """Ordinary populations with their number of accounts, in place of `accounts` shared by all."""
    lacks: frozenset[str] = frozenset()
    """What the log does not have: `client`, `text`, `signup`."""
    unique: bool = False
    """No two prompts of ordinary accounts are the same."""
    left_cut: int = 0
    """Days before the log begins that are not written: campaigns run already when it does."""
    sample: float = 1.0
    """Share of all exchanges that are written, each drawn by itself; the truth knows only these."""
    params: Mapping[str, str] = field(default_factory=dict)
    """Overrides of ranges, e.g. ``{"campaign.load_sd": "0.05:0.2"}``; see `ranges`."""

    @property
    def end(self) -> float:
        """Seconds from `START` to the end of the log."""
        return float((self.left_cut + self.days) * 86_400)

    def shares(self) -> tuple[tuple[str, int], ...]:
        """Return the kinds of campaign with their number of accounts, none empty."""
        if self.campaigns:
            return self.campaigns
        return _split(self.campaign_accounts, ALL_KINDS)

    def settings(self) -> dict[str, Any]:
        """Return the settings as JSON values, for the truth file."""
        return {
            "accounts": self.accounts,
            "campaign_accounts": self.campaign_accounts,
            "days": self.days,
            "rate": self.rate,
            "sources": self.sources,
            "prompts": None if self.prompts is None else self.prompts.name,
            "campaigns": [list(pair) for pair in self.shares()],
            "populations": [list(pair) for pair in self.populations],
            "lacks": sorted(self.lacks),
            "unique": self.unique,
            "left_cut": self.left_cut,
            "sample": self.sample,
            "params": dict(sorted(self.params.items())),
        }


def _kinds() -> list[str]:
    """Kinds that can be named: those that ship, then those of other packages."""
    shipped = (*ALL_KINDS, *APART)
    found = discover("stillwatch.simulate.campaigns", CampaignKind)
    return [*shipped, *(name for name in found if name not in shipped)]


def _split(accounts: int, kinds: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Share accounts out to kinds of campaign, as evenly as it goes, none empty."""
    share, rest = divmod(accounts, len(kinds))
    sizes = [share + (i < rest) for i in range(len(kinds))]
    return tuple((name, n) for name, n in zip(kinds, sizes, strict=True) if n)


def _sizes(given: str, seed: int) -> tuple[tuple[str, int], ...]:
    """Campaigns of these numbers of accounts, of each kind in turn; which is first goes by seed."""
    sizes = given.split(",")
    if not all(size.isascii() and size.isdigit() and 0 < int(size[:9]) for size in sizes) or any(
        len(size) > 9 for size in sizes
    ):
        raise UsageError(f"world sizes:{given}: expected numbers of accounts, as in sizes:5,5,20")
    kinds = [ALL_KINDS[(seed + i) % len(ALL_KINDS)] for i in range(len(sizes))]
    return tuple((kind, int(size)) for kind, size in zip(kinds, sizes, strict=True))


_SMALL_FIRM = (("shared_template", 5), ("paraphrased", 3), ("nothing_shared", 1))
WORLDS = (
    "mixed",
    "none",
    "rare",
    "small_firm",
    "unique",
    "no_client",
    "no_text",
    "no_signup",
    "left_cut",
    "sampled",
)
"""Names that `named` knows, besides ``kind:<campaign kind>``, ``kind:<one>+<another>`` and
``sizes:<accounts>,<accounts>``, campaigns of just these sizes."""


def named(base: World) -> World:
    """Return `base` with what its name implies.

    Raises
    ------
    UsageError
        No world has this name, or it is too small to hold anything.
    """
    if not 0 < base.sample <= 1:
        raise UsageError("a world needs a sample above 0 and up to 1")
    if base.accounts < 0 or base.days < 1 or base.campaign_accounts < 0 or base.seed < 0:
        raise UsageError("a world needs at least one day and no negative number")
    if not 0 < base.rate < math.inf:  # false for nan too
        raise UsageError("a world needs a finite rate above 0")
    name = base.name
    if name.startswith("kind:"):
        kinds = name.removeprefix("kind:").split("+")
        there = _kinds()
        for kind in kinds:
            if kind not in there:
                raise UsageError(f"no campaign kind {kind!r}: choose from {', '.join(there)}")
        return replace(base, campaigns=_split(base.campaign_accounts, kinds))
    if name.startswith("sizes:"):
        return replace(base, campaigns=_sizes(name.removeprefix("sizes:"), base.seed))
    if name in ("no_client", "no_text", "no_signup"):
        return replace(base, lacks=base.lacks | {name.removeprefix("no_")})
    match name:
        case "mixed":
            return base
        case "none":
            return replace(base, campaign_accounts=0)
        case "rare":
            few = round(base.accounts * 0.005 / 0.995)
            # few kinds, so that each is still a campaign; which ones goes by the seed
            first, number = base.seed, max(1, min(len(ALL_KINDS), few // 25))
            kinds = [ALL_KINDS[(first + i) % len(ALL_KINDS)] for i in range(number)]
            return replace(base, campaign_accounts=few, campaigns=_split(few, kinds))
        case "small_firm":
            return replace(base, accounts=200, campaign_accounts=9, campaigns=_SMALL_FIRM)
        case "unique":
            return replace(base, unique=True)
        case "left_cut":
            return replace(base, left_cut=base.left_cut or max(1, base.days // 2))
        case "sampled":
            return replace(base, sample=base.sample if base.sample < 1 else 0.1)
    known = ", ".join((*WORLDS, "kind:<campaign kind>", "sizes:<accounts>,<accounts>,…"))
    raise UsageError(f"no world {name!r}: choose from {known}")
