"""One trial: a strategy at one setting in one world, and what it took, paid and broke."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from _cases import audit_code, simulator_code
from _measure import digest

from adversaries.attack import build
from adversaries.levers import Strategy
from adversaries.world import Played, Size, seconds
from stillwatch.score.audit import LEVEL, Audit, FoundUnit
from stillwatch.score.compute import score
from stillwatch.score.truth import Unit
from stillwatch.simulate.cast import DAY

HERE = Path(__file__).resolve().parent
NOT_FLAGGED = FoundUnit(0, None)


@cache
def trial_code() -> str:
    """Digest of what decides a trial: simulator, audit, attack, but no prices."""
    files = [HERE / f"{name}.py" for name in ("answers", "attack", "levers", "trial", "world")]
    return digest(files, simulator_code(), audit_code())


@dataclass(frozen=True)
class Outcome:
    """What a trial gave."""

    strategy: str
    setting: dict[str, Any]
    seed: int
    items: int
    """Different items answered, as if nobody had been stopped."""
    kept: int
    """Of these, the ones that were answered before the asking account was flagged."""
    undetected: int
    """Of these, the ones that were answered before their campaign was raised."""
    accounts: int
    """Accounts that harvested."""
    flagged: int
    """Of these, the ones that were flagged in the end."""
    shown: int
    """Of these, the ones that were flagged, or that a person is asked to look at in the end."""
    campaigns: int
    raised: int
    """Campaigns that one found campaign at `likely` or above stands for."""
    hours_to_flag: float | None
    """Median hours from an account's first harvest exchange to its flag; None below one half."""
    hurt: dict[str, int]
    """Ordinary accounts flagged in the end with the attack and not without it, by population."""
    hurt_ever: dict[str, int]
    """The same of those flagged at any time."""
    benign: int
    """Ordinary accounts, licensed ones left out."""
    open: dict[str, float]
    """What was bought, by price, had nobody been stopped."""
    stopped: dict[str, float]
    """The same if an account that is flagged is stopped at once: nothing is spent on it later."""


def trial(
    strategy: Strategy, setting: Mapping[str, Any], seed: int, sources: str, size: Size, work: Path
) -> Outcome:
    """Run a trial, or read it where it was run before."""
    key = digest([], strategy.name, sorted(setting.items()), dict(strategy.fixed), asdict(size))
    file = work / trial_code() / f"{strategy.name}-{sources}-{seed}-{key}.json"
    if file.exists():
        return Outcome(**json.loads(file.read_text(encoding="utf-8")))
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="trial-", dir=work))
    try:
        levers = strategy.levers(setting)
        played = Played(
            size.world(seed, sources), scratch,
            lambda cast: build(cast, levers, size.campaign, strategy.name),
        )  # fmt: skip
        # with one wording, or none, items are sent as they are
        reworded = levers.instructions > 1
        found = measure(played, strategy.name, dict(setting), seed, reworded)
    finally:
        shutil.rmtree(scratch)
    part = file.with_suffix(".part")
    part.write_text(json.dumps(asdict(found)) + "\n", encoding="utf-8")
    part.rename(file)
    return found


def measure(
    played: Played, strategy: str, setting: dict[str, Any], seed: int, reworded: bool
) -> Outcome:
    """Audit a world and measure what its attack gave."""
    audit = played.audit()
    figures = score(played.truth, audit)
    raised = {
        c.campaign: math.inf if c.detected_at is None else _seconds(c.detected_at)
        for c in figures.campaigns
    }
    flag = {i: _flag(audit, played.unit(i)) for i in played.sent}
    harvesters = [i for i, sent in played.sent.items() if sent.harvest]
    queued = {unit for case in audit.queue or () for unit in case.units}
    delays = sorted((flag[i] - min(played.sent[i].harvest)) / 3600 for i in harvesters)
    middle = delays[len(delays) // 2] if delays else math.inf
    hurt, hurt_ever, benign = _hurt(played, audit)
    return Outcome(
        strategy=strategy, setting=setting, seed=seed,
        items=len({item for _, _, _, item in played.items}),
        kept=len({item for time, i, _, item in played.items if time < flag[i]}),
        undetected=len({item for time, _, name, item in played.items if time < raised[name]}),
        accounts=len(harvesters),
        flagged=sum(math.isfinite(flag[i]) for i in harvesters),
        shown=sum(math.isfinite(flag[i]) or played.unit(i) in queued for i in harvesters),
        campaigns=len(raised), raised=sum(map(math.isfinite, raised.values())),
        hours_to_flag=round(middle, 1) if math.isfinite(middle) else None,
        hurt=hurt, hurt_ever=hurt_ever, benign=benign,
        open=_bought(played, dict.fromkeys(flag, math.inf), reworded),
        stopped=_bought(played, flag, reworded),
    )  # fmt: skip


def _hurt(played: Played, audit: Audit) -> tuple[dict[str, int], dict[str, int], int]:
    """Ordinary accounts that the attack got flagged, in the end and at any time, and how many."""
    benign = played.benign()
    wrong = [unit for unit in benign if ever_flagged(audit, unit)]
    # whoever is never flagged with the attack need not be looked at without it
    before = played.audit(attack=False) if wrong else audit
    end, ever = Counter[str](), Counter[str]()
    for unit in wrong:
        end[benign[unit]] += flagged(audit, unit) and not flagged(before, unit)
        ever[benign[unit]] += not ever_flagged(before, unit)
    return dict(+end), dict(+ever), len(benign)


def ever_flagged(audit: Audit, unit: Unit) -> bool:
    """Whether a unit was flagged at any time."""
    found = audit.units.get(unit, NOT_FLAGGED)
    return found.flagged_at is not None or flagged(audit, unit)


def flagged(audit: Audit, unit: Unit) -> bool:
    """Whether a unit is flagged in the end."""
    return audit.units.get(unit, NOT_FLAGGED).level >= LEVEL["likely"]


def _seconds(text: str) -> float:
    return seconds(datetime.fromisoformat(text))


def _flag(audit: Audit, unit: Unit) -> float:
    """When a unit was flagged, seconds since the world's begin; infinite: never."""
    found = audit.units.get(unit) or audit.units.get(Unit(unit.account)) or NOT_FLAGGED
    if found.level < LEVEL["likely"]:
        return math.inf
    return 0.0 if found.flagged_at is None else seconds(found.flagged_at)


def _bought(played: Played, until: Mapping[int, float], reworded: bool) -> dict[str, float]:
    """Count what was paid for, each account being stopped at a moment."""
    attack, bought = played.attack, dict(played.attack.bought)
    harvest = other = days = 0.0
    for i, begin in attack.begins.items():
        sent = played.sent.get(i)
        days += max(min(attack.ends[i], until.get(i, math.inf)) - begin, 0.0) / DAY
        if sent is not None:
            harvest += sum(t < until[i] for t in sent.harvest)
            other += sum(t < until[i] for t in sent.other)
    bought |= {"exchange": harvest, "cover_exchange": other, "account_day": round(days, 2)}
    if reworded:
        bought["paraphrase"] = harvest
    return {name: count for name, count in bought.items() if count}
