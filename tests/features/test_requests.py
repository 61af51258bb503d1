"""Answers of tools that ask something are read as requests; what tools return is not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.contract.exchange import ANSWERS_END as END
from stillwatch.features.context import Context
from stillwatch.features.extract import extract
from stillwatch.features.lexicon import lexicon
from stillwatch.features.requests import asks, requests

from .conftest import exchanges

QUESTION = "Tom has 3 apples and buys 4 more. How many apples does he have now?"
LISTING = (
    "total 12\ndrwxr-xr-x 2 root root 4096 Mar  2 10:00 src\n-rw-r--r-- 1 root root 220 setup.py"
)
ASKING = [
    QUESTION,
    "Solve step by step: if the train leaves at 10:00 and travels 80 km, when does it arrive?",
    "Write a Python function that returns the longest palindrome of a string.",
    "Explain why the sky is blue and show your reasoning.",
    "Rate the following answer on a scale from 1 to 10 and give reasons for your score.",
    '{"id": 17, "status": "ok", "task": "Solve step by step: ' + QUESTION + '"}',
    f"1. {QUESTION}\n2. What is the capital of Peru?\n3. Which of the numbers is prime?",
    f"total 12\n{QUESTION}",
]
RETURNED = [
    LISTING,
    "exit 0",
    "OK",
    "",
    "3 files changed, 10 insertions(+), 2 deletions(-)",
    "FAILED tests/x.py::y - AssertionError",
    "src/app.py:14: error: Name 'cfg' is not defined  [name-defined]",
    '{"items": [{"id": 1, "status": "open", "total": 12.5}], "next": null}',
    "def add(a, b):\n    return a + b\n",
    "Traceback (most recent call last):\n  File 'a.py', line 3, in <module>\nKeyError: 'id'",
    "order_id;status;amount\n1001;open;12.50\n1002;closed;7.00",
    "The file src/app.py has been edited.",
]


def judged(texts: list[str]) -> list[bool]:
    return list(asks(pa.array(texts, pa.string()), lexicon()))


@pytest.mark.parametrize("text", ASKING)
def test_questions_and_tasks_ask(text: str) -> None:
    assert judged([text]) == [True]


@pytest.mark.parametrize("text", RETURNED)
def test_what_tools_return_does_not(text: str) -> None:
    assert judged([text]) == [False]


def said(**row: Any) -> str | None:
    return Context(exchanges([row])).said.to_pylist()[0]


def test_a_question_in_an_answer_is_read() -> None:
    assert said(answers=QUESTION) == QUESTION
    assert said(text="", answers=QUESTION) == QUESTION
    assert said(answers=LISTING) is None


def test_words_beside_it_come_first() -> None:
    assert said(text="continue", answers=QUESTION) == f"continue\n{QUESTION}"
    assert said(text="continue", answers=LISTING) == "continue"


def test_each_answer_is_judged_by_itself() -> None:
    several = END.join([LISTING, QUESTION, "exit 0", ASKING[3]])
    assert said(answers=several) == f"{QUESTION}\n{ASKING[3]}"


@pytest.mark.parametrize("state", ["redacted", "hashed", "absent", None])
def test_no_answer_is_read_where_none_may_be(state: str | None) -> None:
    ctx = Context(exchanges([{"answers": QUESTION, "content_state": state}]))
    assert ctx.said.to_pylist() == [None]
    assert not ctx.has_text.any()


def test_all_that_reads_text_reads_it() -> None:
    rows = [{"text": QUESTION}, {"answers": QUESTION}, {"answers": LISTING}, {}]
    batch = exchanges([{**row, "id": f"e{n}"} for n, row in enumerate(rows)])
    asked, moved, returned, nothing = extract(batch).rows.to_pylist()
    for row in (asked, moved, returned, nothing):
        del row["exchange"], row["half"], row["said"]  # whose words they are is another matter
    assert moved == asked
    assert returned == nothing
    assert moved["has_text"] and not returned["has_text"]


def test_prose_that_a_tool_has_fetched_is_none() -> None:
    """It reads like something that may be asked, and like no harvest."""
    prose = "Can you recommend a hotel near the station?"
    every = judged([prose, QUESTION])
    rows = [{"answers": prose}, {"answers": QUESTION}]
    said = Context(exchanges(rows)).said.to_pylist()
    assert every == [True, True] and said == [None, QUESTION]


def test_a_batch_without_answers_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: Any) -> None:
        raise AssertionError

    monkeypatch.setattr("stillwatch.features.requests.scan", fail)
    assert Context(exchanges([{"text": "Q"}, {}])).said.to_pylist() == ["Q", None]
    hidden = exchanges([{"answers": QUESTION, "content_state": "redacted"}])
    assert Context(hidden).said.to_pylist() == [None]


def test_a_text_is_judged_alike_in_any_batch() -> None:
    texts = [*ASKING, *RETURNED]
    alone = np.concatenate([judged([text]) for text in texts])
    assert list(alone) == judged(texts)


def test_weights_are_small() -> None:
    model = requests()
    assert model.slots.nbytes + model.rows.nbytes < 400_000
