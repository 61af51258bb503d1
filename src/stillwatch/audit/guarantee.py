"""What is controlled, what is only measured, and what it assumes."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from stillwatch.audit.rounding import finite, stamp
from stillwatch.contract.settings import Settings
from stillwatch.detect.calibration import band
from stillwatch.detect.campaigns.track import Tracked
from stillwatch.report.wording import odds

Floats = npt.NDArray[np.float64]


def borne_out(log_odds: float, measured: Floats, accounts: int) -> dict[str, Any]:
    """Say how often groups of like odds were harvests: measured in logs that lack nothing.

    Parameters
    ----------
    log_odds
        Of a group.
    measured
        Its effects, shape (effects,): NaN where the log tells nothing.
    accounts
        Accounts of the firm (`Engine.accounts`).
    """
    if np.isnan(measured).any():  # judged by other trees
        return {}
    return {"calibration": msgspec.to_builtins(band(log_odds, accounts))}


def guarantee(
    settings: Settings,
    tested: int,
    tracked: Tracked | None = None,
    named: int = 0,
    few: bool = False,
) -> dict[str, Any]:
    """Say what is controlled, what is only measured, and what it assumes.

    Parameters
    ----------
    settings
        Of the audit.
    tested
        Cohorts of the last evaluation.
    tracked
        A campaign; None: the audit as a whole.
    named
        Groups that an e-process follows.
    few
        Whether the firm is so small that some findings rest on the second null alone.
    """
    told: dict[str, Any] = {
        "procedure": "e-BH over the cohorts of one evaluation, for the null of independent "
        "accounts; boosted trees over effect sizes for the null of a legitimate common cause",
        "level": settings.level,
        "controlled": "the expected share of cohorts of independent accounts among those named "
        "in one evaluation",
        "measured": "the error against legitimate common causes (classes, firms, tools): see the "
        "published results; it is not controlled on other traffic",
        "assumptions": [
            "members of a benign cohort are exchangeable with reference accounts of like activity",
            "campaigns are a minority of the reference",
            "no guarantee holds for ever under drift: the level is for one evaluation",
        ],
        "cohorts_tested": tested,
    }
    if few and tracked is None:
        told["controlled"] += ", apart from campaigns whose own guarantee says that nothing is"
    if tracked is not None:
        told["formed_by"] = tracked.formed
        if tracked.alone or not tracked.tested:
            told["level"] = None
            told["controlled"] = (
                "nothing: so few accounts cannot reject the null of independent accounts over all "
                "the groups that were looked at; the finding rests on what is only measured"
            )
            told["measured"] = (
                "the error against legitimate common causes: with authors of traffic left out of "
                "the fit, about one small firm in 25 had a benign group at this level"
            )
        if tracked.followed is not None:
            told["since_named"] = {
                **tracked.followed.told(),
                "groups_followed": named,
                "controlled": "for one group, the chance that accounts which act independently of "
                "each other from the next day on ever reach a log_e of x is at most exp(-x)",
                "assumes": "nobody acted on the members as a group: a block stops them together",
            }
        if tracked.latest.excuse:
            told["kept_at_watch"] = f"kept at watch because {tracked.latest.excuse}"
        last = tracked.latest
        if tracked.severity == "likely" and last.customer and last.strong(settings, tracked.tested):
            told["kept_at_likely"] = f"not confirmed because {last.customer}"
        if tracked.detected is not None and tracked.severity == "watch":
            told["fell_back"] = {
                "raised_at": stamp(tracked.detected * 3_600_000_000),
                "highest_log_odds_harvest": round(tracked.best, 3),
            }
        if (above := tracked.kept_above(settings)) is not None:
            told["kept"] = {
                "highest_log_odds_harvest": round(tracked.best, 3),
                "above_log_odds_harvest": round(above, 3),
                "statement": _kept(tracked, settings, above),
            }
        needed = tracked.latest.needed(settings, tracked.latest.sure(settings, tracked.tested))
        told["log_odds_harvest"] = round(tracked.latest.odds, 3)
        told["likely_log_odds_harvest"] = round(needed, 3) if np.isfinite(needed) else None
        told["family_log_e"] = {k: finite(v) for k, v in sorted(tracked.latest.families.items())}
    return told


def _kept(tracked: Tracked, settings: Settings, above: float) -> str:
    """Say why a level stands that the latest judgement would not give, and what follows."""
    level, now = tracked.severity, tracked.latest.odds
    bar = tracked.latest.needed(settings, tracked.tested)
    if level == "confirmed":
        bar = max(bar, settings.confirmed_odds)
    if now < bar:
        needs = f"below the bar of {odds(bar)} that {level} needs"
        if not np.isfinite(bar):
            needs = f"and {level} needs besides that chance is ruled out"
        best = odds(tracked.best)
        said = f"It was named at odds of up to {best}; today they are {odds(now)}, {needs}"
    else:
        said = f"It was named on more evidence than it has today, when {level} would not be given"
    return (
        f"{said}: a person should look before anything is done. It keeps its level while its odds "
        f"stay above {odds(above)}"
    )
