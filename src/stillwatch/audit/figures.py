"""Figures of a group of accounts in units that people know, beside those of other accounts.

An effect (`stillwatch.detect.effects`) is what the cause model reads: scores of ranks, logarithms.
A reader needs the same in requests a day, hours, shares.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.audit.population import Store
from stillwatch.detect import causes, effects
from stillwatch.detect.accounts.state import ALL
from stillwatch.detect.accounts.statistics import LEAST, SLICE_STATISTICS
from stillwatch.detect.campaigns import membership
from stillwatch.detect.cohorts import join
from stillwatch.detect.detectors.base import View
from stillwatch.detect.engine import Engine
from stillwatch.detect.stats import ranks
from stillwatch.store import freemail
from stillwatch.store.links import Links

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FEWEST = 20
"""Other accounts below which nothing is compared with them."""


SHOWN = ("ip_prefix", "email_domain", "payment")
"""Observables that a log may tell of some accounts only. Who has no organisation has none."""


class Others(NamedTuple):
    """Accounts that members are compared with."""

    who: Ints
    words: str
    """What they are called."""


@dataclass
class Scene:
    """The last evaluation of an engine: who is looked at, and who they are compared with."""

    engine: Engine
    view: View
    shown: Mapping[str, npt.NDArray[np.bool_]] = field(default_factory=dict)
    """By observable, which accounts show any value of it: shape (A,) each; others: not known."""
    ownerless: bool = False
    """Whether the log declares nobody's organisation: that members have none tells nothing."""
    _others: dict[tuple[int, int], Others] = field(default_factory=dict)
    _beyond: dict[str, tuple[Floats, Floats]] = field(default_factory=dict)

    @classmethod
    def of(cls, engine: Engine, store: Store | None = None) -> Scene:
        """Take the engine after its last evaluation, and who shows what from the feature rows."""
        assert engine.view is not None
        if store is None:
            return cls(engine, engine.view)
        shown = store.shown(engine.population.keys, (*SHOWN, "org"))
        declared = shown.pop("org", np.zeros(0, dtype=bool))
        return cls(engine, engine.view, shown, ownerless=not declared.any())

    @cached_property
    def read(self) -> Floats:
        """Exchanges with the text of a request that could be read: shape (A,)."""
        return self.engine.state.column(ALL, "n_text")

    @cached_property
    def natural(self) -> dict[str, Floats]:
        """Statistics of all accounts in units that people know: shape (A,) each; NaN if unknown."""
        accounts = self.view.accounts
        values = accounts.values
        small, read = accounts.n_slice < LEAST, np.maximum(self.read, 1.0)
        return {
            "share": np.where(self.read > 0, accounts.n_slice / read, np.nan),
            "each": accounts.n_slice,
            "load": np.exp(values["load"]),
            "onset": values["onset"],
            "began": (values["onset"] - self.engine.state.first[ALL].min()) / 24,
            "offset": values["offset"],
            "span": np.where(small, np.nan, (values["offset"] - values["onset"]) / 24),
            "one_shot": values["one_shot"],
            "focus": values["focus"],
            "repeats": values["repeats"],
            "overlap": values["overlap"],
            "length": np.expm1(values["length"]),
            "output": np.expm1(values["output"]),
            "per_hour": 1.0 / np.maximum(values["spacing"], 1e-9),
            "day_hours": np.where(
                np.isfinite(values["rhythm"]),
                (self.engine.state.hours[ALL] > 0).sum(axis=1),
                np.nan,
            ),
            "unevenness": values["regularity"],
            "age": values["age"] / 24,
            "breadth": values["breadth"] / accounts.usual_breadth,
            "alone": self.alone,
            "exchanges": np.where(accounts.n > 0, accounts.n, np.nan),
            "abroad": self.view.links.elsewhere,
            "crowd": values["crowd"],
            "silent": values["silent"],
            "own_tools": values["own_tools"],
            "reasoning": values.get("reasoning_requested", np.full(len(read), np.nan)),
        }

    @cached_property
    def alone(self) -> Floats:
        """Share of accounts as active that look less like a harvest by themselves: shape (A,)."""
        view = self.view
        reference = view.accounts.seen & ~self.engine.population.exempt
        reference[self.engine.tracker.members()] = False
        return ranks.ranks_within(
            np.where(view.accounts.seen, view.suspicion, np.nan),
            ranks.strata(view.accounts.n), reference, self.engine.ties,
        )  # fmt: skip

    def beyond(self, name: str, figure: str = "") -> tuple[Floats, Floats]:
        """Shares of accounts as active whose statistic is lower, and higher: shape (A,) each.

        Equals count on neither side, where a rank has each of them at a place drawn by lot.

        Parameters
        ----------
        name
            Of the statistic.
        figure
            Name in `natural`: the accounts are placed by that figure of the statistic instead.
        """
        key = f"{name} {figure}"
        if key not in self._beyond:
            accounts = self.view.accounts
            values = self.natural[figure] if figure else accounts.values[name]
            active = accounts.n_slice if name in SLICE_STATISTICS else accounts.n
            ends = [np.full(len(active), end) for end in (0.0, 1.0)]
            below, upto = (
                ranks.ranks_within(values, ranks.strata(active), self.view.reference, end)
                for end in ends
            )
            self._beyond[key] = below, 1.0 - upto
        return self._beyond[key]

    @cached_property
    def field(self) -> membership.Field:
        """The accounts among which a group's members are told apart."""
        view, reference = self.view, ~self.engine.population.exempt
        reference[self.engine.tracker.members()] = False
        return membership.Field(view.accounts, view.links, view.content, reference)

    def others(self, members: Ints) -> Others:
        """Return whom members are compared with: reference accounts as active as most of them.

        Where these are too few, all reference accounts that can be measured.
        """
        stratum = ranks.strata(self.view.accounts.n_slice)
        low, high = (int(q) for q in np.quantile(stratum[members], (0.1, 0.9)))
        if (low, high) not in self._others:
            fit = self.view.reference & (self.view.accounts.n_slice >= LEAST)
            # whoever is watched is no yardstick
            fit[self.engine.tracker.members(every=True)] = False
            near = fit & (stratum >= low) & (stratum <= high)
            enough = int(near.sum()) >= FEWEST
            self._others[low, high] = Others(
                np.flatnonzero(near if enough else fit),
                "other accounts as active" if enough else "other accounts",
            )
        found = self._others[low, high]
        return found._replace(who=np.setdiff1d(found.who, members, assume_unique=True))

    def effects(self, members: Ints, own_ratio: float) -> Floats:
        """Effects of a group, as the engine measures them: shape (effects,)."""
        view, found = self.view, np.array([own_ratio])
        base = max(float(view.chosen.sum()) / max(int(view.accounts.seen.sum()), 1), 1e-3)
        group = join([members])
        row: Floats = effects.measure(
            view.accounts, view.content, group, view.links, view.suspicion, base, found
        )[0]
        return row

    def log_odds(self, measured: Floats, size: int) -> Floats:
        """Log odds of a harvest for effects of groups of one size: shape (groups,)."""
        small = math.isfinite(self.engine.alone(self.view))
        return causes.judge(measured, np.full(len(measured), size) if small else None)


def known(values: Floats, who: Ints) -> Floats:
    """Values of some accounts, as far as they are known."""
    held = values[who]
    return np.asarray(held[np.isfinite(held)])


def median(values: Floats) -> float:
    """Middle value."""
    return float(np.median(values))


def mean(values: Floats) -> float:
    """Mean."""
    return float(values.mean())


def ratio(values: Floats) -> float:
    """Factor from the first to the third quartile."""
    low, high = np.quantile(values, (0.25, 0.75))
    return float(max(high, 1e-9) / max(low, 1e-9))


def width(values: Floats) -> float:
    """From the first to the third quartile."""
    low, high = np.quantile(values, (0.25, 0.75))
    return float(high - low)


STATISTICS: dict[str, tuple[str, Callable[[Floats], float]]] = {
    "harvest_share": ("share", median),
    "alone": ("alone", median),
    "load_ratio": ("load", ratio),
    "onset_hours": ("onset", width),
    "began_days": ("began", median),
    "offset_hours": ("offset", width),
    "span_days": ("span", median),
    "one_shot": ("one_shot", median),
    "focus": ("focus", median),
    "repeats": ("repeats", mean),
    "overlap": ("overlap", mean),
    "length_ratio": ("length", ratio),
    "reply_ratio": ("output", ratio),
    "per_hour": ("per_hour", median),
    "day_hours": ("day_hours", median),
    "unevenness": ("unevenness", median),
    "age_days": ("age", median),
    "breadth": ("breadth", median),
    "each": ("each", median),
    "exchanges": ("exchanges", median),
    "abroad": ("abroad", mean),
    "crowd": ("crowd", mean),
    "silent": ("silent", mean),
    "own_tools": ("own_tools", mean),
    "reasoning": ("reasoning", mean),
}
"""Figure: statistic of accounts, and how that of a group is made of it."""

OF_EFFECTS: dict[str, tuple[str, Callable[[float], float]]] = {
    "network": ("one_network", float),
    "organisation": ("one_org", float),
    "domain": ("one_domain", float),
    "per_card": ("shared_cards", lambda value: 1 / max(1 - value, 1e-3)),
    "apart": ("content_apart", lambda value: max(math.exp(value) - effects.LITTLE, 0.0)),
}
"""Figure: effect that it is read off, and how."""

OWNED = {
    "network": "ip_prefix", "organisation": "org", "domain": "email_domain", "per_card": "payment",
}  # fmt: skip
"""Figure: observable of which it tells how many members have the same. An end user has none of its
own, and an effect counts each member of which none is read as unlike all others."""

READ = 0.5
"""Share of the members of whom such an observable must be read for its figure to be told."""

OF_LINKS = {"settings": "params"}
"""Figure: observable of which it is the share of accounts that first showed the commonest value."""


def same_domain(scene: Scene, members: Ints, others: Ints) -> float | None:
    """Return the share of others that have the e-mail domain most common among members.

    None where no domain is known that three accounts have and a member does.
    """
    links, common = scene.view.links, _domain(scene, members)
    if common is None or not len(others):
        return None
    return float(np.isin(others, links.account[links.code == common]).mean())


def _domain(scene: Scene, members: Ints) -> int | None:
    """Return the number of the e-mail domain most common among members."""
    links = scene.view.links
    rows = links.rows(freemail.KIND)
    mine = links.code[rows][np.isin(links.account[rows], members)]
    return int(np.bincount(mine).argmax()) if len(mine) else None


def _free(scene: Scene, members: Ints) -> bool:
    """Whether that domain is a provider's of free mail, which says nothing of who they are."""
    common = _domain(scene, members)
    return common is not None and bool(freemail.among(scene.view.links)[common])


def figures(scene: Scene, members: Ints, measured: Floats | None = None) -> dict[str, float]:
    """Return the figures of a group; those that are not known are left out.

    Parameters
    ----------
    scene
        The last evaluation.
    members
        Indices of accounts.
    measured
        Shape (effects,): effects of the group; None: without the figures that they give.
    """
    out = {}
    for name, (statistic, of) in STATISTICS.items():
        held = known(scene.natural[statistic], members)
        if len(held) >= 2:
            out[name] = of(held)
    for name, kind in OF_LINKS.items():
        if scene.view.links.tell(kind) and len(members):
            held = scene.view.links.held[scene.view.links.types.index(kind)][members]
            out[name] = float(np.bincount(held[held >= 0], minlength=1).max()) / len(members)
    for name, (effect, read) in OF_EFFECTS.items():
        value = np.nan if measured is None else measured[effects.NAMES.index(effect)]
        if name == "organisation" and scene.ownerless:
            continue
        over = _over(scene, name, members, float(value)) if np.isfinite(value) else None
        if over is not None and not (name == "domain" and _free(scene, members)):
            out[name] = read(over)
    return out


def paying(measured: Floats, members: Ints, paired: Links) -> Floats:
    """Return effects in which cards of two accounts count: those of the engine know of three up.

    Parameters
    ----------
    measured
        Shape (effects,): effects of the group.
    members
        Indices of its accounts.
    paired
        Who shares what, as `sharing.pairs` gives it.
    """
    out, place = measured.copy(), effects.NAMES.index("shared_cards")
    if np.isfinite(out[place]) and paired.tell("payment"):
        held = paired.held[paired.types.index("payment")][members]
        cards = len(np.unique(held[held >= 0])) + int((held < 0).sum())
        out[place] = max(out[place], 1 - cards / len(members))
    return out


def unread(scene: Scene, figure: str, members: Ints) -> int:
    """Count the members of whom what a figure is made of is not read."""
    if figure not in OWNED:
        return 0
    known = scene.view.links.within[members] < 0
    if (shown := scene.shown.get(OWNED[figure])) is not None:
        known &= shown[members]
    return int((~known).sum())


def _over(scene: Scene, figure: str, members: Ints, value: float) -> float | None:
    """Return an effect over the members of whom it is read; None where these are too few.

    Of a share those are left out of whom nothing is read; of one less the distinct values to a
    member, they are left out of both.
    """
    size, left = len(members), unread(scene, figure, members)
    if not left:
        return value
    if left == size or size - left < READ * size:
        return None
    if figure == "per_card":
        return 1 - ((1 - value) * size - left) / (size - left)
    return value * size / (size - left)
