"""Fuzz the readers for a time each: run by `scripts/fuzz SECONDS [TARGET…]`.

With atheris installed (`pip install atheris`) inputs are chosen by the code that they reach;
without it they are damaged at random. What breaks a reader is kept in `tests/fuzz/corpus/TARGET/`,
which the tests feed to it from then on.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

SLOW_S, GROWN_MB = 30.0, 1500
"""An input that takes longer, or memory beyond that at the start, breaks a reader too."""


def main() -> int:
    """Fuzz the targets named, or all, each in a process of its own."""
    seconds, names = float(sys.argv[1]), sys.argv[2:]
    if len(names) == 1 and os.environ.get("FUZZ_ONE"):
        return one(names[0], seconds)
    from targets import TARGETS

    if unknown := set(names) - set(TARGETS):
        print(f"scripts/fuzz: no target {min(unknown)}: known are {', '.join(TARGETS)}")
        return 2
    failed = 0
    for name in names or list(TARGETS):
        folder = Path(tempfile.mkdtemp())
        command = [sys.executable, __file__, str(seconds), name]
        done = subprocess.run(command, env=os.environ | {"FUZZ_ONE": str(folder)})
        failed += done.returncode != 0
        if done.returncode < 0:  # a library ended the process: its last input did that
            kept = _keep(name, (folder / TARGETS[name].name).read_bytes())
            print(f"{name}: ended by signal {-done.returncode}: kept as {kept}", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
    return int(failed > 0)


def one(name: str, seconds: float) -> int:
    """Fuzz one target; return whether something broke it."""
    try:
        import atheris
    except ImportError:
        atheris = None
    if atheris is not None:
        with atheris.instrument_imports(include=["stillwatch"], exclude=_compiled()):
            import targets
    else:
        import targets
    from mutate import mutate

    target = targets.TARGETS[name]
    seeds, draw = target.seeds(), random.Random(int(os.environ.get("FUZZ_SEED", "0")))
    folder = Path(os.environ["FUZZ_ONE"])
    for seed in seeds:
        targets.run(target, seed, folder)  # kernels are compiled before anything is timed
    base, began, done = _peak_mb(), time.monotonic(), 0
    broken: dict[str, Path] = {}

    def execute(data: bytes) -> None:
        nonlocal done
        done += 1
        started, why = time.monotonic(), ""
        try:
            targets.run(target, data, folder)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            why = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
        if time.monotonic() - started > SLOW_S:
            why = why or "slow"
        if _peak_mb() - base > GROWN_MB:
            why = why or "memory"
        if why and why not in broken:
            broken[why] = _keep(name, data)
            print(f"{name}: {why}: kept as {broken[why]}", flush=True)

    def report() -> None:
        took = time.monotonic() - began
        by = "atheris" if atheris is not None else "random damage"
        grown = max(0, _peak_mb() - base)
        print(
            f"{name}: {done:,} executions in {took:.0f} s by {by}, {len(broken)} failures, "
            f"{grown:,} MB more than for the seeds",
            flush=True,
        )

    if atheris is None:
        while time.monotonic() - began < seconds:
            execute(mutate(seeds, draw))
        report()
        return int(bool(broken))

    def custom(data: bytes, most: int, seed: int) -> bytes:
        if seed % 2:
            return bytes(atheris.Mutate(data, most))
        return mutate([data or b"x", *seeds], random.Random(seed))[:most]

    corpus = Path(tempfile.mkdtemp())
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)

    def until_time(data: bytes) -> None:
        if time.monotonic() - began > seconds:
            report()
            os._exit(int(bool(broken)))
        execute(data)

    options = ["-max_len=65536", "-timeout=600", "-rss_limit_mb=0", "-verbosity=0"]
    atheris.Setup([name, *options, str(corpus)], until_time, custom_mutator=custom)
    atheris.Fuzz()
    return 0


def _compiled() -> list[str]:
    """Modules with compiled kernels: instrumented, they would no longer compile."""
    source = HERE.parents[1] / "src"
    texts = {path: path.read_text() for path in (source / "stillwatch").rglob("*.py")}
    return [
        ".".join(path.relative_to(source).with_suffix("").parts)
        for path, text in texts.items()
        if "import njit" in text or "import kernel" in text
    ]


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _keep(name: str, data: bytes) -> Path:
    place = HERE / "corpus" / name.replace(":", "-")
    place.mkdir(parents=True, exist_ok=True)
    path = place / hashlib.sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    sys.exit(main())
