"""Values that are lost are told with their form, and with what to write in a map."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from stillwatch.doctor.log import Dry, dry_run
from stillwatch.ingest.mapping import Mapping

from .logs import exchange, write

NOW = datetime(2026, 3, 20, tzinfo=UTC)


def look(path: Any, fields: dict[str, Any] | None = None) -> Dry:
    own = None if fields is None else Mapping.of({"fields": fields})
    return dry_run([path], lines=100, format=None, table=None, workers=2, now=NOW, mapping=own)


def told(dry: Dry, name: str) -> list[str]:
    return [f"{f.said} -> {f.remedy}" for f in dry.findings if f.name == name]


@pytest.mark.parametrize(
    ("field", "value", "said", "remedy"),
    [
        ("usage.input_tokens", "1.204", "a text such as 1.204",
         'say in a map: "usage.input_tokens" = { path = "n", decimal = "," } (1.204 is then 1204)'),
        ("usage.input_tokens", "1 204", "a text such as 1 204", 'decimal = "." (1 204 is then'),
        ("request.temperature", "0,7", "a text such as 0,7", 'decimal = "," } (0,7 is then 0.7)'),
        ("request.temperature", "warm 2", "a text like a 9", "give a number"),
        ("usage.input_tokens", {"in": 3}, "an object", "name one of its fields"),
        ("usage.input_tokens", 1.5, "with a fraction", "one whole number"),
        ("usage.input_tokens", True, "true or false", "one whole number"),
        ("request.stream", "perhaps", "a text", "true or false"),
        ("request.messages", "a question", "a text, and not a list", "request.prompt"),
        ("request.messages", [{"q": 1}], "a list in which nothing has a role", "{role, content}"),
        ("request.prompt", [{"role": "user", "content": "Q"}], "a list", "request.messages"),
        ("client.asn", "many", "of another type", "reference"),
    ],
)  # fmt: skip
def test_the_form_of_a_lost_value_is_told(
    field: str, value: Any, said: str, remedy: str, tmp_path: Any
) -> None:
    rows = [exchange(i) | {"n": value} for i in range(20)]
    (line,) = told(look(write(tmp_path / "a.jsonl", rows), {field: "n"}), "type")
    what, _, advice = line.partition(" -> ")
    assert what.startswith(f"{field} could not be read in 20 lines: ") and said in what
    assert remedy in advice and "warm" not in line


def test_without_a_map_the_map_to_write_names_the_field_itself(tmp_path: Any) -> None:
    rows = [exchange(i) | {"usage": {"input_tokens": "1,204"}} for i in range(20)]
    (line,) = told(look(write(tmp_path / "a.jsonl", rows)), "type")
    assert '{ path = "usage.input_tokens", decimal = "." }' in line


def test_paths_that_step_into_text_are_told(tmp_path: Any) -> None:
    rows = [exchange(i) | {"a": {"b": '{"t": 0.5, "n": 2}'}, "a.x": 1} for i in range(20)]
    fields = {"request.temperature": "a.b.t", "request.n": "a.b.n", "request.seed": "a.x"}
    dry = look(write(tmp_path / "a.jsonl", rows), fields)
    assert told(dry, "packed") == [
        "fields are read from texts that are JSON: a.b (request.temperature, request.n) -> "
    ]


def test_lines_that_are_skipped_are_counted(tmp_path: Any) -> None:
    rows = [exchange(i) | ({"at": "26/10/2026 10:00"} if i % 2 else {"at": 1.77e9})
            for i in range(20)]  # fmt: skip
    dry = look(write(tmp_path / "a.jsonl", rows), {"time": "at"})
    assert dry.skipped == 10
    assert "this one is like 99/99/9999 99:99 (first: line 2" in told(dry, "malformed")[0]


@pytest.mark.parametrize(("status", "warned"), [(200, True), (502, False), (None, True)])
def test_a_body_of_no_known_form_is_told_by_its_names_unless_the_call_failed(
    status, warned, tmp_path
):
    fields = {"response.body": "reply", "response.status": "status"}
    odd = {"reply": '{"verdict": "fine", "score": 1}', "status": status}
    log = write(tmp_path / "a.jsonl", [exchange(i) | odd for i in range(9)])
    said = told(look(log, fields), "type")
    assert len(said) == warned
    assert (
        not warned
        or (
            "response.body could not be read in 9 lines: it is an object of verdict, score -> such "
            "a body is not known: say in a map where response.content stands"
        )
        in said[0]
    )
