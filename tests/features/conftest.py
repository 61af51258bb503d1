from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from stillwatch.contract.exchange import ANSWERS_END, SCHEMA

T0 = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def exchanges(rows: list[dict[str, Any]]) -> pa.RecordBatch:
    """A batch with defaults for what a row leaves out."""
    filled = []
    for number, row in enumerate(rows):
        base = {"id": f"e{number}", "time": T0, "account": "a1", "model": "m1"}
        filled.append({**dict.fromkeys(SCHEMA.names), "content_state": "full", **base, **row})
    return pa.RecordBatch.from_pylist(filled, schema=SCHEMA)


@pytest.fixture(scope="session")
def make() -> Any:
    return exchanges


@pytest.fixture(scope="session")
def mixed() -> pa.RecordBatch:
    """A batch in which every column is filled somewhere and missing somewhere."""
    full: dict[str, Any] = {
        "end_user": "u1",
        "org": "o1",
        "key": "k1",
        "created": T0 - dt.timedelta(days=3, hours=5),
        "country": "DE",
        "plan": "pro",
        "verified": True,
        "payment": "card_77",
        "email_domain": "mail.example",
        "ip": "198.51.100.7",
        "asn": 64500,
        "client_country": "FR",
        "user_agent": "client/1.0",
        "ja4": "t13d1516h2_8daaf6152771_02713d6af862",
        "holder": "h_5f1c",
        "session": "s1",
        "endpoint": "chat.completions",
        "system": "You are a helpful assistant of Example Ltd. Today is 2026-03-01.",
        "turns": 0,
        "images": 0,
        "temperature": 0.0,
        "top_p": 1.0,
        "max_tokens": 512,
        "n": 1,
        "seed": 7,
        "logprobs": False,
        "stream": True,
        "reasoning": "high",
        "tools": "read_file\nsearch",
        "status": "200",
        "finish_reason": "stop",
        "latency_ms": 120.0,
        "output": "Here is the answer.",
        "input_tokens": 100,
        "output_tokens": 200,
    }
    texts = [
        "Solve step by step: Tom has 3 apples and buys 4 more. How many apples does he have?",
        "",
        "ok",
        "🎉🎉",
        "请一步一步推理：一个水池有两个进水管，甲管每小时注水3吨，乙管每小时注水5吨。",
        "Объясни пошагово, почему небо голубое.",
        "مرحبا، كيف يمكنني إعادة تعيين كلمة المرور الخاصة بي؟",
        "def f(x):\n    return x + 1\n# why does this fail?",
        "สวัสดีครับ ช่วยแปลข้อความนี้หน่อย",
        "Read the following review and say what it is about.\n\nGreat battery, poor screen.",
        "Rate the following answer on a scale from 1 to 10 using the rubric below. " * 30,
    ]
    rows: list[dict[str, Any]] = []
    for number, text in enumerate(texts):
        row = {"text": text, **full, "account": f"a{number % 4}"}
        rows += [row, {**row, "content_state": "redacted"}, {"text": text}]
    rows += [
        {},
        {"content_state": None, "text": "hello there"},
        {"ip": "2001:db8:1:2::3"},
        {"ip": "not an address"},
        {"ip": "::ffff:198.51.100.9"},
        {"turns": 2, "previous_response_id": "r1"},
        {"status": "429", "finish_reason": "content_filter"},
        {"text": "Tell me.", "output": "I'm sorry, but I can't help with that."},
        {"images": 2, "text": "What is shown?"},
        {"answers": texts[0]},
        {"text": "continue", "answers": f"exit 0{ANSWERS_END}{texts[0]}"},
        {"text": "continue", "answers": "total 12\nsetup.py"},
        {"answers": texts[0], "content_state": "redacted"},
    ]
    for number, row in enumerate(rows):
        row["id"] = f"x{number}"
    return exchanges(rows)
