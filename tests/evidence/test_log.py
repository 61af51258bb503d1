import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from stillwatch.core.errors import InputError
from stillwatch.proof.evidence import merkle, notes
from stillwatch.proof.evidence.keys import make_key, read_key, rotate
from stillwatch.proof.evidence.log import Entry, EvidenceLog
from stillwatch.proof.evidence.verify import verify

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
ORIGIN = "example.com/log"


def verifier(key: Ed25519PrivateKey) -> notes.Verifier:
    return notes.Verifier(ORIGIN, key.public_key().public_bytes_raw())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def log(folder: Path) -> Iterator[EvidenceLog]:
    with EvidenceLog.create(folder, ORIGIN, KEY) as log:
        yield log


def said(*numbers: int) -> list[Entry]:
    return [Entry("note", {"n": n}) for n in numbers]


def test_what_is_entered_can_be_read_and_proved(log: EvidenceLog) -> None:
    assert log.append(said(*range(40))) == range(1, 41)
    entry = json.loads(log.entry(7))
    assert entry["kind"] == "note" and entry["data"] == {"n": 6}
    for index in range(41):
        leaf = merkle.leaf_hash(log.entry(index))
        assert merkle.check_inclusion(leaf, index, 41, log.inclusion(index), log.root())
    for old in range(1, 41):
        proof = log.consistency(old)
        assert merkle.check_consistency(old, log.root(old), 41, log.root(), proof)


def test_a_checkpoint_verifies(log: EvidenceLog, folder: Path) -> None:
    log.append(said(1, 2))
    path, note = log.checkpoint(KEY)
    assert path.read_text() == note
    assert note.startswith(f"{ORIGIN}\n3\n")
    found = verify(folder, [verifier(KEY)])
    assert found.holds and found.signed == 3 and not found.remarks


def test_nothing_is_believed_of_another_key(log: EvidenceLog, folder: Path) -> None:
    with pytest.raises(InputError, match="not the key"):
        log.checkpoint(OTHER)
    log.checkpoint(KEY)
    assert not verify(folder, [verifier(OTHER)]).holds


def test_files_are_private(log: EvidenceLog, folder: Path) -> None:
    log.append(said(1))
    log.checkpoint(KEY)
    for path in folder.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.slow
def test_any_changed_byte_of_entries_and_checkpoints_is_found(
    log: EvidenceLog, folder: Path
) -> None:
    log.append(said(1, 2))
    path, _ = log.checkpoint(KEY)
    for file in (folder / "entries.jsonl", path):
        whole = file.read_bytes()
        for at in range(len(whole)):
            for bit in (1, 4):
                changed = bytearray(whole)
                changed[at] ^= bit
                file.write_bytes(changed)
                assert not verify(folder, [verifier(KEY)]).holds, (file.name, at)
        file.write_bytes(whole)
    assert verify(folder, [verifier(KEY)]).holds


@pytest.mark.parametrize("how", ["drop", "drop last", "swap", "add", "double"])
def test_dropped_moved_and_planted_entries_are_found(
    log: EvidenceLog, folder: Path, how: str
) -> None:
    log.append(said(1, 2, 3))
    log.checkpoint(KEY)
    file = folder / "entries.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    changed = {
        "drop": [*lines[:1], *lines[2:]],
        "drop last": lines[:-1],
        "swap": [lines[0], lines[2], lines[1], lines[3]],
        "add": [*lines[:2], lines[1].replace(b"1", b"9"), *lines[2:]],
        "double": [*lines[:2], lines[1], *lines[2:]],
    }[how]
    file.write_bytes(b"".join(changed))
    assert not verify(folder, [verifier(KEY)]).holds


def test_a_log_that_was_rolled_back_is_found_by_a_checkpoint_kept_elsewhere(
    log: EvidenceLog, folder: Path, tmp_path: Path
) -> None:
    log.append(said(1))
    log.checkpoint(KEY)
    log.append(said(2, 3))
    path, note = log.checkpoint(KEY)
    kept = tmp_path / "kept.note"
    kept.write_text(note)
    path.unlink()
    file = folder / "entries.jsonl"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:2]))
    assert verify(folder, [verifier(KEY)]).holds  # nothing here shows it
    assert not verify(folder, [verifier(KEY)], [kept]).holds


def test_a_short_log_is_not_written_to(log: EvidenceLog, folder: Path) -> None:
    log.append(said(1, 2, 3))
    os.truncate(folder / "entries.jsonl", 30)
    with pytest.raises(InputError, match="shorter"):
        log.append(said(4))


@pytest.mark.parametrize("how", ["changed", "cut"])
def test_what_was_changed_is_not_signed_again(log: EvidenceLog, folder: Path, how: str) -> None:
    """Without what is derived, the tree is made anew from the entries, whoever wrote them."""
    log.append(said(1) + said(2))
    log.checkpoint(KEY)
    path = folder / "entries.jsonl"
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"data":{', b'"data": {') if how == "changed" else
                     data[: data.rindex(b"\n", 0, -1) + 1])  # fmt: skip
    shutil.rmtree(folder / "tree")
    (folder / "offsets").unlink()
    with pytest.raises(InputError, match="not those that were signed"):
        EvidenceLog(folder)
    path.write_bytes(data)
    with EvidenceLog(folder) as again:
        assert again.checkpoint(KEY)


def test_derived_files_are_made_again(log: EvidenceLog, folder: Path) -> None:
    log.append(said(*range(100)))
    log.checkpoint(KEY)
    root, entry = log.root(), log.entry(50)
    for path in [folder / "offsets", *(folder / "tree").iterdir()]:
        whole = path.read_bytes()
        for wrong in (b"", whole[: len(whole) // 2], bytes(len(whole))):
            path.write_bytes(wrong)
            with EvidenceLog(folder) as again:
                if wrong != bytes(len(whole)) or path.name != "offsets":
                    assert again.root() == root and again.entry(50) == entry
                assert again.size == 101
            path.write_bytes(whole)


def test_two_that_write_see_each_other(log: EvidenceLog, folder: Path) -> None:
    with EvidenceLog(folder) as other:
        for n in range(5):
            assert log.append(said(n))[0] == 2 * n + 1
            assert other.append(said(n))[0] == 2 * n + 2
        log.append(said(9))
        log.checkpoint(KEY)
        assert other.append(said(10))[0] == 12
    assert verify(folder, [verifier(KEY)]).entries == 13


WRITER = """
import sys
from pathlib import Path
from stillwatch.proof.evidence.log import Entry, EvidenceLog
log = EvidenceLog(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    log.append([Entry("note", {"by": sys.argv[2], "n": n})])
"""


def test_processes_write_at_once(log: EvidenceLog, folder: Path) -> None:
    runs = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(who), "60"])
        for who in range(4)
    ]
    assert [run.wait() for run in runs] == [0] * 4
    log.append(said(0))
    log.checkpoint(KEY)
    assert verify(folder, [verifier(KEY)]).holds
    by: dict[str, list[int]] = {}
    for line in log.lines(1):
        data = json.loads(line)["data"]
        by.setdefault(data.get("by", ""), []).append(data["n"])
    assert by == {str(who): list(range(60)) for who in range(4)} | {"": [0]}


def work(folder: Path, left: int, told: int) -> None:
    """Write to a log in a process that ends itself at one of its system calls."""

    def counted(name: str) -> None:
        real = getattr(os, name)

        def call(*args: object, **kwargs: object) -> object:
            nonlocal left
            left -= 1
            if left == 0:
                if name == "write":  # a part of it reaches the disk
                    real(args[0], bytes(args[1])[: len(args[1]) // 3])  # type: ignore
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        setattr(os, name, call)

    say = os.write
    for name in ("write", "pwrite", "fsync", "ftruncate", "replace", "open"):
        counted(name)
    log = EvidenceLog(folder)
    for n in range(3):
        log.append(said(n, n))
        say(told, b"n")
        log.checkpoint(KEY)
    say(told, b"w")


@pytest.mark.slow
def test_a_writer_may_be_killed_at_every_step(log: EvidenceLog, folder: Path) -> None:
    log.append(said(*range(1100)))  # so that no level is added, and steps stay what they are
    log.checkpoint(KEY)
    entered = 0
    for step in range(1, 300):
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            with suppress(BaseException):
                work(folder, step, theirs)
            os._exit(0)
        os.close(theirs)
        told = os.read(ours, 10)
        while more := os.read(ours, 10):
            told += more
        os.close(ours)
        _, status = os.waitpid(child, 0)
        entered += 2 * told.count(b"n")
        found = verify(folder, [verifier(KEY)])
        assert found.holds, (step, found)
        if b"w" in told:
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
        log.append(said(step))  # the next writer mends what is left
        log.checkpoint(KEY)
        found = verify(folder, [verifier(KEY)])
        assert found.holds and not found.remarks, (step, found)
    else:
        pytest.fail("it never came to the end")
    kinds = [json.loads(line)["kind"] for line in log.lines()]
    recovered = kinds.count("recovered")
    assert recovered >= 3  # once for each append that was cut in the middle
    assert step > 30
    # nothing that was acknowledged is lost; what was not may be there or not
    assert len(kinds) >= 1101 + entered + recovered + step - 1


def test_a_full_disk_adds_nothing(
    log: EvidenceLog, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.append(said(1))
    real = os.write

    def full(file: int, data: memoryview) -> int:
        if len(data) > 40:
            return real(file, bytes(data)[:40])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(InputError, match="nothing was added"):
        log.append(said(2, 3))
    monkeypatch.undo()
    assert log.append(said(4)) == range(2, 3)
    log.checkpoint(KEY)
    found = verify(folder, [verifier(KEY)])
    assert found.holds and found.entries == 3


@pytest.mark.parametrize("room", range(0, 184, 24))
def test_a_disk_that_is_full_for_derived_files_spoils_nothing(
    log: EvidenceLog, folder: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    log.append(said(1))
    real, left = os.pwrite, room

    def full(file: int, data: bytes, at: int) -> int:
        nonlocal left
        if not left:
            raise OSError(28, "No space left on device")
        done = real(file, bytes(data)[:left], at)
        left -= done
        return done

    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(InputError, match="nothing was added"):
        log.append(said(2, 3, 4))
    monkeypatch.undo()
    assert log.append(said(5)) == range(2, 3)
    log.checkpoint(KEY)
    found = verify(folder, [verifier(KEY)])
    assert found.holds and found.signed == 3 and not found.remarks
    EvidenceLog(folder).close()  # what is signed is what is there


def test_who_reads_leaves_a_torn_line_to_the_next_who_writes(
    log: EvidenceLog, folder: Path
) -> None:
    with (folder / "entries.jsonl").open("ab") as file:
        file.write(b'{"time":"20')
    with EvidenceLog(folder) as reader:
        assert len(list(reader.lines())) == 1
    log.append(said(1))
    kinds = [json.loads(line)["kind"] for line in log.lines()]
    assert kinds == ["log", "recovered", "note"]
    assert json.loads(log.entry(1))["data"] == {"bytes": 11}
    log.append(said(2))
    assert log.size == 4


@pytest.mark.parametrize("size", [2**63 - 1, 2**61, 10**18])
def test_a_planted_checkpoint_of_any_size_is_refused_in_words(
    log: EvidenceLog, folder: Path, size: int
) -> None:
    planted = notes.sign(notes.Checkpoint(ORIGIN, size, bytes(32)), OTHER)
    (folder / "checkpoints" / f"{size:020d}.note").write_text(planted)
    with pytest.raises(InputError, match="not those that were signed"):
        EvidenceLog(folder)


def test_clock_steps_are_told(folder: Path) -> None:
    times = iter([0, 10, 4, 5])
    start = datetime(2026, 3, 29, tzinfo=UTC)
    clock = lambda: start + timedelta(seconds=next(times))  # noqa: E731
    with EvidenceLog.create(folder, ORIGIN, KEY, clock) as log:
        for n in range(3):
            log.append(said(n))
        log.checkpoint(KEY)
    found = verify(folder, [verifier(KEY)])
    assert found.holds
    assert [r for r in found.remarks if "clock" in r] == [
        "the clock stands 6.000 s earlier at entry 2 than at the one before"
    ]


def test_a_new_key_is_vouched_for_by_the_old_one(log: EvidenceLog, folder: Path) -> None:
    log.append(said(1))
    rotate(log, OTHER, KEY)
    with pytest.raises(InputError, match="not the key"):
        log.checkpoint(KEY)
    log.append(said(2))
    log.checkpoint(OTHER)
    found = verify(folder, [verifier(KEY)])
    assert found.holds and found.signed == 4 and len(found.keys) == 2


def test_a_lost_key_is_replaced_by_one_that_readers_must_be_told_of(
    log: EvidenceLog, folder: Path
) -> None:
    log.append(said(1))
    rotate(log, OTHER, None)
    log.checkpoint(OTHER)
    assert not verify(folder, [verifier(KEY)]).holds
    assert verify(folder, [verifier(KEY), verifier(OTHER)]).holds


def test_an_old_key_signs_nothing_new(log: EvidenceLog, folder: Path) -> None:
    """A stolen key that was replaced cannot sign what came after."""
    log.append(said(1))
    rotate(log, OTHER, KEY)
    log.append(said(2))
    path, _ = log.checkpoint(OTHER)
    path.write_text(notes.sign(notes.Checkpoint(ORIGIN, log.size, log.root()), KEY))
    assert not verify(folder, [verifier(KEY)]).holds


def test_key_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "key.pem"
    key = make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_key(path).private_bytes_raw() == key.private_bytes_raw()
    with pytest.raises(InputError, match="does not exist yet"):
        make_key(path)
    path.chmod(0o644)
    with pytest.raises(InputError, match="others may read"):
        read_key(path)
    monkeypatch.setenv("STILLWATCH_KEY_PASSPHRASE", "correct horse")
    sealed = tmp_path / "sealed.pem"
    key = make_key(sealed)
    assert b"ENCRYPTED" in sealed.read_bytes()
    assert read_key(sealed).private_bytes_raw() == key.private_bytes_raw()
    monkeypatch.setenv("STILLWATCH_KEY_PASSPHRASE", "wrong")
    with pytest.raises(InputError, match="passphrase"):
        read_key(sealed)


def test_there_is_one_log_in_a_folder(log: EvidenceLog, folder: Path) -> None:
    with pytest.raises(InputError, match="already"):
        EvidenceLog.create(folder, ORIGIN, KEY)
    with pytest.raises(InputError, match="evidence init"):
        EvidenceLog(folder.parent / "none")
    with pytest.raises(InputError, match="spaces"):
        EvidenceLog.create(folder.parent / "b", "an origin", KEY)
