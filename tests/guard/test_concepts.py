from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from stillwatch.core.errors import StillwatchError
from stillwatch.features.hashing import join
from stillwatch.features.keys import lookup
from stillwatch.features.lexicon import word_hashes
from stillwatch.guard import phrases
from stillwatch.guard.concepts import (
    ROLES,
    SALT,
    STEM,
    TARGETS,
    expand,
    parse,
    phrase_keys,
    shipped_sources,
)
from stillwatch.guard.phrases import compiled, concepts


def test_every_phrase_is_found() -> None:
    known, phrases = parse(*shipped_sources())
    table = concepts()
    for concept, phrase in phrases:
        keys = phrase_keys(phrase)
        assert keys, phrase
        key = keys[0]
        for word in keys[1:]:
            key = np.uint64(join(key, word))
        assert int(lookup(table.keys, table.values, key)) >> concept & 1, phrase
    assert len(known) == len({c.name for c in known})
    assert {c.role for c in known} >= set(ROLES)
    assert all(c.words for c in known)
    assert {c.role for b, c in enumerate(known) if int(table.targets[0]) >> b & 1} == set(TARGETS)


def test_what_is_shipped_is_what_the_texts_say() -> None:
    with files("stillwatch.guard").joinpath("phrases.npz").open("rb") as file:
        held = dict(np.load(file))
    said = "run `python bench/train_guard.py --phrases`"
    for name, made in compiled().items():
        np.testing.assert_array_equal(held[name], made, err_msg=said)


@pytest.mark.parametrize("held", ["stale", "missing", "empty", "cut", "other"])
def test_what_is_shipped_and_stale_or_broken_is_compiled_anew(
    held: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "phrases.npz"
    if held == "stale":
        monkeypatch.setattr(phrases, "stamp", lambda: 1)
    else:
        whole = files("stillwatch.guard").joinpath("phrases.npz").read_bytes()
        if held == "other":
            np.savez(shipped, keys=np.zeros(1))
        elif held != "missing":
            shipped.write_bytes(whole[: len(whole) // 2] if held == "cut" else b"")
        monkeypatch.setattr(phrases, "_FILE", shipped)
    made: list[int] = []
    with files("stillwatch.guard").joinpath("phrases.npz").open("rb") as file:
        was = dict(np.load(file))
    monkeypatch.setattr(phrases, "compiled", lambda: made.append(1) or was)
    table = concepts.__wrapped__()
    assert made == [1]
    np.testing.assert_array_equal(np.sort(table.keys), np.sort(concepts().keys))


@pytest.mark.parametrize("text", ["@bare\n", "word\n", "@name | no role\n", ">absent word\n"])
def test_bad_file_is_told(text: str) -> None:
    with pytest.raises(StillwatchError, match="concepts line 1"):
        parse(text)


def test_choices_are_spelled_out() -> None:
    assert expand("your {old,new} {rule,rules}") == [
        "your old rule",
        "your old rules",
        "your new rule",
        "your new rules",
    ]
    assert expand("plain words") == ["plain words"]


def test_a_later_file_adds_to_a_concept() -> None:
    known, phrases = parse("@a act | to do\none\n@b act | other\ntwo\n", ">a three | {4,5} x\n")
    assert [c.name for c in known] == ["a", "b"]
    assert phrases == [(0, "one"), (1, "two"), (0, "three"), (0, "4 x"), (0, "5 x")]


@pytest.mark.parametrize("word", ["системный", "프롬프트", "تعليماتك", "प्रशिक्षण", "instrucc*"])
def test_words_that_stand_for_their_endings(word: str) -> None:
    plain = word.removesuffix("*")
    assert phrase_keys(word) == [word_hashes(plain[:STEM])[0] ^ SALT]


@pytest.mark.parametrize("word", ["prompt", "提示", "あなた", "ты"])
def test_other_words_stand_for_themselves(word: str) -> None:
    assert phrase_keys(word) == word_hashes(word)
