"""Fills in the figures of a score: pure functions of the truth and the audit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from stillwatch.contract.results import SEVERITIES
from stillwatch.score.audit import LEVEL, Audit, FoundCampaign, FoundUnit
from stillwatch.score.figures import (
    CampaignFigures,
    Cases,
    FalseCampaign,
    KindFigures,
    Levels,
    Overall,
    PopulationFigures,
    QueueFigures,
    Rate,
    Score,
)
from stillwatch.score.intervals import restate, upper_bound
from stillwatch.score.matching import BENIGN, LICENSED, Matched, label, match, owner
from stillwatch.score.truth import TrueCampaign, Truth, Unit
from stillwatch.score.words import APART, counted

PREVALENCE = 0.005
"""Prevalence at which precision is restated unless another is asked for."""
FEW = 0.1
"""Share of a truth's accounts in an audit below which they hardly belong together."""
_NOTHING = FoundUnit(0, None)


def score(truth: Truth, audit: Audit, prevalence: float = PREVALENCE) -> Score:
    """Measure an audit against the truth.

    Parameters
    ----------
    truth, audit
        As `read_truth` and `read_audit` return them.
    prevalence
        Share of harvesting accounts, in (0, 1), at which precision is restated.
    """
    matched = match(truth, audit)
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in truth.units:
        groups[label(unit, truth)].append(unit)
    campaigns = tuple(
        _campaign(campaign, frozenset(groups.get(name, ())), matched)
        for name, campaign in sorted(truth.campaigns.items())
        # a campaign without accounts of its own is one that a licence covers, or a broken truth
        if groups.get(name)
    )
    return Score(
        version=1,
        seed=truth.seed,
        world=truth.world,
        overall=_overall(groups, campaigns, matched, prevalence),
        queue=_queue(truth, matched),
        campaigns=campaigns,
        kinds=_kinds(campaigns),
        populations=_populations(groups.get(BENIGN, ()), truth, matched),
        licensed=_populations(groups.get(LICENSED, ()), truth, matched),
        false_campaigns=_false_campaigns(truth, matched),
        missing=matched.missing,
        unlabelled=matched.unlabelled,
        unlabelled_flagged=matched.unlabelled_flagged,
        notes=(*_strangers(truth, matched), *truth.notes, *_notes(matched)),
    )


def levels(units: Sequence[Unit], matched: Matched) -> Levels:
    """Count units at each level or above."""
    found = Counter(matched.units.get(unit, _NOTHING).level for unit in units)
    counts = {
        name: sum(n for level, n in found.items() if level >= LEVEL[name])
        for name in SEVERITIES[1:]
    }
    return Levels(**{name: Rate.from_counts(n, len(units)) for name, n in counts.items()})


def ever(units: Sequence[Unit], matched: Matched) -> Rate:
    """Count units that are flagged, or were at any time."""
    found = (matched.units.get(unit, _NOTHING) for unit in units)
    named = sum(f.level >= LEVEL["likely"] or f.flagged_at is not None for f in found)
    return Rate.from_counts(named, len(units))


def jaccard(a: frozenset[Unit], b: frozenset[Unit]) -> float:
    """Return the share of the union that two sets have in common; 0 for two empty sets."""
    return len(a & b) / len(a | b) if a or b else 0.0


def taken_before(taken: Iterable[tuple[int, int]], moment: datetime | None) -> float | None:
    """Return the share of a harvest that was taken before a moment.

    Parameters
    ----------
    taken
        `(hours since 1970, exchanges)`.
    moment
        An hour that began before it counts in full, so that the share is never flattered;
        None: the moment never came, and all was taken.

    Returns
    -------
    None where the truth does not say when the harvest was taken.
    """
    rows = list(taken)
    total = sum(count for _, count in rows)
    if not total:
        return None
    if moment is None:
        return 1.0
    seconds = moment.timestamp()
    return sum(count for hour, count in rows if hour * 3600 < seconds) / total


def _campaign(true: TrueCampaign, units: frozenset[Unit], matched: Matched) -> CampaignFigures:
    mine = sorted(
        (c for c in matched.campaigns if matched.owner[c.id] == true.id),
        key=lambda c: (-len(c.units & units), c.id),
    )
    union = frozenset[Unit]().union(*(c.units for c in mine))
    detected = min((_reached(true, units, c, matched) for c in mine), default=None)
    half = _half_flagged(units, matched)
    return CampaignFigures(
        campaign=true.id,
        kind=true.kind,
        accounts=len(units),
        recall=levels(sorted(units, key=_order), matched),
        jaccard=max((jaccard(c.units, units) for c in matched.campaigns), default=0.0),
        jaccard_union=jaccard(union, units),
        pieces=len(mine),
        found=tuple(c.id for c in mine),
        absorbed_by=_absorbing(true.id, units, matched),
        detected_at=_text(detected),
        hours_to_detect=None if detected is None else _hours(true, detected),
        exchanges=sum(count for _, count in true.taken),
        taken_at_detection=taken_before(true.taken, detected),
        half_flagged_at=_text(half),
        taken_at_half=taken_before(true.taken, half),
        queued=_queued(units, matched),
    )


def _reached(
    true: TrueCampaign, units: frozenset[Unit], found: FoundCampaign, matched: Matched
) -> datetime:
    """Return the moment from which a found campaign, once raised, had members of a true one.

    It may have been raised for others, and have taken these in later.
    """
    held = [_held(unit, found, matched) for unit in found.units & units]
    first = min(held, default=found.detected_at)
    return first if true.start is None else max(true.start, first)


def _held(unit: Unit, found: FoundCampaign, matched: Matched) -> datetime:
    """Return the moment from which a member can have belonged to a raised campaign, and was named.

    It had sent something by then. Of end users nothing tells when they were named.
    """
    moments = [found.detected_at]
    if (since := found.since.get(unit)) is not None:
        moments.append(since)
    what = matched.units.get(unit, _NOTHING)
    if what.flagged_at is not None and what.level >= LEVEL["likely"]:
        moments.append(what.flagged_at)
    return max(moments)


def _order(unit: Unit) -> tuple[str, str]:
    return unit.account, unit.end_user or ""


def _absorbing(true: str, units: frozenset[Unit], matched: Matched) -> tuple[str, ...]:
    return tuple(
        c.id
        for c in matched.campaigns
        if matched.owner[c.id] != true and 2 * len(c.units & units) > len(units)
    )


def _half_flagged(units: frozenset[Unit], matched: Matched) -> datetime | None:
    found = (matched.units.get(unit, _NOTHING) for unit in units)
    moments = sorted(
        f.flagged_at for f in found if f.flagged_at is not None and f.level >= LEVEL["likely"]
    )
    needed = (len(units) + 1) // 2
    return moments[needed - 1] if len(moments) >= needed else None


def _hours(true: TrueCampaign, end: datetime) -> float | None:
    """Return the hours since a campaign began in the log: some had begun before it.

    None where that is not told.
    """
    if true.start is None:
        return None
    first = min((hour for hour, count in true.taken if count), default=None)
    start = true.start.timestamp()
    return (end.timestamp() - (start if first is None else max(start, 3600 * first))) / 3600


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _overall(
    groups: dict[str, list[Unit]],
    campaigns: Sequence[CampaignFigures],
    matched: Matched,
    prevalence: float,
) -> Overall:
    benign = groups.get(BENIGN, [])
    guilty = [u for name, units in groups.items() if name not in (BENIGN, LICENSED) for u in units]
    false, true = levels(benign, matched), levels(guilty, matched)
    wrong, right = false.likely.count, true.likely.count
    return Overall(
        benign=len(benign),
        harvesting=len(guilty),
        precision=right / (right + wrong) if right + wrong else None,
        recall=true.likely.rate,
        worst_campaign=min((_recall(c) for c in campaigns), default=None),
        benign_flagged=false,
        restated=restate(prevalence, true.likely.rate or 0.0, wrong, len(benign)),
        prevalence=prevalence,
        false_positives_per_100000=100_000 * (false.likely.rate or 0.0),
        false_positives_per_100000_upper=100_000 * upper_bound(wrong, len(benign)),
        benign_ever_flagged=ever(benign, matched),
        ever_recall=ever(guilty, matched).rate,
    )


def _queue(truth: Truth, matched: Matched) -> QueueFigures | None:
    if matched.queue is None:
        return None
    by_kind: dict[str, list[frozenset[Unit]]] = defaultdict(list)
    for case in matched.queue:
        by_kind[case.kind].append(case.units)
    named = {u for u, found in matched.units.items() if found.level >= LEVEL["likely"]}
    kinds = {u: label(u, truth) for u in truth.units}
    guilty = {u for u, name in kinds.items() if name not in (BENIGN, LICENSED)}

    def cases(kind: str) -> Cases:
        groups = by_kind[kind]
        union = frozenset[Unit]().union(*groups)
        true = sum(owner(units, truth) is not None for units in groups if units)
        return Cases(len(groups), true, len(union), len((union & guilty) - named))

    looked = by_kind["watch"] + by_kind["group"]
    found = named.union(*(units for units in looked if units and owner(units, truth)))
    reached = named.union(*(case.units for case in matched.queue))
    right, wrong = len(found & guilty), sum(kinds[u] == BENIGN for u in found)
    return QueueFigures(
        watch=cases("watch"),
        groups=cases("group"),
        leads=cases("leads"),
        shared=cases("shared"),
        accounts=cases("account"),
        precision=right / (right + wrong) if right + wrong else None,
        recall=right / len(guilty) if guilty else None,
        reach=len(reached & guilty) / len(guilty) if guilty else None,
    )


def _queued(units: frozenset[Unit], matched: Matched) -> int | None:
    """Count a campaign's units that are not flagged and in the review queue."""
    if matched.queue is None:
        return None
    listed = units.intersection(frozenset[Unit]().union(*(case.units for case in matched.queue)))
    return sum(matched.units.get(unit, _NOTHING).level < LEVEL["likely"] for unit in listed)


def _recall(campaign: CampaignFigures) -> float:
    return campaign.recall.likely.rate or 0.0


def _kinds(campaigns: Sequence[CampaignFigures]) -> tuple[KindFigures, ...]:
    by_kind: dict[str, list[CampaignFigures]] = defaultdict(list)
    for campaign in campaigns:
        by_kind[campaign.kind].append(campaign)
    return tuple(
        KindFigures(
            kind=kind,
            campaigns=len(rows),
            detected=sum(row.pieces > 0 for row in rows),
            recall=_pooled([row.recall for row in rows]),
            worst_recall=min(map(_recall, rows)),
            jaccard=sum(row.jaccard for row in rows) / len(rows),
            taken_at_detection=_mean(row.taken_at_detection for row in rows),
        )
        for kind, rows in sorted(by_kind.items())
    )


def _mean(shares: Iterable[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else None


def _pooled(rows: Sequence[Levels]) -> Levels:
    def pool(rates: Sequence[Rate]) -> Rate:
        return Rate.from_counts(sum(r.count for r in rates), sum(r.of for r in rates))

    return Levels(
        watch=pool([r.watch for r in rows]),
        likely=pool([r.likely for r in rows]),
        confirmed=pool([r.confirmed for r in rows]),
    )


def _populations(
    units: Iterable[Unit], truth: Truth, matched: Matched
) -> tuple[PopulationFigures, ...]:
    by_name: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_name[truth.units[unit].population].append(unit)
    return tuple(
        PopulationFigures(name, len(rows), levels(rows, matched), ever(rows, matched))
        for name, rows in sorted(by_name.items())
    )


def _false_campaigns(truth: Truth, matched: Matched) -> tuple[FalseCampaign, ...]:
    false = [c for c in matched.campaigns if matched.owner[c.id] is None and c.units]
    return tuple(
        FalseCampaign(c.id, SEVERITIES[c.level], len(c.units), _largest(c, truth)) for c in false
    )


def _largest(found: FoundCampaign, truth: Truth) -> str:
    names = Counter(truth.units[u].campaign or truth.units[u].population for u in found.units)
    return min(names, key=lambda name: (-names[name], name))


def _strangers(truth: Truth, matched: Matched) -> tuple[str, ...]:
    """Say that a truth is hardly that of what was audited, where next to none of it is there."""
    there = len(truth.units) - matched.missing
    if there >= FEW * len(truth.units):
        return ()
    return (
        f"{APART} of {counted(len(truth.units), 'account')} of the truth the audit has {there:,}. "
        "Give the truth of the logs that were audited (an audit with --pseudonymise has other "
        "names): these figures say nothing",
    )


def _notes(matched: Matched) -> tuple[str, ...]:
    notes = []
    if matched.missing:
        notes.append(
            f"no row in the audit for {counted(matched.missing, 'account')} of the truth: "
            "counted as not flagged"
        )
    if matched.unlabelled:
        notes.append(
            f"not in the truth, and so in no figure: {counted(matched.unlabelled, 'account')} of "
            f"the audit ({matched.unlabelled_flagged:,} flagged)"
        )
    return tuple(notes)
