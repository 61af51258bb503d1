"""Numbers and words as people read them."""

from __future__ import annotations

import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.report import wording


@given(st.text(st.characters(codec=None)))
def test_neutralised_text_has_nothing_invisible(text):
    out = wording.neutralise(text)
    assert not any(unicodedata.category(c)[0] == "C" for c in out)
    assert wording.neutralise(out) == out


@given(st.text(max_size=200), st.integers(2, 80))
def test_shortened_text_fits(text, limit):
    out = wording.shorten(text, limit)
    assert len(out) <= limit
    assert out == text or "…" in out


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.0, "0"), (1.0, "100"), (0.5, "50"), (0.0004, "<0.1"), (0.0123, "1.2"), (0.998, "99.8"),
     (0.99999, ">99.9"), (2.5, "250")],
)  # fmt: skip
def test_a_share_is_never_rounded_to_none_or_all(value, said):
    assert wording.percent(value) == said + wording.NB + "%"


@pytest.mark.parametrize(
    ("log_e", "said"),
    [(math.log(40), "40"), (math.log(4000), "4,000"), (32.3, "10¹⁴"), (0.0, "1"), (-9.0, "<0.01"),
     (1e6, "10⁹⁹⁹⁹"), (None, "–"), (math.nan, "–")],
)  # fmt: skip
def test_an_e_value_in_plain_figures(log_e, said):
    assert wording.strength(log_e) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (9999, "9,999"), (12_400, "12.4k"), (1_131_000, "1.13M"), (2.1e9, "2.1B"),
     (250_000, "250k")],
)  # fmt: skip
def test_large_numbers_are_brief(value, said):
    assert wording.compact(value) == said


def test_moments_are_told_in_utc():
    nb = wording.NB
    assert wording.minute("2026-03-05T01:30:00+02:00") == f"4{nb}Mar{nb}2026, 23:30"
    assert wording.minute(0) == f"1{nb}Jan{nb}1970, 00:00"
    assert wording.day("not a time") == "–"
    assert wording.span("2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z") == "1 hour"
    assert wording.span("2026-03-01T00:00:00Z", "2026-03-09T00:00:00Z") == "8 days"
