"""A gateway with its operator's listener and console, in a thread, in front of a local API."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

from stillwatch.console.console import Console
from stillwatch.gateway.admin import token_of
from stillwatch.gateway.configure import configure
from stillwatch.gateway.gateway import Gateway
from stillwatch.gateway.operator import Live
from stillwatch.gateway.serve import Beside, bound, url_of
from stillwatch.respond.decisions.model import Action, Decision, Limits, Membership, Scope
from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.decisions.store import Batch

from .running import Running

TOKEN = "a-token-of-the-operator"
KEY = "sk-test-of-a-secret"
HOUR = 3600.0


class Operated(Running):
    """A whole gateway; `self.admin` is where its operators look."""

    async def start(self) -> None:
        await self.api.start()
        given = {"listen": {"at": "127.0.0.1:0"}, "admin": {"at": "127.0.0.1:0"}}
        given |= {"upstream": {"url": self.api.url}}
        for name, fields in self._sections.items():
            given[name] = given.get(name, {}) | fields
        self.settings = settings = configure(None, {}, given)
        self.notes: list[str] = []
        self.real = Gateway(settings, self.notes.append)
        live = Live(settings, self.real.numbers, lambda: self.real.ready, self.notes.append,
                    token_of(settings.admin))  # fmt: skip
        self.beside = Beside(live, self.real.snapshot, Console)
        on = bound(settings)
        await self.real.start(on)
        self.url = url_of(settings, on)
        self.admin = await self.beside.start() or ""

    def do_start(self) -> None:
        """Start, where that is expected to fail."""
        try:
            self.do(self.start())
        finally:
            self.do(self.api.stop())
            self.loop.call_soon_threadsafe(self.loop.stop)
            self._thread.join(10)
            self.loop.close()

    async def _stop(self) -> None:
        await self.real.stop()
        await self.beside.stop()
        await self.api.stop()

    def ask(self, key: str = KEY, **changes: Any) -> int:
        """Send a request as a client; return the status."""
        body = {"model": "m", "messages": [{"role": "user", "content": "a secret prompt"}]}
        head = {"content-type": "application/json", "authorization": f"Bearer {key}"}
        asked = urllib.request.Request(
            f"{self.url}/v1/chat/completions", json.dumps(body | changes).encode(), head
        )
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                answer.read()
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                error.read()
                return error.code

    def get(self, path: str, **headers: str) -> Answer:
        """Ask the operator's listener."""
        return Answer(self.admin, "GET", path, None, headers)

    def post(self, path: str, form: dict[str, str], **headers: str) -> Answer:
        """Send it a form."""
        return Answer(self.admin, "POST", path, urllib.parse.urlencode(form).encode(), headers)

    def put(self, path: str, data: Any, **headers: str) -> Answer:
        """Send it JSON."""
        return Answer(self.admin, "POST", path, json.dumps(data).encode(), headers)

    def twin(self, name: str) -> Any:
        """Return a part as JSON."""
        answer = self.get(f"/api/{name}", authorization=f"Bearer {TOKEN}")
        assert answer.status == 200 and answer.headers["content-type"].startswith(
            "application/json"
        )
        return json.loads(answer.text)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class Answer:
    """What the listener answered."""

    def __init__(
        self, url: str, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        asked = urllib.request.Request(url + path, body, named, method=method)
        opener = urllib.request.build_opener(_NoRedirect)
        answer: HTTPResponse | urllib.error.HTTPError
        try:
            answer = opener.open(asked, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            self.status, self.headers = int(answer.status or 0), answer.headers
            self.text = answer.read().decode()


@contextmanager
def operated(**sections: Any) -> Iterator[Operated]:
    """Run a gateway with its console."""
    made = Operated(**sections)
    made.do(made.start())
    try:
        yield made
    finally:
        made.stop()


def decision(number: int, action: Action, value: str, **changes: Any) -> Decision:
    """A decision that a store keeps."""
    now = time.time()
    made: dict[str, Any] = {
        "id": f"d-{number:016x}", "scope": Scope("account", value), "action": action,
        "reason": f"reason {number}", "rule": "likely-harvest", "start": now - HOUR,
        "expires": now + 24 * HOUR, "simulated": False,
        "limits": Limits(60.0) if action is Action.THROTTLE else None,
    }  # fmt: skip
    return Decision(**made | changes)


def store(path: Path, *decisions: Decision, members: tuple[Membership, ...] = ()) -> Path:
    """Make a store of decisions."""
    with SqliteStore(path) as made:
        made.write(Batch(decisions=decisions, joined=members))
    return path


def audit(folder: Path, *campaigns: dict[str, Any], **counts: Any) -> Path:
    """Write the folder of an audit, as far as the console reads it."""
    folder.mkdir(exist_ok=True)
    plain = {
        "status": "active", "exchanges": 1000, "output_tokens": 9, "log_e": 30.0,
        "first_seen": "2026-03-02T00:00:00Z", "last_seen": "2026-03-12T00:00:00Z",
        "detected_at": "2026-03-04T06:00:00Z", "targets": [{"target": "reasoning", "share": 0.6}],
        "accounts": ["a", "b"], "statement": "a secret prompt",
    }  # fmt: skip
    made = {"version": 1, "campaigns": [plain | one for one in campaigns]}
    aside = folder / ".aside"
    aside.write_text(json.dumps(made))
    aside.replace(folder / "campaigns.json")
    said = {"exchanges": 5000, "accounts": 70, "last": "2026-03-12T00:00:00Z"}
    (folder / "summary.json").write_text(json.dumps({"version": 1, "counts": said | counts}))
    return folder
