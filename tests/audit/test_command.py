"""`stillwatch audit` as a user meets it: whatever is wrong is one clear line."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from stillwatch.audit.summary import agents
from stillwatch.audit.write import OUTPUTS
from stillwatch.cli.main import cli
from stillwatch.contract.records import Target

STILLWATCH = [sys.executable, "-m", "stillwatch"]


def audit(*arguments: object):
    return CliRunner().invoke(cli, ["audit", *map(str, arguments)])


def exchange(number: int, account: str = "a", text: str | None = "What is it?") -> dict:
    request = {"model": "m"} | ({"messages": [{"role": "user", "content": text}]} if text else {})
    return {
        "id": f"x{number}",
        "time": 1_772_409_600 + 977 * number,
        "account": {"id": account},
        "request": request,
    }


def write(path: Path, rows: list[dict]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def refused(result, *words: str) -> None:
    """Status 2, one line that says these words, and no traceback."""
    assert result.exit_code == 2, result.output
    said = result.stderr.splitlines()
    assert said[-1].startswith("stillwatch: error: ")
    assert len([line for line in said if "━" not in line]) == 1, "beside bars that had begun"
    for word in words:
        assert word in said[-1]


def test_a_missing_file(tmp_path):
    refused(audit(tmp_path / "none.jsonl", "--out", tmp_path / "out"), "none.jsonl", "no such file")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", b"\n\n", gzip.compress(b"", mtime=0)])
def test_an_empty_log(tmp_path, content):
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    refused(audit(path, "--out", tmp_path / "out"), "a.jsonl")
    assert not (tmp_path / "out").exists()


def test_what_is_no_log_at_all(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("dear diary\n")
    refused(audit(path, "--out", tmp_path / "out"), "a.jsonl")


@pytest.mark.parametrize("rows", [1, 40])
@pytest.mark.parametrize("text", ["What is it?", None])
def test_one_account_only(tmp_path, rows, text):
    log = write(tmp_path / "a.jsonl", [exchange(i, text=text) for i in range(rows)])
    result = audit(log, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert "No campaign found in this log. That is no verdict: 100% of the exchanges are of" in told
    assert json.loads((tmp_path / "out/campaigns.json").read_text())["campaigns"] == []
    (row,) = pq.read_table(tmp_path / "out/accounts.parquet").to_pylist()
    assert (row["account"], row["exchanges"], row["flagged"]) == ("a", rows, False)


def test_a_log_without_text(world, tmp_path):
    log = world("no_text")
    result = audit(log, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    summary = json.loads((tmp_path / "out/summary.json").read_text())
    assert any("None of the exchanges carry text" in note for note in summary["notes"])
    skipped = {d["name"]: d["reason"] for d in summary["detectors"] if not d["ran"]}
    assert "request.messages" in skipped["enrichment"]
    assert "could not run" in result.stdout


@pytest.mark.parametrize("missing", ["client", "signup"])
def test_what_a_log_lacks_is_said(world, tmp_path, missing):
    result = audit(world(f"no_{missing}"), "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    words = {"client": "No client data", "signup": "No sign-up data"}[missing]
    assert words in " ".join(result.stdout.split())
    (level,) = json.loads((tmp_path / "out/summary.json").read_text())["levels"][2:]
    less = [said for said in level["lacks"] if said.startswith("infrastructure rests on less: no ")]
    fields = less[0].removeprefix("infrastructure rests on less: no ").split(" in this log")[0]
    assert len(set(fields.split(", "))) == len(fields.split(", ")) and " or " not in fields


def test_a_field_that_is_there_is_not_said_to_lack(tmp_path):
    """A client is its fingerprint and its software together: only what is missing is told."""
    rows = [exchange(n, f"a{n % 5}") | {"client": {"user_agent": "curl/8"}} for n in range(20)]
    log, out = write(tmp_path / "a.jsonl", rows), tmp_path / "out"
    assert audit(log, "--out", out).exit_code == 0
    summary = json.loads((out / "summary.json").read_text())
    reasons = {row["name"]: row["reason"] for row in summary["observables"]}
    assert reasons["client"] == reasons["ja4"] == "the log has no client.ja4"
    assert reasons["user_agent"] == "" and reasons["ip_prefix"] == "the log has no client.ip"
    lacks = " ".join(summary["levels"][-1]["lacks"])
    assert "client.ja4" in lacks and "client.user_agent" not in lacks
    said = "No client.ip: shared addresses could not be judged. Clients are told by "
    assert said + "client.user_agent alone." in summary["notes"]
    assert not any("No client data" in note for note in summary["notes"])


@pytest.mark.parametrize(
    ("client", "said"),
    [
        ({"ip": "192.0.2.1"}, "No client.user_agent and no client.ja4: shared clients could not"),
        ({"asn": 64500, "ja4": "t13d"}, "not be judged; networks were, by client.asn. Clients are"),
        ({"ip": "192.0.2.1", "user_agent": "curl/8"}, ""),
    ],
    ids=["address alone", "network and fingerprint", "address and program"],
)  # fmt: skip
def test_what_is_missing_of_clients_is_said_and_nothing_else(tmp_path, client, said):
    rows = [exchange(n, f"a{n % 5}") | {"client": client} for n in range(20)]
    log, out = write(tmp_path / "a.jsonl", rows), tmp_path / "out"
    assert audit(log, "--out", out).exit_code == 0
    notes = [n for n in json.loads((out / "summary.json").read_text())["notes"] if "client" in n]
    assert said in " ".join(notes) and bool(notes) == bool(said)


def test_a_log_of_prompts_and_replies(world, tmp_path):
    """No settings, no tokens, nothing that was said before: campaigns are looked for, and found."""
    rows, made = [], world(accounts=300, days=7)
    for path in sorted(made.glob("log*")):
        with gzip.open(path, "rt") as lines:
            rows += [json.loads(line) for line in lines]
    for row in rows:
        row.pop("usage", None)
        asked = [m for m in row["request"].get("messages") or [] if m["role"] == "user"]
        row["request"] = {"model": row["request"]["model"], "messages": asked[-1:]}
    log, out = write(tmp_path / "a.jsonl", rows), tmp_path / "out"
    result = audit(log, "--out", out, "--accounts", made / "accounts.csv")
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())
    assert "Hardly any account shows settings" in said and "No counts of tokens" in said
    assert "Hardly any account's requests carry the earlier turns" in said
    truth = json.loads((made / "truth.json").read_text())
    bad = {a["account"] for a in truth["accounts"] if a["campaign"]}
    found = json.loads((out / "campaigns.json").read_text())["campaigns"]
    named = {m["account"] for c in found for m in c["members"] if c["severity"] != "watch"}
    assert len(named & bad) >= 0.8 * len(bad) and len(named - bad) <= 0.05 * len(named)


def test_that_agents_are_judged_by_what_they_were_asked_is_said(tmp_path):
    asked = [{"role": "user", "content": "Mend the build."}]
    call = {"id": "c", "type": "function", "function": {"name": "run", "arguments": "{}"}}
    said = [{"role": "assistant", "content": None, "tool_calls": [call]},
            {"role": "tool", "tool_call_id": "c", "content": "3 passed"}]  # fmt: skip
    rows = [exchange(n) for n in range(50)]
    for row, messages in ((rows[0], asked), (rows[1], asked + said)):
        row["request"]["messages"] = messages
    log = write(tmp_path / "a.jsonl", rows)
    words = "2% of the exchanges carry what a tool returned"
    assert words in " ".join(audit(log, "--out", tmp_path / "out").stdout.split())
    del rows[1]
    log = write(tmp_path / "b.jsonl", rows)
    assert "a tool returned" not in audit(log, "--out", tmp_path / "other").stdout


def test_exchanges_in_which_only_tools_answered_do_not_lack_text(tmp_path):
    asked = [{"role": "user", "content": "Mend the build."}]
    call = {"id": "c", "type": "function", "function": {"name": "run", "arguments": "{}"}}
    said = [{"role": "assistant", "content": None, "tool_calls": [call]},
            {"role": "tool", "tool_call_id": "c", "content": "3 passed"}]  # fmt: skip
    rows = [exchange(n) for n in range(50)]
    for n, row in enumerate(rows):
        row["request"]["messages"] = asked + said * (n % 5 > 0)
    words = "20.0% of the exchanges carry a new request of the customer's own"
    log = write(tmp_path / "a.jsonl", rows)
    shown = " ".join(audit(log, "--out", tmp_path / "out").stdout.split())
    assert words in shown and "exchanges carry text" not in shown
    for row in rows[10:]:
        del row["request"]["messages"]
    log = write(tmp_path / "b.jsonl", rows)
    shown = " ".join(audit(log, "--out", tmp_path / "other").stdout.split())
    assert "Only 20.0% of the exchanges carry text" in shown and words not in shown


def test_the_note_on_agents_tells_which_campaigns_of_agents_were_named():
    targets = (Target(target="agentic", share=0.4), Target(target="tool_use", share=0.2))
    of_agents = SimpleNamespace(id="c-1", severity="likely", targets=targets)
    watched = SimpleNamespace(id="c-2", severity="watch", targets=targets)
    other = SimpleNamespace(id="c-3", severity="likely", targets=targets[1:])
    assert agents(0.08, [watched, other]).endswith("run by several accounts is mostly missed.")
    said = agents(0.08, [of_agents, watched, other])
    assert said.endswith("That c-1 could be named does not say that no other is there.")
    assert "That c-1, c-1, c-1 and 2 more could" in agents(0.08, [of_agents] * 5)


def test_a_place_that_cannot_be_written(tmp_path):
    log = write(tmp_path / "a.jsonl", [exchange(0)])
    refused(audit(log, "--out", log / "out"), "cannot write here", "choose another --out")


def test_a_file_in_the_place_of_the_folder(tmp_path):
    log = write(tmp_path / "a.jsonl", [exchange(0)])
    result = audit(log, "--out", log)
    assert result.exit_code == 2 and "is a file" in result.stderr
    assert log.read_text()


def test_a_folder_in_the_place_of_an_output_is_refused_before_any_is_replaced(tmp_path):
    log, out = write(tmp_path / "a.jsonl", [exchange(0)]), tmp_path / "out"
    (out / "report.html").mkdir(parents=True)
    (out / "campaigns.json").write_text("older")
    refused(audit(log, "--out", out), "report.html: is a folder", "choose another --out")
    assert (out / "campaigns.json").read_text() == "older"
    assert {p.name for p in out.iterdir()} == {"campaigns.json", "report.html"}


def test_feature_rows_replace_a_link_and_not_what_it_leads_to(tmp_path):
    log, out = write(tmp_path / "a.jsonl", [exchange(0)]), tmp_path / "out"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/mine.txt").write_text("keep")
    out.mkdir()
    (out / "features").symlink_to(tmp_path / "elsewhere")
    assert audit(log, "--out", out, "--keep-features").exit_code == 0
    assert not (out / "features").is_symlink() and list((out / "features").glob("*.parquet"))
    assert (tmp_path / "elsewhere/mine.txt").read_text() == "keep"


def test_older_results_are_replaced_and_other_files_are_kept(tmp_path):
    out = tmp_path / "out"
    first = write(tmp_path / "a.jsonl", [exchange(i) for i in range(5)])
    second = write(tmp_path / "b.jsonl", [exchange(i, "b") for i in range(9)])
    assert audit(first, "--out", out).exit_code == 0
    (out / "mine.txt").write_text("keep")
    assert audit(second, "--out", out).exit_code == 0
    assert json.loads((out / "summary.json").read_text())["counts"]["exchanges"] == 9
    assert {p.name for p in out.iterdir()} == {*OUTPUTS, "mine.txt"}


def test_a_failed_audit_leaves_older_results_alone(tmp_path):
    out = tmp_path / "out"
    good = write(tmp_path / "a.jsonl", [exchange(i) for i in range(5)])
    bad = write(tmp_path / "b.jsonl", [exchange(0), {"id": "y"}])
    assert audit(good, "--out", out).exit_code == 0
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    refused(audit(bad, "--out", out, "--strict"), "b.jsonl:2")
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_malformed_lines_are_counted_and_skipped_unless_strict(tmp_path):
    log = write(tmp_path / "a.jsonl", [exchange(0), {"id": "y"}, exchange(1)])
    result = audit(log, "--out", tmp_path / "out")
    assert result.exit_code == 0 and "1 malformed line skipped, 33% of the log" in result.stdout
    summary = json.loads((tmp_path / "out/summary.json").read_text())
    assert summary["counts"]["malformed"] == 1
    assert summary["malformed_lines"][0]["line"] == 2


def test_it_is_said_why_lines_were_skipped_how_many_and_where_they_began(tmp_path):
    renamed = [{**exchange(i), "account": None, "customer": "a"} for i in range(5, 155)]
    lines = [*(exchange(i) for i in range(5)), *renamed, {"id": "y"}]
    log = write(tmp_path / "a.jsonl", lines)
    result = audit(log, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "97% of the lines of this log could not be read." in " ".join(result.stdout.split())
    summary = json.loads((tmp_path / "out/summary.json").read_text())
    lacks = "required field account.id is missing or empty"
    assert summary["malformed_reasons"][lacks] >= 150
    assert sum(summary["malformed_reasons"].values()) == summary["counts"]["malformed"] == 151
    said = " ".join(summary["notes"])
    assert "151 malformed lines skipped, 97% of the log" in said and lacks in said
    assert "first in" in said and "a.jsonl:6" in said
    assert lacks in (tmp_path / "out/report.html").read_text()


def test_a_file_that_breaks_off_is_named_until_it_is_given_whole(tmp_path):
    whole = gzip.compress("".join(json.dumps(exchange(i)) + "\n" for i in range(900)).encode())
    log, out = tmp_path / "day.jsonl.gz", tmp_path / "out"
    log.write_bytes(whole[: len(whole) // 2])
    kept = ("--state", tmp_path / "state", "--out", out)
    assert audit(log, *kept).exit_code == 0
    notes = json.loads((out / "summary.json").read_text())["notes"]
    assert sum("day.jsonl.gz at line" in note for note in notes) == 1
    assert not any("malformed" in note for note in notes)
    log.write_bytes(whole)
    assert audit(log, *kept).exit_code == 0
    summary = json.loads((out / "summary.json").read_text())
    assert summary["counts"]["exchanges"] == 900
    assert not any("at line" in note for note in summary["notes"])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "nonsense"], "no log format"),
        (["--without", "nonsense"], "nonsense"),
        (["--accounts", "none.csv"], "none.csv"),
        (["--pseudonymise", "none.key"], "none.key"),
    ],
)
def test_an_option_that_cannot_be_honoured(tmp_path, options, words):
    log = write(tmp_path / "a.jsonl", [exchange(0)])
    refused(audit(log, "--out", tmp_path / "out", *options), words)
    assert not (tmp_path / "out").exists()


def test_a_key_that_is_too_short(tmp_path):
    log = write(tmp_path / "a.jsonl", [exchange(0)])
    (tmp_path / "key").write_text("short\n")
    refused(
        audit(log, "--out", tmp_path / "out", "--pseudonymise", tmp_path / "key"), "16 to 64 bytes"
    )


def test_json_and_quiet(tmp_path):
    log = write(tmp_path / "a.jsonl", [exchange(0)])
    told = audit(log, "--out", tmp_path / "out", "--json")
    assert json.loads(told.stdout)["counts"]["exchanges"] == 1
    assert audit(log, "--out", tmp_path / "out", "--quiet").output == ""


def test_fail_on_is_status_3_only_when_something_reached_it(audited, world, tmp_path):
    _, found = audited()
    worst = {c.severity for c in found.campaigns}
    arguments = (world(), "--accounts", world() / "accounts.csv", "--out", tmp_path / "out")
    expected = 3 if worst & {"likely", "confirmed"} else 0
    assert audit(*arguments, "--fail-on", "likely").exit_code == expected
    log = write(tmp_path / "a.jsonl", [exchange(0)])
    assert audit(log, "--out", tmp_path / "o", "--fail-on", "watch").exit_code == 0


def interrupt(log: Path, out: Path, *, when) -> subprocess.CompletedProcess[str]:
    """Run an audit and press Ctrl-C once `when()` holds; it goes to the whole group."""
    process = subprocess.Popen(
        [*STILLWATCH, "audit", log, "--out", out, "--quiet"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not when() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def test_ctrl_c_is_one_line_and_leaves_what_was_there(world, tmp_path):
    out = tmp_path / "out"
    log = tmp_path / "log.jsonl"
    (source,) = world().glob("log-*.gz")
    log.write_bytes(gzip.decompress(source.read_bytes()))
    assert log.stat().st_size > 1_000_000, "read by worker processes"
    assert audit(write(tmp_path / "a.jsonl", [exchange(0)]), "--out", out).exit_code == 0
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    done = interrupt(log, out, when=lambda: any(out.glob(".audit-*/state/runs/*/rows")))
    assert (done.returncode, done.stderr) == (130, "stillwatch: interrupted\n")
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_an_interrupted_first_audit_leaves_no_folder(world, tmp_path):
    done = interrupt(world(), tmp_path / "new/out", when=lambda: any(tmp_path.glob("new/out/.a*")))
    assert (done.returncode, done.stderr) == (130, "stillwatch: interrupted\n")
    assert not (tmp_path / "new").exists()


def test_how_far_evaluations_lie_apart(tmp_path):
    log = write(tmp_path / "a.jsonl", [exchange(number) for number in range(3)])
    assert audit(log, "--out", tmp_path / "out", "--every", "12").exit_code == 0
    told = json.loads((tmp_path / "out/summary.json").read_text())
    assert told["settings"]["epoch_hours"] == 12
    refused = audit(log, "--out", tmp_path / "out", "--every", "5")
    assert refused.exit_code == 2 and "'5' is not one of '1', '2'" in refused.stderr
