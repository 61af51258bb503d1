"""Two verifiers that share no code with the program, written from the page of formats alone."""

import base64
import json
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from stillwatch.cli.evidence import command
from stillwatch.proof.evidence import merkle, notes
from stillwatch.proof.evidence.bundle import export, seal
from stillwatch.proof.evidence.container import pack, unpack
from stillwatch.proof.evidence.home import Home
from stillwatch.proof.evidence.keys import make_key, rotate
from stillwatch.proof.evidence.record import canonical, sha256
from tests.evidence.conftest import campaign, enter

HERE = Path(__file__).parent
NODE = shutil.which("node")
TOOLS = ("openssl", "unzip", "sha256sum", "base64", "od", "sed", "awk")
LACKING = [tool for tool in TOOLS if shutil.which(tool) is None]

needs_node = pytest.mark.skipif(NODE is None, reason="no node")
needs_tools = pytest.mark.skipif(bool(LACKING), reason=f"no {', '.join(LACKING)}")

Files = dict[str, bytes]


def by_node(what: str, path: Path, *keys: str, kept: Path | None = None) -> str:
    """Return what verify.mjs says; empty if it finds nothing wrong."""
    words = [word for key in keys for word in ("--trust", key)]
    words += ["--checkpoint", str(kept)] if kept else []
    call = [str(NODE), str(HERE / "verify.mjs"), what, str(path), *words]
    return said(subprocess.run(call, capture_output=True, text=True, check=False))


def by_shell(path: Path, key: str) -> str:
    """Return what verify.sh says; empty if it finds nothing wrong."""
    call = ["sh", str(HERE / "verify.sh"), str(path), key]
    return said(subprocess.run(call, capture_output=True, text=True, check=False))


def said(done: subprocess.CompletedProcess[str]) -> str:
    assert done.stderr == "" and done.returncode in (0, 1), done.stderr
    assert (done.returncode == 0) == (done.stdout == "OK\n"), done.stdout
    return "" if done.returncode == 0 else done.stdout


def by_program(path: Path, *keys: str, kept: Path | None = None) -> str:
    """Return what `stillwatch evidence verify` says is wrong; empty if it holds."""
    words = [word for key in keys for word in ("--trust", key)]
    words += ["--checkpoint", str(kept)] if kept else []
    done = CliRunner().invoke(command, ["verify", str(path), *words])
    if done.exit_code == 0:
        return ""
    # an InputError is one line at the command line, and is an exception here
    told = str(done.exception) if not isinstance(done.exception, SystemExit) else done.output
    assert type(done.exception).__name__ in ("SystemExit", "InputError"), done.exception
    return told


@pytest.fixture
def key(home: Home) -> str:
    with home.log() as log:
        return str(log.keys()[0])


@pytest.fixture
def files(home: Home, audited: Path, log_file: Path, tmp_path: Path) -> Files:
    path = tmp_path / "whole"
    export(home, audited, "c_1234", path, by="analyst", inputs=[log_file], open_text=True)
    return unpack(path)[0]


@pytest.fixture
def bundle(files: Files, tmp_path: Path) -> Path:
    path = tmp_path / "c.evidence"
    path.write_bytes(pack(files))
    return path


@pytest.fixture
def wrong(tmp_path: Path, key: str) -> Callable[[Files | bytes], tuple[str, str]]:
    """Return what node and the program say of altered contents; both must find them altered."""

    def call(altered: Files | bytes) -> tuple[str, str]:
        path = tmp_path / "altered"
        path.write_bytes(altered if isinstance(altered, bytes) else pack(altered))
        node, program = by_node("bundle", path, key), by_program(path, key)
        assert node and program, (node, program)
        return node, program

    return call


def signed_anew(home: Home, files: Files, **told: Any) -> Files:
    """What the owner of the key could send: other contents, well signed."""
    envelope = json.loads(files["manifest.dsse.json"])
    manifest = json.loads(base64.b64decode(envelope["payload"])) | told
    rest = {name: data for name, data in files.items() if name != "manifest.dsse.json"}
    manifest["files"] = {name: sha256(data) for name, data in rest.items()}
    return rest | {"manifest.dsse.json": seal(canonical(manifest), home.key())}


def lines_of(files: Files, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files[name].splitlines()]


def with_lines(files: Files, name: str, rows: list[dict[str, Any]]) -> Files:
    return files | {name: b"".join(canonical(row) + b"\n" for row in rows)}


@needs_node
def test_node_agrees(home: Home, bundle: Path, files: Files, key: str, tmp_path: Path) -> None:
    assert by_node("bundle", bundle, key) == "" == by_program(bundle, key)
    assert by_node("log", home.folder / "log", key) == "" == by_program(home.folder, key)
    folder = tmp_path / "unzipped"
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    assert by_node("bundle", folder, key) == ""


@needs_tools
def test_the_shell_agrees(bundle: Path, key: str) -> None:
    assert by_shell(bundle, key) == ""


@needs_node
@needs_tools
def test_another_key_is_not_believed(home: Home, bundle: Path, tmp_path: Path) -> None:
    with Home.make(tmp_path / "other", "example.com/log").log() as log:
        other = str(log.keys()[0])
    for told in (
        by_node("bundle", bundle, other),
        by_node("log", home.folder / "log", other),
        by_shell(bundle, other),
        by_program(bundle, other),
        by_program(home.folder, other),
    ):
        assert "key" in told


@needs_node
def test_a_changed_byte_anywhere_is_found(
    bundle: Path, wrong: Callable[[Files | bytes], tuple[str, str]]
) -> None:
    whole = bundle.read_bytes()
    some = random.Random(5)
    # the end and the directory of the archive, then anywhere
    places = [len(whole) - n for n in (1, 9, 22, 40, 60)] + some.sample(range(len(whole)), 12)
    for at in places:
        altered = bytearray(whole)
        altered[at] ^= 1 << some.randrange(8)
        wrong(bytes(altered))


@needs_node
def test_the_archive_itself_has_one_form(
    files: Files, bundle: Path, wrong: Callable[[Files | bytes], tuple[str, str]]
) -> None:
    import io
    import zipfile

    whole = bundle.read_bytes()
    for altered in (whole + b"x", b"x" + whole, whole[:-1], whole[:-30], b""):
        wrong(altered)

    def archive(how: int, rows: list[tuple[str, bytes]]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            for name, data in rows:
                info = zipfile.ZipInfo(name)
                info.create_system, info.external_attr = 3, 0o600 << 16
                file.writestr(info, data, how)
        return out.getvalue()

    rows = sorted(files.items())
    assert archive(zipfile.ZIP_STORED, rows) == whole
    wrong(archive(zipfile.ZIP_DEFLATED, rows))
    wrong(archive(zipfile.ZIP_STORED, rows[::-1]))
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = archive(zipfile.ZIP_STORED, [*rows, ("campaign.json", b"{}")])
    wrong(twice)
    deflated = bytearray(whole)  # says that a member is packed, which it is not
    at = whole.rindex(b"PK\x01\x02")
    deflated[at + 10] = 8
    wrong(bytes(deflated))


@pytest.mark.slow
@needs_node
@needs_tools
def test_each_altered_member_is_named(
    files: Files, key: str, tmp_path: Path, wrong: Callable[[Files | bytes], tuple[str, str]]
) -> None:
    path = tmp_path / "altered"  # where `wrong` puts it
    for name, data in files.items():
        altered = bytearray(data)
        altered[len(data) // 2] ^= 2
        for told in (*wrong(files | {name: bytes(altered)}), by_shell(path, key)):
            assert name in told
        for told in (*wrong({n: d for n, d in files.items() if n != name}), by_shell(path, key)):
            assert name in told
    for name in ("planted.txt", "inputs/planted.jsonl", "log/planted", "a\nb"):
        for told in (*wrong(files | {name: b"x"}), by_shell(path, key)):
            assert name.split("\n")[0] in told
    swapped = {"campaign.json": files["summary.json"], "summary.json": files["campaign.json"]}
    for told in (*wrong(files | swapped), by_shell(path, key)):
        assert "campaign.json" in told and "summary.json" in told


def frauds(files: Files) -> Iterator[tuple[str, Files]]:
    """What an owner might sign, and which file a verifier must then name."""
    campaign = files["campaign.json"]
    yield "campaign.json", files | {"campaign.json": campaign.replace(b'"a1"', b'"b1"')}
    yield "campaign.json", files | {"campaign.json": campaign.replace(b'"n":2', b'"n":2.0')}
    yield "campaign.json", files | {"campaign.json": campaign[:-1] + b',"id":"c_1234"}'}
    yield "campaign.json", files | {"campaign.json": campaign.replace(b"12.5", b"NaN")}
    yield "campaign.json", files | {"campaign.json": b"\xef\xbb\xbf" + campaign}
    yield "summary.json", files | {"summary.json": files["summary.json"].replace(b"144", b"999")}
    yield "inputs/log.jsonl", files | {"inputs/log.jsonl": b"another\n"}
    yield "inputs/a/b", files | {"inputs/a/b": files["inputs/log.jsonl"]}
    yield "other.txt", files | {"other.txt": b"x"}

    rows = lines_of(files, "log/entries.jsonl")
    kinds = [json.loads(base64.b64decode(row["leaf"]))["kind"] for row in rows]
    name = "log/entries.jsonl"
    for at, kind in enumerate(kinds):
        dropped = with_lines(files, name, rows[:at] + rows[at + 1 :])
        if kind in ("campaign", "evidence"):
            yield "campaign.json", dropped
        elif kind == "kept":
            yield "exchanges.jsonl", dropped
        elif kind == "log":
            yield "", dropped
        elif kind == "input":
            yield "inputs/log.jsonl", dropped
        elif kind == "audit.end":
            yield "summary.json", dropped
    at = kinds.index("input")
    yield name, with_lines(files, name, [*rows[:at], rows[at + 1], rows[at], *rows[at + 2 :]])
    yield name, with_lines(files, name, [*rows, rows[-1]])
    for change in (
        {"leaf": rows[at + 1]["leaf"]},
        {"index": rows[at]["index"] + 100},
        {"index": str(rows[at]["index"])},
        {"proof": rows[at]["proof"][:-1]},
        {"proof": [*rows[at]["proof"], "0" * 64]},
        {"proof": [rows[at]["proof"][0].upper(), *rows[at]["proof"][1:]]},
        {"leaf": base64.b64encode(b"[]").decode()},
        {"leaf": base64.b64encode(b"not JSON").decode()},
    ):
        yield name, with_lines(files, name, [*rows[:at], rows[at] | change, *rows[at + 1 :]])
    yield name, files | {name: files[name][:-1]}
    yield name, files | {name: files[name].replace(b"\n", b"\r", 1)}

    texts = lines_of(files, "exchanges.jsonl")
    name = "exchanges.jsonl"
    one, two = texts
    yield name, with_lines(files, name, [one, two | {"commitment": "0" * 64}])
    yield name, with_lines(files, name, [one, two | {"salt": "0" * 64}])
    yield name, with_lines(files, name, [one, two | {"text": one["text"]}])
    yield name, with_lines(files, name, [one | {"id": two["id"]}, two | {"id": one["id"]}])
    yield name, with_lines(files, name, [one, two, {"id": "x99"}])

    note = files["log/checkpoint.note"]
    name = "log/checkpoint.note"
    yield name, files | {name: note.replace(b"example.com/log\n", b"example.com/lob\n", 1)}
    yield name, files | {name: note.replace(b"\n9\n", b"\n8\n")}
    # one signature in sixteen ends so already
    end = b"E=\n" if note.endswith(b"A=\n") else b"A=\n"
    yield name, files | {name: note[:-3] + end}
    yield name, files | {name: note.replace(b"\n\n", b"\nmore\n\n")}


@needs_node
def test_what_an_owner_signs_must_be_what_the_log_holds(
    home: Home, files: Files, key: str, bundle: Path,
    wrong: Callable[[Files | bytes], tuple[str, str]],
) -> None:  # fmt: skip
    bundle.write_bytes(pack(signed_anew(home, files)))
    assert by_node("bundle", bundle, key) == "" == by_program(bundle, key)
    for name, altered in frauds(files):
        node, program = wrong(signed_anew(home, altered))
        assert name in node and name in program, (name, node, program)
    for told in ({"campaign": "c_9"}, {"run": "run_0"}, {"origin": "o"}, {"version": 2}):
        wrong(signed_anew(home, files, **told))


@needs_node
def test_an_altered_log_is_found(home: Home, audited: Path, key: str, tmp_path: Path) -> None:
    place, copy = home.folder / "log", tmp_path / "copy"
    entries, rows = place / "entries.jsonl", (place / "entries.jsonl").read_bytes().splitlines(True)
    whole, some = entries.read_bytes(), random.Random(6)
    note = max((place / "checkpoints").glob("*.note"))
    kept = tmp_path / "kept.note"
    shutil.copy(note, kept)

    def wrong(**changed: bytes | None) -> None:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(place, copy)
        for name, data in changed.items():
            path = copy / {"entries": "entries.jsonl", "note": f"checkpoints/{note.name}"}[name]
            path.unlink() if data is None else path.write_bytes(data)
        node = by_node("log", copy, key, kept=kept)
        assert node and by_program(copy, key, kept=kept), (node, changed)

    for at in some.sample(range(len(whole)), 6):
        altered = bytearray(whole)
        altered[at] ^= 1 << some.randrange(8)
        wrong(entries=bytes(altered))
    wrong(entries=b"".join(rows[:-1]))
    wrong(entries=b"".join(rows[:3] + rows[4:]))
    wrong(entries=b"".join([*rows[:3], rows[4], rows[3], *rows[5:]]))
    wrong(entries=b"".join([*rows[:3], rows[2], *rows[3:]]))
    wrong(entries=whole + rows[0])  # another log's beginning, after all that is signed
    wrong(entries=whole + rows[1][:-20] + b"\n")
    wrong(entries=whole + b'{"data":{},"kind":"x","kind":"y","time":"2026-03-01T00:00:00Z"}\n')
    signed = note.read_bytes()
    for at in range(0, len(signed), 40):
        altered = bytearray(signed)
        altered[at] ^= 2
        wrong(note=bytes(altered))
    wrong(note=signed.replace(signed.split(b"\n")[1], b"3", 1))

    # without checkpoints anybody could have written it
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(place, copy)
    for path in (copy / "checkpoints").iterdir():
        path.unlink()
    assert "none" in by_node("log", copy, key)
    assert "nothing is signed" in by_program(copy, key)


@needs_node
def test_a_changed_key_is_followed(
    home: Home, audited: Path, key: str, bundle: Path, tmp_path: Path
) -> None:
    new = make_key(tmp_path / "new.pem")
    with home.log() as log:
        rotate(log, new, home.key())
        second = str(log.keys()[-1])
    config = msgspec.structs.replace(home.config, signing_key=str(tmp_path / "new.pem"))
    later = Home(home.folder, config)
    export(later, audited, "c_1234", bundle, by="analyst")
    assert by_node("bundle", bundle, key) == "" == by_program(bundle, key)
    assert by_node("log", home.folder / "log", key) == "" == by_program(home.folder, key)
    assert by_shell(bundle, second) == "" and "not signed by this key" in by_shell(bundle, key)
    # the new key alone is not that of the log's beginning
    assert by_node("bundle", bundle, second) and by_program(bundle, second)


@needs_node
@needs_tools
def test_numbers_and_words_that_languages_write_differently(
    home: Home, log_file: Path, key: str, tmp_path: Path
) -> None:
    numbers = [1e22, 1e21, -0.0, 5e-324, 1e-7, 1.0, 1e16, 123456789012345680.0, 2**53 + 1, 10**18]
    told = campaign()
    piece = told.evidence[0]
    values = {
        "numbers": numbers,
        "nan": float("nan"),
        "\u00e9\u2028\U0001f600": "\u0000\u007f\u2028<",
    }
    strange = campaign(evidence=(msgspec.structs.replace(piece, values=values),))
    odd = tmp_path / "a b,'\u00e9\udcff.jsonl"
    shutil.copy(log_file, odd)
    out = enter(home, odd, tmp_path / "strange", strange)
    path = tmp_path / "strange.evidence"
    export(home, out, "c_1234", path, by="\udcff", inputs=[odd], open_text=True)
    assert b"1e+22" in unpack(path)[0]["campaign.json"]
    assert by_node("bundle", path, key) == "" == by_program(path, key)
    assert by_shell(path, key) == ""


VALUES: list[Any] = [
    None, True, 0, -1, 1.5, "", "x", [], {}, [[]], 10**30, {"a": 1}, "0" * 64, [["a", "b"]],
]  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for name in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[name], (*path, name))


def altered(some: random.Random, data: bytes) -> bytes:
    """The same JSON with one value replaced, or gone."""
    value = json.loads(data)
    path = some.choice(list(places(value)))
    if not path:
        return canonical(some.choice(VALUES))
    at = value
    for step in path[:-1]:
        at = at[step]
    if some.random() < 0.3:
        del at[path[-1]]
    else:
        at[path[-1]] = some.choice(VALUES)
    return canonical(value)


def entered_anew(home: Home, files: Files, leaves: list[bytes]) -> Files:
    """The bundle of a log with these entries, well signed."""
    hashes = [merkle.leaf_hash(leaf) for leaf in leaves]

    def node(level: int, at: int) -> bytes:
        if level == 0:
            return hashes[at]
        return merkle.node_hash(node(level - 1, 2 * at), node(level - 1, 2 * at + 1))

    size = len(leaves)
    top = notes.Checkpoint("example.com/log", size, merkle.root(size, node))
    rows = [
        {
            "index": at,
            "leaf": base64.b64encode(leaf).decode(),
            "proof": [step.hex() for step in merkle.inclusion(at, size, node)],
        }
        for at, leaf in enumerate(leaves)
    ]
    note = notes.sign(top, home.key()).encode()
    return with_lines(files | {"log/checkpoint.note": note}, "log/entries.jsonl", rows)


@needs_node
@pytest.mark.slow
def test_they_agree_on_whatever_an_owner_signs(
    home: Home, files: Files, key: str, tmp_path: Path
) -> None:
    """Values anywhere of any type: no traceback in either, and the same answer."""
    some, path = random.Random(11), tmp_path / "altered"
    leaves = [base64.b64decode(row["leaf"]) for row in lines_of(files, "log/entries.jsonl")]
    answers = []
    for turn in range(100):
        told, entries, what = dict(files), list(leaves), turn % 5
        if what < 2:
            at = some.randrange(len(entries))
            entries[at] = altered(some, entries[at])
        elif what < 4:  # a file, and its digest where that is entered
            name = ("campaign.json", "summary.json")[what - 2]
            told[name] = altered(some, told[name])
            old, new = sha256(files[name]).encode(), sha256(told[name]).encode()
            entries = [entry.replace(old, new) for entry in entries]
        told = entered_anew(home, told, entries)
        if what == 4:
            name = some.choice(["exchanges.jsonl", "log/entries.jsonl"])
            rows = told[name].splitlines()
            at = some.randrange(len(rows))
            rows[at] = altered(some, rows[at])
            told[name] = b"".join(row + b"\n" for row in rows)
        path.write_bytes(pack(signed_anew(home, told)))
        node, program = by_node("bundle", path, key), by_program(path, key)
        assert bool(node) == bool(program), (turn, node, program)
        answers.append(bool(node))
    assert 10 < sum(answers) < 95  # some hold: what was altered says nothing that is checked
