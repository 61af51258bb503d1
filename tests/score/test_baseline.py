"""The cheap baseline finds what it should, and stays silent where it should."""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.score.audit import read_audit
from stillwatch.score.truth import Unit

BENCH = Path(__file__).parents[2] / "bench"
START = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = [f"{a}{b}" for a in ("ra", "mo", "ti", "sel", "gu") for b in ("ne", "lor", "pa", "wi")]


@pytest.fixture(scope="module")
def baseline() -> ModuleType:
    spec = importlib.util.spec_from_file_location("baseline", BENCH / "baseline.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["baseline"] = module
    spec.loader.exec_module(module)
    return module


def exchange(account: str, hour: float, text: str, ip: str, number: int) -> dict[str, Any]:
    moment = START + timedelta(hours=hour)
    zone = timezone(timedelta(hours=number % 5 - 2))  # the same moment, written in five zones
    return {
        "id": f"{account}-{number}",
        "time": moment.astimezone(zone).isoformat() if number % 7 else str(moment.timestamp()),
        "account": {"id": account},
        "client": {"ip": ip},
        "request": {"model": "m", "messages": [{"role": "user", "content": text}]},
    }


def log() -> list[dict[str, Any]]:
    """60 ordinary accounts, 8 with one template and address, one heavy, one in other letters."""
    draw = random.Random(3)

    def text() -> str:
        return " ".join(draw.choices(WORDS, k=20))

    rows = []
    for a in range(60):
        rows += [exchange(f"g{a}", 24 * d, text(), f"10.{a}.0.1", d) for d in range(12)]
    for a in range(8):
        for d in range(12):
            text_ = "Reason step by step and then answer the question: " + text()
            rows.append(exchange(f"t{a}", 24 * d + a, text_, f"192.0.2.{a}", d))
    rows += [exchange("heavy", n / 10, text(), "10.200.0.1", n) for n in range(200)]
    odd = str.maketrans("abcdefghijklmnopqrstuvwxyz", "αβγδεζηθικλμνξοπρστυφχψωϊϋ")
    rows += [exchange("odd", 24 * d, text().translate(odd), "10.201.0.1", d) for d in range(12)]
    draw.shuffle(rows)
    return rows


THRESHOLDS = {"rate": 100, "address_template": 3, "template": 3, "content": 3}


@pytest.fixture(scope="module", params=["jsonl.gz", "parquet"])
def facts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, baseline: ModuleType
) -> Any:
    folder = tmp_path_factory.mktemp("baseline")
    path = folder / f"log.{request.param}"
    if request.param == "parquet":
        pq.write_table(pa.Table.from_pylist(log()), path)
    else:
        lines = "".join(json.dumps(row) + "\n" for row in log())
        path.write_bytes(gzip.compress(lines.encode()))
    return baseline.Facts([path], folder)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("rate", {"heavy"}),
        ("template", {f"t{a}" for a in range(8)}),
        ("content", {"odd"}),
    ],
)
def test_each_rule_flags_its_own(
    rule: str, expected: set[str], facts: Any, baseline: ModuleType, tmp_path: Path
) -> None:
    chosen = {name: THRESHOLDS[name] for name in baseline.VARIANTS[rule]}
    baseline.judge(facts, chosen, tmp_path)
    audit = read_audit(tmp_path)
    assert {unit.account for unit, found in audit.units.items() if found.level == 2} == expected
    assert len(audit.units) == 70
    for campaign in audit.campaigns:
        assert {unit.account for unit in campaign.units} == expected


def test_a_template_is_known_once_enough_accounts_used_it(
    facts: Any, baseline: ModuleType, tmp_path: Path
) -> None:
    chosen = {name: THRESHOLDS[name] for name in baseline.VARIANTS["template"]}
    baseline.judge(facts, chosen, tmp_path)
    audit = read_audit(tmp_path)
    # more than three accounts share it from the fourth on, which starts in hour 3
    assert {c.detected_at for c in audit.campaigns} == {START + timedelta(hours=3)}
    assert audit.units[Unit("t0")].flagged_at == START + timedelta(hours=3)
    assert audit.units[Unit("t7")].flagged_at == START + timedelta(hours=7)


def scores(facts: Any, name: str) -> dict[str, float]:
    accounts, values = facts.table["account"].to_pylist(), facts.table[name].to_pylist()
    return dict(zip(accounts, values, strict=True))


GOOD = {f"g{a}" for a in range(60)} | {"heavy", "odd"}
BAD = {f"t{a}" for a in range(8)}


def test_strict_tuning_keeps_to_its_budget(facts: Any, baseline: ModuleType) -> None:
    thresholds = baseline.tune(facts, BAD, GOOD, budget=0.05)["strict"]
    for name, threshold in thresholds.items():
        values = scores(facts, name)
        assert sum(values[a] > threshold for a in GOOD) <= 0.05 * len(GOOD)


def test_tuning_for_f1_separates_what_can_be_separated(facts: Any, baseline: ModuleType) -> None:
    tuned = baseline.tune(facts, BAD, GOOD)
    assert set(tuned) == set(baseline.VARIANTS)
    for variant in ("template", "combined"):
        flagged = {
            account
            for name, threshold in tuned[variant].items()
            for account, value in scores(facts, name).items()
            if value > threshold
        }
        assert flagged == BAD


def test_labels_leave_out_the_doubtful(baseline: ModuleType, tmp_path: Path) -> None:
    rows = [
        {"account": "a", "population": "chat", "campaign": None},
        {"account": "b", "population": "chat", "campaign": "c1"},
        {"account": "c", "population": "licensed", "campaign": None},
        {"account": "r", "population": "reseller", "campaign": None},
        {"account": "r", "end_user": "u", "population": "reseller", "campaign": "c1"},
    ]
    (tmp_path / "truth.json").write_text(json.dumps({"accounts": rows}))
    assert baseline.labels(tmp_path) == ({"b"}, {"a"})
