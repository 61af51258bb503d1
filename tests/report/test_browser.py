"""The page in a real browser: silent, alone, narrow enough, usable."""

from __future__ import annotations

import shutil

import pytest

from stillwatch.report.html import write_report

CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome")
                 if (p := shutil.which(n))), None)  # fmt: skip

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser():
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module", params=["plain", "hostile", "empty"])
def address(request, sample, tmp_path_factory):
    audit = {
        "plain": lambda: sample.audit(300),
        "hostile": lambda: sample.audit(300, hostile=True),
        "empty": lambda: {"campaigns": []},
    }[request.param]()
    return write_report(tmp_path_factory.mktemp(request.param), audit).as_uri()


def visit(browser, address, width=1280, **more):
    page = browser.new_page(viewport={"width": width, "height": 900}, **more)
    page.heard = []
    page.on("console", lambda m: page.heard.append(m.text))
    page.on("pageerror", lambda e: page.heard.append(str(e)))
    page.on("dialog", lambda d: page.heard.append(d.message))
    page.on("request", lambda r: page.heard.append(r.url) if r.url != address else None)
    page.goto(address)
    return page


OPEN = "document.querySelectorAll('details').forEach((d) => { d.open = true; })"


@pytest.mark.parametrize("width", [390, 820, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_silent_alone_and_never_wider_than_the_screen(browser, address, width, scheme):
    page = visit(browser, address, width, color_scheme=scheme)
    page.evaluate(OPEN)
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.heard == []
    page.close()


@pytest.fixture(scope="module")
def plain(sample, tmp_path_factory):
    return write_report(tmp_path_factory.mktemp("report"), sample.audit(300)).as_uri()


def test_members_are_paged_sorted_and_found(browser, plain):
    page = visit(browser, plain)
    box = page.locator("[data-members=A]")
    first = box.locator("tbody tr td").first
    assert box.locator("tbody tr").count() == 10
    before = first.inner_text()
    box.get_by_role("button", name="Next").click()
    assert first.inner_text() != before
    box.get_by_role("button", name="Account").click()
    assert first.inner_text() == "acct_relay_00000"
    assert box.locator("th[aria-sort=ascending]").inner_text().startswith("Account")
    box.get_by_role("button", name="Account").press("Enter")
    assert first.inner_text() == "acct_relay_00299"
    box.get_by_role("searchbox").fill("00123")
    assert box.locator("tbody tr").count() == 1 and first.inner_text() == "acct_relay_00123"
    box.get_by_role("searchbox").fill("nobody")
    assert "None found" in box.inner_text()
    page.close()


def test_the_queue_sorts_by_number(browser, plain):
    page = visit(browser, plain)
    table = page.locator("#review table")
    table.get_by_role("button", name="Exchanges").click()
    cells = table.locator("tbody td:nth-child(5)").all_inner_texts()
    counts = [int(c.replace(",", "")) for c in cells]
    assert counts == sorted(counts) and len(set(counts)) > 3
    page.close()


def test_details_open_by_key_by_link_and_for_print(browser, plain):
    page = visit(browser, plain)
    drill = page.locator("#campaign-A .evidence details").first
    drill.locator("summary").focus()
    page.keyboard.press("Enter")
    assert drill.evaluate("d => d.open")
    page.locator("#campaign-A > summary").click()
    page.locator("#verdict table a").first.click()
    page.wait_for_selector("#campaign-A[open]")  # not by a function: the page allows no eval
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("[...document.querySelectorAll('details')].every((d) => d.open)")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.evaluate("[...document.querySelectorAll('details')].every((d) => d.open)")
    page.close()


def test_it_says_the_same_without_a_script(browser, plain):
    page = visit(browser, plain, java_script_enabled=False)
    assert page.locator("[data-members=A] tbody tr").count() == 10
    assert "The 10 strongest of 300" in page.locator("#campaign-A").inner_text()
    assert page.locator("#unfold").is_hidden()
    page.close()


CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (c) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = c;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const lum = (c) => { const [r, g, b] = c.map((v) => { v /= 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const back = (e) => { for (; e; e = e.parentElement) {
    const c = rgb(getComputedStyle(e).backgroundColor); if (c[3]) return c; }
    return [255, 255, 255, 255]; };
  const poor = [];
  for (const e of document.querySelectorAll('main *, header *, nav *')) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    if (e.closest('svg, :disabled, .vh') || !e.checkVisibility()) continue;
    const [a, b] = [lum(rgb(getComputedStyle(e).color)), lum(back(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const need = e.matches('.badge') ? 3 : 4.5;
    if (ratio < need) poor.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return [...new Set(poor)];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser, plain, scheme):
    """WCAG 2.2, 1.4.3: 4.5 to 1, and 3 to 1 for the bold letters that name campaigns."""
    page = visit(browser, plain, color_scheme=scheme)
    page.evaluate(OPEN)
    assert page.evaluate(CONTRAST) == []
    page.close()
