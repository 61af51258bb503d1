"""What users run on the bundled sample gives what is committed: `scripts/golden`."""

from __future__ import annotations

import copy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def golden():
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import golden
    finally:
        sys.path.pop(0)
    return golden


@pytest.fixture(scope="module")
def expected(golden):
    return golden.load(golden.EXPECTED)


def test_audits_with_and_without_evidence_and_by_night_are_as_committed(golden, expected, tmp_path):
    found = golden.run(tmp_path, list(golden.CORE))
    assert not list(map(str, golden.differences(found, expected)))


@pytest.mark.slow
def test_all_commands_are_as_committed(golden, expected, tmp_path):
    assert not list(map(str, golden.differences(golden.run(tmp_path), expected)))


def campaigns(expected):
    """Return one output of the committed ones, as a run would have found it."""
    return {"audit/audit-campaigns.json": copy.deepcopy(expected["audit/audit-campaigns.json"])}


def broken(golden, expected, change):
    found = campaigns(expected)
    change(found["audit/audit-campaigns.json"]["campaigns"][golden.CAMPAIGN])
    return golden.differences(found, {n: expected[n] for n in found})


def test_a_changed_number_is_reported_and_is_no_matter_of_words(golden, expected):
    (found,) = broken(golden, expected, lambda c: c.update(exchanges=c["exchanges"] + 1))
    assert found.path.endswith(f"{golden.CAMPAIGN}/exchanges") and found.what == "numbers"
    assert found.got == found.expected + 1 and not golden.only_words(found)


def test_a_changed_level_or_a_lost_field_is_no_matter_of_words(golden, expected):
    (level,) = broken(golden, expected, lambda c: c.update(severity="watch"))
    (lost,) = broken(golden, expected, lambda c: c.pop("first_seen"))
    assert (level.what, lost.what, lost.got) == ("field", "field", "(absent)")


@pytest.mark.parametrize(
    ("new", "what"),
    [("In all, 40 members sent 7 requests", "words"), ("All of 41 members sent 7", "numbers"),
     ("Four of 40 members sent 7", "numbers"), ("7 by 40 members", "numbers")],
)  # fmt: skip
def test_sentences_of_the_same_numbers_differ_in_words_alone(golden, new, what):
    (field,) = golden.compare("f", {"said": "Of 40 members, 7 requests came"}, {"said": new})
    (line,) = golden.compare("f", ["Of 40 members, 7 requests came"], [new])
    assert field.what == line.what == what


def test_what_is_committed_reads_back_as_it_was(golden, expected, tmp_path):
    golden.save(tmp_path, expected)
    assert golden.load(tmp_path) == expected and expected
