"""What really happened: who harvested, when, and how much each campaign took by the hour."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from stillwatch.simulate.harvest import Campaign
from stillwatch.simulate.people import stamp
from stillwatch.simulate.stream import Actor, Stream
from stillwatch.simulate.world import START, World


class Truth:
    """Collects, while the log is written, what the truth file says."""

    def __init__(self, actors: list[Actor], streams: list[Stream]) -> None:
        self._actors = actors
        self._actor = [s.actor for s in streams]
        self._harvest = [s.harvest for s in streams]
        self._any = np.zeros(len(actors), bool)
        self._first = np.full(len(actors), np.inf)
        self._last = np.full(len(actors), -np.inf)
        self._taken: dict[str, Counter[int]] = {}
        self.exchanges = 0

    def saw(self, stream: int, time: float) -> None:
        """Count one exchange as written; `time` is in seconds since the world's begin."""
        self.exchanges += 1
        actor = self._actor[stream]
        self._any[actor] = True
        campaign = self._actors[actor].campaign
        if campaign is not None:
            if not self._harvest[stream]:
                return
            self._taken.setdefault(campaign, Counter())[int(START + time) // 3600] += 1
        self._first[actor] = min(self._first[actor], time)
        self._last[actor] = max(self._last[actor], time)

    def write(self, path: Path, world: World, campaigns: list[Campaign]) -> None:
        """Write the truth file (docs/reference/truth.md)."""
        seen = [i for i in range(len(self._actors)) if np.isfinite(self._first[i])]
        idle = [i for i in np.flatnonzero(self._any).tolist() if np.isinf(self._first[i])]
        accounts = [self._account(i) for i in seen] + self._resellers(seen)
        accounts += [self._idle(i) for i in idle]
        members = Counter(self._actors[i].campaign for i in seen)
        begin = START + world.left_cut * 86_400
        out = {
            "version": 1,
            "seed": world.seed,
            "world": world.name,
            "settings": world.settings(),
            "start": stamp(begin),
            "end": stamp(START + world.end),
            "exchanges": self.exchanges,
            "populations": dict(sorted(Counter(a["population"] for a in accounts).items())),
            "accounts": accounts,
            "campaigns": [self._campaign(c, members[c.id]) for c in campaigns if members[c.id]],
        }
        path.write_text(json.dumps(out, separators=(",", ":")) + "\n", encoding="utf-8")

    def _account(self, i: int) -> dict[str, Any]:
        actor = self._actors[i]
        return {
            "account": actor.account,
            "end_user": actor.end_user,
            "population": actor.population,
            "campaign": actor.campaign,
            "since": stamp(START + self._first[i]),
            "until": stamp(START + self._last[i]),
        }

    def _idle(self, i: int) -> dict[str, Any]:
        """Return a row for a campaign's account that sent nothing but cover in this log."""
        row = {"account": self._actors[i].account, "end_user": self._actors[i].end_user}
        none = dict.fromkeys(("campaign", "since", "until"))
        return {**row, "population": "campaign_idle", **none}

    def _resellers(self, seen: list[int]) -> list[dict[str, Any]]:
        """Return a row for each account that was seen through its end users only."""
        own = {self._actors[i].account for i in seen if self._actors[i].end_user is None}
        users: dict[str, list[int]] = {}
        for i in seen:
            if self._actors[i].account not in own:
                users.setdefault(self._actors[i].account, []).append(i)
        return [
            {
                "account": account,
                "end_user": None,
                "population": "reseller",
                "campaign": None,
                "since": stamp(START + min(self._first[i] for i in rows)),
                "until": stamp(START + max(self._last[i] for i in rows)),
            }
            for account, rows in users.items()
        ]

    def _campaign(self, campaign: Campaign, accounts: int) -> dict[str, Any]:
        taken = sorted(self._taken[campaign.id].items())
        return {
            "campaign": campaign.id,
            "kind": campaign.kind,
            "accounts": accounts,
            "start": stamp(START + campaign.start),
            "end": stamp(START + campaign.end),
            "params": campaign.params,
            "exchanges": sum(n for _, n in taken),
            "taken": [list(pair) for pair in taken],
        }
