"""The content prior in other languages than English."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.features.lexicon import lexicon
from stillwatch.features.prior import apply, prior
from stillwatch.features.scan import scan
from stillwatch.features.score import CAUTION, Taught, find_row, row_bits

ASKED = {
    "zh": (
        "小明有24个苹果,他把其中的三分之一分给了同学,又买了10个。请一步一步推理,最后给出答案。",
        "明天带爸妈去苏州玩,有什么好吃的推荐吗?",
    ),
    "ja": (
        "ある池に魚が120匹います。毎日5匹ずつ減ると、"
        "何日後に半分になりますか。途中の計算も示してください。",
        "今夜の夕飯、鶏肉とキャベツで何か簡単なの作れる?",
    ),
    "ru": (
        "Поезд проехал 240 км за 3 часа, а затем ещё 160 км за 2 часа. "
        "Какова его средняя скорость? "
        "Реши по шагам и запиши ответ.",
        "привет, как удалить пятно от кофе с белой рубашки?",
    ),
    "es": (
        "Escribe una función en Python que reciba una lista de enteros y devuelva la subsecuencia "
        "creciente más larga. Explica la complejidad.",
        "oye, ¿me ayudas a escribirle un correo a mi casero por la humedad del baño?",
    ),
    "ar": (
        "اشترى أحمد 12 قلما بسعر 3 ريالات للقلم ثم باع نصفها بسعر 5 ريالات. "
        "كم ربح؟ حل المسألة خطوة بخطوة.",
        "السلام عليكم، وين ألقى مطعم حلو في جدة للعائلة؟",
    ),
    "de": (
        "Ein Händler verkauft 24 Äpfel, ein Drittel davon am Vormittag. Wie viele bleiben übrig? "
        "Löse die Aufgabe Schritt für Schritt und gib am Ende das Ergebnis an.",
        "Wie bekomme ich Rotwein aus dem Teppich raus?",
    ),
    "ko": (
        "다음 문제를 단계별로 풀고 마지막 줄에 답을 쓰시오. "
        "어떤 수에 7을 더하고 3을 곱했더니 45가 되었다.",
        "내일 제주도 날씨 어때? 우산 챙겨야 하나",
    ),
}  # fmt: skip


def harvest(texts: list[str], taught: Taught | None = None, rows: Any = None) -> np.ndarray:
    model = prior()
    every, rows = np.ones(len(texts), bool), model.rows if rows is None else rows
    return apply(
        model,
        scan(pa.array(texts), every, lexicon(), model.slots, rows, taught=taught or model.taught),
    ).harvest


def logit(share: np.ndarray) -> np.ndarray:
    return np.log(share / (1 - share))


@pytest.mark.parametrize("language", ASKED)
def test_a_harvest_and_everyday_life_are_told_apart(language: str) -> None:
    asked, ordinary = harvest(list(ASKED[language]))
    assert asked > 0.5 > ordinary


def test_english_is_read_as_before_it_was_taught_others() -> None:
    # figures of the weights before (of commit cfb6089): English words kept them
    texts = [
        "Solve step by step: a train leaves at noon at 80 km/h. When does it arrive?",
        "hi, can you help me plan a weekend in Lisbon with two kids?",
        "Write a function that returns the k-th smallest element of a list.",
    ]
    np.testing.assert_allclose(harvest(texts), [0.3815, 0.3183, 0.6455], atol=0.005)


def test_a_large_table_holds_more_rows_than_a_small_one() -> None:
    assert (row_bits(1 << 17), row_bits(1 << 18), row_bits(1 << 19)) == (17, 17, 18)
    key = np.uint64(0x0123_4567_89AB_CDEF)
    for size, row in ((1 << 10, 131_070), (1 << 19, 262_142)):
        slots, bits = np.zeros(size, np.uint32), row_bits(size)
        slots[int(key) & (size - 1)] = ((int(key) >> 40) & (0xFFFFFFFF >> bits)) << bits | (row + 1)
        assert find_row(slots, key) == row
        assert find_row(slots, key ^ np.uint64(1 << 42)) == -1


def test_foreign_words_of_an_english_text_change_nothing() -> None:
    text = (
        "Our guests from München and São Paulo ask for a table in the garden, und zwar heute. "
        "Could you help me write a short, kind answer, por favor, and say that we close at ten?"
    )
    model = prior()
    english = model.rows.copy()
    english[model.taught.row :] = 0
    found = harvest([text], rows=english)
    np.testing.assert_allclose(harvest([text]), found, atol=1e-6)
    assert abs(harvest([text], Taught(len(model.rows), 0.0)) - found) > 0.01  # by all that is known


def test_a_text_in_another_language_must_show_a_logit_more() -> None:
    texts = [asked for asked, _ in ASKED.values()]
    without = harvest(texts, Taught(prior().taught.row, 0.0))
    lost = logit(without) - logit(harvest(texts))
    assert lost.max() == pytest.approx(CAUTION, abs=0.02)
    assert (lost >= -1e-3).all() and np.median(lost) > 0.9
