"""Measure the guard: ``python bench/guard.py [--data CORPORA] [--record]``.

* `families`: each written family scored by a model fitted without it (and without an eighth of the
  other families and public sources), at the shipped thresholds, worst first.
* `unseen`: the shipped model on families, and on prompts of public attack tools (``--data``), that
  nothing was fitted on.
* `ordinary`: share of ordinary prompts flagged, by source, with the exact one-sided 95 % upper
  bound (Clopper and Pearson, 1934). Shipped model on sources that it was not fitted on (the bundled
  `report` split; with ``--data`` all rows, and sources in no split), and sources held out in turn.
* `encodings`: attacks that are flagged in plain text, encoded; no encoding is fitted on.
* `speed`: microseconds a prompt, in bulk and alone, one thread.

CORPORA holds ``KIND/SOURCE.jsonl.gz``; texts are never printed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.stats import beta

sys.path.insert(0, str(Path(__file__).parent))

from _record import ROOT, record
from _tables import percent, table
from guard_corpora import (
    ATTACK_TOOLS,
    ENCODINGS,
    UNREAD,
    Request,
    bundled,
    encoded,
    folder,
    padded,
    unseen,
    written,
)
from train_guard import SEED, Floats, held_out, prepare, rivals, scores, training

from stillwatch.guard.judge import Guard
from stillwatch.guard.model import shipped

PAGE = ROOT / "docs/results/guard.md"
ORDINARY = ("benign", "distillation", "enterprise_template")
APART = ("refusal_boundary",)
"""Prompts that are no everyday traffic (red teaming): reported, in no total."""
FITTED = frozenset(r.family for r in bundled("tune"))
"""Public sources that the shipped model was fitted on."""
Row = dict[str, Any]


def upper(hits: int, of: int) -> float:
    """One-sided 95 % upper bound of a share (Clopper-Pearson)."""
    return 1.0 if hits >= of else float(beta.ppf(0.95, hits + 1, of - hits))


def lower(hits: int, of: int) -> float:
    """One-sided 95 % lower bound of a share (Clopper-Pearson)."""
    return 0.0 if hits <= 0 else float(beta.ppf(0.05, hits, of - hits + 1))


def row_of(name: str, score: Floats) -> Row:
    """Count what reaches either threshold."""
    model = shipped()
    flagged, blocked = int((score >= model.flag).sum()), int((score >= model.block).sum())
    n = len(score)
    return {
        "name": name,
        "requests": n,
        "flagged": flagged,
        "flagged_rate": flagged / n,
        "flagged_lower": lower(flagged, n),
        "flagged_upper": upper(flagged, n),
        "blocked": blocked,
        "blocked_rate": blocked / n,
        "blocked_upper": upper(blocked, n),
    }


def total(name: str, rows: list[Row], found: list[Floats]) -> Row:
    """Pool rows; shares of families are means over families."""
    out = row_of(name, np.concatenate(found))
    out["families"] = len(rows)
    for what in ("flagged_rate", "blocked_rate"):
        out[f"mean_{what}"] = float(np.mean([row[what] for row in rows]))
        out[f"least_{what}"] = float(min(row[what] for row in rows))
    return out


def grouped(requests: Iterable[Request], score: Floats) -> dict[str, Floats]:
    """Scores by family or source."""
    names = np.array([r.family for r in requests])
    return {str(name): score[names == name] for name in np.unique(names)}


def rows_of(found: dict[str, Floats], worst: str) -> list[Row]:
    """Rows by name, worst first."""
    rows = [row_of(name, score) for name, score in found.items()]
    sign = -1 if worst == "most" else 1
    return sorted(rows, key=lambda r: (sign * r["flagged_rate"], sign * r["blocked_rate"]))


def families(more: list[Request]) -> Row:
    """Families and sources held out in turn."""
    data = prepare(training())
    found, others = held_out(data, rivals(data), more)
    attacks = {n: s for n, s in found.items() if n.startswith("attack_")}
    sources = {n: s for n, s in found.items() if n not in attacks}
    written_ones = sorted({r.family for r in data.requests if r.family.startswith("ordinary_")})
    lookalikes, _ = held_out(data, written_ones, [])
    attack_rows = rows_of(attacks, "least")
    return {
        "attacks": attack_rows,
        "attacks_total": total("all families", attack_rows, list(attacks.values())),
        "points": points(attacks, np.concatenate(others)),
        "sources": rows_of(sources, "most"),
        "sources_total": row_of("all sources", np.concatenate(list(sources.values()))),
        "lookalikes": rows_of(lookalikes, "most"),
        "lookalikes_total": row_of("all look-alikes", np.concatenate(list(lookalikes.values()))),
        "report_sources_under_these_models": row_of("report sources", np.concatenate(others)),
    }


def ordinary(guard: Guard, kinds: dict[str, list[Request]]) -> Row:
    """Judge sources that the shipped model was not fitted on."""
    requests = [r for kind in ORDINARY for r in kinds.get(kind, []) if r.family not in FITTED]
    requests = requests or bundled("report")
    found = grouped(requests, scores(guard, requests))
    out = {"sources": rows_of(found, "most")}
    out["total"] = [row_of("all", np.concatenate(list(found.values())))]
    apart = [r for kind in APART for r in kinds.get(kind, [])]
    out["apart"] = rows_of(grouped(apart, scores(guard, apart)), "most") if apart else []
    steps = [r for r in requests if _asks_for_steps(r.text)]
    out["steps"] = [row_of("asks for steps, work or reasoning", scores(guard, steps))]
    return out


def _asks_for_steps(text: str) -> bool:
    low = text.lower()
    return any(p in low for p in ("step by step", "step-by-step", "show your work", "reasoning"))


def never_seen(guard: Guard, kinds: dict[str, list[Request]]) -> Row:
    """Attacks and look-alikes that nothing was fitted on."""
    own = unseen(SEED)
    attacks = [r for r in own if r.attack]
    tools = [r for r in kinds.get("reasoning_extraction", []) if r.family in ATTACK_TOOLS]
    out: Row = {}
    for name, requests in (("written", attacks), ("tools", tools)):
        if requests:
            found = grouped(requests, scores(guard, requests))
            out[name] = rows_of(found, "least")
            every = list(found.values())
            # the tools are not families: one of them has a single prompt
            out[f"{name}_total"] = (
                total("all families", out[name], every)
                if name == "written"
                else row_of("all tools", np.concatenate(every))
            )
            plain = [r for kind in ORDINARY for r in kinds.get(kind, [])]
            plain = [r for r in plain if r.family not in FITTED] or bundled("report")
            pooled = found if name == "written" else {name: np.concatenate([*found.values()])}
            out[f"{name}_points"] = points(pooled, scores(guard, plain))
    if tools:
        how = {k: [] for k in dict.fromkeys(r.note for r in tools)}
        for request, score in zip(tools, scores(guard, tools), strict=True):
            how[request.note].append(score)
        out["tools_by_kind"] = rows_of({k: np.array(v) for k, v in how.items()}, "least")
    benign = [r for r in own if not r.attack]
    out["lookalikes"] = rows_of(grouped(benign, scores(guard, benign)), "most")
    return out


def encodings(guard: Guard) -> list[Row]:
    """Attacks in English that are flagged in plain text, encoded."""
    pool = [r for r in written(SEED, 12) if r.attack and "_in_" not in r.family]
    pool = [r for r in pool if len(r.messages) == 1 and r.text.isascii()]
    pool = [r for r, s in zip(pool, scores(guard, pool), strict=True) if s >= shipped().flag]
    inside = padded(pool, bundled("report"))
    rows = [row_of("inside ordinary text", scores(guard, inside)) | {"group": "padding"}]
    for group, ways in (("undone", ENCODINGS), ("not undone", UNREAD)):
        for name, how in ways.items():
            rows.append(row_of(name, scores(guard, encoded(pool, how))) | {"group": group})
    order = ("undone", "padding", "not undone")
    return sorted(rows, key=lambda r: (order.index(r["group"]), r["flagged_rate"]))


def speed(guard: Guard, requests: list[Request]) -> Row:
    """Microseconds a prompt: the best of five rounds in bulk, quantiles alone."""
    texts = [r.text for r in requests]
    array = pa.array(texts, pa.large_string())
    guard.judge_many(array)
    bulk = []
    for _ in range(5):
        started = time.perf_counter()
        guard.judge_many(array)
        bulk.append((time.perf_counter() - started) / len(texts) * 1e6)
    alone = []
    for text in texts[:: max(1, len(texts) // 3000)]:
        started = time.perf_counter()
        guard.judge(text)
        alone.append((time.perf_counter() - started) * 1e6)
    sizes = np.array([len(t.encode()) for t in texts])
    return {
        "prompts": len(texts),
        "mean_bytes": float(sizes.mean()),
        "median_bytes": float(np.median(sizes)),
        "bulk_us": min(bulk),
        "alone_median_us": float(np.median(alone)),
        "alone_p99_us": float(np.quantile(alone, 0.99)),
    }


def page(figures: Row, command: str) -> str:
    """Write the page of figures."""
    held, never, plain = figures["families"], figures["unseen"], figures["ordinary"]
    model, speed_ = figures["model"], figures["speed"]
    heads = ("", "requests", "flagged", "share", "95 % bound", "blockable", "share")
    parts = [
        "# Guard for elicitation",
        f"Made by `{command}`; the figures, the machine and the versions are in "
        "`bench/results/guard.json`. Flag from a score of "
        f"{model['flag']:.2f}, block from {model['block']:.2f}. Bounds are exact and one-sided: "
        "lower for attacks, upper for ordinary prompts.",
        "## Summary",
        table(
            ("", "measured", "target"),
            [(row["what"], row["measured"], row["target"]) for row in figures["summary"]],
        ),
        "## Attacks: families held out",
        "Each family, or language, is judged by a model fitted without it. The concepts are the "
        "same for all: they were written with these families in view.",
        table(heads, [_line(r, "lower") for r in (held["attacks_total"], *held["attacks"])]),
        "## Attacks never fitted or tuned on",
    ]
    points_table = [("families held out", held["points"])]
    for name in ("written", "tools"):
        if name in never:
            parts.append(
                table(heads, [_line(r, "lower") for r in (never[f"{name}_total"], *never[name])])
            )
        if f"{name}_points" in never:
            points_table.append((NAMES[name], never[f"{name}_points"]))
    if "tools_by_kind" in never:
        parts += [
            "The same by kind of attack and of rewriting, as the tools name them:",
            table(heads, [_line(r, "lower") for r in never["tools_by_kind"]]),
        ]
    parts += [
        "## Trade-off",
        "Share of attacks found (families alike; prompts alike for the tools) at the threshold "
        "that flags so many ordinary prompts of sources not fitted on. A peer (unmimic 0.1.0, by "
        "its authors) finds 92.1 % of its own unseen families at 1.4 % and blocks 37.5 % at "
        "0.04 %; the families differ.",
        table(
            ("ordinary flagged", *(percent(r, 2) for r in RATES)),
            [(name, *(percent(p["mean_found"]) for p in rows)) for name, rows in points_table],
        ),
        "## Ordinary prompts: sources that the shipped model was not fitted on",
        table(heads, [_line(r, "upper") for r in (*plain["total"], *plain["sources"])]),
        "Of these, those that ask for steps or reasoning:",
        table(heads, [_line(r, "upper") for r in plain["steps"]]),
    ]
    if plain["apart"]:
        parts += [
            "Red-team and sensitive prompts, in no total:",
            table(heads, [_line(r, "upper") for r in plain["apart"]]),
        ]
    parts += [
        "## Ordinary prompts: sources held out in turn",
        table(heads, [_line(r, "upper") for r in (held["sources_total"], *held["sources"])]),
        "## Look-alikes",
        "Written to read like attacks, held out by family; then those never fitted on.",
        table(heads, [_line(r, "upper") for r in (held["lookalikes_total"], *held["lookalikes"])]),
        table(heads, [_line(r, "upper") for r in never["lookalikes"]]),
        "## Encodings",
        "Attacks that are flagged in plain text, encoded; none is fitted on. Those not undone are "
        "listed to say so.",
        table(
            ("", "", "requests", "flagged", "blockable"),
            [
                (r["name"], r["group"], str(r["requests"]), percent(r["flagged_rate"]),
                 percent(r["blocked_rate"]))
                for r in figures["encodings"]
            ],
        ),
        "## Speed",
        f"One thread, {speed_['prompts']:,} ordinary prompts of {speed_['mean_bytes']:,.0f} bytes "
        f"in the mean ({speed_['median_bytes']:,.0f} in the median): {speed_['bulk_us']:.1f} µs a "
        f"prompt in bulk; alone {speed_['alone_median_us']:.0f} µs in the median, "
        f"{speed_['alone_p99_us']:.0f} µs at the 99th percentile.",
    ]  # fmt: skip
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _line(row: Row, bound: str) -> tuple[str, ...]:
    mean = f" (families alike: {percent(row['mean_flagged_rate'])})" if "families" in row else ""
    block = f" ({percent(row['mean_blocked_rate'])})" if "families" in row else ""
    digits = 1 if bound == "lower" else 3
    return (
        row["name"].replace("attack_", "").replace("unseen_", "").replace("_", " "),
        f"{row['requests']:,}",
        f"{row['flagged']:,}",
        percent(row["flagged_rate"], digits) + mean,
        percent(row[f"flagged_{bound}"], digits),
        f"{row['blocked']:,}",
        percent(row["blocked_rate"], digits) + block,
    )


NAMES = {"written": "families never tuned on", "tools": "public attack tools"}
RATES = (0.014, 0.005, 0.001, 0.0004)
"""Shares of ordinary prompts at which detection is also told: those of the peer, and between."""


def points(attacks: dict[str, Floats], plain: Floats) -> list[Row]:
    """Share of attacks found, families alike, where so many ordinary prompts are flagged."""
    ordered = np.sort(plain)[::-1]
    rows = []
    for rate in RATES:
        cut = float(ordered[int(len(ordered) * rate)])
        shares = [float((score > cut).mean()) for score in attacks.values()]
        rows.append({"ordinary_flagged": rate, "mean_found": float(np.mean(shares))})
    return rows


def summary(figures: Row) -> list[Row]:
    """Put the headline figures beside their targets."""
    held, never = figures["families"]["attacks_total"], figures["unseen"]
    plain, speed_ = figures["ordinary"]["total"][0], figures["speed"]
    rows = [
        ("families held out, flagged", percent(held["mean_flagged_rate"]), "≥ 97 %"),
        ("families held out, blockable", percent(held["mean_blocked_rate"]), "≥ 80 %"),
    ]
    for name, words in (("written", "families never tuned on"), ("tools", "public attack tools")):
        if name in never:
            row = never[f"{name}_total"]
            rows += [
                (
                    f"{words}, flagged",
                    percent(row.get("mean_flagged_rate", row["flagged_rate"])),
                    "≥ 97 %",
                ),
                (
                    f"{words}, blockable",
                    percent(row.get("mean_blocked_rate", row["blocked_rate"])),
                    "≥ 80 %",
                ),
            ]
    rate = f"{percent(plain['flagged_rate'], 3)} (≤ {percent(plain['flagged_upper'], 3)})"
    rows += [
        (f"ordinary prompts flagged, of {plain['requests']:,}", rate, "≤ 0.1 %"),
        ("ordinary prompts blockable", percent(plain["blocked_rate"], 3), ""),
        ("in bulk", f"{speed_['bulk_us']:.1f} µs", "≤ 15 µs"),
        ("alone, median", f"{speed_['alone_median_us']:.0f} µs", "≤ 100 µs"),
    ]
    return [{"what": w, "measured": m, "target": t} for w, m, t in rows]


def main() -> None:
    """Measure and print; with ``--record`` write the figures and the page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, help="folder of KIND/SOURCE.jsonl.gz")
    parser.add_argument("--record", action="store_true", help="write bench/results and the page")
    options = parser.parse_args()
    guard = Guard()
    kinds = folder(options.data) if options.data else {}
    report = [r for kind in ORDINARY for r in kinds.get(kind, []) if r.family not in FITTED]
    report = report or bundled("report")
    figures: Row = {
        "model": {"flag": shipped().flag, "block": shipped().block},
        "unseen": never_seen(guard, kinds),
        "ordinary": ordinary(guard, kinds),
        "encodings": encodings(guard),
        "speed": speed(guard, bundled("report")),
        "families": families(report),
    }
    figures["summary"] = summary(figures)
    command = "scripts/bench guard" + (" --data CORPORA" if options.data else "") + " --record"
    text = page(figures, command)
    print(text)
    if options.record:
        record("guard", figures, command)
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
