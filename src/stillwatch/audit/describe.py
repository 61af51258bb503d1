"""From what the engine found to campaigns in words and figures, read off the feature rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.audit import related
from stillwatch.audit.apart import Apart, apart, either
from stillwatch.audit.began import began
from stillwatch.audit.copied import released
from stillwatch.audit.facts import facts
from stillwatch.audit.figures import Scene
from stillwatch.audit.guarantee import borne_out, guarantee, of_campaign
from stillwatch.audit.lives import Lives, lives
from stillwatch.audit.parts import Part
from stillwatch.audit.parts import parts as operators
from stillwatch.audit.population import Store
from stillwatch.audit.rounding import finite, stamp
from stillwatch.audit.sharing import pairs, ties
from stillwatch.audit.sharing import told as tied
from stillwatch.audit.standing import Crowd
from stillwatch.audit.taken import (
    Basis,
    basis,
    ended,
    models,
    moved,
    rows,
    targets,
    timeline,
    values,
)
from stillwatch.audit.units import Names, people_of
from stillwatch.audit.watched import digest
from stillwatch.contract import records
from stillwatch.contract.records import AtDetection, Model, Outlier, Related
from stillwatch.contract.results import SEVERITIES, Campaign, Evidence, Member, SharedObservable
from stillwatch.detect.accounts.state import ALL
from stillwatch.detect.campaigns.track import Tracked
from stillwatch.detect.cohorts import Cohorts, join
from stillwatch.detect.detectors._sharing import Shared, shared
from stillwatch.detect.detectors._ties import weigh
from stillwatch.detect.detectors.base import Detector, Finding, View
from stillwatch.detect.engine import Engine
from stillwatch.store.links import SMALLEST, Links

__all__ = ["campaigns", "distinct", "guarantee", "stamp"]

WORTH_SAYING = 2.0
"""Log e-value above which a detector's finding is told."""
ALIKE = float(np.log(20))
"""Log e-value below which the members of a watched group may as well be unrelated."""
FRAGMENT = 0.8
"""Share of a watched group's members in stronger campaigns from which on it is not shown."""
WORDED = 3
"""Words from which on a template is shown: of fewer nobody can tell what it is."""
SHOWN = 25
"""Most telling shared observables listed for a campaign, of whatever kinds."""
IN_A_ROW = 3
"""Shared values of one kind that are listed before those of kinds that tell less."""


def campaigns(
    engine: Engine, store: Store, names: Names, end: int, secret: bytes = b""
) -> list[tuple[Tracked, Campaign]]:
    """Describe every tracked campaign, strongest first.

    A fragment of a campaign that is described already is left out: it says nothing more. So are
    members that others repeat (`audit.copied`).

    Parameters
    ----------
    engine
        After its last evaluation.
    store
        The feature rows.
    names
        Account key to (account, end user).
    end
        Hour after the last exchange.
    secret
        Key of the pseudonyms, under which the keys of observables are, too.
    """
    named = [campaign.named for campaign in engine.tracker.campaigns]
    shown = distinct([campaign for campaign in named if len(campaign.members) >= SMALLEST])
    shown = _ordered(released(engine, store, shown))  # of which some are only watched
    if not shown:
        return []
    scene = Scene.of(engine, store)
    members = np.unique(np.concatenate([campaign.members for campaign in shown]))
    taken = rows(store, engine.population.keys[members])  # of all at once: logs are large
    paired, graded = pairs(engine, store), moved(store, engine.population.keys)
    described = [
        (
            tracked,
            _describe(tracked, shown, scene, store, taken, graded, paired, names, end, secret),
        )
        for tracked in shown
    ]
    tied = _related(scene, shown, paired)
    return [
        (tracked, msgspec.structs.replace(campaign, related=tied[tracked.id]))
        if tied.get(tracked.id)
        else (tracked, campaign)
        for tracked, campaign in described
    ]


def _related(
    scene: Scene, shown: Sequence[Tracked], paired: Links
) -> dict[str, tuple[Related, ...]]:
    """Return what each campaign shares with which others, by its id."""
    found = related.related(scene.view, [one.members for one in shown], paired)
    return {
        shown[place].id: tuple(
            related.told(
                shown[other].id, (len(shown[place].members), len(shown[other].members)), shared
            )
            for other, shared in others.items()
        )
        for place, others in enumerate(found)
    }


def distinct(campaigns: Sequence[Tracked]) -> list[Tracked]:
    """Order campaigns, strongest first, and leave out fragments of stronger ones.

    What is flagged is a fragment only when all of its members are in stronger campaigns, so that
    no account loses its level. A group that was only ever watched is left out too when its
    members are, by now, no more alike than unrelated accounts may be.
    """
    held: set[int] = set()
    shown = []
    for campaign in _ordered(campaigns):
        members = set(campaign.members.tolist())
        alike = campaign.detected is not None or campaign.latest.log_e >= ALIKE
        share = FRAGMENT if campaign.severity == "watch" else 1.0
        if not alike or len(members & held) >= share * len(members):
            continue
        held |= members
        shown.append(campaign)
    return shown


def _ordered(campaigns: Sequence[Tracked]) -> list[Tracked]:
    return sorted(
        campaigns, key=lambda c: (-SEVERITIES.index(c.severity), -finite(c.latest.log_e), c.id)
    )


def _describe(
    tracked: Tracked, shown: Sequence[Tracked], scene: Scene, store: Store, every: pa.Table,
    graded: npt.NDArray[np.float64], paired: Links, names: Names, end: int, secret: bytes,
) -> Campaign:  # fmt: skip
    engine, members = scene.engine, tracked.members
    view = replace(scene.view, elsewhere=_elsewhere(scene.view, shown, members))
    keys = engine.population.keys[members]
    taken = every.filter(pc.is_in(every["account"], pa.array(keys, pa.uint64())))
    harvest = taken.filter(pc.greater(taken["slice"], 0))
    ground = basis(harvest, engine.settings.seed)
    detected = tracked.detected
    seen, before = _seen(tracked, taken)
    people = _members(tracked, scene, harvest, names)
    owners, days = _owners(keys, names), engine.settings.ended_after_days
    alive = lives(harvest, engine.population.keys, end, days)
    customers = apart(Crowd(scene, members, tracked.latest.log_lr))
    customers, parts = either(customers, operators(view, members, paired, owners, alive))
    tracked.apart = frozenset(int(unit) for part in customers for unit in part.members)
    first = int(engine.state.first[ALL].min())
    told = _parts(parts, members, keys, names, people, taken, store, first, alive)
    measured = scene.effects(members, float(tracked.latest.log_lr.mean()))
    last = int(pc.max(harvest["time"]).as_py() or 0)
    over = ended(harvest, end, days)
    return Campaign(
        id=tracked.id,
        status="ended" if over else "active",
        accounts=tuple(sorted({m.account for m in people})),
        members=people,
        first_seen=stamp(int(pc.min(harvest["time"]).as_py() or 0)),
        last_seen=stamp(last),
        detected_at=stamp(seen * 3_600_000_000),
        exchanges=taken.num_rows,
        exchanges_at_detection=before,
        at_detection=_then(tracked, engine.tracker.named, engine.state.first[ALL]),
        harvest_like=harvest.num_rows,
        output_tokens=int(pc.sum(taken["output_tokens"]).as_py() or 0),
        log_e=finite(tracked.latest.log_e),
        severity=tracked.severity,
        guarantee=msgspec.structs.replace(
            of_campaign(engine.settings, engine.tested, tracked, engine.named),
            calibration=borne_out(tracked.latest.odds, measured, engine.accounts(view.accounts)),
        ),
        targets=targets(harvest, sliced(engine, view, members, graded)),
        models=_own(models(harvest, store), told),
        observables=observables(view, members, store, secret),
        evidence=_evidence(view, engine.detectors, tracked, ground, paired),
        facts=facts(scene, members, measured, paired),
        timeline=timeline(taken),
        apart=_told(customers, engine.population.keys, names),
        began_at=began(people, detected, *_asked(harvest), first),
        ties=tuple(tied(tie) for tie in ties(view, members, paired)),
        parts=told,
    )


def _seen(tracked: Tracked, taken: pa.Table) -> tuple[int, int]:
    """Return the hour at which a campaign was raised, and how many exchanges came before it.

    One that is only watched has not been raised: its first sight stands for that.
    """
    hour = tracked.started if tracked.detected is None else tracked.detected
    return hour, int(pc.sum(pc.less(taken["epoch"], hour)).as_py() or 0)


def _then(
    tracked: Tracked, named: Mapping[int, int], first: npt.NDArray[np.int32]
) -> AtDetection | None:
    """Tell who a campaign was when it was raised: others may have joined, or been taken in, since.

    Parameters
    ----------
    tracked
        The campaign.
    named
        Hour at which accounts were first named.
    first
        Shape (A,): hour of each account's first exchange.
    """
    if tracked.detected is None or tracked.severity == "watch":
        return None
    members = set(tracked.members.tolist())
    held = {unit for unit, hour in tracked.joined.items() if hour <= tracked.detected}
    # of a large campaign those alone were named who look like a harvest by themselves
    told = {unit for unit in held if named.get(unit, tracked.detected + 1) <= tracked.detected}
    return AtDetection(
        members=len(held & members),
        begun=int((first[tracked.members] < tracked.detected).sum()),
        left=len(told - members - tracked.copied.keys()),
    )


def _told(parts: list[Apart], keys: npt.NDArray[np.uint64], names: Names) -> tuple[Outlier, ...]:
    out = []
    for part in parts:
        accounts, users = people_of(names, keys[part.members])
        out.append(
            Outlier(accounts=tuple(accounts), end_users=tuple(users), statement=part.statement)
        )
    return tuple(out)


def _owners(keys: npt.NDArray[np.uint64], names: Names) -> list[str | None]:
    """Return the account that passes on each member's requests; None: it is no end user."""
    known = [names[int(key)] for key in keys]
    return [account if user is not None else None for account, user in known]


def _parts(
    parts: list[Part], members: npt.NDArray[np.int64], keys: npt.NDArray[np.uint64], names: Names,
    people: Sequence[Member], taken: pa.Table, store: Store, first: int, alive: Lives,
) -> tuple[records.Part, ...]:  # fmt: skip
    """Tell of each part who it is, what it shares, and what it did by itself."""
    out = []
    for part in parts:
        some = keys[np.isin(members, part.members)]
        accounts, users = people_of(names, some)
        units = {names[int(key)] for key in some}
        mine = taken.filter(pc.is_in(taken["account"], pa.array(some, pa.uint64())))
        harvest = mine.filter(pc.greater(mine["slice"], 0))
        known = [member for member in people if (member.account, member.end_user) in units]
        out.append(
            records.Part(
                accounts=tuple(accounts),
                end_users=tuple(users),
                members=len(part.members),
                statement=part.statement,
                status="ended" if alive(frozenset(part.members.tolist())).over else "active",
                began_at=began(known, None, *_asked(harvest), first),
                last_seen=stamp(int(pc.max(harvest["time"]).as_py() or 0)),
                exchanges=mine.num_rows,
                harvest_like=harvest.num_rows,
                output_tokens=int(pc.sum(mine["output_tokens"]).as_py() or 0),
                models=models(harvest, store),
            )
        )
    return tuple(out)


def _asked(harvest: pa.Table) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint64]]:
    """Return when harvest-like requests came, and whose they are: shape (n,) each."""
    return harvest["time"].to_numpy(), harvest["account"].to_numpy()


def _own(asked: tuple[Model, ...], parts: tuple[records.Part, ...]) -> tuple[Model, ...]:
    """Leave out moves to a model that no part made: another operator began, who asks for it."""
    moved = {row.model for part in parts for row in part.models if row.moved_at}
    if not parts:
        return asked
    return tuple(
        row if row.model in moved else msgspec.structs.replace(row, moved_at=None) for row in asked
    )


def _elsewhere(
    view: View, campaigns: Sequence[Tracked], members: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Members of campaigns as they are told, that stand at `likely` or above, but for these."""
    out = np.zeros(len(view.accounts.n), dtype=bool)
    for campaign in campaigns:
        if campaign.severity != "watch":
            out[campaign.members] = True
    out[members] = False
    return out


def sliced(
    engine: Engine, view: View, members: npt.NDArray[np.int64], graded: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Exchanges of accounts in no raised campaign by the slice they are told in: shape (slices,).

    Parameters
    ----------
    engine
        After its last evaluation.
    view
        All accounts.
    members
        Indices of the campaign's accounts.
    graded
        What `taken.moved` says.
    """
    outside = np.ones(len(view.accounts.n), dtype=bool)
    outside[members] = False
    if view.elsewhere is not None:
        outside &= ~view.elsewhere
    counts = engine.state.slices[outside].sum(axis=0) + graded[outside].sum(axis=0)
    return np.asarray(np.maximum(counts, 0.0), np.float64)


def _evidence(
    view: View, detectors: Mapping[str, Detector], tracked: Tracked, basis: Basis, paired: Links
) -> tuple[Evidence, ...]:
    found = findings(view, detectors, tracked.members, tracked.formed, paired)
    return tuple(
        Evidence(
            detector=name,
            family=detectors[name].family,
            statement=finding.statement,
            log_e=finite(log_e),
            values=dict(finding.values),
            exchange_ids=basis.ids,
            exchange_count=basis.count,
            exchange_digest=basis.digest,
        )
        for log_e, name, finding in found
    )


def findings(
    view: View, detectors: Mapping[str, Detector], members: npt.NDArray[np.int64], formed: str,
    paired: Links | None = None,
) -> list[tuple[float, str, Finding]]:  # fmt: skip
    """Return what detectors find in a group that is worth saying.

    Log e-value, detector and finding, strongest first.

    Parameters
    ----------
    view
        All accounts.
    detectors
        By name.
    members
        Indices of the group's accounts.
    formed
        What nominated it.
    paired
        Who shares which plumbing, values of two accounts included, of which statements are made;
        None: those of three and more alone, which the test knows.
    """
    plain = join([members])
    one = Cohorts(plain.cohort, plain.account, (formed,), plain.key, plain.group)
    alone = replace(view, cohorts=one)
    out = []
    for name, detector in detectors.items():
        log_e = float(detector.judge(alone)[0])
        if np.isfinite(log_e) and log_e >= WORTH_SAYING:
            seen = alone
            if detector.pairs and paired is not None:
                seen = replace(alone, links=paired)
            out.append((log_e, name, detector.explain(seen, members)))
    return sorted(out, key=lambda found: (-found[0], found[1]))


def observables(
    view: View, members: npt.NDArray[np.int64], store: Store, secret: bytes
) -> tuple[SharedObservable, ...]:
    """Return what the members of a group share, the most telling values first.

    Parameters
    ----------
    view
        All accounts.
    members
        Indices of the group's accounts.
    store
        The feature rows.
    secret
        Key of the pseudonyms, under which the keys of observables are, too.
    """
    found = shared(view, members, view.links.types)
    population = max(int(view.accounts.seen.sum()), 1)
    telling = [
        row for row in found if row.members / len(members) > 3 * (row.outside + 1) / population
    ]
    others = max(population - len(members), 1)
    telling.sort(key=lambda row: -weigh(row.members, len(members), row.outside, others))
    shown = values(store, np.array([row.key for row in telling], dtype=np.uint64))
    telling = _listed([row for row in telling if _worded(row.kind, shown.get(row.key))])
    return tuple(
        SharedObservable(
            type=row.kind, value=shown.get(row.key, f"#{row.key:016x}"), members=row.members,
            outside=row.outside, outside_named=row.named, digest=digest(row.kind, row.key, secret),
        )
        for row in telling
    )  # fmt: skip


def _worded(kind: str, value: str | None) -> bool:
    """Whether a reader can tell what is shared: `… a …` is no template to anybody."""
    if value is None or not kind.endswith("_template"):
        return True
    return sum(any(c.isalnum() for c in word) for word in value.split()) >= WORDED


def _listed(rows: list[Shared]) -> list[Shared]:
    """Return the most telling values, and the most telling one of every kind not among them.

    A campaign with many templates would else show nothing of what its accounts pay with: after
    `IN_A_ROW` of a kind, those of other kinds come first. What more accounts outside share than
    members do is left out of these: a plan, a popular model.
    """
    rows = _mixed(rows)
    first = {row.kind: place for place, row in reversed(list(enumerate(rows)))}
    return [
        row
        for place, row in enumerate(rows)
        if place < SHOWN or (first[row.kind] == place and row.members > row.outside)
    ]


def _mixed(rows: list[Shared]) -> list[Shared]:
    """Put the first few of every kind first that more members than others share, in order."""
    before: Counter[str] = Counter()
    early: list[Shared] = []
    late: list[Shared] = []
    for row in rows:
        before[row.kind] += 1
        first = before[row.kind] <= IN_A_ROW and row.members > row.outside
        (early if first else late).append(row)
    return early + late


def _members(tracked: Tracked, scene: Scene, harvest: pa.Table, names: Names) -> tuple[Member, ...]:
    keys = scene.engine.population.keys[tracked.members]
    crowd = Crowd(scene, tracked.members, tracked.latest.log_lr)
    spans = harvest.group_by("account").aggregate([("time", "min"), ("time", "max")])
    since = dict(zip(spans["account"].to_pylist(), spans["time_min"].to_pylist(), strict=True))
    until = dict(zip(spans["account"].to_pylist(), spans["time_max"].to_pylist(), strict=True))
    people = []
    for number, (key, ratio) in enumerate(zip(keys, tracked.latest.log_lr, strict=True)):
        account, end_user = names[int(key)]
        # an account has a row of its own in the account table
        speaks, against = ([], []) if end_user is None else crowd.told(number)
        people.append(
            Member(
                account=account,
                end_user=end_user,
                since=stamp(since.get(int(key), 0)),
                until=stamp(until.get(int(key), 0)),
                log_e=finite(float(ratio)),
                reasons=tuple(speaks),
                against=tuple(against),
            )
        )
    return tuple(sorted(people, key=lambda m: (m.account, m.end_user or "")))
