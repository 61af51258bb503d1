"""Audits that go on from a state: the same as one audit of all, restated where the past changed."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from stillwatch.audit import run as module
from stillwatch.audit.opening import KEEP_DAYS, asked
from stillwatch.audit.run import Request, run
from stillwatch.cli.audit import command
from stillwatch.contract.settings import Settings
from stillwatch.core.errors import InputError, UsageError
from stillwatch.ingest.mapping import Mapping

KEY = b"a key of 16 bytes or more"
EAGER = Settings(
    epoch_hours=8, level=0.05, watch_odds=-4.0, likely_odds=-2.0, confirmed_odds=-1.0,
    nominate_odds=-8.0, suspect_share=0.3,
)  # fmt: skip


def lines_of(folder: Path) -> list[bytes]:
    import gzip

    data = b"".join(gzip.decompress(p.read_bytes()) for p in sorted(folder.glob("log-*.gz")))
    return [line for line in data.split(b"\n") if line]


def day_of(line: bytes) -> str:
    return json.loads(line)["time"][:10]


def by_time(lines: list[bytes]) -> list[list[bytes]]:
    days = sorted({day_of(line) for line in lines})
    return [[x for x in lines if (day_of(x) > days[1]) == later] for later in (False, True)]


def by_chance(lines: list[bytes]) -> list[list[bytes]]:
    """Late ones, the second day's file first, and some exchanges in both."""
    draw = random.Random(1)
    parts: list[list[bytes]] = [[], []]
    for line in lines:
        parts[draw.random() < 0.6].append(line)
    parts[1] += draw.sample(parts[0], 50)
    draw.shuffle(parts[1])
    return parts[::-1]


def write(place: Path, parts: list[list[bytes]]) -> list[Path]:
    place.mkdir(exist_ok=True)
    logs = [place / f"{number}.jsonl" for number in range(len(parts))]
    for log, part in zip(logs, parts, strict=True):
        log.write_bytes(b"\n".join(part) + b"\n")
    return logs


def state_of(audit: module.Audit) -> dict[str, Any]:
    return audit.summary["state"]


@pytest.mark.parametrize(
    ("split", "more"),
    [
        (by_time, {"table": True}),
        (by_chance, {}),
        pytest.param(by_chance, {"table": True, "key": KEY}, marks=pytest.mark.slow),
        pytest.param(by_time, {"key": KEY, "eager": True}, marks=pytest.mark.slow),
    ],
)
def test_yesterdays_state_and_todays_files_give_what_one_audit_would(world, tmp_path, split, more):
    logs = write(tmp_path / "logs", split(lines_of(world("mixed"))))
    given = {
        "accounts": world("mixed") / "accounts.csv" if more.get("table") else None,
        "pseudonymise": more.get("key"),
        "settings": EAGER if more.get("eager") else Settings(watch_odds=-3.0),
    }
    whole = run(Request(logs, tmp_path / "whole", **given))
    for log in logs:
        daily = run(Request([log], tmp_path / "out", state=tmp_path / "state", **given))
    told, expected = ((tmp_path / d / "campaigns.json").read_bytes() for d in ("out", "whole"))
    assert told == expected
    assert whole.campaigns or not more.get("eager")
    for name in ("accounts.parquet",):
        one, other = (pq.read_table(tmp_path / d / name) for d in ("out", "whole"))
        assert one.equals(other)
    for part in ("counts", "severities", "fields", "content_states", "generated_from"):
        assert daily.summary[part] == whole.summary[part], part
    assert state_of(daily)["read"]["late"] == 0 or split is by_chance

    again = run(Request(logs, tmp_path / "out", state=tmp_path / "state", **given))
    assert (tmp_path / "out" / "campaigns.json").read_bytes() == expected
    assert state_of(again)["already_read"] == [str(log) for log in logs]
    assert state_of(again)["restated"] == state_of(daily)["restated"], "told again as it was"
    assert any("had been read before" in note for note in again.summary["notes"])


@pytest.mark.slow
def test_edge_logs_licences_and_a_map_of_each_day_come_to_the_same(world, tmp_path):
    """Clients of each day from the edge log of that day, and one account licensed for two days."""
    lines = [json.loads(line) for line in lines_of(world("kind:shared_template"))]
    days = sorted({line["time"][:10] for line in lines})
    mine = max(line["account"]["id"] for line in lines)
    table = tmp_path / "accounts.csv"
    table.write_text(
        "account,valid_from,licence_scope,licence_document,licence_valid_until\n"
        f"{mine},{days[0]},train_on_outputs,D-1,{days[1]}\n"
    )
    logs, edges = [], []
    for day in days:
        todays = [line for line in lines if line["time"][:10] == day]
        edges.append(tmp_path / f"edge-{day}.jsonl")
        seen = [{"id": x["id"], "client": x.get("client")} for x in todays if x.get("client")]
        edges[-1].write_text("".join(json.dumps(row) + "\n" for row in seen))
        for line in todays:
            line.pop("client", None)
            line["who"] = line.pop("account")
        logs.append(tmp_path / f"log-{day}.jsonl")
        logs[-1].write_text("".join(json.dumps(line) + "\n" for line in todays))
    fields = {f"account.{n}": f"who.{n}" for n in ("id", "key", "created", "plan", "payment")}
    given = {
        "accounts": table, "settings": EAGER, "mapping": Mapping.of({"fields": fields}),
    }  # fmt: skip
    run(Request(logs, tmp_path / "whole", edge=tuple(edges), **given))
    for log, edge in zip(logs, edges, strict=True):
        run(Request([log], tmp_path / "out", edge=(edge,), state=tmp_path / "state", **given))
    told, expected = ((tmp_path / d / "campaigns.json").read_bytes() for d in ("out", "whole"))
    assert told == expected and json.loads(told)["campaigns"]
    one, other = (pq.read_table(tmp_path / d / "accounts.parquet") for d in ("out", "whole"))
    assert one.equals(other)
    words = json.loads((tmp_path / "out" / "summary.json").read_bytes())
    assert any(row["account"] == mine for row in words["exempt"]), words["exempt"]


def test_late_exchanges_restate_what_was_told(world, tmp_path):
    """A campaign half of whose first days comes late is raised earlier than was known."""
    lines = lines_of(world("kind:shared_template"))
    days = sorted({day_of(line) for line in lines})
    draw = random.Random(2)
    late = {i for i, x in enumerate(lines) if day_of(x) < days[-1] and draw.random() < 0.5}
    parts = [[x for i, x in enumerate(lines) if (i in late) == here] for here in (False, True)]
    first, second = write(tmp_path / "logs", parts)
    given = {"settings": EAGER, "state": tmp_path / "state"}
    before = run(Request([first], tmp_path / "out", **given))
    assert any(c.severity != "watch" for c in before.campaigns)
    assert state_of(before)["restated"] == []
    after = run(Request([second], tmp_path / "out", **given))
    state = state_of(after)
    assert state["read"]["late"] > 0.9 * len(late)
    assert any("came late" in note for note in after.summary["notes"])
    raised = {c.id: c for c in before.campaigns if c.severity != "watch"}
    now = {c.id: c for c in after.campaigns}
    marked = {(change["campaign"], change["change"]) for change in state["restated"]}
    for name, campaign in raised.items():
        if name not in now:
            assert (name, "gone") in marked
        elif set(campaign.accounts) - set(now[name].accounts):
            assert (name, "left") in marked
    assert marked
    page = (tmp_path / "out" / "report.html").read_text()
    assert "Restated since the audit before" in page


@pytest.mark.slow
@pytest.mark.timeout(1200)  # several audits, one after another
def test_a_campaign_that_outlives_the_window_goes_on(world, tmp_path):
    """It keeps its id and when it was raised; days that are gone stay in its figures."""
    lines = lines_of(world("kind:shared_template", days=5, rate=1.2))
    days = sorted({day_of(line) for line in lines})
    logs = write(tmp_path / "logs", [[x for x in lines if day_of(x) == d] for d in days])
    given = {"settings": EAGER, "keep_days": 3}
    audits = [run(Request([log], tmp_path / "out", state=tmp_path / "state", **given))
              for log in logs]  # fmt: skip
    assert state_of(audits[-1])["first_day"] == days[-3]
    plain = run(Request(logs, tmp_path / "plain", **given))
    before = {c.id: c for c in audits[-2].campaigns if c.severity != "watch"}
    now = {c.id: c for c in audits[-1].campaigns}
    assert before and set(before) & set(now)
    of_window = sorted(c.accounts for c in plain.campaigns)
    assert sorted(c.accounts for c in audits[-1].campaigns) == of_window
    for name in set(before) & set(now):
        assert now[name].detected_at == before[name].detected_at
        assert now[name].first_seen <= before[name].first_seen
        if set(before[name].accounts) <= set(now[name].accounts):  # else some were let go
            assert now[name].exchanges >= before[name].exchanges
        assert now[name].exchanges_at_detection <= now[name].exchanges
        assert sum(d.exchanges for d in now[name].timeline) == now[name].exchanges
        assert sum(d.output_tokens for d in now[name].timeline) == now[name].output_tokens
        assert sum(d.harvest_like for d in now[name].timeline) == now[name].harvest_like


def test_what_lies_before_the_window_is_counted_and_said(world, tmp_path):
    lines = lines_of(world())
    days = sorted({day_of(line) for line in lines})
    (log,) = write(tmp_path / "logs", [lines])
    audit = run(Request([log], tmp_path / "out", keep_days=2))
    kept = [x for x in lines if day_of(x) >= days[-2]]
    assert audit.summary["counts"]["exchanges"] == len(kept)
    assert state_of(audit)["read"]["older"] == len(lines) - len(kept)
    assert any("did not count" in note for note in audit.summary["notes"])
    (few,) = write(tmp_path / "few", [kept])
    run(Request([few], tmp_path / "alone"))
    # the words of a template are of one exchange in sixteen, which may lie before the window
    wording = re.compile(r'"value": "(#[0-9a-f]{16}|[^"]*\u2026[^"]*)"')
    told, alone = (
        wording.sub("", (tmp_path / d / "campaigns.json").read_text(encoding="utf-8"))
        for d in ("out", "alone")
    )
    assert told == alone


def test_a_state_remembers_how_many_days_it_was_asked_to_keep(world, tmp_path):
    lines = lines_of(world())
    (log,) = write(tmp_path / "logs", [lines])
    state = tmp_path / "state"
    assert asked(state) == KEEP_DAYS
    first = run(Request([log], tmp_path / "out", state=state, keep_days=2))
    again = run(Request([], tmp_path / "out", state=state))
    assert state_of(first)["keep_days"] == state_of(again)["keep_days"] == asked(state) == 2
    more = run(Request([], tmp_path / "out", state=state, keep_days=400))
    assert state_of(more)["keep_days"] == asked(state) == 400
    assert asked(state, 7) == 7


def test_the_account_table_of_another_day_is_told_apart(world, tmp_path):
    lines = lines_of(world())
    logs = write(tmp_path / "logs", [lines[:200], lines[200:400]])
    name = json.loads(lines[0])["account"]["id"]
    table = tmp_path / "accounts.csv"
    table.write_text(f"account,plan\n{name},free\n")
    run(Request([logs[0]], tmp_path / "out", table, state=tmp_path / "s"))
    table.write_text(f"account,plan\n{name},pro\n")
    audit = run(Request([logs[1]], tmp_path / "out", table, state=tmp_path / "s"))
    assert any("something else of 1 account than" in note for note in audit.summary["notes"])


def test_a_file_whose_name_is_no_utf8_is_told_when_it_is_given_again(world, tmp_path):
    log = tmp_path / os.fsdecode(b"b\xff.jsonl")
    log.write_bytes(b"".join(line + b"\n" for line in lines_of(world(days=1))[:50]))
    request = Request([log], tmp_path / "out", state=tmp_path / "state", workers=1)
    run(request)
    told = run(request).summary
    assert told["state"]["already_read"] == [f"{tmp_path}/b\\xff.jsonl"]
    assert any("b\\xff.jsonl had been read before" in note for note in told["notes"])
    assert json.loads((tmp_path / "out/summary.json").read_text())["state"] == told["state"]


@pytest.mark.parametrize("name", ["out", "state"])
def test_a_folder_whose_name_is_no_utf8_is_refused_before_anything_is_read(tmp_path, name):
    odd = tmp_path / os.fsdecode(b"f\xff")
    places = {"out": tmp_path / "out", "state": tmp_path / "state"} | {name: odd}
    with pytest.raises(InputError, match=r"f\\xff: the name of the folder is not UTF-8"):
        run(Request([tmp_path / "no.jsonl"], **places))
    assert not list(tmp_path.iterdir())


def test_a_state_without_exchanges_and_an_audit_without_logs(tmp_path):
    with pytest.raises(InputError, match="holds no exchange"):
        run(Request([], tmp_path / "out", state=tmp_path / "s"))
    with pytest.raises(UsageError, match="no logs were given"):
        run(Request([], tmp_path / "out"))
    with pytest.raises(UsageError, match="name one folder: give each its own"):
        run(Request([], tmp_path / "out", state=tmp_path / "x" / ".." / "out"))
    with pytest.raises(UsageError, match="a state keeps the rows"):
        run(Request([], tmp_path / "out", state=tmp_path / "s", keep_features=True))
    found = CliRunner().invoke(command, ["--out", str(tmp_path / "out")])
    assert found.exit_code != 0


@pytest.mark.slow
def test_what_was_published_before_the_results_were_kept_is_told_again(
    world, tmp_path, monkeypatch
):
    """Killed between the outputs and the record of them: the next run says the same."""
    lines = lines_of(world())
    logs = write(tmp_path / "logs", [lines[: len(lines) // 2], lines[len(lines) // 2 :]])
    given = {"state": tmp_path / "s", "settings": EAGER}
    run(Request([logs[0]], tmp_path / "out", **given))

    class Killed(BaseException):
        pass

    def killed(self: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(module.History, "remember", killed)
        with pytest.raises(Killed):
            run(Request([logs[1]], tmp_path / "out", **given))
    said = json.loads((tmp_path / "out" / "summary.json").read_text())["state"]
    told = (tmp_path / "out" / "campaigns.json").read_bytes()
    again = run(Request([logs[1]], tmp_path / "out", **given))
    assert (tmp_path / "out" / "campaigns.json").read_bytes() == told
    assert state_of(again)["restated"] == said["restated"]
    assert state_of(again)["read"] == said["read"]


@pytest.mark.slow
@pytest.mark.timeout(1200)  # several audits, one after another
def test_a_process_killed_at_random_leaves_what_the_next_one_goes_on_from(world, tmp_path):
    lines = lines_of(world())
    third = len(lines) // 3
    logs = write(tmp_path / "logs", [lines[:third], lines[third : 2 * third], lines[2 * third :]])
    run(Request(logs, tmp_path / "whole"))
    draw, killed = random.Random(3), 0
    for log in logs:
        asked = [sys.executable, "-m", "stillwatch", "audit", str(log), "--quiet", "--workers", "1",
                 "--out", str(tmp_path / "out"), "--state", str(tmp_path / "s")]  # fmt: skip
        started = time.monotonic()
        subprocess.run([*asked[:-1], str(tmp_path / f"warm-{log.stem}")], check=True, timeout=300)
        usual = time.monotonic() - started
        for _ in range(5):
            process = subprocess.Popen(asked, stderr=subprocess.DEVNULL)
            time.sleep(draw.uniform(0.3, 1.0) * usual)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        subprocess.run(asked, check=True, timeout=300)
    assert killed >= 5
    told, whole = ((tmp_path / d / "campaigns.json").read_bytes() for d in ("out", "whole"))
    assert told == whole
    assert not list((tmp_path / "out").glob(".audit-*"))
