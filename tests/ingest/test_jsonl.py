"""JSON lines: every kind of line, and what becomes of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stillwatch.contract.exchange import SCHEMA
from stillwatch.core.errors import InputError
from stillwatch.ingest.read import open_logs

from .logs import asking, exchange, read, write, write_parquet

FULL = {
    "id": "x1",
    "time": "2026-03-02T10:00:00.25+01:00",
    "session": "s1",
    "account": {
        "id": "a",
        "end_user": "u",
        "org": "o",
        "key": "k",
        "created": "2025-01-02T03:04:05Z",
        "country": "DE",
        "plan": "payg",
        "verified": True,
        "payment": "p",
        "email_domain": "mail.example",
    },
    "client": {
        "ip": "192.0.2.1",
        "asn": 64500,
        "country": "FR",
        "user_agent": "ua",
        "ja4": "j",
        "holder": "h",
    },
    "request": {
        "endpoint": "responses",
        "model": "m",
        "instructions": "Be brief.",
        "input": [
            {"role": "user", "content": "Hm?"},
            {"role": "assistant", "content": "Yes?"},
            {"role": "user", "content": "Why?"},
            {"type": "function_call_output", "output": "42"},
        ],
        "previous_response_id": "r0",
        "batch_id": "b",
        "temperature": 0.5,
        "top_p": 1,
        "max_tokens": 10,
        "n": 2,
        "seed": 7,
        "logprobs": True,
        "stream": False,
        "reasoning": {"effort": "high"},
        "tools": [{"type": "function", "function": {"name": "g"}}, {"name": "f"}],
    },
    "response": {
        "id": "r1",
        "model": "m-2",
        "status": "completed",
        "finish_reason": "stop",
        "latency_ms": 12.5,
        "output": [{"type": "message", "content": [{"type": "output_text", "text": "Because."}]}],
    },
    "usage": {"input_tokens": 5, "output_tokens": 6, "reasoning_tokens": 7},
}

EXPECTED = {
    "id": "x1",
    "time": datetime(2026, 3, 2, 9, 0, 0, 250_000, UTC),
    "account": "a",
    "end_user": "u",
    "org": "o",
    "key": "k",
    "created": datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC),
    "country": "DE",
    "plan": "payg",
    "verified": True,
    "payment": "p",
    "email_domain": "mail.example",
    "ip": "192.0.2.1",
    "asn": 64500,
    "client_country": "FR",
    "user_agent": "ua",
    "ja4": "j",
    "holder": "h",
    "session": "s1",
    "endpoint": "responses",
    "model": "m",
    "system": "Be brief.",
    "text": "Why?",
    "answers": "42",
    "earlier": "Hm?",
    "turns": 1,
    "images": 0,
    "previous_response_id": "r0",
    "batch_id": "b",
    "temperature": 0.5,
    "top_p": 1.0,
    "max_tokens": 10,
    "n": 2,
    "seed": 7,
    "logprobs": True,
    "stream": False,
    "reasoning": "high",
    "tools": "f\ng",
    "response_model": "m-2",
    "status": "completed",
    "finish_reason": "stop",
    "latency_ms": 12.5,
    "output": "Because.",
    "input_tokens": 5,
    "output_tokens": 6,
    "reasoning_tokens": 7,
    "content_state": "full",
}


def test_every_field_reaches_its_column(tmp_path: Path) -> None:
    rows, report = read(write(tmp_path / "a.jsonl", [FULL]))
    assert rows == [EXPECTED]
    assert set(EXPECTED) == set(SCHEMA.names)
    assert set(report.fields_present.values()) == {1.0}
    assert report.unknown_fields == {}


def test_slow_way_gives_the_same_row(tmp_path: Path) -> None:
    # one impossible value sends the line the slow way; all other fields must not change
    odd = FULL | {"client": FULL["client"] | {"asn": [1]}}
    rows, report = read(write(tmp_path / "a.jsonl", [odd]))
    assert rows == [EXPECTED | {"asn": None}]
    assert report.malformed == 0


def test_minimal_line_leaves_the_rest_null(tmp_path: Path) -> None:
    line = {"id": "1", "time": 1.77e9, "account": {"id": "a"}, "request": {"model": "m"}}
    rows, report = read(write(tmp_path / "a.jsonl", [line]))
    given = {name: value for name, value in rows[0].items() if value is not None}
    assert set(given) == {"id", "time", "account", "model", "content_state"}
    assert given["content_state"] == "absent"
    assert set(report.fields_present.values()) == {0.0}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json", "not valid JSON"),
        (b"[1, 2]", "not a JSON object"),
        (b'{"id": "1"', "not valid JSON"),
        (b'{"id": "1"} trailing', "not valid JSON"),
        (b'"text"', "not a JSON object"),
        (b"\xff\xfe", "not valid UTF-8"),
        (json.dumps(exchange(1, note="\u00e9"), ensure_ascii=False).encode("latin-1"), "UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"x":' + b"[" * 50_000 + b"]" * 50_000 + b"}", "nested too deeply"),
        (exchange(1, id=None), "field id is missing"),
        (exchange(1, id=""), "field id is missing"),
        (exchange(1, account={}), "field account.id is missing"),
        (exchange(1, account="a"), "field account.id is missing"),
        (exchange(1, request={"messages": []}), "field request.model is missing"),
        (exchange(1, request=None), "field request.model is missing"),
        (exchange(1, time=None), "time is neither"),
        (
            exchange(1, time="2026-03-02T10:00:00"),
            "append Z if it is UTC, or with a map say its zone",
        ),
        (exchange(1, time=-5), "time is neither"),
        (exchange(1, time=float("nan")), "not valid JSON"),
        (
            exchange(1, time=1_770_000_000_000),
            "looks like milliseconds since 1970: divide by 1,000",
        ),
        (exchange(1, time=1_770_000_000_000_000_000), "looks like nanoseconds"),
        (exchange(1, time="1770000000"), "a number stands without quotation marks"),
        (exchange(1, time="1770000000000"), "looks like milliseconds since 1970"),
        (exchange(1, time="1770000000"), 'with a map say unit = "s"'),
        (exchange(1, id="x" * 5000), "id is longer than 4,096 bytes"),
        (exchange(1, account={"id": "é" * 2049}), "account.id is longer than 4,096 bytes"),
        (exchange(1, time=10**400), "time is neither"),
        (exchange(1, time=True), "time is neither"),
        (exchange(1, time="secret prompt"), "time is neither"),
    ],
)
def test_malformed_line_is_counted_and_named(tmp_path: Path, line: object, reason: str) -> None:
    path = write(tmp_path / "a.jsonl", [exchange(0), line, exchange(2)])
    rows, report = read(path)
    assert [row["id"] for row in rows] == ["req-0", "req-2"]
    assert report.malformed == 1
    bad = report.malformed_lines[0]
    assert (bad.path, bad.line) == (str(path), 2)
    assert reason in bad.reason
    assert "secret" not in bad.reason
    with pytest.raises(InputError, match=r"a\.jsonl:2: ") as caught:
        read(path, strict=True)
    assert caught.value.line == 2


def test_blank_lines_crlf_and_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    one, two = (json.dumps(exchange(i)).encode() for i in (0, 1))
    path.write_bytes(b"\xef\xbb\xbf" + one + b"\r\n\r\n   \n" + two)
    rows, report = read(path, strict=True)
    assert [row["id"] for row in rows] == ["req-0", "req-1"]
    assert report.malformed == 0


def test_line_numbers_stay_true_past_blank_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [b"", exchange(0), b"", b"junk", exchange(1, id=""), b""])
    assert [bad.line for bad in read(path)[1].malformed_lines] == [4, 5]


def test_impossible_optional_values_are_null_and_counted(tmp_path: Path) -> None:
    odd = exchange(
        0,
        account={"id": 17, "created": "yesterday", "verified": "true", "org": {"x": 1}},
        client={"asn": "AS64500", "ip": 5},
        usage={"input_tokens": "12", "output_tokens": 3.0, "reasoning_tokens": 2.5},
    )
    odd["request"] |= {"seed": 2**70, "temperature": "0.5", "n": 2**40}
    rows, report = read(write(tmp_path / "a.jsonl", [odd]))
    row = rows[0]
    assert (row["account"], row["verified"], row["asn"], row["ip"]) == ("17", True, 64500, "5")
    assert (row["input_tokens"], row["output_tokens"], row["temperature"]) == (12, 3, 0.5)
    nothing = ("created", "org", "seed", "n", "reasoning_tokens")
    assert all(row[name] is None for name in nothing)
    assert report.unreadable_fields == {
        "account.created": 1,
        "account.org": 1,
        "request.n": 1,
        "request.seed": 1,
        "usage.reasoning_tokens": 1,
    }


def test_unpaired_surrogate_does_not_hide_an_exchange(tmp_path: Path) -> None:
    line = json.dumps(exchange(0)).replace("Question", "Q\\ud83d").encode()
    rows, report = read(write(tmp_path / "a.jsonl", [line]))
    assert rows[0]["text"].startswith("Q")
    assert report.malformed == 0


@pytest.mark.parametrize("number", ["1e999", "9" * 5000])
def test_number_beyond_a_double_does_not_hide_an_exchange(tmp_path: Path, number: str) -> None:
    line = json.dumps(exchange(0, usage={"input_tokens": 5})).replace("5", number).encode()
    rows, report = read(write(tmp_path / "a.jsonl", [line]))
    assert rows[0]["input_tokens"] is None
    assert report.malformed == 0


def test_unknown_fields_are_counted_with_their_place(tmp_path: Path) -> None:
    lines = [exchange(i, extra={"deep": 1}) for i in range(3)]
    lines[0]["account"]["nick\n"] = 1
    report = read(write(tmp_path / "a.jsonl", lines))[1]
    assert report.unknown_fields == {"account.nick?": 1, "extra": 3}
    assert report.sampled == 3


def test_unknown_fields_are_sampled_by_line_whatever_the_blocks(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [exchange(i, extra=1) for i in range(2200)])
    report = read(path)[1]
    assert report.sampled == 2000 + 3  # lines 2048, 2112, 2176
    assert report.unknown_fields == {"extra": 2003}


def test_numbers_as_identifiers_and_http_status(tmp_path: Path) -> None:
    line = exchange(0, id=12, response={"status": 200, "finish_reason": "stop"}, session=5)
    row = read(write(tmp_path / "a.jsonl", [line]))[0][0]
    assert (row["id"], row["status"], row["session"]) == ("12", "200", "5")


def test_batches_have_the_schema_and_the_size_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [exchange(i) for i in range(2500)])
    batches = list(open_logs([path], batch_rows=1000))
    assert [batch.num_rows for batch in batches] == [1000, 1000, 500]
    assert all(batch.schema == SCHEMA for batch in batches)


def test_utf16_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(json.dumps(exchange(0)).encode("utf-16"))
    with pytest.raises(InputError, match=r"UTF-16 \(convert it to UTF-8\)"):
        open_logs([tmp_path / "a.jsonl"])


@pytest.mark.parametrize("indent", [None, 1])
def test_a_json_document_of_our_records_is_read_as_they_are(
    tmp_path: Path, indent: int | None
) -> None:
    """Whoever exported an array gets the same exchanges, whatever the file is called."""
    records = [FULL, FULL | {"id": "x2"}]
    lines = write(tmp_path / "a.jsonl", list(records))
    document = tmp_path / "a.json"
    document.write_text(json.dumps(records, indent=indent))
    assert read(document)[0] == read(lines)[0]


def test_a_json_document_of_other_records_wants_a_map(tmp_path: Path) -> None:
    """Another shape is named with a map, as before."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"id": "x", "who": "a", "time": 1}]))
    with pytest.raises(InputError, match="map"):
        read(path)


def test_a_json_document_that_is_cut_off_says_so_and_where(tmp_path: Path) -> None:
    """Nothing of it is taken: which records are whole is not known."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps([FULL, FULL], indent=1)[:-20])
    last = path.read_text().count("\n") + 1
    with pytest.raises(InputError, match=f"a.json:{last}: the JSON document is cut off.*again"):
        read(path)


def test_several_objects_over_several_lines_say_how_to_make_lines_of_them(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("\n".join(json.dumps(FULL, indent=1) for _ in range(2)))
    with pytest.raises(InputError, match=r"not valid JSON.*jq -c \. FILE"):
        read(path)


def test_an_empty_name_is_none_and_nothing_to_complain_of(tmp_path: Path) -> None:
    """Else every exchange of a log that writes them would be in a batch, and of one end user."""
    request = {"model": "m", "batch_id": "", "previous_response_id": "", "endpoint": ""}
    line = exchange(
        account={"id": "a", "end_user": "", "payment": "", "org": ""},
        request=request,
        session="",
        response={"status": "", "finish_reason": ""},
        client={"ip": "", "user_agent": ""},
    )
    plain = exchange(account={"id": "a"}, request={"model": "m"})
    rows, report = read(write(tmp_path / "a.jsonl", [line]))
    assert rows == read(write(tmp_path / "b.jsonl", [plain]))[0]
    assert not report.unreadable_fields


def test_an_empty_end_user_gives_way_to_the_one_the_request_names(tmp_path: Path) -> None:
    line = exchange(
        account={"id": "a", "end_user": ""},
        request={"model": "m", "safety_identifier": "", "user": "u"},
    )
    (row,), _ = read(write(tmp_path / "a.jsonl", [line]))
    assert row["end_user"] == "u"
    assert read(write_parquet(tmp_path / "a.parquet", [line]))[0] == [row]


@pytest.mark.parametrize("word", ["REDACTED", " Redacted "])
def test_a_content_state_is_honoured_in_any_case(tmp_path: Path, word: str) -> None:
    (row,), report = read(write(tmp_path / "a.jsonl", [exchange(content_state=word)]))
    assert (row["content_state"], row["text"]) == ("redacted", None)
    assert not report.unreadable_fields


def test_a_content_state_that_is_none_is_counted(tmp_path: Path) -> None:
    (row,), report = read(write(tmp_path / "a.jsonl", [exchange(content_state="partial")]))
    assert row["content_state"] == "full"
    assert report.unreadable_fields == {"content_state": 1}


def test_ids_that_are_whole_floats_are_their_digits(tmp_path: Path) -> None:
    line = exchange(id=7.0, account={"id": 42.0}, response={"status": 200.0})
    (row,), _ = read(write(tmp_path / "a.jsonl", [line]))
    assert (row["id"], row["account"], row["status"]) == ("7", "42", "200")


def test_white_space_around_an_account_is_none_of_its_name(tmp_path: Path) -> None:
    lines = [exchange(0, account={"id": " a "}), exchange(1, account={"id": "  "})]
    rows, report = read(write(tmp_path / "a.jsonl", lines))
    assert [row["account"] for row in rows] == ["a"]
    assert [m.reason for m in report.malformed_lines] == [
        "required field account.id is missing or empty"
    ]


def test_a_day_is_enough_for_when_an_account_was_opened(tmp_path: Path) -> None:
    lines = [
        exchange(i, account={"id": "a", "created": told})
        for i, told in enumerate(["2026-01-05", "2026-01-05T00:00:00Z", "2026-01-05 10:00"])
    ]
    rows, report = read(write(tmp_path / "a.jsonl", lines))
    assert [row["created"] for row in rows] == [datetime(2026, 1, 5, tzinfo=UTC)] * 2 + [None]
    assert report.unreadable_fields == {"account.created": 1}


def test_no_network_has_number_0(tmp_path: Path) -> None:
    """It stands for one that is not known, and must not tie all of these together."""
    lines = [exchange(i, client={"asn": asn}) for i, asn in enumerate([0, -1, "AS0", "as64500"])]
    rows, _ = read(write(tmp_path / "a.jsonl", lines))
    assert [row["asn"] for row in rows] == [None, None, None, 64500]


def test_a_network_may_be_told_with_its_name(tmp_path: Path) -> None:
    """As lists of networks and their holders give it."""
    told = ["AS64500 An Example, Inc.", "as64500\tx", "AS", "AS x", "64500 x", "An Example AS64500"]
    lines = [exchange(i, client={"asn": asn}) for i, asn in enumerate(told)]
    rows, _ = read(write(tmp_path / "a.jsonl", lines))
    assert [row["asn"] for row in rows] == [64500, 64500, None, None, None, None]


def test_lists_as_json_text_are_read_as_lists(tmp_path: Path) -> None:
    """As an export of columns of strings has them."""
    said = [{"role": "system", "content": "S"}, {"role": "user", "content": "Q"}]
    more = {"tools": [{"name": "f"}], "reasoning": {"effort": "high"}, "metadata": {"user_id": "u"}}
    whole = read(write(tmp_path / "a.jsonl", [asking(said, **more)]))
    texts = {name: json.dumps(value) for name, value in more.items()}
    assert read(write(tmp_path / "b.jsonl", [asking(json.dumps(said), **texts)]))[0] == whole[0]
    assert (whole[0][0]["text"], whole[0][0]["tools"]) == ("Q", "f")


def test_an_object_in_the_place_of_text_is_its_json_text(tmp_path: Path) -> None:
    line = exchange(1)
    line["request"]["messages"] = [{"role": "user", "content": {"title": "shirt"}}]
    line["response"] = {"content": {"kind": "payment", "n": 2}}
    (row,), report = read(write(tmp_path / "a.jsonl", [line]))
    assert (row["text"], row["output"]) == ('{"title":"shirt"}', '{"kind":"payment","n":2}')
    assert report.unreadable_fields == {}


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ([{"kind": "payment"}], '[{"kind":"payment"}]'),
        ([{"type": "refund", "n": 1}], '[{"type":"refund","n":1}]'),
        ([{"type": "tool_use", "id": "t"}], None),
        ([{"type": "text", "text": "A"}, {"type": "refund"}], "A"),
    ],
)
def test_a_reply_of_objects_that_are_no_parts_is_its_json_text(
    tmp_path: Path, content: object, kept: str | None
) -> None:
    lines = [exchange(n) | {"response": {"content": content}} for n in range(2)]
    rows, report = read(write(tmp_path / "a.jsonl", lines))
    assert [row.get("output") for row in rows] == [kept, kept] and not report.unreadable_fields
