"""What the benchmarks add to a score: aggregation over seeds, and the meter of cost."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from stillwatch.score.audit import Audit, FoundCampaign, FoundUnit
from stillwatch.score.compute import score
from stillwatch.score.figures import Score
from stillwatch.score.truth import TrueCampaign, TrueUnit, Truth, Unit

BENCH = Path(__file__).parents[2] / "bench"
START = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = int(START.timestamp()) // 3600


@pytest.fixture(scope="module", autouse=True)
def bench_on_path() -> Iterator[None]:
    sys.path.insert(0, str(BENCH))
    yield
    sys.path.remove(str(BENCH))


def module(name: str) -> ModuleType:
    return importlib.import_module(name)


def seed(caught: int, wrong: int = 0, hours: float = 1.0) -> Score:
    """Score of 100 chat users, 50 students and 10 accounts in a campaign of templates."""
    chat, students, bad = (
        [Unit(f"{p}{i}") for i in range(n)] for p, n in zip("cub", (100, 50, 10), strict=True)
    )
    rows = {u: TrueUnit("chat", None, False) for u in chat}
    rows |= {u: TrueUnit("university", None, False) for u in students}
    rows |= {u: TrueUnit("campaign", "c1", False) for u in bad}
    taken = tuple((HOUR + h, 1) for h in range(10))
    true = TrueCampaign("c1", "shared_template", START, START, taken)
    flagged = {u: FoundUnit(2, None) for u in [*bad[:caught], *students[:wrong]]}
    found = FoundCampaign("f1", 2, frozenset(bad[:caught]), START + timedelta(hours=hours))
    units = {u: FoundUnit(0, None) for u in rows} | flagged
    return score(Truth(rows, {"c1": true}, seed=caught), Audit(units, (found,) if caught else ()))


def test_seeds_are_averaged_and_false_positives_pooled() -> None:
    result = module("_aggregate").world([seed(10), seed(8, wrong=2, hours=3)], {"university"})
    overall = result["overall"]
    assert overall["recall"] == pytest.approx(0.9)
    assert overall["recall_worst"] == pytest.approx(0.8)
    assert overall["precision"] == pytest.approx(0.9)
    assert overall["benign_flagged"]["likely"]["count"] == 2
    assert overall["benign_flagged"]["likely"]["of"] == 300
    [kind] = result["kinds"]
    assert (kind["campaigns"], kind["detected"], kind["pieces"]) == (2, 2, 1)
    assert kind["taken_at_detection"] == pytest.approx(0.2)
    assert kind["taken_at_detection_worst"] == pytest.approx(0.3)
    assert kind["hours_to_detect_median"] == 2
    by_name = {p["population"]: p for p in result["populations"]}
    assert by_name["university"]["likely"]["rate"] == pytest.approx(0.02)
    reached = {t["what"]: t["reached"] for t in result["targets"]}
    assert reached["look-alikes flagged, pooled"] is False
    assert reached["recall of the worst campaign"] is True
    assert reached["look-alikes confirmed"] is True
    assert reached["recall of the hardest kind, mean"] is None


def test_a_seed_without_a_flag_keeps_the_others() -> None:
    overall = module("_aggregate").overall([seed(10), seed(0)])
    assert (overall["precision"], overall["recall"]) == (1.0, 0.5)


def test_ablation_is_the_difference() -> None:
    row = module("_aggregate").difference([seed(10)], [seed(6, wrong=1, hours=4)], "load")
    assert row["recall"] == pytest.approx(-0.4)
    assert row["benign_flagged"] == 1
    assert row["taken_at_detection"] == pytest.approx(0.3)
    assert row["kinds"] == {"shared_template": pytest.approx(-0.4)}


def test_throughput_ratios() -> None:
    measure = module("_measure")
    sys.path.insert(0, str(BENCH / "throughput"))
    try:
        run = importlib.import_module("run")
    finally:
        sys.path.remove(str(BENCH / "throughput"))
    runs = [measure.Measured(s, 3.0, m) for s, m in ((4.0, 100.0), (2.0, 300.0), (9.0, 200.0))]
    alone = {"decompress": measure.Measured(0.5, 0.5, 10.0)}
    row = run.figures(1000, 2_000_000, 8_000_000, runs, alone)
    assert (row["seconds"], row["exchanges_per_s"], row["text_mb_per_s"]) == (4.0, 250.0, 2.0)
    assert row["peak_rss_mb"] == 300.0
    assert row["alone"]["decompress"]["audit_takes_times"] == 8.0


def test_meter_sees_the_memory_of_children() -> None:
    # the parent stays small; its child fills 80 MB and holds it for a while
    child = "import time; x = b'x' * 80_000_000; time.sleep(0.5)"
    parent = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    )
    measured = module("_measure").measure([sys.executable, "-c", parent])
    assert 80 < measured.peak_rss_mb < 200
    assert measured.seconds > 0.5
    assert 0 < measured.cpu_seconds < 5


def test_meter_shows_why_a_command_failed(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="exit status 3"):
        module("_measure").measure(
            [sys.executable, "-c", "import sys; print('broken', file=sys.stderr); sys.exit(3)"]
        )
    assert "broken" in capfd.readouterr().err


def test_digest_follows_content_and_names(tmp_path: Path) -> None:
    digest: Any = module("_measure").digest
    folder = tmp_path / "a"
    (folder / "__pycache__").mkdir(parents=True)
    (folder / "x.py").write_text("1")
    before = digest([folder])
    (folder / "__pycache__" / "x.pyc").write_text("anything")
    assert digest([folder]) == before
    assert digest([folder], "option") != before
    (folder / "x.py").write_text("2")
    assert digest([folder]) != before
