"""How fast an audit reads a log, beside what reading alone costs on the same machine.

    python bench/throughput/run.py                          # 0.1, 1 and 10 million exchanges
    python bench/throughput/run.py --exchanges 100000 --formats jsonl.gz --no-record

For every size and format, in one go: make the log, decompress it and nothing else, decompress
and parse it and nothing else, audit it. The log is deleted afterwards, unless `--keep`. Results
of a size are kept in `out/throughput` until the code changes, so that a stopped run goes on.
"""

from __future__ import annotations

import argparse
import json
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _cases import audit_code
from _measure import Measured, measure
from _record import ROOT, record

HERE = Path(__file__).resolve().parent
FORMATS = ("jsonl.gz", "parquet")

# run with `python -c` so that nothing but the probe is in the process
_DECOMPRESS = {
    "jsonl.gz": """
import gzip, sys
size = 0
with gzip.open(sys.argv[1]) as file:
    while piece := file.read(1 << 20):
        size += len(piece)
print(size)
""",
    "parquet": """
import sys
import pyarrow.parquet as pq
file = pq.ParquetFile(sys.argv[1], buffer_size=1 << 20, pre_buffer=False)
print(sum(batch.nbytes for batch in file.iter_batches(65536)))
""",
}
_PARSE = {
    "jsonl.gz": """
import gzip, sys
import msgspec
decode = msgspec.json.Decoder().decode
count = 0
with gzip.open(sys.argv[1]) as file:
    rest = b""
    while piece := file.read(1 << 20):
        *lines, rest = (rest + piece).split(b"\\n")
        for line in lines:
            decode(line)
        count += len(lines)
print(count)
""",
}


def run_case(exchanges: int, form: str, repeat: int, work: Path, keep: bool) -> dict[str, Any]:
    """Measure one size in one format.

    Parameters
    ----------
    exchanges, form
        Size and format of the log.
    repeat
        Audits of it; the median is taken, the largest peak of memory is kept.
    work
        Folder for the log and the audit.
    keep
        Whether the log stays.
    """
    log = work / f"log-{exchanges}.{form}"
    if not log.exists():
        _say(f"{exchanges:,} exchanges, {form}: making the log")
        _make(log, exchanges, form)
    size = log.stat().st_size
    _say(f"{exchanges:,} exchanges, {form}: reading alone")
    text = _output([sys.executable, "-c", _DECOMPRESS[form], str(log)])
    alone = {"decompress": measure([sys.executable, "-c", _DECOMPRESS[form], str(log)])}
    if form in _PARSE:
        alone["decompress_and_parse"] = measure([sys.executable, "-c", _PARSE[form], str(log)])
    runs, stages = [], {}
    for number in range(repeat):
        _say(f"{exchanges:,} exchanges, {form}: audit {number + 1} of {repeat}")
        out = work / "audit"
        shutil.rmtree(out, ignore_errors=True)
        command = [sys.executable, "-m", "stillwatch", "audit", str(log), "--out", str(out)]
        runs.append(measure([*command, "--quiet"], cwd=ROOT))
        summary = json.loads((out / "summary.json").read_text())
        stages = summary.get("throughput", {}).get("stages", {})
    shutil.rmtree(out, ignore_errors=True)
    if not keep:
        log.unlink()
    return figures(exchanges, size, int(text), runs, alone) | {"format": form, "stages": stages}


def figures(
    exchanges: int, size: int, text: int, runs: Sequence[Measured], alone: dict[str, Measured]
) -> dict[str, Any]:
    """Turn what was measured into rates and ratios.

    Parameters
    ----------
    exchanges, size, text
        Exchanges in the log, its bytes, and its bytes once decompressed.
    runs
        The audits.
    alone
        What reading alone cost, by what was done.
    """
    seconds = median(run.seconds for run in runs)
    return {
        "exchanges": exchanges,
        "file_mb": size / 1e6,
        "text_mb": text / 1e6,
        "seconds": seconds,
        "seconds_of_runs": [run.seconds for run in runs],
        "exchanges_per_s": exchanges / seconds,
        "text_mb_per_s": text / 1e6 / seconds,
        "file_mb_per_s": size / 1e6 / seconds,
        "cpu_seconds": median(run.cpu_seconds for run in runs),
        "peak_rss_mb": max(run.peak_rss_mb for run in runs),
        "alone": {
            name: {
                **cost.as_dict(),
                "exchanges_per_s": exchanges / cost.seconds,
                "audit_takes_times": seconds / cost.seconds,
            }
            for name, cost in alone.items()
        },
    }


def _make(log: Path, exchanges: int, form: str) -> None:
    half = log.with_name(f"half-{log.name}")  # a killed run leaves no log that looks whole
    accounts = max(100, exchanges // 400)
    options = ("--exchanges", exchanges, "--accounts", accounts, "--format", form, "--out", half)
    measure([sys.executable, str(HERE / "make_log.py"), "--chars", "800", *map(str, options)])
    half.rename(log)


def _output(command: Sequence[str]) -> str:
    import subprocess

    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--exchanges", type=int, nargs="+", default=[10**5, 10**6, 10**7])
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument(
        "--skip", nargs="+", default=[], metavar="EXCHANGES-FORMAT", help="cases to leave out"
    )
    parser.add_argument("--repeat", type=int, default=3, help="audits of up to 1 million")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "throughput")
    parser.add_argument("--keep", action="store_true", help="keep the logs")
    parser.add_argument("--no-record", action="store_true", help="write no result")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and write its figures."""
    asked = _options(argv)
    asked.work.mkdir(parents=True, exist_ok=True)
    rows = []
    for exchanges in asked.exchanges:
        for form in asked.formats:
            if f"{exchanges}-{form}" in asked.skip:
                continue
            repeat = asked.repeat if exchanges <= 10**6 else 1
            kept = asked.work / f"{exchanges}-{form}-{repeat}-{audit_code()}.json"
            if not kept.exists():
                row = run_case(exchanges, form, repeat, asked.work, asked.keep)
                kept.write_text(json.dumps(row))
            rows.append(json.loads(kept.read_text()))
    arguments = sys.argv[1:] if argv is None else argv
    command = shlex.join(["python", "bench/throughput/run.py", *arguments])
    if asked.no_record:
        print(json.dumps(rows, indent=1))
        return
    print(record("throughput", {"chars": 800, "runs": rows}, command))


if __name__ == "__main__":
    main()
