"""A dry run names what is wrong with a log, and is silent about one that is well."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.audit.reads import wire
from stillwatch.contract.exchange import SCHEMA
from stillwatch.core.errors import UsageError
from stillwatch.doctor.log import Dry, dry_run
from stillwatch.doctor.reach import reach
from stillwatch.doctor.sample import spread, take
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import open_logs
from stillwatch.ingest.wire import KNOWN, PASSED_OVER, READ_AS

from .logs import exchange, write

LOGS = Path(__file__).parent.parent / "fixtures" / "logs"
NOW = datetime(2026, 3, 20, tzinfo=UTC)


def look(*paths: Path, lines: int = 1000, format: str | None = None) -> Dry:
    return dry_run(list(paths), lines=lines, format=format, table=None, workers=2, now=NOW)


def found(dry: Dry, level: str = "warning") -> dict[str, str]:
    """Map the names of findings of a level (or worse) to what they say."""
    rank = ["ok", "note", "warning", "error"]
    told = (f for f in dry.findings if rank.index(f.level) >= rank.index(level))
    return {f.name: f"{f.said} -> {f.remedy}" for f in told}


def test_a_log_that_is_well_gives_no_warning(tmp_path):
    dry = look(write(tmp_path / "a.jsonl", [exchange(i) for i in range(300)]))
    assert found(dry, "note") == {}
    assert (dry.exchanges, dry.accounts, dry.content_states["full"]) == (300, 40, 1.0)
    assert (dry.first, dry.last) == (
        datetime(2026, 3, 1, 10, 0, tzinfo=UTC), datetime(2026, 3, 9, 10, 4, 56, tzinfo=UTC),
    )  # fmt: skip
    assert [level.reachable for level in reach(dry)] == [True, True]


def test_a_log_in_another_language_says_so(tmp_path):
    rows = [exchange(i) for i in range(300)]
    for row in rows[:120]:
        said = f"Куда ставити стари намештај број {row['id']}?"
        row["request"]["messages"] = [{"role": "user", "content": said}]
    told = found(look(write(tmp_path / "a.jsonl", rows)), "note")
    assert set(told) == {"language"}
    assert "40% are in other scripts than Latin (Cyrillic 40%)" in told["language"]


def test_what_tools_returned_is_told_apart_from_missing_text(tmp_path):
    tools = [{"role": "user", "content": "Mend it."}, {"role": "assistant", "content": "Run it."},
             {"role": "tool", "tool_call_id": "c", "content": "3 passed"}]  # fmt: skip
    rows = [exchange(i) for i in range(300)]
    for row in rows[60:]:
        row["request"]["messages"] = tools
    dry = look(write(tmp_path / "a.jsonl", rows))
    (told,) = (f for f in dry.findings if f.name == "text")
    assert told.level == "ok" and "20% carry a new request of the customer's own" in told.said
    for row in rows[60:]:
        del row["request"]["messages"]
    dry = look(write(tmp_path / "b.jsonl", rows))
    (told,) = (f for f in dry.findings if f.name == "text")
    assert told.level == "warning" and "new request" not in told.said


TROUBLES = {
    "no zone": ({"time": "2026-03-01T10:00:00"}, "file", "no zone"),
    "milliseconds": ({"time": 1772000000000}, "file", "divide by 1,000"),
    "no time": ({"time": None}, "file", "time is neither"),
    "words for a time": ({"time": "yesterday"}, "file", "time is neither"),
    "ahead": ({"time": "2026-03-20T09:00:00+01:00"}, "clock", "8.0 hours in the future"),
    "whole days": ({"time": "2026-03-05T00:00:00Z"}, "rounded", "whole day"),
    "before sign-up": (
        {"account": {"id": "a", "created": "2026-06-01T00:00:00Z"}}, "sign-up", "days before",
    ),
    "one account": ({"account": {"id": "gateway"}}, "account", "the same account.id"),
    "one address": ({"client": {"ip": "203.0.113.7"}}, "client.ip", "proxy's own"),
    "one fingerprint": ({"client": {"ja4": "t13d_1"}}, "client.ja4", "proxy's own"),
    "placeholder": (
        {"request": {"model": "m", "messages": [{"role": "user", "content": "see below"}]}},
        "placeholder", "100% of texts",
    ),
    "no text": ({"request": {"model": "m"}}, "text", "100% absent"),
    "a near miss": ({"request": {"model": "m", "max_token": 3}}, "unknown field", "max_tokens?"),
    "another type": ({"client": {"ip": "203.0.113.7", "asn": "many"}}, "type", "client.asn"),
    "no model": ({"request": {}}, "file", "required field request.model"),
}  # fmt: skip


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_trouble_is_named_with_its_remedy(trouble, tmp_path):
    fields, name, words = TROUBLES[trouble]
    dry = look(write(tmp_path / "a.jsonl", [exchange(i, **fields) for i in range(100)]))
    told = found(dry)
    assert words in told.get(name, ""), told
    assert not told[name].endswith("-> "), "it says what to do"


@pytest.mark.parametrize(
    ("hours", "said", "remedy"),
    [
        (400, "17 days", "a date is mistyped, or is the key's and not the customer's; clocks"),
        (5, "5.0 hours", "the two clocks or zones differ, or a date is mistyped"),
    ],
)
def test_who_was_there_before_sign_up_is_named(hours, said, remedy, tmp_path):
    rows = [exchange(i) for i in range(200)]
    for number, row in enumerate(rows[:5]):
        late = datetime.fromisoformat(row["time"]) + timedelta(hours=hours - number / 10)
        row["account"] = {"id": f"late-{number}", "created": late.isoformat()}
    told = found(look(write(tmp_path / "a.jsonl", [*rows, rows[1] | {"id": "again"}])))["sign-up"]
    assert told.startswith(f"6 exchanges lie up to {said} before account.created, of 5 accounts: ")
    assert "late-0, late-1, late-2 and 2 more" in told and f"-> {remedy}" in told


def test_private_addresses(tmp_path):
    rows = [exchange(i, client={"ip": f"10.0.{i % 40}.9"}) for i in range(100)]
    assert "private" in found(look(write(tmp_path / "a.jsonl", rows)))["client.ip"]


def test_an_account_for_each_exchange(tmp_path):
    rows = [exchange(i, account={"id": f"req-{i}"}) for i in range(100)]
    assert "nearly each" in found(look(write(tmp_path / "a.jsonl", rows)))["account"]


@pytest.mark.parametrize(("few", "others", "said"), [(3, 1, True), (22, 1, False), (9, 90, False)])
def test_one_account_with_nearly_all_is_named_though_a_probe_has_its_own(
    few, others, said, tmp_path
):
    rows = [exchange(i, account={"id": "gateway"}) for i in range(few * others, 1000)]
    rows[3 : 3 + few] = [
        exchange(1000 + i, account={"id": f"probe-{i % others}"}) for i in range(few)
    ]
    told = found(look(write(tmp_path / "a.jsonl", rows), lines=100)).get("account", "")
    assert ("one and the same account.id, of 2: groups" in told) is said
    assert not said or "--account-field" in told


def test_a_service_that_names_its_users_is_not_one_account(tmp_path):
    rows = [
        exchange(i, account={"id": "app" if i % 50 else "probe", "end_user": f"u-{i % 30}"})
        for i in range(200)
    ]
    assert "account" not in found(look(write(tmp_path / "a.jsonl", rows)))


def test_repeated_ids(tmp_path):
    dry = look(write(tmp_path / "a.jsonl", [exchange(i // 2) for i in range(200)]))
    assert dry.exchanges == 100
    assert "100 of 200" in found(dry)["duplicates"]


def test_malformed_lines_are_named_by_number(tmp_path):
    rows = [exchange(i) for i in range(100)]
    rows[6:8] = ["{", "[]"]
    dry = look(write(tmp_path / "a.jsonl", rows))
    assert [(m.line, m.reason) for m in dry.malformed] == [
        (7, "not valid JSON"), (8, "not a JSON object"),
    ]  # fmt: skip
    assert "line 7 of a.jsonl" in str(dry.findings)


def test_lines_that_are_skipped_for_several_reasons_have_a_total(tmp_path):
    rows = [exchange(i) for i in range(100)]
    rows[6:9] = ["{", "[]", "{"]
    told = found(look(write(tmp_path / "a.jsonl", rows)), "note")
    assert told["skipped"] == "in all 3 of 100 lines are skipped, for 2 reasons -> "
    rows[7] = "{"
    assert "skipped" not in found(look(write(tmp_path / "b.jsonl", rows)), "note")


def test_a_file_of_one_record_that_names_nobody_is_skipped_beside_others(tmp_path):
    write(tmp_path / "a.jsonl", [exchange(1)])
    write(tmp_path / "b.jsonl", [exchange(2) | {"account": {}}])
    dry = look(tmp_path)
    assert "error" not in {f.level for f in dry.findings}
    assert "line 1 of b.jsonl" in found(dry)["malformed"]
    assert "account.id" in found(look(tmp_path / "b.jsonl"), "error")["file"]


def test_records_that_are_no_calls_of_customers_are_told_of(tmp_path):
    told = found(look(LOGS / "litellm.jsonl"), "ok")
    assert told["left out"] == "records left out: calls that generate no text (1) -> "


def test_bodies_of_bedrock_that_stand_apart_are_no_logs_and_are_told_where_they_lack(tmp_path):
    lines = (LOGS / "bedrock.jsonl").read_text()  # one record's body is not there
    (tmp_path / "09" / "data").mkdir(parents=True)
    (tmp_path / "09" / "hour.json.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "09" / "data" / "r9_input.json.gz").write_bytes(gzip.compress(b'{"a": 1,\n"b": 2}'))
    dry = look(tmp_path)
    assert dry.file_count == 1 and not found(dry, "error")
    assert "1 request has no body in the log" in found(dry)["bodies"]
    assert "copy the folders" in found(dry)["bodies"]


def test_what_is_not_read_of_another_programs_records_is_named_and_not_guessed_at(tmp_path):
    dry = look(LOGS / "litellm.jsonl")
    told = found(dry, "ok")
    assert told["unread field"].startswith("fields that hold something and are not read: ")
    assert "model_id" in told["unread field"] and "unknown field" not in told
    assert {"field": "model_id", "lines": 7, "meant": None} in dry.unknown


def test_what_may_be_meant_by_a_name_of_the_metadata_is_told(tmp_path):
    observation = {"id": "o1", "type": "GENERATION", "trace_id": "t", "user_id": "u1",
                   "start_time": "2026-03-02 14:13:20.250", "provided_model_name": "small",
                   "input": "Q", "metadata": {"client_ip": "192.0.2.1", "mood": 1}}  # fmt: skip
    told = found(look(write(tmp_path / "a.jsonl", [observation])), "ok")["unread field"]
    assert "metadata.client_ip (client.ip?), trace_id, metadata.mood" in told


def test_what_is_known_and_not_listed_by_itself_is_named(tmp_path):
    rows = [exchange(i) for i in range(60)]
    for row in rows[:9]:
        row["request"]["custom_id"] = "c-1"
        row["response"] = {"reasoning": "First.", "output": ["An answer."], "id": None}
    look_at = write(tmp_path / "a.jsonl", rows)
    told = [f.said for f in look(look_at).findings if f.name == "field" and f.level == "ok"]
    assert told == [
        "fields that are known, and of which nothing is made yet: request.custom_id, "
        "response.reasoning",
        "fields that are read and not listed by themselves: response.output (as response.content)",
    ]
    assert not found(look(look_at), "note")
    plain = write(tmp_path / "b.jsonl", [exchange(i) for i in range(60)])
    assert not any(f.name == "field" for f in look(plain).findings)


def test_a_map_of_fields_of_which_nothing_is_made_says_so(tmp_path):
    rows = [exchange(i) | {"why": "so", "q": "Q"} for i in range(3)]
    own = Mapping.of({"fields": {"response.reasoning": "why", "request.prompt": "q"}})
    dry = dry_run([write(tmp_path / "a.jsonl", rows)], lines=10, format=None, table=None,
                  workers=2, now=NOW, mapping=own)  # fmt: skip
    said = [f.said for f in dry.findings if f.name == "field"]
    assert said[0].endswith("nothing is made yet: response.reasoning (from why)")
    assert "request.prompt (as request.messages)" in said[1]


def test_all_that_is_known_is_a_field_of_the_log():
    every = {f"{top}.{name}" if name else top for top, names in KNOWN.items()
             for name in names or ("",)}  # fmt: skip
    listed = {wire(name) for name in SCHEMA.names}
    assert every >= PASSED_OVER | READ_AS.keys() and listed >= set(READ_AS.values())
    assert not PASSED_OVER & (listed | READ_AS.keys())
    left = every - PASSED_OVER - READ_AS.keys()
    assert not left - listed, left - listed


@pytest.mark.parametrize(
    ("name", "content"),
    [("b.jsonl.gz", gzip.compress(b"", mtime=0)), ("b.jsonl", b"\n\n")],
    ids=["gzip", "blank lines"],
)
def test_a_day_without_traffic_beside_others_stops_nothing(name, content, tmp_path):
    write(tmp_path / "a.jsonl", [exchange(i) for i in range(300)])
    (tmp_path / name).write_bytes(content)
    dry = look(tmp_path)
    assert not found(dry)
    assert f"{name} holds" in found(dry, "note")["file"]
    assert "error" in {f.level for f in look(tmp_path / name).findings}, "alone, it would"


def test_bodies_of_an_api_as_it_returned_them_are_told_where_they_belong(tmp_path):
    usage = {"prompt_tokens": 3, "completion_tokens": 9}
    body = {"choices": [{"message": {"role": "assistant", "content": "A"}}], "usage": usage}
    rows = [exchange(i) | {"response": body} for i in range(60)]
    told = [f for f in look(write(tmp_path / "a.jsonl", rows)).findings if f.level == "warning"]
    assert {f.remedy for f in told if f.said.startswith("response.")} == {
        "did you mean response.output?", "did you mean usage?",
    }  # fmt: skip


def test_requests_that_failed_are_told_by_status(tmp_path):
    statuses = ["ok", "200", "429", "ThrottlingException", "ok", "an error\n" + "x" * 99]
    rows = [exchange(i) | {"response": {"status": statuses[i % 6]}} for i in range(60)]
    dry = look(write(tmp_path / "a.jsonl", rows))
    told = found(dry, "ok")["failed"]
    assert "30 of 60 exchanges failed, by their status: 429 (10), ThrottlingException (10)" in told
    assert "an error?xxx" in told and "x" * 50 not in told


def test_names_of_another_schema_are_guessed(tmp_path):
    rows = [{"request_id": i, "timestamp": 1, "account_id": "a", "model": "m"} for i in range(20)]
    dry = look(write(tmp_path / "a.jsonl", rows))
    assert {(u["field"], u["meant"]) for u in dry.unknown} == {
        ("request_id", "id"), ("timestamp", "time"),
        ("account_id", "account.id"), ("model", "request.model"),
    }  # fmt: skip
    assert "file" in found(dry, "error")


UNREAD = {
    "array": (b'[{"id": 1}]', "JSON array", "--map FILE"),
    "no array": (b'[project]\nname = "a"\n', "in json is read with a map", "--map"),
    "pretty": (b'{\n "id": 1\n}', "several lines", "jq -c ."),
    "table": (b"time,account,model\n1,2,3\n", "CSV", "--map FILE"),
    "zip": (b"PK\x03\x04....", "zip", "unzip"),
    "xz": (b"\xfd7zXZ\x00..", "xz", "xz -dc"),
    "gzip in gzip": (gzip.compress(gzip.compress(b'{"id": 1}')), "compressed twice", "gzip -dc"),
    "page": (b"<!DOCTYPE html><p>Not found", "web page", "again"),
    "text log": (b"2026-03-01 10:00:00 INFO started\n", "text log", "JSON"),
    "utf-16": ('{"id": 1}'.encode("utf-16"), "UTF-16", "iconv"),
    "empty": (b"", "empty", ""),
    "zeros": (b"\0" * 99, "not a log of any known format", "--format"),
}


@pytest.mark.parametrize("kind", UNREAD)
def test_a_file_that_is_no_log_is_diagnosed(kind, tmp_path):
    content, what, remedy = UNREAD[kind]
    path = tmp_path / "my log"
    path.write_bytes(content)
    dry = look(path)
    told = next(iter(found(dry, "error").values()))
    assert what in told and remedy in told, told
    if "{path}" in remedy or "jq" in remedy:
        assert f"'{path}'" in told, "the command can be pasted"


def test_what_cannot_be_found_and_a_format_that_is_not_there(tmp_path):
    assert "no such file" in found(look(tmp_path / "none"), "error")["format"]
    assert "no log files" in found(look(tmp_path), "error")["path"]
    path = write(tmp_path / "a.jsonl", [exchange(1)])
    with pytest.raises(UsageError, match="no log format"):
        look(path, format="nonsense")


def test_a_cut_file_is_read_as_far_as_it_goes(tmp_path):
    rows = "".join(json.dumps(exchange(i)) + "\n" for i in range(300)).encode()
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows)[:-600])
    dry = look(path)
    assert 0 < dry.exchanges < 300
    assert "ends early" in str(dry.malformed)


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "parquet"])
def test_only_so_many_lines_are_taken_and_the_rest_is_projected(form, tmp_path):
    rows, count = [exchange(i) for i in range(4000)], 4000
    path = tmp_path / f"a.{form}"
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=500)
    else:
        content = "".join(json.dumps(row) + "\n" for row in rows).encode()
        path.write_bytes(gzip.compress(content) if form.endswith("gz") else content)
    sample = take(path, 150)
    assert (sample.lines, sample.whole) == (150, False)
    assert sum(p.batch.num_rows for p in sample.parsed) == 150
    assert next(iter(open_logs([path]))).slice(0, 150).equals(sample.parsed[0].batch)
    dry = look(path, lines=150)
    assert dry.estimate is not None
    low, high = dry.estimate.exchanges
    assert low <= count <= high
    assert dry.estimate.seconds[0] < dry.estimate.seconds[1]
    assert take(path, 10_000).whole


@pytest.mark.parametrize("codec", ["zstd", "gzip"])
def test_a_file_that_shrinks_much_is_projected_by_what_its_bytes_hold(codec, tmp_path):
    """The more a MiB on disk holds, the more of it a reader takes at a time."""
    words = (hashlib.sha512(b"%d" % i).hexdigest() for i in range(20_000))
    rows = [exchange(i, padding=f"{word} {'filling ' * 200}") for i, word in enumerate(words)]
    path = tmp_path / f"a.jsonl.{codec}"
    with pa.CompressedOutputStream(str(path), codec) as file:
        file.write("".join(json.dumps(row) + "\n" for row in rows).encode())
    assert path.stat().st_size > 3 << 19, "of several pieces on disk"
    sample = take(path, 300)
    assert sample.bytes_each == pytest.approx(path.stat().st_size / len(rows), rel=0.05)


@pytest.mark.parametrize(("zone", "names"), [(None, {"zone"}), ("UTC", set())])
def test_a_column_of_times_without_a_zone_is_noted(zone, names, tmp_path):
    rows = [exchange(i) for i in range(60)]
    for row in rows:
        moment = datetime.fromisoformat(row["time"])
        row["time"] = moment if zone else moment.replace(tzinfo=None)
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    dry = look(tmp_path / "a.parquet")
    assert dry.exchanges == 60
    assert set(found(dry, "note")) == names


@pytest.mark.parametrize(("zone", "names"), [("", {"zone"}), ("+02:00", set())])
def test_a_column_of_ones_own_without_a_zone_is_noted_unless_the_map_says_one(
    zone, names, tmp_path
):
    rows = [exchange(i) for i in range(60)]
    for row in rows:
        row["at"] = datetime.fromisoformat(row.pop("time")).replace(tzinfo=None)
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    mapping = Mapping.of({"fields": {"time": {"path": "at", "zone": zone} if zone else "at"}})
    dry = dry_run(
        [tmp_path / "a.parquet"], lines=100, format=None, table=None, workers=1, now=NOW,
        mapping=mapping,
    )  # fmt: skip
    assert dry.exchanges == 60
    told = found(dry, "note")
    assert set(told) == names and all("the column at has no zone" in said for said in told.values())


def test_a_csv_of_several_blocks_is_projected_from_its_lines(tmp_path):
    rows = [f"x{i},{1_772_409_600 + i},a{i % 7},m,{'word ' * 1000}" for i in range(4000)]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["id,t,who,model,q", *rows]) + "\n")
    assert path.stat().st_size > 19_000_000, "read ahead of its first block"
    names = {"id": "id", "time": {"path": "t", "unit": "s"}, "account.id": "who"}
    names |= {"request.model": "model", "request.prompt": "q"}
    dry = dry_run(
        [path], lines=300, format=None, table=None, workers=1, now=NOW,
        mapping=Mapping.of({"fields": names}),
    )  # fmt: skip
    assert dry.estimate is not None
    assert dry.estimate.exchanges[0] <= 4000 <= dry.estimate.exchanges[1]


def test_lines_are_shared_out_among_files(tmp_path):
    for number in range(25):
        rows = [exchange(i + 100 * number) for i in range(100)]
        write(tmp_path / f"{number:02d}.jsonl", rows)
    dry = look(tmp_path, lines=200)
    assert (dry.file_count, len(dry.files), dry.exchanges) == (25, 10, 200)
    assert Path(dry.files[0]["path"]).name == "00.jsonl"
    assert Path(dry.files[-1]["path"]).name == "24.jsonl"
    assert dry.estimate is not None and dry.estimate.exchanges[0] <= 2500
    assert dry.estimate.exchanges[1] >= 2500
    assert len(set(spread([Path(str(i)) for i in range(11)]))) == 10


def test_levels_that_cannot_be_reached_say_what_is_lacking(tmp_path):
    rows = [exchange(i) for i in range(100)]
    for row in rows:
        del row["client"], row["account"]["created"]
    dry = look(write(tmp_path / "a.jsonl", rows))
    likely, confirmed = reach(dry)
    assert likely.reachable and not confirmed.reachable
    assert "infrastructure: log client.ip" in confirmed.said
    ran = {d.name: d.ran for d in dry.detectors}
    assert not ran["shared_infrastructure"] and not ran["account_age"] and ran["load"]
    rows = [exchange(i, request={"model": "m"}) for i in range(100)]
    assert [r.reachable for r in reach(look(write(tmp_path / "b.jsonl", rows)))] == [False, False]


def test_records_of_a_csv_are_counted_and_no_more_are_read_than_asked(tmp_path):
    path = tmp_path / "a.csv"
    rows = [f'r{i},{1772000000 + i},u{i % 9},"line one\nline ""two"" of {i}"' for i in range(400)]
    path.write_text("\n".join(["id,at,user,asked", *rows]))  # no newline ends the last
    mapping = Mapping.of({"fields": {
        "id": "id", "time": {"path": "at", "unit": "s"}, "account.id": "user",
        "request.model": {"const": "m"}, "request.prompt": "asked"}})  # fmt: skip
    for lines, seen, whole in ((100, 100, False), (400, 400, True), (1000, 400, True)):
        sample = take(path, lines, mapping=mapping)
        told = sum(block.batch.num_rows for block in sample.parsed)
        assert (sample.lines, told, sample.whole) == (seen, seen, whole)
        assert sample.bytes_each == pytest.approx(path.stat().st_size / 400, rel=0.05)


def test_a_log_without_settings_of_requests_says_what_to_log(tmp_path):
    rows = [exchange(i) for i in range(60)]
    for row in rows:
        del row["request"]["max_tokens"]
    (said,) = found(look(write(tmp_path / "a.jsonl", rows)), "note").values()
    assert "how its request was set up -> log what was sent of request.max_tokens" in said


def test_a_log_of_last_messages_alone_says_what_to_log(tmp_path):
    rows = [exchange(i) for i in range(60)]
    for row in rows:
        row["request"]["messages"] = row["request"]["messages"][-1:]
    (said,) = found(look(write(tmp_path / "a.jsonl", rows)), "note").values()
    assert "earlier turns of a conversation -> log the whole of request.messages" in said
    rows[30]["request"]["previous_response_id"] = "r-1"
    assert not found(look(write(tmp_path / "b.jsonl", rows)), "note")


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "parquet", "csv"])
def test_lines_are_spread_over_a_file_whose_first_ones_are_a_nights(form, tmp_path):
    """What comes after the first lines alone, here settings, is not said to be missing."""
    rows = [exchange(i) | {"x": "long " * 400} for i in range(6000)]  # of several blocks
    for row in rows[:1500]:
        del row["request"]["max_tokens"]
    path, mapping = tmp_path / f"a.{form}", None
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=500)
    elif form == "csv":
        told = [f"{r['id']},{r['time']},{r['account']['id']},{r['request'].get('max_tokens', '')}"
                for r in rows]  # fmt: skip
        path.write_text("\n".join(["id,time,who,most", *told]))
        names = {"id": "id", "time": "time", "account.id": "who", "request.max_tokens": "most"}
        mapping = Mapping.of({"fields": names | {"request.model": {"const": "m"}}})
    else:
        content = "".join(json.dumps(row) + "\n" for row in rows).encode()
        path.write_bytes(gzip.compress(content) if form.endswith("gz") else content)
    dry = dry_run([path], lines=400, format=None, table=None, workers=1, now=NOW, mapping=mapping)
    assert (dry.exchanges, dry.files[0]["lines"], dry.files[0]["first_lines"]) == (400, 400, 100)
    assert dry.files[0]["read_through"] and not dry.malformed and "duplicates" not in found(dry)
    share = next(f.share for f in dry.fields if f.field == "request.max_tokens")
    assert share == pytest.approx(0.75 * 0.75, abs=0.08)
    assert dry.estimate is not None and dry.estimate.exchanges[0] <= 6000
    sample = take(path, 400, mapping=mapping, seconds=9.0)
    spread_ = [block.first_line for block in sample.blocks[1:]]
    assert spread_ == sorted(spread_) and spread_[0] > 100 and spread_[-1] > 5500
    assert take(path, 400, mapping=mapping).first == 400


def test_a_file_of_little_more_than_is_looked_at_gives_no_line_twice(tmp_path):
    for count in (101, 110, 150, 260):
        path = write(tmp_path / f"{count}.jsonl", [exchange(i) for i in range(count)])
        sample = take(path, 100, seconds=9.0)
        ids = [one for parsed in sample.parsed for one in parsed.batch["id"].to_pylist()]
        assert len(ids) == len(set(ids)) == sample.lines == 100, count


def test_a_damaged_end_is_seen_where_a_file_is_read_to_it(tmp_path):
    rows = "".join(json.dumps(exchange(i)) + "\n" for i in range(3000)).encode()
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows)[:-600])
    assert "ends early" in str(look(path, lines=100).malformed)


MAIN, TITLE = "You are a tutor.", "Write a title of five words."


def app_log(
    path: Path, accounts: int = 40, system: str = TITLE, model: str = "small",
    name: str = "session-title", moderated: bool = False,
) -> Path:  # fmt: skip
    """Write generations of an application that gives every first question a title."""
    rows = []
    for number in range(200):
        who, minute = number % accounts, number % 60
        ask = [{"role": "user", "content": f"Question {number}, please?"}]
        common = {"type": "GENERATION", "trace_id": f"t{number}", "user_id": f"u{who}",
                  "session_id": f"s{number}", "level": "DEFAULT"}  # fmt: skip
        first = common | {
            "id": f"a{number}", "name": "answer", "provided_model_name": "large",
            "start_time": f"2026-03-0{1 + number % 9} 10:{minute:02d}:10",
            "input": [{"role": "system", "content": MAIN}, *ask],
            "usage_details": {"input": 9, "output": 90},
        }  # fmt: skip
        rows.append(first)
        if number % 2:
            rows.append(first | {
                "id": f"b{number}", "name": name, "provided_model_name": model,
                "input": [{"role": "system", "content": system}, *ask],
                "usage_details": {"input": 9, "output": 5},
            })  # fmt: skip
        if moderated:
            rows.append(first | {
                "id": f"c{number}", "name": "input-guard", "provided_model_name": "guard",
                "input": [{"role": "system", "content": "Safe or unsafe?"}, *ask],
                "usage_details": {"input": 9, "output": 2},
            })  # fmt: skip
    return write(path, rows)


def test_calls_that_the_application_makes_itself_are_told_with_what_leaves_them_out(tmp_path):
    said = found(look(app_log(tmp_path / "a.jsonl")))["own calls"]
    assert said.startswith("33% of the exchanges in the langfuse files look like calls that your")
    assert '[langfuse.except] name = "session-title"' in said
    kept = Mapping.of({"langfuse": {"except": {"name": "session-title"}}})
    dry = dry_run([tmp_path / "a.jsonl"], lines=1000, format=None, table=None, workers=2, now=NOW,
                  mapping=kept)  # fmt: skip
    assert dry.exchanges == 200 and "own calls" not in found(dry, "ok")


@pytest.mark.parametrize(
    "changed",
    [{"accounts": 5}, {"system": MAIN, "name": "answer"}, {"model": "large", "name": "answer"}],
    ids=["of few accounts", "one prompt", "one model"],
)
def test_a_customer_that_asks_twice_is_no_application(changed, tmp_path):
    assert "own calls" not in found(look(app_log(tmp_path / "a.jsonl", **changed)), "ok")


def test_calls_of_several_kinds_are_left_out_by_one_field(tmp_path):
    said = found(look(app_log(tmp_path / "a.jsonl", moderated=True)))["own calls"]
    assert said.startswith("60% of the exchanges"), "the customers' own, with longer replies, stay"
    assert '[langfuse.except] name = ["input-guard", "session-title"]' in said


def test_a_name_tells_a_call_of_the_same_model(tmp_path):
    said = found(look(app_log(tmp_path / "a.jsonl", model="large")))["own calls"]
    assert "under another name, or model and system prompt" in said


def test_own_calls_are_found_in_lines_one_after_the_other(tmp_path):
    """Of a large log single lines are looked at, far apart: hardly one has its neighbour."""
    for day in range(12):
        rows = app_log(tmp_path / "a.jsonl").read_text().splitlines()
        rows = [row.replace('"id": "', f'"id": "{day}-') for row in rows]
        write(tmp_path / f"day{day:02d}.jsonl", rows)
    (tmp_path / "a.jsonl").unlink()
    dry = look(tmp_path, lines=60)
    assert dry.exchanges <= 60
    assert '[langfuse.except] name = "session-title"' in found(dry)["own calls"]


def test_what_says_itself_that_it_is_a_test_is_named_with_its_field(tmp_path):
    rows = [json.loads(line) for line in app_log(tmp_path / "a.jsonl").read_text().splitlines()]
    for number, row in enumerate(rows):
        row["environment"] = "staging" if number == 7 else "production"
        row["tags"] = ["api", "nightly-eval"] if number < 20 else ["latest"]
    told = [f for f in look(write(tmp_path / "a.jsonl", rows)).findings if f.name == "own tests"]
    assert [f.said.partition(": ")[2] for f in told] == ["staging (1)", "nightly-eval (20)"]
    assert '[langfuse.except] environment = "staging"' in told[0].remedy
    kept = Mapping.of({"langfuse": {"except": {"tags[1]": "nightly-eval"}}})
    assert '"tags[1]" = "nightly-eval"' in told[1].remedy
    dry = dry_run([tmp_path / "a.jsonl"], lines=1000, format=None, table=None, workers=2, now=NOW,
                  mapping=kept)  # fmt: skip
    assert dry.exchanges == 280


def langfuse_export(folder: Path) -> Path:
    """Write a legacy export of Langfuse's: observations, and the traces that name their users."""
    rows = [json.loads(line) for line in app_log(folder / "a.jsonl").read_text().splitlines()]
    (folder / "a.jsonl").unlink()
    users = {row["trace_id"]: row.pop("user_id") for row in rows}
    traces = [
        {"id": name, "timestamp": "2026-03-01 10:00:00", "user_id": user, "session_id": None,
         "project_id": "p", "bookmarked": False, "public": False}
        for name, user in users.items()
    ]  # fmt: skip
    score = {"id": "x", "timestamp": "2026-03-01 10:00:00", "trace_id": "t1", "project_id": "p",
             "name": "good", "value": 1, "data_type": "NUMERIC"}  # fmt: skip
    for name, lines in {"traces": traces, "observations": rows, "scores": [score]}.items():
        (folder / name).mkdir()
        write(folder / name / "2026-03-01.jsonl", lines)
    return folder


def test_files_that_hold_no_calls_are_told_and_not_looked_into(tmp_path):
    dry = look(langfuse_export(tmp_path))
    said = found(dry, "ok")["other files"]
    assert said.startswith("files without model calls, which an audit skips: scores (1), traces")
    assert dry.exchanges == 300 and dry.accounts == 40 and dry.file_count == 3
    assert not [f for f in dry.findings if f.level == "error"]


def test_legacy_observations_without_their_traces_are_told_what_to_do(tmp_path):
    folder = langfuse_export(tmp_path)
    (folder / "traces" / "2026-03-01.jsonl").unlink()
    dry = look(folder)
    assert "with the folder traces beside observations" in found(dry, "error")["file"]


def test_scores_alone_are_told_to_be_scores(tmp_path):
    dry = look(langfuse_export(tmp_path) / "scores")
    assert "none of its first 1 lines is an exchange: scores" in found(dry, "error")["file"]
