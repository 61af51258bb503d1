"""The clients' side: keys that stay where they are, and proofs from Python and JavaScript."""

from __future__ import annotations

import http.server
import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from stillwatch.gateway import dpop
from stillwatch.gateway.binding.jwk import decoded
from stillwatch.gateway.binding.proof import Asked, Verifier
from stillwatch.gateway.dpop import Key, auth
from stillwatch.gateway.settings import Binding

from .binding import ED, KEY, RSA
from .test_binding import bound, outcomes
from .upstream import ANSWER

MODULE = Path(__file__).resolve().parents[2] / "examples" / "dpop" / "dpop.mjs"
DRIVER = Path(__file__).with_name("dpop_client.mjs")


def test_a_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    path = tmp_path / "dpop.pem"
    made = Key.kept(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert Key.kept(str(path)).thumbprint == made.thumbprint != Key.generate().thumbprint
    path.chmod(0o644)
    with pytest.raises(ValueError, match="chmod 600"):
        Key.kept(path)


def test_of_two_that_begin_together_one_makes_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, others = tmp_path / "dpop.pem", list[Key]()

    def generated() -> Key:
        monkeypatch.undo()
        others.append(Key.kept(path))  # while the first one is at it
        return Key.generate()

    monkeypatch.setattr(Key, "generate", generated)
    assert Key.kept(path).thumbprint == others[0].thumbprint
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----"])
def test_a_file_without_a_key(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "dpop.pem"
    path.write_bytes(text)
    path.chmod(0o600)
    with pytest.raises(ValueError, match="no private key"):
        Key.kept(path)


def test_keys_of_other_kinds() -> None:
    assert Key(ED).algorithm == "EdDSA"
    with pytest.raises(ValueError, match="P-256"):
        Key(RSA)


def test_the_command_tells_what_a_server_is_told(tmp_path: Path) -> None:
    path = tmp_path / "dpop.pem"
    run = [sys.executable, "-m", "stillwatch.gateway.dpop"]
    made = subprocess.run([*run, path], capture_output=True, text=True, check=True).stdout
    assert made == f"jkt:{Key.kept(path).thumbprint}\n"
    path.write_text("nonsense")
    done = subprocess.run([*run, path], capture_output=True, text=True)
    assert done.returncode == 1 and "no private key" in done.stderr and "Trace" not in done.stderr


def test_the_file_stands_alone(tmp_path: Path) -> None:
    """It may be copied; without httpx it still makes proofs."""
    shutil.copy(dpop.__file__, tmp_path / "copied.py")
    code = "import sys; sys.path = [p for p in sys.path if p != sys.argv[1]]; import copied; "
    code += "copied.Key.generate().proof('GET', 'https://a', 'k'); print(sorted(m for m in "
    code += "sys.modules if m.split('.')[0] in ('stillwatch', 'httpx', 'httpx2', 'jwt')))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(Path(dpop.__file__).parents[1])],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_without_httpx_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dpop, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="pip install httpx"):
        auth(Key.generate())


class Server:
    """Answers requests with one status after another, each 401 with another nonce."""

    def __init__(self, *statuses: int) -> None:
        self.seen: list[dict[str, Any] | None] = []
        given = enumerate(statuses, 1)
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                shown = self.headers.get("dpop")
                outer.seen.append(None if shown is None else claims(shown))
                size = int(self.headers.get("content-length", 0))
                chunked = self.headers.get("transfer-encoding") == "chunked"
                self.rfile.read(len(b"1\r\na\r\n1\r\nb\r\n0\r\n\r\n") if chunked else size)
                number, status = next(given)
                self.send_response(status)
                if status == 401:
                    self.send_header("dpop-nonce", f"n{number}")
                    self.send_header("www-authenticate", 'DPoP error="use_dpop_nonce"')
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *of: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *of: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def claims(shown: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(decoded(shown.split(".")[1]))
    return found


@pytest.fixture
def client() -> Iterator[httpx2.Client]:
    with httpx2.Client(auth=auth(Key.generate()), headers={"x-api-key": KEY}) as made:
        yield made


def test_nonces_are_kept_by_server(client: httpx2.Client) -> None:
    with Server(401, 200, 200) as one, Server(200) as other:
        for url in (f"{one.url}/x", f"{one.url}/y", f"{other.url}/x"):
            assert client.post(url, json={}).status_code == 200
        seen = [made for made in (*one.seen, *other.seen) if made is not None]
    assert [made.get("nonce") for made in seen] == [None, "n1", "n1", None]
    assert len({made["jti"] for made in seen}) == 4


def test_it_does_not_ask_for_ever(client: httpx2.Client) -> None:
    with Server(401, 401, 401) as server:
        assert client.post(server.url).status_code == 401
        assert len(server.seen) == 2


def test_what_streams_is_sent_once(client: httpx2.Client) -> None:
    with Server(401, 200) as server:
        assert client.post(server.url, content=iter([b"a", b"b"])).status_code == 401
        assert len(server.seen) == 1


def test_without_a_key_there_is_nothing_to_prove() -> None:
    with Server(200) as server, httpx2.Client(auth=auth(Key.generate())) as client:
        client.post(server.url)
        assert server.seen == [None]


@pytest.mark.skipif(shutil.which("node") is None, reason="the JavaScript module needs node")
@pytest.mark.parametrize("nonces", [False, True])
def test_javascripts_fetch(tmp_path: Path, nonces: bool) -> None:
    store = str(tmp_path / "holders")
    with bound(tmp_path, {}, first_use=True, store=store, nonces=nonces) as gateway:
        done = subprocess.run(
            ["node", DRIVER, MODULE, gateway.url, KEY], capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        got = json.loads(done.stdout)
        shown, thumbprint = got.pop("proof"), got.pop("thumbprint")
        assert got == {
            "extractable": False, "statuses": [200, 200], "text": ANSWER, "thief": 401,
            "plain": 401, "apiKey": 200, "request": 200, "nothing": 401,
        }  # fmt: skip
        found = outcomes(gateway)
        # a thief's fetch has to learn the nonce, too
        assert found.pop("nonce", 0) == (2 if nonces else 0)
        assert found == {"held": 4, "other_holder": 1, "absent": 2}
        asked = Asked("GET", (f"{gateway.url}/v1/models",), KEY)
        proven = Verifier(Binding()).verified(shown, asked, time.time())
        assert proven.holder == f"jkt:{thumbprint}"


@pytest.mark.skipif(shutil.which("node") is None, reason="the JavaScript module needs node")
def test_node_keeps_a_key_in_a_file_that_python_reads_too(tmp_path: Path) -> None:
    def node(what: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
        code = (
            f"const m = await import({json.dumps(MODULE.as_uri())});"
            f"const keys = await Promise.all([1, 2, 3].map(() => m.{what}));"
            "const named = new Set(await Promise.all(keys.map(m.thumbprint)));"
            "console.log([...named].join(' '), keys.some((key) => key.privateKey.extractable));"
        )
        words = ["node", "--input-type=module", "-e", code, str(path)]
        return subprocess.run(words, capture_output=True, text=True, timeout=60)

    path, ours = tmp_path / "dpop.pem", tmp_path / "ours.pem"
    kept = "fileKey(process.argv[1])"
    first, again = node(kept, path), node(kept, path)
    assert first.stdout == again.stdout == f"{Key.kept(path).thumbprint} false\n", first.stderr
    assert path.stat().st_mode & 0o777 == 0o600 and list(tmp_path.iterdir()) == [path]
    assert node(kept, ours).stdout == f"{Key.kept(ours).thumbprint} false\n"
    path.chmod(0o640)
    assert f"Error: {path}: others may read this private key" in node(kept, path).stderr
    ours.write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    assert f"Error: {ours}: no private key on P-256" in node(kept, ours).stderr
    assert "in Node use fileKey(path)" in node("keptKey()").stderr
