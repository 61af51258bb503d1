"""Write the tables of measured figures into the documentation, from `bench/results/*.json`.

Usage: ``python scripts/docs_results.py [--check]``. A table stands between the two comments
``<!-- results:NAME -->`` and ``<!-- /results -->``, in any page below `docs` or in README.md. With
``--check`` nothing is written, and the exit status is 1 where a page differs from the data.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from math import exp
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from stillwatch.score.intervals import lower_bound, upper_bound

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
BLOCK = re.compile(r"(?s)(<!-- results:([\w-]+) -->\n).*?(<!-- /results -->)")
Row = tuple[str, ...]
World = dict[str, Any]


class Table(NamedTuple):
    """A table of the documentation."""

    heads: Row
    files: Row
    """Result files that it is made of."""
    rows: Callable[[], Iterable[Row]]


TABLES: dict[str, Table] = {}


def table(name: str, heads: str, *files: str) -> Callable[[Callable[[], Iterable[Row]]], None]:
    """Register a function that yields the rows of a table."""

    def register(rows: Callable[[], Iterable[Row]]) -> None:
        TABLES[name] = Table(tuple(heads.split("|")), files, rows)

    return register


@cache
def result(name: str) -> Any:
    """Return one result file."""
    return json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))


def figures(name: str) -> Any:
    """Return the figures of one result file."""
    return result(name)["figures"]


def pct(share: float | None, digits: int = 1) -> str:
    """Write a share in percent, without the sign."""
    return "–" if share is None else f"{100 * share:.{digits}f}"


def span(low: float, high: float, digits: int = 0) -> str:
    """Write an interval of shares in percent."""
    return f"{pct(low, digits)}–{pct(high, digits)}"


def of(count: int, n: int, digits: int = 2) -> str:
    """Write a count, its base and the exact one-sided 95 % upper bound in percent."""
    return f"{count:,} of {n:,} (≤ {pct(upper_bound(count, n), digits)} %)" if n else "–"


# Traffic that other authors wrote

ROUNDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
JUDGES = ("judges", *(f"judges_{n}" for n in ROUNDS))
UNFITTED = ("judges_three", *(f"judges_{n}" for n in ROUNDS[3:]))
FITTED = ("judges_two", "judges_four")
SETS: tuple[tuple[str, tuple[str, ...], int | None], ...] = (
    ("six authors, seeds not looked at before", ("unseen_again",), None),
    ("six authors, seed in view while rules were chosen", ("unseen",), None),
    ("ten authors, firms of 400 accounts", ("midsize",), 400),
    ("ten authors, firms of 1,200 accounts", ("midsize",), 1200),
    ("a provider of agents", ("agents_met",), None),
    ("two firms in other languages", ("unseen_languages",), None),
    ("twelve strangers' firms, no model fitted", UNFITTED, None),
)
KNOWN: tuple[tuple[str, tuple[str, ...], int | None], ...] = (
    ("three strangers' firms, rules made for them", ("judges",), None),
    ("five strangers' firms, weights fitted on them", FITTED, None),
    ("three authors, weights fitted on them", ("unseen_met",), None),
    ("five analysts' firms, rules made for them", ("analysts", "analysts_two"), None),
)


def worlds(names: Iterable[str], size: int | None = None) -> list[World]:
    """Return the worlds of some files, but for small firms."""
    every = [w for name in names for w in figures(name)["worlds"] if w["scenario"] != "small"]
    return [w for w in every if size is None or w["size"] == size]


def mean(some: Iterable[World], name: str) -> float | None:
    """Return the mean of a figure over the worlds that have it."""
    told = [w[name] for w in some if w[name] is not None]
    return fmean(told) if told else None


def counted(some: Sequence[World]) -> str:
    """Count the ordinary accounts that were flagged in some worlds."""
    return of(sum(w["benign_flagged"] for w in some), sum(w["benign"] for w in some))


def by_author(some: Iterable[World]) -> dict[str, list[World]]:
    """Group worlds by who wrote them."""
    groups: dict[str, list[World]] = {}
    for w in some:
        groups.setdefault(w["author"], []).append(w)
    return groups


def summed(name: str, files: Iterable[str], size: int | None) -> Row:
    """Return the row of a set of worlds."""
    every = worlds(files, size)
    mixed = [w for w in every if w["harvesting"]]
    means = [mean(some, "recall") or 0.0 for some in by_author(mixed).values()]
    looked = mean([w["queue"] for w in mixed if w.get("queue")], "recall")
    low_high = f" ({span(min(means), max(means))})" if len(means) > 1 else ""
    return (name, pct(mean(mixed, "recall")) + low_high, pct(looked), pct(mean(mixed, "precision")),
            counted(mixed), counted([w for w in every if not w["harvesting"]]))  # fmt: skip


HEADS = ("traffic|recall %, mean (range by author)|recall % after review|precision %"
         "|ordinary accounts flagged beside campaigns|where nobody harvests")  # fmt: skip


@table("unseen", HEADS, "unseen_again", "unseen", "midsize", "agents_met", "unseen_languages",
       *UNFITTED)  # fmt: skip
def _unseen() -> Iterator[Row]:
    return (summed(*one) for one in SETS)


@table("known", HEADS, "judges", *FITTED, "unseen_met", "analysts", "analysts_two")
def _known() -> Iterator[Row]:
    return (summed(*one) for one in KNOWN)


@table("by-author", "author|data|recall %|precision %|ordinary accounts flagged|at any time",
       "unseen_again", "unseen_languages", *JUDGES)  # fmt: skip
def _by_author() -> Iterator[Row]:
    for name in ("unseen_again", "unseen_languages", *JUDGES):
        for author, some in by_author(worlds([name])).items():
            mixed = [w for w in some if w["harvesting"]]
            ever = [w["benign_ever_flagged"] for w in some if "benign_ever_flagged" in w]
            flagged, benign = (sum(w[k] for w in some) for k in ("benign_flagged", "benign"))
            yield (f"`{author}`", name, pct(mean(mixed, "recall")), pct(mean(mixed, "precision")),
                   f"{flagged:,} of {benign:,}",
                   f"{sum(ever):,}" if len(ever) == len(some) else "–")  # fmt: skip


@table("first-met", "authors|recall %, by world|ordinary accounts flagged|where nobody harvests",
       "first_met")  # fmt: skip
def _first() -> Iterator[Row]:
    for row in figures("first_met")["rows"]:
        base = [f" of {row[k]:,}" if k in row else "" for k in ("of", "none")]
        none = f"{row['none_flagged']}{base[1]}" if "none_flagged" in row else "–"
        recall = ", ".join(pct(share, 0) for share in row["recall"])
        yield row["authors"], recall, f"{row['flagged']}{base[0]}", none


@table("odds", "odds of a harvest|expected %|harvests, ≥ 2,500 accounts|% (95 %)"
       "|harvests, smaller firms|% (95 %)", "odds")  # fmt: skip
def _odds() -> Iterator[Row]:
    bands = figures("odds")["bands"]
    half = len(bands) // 2
    for pair in zip(bands[:half], bands[half:], strict=True):
        low, high = pair[0]["above"], pair[0]["below"]
        ends = [None if end is None else f"{exp(end):.2g}" for end in (low, high)]
        name = f"{ends[0] or 0} to {ends[1]}" if ends[1] else f"{ends[0]} and more"
        expect = [1 / (1 + exp(-x)) for x in (low if low is not None else -9, high or 9)]
        cells = []
        for b in pair:
            true, n = b["harvests"], b["groups"]
            exact = (lower_bound(true, n, 0.975), upper_bound(true, n, 0.975))
            cells += [f"{true} of {n}", f"{pct(true / n, 0)} ({span(*exact)})"]
        yield (name, span(*expect), *cells)


# Our simulator, and logs that lack something


def world_row(name: str, overall: dict[str, Any]) -> Row:
    """Return the row of a world of our simulator."""
    likely = overall["benign_flagged"]["likely"]
    return (name, pct(overall["recall"]), pct(overall["precision"]),
            of(likely["count"], likely["of"]))  # fmt: skip


SIM = (
    ("three full worlds", "campaigns", "mixed"), ("one smaller world", "campaigns_mixed", "mixed"),
    ("no campaign", "campaigns_other", "none"), ("0.5 % in campaigns", "campaigns_other", "rare"),
)  # fmt: skip


@table("simulator", "world|recall %|precision %|ordinary accounts flagged",
       "campaigns", "campaigns_mixed", "campaigns_other")  # fmt: skip
def _simulator() -> Iterator[Row]:
    for what, name, world in SIM:
        yield world_row(what, figures(name)["worlds"][world]["overall"])
    for way, found in figures("campaigns")["worlds"]["mixed"]["baseline"].items():
        yield world_row(f"baseline `{way}`, full worlds", found["overall"])


@table("kinds", "kind of campaign|found|recall %|worst campaign %|share taken at detection %|hours",
       "campaigns")  # fmt: skip
def _kinds() -> Iterator[Row]:
    for k in figures("campaigns")["worlds"]["mixed"]["kinds"]:
        hours = k["hours_to_detect_median"]
        yield (k["kind"].replace("_", " "), f"{k['detected']} of {k['campaigns']}",
               pct(k["recall"]), pct(k["recall_worst_campaign"]), pct(k["taken_at_detection"]),
               "–" if hours is None else f"{hours:.0f}")  # fmt: skip


@table("scale", "size|accounts|recall % (95 %)|share taken at detection %|hours"
       "|ordinary accounts flagged", "scale")  # fmt: skip
def _scale() -> Iterator[Row]:
    for s in figures("scale")["sizes"]:
        older = f", version {s['commit'][:7]}" if "commit" in s else ""
        yield (f"{s['share']:g}{older}", f"{s['accounts']:,} + {s['campaign_accounts']:,}",
               f"{pct(s['recall'])} ({span(s['recall_low'], s['recall_high'], 1)})",
               pct(s["taken"], 2), f"{s['hours']:.0f}",
               of(s["benign_flagged"], s["benign"], 3))  # fmt: skip


@table("lacking", "log without|traffic|recall %|precision %|ordinary accounts flagged",
       "unseen_lacking", "unseen_cut", "campaigns_lacking", "campaigns_missing")  # fmt: skip
def _lacking() -> Iterator[Row]:
    groups: dict[str, list[World]] = {}
    for w in worlds(["unseen_lacking", "unseen_cut"]):
        groups.setdefault(", ".join(w["lacks"]), []).append(w)
    for lacks, some in groups.items():
        author = "three authors" if lacks == "start" else "six authors"
        yield lacks, author, pct(mean(some, "recall")), pct(mean(some, "precision")), counted(some)
    for name, wanted in (("lacking", None), ("missing", ("no_text", "sampled"))):
        for world, found in figures(f"campaigns_{name}")["worlds"].items():
            if wanted is None or world in wanted:
                what, *rest = world_row(world.replace("no_", ""), found["overall"])
                yield what, "simulator", *rest


@table("sizes", "firm|planned size|accounts flagged|% (95 %)|to look at %", "sizes")
def _sizes() -> Iterator[Row]:
    for part in figures("sizes")["parts"]:
        for s in part["sizes"]:
            sure = s["likely"]
            yield (part["name"], str(s["size"]), f"{sure['count']} of {sure['of']}",
                   f"{pct(sure['rate'], 0)} ({span(sure['low'], sure['high'])})",
                   pct(s["to_look_at"]["rate"], 0))  # fmt: skip


# Guarantees, adversaries, users


@table("guarantees", "what|count|share % (95 % bound)", "guarantees")
def _guarantees() -> Iterator[Row]:
    found = figures("guarantees")

    def row(what: str, one: dict[str, Any]) -> Row:
        return (
            what,
            f"{one['count']:,} of {one['n']:,}",
            f"{pct(one['share'])} (≤ {pct(one['upper'])})",
        )

    for way in found["drawn"]["ways"]:
        yield row(f"false group at 1 %: {way['traffic']} traffic, {way['way']}", way["0.01"]["any"])
    for one in found["replays"]["each"]:
        if one["scenario"] == "all":
            name = one["traffic"]
            yield row(f"audits without a campaign, {name}: false group", one["any_false_replay"])
            yield row("the same: accounts flagged at `likely`", one["likely"])
    for one in found["innocent"]["scenarios"]:
        yield row(f"e-process of strangers reaches 20: {one['scenario']}", one["20"])
    cut = found["replays"]["cut"]
    yield (
        "earlier evaluations changed by a longer log",
        f"{cut['changed']} of {cut['evaluations']:,}",
        "–",
    )


@table("adversaries", "strategy|harvest kept % (95 %)|cost, times (by prices)|accounts flagged %"
       "|or to look at %|innocents flagged because of it", "adversaries")  # fmt: skip
def _adversaries() -> Iterator[Row]:
    for s in sorted(figures("adversaries")["strategies"], key=lambda s: -s["kept"]["mean"]):
        kept, prices = s["kept"], s["cost_ratio_prices"]
        yield (s["strategy"].replace("_", " "), f"{pct(kept['mean'], 0)} ({span(kept['low'], kept['high'])})",
               f"{s['cost_ratio']:.1f} ({prices[0]:.1f}–{prices[1]:.1f})", pct(s["flagged"]["mean"], 0),
               pct(s["shown"]["mean"], 0), f"{s['hurt']} of {s['benign']:,}")  # fmt: skip


@table("framing", "who|flagged at the end|at any time", "framing")
def _framing() -> Iterator[Row]:
    ways = figures("framing")["framing"]

    def total(key: str) -> int:
        return sum(sum(w[key].values()) for w in ways)

    victims = total("victims")
    others = sum(w["benign"] - sum(w["victims"].values()) for w in ways)
    yield "victims who are copied", of(total("convicted"), victims), of(total("ever"), victims)
    yield "bystanders", of(total("bystanders"), others), of(total("bystanders_ever"), others)


@table("reports", "flaw of what a reader is told|true positives|false positives", "reading_third")
def _reports() -> Iterator[Row]:
    every = figures("reading_third")["every"]
    yield "accounts read", *(f"{every[k]['members']}" for k in ("true", "false"))
    for flaw in every["true"]["flaws"]:
        counts = [every[k]["flaws"][flaw] for k in ("true", "false")]
        if any(counts):
            yield flaw, *map(str, counts)
    yield "any other of the flaws counted", "0", "0"


@table("honest", "shipped policy, enforced|count", "honest")
def _honest() -> Iterator[Row]:
    every, some = figures("honest")["all"], figures("honest")["worlds"]
    yield "requests of honest users refused", of(every["refused"], every["requests"], 3)
    yield "honest accounts limited", of(every["touched"], every["units"], 3)
    yield "worlds with any refused", f"{sum(w['refused'] > 0 for w in some)} of {len(some)}"
    shares = [w["prevented"] / w["harvest"] for w in some if w["harvest"]]
    yield "harvest refused, by world", f"{span(min(shares), max(shares))} %"


# Requests and windows


@table("windows", "window|method|found %, equal 1 % false (95 %)|ordinary windows flagged %, "
       "threshold meant for 1 %: chat, enterprise", "windows")  # fmt: skip
def _windows() -> Iterator[Row]:
    for size, part in figures("windows")["sizes"].items():
        for method in ("ours", "MMD", "Mahalanobis", "PRADA", "SEAT-like"):
            value, low, high = part["together"]["0.05"]["mean"][method]
            wrong = [p["false_positives"][method]["calibrated"][0]
                     for p in part["populations"].values()]  # fmt: skip
            yield (
                f"{int(size):,}",
                method,
                f"{pct(value)} ({span(low, high)})",
                ", ".join(map(pct, wrong)),
            )


@table("guard", "single requests|measured|target", "guard")
def _guard() -> Iterator[Row]:
    return ((row["what"], row["measured"], row["target"]) for row in figures("guard")["summary"])


def flags(row: dict[str, Any], bound: str) -> Row:
    """Return the row of a share flagged and a share blockable."""
    sign = "≥" if bound == "flagged_lower" else "≤"
    return (row["name"], f"{row['requests']:,}",
            f"{pct(row['flagged_rate'])} ({sign} {pct(row[bound])})",
            pct(row["blocked_rate"]))  # fmt: skip


@table("guard-accounts", "accounts|number|flagged % (95 % bound)|blockable %", "guard_accounts")
def _guard_accounts() -> Iterator[Row]:
    found = figures("guard_accounts")
    for row in (*found["attacks"], *found["hidden"]):
        yield flags(row, "flagged_lower")
    for row in found["ordinary"]:
        yield flags(row, "flagged_upper")


@table("guard-others", "requests by others|number|flagged % (95 % bound)|blockable %",
       "guard_blind", "guard_peer", "guard_public")  # fmt: skip
def _guard_others() -> Iterator[Row]:
    blind, peer = figures("guard_blind"), figures("guard_peer")
    yield flags(blind["attacks_total"] | {"name": "blind set, attacks"}, "flagged_lower")
    yield flags(blind["ordinary_total"] | {"name": "blind set, look-alikes"}, "flagged_upper")
    yield flags(peer["attacks_total"] | {"name": "a peer's families"}, "flagged_lower")
    for name, row in figures("guard_public")["sources"].items():
        yield (name, f"{row['requests']}", f"{pct(row['share'])} (≥ {pct(row['lower'])})",
               pct(row["blockable"]))  # fmt: skip


@table("encodings", "encoding|flagged %|blockable %", "guard")
def _encodings() -> Iterator[Row]:
    for row in figures("guard")["encodings"]:
        if row["flagged_rate"] < 0.9:
            yield (
                f"{row['name']} ({row['group']})",
                pct(row["flagged_rate"]),
                pct(row["blocked_rate"]),
            )
    rest = [row for row in figures("guard")["encodings"] if row["flagged_rate"] >= 0.9]
    least = [pct(min(row[key] for row in rest)) for key in ("flagged_rate", "blocked_rate")]
    yield f"{len(rest)} others, at least", *least


@table("languages", "requests|before %|now %", "languages")
def _languages() -> Iterator[Row]:
    now, before = figures("languages")["now"], figures("languages")["before"]
    for key, what in (
        ("harvest_like", "of a harvest that read so"),
        ("ordinary_like", "ordinary that do"),
    ):
        values = [fmean(one[key] for one in part["written"].values()) for part in (before, now)]
        yield f"{len(now['written'])} languages, {what}", *map(pct, values)
    for name, part in now["public"].items():
        for language, row in part.items():
            yield (
                f"{name}, {language}",
                pct(before["public"][name][language]["like"]),
                pct(row["like"]),
            )


@table("screening", "threshold|ordinary names matched % (95 %)|two slips found %|other spelling found %",
       "screening")  # fmt: skip
def _screening() -> Iterator[Row]:
    part = figures("screening")["parts"]["reported"]
    for level, row in part["ordinary"].items():
        rest = [
            part["disguised"][k][level]["share"]
            for k in ("two slips", "another spelling of sounds")
        ]
        yield level, f"{pct(row['share'])} ({span(row['low'], row['high'], 1)})", *map(pct, rest)


# Speed


@table("speed", "log|exchanges|seconds|exchanges/s|memory MB", "throughput")
def _speed() -> Iterator[Row]:
    for r in figures("throughput")["runs"]:
        yield (r["format"], f"{r['exchanges']:,}", f"{r['seconds']:,.0f}",
               f"{r['exchanges_per_s']:,.0f}", f"{r['peak_rss_mb']:,.0f}")  # fmt: skip


@table("services", "what|measured|target", "gateway", "gateway_soak", "follow", "evidence",
       "install_size", "startup", "adapters")  # fmt: skip
def _services() -> Iterator[Row]:
    gate, soak = figures("gateway")["summary"], figures("gateway_soak")["promises"]
    proof, later = figures("evidence"), figures("follow")["judgements"][1:]
    size, start = figures("install_size"), figures("startup")
    yield "gateway throughput, of a lean proxy's", f"{pct(gate['of_floor'], 0)} %", "≥ 70 %"
    yield "gateway throughput, times LiteLLM's", f"{gate['times_litellm']:.0f}", "≥ 25"
    yield "gateway latency added, median", f"{gate['added_p50_ms']:.2f} ms", "≤ 0.3 ms"
    yield "gateway latency added, 99th percentile", f"{gate['added_p99_ms']:.2f} ms", ""
    yield "first chunk delayed, median", f"{gate['first_chunk_added_p50_ms']:.2f} ms", "≤ 1 ms"
    kept = sum(one["kept"] for one in soak)
    yield "promises kept under faults, 30 minutes", f"{kept} of {len(soak)}", "all"
    yield (
        "evaluation due to decision stored, worst",
        f"{max(j['seconds'] + j['deciding'] for j in later):.0f} s",
        "≤ 300 s",
    )
    for many, rate in proof["appended_per_s"].items():
        yield (
            f"evidence entries/s, {many} at a time",
            f"{rate:,.0f}",
            "" if many == "1" else "≥ 5,000",
        )
    yield "install size", f"{size['total_mb']:.0f} MB", f"≤ {size['limit_mb']} MB"
    yield "`--help`, median", f"{start['median_seconds']:.2f} s", f"≤ {start['limit_seconds']:g} s"
    for row in figures("adapters")["formats"]:
        yield (
            f"`{row['format']}` parsed, exchanges per CPU second",
            f"{row['exchanges_per_cpu_s']:,}",
            "",
        )


@table("readme", "question|measured", "unseen_again", "midsize", "first_met", "scale", "guard",
       "guard_accounts", "throughput", "gateway")  # fmt: skip
def _readme() -> Iterator[Row]:
    again, gate = summed("", ("unseen_again",), None), figures("gateway")["summary"]
    first = [share for row in figures("first_met")["rows"] for share in row["recall"]]
    small = [summed("", ("midsize",), size) for size in (400, 1200)]
    tenth = next(s for s in figures("scale")["sizes"] if s["share"] == 0.1)
    held, ordinary = figures("guard")["summary"][0], figures("guard")["ordinary"]["total"][0]
    big = max(figures("throughput")["runs"], key=lambda r: (r["exchanges"], -r["seconds"]))
    yield ("campaign accounts found, six authors never fitted on (range by author)",
           f"{again[1]} %; {again[2]} % after review of the queue")  # fmt: skip
    yield "precision there", f"{again[3]} %"
    yield "ordinary accounts flagged there", f"{again[4]}; where nobody harvests {again[5]}"
    yield (
        "campaign accounts found, 22 first contacts with other firms",
        f"{span(min(first), max(first))} %",
    )
    yield (
        "campaign accounts found, firms of 400 and 1,200 accounts",
        f"{small[0][1]} % and {small[1][1]} %",
    )
    yield ("a tenth of the largest alleged campaign, simulated",
           f"{pct(tenth['recall'])} %, detected after {tenth['hours']:.0f} hours, {pct(tenth['taken'])} % taken")  # fmt: skip
    yield ("elicitation requests flagged, families held out",
           f"{held['measured']}; of ordinary prompts {pct(ordinary['flagged_rate'], 2)} %")  # fmt: skip
    yield ("speed", f"{big['exchanges']:,} exchanges in {big['seconds'] / 60:.1f} minutes on two cores; "
           f"the gateway adds {gate['added_p50_ms']:.2f} ms at the median")  # fmt: skip


def sources() -> Iterator[Row]:
    """Say how each result file is made again."""
    for name in dict.fromkeys(file for one in TABLES.values() for file in one.files):
        one = result(name)
        made, plus, more = one["commit"].partition("+")
        yield (
            name,
            f"`{one['command']}`",
            f"{made[:7] if name != 'first_met' else made}{plus}{more}",
            one["date"][:10],
        )


TABLES["sources"] = Table(("data file", "command", "commit", "day"), (), sources)


def rendered(name: str) -> str:
    """Return a table as Markdown; all columns but the first stand to the right."""
    one = TABLES[name]
    rule = ("---", *("---:" for _ in one.heads[1:]))
    return "".join(f"| {' | '.join(row)} |\n" for row in (one.heads, rule, *one.rows()))


def filled(text: str) -> str:
    """Return a page with its tables as the data have them."""
    return BLOCK.sub(lambda m: m[1] + rendered(m[2]) + m[3], text)


def stale(write: bool = False) -> list[Path]:
    """Return the pages that differ from the data, after writing them if asked to."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    differ = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        if (new := filled(text)) != text:
            differ.append(page)
            if write:
                page.write_text(new, encoding="utf-8")
    return differ


if __name__ == "__main__":
    check = "--check" in sys.argv[1:]
    differing = stale(write=not check)
    for path in differing:
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
    sys.exit(check and bool(differing))
