"""Tables of measured figures: our simulator, guarantees, single requests, speed, README."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean
from typing import Any

from _results import (
    JUDGES,
    Row,
    World,
    counted,
    figures,
    mean,
    of,
    pct,
    span,
    summed,
    table,
    worlds,
)

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


SAME = {"unique": "repeats", "sampled": "nine of ten exchanges"}


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
                what, *rest = world_row(SAME.get(world, world.replace("no_", "")), found["overall"])
                yield what, "simulator", *rest


@table("sizes", "firm|planned size|accounts flagged|% (95 %)|to look at %", "sizes")
def _sizes() -> Iterator[Row]:
    for part in figures("sizes")["parts"]:
        for s in part["sizes"]:
            sure = s["likely"]
            yield (part["name"], str(s["size"]), f"{sure['count']} of {sure['of']}",
                   f"{pct(sure['rate'], 0)} ({span(sure['low'], sure['high'])})",
                   pct(s["to_look_at"]["rate"], 0))  # fmt: skip


@table("small", "small firms of strangers|count", "unseen", "unseen_met", *JUDGES)
def _small() -> Iterator[Row]:
    every = (w for n in ("unseen", "unseen_met", *JUDGES) for w in figures(n)["worlds"])
    some = [w for w in every if w["scenario"] == "small"]
    right = sum(round((w["recall"] or 0) * w["harvesting"]) for w in some)
    wrong = sum(w["benign_flagged"] for w in some)
    yield "firms", f"{len(some)}"
    yield "campaign accounts flagged", f"{right} of {sum(w['harvesting'] for w in some)}"
    yield "ordinary accounts flagged", of(wrong, sum(w["benign"] for w in some))
    yield "firms with any", f"{sum(w['benign_flagged'] > 0 for w in some)}"


@table("ablation", "without|recall, points|precision, points|ordinary accounts flagged",
       "campaigns_ablation")  # fmt: skip
def _ablation() -> Iterator[Row]:
    parts = figures("campaigns_ablation")["ablation"]["mixed"]["parts"]
    first = sorted(parts, key=lambda p: float(p["recall"]))
    for p in first[:3]:
        points = (f"{100 * (p[key] or 0):+.1f}" for key in ("recall", "precision"))
        yield f"`{p['without']}`", *points, f"{p['benign_flagged']:+d}"
    yield f"each of {len(first) - 3} others", f"{100 * first[3]['recall']:+.1f} or more", "", ""


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
        yield (s["strategy"].replace("_", " "),
               f"{pct(kept['mean'], 0)} ({span(max(kept['low'], 0), kept['high'])})",
               f"{s['cost_ratio']:.1f} ({prices[0]:.1f}–{prices[1]:.1f})",
               pct(s["flagged"]["mean"], 0),
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
       "guard_blind", "guard_peer", "guard_public", "requests")  # fmt: skip
def _guard_others() -> Iterator[Row]:
    blind, peer = figures("guard_blind"), figures("guard_peer")
    yield flags(blind["attacks_total"] | {"name": "blind set, attacks"}, "flagged_lower")
    yield flags(blind["ordinary_total"] | {"name": "blind set, look-alikes"}, "flagged_upper")
    yield flags(peer["attacks_total"] | {"name": "a peer's families"}, "flagged_lower")
    held = figures("requests")["held_out"]
    for what, rows in (("as they are", held["bare"]), ("dressed as data", held["dressed"])):
        found = pct(fmean(row["share"] for row in rows))
        yield f"prompts in tool answers, {what}", f"{len(rows)} sources", f"{found} read", ""
    yield "what tools really return", "", f"{pct(held['tools_share'])} read", ""
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
        values = [
            fmean(row[key] for code, row in part["written"].items() if code != "mean")
            for part in (before, now)
        ]
        yield f"{len(now['written'].keys() - {'mean'})} languages, {what}", *map(pct, values)
    for name, part in now["public"].items():
        for language, row in part.items():
            yield (
                f"{name}, {language}",
                pct(before["public"][name][language]["like"]),
                pct(row["like"]),
            )


@table("screening", "threshold|ordinary names matched % (95 %)|two slips found %"
       "|other spelling found %", "screening")  # fmt: skip
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


@table("adapters", "format|exchanges per CPU second|of the native log's rate", "adapters")
def _adapters() -> Iterator[Row]:
    for row in figures("adapters")["formats"]:
        low, high = sorted(row["of_native"])
        yield f"`{row['format']}`", f"{row['exchanges_per_cpu_s']:,}", f"{low:.2f}–{high:.2f}"


@table("services", "what|measured|target", "gateway", "gateway_soak", "follow", "evidence",
       "install_size", "startup")  # fmt: skip
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


@table("readme", "question|measured", "unseen_again", "midsize", "first_met", "scale", "guard",
       "guard_accounts", "throughput", "gateway")  # fmt: skip
def _readme() -> Iterator[Row]:
    again, gate = summed("", ("unseen_again",), None), figures("gateway")["summary"]
    rows = figures("first_met")["rows"]
    first = [share for row in rows for share in row["recall"]]
    small = [summed("", ("midsize",), size) for size in (400, 1200)]
    tenth = next(s for s in figures("scale")["sizes"] if s["share"] == 0.1)
    held, ordinary = figures("guard")["summary"][0], figures("guard")["ordinary"]["total"][0]
    big = max(figures("throughput")["runs"], key=lambda r: (r["exchanges"], -r["seconds"]))
    yield ("campaign accounts found, six authors never fitted on (range by author)",
           f"{again[1]} %; {again[2]} % after review of the queue")  # fmt: skip
    yield "precision there", f"{again[3]} %"
    yield "ordinary accounts flagged there", f"{again[4]}; where nobody harvests {again[5]}"
    yield (
        f"campaign accounts found, {len(rows)} first contacts with other firms",
        f"{span(min(first), max(first))} %",
    )
    yield (
        "campaign accounts found, firms of 400 and 1,200 accounts",
        f"{small[0][1]} % and {small[1][1]} %",
    )
    yield ("a tenth of the largest alleged campaign, simulated",
           f"{pct(tenth['recall'])} %, detected after {tenth['hours']:.0f} hours, "
           f"{pct(tenth['taken'])} % taken")  # fmt: skip
    yield ("elicitation requests flagged, families held out",
           f"{held['measured']}; "
           f"of ordinary prompts {pct(ordinary['flagged_rate'], 2)} %")  # fmt: skip
    yield ("speed", f"{big['exchanges']:,} exchanges in {big['seconds'] / 60:.1f} minutes "
           "on two cores; "
           f"the gateway adds {gate['added_p50_ms']:.2f} ms at the median")  # fmt: skip
