from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from stillwatch.errors import StillwatchError
from stillwatch.features.hashing import join
from stillwatch.features.keys import lookup
from stillwatch.guard.concepts import ROLES, TARGETS, concepts, parse, phrase_keys


def test_every_phrase_is_found() -> None:
    text = files("stillwatch.guard").joinpath("concepts.txt").read_text(encoding="utf-8")
    known, phrases = parse(text)
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


@pytest.mark.parametrize("text", ["@bare\n", "word\n", "@name | no role\n"])
def test_bad_file_is_told(text: str) -> None:
    with pytest.raises(StillwatchError, match="concepts line 1"):
        parse(text)
