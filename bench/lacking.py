"""Take from a labelled world what many logs do not tell, to fit and to measure what is left.

    python bench/lacking.py WORLD --without client signup repeats start settings --out DIR

`settings`: how requests are set up (temperature, most tokens, tools, …). `history`: all but the
last message of the customer, as logs of a prompt and a reply have it. `usage`: counts of tokens.
`client`: no address, network, country or client software. `signup`: nothing that is told at
sign-up (time, country, plan, payment, domain). `repeats`: nobody asks the same thing twice: a few
words of another prompt stand at the end of each request, those of half of the campaigns included,
and later turns repeat them. `--seed` decides which words, and which campaigns. `start`: the first
ten days, so that most campaigns run when the log begins; accounts that are silent from then on are
not in the truth either.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

LACKS = ("client", "signup", "repeats", "start", "settings", "history", "usage")
SIGNUP = ("created", "country", "plan", "verified", "payment", "email_domain")
ASKED = ("endpoint", "model", "messages", "prompt", "input", "instructions", "system")
"""Fields of a request that do not set it up."""
WORDS = (4, 9)
"""Fewest and most words at the end of a request."""
START = 10 * 86_400
"""Seconds of a log that are its start."""


def strip(row: dict[str, Any], without: Sequence[str]) -> None:
    """Take from a row, in place, what needs no knowledge of others."""
    if "client" in without:
        row.pop("client", None)
    if "signup" in without:
        row["account"] = {k: v for k, v in row["account"].items() if k not in SIGNUP}
    if "settings" in without:
        row["request"] = {k: v for k, v in row["request"].items() if k in ASKED}
    if "usage" in without:
        row.pop("usage", None)
    if "history" in without:
        request = row["request"]
        asked = [m for m in request.get("messages") or [] if m.get("role") == "user"]
        if asked:
            request["messages"] = asked[-1:]


class Tails:
    """Ends each request with words that no other has."""

    def __init__(self, truth: dict[str, Any], words: list[str], seed: int) -> None:
        names = sorted({a["campaign"] for a in truth["accounts"] if a["campaign"]})
        kept = set(random.Random(seed).sample(names, len(names) // 2))
        self.kept = {a["account"] for a in truth["accounts"] if a["campaign"] in kept}
        self.words, self.seed = words, seed
        self.times: Counter[int] = Counter()

    def end(self, row: dict[str, Any]) -> None:
        """Add to the requests of a row, in place."""
        request, account = row["request"], row["account"]["id"]
        messages = request.get("messages") or []
        if account in self.kept:
            return
        if isinstance(request.get("prompt"), str):
            request["prompt"] += f" {self._tail(str(row['id']))}"
        seen = zlib.crc32(f"{account} {row['account'].get('end_user')}".encode())
        asked = [i for i, m in enumerate(messages) if m.get("role") == "user"]
        for i, message in enumerate(messages):
            seen = zlib.crc32(json.dumps(message).encode(), seen)
            if i not in asked:
                continue
            if i == asked[-1]:
                self.times[seen] += 1
            tail = self._tail(f"{self.seed} {account} {seen} {self.times[seen]}")
            content = message.get("content")
            if isinstance(content, str):
                message["content"] = f"{content} {tail}"
            elif isinstance(content, list):
                content.append({"type": "text", "text": tail})

    def _tail(self, key: str) -> str:
        draw = random.Random(key)
        first = draw.randrange(len(self.words))
        return " ".join(
            [*self.words[first : first + draw.randint(*WORDS)], str(draw.random())[2:6]]
        )


def words(log: Path) -> list[str]:
    """Words of a log's first requests, in their order."""
    out: list[str] = []
    for row in rows(log):
        for message in row["request"].get("messages") or []:
            if message.get("role") == "user" and isinstance(message.get("content"), str):
                out += message["content"].split()
        if len(out) > 20_000:
            break
    return out or ["again"]


def rows(log: Path) -> Iterator[dict[str, Any]]:
    """Exchanges of a log."""
    with gzip.open(log, "rt") if log.suffix == ".gz" else log.open() as lines:
        yield from map(json.loads, lines)


def seconds(row: dict[str, Any]) -> float:
    """When an exchange was, in seconds since 1970."""
    when = row["time"]
    return datetime.fromisoformat(when).timestamp() if isinstance(when, str) else float(when)


def heard(truth: dict[str, Any], left: set[tuple[str, str | None]]) -> dict[str, Any]:
    """Truth about the accounts and end users that are left in a log."""
    left = left | {(account, None) for account, _ in left}
    held = [a for a in truth["accounts"] if (a["account"], a.get("end_user")) in left]
    still = {a["campaign"] for a in held}
    campaigns = [c for c in truth["campaigns"] if c["campaign"] in still]
    return {**truth, "accounts": held, "campaigns": campaigns}


def known(table: Path, folder: Path, left: Sequence[str]) -> None:
    """Write an account table without the fields that are left out."""
    with table.open(newline="") as read, (folder / table.name).open("w", newline="") as out:
        if table.suffix == ".jsonl":
            for row in map(json.loads, read):
                out.write(json.dumps({k: v for k, v in row.items() if k not in left}) + "\n")
            return
        held = csv.DictReader(read)
        names = [name for name in held.fieldnames or ["account"] if name not in left]
        lines = csv.DictWriter(out, names, extrasaction="ignore")
        lines.writeheader()
        lines.writerows(held)


def main() -> None:
    """Read the command line and write the world."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("world", type=Path)
    parser.add_argument("--without", nargs="+", choices=LACKS, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    truth = json.loads((given.world / "truth.json").read_text())
    logs = sorted(p for p in given.world.glob("*.jsonl*") if not p.name.startswith("accounts."))
    tails = Tails(truth, words(logs[0]), given.seed)
    begin = min(seconds(next(rows(log))) for log in logs) + START
    left: set[tuple[str, str | None]] = set()
    for log in logs:
        with gzip.open(given.out / f"{log.name.partition('.')[0]}.jsonl.gz", "wt", 1) as out:
            for row in rows(log):
                if "start" in given.without:
                    if seconds(row) < begin:
                        continue
                    left.add((row["account"]["id"], row["account"].get("end_user")))
                strip(row, given.without)
                if "repeats" in given.without:
                    tails.end(row)
                out.write(json.dumps(row, separators=(",", ":")) + "\n")
    told = heard(truth, left) if "start" in given.without else truth
    (given.out / "truth.json").write_text(json.dumps(told))
    known(
        min(given.world.glob("accounts.*")), given.out, SIGNUP if "signup" in given.without else ()
    )


if __name__ == "__main__":
    main()
