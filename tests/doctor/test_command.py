"""`stillwatch doctor` as it is called: page, JSON, exit status."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from importlib import metadata

import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli
from stillwatch.contract.exchange import SCHEMA
from stillwatch.doctor import installation, machine
from stillwatch.doctor.findings import Finding, worst
from stillwatch.doctor.names import meant, meant_column

from .logs import exchange, write


@pytest.fixture
def log(tmp_path):
    return write(tmp_path / "a.jsonl", [exchange(i) for i in range(200)])


def run(*args: object, columns: int = 80):
    runner = CliRunner(env={"COLUMNS": str(columns)})
    return runner.invoke(cli, ["doctor", *map(str, args)])


def test_the_page_fits_80_columns_and_is_plain_without_a_terminal(log):
    result = run(log)
    assert result.exit_code == 0, result.output
    # a command stays on one line, so that it can be copied
    lines = [line for line in result.output.splitlines() if "→ run:" not in line]
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in result.output
    for words in ("Installation", "Machine", "Fields", "client.ip", "What can be judged", "Ready"):
        assert words in result.output
    assert "Question number" not in result.output


def test_without_a_log_it_says_how_to_give_one(tmp_path):
    result = run("--out", tmp_path)
    assert result.exit_code == 0
    assert "stillwatch doctor LOG" in result.output


def test_the_document(log):
    told = json.loads(run(log, "--json").stdout)
    assert set(told) == {
        "version", "status", "findings", "installation", "machine", "log", "levels",
    }  # fmt: skip
    assert told["status"] in ("ok", "note")
    assert [f["column"] for f in told["log"]["fields"]] == SCHEMA.names
    assert told["log"]["first"] == "2026-03-01T10:00:00Z"
    assert {level["level"] for level in told["levels"]} == {"likely", "confirmed"}
    assert "Question number" not in json.dumps(told)


def test_status_2_when_an_audit_would_stop(tmp_path):
    result = run(tmp_path / "none", "--json")
    assert result.exit_code == 2
    told = json.loads(result.stdout)
    assert told["status"] == "error"
    assert "STOP" in run(tmp_path / "none").output


def test_status_3_only_when_asked_for(tmp_path):
    rows = [exchange(i, client={"ip": "203.0.113.1"}) for i in range(200)]
    path = write(tmp_path / "a.jsonl", rows)
    assert run(path).exit_code == 0
    assert run(path, "--fail-on", "warning").exit_code == 3


def test_the_account_table_is_looked_at(log, tmp_path):
    table = tmp_path / "accounts.csv"
    table.write_text("account,licence_scope,licence_valid_till\nacct-1,all,2026-12-31\n")
    told = json.loads(run(log, "--accounts", table, "--json").stdout)
    said = [f["said"] + f["remedy"] for f in told["findings"] if f["area"] == "accounts"]
    assert any("licence_valid_till" in s and "licence_valid_until" in s for s in said)
    assert any("1 of 40 accounts" in s for s in said)
    assert "stillwatch audit LOG --out DIR --accounts FILE" in run(log, "--accounts", table).stdout
    table.write_text("account,reseller\n", encoding="utf-8")
    said = run(log, "--accounts", table).stdout
    assert "the account table is empty" in said and "compare the ids" not in said
    table.write_text("nothing\n1\n")
    assert run(log, "--accounts", table).exit_code == 2


def told_of(log, *more):
    found = json.loads(run(log, *more, "--json").stdout)["findings"]
    return {f["name"]: (f["level"], f"{f['said']} -> {f['remedy']}") for f in found
            if f["area"] == "accounts"}  # fmt: skip


@pytest.mark.parametrize(("keys", "told"), [(1, False), (2, True), (4, True)])
def test_keys_of_fewer_customers_are_told_of(keys, told, tmp_path):
    rows = [exchange(i) for i in range(200)]
    for number, row in enumerate(rows):
        row["account"]["org"] = f"team-{number % 40 // keys}"
    found = told_of(write(tmp_path / "a.jsonl", rows))
    assert ("organisations" in found) == told
    if told:
        level, said = found["organisations"]
        assert level == "note" and "--account-field" in said
        assert said.startswith(f"40 of the accounts seen are of {40 // keys} organisations or")


def spans(path, many=60, servers=False, state=""):
    """Write requests of one span: `user.id` is a key's owner, and the customer is an attribute.

    With `servers` each is followed by a request of the server's span; `state` is of every second.
    """
    lines = []
    for number in range(many):
        held = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "m",
                "user.id": f"login-{number % 6}", "shop.tenant.id": f"acct-{number % 20}",
                "gen_ai.prompt": f"Question number {number}, please?"}  # fmt: skip
        span = {"traceId": f"{number:032x}", "spanId": f"{number:016x}", "kind": 3,
                "startTimeUnixNano": str(1772359200000000000 + number * 10**9),
                "endTimeUnixNano": str(1772359201000000000 + number * 10**9),
                "attributes": [{"key": k, "value": {"stringValue": v}} for k, v in held.items()],
                }  # fmt: skip
        if number % 2:
            span["traceState"] = state
        lines.append({"resourceSpans": [{"scopeSpans": [{"spans": [span]}]}]})
        if servers:
            address = {"key": "client.address", "value": {"stringValue": f"192.0.2.{number}"}}
            span = span | {"spanId": f"{number + 999:016x}", "kind": 2, "attributes": [address]}
            lines.append({"resourceSpans": [{"scopeSpans": [{"spans": [span]}]}]})
    return write(path, lines)


def test_the_field_that_has_the_accounts_of_the_table_is_named(log, tmp_path):
    table = tmp_path / "accounts.csv"
    table.write_text("account\n" + "".join(f"acct-{n}\n" for n in range(40)))
    assert told_of(log, "--accounts", table)["join"] == (
        "ok", "40 of 40 accounts seen are in the account table -> ",
    )  # fmt: skip
    path = spans(tmp_path / "spans.jsonl")
    level, said = told_of(path, "--accounts", table)["join"]
    assert level == "warning"
    assert "none of the 6 accounts seen is in the account table: of them sign-up" in said
    assert "shop.tenant.id is an account of the table in 100%, account.id in 0%" in said
    assert "--account-field 'shop.tenant.id'" in said
    level, said = told_of(path, "--accounts", table, "--account-field", "shop.tenant.id")["join"]
    assert (level, said) == ("ok", "20 of 20 accounts seen are in the account table -> ")


@pytest.mark.parametrize("servers", [False, True])
def test_addresses_on_spans_of_other_lines_are_told_of(servers, tmp_path):
    found = json.loads(run(spans(tmp_path / "a.jsonl", servers=servers), "--json").stdout)
    told = {f["name"]: f["said"] + f["remedy"] for f in found["findings"] if f["area"] == "log"}
    assert ("client spans" in told) == servers
    if servers:
        said = told["client spans"]
        assert said.startswith("60 of 60 model calls have no client.address, and 60 spans")
        assert "TRACEID-SPANID" in said and "--edge" in said


def test_files_of_two_formats_are_forecast_each_by_its_own(tmp_path):
    rows = [exchange(i) for i in range(3000)]
    lines = [json.loads(line) for line in spans(tmp_path / "x", 3000).read_text().splitlines()]
    inside = [line["resourceSpans"][0]["scopeSpans"][0]["spans"][0] for line in lines]
    packed = [{"resourceSpans": [{"scopeSpans": [{"spans": inside[at : at + 50]}]}]}
              for at in range(0, 3000, 50)]  # fmt: skip
    (tmp_path / "x").unlink()
    for number in range(3):
        write(tmp_path / f"a{number}.jsonl", rows[number::3])
        write(tmp_path / f"b{number}.jsonl", packed[number::3])
    result = run(tmp_path, "--lines", 60)
    told = json.loads(run(tmp_path, "--lines", 60, "--json").stdout)["log"]
    low, high = told["estimate"]["exchanges"]
    assert low < 6000 < high and high < 1.6 * low
    said = " ".join(result.output.split())
    assert "The 60 lines looked at (the first " in said
    assert f"spread over these files) hold {told['exchanges']:,} exchanges of" in said


def test_records_of_a_line_that_are_skipped_are_no_lines(tmp_path):
    given = [json.loads(line) for line in spans(tmp_path / "x").read_text().splitlines()]
    inside = [line["resourceSpans"][0]["scopeSpans"][0]["spans"][0] for line in given]
    for span in inside[:9]:
        del span["attributes"][3]
    path = write(tmp_path / "a.jsonl", [*given[9:], {"resourceSpans": [{"scopeSpans": [{
        "spans": inside[:9]}]}]}])  # fmt: skip
    found = json.loads(run(path, "--account-field", "shop.tenant.id", "--json").stdout)["findings"]
    (said,) = (f["said"] for f in found if f["name"] == "malformed")
    assert said.startswith("9 records in 1 of 52 lines are skipped: required field account.id")


def test_accounts_whose_spans_are_a_sample_are_told_of(tmp_path):
    found = json.loads(run(spans(tmp_path / "a.jsonl", state="ot=th:8"), "--json").stdout)
    (told,) = (f for f in found["findings"] if f["name"] == "sampling")
    assert told["said"].startswith("spans of 3 accounts are a sample of about one in 2 (traceState")
    found = json.loads(run(spans(tmp_path / "a.jsonl"), "--json").stdout)
    assert "sampling" not in {f["name"] for f in found["findings"]}


def test_attributes_that_are_not_read_are_named_those_of_who_asked_first(tmp_path):
    path = spans(tmp_path / "a.jsonl")
    (said,) = (f["said"] for f in json.loads(run(path, "--json").stdout)["findings"]
               if f["name"] == "unread field")  # fmt: skip
    assert said == "fields that hold something and are not read: shop.tenant.id (account.id?)"


def test_messages_in_lines_of_logs_are_told_of(tmp_path):
    path = spans(tmp_path / "a.jsonl")
    name = "gen_ai.input.messages"
    record = {"attributes": [{"key": name, "value": {"stringValue": "[]"}}]}
    line = {"resourceLogs": [{"scopeLogs": [{"logRecords": [record]}]}]}
    path.write_text(path.read_text() + json.dumps(line) + "\n")
    (told,) = (f for f in json.loads(run(path, "--json").stdout)["findings"]
               if f["name"] == "messages")  # fmt: skip
    assert told["said"].startswith("1 line of logs (resourceLogs) holds messages of model calls")
    assert "SPAN_ONLY" in told["remedy"] and told["level"] == "warning"


def test_otlp_in_protobuf_is_told_as_such(tmp_path):
    path = tmp_path / "traces.pb.json"
    path.write_bytes((300).to_bytes(4, "big") + b"\x0a\xa9\x02" + b"\x0a\x00" + bytes(290))
    shown = " ".join(run(path).output.split())
    assert "OTLP in protobuf" in shown and "format: json" in shown


def test_a_field_of_one_of_two_formats_is_told_with_the_format(log, tmp_path):
    table = tmp_path / "accounts.csv"
    table.write_text("account\n" + "".join(f"acct-{n}\n" for n in range(40)))
    path = spans(tmp_path / "spans.jsonl")
    _, said = told_of(path, log, "--accounts", table)["join"]
    assert "40 of 46" in said and "--account-field 'otlp:shop.tenant.id'" in said
    one = ("--accounts", table, "--account-field")
    assert told_of(path, log, *one, "otlp:shop.tenant.id")["join"][0] == "ok"
    result = run(path, log, *one, "shop.tenant.id")
    assert result.exit_code == 2 and "FORMAT:PATH" in result.output


def test_of_extras_a_page_on_a_log_says_which_are_there_and_no_more(log):
    alone, page = run().output, run(log).output
    extras = json.loads(run("--json").stdout)["installation"]["extras"]
    assert alone.count("extra ") == len(extras)
    assert "extra " not in page and page.count("extras installed: ") == 1
    assert all(extra["name"] in " ".join(page.split()) for extra in extras)
    found = json.loads(run(log, "--json").stdout)["findings"]
    assert {extra["name"] for extra in extras} <= {f["name"] for f in found}, "for programs each"


def test_no_field_is_listed_twice(log):
    fields = [row["field"] for row in json.loads(run(log, "--json").stdout)["log"]["fields"]]
    assert len(fields) == len(set(fields))


def test_customers_who_stand_in_the_text_of_a_body_are_found(tmp_path):
    rows = [
        {"databricks_request_id": f"r{i}", "request_time": f"2026-03-02T10:{i % 60:02d}:00Z",
         "requester": "svc", "served_entity_id": "m", "response": "{}",
         "request": json.dumps({"messages": [{"role": "user", "content": f"Q{i}"}],
                                "usage_context": {"customer": f"acct-{i % 40}"}})}
        for i in range(80)
    ]  # fmt: skip
    log, table = write(tmp_path / "table.jsonl", rows), tmp_path / "accounts.csv"
    table.write_text("account\n" + "".join(f"acct-{n}\n" for n in range(40)))
    given = (log, "--map", "databricks", "--accounts", table)
    level, said = told_of(*given)["join"]
    assert level == "warning" and "none of the 1 accounts seen is in the account table" in said
    assert "--account-field 'request.usage_context.customer'" in said
    whole = (*given, "--account-field", "request.usage_context.customer")
    assert told_of(*whole)["join"][0] == "ok"


def test_a_map_of_a_format_that_is_none_is_one_line(log, tmp_path):
    path = tmp_path / "map.toml"
    path.write_text('[otpl.except]\nname = "title"\n')
    result = run(log, "--map", path)
    assert result.exit_code == 2 and "no log format is called 'otpl'" in result.output


def test_a_table_of_some_accounts_alone_is_no_warning(log, tmp_path):
    table = tmp_path / "accounts.csv"
    table.write_text("account\nacct-1\nacct-2\n")
    level, said = told_of(log, "--accounts", table)["join"]
    assert level == "note" and "2 of 40" in said and "meant to list some" in said
    table.write_text("account\n" + "".join(f"acct-{n}\n" for n in range(20)))
    level, said = told_of(log, "--accounts", table)["join"]
    assert level == "warning" and "20 of 40" in said


def test_who_has_no_licence_beside_others_of_the_organisation_is_named(tmp_path):
    rows = [exchange(i) for i in range(200)]
    for number, row in enumerate(rows):
        row["account"]["org"] = f"team-{number % 40 // 5}"
    log, table = write(tmp_path / "a.jsonl", rows), tmp_path / "accounts.csv"
    lines = [f"acct-{i},{'train' if i % 5 < 4 else ''}," for i in range(5)]
    lines += [f"acct-{i},{'train' if i == 5 else ''}," for i in range(5, 9)]
    table.write_text("\n".join(["account,licence_scope,org", *lines[:4], *lines[5:]]) + "\n")
    found = json.loads(run(log, "--accounts", table, "--json").stdout)["findings"]
    few, many = (f for f in found if f["name"] == "licence")
    assert few["level"] == "warning" and few["said"] == (
        "of organisation team-0, 4 accounts have a licence in the account table, and 1 has "
        "none: acct-4"
    )
    assert many["level"] == "note" and many["said"].endswith(
        "team-1, 1 account has a licence in the account table, and 4 have none: acct-6, acct-7, "
        "acct-8 and 1 more"
    )
    everyone = ["account,licence_scope,org", *(f"acct-{i},train," for i in range(10))]
    table.write_text("\n".join(everyone) + "\n")
    assert "licence" not in told_of(log, "--accounts", table)


def test_hostile_names_do_not_reach_the_terminal(tmp_path):
    rows = [exchange(i, **{"\x1b[31mred\u202e": 1}) for i in range(60)]
    shown = run(write(tmp_path / "a.jsonl", rows)).output
    assert "\x1b" not in shown and "\u202e" not in shown


def test_an_output_folder_that_cannot_be_made(log, tmp_path):
    (tmp_path / "file").write_text("")
    result = run(log, "--out", tmp_path / "file" / "below")
    assert result.exit_code == 2
    assert "cannot write" in result.output


def test_packages_are_compared_with_the_ranges_of_the_distribution():
    found = installation.look()
    needed = [line for line in metadata.requires("stillwatch") or () if "extra ==" not in line]
    assert len(found.packages) == len(needed)
    assert all(p.suits for p in found.packages), found.packages


def test_a_package_outside_its_range_is_a_warning_and_a_missing_one_an_error():
    packages = [
        installation.Package("sqlglot", "<28.7", "29.0", False),
        installation.Package("duckdb", "<2", None, False),
    ]
    found = installation.Installation("0", "3.11", "/py", packages, [])
    told = {f.name: f for f in installation.findings(found)}
    assert (told["sqlglot"].level, told["duckdb"].level) == ("warning", "error")
    assert "outside the supported range (<28.7)" in told["sqlglot"].said
    assert told["duckdb"].remedy.endswith("-m pip install 'duckdb<2'")


def test_every_extra_says_what_it_gives():
    extras = metadata.metadata("stillwatch").get_all("Provides-Extra") or []
    assert set(extras) == set(installation.GIVES), "say it in doctor/installation.py: GIVES"


def test_a_package_that_is_not_installed_as_one():
    found = installation.look("no-such-distribution")
    assert found.packages == []
    assert "runs from source" in installation.findings(found)[1].said


def test_the_machine(tmp_path):
    found = machine.look(tmp_path / "not" / "yet")
    assert found.processors >= 1 and found.out_free
    assert found.numba_seconds is not None, found.numba_problem
    low = machine.findings(found.__class__(**{**vars(found), "memory_free": 10**8}))
    assert worst(low) == "warning"
    broken = found.__class__(**{**vars(found), "numba_seconds": None, "numba_problem": "no LLVM"})
    assert "no LLVM" in str(machine.findings(broken))
    ascii_only = found.__class__(**{**vars(found), "encoding": "ascii"})
    assert any(f.name == "locale" for f in machine.findings(ascii_only))


@pytest.mark.parametrize(
    ("package", "words"), [("duckdb", "no log was looked at"), ("rich", "rich is missing")]
)
def test_a_broken_installation_is_told_of(package, words, log):
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "from stillwatch.cli.main import main\n"
        f"sys.argv = ['stillwatch', 'doctor', {str(log)!r}]\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 2
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_to_run_stays_on_one_line(tmp_path):
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    (folder / "a.json").write_text('{\n "id": 1\n}')
    shown = run(folder / "a.json").output
    assert any("run: jq" in row and ".jsonl" in row for row in shown.splitlines())


def test_levels_are_ordered():
    assert worst([]) == "ok"
    assert worst([Finding("a", "b", level, "c") for level in ("note", "error", "ok")]) == "error"


@pytest.mark.parametrize(
    ("unknown", "field"),
    [("accountId", "account.id"), ("client.ip_address", "client.ip"), ("ts", "time"),
     ("usage.prompt_tokens", "usage.input_tokens"), ("request.mesages", "request.messages"),
     ("latency", "response.latency_ms"), ("colour", None), ("x", None)],
)  # fmt: skip
def test_what_may_be_meant(unknown, field):
    assert meant(unknown) == field


def test_columns_of_the_account_table():
    assert meant_column("customer_id") == "account"
    assert meant_column("legalname") == "legal_name"
    assert meant_column("favourite colour") is None


def test_a_map_is_tried_before_the_audit(tmp_path):
    log, where = tmp_path / "own.csv", tmp_path / "map.json"
    log.write_text(
        "no,when,who,model,address\n"
        + "".join(f"{i},2026-03-01 10:00:{i:02d},t{i % 3},m,203.0.113.{i}\n" for i in range(40))
    )
    fields = {"id": "no", "time": {"path": "when", "zone": "UTC"}, "account.id": "who",
              "request.model": "model", "client.ip": "address",
              "client.country": "land"}  # fmt: skip
    where.write_text(json.dumps({"fields": fields}))
    done = run(log)
    assert done.exit_code == 2 and "--map FILE" in " ".join(done.output.split())
    done = run(log, "--map", where, "--json")
    told = json.loads(done.output)["log"]
    assert done.exit_code == 0 and (told["exchanges"], told["accounts"]) == (40, 3)
    read = {row["field"]: (row["source"], row["share"]) for row in told["fields"]}
    assert read["client.ip"] == ("address", 1.0)
    assert read["client.country"] == ("land", 0.0)
    assert read["account.plan"] == ("", 0.0)
    shown = " ".join(run(log, "--map", where).output.split())
    assert "client.country (nothing at land)" in shown and "with the same --map" in shown


def test_another_account_field_is_tried_too(tmp_path):
    rows = [exchange(i, metadata={"team": f"team-{i % 5}"}) for i in range(60)]
    log = write(tmp_path / "log.jsonl", rows)
    told = json.loads(run(log, "--account-field", "metadata.team", "--json").stdout)["log"]
    assert told["accounts"] == 5


def test_a_map_that_leads_nowhere_is_told_and_not_asked_for_again(tmp_path):
    log, where = tmp_path / "own.csv", tmp_path / "map.json"
    log.write_text("request_id,ts,owner\nr1,1790000000,a\nr2,1790000001,b\n")
    fields = {"id": "request_idd", "time": {"path": "ts", "unit": "s"}, "account.id": "owner",
              "request.model": {"const": "m"}}  # fmt: skip
    where.write_text(json.dumps({"fields": fields}))
    shown = " ".join(run(log, "--map", where).output.split())
    assert "reads it from request_idd; the record has at its top: request_id, ts, owner" in shown
    assert "say with --map" not in shown and "correct what --map" in shown
    fields["id"] = "request_id"
    where.write_text(json.dumps({"fields": fields}))
    shown = run(log, "--map", where).output
    assert "…" not in next(line for line in shown.splitlines() if line.startswith("  field"))


def test_a_map_that_makes_no_sense_is_one_line(tmp_path):
    (tmp_path / "map.toml").write_text("[fields]\nid = 1\n")
    log = write(tmp_path / "log.jsonl", [exchange(1)])
    done = run(log, "--map", tmp_path / "map.toml")
    assert done.exit_code == 2 and "map.toml: id: a path is a text" in done.stderr


def test_a_map_to_start_from_can_be_copied_off_the_terminal(tmp_path):
    rows = [{"req_id": f"r{i}", "received_at": 1_790_000_000 + i, "gateway_tenant": {"acct": "a"}}
            for i in range(9)]  # fmt: skip
    done = run(write(tmp_path / "a.jsonl", rows), columns=40)
    copied = done.output.split("-" * 20)[1]
    assert tomllib.loads(copied)["fields"] == {
        "id": "req_id", "time": "received_at", "account.id": "gateway_tenant.acct",
    }  # fmt: skip
    assert done.exit_code == 2 and "fields.toml" in done.output


def test_the_verdict_says_how_many_lines_are_skipped(tmp_path):
    rows = [exchange(i) | ({"time": "soon"} if i % 4 == 0 else {}) for i in range(80)]
    done = run(write(tmp_path / "a.jsonl", rows), columns=200)
    assert "can be audited, but for 25% of its lines, which are skipped, with" in done.output
