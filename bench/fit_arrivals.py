"""Fit arrival times and token counts on public serving traces; write the small JSON we ship.

    python bench/fit_arrivals.py TRACES_FOLDER src/stillwatch/simulate/arrivals.json

The folder holds the files of `EXPECTED` (public traces of LLM serving: ServeGen's per-client
rate windows, the Azure code trace, the Mooncake conversation trace). Nothing of a trace is
copied but quantiles and the daily rhythm.
"""

from __future__ import annotations

import argparse
import ast
import csv
import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

EXPECTED = (
    "language_m-small.csv.gz",
    "reason_deepseek-r1.csv.gz",
    "reason_deepseek-r1_chunk-2-dataset.json.gz",
    "AzureLLMInferenceTrace_code.csv.gz",
    "mooncake_conversation_trace_slim.jsonl.gz",
)
_QUANTILES = np.linspace(0.02, 0.98, 25)
_WEEK = 7 * 86_400
_WINDOW = 600  # seconds: length of a rate window in the per-client traces


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _quantiles(values: Any, digits: int = 3) -> list[float]:
    return [round(float(q), digits) for q in np.quantile(values, _QUANTILES)]


def rhythm(rows: list[dict[str, str]], cap: float = 0.02) -> list[float]:
    """Relative rate in each of the 168 hours of a week, mean 1.

    A few clients carry most of the load; each is capped at a share `cap` of it, so that the
    rhythm is that of many clients and not of the largest. Two weeks are averaged, then
    smoothed over three hours (circular).
    """
    totals: dict[str, float] = {}
    for row in rows:
        totals[row["client"]] = totals.get(row["client"], 0.0) + float(row["rate_rps"])
    limit = cap * sum(totals.values())
    week = np.zeros(168)
    for row in rows:
        hour = int(float(row["window_start_s"]) % _WEEK // 3600)
        week[hour] += float(row["rate_rps"]) * min(1.0, limit / totals[row["client"]])
    smooth = (np.roll(week, 1) + week + np.roll(week, -1)) / 3
    return [round(float(x), 4) for x in smooth / smooth.mean()]


def burstiness(rows: list[dict[str, str]]) -> dict[str, list[float]]:
    """Quantiles, over windows, of the shape of the gaps' Gamma and Weibull fits and of their cv.

    `gap_cv` is what the simulator uses: a Gamma renewal process of shape 1/cv² has that cv.
    """
    by = {f: [float(r["arg1"]) for r in rows if r["interarrival_family"] == f] for f in FAMILIES}
    out = {f"{f.lower()}_shape": _quantiles(values) for f, values in by.items() if values}
    return out | {"gap_cv": _quantiles([float(r["cv"]) for r in rows])}


FAMILIES = ("Gamma", "Weibull")


def client_rates(rows: list[dict[str, str]]) -> dict[str, float]:
    """Spread of the clients' mean rates: standard deviation of the natural log."""
    totals: dict[str, float] = {}
    for row in rows:
        totals[row["client"]] = totals.get(row["client"], 0.0) + float(row["rate_rps"]) * _WINDOW
    return {"log_sd": round(float(np.std(np.log(list(totals.values())))), 3)}


def reason_tokens(path: Path) -> list[float]:
    """Quantiles of the reasoning model's output tokens, from its weighted histograms."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        windows = json.load(file)
    weights: dict[int, float] = {}
    for window in windows.values():
        for tokens, share in ast.literal_eval(window["output_tokens"]).items():
            weights[int(tokens)] = weights.get(int(tokens), 0.0) + share
    tokens = np.array(sorted(weights))
    share = np.cumsum([weights[int(t)] for t in tokens])
    index = np.searchsorted(share / share[-1], _QUANTILES).clip(max=len(tokens) - 1)
    return [float(t) for t in tokens[index]]


def fit(folder: Path) -> dict[str, Any]:
    """Return the whole fit as plain JSON values; see docs/reference/truth.md for its use."""
    clients = _rows(folder / EXPECTED[0])
    azure = _rows(folder / EXPECTED[3])
    with gzip.open(folder / EXPECTED[4], "rt", encoding="utf-8") as lines:
        chat = [json.loads(line) for line in lines]
    return {
        "version": 1,
        "quantiles": [round(float(q), 4) for q in _QUANTILES],
        "hour_of_week": rhythm(clients),
        "burstiness": burstiness(clients),
        "burstiness_reasoning": burstiness(_rows(folder / EXPECTED[1])),
        "client_rates": client_rates(clients),
        "output_tokens": {
            "chat": _quantiles([row["output_length"] for row in chat], 0),
            "code": _quantiles([int(row["GeneratedTokens"]) for row in azure], 0),
            "reasoning": reason_tokens(folder / EXPECTED[2]),
        },
        "input_tokens": {
            "chat": _quantiles([row["input_length"] for row in chat], 0),
            "code": _quantiles([int(row["ContextTokens"]) for row in azure], 0),
        },
    }


def main() -> None:
    """Read the traces, write the fit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("traces", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    if missing := [name for name in EXPECTED if not (args.traces / name).is_file()]:
        parser.error(f"{args.traces} lacks {', '.join(missing)}")
    args.out.write_text(json.dumps(fit(args.traces), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
