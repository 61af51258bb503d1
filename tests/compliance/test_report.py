"""The report: same bytes, no legal advice, hostile values harmless in every form."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli
from stillwatch.comply import html, pdf
from stillwatch.comply.facts import Facts
from stillwatch.comply.firm import read_firm
from stillwatch.comply.report import gather
from stillwatch.comply.terms.audited import Audit
from stillwatch.ingest.pseudonyms import pseudonym

from ..terms.made import campaign, write_audit

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "compliance"
DAY = date(2026, 3, 20)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(2)</script>",
    "#import \"@preview/evil:1.0.0\"",
    "#eval(\"1 + 1\") #read(\"/etc/passwd\") $x$ *b* _i_ @ref <label> `raw` \\ [ ]",
    "{{ 7 * 7 }}{% raw %}",
    "=cmd|' /C calc'!A0",
    "safe\u202egnp.exe",
    "nul\x00bell\x07esc\x1b[31m",
    "a" + "\u0301" * 40,
    "漢字",
    "x" * 20_000,
    "lone\ud800surrogate",
]  # fmt: skip


def needs_typst():
    return pytest.importorskip("typst", reason="the extra `pdf`")


def facts(audit: Path, tmp_path: Path, name: str = "Example") -> Facts:
    path = tmp_path / "firm.toml"
    path.write_text(f"firm = {json.dumps(name)}\ndeclared_on = 2026-03-01\n"
                    '[response]\nmode = "enforce"\nactions = ["throttle"]\n')  # fmt: skip
    return Facts(DAY, Audit(audit), read_firm(path))


def args(audit: Path, out: Path) -> list[str]:
    return ["comply", "report", str(audit), "--config", str(EXAMPLES / "firm.toml"), "--as-of",
            "2026-03-20", "--out", str(out)]  # fmt: skip


@pytest.mark.parametrize("ending", ["html", "json", "pdf"])
def test_the_same_day_and_files_give_the_same_bytes(audit, tmp_path, ending):
    if ending == "pdf":
        needs_typst()
    made = []
    for name in ("one", "two"):
        out = tmp_path / f"{name}.{ending}"
        done = CliRunner().invoke(cli, args(audit, out))
        assert done.exit_code == 0, done.stderr
        assert "not legal advice" in done.output and (out.stat().st_mode & 0o777) == 0o600
        made.append(out.read_bytes())
    assert made[0] == made[1]
    assert not list(tmp_path.glob(".*part"))


@pytest.mark.parametrize("ending", ["html", "json"])
def test_every_form_says_that_it_is_no_legal_advice(audit, tmp_path, ending):
    out = tmp_path / f"c.{ending}"
    CliRunner().invoke(cli, args(audit, out))
    assert "not legal advice" in out.read_text()


def test_the_pdf_says_so_too_and_holds_what_the_html_holds(audit, tmp_path):
    needs_typst()
    reader = pytest.importorskip("pypdfium2", reason="reads a PDF's text; no dependency")
    document = reader.PdfDocument(pdf.render(gather(facts(audit, tmp_path))))
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    flat = re.sub(r"\s+", " ", text)
    assert "not legal advice" in flat and "AISVS 11.3.4" in flat and "H.R. 8283" in flat


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_are_text_in_the_page(tmp_path, value):
    row = campaign(id=value.replace("\ud800", "?"), severity="confirmed")
    audit = write_audit(tmp_path / "h", [row])
    name = value.replace("\ud800", "?").replace("\x00", "?").replace("\x7f", "?")
    page = html.render(gather(facts(audit, tmp_path, name)))
    assert page.count("<script") == page.count("<img") == 0
    assert page.count("<style>") == page.count("</style>") == 1
    assert not set(page) & {"\x00", "\x1b", "\u202e"}
    assert "{{ 7 * 7 }}" in page or "7 * 7" not in page
    assert len(page) < 200_000


def test_hostile_values_are_text_in_the_pdf(tmp_path):
    needs_typst()
    for value in HOSTILE:
        row = campaign(id=value.replace("\ud800", "?"), severity="confirmed")
        audit = write_audit(tmp_path / "h", [row])
        made = pdf.render(gather(facts(audit, tmp_path, value.replace("\ud800", "?"))))
        assert made.startswith(b"%PDF") and b"root:x:0" not in made and b"/JavaScript" not in made


def test_the_page_loads_nothing_and_its_style_is_allowed_by_hash(audit, tmp_path):
    page = html.render(gather(facts(audit, tmp_path)))
    assert "default-src 'none'" in page and "sha256-" in page
    assert not re.search(r"(?:src=|href=(?!\"#))", page)
    anchors = re.findall(r'href="#([^"]+)"', page)
    assert anchors and all(f'id="{name}"' in page for name in anchors)


def test_a_name_without_a_format_is_refused_before_anything_is_read(tmp_path):
    done = CliRunner().invoke(
        cli, ["comply", "report", str(tmp_path / "none"), "--out", "x.doc", "--json"]
    )
    assert (
        done.exit_code == 2 and ".html, .pdf, .json" in json.loads(done.stderr)["error"]["message"]
    )


def test_all_that_was_read_is_named_by_its_digest(audit, tmp_path):
    out = tmp_path / "c.json"
    more = {"--acceptances": "acceptances.csv", "--accounts": "accounts.csv"}
    options = [part for name, file in more.items() for part in (name, str(EXAMPLES / file))]
    done = CliRunner().invoke(
        cli, [*args(audit, out), *options, "--terms", str(EXAMPLES / "terms.toml")]
    )
    assert done.exit_code == 0, done.stderr
    told = json.loads(out.read_text())
    named = {part["file"]: part["sha256"] for part in told["inputs"]}
    mine = (*more.values(), "firm.toml", "terms.toml", "threat-model.txt")
    for path in (*audit.iterdir(), *(EXAMPLES / file for file in mine)):
        assert named[path.name] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_warning_moves_no_cursor(tmp_path):
    home = str(tmp_path / "home")
    CliRunner().invoke(cli, ["evidence", "init", home, "--origin", "example.com/log"])
    (tmp_path / "home" / "log" / "checkpoints" / "a\u202eb.note").write_text("x")
    done = CliRunner().invoke(cli, ["comply", "report", "--evidence", home])
    assert "does not hold" in done.stdout and "\u202e" not in done.stdout


def test_accounts_under_pseudonyms_are_found_among_the_acceptances(audit, tmp_path):
    key, accepted = tmp_path / "key", tmp_path / "accepted.csv"
    key.write_bytes(b"0123456789abcdef")
    file = audit / "accounts.parquet"
    table = pq.read_table(file)
    hidden = [pseudonym("account", n, key.read_bytes()) for n in table["account"].to_pylist()]
    pq.write_table(table.set_column(0, "account", pa.array(hidden)), file)
    rows = [f"{name},api-terms,2026-02,2026-03-01\n" for name in table["account"].to_pylist()]
    accepted.write_text("account,document,version,accepted_at\n" + "".join(rows))
    options = ["comply", "report", str(audit), "--terms", str(EXAMPLES / "terms.toml"), "--as-of",
               "2026-03-20", "--json", "--acceptances", str(accepted)]  # fmt: skip

    def answer(*more: str):
        told = json.loads(CliRunner().invoke(cli, [*options, *more]).stdout)
        rows = [row for part in told["frameworks"] for row in part["controls"]]
        return next(row for row in rows if row["control"] == "Terms accepted")

    assert answer("--pseudonymise", str(key))["status"] == "met"
    plain = answer()
    assert plain["status"] == "not met" and "--pseudonymise" in " ".join(plain["needs"])
    done = CliRunner().invoke(cli, ["comply", "report", "--pseudonymise", str(key)])
    assert done.exit_code == 2 and "needs --acceptances" in done.stderr


def test_fail_on(audit, tmp_path):
    run = CliRunner().invoke
    base = args(audit, tmp_path / "c.json")
    assert run(cli, [*base, "--fail-on", "not-met"]).exit_code == 3
    assert (
        run(cli, ["comply", "report", "--as-of", "2026-03-20", "--fail-on", "not-met"]).exit_code
        == 0
    )
    assert (
        run(
            cli, ["comply", "report", "--as-of", "2026-03-20", "--fail-on", "cannot-tell"]
        ).exit_code
        == 3
    )


@pytest.mark.parametrize("name", ["campaigns.json", "summary.json", "accounts.parquet"])
def test_a_broken_audit_gets_one_line(audit, tmp_path, name):
    (audit / name).write_bytes(b"{")
    done = CliRunner().invoke(cli, args(audit, tmp_path / "c.html"))
    assert done.exit_code == 2 and name in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "c.html").exists()
