"""A time stamp authority of openssl's behind a small HTTP server."""

import http.server
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from stillwatch.cli.evidence import command
from stillwatch.core.errors import InputError, UsageError
from stillwatch.proof.evidence.home import Home
from stillwatch.proof.evidence.record import checkpoint
from stillwatch.proof.evidence.stamps import check_stamp, stamp_note

pytest.importorskip("rfc3161_client", reason="the extra `timestamp` is not installed")
pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl")

CONF = """
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[tsa]
basicConstraints = CA:FALSE
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa_default]
default_tsa = tsa_config
[tsa_config]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
signer_digest = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "c.cnf").write_text(CONF)
    (folder / "serial").write_text("01\n")
    new = ("req", "-new", "-newkey", "rsa:2048", "-nodes", "-config", "c.cnf")
    openssl(folder, *new, "-x509", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=test CA",
            "-extensions", "ca", "-days", "30")  # fmt: skip
    openssl(folder, *new, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=test TSA")
    openssl(folder, "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-CAcreateserial", "-out", "tsa.pem", "-extfile", "c.cnf", "-extensions", "tsa",
            "-days", "20")  # fmt: skip

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/other":  # a stamp of something else
                openssl(folder, "ts", "-query", "-data", "c.cnf", "-sha512", "-cert", "-out", "q")
            else:
                (folder / "q").write_bytes(data)
            openssl(folder, "ts", "-reply", "-queryfile", "q", "-signer", "tsa.pem", "-inkey",
                    "tsa.key", "-config", "c.cnf", "-section", "tsa_config",
                    "-out", "r")  # fmt: skip
            answer = (folder / "r").read_bytes()
            if self.path == "/broken":
                answer = b"\x30\x03not"
            self.send_response(503 if self.path == "/down" else 200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", folder / "ca.pem"
    server.shutdown()
    server.server_close()


def test_a_checkpoint_is_stamped(authority: tuple[str, Path], tmp_path: Path) -> None:
    url, roots = authority
    home = Home.make(tmp_path / "proof", "example.com/log", timestamp_url=f"{url}/stamp")
    with home.log() as log:
        note, remark = checkpoint(home, log)
    assert "time-stamped at" in remark
    at = check_stamp(note, roots)
    assert at is not None and abs(at - datetime.now(UTC)) < timedelta(minutes=5)
    assert check_stamp(note, None) == at
    note.write_bytes(note.read_bytes().replace(b"example", b"exbmple"))
    for trusted in (roots, None):
        with pytest.raises(InputError, match="does not hold"):
            check_stamp(note, trusted)


@pytest.mark.parametrize("path", ["down", "broken", "other"])
def test_an_authority_that_fails_costs_no_checkpoint(
    authority: tuple[str, Path], tmp_path: Path, path: str
) -> None:
    home = Home.make(tmp_path / "proof", "example.com/log", timestamp_url=f"{authority[0]}/{path}")
    with home.log() as log:
        note, remark = checkpoint(home, log)
    assert note.exists() and not note.with_suffix(".tsr").exists()
    assert "stamp" in remark
    assert check_stamp(note, None) is None


def test_an_authority_that_speaks_no_http_costs_no_checkpoint(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            one, _ = server.accept()
            with one:
                one.recv(1 << 16)
                one.sendall(b"nonsense\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        home = Home.make(tmp_path / "proof", "example.com/log", timestamp_url=url)
        with home.log() as log:
            note, remark = checkpoint(home, log)
        thread.join()
    assert note.exists() and "did not stamp" in remark


def test_an_authority_that_cannot_be_asked_is_said_at_once_and_costs_no_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from stillwatch.cli.main import cli
    from stillwatch.proof.evidence import stamps

    words = ["evidence", "init", str(tmp_path / "none"), "--origin", "example.com/log"]
    for wrong in ("ftp://stamps.example", "http://", "http://[::1", "http://a b/", "http://a:x/"):
        done = CliRunner().invoke(cli, [*words, "--timestamp-url", wrong])
        assert done.exit_code == 2 and wrong in done.stderr, wrong
        assert not (tmp_path / "none").exists()
    url = "https://stamps.example"
    home = Home.make(tmp_path / "proof", "example.com/log", timestamp_url=url)
    monkeypatch.setattr(stamps, "find_spec", lambda name: None)
    done = CliRunner().invoke(cli, [*words, "--timestamp-url", url])
    assert done.exit_code == 2 and not (tmp_path / "none").exists()
    with home.log() as log:
        note, remark = checkpoint(home, log)
    assert note.exists() and "extra" in remark


def test_a_stamp_of_an_unknown_authority_does_not_hold(
    authority: tuple[str, Path], tmp_path: Path
) -> None:
    home = Home.make(tmp_path / "proof", "example.com/log")
    with home.log() as log:
        note, _ = log.checkpoint(home.key())
    stamp_note(note, authority[0])
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k", "-out",
         "other.pem", "-subj", "/CN=other"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    with pytest.raises(InputError, match="does not hold"):
        check_stamp(note, tmp_path / "other.pem")
    for roots, why in ((note, "no certificates in PEM"), (tmp_path, "cannot be read")):
        with pytest.raises(UsageError, match=why):  # which says nothing of the stamp
            check_stamp(note, roots)
    note.write_bytes(b"something else")
    with pytest.raises(InputError, match=r"note|tsr") as refused:
        check_stamp(note, None)
    assert refused.value.path == str(note.with_suffix(".tsr"))


def test_who_cannot_read_stamps_can_check_the_rest(
    tmp_path: Path, log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stillwatch.proof.evidence.bundle import export
    from tests.evidence.conftest import campaign, enter

    home = Home.make(tmp_path / "proof", "example.com/log")
    out = enter(home, log_file, tmp_path / "out", campaign())
    with home.log() as log:
        note, _ = log.checkpoint(home.key())
    note.with_suffix(".tsr").write_bytes(b"x")
    monkeypatch.setattr(
        "stillwatch.proof.evidence.bundle.checkpoint", lambda *_: (stamped(home), "")
    )
    export(home, out, "c_1234", tmp_path / "b", by="x")
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    for path in (home.folder, tmp_path / "b"):
        done = CliRunner().invoke(command, ["verify", str(path)])
        assert done.exit_code == 0 and "time stamps were not looked at" in done.output, done.output
        words = ["verify", str(path), "--roots", str(note)]
        assert isinstance(CliRunner().invoke(command, words).exception, UsageError)


def stamped(home: Home) -> Path:
    """Sign all entries of a log, and put something beside the note."""
    with home.log() as log:
        note, _ = log.checkpoint(home.key())
    note.with_suffix(".tsr").write_bytes(b"x")
    return note


def test_the_stamp_in_a_bundle_is_checked(
    authority: tuple[str, Path], tmp_path: Path, log_file: Path
) -> None:
    from stillwatch.proof.evidence.bundle import export
    from stillwatch.proof.evidence.container import pack, unpack
    from tests.evidence.conftest import campaign, enter
    from tests.evidence.test_independent import signed_anew

    home = Home.make(tmp_path / "proof", "example.com/log", timestamp_url=authority[0])
    out = enter(home, log_file, tmp_path / "out", campaign())
    path = tmp_path / "b"
    export(home, out, "c_1234", path, by="x")
    with home.log() as log:
        key = str(log.keys()[0])
    words = ["verify", str(path), "--trust", key, "--roots", str(authority[1])]
    done = CliRunner().invoke(command, words)
    assert done.exit_code == 0 and "its checkpoint was there at" in done.output, done.output
    files, _ = unpack(path)
    early = min((home.folder / "log" / "checkpoints").glob("*.tsr")).read_bytes()
    for stamp in (early, b"", files["log/checkpoint.tsr"][:-1]):
        path.write_bytes(pack(signed_anew(home, files | {"log/checkpoint.tsr": stamp})))
        done = CliRunner().invoke(command, words)
        assert done.exit_code == 1 and "WRONG: log/checkpoint.tsr" in done.output


def test_only_web_addresses_are_asked(tmp_path: Path) -> None:
    note = tmp_path / "n.note"
    note.write_text("x")
    for url in ("file:///etc/passwd", "ftp://example.com/"):
        with pytest.raises(UsageError, match="not the address"):
            stamp_note(note, url)
