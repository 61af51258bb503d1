"""What a log let be judged: by detector, by observable, and by level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from stillwatch.audit.reads import feature_columns, standing, wire
from stillwatch.core.registry import discover
from stillwatch.detect.accounts.statistics import LEAST
from stillwatch.detect.detectors.base import Detector
from stillwatch.detect.engine import Engine
from stillwatch.features.extract import observables as known_observables
from stillwatch.store.links import SMALLEST

FAMILIES = ("infrastructure", "content", "behaviour")
"""Families that `confirmed` needs, each by itself."""

THIN = 0.05
"""Share of accounts below which a family is called thin: it may still speak, for few."""

Told = Mapping[str, tuple[float, float]]
"""Observable to the share of exchanges, and of accounts, that carry it."""

Rows = list[dict[str, Any]]


def detectors(engine: Engine, fields: Mapping[str, float]) -> Rows:
    """Return which detectors ran, on what share of exchanges and accounts, and why not others.

    Parameters
    ----------
    engine
        After its last evaluation.
    fields
        Share of exchanges that carry each column.
    """
    view = engine.view
    assert view is not None
    seen = view.accounts.seen
    out = []
    for name, cls in discover("stillwatch.detect.detectors", Detector).items():
        stands = standing(cls, fields, left_out=name not in engine.detectors)
        reach, reason = 0.0, stands.reason
        if stands.ran:
            reach = float(
                (engine.detectors[name].reach(view) & seen).sum() / max(int(seen.sum()), 1)
            )
            if not reach:
                reason = _unreached(name)
        out.append(
            {
                "name": name,
                "family": cls.family,
                "ran": not reason,
                "reason": reason,
                "share": stands.share,
                "accounts": round(reach, 4),
            }
        )
    return out


def _unreached(name: str) -> str:
    if name == "pivot":
        return "too few accounts moved to a new model in this log"
    return "no account has enough of what it looks at"


def observables(without: tuple[str, ...], told: Told, fields: Mapping[str, float]) -> Rows:
    """Return what accounts could share, and on what share of exchanges and accounts it is known.

    `told` and `fields` are as for `levels`.
    """
    out = []
    for name, cls in known_observables().items():
        share, accounts = told.get(name, (0.0, 0.0))
        left_out = name in without
        reason = "left out by a setting" if left_out else ""
        if not share and not left_out:
            missing = _missing(name, fields)
            reason = f"the log has no {' or '.join(missing)}" if missing else "no exchange shows it"
        out.append(
            {
                "name": name,
                "family": cls.family,
                "used": not reason,
                "reason": reason,
                "share": round(share, 4),
                "accounts": round(accounts, 4),
            }
        )
    return out


def _missing(observable: str, fields: Mapping[str, float]) -> list[str]:
    """Name the fields that an observable is read from and that the log has nowhere."""
    columns = feature_columns()[f"obs_{observable}"] - {"content_state"}
    return sorted({wire(column) for column in columns if not fields.get(column, 1.0)})


def levels(engine: Engine, ran: Rows, fields: Mapping[str, float], told: Told) -> Rows:
    """Return what each level needs, and whether this log could give it.

    Parameters
    ----------
    ran
        What `detectors` says.
    engine, fields
        As for `detectors`.
    told
        Share of exchanges and accounts that carry each observable.

    Returns
    -------
    Rows of `level`, `possible`, `needs` and `lacks`: sentences, none where nothing is missing.
    """
    view = engine.view
    assert view is not None
    able = int((view.accounts.n_slice >= LEAST).sum())
    base = []
    if not fields.get("text"):
        base.append("no exchange carries the text of a request, so that no group is nominated")
    elif able < SMALLEST:
        base.append(
            f"{able} {'account has' if able == 1 else 'accounts have'} {LEAST} harvest-like "
            f"exchanges, and a group needs {SMALLEST}"
        )
    both = list(base)
    if not any(row["ran"] for row in ran):
        both.append("no detector ran")
    all_, thin = list(both), []
    for family in FAMILIES:
        mine = [row for row in ran if row["family"] == family]
        most = max((row["accounts"] for row in mine if row["ran"]), default=0.0)
        if not any(row["ran"] for row in mine):
            all_.append(f"{family}: {_why(family, engine.settings.without, told, fields)}")
            continue
        if most < THIN:
            thin.append(f"{family} could speak of {most:.1%} of the accounts only")
        if family == "infrastructure" and (lacking := _lacking(family, told, fields)):
            thin.append(f"{family} rests on less: no {', '.join(lacking)} in this log")
    if np.isfinite(engine.alone(view)):
        thin.append(
            "in so small a firm a group of a few accounts stays at likely, as no test can rule "
            "out chance for it"
        )
    needs = {
        "watch": "a group of accounts nominated by its harvest-like text",
        "likely": "that, and evidence that its accounts act together and that they harvest",
        "confirmed": "that, and strong evidence from infrastructure, content and behaviour each",
    }
    rows = {"watch": (base, []), "likely": (both, []), "confirmed": (all_, thin)}
    return [
        {"level": name, "possible": not hard, "needs": needs[name], "lacks": [*hard, *soft]}
        for name, (hard, soft) in rows.items()
    ]


def _why(family: str, without: tuple[str, ...], told: Told, fields: Mapping[str, float]) -> str:
    if family != "infrastructure":
        return "no detector of it could run"
    off = [n for n, c in known_observables().items() if c.family == family and n in without]
    lacking = _lacking(family, told, fields)
    said = f"no {', '.join(lacking)} in this log" if lacking else ""
    return "; ".join(x for x in (said, f"{', '.join(off)} left out" if off else "") if x) or (
        "no two accounts share any"
    )


def _lacking(family: str, told: Told, fields: Mapping[str, float]) -> list[str]:
    """Fields of a family's observables that no exchange carries."""
    kinds = [name for name, cls in known_observables().items() if cls.family == family]
    unseen = [name for name in kinds if not told.get(name, (0.0, 0.0))[0]]
    return list(dict.fromkeys(name for kind in unseen for name in _missing(kind, fields)))
