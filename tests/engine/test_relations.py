"""The three relations: what they hold, that folds add up, and that later changes nothing."""

from __future__ import annotations

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.audit.population import Store
from stillwatch.detect.accounts.state import FIXED
from stillwatch.features.schema import SLICES
from stillwatch.store import relations

from .rows import SIGNALS, STYLES, TOPICS, activity_of, folded, random_rows, row, table

SUMS = tuple(dict.fromkeys((*FIXED, *(f"sig_{name}" for name in SIGNALS), *STYLES, *TOPICS)))


def cells(found: pa.Table) -> dict[tuple[int, int, int], dict[str, float]]:
    return {(r["account"], r["slice"], r["epoch"]): r for r in found.to_pylist()}


@given(st.integers(0, 10**6), st.integers(1, 80))
@settings(max_examples=15, deadline=None)
def test_activity_agrees_with_plain_loops(backend, seed, n):
    rows = random_rows(n, seed)
    found, expected = cells(folded(backend, rows, SUMS)), activity_of(rows)
    assert found.keys() == expected.keys()
    for key, cell in found.items():
        for name in SUMS:
            assert (cell[name] or 0.0) == pytest.approx(expected[key][name], rel=1e-5, abs=1e-5)


def test_activity_comes_in_the_order_of_epochs(backend):
    epochs = folded(backend, random_rows(300, 4), SUMS)["epoch"].to_numpy()
    assert (np.diff(epochs) >= 0).all()


@given(st.integers(0, 10**6), st.integers(0, 60))
@settings(max_examples=10, deadline=None)
def test_the_fold_of_a_union_is_the_fold_of_the_folds(backend, seed, cut):
    """Addition for activity and payloads; addition and minimum for links."""
    rows = random_rows(60, seed)
    parts = [part for part in (rows[:cut], rows[cut:]) if part]
    sums = [c for c in SUMS if c not in ("own", "other", "crowd", "own_tools")]

    def both(fold, keys, how):
        whole = backend.to_pyarrow(fold(ibis.memtable(table(rows))))
        pieces = pa.concat_tables(
            backend.to_pyarrow(fold(ibis.memtable(table(part)))) for part in parts
        )
        again = pieces.group_by(keys).aggregate([(c, f) for c, f in how])
        again = again.rename_columns([*keys, *(c for c, _ in how)])
        order = [(key, "ascending") for key in keys]
        columns = [*keys, *(c for c, _ in how)]
        for name in columns:
            np.testing.assert_allclose(
                whole.sort_by(order)[name].to_numpy(), again.sort_by(order)[name].to_numpy(),
                rtol=1e-5, atol=1e-5,
            )  # fmt: skip

    both(relations.activity, list(relations.KEYS), [(c, "sum") for c in sums])
    both(relations.payloads, ["payload", "account", "epoch"], [("n", "sum")])
    both(lambda t: relations.links(t, "obs_ip_prefix"), ["key", "account"],
         [("first", "min"), ("n", "sum")])  # fmt: skip


def test_links_hold_first_sight_and_leave_missing_values_out(backend):
    rows = [
        row("a", 1, 9, obs_ip_prefix=7), row("b", 1, 4, obs_ip_prefix=7),
        row("c", 2, 5, obs_ip_prefix=7), row("d", 2, 6),
    ]  # fmt: skip
    found = backend.to_pyarrow(relations.links(ibis.memtable(table(rows)), "obs_ip_prefix"))
    assert sorted(map(tuple, (r.values() for r in found.to_pylist()))) == [
        (7, 1, 4, 2),
        (7, 2, 5, 1),
    ]


def test_repeats_are_told_own_from_others(backend):
    rows = [
        row("a", 1, 0.1, payload=5),  # first of all
        row("b", 1, 0.2, payload=5),  # asked before by itself
        row("c", 2, 0.3, payload=5),  # asked before by another
        row("d", 2, 0.4, payload=5),  # by both: its own counts
        row("e", 2, 0.5, payload=0),  # no payload: never a repeat
        row("f", 2, 0.6, payload=0),
    ]
    found = cells(folded(backend, rows, SUMS))
    assert (found[1, 0, 0]["own"], found[1, 0, 0]["other"]) == (1, 0)
    assert (found[2, 0, 0]["own"], found[2, 0, 0]["other"]) == (1, 1)


def test_own_tools_recur_and_are_hardly_anybody_elses(backend):
    def sends(account, hours, **more):
        return [row(f"{account}-{more}-{hour}", account, hour / 100, **more) for hour in hours]

    rows = [
        *sends(1, (1, 2, 3), obs_tools=5),  # its own: two recur
        *sends(2, (1, 2, 3), obs_tools=6),
        *(r for k in (3, 4, 5) for r in sends(k, (k, 10 + k, 20 + k), obs_tools=9)),
        *(r for k in range(9) for r in sends(6, (k,), obs_tools=20 + k)),  # new each time
        *sends(7, (1, 2), obs_tools=8, has_text=False),  # nothing was asked
    ]
    found = cells(folded(backend, rows, SUMS))
    told = [found[account, 0, 0]["own_tools"] or 0 for account in range(1, 8)]
    assert told == [2, 2, 0, 0, 0, 0, 0]
    # what later became everybody's was its own until then
    early = [*sends(3, (0.1, 0.2), obs_tools=9), *rows]
    assert cells(folded(backend, early, SUMS))[3, 0, 0]["own_tools"] == 2


def tasks(*given: tuple[int, float, int], tools: float | None = 1.0, **more: object) -> pa.Table:
    """Exchanges of (account, hour, task), with tools."""
    rows = [
        row(f"{who}-{when:07.3f}", who, when, payload=what, **more) for who, when, what in given
    ]
    made = table(rows)
    return made.append_column("sig_has_tools", pa.array([tools] * len(rows), pa.float32()))


def shared(backend, made: pa.Table) -> list[str]:
    found = backend.to_pyarrow(relations.shared_tasks(ibis.memtable(made)))
    return sorted(found["exchange"].to_pylist())


def known(*accounts: int) -> list[tuple[int, float, int]]:
    """Each of these accounts has been given as many tasks that another had been given."""
    n = relations.RERUNS
    each = [(who, k, 50 + who * n + k) for who in accounts for k in range(n)]
    return [(100 + who, k / 1000, task) for who, k, task in each] + [
        (who, 0.1 + k / 100, task) for who, k, task in each
    ]


def test_tasks_that_several_accounts_run_are_found_from_the_second_account_on(backend):
    before = known(1, 2, 3)
    told = shared(backend, tasks(*before))
    assert len(told) == 3, "the last of each: only then was it enough"
    runs = [(1, 1.0, 5), (1, 2.0, 5), (2, 3.0, 5), (1, 4.0, 5), (3, 5.0, 5), (3, 6.0, 6)]

    def found(count, **more):
        return [x for x in shared(backend, tasks(*before, *runs[:count], **more)) if x not in told]

    assert found(6) == ["1-004.000", "2-003.000", "3-005.000"]
    assert found(3) == ["2-003.000"], "what comes later changes nothing"
    assert found(6, tools=0.0) == found(6, tools=None) == []
    assert shared(backend, tasks(*before, *runs, slice=1)) == [], "they read like a harvest anyway"
    assert shared(backend, tasks(*((who, when, 0) for who, when, _ in before))) == []


def test_a_task_that_more_are_given_is_a_courses_from_then_on(backend):
    many = range(1, relations.TASKED + 4)
    told = shared(backend, tasks(*known(*many)))
    runs = [(who, 10.0 + who, 5) for who in many]
    found = [x for x in shared(backend, tasks(*known(*many), *runs)) if x not in told]
    assert found == sorted(f"{who}-{10 + who:07.3f}" for who in range(2, relations.TASKED + 1))


def test_who_copies_an_account_afterwards_marks_none_of_its_tasks(backend):
    victim = [(1, 1.0 + k / 10, 200 + k) for k in range(3 * relations.RERUNS)]
    again = [(1, 9.0 + k / 10, 200 + k) for k in range(3 * relations.RERUNS)]  # and runs them anew
    copies = [(who, when + 2 + who / 100, what) for who in (2, 3) for _, when, what in victim]
    found = shared(backend, tasks(*victim, *copies, *again))
    assert found and not [name for name in found if name.startswith("1-")]


def test_who_says_now_and_then_what_another_does_runs_no_shared_tasks(backend):
    other = [(9, 0.001 * k, k + 1) for k in range(relations.RERUNS)]
    mine = [(1, 20.0 + k, k + 1) for k in range(relations.RERUNS)]
    alone = [(1, 1.0 + k / 10, 100 + k) for k in range(4 * relations.RERUNS)]
    assert shared(backend, tasks(*other, *alone, *mine)) == []
    assert shared(backend, tasks(*other, *alone[:7], *mine)) == ["1-024.000"]
    assert shared(backend, tasks(*other, *mine[:-1], *((1, 30.0 + k, 1) for k in range(9)))) == []


def test_an_account_whose_tasks_read_like_a_harvest_is_measured_by_those(backend):
    made = tasks(*known(1, 2), (1, 1.0, 5), (2, 3.0, 5))
    told = shared(backend, made)
    second = pc.and_(
        pc.equal(made["account"], 2), pc.equal(made["payload"], 52 + relations.RERUNS * 2)
    )
    kind = pc.if_else(second, pa.scalar(1, pa.int8()), made["slice"])
    read = made.set_column(made.column_names.index("slice"), "slice", kind)
    assert [x for x in told if x not in shared(backend, read)] == [x for x in told if x[0] == "2"]


def test_a_store_marks_tasks_that_several_run_as_an_agents(backend):
    made = tasks(*known(1, 2), (1, 1.0, 5), (2, 3.0, 5), (3, 5.0, 5))
    rows = backend.create_table("made", made, temp=True)
    tasked = Store(backend, rows, rows).tasked()
    assert tasked.tasks == 3 and tasked.notes()[0].startswith("3 tasks for tools count")
    kinds = backend.to_pyarrow(tasked.rows)
    told = {r["exchange"]: r["slice"] for r in kinds.to_pylist()}
    assert set(told.values()) == {0, SLICES.index("agentic")} and told["2-003.000"]
    assert sum(map(bool, told.values())) == 3 and len(told) == made.num_rows
    assert kinds.schema.field("slice").type == pa.int8()
    marked = {1: 1, 2: 2, 3: 0}  # one of each of the first two's, and what the second repeats

    def others(store):
        found = backend.to_pyarrow(relations.repeats(store.rows)).to_pylist()
        return {who: sum(r["other"] for r in found if r["account"] == who) for who in marked}

    plain = others(Store(backend, rows, rows))
    assert others(tasked) == {who: plain[who] - count for who, count in marked.items()}
    store = Store(backend, backend.create_table("plain", made.drop_columns("sig_has_tools")), rows)
    assert store.tasked() is store and not store.notes()


@given(st.integers(0, 10**6), st.integers(1, 11))
@settings(max_examples=15, deadline=None)
def test_a_longer_log_changes_nothing_of_tasks_that_several_run(backend, seed, hour):
    """Neither whom a task marks nor what counts as asked by others, up to the hour of a cut."""
    draw = np.random.default_rng(seed)
    given = [(int(draw.integers(1, 9)), float(draw.uniform(0, 12)), int(draw.integers(1, 25)))
             for _ in range(240)]  # fmt: skip
    whole = tasks(*given)

    def seen(made: pa.Table) -> tuple[int, list[tuple[int, ...]], list[str]]:
        rows = backend.create_table("cut", made, temp=True, overwrite=True)
        store = Store(backend, rows, rows).tasked()
        again = backend.to_pyarrow(relations.repeats(store.rows)).to_pylist()
        told = [tuple(int(r[c]) for c in ("account", "slice", "epoch", "own", "other", "crowd"))
                for r in again if r["epoch"] < hour]  # fmt: skip
        early = store.rows.filter((store.rows.epoch < hour) & (store.rows["slice"] > 0))
        names = sorted(backend.to_pyarrow(early.select("exchange"))["exchange"].to_pylist())
        return store.tasks, sorted(told), names

    count, *short = seen(whole.filter(pc.less(whole["epoch"], hour)))
    more, *long = seen(whole)
    assert short == long and more >= count


def test_lists_of_tools_are_counted_once_and_where_text_is(backend):
    rows = [row(f"a{k}", 1, k, obs_tools=k // 2) for k in range(6)]  # the first two offer none
    rows += [row("b", 1, 7, obs_tools=9, has_text=False), row("c", 2, 1)]
    found = backend.to_pyarrow(relations.offers(ibis.memtable(table(rows)))).to_pylist()
    assert found == [{"account": 1, "exchanges": 7, "requests": 4, "lists": 2}]


def test_a_crowd_are_other_accounts_and_only_those_who_asked_before(backend):
    rows = [row(f"a{k}", k, 0.1 + k / 100, payload=5) for k in range(1, relations.CROWD + 3)]
    rows += [row("again", 1, 0.5, payload=5), row("own", 1, 0.6, payload=7)]
    rows += [row(f"b{k}", 1, 0.7 + k / 100, payload=7) for k in range(9)]  # itself is no crowd
    found = cells(folded(backend, rows, SUMS))
    by_account = {k: found[k, 0, 0]["crowd"] for k in range(1, relations.CROWD + 3)}
    assert by_account.pop(1) == 1  # asked anew, once as many others had
    late = [k for k, crowd in by_account.items() if crowd]
    assert late == [relations.CROWD + 1, relations.CROWD + 2]


def unheld(backend, rows):
    found = relations.unheld(ibis.memtable(table(rows)))
    return {
        (r["account"], r["slice"], r["epoch"]): (r["claimed"], r["unheld"])
        for r in backend.to_pyarrow(found).to_pylist()
    }


def test_a_conversation_was_held_where_what_went_before_was_sent_before(backend):
    said, goes_on = {"said": 7}, {"said": 8, "earlier": 7, "sig_one_shot": 0.0}
    rows = [
        row("a", 1, 0.1, **said), row("b", 1, 0.2, **goes_on),  # held
        row("c", 1, 1.2, earlier=7, sig_one_shot=0.0),  # an agent's turn: held for as long as it is
        row("d", 2, 0.3, **goes_on),  # another account's
        row("e", 3, 0.1, **goes_on), row("f", 3, 0.2, **said),  # sent only afterwards
        row("g", 4, 0.1, said=9), row("h", 4, 0.2, earlier=9),  # counts as standing alone anyway
        row("i", 5, 2.5), row("j", 5, 2.6, sig_one_shot=0.0),  # the server holds it
    ]  # fmt: skip
    assert unheld(backend, rows) == {
        (1, 0, 0): (1, 0), (1, 0, 1): (1, 0), (2, 0, 0): (1, 1), (3, 0, 0): (1, 1),
    }  # fmt: skip


def test_what_was_sent_once_is_gone_on_from_a_few_times_but_by_tools_as_often_as_they_are_called(
    backend,
):
    branches = [row(f"b{k:02}", 1, 0.1 + k / 100, said=50 + k, earlier=7, sig_one_shot=0.0)
                for k in range(10)]  # fmt: skip
    steps = [row(f"c{k:02}", 2, 0.1 + k / 100, earlier=7, sig_one_shot=0.0) for k in range(10)]
    first = [row("a1", 1, 0.05, said=7), row("a2", 2, 0.05, said=7)]
    assert unheld(backend, [*first, *branches, *steps]) == {
        (1, 0, 0): (10, 10 - relations.BRANCHES), (2, 0, 0): (10, 0),
    }  # fmt: skip
    again = row("a3", 1, 0.145, said=7)  # said once more, between the fifth and the sixth
    assert unheld(backend, [*first, again, *branches])[1, 0, 0] == (10, 6)


@given(st.integers(0, 10**6), st.integers(1, 59))
@settings(max_examples=15, deadline=None)
def test_a_longer_log_changes_no_earlier_row(backend, seed, hour):
    """`repeats` counts only what came before, so rows before the cut stay as they were."""
    rows = random_rows(80, seed)
    early = [r for r in rows if r["epoch"] < hour]
    if not early:
        return
    whole = folded(backend, rows, SUMS)
    before = whole.filter(pc.less(whole["epoch"], hour))
    assert cells(before) == cells(folded(backend, early, SUMS))


def test_equal_times_are_ordered_by_id_whatever_the_order_of_the_log(backend):
    rows = [row(name, account, 3, payload=9) for name, account in (("b", 1), ("a", 2), ("c", 1))]
    found = [cells(folded(backend, order, SUMS)) for order in (rows, rows[::-1])]
    assert found[0] == found[1]
    assert found[0][1, 0, 3]["other"] == 1  # "b" comes after "a"
    assert found[0][1, 0, 3]["own"] == 1
