"""Effect sizes of a cohort: how large its marks are, not how surely they differ from chance.

Coordination is not harvest: a class, a firm and a hackathon are coordinated too. So a second
null, "a legitimate common cause", is tested on effect sizes, against cohorts of benign traffic
formed in the same way. `stillwatch.detect.causes` holds the model; this module measures.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from stillwatch.detect.accounts.content import Content
from stillwatch.detect.accounts.statistics import LEAST, Accounts
from stillwatch.detect.cohorts import Cohorts, beyond_prevalence
from stillwatch.detect.stats import evalues
from stillwatch.store.links import Links

Floats = npt.NDArray[np.float64]

LITTLE = 0.02
"""Share of everybody's variance below which less says nothing more."""

COMMON, BUSY, ENOUGH = 0.2, 20, 50
"""Share of accounts with so many exchanges, and how many such accounts, of which some must repeat
requests (their own, others') for a log to tell who does not. Where hardly anybody does, ranks are
drawn by lot."""

SIZE_CAP = 40
"""Members beyond which size says nothing more for a harvest."""

LEVELS = (
    "harvest_share", "harvest", "elicitation", "one_shot", "repeats", "overlap", "rhythm",
    "age", "regularity", "breadth", "spacing", "single", "onset", "focus",
)  # fmt: skip
"""Statistics whose mean normal score over members is an effect."""

SPREADS = (
    "load", "length", "output", "harvest_share", "regularity", "one_shot", "rhythm", "breadth",
    "spacing",
)  # fmt: skip
"""Statistics whose spread of normal scores over members is an effect."""

ABSOLUTE = (
    "log_size", "share", "one_shot_share", "load_spread", "onset_days", "offset_days",
    "style_shift", "chosen_odds", "one_org", "slice_size", "age_days_spread",
    "suspicion", "suspicion_spread", "group_size", "own_ratio",
    "one_network", "one_domain", "span_days", "still_active", "shared_cards", "shared_networks",
    "content_apart", "breadth", "profile",
    "volume", "ordinary", "reasoning", "crowd", "silent", "abroad", "own_tools",
)  # fmt: skip
"""Effects in units of their own; see `measure`."""

PROFILE = ("params", "tools", "model")
"""Observables of how requests are set up."""

SETTINGS, SHOWN = "params", 0.05
"""The one of them that logs may not tell, and the share of accounts that show one, with others,
where a log does. In the worlds that the trees were fitted on it is a fifth or more."""

NAMES = (
    tuple(f"level_{name}" for name in LEVELS)
    + tuple(f"spread_{name}" for name in SPREADS)
    + ABSOLUTE
)


def measure(
    accounts: Accounts,
    content: Content,
    cohorts: Cohorts,
    links: Links,
    suspicion: Floats,
    base_share: float,
    own_ratio: Floats | None = None,
    ignored: frozenset[str] = frozenset(),
) -> Floats:
    """Measure every cohort: shape (cohorts, len(NAMES)).

    0 where an effect is not known of a cohort; NaN where the log tells nothing of what it is made
    of (addresses, payment, domains, sign-up, requests that anybody repeats, settings of requests,
    tokens of replies): that nothing is shared must not be read off nothing.

    `level_*` and `spread_*` are means and standard deviations (about 1 for a random group) of
    normal scores. `load_spread` is the standard deviation of the log daily rate, `onset_days` and
    `offset_days` the log of the mean absolute deviation in days, `style_shift` the squared distance
    of the mean style from everybody's, `chosen_odds` the log odds of being chosen in the group,
    less those outside; `one_org`, `one_network` and `one_domain` the share of members in the most
    common organisation, address prefix and sign-up domain; `suspicion` the members' mean log odds
    by `stillwatch.detect.suspicion`; `group_size` the log of all accounts that share the value;
    `own_ratio` the members' mean log likelihood ratio by `campaigns.membership`, where it is given
    (shape (cohorts,)); `span_days` the mean log of the days between a member's first and latest
    marked exchange; `still_active` the share of members seen in the last two days; `shared_cards`
    and `shared_networks` one less the payment instruments and address prefixes to a member;
    `content_apart` the log of the variance of content between members over that between people (see
    `accounts.content`), `breadth` that of the variance within members over everybody's; `profile`
    the log e-value that members set their requests up alike (`PROFILE`, by
    `cohorts.beyond_prevalence`), over the root of their number.

    `volume` and `ordinary` are the mean normal scores, among all accounts, of a member's exchanges
    and of those of them that do not read like a harvest, `reasoning` that of how often reasoning is
    asked for; `crowd` is the share of a member's requests whose text at least
    `relations.CROWD` other accounts had sent before; `silent` that of the days between its first
    and latest marked exchange without any; `abroad` the share of members whose requests come from
    another country than accounts that declare theirs mostly do, less everybody's; `own_tools`
    the share of a member's requests that offer tools of its own (`relations.own_tools`).

    Effects that are `ignored` stay at 0: cohorts are many, and each effect has its cost.
    """
    c, a, size = cohorts.cohort, cohorts.account, len(cohorts)
    count = np.maximum(np.bincount(c, minlength=size), 1)
    values, group = accounts.values, np.maximum(cohorts.group, count)
    onset, offset = values["onset"][a], values["offset"][a]
    network = _tally(links, "ip_prefix", c, a)
    made: dict[str, Callable[[], Floats]] = {
        **{f"level_{name}": partial(_level, accounts, name, c, a, size) for name in LEVELS},
        **{
            f"spread_{name}": partial(_spread_score, accounts, name, c, a, size) for name in SPREADS
        },
        "log_size": lambda: np.log(np.minimum(count, SIZE_CAP)),
        "share": lambda: np.nan_to_num(_mean(values["harvest_share"][a], c, size)),
        "one_shot_share": lambda: np.nan_to_num(_mean(values["one_shot"][a], c, size)),
        "load_spread": lambda: np.nan_to_num(_deviation(values["load"][a], c, size), nan=1.0),
        "onset_days": lambda: _log_days(onset, c, size),
        "offset_days": lambda: _log_days(offset, c, size),
        "style_shift": lambda: _shift(accounts, c, a, size),
        "chosen_odds": lambda: _odds(count, group, base_share),
        "one_org": lambda: np.nan_to_num(_most(_tally(links, "org", c, a), count)),
        "slice_size": lambda: np.nan_to_num(_mean(np.log1p(accounts.n_slice[a]), c, size)),
        "age_days_spread": lambda: _ages(accounts, c, a, size),
        "suspicion": lambda: np.nan_to_num(_mean(suspicion[a], c, size)),
        "suspicion_spread": lambda: np.nan_to_num(_deviation(suspicion[a], c, size), nan=1.0),
        "group_size": lambda: np.log(group),
        "own_ratio": lambda: np.zeros(size) if own_ratio is None else own_ratio,
        "one_network": lambda: _most(network, count),
        "one_domain": lambda: _most(_tally(links, "email_domain", c, a), count),
        "span_days": lambda: np.nan_to_num(
            _mean(np.asarray(np.log1p((offset - onset) / 24.0)), c, size)
        ),
        "still_active": lambda: np.nan_to_num(
            _mean(np.asarray(offset >= accounts.now - 48, dtype=np.float64), c, size)
        ),
        "shared_cards": lambda: _shared(_tally(links, "payment", c, a), count),
        "shared_networks": lambda: _shared(network, count),
        "content_apart": lambda: _apart(accounts, content, c, a, size),
        "breadth": lambda: _within(accounts, c, a, size),
        "profile": lambda: _profile(accounts, cohorts, links, count),
        "volume": partial(_level, accounts, "volume", c, a, size),
        "ordinary": partial(_level, accounts, "ordinary", c, a, size),
        "reasoning": lambda: _reasoning(accounts, c, a, size),
        "crowd": lambda: _crowd(accounts, c, a, size),
        "silent": lambda: np.nan_to_num(_mean(values["silent"][a], c, size)),
        "abroad": lambda: _abroad(links, c, a, size),
        "own_tools": lambda: _own_tools(accounts, links, c, a, size),
    }
    return np.column_stack([np.zeros(size) if name in ignored else made[name]() for name in NAMES])


def untold(accounts: Accounts, name: str) -> bool:
    """Whether a log tells nothing of a statistic: of ages, of tokens, of who repeats requests."""
    if name in ("age", "output"):
        return not np.isfinite(accounts.values[name]).any()
    if name not in ("repeats", "overlap"):
        return False
    values = accounts.values[name][accounts.n >= BUSY]
    values = values[np.isfinite(values)]
    return len(values) >= ENOUGH and float((values > 0).mean()) < COMMON


def _mean(values: Floats, cohort: npt.NDArray[np.int64], size: int) -> Floats:
    known = np.isfinite(values)
    total = np.bincount(cohort[known], weights=values[known], minlength=size)
    count = np.bincount(cohort[known], minlength=size)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))


def _deviation(values: Floats, cohort: npt.NDArray[np.int64], size: int) -> Floats:
    """Return the standard deviation within each cohort; NaN below two known members."""
    known = np.isfinite(values)
    c, v = cohort[known], values[known]
    count = np.bincount(c, minlength=size)
    centre = np.bincount(c, weights=v, minlength=size) / np.maximum(count, 1)
    square = np.bincount(c, weights=(v - centre[c]) ** 2, minlength=size)
    return np.asarray(np.where(count > 1, np.sqrt(square / np.maximum(count - 1, 1)), np.nan))


def _log_days(hours: Floats, cohort: npt.NDArray[np.int64], size: int) -> Floats:
    """Log of one plus the standard deviation in days; 0 where not known."""
    return np.nan_to_num(np.log1p(_deviation(hours, cohort, size) / 24.0))


def _ages(
    accounts: Accounts, c: npt.NDArray[np.int64], a: npt.NDArray[np.int64], size: int
) -> Floats:
    """Log of one plus the spread of ages in days; NaN where the log tells none."""
    if not np.isfinite(accounts.values["age"]).any():
        return np.full(size, np.nan)
    return _log_days(accounts.values["age"][a], c, size)


def _level(
    accounts: Accounts, name: str, c: npt.NDArray[np.int64], a: npt.NDArray[np.int64], size: int
) -> Floats:
    """Mean normal score of a statistic; NaN where the log tells nothing of it."""
    if untold(accounts, name):
        return np.full(size, np.nan)
    if name not in accounts.scores:
        return np.zeros(size)
    return np.nan_to_num(_mean(accounts.scores[name][a], c, size))


def _spread_score(
    accounts: Accounts, name: str, c: npt.NDArray[np.int64], a: npt.NDArray[np.int64], size: int
) -> Floats:
    """Spread of a statistic's normal scores; NaN where the log tells nothing of it."""
    if untold(accounts, name):
        return np.full(size, np.nan)
    if name not in accounts.scores:
        return np.ones(size)
    return np.nan_to_num(_deviation(accounts.scores[name][a], c, size), nan=1.0)


def _shift(
    accounts: Accounts, c: npt.NDArray[np.int64], a: npt.NDArray[np.int64], size: int
) -> Floats:
    """Squared distance of the mean style from everybody's; 0 below two measured members."""
    able = accounts.n_slice[a] >= LEAST
    c, a = c[able], a[able]
    count = np.bincount(c, minlength=size)
    holds = csr_matrix((np.ones(len(a)), (c, a)), shape=(size, len(accounts.n)))
    mean = (holds @ accounts.styles) / np.maximum(count, 1)[:, None]
    away = ((mean - accounts.usual_style) ** 2).sum(axis=1)
    return np.where(count >= 2, away, 0.0)


def _apart(
    accounts: Accounts,
    content: Content,
    c: npt.NDArray[np.int64],
    a: npt.NDArray[np.int64],
    size: int,
) -> Floats:
    """Log of the variance of content between members over that between people."""
    able = accounts.n_slice[a] >= LEAST
    found = np.maximum(content.apart(c[able], a[able], size), 0.0)
    return np.nan_to_num(np.log(found + LITTLE))


def _within(
    accounts: Accounts, c: npt.NDArray[np.int64], a: npt.NDArray[np.int64], size: int
) -> Floats:
    """Log of the variance of content within members over everybody's."""
    found = _mean(accounts.values["breadth"][a], c, size) / accounts.usual_breadth
    return np.nan_to_num(np.log(np.maximum(found, LITTLE)))


def _profile(
    accounts: Accounts, cohorts: Cohorts, links: Links, count: npt.NDArray[np.int64]
) -> Floats:
    """Log e-value that members set their requests up alike, over the root of their number.

    NaN for members who show no settings where hardly anybody does: the log may not tell them, and
    the model, which every log tells, says little by itself.
    """
    told = [links.types.index(kind) for kind in PROFILE if links.tell(kind)]
    if not told or not len(cohorts):
        return np.full(len(cohorts), np.nan)
    table = np.vstack([beyond_prevalence(cohorts, links, number) for number in told])
    out = np.asarray(evalues.average(table) / np.sqrt(count))
    if not set_up_told(accounts, links):
        showing = np.bincount(cohorts.cohort, _set_up(links)[cohorts.account], len(cohorts))
        out[showing == 0] = np.nan
    return out


def set_up_told(accounts: Accounts, links: Links) -> bool:
    """Whether a log tells how requests are set up: enough accounts show settings (`SHOWN`)."""
    return bool(_set_up(links).sum() >= SHOWN * accounts.seen.sum())


def _set_up(links: Links) -> npt.NDArray[np.bool_]:
    """Accounts that show settings which others show too: shape (A,)."""
    if SETTINGS not in links.types:
        return np.zeros(links.held.shape[1], dtype=bool)
    return np.asarray(links.held[links.types.index(SETTINGS)] >= 0)


def _reasoning(
    accounts: Accounts, c: npt.NDArray[np.int64], a: npt.NDArray[np.int64], size: int
) -> Floats:
    """Mean normal score of how often reasoning is asked for; NaN where no settings are logged."""
    asked = accounts.values.get("reasoning_requested")
    if asked is None or not np.isfinite(asked).any():
        return np.full(size, np.nan)
    return _level(accounts, "reasoning_requested", c, a, size)


def _crowd(
    accounts: Accounts, c: npt.NDArray[np.int64], a: npt.NDArray[np.int64], size: int
) -> Floats:
    """Mean share of requests that a crowd had sent before; NaN where hardly anybody repeats any."""
    if untold(accounts, "overlap"):
        return np.full(size, np.nan)
    return np.nan_to_num(_mean(accounts.values["crowd"][a], c, size))


def _own_tools(
    accounts: Accounts, links: Links, c: npt.NDArray[np.int64], a: npt.NDArray[np.int64], size: int
) -> Floats:
    """Mean share of requests with a member's own tools; NaN where the log tells of no tools."""
    if not links.tell("tools"):
        return np.full(size, np.nan)
    return np.nan_to_num(_mean(accounts.values["own_tools"][a], c, size))


def _abroad(links: Links, c: npt.NDArray[np.int64], a: npt.NDArray[np.int64], size: int) -> Floats:
    """Share of members who are `Links.elsewhere`, less everybody's; NaN where not told."""
    elsewhere = links.elsewhere
    if not np.isfinite(elsewhere).any():
        return np.full(size, np.nan)
    return np.nan_to_num(_mean(elsewhere[a], c, size) - float(np.nanmean(elsewhere)))


def _odds(inside: npt.NDArray[np.int64], group: npt.NDArray[np.int64], base: float) -> Floats:
    share = (inside + 0.5) / (group + 1.0)
    return np.asarray(np.log(share / (1 - share)) - np.log(base / (1 - base)))


class _Tally(NamedTuple):
    """Values of one observable that members of cohorts show, each once a cohort."""

    cohort: npt.NDArray[np.int64]
    """Shape (cells,), ascending."""
    members: npt.NDArray[np.int64]
    """Shape (cells,): how many show the value first."""


def _tally(
    links: Links, kind: str, c: npt.NDArray[np.int64], a: npt.NDArray[np.int64]
) -> _Tally | None:
    """Count what members show of an observable; null where the log tells nothing of it."""
    if not links.tell(kind):
        return None
    held = links.held[links.types.index(kind)][a].astype(np.int64)
    known = held >= 0
    values = max(len(links.key), 1)
    cells, members = np.unique(c[known] * values + held[known], return_counts=True)
    return _Tally(cells // values, members)


def _most(tally: _Tally | None, count: npt.NDArray[np.int64]) -> Floats:
    """Share of members at their most common value of an observable; 0 without any."""
    if tally is None:
        return np.full(len(count), np.nan)
    most = np.zeros(len(count))
    np.maximum.at(most, tally.cohort, tally.members)
    return np.asarray(most / count)


def _shared(tally: _Tally | None, count: npt.NDArray[np.int64]) -> Floats:
    """One less distinct values to a member; a value that nobody shares counts as its own."""
    if tally is None:
        return np.full(len(count), np.nan)
    size = len(count)
    shown = np.bincount(tally.cohort, tally.members, size)
    distinct = np.bincount(tally.cohort, minlength=size) + count - shown
    return np.asarray(1.0 - distinct / count)
