"""Audits with everything that can stand beside a log, run again from a bundle."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

from stillwatch.cli import audit, evidence

pytestmark = pytest.mark.slow
DAY = re.compile(rb'"time":\s?"(\d{4}-\d\d-\d\d)')


def call(*words: object) -> Result:
    command = {"audit": audit.command, "evidence": evidence.command}[str(words[0])]
    return CliRunner().invoke(command, [str(word) for word in words[1:]])


@pytest.fixture(scope="module")
def parts(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample in two halves by time, and an edge log that moves some clients."""
    folder = tmp_path_factory.mktemp("parts")
    packed = root / "examples/sample/log-0001.jsonl.zst"
    with pa.CompressedInputStream(packed.open("rb"), "zstd") as stream:
        lines = stream.read().splitlines(keepends=True)
    days = [DAY.search(line)[1] for line in lines]  # type: ignore[index]
    half = sorted(set(days))[len(set(days)) // 2]
    made = {"all": lines}
    made["first"] = [line for line, day in zip(lines, days, strict=True) if day < half]
    made["second"] = [line for line, day in zip(lines, days, strict=True) if day >= half]
    for name, held in made.items():
        (folder / f"{name}.jsonl").write_bytes(b"".join(held))
    edge = [
        json.dumps({"id": json.loads(line)["id"], "ip": f"198.51.100.{number % 200}"})
        for number, line in enumerate(lines[:500])
    ]
    (folder / "edge.jsonl").write_text("\n".join(edge) + "\n")
    return {path.stem: path for path in folder.iterdir()}


def bundled(home: Path, out: Path, bundle: Path) -> None:
    found: list[Any] = json.loads((out / "campaigns.json").read_bytes())["campaigns"]
    assert found, "the sample has campaigns"
    done = call("evidence", "export", home, found[0]["id"], "--audit", out, "--out", bundle,
                "--by", "analyst")  # fmt: skip
    assert done.exit_code == 0, done.output


def test_edge_log_and_days_are_used_again(parts: dict[str, Path], tmp_path: Path) -> None:
    home, out, bundle = tmp_path / "home", tmp_path / "out", tmp_path / "b.evidence"
    call("evidence", "init", home, "--origin", "example.com/log")
    beside = ("--edge", parts["edge"])
    done = call("audit", parts["all"], *beside, "--keep-days", 12, "--out", out,
                "--evidence", home, "--quiet")  # fmt: skip
    assert done.exit_code == 0, done.output
    bundled(home, out, bundle)
    done = call("evidence", "reproduce", bundle, parts["all"])
    assert done.exit_code == 1 and "the edge log" in str(done.exception)
    done = call("evidence", "reproduce", bundle, parts["all"], *beside, "--json")
    assert json.loads(done.output)["same"], done.output


def test_every_map_of_several_is_used_again(parts: dict[str, Path], tmp_path: Path) -> None:
    home, out, bundle = tmp_path / "home", tmp_path / "out", tmp_path / "b.evidence"
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text('[fields]\n"account.org" = "client.ip"\n')
    two.write_text('[fields]\n"account.org" = "account.org"\n')
    call("evidence", "init", home, "--origin", "example.com/log")
    done = call("audit", parts["all"], "--map", one, "--map", two, "--out", out,
                "--evidence", home, "--quiet")  # fmt: skip
    assert done.exit_code == 0, done.output
    bundled(home, out, bundle)
    done = call("evidence", "reproduce", bundle, parts["all"], "--map", one)
    assert done.exit_code == 1 and "the map of fields" in str(done.exception)
    # told apart by their digests: their order is the audit's, however they are given
    done = call("evidence", "reproduce", bundle, parts["all"], "--map", two, "--map", one, "--json")
    assert json.loads(done.output)["same"], done.output


def test_an_audit_that_went_on_comes_to_the_same_over_all_files(
    parts: dict[str, Path], tmp_path: Path
) -> None:
    home, out, bundle = tmp_path / "home", tmp_path / "out", tmp_path / "b.evidence"
    call("evidence", "init", home, "--origin", "example.com/log")
    for part in ("first", "second"):
        done = call("audit", parts[part], "--state", tmp_path / "state", "--out", out,
                    "--evidence", home, "--quiet")  # fmt: skip
        assert done.exit_code == 0, done.output
    bundled(home, out, bundle)
    done = call("evidence", "reproduce", bundle, parts["second"])
    assert done.exit_code == 1 and "first.jsonl" in str(done.exception)
    done = call("evidence", "reproduce", bundle, parts["first"], parts["second"], "--json")
    told = json.loads(done.output)
    assert told["same"] and any("state" in remark for remark in told["remarks"]), done.output
