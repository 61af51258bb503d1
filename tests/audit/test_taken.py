"""What members are said to have taken, by kind of content."""

from __future__ import annotations

import ibis
import numpy as np
import pyarrow as pa
from msgspec import UNSET

from stillwatch.audit.population import Store
from stillwatch.audit.taken import _moved, moved, rows, targets, timeline
from stillwatch.contract.records import Target
from stillwatch.features.schema import SLICES

from ..engine.rows import row, table

GENERAL, GRADING, VISION = (SLICES.index(name) for name in ("general", "grading", "vision"))


def store() -> Store:
    """Two accounts: ten exchanges that ask for a grade, of which the prior knows two; others."""
    kinds = [GENERAL] * 8 + [GRADING] * 2
    held = [row(f"g{i}", 1, i, slice=kind, grades=True) for i, kind in enumerate(kinds)]
    held += [row("plain", 1, 20, slice=GENERAL), row("said", 1, 21, slice=0, grades=True)]
    held += [row("picture", 2, 22, slice=VISION, grades=True), row("one", 2, 23, slice=GENERAL)]
    return Store(ibis.duckdb.connect(), ibis.memtable(table(held)), ibis.memtable(pa.table({})))


def test_exchanges_that_ask_for_a_grade_are_told_as_grading():
    taken = rows(store(), np.array([1], np.uint64))
    harvest = taken.filter(pa.compute.greater(taken["slice"], 0))
    assert harvest.num_rows == 11  # what is harvest-like stays what it was
    told = targets(harvest, np.zeros(len(SLICES)))
    assert [(t.target, t.share) for t in told] == [("grading", 0.9091), ("general", 0.0909)]


def test_tasks_for_tools_are_told_as_tool_use_and_plain_questions_are_not():
    reasoning, agentic, tools = (SLICES.index(n) for n in ("reasoning", "agentic", "tool_use"))
    held = [row(f"t{i}", 1, i, slice=reasoning, calls=True) for i in range(6)]
    held += [row(f"q{i}", 1, i + 10, slice=reasoning) for i in range(2)]
    held += [row("a", 1, 20, slice=agentic, calls=True), row("o", 1, 21, slice=0, calls=True)]
    held += [row("g", 1, 22, slice=reasoning, calls=True, grades=True)]
    made = Store(ibis.duckdb.connect(), ibis.memtable(table(held)), ibis.memtable(pa.table({})))
    taken = rows(made, np.array([1], np.uint64))
    harvest = taken.filter(pa.compute.greater(taken["slice"], 0))
    told = {t.target: t.share for t in targets(harvest, np.zeros(len(SLICES)))}
    assert told == {"tool_use": 0.6, "reasoning": 0.2, "agentic": 0.1, "grading": 0.1}
    change = moved(made, np.array([1], np.uint64))
    assert change[0, reasoning] == -7 and change[0, tools] == 6 and change[0, GRADING] == 1
    assert change.sum() == 0 and not change[0, agentic]


def test_vision_is_told_only_where_an_image_came_with_the_request():
    held = [row(f"p{i}", 1, i, slice=VISION) for i in range(2)]
    held += [row(f"c{i}", 1, i + 9, slice=VISION, instead=GENERAL) for i in range(3)]
    held += [row("g", 1, 20, slice=VISION, instead=GENERAL, grades=True)]
    held += [row("o", 1, 21, slice=0, instead=GENERAL)]  # reads so, and is nothing that counts
    made = Store(ibis.duckdb.connect(), ibis.memtable(table(held)), ibis.memtable(pa.table({})))
    taken = rows(made, np.array([1], np.uint64))
    harvest = taken.filter(pa.compute.greater(taken["slice"], 0))
    told = {t.target: t.share for t in targets(harvest, np.zeros(len(SLICES)))}
    assert told == {"general": 0.5, "vision": 0.3333, "grading": 0.1667}
    change = moved(made, np.array([1], np.uint64))
    assert change[0, VISION] == -4 and change[0, GENERAL] == 3 and change[0, GRADING] == 1


def test_what_is_taken_for_refusals_is_told_with_how_many_replies_refuse():
    kind = SLICES.index("refusals")
    held = [row(f"r{i}", 1, i, slice=kind) for i in range(5)] + [row("g", 1, 9, slice=GENERAL)]

    def told(*refused: float | None) -> tuple[Target, ...]:
        given = table(held).append_column("sig_refused", pa.array(refused, pa.float32()))
        made = Store(ibis.duckdb.connect(), ibis.memtable(given), ibis.memtable(pa.table({})))
        return targets(rows(made, np.array([1], np.uint64)), np.zeros(len(SLICES)))

    first, other = told(0, 0, 0, 1, None, 1)
    assert first.target == "refusals" and first.refused == 0.25
    assert other.refused is UNSET
    unknown, *_ = told(*[None] * 6)
    assert unknown.target == "refusals" and unknown.refused is None


def test_what_hardly_any_reply_refuses_is_told_as_unclear_with_the_same_share():
    kind = SLICES.index("refusals")
    held = [row(f"r{i}", 1, i, slice=kind) for i in range(6)] + [row("g", 1, 9, slice=GENERAL)]
    given = table(held).append_column("sig_refused", pa.array([0.0] * 7, pa.float32()))
    made = Store(ibis.duckdb.connect(), ibis.memtable(given), ibis.memtable(pa.table({})))
    others = np.bincount([kind, GENERAL], minlength=len(SLICES)).astype(float)
    told = targets(rows(made, np.array([1], np.uint64)), others)
    first = Target(target="unclear", share=0.8571, others=0.5, refused=0.0)
    assert told == (first, Target(target="general", share=0.1429, others=0.5))


def test_each_day_tells_how_much_of_it_reads_like_a_harvest():
    days = timeline(rows(store(), np.array([1], np.uint64)))
    assert sum(day.exchanges for day in days) == 12
    assert sum(day.harvest_like for day in days) == 11


def test_the_same_is_told_of_others():
    keys = np.array([1, 2, 9], np.uint64)
    change = moved(store(), keys)
    assert change[0, GENERAL] == -8 and change[0, GRADING] == 8
    assert not change[1:].any() and change.sum() == 0


def moved_on(asked: list[tuple[int, int, int]]) -> str | None:
    """Return the day of the move: (day, requests, of them to the new model) of six members."""
    days = np.repeat([day for day, _, _ in asked], [n for _, n, _ in asked])
    using = np.concatenate([np.arange(n) < new for _, n, new in asked])
    who = np.concatenate([np.arange(n) % 6 for _, n, _ in asked]).astype(np.uint64)
    return _moved(days, who, using)


def test_a_move_is_told_of_the_day_on_which_it_began_though_that_was_a_quiet_one():
    old = [(day, 60, 0) for day in range(5)]
    said = moved_on([*old, (5, 4, 4), (6, 2, 2), (7, 60, 60), (8, 60, 60)])
    assert said is not None and said.startswith("1970-01-06")
    # one of one by chance, days before half of all went there
    said = moved_on([*old, (5, 1, 1), (6, 60, 2), (7, 60, 40), (8, 60, 60)])
    assert said is not None and said.startswith("1970-01-08")


def test_half_of_a_quiet_last_day_is_no_move():
    old, some = [(day, 60, 0) for day in range(5)], [(day, 60, 15) for day in range(5, 9)]
    assert moved_on([*old, *some, (9, 20, 11)]) is None
    assert moved_on([*old, *some, (9, 70, 60)]) is not None
