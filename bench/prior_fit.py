"""Logistic regression, as the content prior is fitted by."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import Bounds, minimize

Floats = NDArray[np.float32]


def fit(
    x: sp.csr_matrix,
    label: NDArray[np.int64],
    classes: int,
    weight: Floats,
    l2: float,
    dense: int,
    iterations: int = 120,
    above: tuple[Floats, Floats] | None = None,
) -> tuple[Floats, Floats]:
    """Multinomial logistic regression by L-BFGS; two classes give one column.

    The penalty is `l2` times the mean weight per text on n-grams, a tenth of it on the last
    `dense` columns. Returns weights (features, columns) and bias (columns,).

    Parameters
    ----------
    above
        Logits that are held (texts, columns), to which the weights add, and the largest weight
        of each column (columns,): what a table can hold. There is no bias then.
    """
    n, d = x.shape
    columns = 1 if classes == 2 else classes
    target = np.zeros((n, columns), np.float32)
    if columns == 1:
        target[:, 0] = label
    else:
        target[np.arange(n), label] = 1
    penalty = np.full((d, 1), l2, np.float32)
    penalty[d - dense :] *= 0.1
    total = weight.sum()
    xt = x.T.tocsr()
    held = None if above is None else above[0]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        w = flat[: d * columns].reshape(d, columns).astype(np.float32)
        b = flat[d * columns :].astype(np.float32)
        logits = x @ w + (b if held is None else held)
        if columns == 1:
            p = 1 / (1 + np.exp(-logits))
            nll = np.logaddexp(0, logits) - target * logits
        else:
            logits -= logits.max(1, keepdims=True)
            p = np.exp(logits)
            norm = p.sum(1, keepdims=True)
            p /= norm
            nll = (np.log(norm[:, 0]) - (target * logits).sum(1))[:, None]
        error = (p - target) * (weight / total)[:, None]
        value = float((nll * (weight / total)[:, None]).sum() + 0.5 * (penalty * w * w).sum())
        grad = xt @ error + penalty * w
        bias = error.sum(0) * (held is None)
        return value, np.concatenate([grad.ravel(), bias]).astype(np.float64)

    start = np.zeros(d * columns + columns)
    bounds = None
    if above is not None:
        most = np.append(np.tile(above[1], d), np.zeros(columns))
        bounds = Bounds(-most, most)
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds,
        options={"maxiter": iterations, "maxcor": 8},
    )  # fmt: skip
    w = found.x[: d * columns].reshape(d, columns).astype(np.float32)
    return w, found.x[d * columns :].astype(np.float32)
