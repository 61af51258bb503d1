"""What somebody who wants the evidence to fail would try: crashes, races, odd files, odd names."""

import json
import os
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from stillwatch.cli.evidence import command
from stillwatch.core.errors import InputError, StillwatchError
from stillwatch.proof.evidence import container, record
from stillwatch.proof.evidence.bundle import export
from stillwatch.proof.evidence.container import pack, unpack
from stillwatch.proof.evidence.examine import examine
from stillwatch.proof.evidence.home import Home
from stillwatch.proof.evidence.log import EvidenceLog
from stillwatch.proof.evidence.masters import master
from stillwatch.proof.evidence.notes import Verifier
from tests.evidence.conftest import campaign, enter, line


def trusted(home: Home) -> list[Verifier]:
    with home.log() as log:
        return log.keys()[:1]


@pytest.fixture
def bundle(home: Home, audited: Path, tmp_path: Path) -> Path:
    path = tmp_path / "c.evidence"
    export(home, audited, "c_1234", path, by="analyst", open_text=True)
    return path


def test_a_second_audit_of_the_same_texts_can_be_shown(
    home: Home, audited: Path, log_file: Path, tmp_path: Path
) -> None:
    out = enter(home, log_file, tmp_path / "second", campaign(exchanges=41))
    path = tmp_path / "second.evidence"
    export(home, out, "c_1234", path, by="analyst", open_text=True)
    found = examine(path, trusted(home))
    assert found.holds, found.errors
    assert found.texts == 2  # which the first audit had sealed


def test_what_is_sealed_is_entered(home: Home, log_file: Path, tmp_path: Path) -> None:
    class Full(EvidenceLog):
        def append(self, entries):  # type: ignore
            if entries[0].kind == "kept":
                raise InputError("no space", path="log")
            return super().append(entries)

    out = tmp_path / "out"
    enter(home, log_file, out, campaign(severity="watch"))  # keeps nothing
    with Full(home.folder / "log") as log, home.vault() as vault:
        with pytest.raises(InputError, match="no space"):
            record.keep(home, log, vault, "run_1", [campaign()], [log_file])
        assert vault.counts()["texts"] == 0


def test_what_the_audit_did_not_write_or_read_is_not_exported(
    home: Home, audited: Path, log_file: Path, tmp_path: Path
) -> None:
    def write(*inputs: Path) -> None:
        export(home, audited, "c_1234", tmp_path / "b", by="x", inputs=inputs)

    other = tmp_path / "other.jsonl"
    with pytest.raises(InputError, match="cannot be read"):
        write(other)
    other.write_text(line(1, "a9", 1, "x") + "\n")
    with pytest.raises(InputError, match="not a file that the audit read"):
        write(other)
    write(log_file)
    summary = audited / "summary.json"
    summary.write_text(summary.read_text().replace("144", "999"))
    with pytest.raises(InputError, match="knows no audit"):
        write()
    assert not list(tmp_path.glob(".*"))  # nothing is left half-written


def test_two_raw_files_of_one_name_are_both_put_in(
    home: Home, log_file: Path, tmp_path: Path
) -> None:
    entries, paths = [], []
    for day in ("one", "two"):
        path = tmp_path / day / "log.jsonl"
        path.parent.mkdir()
        path.write_text(line(1, day, 1, "x") + "\n")
        paths.append(path)
        digest = record.sha256(path.read_bytes())
        entries.append(
            {"path": str(path), "sha256": digest, "bytes": 1, "format": "jsonl"},
        )
    out = enter(home, log_file, tmp_path / "out", campaign(), entries)
    export(home, out, "c_1234", tmp_path / "b", by="x", inputs=paths)
    found = examine(tmp_path / "b", trusted(home))
    assert found.holds, found.errors
    inputs = {data for name, data in found.files.items() if name.startswith("inputs/")}
    assert inputs == {path.read_bytes() for path in paths}


def test_more_than_a_reader_takes_is_not_written(
    home: Home, audited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stillwatch.proof.evidence.bundle.LIMIT", container.SPARE + 1000)
    with pytest.raises(InputError, match="more than a bundle may have"):
        export(home, audited, "c_1234", tmp_path / "b", by="x")


def test_a_packed_or_planted_member_is_no_traceback(bundle: Path, home: Home) -> None:
    whole = bundle.read_bytes()
    at = whole.rindex(b"PK\x01\x02") + 10
    for way in (8, 12, 14, 93, 99):  # deflate, bzip2, lzma, zstd, none
        bundle.write_bytes(whole[:at] + bytes([way]) + whole[at + 1 :])
        with pytest.raises(InputError, match=r"no bundle|whole"):
            examine(bundle)
    bundle.write_bytes(whole)
    files, _ = unpack(bundle)
    bundle.write_bytes(pack({**files, "\x1b[2Jinputs/..": b"x"}))
    done = CliRunner().invoke(command, ["verify", str(bundle)])
    assert done.exit_code == 1 and "put in" in done.output and "\x1b" not in done.output


def test_a_bundle_on_its_own_word_is_not_said_to_hold(bundle: Path, home: Home) -> None:
    done = CliRunner().invoke(command, ["verify", str(bundle)])
    assert "It holds." not in done.output and "whose it is was not checked" in done.output
    other = str(Verifier("example.com/log", b"\1" * 32))
    done = CliRunner().invoke(command, ["reproduce", str(bundle), "--trust", other])
    assert done.exit_code == 1 and "not among the trusted" in done.output


def test_a_file_of_keys_may_be_anything(bundle: Path, tmp_path: Path) -> None:
    for data in (b"", b"\n", b"\xff\xfe", b"key"):
        (tmp_path / "key").write_bytes(data)
        done = CliRunner().invoke(
            command, ["verify", str(bundle), "--trust", str(tmp_path / "key")]
        )
        assert isinstance(done.exception, StillwatchError)


def test_opening_a_log_leaves_its_readers_alone(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stillwatch.proof.evidence.log import Entry

    folder = home.folder / "log"
    with home.log() as log:
        log.append([Entry("note", {"n": n}) for n in range(300)])
        before = [(log.entry(n), log.inclusion(n)) for n in range(301)]
        root = log.root()
        pwrite = os.pwrite

        def killed(*_: object) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "pwrite", killed)
        with pytest.raises(KeyboardInterrupt):
            EvidenceLog(folder)
        monkeypatch.setattr(os, "pwrite", pwrite)
        assert [(log.entry(n), log.inclusion(n)) for n in range(301)] == before
        with EvidenceLog(folder) as other:
            assert other.root() == root
            other.append([Entry("note", {"n": n}) for n in range(300)])
        log.append([Entry("note")])
        log.checkpoint(home.key())
        with EvidenceLog(folder) as other:
            assert other.size == 602 and other.root() == log.root()
            assert all(other.inclusion(n) == log.inclusion(n) for n in range(602))


def test_what_is_done_to_an_account_is_done_to_its_end_users(home: Home) -> None:
    with home.vault() as vault:
        rows = [("x1", "a", "u1", b"1"), ("x2", "a", "u2", b"2"), ("x3", "b", None, b"3")]
        vault.seal(rows, 0.0, 10.0)
        account, user = vault.find("a"), vault.find("a", "u1")
        assert account and user
        vault.hold([account], "case", 1.0)
        assert vault.counts()["held"] == 3
        vault.seal([("x4", "a", "u3", b"4")], 2.0, 10.0)  # after the hold
        assert vault.erase(user, 3.0).held_by == ("case",)
        vault.expire(20.0)
        assert [vault.open(f"x{n}") is not None for n in (1, 2, 3, 4)] == [True, True, False, True]
        assert vault.erase(account, 21.0).held_by == ("case",)
        assert sorted(vault.release("case")) == sorted([account, user])
        done = vault.erase(account, 22.0)
        assert len(done.commitments) == 3 and len(done.handles) == 4
        assert vault.counts() == {"subjects": 0, "texts": 0, "held": 0} and vault.due() == []


def test_names_of_subjects_are_told_apart(home: Home) -> None:
    with home.vault() as vault:
        assert len(set(vault.handles([("a\x00b", None), ("a", "b"), ("a", "")]))) == 3


def test_an_erasure_is_entered_or_not_done(
    home: Home, audited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["erase", str(home.folder), "a1", "--by", "dpo"]

    def full(*_: object) -> int:
        raise InputError("no space", path="log")

    with monkeypatch.context() as patch:
        patch.setattr("stillwatch.proof.evidence.record.operator", full)
        assert isinstance(CliRunner().invoke(command, words).exception, InputError)
    with home.vault() as vault:
        assert vault.open("x72") is not None
    assert CliRunner().invoke(command, words).exit_code == 0


def test_remnants_that_cannot_be_wiped_are_told(home: Home, audited: Path) -> None:
    path = home.folder / "vault.sqlite"
    with home.vault() as vault:
        vault._db.execute("PRAGMA busy_timeout = 10")
        handle = vault.find("a1")
        assert handle
        reader = sqlite3.connect(path)
        wrapped = reader.execute(
            "SELECT wrapped FROM subjects WHERE handle = ?", (handle,)
        ).fetchone()[0]
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM texts").fetchone()  # keeps the journal from being cut
        with pytest.raises(InputError, match="may still lie in the file"):
            vault.erase(handle, 1.0)
        assert vault.find("a1") is None
        reader.close()
        vault.expire(1.0)
        held = b"".join(p.read_bytes() for p in path.parent.glob("vault.sqlite*"))
        assert wrapped not in held


def test_a_waiting_erasure_is_done_by_the_daily_run(home: Home, audited: Path) -> None:
    with home.vault() as vault:
        handle = vault.find("a1")
        assert handle
        vault.hold([handle], "case", 1.0)
        assert vault.erase(handle, 2.0).held_by
        vault.release("case")  # and the program ends here
    done = CliRunner().invoke(command, ["expire", str(home.folder)])
    assert done.exit_code == 0, done.output
    with home.vault() as vault:
        assert vault.find("a1") is None


def test_a_broken_vault_is_no_traceback(home: Home, audited: Path) -> None:
    with home.vault() as vault:
        assert vault.counts()["texts"]
    path = home.folder / "vault.sqlite"
    data = path.read_bytes()
    for cut in (100, 5000, len(data) // 2):
        path.write_bytes(data[:cut])
        with suppress(InputError), home.vault() as vault:  # no other error
            vault.open("x72")
            vault.counts()
            vault.expire(1e12)


def test_a_key_service_that_does_nothing_is_found(tmp_path: Path) -> None:
    program = tmp_path / "echo.py"
    program.write_text("import sys; sys.stdout.write(sys.stdin.read())")
    service = master(f"command:{sys.executable} {program}")
    with pytest.raises(InputError, match="wraps nothing"):
        service.wrap(b"k" * 32, "c")
    with pytest.raises(InputError, match="no key"):
        service.unwrap(b"k" * 31, "c")


def test_a_key_service_that_hangs_does_not_spill_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("stillwatch.proof.evidence.masters.COMMAND_SECONDS", 0.1)
    with pytest.raises(InputError) as raised:
        master(f"command:{sys.executable} -c 'import time; time.sleep(9)' s3cret").wrap(b"k", "c")
    assert "s3cret" not in str(raised.value)


def test_of_many_that_make_a_log_one_does(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    def make(n: int) -> bytes:
        key = Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32)
        try:
            with EvidenceLog.create(tmp_path / "log", "example.com/log", key):
                return key.public_key().public_bytes_raw()
        except InputError:
            return b""

    with ThreadPoolExecutor(8) as pool:
        made = [key for key in pool.map(make, range(8)) if key]
    with EvidenceLog(tmp_path / "log") as log:
        assert [key.key for key in log.keys()] == made
    assert sorted(p.name for p in (tmp_path / "log").glob(".*")) == []


def test_an_audit_of_very_many_files_can_be_entered(home: Home, tmp_path: Path) -> None:
    names = [tmp_path / (f"{n:05d}" + "\u2713" * 80) for n in range(1_300)]
    for name in names:
        name.touch()
    with home.log() as log:
        record.begin(log, names, {})
        kinds = [json.loads(entry) for entry in log.lines()]
    told = [f["name"] for entry in kinds for f in entry["data"].get("files", ())]
    assert told == [name.name for name in names]


def test_a_rotation_that_was_ended_half_way_goes_on(home: Home, tmp_path: Path) -> None:
    from stillwatch.proof.evidence.keys import make_key, read_key, rotate
    from stillwatch.proof.evidence.verify import verify

    new = tmp_path / "new.pem"
    with home.log() as log:
        rotate(log, make_key(new), home.key())  # and the settings were not written
    words = ["rotate-key", str(home.folder), "--new", str(new)]
    done = CliRunner().invoke(command, [*words, "--json"])
    assert done.exit_code == 0 and json.loads(done.output)["entry"] == 1
    assert Home.open(home.folder).key().private_bytes_raw() == read_key(new).private_bytes_raw()
    found = verify(home.folder / "log")
    assert found.holds and found.signed == 2 and len(found.keys) == 2
    again = CliRunner().invoke(command, words)
    assert isinstance(again.exception, InputError) and "already" in str(again.exception)


@pytest.mark.parametrize("name", ["00000000000000000001.note", "00000000000000000001.tsr"])
@pytest.mark.parametrize("kind", ["pipe", "device", "long"])
def test_what_is_no_file_in_a_log_is_not_waited_for(
    home: Home, audited: Path, name: str, kind: str
) -> None:
    if name.endswith(".tsr"):
        pytest.importorskip("rfc3161_client", reason="the extra `timestamp` is not installed")
    path = home.folder / "log" / "checkpoints" / name
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as file:
            file.truncate(1 << 40)
    done = CliRunner().invoke(command, ["verify", str(home.folder)])
    assert done.exit_code == 1, done.output
    why = "more than 65,536 bytes" if kind == "long" else "it is not a file"
    assert why in done.output


def test_entries_that_are_no_file_are_not_waited_for(home: Home, audited: Path) -> None:
    path = home.folder / "log" / "entries.jsonl"
    path.unlink()
    os.mkfifo(path)
    done = CliRunner().invoke(command, ["verify", str(home.folder)])
    assert isinstance(done.exception, InputError) and "not a file" in str(done.exception)


def test_what_is_there_and_cannot_be_used_is_not_said_to_be_missing(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def read_only(path: str, flags: int, *mode: int) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY):
            raise OSError(30, "Read-only file system", str(path))
        return real(path, flags, *mode)

    with monkeypatch.context() as patch, pytest.raises(InputError) as refused:
        patch.setattr(os, "open", read_only)
        home.log()
    assert refused.value.remedy == "choose a place that can be written"
    (tmp_path / "file").touch()
    with pytest.raises(InputError) as refused:
        Home.make(tmp_path / "new", "example.com/log", keys=tmp_path / "file" / "keys")
    assert refused.value.path == str(tmp_path / "file" / "keys")
    settings = home.folder / "evidence.toml"
    settings.unlink()
    settings.mkdir(mode=0o700)
    with pytest.raises(InputError, match="the settings cannot be read"):
        Home.open(home.folder)
    settings.rmdir()
    with pytest.raises(InputError, match="no evidence is kept here"):
        Home.open(home.folder)
