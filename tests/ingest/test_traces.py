"""Spans in their places: what stands above a call, and calls that two spans tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stillwatch.core.errors import InputError
from stillwatch.ingest.genai import TWICE
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.otlp import APART

from .spans import START, a_span, pairs, request, rows_of

BARE = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "m"}
FULL = BARE | {"gen_ai.prompt.0.role": "user", "gen_ai.prompt.0.content": "Q"}
AGENT = {"gen_ai.operation.name": "invoke_agent", "gen_ai.input.messages": '[{"content": "Q"}]'}
WHO = {"user.id": "u"}


def _within(*layers: dict[str, Any]) -> list[dict[str, Any]]:
    """Return spans each of which is the child of the one before."""
    return [a_span(f"s{n}", held, parent=f"s{n - 1}" if n else "") for n, held in enumerate(layers)]


@pytest.mark.parametrize(
    ("layers", "counted"),
    [
        ([FULL | WHO, FULL], ["s1"]), ([FULL | WHO, BARE], ["s0"]), ([BARE | WHO, FULL], ["s1"]),
        ([BARE | WHO, BARE], ["s1"]), ([FULL | WHO, {}, FULL], ["s2"]),
        ([FULL | WHO, FULL, BARE], ["s1"]), ([FULL | WHO, BARE, FULL], ["s2"]),
        ([AGENT | WHO, FULL], ["s1"]),
    ],
)  # fmt: skip
def test_of_calls_one_within_another_one_counts(
    tmp_path: Path, layers: list[dict[str, Any]], counted: list[str]
) -> None:
    """The one with the text; whose it is, the outer one may say alone."""
    for spans in (_within(*layers), _within(*layers)[::-1]):
        rows, report = rows_of(tmp_path / "a.jsonl", request(*spans))
        assert [row["id"] for row in rows] == [f"ab-{own}" for own in counted]
        assert {row["account"] for row in rows} == {"u"}
        calls = sum("chat" in held.values() for held in layers)
        assert report.skipped_records.get(TWICE, 0) == calls - 1


def test_attempts_within_a_call_count_each(tmp_path: Path) -> None:
    spans = [*_within(FULL | WHO, FULL), a_span("s2", FULL | {"error.type": "429"}, parent="s0")]
    rows, report = rows_of(tmp_path / "a.jsonl", request(*spans))
    assert [row["status"] for row in rows] == ["ok", "429"]
    assert report.skipped_records == {TWICE: 1}


@pytest.mark.parametrize("size", [2, 3, 5])
def test_calls_that_are_each_others_parents_all_count(tmp_path: Path, size: int) -> None:
    """Each was within another, so that none was left of them."""
    spans = [a_span(f"s{n}", FULL | WHO, parent=f"s{(n + 1) % size}") for n in range(size)]
    rows, report = rows_of(tmp_path / "a.jsonl", request(*spans))
    assert len(rows) == size and not report.skipped_records


def test_a_call_that_begins_after_its_parents_end_is_another(tmp_path: Path) -> None:
    """Who calls may choose the parent of a request: it must not hide the one before."""
    outer, inner = _within(FULL | WHO, FULL)
    inner["startTimeUnixNano"] = str(START + 2 * 10**9)
    inner["endTimeUnixNano"] = str(START + 3 * 10**9)
    assert len(rows_of(tmp_path / "a.jsonl", request(outer, inner))[0]) == 2


@pytest.mark.parametrize(
    ("asked", "counted"),
    [
        ("Write the whole plan.", 1), ("  Write\nthe whole plan. ", 1),
        ("Context: none. Write the whole plan.", 1), ("Write", 2), ("Something else", 2),
    ],
)  # fmt: skip
def test_a_call_that_asks_something_else_hides_none(
    tmp_path: Path, asked: str, counted: int
) -> None:
    """Who calls may choose the parent of a request, and send it while that is being answered."""
    content = "gen_ai.prompt.0.content"
    spans = _within(FULL | WHO | {content: "Write the whole plan."}, FULL | WHO | {content: asked})
    rows, report = rows_of(tmp_path / "a.jsonl", request(*spans))
    assert len(rows) == counted and report.skipped_records.get(TWICE, 0) == 2 - counted


ROOT = {"enduser.id": "e", "app.tenant": "t", "session.id": "s"}
ABOVE = {
    "its parent": [a_span("r", ROOT, kind=2), a_span("c", FULL, parent="r")],
    "its parent's": [
        a_span("r", ROOT, kind=2), a_span("m", {}, parent="r"), a_span("c", FULL, parent="m")],
    "the nearest": [
        a_span("r", {k: "far" for k in ROOT}, kind=2), a_span("m", ROOT, parent="r"),
        a_span("c", FULL, parent="m")],
    "the server's span, where a parent is missing": [
        a_span("r", ROOT, kind=2), a_span("c", FULL, parent="lost")],
    "in another resource's spans": [a_span("c", FULL, parent="r"), a_span("r", ROOT, kind=2)],
}  # fmt: skip


@pytest.mark.parametrize("case", ABOVE)
def test_who_asked_is_found_above_a_call(tmp_path: Path, case: str) -> None:
    spans = ABOVE[case]
    line = request(*spans)
    if case == "in another resource's spans":
        apart = [request(one)["resourceSpans"][0] for one in spans]
        line = {"resourceSpans": apart}
    (row,), _ = rows_of(tmp_path / "a.jsonl", line)
    assert (row["account"], row["session"]) == ("e", "s")
    (row,), _ = rows_of(
        tmp_path / "a.jsonl", line, mapping=Mapping().with_account("parent.app.tenant")
    )
    assert row["account"] == "t"


def test_what_a_call_says_itself_goes_before_what_stands_above(tmp_path: Path) -> None:
    spans = [a_span("r", ROOT, kind=2), a_span("c", FULL | {"user.id": "own"}, parent="r")]
    (row,), _ = rows_of(tmp_path / "a.jsonl", request(*spans, resource={"user.id": "process"}))
    assert row["account"] == "own"
    spans[1] = a_span("c", FULL, parent="r")
    (row,), _ = rows_of(tmp_path / "a.jsonl", request(*spans, resource={"user.id": "process"}))
    assert row["account"] == "e"


def test_spans_of_other_traces_and_other_lines_lend_nothing(tmp_path: Path) -> None:
    root, call = a_span("r", ROOT, kind=2), a_span("c", FULL, parent="r")
    for lines in ([request(root), request(call)], [request(root | {"traceId": "cd"}, call)]):
        with pytest.raises(InputError, match=r"account\.id"):
            rows_of(tmp_path / "a.jsonl", *lines)


def test_a_scopes_attribute_may_be_the_account(tmp_path: Path) -> None:
    mapping = Mapping().with_account("scope.scope.tag")
    (row,), _ = rows_of(tmp_path / "a.jsonl", request(a_span("c", FULL)), mapping=mapping)
    assert row["account"] == "s"


def test_many_spans_in_one_line(tmp_path: Path) -> None:
    spans = []
    for n in range(5000):
        spans.append(a_span(f"r{n}", {"enduser.id": f"u{n % 7}"}, kind=2, trace=f"t{n}"))
        spans.append(a_span(f"c{n}", FULL, parent=f"r{n}", trace=f"t{n}"))
    rows, report = rows_of(tmp_path / "a.jsonl", request(*spans))
    assert len(rows) == 5000 and not report.malformed
    assert [row["account"] for row in rows[:8]] == [f"u{n % 7}" for n in range(8)]


def test_a_batch_of_the_collectors_default_size_is_read(tmp_path: Path) -> None:
    held = WHO | FULL | {f"app.attribute.{n}": "v" for n in range(20)}
    spans = [a_span(f"c{n}", held, trace=f"t{n}") for n in range(8192)]
    rows, report = rows_of(tmp_path / "a.jsonl", request(*spans))
    assert len(rows) == 8192 and not report.malformed


def test_lines_of_logs_that_hold_messages_are_told_apart(tmp_path: Path) -> None:
    attributes = pairs({"gen_ai.input.messages": "[]", "gen_ai.operation.name": "chat"})
    record = {"eventName": "gen_ai.client.inference.operation.details", "attributes": attributes}
    lines = [{"resourceLogs": [{"scopeLogs": [{"logRecords": [record]}]}]}, {"resourceLogs": []}]
    _, report = rows_of(tmp_path / "a.jsonl", *lines, request(a_span("c", WHO | FULL)))
    assert report.skipped_records == {APART: 1, "lines of logs or metrics": 1}
