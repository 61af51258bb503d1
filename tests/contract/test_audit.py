"""The one place that reads and writes an audit's folder."""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.contract import records, review
from stillwatch.contract.audit import Audit, read_audit, write_audit
from stillwatch.contract.plain import KEYED, documents, plain
from stillwatch.contract.results import Campaign
from stillwatch.contract.review import Case, Unit
from stillwatch.contract.schema import schemas
from stillwatch.contract.settings import Settings
from stillwatch.contract.summary import Counts, Summary
from stillwatch.contract.tables import ACCOUNTS, END_USERS
from stillwatch.core.errors import InputError, UsageError

ROOT = Path(__file__).resolve().parents[2]


def campaign(**changes: object) -> Campaign:
    return msgspec.structs.replace(
        Campaign(
            id="c-1", accounts=("a", "b"), severity="likely", detected_at="2026-03-02T00:00:00Z",
            targets=(records.Target(target="refusals", share=0.5, refused=None),
                     records.Target(target="coding", share=0.5)),
            guarantee=records.CampaignGuarantee(kept_at_watch="kept", log_odds_harvest=3.0),
            ties=(records.Tie(type="ja4", members=2, values=1, fewest=2, most=2, outside=0),),
        ),
        **changes,
    )  # fmt: skip


def written(folder: Path, *campaigns: Campaign, **told: object) -> Path:
    folder.mkdir(exist_ok=True)
    table = ACCOUNTS.empty_table()
    write_audit(folder, campaigns, Summary(**told), table, END_USERS.empty_table())
    return folder


def test_what_was_written_is_read_again(tmp_path):
    counts, settings = Counts(exchanges=9), Settings(seed=3)
    cases = (
        Case(group="g-1", units=(Unit(account="a", end_user="u"),), log_odds_harvest=0.5),
        Case(account="b", reasons=("it looks so",)),
        Case(leads_of="c-1"), Case(campaign="c-2"), Case(group="s-1", shared="payment"),
    )  # fmt: skip
    folder = written(tmp_path, campaign(), counts=counts, settings=settings, review=cases)
    audit = read_audit(folder)
    assert audit.campaigns == (campaign(),) and audit.campaign("c-1") == campaign()
    assert audit.summary == Summary(counts=counts, settings=settings, review=cases)
    kinds = ["group", "account", "leads", "watch", "shared"]
    assert [case.kind for case in audit.summary.review] == kinds
    assert audit.accounts.schema.equals(ACCOUNTS) and audit.end_users.schema.equals(END_USERS)
    assert set(audit.sha256) == {path.name for path in folder.iterdir()}
    with pytest.raises(UsageError, match="known are c-1"):
        audit.campaign("c-9")


def test_the_file_keeps_its_form(tmp_path):
    """Keys of what was plain data before are in order; what does not apply is left out."""
    told = json.loads((written(tmp_path, campaign()) / "campaigns.json").read_bytes())
    (row,) = told["campaigns"]
    assert list(row) == list(Campaign.__struct_fields__)
    for name in KEYED:
        parts = row[name] if isinstance(row[name], list) else [row[name] or {}]
        assert all(list(part) == sorted(part) for part in parts), name
    assert row["targets"][0]["refused"] is None and "refused" not in row["targets"][1]
    assert row["guarantee"]["kept_at_watch"] == "kept"
    assert not {"kept", "fell_back", "calibration"} & set(row["guarantee"])
    assert documents([campaign()]) == [row]


def test_a_case_has_the_fields_of_its_kind():
    assert list(plain(Case(campaign="c-1"))) == [
        "campaign", "severity", "log_e", "exchanges", "reasons",
    ]  # fmt: skip
    assert "shares" not in plain(Case(account="a"))
    assert "calibration" not in plain(Case(group="g-1"))
    fields = {name for order in review.ORDER.values() for name in order}
    assert fields == set(Case.__struct_fields__)


def test_an_older_folder_is_read_where_its_fields_suffice(tmp_path):
    row = {"id": "c-1", "severity": "watch", "accounts": ["a"], "new": 1}
    told = {"version": 1, "campaigns": [row]}
    (tmp_path / "campaigns.json").write_text(json.dumps(told))
    audit = read_audit(tmp_path)
    assert audit.campaigns[0].accounts == ("a",) and audit.campaigns[0].harvest_like is None
    for missing in ("summary", "accounts", "end_users"):  # told when it is asked for
        with pytest.raises(InputError, match=rf"{missing}\.\w+: missing \(give the folder"):
            getattr(audit, missing)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"version": 2, "campaigns": 5}', "version 2; this release reads 1 .read it with"),
        ('{"version": 0, "campaigns": []}', "version 0; this release reads 1 .audit the logs"),
        ('{"campaigns": [{"id": "c"}]}', "required field `accounts` .*audit the logs again"),
        ('{"campaigns": [{"id": "c", "accounts": [], "severity": "x"}]}', "no severity .x."),
        ('{"campaigns": [{"id": "c", "accounts": 3}]}', "Expected `array`"),
        ("{", "not the campaigns of an audit: .*give the folder"),
        ("[" * 100_000, "not the campaigns of an audit"),
    ],
)
def test_what_cannot_be_read_is_one_line_that_says_what_to_do(tmp_path, text, said):
    (tmp_path / "campaigns.json").write_text(text)
    with pytest.raises(InputError, match=said) as caught:
        read_audit(tmp_path)
    assert "\n" not in str(caught.value) and "campaigns.json" in str(caught.value)


def test_a_folder_without_an_audit_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"no such folder .give the folder"):
        read_audit(tmp_path / "none")
    with pytest.raises(InputError, match=r"campaigns\.json: missing"):
        read_audit(tmp_path)
    with pytest.raises(InputError, match="more than 0 MB"):
        read_audit(written(tmp_path, campaign()), largest=10)


def test_a_table_keeps_the_types_of_the_contract(tmp_path):
    folder = written(tmp_path, campaign())
    table = pa.table({"account": ["a"], "exchanges": pa.array([3], pa.int32()), "own": [1]})
    pq.write_table(table, folder / "accounts.parquet")
    found = Audit(folder).accounts
    assert found.schema.field("exchanges").type == pa.int64() and found["own"].to_pylist() == [1]
    pq.write_table(pa.table({"exchanges": [3]}), folder / "accounts.parquet")
    with pytest.raises(InputError, match=r"lacks the column account, .*audit the logs again"):
        _ = Audit(folder).accounts
    (folder / "accounts.parquet").write_bytes(b"none")
    with pytest.raises(InputError, match=r"accounts\.parquet: cannot be read: .*give the folder"):
        _ = Audit(folder).accounts


def test_nobody_else_reads_what_an_audit_wrote():
    """Bytes may be hashed elsewhere; they are parsed in the contract alone."""
    file = r"(campaigns\.json|summary\.json|accounts\.parquet|end_users\.parquet)"
    reads = re.compile(rf"(loads|decode|parsed|read_table|ParquetFile|read_json)\(.*{file}")
    source = ROOT / "src" / "stillwatch"
    assert reads.search('json.loads((folder / "summary.json").read_bytes())')
    for path in source.rglob("*.py"):
        if path.parent.name != "contract":
            text = path.read_text(encoding="utf-8")
            assert not reads.search(text), path
            parquet = re.search(r"pq\.(read_\w+|ParquetFile)\(", text)
            room = path.relative_to(source).parts[0]
            assert (
                not parquet
                or room in ("ingest", "audit", "guard", "store", "doctor")
                or (
                    path.name == "stores.py"  # looks into any file for an account to erase
                )
            ), path


def test_the_schema_describes_every_field():
    for name, schema in schemas().items():
        for kind, part in schema["$defs"].items():
            for field, shape in part.get("properties", {}).items():
                assert shape.get("description"), (name, kind, field)


def test_the_package_gives_the_names_of_the_how_to_and_loads_nothing_for_them():
    said = subprocess.run(
        [sys.executable, "-c",
         "import sys, stillwatch.audit\n"
         "from stillwatch import Audit, audit, read_audit\n"
         "heavy = {'pyarrow', 'numpy', 'duckdb', 'numba', 'ibis'} & set(sys.modules)\n"
         "assert not heavy, heavy\n"
         "assert audit is stillwatch.audit and callable(audit)\n"
         "from stillwatch.audit.job import audit as job\n"
         "from stillwatch import audit as again\n"
         "assert again is audit\n"
         "try: stillwatch.nothing\n"
         "except AttributeError: print('ok')"],
        capture_output=True, text=True, env=os.environ,
    )  # fmt: skip
    assert said.stdout == "ok\n", said.stderr


def test_the_how_to_for_python_runs_as_it_stands(tmp_path, monkeypatch, capsys):
    text = (ROOT / "docs" / "how-to" / "python.md").read_text(encoding="utf-8")
    blocks = [part.split("```")[0] for part in text.split("```python\n")[1:]]
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "python.md", "exec"), names)
    said = capsys.readouterr().out
    assert len(blocks) >= 5 and "accounts are flagged" in said
    assert names["found"].campaigns and names["before"].summary == names["found"].summary
    raw = json.loads((tmp_path / "audit" / "summary.json").read_bytes())
    assert json.loads(json.dumps(plain(names["found"].summary))) == raw


def test_without_a_folder_the_outputs_go_with_the_result(tmp_path, monkeypatch):
    from stillwatch import audit

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    log = tmp_path / "log.jsonl"
    with pytest.raises(InputError):
        audit(log, workers=1)
    assert not list((tmp_path / "temp").glob("stillwatch-*"))
    lines = [
        {"id": f"x{n}", "time": f"2026-03-02T0{n % 9}:00:00Z", "account": {"id": f"a{n % 3}"},
         "request": {"model": "m", "messages": [{"role": "user", "content": f"text {n}"}]}}
        for n in range(30)
    ]  # fmt: skip
    log.write_text("".join(json.dumps(line) + "\n" for line in lines))
    found = audit([log], workers=1, settings=Settings(seed=4))
    assert found.summary.counts.exchanges == 30 and found.summary.settings.seed == 4
    assert found.accounts.num_rows == 3 and found.folder.parent == tmp_path / "temp"
    folder = found.folder
    del found
    gc.collect()
    assert not folder.exists()
