"""Following a log that grows: what one audit of all of it finds, at the same moments."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stillwatch.audit.detection import Detection
from stillwatch.audit.follow import HOUR, Judged, Pace, follow
from stillwatch.audit.run import Audit, Request, further, run
from stillwatch.cli._applied import Applier
from stillwatch.cli._following import Teller
from stillwatch.contract.settings import Settings
from stillwatch.core.errors import InputError, UsageError
from stillwatch.detect.engine import Engine
from stillwatch.respond.decisions.model import Action
from stillwatch.respond.decisions.sqlite import SqliteStore

from .test_daily import EAGER, lines_of

OFTEN = replace(EAGER, epoch_hours=12)

PACE = Pace(lateness=0.0, look=HOUR, anew=24.0)
KINDS = "kind:shared_template+in_reseller"


def hour_of(line: bytes) -> int:
    return int(datetime.fromisoformat(json.loads(line)["time"]).timestamp()) // HOUR


def alone(line: bytes) -> bytes:
    """An exchange without its end user: whether those are judged apart depends on their number."""
    row = json.loads(line)
    row["account"].pop("end_user", None)
    return json.dumps(row).encode()


class Growing:
    """A folder to which each hour's exchanges come when the hour is over.

    Parameters
    ----------
    late
        Hours by which the exchanges of some accounts come late.
    """

    def __init__(self, folder: Path, lines: list[bytes], late: int = 0) -> None:
        self.folder, self.hours = folder, defaultdict[int, list[bytes]](list)
        folder.mkdir(exist_ok=True)
        for number, line in enumerate(lines):
            self.hours[hour_of(line) + (late if number % 7 == 0 else 0)].append(line)
        self.now = float(min(self.hours) * HOUR)
        self.end = max(self.hours) + 26

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        if self.now >= self.end * HOUR:
            raise StopIteration
        hour = int(self.now // HOUR)
        if lines := self.hours.pop(hour, []):
            aside = self.folder / f".{hour}"
            aside.write_bytes(b"".join(line + b"\n" for line in lines))
            aside.rename(self.folder / f"{hour}.jsonl")
        self.now += seconds

    def follow(self, request: Request, **more: Any) -> Iterator[Judged]:
        try:
            yield from follow(
                request, PACE, more.pop("say", lambda note: None), clock=self.clock,
                sleep=self.sleep, **more,
            )  # fmt: skip
        except RuntimeError:  # StopIteration, within a generator
            return


@pytest.fixture(scope="module")
def whole(world, tmp_path_factory):
    """A world, its lines, and what one audit finds in it."""
    folder = world(KINDS, days=3, campaign_accounts=80)
    out = tmp_path_factory.mktemp("whole")
    run(Request([folder], out, folder / "accounts.csv", settings=OFTEN))
    campaigns = json.loads((out / "campaigns.json").read_text())["campaigns"]
    assert any(c["severity"] != "watch" for c in campaigns), "the world must show something"
    return folder, lines_of(folder), out


def asked(folder: Path, place: Path, **more: Any) -> Request:
    return Request(
        [place / "log"], place / "out", folder / "accounts.csv", settings=OFTEN,
        state=place / "state", workers=1, **more,
    )  # fmt: skip


def test_what_is_found_live_is_what_an_audit_of_the_same_log_finds(whole, tmp_path):
    folder, lines, out = whole
    log = Growing(tmp_path / "log", lines)
    judged = list(log.follow(asked(folder, tmp_path)))
    assert len(judged) >= 5 and not any(j.late for j in judged)
    made = (tmp_path / "out" / "campaigns.json").read_bytes()
    assert made == (out / "campaigns.json").read_bytes()
    # each was told at the evaluation that found it, and not later
    named = [c for c in json.loads(made)["campaigns"] if c["severity"] != "watch"]
    assert named
    for campaign in named:
        moment = int(datetime.fromisoformat(campaign["detected_at"]).timestamp()) // HOUR
        first = min(
            j.until for j in judged
            if any(c.id == campaign["id"] and c.severity != "watch" for c in j.audit.campaigns)
        )  # fmt: skip
        assert moment <= first <= moment + 1


@pytest.mark.slow
def test_one_that_is_stopped_and_started_again_finds_the_same(whole, tmp_path):
    folder, lines, out = whole
    log = Growing(tmp_path / "log", lines)
    for stop_after in (2, 3, 10**9):
        for number, _ in enumerate(log.follow(asked(folder, tmp_path)), 1):
            if number == stop_after:
                break
    assert (tmp_path / "out" / "campaigns.json").read_bytes() == (
        out / "campaigns.json"
    ).read_bytes()


@pytest.mark.slow
def test_what_comes_late_is_told_and_judged_when_all_is_judged_anew(whole, tmp_path):
    folder, lines, out = whole
    log, notes = Growing(tmp_path / "log", lines, late=20), list[str]()
    judged = list(log.follow(asked(folder, tmp_path), say=notes.append))
    assert max(j.late for j in judged) > 0
    assert any(j.anew for j in judged) and any("too late" in note for note in notes)
    assert (tmp_path / "out" / "campaigns.json").read_bytes() == (
        out / "campaigns.json"
    ).read_bytes()


def test_an_hour_that_is_not_over_is_not_judged(whole, tmp_path):
    folder, lines, _ = whole
    place = tmp_path / "log"
    place.mkdir()
    (place / "all.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    middle = sorted(map(hour_of, lines))[len(lines) // 2]
    detection = Detection(middle)
    audit = further(asked(folder, tmp_path), detection)
    assert audit is not None and detection.engine is not None
    seen = detection.engine.state.last.max()
    assert seen < middle
    assert all(
        datetime.fromisoformat(c.detected_at).timestamp() <= middle * HOUR
        for c in audit.campaigns if c.detected_at
    )  # fmt: skip


def test_nothing_is_judged_before_the_first_evaluation(whole, tmp_path):
    folder, lines, _ = whole
    place = tmp_path / "log"
    place.mkdir()
    (place / "all.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    assert further(asked(folder, tmp_path), Detection(min(map(hour_of, lines)) + 1)) is None
    assert not (tmp_path / "out" / "campaigns.json").exists()


@pytest.mark.slow
def test_accounts_that_come_later_change_nothing_that_is_known(whole, tmp_path):
    """An engine that has grown is the engine that knew everybody from the start."""
    folder, lines, _ = whole
    lines = [alone(line) for line in lines]
    place, hours = tmp_path / "log", sorted(map(hour_of, lines))
    place.mkdir()
    grown, known = Detection(), Detection()
    request = asked(folder, tmp_path)
    last = 0
    for number, share in enumerate((0.4, 0.8)):
        until = hours[int(share * (len(hours) - 1))]
        part = [x for x in lines if last <= hour_of(x) < until]
        (place / f"{number}.jsonl").write_bytes(b"".join(line + b"\n" for line in part))
        grown.until = last = until
        further(request, grown)
    known.until = last
    further(replace(request, out=tmp_path / "other"), known)
    a, b = grown.engine, known.engine
    assert a is not None and b is not None and len(a.population.keys) > 0
    assert not grown.parted and not grown.late
    # added up in another order
    assert np.allclose(a.state.sums, b.state.sums, rtol=1e-5, atol=1e-2)
    for name in ("hours", "slices", "first", "last", "active", "today", "day"):
        assert np.array_equal(getattr(a.state, name), getattr(b.state, name)), name
    assert np.array_equal(a.daily.days, b.daily.days, equal_nan=True)
    told = [
        [(c.id, c.severity, c.detected, c.members.tolist(), sorted(c.joined.items()))
         for c in engine.tracker.campaigns]
        for engine in (a, b)
    ]  # fmt: skip
    assert told[0] == told[1]


def test_a_population_never_loses_anybody(whole, tmp_path):
    folder, _, _ = whole
    detection = Detection()
    further(replace(asked(folder, tmp_path), logs=[folder]), detection)
    assert detection.engine is not None
    held = detection.engine.population
    fewer = replace(held, keys=held.keys[1:], created=held.created[1:], exempt=held.exempt[1:])
    with pytest.raises(ValueError, match="only grow"):
        detection.engine.grow(fewer)


def test_other_bars_or_licences_judge_everything_anew(whole, tmp_path):
    folder, _, out = whole
    detection, request = Detection(), replace(asked(folder, tmp_path), logs=[folder])
    further(replace(request, settings=Settings(epoch_hours=12)), detection)
    first = detection.engine
    further(request, detection)
    assert detection.engine is not first
    assert (tmp_path / "out" / "campaigns.json").read_bytes() == (
        out / "campaigns.json"
    ).read_bytes()


@pytest.mark.slow
def test_a_fault_at_the_first_judgement_ends_it_and_later_ones_are_tried_again(tmp_path, whole):
    folder, lines, out = whole
    log, notes, fails = Growing(tmp_path / "log", lines), list[str](), [False, True, True, False]

    def judge(request: Request, detection: Detection) -> Audit | None:
        if fails and fails.pop(0):
            raise InputError("no space left on device", path="out")
        return further(request, detection)

    list(log.follow(asked(folder, tmp_path), say=notes.append, judge=judge))
    assert sum("tried again" in note for note in notes) == 2
    assert (tmp_path / "out" / "campaigns.json").read_bytes() == (
        out / "campaigns.json"
    ).read_bytes()
    broken = asked(folder, tmp_path / "other")
    with pytest.raises(InputError):
        fails[:] = [True]
        other = Growing(tmp_path / "other-log", lines)
        list(other.follow(replace(broken, logs=[tmp_path / "other-log"]), judge=judge))


@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left on device"), InputError("x", path="y")]
)
def test_a_fault_of_the_system_is_said_and_tried_again_as_any_other(tmp_path, fault):
    (tmp_path / "log.jsonl").write_text("{}\n")
    asks, notes, tries = Request([tmp_path], tmp_path, state=tmp_path / "state"), list[str](), [0]

    def judge(request: Request, detection: Detection) -> Audit | None:
        tries[0] += 1
        (tmp_path / f"{tries[0]}.jsonl").write_text("{}\n")
        if tries[0] == 2:
            raise fault
        return None

    naps = iter(range(3))
    with pytest.raises(RuntimeError):  # StopIteration, within a generator
        list(follow(asks, PACE, notes.append, judge, sleep=lambda _: next(naps) and None))
    assert tries[0] == 4 and len(notes) == 1
    assert "not judged" in notes[0] and "tried again" in notes[0]


def test_a_file_that_is_moved_away_while_it_looks_is_passed_over(tmp_path, monkeypatch):
    gone, there, leads = (tmp_path / f"{name}.jsonl" for name in "abc")
    there.write_text("{}\n")
    leads.symlink_to(tmp_path / "nothing")
    seen = list[list[Path]]()
    monkeypatch.setattr("stillwatch.audit.follow.expand", lambda *_: [gone, there, leads])

    def judge(request: Request, detection: Detection) -> Audit | None:
        seen.append(request.logs)
        raise InputError("no such file", path=str(leads))

    with pytest.raises(InputError):
        list(follow(Request([tmp_path], tmp_path, state=tmp_path / "s"), PACE, print, judge))
    assert seen == [[there, leads]], "a link to nothing is no file that has gone"


def test_a_note_holds_no_control_codes(capsys):
    Teller(as_json=False).note("not judged: a\x1b[31m.jsonl: no\nlog")
    assert capsys.readouterr().err == "stillwatch: not judged: a[U+001B][31m.jsonl: no log\n"


def test_a_fault_in_the_middle_of_the_log_counts_nothing_twice(whole, tmp_path, monkeypatch):
    folder, lines, out = whole
    place, hours = tmp_path / "log", sorted(map(hour_of, lines))
    place.mkdir()
    (place / "all.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    detection, request = Detection(hours[len(hours) // 2]), asked(folder, tmp_path)
    further(request, detection)
    detection.until, ingest, seen = hours[-1] + 24, Engine.ingest, list[int]()

    def breaks(engine: Engine, batch: Any) -> None:
        ingest(engine, batch)
        seen.append(len(batch))
        if len(seen) == 2:
            raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Engine, "ingest", breaks)
        with pytest.raises(InputError):
            further(request, detection)
    assert len(seen) == 2, "something was taken in before the fault"
    further(request, detection)
    assert (tmp_path / "out" / "campaigns.json").read_bytes() == (
        out / "campaigns.json"
    ).read_bytes()


def test_it_waits_for_a_folder_that_is_still_to_be_made(tmp_path, whole):
    folder, lines, _ = whole
    log, notes = Growing(tmp_path / "log", lines[:200]), list[str]()
    list(log.follow(asked(folder, tmp_path), say=notes.append))
    assert notes[0].startswith("waiting for a log in")
    with pytest.raises(UsageError):
        next(follow(replace(asked(folder, tmp_path), state=None), PACE, notes.append))


POLICY = """
version: 1
name: at-once
enforce: true
breaker: {accounts: 0.9, exchanges: 0.9, revenue: 0.9}
rules:
  - name: slow
    when: campaign.level == "likely" || campaign.level == "confirmed"
    do: {scope: campaign, action: throttle, limits: {requests_per_minute: 6}}
    for: 24h
    reason: "Campaign {campaign.id} of {campaign.size} accounts."
"""


def test_a_policy_decides_after_each_judgement(whole, tmp_path):
    _, _, out = whole
    policy, database, notes = tmp_path / "policy.yaml", tmp_path / "decisions.db", list[str]()
    policy.write_text(POLICY)
    applier = Applier(policy, database, None, None, notes.append)
    applier.check()
    first, again = applier.apply(out), applier.apply(out)
    assert first.put and not again.put and again.standing == first.put and not notes
    with SqliteStore(database, read_only=True) as store:
        held = [one.decision for one in store.kept()]
        assert {d.action for d in held} == {Action.THROTTLE}
        assert not any(d.simulated for d in held) and store.members()
    policy.write_text(POLICY.replace("campaign.level", "campaign.lvl", 1))
    broken = applier.apply(out)
    assert broken.stopped and "lvl" in broken.stopped and len(notes) == 1
    policy.write_text(POLICY.replace("accounts: 0.9", "accounts: 0.0001").replace("h\n", "d\n", 1))
    assert applier.apply(out).stopped, "the breaker holds"
    assert json.loads((out / "policy.json").read_text())["breaker"], "and leaves word of it"
    with SqliteStore(database, read_only=True) as store:
        assert [one.decision for one in store.kept()] == held


@pytest.mark.parametrize(
    "how", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)]
)
def test_the_command_judges_says_so_and_stops_when_told(whole, tmp_path, how):
    folder, _, _ = whole
    command = [
        sys.executable, "-m", "stillwatch", "audit", "--follow", str(folder), "--json",
        "--look", "0.2", "--accounts", str(folder / "accounts.csv"), "--state",
        str(tmp_path / "state"), "--out", str(tmp_path / "out"), "--workers", "1",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    told = json.loads(process.stdout.readline())
    time.sleep(0.5)
    process.send_signal(how)
    rest, errors = process.communicate(timeout=60)
    assert process.returncode == 0 and not rest and "Traceback" not in errors
    assert told["version"] == 1 and told["late"] == 0
    made = json.loads((tmp_path / "out" / "campaigns.json").read_text())["campaigns"]
    assert [c["id"] for c in told["campaigns"]] == [c["id"] for c in made]


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_judged(tmp_path):
    """Else one that somebody else put there would keep all others from being judged."""
    (tmp_path / "0.jsonl").write_text("{}\n")
    asks, notes, asked_of = Request([tmp_path], tmp_path, state=tmp_path / "state"), [], []

    def judge(request: Request, detection: Detection) -> Audit | None:
        asked_of.append([path.name for path in request.logs])
        for path in request.logs:
            if path.name.startswith("damaged"):
                raise InputError("no line is an exchange", path=str(path), line=1)
        (tmp_path / f"{len(asked_of)}.jsonl").write_text("{}\n")
        (tmp_path / "damaged.jsonl").write_text("no\n")
        return None

    naps = iter(range(2))
    with pytest.raises(RuntimeError):  # StopIteration, within a generator
        list(follow(asks, PACE, notes.append, judge, sleep=lambda _: next(naps) and None))
    assert asked_of == [
        ["0.jsonl"], ["1.jsonl", "damaged.jsonl"], ["1.jsonl"],
        ["3.jsonl", "damaged.jsonl"], ["3.jsonl"],
    ]  # fmt: skip
    assert len(notes) == 2 and all(note.startswith("left out: ") for note in notes)
    with pytest.raises(InputError, match="no line is an exchange"):  # somebody looks on
        list(follow(asks, PACE, notes.append, judge))


def test_a_clock_that_was_ahead_for_a_moment_does_not_end_it(tmp_path):
    """Else it would wait, in silence, until the time that the clock had told."""
    (tmp_path / "log.jsonl").write_text("{}\n")
    (tmp_path / "state").mkdir()
    asks, notes, hours = Request([tmp_path], tmp_path, state=tmp_path / "state"), [], []
    told = iter([500_000, 509_000, 500_001, 500_001])
    now = [next(told) * HOUR]

    def judge(request: Request, detection: Detection) -> Audit | None:
        (tmp_path / f"{len(hours)}.jsonl").write_text("{}\n")
        assert detection.until is not None
        detection.engine, detection.cursor.upto = object(), detection.until
        detection.cursor.tick = detection.until + 1
        hours.append(detection.until)
        return None

    def sleep(_: float) -> None:
        now[0] = next(told) * HOUR

    with pytest.raises(RuntimeError):  # StopIteration, within a generator
        list(follow(asks, PACE, notes.append, judge, lambda: now[0], sleep))
    assert hours == [500_000, 509_000, 500_001]
    assert notes == ["the clock has gone back: all is judged anew"]
