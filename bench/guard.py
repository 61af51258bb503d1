"""Measure the guard: ``python bench/guard.py [--data CORPORA] [--blind FILE] [--peer PACKAGE]``.

* `families`: each written family scored by a model fitted without it (and without an eighth of the
  other families and public sources; languages and authors as a whole), at the shipped thresholds,
  worst first.
* `unseen`: the shipped model on families, on four authors' requests, on half another's families,
  and on prompts of public attack tools (``--data``), that nothing was fitted on.
* `ordinary`: share of ordinary prompts flagged, by source, with the exact one-sided 95 % upper
  bound (Clopper and Pearson, 1934). Shipped model on sources that it was not fitted on (the bundled
  `report` split; with ``--data`` all rows, and sources in no split), and sources held out in turn.
* `encodings`: attacks that are flagged in plain text, encoded; no encoding is fitted on.
* `blind`: with ``--blind``, this alone: requests that somebody else wrote (see `_guard_blind`).
* `peer`: with ``--peer``, this alone: the families that a peer ships (see `_guard_peer`).
* `accounts`: with ``--accounts``, this alone: accounts, each by all it sends (`_guard_accounts`).
* `speed`: microseconds a prompt, in bulk and alone, one thread.

With ``--record`` figures are written. CORPORA holds ``KIND/SOURCE.jsonl.gz``; texts are
never printed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent))

from _guard_accounts import measure as measure_accounts
from _guard_blind import measure as measure_blind
from _guard_counts import Row, grouped, points, row_of, rows_of, total
from _guard_peer import measure as measure_peer
from _guard_summary import summary
from _record import RESULTS, commit, record
from guard_corpora import (
    ATTACK_TOOLS,
    HALVED,
    KEPT_APART,
    Request,
    authored,
    bundled,
    fitted,
    folder,
    unseen,
    written,
)
from guard_encodings import ENCODINGS, UNREAD, encoded, padded
from train_guard import SEED, held_out, prepare, rivals, scores, training

from stillwatch.core.errors import StillwatchError
from stillwatch.guard.judge import Guard
from stillwatch.guard.model import shipped

ORDINARY = ("benign", "distillation", "enterprise_template")
NO_TRAFFIC = ("refusal_boundary",)
"""Prompts that are no everyday traffic (red teaming): reported, in no total."""
FITTED = frozenset(r.family for r in fitted())
"""Public sources that the shipped model was fitted on."""
REPORT = [r for r in bundled("report") if r.family not in FITTED]


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
    requests = everyday(kinds)
    found = grouped(requests, scores(guard, requests))
    out = {"sources": rows_of(found, "most")}
    out["total"] = [row_of("all", np.concatenate(list(found.values())))]
    apart = [r for kind in NO_TRAFFIC for r in kinds.get(kind, [])]
    out["apart"] = rows_of(grouped(apart, scores(guard, apart)), "most") if apart else []
    steps = [r for r in requests if _asks_for_steps(r.text)]
    out["steps"] = [row_of("asks for steps, work or reasoning", scores(guard, steps))]
    return out


def everyday(kinds: dict[str, list[Request]]) -> list[Request]:
    """Return ordinary prompts of sources that the shipped model was not fitted on."""
    held = [r for kind in ORDINARY for r in kinds.get(kind, []) if r.family not in FITTED]
    return held or REPORT


def _asks_for_steps(text: str) -> bool:
    low = text.lower()
    return any(p in low for p in ("step by step", "step-by-step", "show your work", "reasoning"))


def never_seen(guard: Guard, kinds: dict[str, list[Request]]) -> Row:
    """Attacks and look-alikes that nothing was fitted on."""
    own, last = unseen(SEED), unseen(SEED, "last")
    attacks = [r for r in own if r.attack]
    tools = [r for r in kinds.get("reasoning_extraction", []) if r.family in ATTACK_TOOLS]
    out: Row = {}
    later = [r for r in last if r.attack]
    apart = authored(KEPT_APART, "unseen_")
    others = [r for r in apart if r.attack]
    unread = authored(HALVED, "unseen_", unread=True)
    half = [r for r in unread if r.attack]
    sets = (
        ("written", attacks),
        ("last", later),
        ("authors", others),
        ("half", half),
        ("tools", tools),
    )
    for name, requests in sets:
        if requests:
            found = grouped(requests, scores(guard, requests))
            out[name] = rows_of(found, "least")
            every = list(found.values())
            # the tools are not families: one of them has a single prompt
            out[f"{name}_total"] = (
                total("all families", out[name], every)
                if name != "tools"
                else row_of("all tools", np.concatenate(every))
            )
            plain = everyday(kinds)
            pooled = found if name != "tools" else {name: np.concatenate([*found.values()])}
            out[f"{name}_points"] = points(pooled, scores(guard, plain))
    if tools:
        how = {k: [] for k in dict.fromkeys(r.note for r in tools)}
        for request, score in zip(tools, scores(guard, tools), strict=True):
            how[request.note].append(score)
        out["tools_by_kind"] = rows_of({k: np.array(v) for k, v in how.items()}, "least")
    for what in ("hidden_reasoning", "system_prompt", "traces"):
        some = [r for r in others if r.note == what]
        out.setdefault("authors_by_kind", []).append(
            row_of(what.replace("_", " "), scores(guard, some))
        )
    innocent = [r for r in apart if not r.attack]
    out["authors_lookalikes"] = row_of("their look-alikes", scores(guard, innocent))
    benign = [r for r in own + last + apart + unread if not r.attack]
    out["lookalikes"] = rows_of(grouped(benign, scores(guard, benign)), "most")
    return out


def apart_sets() -> dict[str, list[Request]]:
    """Attacks, and what reads alike, that nothing was fitted on, by who wrote them."""
    sets = {
        "families never tuned on": unseen(SEED),
        "families written after the fit": unseen(SEED, "last"),
        "families of four authors kept apart": authored(KEPT_APART, "unseen_"),
        "half of another author's families": authored(HALVED, "unseen_", unread=True),
    }
    alike = [r for requests in sets.values() for r in requests if not r.attack]
    attacks = {what: [r for r in some if r.attack] for what, some in sets.items()}
    return {**attacks, "what these wrote that reads alike": alike}


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


def apart(name: str, figures: Row, recorded: bool) -> None:
    """Print a part that is measured alone; record it beside the other figures."""
    print(json.dumps(figures, indent=1))
    if recorded:
        how = {
            "guard_accounts": "--data CORPORA --accounts", "guard_blind": "--blind FILE",
            "guard_peer": "--data CORPORA --peer PACKAGE",
        }[name]  # fmt: skip
        record(name, figures, f"scripts/bench guard {how} --record")


def known(name: str) -> Row | None:
    """Return what was recorded last."""
    path = RESULTS / f"{name}.json"
    held: Row | None = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    return held


def main() -> None:
    """Measure and print; with ``--record`` write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, help="folder of KIND/SOURCE.jsonl.gz")
    parser.add_argument("--blind", type=Path, help="only measure on this JSONL of blind requests")
    parser.add_argument("--peer", type=Path, help="only measure on this peer's unpacked package")
    parser.add_argument("--accounts", action="store_true", help="only measure accounts")
    parser.add_argument("--record", action="store_true", help="write bench/results")
    options = parser.parse_args()
    guard = Guard()
    kinds = folder(options.data) if options.data else {}
    by = {"model": {"flag": shipped().flag, "block": shipped().block}, "commit": commit()}
    try:
        if options.blind:
            figures = measure_blind(guard, options.blind) | by
            return apart("guard_blind", figures, options.record)
        if options.accounts:
            figures = measure_accounts(prepare(training()), everyday(kinds), apart_sets()) | by
            return apart("guard_accounts", figures, options.record)
        if options.peer:
            figures = measure_peer(guard, options.peer, everyday(kinds)) | by
            return apart("guard_peer", figures, options.record)
    except StillwatchError as error:
        raise SystemExit(str(error)) from None
    figures = {
        **by,
        "unseen": never_seen(guard, kinds),
        "ordinary": ordinary(guard, kinds),
        "encodings": encodings(guard),
        "speed": speed(guard, bundled("report")),
        "families": families(everyday(kinds)),
    }
    figures["summary"] = summary(figures)
    command = "scripts/bench guard" + (" --data CORPORA" if options.data else "") + " --record"
    print(json.dumps(figures, indent=1))
    if options.record:
        record("guard", figures, command)


if __name__ == "__main__":
    main()
