"""One simulated log and what is run on it, each step kept so that a killed benchmark goes on."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from _measure import digest, measure

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "stillwatch"
_LACKING = ROOT / "bench" / "lacking.py"
_DONE = "measured.json"  # written last: a folder without it was left half-way
_PLACES = (".", "log", "export/observations_v2", "payload")
_KEPT = ("campaigns.json", "accounts.parquet", "summary.json")
_BESIDES = {"simulate", "score", "report", "cli", "console", "share", "gateway"}


@dataclass(frozen=True)
class Settings:
    """What is simulated."""

    accounts: int
    """Benign accounts."""
    campaign_accounts: int
    days: int
    rate: float
    """Factor on everybody's number of exchanges."""
    sources: str
    """`report` or `tune`: which half of the prompt sources and parameter ranges."""


@cache
def simulator_code() -> str:
    """Digest of what decides a simulated log."""
    return digest([SOURCE / "simulate"])


@cache
def audit_code() -> str:
    """Digest of what decides an audit."""
    parts = [part for part in sorted(SOURCE.iterdir()) if part.name not in _BESIDES]
    return digest([*parts, *(p for p in [SOURCE / "cli" / "audit.py"] if p.exists())])


@cache
def baseline_code() -> str:
    """Digest of what decides the baseline's verdicts."""
    results = ROOT / "bench" / "results" / "baseline.json"
    return digest([ROOT / "bench" / "baseline.py", *(p for p in [results] if p.exists())])


@dataclass(frozen=True)
class Case:
    """One world with one seed.

    Parameters
    ----------
    world, seed, settings
        What is simulated.
    work
        Folder that results are kept in.
    say
        Told what is being done.
    """

    world: str
    seed: int
    settings: Settings
    work: Path
    say: Callable[[str], None]

    @property
    def folder(self) -> Path:
        """Folder of the log and of everything that was run on it."""
        key = digest([], asdict(self.settings), simulator_code())
        return self.work / f"{self.world.replace(':', '-')}-{self.seed}-{key}"

    @property
    def truth(self) -> Path:
        """The truth file, which outlives the log."""
        return self.folder / "truth.json"

    def simulate(self) -> dict[str, Any]:
        """Make the log unless it is there, and return what that cost."""
        logs = self.folder / "log"
        if (found := _read(logs / _DONE)) is not None:
            return found
        self.say("simulating")
        shutil.rmtree(logs, ignore_errors=True)
        options = self.settings
        return _run(
            logs,
            [
                *("simulate", "--world", self.world, "--seed", str(self.seed)),
                *("--accounts", str(options.accounts)),
                *("--campaign-accounts", str(options.campaign_accounts)),
                *("--days", str(options.days), "--rate", f"{options.rate:g}"),
                *("--sources", options.sources, "--format", "jsonl.gz", "--out", str(logs)),
            ],
            lambda: shutil.copyfile(logs / "truth.json", self.truth),
        )

    def audit(self, without: str | None = None) -> Path:
        """Run the audit unless its result is there, and return its folder."""
        name = f"audit-{audit_code()}" + (f"-without-{without}" if without else "")
        out = self.folder / name
        if _read(out / _DONE) is None or not self.truth.exists():
            self.simulate()
            self.say(f"auditing without {without}" if without else "auditing")
            shutil.rmtree(out, ignore_errors=True)
            drop = ["--without", without] if without else []
            command = ["audit", *map(str, self._logs()), *self._table(), *drop]
            _run(out, [*command, "--out", str(out), "--quiet"], lambda: _prune(out))
        return out

    def audit_of(self, since: str, until: str) -> Path:
        """Audit what came in the log between two moments alone, and return the audit's folder.

        Parameters
        ----------
        since, until
            As exchanges have their time: ISO 8601, UTC; empty: from the begin.
        """
        name = f"audit-{audit_code()}-" + "".join(filter(str.isalnum, f"{since}-{until}"))
        out = self.folder / name
        if _read(out / _DONE) is None:
            self.simulate()
            self.say(f"auditing {since or 'from the begin'} to {until}")
            part = self.folder / "part.jsonl.gz"
            with gzip.open(part, "wb", compresslevel=1) as kept:
                for log in self._logs():
                    with gzip.open(log) as lines:
                        kept.writelines(line for line in lines if since <= _time(line) < until)
            shutil.rmtree(out, ignore_errors=True)
            command = ["audit", str(part), *self._table(), "--out", str(out), "--quiet"]
            _run(out, command, lambda: _prune(out))
            part.unlink()
        return out

    def baseline(self) -> Path:
        """Run the baseline unless its result is there.

        Returns
        -------
        Path
            Its folder, which holds one for each variant.
        """
        out = self.folder / f"baseline-{baseline_code()}"
        if _read(out / _DONE) is None or not self.truth.exists():
            self.simulate()
            self.say("running the baseline")
            shutil.rmtree(out, ignore_errors=True)
            script = str(ROOT / "bench" / "baseline.py")
            logs = map(str, self._logs())
            figures = measure([sys.executable, script, *logs, "--out", str(out)])
            _write(out / _DONE, figures.as_dict())
        return out

    def drop_log(self) -> None:
        """Delete the log, which is large and can be made again."""
        shutil.rmtree(self.folder / "log", ignore_errors=True)

    def _logs(self) -> list[Path]:
        logs = sorted((self.folder / "log").glob("**/*.jsonl.gz"))
        found = [log for log in logs if not log.name.startswith("accounts")]
        if not found:
            raise SystemExit(f"stillwatch simulate left no *.jsonl.gz in {self.folder / 'log'}")
        return found

    def _table(self) -> list[str]:
        """Options for the account table, where the simulator wrote one (it holds licences)."""
        tables = [self.folder / "log" / f"accounts.{e}" for e in ("jsonl", "csv", "parquet")]
        return next((["--accounts", str(t)] for t in tables if t.exists()), [])


@dataclass(frozen=True)
class Foreign:
    """A world by one of the authors of `worlds`, with the steps of a `Case`.

    Parameters
    ----------
    author, seed, scenario
        What is generated: `scenario` is `mix`, `none` or `small`.
    prompts
        Folder of prompts.
    work
        Folder that results are kept in.
    benign, attack
        Accounts of either kind; 0: as the generator has it.
    lacks
        What is taken from its log (`bench/lacking.py`).
    """

    author: str
    seed: int
    scenario: str
    prompts: Path
    work: Path
    benign: int = 0
    attack: int = 0
    lacks: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Folder of the log and of the audit."""
        size = f"-{self.benign}-{self.attack}" if self.benign else ""
        name = f"{self.author}-{self.scenario}-{self.seed}{size}"
        shared = sorted((ROOT / "worlds").glob("*.py"))
        code = digest([self._script, *shared, *([_LACKING] if self.lacks else [])])
        return self.work / "-".join((name, *self.lacks, code))

    @property
    def _script(self) -> Path:
        return ROOT / "worlds" / "authors" / f"{self.author}.py"

    def audit(self) -> Path:
        """Make the log and audit it, unless that has been done."""
        out = self.folder / f"audit-{audit_code()}"
        if _read(out / _DONE) is None:
            self.generate()
            shutil.rmtree(out, ignore_errors=True)
            logs, table = map(str, self.logs()), next(self.folder.glob("accounts.*"))
            mapped = [o for f in self.folder.glob("fields.toml") for o in ("--map", str(f))]
            command = ("audit", *logs, "--accounts", str(table), *mapped, "--out", str(out))
            command += ("--quiet",)
            done = measure([sys.executable, "-m", "stillwatch", *command], cwd=ROOT)
            _prune(out)
            _write(out / _DONE, done.as_dict())
        return out

    def generate(self) -> None:
        """Make the log unless it is there."""
        if self.logs() and self.truth.exists():
            return
        options = ["--prompts", self.prompts.absolute(), "--days", 21, "--seed", self.seed]
        if self.benign:
            options += ["--benign", self.benign, "--attack", self.attack]
        whole = self.folder / "whole" if self.lacks else self.folder
        options += ["--scenario", self.scenario, "--out", whole.absolute()]
        measure([sys.executable, "-m", "worlds", self.author, *map(str, options)], cwd=ROOT)
        if self.lacks:
            take = [str(whole), "--without", *self.lacks, "--out", str(self.folder)]
            measure([sys.executable, str(_LACKING), *take])
            shutil.rmtree(whole)

    def drop_log(self) -> None:
        """Delete the log, which can be made again."""
        for log in self.logs():
            log.unlink(missing_ok=True)

    @property
    def truth(self) -> Path:
        """The truth file."""
        return self.folder / "truth.json"

    def logs(self) -> list[Path]:
        """Return the files of the log: in its folder, or in one of those that firms keep it in."""
        named = product(_PLACES, ("*.jsonl*", "*.json.gz", "*.parquet"))
        found = [p for place, name in named for p in (self.folder / place).glob(name)]
        return sorted(path for path in found if not path.name.startswith("accounts."))


def cost(folder: Path) -> dict[str, Any]:
    """Return what the step that wrote a folder cost."""
    return _read(folder / _DONE) or {}


def _run(out: Path, arguments: list[str], finish: Callable[[], object]) -> dict[str, Any]:
    figures = measure([sys.executable, "-m", "stillwatch", *arguments], cwd=ROOT).as_dict()
    finish()
    _write(out / _DONE, figures)
    return figures


def _time(line: bytes) -> str:
    """Return when an exchange that the simulator wrote was sent."""
    at = line.index(b'"time":"') + 8
    return line[at : line.index(b'"', at)].decode()


def _prune(out: Path) -> None:
    for path in out.iterdir():
        if path.name not in _KEPT:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_text())
    except FileNotFoundError:
        return None
    return found


def _write(path: Path, figures: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures) + "\n")
