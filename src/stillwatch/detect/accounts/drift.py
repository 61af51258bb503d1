"""How far what an account asks about has moved: its first marked exchanges against its later ones.

Items dealt from one queue are a sample of it, early or late, so that means differ by sampling
alone. People come to other questions.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stillwatch.detect.accounts.state import EARLY, HARVEST, State

Floats = npt.NDArray[np.float64]


def drift(state: State, topic_scale: float) -> Floats:
    """Squared distance of the mean content of first exchanges from that of later ones.

    The sampling error of both means, estimated from the variance within each part, is taken
    off: the expectation is zero where content does not move, and a value may fall below it.

    Parameters
    ----------
    state
        Sums; `state.EARLY` says which exchanges are the first ones.
    topic_scale
        Weight of a topic coordinate against the probability of a style.

    Returns
    -------
    Shape (A,), without unit, as the probabilities of styles are; NaN where the log has no
    content, or with fewer than `EARLY` exchanges after the first ones.
    """
    out = np.full(len(state.accounts), np.nan)
    names = [state.columns[i] for i in state.content]
    if not {"style_sq", "topic_sq"} <= set(names):
        return out
    who = np.flatnonzero(state.early_row >= 0)
    first = state.early[state.early_row[who]].astype(np.float64)
    later = state.sums[HARVEST][np.ix_(who, state.content)].astype(np.float64) - first
    enough = later[:, 0] >= EARLY
    early, early_error = _mean(first[enough], names, topic_scale)
    late, late_error = _mean(later[enough], names, topic_scale)
    out[who[enough]] = ((early - late) ** 2).sum(axis=1) - early_error - late_error
    return out


def _mean(sums: Floats, names: list[str], topic_scale: float) -> tuple[Floats, Floats]:
    """Mean content, shape (rows, styles + topics), and its expected squared error, (rows,)."""
    count = sums[:, 0]
    plain = [i for i, name in enumerate(names) if i and not name.endswith("_sq")]
    weight = [topic_scale if names[i].startswith("topic_") else 1.0 for i in plain]
    mean = sums[:, plain] * np.array(weight) / count[:, None]
    square = sums[:, names.index("style_sq")]
    square = (square + topic_scale**2 * sums[:, names.index("topic_sq")]) / count
    spread = np.maximum(square - (mean**2).sum(axis=1), 0.0)
    return mean, spread / (count - 1)
