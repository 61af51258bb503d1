"""Scores of several seeds, put together: means, the worst, and rates pooled with their bounds."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import asdict
from statistics import fmean, median
from typing import Any, NamedTuple

from stillwatch.score.figures import CampaignFigures, PopulationFigures, Rate, Score
from stillwatch.score.intervals import restate

MAY_BE_LIKELY = frozenset({"evaluation_lab"})
"""Look-alikes that do what a harvest does, and may reach `likely`, though not `confirmed`."""
TEMPLATED = frozenset({"shared_template"})
HARDEST = frozenset({"hardest"})
"""Kinds of campaign that have a target of their own."""


class Target(NamedTuple):
    """One figure to reach."""

    what: str
    value: float | None
    limit: float
    at_least: bool

    @property
    def reached(self) -> bool | None:
        """Whether it was reached; None where there was nothing to measure."""
        if self.value is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def world(scores: Sequence[Score], lookalikes: Container[str]) -> dict[str, Any]:
    """Put the scores of one world's seeds together.

    Parameters
    ----------
    scores
        One a seed.
    lookalikes
        Populations that resemble a campaign.
    """
    return {
        "seeds": [score.seed for score in scores],
        "overall": overall(scores),
        "kinds": kinds(scores),
        "populations": populations([p for s in scores for p in s.populations]),
        "licensed": populations([p for s in scores for p in s.licensed]),
        "false_campaigns": [asdict(f) for s in scores for f in s.false_campaigns],
        "targets": [t._asdict() | {"reached": t.reached} for t in targets(scores, lookalikes)],
        "notes": sorted({note for score in scores for note in score.notes}),
    }


def overall(scores: Sequence[Score]) -> dict[str, Any]:
    """Means over seeds, the worst seed, and the pooled false positives."""
    all_ = [score.overall for score in scores]
    flagged = {
        level: _pool(getattr(o.benign_flagged, level) for o in all_)
        for level in ("watch", "likely", "confirmed")
    }
    likely = flagged["likely"]
    recall = _mean(o.recall for o in all_)
    prevalence = all_[0].prevalence
    restated = restate(prevalence, recall or 0.0, likely.count, likely.of)
    return {
        "precision": _mean(o.precision for o in all_),
        "precision_worst": _least(o.precision for o in all_),
        "recall": recall,
        "recall_worst": _least(o.recall for o in all_),
        "campaign_worst": _least(o.worst_campaign for o in all_),
        "benign_flagged": {level: asdict(rate) for level, rate in flagged.items()},
        "false_positives_per_100000": 100_000 * (likely.rate or 0.0),
        "false_positives_per_100000_upper": 100_000 * likely.upper,
        "precision_restated": restated._asdict() | {"prevalence": prevalence},
        "false_campaigns_per_seed": fmean(len(s.false_campaigns) for s in scores),
    }


def kinds(scores: Sequence[Score]) -> list[dict[str, Any]]:
    """Return one row a kind of campaign."""
    names = sorted({kind.kind for score in scores for kind in score.kinds})
    return [_kind(name, scores) for name in names]


def _kind(name: str, scores: Sequence[Score]) -> dict[str, Any]:
    by_seed = [kind for score in scores for kind in score.kinds if kind.kind == name]
    rows = [c for score in scores for c in score.campaigns if c.kind == name]
    hours = [c.hours_to_detect for c in rows if c.hours_to_detect is not None]
    return {
        "kind": name,
        "campaigns": len(rows),
        "detected": sum(c.pieces > 0 for c in rows),
        "accounts": sum(c.accounts for c in rows),
        "recall_watch": _mean(k.recall.watch.rate for k in by_seed),
        "recall": _mean(k.recall.likely.rate for k in by_seed),
        "recall_confirmed": _mean(k.recall.confirmed.rate for k in by_seed),
        "recall_worst_seed": _least(k.recall.likely.rate for k in by_seed),
        "recall_worst_campaign": min(k.worst_recall for k in by_seed),
        "jaccard": fmean(c.jaccard for c in rows),
        "jaccard_union": fmean(c.jaccard_union for c in rows),
        "pieces": fmean(c.pieces for c in rows),
        "taken_at_detection": _mean(c.taken_at_detection for c in rows),
        "taken_at_detection_worst": _most(c.taken_at_detection for c in rows),
        "taken_at_half": _mean(c.taken_at_half for c in rows),
        "hours_to_detect_median": median(hours) if hours else None,
    }


def populations(rows: Iterable[PopulationFigures]) -> list[dict[str, Any]]:
    """Return one row a population, pooled over seeds."""
    by_name: dict[str, list[PopulationFigures]] = {}
    for row in rows:
        by_name.setdefault(row.population, []).append(row)
    return [
        {
            "population": name,
            "accounts": sum(row.accounts for row in same),
            **{
                level: asdict(_pool(getattr(row.flagged, level) for row in same))
                for level in ("watch", "likely", "confirmed")
            },
        }
        for name, same in sorted(by_name.items())
    ]


def targets(scores: Sequence[Score], lookalikes: Container[str]) -> list[Target]:
    """Return the figures to reach, in the order in which they were set."""
    total = overall(scores)
    campaigns = [c for score in scores for c in score.campaigns]
    benign = [p for score in scores for p in score.populations]
    looks = [p for p in benign if p.population in lookalikes]
    rate = _pool(p.flagged.likely for p in looks if p.population not in MAY_BE_LIKELY)
    confirmed = _pool(p.flagged.confirmed for p in looks)
    return [
        Target("precision at likely, mean", total["precision"], 0.99, True),
        Target("recall at likely, mean", total["recall"], 0.95, True),
        Target("recall of the worst campaign", total["campaign_worst"], 0.6, True),
        Target("recall of the hardest kind, mean", _of(campaigns, HARDEST, _recall), 0.8, True),
        Target("benign flagged", total["benign_flagged"]["likely"]["rate"], 0.001, False),
        Target("look-alikes flagged, pooled", rate.rate, 0.005, False),
        Target("look-alikes confirmed", confirmed.count if looks else None, 0, False),
        Target("taken, templated, mean", _of(campaigns, TEMPLATED, _taken), 0.05, False),
        Target("taken, hardest, mean", _of(campaigns, HARDEST, _taken), 0.2, False),
    ]


def difference(full: Sequence[Score], ablated: Sequence[Score], name: str) -> dict[str, Any]:
    """Return what leaving a detector or observable out changes, in the same seeds."""
    after, before = overall(ablated), overall(full)

    def taken(scores: Sequence[Score]) -> float | None:
        return _mean(c.taken_at_detection for score in scores for c in score.campaigns)

    def change(new: float | None, old: float | None) -> float | None:
        return None if new is None or old is None else new - old

    by_kind = {row["kind"]: row["recall"] for row in kinds(full)}
    return {
        "without": name,
        **{key: change(after[key], before[key]) for key in ("precision", "recall")},
        "campaign_worst": change(after["campaign_worst"], before["campaign_worst"]),
        "benign_flagged": after["benign_flagged"]["likely"]["count"]
        - before["benign_flagged"]["likely"]["count"],
        "taken_at_detection": change(taken(ablated), taken(full)),
        "kinds": {
            row["kind"]: change(row["recall"], by_kind[row["kind"]]) for row in kinds(ablated)
        },
    }


def _of(
    campaigns: Sequence[CampaignFigures],
    names: frozenset[str],
    figure: Callable[[CampaignFigures], float | None],
) -> float | None:
    return _mean(figure(c) for c in campaigns if c.kind in names)


def _recall(campaign: CampaignFigures) -> float:
    return campaign.recall.likely.rate or 0.0


def _taken(campaign: CampaignFigures) -> float | None:
    return campaign.taken_at_detection


def _pool(rates: Iterable[Rate]) -> Rate:
    rows = list(rates)
    return Rate.from_counts(sum(r.count for r in rows), sum(r.of for r in rows))


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _most(values: Iterable[float | None]) -> float | None:
    return max((value for value in values if value is not None), default=None)


def _least(values: Iterable[float | None]) -> float | None:
    return min((value for value in values if value is not None), default=None)
