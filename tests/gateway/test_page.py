"""The operator's page over HTTP: who may look, who may change, and what is shown."""

from __future__ import annotations

import json
import os
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from stillwatch.console.decided import Decided
from stillwatch.console.pages import METHODS
from stillwatch.gateway.admin import CONNECTIONS, PATHS
from stillwatch.respond.decisions.changes import Switch
from stillwatch.respond.decisions.model import Action, Membership, Scope
from stillwatch.respond.decisions.outcome import Bound, Outcome, keep
from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.decisions.store import Ended, Filter

from .operated import KEY, TOKEN, Answer, Operated, audit, decision, operated, store
from .running import until

BEARER = {"authorization": f"Bearer {TOKEN}"}
CAMPAIGN = "c-7f3a91"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    members = tuple(Membership(CAMPAIGN, f"acct_{n}") for n in range(7))
    return store(
        tmp_path / "decisions.db",
        decision(1, Action.BLOCK, "acct_1", campaign=CAMPAIGN),
        decision(2, Action.THROTTLE, "", scope=Scope("campaign", CAMPAIGN), campaign=CAMPAIGN),
        decision(3, Action.REVIEW, "acct_9", rule="shared", simulated=True),
        members=members,
    )


@pytest.fixture
def page(db: Path, tmp_path: Path) -> Iterator[Operated]:
    (tmp_path / "token").write_text(TOKEN + "\n")
    report = audit(
        tmp_path / "found",
        {"id": "c-small", "severity": "watch"},
        {"id": CAMPAIGN, "severity": "confirmed", "accounts": [f"acct_{n}" for n in range(7)]},
    )
    with operated(
        admin={"token_file": str(tmp_path / "token"), "report": str(report)},
        enforce={"decisions": str(db), "mode": "enforce"}, alerts={"look_seconds": 0.1},
    ) as made:  # fmt: skip
        yield made


def log_in(page: Operated, name: str = "Ana") -> dict[str, str]:
    """Log in; return the headers of a browser that has."""
    answer = page.post("/login", {"name": name, "token": TOKEN})
    assert answer.status == 303 and answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie
    return {"cookie": cookie.partition(";")[0]}


def csrf(page: Operated, browser: dict[str, str], path: str) -> str:
    found = re.search(r'name="csrf" value="([\w-]+)"', page.get(path, **browser).text)
    assert found
    return found[1]


def kept(db: Path, number: int) -> Ended | None:
    with SqliteStore(db, read_only=True) as made:
        (one,) = made.kept(Filter(ids=(f"d-{number:016x}",)))
    return one.ended


def test_nobody_sees_anything_without_the_token(page: Operated) -> None:
    answer = page.get("/")
    assert answer.status == 303 and answer.headers["location"] == "/login"
    for path in ("/api/now", "/api/decisions", "/api/campaigns", "/api/switch", "/api/alerts"):
        assert page.get(path).status == 401
        for shown in (f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer ü"):
            assert page.get(path, authorization=shown).status == 401
        assert json.loads(page.get(path).text)["version"] == 1
    for path in ("/decisions/end", "/switch", "/api/decisions/end", "/api/switch"):
        assert page.post(path, {"id": "d-1", "because": "so"}).status == 401
    assert page.get("/", cookie="stillwatch=guessed").status == 303
    assert page.post("/login", {"name": "Eve", "token": "wrong"}).status == 403
    assert page.post("/login", {"name": " ", "token": TOKEN}).status == 400
    assert page.post("/login", {"name": "policy", "token": TOKEN}).status == 400
    assert CAMPAIGN not in page.get("/login").text


def test_a_session_ends(page: Operated) -> None:
    browser = log_in(page)
    token = csrf(page, browser, "/")
    assert page.get("/", **browser).status == 200
    assert page.post("/logout", {"csrf": "another"}, **browser).status == 403
    assert page.post("/logout", {"csrf": token}, **browser).status == 303
    assert page.get("/", **browser).status == 303


def test_a_form_of_a_session_that_is_over_says_that_nothing_was_changed(page: Operated) -> None:
    browser = log_in(page)
    form = {"csrf": csrf(page, browser, "/switch"), "enforcing": "no", "because": "tickets"}
    page.post("/logout", {"csrf": form["csrf"]}, **browser)
    answer = page.post("/switch", form, **browser)
    assert answer.status == 401 and 'action="/login"' in answer.text
    assert "nothing was changed" in answer.text and page.twin("switch")["enforcing"]


def test_whoever_guesses_keeps_no_operator_out(page: Operated) -> None:
    wrong = {"name": "Eve", "token": "wrong"}
    with ThreadPoolExecutor(32) as several:
        guesses = [several.submit(page.post, "/login", wrong) for _ in range(32)]
        until(lambda: any(one.done() for one in guesses))  # as many wait as may: one is sent away
        log_in(page)
        assert {one.result().status for one in guesses} <= {403, 429}


def test_no_reply_can_be_kept_framed_or_filled_from_elsewhere(page: Operated) -> None:
    browser = log_in(page)
    for path in ("/", "/login", "/api/now", "/assets/page.js", "/decisions/end?id=d-0", "/none"):
        headers = page.get(path, **browser).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy and headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
    text = page.get("/", **browser).text
    assert not re.search(r"<script(?! src=\"/assets/)|style=|\son\w+=|<style", text)
    assert not re.search(r'(?:src|href)="(?!/|#)', text), "nothing comes from elsewhere"


def test_the_twins_say_what_happens(page: Operated, tmp_path: Path) -> None:
    for model in ("m", "m", "error-500"):
        page.ask(model=model)
    keep(tmp_path / "found", Outcome(time.time(), "cron", "0011", breaker=(
        Bound("accounts", 0.3, 0.02),)))  # fmt: skip
    until(lambda: page.twin("now")["last"]["requests"] == 3)
    now = page.twin("now")
    assert now["version"] == 1 and now["mode"] == "enforce" and now["not_ready"] is None
    assert now["requests"]["total"] == 3 and now["requests"]["errors"] == 1
    assert sum(now["bars"]["requests"]) == 3 and len(now["bars"]["errors"]) == 60
    assert now["tap"]["on"] is False and now["limits"]["when_down"] == "local"
    found = page.twin("campaigns")
    assert [one["id"] for one in found["campaigns"]] == [CAMPAIGN, "c-small"]
    assert found["campaigns"][0]["accounts"] == 7 and found["campaigns"][0]["decisions"] == 2
    assert found["policy"]["breaker"] == [{"what": "accounts", "share": 0.3, "most": 0.02}]
    decisions = page.twin("decisions")
    assert decisions["version"] == 1 and decisions["standing"] == 3 and decisions["editable"]
    by_id = {one["id"]: one for one in decisions["decisions"]}
    assert by_id[f"d-{2:016x}"]["accounts"] == 7 and by_id[f"d-{3:016x}"]["simulated"]
    assert page.twin("switch") == {"version": 1, "enforcing": True, "by": None, "why": None,
                                   "at": None, "problem": None}  # fmt: skip
    assert page.twin("alerts")["alerts"][0]["kind"] in ("breaker", "campaign", "upstream_errors")
    text = page.get("/", **log_in(page)).text
    assert "Confirmed" in text or "confirmed" in text
    assert "The breaker stopped the policy" in text and "a secret prompt" not in text


def test_requests_are_told_by_rule_and_by_decision(page: Operated, db: Path) -> None:
    (account,) = _accounts(page)
    with SqliteStore(db) as made:
        from stillwatch.respond.decisions.store import Batch

        made.write(Batch(decisions=(
            decision(20, Action.BLOCK, account, rule="stop"),
            decision(21, Action.BLOCK, account, rule="try", simulated=True),
        )))  # fmt: skip
    until(lambda: page.ask() == 403)
    rows = {row["rule"]: row for row in page.twin("now")["rules"]}
    assert rows["stop"]["refused"] >= 1 and rows["stop"]["action"] == "block"
    assert page.twin("now")["refused"] >= 1 and page.twin("now")["done"]["blocked"] >= 1
    (one,) = [d for d in page.twin("decisions")["decisions"] if d["rule"] == "stop"]
    assert one["requests"] >= 1
    browser = log_in(page)
    form = {"csrf": csrf(page, browser, "/switch"), "enforcing": "no", "because": "tickets"}
    assert page.post("/switch", form, **browser).status == 303
    until(lambda: page.ask() == 200)
    rows = {row["rule"]: row for row in page.twin("now")["rules"]}
    assert rows["stop"]["would_refuse"] >= 1 or rows["try"]["would_refuse"] >= 1
    assert page.twin("now")["would_refuse"] >= 1


def _accounts(page: Operated) -> set[str]:
    """Return what the gateway calls the tests' key."""
    from stillwatch.gateway.identity.keys import Namer

    # without a log, names are hashes under a key of zeros
    return {Namer(bytes(32)).name(KEY)}


def test_what_a_person_ends_is_ended_in_the_store(page: Operated, db: Path) -> None:
    browser = log_in(page, "Ana Oncall")
    number = f"d-{1:016x}"
    shown = page.get(f"/decisions/end?id={number}", **browser).text
    assert "acct_1" in shown and "reason 1" in shown
    form = {"csrf": csrf(page, browser, f"/decisions/end?id={number}"), "id": number}
    assert page.post("/decisions/end", form, **browser).status == 400, "why is needed"
    assert page.post("/decisions/end", form | {"because": "x" * 501}, **browser).status == 400
    assert kept(db, 1) is None
    done = page.post("/decisions/end", form | {"because": "a benchmark"}, **browser)
    assert done.status == 303 and done.headers["location"] == "/?ended=1"
    ended = kept(db, 1)
    assert ended is not None and (ended.by, ended.why) == ("Ana Oncall", "a benchmark")
    assert "Ended: 1." in page.get("/?ended=1", **browser).text
    assert number not in page.get("/", **browser).text
    form |= {"id": f"d-{99:016x}", "because": "none"}
    assert page.post("/decisions/end", form, **browser).status in (404, 409)


@pytest.mark.parametrize(("about", "count"), [({"campaign": CAMPAIGN}, 2), ({"rule": "shared"}, 1)])
def test_all_of_a_campaign_or_a_rule_end_together(
    page: Operated, about: dict[str, str], count: int
) -> None:
    browser = log_in(page)
    (key, value), = about.items()  # fmt: skip
    form = {"csrf": csrf(page, browser, f"/decisions/end?{key}={value}"), "because": "so"}
    done = page.post("/decisions/end", form | about, **browser)
    assert done.headers["location"] == f"/?ended={count}"
    assert page.twin("decisions")["standing"] == 3 - count


def test_the_kill_switch(page: Operated, db: Path) -> None:
    browser = log_in(page)
    form = {"csrf": csrf(page, browser, "/switch"), "enforcing": "no", "because": "tickets"}
    assert page.post("/switch", form, **browser).headers["location"] == "/?done=paused"
    with SqliteStore(db, read_only=True) as made:
        switch = made.switch()
    assert (switch.enforcing, switch.by, switch.why) == (False, "Ana", "tickets")
    text = page.get("/?done=paused", **browser).text
    assert "Enforcement is paused" in text and "tickets" in text and "Resume" in text
    until(lambda: any(a["kind"] == "kill_switch" for a in page.twin("alerts")["alerts"]))
    form |= {"enforcing": "yes", "because": "it was the network"}
    assert page.post("/switch", form, **browser).headers["location"] == "/?done=resumed"
    assert page.twin("switch")["enforcing"] is True
    until(lambda: page.twin("alerts")["alerts"][0]["state"] == "resolved")


def test_what_was_done_is_not_said_when_it_is_so_no_more(page: Operated) -> None:
    browser = log_in(page)
    form = {"csrf": csrf(page, browser, "/switch"), "because": "tickets"}
    page.post("/switch", form | {"enforcing": "no"}, **browser)
    page.put("/api/switch", {"enforcing": True, "by": "Eve", "because": "over"}, **BEARER)
    assert "Enforcement is paused." not in page.get("/?done=paused", **browser).text
    page.put("/api/switch", {"enforcing": False, "by": "Eve", "because": "again"}, **BEARER)
    assert "is enforced again" not in page.get("/?done=resumed", **browser).text
    # a browser without scripts loads the page anew: without it
    assert 'content="30; url=/"' in page.get("/?done=paused", **browser).text
    assert 'content="30"' in page.get("/", **browser).text


def test_a_pause_that_no_evidence_log_has_is_told_as_a_pause(db: Path, tmp_path: Path) -> None:
    admin = {"token": TOKEN, "evidence": str(tmp_path / "gone")}
    with operated(admin=admin, enforce={"decisions": str(db), "mode": "enforce"}) as page:
        asked = {"enforcing": False, "by": "a script", "because": "tickets"}
        done = page.put("/api/switch", asked, **BEARER)
        message = json.loads(done.text)["error"]["message"]
        assert done.status == 409 and "enforcement is paused, but the evidence log" in message
        assert not page.twin("switch")["enforcing"]
        browser = log_in(page)
        form = {"csrf": csrf(page, browser, "/switch"), "enforcing": "yes", "because": "over"}
        text = page.post("/switch", form, **browser).text
        assert "what stands is enforced again, but" in text and "Not done" not in text
        assert page.twin("switch")["enforcing"]


def test_no_other_site_changes_anything(page: Operated, db: Path) -> None:
    browser = log_in(page)
    good = csrf(page, browser, "/switch")
    form = {"enforcing": "no", "because": "so"}
    other = csrf(page, log_in(page, "Eve"), "/switch")
    for given in ({}, {"csrf": ""}, {"csrf": "guess"}, {"csrf": other}):
        assert page.post("/switch", form | given, **browser).status == 403
    form["csrf"] = good
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1", "http://["):
        assert page.post("/switch", form, origin=origin, **browser).status == 403
        assert page.post("/login", {"name": "E", "token": TOKEN}, origin=origin).status == 403
    for site in ("cross-site", "same-site"):
        assert page.post("/switch", form, sec_fetch_site=site, **browser).status == 403
    assert page.put("/api/switch", {"enforcing": False, "by": "E", "because": "so"},
                    **browser).status == 403, "a session changes by forms only"  # fmt: skip
    assert page.get("/switch?enforcing=no&because=so", **browser).status == 200
    with SqliteStore(db, read_only=True) as made:
        assert made.switch().enforcing
    front = {"origin": "https://ops.example", "x_forwarded_host": "ops.example"}
    assert page.post("/switch", form, **front, **browser).status == 303
    form["enforcing"] = "yes"
    assert page.post("/switch", form, origin=page.admin, **browser).status == 303
    secure = page.post("/login", {"name": "A", "token": TOKEN}, x_forwarded_proto="https")
    assert "Secure" in secure.headers["set-cookie"]


def test_programs_change_with_the_token(page: Operated, db: Path) -> None:
    number = f"d-{3:016x}"
    why = {"by": "a script", "because": "it was told to"}
    done = page.put("/api/decisions/end", {"id": number} | why, **BEARER)
    assert done.status == 200 and json.loads(done.text)["ended"] == [number]
    ended = kept(db, 3)
    assert ended is not None and ended.by == "a script"
    done = page.put("/api/switch", {"enforcing": False} | why, **BEARER)
    assert json.loads(done.text)["enforcing"] is False and not page.twin("switch")["enforcing"]
    wrong: list[Any] = [[], {"id": number}, {"id": number, "by": "a"}, why, {"rule": ""} | why,
                        {"id": "d-nothing"} | why, {"id": number, "by": "policy"} | why
                        | {"by": "policy"}, 7, "x"]  # fmt: skip
    for given in wrong:
        answer = page.put("/api/decisions/end", given, **BEARER)
        assert answer.status in (400, 409), given
        assert json.loads(answer.text)["error"]["message"]
    assert page.put("/api/switch", why, **BEARER).status == 400


def test_what_is_meant_is_not_guessed_at(page: Operated, db: Path) -> None:
    why = {"by": "a script", "because": "so"}
    for on in ("False", "no", 0, None, [False]):
        assert page.put("/api/switch", {"enforcing": on} | why, **BEARER).status == 400, on
    # whoever sends this means the account's decisions alone, and would end all of the rule
    less = {"rule": "likely-harvest", "account": "acct_1"} | why
    assert "account" in page.put("/api/decisions/end", less, **BEARER).text
    for two in ({"id": f"d-{1:016x}", "rule": "shared"}, {"campaign": CAMPAIGN, "rule": "shared"}):
        answer = page.put("/api/decisions/end", two | why, **BEARER)
        assert answer.status == 409 and "one of them" in answer.text
    for wrong in ({"id": 7}, {"id": f"d-{1:016x}", "by": 3.5}, {"id": f"d-{1:016x}", "by": " "}):
        answer = page.put("/api/decisions/end", why | wrong, **BEARER)
        assert answer.status == 400 and json.loads(answer.text)["error"]["status"] == 400
    browser = log_in(page)
    form = {"csrf": csrf(page, browser, "/switch"), "because": "so"}
    for on in ({}, {"enforcing": ""}, {"enforcing": "true"}):
        answer = page.post("/switch", form | on, **browser)
        assert answer.status == 400 and "Pause, or resume?" in answer.text
    assert page.twin("decisions")["standing"] == 3 and page.twin("switch")["enforcing"]


def test_a_path_says_which_methods_it_has(page: Operated) -> None:
    for path, methods in (METHODS | dict.fromkeys(PATHS, ("GET", "HEAD"))).items():
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"):
            answer = Answer(page.admin, method, path, None, BEARER)
            assert (answer.status == 405) == (method not in methods), (method, path)
            if answer.status == 405:
                assert answer.headers["allow"] == ", ".join(methods)
    for method in ("GET", "POST", "PUT"):
        assert Answer(page.admin, method, "/none", None, BEARER).status == 404
        assert Answer(page.admin, method, "/api/none", None, {}).status == 401


def test_every_reply_says_what_it_is(page: Operated) -> None:
    with operated(admin={"page": False}) as bare:
        answers = [
            page.get("/metrics"), page.get("/healthz"), page.post("/login", {"a": "b" * 70_000}),
            page.post("/metrics", {}), bare.get("/"), bare.get("/metrics", host="a.example"),
        ]  # fmt: skip
    assert [answer.status for answer in answers] == [401, 200, 413, 405, 404, 421]
    for answer in answers:
        assert answer.headers["content-type"].startswith("text/plain") and answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"


HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "safe\u202egnp.exe",
           "zero\u200bwidth", "\x1b[31mred", "{{ 7 * 7 }}", "x" * 1900,
           "a" + "\u0301" * 40]  # fmt: skip


def test_names_from_outside_are_harmless(tmp_path: Path) -> None:
    db = store(tmp_path / "d.db", *(
        decision(n, Action.BLOCK, name, reason=name, rule=name[:200], campaign=name)
        for n, name in enumerate(HOSTILE)
    ))  # fmt: skip
    with SqliteStore(db) as made:
        made.turn(Switch(False, HOSTILE[0], HOSTILE[2], time.time()))
    campaigns = [{"id": name, "severity": "likely", "targets": [{"target": name, "share": 0.5}]}
                 for name in HOSTILE]  # fmt: skip
    report = tmp_path / "found"
    audit(report, *campaigns)
    with operated(admin={"token": TOKEN, "report": str(report)},
                  enforce={"decisions": str(db)}) as page:  # fmt: skip
        browser = log_in(page, "<b>Ana</b>")
        text = page.get("/", **browser).text
        about = page.get("/?about=%3Cscript%3Ealert(9)%3C/script%3E&page=%00&ended=%3Cb%3E",
                         **browser).text  # fmt: skip
        asked = page.get(f"/decisions/end?id=d-{1:016x}", **browser).text
        lost = page.get("/decisions/end?id=%3Cscript%3Ealert(1)", **browser).text
        twin = page.get("/api/decisions", **BEARER).text
        for number in range(len(HOSTILE)):  # what is shown can still be ended
            form = {"csrf": csrf(page, browser, "/switch"), "campaign": HOSTILE[number]}
            done = page.post("/decisions/end", form | {"because": "so"}, **browser)
            assert done.headers.get("location") == "/?ended=1", HOSTILE[number]
    for shown in (text, about, asked, lost):
        assert "<script>alert" not in shown and "<img" not in shown and "<b>" not in shown
        assert not set(shown) & set("\u202e\u200b\x1b\u2066"), "nothing hides or reorders"
    assert "[U+202E]" in text and "[U+001B]" in text and "49" not in re.findall(r">(\d+)<", text)
    assert text.count("Likely") + text.count(">likely<") >= len(HOSTILE), "campaigns are shown, too"
    shown = re.sub(r'(href|title)="[^"]*"', "", text)
    assert "x" * 400 not in shown, "long names are shortened"
    assert "{{ 7 * 7 }}" in text and "\u0301" * 4 not in text
    assert twin.isascii()


def test_without_a_token_loopback_looks_and_changes_nothing(db: Path) -> None:
    with operated(enforce={"decisions": str(db)}) as page:
        text = page.get("/").text
        assert "acct_1" in text and page.get("/api/now").status == 200
        assert "no operator's token" in page.get(f"/decisions/end?id=d-{1:016x}").text.replace(
            "&#39;", "'"
        )
        assert page.post("/decisions/end", {"id": f"d-{1:016x}", "because": "x"}).status == 403
        assert page.put("/api/switch", {"enforcing": False, "by": "E", "because": "x"}
                        ).status == 403  # fmt: skip
        assert page.get("/login").status == 303
        for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", ""):
            assert page.get("/", host=host).status in (400, 421), host
            assert page.get("/holders", host=host).status in (400, 421), host
            assert page.get("/metrics", host=host).status in (400, 421), host
            assert page.get("/readyz", host=host).status in (200, 400), host
        port = page.admin.rpartition(":")[2]
        assert page.get("/", host=f"localhost:{port}").status == 200
        assert page.get("/holders", host=f"localhost:{port}").text == '{"organisations":[]}'
        assert page.get("/metrics", host=f"localhost:{port}").status == 200
    assert kept(db, 1) is None


def test_with_the_token_numbers_are_read_by_any_name(page: Operated) -> None:
    found = page.get("/metrics", host="gateway-1.example", authorization=f"Bearer {TOKEN}")
    assert found.status == 200


def test_connections_of_operators_are_bounded() -> None:
    with operated() as page, ExitStack() as open_:
        at = ("127.0.0.1", int(page.admin.rpartition(":")[2]))
        for _ in range(CONNECTIONS):
            open_.enter_context(socket.create_connection(at, 5))
        beyond = open_.enter_context(socket.create_connection(at, 5))
        assert beyond.recv(1) == b"", "closed at once"
        open_.close()

        def answers() -> bool:
            with suppress(OSError):  # it may not yet have seen that the others went
                return page.get("/healthz").status == 200
            return False

        until(answers)


def test_lines_of_another_program_are_shown_only(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    row = {"id": f"d-{1:016x}", "scope": {"kind": "account", "value": "acct_1"}, "action": "block",
           "reason": "so", "rule": "by hand", "start": time.time() - 9,
           "expires": time.time() + 99, "simulated": False}  # fmt: skip
    path.write_text(json.dumps(row) + '\n{"paused": true}\n')
    with operated(admin={"token": TOKEN}, enforce={"decisions": str(path)}) as page:
        browser = log_in(page)
        text = page.get("/", **browser).text
        assert "acct_1" in text and "End…" not in text and "<strong>Paused</strong>" in text
        form = {"csrf": csrf(page, browser, "/"), "because": "so", "enforcing": "yes"}
        answer = page.post("/switch", form, **browser)
        assert answer.status == 409 and "another program writes" in answer.text
        path.write_text("{")
        assert page.twin("decisions")["problem"] and page.twin("decisions")["standing"] == 1
        assert "cannot be read" in page.get("/", **browser).text


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    report = tmp_path / "found"
    with operated(admin={"report": str(report)}) as page:
        assert "no audit yet" in page.get("/").text
        audit(report, {"id": "c-1", "severity": "watch"})
        assert "c-1" in page.get("/").text
        (report / "campaigns.json").write_text("[")
        text = page.get("/").text
        assert "c-1" in text and "cannot be read" in text
        assert page.twin("campaigns")["problem"]
        assert page.get("/nothing").status == 404 and page.get("/api/nothing").status == 404
        assert page.post("/", {}).status == 405 and page.get("/assets/../page.js").status == 404
        assert page.get("/decisions/end?id=d-1").status == 404


def test_the_page_does_not_wait_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a file" in (Decided(tmp_path / "pipe").look().problem or "")


def test_many_decisions_have_pages(tmp_path: Path) -> None:
    db = store(tmp_path / "d.db", *(
        decision(n, Action.BLOCK, f"acct_{n:04}") for n in range(120)
    ))  # fmt: skip
    with operated(enforce={"decisions": str(db)}) as page:
        seen = [set(re.findall(r"acct_\d{4}", page.get(f"/?page={n}").text)) for n in (1, 2, 3)]
        assert [len(one) for one in seen] == [50, 50, 20] and len(set.union(*seen)) == 120
        assert "Page 3 of 3" in page.get("/?page=99999999").text
        assert re.findall(r"acct_\d{4}", page.get("/?about=acct_0007").text).count("acct_0007")


def test_without_a_page_there_is_none() -> None:
    with operated(admin={"page": False}) as page:
        assert page.get("/").status == 404 and page.get("/healthz").status == 200


def test_prometheus_has_rules_and_no_accounts(page: Operated, db: Path) -> None:
    from stillwatch.respond.decisions.store import Batch

    (account,) = _accounts(page)
    rule = 'a "rule"\twith\nlines'
    with SqliteStore(db) as made:
        made.write(Batch(decisions=(decision(30, Action.TAG, account, rule=rule),)))
    until(lambda: page.ask() == 200 and page.twin("now")["rules"])
    text = page.get("/metrics", **BEARER).text
    line = next(one for one in text.splitlines() if "decisions_total{" in one)
    assert (
        'action="tag"' in line and 'effect="passed"' in line and 'a \\"rule\\"?with?lines' in line
    )
    assert account not in text and "touched" not in text


def test_what_is_told_apart_is_bounded() -> None:
    from stillwatch.gateway.enforce.tally import DECISIONS, OTHERS, RULES, TOLD, Tally

    made = Tally()
    for n in range(DECISIONS + 2000):
        made.count(decision(n, Action.TAG, "a", rule=f"rule {n}"), "tag", False, True)
    for _ in range(9):
        made.count(decision(7, Action.TAG, "a", rule="rule 7"), "tag", False, True)
    found = made.counters()
    assert len(found["decisions"]) == RULES + 1 and len(found["touched"]) == TOLD
    assert found["decisions"][f"{OTHERS}\ttag\tpassed"] == DECISIONS + 2000 - RULES
    assert found["decisions"]["rule 7\ttag\tpassed"] == 10
