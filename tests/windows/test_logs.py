"""Windows of logs: what is read, what is judged, what is left out, and the command."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli
from stillwatch.core.errors import InputError, UsageError
from stillwatch.guard.windows.logs import Request, judge_logs

PLACES = "Lisbon Nairobi Osaka Toronto Lima Hanoi Dublin Jaipur Oslo Quito".split()
THINGS = "tent sofa camera jacket kettle bicycle phone desk lamp heater".split()
ORDINARY = (
    "hi, can you help me plan a weekend in {place}?",
    "what should I pack for {place} in {n} days",
    "my {thing} stopped working, any idea why",
    "Write a short friendly note to sell my old {thing}",
    "is a {thing} from {place} worth {n} euros?",
    "translate 'where is the {thing}' for my trip to {place}",
    "thanks! and something cheaper than {n}?",
    "Summarize these call notes: the customer from {place} wants a refund for a {thing}.",
)
HARVEST = (
    "A farmer in {place} sells {n} crates a day and keeps {m} of them. Each crate costs {n} "
    "dollars. How much does he make in {m} days? Show your reasoning step by step.",
    "There are {n} marbles in a jar and {m} are red. Half of the rest are blue. How many are "
    "green? Think step by step and give the final answer.",
)


def line(number: int, text: str | None, account: str, hour: float) -> str:
    message = {} if text is None else {"messages": [{"role": "user", "content": text}]}
    exchange = {
        "id": f"e{number}",
        "time": 1_772_000_000 + 3600 * hour + number * 1e-3,
        "account": {"id": account, "org": f"org{int(account[1:]) % 2}"},
        "request": {"model": "m", **message},
    }
    return json.dumps(exchange) + "\n"


def texts(count: int, pool: tuple[str, ...], rng: random.Random) -> list[str]:
    return [
        rng.choice(pool).format(
            place=rng.choice(PLACES), thing=rng.choice(THINGS), n=rng.randint(2, 99),
            m=rng.randint(2, 99),
        )
        for _ in range(count)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def logs(tmp_path_factory) -> tuple[Path, Path]:
    """A log of 100 exchanges an hour, the third hour with 20 % of a harvest, and a reference."""
    folder, rng = tmp_path_factory.mktemp("logs"), random.Random(1)
    number, made = 0, {}
    for name, hours in (("reference", 44), ("log", 5)):
        lines = []
        for hour in range(hours):
            asked = texts(100, ORDINARY, rng)
            if name == "log" and hour == 2:
                asked[40:60] = texts(20, HARVEST, rng)
            for text in asked:
                lines.append(line(number, text, f"a{rng.randint(1, 30)}", hour))
                number += 1
        lines.append(line(number, None, "a1", hours))  # no text: in no window
        number += 1
        rng.shuffle(lines)
        made[name] = folder / f"{name}.jsonl"
        made[name].write_text("".join(lines))
    return made["log"], made["reference"]


def test_the_hour_with_a_harvest_stands_out(logs):
    log, reference = logs
    judged, left = judge_logs(Request([log], [reference], size=100, level=0.1))
    assert len(judged) == 5 and not left
    assert max(judged, key=lambda w: w.result.log_e) is judged[2]
    assert judged[2].result.flagged and judged[2].result.p_value <= 0.1
    harvested = {f"e{4401 + 240 + k}" for k in range(20)}
    assert len(harvested & set(judged[2].exchanges)) >= 0.8 * len(judged[2].exchanges) > 0


def test_streams_are_compared_with_themselves(logs):
    log, reference = logs
    judged, left = judge_logs(Request([log], [reference], stream="org", size=100, level=0.1))
    assert {w.stream for w in judged} == {"org0", "org1"}
    assert all("no whole window" in part.reason for part in left)


def test_a_stream_without_ordinary_traffic_is_not_judged(logs):
    log, reference = logs
    judged, left = judge_logs(Request([log], [reference], stream="account", size=20))
    assert not judged
    assert {part.stream for part in left} == {f"a{k}" for k in range(1, 31)}
    assert "200 are needed" in left[0].reason


def test_too_little_ordinary_traffic_flags_nothing_and_says_so(logs):
    log, reference = logs
    judged, left = judge_logs(Request([log], [reference], size=100, level=0.001))
    assert len(judged) == 5
    assert all(w.result.p_value is None and not w.result.flagged for w in judged)
    assert "4400 ordinary exchanges known, 199800 are needed" in left[0].reason


@pytest.mark.parametrize("stream", ["all", "org"])
def test_a_log_without_text_has_no_windows(logs, tmp_path, stream):
    bare = tmp_path / "bare.jsonl"
    bare.write_text("".join(line(number, None, "a1", 0) for number in range(30)))
    assert judge_logs(Request([bare], [logs[1]], stream=stream)) == ([], [])
    judged, left = judge_logs(Request([logs[0]], [bare], stream=stream))
    assert not judged and all("0 ordinary exchanges" in part.reason for part in left)


def test_what_cannot_be_done_is_said(logs, tmp_path):
    log, reference = logs
    with pytest.raises(UsageError, match="no stream 'city'"):
        judge_logs(Request([log], [reference], stream="city"))
    with pytest.raises(UsageError, match="20 is the least"):
        judge_logs(Request([log], [reference], size=3))
    with pytest.raises(UsageError, match="both judged and the reference"):
        judge_logs(Request([log], [reference, log]))
    with pytest.raises(UsageError, match="both judged and the reference"):
        judge_logs(Request([log.parent], [reference]))
    with pytest.raises(InputError):
        judge_logs(Request([log], [tmp_path / "missing.jsonl"]))


@pytest.mark.parametrize("account", ["[/x]", "[red]a", "a\x1b[31m", "x" * 4_000])
def test_what_a_log_names_is_neither_markup_nor_costly(tmp_path, account):
    paths = []
    for name, more in (("log", HARVEST), ("reference", ORDINARY)):
        rng = random.Random(name)
        lines = [
            json.loads(line(number, text, "a1", 0))
            for number, text in enumerate(texts(300, more, rng))
        ]
        for row in lines:
            row["account"] = {"id": account}
        lines[0]["id"] = account
        paths.append(tmp_path / f"{name}.jsonl")
        paths[-1].write_text("".join(json.dumps(row) + "\n" for row in lines))
    options = ["--size", "100", "--level", "0.5", "--stream", "account"]
    shown = CliRunner().invoke(
        cli, ["guard", "windows", str(paths[0]), "--reference", str(paths[1]), *options]
    )
    assert shown.exit_code == 0 and "\x1b[31m" not in shown.output


def test_a_stream_that_no_exchange_names_is_said(logs, tmp_path):
    bare = tmp_path / "bare.jsonl"
    bare.write_text("".join(line(number, None, "a1", 0) for number in range(30)))
    shown = CliRunner().invoke(cli, ["guard", "windows", str(bare), "--reference", str(logs[1])])
    assert shown.exit_code == 0 and "Nothing was judged" in shown.output


def test_the_command_prints_tables_and_json(logs):
    log, reference = map(str, logs)
    options = ["guard", "windows", log, "--reference", reference, "--size", "100", "--level", "0.1"]
    shown = CliRunner().invoke(cli, options)
    assert shown.exit_code == 0 and "windows stand out" in shown.output
    told = CliRunner().invoke(cli, [*options, "--json", "--by-account"])
    windows = json.loads(told.output)["windows"]
    assert len(windows) == 5
    assert "harvest, by account" in windows[0]["families"]
    assert set(windows[2]) >= {"stream", "since", "until", "log_e", "p_value", "exchanges", "kind"}


def test_the_same_logs_give_the_same_output(logs):
    options = [
        "guard",
        "windows",
        str(logs[0]),
        "--reference",
        str(logs[1]),
        "--size",
        "100",
        "--json",
    ]
    first, second = (CliRunner().invoke(cli, options).output for _ in range(2))
    assert first == second


def test_what_could_not_be_read_is_said(logs, tmp_path):
    log, reference = logs
    damaged = tmp_path / "renamed.jsonl"
    renamed = log.read_text().replace('"account"', '"customer"').splitlines(keepends=True)
    damaged.write_text(log.read_text() + "".join(renamed[:250]))
    asked = ["guard", "windows", str(damaged), "--reference", str(reference), "--size", "100"]
    told = CliRunner().invoke(cli, asked)
    assert told.exit_code == 0 and "250 malformed lines skipped" in told.stdout
    document = json.loads(CliRunner().invoke(cli, [*asked, "--json"]).stdout)
    assert len(document["notes"]) == 1 and "account.id is missing" in document["notes"][0]
    clean = CliRunner().invoke(cli, ["guard", "windows", str(log), *asked[3:], "--json"])
    assert json.loads(clean.stdout)["notes"] == []
