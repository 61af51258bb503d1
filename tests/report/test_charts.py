"""Figures say what the data say."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import numpy as np
import pytest

from stillwatch.report.charts.graph import WAVES, shared, waves
from stillwatch.report.charts.strength import strengths
from stillwatch.report.charts.svg import el, ticks
from stillwatch.report.charts.timeline import Bars, timeline
from stillwatch.report.charts.volume import share_at_least, volume
from stillwatch.report.model import read

WIDTHS = (840, 350)


@pytest.fixture
def campaigns(sample):
    return read(sample.audit(hostile=True)).campaigns


def parse(figure) -> ElementTree.Element:
    return ElementTree.fromstring(str(figure))


@pytest.mark.parametrize("width", WIDTHS)
def test_figures_are_well_formed_and_spoken(campaigns, width):
    drawn = (
        timeline(campaigns, width),
        shared(campaigns, width),
        strengths(campaigns, {"likely": 9.2}, width),
        volume(np.array([20.0, 30.0]), np.array([1.0, 5000.0, 0.0]), width),
    )
    for figure in drawn:
        root = parse(figure)
        assert root.get("role") == "img" and root.get("aria-label")
        for shape in root.iter("rect"):
            assert float(shape.get("width", "0")) >= 0 and float(shape.get("height", "0")) >= 0


def test_attributes_and_text_are_escaped():
    out = str(el("text", "<b>&\u202e", x=1.5, class_='a"b', role=None))
    assert out == '<text x="1.5" class="a&#34;b">&lt;b&gt;&amp;[U+202E]</text>'


def test_ticks_cover_the_largest_value():
    for top in (0.3, 1, 7, 99, 101, 12_345, 0):
        steps = ticks(top)
        assert steps[0] == 0 and steps[-1] >= top and len(steps) <= 8


def test_bars_add_up_to_the_timeline(sample):
    views = read(sample.audit()).campaigns
    bars = Bars(views)
    assert bars.days == 1 and bars.starts[0] == date(2026, 3, 4)
    for view, row in zip(views, bars.sums, strict=True):
        assert sum(row) == sum(exchanges for exchanges, _ in view.timeline.values())


def test_long_logs_are_drawn_by_week():
    days = [{"day": f"2026-{m:02d}-01", "exchanges": 10, "accounts": 1} for m in range(1, 13)]
    bars = Bars(read({"campaigns": [{"timeline": days}]}).campaigns)
    assert bars.days == 7 and sum(bars.sums[0]) == 120


def test_the_stack_of_a_day_is_as_tall_as_its_sum(sample):
    """Heights of one day's rectangles are in proportion to exchanges."""
    views = read(sample.audit()).campaigns
    root = parse(timeline(views, 840))
    first = [
        (float(r.get("height", "0")), int(r[0].text.split(": ")[1].split()[0].replace(",", "")))
        for r in root.findall("rect")
        if len(r) and r[0].text and "exchanges" in r[0].text
    ]
    assert len(first) > 20
    scale = [tall / count for tall, count in first if count > 500]
    assert max(scale) / min(scale) < 1.01


def test_campaigns_without_days_or_observables_draw_nothing():
    views = read({"campaigns": [{"id": "x"}]}).campaigns
    assert timeline(views, 840) is None
    assert shared(views, 840) is None
    assert strengths([], {}, 840) is None


def test_waves_cut_at_the_widest_gaps():
    days = [1, 1, 2, 6, 6, 12, 13, 20, 28]
    members = [{"since": f"2026-03-{d:02d}T00:00:00Z"} for d in days]
    found = waves(members)
    assert len(found) == WAVES
    assert sum(size for _, _, size in found) == len(days)
    assert [first.day for first, _, _ in found] == [1, 12, 20, 28]


def test_outside_does_not_count_members_of_another_campaign():
    shared_by_both = {"type": "ja4", "value": "x"}
    rows = [
        {"id": "a", "accounts": ["a1", "a2"], "severity": "likely", "log_e": 9,
         "observables": [{**shared_by_both, "members": 2, "outside": 5}]},
        {"id": "b", "accounts": ["b1", "b2", "b3"], "severity": "likely", "log_e": 8,
         "observables": [{**shared_by_both, "members": 3, "outside": 4}]},
    ]  # fmt: skip
    assert "5 in, 2 out" in str(shared(read({"campaigns": rows}).campaigns, 840))


def test_a_limit_stops_those_at_or_above_it():
    assert share_at_least(10.0, np.array([5.0, 10.0, 20.0, 40.0])) == 0.75
