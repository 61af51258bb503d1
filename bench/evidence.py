"""What proof costs: entries a second into the log, µs for the receipt of an output, sealing.

python bench/evidence.py
python bench/evidence.py --entries 20000 --no-record
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from _record import record
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from stillwatch.proof.evidence.home import Home
from stillwatch.proof.evidence.log import Entry
from stillwatch.proof.evidence.verify import verify
from stillwatch.proof.provenance import Output, check, receipts

BATCHES = (1, 10, 100, 1000)
SENTENCE = "Two hundred accounts were dealt the items of one list, each of them once. " * 3


def measure(entries: int, folder: Path) -> dict[str, Any]:
    """Return the figures: rates in entries a second, times in microseconds."""
    home = Home.make(folder / "proof", "bench/log")
    rows = [
        Entry("evidence", {"campaign": f"c_{i}", "log_e": 3.25, "statement": SENTENCE})
        for i in range(entries)
    ]
    figures: dict[str, Any] = {"entries": entries, "appended_per_s": {}}
    with home.log() as log, home.vault() as vault:
        for batch in BATCHES:
            some = rows[: max(batch, min(entries, batch * 300))]
            started = time.perf_counter()
            for at in range(0, len(some), batch):
                log.append(some[at : at + batch])
            figures["appended_per_s"][str(batch)] = len(some) / (time.perf_counter() - started)
        log.checkpoint(home.key())
        started = time.perf_counter()
        found = verify(home.folder / "log")
        assert found.holds
        figures["verified_per_s"] = found.entries / (time.perf_counter() - started)
        texts = [(f"x{i}", f"a{i % 100}", None, SENTENCE.encode() * 8) for i in range(entries)]
        started = time.perf_counter()
        for at in range(0, entries, 1000):
            vault.seal(texts[at : at + 1000], 0.0, None)
        figures["sealed_per_s"] = entries / (time.perf_counter() - started)
    at_time, key = datetime(2026, 1, 1, tzinfo=UTC), Ed25519PrivateKey.generate()
    outputs = [Output(SENTENCE.encode() * 8, "m", at_time, f"a{i % 100}") for i in range(entries)]
    figures["receipt_us"] = {}
    for batch in (1, 64, 4096):
        some_out = outputs[: min(entries, batch * 200)]
        started = time.process_time()
        made = [
            receipt
            for low in range(0, len(some_out), batch)
            for receipt in receipts(some_out[low : low + batch], "bench/log", key, b"s" * 16)
        ]
        spent = time.process_time() - started
        figures["receipt_us"][str(batch)] = spent / len(made) * 1e6
    with home.log() as log:
        keys = log.keys()
    started = time.process_time()
    for receipt in made[:500]:
        check(receipt, outputs[0].text, keys)
    figures["receipt_checked_us"] = (time.process_time() - started) / min(500, len(made)) * 1e6
    return figures


def main(argv: Sequence[str] | None = None) -> None:
    """Measure, print, and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--no-record", action="store_true", help="write no result")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        figures = measure(asked.entries, Path(name))
    print(json.dumps(figures, indent=1))
    if not asked.no_record:
        record("evidence", figures, "python bench/evidence.py")


if __name__ == "__main__":
    main()
