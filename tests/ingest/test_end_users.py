"""End users in the providers' own fields."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.ingest.end_users import lasting

from .logs import exchange, read, write, write_parquet

HASH, UUID = "ab" * 32, "c31ac7cf-56a7-4c0a-b363-2b726377687d"
AGENT = {"device_id": HASH, "account_uuid": "", "session_id": UUID}

REQUESTS: list[tuple[dict[str, Any], str | None]] = [
    ({}, None),
    ({"safety_identifier": "u-1"}, "u-1"),
    ({"user": "u-2"}, "u-2"),
    ({"user": "", "metadata": {"topic": "x"}}, None),
    ({"metadata": {"user_id": "u-3"}}, "u-3"),
    ({"safety_identifier": "u-1", "user": "u-2", "metadata": {"user_id": "u-3"}}, "u-1"),
    ({"user": "u-2", "metadata": {"user_id": "u-3"}}, "u-3"),
    ({"metadata": {"user_id": f"user_{HASH}_account__session_{UUID}"}}, f"user_{HASH}_account_"),
    ({"metadata": {"user_id": f"user_{HASH}_account_{UUID}_session_{UUID}"}},
     f"user_{HASH}_account_{UUID}"),
    ({"metadata": {"user_id": json.dumps(AGENT)}},
     json.dumps({"account_uuid": "", "device_id": HASH}, separators=(",", ":"))),
]  # fmt: skip


def line(number: int, fields: dict[str, Any], **account: Any) -> dict[str, Any]:
    made = exchange(number)
    return made | {
        "account": made["account"] | account,
        "request": made["request"] | fields,
    }


@pytest.mark.parametrize("form", ["jsonl", "lenient", "parquet", "parquet text"])
def test_every_format_reads_them(tmp_path: Path, form: str) -> None:
    lines = [line(i, fields) for i, (fields, _) in enumerate(REQUESTS)]
    if form == "lenient":  # one field of an impossible type takes the slower way
        lines = [row | {"usage": {"input_tokens": "many"}} for row in lines]
    if form.startswith("parquet"):
        for row in lines:
            held = row["request"]
            for name in ("safety_identifier", "user", "metadata"):
                held.setdefault(name, None)
            if form == "parquet text" and held["metadata"]:
                held["metadata"] = json.dumps(held["metadata"])
        path = write_parquet(tmp_path / "a.parquet", lines)
    else:
        path = write(tmp_path / "a.jsonl", lines)
    rows, report = read(path)
    assert [row["end_user"] for row in rows] == [user for _, user in REQUESTS]
    assert not report.unknown_fields


def test_what_the_log_says_of_the_account_comes_first(tmp_path: Path) -> None:
    agent = f"user_{HASH}_account__session_{UUID}"
    lines = [
        line(0, {"safety_identifier": "theirs"}, end_user="mine"),
        line(1, {"safety_identifier": "theirs"}),
        line(2, {}, end_user=agent),
    ]
    rows, _ = read(write(tmp_path / "a.jsonl", lines))
    assert [row["end_user"] for row in rows] == ["mine", "theirs", f"user_{HASH}_account_"]


@pytest.mark.parametrize(
    "user", ["", "session", "my_session_id", '{"session_id":"x"}', "{session", "user_a_session_b"]
)
def test_other_ids_stay_as_they_are(user: str) -> None:
    assert lasting(user) == user


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(
        st.sampled_from(["safety_identifier", "user", "metadata"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=6)
        | st.dictionaries(
            st.just("user_id"),
            st.none() | st.integers() | st.lists(st.integers(), max_size=2) | st.text(max_size=6),
        ),
    )
)  # fmt: skip
def test_whatever_stands_there_the_exchange_stays(tmp_path: Path, fields: dict[str, Any]) -> None:
    rows, report = read(write(tmp_path / "a.jsonl", [line(0, fields)]))
    assert len(rows) == 1 and report.malformed == 0
