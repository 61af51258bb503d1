import base64
import json
import os
import secrets
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from stillwatch.core.errors import InputError, UsageError
from stillwatch.proof.evidence.commitments import opens
from stillwatch.proof.evidence.home import Home
from stillwatch.proof.evidence.masters import master
from stillwatch.proof.evidence.vault import Vault
from stillwatch.proof.evidence.verify import verify

SECRET = "a sentence that nobody else may read"


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "master.key"
    path.write_bytes(secrets.token_bytes(32))
    path.chmod(0o600)
    return f"file:{path}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.sqlite"


def sealed(vault: Vault, account: str = "a1", id: str = "x1", expires: float | None = None) -> str:
    return vault.seal([(id, account, None, SECRET.encode())], 0.0, expires)[0].handle


def everything(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in path.parent.glob(path.name + "*"))


def test_text_is_sealed_and_opens(path: Path, source: str) -> None:
    with Vault(path, master(source)) as vault:
        kept = vault.seal([("exchange-1", "account-1", None, SECRET.encode())], 0.0, None)
        again = ("exchange-1", "account-1", None, b"other")
        assert vault.seal([again], 0.0, None) == []  # once only
    with Vault(path, master(source)) as vault:
        found = vault.open("exchange-1")
        assert found is not None
        commitment, salt, data = found
        assert data == SECRET.encode() and commitment == kept[0].commitment
        assert opens(commitment, salt, data)
        assert vault.open("exchange-2") is None
        data = everything(path)
    for clear in (SECRET.encode(), b"account-1", b"exchange-1"):
        assert clear not in data
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_master_key_opens_nothing(path: Path, source: str, tmp_path: Path) -> None:
    with Vault(path, master(source)) as vault:
        sealed(vault)
    other = tmp_path / "other.key"
    other.write_bytes(secrets.token_bytes(32))
    other.chmod(0o600)
    with pytest.raises(InputError, match="not wrapped under this master key"):
        Vault(path, master(f"file:{other}"))


@pytest.mark.parametrize("column", ["sealed", "commitment", "handle"])
def test_what_was_changed_does_not_open(path: Path, source: str, column: str) -> None:
    with Vault(path, master(source)) as vault:
        sealed(vault, "a1", "x1")
        sealed(vault, "a2", "x2")
    db = sqlite3.connect(path)
    db.execute(f"UPDATE texts SET {column} = (SELECT {column} FROM texts LIMIT 1 OFFSET 1)")
    db.commit()
    db.close()
    with Vault(path, master(source)) as vault:
        failed = 0
        for id in ("x1", "x2"):
            try:
                vault.open(id)
            except InputError:
                failed += 1
        assert failed == 1  # the other is where it was


def test_an_erased_account_leaves_nothing(path: Path, source: str) -> None:
    with Vault(path, master(source)) as vault:
        handle = sealed(vault, "a1", "x1")
        sealed(vault, "a2", "x2")
        db = sqlite3.connect(path)
        wrapped, text = db.execute(
            "SELECT wrapped, sealed FROM subjects JOIN texts USING (handle) WHERE handle = ?",
            (handle,),
        ).fetchone()
        db.close()
        done = vault.erase(handle, 1.0)
        assert len(done.commitments) == 1 and not done.held_by
        assert vault.find("a1") is None and vault.open("x1") is None
        data = everything(path)
        assert wrapped not in data and text not in data and handle.encode() not in data
        assert vault.open("x2") is not None


def test_a_hold_wins_over_erasure_and_expiry(path: Path, source: str) -> None:
    with Vault(path, master(source)) as vault:
        handle = sealed(vault, "a1", "x1", expires=10.0)
        sealed(vault, "a2", "x2", expires=10.0)
        assert vault.hold([handle], "case 7", 1.0) == 1
        assert vault.hold([handle], "case 7", 2.0) == 0
        assert vault.erase(handle, 3.0).held_by == ("case 7",)
        assert len(vault.expire(20.0)) == 1  # a2's alone
        assert vault.open("x1") is not None and vault.open("x2") is None
        assert vault.release("case 8") == []
        assert vault.release("case 7") == [handle]
        assert vault.erase(handle, 30.0).commitments
        assert vault.counts() == {"subjects": 0, "texts": 0, "held": 0}


def test_text_without_a_term_does_not_expire(path: Path, source: str) -> None:
    with Vault(path, master(source)) as vault:
        sealed(vault)
        assert vault.expire(1e12) == []


def test_a_failed_batch_seals_nothing(path: Path, source: str) -> None:
    with Vault(path, master(source)) as vault:
        with pytest.raises(TypeError):
            vault.seal([("x1", "a", None, b"t"), ("x2", "a", None, None)], 0.0, None)  # type: ignore
        assert vault.open("x1") is None


def test_end_users_are_subjects_of_their_own(path: Path, source: str) -> None:
    with Vault(path, master(source)) as vault:
        one, two, whole = vault.handles([("r", "u1"), ("r", "u2"), ("r", None)])
        assert len({one, two, whole}) == 3
        assert vault.find("r", "u1") == one


def test_master_keys_from_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SW_MASTER", base64.b64encode(b"m" * 32).decode())
    one = master("env:SW_MASTER")
    assert one.unwrap(one.wrap(b"key", "c"), "c") == b"key"
    with pytest.raises(InputError):
        one.unwrap(one.wrap(b"key", "c"), "another")
    with pytest.raises(InputError, match="openssl rand"):
        master("env:SW_NONE")
    with pytest.raises(UsageError, match="no source"):
        master("ftp:x")
    loose = tmp_path / "loose"
    loose.write_bytes(b"m" * 32)
    loose.chmod(0o644)
    with pytest.raises(InputError, match="others may read"):
        master(f"file:{loose}")


SERVICE = """
import base64, os, sys
data = base64.b64decode(sys.stdin.read())
pad = (os.environ["STILLWATCH_CONTEXT"].encode() * 99)[: len(data)]
if sys.argv[1] == "fail":
    sys.exit(3)
print(base64.b64encode(bytes(a ^ b for a, b in zip(data, pad))).decode())
"""


def test_a_key_service(tmp_path: Path, path: Path) -> None:
    program = tmp_path / "kms.py"
    program.write_text(SERVICE)
    with Vault(path, master(f"command:{sys.executable} {program}")) as vault:
        sealed(vault)
        assert vault.open("x1") is not None
    with pytest.raises(InputError, match="exit status 3"):
        master(f"command:{sys.executable} {program} fail").wrap(b"k", "c")
    with pytest.raises(InputError, match="did not answer"):
        master("command:/no/such/program").wrap(b"k", "c")


def test_text_of_members_is_sealed_from_the_moment_of_likely(home: Home, audited: Path) -> None:
    with home.vault() as vault:
        found = {i: vault.open(f"x{i}") for i in range(144)}
    kept = {i for i, row in found.items() if row is not None}
    # from the second day on, of a1 and a2; before that, what the evidence names
    assert kept == {0, 1} | {i for i in range(72, 144) if i % 3 in (0, 1)}
    row = found[72]
    assert row is not None
    told = json.loads(row[2])
    assert told["text"] == "text 72" and told["output"] == "reply to text 72"
    assert told["account"] == "a1" and told["time"].startswith("2026-03-02T00:00:00")


def test_after_erasure_the_log_verifies_and_does_not_name_the_account(
    home: Home, audited: Path
) -> None:
    from click.testing import CliRunner

    from stillwatch.cli.evidence import command

    done = CliRunner().invoke(command, ["erase", str(home.folder), "a1", "--by", "dpo", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["erased"] == 25
    entries = (home.folder / "log" / "entries.jsonl").read_bytes()
    assert b'"a1"' not in entries
    with home.log() as log:
        log.checkpoint(home.key())
    assert verify(home.folder / "log").holds
    with home.vault() as vault:
        assert vault.open("x72") is None and vault.open("x73") is not None


@pytest.mark.skipif(not os.path.exists("/usr/lib/softhsm/libsofthsm2.so"), reason="no SoftHSM")
def test_a_token(tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    pkcs11 = pytest.importorskip("pkcs11")
    tokens = tmp_path / "tokens"
    tokens.mkdir()
    conf = tmp_path / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {tokens}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(conf))
    monkeypatch.setenv("STILLWATCH_PKCS11_MODULE", "/usr/lib/softhsm/libsofthsm2.so")
    monkeypatch.setenv("STILLWATCH_PKCS11_PIN", "1234")
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "t", "--pin", "1234",
         "--so-pin", "4321"],
        check=True, capture_output=True,
    )  # fmt: skip
    lib = pkcs11.lib("/usr/lib/softhsm/libsofthsm2.so")
    with lib.get_token(token_label="t").open(rw=True, user_pin="1234") as session:
        session.generate_key(pkcs11.KeyType.AES, 256, label="stillwatch", store=True)
    with Vault(path, master("pkcs11:stillwatch")) as vault:
        sealed(vault)
        assert vault.open("x1") is not None
    with pytest.raises(InputError, match="no token holds"):
        master("pkcs11:another")


def test_a_full_disk_says_what_to_do(path: Path, source: str) -> None:
    with Vault(path, master(source)) as vault:
        vault._db.execute("PRAGMA max_page_count = 1")  # as many pages as there are
        with pytest.raises(InputError, match=r"disk is full \(make room there"):
            vault.seal([(f"x{n}", "a1", None, SECRET.encode() * 99) for n in range(99)], 0.0, None)
        assert not vault._db.in_transaction


@pytest.mark.parametrize("kind", ["", "env:", "command:", "c2VjcmV0:"])
def test_a_key_in_place_of_its_source_is_not_repeated(kind: str) -> None:
    secret = "" if kind == "command:" else "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0IHNlYyE="
    with pytest.raises(UsageError, match="no source of a master key") as refused:
        master(kind + secret)
    assert "c2Vjcm" not in str(refused.value)


def test_a_command_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    for make in (lambda: master("command:cat 'x"), lambda: Home.make(
        tmp_path / "proof", "example.com/log", master_key="command:cat 'x"
    )):  # fmt: skip
        with pytest.raises(UsageError, match="No closing quotation"):
            make()
    with pytest.raises(InputError, match="env:NO_SUCH_NAME: this variable is not set"):
        master("env:NO_SUCH_NAME")


def test_a_key_service_named_from_where_one_stands_is_found_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    program = tmp_path / "key service"
    program.write_text(
        f"#!{sys.executable}\nimport base64, sys\n"
        "print(base64.b64encode(base64.b64decode(sys.stdin.read())[::-1]).decode())\n"
    )
    program.chmod(0o700)
    home = Home.make(tmp_path / "proof", "example.com/log", master_key="command:'./key service' a")
    monkeypatch.chdir("/")
    with Home.open(home.folder).vault() as vault:
        assert vault.handle("a1") == vault.find("a1")
