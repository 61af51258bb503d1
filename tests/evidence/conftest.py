import json
from pathlib import Path
from typing import Any

import pytest

from stillwatch.contract.plain import campaigns_json
from stillwatch.contract.records import CampaignGuarantee, Model, Target
from stillwatch.contract.results import Campaign, Evidence, Member, SharedObservable
from stillwatch.proof.evidence import record
from stillwatch.proof.evidence.home import Home

DETECTED = "2026-03-02T00:00:00+00:00"


def line(number: int, account: str, hour: int, text: str) -> str:
    day, hour = divmod(hour, 24)
    return json.dumps(
        {
            "id": f"x{number}",
            "time": f"2026-03-{day + 1:02d}T{hour:02d}:00:00Z",
            "account": {"id": account},
            "request": {"model": "m", "messages": [{"role": "user", "content": text}]},
            "response": {"content": f"reply to {text}"},
        }
    )


def campaign(**changes: Any) -> Campaign:
    """What an audit might find; true to the contract, its figures invented."""
    told: dict[str, Any] = dict(
        id="c_1234",
        status="active",
        accounts=("a1", "a2"),
        members=tuple(
            Member(
                account=a, since="2026-03-01T00:00:00+00:00", until="2026-03-03T00:00:00+00:00",
                log_e=3.0,
            )
            for a in ("a1", "a2")
        ),
        first_seen="2026-03-01T00:00:00+00:00",
        last_seen="2026-03-03T00:00:00+00:00",
        detected_at=DETECTED,
        exchanges=40,
        exchanges_at_detection=20,
        output_tokens=900,
        log_e=12.5,
        severity="likely",
        guarantee=CampaignGuarantee(
            procedure="e-BH", level=0.01, assumptions=("one", "two")
        ),
        targets=(Target(target="coding", share=1.0),),
        models=(Model(model="m", share=1.0),),
        observables=(
            SharedObservable(type="ip_prefix", value="192.0.2.0/24", members=2, outside=0),
        ),
        evidence=(
            Evidence(
                detector="payload_repeats", family="content", statement="Two \x1b[31maccounts.",
                log_e=12.5, values={"n": 2}, exchange_ids=("x0", "x1"), exchange_count=2,
                exchange_digest="d" * 64,
            ),
        ),
    )  # fmt: skip
    return Campaign(**(told | changes))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.make(tmp_path / "proof", "example.com/log", keep_text="on_likely")


@pytest.fixture
def log_file(tmp_path: Path) -> Path:
    path = tmp_path / "log.jsonl"
    lines = [line(i, f"a{i % 3 + 1}", i // 3, f"text {i}") for i in range(144)]
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture
def audited(home: Home, tmp_path: Path, log_file: Path) -> Path:
    """Outputs of an audit that are entered in the log."""
    return enter(home, log_file, tmp_path / "out", campaign())


def enter(
    home: Home, log_file: Path, out: Path, found: Campaign, read: list[dict[str, Any]] | None = None
) -> Path:
    """Enter an audit of a file that has found one campaign; return the folder of its outputs."""
    out.mkdir()
    (out / "campaigns.json").write_bytes(campaigns_json([found]))
    (out / "accounts.parquet").write_bytes(b"rows")
    (out / "end_users.parquet").write_bytes(b"rows")
    data = log_file.read_bytes()
    summary = {
        "generated_from": read or [
            {"path": str(log_file), "sha256": record.sha256(data), "bytes": len(data),
             "format": "jsonl"}
        ],
        "counts": {"accounts": 3, "exchanges": 144},
        "versions": {"stillwatch": "0.0"},
        "settings": {"seed": 0},
        "guarantee": {"level": 0.01},
        "notes": [],
    }  # fmt: skip
    (out / "summary.json").write_text(json.dumps(summary))
    with home.log() as log, home.vault() as vault:
        run = record.begin(log, [log_file], {"settings": {"seed": 0}})
        record.finish(log, vault, run, [found], summary, out)
        record.keep(home, log, vault, run, [found], [log_file])
        record.checkpoint(home, log)
    return out
