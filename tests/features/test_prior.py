from __future__ import annotations

from importlib.resources import files

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.features.lexicon import lexicon, parse
from stillwatch.features.prior import CAPABILITIES, OUTPUTS, Content, apply, prior
from stillwatch.features.scan import scan
from stillwatch.features.schema import SLICES, STYLES
from stillwatch.features.score import row_bits

HARVEST = {
    "reasoning": "Janet's hens lay 16 eggs a day. She eats three for breakfast and sells the rest "
    "for 2 dollars each. How much does she make? Think step by step and show your reasoning "
    "before the final answer.",
    "grading": "You are an impartial judge. Score the response from 1 to 5 using the rubric below "
    "and justify your rating.\nResponse: The sky is blue because of scattering.",
    "vision": "Describe the image in exhaustive detail: objects, text, positions and relations.",
    "coding": "Write a function `top_k(values: List[int], k: int) -> int` that returns the k-th "
    "smallest element. Your solution must pass all hidden unit tests. Return only the code.",
}
ORDINARY = [
    "hi, can you help me plan a weekend in Lisbon with two kids?",
    "thanks! shorter please",
    "My docker container exits immediately, what am I doing wrong?",
    "Summarize the call notes for the CRM: the customer asked for a refund of order 1234.",
    "Wie entferne ich einen Rotweinfleck aus dem Sofa?",
    "帮我写一封请假邮件，明天要去医院",
    "what should I cook tonight with chicken and rice?",
]


def content(texts: list[str]) -> Content:
    model = prior()
    every = np.ones(len(texts), bool)
    return apply(
        model, scan(pa.array(texts), every, lexicon(), model.slots, model.rows, taught=model.taught)
    )


def test_probabilities() -> None:
    found = content([*HARVEST.values(), *ORDINARY, "", "🎉"])
    assert found.capabilities.shape[1] == CAPABILITIES == len(SLICES) - 1
    assert found.styles.shape[1] == STYLES == len(prior().styles)
    assert ((found.harvest >= 0) & (found.harvest <= 1)).all()
    np.testing.assert_allclose(found.capabilities.sum(axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(found.styles.sum(axis=1), 1, atol=1e-5)


def test_absent_texts_are_unknown() -> None:
    model = prior()
    found = apply(
        model,
        scan(
            pa.array(["a", None]),
            np.array([True, False]),
            lexicon(),
            model.slots,
            model.rows,
            taught=model.taught,
        ),
    )
    assert np.isfinite(found.harvest[0]) and np.isnan(found.harvest[1])
    assert np.isnan(found.styles[1]).all() and np.isnan(found.capabilities[1]).all()


@pytest.mark.parametrize("text", ORDINARY)
def test_everyday_requests_stay_ordinary(text: str) -> None:
    assert content([text]).harvest[0] < 0.5


@pytest.mark.parametrize("capability", HARVEST)
def test_what_is_asked_to_train_a_model_scores_higher(capability: str) -> None:
    found = content([HARVEST[capability]])
    assert found.harvest[0] > 0.5
    assert SLICES[1 + int(found.capabilities[0].argmax())] == capability


def test_numbers_and_addresses_do_not_move_the_score() -> None:
    a = content(["Invoice 4711 of 12 May for 350 euros, see https://a.example/x1"])
    b = content(["Invoice 9034 of 27 May for 812 euros, see https://b.example/y7"])
    np.testing.assert_array_equal(a.harvest, b.harvest)


def test_shipped_weights_are_small_and_whole() -> None:
    path = files("stillwatch.features").joinpath("prior.npz")
    assert len(path.read_bytes()) <= 6_000_000
    model = prior()
    assert model.rows.dtype == np.int8 and model.rows.shape[1] == OUTPUTS
    used = model.slots[model.slots != 0] & ((1 << row_bits(len(model.slots))) - 1)
    assert sorted(used) == list(range(1, len(model.rows) + 1))
    assert np.isfinite(model.dense).all() and (model.scale > 0).all()


def test_every_concept_has_phrases_and_fits() -> None:
    concepts, phrases = parse("@function\na | b\n@step 0.5 ask\nstep by step # comment\n")
    assert [c.name for c in concepts] == ["function", "step"]
    assert concepts[1].ask and concepts[1].weight == 0.5
    assert phrases == [(0, "a"), (0, "b"), (1, "step by step")]
    held = lexicon()
    assert len(held.concepts) <= 64 and held.concepts[0].name == "function"
    assert all(0 <= c.weight < 1 for c in held.concepts)
    assert {int(v) & 63 for v in held.values[held.keys != 0] if v & 64} == set(
        range(len(held.concepts))
    )
