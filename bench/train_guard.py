"""Fit the guard: ``python bench/train_guard.py [--out FILE]``; the same file every time.

``--phrases`` compiles its phrases alone (``phrases.npz``): run it whenever one of their texts has
changed.

Fitted on the written families (`guard_families.txt`, `guard_languages.txt`), on what twenty
authors wrote who had not seen the guard, on half of another's families (`guard_authors`),
on the ordinary prompts of the bundled corpus' `tune` sources, and on ordinary requests in
thirty-one languages (`prior_languages`). Prompts of public attack
tools, the `report` sources, four more authors and every encoding stay out. Each text is a bag
of windows: an attack's strongest window is an attack, every window of an ordinary text is
ordinary (multiple-instance
learning: Andrews et al., 2003).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numba import njit
from numpy.typing import NDArray
from scipy.optimize import Bounds, minimize

sys.path.insert(0, str(Path(__file__).parent))

from _guard_folds import folds, level, with_languages
from guard_corpora import (
    SEEN,
    WRAPPED,
    WRAPPED_PER_FAMILY,
    Request,
    abroad,
    authored,
    everyday,
    fitted,
    wrapped,
    written,
)

from stillwatch.features.hashing import join
from stillwatch.features.score import FINGERPRINT, ROW_BITS
from stillwatch.guard.blocks import GRAMS, around, gram, worth
from stillwatch.guard.concepts import ROLES
from stillwatch.guard.judge import Guard
from stillwatch.guard.letters import tables
from stillwatch.guard.marks import BITS, BLOCK, mark, tokens
from stillwatch.guard.model import Model, from_arrays
from stillwatch.guard.phrases import compiled, concepts
from stillwatch.guard.readings import readings

ROOT = Path(__file__).parents[1]
PHRASES = ROOT / "src/stillwatch/guard/phrases.npz"
SEED = 1
SLOTS = 1 << 16
L2 = {"unit": 3e-5, "pair": 1e-4, "close": 1e-4, "gram": 4e-5}
"""Penalty by kind of feature, times the mean weight of a text."""
ITERATIONS = 80
FLAG_RATE, BLOCK_RATE = 1e-3, 7e-4
"""Share of ordinary prompts, of sources held out, that may reach either threshold. Requests in
other languages are such sources, too, one each, and decide: of public prompts, nearly all in
English, half as many reach it."""
Floats = NDArray[np.float64]


@njit
def _windows(data, begin, end, kind, fold, keys, values, targets):  # type: ignore[no-untyped-def]
    size = end - begin + 1
    words, stems = np.empty(size, np.uint64), np.empty(size, np.uint64)
    flags = np.empty(size, np.uint8)
    starts, ends = np.empty(size, np.int64), np.empty(size, np.int64)
    count = tokens(data, begin, end, kind, fold, words, stems, flags, starts, ends)
    blocks = (count + BLOCK - 1) // BLOCK
    masks, near = np.empty(blocks, np.uint64), np.zeros((blocks, BITS), np.uint64)
    spans = np.empty((blocks, 2), np.int64)
    mark(
        data, count, kind, fold, keys, values, targets, words, stems, flags, starts, ends, masks,
        near, spans,
    )  # fmt: skip
    for block in range(blocks):
        if masks[block] == 0:
            near[block] = 0
    grams = np.empty(2 * count, np.uint64)
    for i in range(count):
        word = gram(words, flags, i)
        before = gram(words, flags, i - 1) if i else np.uint64(21)
        grams[2 * i], grams[2 * i + 1] = word, join(before, word)
    for block in range(blocks):
        spans[block] = around(spans, block, block + 1 < blocks, count)
    return masks, near, spans, grams


def windows(requests: list[Request]) -> tuple[list[Any], NDArray[np.int64]]:
    """Read requests as the guard does: (mask, close pairs, n-gram hashes) of each window."""
    table, held = tables(), concepts()
    out: list[Any] = []
    owner = []
    targets = held.targets
    for number, request in enumerate(requests):
        for reading in readings([{"role": r, "content": t} for r, t in request.messages]):
            data = np.frombuffer(reading.text.encode() + b"\0", np.uint8)
            masks, near, spans, grams = _windows(
                data, 0, min(len(data) - 1, 48 * 1024), table.kind, table.fold,
                held.keys, held.values, targets,
            )  # fmt: skip
            for block in range(max(1, len(masks) - 1) if len(masks) else 0):
                wide = block + 1 < len(masks)
                mask = int(masks[block]) | (int(masks[block + 1]) if wide else 0)
                if not worth(np.uint64(mask), targets):
                    continue
                close = near[block] | near[block + 1] if wide else near[block]
                first, last = spans[block]
                out.append((mask, close, grams[2 * first : 2 * last]))
                owner.append(number)
    return out, np.array(owner, np.int64)


def vocabulary(found: list[Any], owner: NDArray[np.int64], families: list[str]) -> Any:
    """Hashes of n-grams that two families or sources use, in three requests or more."""
    uses: dict[int, set[int]] = {}
    where: dict[int, set[str]] = {}
    for (_, _, grams), number in zip(found, owner, strict=True):
        for value in set(grams.tolist()):
            uses.setdefault(value, set()).add(int(number))
            where.setdefault(value, set()).add(families[number])
    kept = [v for v, users in uses.items() if len(users) >= 3 and len(where[v]) >= 2]
    return np.array(sorted(kept), np.uint64)


def matrix(found: list[Any], words: NDArray[np.uint64]) -> sp.csr_matrix:
    """Features of windows as numbers."""
    rows, columns, numbers = [], [], []
    for row, (mask, close, grams) in enumerate(found):
        bits = [k for k in range(BITS) if mask >> k & 1]
        columns.append(np.array(bits))
        pairs = [BITS + a * BITS + b for i, a in enumerate(bits) for b in bits[i + 1 :]]
        near = [
            BITS + BITS * BITS + a * BITS + b
            for i, a in enumerate(bits)
            for b in bits[i + 1 :]
            if int(close[a]) >> b & 1
        ]
        columns += [np.array(pairs, np.int64), np.array(near, np.int64)]
        size = len(bits) + len(pairs) + len(near)
        for part in (len(bits), len(pairs), len(near)):
            numbers.append(np.full(part, max(part, 1) ** -0.5))
        if len(words):
            at = np.minimum(np.searchsorted(words, grams), len(words) - 1)
            at = at[words[at] == grams]
            columns.append(BITS + 2 * BITS * BITS + at)
            numbers.append(np.full(len(at), 1 / np.sqrt(max(len(at), GRAMS))))
            size += len(at)
        rows.append(np.full(size, row))
    shape = (len(found), BITS + 2 * BITS * BITS + len(words))
    cells = (np.concatenate(rows), np.concatenate(columns).astype(np.int64))
    return sp.csr_matrix((np.concatenate(numbers), cells), shape=shape)


def raising() -> NDArray[np.bool_]:
    """Tell which features may only raise a score: concepts of an attack's roles, and their pairs.

    What is coveted, techniques, manners, acts and what ties them to the model: more of them never
    makes a request more innocent. Shape (BITS + 2 BITS²,).
    """
    held = [c.role in (*ROLES, "anchor") for c in concepts().concepts]
    unit = np.zeros(BITS, bool)
    unit[: len(held) + len(ROLES)] = [*held, *([True] * len(ROLES))]
    pair = np.outer(unit, unit).ravel()
    return np.concatenate([unit, pair, pair])


def solve(
    x: sp.csr_matrix,
    y: Floats,
    weight: Floats,
    penalty: Floats,
    start: Floats,
    least_zero: NDArray[np.bool_],
) -> Floats:
    """Logistic regression by L-BFGS-B; the last number is the bias."""
    total = weight.sum()
    xt = x.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        logit = x @ flat[:-1] + flat[-1]
        error = (1 / (1 + np.exp(-logit)) - y) * weight / total
        nll = ((np.logaddexp(0, logit) - y * logit) * weight).sum() / total
        value = float(nll + 0.5 * (penalty * flat[:-1] ** 2).sum())
        return value, np.append(xt @ error + penalty * flat[:-1], error.sum())

    options = {"maxiter": ITERATIONS, "maxcor": 8}
    low = np.full(len(start), -np.inf)
    low[: len(least_zero)][least_zero] = 0.0
    bounds = Bounds(low, np.inf)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    return np.asarray(found.x)


class Prepared(NamedTuple):
    """Requests ready to be fitted on, all or some of them."""

    requests: list[Request]
    found: list[Any]
    owner: NDArray[np.int64]


def prepare(requests: list[Request]) -> Prepared:
    """Read all windows once."""
    return Prepared(requests, *windows(requests))


def fit(data: Prepared, away: frozenset[str] = frozenset(), grams: bool = True) -> dict[str, Any]:
    """Fit without the families or sources in `away`: the arrays of ``guard.npz``, no thresholds."""
    families = [r.family for r in data.requests]
    keep = np.array([families[n] not in away for n in data.owner])
    found = [f for f, k in zip(data.found, keep, strict=True) if k]
    owner = data.owner[keep]
    words = vocabulary(found, owner, families) if grams else np.zeros(0, np.uint64)
    x = matrix(found, words)
    attack = np.array([data.requests[n].attack for n in owner])
    sizes: dict[str, int] = {}
    for n in set(owner.tolist()):
        sizes[families[n]] = sizes.get(families[n], 0) + 1
    per = np.array([sizes[families[n]] ** -0.5 for n in owner])
    per[~attack] /= np.maximum(np.bincount(owner)[owner], 1)[~attack] ** 0.5
    counts = np.array([BITS, BITS * BITS, BITS * BITS, len(words)])
    penalty = np.repeat(list(L2.values()), counts)
    flat = np.zeros(x.shape[1] + 1)
    around_it = np.array([data.requests[n].note == WRAPPED for n in owner])
    # of a request between other sentences, the window that the others' model takes for it
    chosen = ~(attack & around_it)
    for last in (False, True):
        weight = np.where(chosen, per, 0.0)
        for side in (attack, ~attack):
            weight[side] *= len(owner) / 2 / weight[side].sum()
        rows = np.flatnonzero(chosen)
        flat = solve(x[rows], attack[rows].astype(float), weight[rows], penalty, flat, raising())
        if not last:
            score = x @ flat[:-1] + flat[-1]
            best = np.full(len(data.requests), -np.inf)
            np.maximum.at(best, owner, score)
            chosen |= score >= best[owner]
    return arrays(flat, words)


def arrays(flat: Floats, words: NDArray[np.uint64]) -> dict[str, Any]:
    """Weights as they are shipped: n-grams in eight bits behind a hash table."""
    square = BITS * BITS
    weights = flat[BITS + 2 * square : -1]
    scale = max(float(np.abs(weights).max(initial=0)), 1e-6) / 127
    rows = np.rint(weights / scale).astype(np.int8)
    slots = np.zeros(SLOTS, np.uint32)
    kept: list[int] = []
    for i in np.argsort(-np.abs(weights), kind="stable"):
        slot = int(words[i]) & (SLOTS - 1)
        if slots[slot]:
            slot ^= 1
        if slots[slot] or rows[i] == 0:
            continue
        kept.append(int(i))
        slots[slot] = (int(words[i]) >> 40 & FINGERPRINT) << ROW_BITS | len(kept)
    return {
        "unit": flat[:BITS].astype(np.float32),
        "pair": flat[BITS : BITS + square].astype(np.float16),
        "close": flat[BITS + square : BITS + 2 * square].astype(np.float16),
        "slots": slots,
        "rows": rows[kept] if kept else np.zeros(1, np.int8),
        "scale": np.float32(scale),
        "bias": np.float32(flat[-1]),
        "flag": np.float32(0),
        "block": np.float32(0),
    }


def training() -> list[Request]:
    """Everything that is fitted on."""
    alone = written(SEED)
    around = wrapped(alone, SEED, WRAPPED_PER_FAMILY)
    return alone + around + authored() + fitted() + abroad() + everyday(SEED)


def model_of(held: dict[str, Any], flag: float, block: float) -> Model:
    """Model with thresholds."""
    return from_arrays(held)._replace(flag=flag, block=block)


def scores(guard: Guard, requests: list[Request]) -> Floats:
    """Score requests as users of the guard would."""
    out = np.empty(len(requests))
    alone = [i for i, r in enumerate(requests) if len(r.messages) == 1]
    texts = pa.array([requests[i].messages[0][1] for i in alone], pa.large_string())
    out[alone] = guard.judge_many(texts).score
    for i, request in enumerate(requests):
        if len(request.messages) > 1:
            messages = [{"role": role, "content": text} for role, text in request.messages]
            out[i] = guard.judge(messages).score
    return out


def held_out(
    data: Prepared, names: list[str], more: list[Request], grams: bool = True
) -> tuple[dict[str, Floats], list[Floats]]:
    """Score each family or source by a model fitted without it, and the others of its fold.

    Returns the scores by name, and the scores of `more` under each fold's model.
    """
    found: dict[str, Floats] = {}
    others = []
    known = {r.family for r in data.requests}
    for away in folds(names):
        guard = Guard(model_of(fit(data, with_languages(away, known), grams), 0, 0))
        for name in sorted(away):
            some = [r for r in data.requests if r.family == name and r.note != WRAPPED]
            found[name] = scores(guard, some)
        others.append(scores(guard, more))
    return found, others


def rivals(data: Prepared) -> list[str]:
    """Names that are held out together: attack families, and public ordinary sources."""
    names = {r.family for r in data.requests}
    return sorted(n for n in names if not n.startswith(("ordinary_", "bank_")))


def thresholds(data: Prepared) -> tuple[float, float]:
    """Scores that few ordinary prompts of sources held out reach."""
    found, _ = held_out(data, rivals(data), [])
    ordinary = [
        s for name, s in found.items() if not name.startswith("attack_") and name not in SEEN
    ]
    return level(ordinary, FLAG_RATE), level(ordinary, BLOCK_RATE)


def write(path: Path, arrays: dict[str, Any]) -> None:
    """Write arrays aside, and rename them when they are whole."""
    aside = path.with_name(f".{path.name}")
    with aside.open("wb") as file:
        np.savez_compressed(file, **arrays)
    aside.replace(path)


def main() -> None:
    """Fit on everything that may be fitted on and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "src/stillwatch/guard/guard.npz")
    parser.add_argument("--phrases", action="store_true", help="compile the phrases, fit nothing")
    options = parser.parse_args()
    if options.phrases:
        write(PHRASES, compiled())
        print(f"{PHRASES}: {PHRASES.stat().st_size / 1e6:.1f} MB")
        return
    data = prepare(training())
    flag, block = thresholds(data)
    held = fit(data) | {"flag": np.float32(flag), "block": np.float32(block)}
    write(options.out, held)
    size = options.out.stat().st_size / 1e3
    print(
        f"{len(data.requests)} requests, {len(data.found)} windows, {len(held['rows'])} n-grams, "
        f"{size:.0f} kB; flag from {flag:.2f}, block from {block:.2f}: {options.out}"
    )


if __name__ == "__main__":
    main()
