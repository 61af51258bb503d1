"""Which exchanges read like a harvest: weak signals of one exchange, weighed and summed.

The weights are fitted on labelled worlds (`bench/fit_models.py`). An exchange above the
threshold falls into the harvest view of its account, in the slice of its likeliest capability, if
the content prior tells one (`features.prior`); the rest are ordinary. A mark is a weak signal: it
weighs and cuts slices, and never flags alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import ibis
import ibis.expr.types as ir

AGENT, REPLY = "has_tools", "max_output"
"""Signals of an exchange that was offered tools, and of how long its reply was: an agent's is short
because it calls one, and says nothing against a harvest."""


@dataclass(frozen=True)
class MarkModel:
    """A linear score over the signals of one exchange."""

    weights: dict[str, tuple[float, float]]
    """Signal name to (value that stands in where it is not known, weight)."""
    bias: float
    """Added to the weighted sum; above zero the exchange is marked."""


@cache
def shipped() -> MarkModel:
    """Return the model that ships with the package."""
    raw = json.loads(files("stillwatch.detect").joinpath("models/marks.json").read_text())
    weights = {name: (float(fill), float(w)) for name, (fill, w) in raw["weights"].items()}
    return MarkModel(weights, float(raw["bias"]))


def sliced(rows: ir.Table, model: MarkModel | None = None) -> ir.Table:
    """Set `slice` to 0 (ordinary) wherever the exchange is not marked.

    Exchanges without text are never marked: what was asked is not known, and not guessed.
    """
    model = model or shipped()
    score = ibis.literal(model.bias)
    for name, (fill, weight) in model.weights.items():
        column = f"sig_{name}"
        if column in rows.columns:
            value = rows[column].cast("float64").fill_null(fill)
            if name == REPLY and f"sig_{AGENT}" in rows.columns:
                agent = rows[f"sig_{AGENT}"].fill_null(0) > 0
                value = ibis.ifelse(agent, ibis.greatest(value, fill), value)
            score = score + weight * value
        else:
            score = score + weight * fill
    marked = rows.has_text & (score > 0)
    return rows.mutate(slice=ibis.ifelse(marked, rows["slice"], 0).cast("int8"))
