"""Recall by the size of a campaign, and who is flagged wrongly: small firms, and 100,000 accounts.

    python bench/sizes.py                                  # the committed table
    python bench/sizes.py --prompts DIR                    # and firms by another author
    python bench/sizes.py --firms 4 --accounts 5000 --no-record

Small firms have 200 customers and campaigns of 1, 3 and 5 accounts; the large ones a campaign of
100, or campaigns of 5 and 20, at 0.1 % of their accounts. Flags among ordinary accounts are given
apart for country, plan, and the language most of an account's requests are in. Steps are kept
in `out/sizes` and used again while the code behind them is the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shlex
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
from _cases import ROOT, Case, Foreign, Settings, _write, audit_code
from _record import publish, record
from _tables import percent, table

from stillwatch.score.intervals import lower_bound, upper_bound

PAGE = ROOT / "docs" / "results" / "sizes.md"
FIRM = Settings(200, 9, 21, 1.0, "report")
LARGE = ("sizes:5,5,5,5,20,20,20,20", "sizes:100")
LEVELS = ("none", "watch", "likely", "confirmed")
READ = 5
"""Requests of an account whose language is looked at."""
WORDS = {
    "de": {"der", "die", "das", "und", "ist", "nicht", "ein", "eine", "für", "mit", "wie"},
    "es": {"el", "la", "los", "que", "de", "por", "una", "para", "con", "cómo", "del"},
    "en": {"the", "of", "and", "to", "is", "in", "for", "what", "with", "that", "how"},
}
"""Frequent words of the languages written in Latin script."""
SCRIPTS = (
    ("ja", "\u3040", "\u30ff"), ("zh", "\u4e00", "\u9fff"), ("ar", "\u0600", "\u06ff"),
    ("hi", "\u0900", "\u097f"), ("ru", "\u0400", "\u04ff"), ("ko", "\uac00", "\ud7af"),
)  # fmt: skip
"""Other scripts, by their first and last letters."""


@dataclass(frozen=True)
class Seen:
    """One account of one audit."""

    size: int
    """Accounts of its campaign; 0: ordinary."""
    level: int
    queued: bool
    """Whether it stands in the review queue: by itself, in a group, in a campaign at `watch`."""
    population: str
    country: str
    plan: str
    language: str


def language(texts: Iterable[str]) -> str:
    """Guess what language texts are in: by script, and by frequent words in Latin script."""
    counts: Counter[str] = Counter()
    for text in texts:
        for name, low, high in SCRIPTS:
            counts[name] += 3 * sum(low <= letter <= high for letter in text[:400])
        words = text[:400].lower().split()
        for name, frequent in WORDS.items():
            counts[name] += 10 * sum(word in frequent for word in words)
    if counts["ja"] > 0.1 * counts["zh"]:
        counts["zh"] = 0  # Chinese letters are part of Japanese
    found, most = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=("none", 0))
    return found if most else "none"


def described(logs: Sequence[Path]) -> dict[str, tuple[str, str, str]]:
    """Country, plan and language of each account, as the log shows them."""
    decode = msgspec.json.Decoder().decode
    told: dict[str, tuple[str, str]] = {}
    texts: dict[str, list[str]] = defaultdict(list)
    for log in logs:
        with gzip.open(log) as lines:
            for line in lines:
                exchange = decode(line)
                account = exchange["account"]
                name = account["id"]
                told.setdefault(name, (account.get("country") or "", account.get("plan") or ""))
                if len(texts[name]) < READ:
                    for message in (exchange["request"].get("messages") or ())[-1:]:
                        content = message.get("content")
                        texts[name].append(content if isinstance(content, str) else "")
    return {name: (*told[name], language(texts[name])) for name in told}


def accounts(case: Any, logs: Sequence[Path], with_words: bool) -> list[Seen]:
    """Audit a case and return its accounts; end users are judged by their reseller's row."""
    kept = case.folder / f"seen-{audit_code()}-{int(with_words)}.json"
    if not kept.exists():
        audit = case.audit()
        truth = json.loads(case.truth.read_text())
        words = described(logs) if with_words else {}
        size = {c["campaign"]: int(c["accounts"]) for c in truth["campaigns"]}
        rows = pq.read_table(audit / "accounts.parquet").to_pylist()
        level = {row["account"]: LEVELS.index(row["severity"]) for row in rows}
        queue = json.loads((audit / "summary.json").read_text())["review"]
        queued = {entry["account"] for entry in queue if "account" in entry}
        units = [unit for entry in queue for unit in entry.get("units", ())]
        queued |= {unit["account"] for unit in units if unit["end_user"] is None}
        found = []
        for row in truth["accounts"]:
            name = row["account"]
            if row["end_user"] is not None or row["population"].startswith("licensed"):
                continue
            country, plan, spoken = words.get(name, ("", "", ""))
            in_queue = name in queued or level.get(name, 0) == 1
            of = size.get(row["campaign"] or "", 0)
            idle = row["population"] == "campaign_idle"
            if not idle:
                found.append([of, level.get(name, 0), in_queue, row["population"], country, plan,
                              spoken])  # fmt: skip
        _write(kept, {"accounts": found})
    return [Seen(*row) for row in json.loads(kept.read_text())["accounts"]]


def by_size(seen: Sequence[Seen]) -> list[dict[str, Any]]:
    """Recall for each size of campaign, with exact two-sided 95 % intervals of accounts."""
    rows = []
    for size in sorted({s.size for s in seen} - {0}):
        mine = [s for s in seen if s.size == size]
        row: dict[str, Any] = {"size": size, "accounts": len(mine)}
        for name, count in (
            ("likely", sum(s.level >= 2 for s in mine)),
            ("watch", sum(s.level >= 1 for s in mine)),
            ("to_look_at", sum(s.level >= 1 or s.queued for s in mine)),
        ):
            low = lower_bound(count, len(mine), 0.975)
            high = upper_bound(count, len(mine), 0.975)
            row[name] = {"count": count, "rate": count / len(mine), "low": low, "high": high}
        rows.append(row)
    return rows


def wrongly(seen: Sequence[Seen]) -> dict[str, Any]:
    """Ordinary accounts flagged, and in the review queue."""
    mine = [s for s in seen if not s.size]
    flagged = [s for s in mine if s.level >= 2]
    return {
        "accounts": len(mine),
        "flagged": len(flagged),
        "per_100000": 1e5 * len(flagged) / max(len(mine), 1),
        "per_100000_upper": 1e5 * upper_bound(len(flagged), len(mine)),
        "confirmed": sum(s.level >= 3 for s in mine),
        "to_look_at": sum(s.level == 1 or s.queued for s in mine) / max(len(mine), 1),
        "populations": dict(Counter(s.population for s in flagged).most_common()),
    }


def groups(seen: Sequence[Seen], trait: str, least: int = 300) -> list[dict[str, Any]]:
    """Tell flags among ordinary accounts by a trait; small groups are put together."""
    mine: dict[str, list[Seen]] = defaultdict(list)
    for s in seen:
        if not s.size:
            mine[getattr(s, trait) or "not given"].append(s)
    small = [name for name in mine if len(mine[name]) < least]
    if small:
        mine["others"] = [s for name in small for s in mine.pop(name)]
    rows = []
    for name, them in sorted(mine.items(), key=lambda pair: -len(pair[1])):
        count = sum(s.level >= 2 for s in them)
        rows.append({
            "group": name, "accounts": len(them), "flagged": count, "rate": count / len(them),
            "low": lower_bound(count, len(them), 0.975),
            "high": upper_bound(count, len(them), 0.975),
            "populations": dict(Counter(s.population for s in them if s.level >= 2).most_common(3)),
        })  # fmt: skip
    return rows


def page(figures: dict[str, Any], command: str) -> str:
    """Write what was measured as a page of the documentation."""
    lines = [
        "# Small firms and rare campaigns", "",
        f"Made by `{command}`; figures, machine and versions are in `bench/results/sizes.json`. "
        "Intervals are exact 95 % ones over accounts; accounts of one campaign are flagged "
        "together, so that the true uncertainty is larger.", "",
        "*To look at* is what a person is shown: campaigns at `watch` or above, groups below "
        "that, and accounts that stand out alone.",
        "",
    ]  # fmt: skip
    for part in figures["parts"]:
        wrong = part["wrongly"]
        lines += [f"## {part['name']}", "", part["what"], ""]
        lines += [table(
            ("accounts in the campaign", "accounts in all", "`likely`", "95 %", "to look at"),
            [(str(r["size"]), f"{r['accounts']:,}", percent(r["likely"]["rate"]),
              f"{percent(r['likely']['low'])} – {percent(r['likely']['high'])}",
              percent(r["to_look_at"]["rate"])) for r in part["sizes"]],
        ), ""]  # fmt: skip
        kinds = ", ".join(f"{n} {k}" for k, n in wrong["populations"].items())
        lines += [
            f"Ordinary accounts flagged: {wrong['flagged']:,} of {wrong['accounts']:,}"
            f"{f' ({kinds})' if kinds else ''}: {wrong['per_100000']:.1f} per 100,000, at most "
            f"{wrong['per_100000_upper']:.1f} with 95 %; `confirmed`: {wrong['confirmed']}. "
            f"In the queue to look at: {percent(wrong['to_look_at'])} of them.", "",
        ]  # fmt: skip
    lines += ["## Who is flagged wrongly", "",
              "Ordinary accounts of all the worlds above by what they are; a group whose interval "
              "leaves out the rate of all is set in bold.", ""]  # fmt: skip
    for trait, rows in figures["groups"].items():
        usual = figures["rate"]
        out = []
        for row in rows:
            apart = not row["low"] <= usual <= row["high"]
            name = f"**{row['group']}**" if apart else row["group"]
            kinds = ", ".join(f"{n} {k}" for k, n in row["populations"].items())
            bounds = f"{percent(row['low'], 3)} – {percent(row['high'], 3)}"
            rate = percent(row["rate"], 3)
            told = (f"{row['accounts']:,}", str(row["flagged"]), rate, bounds, kinds or "–")
            out.append((name, *told))
        heads = (trait, "accounts", "flagged", "rate", "95 %", "flagged are mostly")
        lines += [table(heads, out), ""]
    return "\n".join(lines).rstrip() + "\n"


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and write its figures and its page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--firms", type=int, default=30, help="small firms of each author")
    parser.add_argument("--large", type=int, default=1, help="large firms of each kind")
    parser.add_argument("--worlds", nargs="*", default=list(LARGE), help="which large ones")
    parser.add_argument("--accounts", type=int, default=100_000, help="accounts of a large firm")
    parser.add_argument("--rate", type=float, default=0.35, help="rate of exchanges there")
    parser.add_argument("--prompts", type=Path, help="prompts for firms by another author")
    parser.add_argument("--author", default="evaluator", help="who, of bench/generators")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "sizes")
    parser.add_argument("--no-record", action="store_true", help="write no result")
    asked = parser.parse_args(argv)
    parts, everyone = [], []

    def add(name: str, what: str, seen: list[Seen]) -> None:
        parts.append({"name": name, "what": what, "sizes": by_size(seen), "wrongly": wrongly(seen)})
        everyone.extend(seen)

    def run(case: Any, words: bool = True) -> list[Seen]:
        print(case.folder.name, file=sys.stderr, flush=True)
        logs = case.logs() if isinstance(case, Foreign) else []
        if not logs:
            if not (case.folder / f"seen-{audit_code()}-{int(words)}.json").exists():
                if isinstance(case, Foreign):
                    case.generate()
                    logs = case.logs()
                else:
                    case.simulate()
                    logs = case._logs()
        found = accounts(case, logs, words)
        if not isinstance(case, Foreign):
            case.drop_log()
        return found

    firms = [
        Case("small_firm", s, FIRM, asked.work, lambda _: None) for s in range(1, asked.firms + 1)
    ]
    add(f"{asked.firms} small firms", "200 customers each; report half of our simulator.",
        [seen for case in firms for seen in run(case)])  # fmt: skip
    if asked.prompts:
        others = [
            Foreign(asked.author, s, "small", asked.prompts, asked.work)
            for s in range(1, asked.firms + 1)
        ]
        what = "A generator that nothing was fitted on (`bench/generators`)."
        name = f"{asked.firms} small firms by another author"
        add(name, what, [seen for case in others for seen in run(case)])
    large = Settings(asked.accounts, asked.accounts // 1000, 21, asked.rate, "report")
    for world in asked.worlds:
        cases = [
            Case(world, s, large, asked.work, lambda _: None) for s in range(1, asked.large + 1)
        ]
        if cases:
            add(f"{asked.accounts:,} accounts, campaigns of {world.removeprefix('sizes:')}",
                f"{len(cases)} world(s), {asked.rate:g} of the usual rate.",
                [seen for case in cases for seen in run(case)])  # fmt: skip
    figures = {
        "parts": parts, "rate": wrongly(everyone)["flagged"] / wrongly(everyone)["accounts"],
        "groups": {t: groups(everyone, t) for t in ("country", "language", "plan")},
    }  # fmt: skip
    arguments = sys.argv[1:] if argv is None else argv
    shown = ["DIR" if a == str(asked.prompts) else a for a in arguments]
    command = shlex.join(["python", "bench/sizes.py", *shown])
    text = page(figures, command)
    if asked.no_record:
        print(text)
        return
    print(record("sizes", figures, command), PAGE, sep="\n")
    publish(PAGE, text)


if __name__ == "__main__":
    main()
