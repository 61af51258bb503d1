"""A digest of what reading and text work make of a few exchanges.

Rows that two versions made cannot be judged together if they read text in different ways, and
nobody can be relied on to raise a number whenever they do. So a version is told by its behaviour:
the hashed values and kinds of content of these exchanges, the columns, and the data that come with
the package. Probabilities are left out, as their last digits differ between processors.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

from stillwatch.audit.collect import DEFAULT, work
from stillwatch.features.extract import row_schema
from stillwatch.ingest.base import RawBlock

_TEXTS = (
    "Translate the following sentence into German.\n\nText: The river was high.\nAnswer:",
    "Think step by step and show all of your reasoning. What is 17 * 23? ID 4711-a",
    "Schreibe eine Funktion, die eine Liste umkehrt.\n```python\ndef f(x): ...\n```",
    "请逐步推理，并给出完整的解题过程：x + 3 = 10",
    "Rate both answers from 1 to 10 and say why.\nA: yes\nB: no\nhttps://example.org/a?b=1",
    "Merci ! Et pour demain ?",
)  # fmt: skip

_SURE = (
    "exchange",
    "account",
    "epoch",
    "slice",
    "grades",
    "calls",
    "instead",
    "verified",
    "payload",
)
"""Columns beside observables whose values are the same on every machine."""


@cache
def text_version() -> str:
    """SHA-256, hex."""
    told = hashlib.sha256(repr([(f.name, str(f.type)) for f in row_schema()]).encode())
    data = b"".join(json.dumps(_exchange(i)).encode() + b"\n" for i in range(2 * len(_TEXTS)))
    rows = work([RawBlock("canary", "jsonl", 1, data, len(data))], DEFAULT).extracted.rows
    for column in rows.schema.names:
        if column.startswith("obs_") or column in _SURE:
            told.update(repr((column, rows[column].to_pylist())).encode())
    for package in ("features", "guard"):
        for file in sorted(files("stillwatch").joinpath(package).iterdir(), key=lambda f: f.name):
            if file.name.endswith((".npz", ".txt")):
                told.update(file.read_bytes())
    return told.hexdigest()


def _exchange(i: int) -> dict[str, object]:
    text = _TEXTS[i % len(_TEXTS)]
    messages = [{"role": "system", "content": f"You are assistant {i % 3}. Be brief."}] * (i % 2)
    return {
        "id": f"canary-{i}",
        "time": 1_772_409_600 + 977 * i,
        "account": {
            "id": f"a{i % 4}", "end_user": f"u{i}", "org": f"o{i % 2}", "plan": "pro",
            "payment": f"card-{i % 3}", "email_domain": "example.org", "country": "DE",
            "created": "2026-01-05T10:00:00Z",
        },
        "client": {
            "ip": f"192.0.2.{i}" if i % 3 else f"2001:db8::{i}", "asn": 64500 + i % 2,
            "user_agent": "openai-python/1.2.3", "ja4": "t13d1516h2_8daaf6152771_b186095e22b6",
        },
        "request": {
            "model": "m-1", "messages": [*messages, {"role": "user", "content": text}],
            "temperature": 0.0 if i % 2 else None, "max_tokens": 256,
            "tools": [{"type": "function", "function": {"name": "search"}}] * (i % 2),
        },
        "response": {
            "status": "ok", "content": "Here it is.", "usage": {"output_tokens": 10 + i},
        },
    }  # fmt: skip
