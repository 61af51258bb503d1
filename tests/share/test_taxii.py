"""TAXII: a bundle of ours sent to a real server, read back by a real client, and watched."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from stillwatch.core.errors import InputError, UsageError
from stillwatch.proof.share import source, watch
from stillwatch.proof.share.bundle import Watched

WHY = "needs the extra: pip install 'stillwatch[share]'"
pytest.importorskip("stix2", reason=WHY)
client = pytest.importorskip("taxii2client.v21", reason=WHY)
from stillwatch.proof.share import taxii  # noqa: E402
from stillwatch.proof.share.stix import Choices, bundle  # noqa: E402

ID = "91a7b528-80eb-42ed-a74d-c6fbd5a26116"
MEDIA = "application/taxii+json;version=2.1"


@pytest.fixture
def server(tmp_path):
    """Start `medallion`, OASIS's TAXII server, with an empty collection; returns its address."""
    pytest.importorskip("medallion", reason="needs a TAXII server: pip install medallion")
    data = {
        "discovery": {"title": "t", "default": "/trust/", "api_roots": ["/trust/"]},
        "trust": {
            "information": {"title": "t", "versions": [MEDIA], "max_content_length": 9_765_625},
            "status": [],
            "collections": [
                {"id": ID, "title": "c", "can_read": True, "can_write": True,
                 "media_types": ["application/stix+json;version=2.1"], "objects": [],
                 "manifest": []}
            ],
        },
    }  # fmt: skip
    (tmp_path / "data.json").write_text(json.dumps(data))
    config = {
        "backend": {"module": "medallion.backends.memory_backend",
                    "module_class": "MemoryBackend", "filename": str(tmp_path / "data.json")},
        "users": {"user": "word"}, "taxii": {"max_page_size": 3},
    }  # fmt: skip
    (tmp_path / "config.json").write_text(json.dumps(config))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "medallion.scripts.run", str(tmp_path / "config.json"),
         "--host", "127.0.0.1", "--port", str(port)], stdout=log, stderr=log,
    )  # fmt: skip
    try:
        _wait(port, process, tmp_path / "log")
        yield f"http://127.0.0.1:{port}/trust/collections/{ID}/"
    finally:
        process.kill()
        process.wait()
        log.close()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def test_what_we_send_a_server_takes_and_gives_back(audit, server):
    shared = source.shareable(source.campaign(audit(), "c-1"), addresses=True)
    made = bundle(shared, Choices("Example AI", "green"))
    # medallion 3.0 takes the `version` that STIX requires of an extension definition for a time,
    # and then answers 500 to whoever asks for the collection: that one object is left out
    objects = [o for o in json.loads(made)["objects"] if o["type"] != "extension-definition"]
    with client.Collection(server, user="user", password="word") as collection:
        status = collection.add_objects({"objects": objects})
        assert (status.failure_count, status.success_count) == (0, len(objects))
        back = [o for page in client.as_pages(collection.get_objects, per_request=50)
                for o in page["objects"]]  # fmt: skip
    by_id = {o["id"]: o for o in objects}
    assert {o["id"]: o for o in back} == by_id
    # pages of three: what we ask for comes in several
    origin, rows = taxii.fetch(server, "user:word")
    assert origin.indicators == len(shared.indicators) == 7
    assert {(r.type, r.value) for r in rows} == {(i.type, i.value) for i in shared.indicators}
    watched = [row for row in rows if isinstance(row, Watched)]
    assert {(r.tlp, r.source) for r in watched} == {("green", "Example AI")}
    assert len(watch.merged([(origin, rows)]).observables) == 7


def test_a_wrong_password_is_one_line(server):
    with pytest.raises(InputError, match="401"):
        taxii.fetch(server, "user:wrong")


@pytest.mark.parametrize(
    "url",
    ["http://example.org/r/collections/1/", "ftp://localhost/collections/1/", "file:///collections/",
     "https://u:p@example.org/r/collections/1/", "https://example.org/r/", "x", "http://[/",
     "http://127.0.0.1.example.org/collections/1/", "http://10.0.0.1/r/collections/1/"],
)  # fmt: skip
def test_addresses_that_are_not_used(url):
    with pytest.raises(UsageError):
        taxii.checked(url)


def test_addresses_that_are():
    for url in ("https://example.org/r/collections/1/", "http://[::1]:5/r/collections/1/"):
        assert taxii.checked(url) == url


class Hostile(BaseHTTPRequestHandler):
    """A server that answers a collection's own address well, and its objects as it likes."""

    kind: ClassVar[str] = ""
    asked: ClassVar[int] = 0

    def do_GET(self) -> None:
        if "/objects/" not in self.path:
            self._give(json.dumps({"id": ID, "title": "c", "can_read": True, "can_write": False,
                                   "media_types": []}).encode())  # fmt: skip
            return
        type(self).asked += 1
        if self.kind == "redirect":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/")
            self.end_headers()
        elif self.kind == "huge":
            self.send_response(200)
            self.send_header("Content-Type", MEDIA)
            self.end_headers()
            try:
                for _ in range(100_000):
                    self.wfile.write(b" " * 65_536)
            except OSError:
                return
        elif self.kind == "drip":
            self.send_response(200)
            self.send_header("Content-Type", MEDIA)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b" ")
                    time.sleep(0.05)
            except OSError:
                return
        else:
            self._give({
                "deep": b"[" * 200_000,
                "endless": b'{"more": true, "next": "1", "objects": [{"type": "identity"}]}',
                "page": b"<html>",
                "list": b"[1, 2]",
                "text": b'{"objects": "abc"}',
            }[self.kind])  # fmt: skip

    def _give(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", MEDIA)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    "kind", ["redirect", "huge", "drip", "deep", "endless", "page", "list", "text"]
)
def test_a_hostile_server_is_one_line(monkeypatch, kind):
    monkeypatch.setattr(Hostile, "kind", kind)
    monkeypatch.setattr(Hostile, "asked", 0)
    monkeypatch.setattr(taxii, "PAGES", 4)
    if kind == "drip":
        monkeypatch.setattr(taxii, "WHOLE", 2.0)
    served = ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    try:
        with pytest.raises(InputError) as caught:
            taxii.fetch(f"http://127.0.0.1:{served.server_port}/r/collections/{ID}/")
    finally:
        served.shutdown()
        served.server_close()
    assert len(str(caught.value).splitlines()) == 1
    expected = {
        "redirect": "not followed",
        "huge": "more than 8 MB",
        "endless": "more than 4 pages",
    }
    assert expected.get(kind, "") in str(caught.value)
    assert Hostile.asked <= 4
