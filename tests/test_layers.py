"""Layers import only downwards: the contract of pyproject.toml, and what it cannot say."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "stillwatch"
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_contracts_hold(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def imports(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or ""), tuple(a.name for a in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_imports_from_the_package_root(path):
    submodules = {p.stem for p in PACKAGE.glob("*.py")} | {p.name for p in PACKAGE.glob("[!_]*/")}
    for module, names in imports(path):
        assert not module.startswith("."), f"relative import of {module}"
        if module == "stillwatch":
            assert set(names) <= submodules | {"__version__"}


def test_the_command_line_starts_without_the_heavy_packages():
    """`--help` must answer at once: these take a second to import between them."""
    code = (
        "import sys\n"
        "from stillwatch.cli.main import cli\n"
        "cli.main(['--help'], standalone_mode=False)\n"
        "heavy = {'numpy', 'pyarrow', 'numba', 'scipy', 'duckdb', 'ibis', 'jinja2'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "cli").glob("[!_]*.py")), ids=lambda path: path.stem
)
def test_a_subcommand_is_imported_without_the_heavy_packages(path):
    """Help of one command must not wait for what only running it needs."""
    code = (
        f"import sys, stillwatch.cli.{path.stem}\n"
        "print(sorted({'numba', 'scipy', 'duckdb', 'ibis', 'pyarrow'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_litellm_is_imported_by_what_runs_in_it_alone():
    """And by as little of that as must: the rest is tested where there is no LiteLLM."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        for module, _ in imports(path)
        if module.split(".")[0] == "litellm"
    }
    assert found == {"gateway/litellm/callback.py", "gateway/litellm/guardrail.py"}


def test_nothing_imports_what_runs_in_litellm():
    for path in MODULES:
        if path.is_relative_to(PACKAGE / "gateway" / "litellm"):
            continue
        for module, names in imports(path):
            assert not f"{module}.".startswith("stillwatch.gateway.litellm."), path
            assert (module, "litellm") not in {("stillwatch.gateway", name) for name in names}, path
