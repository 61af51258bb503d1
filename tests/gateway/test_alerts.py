"""Alerts end to end: raised by a real gateway, received by real receivers, kept over a restart."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import ipaddress
import json
import re
import socket
import statistics
import time
from pathlib import Path
from typing import Any

import pytest

from stillwatch.console.alerts.channels import channels_of
from stillwatch.console.alerts.forms import Message
from stillwatch.console.alerts.guard import checked, refused, too_far
from stillwatch.console.alerts.names import NAME, state_of
from stillwatch.console.alerts.send import _Guarded, send
from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.operating import Alerts, AlertsSyslog, AlertsWebhook
from stillwatch.respond.decisions.changes import Switch
from stillwatch.respond.decisions.outcome import Bound, Outcome, keep
from stillwatch.respond.decisions.sqlite import SqliteStore

from .operated import Operated, audit, operated, store
from .receivers import Hook, hook, local, tcp, udp, whole
from .running import until

FAST = {"look_seconds": 0.1}
SECRET = b"a key of more than sixteen bytes"
FORM = re.compile(
    rb"<(\d+)>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) (\S+) stillwatch (\d+) (\w+) - \xef\xbb\xbf(.+)",
    re.DOTALL,
)
"""A message of RFC 5424 as we write it."""


def told(receiver: Hook) -> list[dict[str, Any]]:
    return [json.loads(body) for _, _, body in list(receiver.got)]


def kinds(receiver: Hook) -> list[tuple[str, str]]:
    return [(one["kind"], one["state"]) for one in told(receiver)]


def settings(url: str, tmp_path: Path, **more: Any) -> dict[str, Any]:
    return {
        "alerts": FAST | {"name": "gw-1", "webhook": {"url": url},
                          "state": str(tmp_path / "alerts.json")} | more,
        "admin": {"report": str(tmp_path / "found")},
    }  # fmt: skip


def test_each_trouble_is_told_once_and_when_it_is_over(tmp_path: Path) -> None:
    db = store(tmp_path / "d.db")
    found = audit(tmp_path / "found", {"id": "c-1", "severity": "watch"})
    (tmp_path / "key").write_bytes(SECRET)
    with hook() as receiver:
        posted = {"url": receiver.url, "secret_file": str(tmp_path / "key")}
        made = settings(receiver.url, tmp_path, settle_minutes=0.01, webhook=posted)
        made["alerts"] |= {"upstream_errors": 5}
        with operated(**made, enforce={"decisions": str(db)}) as gateway:
            time.sleep(0.5)
            assert not receiver.got, "watch is nobody's alarm"
            audit(found, {"id": "c-1", "severity": "likely"})
            until(lambda: len(receiver.got) == 1)
            audit(
                found, {"id": "c-1", "severity": "confirmed"}, {"id": "c-2", "severity": "likely"}
            )
            until(lambda: len(receiver.got) == 3)
            audit(found, {"id": "c-1", "severity": "likely"}, {"id": "c-2", "severity": "likely"})
            keep(
                found, Outcome(time.time(), "cron", "0011", breaker=(Bound("accounts", 0.1, 0.02),))
            )
            until(lambda: ("breaker", "firing") in kinds(receiver))
            keep(found, Outcome(time.time(), "cron", "0011", put=3))
            until(lambda: ("breaker", "resolved") in kinds(receiver))
            with SqliteStore(db) as opened:
                opened.turn(Switch(False, "Ana", "tickets", time.time()))
                until(lambda: ("kill_switch", "firing") in kinds(receiver))
                opened.turn(Switch(True, "Ana", "over", time.time()))
            until(lambda: ("kill_switch", "resolved") in kinds(receiver))
            for _ in range(8):
                gateway.ask(model="error-500")
            until(lambda: ("upstream_errors", "firing") in kinds(receiver))
            db.rename(tmp_path / "gone")
            db.write_bytes(b"SQLite format 3\0" + bytes(2000))
            until(lambda: ("decisions_store", "firing") in kinds(receiver))
            time.sleep(0.5)
    got = told(receiver)
    campaigns = [one for one in got if one["kind"] == "campaign"]
    assert [(one["facts"]["campaign"], one["severity"]) for one in campaigns] == [
        ("c-1", "warning"), ("c-1", "critical"), ("c-2", "warning")
    ]  # fmt: skip
    assert kinds(receiver).count(("kill_switch", "firing")) == 1
    assert kinds(receiver).count(("upstream_errors", "firing")) == 1
    pause = next(one for one in got if one["kind"] == "kill_switch")
    assert "Ana" in pause["text"] and "tickets" in pause["text"]
    assert len({one["id"] for one in got}) == len(got)
    for path, headers, body in receiver.got:
        assert path == "/services/a-secret-path" and b"secret" not in body
        assert json.loads(body)["version"] == 1 and json.loads(body)["gateway"] == "gw-1"
        at, id = headers["webhook-timestamp"], headers["webhook-id"]
        assert id == json.loads(body)["id"] and abs(int(at) - time.time()) < 120
        signed = hmac.digest(SECRET, f"{id}.{at}.".encode() + body, hashlib.sha256)
        assert headers["webhook-signature"] == f"v1,{base64.b64encode(signed).decode()}"


def test_a_gateway_that_closes_says_so(tmp_path: Path) -> None:
    """`decisions_closed`: the file of decisions goes, and after a while nothing passes."""
    db = store(tmp_path / "d.db")
    enforce = {"decisions": str(db), "mode": "enforce", "when_down": "closed",
               "stale_seconds": 3.0, "poll_seconds": 0.05}  # fmt: skip
    with hook() as receiver:
        made = settings(receiver.url, tmp_path, settle_minutes=0.02)
        with operated(**made, enforce=enforce) as gateway:
            assert gateway.ask() == 200
            db.rename(tmp_path / "gone")
            until(lambda: ("decisions_store", "firing") in kinds(receiver))
            until(lambda: gateway.ask() == 503)
            until(lambda: len(receiver.got) == 2)
            (tmp_path / "gone").rename(db)
            until(lambda: gateway.ask() == 200)
            until(lambda: len(receiver.got) == 4)
    first, closed, *over = told(receiver)
    assert first["key"] == "decisions_store" and "then requests are refused" in first["text"]
    assert closed["key"] == "decisions_store:closed" and closed["severity"] == "critical"
    assert "no such file" in closed["text"] and closed["facts"]["requests"] >= 1
    assert closed["runbook"].endswith("#decisions_store")
    assert {(one["key"], one["state"]) for one in over} == {
        ("decisions_store", "resolved"), ("decisions_store:closed", "resolved")
    }  # fmt: skip


def test_a_restart_tells_nothing_twice_and_loses_nothing(tmp_path: Path) -> None:
    audit(tmp_path / "found", {"id": "c-1", "severity": "confirmed"})
    with hook() as receiver:
        made = settings(receiver.url, tmp_path)
        with operated(**made):
            until(lambda: len(receiver.got) == 1)
        with operated(**made):
            time.sleep(0.6)
        assert len(receiver.got) == 1, "it was told before"
        gone = receiver.url
    audit(tmp_path / "found", {"id": "c-1", "severity": "confirmed"},
          {"id": "c-2", "severity": "likely"})  # fmt: skip
    with operated(**made) as gateway:  # nobody listens
        console = gateway.beside._console
        assert console is not None
        until(lambda: console._alerts.told()["channels"][0]["problem"])
        assert any("alerts: webhook: " in note for note in gateway.notes)
        assert not any(gone in note or "a-secret-path" in note for note in gateway.notes)
    state = tmp_path / "alerts.json"
    assert state.stat().st_mode & 0o777 == 0o600 and "c-2" in state.read_text()
    with hook() as receiver, operated(**settings(receiver.url, tmp_path)):
        until(lambda: len(receiver.got) == 1)
        assert told(receiver)[0]["facts"]["campaign"] == "c-2"
        time.sleep(0.4)
        assert len(receiver.got) == 1
    state.write_text("{")
    with pytest.raises(InputError, match="not what alerts keep"):
        Operated(**settings("http://127.0.0.1:9/x", tmp_path)).do_start()


@pytest.mark.slow
def test_what_fails_is_tried_again_and_what_is_refused_is_not(tmp_path: Path) -> None:
    audit(tmp_path / "found", {"id": "c-1", "severity": "confirmed"})
    with hook() as receiver:
        receiver.answers = [503, 429]
        with operated(**settings(receiver.url, tmp_path)) as gateway:
            until(lambda: len(receiver.got) == 3, 30)
            assert len({json.loads(body)["id"] for _, _, body in receiver.got}) == 1
            console = gateway.beside._console
            assert console is not None
            until(lambda: console._alerts.told()["channels"][0]["delivered"] == 1)
            receiver.answers = [302]
            audit(tmp_path / "found", {"id": "c-2", "severity": "confirmed"})
            until(lambda: console._alerts.told()["channels"][0]["dropped"] == 1)
            assert len(receiver.got) == 4 and "redirects" in str(gateway.notes)


def test_a_slow_receiver_slows_no_request(tmp_path: Path) -> None:
    audit(tmp_path / "found", {"id": "c-1", "severity": "confirmed"})
    with hook() as receiver:
        receiver.slow.clear()
        with operated(**settings(receiver.url, tmp_path)) as gateway:
            time.sleep(0.4)
            times = []
            for _ in range(30):
                begun = time.perf_counter()
                assert gateway.ask() == 200
                times.append(time.perf_counter() - begun)
            assert statistics.median(times) < 0.5
            receiver.slow.set()
            until(lambda: len(receiver.got) == 1)


def test_slack_gets_plain_text(tmp_path: Path) -> None:
    db = store(tmp_path / "d.db")
    with SqliteStore(db) as made:
        made.turn(Switch(False, "<!channel>", "see <http://evil.example|this> *now* & \u202e", 0.0))
    with hook() as receiver, operated(
        alerts=FAST | {"slack": {"url": receiver.url}}, enforce={"decisions": str(db)}
    ):  # fmt: skip
        until(lambda: receiver.got)
    (body,) = told(receiver)
    assert "<" not in body["text"].replace("&lt;", "") and "&lt;!channel&gt;" in body["text"]
    assert "\u202e" not in json.dumps(body, ensure_ascii=False)
    texts = [body["blocks"][0]["text"], body["blocks"][1]["text"], *body["blocks"][2]["elements"]]
    assert all(text["type"] == "plain_text" for text in texts)
    assert len(texts[0]["text"]) <= 150


def parsed(line: bytes) -> dict[str, str]:
    found = FORM.fullmatch(line)
    assert found, line
    facility, severity = divmod(int(found[1]), 8)
    return {"facility": str(facility), "severity": str(severity), "host": found[3].decode(),
            "kind": found[5].decode(), "text": found[6].decode()}  # fmt: skip


def test_syslog_over_udp(tmp_path: Path) -> None:
    audit(tmp_path / "found", {"id": "c-1", "severity": "confirmed"})
    with udp() as (to, listening), operated(
        alerts=FAST | {"name": "gw 1", "syslog": {"to": to, "facility": "local3"}},
        admin={"report": str(tmp_path / "found")},
    ):  # fmt: skip
        got = parsed(listening.recv(4096))
    assert got["facility"] == "19" and got["severity"] == "2" and got["kind"] == "campaign"
    assert got["host"] == "gw_1" and got["text"].startswith("Campaign c-1 is confirmed: 2 accounts")


def test_syslog_over_tcp_is_counted_in_octets(tmp_path: Path) -> None:
    audit(tmp_path / "found", {"id": "c-1", "severity": "likely"})
    with tcp() as (to, listening), operated(
        alerts=FAST | {"syslog": {"to": to}}, admin={"report": str(tmp_path / "found")}
    ):  # fmt: skip
        length, _, rest = whole(listening).partition(b" ")
    assert int(length) == len(rest) and parsed(rest)["severity"] == "4"


@pytest.mark.parametrize("turns", range(6))
def test_sending_ends_when_it_is_cancelled_as_it_arrives(turns: int) -> None:
    channel = channels_of(Alerts(syslog=AlertsSyslog(to="udp://127.0.0.1:9")))[0]
    message = Message(b"x", {})

    async def cancelled() -> bool:
        task = asyncio.create_task(send(channel, message))
        for _ in range(3):  # until it is in its thread
            await asyncio.sleep(0)
        time.sleep(0.05)  # the thread is done; the loop has not heard of it
        for _ in range(turns):
            await asyncio.sleep(0)
        heeded = task.cancel()
        await asyncio.wait([task])
        return task.cancelled() or not heeded

    assert asyncio.run(cancelled()), "the outbox would wait for more, and its stop for ever"


@pytest.mark.parametrize("kind", [socket.SOCK_DGRAM, socket.SOCK_STREAM])
def test_syslog_over_a_local_socket(tmp_path: Path, kind: socket.SocketKind) -> None:
    audit(tmp_path / "found", {"id": "c-\n<0>1 forged", "severity": "likely"})
    with local(tmp_path / "log", kind) as (to, listening), operated(
        alerts=FAST | {"syslog": {"to": to}}, admin={"report": str(tmp_path / "found")}
    ):  # fmt: skip
        if kind == socket.SOCK_DGRAM:
            line = listening.recv(4096)
        else:
            line = whole(listening).partition(b" ")[2]
    assert b"\n" not in line and "[U+000A]" in parsed(line)["text"]


@pytest.mark.parametrize(
    ("url", "private", "said"),
    [
        ("http://hooks.example/x", False, "over https"),
        ("ftp://hooks.example/x", False, "over https"),
        ("https://u:p@hooks.example/x", False, "password"),
        ("https://hooks.example/x#f", False, "no address"),
        ("https://hooks.example/a b", False, "no address"),
        ("https://hooks.example:0/", False, "no address"),
        ("https://", False, "no address"),
        ("https://[::1", False, "no address"),
        ("https://10.0.0.1/x", False, "private network"),
        ("https://[fd00::1]/x", False, "private network"),
        ("https://[::ffff:192.168.0.1]/x", False, "private network"),
        ("https://169.254.169.254/latest", True, "never asked"),
        ("https://[fe80::1]/x", True, "never asked"),
        ("https://0.0.0.0/x", True, "never asked"),
        ("https://224.0.0.1/x", True, "never asked"),
        ("https://[64:ff9b::a9fe:a9fe]/x", True, "never asked"),
    ],
)
def test_where_alerts_may_not_go(url: str, private: bool, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        checked(url, "alerts.webhook.url", private)
    assert "hooks.example" not in str(caught.value), "an address may be a secret"


def test_where_alerts_may_go() -> None:
    for url in ("https://hooks.example/x?y=1", "http://127.0.0.1:9/x", "http://localhost/x",
                "https://93.184.216.34/x"):  # fmt: skip
        assert checked(url, "alerts.webhook.url", False) == url
    assert checked("https://10.0.0.1/x", "alerts.webhook.url", True)


def test_a_name_that_leads_inside_is_not_followed(tmp_path: Path) -> None:
    async def resolved(private: bool) -> list[Any]:
        made = _Guarded(private)
        return list(await made.resolve("localhost", 443, socket.AF_INET))

    with pytest.raises(OSError, match="stands for this machine"):
        asyncio.run(resolved(False))
    assert asyncio.run(resolved(True))
    assert refused(ipaddress.ip_address("8.8.8.8"), False) is None
    assert too_far(ipaddress.ip_address("8.8.8.8")) == "plain text does not leave private networks"
    assert too_far(ipaddress.ip_address("10.1.2.3")) is None


@pytest.mark.parametrize(
    ("alerts", "said"),
    [
        (Alerts(webhook=AlertsWebhook()), "one of url and url_file"),
        (Alerts(slack=AlertsWebhook(url="https://a.example/", url_file="x")), "one of url"),
        (Alerts(slack=AlertsWebhook(url_file="none")), "none"),
        (Alerts(webhook=AlertsWebhook(url="https://a.example/", secret_file="short")), "16 bytes"),
        (Alerts(webhook=AlertsWebhook(url="https://a.example/", secret_file="odd")), "no base64"),
        (Alerts(syslog=AlertsSyslog("udp://host")), "udp://HOST:PORT"),
        (Alerts(syslog=AlertsSyslog("unix://host/log")), "unix:///PATH"),
        (Alerts(syslog=AlertsSyslog("http://host:1")), "udp://HOST:PORT"),
        (Alerts(syslog=AlertsSyslog("udp://host:x")), "udp://HOST:PORT"),
        (Alerts(syslog=AlertsSyslog("udp://[::1")), "udp://HOST:PORT"),
    ],
)
def test_receivers_that_cannot_be(
    alerts: Alerts, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "short").write_text("abc")
    (tmp_path / "odd").write_text("whsec_***")
    with pytest.raises((UsageError, InputError), match=said):
        channels_of(alerts)


def test_a_secret_address_is_never_shown(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("https://hooks.example/services/T0/B0/secret\n")
    (channel,) = channels_of(Alerts(slack=AlertsWebhook(url_file=str(tmp_path / "url"))))
    assert channel.to.endswith("secret") and channel.shown == "https://hooks.example/…"


def test_the_state_lies_beside_the_log() -> None:
    from stillwatch.gateway.settings import Settings, Tap

    assert state_of(Settings(tap=Tap(out="log"))) == Path("log") / NAME
    assert state_of(Settings()) is None
