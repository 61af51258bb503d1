import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from stillwatch.cli.evidence import command
from stillwatch.core.errors import InputError, UsageError
from stillwatch.proof.evidence.bundle import OTHERS, export
from stillwatch.proof.evidence.container import SPARE, pack, unpack
from stillwatch.proof.evidence.examine import examine
from stillwatch.proof.evidence.home import Home
from stillwatch.proof.evidence.notes import Verifier
from stillwatch.proof.evidence.words import plain_words

from .conftest import campaign


@pytest.fixture
def bundle(home: Home, audited: Path, tmp_path: Path) -> Path:
    path = tmp_path / "c.evidence"
    export(home, audited, "c_1234", path, by="analyst", open_text=True)
    return path


def trusted(home: Home) -> list[Verifier]:
    with home.log() as log:
        return log.keys()[:1]


def test_a_bundle_holds(home: Home, bundle: Path) -> None:
    found = examine(bundle, trusted(home))
    assert found.holds, found.errors
    assert found.texts == 2 and found.entries >= 7 and not found.remarks
    told = found.manifest
    assert told["campaign"] == "c_1234" and told["exported_by"] == "analyst"
    assert [row["kind"] for row in told["custody"]] == [
        "log", "audit.begin", "input", "audit.end", "operator",
    ]  # fmt: skip
    assert told["error_rates"]["campaign"]["level"] == 0.01


def test_a_watched_campaign_is_not_said_to_have_been_raised() -> None:
    told = json.loads(msgspec.json.encode(campaign(severity="watch")))
    counts = {"counts": {"accounts": 9, "exchanges": 99}}
    words = " ".join(plain_words(told, counts).split())
    assert "not raised, first put together at" in words
    then = {"members": 1, "begun": 2, "left": 0}
    words = " ".join(plain_words(told | {"at_detection": then}, counts).split())
    assert "1 belonged to it when it was first raised, and 2 had sent anything by then." in words
    words = " ".join(plain_words(told | {"severity": "likely"}, counts).split())
    assert "first raised at" in words and "20 exchanges of them before that" in words


def test_words_are_plain(bundle: Path) -> None:
    files, _ = unpack(bundle)
    words = files["evidence.txt"].decode()
    assert "\x1b" not in words and "consistent with" in words
    assert all(len(line) <= 88 for line in words.splitlines())


def test_any_altered_byte_is_found(home: Home, bundle: Path, tmp_path: Path) -> None:
    keys, whole = trusted(home), bundle.read_bytes()
    changed = tmp_path / "changed"
    step = max(1, len(whole) // 400)
    for at in {*range(0, len(whole), step), *range(len(whole) - 200, len(whole))}:
        data = bytearray(whole)
        data[at] ^= 1
        changed.write_bytes(data)
        try:
            found = examine(changed, keys)
        except InputError:
            continue
        assert not found.holds, at


def test_a_byte_altered_in_the_file_itself_is_named(
    home: Home, bundle: Path, tmp_path: Path
) -> None:
    """Also where nobody made the archive's checksums right again."""
    files, _ = unpack(bundle)
    whole, changed = bundle.read_bytes(), tmp_path / "changed"
    for name, data in files.items():
        altered = bytearray(whole)
        altered[whole.index(data) + len(data) // 2] ^= 1
        changed.write_bytes(altered)
        found = examine(changed, trusted(home))
        assert any(error.startswith(name) for error in found.errors), (name, found.errors)
    done = CliRunner().invoke(command, ["verify", str(changed), "--json"])
    assert done.exit_code == 1 and json.loads(done.output)["holds"] is False


def test_each_altered_file_is_named(home: Home, bundle: Path, tmp_path: Path) -> None:
    keys = trusted(home)
    files, _ = unpack(bundle)
    changed = tmp_path / "changed"
    for name, data in files.items():
        for at in {0, len(data) // 2, len(data) - 1}:
            altered = bytearray(data)
            altered[at] ^= 2
            changed.write_bytes(pack({**files, name: bytes(altered)}))
            found = examine(changed, keys)
            assert any(error.startswith(name) for error in found.errors), (name, found.errors)
    for name in set(files) - {"manifest.dsse.json", "log/entries.jsonl"}:
        rest = {n: d for n, d in files.items() if n != name}
        changed.write_bytes(pack(rest))
        try:
            assert f"{name}: missing" in examine(changed, keys).errors
        except InputError as error:
            assert name in str(error)
    changed.write_bytes(pack({**files, "planted.txt": b"x"}))
    assert any("planted.txt" in error for error in examine(changed, keys).errors)


def test_a_bundle_by_another_sender_is_not_believed(home: Home, bundle: Path) -> None:
    found = examine(bundle, [Verifier("example.com/log", b"\0" * 32)])
    assert not found.holds
    assert any("own word" in remark for remark in examine(bundle).remarks)


def test_text_stays_sealed_unless_asked(home: Home, audited: Path, tmp_path: Path) -> None:
    path = tmp_path / "closed"
    export(home, audited, "c_1234", path, by="analyst")
    files, _ = unpack(path)
    rows = [json.loads(line) for line in files["exchanges.jsonl"].splitlines()]
    assert all(set(row) == {"id", "commitment"} for row in rows)
    assert b"text 0" not in path.read_bytes()
    assert examine(path, trusted(home)).holds


def test_custody_tells_what_was_done_to_its_accounts(
    home: Home, audited: Path, tmp_path: Path
) -> None:
    for words in (
        ["hold", str(home.folder), "case 7", "--account", "a1", "--by", "counsel"],
        ["hold", str(home.folder), "case 8", "--account", "a3", "--by", "counsel"],
        ["release", str(home.folder), "case 7", "--by", "counsel"],
        ["release", str(home.folder), "case 8", "--by", "counsel"],
        ["erase", str(home.folder), "a2", "--by", "dpo"],
        ["erase", str(home.folder), "a3", "--by", "dpo"],
    ):
        assert CliRunner().invoke(command, words).exit_code == 0, words
    path = tmp_path / "told"
    export(home, audited, "c_1234", path, by="analyst")
    told = examine(path, trusted(home))
    assert told.holds, told.errors
    done = [row["what"] for row in told.manifest["custody"] if row["kind"] == "operator"]
    assert done == ["hold", "release", "erase", "export"]  # those of a3 are of another campaign


def test_the_manifest_names_versions_of_policy_and_terms(
    home: Home, audited: Path, tmp_path: Path
) -> None:
    terms = Path(__file__).parents[2] / "examples" / "compliance" / "terms.toml"
    out = tmp_path / "terms.evidence"
    done = CliRunner().invoke(
        command,
        ["export", str(home.folder), "c_1234", "--audit", str(audited), "--out", str(out),
         "--by", "x", "--terms", str(terms)],
    )  # fmt: skip
    assert done.exit_code == 0, done.exception
    found = examine(out, trusted(home))
    told = found.manifest["policy"]
    assert found.holds and told["keep_text"] == "on_likely" and told["retain_days"] == 365
    assert [(row["version"], len(row["sha256"])) for row in told["terms"]] == [
        ("2025-03", 64), ("2026-02", 64),
    ]  # fmt: skip


def test_what_the_log_does_not_know_is_not_exported(
    home: Home, audited: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="no campaign is called nope"):
        export(home, audited, "nope", tmp_path / "b", by="x")
    path = audited / "campaigns.json"
    path.write_text(path.read_text().replace("payload", "Payload"))
    with pytest.raises(InputError, match="knows no audit"):
        export(home, audited, "c_1234", tmp_path / "b", by="x")


def test_what_is_refused_is_not_entered_as_an_export(
    home: Home, audited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    for out in (tmp_path / "nowhere" / "b", tmp_path / "folder"):
        with pytest.raises(InputError, match="cannot be written"):
            export(home, audited, "c_1234", out, by="x")
    with monkeypatch.context() as patch, pytest.raises(InputError, match="more than a bundle"):
        patch.setattr("stillwatch.proof.evidence.bundle.LIMIT", SPARE + 100)
        export(home, audited, "c_1234", tmp_path / "b", by="x")
    with monkeypatch.context() as patch, pytest.raises(InputError, match="4 files are more"):
        patch.setattr("stillwatch.proof.evidence.bundle.MEMBERS", OTHERS + 3)
        export(home, audited, "c_1234", tmp_path / "b", by="x")
    key = home.folder / home.config.signing_key
    key.rename(tmp_path / "key")
    with pytest.raises(InputError, match="signing key cannot be read"):
        export(home, audited, "c_1234", tmp_path / "b", by="x")
    (tmp_path / "key").rename(key)
    with home.log() as log:
        assert not [line for line in log.lines() if b'"export"' in line]
    export(home, audited, "c_1234", tmp_path / "b", by="x")
    with home.log() as log:
        assert len([line for line in log.lines() if b'"export"' in line]) == 1


@pytest.mark.parametrize(
    "text", ["{}", "[]", '{"campaigns":3}', '{"campaigns":[1]}', '{"campaigns":[{}]}', "nil"]
)
def test_what_is_no_audit_is_said(home: Home, audited: Path, tmp_path: Path, text: str) -> None:
    (audited / "campaigns.json").write_text(text)
    with pytest.raises(InputError, match="not the output of an audit"):
        export(home, audited, "c_1234", tmp_path / "b", by="x")


def test_no_bundle_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "b"
    for data in (b"", b"PK\x03\x04", b"x" * 1000, pack({"a": b"1"})):
        path.write_bytes(data)
        with pytest.raises(InputError):
            examine(path)


def test_the_command_says_so(home: Home, bundle: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    key = str(trusted(home)[0])
    (tmp_path / "kept.note").touch()
    for asked in (["--checkpoint", str(tmp_path / "kept.note")], ["--sealed"]):
        done = run(command, ["verify", str(bundle), "--trust", key, *asked])
        assert isinstance(done.exception, UsageError), "what is asked for is checked, or refused"
    done = run(command, ["verify", str(bundle), "--trust", key])
    assert done.exit_code == 0 and "It holds." in done.output
    done = run(command, ["verify", str(home.folder), "--trust", key, "--json"])
    assert done.exit_code == 0 and json.loads(done.output)["holds"]
    files, _ = unpack(bundle)
    words = files["evidence.txt"].replace(b"likely", b"unsure")
    bundle.write_bytes(pack({**files, "evidence.txt": words}))
    done = run(command, ["verify", str(bundle), "--trust", key])
    assert done.exit_code == 1 and "WRONG: evidence.txt: altered" in done.output
