"""Write a synthetic exchange log of any size, fast, to measure throughput with.

    python bench/throughput/make_log.py --exchanges 1000000 --out /tmp/log.jsonl.gz

Prompts of about `--chars` characters are pieced together from sentences of Python's own
language reference (which ships with every Python), under templates or not, with numbers mixed
in; accounts are heavy-tailed; 21 days follow a daily rhythm. There is no campaign in it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from pydoc_data.topics import topics

import numpy as np

STEP = 20_000
START = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = 21
MODELS = ("model-large-1", "model-small-1", "model-reasoning-1")
AGENTS = ("OpenAI/Python 1.99", "python-httpx/0.28", "anthropic-sdk/0.71", "node-fetch/3", "curl/8")
TEMPLATES = (
    "",
    "",
    "Please help me with the following. ",
    "You are given a text. Explain step by step what it means, then summarise it.\\n\\n",
    "Write a function that does what this says, with tests:\\n",
    "Translate into plain words: ",
)


def sentences() -> list[str]:
    """Return sentences of the reference, escaped for JSON."""
    text = re.sub(r"\s+", " ", " ".join(topics.values()))
    parts = re.split(r"(?<=[.:;]) ", text)
    return [json.dumps(p, ensure_ascii=False)[1:-1] for p in parts if 20 < len(p) < 300]


class Writer:
    """Draws exchanges in order of time, `STEP` at a time."""

    def __init__(self, exchanges: int, chars: int, accounts: int, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._total, self._accounts = exchanges, accounts
        self._bank = sentences()
        mean = sum(map(len, self._bank)) / len(self._bank) + 1
        self._pieces = max(1, round(chars / mean))
        weights = self._rng.pareto(1.2, accounts) + 0.05
        self._weights = np.cumsum(weights / weights.sum())

    def texts(self, n: int, k: int) -> list[str]:
        """Return `n` texts of `k` sentences, escaped for JSON."""
        bank = self._bank
        picks = self._rng.integers(0, len(bank), (n, k)).tolist()
        numbers = self._rng.integers(0, 10**7, n).tolist()
        heads = self._rng.integers(0, len(TEMPLATES), n).tolist()
        return [
            f"{TEMPLATES[h]}{' '.join([bank[i] for i in pick])} ({number})"
            for h, pick, number in zip(heads, picks, numbers, strict=True)
        ]

    def lines(self) -> Iterator[str]:
        """Yield pieces of the log, each of `STEP` lines."""
        for first in range(0, self._total, STEP):
            yield "".join(self._step(first, min(STEP, self._total - first)))

    def _step(self, first: int, n: int) -> Iterator[str]:
        rng = self._rng
        span = DAYS * 86_400 / self._total
        seconds = ((first + np.sort(rng.random(n)) * n) * span).tolist()
        who = np.searchsorted(self._weights, rng.random(n)).clip(0, self._accounts - 1).tolist()
        texts, replies = self.texts(n, self._pieces), self.texts(n, 2)
        temps = rng.integers(0, 11, n).tolist()
        for i in range(n):
            a = who[i]
            when = (START + timedelta(seconds=seconds[i])).strftime("%Y-%m-%dT%H:%M:%S.%f")
            text = texts[i]
            reply = replies[i]
            yield (
                f'{{"id":"req-{first + i:012x}","time":"{when}Z","account":{{"id":"acct-{a:06d}",'
                f'"org":"org-{a // 3}","key":"key-{a:06d}-{a % 2}",'
                f'"created":"2025-{a % 12 + 1:02d}-{a % 28 + 1:02d}T08:00:00Z","country":"DE",'
                f'"plan":"payg","payment":"pay-{a * 7919 % 999983:06d}",'
                f'"email_domain":"mail{a % 97}.example"}},'
                f'"client":{{"ip":"10.{a % 200}.{a // 200 % 250}.{i % 250}",'
                f'"asn":{64512 + a % 900},'
                f'"country":"DE","user_agent":"{AGENTS[a % 5]}","ja4":"t13d1516h2_{a % 40:012x}"}},'
                f'"request":{{"endpoint":"chat.completions","model":"{MODELS[a % 3]}",'
                f'"messages":[{{"role":"user","content":"{text}"}}],'
                f'"temperature":{temps[i] / 10},"max_tokens":1024,"stream":true}},'
                f'"response":{{"status":"200","finish_reason":"stop","content":"{reply}"}},'
                f'"usage":{{"input_tokens":{len(text) // 4},"output_tokens":{len(reply) // 4}}}}}\n'
            )


def write_jsonl(pieces: Iterator[str], out: Path) -> None:
    """Write lines, compressed in a second thread where the name ends in `.gz`."""
    with out.open("wb") as file, ThreadPoolExecutor(1) as pool:
        pack = (lambda b: gzip.compress(b, 3)) if out.suffix == ".gz" else bytes
        waiting = None
        for piece in pieces:
            done = waiting.result() if waiting else b""
            waiting = pool.submit(pack, piece.encode())
            file.write(done)
        if waiting:
            file.write(waiting.result())


def write_parquet(pieces: Iterator[str], out: Path) -> None:
    """Write the same exchanges as nested columns."""
    import pyarrow as pa
    import pyarrow.json as pj
    import pyarrow.parquet as pq

    writer = None
    for piece in pieces:
        opts = pj.ReadOptions(block_size=256 << 20)
        strings = pj.ParseOptions(explicit_schema=pa.schema([("time", pa.string())]))
        table = pj.read_json(pa.BufferReader(piece.encode()), opts, strings)
        writer = writer or pq.ParquetWriter(out, table.schema, compression="zstd")
        writer.write_table(table.cast(writer.schema))
    if writer:
        writer.close()


def main() -> None:
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--exchanges", type=int, default=100_000)
    parser.add_argument("--chars", type=int, default=800)
    parser.add_argument("--accounts", type=int, default=5_000)
    parser.add_argument("--format", choices=("jsonl", "jsonl.gz", "parquet"), default="jsonl.gz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    begun = time.perf_counter()
    pieces = Writer(args.exchanges, args.chars, args.accounts, args.seed).lines()
    (write_parquet if args.format == "parquet" else write_jsonl)(pieces, args.out)
    took = time.perf_counter() - begun
    size = args.out.stat().st_size
    print(f"{args.exchanges / took:,.0f} exchanges/s, {size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
