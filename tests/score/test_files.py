"""Reading truth and audit: what is accepted, and the one line that refuses the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.core.errors import InputError
from stillwatch.score.audit import FoundUnit, read_audit
from stillwatch.score.truth import Unit, read_truth

Write = Callable[..., Path]
HOUR = 490_000  # 2025-11-24T16:00:00Z, in hours since 1970
ACCOUNTS = [
    {"account": "a", "population": "chat", "campaign": None},
    {"account": "b", "population": "chat", "campaign": "c1"},
    {"account": "b", "end_user": "u", "population": "reseller", "campaign": None},
    {"account": "d", "population": "licensed", "campaign": None},
    {"account": "e", "population": "chat", "campaign": None, "licensed": True},
]
CAMPAIGNS = [{"campaign": "c1", "accounts": 1, "taken": [[HOUR + 1, 4], [HOUR, 2]]}]


def test_truth_reads_from_folder_and_file(write_truth: Write, tmp_path: Path) -> None:
    folder = write_truth(tmp_path, ACCOUNTS, CAMPAIGNS)
    truth = read_truth(folder)
    assert truth == read_truth(folder / "truth.json")
    assert truth.units[Unit("b")].campaign == "c1"
    assert truth.units[Unit("b", "u")].campaign is None
    assert [u.account for u, row in truth.units.items() if row.licensed] == ["d", "e"]
    assert truth.campaigns["c1"].taken == ((HOUR, 2), (HOUR + 1, 4))
    assert (truth.seed, truth.world, truth.notes) == (7, "main", ())


def test_truth_that_does_not_add_up_says_so(write_truth: Write, tmp_path: Path) -> None:
    folder = write_truth(tmp_path, ACCOUNTS, [CAMPAIGNS[0] | {"accounts": 5}])
    [note] = read_truth(folder).notes
    assert "5 accounts" in note


def _edit(change: Callable[[dict], object]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        truth = json.loads((folder / "truth.json").read_text())
        change(truth)
        (folder / "truth.json").write_text(json.dumps(truth))

    return apply


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda d: (d / "truth.json").unlink(), "No such file"),
        (lambda d: (d / "truth.json").write_bytes(b"{"), "not a truth file"),
        (lambda d: (d / "truth.json").write_bytes(b"\xff\xfe\x00"), "not a truth file"),
        (lambda d: (d / "truth.json").write_text("[]"), "not a truth file"),
        (_edit(lambda t: t.update(version=2)), "version 2"),
        (_edit(lambda t: t["accounts"].append({"account": "z"})), "population"),
        (_edit(lambda t: t["accounts"].append(t["accounts"][0])), "described twice"),
        (_edit(lambda t: t["campaigns"].append(t["campaigns"][0])), "described twice"),
        (_edit(lambda t: t["accounts"][0].update(campaign="x")), "not described"),
        (_edit(lambda t: t["campaigns"][0].update(start="soon")), "not a truth file"),
        (_edit(lambda t: t["campaigns"][0].update(taken=[[HOUR, -1]])), "negative"),
    ],
)
def test_bad_truth_is_one_line(
    write_truth: Write, tmp_path: Path, spoil: Callable[[Path], object], words: str
) -> None:
    folder = write_truth(tmp_path, ACCOUNTS, CAMPAIGNS)
    spoil(folder)
    with pytest.raises(InputError, match=words) as caught:
        read_truth(folder)
    assert "\n" not in str(caught.value)
    assert "truth.json" in str(caught.value)


def test_audit_reads_campaigns_and_accounts(write_audit: Write, tmp_path: Path) -> None:
    folder = write_audit(
        tmp_path,
        {"a": "none", "b": "confirmed"},
        [{"id": "f1", "severity": "confirmed", "accounts": ["b"]}],
        flagged_at={"b": "2025-11-24T18:00:00+00:00"},
    )
    audit = read_audit(folder)
    assert audit.units[Unit("a")] == FoundUnit(0, None)
    assert audit.units[Unit("b")].level == 3
    assert audit.campaigns[0].units == {Unit("b")}
    assert audit.units[Unit("b")].flagged_at == audit.campaigns[0].detected_at
    assert audit.queue is None, "its summary has none"


def test_audit_reads_the_review_queue(write_audit: Write, tmp_path: Path) -> None:
    folder = write_audit(
        tmp_path,
        {"a": "none", "b": "watch", "c": "none", "r": "none"},
        [{"id": "f1", "severity": "watch", "accounts": ["b"]}],
    )
    units = [{"account": "r", "end_user": "u"}, {"account": "a", "end_user": None}]
    review = [
        {"campaign": "f1", "severity": "watch", "log_e": 1.0, "exchanges": 3, "reasons": []},
        {"group": "g-1", "accounts": ["a", "r"], "units": units, "members": 2},
        {"accounts": ["a", "r"]},  # of a release that told no units
        {"leads_of": "f1", "accounts": ["a", "r"], "units": units, "members": 2},
        {
            "group": "s-1",
            "shared": "payment",
            "accounts": ["a", "c"],
            "units": units[1:],
            "members": 2,
        },
        {"account": "c", "log_e": 1.0},
    ]
    (folder / "summary.json").write_text(json.dumps({"review": review}))
    queue = read_audit(folder).queue
    assert queue is not None
    assert [(case.kind, case.name, case.units) for case in queue] == [
        ("watch", "f1", {Unit("b")}), ("group", "g-1", {Unit("r", "u"), Unit("a")}),
        ("group", "", {Unit("a"), Unit("r")}), ("leads", "f1", {Unit("r", "u"), Unit("a")}),
        ("shared", "s-1", {Unit("a")}), ("account", "c", {Unit("c")}),
    ]  # fmt: skip
    (folder / "summary.json").write_text('{"review": [{"accounts": 3}]}')
    with pytest.raises(InputError, match="not the summary of an audit"):
        read_audit(folder)


def test_end_users_have_rows_of_their_own(write_audit: Write, tmp_path: Path) -> None:
    folder = write_audit(
        tmp_path, {"r": "none", "u1": "likely", "u2": "none"}, end_users={"u1": "r", "u2": "r"}
    )
    levels = {unit: found.level for unit, found in read_audit(folder).units.items()}
    assert levels == {Unit("r"): 0, Unit("r", "u1"): 2, Unit("r", "u2"): 0}


def test_end_users_that_only_the_campaigns_name_free_their_account(
    write_audit: Write, tmp_path: Path
) -> None:
    members = [{"account": "r", "end_user": "u1"}, {"account": "b", "end_user": None}]
    folder = write_audit(
        tmp_path,
        {"r": "likely", "b": "likely"},
        [{"id": "f1", "accounts": ["r", "b"], "members": members}],
    )
    levels = {unit: found.level for unit, found in read_audit(folder).units.items()}
    assert levels == {Unit("r"): 0, Unit("r", "u1"): 2, Unit("b"): 2}


def test_a_table_that_counts_end_users_speaks_for_the_whole_account(
    write_audit: Write, tmp_path: Path
) -> None:
    members = [{"account": "r", "end_user": "u1"}, {"account": "s", "end_user": "u2"}]
    folder = write_audit(
        tmp_path,
        {"r": "likely", "s": "none"},
        [{"id": "f1", "accounts": ["r", "s"], "members": members}],
    )
    table = pq.ParquetFile(folder / "accounts.parquet").read()
    table = table.append_column("end_users", pa.array([1, 9]))
    pq.write_table(table, folder / "accounts.parquet")
    levels = {unit: found.level for unit, found in read_audit(folder).units.items()}
    assert levels == {Unit("r"): 2, Unit("r", "u1"): 2, Unit("s"): 0, Unit("s", "u2"): 2}


def _columns(folder: Path, **columns: list) -> None:
    pq.write_table(pa.table(columns), folder / "accounts.parquet")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda d: (d / "campaigns.json").unlink(), "campaigns.json: missing.*--out"),
        (lambda d: (d / "accounts.parquet").unlink(), "accounts.parquet: missing.*--out"),
        (
            lambda d: (d / "accounts.parquet").write_bytes(b"x" * 50),
            "accounts.parquet: cannot be read",
        ),
        (lambda d: (d / "campaigns.json").write_text('{"version": 1}'), "campaigns of an audit"),
        (
            lambda d: (d / "campaigns.json").write_text('{"version": 9, "campaigns": []}'),
            "version 9",
        ),
        (lambda d: (d / "summary.json").write_text("{"), "summary of an audit"),
        (lambda d: _columns(d, account=["a"], severity=["none"]), "lacks the column flagged"),
        (
            lambda d: _columns(d, account=["a"], severity=["bad"], flagged=[False]),
            "no severity 'bad'",
        ),
        (
            lambda d: _columns(d, account=["a"], severity=["watch"], flagged=[True]),
            "flagged is True at severity watch",
        ),
        (
            lambda d: _columns(d, account=["a", "a"], severity=["none"] * 2, flagged=[False] * 2),
            "two rows",
        ),
        (
            lambda d: _columns(
                d,
                account=["a"],
                severity=["likely"],
                flagged=[True],
                first_flagged_at=["yesterday"],
            ),
            "no date",
        ),
    ],
)
def test_bad_audit_is_one_line(
    write_audit: Write, tmp_path: Path, spoil: Callable[[Path], object], words: str
) -> None:
    folder = write_audit(tmp_path, {"a": "none"})
    spoil(folder)
    with pytest.raises(InputError, match=words) as caught:
        read_audit(folder)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_absent_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        read_audit(tmp_path / "nowhere")
