from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.core.errors import UsageError
from stillwatch.simulate.corpus import Prompt, bundled
from stillwatch.simulate.grammar import Grammar, hashes, varied

GRAMMARS = {split: Grammar(split, bundled(split)) for split in ("tune", "report")}
HARVESTED = "math logic coding agentic tool grading refusals rewriting general".split()
LANGUAGES = ("es", "de", "zh", "ar", "hi", "ja")
RULES = [
    *(f"{d}.en" for d in ("chat", "homework", "business", "writing", *HARVESTED)),
    *(f"{d}.made.en" for d in HARVESTED),
    *(f"{d}.{c}" for d in ("chat", "math", "general", "popular", "followup") for c in LANGUAGES),
    *(f"reply.{d}.en" for d in ("chat", "math", "code", "grade", "short")),
    "popular.en", "followup.en", "followup.code", "unique", "wrap.reason", "wrap.task",
    "wrap.business", "wrap.student", "system.assistant", "system.app", "system.harvest",
    "system.agent",
]  # fmt: skip


def ids(n, start=0):
    return np.arange(start, start + n, dtype=np.uint64)


@pytest.mark.parametrize("split", sorted(GRAMMARS))
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_gives_text_that_is_a_json_string(split, rule):
    for text in GRAMMARS[split].texts(rule, ids(150)):
        decoded = json.loads(b'"' + text + b'"')
        assert decoded.strip()


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=20))
def test_an_id_names_one_text_wherever_it_stands(numbers):
    grammar = GRAMMARS["tune"]
    together = grammar.texts("chat.en", np.array(numbers, np.uint64))
    alone = [grammar.texts("chat.en", np.array([n], np.uint64))[0] for n in numbers]
    assert together == alone


@pytest.mark.parametrize("rule", [f"{d}.made.en" for d in HARVESTED])
def test_a_harvest_can_ask_many_distinct_items(rule):
    texts = GRAMMARS["report"].texts(rule, ids(20_000))
    assert len(set(texts)) > 0.8 * len(texts)


def test_the_splits_share_no_prompt_source_and_differ_in_words():
    sources = {split: {p.source for p in bundled(split)} for split in GRAMMARS}
    assert not sources["tune"] & sources["report"]
    for rule in ("wrap.reason", "wrap.business", "homework.ask", "system.harvest"):
        tune, report = (set(g.texts(rule, ids(2_000))) for g in GRAMMARS.values())
        assert len(tune - report) > 0.5 * len(tune)


def test_a_fixed_slot_stays_the_same():
    for text in GRAMMARS["tune"].texts("logic.order", ids(200)):
        if b" stand in a row. " in text:
            first = text.split(b",")[0]
            assert text.count(first) >= 2


def test_prompts_vary_at_numbers_and_names_only():
    pieces = varied(Prompt("Tom has 12 eggs {x} and $3.50 or 7%.", "s", "math"))
    assert pieces == ["", "name", " has ", "#99", " eggs {x} and $3.50 or 7%."]
    assert varied(Prompt("Tom has 12", "s", "logic")) == ["Tom has 12"]


def test_braces_of_a_prompt_are_its_own():
    grammar = Grammar("tune", [Prompt("keep {name} as it is", "s", "logic")])
    assert b"keep {name} as it is" in grammar.texts("logic.pool", ids(3))


def test_hashes_are_even_and_independent():
    grid = hashes(ids(4_000))
    assert grid.shape == (4_000, 24)
    assert abs((grid % 2).mean() - 0.5) < 0.01
    off = np.corrcoef((grid % 7).T) - np.eye(24)
    assert np.abs(off).max() < 0.08


def test_the_corpus_has_no_other_split():
    with pytest.raises(UsageError, match="--sources"):
        bundled("both")


def test_nothing_harmful_is_bundled():
    """The corpus was filtered; a coarse list keeps it so."""
    for split in GRAMMARS:
        for prompt in bundled(split):
            words = set(prompt.text.lower().split())
            assert not words & {"bomb", "porn", "suicide", "murder", "weapon", "weapons"}
