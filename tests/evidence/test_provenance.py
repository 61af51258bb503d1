import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.cli._evidence_provenance import command
from stillwatch.core.errors import InputError
from stillwatch.proof.evidence.home import Home
from stillwatch.proof.evidence.notes import Verifier
from stillwatch.proof.provenance import Output, check, pseudonym, receipts

KEY = Ed25519PrivateKey.from_private_bytes(b"p" * 32)
NAME = Verifier("example.com/models", KEY.public_key().public_bytes_raw())
OTHER = Verifier("example.com/models", b"\1" * 32)
SECRET = b"s" * 16


def made(count: int) -> list[str]:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    outputs = [Output(f"answer {i}".encode(), "m-1", at, f"a{i % 3}") for i in range(count)]
    return list(receipts(outputs, NAME.name, KEY, SECRET))


@pytest.mark.parametrize("count", [1, 2, 3, 7, 64, 65])
def test_each_receipt_is_of_its_output_alone(count: int) -> None:
    for i, receipt in enumerate(made(count)):
        assert check(receipt, f"answer {i}".encode(), [NAME]).holds
        assert not check(receipt, f"answer {i + 1}".encode(), [NAME]).holds
        assert not check(receipt, f"answer {i}".encode(), [OTHER]).holds


def test_a_batch_is_no_checkpoint_of_the_log_that_the_key_signs() -> None:
    from stillwatch.proof.evidence import notes

    told = json.loads(made(3)[0])
    checkpoint, _ = notes.read(told["note"])
    assert checkpoint.origin != NAME.name
    # nor is a checkpoint of the log a batch
    told["note"] = notes.sign(notes.Checkpoint(NAME.name, checkpoint.size, checkpoint.root), KEY)
    assert not check(json.dumps(told), b"answer 0", [NAME]).holds


def test_a_receipt_says_nothing_to_others() -> None:
    receipt = made(1)[0]
    assert "answer" not in receipt and "a0" not in json.loads(receipt)["record"].split(":")
    assert pseudonym("a0", SECRET) in receipt
    assert made(1)[0] != receipt  # another salt


@pytest.mark.parametrize(
    ("old", "new"), [("m-1", "m-2"), ("2026-03", "2025-03"), ('\\"v\\":1', '\\"v\\":2')]
)
def test_a_changed_record_does_not_hold(old: str, new: str) -> None:
    receipt = made(5)[2]
    assert old in receipt
    assert not check(receipt.replace(old, new), None, [NAME]).holds


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_any_changed_character_is_found_or_means_nothing(data: st.DataObject) -> None:
    receipt = made(5)[2]
    at = data.draw(st.integers(0, len(receipt) - 1))
    new = data.draw(st.characters(codec="ascii"))
    changed = receipt[:at] + new + receipt[at + 1 :]
    found = check(changed, b"answer 2", [NAME])
    if found.holds:  # only spelling: the same values
        assert found.record == json.loads(json.loads(receipt)["record"])


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_what_is_no_receipt_is_said(text: str) -> None:
    assert check(text, None, [NAME]).errors == ("not a receipt",)


def test_the_commands(home: Home, log_file: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(SECRET)
    out = tmp_path / "receipts.jsonl"
    run = CliRunner().invoke
    done = run(command, ["sign", str(home.folder), str(log_file), "--out", str(out),
                         "--secret", str(secret), "--json"])  # fmt: skip
    assert done.exit_code == 0, done.output
    assert json.loads(done.output) == {
        "version": 1, "receipts": 144, "without_text": 0, "secret_made": False}  # fmt: skip
    typo = run(command, ["verify", str(out), "--trust", str(tmp_path / "public.keyz")])
    assert "public.keyz: neither a file nor a verifier key" in str(typo.exception)
    new = run(command, ["sign", str(home.folder), str(log_file), "--out", str(out) + "2",
                        "--secret", str(tmp_path / "sekret")])  # fmt: skip
    assert f"A new key of pseudonyms was made: {tmp_path / 'sekret'}" in new.output
    one, text = tmp_path / "one.json", tmp_path / "text"
    one.write_text(out.read_text().splitlines()[7])
    text.write_text("reply to text 7")
    with home.log() as log:
        key = str(log.keys()[0])
    done = run(command, ["verify", str(one), str(text), "--trust", key])
    assert done.exit_code == 0 and "It holds." in done.output, done.output
    found = ["verify", str(out), str(text), "--trust", key, "--id"]
    assert run(command, [*found, "x7"]).exit_code == 0
    assert run(command, [*found, "x6"]).exit_code == 1
    assert isinstance(run(command, [*found, "x700"]).exception, InputError)
    text.write_text("reply to text 8")
    assert run(command, ["verify", str(one), str(text), "--trust", key]).exit_code == 1
    one.write_text("{}")
    done = run(command, ["verify", str(one), "--trust", key])
    assert done.exit_code == 1 and "not a receipt" in done.output


def test_what_cannot_be_signed_leaves_no_key_of_pseudonyms(
    home: Home, log_file: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    words = ["sign", str(home.folder), str(log_file), "--secret", str(secret), "--out"]
    done = CliRunner().invoke(command, [*words, str(tmp_path / "nowhere" / "r.jsonl")])
    assert isinstance(done.exception, InputError) and "nowhere: there is no" in str(done.exception)
    key = home.folder / home.config.signing_key
    key.rename(tmp_path / "signing.pem")
    done = CliRunner().invoke(command, [*words, str(tmp_path / "r.jsonl")])
    assert isinstance(done.exception, InputError) and "signing key" in str(done.exception)
    assert not secret.exists()


def test_what_a_killed_run_left_is_in_nobodys_way(
    home: Home, log_file: Path, tmp_path: Path
) -> None:
    (tmp_path / f".r.jsonl.{os.getpid()}.tmp").write_text("half")
    words = ["sign", str(home.folder), str(log_file), "--secret", str(tmp_path / "secret")]
    done = CliRunner().invoke(command, [*words, "--out", str(tmp_path / "r.jsonl")])
    assert done.exit_code == 0, done.exception
    assert len((tmp_path / "r.jsonl").read_text().splitlines()) == 144


def test_a_key_of_pseudonyms_that_came_meanwhile_is_not_replaced(
    home: Home, log_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(SECRET)
    real = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: path != secret and real(path))
    words = ["sign", str(home.folder), str(log_file), "--secret", str(secret), "--json"]
    done = CliRunner().invoke(command, [*words, "--out", str(tmp_path / "r.jsonl")])
    assert done.exit_code == 0 and not json.loads(done.output)["secret_made"]
    assert secret.read_bytes() == SECRET


@pytest.mark.parametrize("whole", [False, True])
def test_receipts_do_not_take_the_place_of_the_log(
    home: Home, log_file: Path, tmp_path: Path, whole: bool
) -> None:
    """Nor of one of a folder of logs."""
    before = log_file.read_bytes()
    words = ["sign", str(home.folder), str(log_file.parent if whole else log_file)]
    given = [*words, "--secret", str(tmp_path / "secret"), "--out", str(log_file)]
    done = CliRunner().invoke(command, given)
    assert isinstance(done.exception, InputError) and "write over it" in str(done.exception)
    assert log_file.read_bytes() == before and not (tmp_path / "secret").exists()


def test_the_page_signs_what_the_logs_key_is_trusted_for(
    home: Home, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (root / "docs/how-to/keep-evidence.md").read_text(encoding="utf-8")
    code = page.partition("```python\n")[2].partition("```")[0]
    monkeypatch.chdir(home.folder.parent)
    Path("pseudonyms.key").write_bytes(SECRET + b"\n")
    batch = [Output(b"hello", "m-1", datetime.now(UTC), "a1")]
    there: dict[str, Any] = {"batch_of_outputs": batch}
    exec(code.replace("    ...", "    last = receipt"), there)
    with home.log() as log:
        found = check(there["last"], b"hello", log.keys())
    assert found.holds and found.record["account"] == pseudonym("a1", SECRET), found.errors
