"""Documentation against reality: generated pages, links, commands, credits, forbidden names."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stillwatch.cli.main import commands
from stillwatch.features.schema import BASE, SLICES, STYLES, TOPICS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    [*DOCS.rglob("*.md"), *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY"))]
)
RESULTS = ROOT / "bench" / "results"
CORPUS = ROOT / "src" / "stillwatch" / "simulate" / "corpus"


def load(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference = load(ROOT / "scripts" / "docs_reference.py")
results = load(ROOT / "scripts" / "docs_results.py")


def title(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """Files of the repository: what git has, or would take."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: what belongs to the repository is unknown")
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def test_generated_pages_are_up_to_date():
    assert reference.stale() == [], "run scripts/docs_reference.py"


def test_every_command_and_option_is_on_the_reference_page():
    page = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    for name in commands():
        assert f"## stillwatch {name}" in page
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in commands():
        assert f"stillwatch {name}" in readme, f"README does not say what {name} is for"


@pytest.mark.parametrize("kind", reference.KINDS, ids=lambda kind: kind.folder)
def test_every_extension_is_on_the_reference_page(kind):
    page = (DOCS / "reference" / "extensions.md").read_text(encoding="utf-8")
    for extension in reference.extensions(kind):
        assert f"### `{extension.name}`" in page


PROSE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text(encoding="utf-8"))
    return {
        re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading.lower())).strip("-")
        for heading in headings
    }


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_internal_links_resolve(page):
    for link in LINK.findall(PROSE.sub("", page.read_text(encoding="utf-8"))):
        if "://" in link or link.startswith("mailto:"):
            continue
        target, _, anchor = link.partition("#")
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), f"{link} leads nowhere"
        if anchor:
            assert anchor in anchors(path), f"{link}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_named_files_of_the_repository_exist(page):
    """What the prose names in backticks below a folder of ours is there."""
    named = re.findall(
        r"`(?:\./)?((?:src|docs|bench|scripts|tests|examples|requirements|\.ci)/[\w./-]+)`",
        page.read_text(encoding="utf-8"),
    )
    for name in named:
        assert (ROOT / name).exists(), f"{name} is not there"


def test_the_readme_shows_a_report():
    assert (DOCS / "assets" / "report.png").stat().st_size > 20_000, "still a placeholder"


def test_every_page_is_reached_from_its_section():
    for index in DOCS.glob("*/index.md"):
        linked = {link.partition("#")[0] for link in LINK.findall(index.read_text("utf-8"))}
        for page in index.parent.glob("*.md"):
            assert page == index or page.name in linked, f"{title(page)} is not in {title(index)}"


MARKED = re.compile(r"(?s)<!-- results:([\w-]+) -->\n(.*?)<!-- /results -->")


def test_tables_of_results_equal_the_data():
    """On the page of results, in README.md and wherever else a table is marked."""
    assert results.stale() == [], "run scripts/docs_results.py"


def test_every_table_of_results_is_on_the_page():
    text = (DOCS / "results.md").read_text("utf-8")
    tables = dict(MARKED.findall(text))
    assert set(tables) == set(results.TABLES) - {"readme"}
    for name, table in tables.items():
        rows = table.splitlines()
        assert len(rows) >= 3, f"{name} is empty"
        assert len({row.count("|") for row in rows}) == 1, f"{name}: a row of another length"


def test_the_guarantees_page_has_the_figures_that_were_measured():
    """Its tables are written by hand, their figures are those of the result file."""
    result = json.loads((RESULTS / "guarantees.json").read_text("utf-8"))
    figures = result["figures"]
    drawn, whole = figures["drawn"], figures["replays"]
    ways = {(r["traffic"], r["way"]): r["0.01"]["any"] for r in drawn["ways"]}
    every = {r["traffic"]: r for r in whole["each"] if r["scenario"] == "all"}
    drift = [r["0.01"]["any"] for r in drawn["each"] if r["scenario"] == "drift"]
    logs = {(r["plumbing"], r["share"]): r["median"] for r in figures["contaminated"]}
    free, alike = (every[name] for name in ("independent", "look-alikes"))

    def of(row):
        return f"{row['count']:,} of {row['n']:,} (at most {100 * row['upper']:.1f} %)"

    def pair(way):
        return " | ".join(f"{100 * ways[traffic, way]['share']:.0f} %" for traffic in every)

    here, there = (of(ways[traffic, "as it is"]) for traffic in ("independent", "look-alikes"))
    assert len({(row["count"], row["n"]) for row in drift}) == 1
    assert sum(row["likely"]["n"] for row in every.values()) == 300
    whole_free = of(free["any_false_replay"]).removesuffix(")")
    sentences = (
        f"On {drawn['replays']:,} evaluations drawn directly",
        f"| as it is | {here} | {there} |",
        f"| scenario `drift` | {of(drift[0])} | {of(drift[0])} |",
        f"| if what forms a group tested it | {pair('what formed it tests it')} |",
        f"| if suspects were ranked among everybody | {pair('ranks among everybody')} |",
        f"On whole small audits, 300 of {whole['replays']} without a campaign",
        f"{whole_free}; {100 * free['any_false_look']['share']:.1f} % of evaluations) | "
        f"{of(alike['any_false_replay'])} |",
        f"{free['likely']['count']} of {free['likely']['n']} ({free['flagged']} accounts,",
        f"{alike['likely']['count']} of {alike['likely']['n']} ({alike['flagged']} accounts)",
        f"from {logs[True, 0.0]:.1f} to {logs[True, 0.1]:.1f} where it shares addresses",
        f"from {logs[False, 0.0]:.1f} to {logs[False, 0.1]:.1f} where only behaviour speaks",
    )
    page = " ".join((DOCS / "explanation" / "guarantees.md").read_text("utf-8").split())
    assert [sentence for sentence in sentences if sentence not in page] == []


def test_the_guards_weak_encodings_are_told_with_their_figures():
    result = json.loads((RESULTS / "guard.json").read_text("utf-8"))
    rows = {row["name"]: row for row in result["figures"]["encodings"]}
    page = (DOCS / "explanation" / "guard.md").read_text("utf-8")
    told = " ".join(page.partition("**Encodings that it undoes in part**")[2].split())

    def share(name):
        return f"{100 * rows[name]['flagged_rate']:.0f} %"

    undone = [row for row in rows.values() if row["group"] == "undone"]
    weak = [row["name"] for row in undone if row["flagged_rate"] < 0.9]
    rest = [row["flagged_rate"] for row in undone if row["flagged_rate"] >= 0.9]
    assert told.startswith("([figures](../results.md#guard)). Of 2,226 written requests")
    assert {row["requests"] for row in undone} == {2226}
    part = told.partition("Of the other")[0]
    assert re.findall(r"\d+ %", part) == [share(name) for name in weak]
    assert len(rest) == 12 and f"other twelve encodings {100 * min(rest):.0f} % or more" in told
    for name, words in (("Caesar by 5", "by five"), ("base32", ""), ("vowels left out", ""),
                        ("words in reverse order", "")):  # fmt: skip
        assert f"({share(name)}{' ' + words if words else ''})" in told


def test_every_result_that_a_table_shows_says_how_to_run_it_again():
    tables = dict(MARKED.findall((DOCS / "results.md").read_text("utf-8")))
    for name in {file for table in results.TABLES.values() for file in table.files}:
        data = json.loads((RESULTS / f"{name}.json").read_text("utf-8"))
        (row,) = (r for r in tables["sources"].splitlines() if r.startswith(f"|{name}|"))
        assert data["date"][:10] in row
        if name.startswith("judges_"):  # one command, but for the authors and the name
            pattern = r"python bench/unseen.py --prompts DIR (--workers 1 )?--authors [a-z ]+ "
            assert re.match(pattern + "--seeds 61 62 --size 0 0 --name", data["command"])
            assert "as `judges`, with its authors" in row
        else:
            assert f"`{data['command']}`" in row


def test_a_changed_figure_makes_a_page_stale(monkeypatch):
    page = (DOCS / "results.md").read_text("utf-8")
    assert results.filled(page) == page
    data = json.loads((RESULTS / "unseen_again.json").read_text("utf-8"))
    data["figures"]["worlds"][0]["benign_flagged"] += 1
    real = results._results.result
    given = {"unseen_again": data}
    monkeypatch.setattr(results._results, "result", lambda n: given.get(n) or real(n))
    assert results.filled(page) != page


def test_the_table_of_results_sums_the_worlds_of_its_row():
    """The row of authors kept apart, counted here in another way than the script does."""
    data = json.loads((RESULTS / "unseen_again.json").read_text("utf-8"))["figures"]["worlds"]
    mixed = [world for world in data if world["scenario"] == "mix"]
    row = dict(MARKED.findall((DOCS / "results.md").read_text("utf-8")))["unseen"].splitlines()[2]
    recall = 100 * sum(world["recall"] for world in mixed) / len(mixed)
    precision = 100 * sum(world["precision"] for world in mixed) / len(mixed)
    wrong, benign = (sum(world[key] for world in mixed) for key in ("benign_flagged", "benign"))
    assert f"|{recall:.1f} (" in row and f"|{precision:.1f}|" in row
    assert f"|{wrong} of {benign:,} (" in row


def test_the_readme_shows_the_measured_table():
    text = (ROOT / "README.md").read_text("utf-8")
    (table,) = (rows for name, rows in MARKED.findall(text) if name == "readme")
    assert 3 <= len(table.splitlines()) <= 10


INDEX_HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org")
ELSEWHERE = re.compile(r"(?<![\w.])/(?:work|home|root|Users)/\w+|(?i:\bartifactory\b)")


def test_no_file_names_a_package_index_or_a_place_on_somebodys_disk():
    """The repository installs from wherever the user's own pip is set up to look."""
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        assert not any(host in text for host in INDEX_HOSTS), f"{title(path)} names an index"
        if path != Path(__file__):
            found = ELSEWHERE.search(text)
            assert found is None, f"{title(path)} names {found and found.group()}"


def test_requirements_are_hash_locked_and_name_no_source():
    for path in (ROOT / "requirements").glob("*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        pins = [line for line in lines if re.match(r"\w", line)]
        assert pins and all("==" in pin and pin.endswith("\\") for pin in pins)
        rest = {line.split(":")[0].strip() for line in lines if not re.match(r"\w", line)}
        assert rest == {"--hash=sha256"}


def test_the_development_lock_agrees_with_the_base():
    pins = {
        path.stem: dict(re.findall(r"(?m)^([\w.-]+)==([\w.]+)", path.read_text("utf-8")))
        for path in (ROOT / "requirements").glob("*.txt")
    }
    base, dev = pins["base"], pins["dev"]
    assert base.items() <= dev.items()
    assert "pandas" not in base and "mkdocs" not in base


def test_notice_credits_every_corpus_source():
    notice = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").split()).lower()
    credits = (CORPUS / "CREDITS.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| (?!source|---)(.+?) \| (.+?) \|$", credits)
    assert rows
    for source, licence in rows:
        for name in re.split(r", | and ", re.sub(r"\(.*?\)", "", source)):
            words = re.findall(r"[\w.-]{4,}", name.partition(" as shipped")[0].lower())
            missing = [word for word in words if word not in notice]
            assert not missing, f"NOTICE does not credit {name.strip()!r} ({missing})"
        for name in re.findall(r"Apache-2\.0|MIT|CC\S+", licence):
            assert name.rstrip(",").lower() in notice
        assert "-NC" not in licence, f"{source}: not for every use"


def test_every_row_of_the_corpus_names_a_credited_source():
    notice = re.sub(r"[^a-z0-9]", "", (ROOT / "NOTICE").read_text(encoding="utf-8").lower())
    files = sorted(CORPUS.glob("*.jsonl.gz"))
    assert files
    sources = set()
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            sources |= {json.loads(line)["source"] for line in lines}
    for source in sources:
        words = re.findall(r"[a-z0-9]{3,}", source.lower())
        assert any(word in notice for word in words), f"{source} is not credited"


def console_commands(page: Path) -> list[str]:
    blocks = re.findall(r"(?ms)^```console\n(.*?)^```", page.read_text(encoding="utf-8"))
    lines = [line for block in blocks for line in block.splitlines()]
    return [line[2:] for line in lines if line.startswith(("$ stillwatch", "$ sed"))]


@pytest.mark.slow
@pytest.mark.timeout(900)  # some pages audit the sample twice
@pytest.mark.parametrize("page", [p for p in PAGES if console_commands(p)], ids=title)
def test_the_commands_of_a_page_run(page, tmp_path):
    """In order, in one folder that holds a copy of the examples; each ends with status 0."""
    if (ROOT / "examples").exists():
        shutil.copytree(ROOT / "examples", tmp_path / "examples")
    bin_folder = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"}
    for command in console_commands(page):
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True
        )
        assert done.returncode == 0, f"$ {command}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_commands_shown_exist(page):
    """Every `stillwatch NAME` in a code block is a command, and its options are its own."""
    blocks = re.findall(r"(?ms)^```(?:console|shell)\n(.*?)^```", page.read_text("utf-8"))
    cli_page = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    for line in (line.removeprefix("$ ") for line in lines):
        if not line.startswith("stillwatch "):
            continue
        words = shlex.split(line.partition(" | ")[0], comments=True)
        name = next((word for word in words[1:] if not word.startswith("-")), None)
        if name is None:
            continue
        assert name in commands(), f"no such command: {line}"
        section = cli_page.partition(f"## stillwatch {name}\n")[2].partition("\n## ")[0]
        for word in words[2:]:
            if word.startswith("--"):
                assert word.partition("=")[0] in section, f"no such option: {line}"


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_examples_that_commands_read_exist(page):
    """What the slow test of the same commands would find out late."""
    for command in console_commands(page):
        for pattern in re.findall(r"(?<![\w/-])examples/[\w./*-]*", command):
            assert any(ROOT.glob(pattern)), f"{command}: the repository has no {pattern}"


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_options_named_in_prose_exist(page):
    cli_page = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    tools = [*(ROOT / "bench").rglob("*.py"), *(ROOT / "scripts").glob("*")]
    known = cli_page + "".join(path.read_text("utf-8") for path in tools if path.is_file())
    prose = re.sub(r"(?s)```.*?```", "", page.read_text(encoding="utf-8"))
    for option in re.findall(r"`[^`\n]*?(--[a-z][a-z-]+)[^`\n]*`", prose):
        assert option in known, f"nothing here has {option}"


@pytest.mark.parametrize("script", sorted((ROOT / "scripts").glob("[!_]*")), ids=title)
def test_scripts_are_strict_and_run_from_anywhere(script):
    if script.suffix == ".py" or not script.is_file():
        return
    text = script.read_text(encoding="utf-8")
    assert text.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in text
    assert 'cd "$(dirname "${BASH_SOURCE[0]}")/.."' in text
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)


def test_ci_runs_what_a_contributor_runs():
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for script in ("./scripts/check", "./scripts/test", "./scripts/test --slow"):
        assert script in text


def test_python_version_promise_is_one():
    """README, pyproject.toml and scripts/setup name the same Pythons."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'requires-python = ">=3.11,<3.15"' in project
    assert "Python 3.11 to 3.14" in (ROOT / "README.md").read_text(encoding="utf-8")
    setup = (ROOT / "scripts" / "setup").read_text(encoding="utf-8")
    assert "(3, 11) <= sys.version_info < (3, 15)" in setup


def test_every_column_of_feature_rows_is_documented():
    """Somebody who reads `--keep-features` has nothing else to go by."""
    page = (ROOT / "docs" / "reference" / "outputs.md").read_text()
    told = page.split("## features\n")[1]
    assert [name for name in BASE.names if f"`{name}`" not in told] == []
    assert ", ".join(f"{i} `{name}`" for i, name in enumerate(SLICES)) in told
    assert f"`style_{STYLES - 1:02}`" in told and f"`topic_{TOPICS - 1:02}`" in told
