"""A state: what it holds is what one reading of all logs would, whatever happens on the way."""

from __future__ import annotations

import itertools
import json
import os
import stat
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.audit.collect import Setup, collect
from stillwatch.audit.opening import kept, thrown_away
from stillwatch.audit.population import Store
from stillwatch.audit.state import State
from stillwatch.audit.units import settle
from stillwatch.core import disk
from stillwatch.core.errors import InputError
from stillwatch.ingest.accounts import read_accounts

KEY = b"a key of 16 bytes or more"
START = 1_772_409_600  # 2026-03-02T00:00:00Z
HARD = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def exchange(number: int, day: int, account: int) -> dict[str, Any]:
    template = f"You are given a text of kind {account % 3}. Rewrite it.\nText: "
    return {
        "id": f"x{number}",
        "time": START + 86_400 * day + 600 * (number % 100),
        "account": {"id": f"a{account}", "end_user": f"u{number % 30}", "plan": "free"},
        "client": {"ip": f"192.0.2.{account}"},
        "request": {
            "model": "m", "messages": [{"role": "user", "content": f"{template}{number} words"}],
        },
        "response": {"usage": {"output_tokens": number}},
    }  # fmt: skip


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def add(state: State, logs: list[Path], setup: Setup) -> list[Path]:
    fresh, again = state.unread(logs)
    if fresh:
        found = collect(fresh, state.begin(), setup=setup, workers=1, known=state.ids())
        state.add(found, setup.table)
    return again


def seen(state: State, scratch: Path) -> dict[str, Any]:
    """All that detection and the outputs are made from."""
    scratch.mkdir(exist_ok=True)
    names = state.names()
    store = Store.open(state.rows(), state.values(), scratch, state.since())
    counts = store.exchanges([unit for unit, (_, user) in names.items() if user is not None])
    units = settle(names, frozenset({"a0"}), counts=counts)
    store = store.merged(units.merged)
    values = store.values.group_by("key", "type").agg(value=store.values.value.min())
    report = state.report()
    return {
        "rows": store.backend.to_pyarrow(store.rows.order_by("exchange")).to_pylist(),
        "values": {row["key"]: row for row in store.backend.to_pyarrow(values).to_pylist()},
        "names": dict(sorted(units.names.items())),
        "days": dict(state.manifest.days),
        "since": state.manifest.since,
        "counts": (report.exchanges, report.fields_present, report.content_states),
    }  # fmt: skip


numbers = itertools.count()


@pytest.mark.slow
@HARD
@given(
    drawn=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 40), st.integers(0, 3)),
        min_size=1, max_size=40,
    ),
    days=st.sampled_from([None, 2, 4, 30]),
    how=st.sampled_from(["plain", "pseudonyms", "table"]),
)  # fmt: skip
def test_runs_one_after_another_hold_what_one_run_holds(tmp_path, drawn, days, how):
    """Whatever part an exchange comes in: early, late, twice, or by day."""
    place = tmp_path / str(next(numbers))
    place.mkdir()
    table = None
    if how == "table":
        (place / "accounts.csv").write_text("account,plan\na1,pro\na2,team\n")
        table = read_accounts(place / "accounts.csv")
    setup = Setup(KEY if how == "pseudonyms" else None, table)
    parts: dict[int, list[dict[str, Any]]] = {}
    for part, number, account in drawn:
        # an id tells the rest: what comes twice is the same exchange
        parts.setdefault(part, []).append(exchange(number * 4 + account, number % 6, account))
    logs = [write(place / f"{part}.jsonl", rows) for part, rows in sorted(parts.items())]
    whole = thrown_away(place / "whole", days)
    add(whole, logs, setup)
    for log in logs:
        with kept(place / "state", setup.pseudonymise, days) as state:
            add(state, [log], setup)
    with kept(place / "state", setup.pseudonymise, days) as state:
        again = set(add(state, logs, setup))
        if state.manifest.since is None:
            assert again == set(logs), "no file is read twice"
        mine, theirs = seen(state, place / "a"), seen(whole, place / "b")
        if days is None:
            assert mine == theirs
        for part in ("rows", "names", "days", "since"):
            assert mine[part] == theirs[part], part
        used = {r[c] for r in mine["rows"] for c in r if c.startswith("obs_")}
        if days is None or whole.manifest.since is None:
            for key in used & set(theirs["values"]):
                assert mine["values"][key] == theirs["values"][key]
        assert used & set(theirs["values"]) <= set(mine["values"])


def fill(place: Path, parts: int = 3, each: int = 12) -> list[Path]:
    place.mkdir(parents=True, exist_ok=True)
    return [
        write(place / f"{p}.jsonl", [exchange(p * 100 + i, p, i % 4) for i in range(each)])
        for p in range(parts)
    ]


class Killed(BaseException):
    """Stands for a signal that ends the process."""


@pytest.mark.slow
@pytest.mark.parametrize("call", ["replace", "fsync", "chmod", "unlink"])
def test_a_run_killed_at_any_step_leaves_no_trace(tmp_path, monkeypatch, call):
    logs = fill(tmp_path / "logs")
    whole = thrown_away(tmp_path / "whole", 2)
    add(whole, logs, Setup())
    expected = seen(whole, tmp_path / "w")
    owner = Path if call in ("chmod", "unlink") else os
    plain = getattr(owner, call)
    for step in range(0, 99, 7 if call == "fsync" else 2):
        place = tmp_path / f"state-{step}"
        left = step

        def fails(*given: Any, **named: Any) -> Any:
            nonlocal left
            if left == 0:
                left = -1
                raise Killed
            left -= 1
            return plain(*given, **named)

        monkeypatch.setattr(owner, call, fails)
        killed = 0
        for log in logs:
            try:
                with kept(place, None, 2) as state:
                    add(state, [log], Setup())
            except Killed:
                killed += 1
                left = -1
                with kept(place, None, 2) as state:
                    add(state, [log], Setup())
        monkeypatch.setattr(owner, call, plain)
        with kept(place, None, 2) as state:
            found = seen(state, tmp_path / f"s{step}")
            named = {p for p in state.folder.rglob("*.parquet")}
            assert named == {state.folder / p.path for r in state.manifest.runs for p in r.parts}
        for part in ("rows", "names", "days", "since"):
            assert found[part] == expected[part], (step, part)
        if not killed:
            assert step > 0
            return
    raise AssertionError(f"more than 99 calls of {call}")


def test_two_at_once_are_refused(tmp_path):
    with kept(tmp_path / "s", None, 90):
        with pytest.raises(InputError, match="another audit is using this state"):
            with kept(tmp_path / "s", None, 90):
                raise AssertionError("it was let in")
    with kept(tmp_path / "s", None, 90):
        pass


def test_only_its_owner_may_read_it(tmp_path):
    old = os.umask(0)
    try:
        with kept(tmp_path / "s", None, 90) as state:
            add(state, fill(tmp_path / "logs", 1), Setup())
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "s").stat().st_mode) == 0o700
    for path in (tmp_path / "s").rglob("*"):
        if path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_it_holds_no_text(tmp_path):
    """Nor a pseudonymised log's identifiers, not even as a hash that anyone can make."""
    from stillwatch.ingest.hashing import hash_strings

    log = write(tmp_path / "a.jsonl", [exchange(i, 0, i % 4) for i in range(64)])
    with kept(tmp_path / "s", KEY, 90) as state:
        add(state, [log], Setup(KEY))
        import pyarrow as pa

        raw = set(hash_strings(pa.array([f"x{i}" for i in range(64)])).tolist())
        assert not raw & set(state.ids()["id"].to_pylist())
    cells = set()
    for path in (tmp_path / "s").rglob("*.parquet"):
        for row in pq.read_table(path).to_pylist():
            cells |= {str(value) for value in row.values()}
    text = "\n".join(cells)
    assert "Rewrite it" not in text and "words" not in text
    assert "192.0.2" not in text and "a1\n" not in text and "x12\n" not in text


@pytest.mark.parametrize(
    "harm", ["cut", "flip", "missing", "cut manifest", "flip manifest", "not json", "newer"]
)
def test_a_damaged_state_is_one_clear_line(tmp_path, harm):
    with kept(tmp_path / "s", None, 90) as state:
        add(state, fill(tmp_path / "logs", 1), Setup())
        rows = state.rows()[0]
    manifest = tmp_path / "s" / "state.json"
    path = manifest if "manifest" in harm or harm in ("not json", "newer") else rows
    data = bytearray(path.read_bytes())
    if harm.startswith("cut"):
        path.write_bytes(data[: len(data) // 2])
    elif harm.startswith("flip"):
        at = data.index(b'"last":') + 8 if "manifest" in harm else len(data) // 2
        data[at] = data[at] ^ 1
        path.write_bytes(data)
    elif harm == "missing":
        path.unlink()
    elif harm == "newer":
        path.write_bytes(bytes(data).replace(b'"format":1', b'"format":2', 1))
    else:
        path.write_bytes(b"[1, 2]")
    with pytest.raises(InputError, match="move it away and audit") as told:
        with kept(tmp_path / "s", None, 90):
            raise AssertionError("it was taken")
    assert "\n" not in str(told.value) and str(path) in str(told.value)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_no_bytes_in_the_manifest_make_a_traceback(tmp_path_factory, data):
    place = tmp_path_factory.mktemp("s")
    with kept(place, None, 90) as state:
        disk.replace(place / "state.json", b"")
        del state
    parts = data.draw(st.lists(st.sampled_from(
        [b"{", b"}", b'"format":1', b",", b'"sha256":"a"', b'"body":', b"[", b"null", b"\xff"]
    ), max_size=12) | st.binary(max_size=40).map(lambda b: [b]))  # fmt: skip
    (place / "state.json").write_bytes(b"".join(parts))
    with pytest.raises(InputError, match="state"):
        with kept(place, None, 90):
            raise AssertionError("it was taken")


@pytest.mark.parametrize(
    ("first", "then", "why"),
    [
        (KEY, b"another key of 16 bytes", "under another --pseudonymise key"),
        (KEY, None, "with --pseudonymise"),
        (None, KEY, "without --pseudonymise"),
    ],
)
def test_another_key_is_refused(tmp_path, first, then, why):
    with kept(tmp_path / "s", first, 90):
        pass  # an empty state promises nothing
    with kept(tmp_path / "s", first, 90) as state:
        add(state, fill(tmp_path / "logs", 1), Setup(first))
    with pytest.raises(InputError, match=f"made {why}"):
        with kept(tmp_path / "s", then, 90):
            raise AssertionError("it was let in")


def test_a_version_that_reads_text_in_another_way_is_refused(tmp_path, monkeypatch):
    from stillwatch.audit import canary, opening
    from stillwatch.features.observables import frame

    with kept(tmp_path / "s", None, 90) as state:
        add(state, fill(tmp_path / "logs", 1), Setup())
    version = canary.text_version()
    canary.text_version.cache_clear()
    assert canary.text_version() == version, "the same code gives the same digest"
    kind = next(v for v in vars(frame).values() if getattr(v, "name", None) == "frame")
    plain = kind.compute

    def other(self, ctx):
        found = plain(self, ctx)
        return found._replace(keys=found.keys ^ 1)

    monkeypatch.setattr(kind, "compute", other)
    canary.text_version.cache_clear()
    try:
        assert canary.text_version() != version
        with pytest.raises(InputError, match="reads text in another way"):
            with kept(tmp_path / "s", None, 90):
                raise AssertionError("it was let in")
    finally:
        monkeypatch.undo()
        canary.text_version.cache_clear()
    assert opening.text_version() == version


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="holds other files and no state"):
        with kept(tmp_path, None, 90):
            raise AssertionError("it was taken")


def test_a_state_stays_bounded(tmp_path):
    """A day in, a day out: files, rows and the manifest are as many after 40 days as after 10."""
    sizes = []
    for day in range(40):
        rows = [exchange(day * 1000 + i, day, i % 4) for i in range(20)]
        rows += [exchange(day * 1000 + 50 + i, max(day - 3, 0), i % 4) for i in range(2)]
        log = write(tmp_path / f"{day}.jsonl", rows)
        with kept(tmp_path / "s", None, 7) as state:
            add(state, [log], Setup())
            files = [p for p in (tmp_path / "s").rglob("*") if p.is_file()]
            held = sum(p.stat().st_size for p in files)
            sizes.append((len(files), held, len(state.manifest.runs), len(state.manifest.days)))
    for early, late in zip(sizes[10], sizes[-1], strict=True):
        assert late <= 1.1 * early


def test_a_wrong_clock_costs_one_day_and_not_the_state(tmp_path):
    logs = [write(tmp_path / f"{d}.jsonl", [exchange(d, d, 0)]) for d in range(6)]
    logs.insert(3, write(tmp_path / "wrong.jsonl", [exchange(77, 4_000, 0)]))
    for log in logs:
        with kept(tmp_path / "s", None, 5) as state:
            add(state, [log], Setup())
    assert len(state.manifest.days) == 5
    assert sorted(state.manifest.days)[-2] - sorted(state.manifest.days)[0] == 3


def test_fewer_days_are_kept_at_once_and_not_only_with_the_next_log(tmp_path):
    place = tmp_path / "s"
    for day in range(4):
        log = write(tmp_path / f"{day}.jsonl", [exchange(100 * day + i, day, i) for i in range(9)])
        with kept(place, None, 90) as state:
            add(state, [log], Setup())
    with kept(place, None, 90) as state:
        state.trim()
        assert len(state.manifest.days) == 4 and state.manifest.number == 4
    with kept(place, None, 2) as state:
        state.trim()
        assert [run.number for run in state.manifest.runs] == [3, 4]
        assert (len(state.manifest.days), state.exchanges(), state.manifest.number) == (2, 18, 5)
    with kept(place, None, 2) as state:  # as it stands on disk
        assert len(list((place / "runs").iterdir())) == 2 and state.exchanges() == 18
