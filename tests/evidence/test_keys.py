"""Keys that change, are lost, or were changed half-way; what people do, entered and signed."""

from __future__ import annotations

import base64
import gzip
import html
import json
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from stillwatch.audit.run import Request
from stillwatch.cli import _entered, _evidence_vault
from stillwatch.cli._evidence_bundles import _audit
from stillwatch.cli.evidence import command
from stillwatch.cli.review import verdict
from stillwatch.core.errors import InputError, UsageError
from stillwatch.ingest.account_rows import row_of
from stillwatch.ingest.accounts import AccountTable
from stillwatch.proof.evidence.again import Inputs, reproduce
from stillwatch.proof.evidence.bundle import export
from stillwatch.proof.evidence.examine import Examined, examine
from stillwatch.proof.evidence.holds import hold_declared
from stillwatch.proof.evidence.home import Home
from stillwatch.proof.evidence.keys import make_key, rotate
from stillwatch.proof.evidence.record import AUDITED, begin, sha256
from stillwatch.proof.evidence.vault import Vault
from stillwatch.proof.evidence.verify import verify
from tests.evidence.conftest import campaign, enter

STEPS = ("write", "fsync", "link", "replace", "pwrite", "ftruncate", "open", "mkdir", "unlink",
         "rename")  # fmt: skip


def run(*words: str) -> Any:
    """Run a command that has to succeed; return what it told as JSON."""
    done = CliRunner().invoke(command, [*words, "--json"])
    assert done.exit_code == 0, done.output or done.exception
    return json.loads(done.stdout)


def operators(home: Home) -> list[dict[str, Any]]:
    with home.log() as log:
        entries = [json.loads(line) for line in log.lines()]
    return [entry["data"] for entry in entries if entry["kind"] == "operator"]


def ended_at(step: int, words: list[str]) -> bool:
    """Run a command in a child that ends at a step to the disk; return whether it came that far."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = [step]

    def ends(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **named: Any) -> Any:
            left[0] -= 1
            if not left[0]:
                os._exit(9)
            return call(*args, **named)

        return counted

    class Connection(sqlite3.Connection):
        execute = ends(sqlite3.Connection.execute)

    connect = sqlite3.connect
    sqlite3.connect = lambda *a, **k: connect(*a, factory=Connection, **k)  # type: ignore
    for name in STEPS:
        setattr(os, name, ends(getattr(os, name)))
    sys.stdout = sys.stderr = open(os.devnull, "w")
    try:
        command.main(words, standalone_mode=False)
    except BaseException:
        os._exit(1)
    os._exit(0)


@pytest.mark.slow
@pytest.mark.parametrize("which", ["init", "rotate-key", "lost", "rotate-master", "master-lost"])
def test_what_was_ended_at_any_step_goes_on(which: str, tmp_path: Path) -> None:
    home, base = tmp_path / "proof", tmp_path / "base"
    run("init", str(base), "--origin", "example.com/log")
    with Home.open(base).vault() as vault:
        vault.seal([("x1", "a1", None, b"text")], 0.0, None)
    words = {
        "init": ["init", str(home), "--origin", "example.com/log"],
        "rotate-key": ["rotate-key", str(home), "--new", str(home / "new.pem")],
        "lost": ["rotate-key", str(home), "--new", str(home / "new.pem"), "--lost"],
        "rotate-master": ["rotate-master", str(home), "--new", f"file:{home}/new", "--by", "x"],
        "master-lost": ["rotate-master", str(home), "--new", f"file:{home}/new", "--by", "x",
                        "--lost"],
    }[which]  # fmt: skip
    step, far = 1, True
    while far:
        shutil.rmtree(home, ignore_errors=True)
        if which != "init":
            shutil.copytree(base, home)
        if which == "lost":
            (home / "keys" / "signing.pem").unlink()
        if which == "master-lost":
            (home / "keys" / "master.key").unlink()
        far = ended_at(step, words)
        if far:
            done = CliRunner().invoke(command, words)
            assert done.exit_code == 0 or "already" in str(done.exception), (step, done.exception)
        opened = Home.open(home)
        with opened.log() as log, opened.vault() as vault:
            log.checkpoint(opened.key())
            keys = log.keys()
            assert (vault.open("x1") is not None) == (which not in ("init", "master-lost"))
        assert verify(home / "log", keys).holds, step
        step += 1 if which in ("rotate-key", "lost") else 3
    assert step > 10


def test_of_two_rotations_at_once_one_is_refused(home: Home, tmp_path: Path) -> None:
    """Both saw the same old key; entered both, the log would never hold again."""
    old = home.key()
    new = [make_key(tmp_path / f"{n}.pem") for n in "ab"]
    with home.log() as log, home.log() as other:
        rotate(log, new[0], old)
        with pytest.raises(InputError, match="not the key"):
            rotate(other, new[1], old)
        other.checkpoint(new[0])
    assert verify(home.folder / "log").holds
    with home.log() as log, log.alone(), log.alone():
        assert log.checkpoint(new[0])


def test_an_audit_that_did_not_end_is_told(home: Home, audited: Path) -> None:
    def remarks() -> list[str]:
        return [r for r in verify(home.folder / "log").remarks if "begun" in r]

    assert not remarks()
    with home.log() as log:
        begin(log, [audited], {})
        at = log.size - 1
    assert remarks() == [
        f"1 audit was begun and not ended, the latest at entry {at}: what it found, if anything, "
        "was not entered"
    ]


def test_a_master_key_is_replaced(home: Home, audited: Path, tmp_path: Path) -> None:
    new = f"file:{tmp_path / 'new.key'}"
    with home.vault() as open_before:
        told = run("rotate-master", str(home.folder), "--new", new, "--by", "officer")
        assert told["wrapped"] == 2 and told["signed"]
        with pytest.raises(InputError, match="replaced meanwhile"):
            open_before.handle("somebody new")
    with pytest.raises(InputError, match="not wrapped"):
        home.vault()
    with Home.open(home.folder).vault() as vault:
        assert vault.open("x0") is not None
    assert operators(home)[-1]["action"] == "master-changed"
    done = CliRunner().invoke(
        command, ["rotate-master", str(home.folder), "--new", new, "--by", "officer"]
    )
    assert isinstance(done.exception, UsageError)


ALIKE = f"command:sh -c 'echo {base64.b64encode(b'A' * 32).decode()}'"
"""A key service that answers the same to everything."""


@pytest.mark.parametrize("new", ["new.key", "env:NOT_SET_HERE", "command:false", ALIKE])
@pytest.mark.parametrize("lost", [False, True])
def test_a_master_key_of_no_use_enters_nothing(
    home: Home, audited: Path, new: str, lost: bool
) -> None:
    if lost:
        (home.folder / "keys" / "master.key").unlink()
    before = operators(home)
    words = ["rotate-master", str(home.folder), "--new", new, "--by", "x", *["--lost"] * lost]
    assert isinstance(CliRunner().invoke(command, words).exception, InputError | UsageError)
    assert operators(home) == before
    assert home.vault_path.exists() and not list(home.folder.glob("vault-lost-*"))


def test_who_lost_the_master_key_goes_on_without_the_text(
    home: Home, audited: Path, log_file: Path, tmp_path: Path
) -> None:
    words = ["rotate-master", str(home.folder), "--new", f"file:{tmp_path / 'n'}", "--by", "x"]
    done = CliRunner().invoke(command, [*words, "--lost"])
    assert isinstance(done.exception, UsageError) and "--lost" in str(done.exception)
    (home.folder / "keys" / "master.key").unlink()
    assert isinstance(CliRunner().invoke(command, words).exception, InputError)
    assert run(*words, "--lost")["aside"] == "vault-lost-1.sqlite"
    after = Home.open(home.folder)
    out = enter(after, log_file, tmp_path / "again", campaign())
    manifest = export(after, out, "c_1234", tmp_path / "c.evidence", by="x", open_text=True)
    assert manifest["campaign"] == "c_1234" and examine(tmp_path / "c.evidence").texts == 2
    assert verify(home.folder / "log").holds


def test_a_master_key_is_named_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.key").write_bytes(b"k" * 32)
    (tmp_path / "m.key").chmod(0o600)
    run("init", "proof", "--origin", "example.com/log", "--master", "file:m.key")
    monkeypatch.chdir("/")
    Home.open(tmp_path / "proof").vault().close()


def test_decisions_are_entered_signed_and_exported(
    home: Home, audited: Path, tmp_path: Path
) -> None:
    told = run(
        "record", str(home.folder), "block", "--campaign", "c_1234", "--account", "a1",
        "--by", "trust and safety", "--because", "shared keys",
    )  # fmt: skip
    run("record", str(home.folder), "warn", "--campaign", "c_other", "--by", "x")
    assert told["signed"] and verify(home.folder / "log").signed > told["entry"]
    row = operators(home)[0]
    assert (
        row["action"] == "block" and row["because"] == "shared keys" and "a1" not in row["handles"]
    )
    manifest = export(home, audited, "c_1234", tmp_path / "c.evidence", by="x")
    assert [(r["what"], r.get("by")) for r in manifest["custody"] if r["kind"] == "operator"] == [
        ("block", "trust and safety"), ("export", "x"),
    ]  # fmt: skip
    assert examine(tmp_path / "c.evidence").holds


@pytest.mark.parametrize(
    "words",
    [("block",), ("hold", "--campaign", "c"), ("Block it", "--campaign", "c"),
     ("block", "--campaign", " "), ("block", "--campaign", "c", "--by", "\t"),
     ("block", "--account", " ")],
)  # fmt: skip
def test_what_says_nothing_is_not_entered(home: Home, words: tuple[str, ...]) -> None:
    by = () if "--by" in words else ("--by", "x")
    done = CliRunner().invoke(command, ["record", str(home.folder), *words, *by])
    assert done.exit_code == 2 and operators(home) == []


@pytest.mark.parametrize(
    "words", [("--account", ""), ("--account", "a1", "--account", " "), ("--campaign", "")]
)
def test_a_hold_on_nobody_is_not_entered(home: Home, audited: Path, words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(command, ["hold", str(home.folder), "case 7", *words, "--by", "x",
                                        "--audit", str(audited)])  # fmt: skip
    assert done.exit_code == 2 and "it is empty" in done.output and operators(home) == []


def test_an_account_is_entered_as_the_logs_name_it(home: Home) -> None:
    words = ["--account", " a1", "--by", "x"]
    assert CliRunner().invoke(command, ["record", str(home.folder), "warn", *words]).exit_code == 0
    with home.vault() as vault:
        assert [vault.find(" a1")] == operators(home)[0]["handles"] and vault.find("a1") is None


def test_a_checkpoint_that_is_not_there_says_nothing_of_the_log(home: Home) -> None:
    words = ["verify", str(home.folder), "--checkpoint", str(home.folder / "kept.nota")]
    done = CliRunner().invoke(command, words)
    assert done.exit_code == 2 and "does not exist" in done.output, done.output
    assert "does not hold" not in done.output


def test_a_verdict_is_entered(home: Home, audited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from stillwatch.report import review

    monkeypatch.setattr(review, "again", lambda *_: None)  # the page of invented outputs
    pq.write_table(pa.table({"account": ["a1"]}), audited / "accounts.parquet")
    (audited / "end_users.parquet").write_bytes((audited / "accounts.parquet").read_bytes())
    words = [str(audited), "c_1234", "true", "--evidence", str(home.folder)]
    assert isinstance(CliRunner().invoke(verdict.command, words).exception, UsageError)
    done = CliRunner().invoke(verdict.command, [*words, "--by", "analyst", "--note", "Mr N."])
    assert done.exit_code == 0, done.exception
    row = operators(home)[-1]
    assert (row["action"], row["verdict"], row["by"]) == ("verdict", "true", "analyst")
    assert len(row["sha256"]) == 64 and "Mr N." not in str(row)
    assert not verify(home.folder / "log").remarks[1:]  # signed


def test_what_people_do_is_signed_where_the_key_is(home: Home, audited: Path) -> None:
    told = run("hold", str(home.folder), "case", "--account", "a1", "--account", "typo",
               "--by", "counsel")  # fmt: skip
    assert told["signed"] and told["unknown"] == 1
    key = home.folder / "keys" / "signing.pem"
    key.rename(key.with_suffix(".away"))
    done = CliRunner().invoke(command, ["erase", str(home.folder), "a2", "--by", "dpo"])
    assert done.exit_code == 0 and "not signed yet" in done.stderr
    assert any("nothing is signed" in r for r in verify(home.folder / "log").remarks)


def test_a_release_that_was_ended_is_done_by_the_same_command(home: Home, audited: Path) -> None:
    run("hold", str(home.folder), "case", "--account", "a1", "--by", "x")
    with home.log(), home.vault() as vault:
        vault.erase(vault.handle("a1"), 0.0)
        vault.release("case")  # and then ended
    assert run("release", str(home.folder), "case", "--by", "x")["erased"] == 1
    done = CliRunner().invoke(command, ["release", str(home.folder), "case", "--by", "x"])
    assert isinstance(done.exception, InputError)


@pytest.mark.parametrize("empty", [False, True])
def test_a_vault_that_is_gone_is_not_taken_for_one_that_keeps_nothing(
    home: Home, audited: Path, tmp_path: Path, empty: bool
) -> None:
    home.vault_path.rename(tmp_path / "elsewhere")
    if empty:
        home.vault_path.touch()
    for name, *words in (
        ["erase", "a1", "--by", "x"],
        ["hold", "case", "--account", "a1", "--by", "x"],
        ["verify", "--sealed"],
        ["expire"],
    ):
        done = CliRunner().invoke(command, [name, str(home.folder), *words])
        assert isinstance(done.exception, InputError) and "vault is not here" in str(done.exception)
    assert home.vault_path.exists() == empty and operators(home) == []
    new = f"file:{tmp_path / 'new.key'}"
    run("rotate-master", str(home.folder), "--new", new, "--lost", "--by", "x")
    with Home.open(home.folder).vault() as vault:
        assert vault.counts()["subjects"] == 0


@pytest.mark.parametrize("ended", [False, True])
def test_a_release_writes_the_vault_anew_once(
    home: Home, audited: Path, monkeypatch: pytest.MonkeyPatch, ended: bool
) -> None:
    names = ["a1", "a2", "a3"]
    run("hold", str(home.folder), "case", *(f"--account={name}" for name in names), "--by", "x")
    with home.vault() as vault:
        for name in names:
            vault.erase(vault.handle(name), 0.0)
        if ended:
            vault.release("case")
    wiped: list[Vault] = []
    real = Vault._wipe
    monkeypatch.setattr(Vault, "_wipe", lambda vault: (wiped.append(vault), real(vault)))
    assert run("release", str(home.folder), "case", "--by", "x")["erased"] == 3
    assert len(wiped) == 1
    assert [row["action"] for row in operators(home)][-3:] == ["erase"] * 3
    with home.vault() as vault:
        assert [vault.find(name) for name in names] == [None] * 3


def test_an_erasure_says_where_an_account_is_still_named(
    home: Home, audited: Path, tmp_path: Path
) -> None:
    place, name = tmp_path / "stores", "acct <ö>"
    place.mkdir()
    (place / "campaigns.json").write_text(json.dumps({"accounts": [name]}))
    (place / "report.html").write_text(f"<td>{html.escape(name)}</td>")
    (place / "log.jsonl.gz").write_bytes(gzip.compress(f'"{name}"'.encode()))
    table = pa.table({"n": [1, 2], "who": pa.array(["x", name]).dictionary_encode()})
    pq.write_table(table, place / "accounts.parquet", compression="zstd")
    (place / "other.json").write_text("{}")
    (place / "broken.parquet").write_bytes(b"PAR1")
    told = run("erase", str(home.folder), name, "--look", str(place), "--by", "dpo")
    assert not told["known"] and told["looked"] == 6
    assert [Path(p).name for p in told["named_in"]] == [
        "accounts.parquet", "campaigns.json", "log.jsonl.gz", "report.html",
    ]  # fmt: skip
    assert [Path(p).name for p in told["unread"]] == ["broken.parquet"]
    told = run("erase", str(home.folder), "a1", "--look", str(audited), "--by", "dpo")
    assert told["known"] and operators(home)[-1]["looked"]["named_in"] == told["named_in"]


def test_nothing_expires_by_a_clock_that_has_leapt(
    home: Home, audited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 400 * 86_400)
    done = CliRunner().invoke(command, ["expire", str(home.folder)])
    assert isinstance(done.exception, InputError) and "clock" in str(done.exception)
    with home.vault() as vault:
        texts = vault.counts()["texts"]
    assert texts and run("expire", str(home.folder), "--clock-is-right")["expired"] == texts


def test_settings_that_others_may_write_are_not_followed(home: Home) -> None:
    (home.folder / "evidence.toml").chmod(0o666)
    with pytest.raises(InputError, match="others may write"):
        Home.open(home.folder)


@pytest.mark.parametrize("name", ["a" * 250 + ".jsonl", "a\0b", "..", "\ud800"])
def test_a_raw_file_of_any_name_is_run_again(name: str) -> None:
    seen = []

    def audit(inputs: Inputs, out: Path, _: object) -> None:
        seen.extend(path.read_bytes() for path in inputs.logs)
        out.mkdir()
        (out / "campaigns.json").write_bytes(b"{}")

    data = {"sha256": sha256(b"x"), "name": name, "format": "jsonl"}
    ended = {"outputs": {"campaigns.json": sha256(b"{}")}, "versions": {"stillwatch": "0"}}
    bundle = Examined(
        files={f"inputs/{name}": b"x"},
        proved=[{"kind": "audit.begin", "data": {"options": {}}},
                {"kind": "input", "data": data}, {"kind": "audit.end", "data": ended}],
    )  # fmt: skip
    assert reproduce(bundle, [], audit).same and seen == [b"x"]


@pytest.mark.parametrize(
    ("kind", "change"),
    [("input", {"sha256": [["x"]]}), ("audit.begin", {"options": {"accounts": {}}}),
     ("audit.begin", {"options": {"format": [["x"]]}}), ("audit.begin", {"options": []}),
     ("audit.begin", {"options": {"edge": [3]}}), ("audit.end", {"outputs": 3}),
     ("audit.begin", {"options": {"strict": False, "format": None,
                                  "settings": {"epoch_hours": "x", "without": []}}})],
)  # fmt: skip
def test_what_a_bundle_says_of_its_audit_may_be_anything(
    kind: str, change: dict[str, Any], log_file: Path
) -> None:
    told: dict[str, dict[str, Any]] = {
        "audit.begin": {"options": {}},
        "input": {"sha256": sha256(log_file.read_bytes()), "name": "l", "format": "jsonl"},
        "audit.end": {"outputs": {"campaigns.json": "0"}, "versions": {"stillwatch": "0"}},
    }
    told[kind] |= change
    bundle = Examined(proved=[{"kind": name, "data": data} for name, data in told.items()])
    with pytest.raises(InputError, match=r"does not say how|options that this version"):
        reproduce(bundle, [log_file], _audit(None))


def test_the_account_table_holds_and_lifts_nothing(home: Home, audited: Path) -> None:
    rows = [
        {"account": "a1", "legal_hold": True},
        {"account": "new", "legal_hold": "yes"},
        {"account": "a2"},
        {"account": "later", "legal_hold": True, "valid_from": "2100-01-01"},
    ]
    table = AccountTable(row_of(row) for row in rows)
    with home.log() as log, home.vault() as vault:
        assert hold_declared(log, vault, table, time.time()) == 2
        assert hold_declared(log, vault, table, time.time()) == 0
        assert hold_declared(log, vault, AccountTable([]), time.time()) == 0
    words = ["erase", str(home.folder), "--by", "dpo"]
    assert CliRunner().invoke(command, [*words, "a1"]).exit_code == 1
    assert CliRunner().invoke(command, [*words, "a2"]).exit_code == 0
    assert [row["action"] for row in operators(home)] == ["hold", "erase", "erase"]
    assert run("release", str(home.folder), "account table", "--by", "counsel")["erased"] == 1


def test_keys_may_be_replaced_while_an_audit_runs(
    home: Home, log_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"

    def audit(request: Request, *_: object) -> Any:
        run("rotate-key", str(home.folder), "--new", str(tmp_path / "new.pem"))
        run("rotate-master", str(home.folder), "--new", f"file:{tmp_path / 'm'}", "--by", "x")
        request.out.mkdir()
        told = {"version": 1, "campaigns": []}
        for name in AUDITED:
            (request.out / name).write_text(json.dumps(told))
        summary = {"generated_from": [], "versions": {}, "counts": {}}
        return SimpleNamespace(campaigns=[], summary=summary)

    monkeypatch.setattr(_entered, "further", audit)
    _entered.entered(Request(logs=[log_file], out=ran), home.folder, None)
    found = verify(home.folder / "log")
    assert found.holds and found.signed == found.entries and len(found.keys) == 2


def test_sealed_text_is_compared_with_the_log(home: Home, audited: Path) -> None:
    words = ["verify", str(home.folder), "--sealed", "--json"]
    done = CliRunner().invoke(command, words)
    assert done.exit_code == 0, done.exception
    whole = json.loads(done.output)
    assert whole["holds"] and whole["sealed"] > 2 and len(whole["remarks"]) == 1
    shutil.copy(home.vault_path, home.folder / "before")
    run("erase", str(home.folder), "a1", "--by", "dpo")
    after = json.loads(CliRunner().invoke(command, words).output)
    assert after["holds"] and 0 < after["sealed"] < whole["sealed"]
    with sqlite3.connect(home.vault_path) as db:
        db.execute("DELETE FROM texts WHERE id = (SELECT min(id) FROM texts)")
        db.execute("UPDATE texts SET sealed = zeroblob(80) WHERE id = (SELECT max(id) FROM texts)")
    db.close()
    done = CliRunner().invoke(command, words)
    assert done.output, done.exception
    told = json.loads(done.output)
    assert not told["holds"] and "was changed" in str(told["errors"])
    assert "no entry says why" in str(told["remarks"])
    shutil.copy(home.folder / "before", home.vault_path)
    done = CliRunner().invoke(command, words)
    assert done.output, done.exception
    told = json.loads(done.output)
    assert "the log says were destroyed" in str(told["errors"])


def test_every_text_that_is_destroyed_is_entered(
    home: Home, audited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_evidence_vault, "CHUNK", 3)
    with home.vault() as vault:
        texts = vault.counts()["texts"]
    told = run("erase", str(home.folder), "a1", "--by", "dpo")
    entered = [c for row in operators(home) for c in row["commitments"]]
    assert told["erased"] == len(entered) == len(set(entered)) > 3
    now = time.time() + 400 * 86_400
    monkeypatch.setattr("time.time", lambda: now)
    run("expire", str(home.folder), "--clock-is-right")
    with home.log() as log:
        rows = [json.loads(line) for line in log.lines() if b'"expired"' in line]
    assert len(rows) > 1
    assert sum(len(row["data"]["commitments"]) for row in rows) == texts - len(entered)
