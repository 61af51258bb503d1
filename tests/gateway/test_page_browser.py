"""The operator's page in a real browser: silent, alone, narrow enough, also without a script."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stillwatch.respond.decisions.model import Action
from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.decisions.store import Batch

from .operated import TOKEN, Operated, audit, decision, operated, store
from .test_page import HOSTILE, kept

CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome")
                 if (p := shutil.which(n))), None)  # fmt: skip

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as play:
        made = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield made
        made.close()


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return store(tmp_path / "decisions.db", *(
        decision(n, Action.BLOCK, name, reason=name, rule=name[:200])
        for n, name in enumerate([*HOSTILE, "acct_plain"])
    ))  # fmt: skip


@pytest.fixture
def page(db: Path, tmp_path: Path) -> Iterator[Operated]:
    report = audit(tmp_path / "found", *(
        {"id": name, "severity": "likely"} for name in HOSTILE
    ))  # fmt: skip
    with operated(
        admin={"token": TOKEN, "report": str(report)},
        enforce={"decisions": str(db), "mode": "enforce"}, alerts={"look_seconds": 0.1},
    ) as made:  # fmt: skip
        for _ in range(3):
            made.ask()
        yield made


def visit(browser: Any, page: Operated, width: int = 1280, **more: Any) -> Any:
    """Log in; `heard` holds whatever the page says to the console, or asks elsewhere for."""
    made = browser.new_page(viewport={"width": width, "height": 900}, **more)
    made.heard = []
    made.on("console", lambda m: made.heard.append(m.text))
    made.on("pageerror", lambda e: made.heard.append(str(e)))
    made.on("dialog", lambda d: made.heard.append(d.message))
    made.on("request", lambda r: None if r.url.startswith(page.admin) else made.heard.append(r.url))
    made.goto(f"{page.admin}/")
    made.get_by_label("Your name").fill("Ana")
    made.get_by_label("The operator's token").fill(TOKEN)
    made.get_by_role("button", name="Log in").click()
    made.wait_for_selector("#now")
    return made


@pytest.mark.parametrize("width", [390, 820, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_silent_alone_and_never_wider_than_the_screen(
    browser: Any, page: Operated, width: int, scheme: str
) -> None:
    shown = visit(browser, page, width, color_scheme=scheme)
    for path in ("/", f"/decisions/end?id=d-{0:016x}", "/switch"):
        shown.goto(page.admin + path)
        assert shown.evaluate("document.documentElement.scrollWidth") <= width, path
    shown.goto(f"{page.admin}/")
    assert (
        shown.locator("svg.figure").first.is_visible()
        or shown.locator(".narrow svg.figure").is_visible()
    )
    if width != 820:
        box = shown.locator("#decisions .scroll").first
        assert box.evaluate("e => e.scrollWidth <= e.clientWidth"), "nothing hides at the side"
    assert shown.heard == []
    shown.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_decision_is_ended_by_hand(browser: Any, page: Operated, db: Path, script: bool) -> None:
    shown = visit(browser, page, java_script_enabled=script)
    row = shown.locator("#decisions tr", has_text="acct_plain")
    row.get_by_role("link", name="End…").click()
    shown.get_by_label("Why").fill("a benchmark of their own")
    shown.get_by_role("button", name="End it").click()
    assert "Ended: 1." in shown.locator("main").inner_text()
    assert not script or shown.url == f"{page.admin}/", "it is said once"
    assert "acct_plain" not in shown.locator("#decisions").inner_text()
    ended = kept(db, len(HOSTILE))
    assert ended is not None and (ended.by, ended.why) == ("Ana", "a benchmark of their own")
    assert shown.heard == []
    shown.close()


@pytest.mark.parametrize("script", [True, False])
def test_enforcement_is_paused_and_resumed(browser: Any, page: Operated, script: bool) -> None:
    shown = visit(browser, page, 390, java_script_enabled=script)
    shown.get_by_role("link", name="Pause all enforcement…").click()
    shown.get_by_label("Why").fill("tickets")
    shown.get_by_role("button", name="Pause enforcement").click()
    assert "Enforcement is paused" in shown.locator(".sentence").inner_text()
    shown.get_by_role("link", name="Resume…").click()
    shown.get_by_label("Why").fill("over")
    shown.get_by_role("button", name="Resume enforcement").click()
    assert "Enforcing" in shown.locator(".sentence").inner_text()
    assert page.twin("switch")["by"] == "Ana"
    shown.close()


def test_it_renews_itself_and_leaves_alone_what_is_typed(
    browser: Any, page: Operated, db: Path
) -> None:
    shown = visit(browser, page)
    with SqliteStore(db) as made:
        made.write(Batch(decisions=(decision(77, Action.TAG, "acct_new"),)))
    shown.get_by_label("About an account").fill("half a na")
    time.sleep(11)
    assert shown.get_by_label("About an account").input_value() == "half a na"
    assert "acct_new" not in shown.locator("#decisions").inner_text()
    shown.locator("h1").click()
    shown.wait_for_selector("text=acct_new", timeout=15_000)
    page.do(page.beside.stop())
    shown.wait_for_selector("html.stale", timeout=15_000)
    shown.close()


def test_who_is_logged_out_is_shown_the_door(browser: Any, page: Operated) -> None:
    shown = visit(browser, page)
    shown.context.clear_cookies()
    shown.wait_for_selector("text=Log in to the gateway", timeout=15_000)
    shown.close()
