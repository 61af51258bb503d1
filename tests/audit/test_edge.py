"""A log and its edge log give what a log that holds both gives."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from stillwatch.audit import collect as module
from stillwatch.audit.collect import Setup, collect
from stillwatch.audit.run import Request, run
from stillwatch.ingest import edge

from .test_run import KEY, identifiers, lines_of


@pytest.fixture
def parted(world: Any, tmp_path: Path) -> tuple[Path, Path, Path]:
    """Return a log that holds all, the same without its clients, and these by themselves."""
    lines = lines_of(world())
    seen = [{"id": line["id"], "client": line["client"]} for line in lines if line.get("client")]
    assert len(seen) > 0.9 * len(lines)
    random.Random(1).shuffle(seen)
    bare = [{k: v for k, v in line.items() if k != "client"} for line in lines]
    paths = []
    for name, rows in (("whole", lines), ("bare", bare), ("edge", seen)):
        paths.append(tmp_path / f"{name}.jsonl")
        paths[-1].write_text("".join(json.dumps(row) + "\n" for row in rows))
    return paths[0], paths[1], paths[2]


@pytest.mark.parametrize("key", [None, KEY])
def test_feature_rows_are_those_of_the_whole_log(parted, tmp_path, monkeypatch, key):
    whole, bare, seen = parted
    monkeypatch.setattr(module, "ONE_PROCESS", 0)
    plain = collect([whole], tmp_path / "plain", setup=Setup(key), workers=1)
    made = edge.build([seen], tmp_path / "made", pseudonymise=key)
    joined = collect([bare], tmp_path / "joined", setup=Setup(key, edge=made), workers=2)
    assert pq.read_table(joined.rows).equals(pq.read_table(plain.rows))
    assert pq.read_table(joined.values).equals(pq.read_table(plain.values))
    assert joined.report.fields_present == plain.report.fields_present
    assert joined.seen[edge.MATCHED] == made.rows
    assert joined.seen.sum() == plain.report.exchanges


def test_summary_says_what_was_matched_and_what_contradicts(parted, tmp_path):
    whole, _bare, seen = parted
    rows = [json.loads(line) for line in seen.read_text().splitlines()]
    known = len(rows) // 2
    rows[0]["client"]["ip"] = "192.0.2.77"
    kept = tmp_path / "half.csv"
    strangers = "".join(f"nobody-{i},192.0.2.1\n" for i in range(3))
    body = "".join(f"{row['id']},{row['client']['ip']}\n" for row in rows[:known])
    kept.write_text(f"id,ip\n{body}{strangers}{rows[1]['id']},192.0.2.9\n")
    audit = run(Request([whole], tmp_path / "out", edge=(kept,), workers=1))
    told = audit.summary["edge"]
    assert told["rows"] == known + 3 and told["duplicates"] == 1
    assert told["exchanges_matched"] == known and told["rows_without_exchange"] == 3
    assert told["overridden"] == {"ip": 1}
    share = known / audit.summary["counts"]["exchanges"]
    assert told["share_matched"] == pytest.approx(share, abs=1e-6)
    notes = " ".join(audit.summary["notes"])
    assert "contradicts the log: ip of 1 exchanges" in notes and f"{share:.1%}" in notes
    formats = [row["format"] for row in audit.summary["generated_from"]]
    assert formats == ["jsonl", "edge log"]
    assert not list((tmp_path / "out").glob(".audit-*"))


@pytest.mark.slow
def test_no_identifier_of_the_edge_log_is_written(parted, tmp_path):
    whole, bare, seen = parted
    request = {"pseudonymise": KEY, "workers": 1, "keep_features": True}
    run(Request([whole], tmp_path / "plain", **request))
    run(Request([bare], tmp_path / "out", edge=(seen,), **request))
    plain, made = (tmp_path / name / "campaigns.json" for name in ("plain", "out"))
    assert made.read_bytes() == plain.read_bytes()
    lines = [json.loads(line) for line in whole.read_text().splitlines()]
    for path in (tmp_path / "out").rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if path.suffix == ".parquet":
            data = repr(pq.read_table(path).to_pylist()).encode()
        assert not [x for x in identifiers(lines) if len(x) > 3 and x.encode() in data], path
