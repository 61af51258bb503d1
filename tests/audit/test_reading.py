"""How much of a log the content model reads less surely, and that it is said."""

from __future__ import annotations

import ibis
import pyarrow as pa
import pytest

from stillwatch.audit.reading import notes, reading

CYRILLIC, LATIN, HAN = 7, 8, 9


def told(*kinds: tuple[int, int, float, float, int]):
    """Count texts of some kinds: `(how many, key of the script, common words, code, slice)`."""
    rows = [row for number, *row in kinds for _ in range(number)]
    columns = ("obs_script", "sig_frame_share", "sig_code_share", "slice")
    table = pa.table({name: [row[n] for row in rows] for n, name in enumerate(columns)})
    table = table.append_column("has_text", pa.array([True] * (len(rows) - 1) + [False]))
    values = pa.table(
        {
            "key": [CYRILLIC, LATIN, HAN, LATIN],
            "type": ["script", "script", "script", "plan"],
            "value": ["cyrillic", "latin", "han", "free"],
        }
    )
    return reading(ibis.memtable(table), ibis.memtable(values))


def test_scripts_and_texts_of_few_common_words_are_told_and_what_follows():
    found = told(
        (40, CYRILLIC, 0.1, 0.0, 0), (20, LATIN, 0.1, 0.0, 0), (10, LATIN, 0.6, 0.0, 0),
        (20, LATIN, 0.6, 0.0, 1), (10, LATIN, 0.1, 0.2, 0), (1, LATIN, 0.6, 0.0, 0),
    )  # fmt: skip
    assert found == {
        "texts": 100,
        "kinds": [
            {"kind": "cyrillic", "share": 0.4, "harvest_like": 0.0},
            {"kind": "latin", "share": 0.4, "harvest_like": 0.5},
            {"kind": "latin_uncommon", "share": 0.2, "harvest_like": 0.0},
        ],
    }
    (said,) = notes(found)
    assert "requests 40% are in other scripts than Latin (Cyrillic 40%) and 20% are" in said
    assert "in Latin letters with few common words (other languages, jargon, codes," in said
    assert (
        "less surely than English, and others hardly. Of these 0% read like a harvest, of the "
        "others 50%. Groups" in said
    )
    told_of = "where none do nothing is found, whatever is shared."
    assert "only around accounts of which some requests read like a harvest" in said
    assert said.endswith(told_of)
    (said,) = notes(found, marked=False)
    assert "Of these" not in said and said.endswith(told_of)


def test_of_a_log_in_english_nothing_is_said():
    english = (96, LATIN, 0.6, 0.0, 1), (5, 0, 0.0, 0.0, 1)  # digits alone have no script
    assert notes(told(*english)) == []
    assert notes(told((3, HAN, 0.1, 0.0, 1), *english)) == []
    (said,) = notes(told((9, HAN, 0.1, 0.0, 1), *english))
    assert "Chinese characters" in said and "Latin letters" not in said
    assert notes(told((1, LATIN, 0.6, 0.0, 0))) == []


def test_an_audit_counts_the_texts_of_its_log(audited):
    _, audit = audited()
    kinds = audit.summary["reading"]["kinds"]
    assert 0 < audit.summary["reading"]["texts"] <= audit.summary["counts"]["exchanges"]
    assert sum(row["share"] for row in kinds) == pytest.approx(1, abs=0.01)
    assert kinds[0]["kind"] == "latin" and kinds[0]["share"] > 0.8


def test_many_scripts_that_are_rare_each_are_told_together():
    kinds = [{"kind": f"script{n}", "share": 0.009, "harvest_like": 0.0} for n in range(8)]
    kinds.append({"kind": "latin", "share": 0.928, "harvest_like": 0.2})
    (note,) = notes({"texts": 1_000, "kinds": kinds})
    assert "7.2 % are in other scripts than Latin: the content" in note.replace("7.2%", "7.2 %")
