"""A log of unknown fields gets a map to start from, and says once what is wrong with it."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from stillwatch.doctor.log import Dry, dry_run
from stillwatch.ingest.mapping import Mapping

from .logs import write

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def look(path: Path, mapping: Mapping | None = None) -> Dry:
    return dry_run([path], lines=200, format=None, table=None, workers=2, now=NOW, mapping=mapping)


def own(number: int, **fields: Any) -> dict[str, Any]:
    """Return a record of a gateway that names everything in its own way."""
    said = [{"role": "user", "content": f"Question {number}"}]
    record: dict[str, Any] = {
        "evt": "inference",
        "req_id": f"r{number}",
        "timing": {"done_ms": 1795064407567 + number, "received": "2026-11-19 00:00:07.102",
                   "total_ms": "465"},
        "tenant": {"org_id": f"o{number % 3}", "acct": f"ac_{number % 9}"},
        "edge": {"addr": f"192.0.2.{number % 9}", "as number": "AS3816"},
        "body": json.dumps({"deployment": "m-1", "messages": said, "sampling": {"temp": "0.2"}}),
        "completion": {"text": f"Answer {number}", "stop": "stop"},
        "billing": {"in_tok": "60", "in_cached_tok": "0", "out.tok": "22"},
    }  # fmt: skip
    return record | fields


def fields_of(dry: Dry) -> dict[str, Any]:
    return tomllib.loads(dry.starter)["fields"]


def test_a_map_to_start_from_can_be_saved_and_reads_the_log(tmp_path):
    log = write(tmp_path / "a.jsonl", [own(i) for i in range(60)])
    dry = look(log)
    assert fields_of(dry) == {
        "id": "req_id",
        "time": {"path": "timing.received", "zone": "UTC"},
        "account.id": "tenant.acct",
        "account.org": "tenant.org_id",
        "client.ip": "edge.addr",
        "client.asn": "edge.as number",
        "request.model": "body.deployment",
        "request.messages": "body.messages",
        "request.temperature": "body.sampling.temp",
        "response.content": "completion.text",
        "response.finish_reason": "completion.stop",
        "response.latency_ms": "timing.total_ms",
        "usage.input_tokens": "billing.in_tok",
        "usage.output_tokens": 'billing."out.tok"',
    }
    lines = dry.starter.splitlines()[2:]
    assert all("# guess: " in line for line in lines) and "Question" not in dry.starter
    (tmp_path / "fields.toml").write_text(dry.starter)
    again = look(log, Mapping.read(tmp_path / "fields.toml"))
    assert (again.exchanges, again.accounts, again.starter) == (60, 9, "")
    assert {f.column for f in again.fields if f.share == 1} >= {"text", "output", "output_tokens"}


@pytest.mark.parametrize(
    ("at", "form"),
    [
        (1795064407, "ts"),
        ("1795064407", {"path": "ts", "unit": "s"}),
        (1795064407567, {"path": "ts", "unit": "ms"}),
        ("1795064407567000000", {"path": "ts", "unit": "ns"}),
        ("2026-11-19T00:00:07+01:00", "ts"),
        ("2026-11-19 00:00:07", {"path": "ts", "zone": "UTC"}),
    ],
)
def test_a_time_is_guessed_with_its_form(at, form, tmp_path):
    rows = [own(i, timing={}, ts=at) for i in range(20)]
    assert fields_of(look(write(tmp_path / "a.jsonl", rows)))["time"] == form


def test_what_does_not_fit_in_type_is_no_guess_and_stands_there_as_a_comment(tmp_path):
    rows = [own(i, tenant={"id": {"a": 1}}, timing={"received": "soon"}, edge={"addr": "north"})
            for i in range(20)]  # fmt: skip
    dry = look(write(tmp_path / "a.jsonl", rows))
    assert not {"account.id", "time", "client.ip"} & fields_of(dry).keys()
    assert '# "account.id" = "…"' in dry.starter and "# required: what tells" in dry.starter
    assert '# time = "…"' in dry.starter


def test_files_of_which_the_same_holds_are_told_once(tmp_path):
    for day in range(4):
        write(tmp_path / f"{day}.jsonl", [own(i) for i in range(60)])
    stops = [f for f in look(tmp_path).findings if f.level == "error"]
    assert len(stops) == 1
    assert stops[0].said.startswith("4 files: none of the 200 lines looked at is an exchange: ")
    assert "0.jsonl" in stops[0].said and "--map FILE" in stops[0].remedy
    told = [f.said for f in look(tmp_path).findings if f.name == "unknown field"]
    assert not told, "the map has the guesses"


def test_a_log_of_which_nothing_is_known_gets_no_map(tmp_path):
    dry = look(write(tmp_path / "a.jsonl", [{"level": "info", "msg": f"m{i}"} for i in range(9)]))
    assert dry.starter == ""
    assert "see which formats are read" in next(
        f.remedy for f in dry.findings if f.level == "error"
    )


def test_names_that_would_spoil_the_map_are_passed_over(tmp_path):
    rows = [own(i) | {'user"id': "u", "a\nb": {"user_id": "u"}, "it's": {"user.agent": f"b{i}"}}
            for i in range(20)]  # fmt: skip
    assert fields_of(look(write(tmp_path / "a.jsonl", rows)))["client.user_agent"] == (
        'it\'s."user.agent"'
    )
