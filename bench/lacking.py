"""Take from a labelled world what many logs do not tell, to fit and to measure what is left.

    python bench/lacking.py WORLD --without client signup repeats --out DIR

`client`: no address, network, country or client software. `signup`: nothing that is told at
sign-up (time, country, plan, payment, domain). `repeats`: nobody asks the same thing twice: a few
words of another prompt stand at the end of each request, those of half of the campaigns included,
and later turns repeat them. `--seed` decides which words, and which campaigns.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LACKS = ("client", "signup", "repeats")
SIGNUP = ("created", "country", "plan", "verified", "payment", "email_domain")
WORDS = (4, 9)
"""Fewest and most words at the end of a request."""


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


def main() -> None:
    """Read the command line and write the world."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("world", type=Path)
    parser.add_argument("--without", nargs="+", choices=LACKS, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    text = (given.world / "truth.json").read_text()
    (given.out / "truth.json").write_text(text)
    logs = sorted(given.world.glob("*.jsonl*"))
    tails = Tails(json.loads(text), words(logs[0]), given.seed)
    for log in logs:
        with gzip.open(given.out / f"{log.name.partition('.')[0]}.jsonl.gz", "wt", 1) as out:
            for row in rows(log):
                if "client" in given.without:
                    row.pop("client", None)
                if "signup" in given.without:
                    row["account"] = {k: v for k, v in row["account"].items() if k not in SIGNUP}
                if "repeats" in given.without:
                    tails.end(row)
                out.write(json.dumps(row, separators=(",", ":")) + "\n")
    with (given.world / "accounts.csv").open(newline="") as read:
        table = list(csv.DictReader(read))
    with (given.out / "accounts.csv").open("w", newline="") as out:
        left = SIGNUP if "signup" in given.without else ()
        names = [name for name in (table[0] if table else ["account"]) if name not in left]
        told = csv.DictWriter(out, names, extrasaction="ignore")
        told.writeheader()
        told.writerows(table)


if __name__ == "__main__":
    main()
