"""What tools returned in invented logs, by whether the account is of a campaign."""

from __future__ import annotations

import json
import random
from pathlib import Path

from stillwatch.contract.exchange import ANSWERS_END
from stillwatch.ingest.read import open_logs

MOST = 12_000
"""Answers judged, of campaigns and of others."""


def answers_of(folder: Path) -> dict[str, list[str]]:
    """Return answers of tools of a world, `campaign` and `others`, a sample of each."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    guilty = {a["account"] for a in truth["accounts"] if a.get("campaign")}
    found: dict[str, list[str]] = {"campaign": [], "others": []}
    for batch in open_logs(sorted(folder.glob("log*.jsonl*"))):
        accounts = batch.column("account").to_pylist()
        for account, said in zip(accounts, batch.column("answers").to_pylist(), strict=True):
            if said:
                found["campaign" if account in guilty else "others"] += said.split(ANSWERS_END)
    rng = random.Random(1)
    return {who: rng.sample(texts, min(MOST, len(texts))) for who, texts in found.items()}
