from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.core.errors import InputError, UsageError
from stillwatch.core.registry import discover
from stillwatch.simulate.kinds import CampaignKind, Population
from stillwatch.simulate.people import NEW_MODEL, RELEASE
from stillwatch.simulate.run import build, exchanges, simulate
from stillwatch.simulate.world import ALL_KINDS, APART, START, World, named

POPULATIONS = sorted(discover("stillwatch.simulate.populations", Population))


def digests(folder):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def key(line):
    return line["account"]["id"], line["account"].get("end_user")


def test_equal_worlds_give_equal_bytes_and_another_seed_does_not(tmp_path):
    small = {"accounts": 150, "campaign_accounts": 36, "days": 2}
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        simulate(World(seed=seed, **small), tmp_path / name)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert (
        digests(tmp_path / "a")["log-0001.jsonl.gz"] != digests(tmp_path / "c")["log-0001.jsonl.gz"]
    )


def test_another_process_with_other_hashing_writes_the_same(tmp_path):
    """The order of a set of strings differs from process to process: nothing may hang on it."""
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "stillwatch", "simulate", "--accounts", "100", "--days", "1",
             "--campaign-accounts", "18", "--out", str(tmp_path / seed)],
            check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
    assert digests(tmp_path / "1") == digests(tmp_path / "2")


def test_kinds_of_the_mixed_world_are_the_files_of_the_folder():
    found = discover("stillwatch.simulate.campaigns", CampaignKind)
    assert sorted((*ALL_KINDS, *APART)) == sorted(found)


def test_every_population_and_kind_sends(world_log):
    log = world_log("mixed")
    seen = {key(line) for line in log.lines}
    by = defaultdict(set)
    for row in log.truth["accounts"]:
        by[row["population"]].add((row["account"], row["end_user"]))
    for name in POPULATIONS:
        users = by["reseller_user"] if name == "reseller" else by[name]
        assert users & seen, f"{name} sent nothing"
    assert {c["kind"] for c in log.truth["campaigns"]} == set(ALL_KINDS)
    assert all(c["exchanges"] > 0 for c in log.truth["campaigns"])


def test_every_account_of_the_log_is_in_the_truth_and_conversely(world_log):
    log = world_log("mixed")
    told = {(row["account"], row["end_user"]) for row in log.truth["accounts"]}
    sent = {key(line) for line in log.lines}
    resellers = {(a, u) for a, u in told - sent}
    assert sent <= told
    assert all(user is None for _, user in resellers)
    assert {a for a, _ in resellers} <= {a for a, user in sent if user}
    assert log.truth["exchanges"] == len(log.lines)
    assert sum(log.truth["populations"].values()) == len(log.truth["accounts"])


def test_what_was_taken_recounts_from_a_log_without_cover(world_log):
    """With no cover, every exchange of a member is a harvest: the log itself recounts it."""
    log = world_log("kind:paraphrased", params={"campaign.other": "0"})
    (campaign,) = log.truth["campaigns"]
    members = {(r["account"], r["end_user"]): r for r in log.truth["accounts"] if r["campaign"]}
    mine = [line for line in log.lines if key(line) in members]
    hours = Counter(int(datetime.fromisoformat(m["time"]).timestamp()) // 3600 for m in mine)
    assert sorted(hours.items()) == [tuple(pair) for pair in campaign["taken"]]
    assert campaign["exchanges"] == len(mine)
    assert campaign["accounts"] == len(members)
    for who, row in members.items():
        times = sorted(line["time"][:19] + "Z" for line in mine if key(line) == who)
        assert (row["since"], row["until"]) == (times[0], times[-1])


def test_cover_is_not_counted_as_taken(world_log):
    log = world_log("kind:hardest")
    (campaign,) = log.truth["campaigns"]
    members = {r["account"] for r in log.truth["accounts"] if r["campaign"]}
    sent = sum(line["account"]["id"] in members for line in log.lines)
    assert 0.15 < campaign["exchanges"] / sent < 0.45  # 70 % cover, with its own onset and end


def test_ids_are_unique_and_times_lie_in_the_log(world_log):
    log = world_log("mixed")
    assert len({line["id"] for line in log.lines}) == len(log.lines)
    start, end = log.truth["start"], log.truth["end"]
    assert all(start[:19] <= line["time"][:19] < end[:19] for line in log.lines)
    times = [line["time"] for line in log.lines]
    assert times != sorted(times)  # written as they were answered, not as they arrived


def test_conversations_repeat_their_history(world_log):
    log = world_log("mixed")
    turns = [
        sum(m["role"] == "assistant" for m in line["request"]["messages"]) for line in log.lines
    ]
    assert 0.3 < sum(t == 0 for t in turns) / len(turns) < 0.9
    assert max(turns) > 3
    assert {m["role"] for line in log.lines for m in line["request"]["messages"]} == {
        "system", "user", "assistant", "tool",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("no_client", lambda line: "client" in line),
        ("no_text", lambda line: "messages" in line["request"] or "content" in line["response"]),
        ("no_signup", lambda line: set(line["account"]) - {"id", "key", "org", "end_user"}),
    ],
)
def test_worlds_lack_what_they_should(world_log, name, lost):
    log = world_log(name, accounts=200, campaign_accounts=40)
    assert log.lines
    assert not any(lost(line) for line in log.lines)


def test_no_campaign_where_there_is_none(world_log):
    log = world_log("none", accounts=200)
    assert log.truth["campaigns"] == []
    assert not any(row["campaign"] for row in log.truth["accounts"])


def test_rare_is_half_a_percent(world_log):
    world = named(World(name="rare", accounts=20_000))
    assert world.campaign_accounts / (world.accounts + world.campaign_accounts) == pytest.approx(
        0.005, rel=0.01
    )
    assert min(n for _, n in world.shares()) >= 20


def test_a_small_firm_has_campaigns_of_five_three_and_one(world_log):
    log = world_log("small_firm", rate=1.0)
    cast, _, _ = build(named(World(name="small_firm", days=3)))
    sizes = Counter(a.campaign for a in cast.actors if a.campaign)
    assert sorted(sizes.values()) == [1, 3, 5]
    assert 100 < len({line["account"]["id"] for line in log.lines}) < 230


def test_ordinary_prompts_of_the_unique_world_never_repeat(world_log):
    log = world_log("unique", accounts=300, campaign_accounts=36)
    members = {(r["account"], r["end_user"]) for r in log.truth["accounts"] if r["campaign"]}
    texts = [
        line["request"]["messages"][-1]["content"] for line in log.lines if key(line) not in members
    ]
    assert len(set(texts)) == len(texts) > 1_000
    usual = world_log("mixed")
    said = [line["request"]["messages"][-1]["content"] for line in usual.lines]
    assert len(set(said)) < 0.9 * len(said)


def test_a_log_cut_on_the_left_begins_with_campaigns_under_way(world_log):
    cut = world_log("left_cut", days=4, left_cut=4, rate=1.0)
    assert cut.truth["start"] == "2026-03-06T00:00:00Z"
    began = [c["start"] < cut.truth["start"] for c in cut.truth["campaigns"]]
    assert sum(began) >= len(began) / 2
    first_day = {line["account"]["id"] for line in cut.lines if line["time"] < "2026-03-07"}
    members = {r["account"] for r in cut.truth["accounts"] if r["campaign"]}
    assert members & first_day


def test_a_sampled_log_holds_a_tenth_and_the_truth_knows_only_that(world_log):
    whole = world_log("mixed", accounts=200, campaign_accounts=40, days=3)
    log = world_log("sampled", accounts=200, campaign_accounts=40, days=3)
    kept = {line["id"] for line in log.lines}
    assert kept < {line["id"] for line in whole.lines}
    share = len(kept) / len(whole.lines)
    assert abs(share - 0.1) < 4 * (0.1 * 0.9 / len(whole.lines)) ** 0.5
    assert log.truth["exchanges"] == len(kept)
    assert log.truth["settings"]["sample"] == 0.1
    seen = {line["account"]["id"] for line in log.lines}
    assert {row["account"] for row in log.truth["accounts"]} == seen


def test_samples_of_an_item_are_asked_as_often_as_planned(world_log):
    log = world_log(
        "kind:k_samples", days=4, rate=1.0, accounts=0, campaign_accounts=60,
        params={"campaign.other": "0", "campaign.repeat": "0", "campaign.one_shot": "1"},
    )  # fmt: skip
    (campaign,) = log.truth["campaigns"]
    planned = campaign["params"]["samples"]
    members = {r["account"] for r in log.truth["accounts"] if r["campaign"]}
    said = Counter(
        line["request"]["messages"][-1]["content"]
        for line in log.lines
        if line["account"]["id"] in members
    )
    assert sum(said.values()) == campaign["exchanges"]
    assert campaign["params"]["wraps"] == 1  # so that equal items are equal texts
    times = Counter(said.values())
    # what is left: items under way when the log ends, failed luck of short texts
    assert times[planned] > 0.7 * sum(times.values())


def test_a_pivot_moves_within_a_day_of_the_release(world_log):
    log = world_log("kind:pivot", days=10, accounts=100, campaign_accounts=40, rate=1.0)
    members = {r["account"] for r in log.truth["accounts"] if r["campaign"]}
    release = START + RELEASE * 10 * 86_400
    used = [
        (datetime.fromisoformat(line["time"]).timestamp(), line["request"]["model"] == NEW_MODEL)
        for line in log.lines
        if line["account"]["id"] in members
    ]
    assert not any(new for at, new in used if at < release)
    after = [new for at, new in used if at > release + 1.2 * 86_400]
    assert sum(after) / len(after) > 0.7


def test_accounts_table_holds_licences_and_resellers(world_log):
    log = world_log("mixed")
    with (log.folder / "accounts.csv").open() as file:
        rows = list(csv.DictReader(file))
    licensed = {r["account"] for r in log.truth["accounts"] if r["population"] == "licensed"}
    told = {r["account"] for r in rows if r["licence_scope"]}
    assert licensed and licensed <= told
    resellers = {r["account"] for r in log.truth["accounts"] if r["population"] == "reseller"}
    assert resellers <= {r["account"] for r in rows if r["reseller"] == "true"}


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_every_format_holds_the_same(read_log, tmp_path, form):
    world = World(accounts=60, campaign_accounts=18, days=2)
    simulate(world, tmp_path / "gz")
    simulate(world, tmp_path / form, form=form)
    lines = read_log(tmp_path / "gz").lines
    if form == "jsonl":
        assert read_log(tmp_path / form).lines == lines
    else:
        rows = pq.read_table(tmp_path / form / "log-0001.parquet").to_pylist()
        assert [r["id"] for r in rows] == [line["id"] for line in lines]
        assert [r["request"]["messages"] for r in rows] == [
            line["request"]["messages"] for line in lines
        ]
        for row, line in zip(rows, lines, strict=True):
            assert _without_nulls(row) == line


def test_zstd_holds_the_same_in_any_number_of_frames(read_log, tmp_path, monkeypatch):
    world = World(accounts=60, campaign_accounts=18, days=2)
    monkeypatch.setattr("stillwatch.simulate.write._FRAME_BYTES", 50_000)
    simulate(world, tmp_path / "zst", form="jsonl.zst")
    (path,) = (tmp_path / "zst").glob("log-*")
    assert path.name == "log-0001.jsonl.zst"
    with pa.CompressedInputStream(pa.OSFile(str(path)), "zstd") as stream:
        lines = [json.loads(line) for line in stream.read().split(b"\n") if line]
    simulate(world, tmp_path / "gz")
    assert lines == read_log(tmp_path / "gz").lines


def _without_nulls(value):
    if isinstance(value, dict):
        return {k: _without_nulls(v) for k, v in value.items() if v is not None}
    return [_without_nulls(v) for v in value] if isinstance(value, list) else value


def test_memory_does_not_grow_with_the_length_of_the_log():
    """What waits to be written stays the same from day to day."""
    world = World(accounts=300, campaign_accounts=36, days=12)
    cast, _, grammar = build(world)
    stream = exchanges(world, cast, grammar)
    sizes = [len(block) for block in stream]
    assert len(sizes) > 12
    # a day's conversations at most are composed at once, and none is kept
    assert max(sizes[:-1]) < 3 * sum(sizes) / 12
    assert sizes[-1] < sum(sizes) / 12


def test_a_prompt_folder_replaces_the_corpus(tmp_path):
    folder = tmp_path / "prompts"
    (folder / "distillation").mkdir(parents=True)
    for name in ("alpha", "beta", "gamma", "delta"):
        lines = [json.dumps({"text": f"Zyx {name} {i}"}) for i in range(50)]
        (folder / "distillation" / f"{name}.jsonl").write_text("\n".join(lines) + "\n")
    seen = {}
    for split in ("tune", "report"):
        simulate(
            World(accounts=150, campaign_accounts=18, days=2, prompts=folder, sources=split),
            tmp_path / split, form="jsonl",
        )  # fmt: skip
        log = (tmp_path / split / "log-0001.jsonl").read_text()
        seen[split] = {n for n in ("alpha", "beta", "gamma", "delta") if f"Zyx {n}" in log}
    assert seen["tune"] | seen["report"]
    assert not seen["tune"] & seen["report"]


def test_errors_are_one_clear_line(tmp_path):
    (tmp_path / "benign").mkdir()
    with pytest.raises(InputError, match="no prompt source"):
        build(World(prompts=tmp_path))
    for name in "abcdefgh":
        (tmp_path / "benign" / f"{name}.jsonl").write_text('{"txt": 1}\n')
    with pytest.raises(InputError, match=r"\.jsonl:1: not an object"):
        build(World(prompts=tmp_path))
    for world in (World(name="nowhere"), World(name="kind:nothing"), World(days=0)):
        with pytest.raises(UsageError):
            named(world)
    with pytest.raises(UsageError, match="--format"):
        simulate(World(accounts=5, campaign_accounts=0), tmp_path / "out", form="xml")


def test_a_world_of_two_kinds():
    world = named(World(name="kind:pivot+cover", campaign_accounts=9))
    assert world.shares() == (("pivot", 5), ("cover", 4))
    with pytest.raises(UsageError, match="'pivo'"):
        named(World(name="kind:cover+pivo"))


def test_lines_say_which_item_of_a_queue_they_answer():
    """First turns of a campaign's conversations that were answered, and of dealt benchmarks."""
    world = named(World(name="kind:k_samples", seed=3, accounts=60, campaign_accounts=20, days=2))
    cast, _, grammar = build(world)
    told = Counter()
    for block in exchanges(world, cast, grammar):
        for line in block:
            queued = cast.streams[line.stream].queue >= 0
            first = line.text.count(b'"role":"assistant"') == 0
            failed = b'"status":"error"' in line.text
            assert bool(line.item) == (queued and first and not failed)
            told[line.item] += bool(line.item)
    assert max(told.values()) > 1, "k samples answer an item k times"


def test_the_disclosed_campaign_keeps_to_26_a_day_and_sends_nearly_as_many():
    world = World(name="none", accounts=20, campaigns=(("disclosed", 30),), days=12, rate=0.6)
    cast, _, grammar = build(world)
    sent = Counter()
    for block in exchanges(world, cast, grammar):
        for line in block:
            actor = cast.streams[line.stream].actor
            if cast.actors[actor].campaign:
                sent[actor, int(line.time // 86_400)] += 1
    assert max(sent.values()) == 26
    assert 25 < np.mean([n for (_, day), n in sent.items() if 2 <= day <= 9]) <= 26
