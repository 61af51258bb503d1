"""Sender constraints of the command: workers share what was used, and keys are read anew."""

from __future__ import annotations

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from stillwatch.gateway.dpop import Key

from .binding import KEY, key_file
from .running import Running, running, until
from .test_serve import ASKED, Served, rows, serving

PUBLIC = "https://api.example"
PATH = "/v1/chat/completions"
TOKEN = "a-token-of-the-operator"
HOLDER, OTHER = Key.generate(), Key.generate()
FIRST = "sk-bound-on-first-use"


@pytest.fixture(scope="module")
def api() -> Iterator[Running]:
    with running() as made:
        yield made


def write_keys(folder: Path, holder: Key) -> str:
    return key_file(
        folder, {"org": "group", "holders": [f"jkt:{holder.thumbprint}"]},
        {"secret": FIRST, "account": "b"},
    )  # fmt: skip


def config(folder: Path) -> Path:
    (folder / "token").write_text(TOKEN)
    file = folder / "gateway.toml"
    file.write_text(
        f'[identity]\nkeys = "{write_keys(folder, HOLDER)}"\n'
        f'[identity.binding]\nmode = "require"\nfirst_use = true\nurls = ["{PUBLIC}"]\n'
        f'[identity.binding.replays]\nfile = "{folder / "proofs"}"\n'
        f'[admin]\nat = "127.0.0.1:0"\ntoken_file = "{folder / "token"}"\n'
    )
    return file


def ask(served: Served, proof: str, key: str = KEY) -> int:
    """On a connection of its own: the kernel deals them out to workers."""
    headers = {"authorization": f"DPoP {key}", "dpop": proof, "connection": "close"}
    return httpx2.post(served.url + PATH, json=ASKED, headers=headers, timeout=30).status_code


def test_workers_take_a_proof_once_and_bind_a_key_once(api: Running, tmp_path: Path) -> None:
    out = tmp_path / "log"
    with serving(api, out, "--config", str(config(tmp_path)), "--workers", "2") as served:
        for _ in range(3):
            once = HOLDER.proof("POST", PUBLIC + PATH, KEY)
            assert Counter(ask(served, once) for _ in range(8)) == {200: 1, 401: 7}
        found = [
            [ask(served, key.proof("POST", PUBLIC + PATH, FIRST), FIRST) for _ in range(6)]
            for key in (HOLDER, OTHER)
        ]
        assert found == [[200] * 6, [401] * 6]
        bearer = {"authorization": f"Bearer {TOKEN}"}
        assert httpx2.get(f"{served.told['admin']}/holders").status_code == 401
        listed = httpx2.get(f"{served.told['admin']}/holders", headers=bearer).json()
        assert [(of["org"], of["holders"]) for of in listed["organisations"]] == [
            ("b", 1), ("group", 1)
        ]  # fmt: skip
        told = 'bindings_total{mode="require",outcome="replayed"} 21.0'
        until(lambda: told in httpx2.get(f"{served.told['admin']}/metrics", headers=bearer).text)
        served.stop()
    assert len(rows(out)) == 9 and served.counts["exchanges"] == 9
    assert KEY not in served.said and HOLDER.thumbprint not in served.said


def test_a_restart_forgets_no_proof(api: Running, tmp_path: Path) -> None:
    file, once = config(tmp_path), HOLDER.proof("POST", PUBLIC + PATH, KEY)
    for status in (200, 401):
        with serving(api, tmp_path / "log", "--config", str(file)) as served:
            assert ask(served, once) == status
            served.stop()


def test_holders_are_read_anew(api: Running, tmp_path: Path) -> None:
    with serving(api, tmp_path / "log", "--config", str(config(tmp_path))) as served:
        assert ask(served, OTHER.proof("POST", PUBLIC + PATH, KEY)) == 401
        write_keys(tmp_path, OTHER)
        os.kill(served.process.pid, signal.SIGHUP)
        end = time.monotonic() + 20
        while ask(served, OTHER.proof("POST", PUBLIC + PATH, KEY)) != 200:
            assert time.monotonic() < end
            time.sleep(0.05)
        assert ask(served, HOLDER.proof("POST", PUBLIC + PATH, KEY)) == 401
        served.stop()
    assert json.dumps(KEY) not in served.said
