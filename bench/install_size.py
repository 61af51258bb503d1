"""Size of the base install in a fresh environment, against its limit of 800 MB."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from _record import ROOT, record

LIMIT_MB = 800
NOT_OURS = ("pip", "setuptools", "wheel", "pkg_resources", "_distutils_hack")


def megabytes(path: Path) -> float:
    """Return the size of a file or folder in MB (10⁶ bytes), links not followed."""
    files = [path] if path.is_file() else path.rglob("*")
    return sum(f.stat().st_size for f in files if f.is_file() and not f.is_symlink()) / 1e6


def main() -> int:
    """Install base requirements and the package, measure, record; 1 when over the limit."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = f"{folder}/bin/python"
        pip = [python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
        requirements = ROOT / "requirements" / "base.txt"
        subprocess.run([*pip, "--require-hashes", "-r", requirements], check=True)
        subprocess.run([*pip, "--no-deps", ROOT], check=True)
        where = "import sysconfig; print(sysconfig.get_path('purelib'))"
        out = subprocess.run([python, "-c", where], capture_output=True, text=True, check=True)
        sizes = {
            entry.name: megabytes(entry)
            for entry in Path(out.stdout.strip()).iterdir()
            if not entry.name.startswith(NOT_OURS)
        }
    total = sum(sizes.values())
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:12]
    figures = {
        "total_mb": round(total, 1),
        "limit_mb": LIMIT_MB,
        "largest_mb": {name: round(size, 1) for name, size in largest},
    }
    path = record("install_size", figures, "scripts/bench install_size")
    print(f"base install: {total:.0f} MB (limit {LIMIT_MB} MB): {path.relative_to(ROOT)}")
    return int(total > LIMIT_MB)


if __name__ == "__main__":
    sys.exit(main())
