"""Bars from verdicts: calibrated, cautious, and never in silence."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch import __version__
from stillwatch.audit import bars
from stillwatch.cli.review.recalibrate import command
from stillwatch.contract.settings import Settings, read_settings, write_settings
from stillwatch.contract.verdicts import Verdict, append, snapshot
from stillwatch.core.errors import InputError, UsageError
from stillwatch.score.recalibrate import LEAST, Shift, fit


def verdict(number: int, odds: float | None, word: str, **more: Any) -> Verdict:
    guarantee = {} if odds is None else {"log_odds_harvest": odds}
    row = {"id": f"c-{number}", "severity": "likely", "accounts": ["a"], "guarantee": guarantee}
    return snapshot(row | more, word, "2026-03-01T00:00:00Z", version=__version__)


def drawn(shift: float, n: int, seed: int, low: float = 1.0, high: float = 5.0) -> list[Verdict]:
    """Verdicts of people who find harvests with log odds `x + shift`."""
    rng = np.random.default_rng(seed)
    odds = rng.uniform(low, high, n)
    true = rng.uniform(size=n) < 1 / (1 + np.exp(-(odds + shift)))
    return [verdict(i, float(x), "true" if y else "false")
            for i, (x, y) in enumerate(zip(odds, true, strict=True))]  # fmt: skip


def fitted(shift: float, n: int, draws: int = 200) -> list[Shift]:
    out = []
    for seed in range(draws):
        try:
            out.append(fit(drawn(shift, n, seed), __version__))
        except UsageError:
            continue
    assert len(out) > draws // 2
    return out


def test_the_interval_holds_the_shift_as_often_as_it_says() -> None:
    found = fitted(-2.0, 60)
    share = np.mean([f.low <= -2.0 <= f.high for f in found])
    assert share > 0.90  # 95 %, within binomial error of 200 draws and of small samples
    assert abs(np.mean([f.shift for f in found]) + 2.0) < 0.15


def test_where_the_odds_are_right_bars_are_seldom_moved() -> None:
    found = fitted(0.0, 120)
    moved = np.mean([bool(f.settings) for f in found])
    assert moved < 0.10
    assert all("shipped bars stand" in f.why for f in found if not f.settings)
    assert np.mean([f.slope_p_value < 0.05 for f in found]) < 0.10


def test_too_many_false_findings_raise_the_bars_by_the_shift() -> None:
    found = fit(drawn(-2.5, 100, 3), __version__)
    assert found.high < 0
    likely = found.settings["likely_odds"]
    assert likely == pytest.approx(Settings.likely_odds - found.shift, abs=0.006)
    confirmed = found.settings["confirmed_odds"]
    assert confirmed - likely == pytest.approx(Settings.confirmed_odds - Settings.likely_odds)
    assert "watch_odds" not in found.settings


def test_bars_go_down_with_caution_and_never_below_what_was_reviewed() -> None:
    found = fit(drawn(3.0, 300, 1, low=-2.0, high=2.0), __version__)
    assert found.low > 0
    down = Settings.likely_odds - found.settings["likely_odds"]
    assert 0 < down <= found.low + 0.006
    assert found.settings["likely_odds"] >= Settings.watch_odds
    # nobody reviewed anything below the bar: it cannot be known what lies there
    unseen = fit(drawn(3.0, 4000, 1, low=2.8, high=2.9), __version__)
    assert unseen.low > 0 and not unseen.settings
    assert "nobody has reviewed" in unseen.why


def test_too_few_verdicts_are_refused() -> None:
    many = [verdict(i, 3.0, "true") for i in range(100)]
    for given_ in (drawn(0.0, LEAST - 1, 1), many):
        with pytest.raises(UsageError, match=r"too few verdicts: .* it takes 20, and 5 of each"):
            fit(given_, __version__)


def test_what_says_nothing_of_the_odds_is_left_out() -> None:
    base = drawn(-2.0, 60, 1)
    held = {"guarantee": {"kept_at_watch": "it is an event", "log_odds_harvest": 6.0}}
    odd = [
        verdict(900, 3.0, "licensed"),
        verdict(901, None, "true"),
        verdict(902, 6.0, "false", **held),
        snapshot({"id": "c-903", "guarantee": {"log_odds_harvest": 3.0}}, "true", "", version="0"),
    ]
    plain, more = fit(base, __version__), fit([*base, *odd], __version__)
    assert more.left_out == 4 and plain.left_out == 0
    assert (more.shift, more.settings) == (plain.shift, plain.settings)


def test_odds_that_order_badly_are_called_so() -> None:
    rng = np.random.default_rng(0)
    odds, coins = rng.uniform(-4, 4, 200), rng.uniform(size=200) < 0.5
    blind = [
        verdict(i, float(x), "true" if y else "false")
        for i, (x, y) in enumerate(zip(odds, coins, strict=True))
    ]
    assert fit(blind, __version__).slope_p_value < 0.001


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for row in drawn(-2.5, 40, 5):
        append(tmp_path, row)
    return tmp_path


def test_the_command_writes_a_file_that_an_audit_reads_and_names(folder: Path) -> None:
    out = folder / "bars.json"
    done = CliRunner().invoke(command, [str(folder), "--out", str(out)], catch_exceptions=False)
    assert done.exit_code == 0 and "--settings" in done.output and "95 % interval" in done.output
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    found = read_settings(out)
    assert set(found.values) == {"likely_odds", "confirmed_odds"}
    moved = Settings().moved(found.values)
    assert moved.likely_odds > Settings.likely_odds and moved.level == Settings.level
    told = bars.told(found)
    assert told is not None and told["sha256"] == found.sha256
    assert told["changes"]["likely_odds"]["shipped"] == Settings.likely_odds
    (note,) = bars.notes(found)
    assert str(out) in note and "shipped: 2.8" in note
    assert bars.told(None) is None and bars.notes(None) == []
    again = CliRunner().invoke(command, [str(folder), "--json"])
    assert json.loads(again.output)["settings"] == found.values
    with pytest.raises(InputError, match="there is a file already"):
        CliRunner().invoke(command, [str(folder), "--out", str(out)], catch_exceptions=False)


def test_bars_of_another_version_are_called_so(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    write_settings(path, {"version": 1, "stillwatch": "0.0.9", "settings": {"likely_odds": 3.0}})
    assert "made with version 0.0.9" in bars.notes(read_settings(path))[1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("no", "not JSON"),
        ("[]", "no settings file of version 1"),
        ('{"version": 2, "settings": {}}', "no settings file of version 1"),
        ('{"version": 1, "settings": {"seed": 1}}', "no setting 'seed': known are watch_odds"),
        ('{"version": 1, "settings": {"likely_odds": "3"}}', "likely_odds is no number"),
        ('{"version": 1, "settings": {"likely_odds": NaN}}', "likely_odds is no number"),
        ('{"version": 1, "settings": {"likely_odds": true}}', "likely_odds is no number"),
        ('{"version": 1, "settings": {"likely_odds": 9}}', "the bars do not ascend"),
    ],
)
def test_a_file_that_makes_no_sense_is_one_clear_line(
    tmp_path: Path, content: str, message: str
) -> None:
    path = tmp_path / "s.json"
    path.write_text(content)
    with pytest.raises(InputError, match=message) as caught:
        read_settings(path)
    assert str(path) in str(caught.value)
    with pytest.raises(InputError, match="no such file"):
        read_settings(tmp_path / "missing")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=40)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
        lambda inner: st.dictionaries(
            st.sampled_from(["version", "settings", "likely_odds", "x"]), inner, max_size=3
        ),
        max_leaves=6,
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_settings_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(data)
    try:
        assert set(read_settings(path).values) <= set(vars(Settings()))
    except InputError as error:
        assert str(path) in str(error)
