"""The audit as a whole: same input same bytes, privacy of what is written, pseudonyms."""

from __future__ import annotations

import hashlib
import json
import re
import stat
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.audit.run import Request, run
from stillwatch.audit.summary import _unread
from stillwatch.audit.write import OUTPUTS
from stillwatch.contract.settings import Settings
from stillwatch.core.errors import InputError, UsageError
from stillwatch.report.explain import explain
from stillwatch.report.explanation import verdict

KEY = b"a key of 16 bytes or more"


def lines_of(folder: Path) -> list[dict]:
    import gzip

    data = b"".join(gzip.decompress(p.read_bytes()) for p in sorted(folder.glob("log-*.gz")))
    return [json.loads(line) for line in data.split(b"\n") if line]


def test_the_same_input_gives_the_same_files(world, audited, tmp_path):
    first, _ = audited("mixed")
    again = tmp_path / "again"
    run(Request([world("mixed")], again, world("mixed") / "accounts.csv", workers=1))
    for name in ("campaigns.json", "report.html"):
        assert (first / name).read_bytes() == (again / name).read_bytes(), name
    assert pq.read_table(first / "accounts.parquet").equals(
        pq.read_table(again / "accounts.parquet")
    )


def test_only_the_owner_may_read_and_nothing_else_is_left(world, tmp_path):
    seen = {}

    def look(stage: str, *_: object) -> None:
        (scratch,) = tmp_path.glob("out/.audit-*")
        seen[stage] = stat.S_IMODE(scratch.stat().st_mode)

    run(Request([world()], tmp_path / "out", keep_features=True), look)
    assert seen == {"read": 0o700, "detect": 0o700}
    assert {p.name for p in (tmp_path / "out").iterdir()} == {*OUTPUTS, "features"}
    for path in (tmp_path / "out").rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_counts_are_those_of_the_log(world, audited):
    lines = lines_of(world())
    _, audit = audited()
    counts = audit.summary["counts"]
    assert counts["exchanges"] == len(lines)
    assert counts["accounts"] == audit.accounts.num_rows == len({x["account"]["id"] for x in lines})
    tokens = sum(line["usage"]["output_tokens"] for line in lines if "usage" in line)
    assert counts["output_tokens"] == tokens
    assert sum(audit.accounts["exchanges"].to_pylist()) == len(lines)
    sources = audit.summary["generated_from"]
    assert [source["format"] for source in sources] == ["jsonl", "account table"]
    for source in sources:
        assert source["sha256"] == hashlib.sha256(Path(source["path"]).read_bytes()).hexdigest()


IDENTITY = ("id", "end_user", "org", "key", "payment", "email_domain")


def identifiers(lines: list[dict]) -> set[str]:
    """Everything in a log that says who somebody is, and the ids of exchanges."""
    found = {line["id"] for line in lines}
    for line in lines:
        found |= {line["account"].get(name) for name in IDENTITY}
        found |= {line.get("session"), line.get("client", {}).get("ip")}
    return {text for text in found if text}


def everything_written(folder: Path) -> str:
    """All text of all outputs, columns of Parquet files included."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".parquet":
            table = pq.read_table(path)
            text = [n for n in table.column_names if "string" in str(table.schema.field(n).type)]
            parts.append(json.dumps(table.select(text).to_pylist()))
        elif path.is_file():
            parts.append(path.read_text(encoding="utf-8"))
    return "\n".join(parts)


def test_pseudonyms_hide_every_identifier_in_every_file(world, tmp_path):
    lines = lines_of(world("kind:in_reseller"))
    for line in lines:
        # identifiers of people, as some logs have them
        line["account"]["id"] += "@mail.example"
        line["client"]["user_agent"] += " (by ann@mail.example)"
    log = tmp_path / "log.jsonl"
    log.write_text("".join(json.dumps(line) + "\n" for line in lines))
    names = sorted({line["account"]["id"] for line in lines})
    (tmp_path / "accounts.csv").write_text(
        "account,reseller,legal_name,licence_scope\n"
        + "".join(f"{name},{i % 7 == 0},Firm of {name},\n" for i, name in enumerate(names))
        + "stranger@mail.example,,Stranger Ltd,all\n"
    )
    audit = run(
        Request([log], tmp_path / "out", tmp_path / "accounts.csv", pseudonymise=KEY,
                keep_features=True, show_addresses=True, show_text=True)
    )  # fmt: skip
    written = everything_written(tmp_path / "out")
    words = set(re.findall(r"[\w.:@+-]+", written))
    assert not identifiers(lines) & words
    assert "mail.example" not in written and "Firm of" not in written
    assert audit.summary["pseudonymised"] is True
    # each exchange can be found again by whoever has the key
    assert all(name.startswith("acct_") for name in audit.accounts["account"].to_pylist())
    quoted = [i for c in audit.campaigns for e in c.evidence for i in e.exchange_ids]
    assert all(name.startswith("ex_") for name in quoted)


def test_a_key_gives_the_same_pseudonyms_again_and_another_key_others(world, tmp_path):
    accounts = [
        run(Request([world()], tmp_path / str(i), pseudonymise=key)).accounts["account"].to_pylist()
        for i, key in enumerate((KEY, KEY, KEY[::-1]))
    ]
    assert accounts[0] == accounts[1]
    assert not set(accounts[0]) & set(accounts[2])


def test_resellers_have_one_row_that_counts_their_end_users(audited, world):
    _, audit = audited("kind:in_reseller")
    rows = {row["account"]: row for row in audit.accounts.to_pylist()}
    users: dict[str, set[str]] = {}
    for line in lines_of(world("kind:in_reseller")):
        user = line["account"].get("end_user")
        if user:
            users.setdefault(line["account"]["id"], set()).add(user)
    assert users
    together = {r["account"]: r["end_users_together"] for r in audit.summary["resellers"]}
    for account, names in users.items():
        # those with too few exchanges to be measured are judged together
        assert rows[account]["end_users"] + together[account] == len(names)
        assert rows[account]["end_users"] > 0
        assert 0 <= rows[account]["end_users_flagged"] <= rows[account]["end_users"]


def test_the_account_table_is_answered_for(world, tmp_path):
    name = lines_of(world())[0]["account"]["id"]
    (tmp_path / "accounts.csv").write_text(
        f"account,licens_scope,allow_by,allow_until\n{name},all,ann,2027-01-01\n"
    )
    audit = run(Request([world()], tmp_path / "out", tmp_path / "accounts.csv"))
    assert any("licens_scope" in note for note in audit.summary["notes"])
    (row,) = [row for row in audit.accounts.to_pylist() if row["account"] == name]
    assert row["reasons"][0].startswith("reviewed and cleared to the end of 2027-01-01")
    assert not row["flagged"]


def test_unknown_names_are_refused_before_any_work(world, tmp_path):
    settings = Settings(without=("nonsense",))
    with pytest.raises(UsageError, match="nonsense"):
        run(Request([world()], tmp_path / "out", settings=settings))
    assert not (tmp_path / "out").exists()


def test_a_detector_or_observable_may_be_left_out(world, tmp_path):
    settings = Settings(without=("load", "ip_prefix"))
    audit = run(Request([world()], tmp_path / "out", settings=settings))
    (row,) = [d for d in audit.summary["detectors"] if d["name"] == "load"]
    assert not row["ran"] and row["reason"]
    used = {e.detector for c in audit.campaigns for e in c.evidence}
    shared = {o.type for c in audit.campaigns for o in c.observables}
    assert "load" not in used and "ip_prefix" not in shared


def test_a_full_disk_is_one_line(world, tmp_path, monkeypatch):
    from stillwatch.audit import collect

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(collect.pq, "write_table", full)
    with pytest.raises(InputError, match="no space left"):
        run(Request([world()], tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_the_account_table_has_its_schema(audited):
    from stillwatch.contract.tables import ACCOUNTS, END_USERS

    out, audit = audited()
    table = pq.read_table(out / "accounts.parquet")
    assert table.schema.equals(ACCOUNTS) and table.equals(audit.accounts)
    flagged = table["flagged"].to_pylist()
    assert flagged == [s in ("likely", "confirmed") for s in table["severity"].to_pylist()]
    names = table["account"].to_pylist()
    assert names == sorted(names) and isinstance(table["campaigns"].type, pa.ListType)
    users = pq.read_table(out / "end_users.parquet")
    assert users.schema.equals(END_USERS)  # nobody of them here passes on requests of others
    assert users.num_rows == sum(table["end_users"].to_pylist())


def test_whose_text_is_not_logged_is_told_by_account(world, tmp_path):
    lines = lines_of(world())
    sent = Counter(line["account"]["id"] for line in lines)
    (silent, _), (hardly, _) = sent.most_common(2)
    seen = 0
    for line in lines:
        seen += (mine := line["account"]["id"] == hardly)
        if line["account"]["id"] == silent or (mine and seen > 2):
            line["content_state"] = "absent"  # whatever text is there is not read
    log, out = tmp_path / "log.jsonl", tmp_path / "out"
    log.write_text("".join(json.dumps(line) + "\n" for line in lines))
    run(Request([log], out, world() / "accounts.csv"))
    rows = pq.read_table(out / "accounts.parquet").to_pylist()
    read = {row["account"]: row["with_text"] for row in rows}
    assert (read[silent], read[hardly]) == (0, 2) and min(sent[silent], sent[hardly]) > 20
    assert all(2 * read[row["account"]] > row["exchanges"] for row in rows
               if row["account"] not in (silent, hardly))  # fmt: skip
    notes = json.loads((out / "summary.json").read_text())["notes"]
    said = f"Of 1 of {len(sent):,} accounts no request could be read, of 1 more those of less than"
    assert any(note.startswith(said) for note in notes)
    words = " ".join(verdict(explain(out, silent)))
    assert f"None of its {sent[silent]:,} exchanges has text of a request" in words
    told = next(row for row in rows if row["account"] == silent)
    said = " ".join(told["reasons"])
    assert "read like a harvest" not in said and "own requests alone" not in said
    assert "cannot be known" in words and "none does" not in words and "Taken alone" not in words


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([20, 19, 2], ""),
        ([0, 0, 0], ""),  # of all is said elsewhere
        (
            [20, 1, 1],
            "Of 2 of 3 accounts the requests of less than a tenth of their exchanges could be "
            "read: whether what they ask reads like a harvest is hardly known.",
        ),
        (
            [20, 0, 2],
            "Of 1 of 3 accounts no request could be read: whether what they ask reads like a "
            "harvest is not known.",
        ),
    ],
    ids=["read", "nobody's", "hardly", "one's not"],
)
def test_of_how_many_accounts_nothing_could_be_read(texts, said):
    rows = pa.table({"with_text": texts, "exchanges": [20, 20, 20]})
    assert " ".join(_unread(rows, steps=False)).startswith(said)
    assert bool(_unread(rows, steps=True)) == bool(said)
    assert ("step of an agent" in " ".join(_unread(rows, steps=True))) == bool(said)


def test_where_hardly_anybody_repeats_requests_it_is_said(world, tmp_path):
    for folder, said in (
        (world("unique", campaign_accounts=0, accounts=300, days=8), True),
        (world(), False),
    ):
        out = tmp_path / str(said)
        run(Request([folder], out, folder / "accounts.csv"))
        told = json.loads((out / "summary.json").read_text())
        assert any("busier accounts repeat requests" in note for note in told["notes"]) == said
        if said:  # nor is anybody's place among all who do not, which was drawn by lot
            assert told["review"]
            assert "repeat one that it had made before" not in json.dumps(told["review"])
