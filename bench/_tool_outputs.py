"""What tools really return: commands that are run and files that are read on this machine.

Each kind yields whole outputs; `cut` makes pieces of realistic sizes of them. They differ from
machine to machine, and are never kept: a model keeps hashes of words.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import random
import re
import shlex
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
LIBRARY = Path(metadata.__file__).parents[1]
_BYTES = 60_000
_SECONDS = 40

Kind = Callable[[random.Random], Iterator[str]]


def run(command: list[str] | str, cwd: Path = ROOT) -> str:
    """Run a command; returns what it said, on both streams, cut."""
    argv = shlex.split(command) if isinstance(command, str) else command
    try:
        done = subprocess.run(
            argv, cwd=cwd, capture_output=True, text=True, errors="replace", timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return (done.stdout + done.stderr)[:_BYTES]


def site_packages() -> Path:
    """Return the folder of what is installed beside the project."""
    return Path(str(metadata.distribution("numpy").locate_file("")))


def files(
    rng: random.Random, endings: tuple[str, ...], most: int, *, size: int = 200_000
) -> list[Path]:
    """Return some files of the machine, at random, no more than a few a folder."""
    found: dict[Path, list[Path]] = {}
    for base in (site_packages(), LIBRARY, Path("/usr/share"), Path("/etc")):
        for path in base.rglob("*"):
            if path.suffix in endings and path.is_file() and 20 < path.stat().st_size < size:
                found.setdefault(path.parents[min(2, len(path.parents) - 1)], []).append(path)
    groups = list(found.values())
    chosen: set[Path] = set()
    while groups and len(chosen) < most:
        group = rng.choice(groups)
        chosen.add(group.pop(rng.randrange(len(group))))
        if not group:
            groups.remove(group)
    return sorted(chosen)


def text(path: Path) -> str:
    """Return the text of a file, cut."""
    try:
        return path.read_text(encoding="utf-8")[:_BYTES]
    except (OSError, UnicodeDecodeError):
        return ""


def _folders(rng: random.Random, most: int) -> list[Path]:
    bases = [site_packages(), LIBRARY, ROOT, Path("/usr/lib"), Path("/etc"), Path("/usr/share")]
    every = [p for base in bases for p in base.glob("*") if p.is_dir()]
    every += [q for p in every for q in _below(p)]
    return rng.sample(every, min(most, len(every)))


def _below(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return [p for p in folder.iterdir() if p.is_dir() and not p.is_symlink()][:40]
    return []


def listings(rng: random.Random) -> Iterator[str]:
    """`ls`."""
    for folder in _folders(rng, 260):
        yield run(rng.choice(["ls -la", "ls", "ls -1", "ls -lh", "ls -ltr", "ls -R"]), folder)


def finds(rng: random.Random) -> Iterator[str]:
    """`find`, `du`, `wc`."""
    for folder in _folders(rng, 200):
        yield run(
            rng.choice(
                [
                    "find . -maxdepth 2",
                    "find . -name '*.py'",
                    "du -a -d 1",
                    "find . -type f -size +20k",
                    "du -sh .",
                ]
            ),
            folder,
        )
    for path in files(rng, (".py", ".txt", ".json"), 120):
        yield run(["wc", *(["-l"] if rng.random() < 0.7 else []), str(path)])
        yield run(["file", str(path)]) if rng.random() < 0.3 else run(["stat", str(path)])


def greps(rng: random.Random) -> Iterator[str]:
    """`grep`."""
    words = (
        "def import return error raise class TODO version path config async "
        "test name None self. warning size async data = print http key value "
        "limit user time parse"
    ).split()
    for folder in _folders(rng, 150):
        for word in rng.sample(words, 2):
            how = rng.choice(["-rn", "-rln", "-rc", "-rnI", "-rhoI"])
            yield run(
                [
                    "grep",
                    how,
                    "-m",
                    "5",
                    "--include=*.py",
                    "--include=*.md",
                    "--include=*.txt",
                    "--include=*.conf",
                    word,
                    ".",
                ],
                folder,
            )[:20_000]


def python_code(rng: random.Random) -> Iterator[str]:
    """`cat` of Python."""
    for path in files(rng, (".py", ".pyi"), 300):
        yield _numbered(text(path), rng)


def other_code(rng: random.Random) -> Iterator[str]:
    """`cat` of other languages."""
    for path in files(
        rng,
        (
            ".js",
            ".c",
            ".h",
            ".cpp",
            ".hpp",
            ".pyx",
            ".ts",
            ".css",
            ".sh",
            ".pl",
            ".sql",
            ".R",
            ".f90",
            ".cu",
            ".lua",
            ".vim",
        ),
        300,
    ):
        yield _numbered(text(path), rng)


def _numbered(said: str, rng: random.Random) -> str:
    chance = rng.random()
    if chance > 0.3:
        return said
    mark = "{:6}\t{}" if chance < 0.2 else "{}: {}"
    return "\n".join(mark.format(n, line) for n, line in enumerate(said.splitlines(), 1))


_DEFINES = re.compile(
    r"^(?:    )?(?:async |export |static |public |pub )*"
    r"(?:def|function|class|func|fn|int|void|const)\b"
)


def functions(rng: random.Random) -> Iterator[str]:
    """Single functions, as editors and agents show them."""
    for path in files(rng, (".py", ".js", ".c", ".h", ".ts", ".cpp", ".mjs", ".rb", ".go"), 260):
        lines = text(path).splitlines()
        starts = [n for n, line in enumerate(lines) if _DEFINES.match(line)]
        for start in rng.sample(starts, min(3, len(starts))):
            piece = "\n".join(lines[start : start + rng.randint(2, 14)])
            yield f"```\n{piece}\n```" if rng.random() < 0.3 else piece


def statements(rng: random.Random) -> Iterator[str]:
    """Sentences that state something, as programs and pages do."""
    heads = ["", "", "", "exit 0: ", "note: ", "result: ", "INFO ", "summary: ", "exit 1: ", "> "]
    for path in files(rng, (".md", ".rst", ".txt", ".html"), 300):
        said = re.sub(r"<[^>]+>|[*_`#]", " ", text(path))
        said = " ".join(said.split())
        found = re.findall(r"(?<=[.!] )[A-Z][^.!?:]{25,180}\.", said)
        for sentence in rng.sample(found, min(4, len(found))):
            yield rng.choice(heads) + sentence


def configuration(rng: random.Random) -> Iterator[str]:
    """`cat` of settings."""
    for path in files(
        rng,
        (".toml", ".ini", ".cfg", ".yaml", ".yml", ".conf", ".service", ".xml", ".desktop", ".in"),
        260,
    ):
        yield text(path)


def json_files(rng: random.Random) -> Iterator[str]:
    """`cat` of JSON."""
    for path in files(rng, (".json", ".ipynb", ".map"), 260, size=2_000_000):
        said = text(path)
        with contextlib.suppress(ValueError, RecursionError):
            held = json.loads(path.read_text(encoding="utf-8"))
            said = json.dumps(held, indent=rng.choice([None, 2, 4]))[:_BYTES]
        yield said


def tables(rng: random.Random) -> Iterator[str]:
    """CSV and columns."""
    for path in files(rng, (".csv", ".tsv", ".dat", ".tab"), 160, size=2_000_000):
        yield text(path)
    kinds = ["order", "invoice", "ticket", "user", "sensor", "trade", "shipment", "booking"]
    for _ in range(160):
        kind = rng.choice(kinds)
        out = io.StringIO()
        writer = csv.writer(out, delimiter=rng.choice(",;\t|"))
        names = [
            f"{kind}_id",
            *rng.sample(
                [
                    "created_at",
                    "status",
                    "amount",
                    "currency",
                    "country",
                    "region",
                    "owner",
                    "score",
                    "updated",
                    "quantity",
                    "sku",
                    "city",
                ],
                5,
            ),
        ]
        writer.writerow(names)
        for row in range(rng.randint(1, 60)):
            writer.writerow(
                [rng.randint(1000, 99999), *(_cell(name, rng, row) for name in names[1:])]
            )
        yield out.getvalue()


def _cell(name: str, rng: random.Random, row: int) -> object:
    if name in ("created_at", "updated"):
        day = f"2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        return f"{day} {rng.randint(0, 23):02}:{row % 60:02}"
    if name in ("amount", "score"):
        return round(rng.random() * 900, 2)
    if name == "quantity":
        return rng.randint(1, 40)
    return rng.choice({
        "status": ["open", "closed", "pending", "failed", "shipped", "active"],
        "currency": ["EUR", "USD", "GBP", "JPY"], "country": ["DE", "US", "FR", "IN", "BR"],
        "region": ["north", "south", "emea", "apac"], "owner": ["amara", "li", "jonas", "s.patel"],
        "sku": ["A-110", "B-220", "K-7"], "city": ["Lyon", "Austin", "Pune", "Oslo"],
    }[name])  # fmt: skip


def databases(rng: random.Random) -> Iterator[str]:
    """Results of SQL."""
    import duckdb

    at = duckdb.connect()
    for path in files(rng, (".csv",), 40, size=2_000_000):
        with contextlib.suppress(Exception):
            found = at.read_csv(str(path)).limit(rng.randint(1, 30))
            yield str(found)
            yield str(found.fetchall())
    for _ in range(140):
        names = rng.sample(["id", "name", "total", "n", "avg_amount", "day", "status", "email"], 4)
        picks = ", ".join(
            f"hash(i * {rng.randint(3, 99)}) % {rng.choice([5, 40, 9000])} as {n}" for n in names
        )
        found = at.sql(f"select {picks} from range({rng.randint(1, 40)}) t(i)")
        yield rng.choice(
            [str(found), str(found.fetchall()), json.dumps(found.to_arrow_table().to_pylist())]
        )
    for wrong in (
        "select * from orders",
        "selec 1",
        "select nme from range(3)",
        "drop table users",
        "insert into t values (1)",
        "select 1 +",
        "select count(*) from c join x",
    ):
        try:
            at.sql(wrong)
        except duckdb.Error as error:
            yield str(error)
    for n in range(60):
        yield rng.choice(
            [
                f"Query OK, {n} rows affected (0.0{n} sec)",
                f"({n} rows)",
                f"INSERT 0 {n}",
                "Empty set (0.00 sec)",
                "CREATE TABLE",
                f"UPDATE {n}",
                "[]",
                f"[({n * 37},)]",
                f"{n} row(s) returned",
            ]
        )


REPOSITORIES: list[Path] = []
"""Other repositories whose history is looked at."""
_ASKING = (":!*.txt", ":!*.jsonl*", ":!tests", ":!bench", ":!examples", ":!*simulate*")
"""What of this repository holds prompts, which are no outputs of tools."""


def git_history(rng: random.Random) -> Iterator[str]:
    """`git log`, `status`, `blame`."""
    for at in (ROOT, *REPOSITORIES):
        for command in (
            "status",
            "branch -a",
            "log --oneline -30",
            "remote -v",
            "shortlog -s HEAD",
            "tag",
            "log -20",
            "log --stat -8",
            "log --graph --oneline -40",
        ):
            yield run(f"git {command}", at)
        tracked = run("git ls-tree -r --name-only HEAD", at).splitlines()
        for path in rng.sample(tracked, min(70, len(tracked))):
            how = ["log --oneline -15", "log -5 --stat", "blame -L 1,30 HEAD", "log -3"]
            yield run(["git", *rng.choice(how).split(), "--", path], at)
    for n in range(60):
        yield rng.choice(_GIT).format(n=n, h=f"{n * 7919:07x}", m=n % 9 + 1)


_GIT = (
    "[main {h}] Fix tests\n {m} files changed, {n} insertions(+), {m} deletions(-)",
    "Already up to date.", "nothing to commit, working tree clean",
    "Switched to branch 'fix-{n}'", "Everything up-to-date", "{m} files changed, {n} insertions(+)",
    "On branch main\nYour branch is ahead of 'origin/main' by {m} commits.",
    "Switched to a new branch 'feature/{h}'", "HEAD is now at {h} Fix typo",
)  # fmt: skip


def git_diffs(rng: random.Random) -> Iterator[str]:
    """`git show`."""
    for at in (ROOT, *REPOSITORIES):
        commits = run("git log --format=%h -n 400", at).split()
        for commit in rng.sample(commits, min(150, len(commits))):
            how = rng.choice(["--stat", "-U3", "-U0"])
            yield run(["git", "show", how, commit, "--", ".", *_ASKING], at)


_BROKEN = """
int("{w}") | {{}}["{w}"] | [][{n}] | None.{w} | open("/srv/{w}.txt") | import_("{w}") | 1 / 0
json.loads("{{{w}") | "a" + {n} | len({n}) | sorted([1, "{w}"]) | {w}() | re.compile("({w}")
datetime.date(2026, {n}, 40) | bytes([{n}, 900]) | "{w}".encode("ascii{n}") | dict(a=1)({n})
next(iter([])) | csv.reader({n}) | Path("/nonexistent/{w}").read_text() | list(range({n}))[{n}]
subprocess.run(["{w}"], check=True) | subprocess.run(["false"], check=True) | float("{w}")
numpy.zeros(3) @ numpy.zeros(({n}, 2)) | pyarrow.array(["{w}", {n}]) | math.sqrt(-{n})
assert_({n}, "{w}") | socket.create_connection(("127.0.0.1", 9)) | shutil.copy("{w}", "{w}2")
"""


def tracebacks(rng: random.Random) -> Iterator[str]:
    """Errors that Python raised, and Node."""
    import datetime
    import importlib
    import math
    import re as re_
    import shutil
    import socket

    import numpy
    import pyarrow

    def assert_(n: int, w: str) -> None:
        assert n == len(w), f"expected {n}, got {w!r}"

    names = {
        "json": json,
        "re": re_,
        "datetime": datetime,
        "csv": csv,
        "Path": Path,
        "numpy": numpy,
        "pyarrow": pyarrow,
        "subprocess": subprocess,
        "math": math,
        "socket": socket,
        "shutil": shutil,
        "import_": importlib.import_module,
        "assert_": assert_,
    }
    words = (
        "config orders parser users handler index client model report session tokens cache".split()
    )
    cases = [c.strip() for c in re.split(r"\||\n", _BROKEN) if c.strip()]
    for _ in range(320):
        code = rng.choice(cases).format(w=rng.choice(words), n=rng.randint(2, 60))
        lines = [
            f"def {rng.choice(words)}_{k}():\n    return {rng.choice(words)}_{k + 1}()"
            for k in range(rng.randint(0, 3))
        ]
        name = f"/app/{rng.choice(words)}.py"
        try:
            exec(compile(code, name, "exec"), dict(names))
        except Exception:
            said = traceback.format_exc()
            yield said.replace(
                str(Path(__file__)), f"/app/{rng.choice(words)}/main.py"
            ) + "\n".join(lines[:0])
    for code in (
        "foo()",
        "null.x",
        "require('left')",
        "JSON.parse('{')",
        "[].at(1).b",
        "await x",
        "new Array(-1)",
        "throw new Error('bad')",
    ):
        yield run(["node", "-e", code])


def tests(rng: random.Random) -> Iterator[str]:
    """What pytest says of tests, most of which fail."""
    words = (
        "orders parser users cart index client model report session tokens cache invoice".split()
    )
    bodies = [
        "assert len('{w}') == {n}",
        "assert {{'{w}': {n}}} == {{'{w}': {m}}}",
        "assert True",
        "raise KeyError('{w}')",
        "assert [1, {n}] == [1, {m}]",
        "int('{w}')",
        "assert '{w}' in 'totals'",
        "import {w}_missing",
        "pass",
    ]

    def body(w: str) -> str:
        return rng.choice(bodies).format(w=w, n=rng.randint(1, 9), m=rng.randint(1, 9))

    with tempfile.TemporaryDirectory() as folder:
        for number in range(24):
            w = rng.choice(words)
            code = "import pytest\n" + "\n".join(
                f"def test_{rng.choice(words)}_{k}():\n    {body(w)}\n"
                for k in range(rng.randint(1, 6))
            )
            file = Path(folder) / f"test_{w}_{number}.py"
            file.write_text(code, encoding="utf-8")
            how = rng.choice([[], ["-q"], ["-v"], ["--tb=short"], ["--tb=line"], ["-rA"]])
            said = run(
                [
                    sys.executable,
                    "-m",
                    "pytest",
                    "-p",
                    "no:cacheprovider",
                    "-c",
                    "/dev/null",
                    *how,
                    file.name,
                ],
                Path(folder),
            )
            yield said.replace(folder, "/workspace")
            lines = said.splitlines()
            yield "\n".join(
                line for line in lines if line.startswith(("FAILED", "PASSED", "E  ", "==="))
            )
            yield lines[-1] if lines else ""
    for n in range(80):
        yield rng.choice(
            [
                f"FAILED tests/test_{rng.choice(words)}.py::test_a - AssertionError",
                f"{n} passed in 0.{n}s",
                f"{n % 4 + 1} failed, {n} passed in {n}.2s",
                "OK",
                f"Ran {n} tests in 0.0{n}s\n\nOK",
                f"FAIL: test_{rng.choice(words)}\nAssertionError: {n} != {n + 1}",
                "ok",
                f"PASS {n}/{n + 2}",
                "Tests: 1 failed, 4 passed, 5 total",
            ]
        )


def linters(rng: random.Random) -> Iterator[str]:
    """`ruff` and `mypy`."""
    ruff = str(Path(sys.executable).with_name("ruff"))
    for path in files(rng, (".py",), 130, size=60_000):
        how = rng.choice([["--output-format", "concise"], [], ["--output-format", "json"]])
        yield run(
            [
                ruff,
                "check",
                "--isolated",
                "--no-cache",
                "--select",
                "E,F,B,N,UP,ANN",
                *how,
                str(path),
            ]
        )[:20_000]
    mypy = str(Path(sys.executable).with_name("mypy"))
    with tempfile.TemporaryDirectory() as folder:
        chosen = [str(p) for p in sorted((ROOT / "bench").glob("*.py"))[:8]]
        said = run(
            [
                mypy,
                "--strict",
                "--follow-imports=skip",
                "--ignore-missing-imports",
                "--cache-dir",
                folder,
                *chosen,
            ]
        )
    lines = said.splitlines()
    for _ in range(60):
        start = rng.randrange(max(1, len(lines) - 5))
        yield "\n".join(lines[start : start + rng.randint(1, 30)])
    for n in range(30):
        yield rng.choice(
            [
                "All checks passed!",
                f"Found {n} errors in {n % 5 + 1} files (checked {n + 9} source files)",
                "Success: no issues found in 14 source files",
                f"{n} files reformatted",
                "1 file already formatted",
            ]
        )


def system(rng: random.Random) -> Iterator[str]:
    """Figures of the system."""
    for command in (
        "df -h",
        "df",
        "ps aux",
        "ps -ef",
        "free -m",
        "uname -a",
        "mount",
        "id",
        "date",
        "cat /proc/meminfo",
        "cat /proc/cpuinfo",
        "cat /etc/os-release",
        "cat /proc/mounts",
        "lscpu",
        "uptime",
        "cat /etc/passwd",
        "cat /etc/services",
        "nproc",
        "locale",
        "ip addr",
        "cat /proc/self/status",
        "cat /proc/stat",
        "cat /proc/net/tcp",
        "vmstat",
        "cat /etc/hosts",
        "cat /proc/self/maps",
        "cat /etc/ld.so.conf",
        "cat /etc/debian_version",
        "ls -la /proc/self/fd",
        "cat /proc/vmstat",
        "sysctl -a",
    ):
        said = run(command)
        for _ in range(4 if len(said) > 600 else 1):
            yield said
    for _ in range(120):
        yield rng.choice(
            [
                "{n} {w}.service - loaded active running",
                "PING 10.0.0.{n}: 64 bytes, time={n} ms",
                "CONTAINER ID   IMAGE\nab{n}cd  {w}:latest   Up {n} hours",
                "{w}: command not found",
                "bash: {w}: No such file or directory",
                "kill: ({n}) - No such process",
                "{n}% used",
                "pid {n}",
                "cpu {n}.{n}% mem {n}.1%",
                "{w} is running (pid {n})",
                "Filesystem {w} {n}G {n}%",
            ]
        ).format(
            n=rng.randint(1, 99),
            w=rng.choice(["nginx", "redis", "worker", "postgres", "cron", "sshd"]),
        )


def prose(rng: random.Random) -> Iterator[str]:
    """`cat` of READMEs, changelogs, licences and other pages."""
    for path in files(rng, (".md", ".rst", ".txt", ".markdown", ".adoc"), 320):
        yield text(path)
    for dist in rng.sample(list(metadata.distributions()), 60):
        yield str(dist.metadata.get_payload() or dist.metadata["Summary"] or "")[:_BYTES]


def pages(rng: random.Random) -> Iterator[str]:
    """HTML."""
    for path in files(
        rng, (".html", ".htm", ".svg", ".xhtml", ".j2", ".jinja"), 260, size=2_000_000
    ):
        yield text(path)


def searches(rng: random.Random) -> Iterator[str]:
    """Results of a search: titles, addresses and snippets of pages."""
    found: list[dict[str, str]] = []
    for path in files(rng, (".md", ".rst", ".txt"), 260):
        said = text(path)
        parts = [p.strip() for p in re.split(r"\n\s*\n", said) if len(p.strip()) > 60]
        for part in rng.sample(parts, min(4, len(parts))):
            title = re.sub(r"[#=*_`]+", "", said.strip().splitlines()[0])[:80].strip()
            url = f"https://{path.parent.name.lower()}.example/{path.stem.lower()}"
            found.append({"title": title, "url": url, "snippet": " ".join(part.split())[:300]})
    for dist in metadata.distributions():
        about = dist.metadata
        found.append(
            {
                "title": str(about["Name"]),
                "url": str(about["Home-page"]),
                "snippet": str(about["Summary"]),
            }
        )
    for _ in range(340):
        some = rng.sample(found, rng.randint(1, 6))
        form = rng.random()
        if form < 0.35:
            yield json.dumps(
                {"results": some} if form < 0.2 else some, indent=rng.choice([None, 2])
            )
        elif form < 0.7:
            yield "\n\n".join(
                f"{n}. {r['title']}\n   {r['url']}\n   {r['snippet']}"
                for n, r in enumerate(some, 1)
            )
        else:
            yield "\n".join(f"[{r['title']}]({r['url']}): {r['snippet']}" for r in some)


def packages(rng: random.Random) -> Iterator[str]:
    """Output of package managers."""
    yield run("dpkg -l")
    known = [line.split()[1] for line in run("dpkg -l").splitlines() if line.startswith("ii")]
    for name in rng.sample(known, min(150, len(known))):
        yield run(["dpkg", rng.choice(["-s", "-L"]), name.partition(":")[0]])
    yield "\n".join(f"{d.metadata['Name']}=={d.version}" for d in metadata.distributions())
    for dist in rng.sample(list(metadata.distributions()), 120):
        about = dist.metadata
        name, version = about["Name"], dist.version
        yield "\n".join(
            [f"Name: {name}", f"Version: {version}", f"Summary: {about['Summary']}",
             f"License: {about['License']}", f"Requires: {', '.join((dist.requires or [])[:8])}"]
        )  # fmt: skip
        yield (
            f"Collecting {name}\n  Downloading {name}-{version}.whl ({rng.randint(9, 900)} kB)\n"
            f"Successfully installed {name}-{version}"
        )


def helps(rng: random.Random) -> Iterator[str]:
    """`--help` and manual pages."""
    names = [p.name for p in Path("/usr/bin").iterdir() if p.is_file() and p.name.islower()]
    for name in (
        "git grep find ls tar curl sed awk sort df ps python3 diff make gcc node npm "
        "gzip xargs cp mv rm tail head wc cut tr join uniq date env chmod du tee "
        "touch stat ln mkdir id od seq split timeout"
    ).split():
        if name in names:
            said = run([name, "--help"])
            for _ in range(4):
                yield said
    for module in (
        "json.tool http.server pip venv unittest timeit zipfile tarfile pytest mypy ruff compileall"
    ).split():
        yield run([sys.executable, "-m", module, "--help"])
    for module in rng.sample(
        sorted(n for n in sys.stdlib_module_names if not n.startswith("_")), 130
    ):
        if module not in ("antigravity", "this", "idlelib"):
            yield run([sys.executable, "-c", f"import {module}; help({module})"])[:30_000]


_MESSAGES = ("", "done", "not found", "rate limit exceeded", "created", "invalid token",
             "timed out after 30 s", "updated")  # fmt: skip


def services(rng: random.Random) -> Iterator[str]:
    """Answers of invented services as JSON."""
    nouns = (
        "order invoice customer shipment ticket device booking repository "
        "build alert payment product"
    ).split()
    names = ["Amara Diallo", "Li Wei", "Jonas Berg", "S. Patel", "Ines Costa", "Omar Haddad"]
    notes = [str(d.metadata["Summary"]) for d in metadata.distributions() if d.metadata["Summary"]]
    for _ in range(420):
        noun = rng.choice(nouns)
        one = lambda noun=noun: {  # noqa: E731
            "id": rng.choice([rng.randint(1, 10**6), f"{noun}_{rng.randrange(16**8):08x}"]),
            **{k: v for k, v in {
                "status": rng.choice(["ok", "open", "failed", "pending", "shipped", "success"]),
                "name": rng.choice(names), "total": round(rng.random() * 500, 2),
                "created_at": f"2026-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}T10:20:00Z",
                "tags": rng.sample(["new", "eu", "priority", "b2b", "beta"], 2),
                "description": rng.choice(notes),
                "email": f"{rng.choice(['a', 'li', 'jo'])}@mail.example",
                "address": {"city": rng.choice(["Lyon", "Pune"]), "zip": rng.randint(10000, 99999)},
                "metrics": {"cpu": rng.random(), "p95_ms": rng.randint(1, 900)},
                "message": rng.choice(_MESSAGES), "active": rng.random() < 0.5,
                "url": f"https://api.example/v1/{noun}s/{rng.randint(1, 999)}",
            }.items() if rng.random() < 0.5},
        }  # fmt: skip
        form = rng.random()
        held: object = one()
        if form < 0.4:
            held = {
                rng.choice(["data", "items", "results", f"{noun}s"]): [
                    one() for _ in range(rng.randint(0, 8))
                ],
                "next": rng.choice([None, "cursor_9f", 2]),
                "count": rng.randint(0, 90),
            }
        yield json.dumps(held, indent=rng.choice([None, None, 2])) if form < 0.85 else str(held)


def one_line(rng: random.Random) -> Iterator[str]:
    """Results of one line."""
    words = (
        "orders parser users cart index client main report session utils cache invoice api docs"
    ).split()
    cases = (HERE / "tool_lines.txt").read_text(encoding="utf-8").splitlines()
    for _ in range(700):
        yield (
            rng.choice(cases).format(w=rng.choice(words), n=rng.randint(0, 99)).replace("\\n", "\n")
        )
    for word in words:
        for where in ("usr", "opt"):
            yield run(["ls", f"/{where}/{word}"])
            yield run(["git", "rev-parse", f"{word}/none"])  # a command that changes nothing


KINDS: dict[str, Kind] = {
    "ls": listings, "find, du, wc": finds, "grep": greps, "Python code": python_code,
    "other code": other_code, "settings": configuration, "JSON files": json_files,
    "CSV": tables, "SQL": databases, "git log and status": git_history, "git diff": git_diffs,
    "tracebacks": tracebacks, "pytest": tests, "ruff and mypy": linters, "system": system,
    "functions": functions, "statements": statements,
    "pages of prose": prose, "HTML": pages, "search results": searches, "packages": packages,
    "help": helps, "JSON of services": services, "one line": one_line,
}  # fmt: skip
"""Kinds of tool, by name."""


def cut(said: str, rng: random.Random) -> str:
    """Return a piece of an output, from a line to about six thousand characters."""
    room = int(10 ** rng.uniform(1.3, 3.8))
    lines = said.splitlines()
    if not lines:
        return said[:room]
    start = 0 if rng.random() < 0.5 else rng.randrange(len(lines))
    held, size = [], 0
    for line in lines[start:]:
        if held and size + len(line) > room:
            break
        held.append(line[:room] if len(line) > room else line)
        size += len(held[-1]) + 1
    return "\n".join(held)


def outputs(kind: str, most: int, seed: int) -> list[str]:
    """Return up to `most` different pieces of what tools of a kind returned."""
    rng = random.Random(f"{kind}:{seed}")
    whole = [said for said in KINDS[kind](rng) if said.strip()]
    pieces: dict[str, None] = {}
    for _ in range(4):
        for said in rng.sample(whole, len(whole)):
            if (piece := cut(said, rng)).strip():
                pieces[piece] = None
            if len(pieces) >= most:
                return list(pieces)
    return list(pieces)
