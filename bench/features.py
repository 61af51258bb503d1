"""Throughput of text work on one core: ``python bench/features.py [--record]``.

Exchanges of 800 characters with every field filled, drawn from the simulator's corpus, in
batches of 16,384. Reports exchanges a second and microseconds an exchange, best of `--repeat`.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import pstats
import random
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
from _record import record

from stillwatch.contract.exchange import SCHEMA
from stillwatch.features.extract import extract

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "src/stillwatch/simulate/corpus/tune.jsonl.gz"


def batch(n: int, chars: int, seed: int) -> pa.RecordBatch:
    """Make n exchanges of about `chars` characters with every column filled."""
    rng = random.Random(seed)
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        prompts = [json.loads(line)["text"] for line in lines]
    columns: dict[str, list[object]] = {name: [None] * n for name in SCHEMA.names}
    for i in range(n):
        text = rng.choice(prompts)
        while len(text) < chars:
            text += "\n" + rng.choice(prompts)
        account = rng.randrange(25_000)
        columns["text"][i] = text[:chars]
        columns["id"][i] = f"ex_{seed}_{i:08d}"
        columns["time"][i] = 1_760_000_000_000_000 + rng.randrange(10**12)
        columns["account"][i] = f"acct_{account:06d}"
        columns["org"][i] = f"org_{account // 3}"
        columns["created"][i] = 1_750_000_000_000_000 + account * 10**8
        columns["country"][i] = rng.choice(["US", "DE", "IN", "BR", "JP"])
        columns["plan"][i] = rng.choice(["free", "pro"])
        columns["payment"][i] = f"card_{account:x}"
        columns["email_domain"][i] = f"mail{account % 500}.example"
        columns["ip"][i] = f"10.{account % 200}.{rng.randrange(256)}.{rng.randrange(256)}"
        columns["asn"][i] = 64_000 + account % 900
        columns["client_country"][i] = "US"
        columns["user_agent"][i] = f"client/{account % 60}"
        columns["ja4"][i] = f"t13d1516h2_{account % 90:012x}"
        columns["model"][i] = "large-1"
        columns["system"][i] = f"You are a helpful assistant of Example {account % 400} Ltd."
        columns["turns"][i] = rng.randrange(3)
        columns["temperature"][i] = rng.choice([0.0, 0.7, 1.0])
        columns["max_tokens"][i] = rng.choice([256, 1024])
        columns["output"][i] = "Here is what I found. " * 20
        columns["finish_reason"][i] = "stop"
        columns["status"][i] = "200"
        columns["input_tokens"][i], columns["output_tokens"][i] = 200, 300
        columns["content_state"][i] = "full"
    return pa.record_batch(columns, schema=SCHEMA)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=16_384)
    parser.add_argument("--chars", type=int, default=800)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--record", action="store_true", help="write bench/results/features.json")
    options = parser.parse_args()
    start = time.perf_counter()
    extract(batch(64, options.chars, 0))
    first = time.perf_counter() - start
    data = batch(options.rows, options.chars, 1)
    took = []
    for _ in range(options.repeat):
        start = time.perf_counter()
        extract(data)
        took.append(time.perf_counter() - start)
    best = min(took)
    result = {
        "first_batch_s": round(first, 2),
        "exchanges_per_s": round(options.rows / best),
        "us_per_exchange": round(best / options.rows * 1e6, 2),
        "bytes_of_text_per_exchange": round(data.column("text").nbytes / options.rows),
        "median_us": round(float(np.median(took)) / options.rows * 1e6, 2),
    }
    print(json.dumps(result))
    if options.record:
        record("features", result, "python bench/features.py --record")
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(extract, data)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
