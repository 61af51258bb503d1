"""Figures of a statement, as a reader reads them."""

from __future__ import annotations

import pytest

from stillwatch.detect.detectors._words import between, most


@pytest.mark.parametrize(
    ("low", "high", "way", "said"),
    [
        (0.0019, 0.0019, "hundred", "0.2"),
        (0.0001, 0.0001, "hundred", "less than 0.1"),
        (0.0, 0.0, "hundred", "0"),
        (0.048, 0.837, "hundred", "4.8 to 84"),
        (1.0, 1.0, "hundred", "100"),
        (-0.001, 0.001, "plain", "0.00"),
        (-0.21, 0.3, "plain", "-0.21 to 0.30"),
        (-0.21, 0.3, "distance", "0.00 to 0.30"),
        (30.0, 40.0, "days", "1 day"),
        (3.0, 40.0, "days", "0 to 1 days"),
        (3.0, 10.0, "days", "0 days"),
        (None, None, "days", "an unknown number of days"),
    ],
)
def test_some_never_reads_as_none_and_zero_has_no_sign(low, high, way, said):
    assert between(low, high, way) == said


@pytest.mark.parametrize(
    ("share", "said"), [(0.5, "50%"), (0.994, "99%"), (0.996, "over 99%"), (1.0, "over 99%")]
)
def test_a_share_of_accounts_never_reads_as_all_of_them(share, said):
    assert most(share) == said
