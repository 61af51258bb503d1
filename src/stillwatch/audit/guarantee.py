"""What is controlled, what is only measured, and what it assumes."""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import structs

from stillwatch.audit.rounding import finite, stamp
from stillwatch.contract.records import (
    Calibration,
    CampaignGuarantee,
    FellBack,
    Guarantee,
    Kept,
    SinceNamed,
)
from stillwatch.contract.settings import Settings
from stillwatch.detect.calibration import band
from stillwatch.detect.campaigns.track import Tracked
from stillwatch.report.wording import odds

Floats = npt.NDArray[np.float64]


def borne_out(log_odds: float, measured: Floats, accounts: int) -> Calibration | None:
    """Say how often groups of like odds were harvests; None where the log lacks something.

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
        return None
    return msgspec.convert(band(log_odds, accounts), Calibration, from_attributes=True)


def guarantee(settings: Settings, tested: int, *, few: bool = False) -> Guarantee:
    """Say of an audit as a whole what is controlled, what is only measured, and what it assumes.

    Parameters
    ----------
    settings
        Of the audit.
    tested
        Cohorts of the last evaluation.
    few
        Whether the firm is so small that some findings rest on the second null alone.
    """
    apart = ", apart from campaigns whose own guarantee says that nothing is" if few else ""
    return Guarantee(
        procedure="e-BH over the cohorts of one evaluation, for the null of independent "
        "accounts; boosted trees over effect sizes for the null of a legitimate common cause",
        level=settings.level,
        controlled="the expected share of cohorts of independent accounts among those named "
        f"in one evaluation{apart}",
        measured="the error against legitimate common causes (classes, firms, tools): see the "
        "published results; it is not controlled on other traffic",
        assumptions=(
            "members of a benign cohort are exchangeable with reference accounts of like activity",
            "campaigns are a minority of the reference",
            "no guarantee holds for ever under drift: the level is for one evaluation",
        ),
        cohorts_tested=tested,
    )


def of_campaign(
    settings: Settings, tested: int, tracked: Tracked, named: int = 0
) -> CampaignGuarantee:
    """Say the same of one campaign, with its odds and what keeps its level.

    Parameters
    ----------
    settings
        Of the audit.
    tested
        Cohorts of the last evaluation.
    tracked
        The campaign.
    named
        Groups that an e-process follows.
    """
    last, whole = tracked.latest, guarantee(settings, tested)
    if tracked.alone or not tracked.tested:
        whole = structs.replace(
            whole,
            level=None,
            controlled="nothing: so few accounts cannot reject the null of independent accounts "
            "over all the groups that were looked at; the finding rests on what is only measured",
            measured="the error against legitimate common causes: with authors of traffic left out "
            "of the fit, about one small firm in 25 had a benign group at this level",
        )
    customer = tracked.severity == "likely" and last.customer
    needed = last.needed(settings, last.sure(settings, tracked.tested))
    return CampaignGuarantee(
        **structs.asdict(whole),
        formed_by=tracked.formed,
        since_named=_since_named(tracked, named),
        kept_at_watch=f"kept at watch because {last.excuse}" if last.excuse else None,
        kept_at_likely=f"not confirmed because {last.customer}"
        if customer and last.strong(settings, tracked.tested)
        else None,
        fell_back=_fell_back(tracked),
        kept=_kept(tracked, settings),
        log_odds_harvest=round(last.odds, 3),
        likely_log_odds_harvest=round(needed, 3) if np.isfinite(needed) else None,
        family_log_e={name: finite(value) for name, value in sorted(last.families.items())},
    )


def _since_named(tracked: Tracked, named: int) -> SinceNamed | None:
    if tracked.followed is None:
        return None
    return SinceNamed(
        **tracked.followed.told(),
        groups_followed=named,
        controlled="for one group, the chance that accounts which act independently of "
        "each other from the next day on ever reach a log_e of x is at most exp(-x)",
        assumes="nobody acted on the members as a group: a block stops them together",
    )


def _fell_back(tracked: Tracked) -> FellBack | None:
    if tracked.detected is None or tracked.severity != "watch":
        return None
    return FellBack(
        raised_at=stamp(tracked.detected * 3_600_000_000),
        highest_log_odds_harvest=round(tracked.best, 3),
    )


def _kept(tracked: Tracked, settings: Settings) -> Kept | None:
    above = tracked.kept_above(settings)
    if above is None:
        return None
    return Kept(
        highest_log_odds_harvest=round(tracked.best, 3),
        above_log_odds_harvest=round(above, 3),
        statement=_why_kept(tracked, settings, above),
    )


def _why_kept(tracked: Tracked, settings: Settings, above: float) -> str:
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
