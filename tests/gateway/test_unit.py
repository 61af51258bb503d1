"""The systemd unit: systemd takes it, and it stays hardened."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stillwatch.gateway.configure import configure

FOLDER = Path(__file__).parents[2] / "examples" / "gateway"
UNIT = FOLDER / "stillwatch-gateway.service"

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="no systemd-analyze on this machine"
)


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with a program that is there: systemd looks whether it is."""
    made = tmp_path / UNIT.name
    made.write_text(UNIT.read_text().replace("/usr/bin/stillwatch", sys.executable))
    return made


@needs_systemd
def test_systemd_takes_it(unit: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True
    )
    if "Failed to initialize" in done.stderr or "Operation not permitted" in done.stderr:
        pytest.skip("systemd-analyze cannot run here: no runtime folder of systemd")
    ours = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert done.returncode == 0 and not ours, done.stderr


@needs_systemd
def test_it_stays_hardened(unit: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager",
         str(unit)],
        capture_output=True, text=True,
    )  # fmt: skip
    if "unrecognized option" in done.stderr:
        pytest.skip("this systemd-analyze judges no files")
    assert done.returncode == 0, "exposure above 2.0:\n" + done.stdout[-400:] + done.stderr


def test_it_is_for_these_settings() -> None:
    lines = UNIT.read_text().splitlines()
    for line in ("DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes",
                 "CapabilityBoundingSet=", "StateDirectory=stillwatch"):  # fmt: skip
        assert line in lines
    made = configure(FOLDER / "gateway.toml", {}, {})
    assert made.admin.report and made.tap.out
    for path in (made.admin.report, made.tap.out, made.enforce.decisions):
        assert str(path).startswith("/var/lib/stillwatch/"), "what it may write to"
