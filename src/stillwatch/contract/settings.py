"""Settings of an audit: every figure that a user may turn, with its unit."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from math import inf, log
from pathlib import Path
from typing import Any, NamedTuple

from stillwatch.core.errors import InputError

BARS = ("watch_odds", "likely_odds", "confirmed_odds")
"""Settings that a settings file may hold, lowest first."""

FEWER = 0.7
"""Log odds by which groups of like odds are more often harvests, for each log unit by which a firm
has fewer accounts, by a logistic fit; its standard error is some 0.2."""

LARGE_PART = 40
"""Accounts to a member below which a group is a large part of its firm: to name it wrongly costs as
much as in a firm in which it would not be."""

FEWEST = 400
"""Accounts of the smallest firms by which `FEWER` was decided: in smaller ones less of it holds,
down to nothing in a `small_firm`."""

MORE_TESTS = 4
"""Factor by which a firm of fewer accounts than usual may test more cohorts, at most."""


@dataclass(frozen=True)
class Settings:
    """What an audit is run with. Recorded in `summary.json`."""

    seed: int = 0
    """Seed of everything that is drawn: tie-breaks, shuffles, which exchange ids are quoted."""
    level: float = 0.01
    """False discovery rate of e-BH over the cohorts of one evaluation, for the first null."""
    watch_odds: float = 1.0
    """Log odds of harvest against a benign cause at which a cohort is worth watching."""
    likely_odds: float = 2.8
    """Log odds of harvest against a benign cause that `likely` needs."""
    confirmed_odds: float = 4.5
    """Log odds of harvest against a benign cause that `confirmed` needs."""
    family_log_e: float = 6.9
    """Log e-value at which a family of detectors counts for `confirmed` (1,000 to 1)."""
    confirmed_log_lr: float = 18.0
    """Log likelihood ratio of its own that an account of a `confirmed` campaign needs to be
    `confirmed` itself; the campaign's other accounts are `likely`."""
    suspect_share: float = 0.3
    """Share of accounts, the most harvest-like, that may seed a cohort."""
    membership: float = 0.995
    """Probability of membership that an account of a campaign needs; its behaviour has to speak
    for it besides."""
    usual_firm: int = 2_500
    """Accounts below which `likely` needs less, as fewer benign groups could be mistaken (see
    `sure_odds`), more cohorts are tested, and nobody is compared with members of campaigns at
    `watch`."""
    small_firm: int = 200
    """Accounts of a firm in which the first null cannot be rejected over all cohorts, because they
    are too small: there `likely` rests on the second null. See `alone_odds`."""
    large_firm: int = 25_000
    """Accounts from which `likely` needs more, as more benign groups could be mistaken. See
    `sure_odds`."""
    large_group: int = 100
    """Members beyond which fewer groups could be mistaken than among the accounts of `large_firm`,
    as there are fewer of their size (see `sure_odds`); of a core that large others may join."""
    growth_loss: float = 0.5
    """Log odds of harvest that a campaign may lose by growing."""
    largest_share: float = 0.5
    """Observables shared by more than this share of accounts nominate nothing."""
    nominate_odds: float = -1.0
    """Log odds of harvest, by the model for cohorts as they form, that nominate a cohort; less, by
    the log of how many times fewer, in a firm of fewer accounts than `usual_firm`."""
    most_tested: int = 60
    """Cohorts tested and refined in one evaluation, those least like a benign cause first; each of
    four sizes has its equal part of them, rounded up. As many times more, up to `MORE_TESTS`, in a
    firm of fewer accounts than `usual_firm`, where each costs less."""
    epoch_hours: int = 0
    """Hours of event time between evaluations; 0 adapts to the number of accounts."""
    ended_after_days: float = 3.0
    """Days with hardly any of its members' harvest-like requests after which a campaign has ended:
    fewer than a twentieth of its usual pace."""
    without: tuple[str, ...] = ()
    """Detectors and observables to leave out."""

    def sure_odds(self, accounts: int, members: int = 0) -> float:
        """Log odds at which a group that rejects the first null is `likely`.

        They grow, up to `confirmed_odds`, with the log of how many groups of its size could be
        mistaken: the more, the more accounts there are beyond `large_firm`; the fewer, the more
        members it has beyond `large_group`. Below `usual_firm` they fall, down to `watch_odds`, by
        `FEWER` of the log of how many times fewer accounts there are, or would be if the group were
        no `LARGE_PART` of them; from `FEWEST` accounts down less of that holds, and nothing from
        `small_firm` on, whose bar is a small firm's own.
        """
        like = max(accounts, LARGE_PART * members, FEWEST)
        if like < self.usual_firm:
            least = min(max(self.small_firm, 1), FEWEST - 1)
            held = log(max(accounts, least) / least) / log(FEWEST / least)
            less = FEWER * log(self.usual_firm / like) * min(held, 1.0)
            return max(self.likely_odds - less, min(self.watch_odds, self.likely_odds))
        groups = accounts / self.large_firm if self.large_firm else 1.0
        share = max(members / max(self.large_group, 1), 1.0)
        more = log(max(groups / share, 1.0))
        return max(self.likely_odds, min(self.likely_odds + more, self.confirmed_odds))

    def alone_odds(self, accounts: int) -> float:
        """Log odds at which a group is `likely` without the first null; infinite in large firms.

        They grow with the log of the accounts, as the number of groups that could be mistaken does;
        beyond `confirmed_odds`, cohorts are large enough for the first null.
        """
        needed = self.likely_odds + log(max(accounts / max(self.small_firm, 1), 1.0))
        return needed if self.small_firm and needed <= self.confirmed_odds else inf

    def fewer(self, accounts: int) -> float:
        """How many times fewer accounts than usual a firm has; 1 in one that has as many."""
        return max(self.usual_firm / max(accounts, 1), 1.0)

    def moved(self, bars: Mapping[str, Any]) -> Settings:
        """Return the same with some of `BARS` moved."""
        return replace(self, **bars)

    def as_dict(self) -> dict[str, Any]:
        """Names and values, for `summary.json`."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


def evaluation_hours(settings: Settings, accounts: int) -> int:
    """Hours between evaluations: more accounts, wider spacing, so that cost stays bounded."""
    if settings.epoch_hours:
        return settings.epoch_hours
    for hours, most in ((4, 6_000), (6, 60_000), (12, 150_000)):
        if accounts <= most:
            return hours
    return 24


class SettingsFile(NamedTuple):
    """A file of bars that an audit was given."""

    path: str
    sha256: str
    size: int
    """Bytes."""
    values: dict[str, float]
    """Some of `BARS`."""
    stillwatch: str | None
    """Version of stillwatch that made it, if it says."""


def read_settings(path: Path) -> SettingsFile:
    """Read a settings file: `{"version": 1, "settings": {"likely_odds": 3.1, …}}`.

    Raises
    ------
    InputError
        It cannot be read, names what is not one of `BARS`, or the bars are out of order.
    """
    name = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=name) from error
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise InputError("not JSON", path=name) from None
    given = found.get("settings") if isinstance(found, dict) else None
    if not isinstance(given, dict) or found.get("version") != 1:
        raise InputError(
            "no settings file of version 1",
            path=name,
            remedy="stillwatch review recalibrate makes one",
        )
    for bar, value in given.items():
        if bar not in BARS:
            raise InputError(f"no setting {bar[:40]!r}: known are {', '.join(BARS)}", path=name)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not -50 <= value <= 50:
            raise InputError(f"{bar} is no number from -50 to 50", path=name)
    held = [float(given.get(bar, getattr(Settings, bar))) for bar in BARS]
    if held != sorted(held):
        raise InputError(f"the bars do not ascend: {', '.join(BARS)}", path=name)
    values = {bar: float(value) for bar, value in sorted(given.items())}
    made = found.get("stillwatch")
    digest = hashlib.sha256(data).hexdigest()
    return SettingsFile(name, digest, len(data), values, made if isinstance(made, str) else None)


def write_settings(path: Path, document: dict[str, Any]) -> None:
    """Write a settings file, mode 0600, aside and then in place.

    Raises
    ------
    InputError
        There is a file already, or it cannot be written.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        if path.exists():
            raise InputError("there is a file already", path=str(path), remedy="choose another")
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(json.dumps(document, indent=1) + "\n")
        draft.replace(path)
    except OSError as error:
        raise InputError((error.strerror or "cannot be written").lower(), path=str(path)) from error
