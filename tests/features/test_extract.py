from __future__ import annotations

import pickle

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.features.context import Settings
from stillwatch.features.extract import ACCOUNTS, VALUES, extract, row_schema
from stillwatch.features.schema import BASE, STYLES, TOPICS

from .conftest import exchanges


def test_columns(mixed: pa.RecordBatch) -> None:
    found = extract(mixed)
    assert found.rows.schema == row_schema()
    assert found.rows.schema.names[: len(BASE)] == BASE.names
    assert found.values.schema == VALUES and found.accounts.schema == ACCOUNTS
    assert found.rows.num_rows == mixed.num_rows
    assert found.rows.column("exchange").to_pylist() == mixed.column("id").to_pylist()
    assert set(found.rows.column("half").to_pylist()) == {0, 1}
    assert len(pickle.dumps(found)) > 0


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_row_depends_on_the_others(mixed: pa.RecordBatch, data: st.DataObject) -> None:
    whole = extract(mixed)
    order = data.draw(st.permutations(range(mixed.num_rows)))
    size = data.draw(st.integers(1, mixed.num_rows))
    part = mixed.take(pa.array(order[:size]))
    found = extract(part)
    assert found.rows.equals(whole.rows.take(pa.array(order[:size])))
    held = {tuple(row.values()) for row in whole.values.to_pylist()}
    assert {tuple(row.values()) for row in found.values.to_pylist()} <= held


def test_a_slice_of_a_batch_reads_the_same(mixed: pa.RecordBatch) -> None:
    assert extract(mixed.slice(5, 9)).rows.equals(extract(mixed).rows.slice(5, 9))


def test_shown_values_are_distinct_and_used(mixed: pa.RecordBatch) -> None:
    found = extract(mixed)
    keys = found.values.column("key").to_pylist()
    assert len(keys) == len(set(keys))
    used = set()
    for name in found.rows.schema.names:
        if name.startswith("obs_"):
            used |= set(found.rows.column(name).to_pylist())
    assert set(keys) <= used
    shown = dict(zip(keys, found.values.column("value").to_pylist(), strict=True))
    row = found.rows.to_pylist()[0]
    assert shown[row["obs_ip_prefix"]] == "198.51.100.0/24"
    assert shown[row["obs_signup_day"]] == "2026-02-26"
    assert shown[row["obs_asn"]] == "AS64500"
    assert shown[row["obs_tools"]] == "read_file, search"
    assert shown[row["obs_params"]].startswith("temperature 0, top_p 1, max_tokens 512")


def test_addresses_share_their_prefix() -> None:
    ips = ["198.51.100.7", "198.51.100.200", "::ffff:198.51.100.9", "198.51.101.7"]
    ips += ["2001:db8:1:2::3", "2001:0db8:0001:ffff::1", "2001:db8:2::1"]
    rows = extract(exchanges([{"ip": ip} for ip in ips])).rows
    a, b, c, d, e, f, g = rows.column("obs_ip_prefix").to_pylist()
    assert a == b == c != d
    assert e == f != g


def test_without_readable_text_nothing_is_said_of_content(mixed: pa.RecordBatch) -> None:
    for row in extract(mixed).rows.to_pylist():
        if not row["has_text"]:
            assert row["slice"] == 0 and row["payload"] == 0
            assert row["sig_harvest"] is None and row["style_00"] is None
            assert row["obs_head_template"] == row["obs_bucket"] == 0
        else:
            assert row["payload"] != 0
            assert sum(row[f"style_{k:02d}"] for k in range(STYLES)) == pytest.approx(1, abs=1e-4)
            assert 0 <= row["sig_harvest"] <= 1


def test_topics_are_close_for_texts_about_the_same(mixed: pa.RecordBatch) -> None:
    texts = [
        "sourdough starter, rye flour, hydration and oven temperature",
        "which rye flour suits a sourdough starter at high hydration in a hot oven",
        "mortgage refinancing, escrow fees, lender paperwork",
    ]
    rows = extract(exchanges([{"text": text} for text in texts])).rows.to_pylist()
    a, b, c = ([row[f"topic_{k:02d}"] for k in range(TOPICS)] for row in rows)
    assert np.dot(a, b) > np.dot(a, c)
    for row in extract(mixed).rows.to_pylist():
        assert (row["topic_00"] is None) == (not row["has_text"])


GRADED = [
    "Score the answer from 1 to 10 for accuracy and depth, and justify every score.",
    "Compare the two candidate solutions. Say which one is better and why, then output A or B.",
    "Which response is better? Use the rubric below and end with a verdict.",
    "Bewerte die folgende Antwort nach diesen Kriterien und vergib Punkte.",
    "Evalúa la respuesta según estos criterios y da una nota.",
    "Оцени ответ по шкале от 1 до 5 и объясни оценку.",
    "请根据评分标准评估下面的回答。",
]
PLAIN = [
    "Evaluate the integral of x squared from 0 to 3, step by step. Put the final answer in a box.",
    "Write a function that computes the score of a bowling game, with tests.",
    "Translate the following paragraph into German and keep the tone.",
    "I am in grade 9. Explain why the sky is blue, please.",
    "Compare Rome and Athens in two paragraphs.",
]


def test_what_asks_for_a_grade_is_told_by_its_words() -> None:
    rows = [{"text": text} for text in (*GRADED, *PLAIN)]
    found = extract(exchanges(rows)).rows.column("grades").to_pylist()
    assert found == [True] * len(GRADED) + [False] * len(PLAIN)
    pair = "Question: how do plants drink?\nA: By their roots.\nB: By rain on their leaves."
    rows = [{"text": pair, "system": text} for text in (GRADED[0], PLAIN[0])]
    rows.append({"text": GRADED[0], "content_state": "redacted"})
    assert extract(exchanges(rows)).rows.column("grades").to_pylist() == [True, False, False]


def test_tasks_for_tools_are_known_by_the_tools_and_by_no_plain_question() -> None:
    task = "Move the booking of the blue room to Tuesday at three, unless it is taken."
    question = (
        "Natalia sold 48 clips in April and half as many in May. How many clips did she sell "
        "altogether? Think step by step."
    )
    rows = [{"text": text, "tools": tools} for text in (task, question) for tools in ("book", None)]
    rows.append({"text": task, "tools": "book", "content_state": "redacted"})
    found = extract(exchanges(rows)).rows.column("calls").to_pylist()
    assert found == [True, False, False, False, False]


def test_images_in_a_harvest_make_it_vision() -> None:
    text = "Solve step by step. Answer: what is the area in the figure shown?"
    row = {"text": text, "images": 1}
    found = extract(exchanges([row]), Settings(harvest_threshold=0.0)).rows
    assert found.column("slice").to_pylist() == [8]


def test_what_reads_like_vision_is_known_to_have_no_image() -> None:
    text = "Describe the image in exhaustive detail: objects, text, positions and relations."
    rows = [{"text": text}, {"text": text, "images": 1}, {"text": PLAIN[1]}]
    found = extract(exchanges(rows), Settings(harvest_threshold=0.0)).rows
    kinds, told = (found.column(name).to_pylist() for name in ("slice", "instead"))
    assert kinds[:2] == [8, 8] and kinds[2] != 8
    assert told[0] not in (0, 8) and told[1:] == [0, 0]


def test_end_users_of_resellers_are_judged_apart() -> None:
    rows = [
        {"account": "reseller", "end_user": "u1"},
        {"account": "reseller", "end_user": "u2"},
        {"account": "reseller"},
        {"account": "shop", "end_user": "u1"},
        {"account": "shop", "end_user": "u2"},
    ]
    split = Settings(split_end_users=frozenset({"reseller"}))
    found = extract(exchanges(rows), split)
    a, b, c, d, e = found.rows.column("account").to_pylist()
    assert len({a, b, c, d}) == 4 and d == e
    named = {row["account"]: (row["name"], row["end_user"]) for row in found.accounts.to_pylist()}
    assert named == {
        a: ("reseller", "u1"),
        b: ("reseller", "u2"),
        c: ("reseller", None),
        d: ("shop", None),
    }
    whole = extract(exchanges(rows)).rows.column("account").to_pylist()
    assert len(set(whole)) == 2 and whole[0] == c and whole[3] == d


def test_keyed_accounts_cannot_be_joined() -> None:
    batch = exchanges([{"account": "a"}])
    keys = [extract(batch, Settings(key=key)).rows.column("account")[0] for key in (b"", b"k")]
    assert keys[0] != keys[1]


def test_excerpts_show_frame_words_only() -> None:
    text = "Solve the following problem about Zanzibar step by step and give the final answer: "
    rows = [{"id": f"i{k}", "text": f"{text} xylophone{k} quagga"} for k in range(200)]
    values = extract(exchanges(rows)).values.to_pylist()
    heads = [row["value"] for row in values if row["type"] == "head_template"]
    assert heads == ["solve the following problem about … step"]
    shown = " ".join(row["value"] for row in values)
    assert "zanzibar" not in shown.lower() and "xylophone" not in shown
    none = extract(exchanges(rows), Settings(excerpts=False)).values.to_pylist()
    assert not [row for row in none if row["type"] == "head_template"]


def test_time_and_epoch() -> None:
    rows = extract(exchanges([{}])).rows
    micros = rows.column("time")[0].as_py()
    assert rows.column("epoch")[0].as_py() == micros // 3_600_000_000
    assert np.int64(micros) == 1_772_366_400_000_000


def test_whoever_holds_one_key_shows_one_value() -> None:
    rows = [{"account": "a1", "holder": "h1"}, {"account": "a2", "holder": "h1"},
            {"account": "a3", "holder": "h2"}, {"account": "a4"}]  # fmt: skip
    one, same, other, none = extract(exchanges(rows)).rows.column("obs_holder").to_pylist()
    assert one == same != other and none not in (one, other)
