"""Run a world: build the cast, draw day after day, write the log, the truth and the accounts."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from stillwatch.core.disk import owned
from stillwatch.core.errors import UsageError, shown
from stillwatch.core.registry import discover
from stillwatch.simulate.cast import Cast
from stillwatch.simulate.compose import Composer, Line
from stillwatch.simulate.corpus import bundled, from_folder
from stillwatch.simulate.grammar import Grammar
from stillwatch.simulate.harvest import Campaign
from stillwatch.simulate.kinds import CampaignKind, Population
from stillwatch.simulate.ranges import ranges
from stillwatch.simulate.schedule import Schedule, Starts
from stillwatch.simulate.truth import Truth
from stillwatch.simulate.world import World
from stillwatch.simulate.write import FORMATS, LogWriter

ASIDE = ".simulate-"
"""How the name of a folder begins in which a world is made."""
_BLOCK = 4_096  # conversations composed together
_WRITE = 1 << 20  # bytes handed to the writer at once
_PART = re.compile(rf"log-\d{{4,}}\.({'|'.join(map(re.escape, FORMATS))})")
ACCOUNTS_COLUMNS = (
    "account",
    "reseller",
    "licence_scope",
    "licence_document",
    "licence_valid_until",
)


class Summary(NamedTuple):
    """What was written."""

    exchanges: int
    accounts: int
    """Accounts in the cast; end users of resellers are not counted."""
    campaigns: int


def build(world: World) -> tuple[Cast, list[Campaign], Grammar]:
    """Build the cast of a world: who is there and how they behave, before any traffic."""
    prompts = from_folder(world.prompts, world.sources) if world.prompts else bundled(world.sources)
    grammar = Grammar(world.sources, prompts)
    cast = Cast(world, grammar, ranges(world.sources, world.params))
    for name, size in sizes(world):
        cast.reseed(f"population:{name}")
        discover("stillwatch.simulate.populations", Population)[name]().build(cast, size)
    kinds = discover("stillwatch.simulate.campaigns", CampaignKind)
    campaigns = []
    for number, (name, size) in enumerate(world.shares()):
        cast.reseed(f"campaign:{name}", number)
        if size:
            campaigns.append(kinds[name]().build(cast, size))
    return cast, campaigns, grammar


def sizes(world: World) -> list[tuple[str, int]]:
    """Return each population with its number of accounts; they sum to `world.accounts`.

    Raises
    ------
    UsageError
        A world names a population that there is not, or a negative number.
    """
    kinds = discover("stillwatch.simulate.populations", Population)
    for name, n in world.populations:
        if name not in kinds or n < 0:
            raise UsageError(f"population {name}={n}: a number of one of {', '.join(kinds)}")
    if world.populations:
        return [(name, n) for name, n in world.populations if n]
    whole = sum(kind.share for kind in kinds.values())
    out = {}
    for name, kind in kinds.items():
        least = kind.least if world.accounts >= 1_000 else 0
        out[name] = max(least, round(world.accounts * kind.share / whole))
    largest = max(out, key=lambda name: out[name], default="")
    if largest:
        out[largest] += world.accounts - sum(out.values())
    return [(name, n) for name, n in out.items() if n > 0]


def exchanges(world: World, cast: Cast, grammar: Grammar) -> Iterator[list[Line]]:
    """Yield the log in blocks of lines, in the order in which requests were answered."""
    schedule = Schedule(cast.streams, cast.rhythms.table(), [world.seed, 0x5C])
    composer = Composer(world, grammar, cast.actors, cast.streams, cast.queues)
    waiting: list[Line] = []
    for day in range(world.left_cut, world.left_cut + world.days):
        starts = schedule.day(day)
        for at in range(0, len(starts.time), _BLOCK):
            block = Starts(starts.stream[at : at + _BLOCK], starts.time[at : at + _BLOCK])
            waiting += composer.block(block)
            waiting.sort()
            # whatever comes later begins later, so it is answered later
            cut = bisect_left(waiting, (float(block.time[-1]),))
            yield waiting[:cut]
            del waiting[:cut]
    yield waiting


def simulate(
    world: World,
    out: Path,
    *,
    form: str = "jsonl.gz",
    progress: Callable[[float, int], None] | None = None,
) -> Summary:
    """Write a world's log, `truth.json` and `accounts.csv` into a folder.

    They are written aside, and then take the place of the world that was there.

    Parameters
    ----------
    world
        The world (see `stillwatch.simulate.world.named`).
    out
        Folder; it is made where it does not exist.
    form
        `jsonl.gz`, `jsonl.zst`, `jsonl` or `parquet`.
    progress
        Called with the seconds of the world done and the exchanges written so far.

    Raises
    ------
    InputError
        A folder of prompts cannot be read.
    UsageError
        A setting cannot be honoured, or the folder holds files under the names of a world's that
        no simulation wrote.
    """
    cast, campaigns, grammar = build(world)
    truth = Truth(cast.actors, cast.streams)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with owned(out), TemporaryDirectory(prefix=ASIDE, dir=out) as aside:
            made = Path(aside)
            _free(out)
            for left in out.glob(f"{ASIDE}*"):  # of one that was killed
                if left.name != made.name:  # its path is whole from Python 3.12 on
                    shutil.rmtree(left, ignore_errors=True)
            with LogWriter(made, form) as writer:
                for block in _blocks(world, exchanges(world, cast, grammar), truth, progress):
                    writer.write(block)
            truth.write(made / "truth.json", world, campaigns)
            write_accounts(made / "accounts.csv", cast)
            _publish(made, out)
    except BlockingIOError:
        raise UsageError(f"{out}: another process writes a world there: wait for it") from None
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror or error}") from error
    return Summary(truth.exchanges, len({a.account for a in cast.actors}), len(campaigns))


def _free(out: Path) -> None:
    """Refuse a folder with somebody's files in the place of a world's."""
    if not out.is_dir():
        return
    names = ("truth.json", "accounts.csv")
    files = sorted(out.iterdir())
    there = [path for path in files if path.name in names or _PART.fullmatch(path.name)]
    if there and not _is_world(out / "truth.json"):
        raise UsageError(
            f"{shown(there[0])}: no simulation wrote what is there, and it would be written over: "
            "choose another --out, or move it away"
        )


def _is_world(truth: Path) -> bool:
    """Whether a file is the truth that a simulation left."""
    try:
        told = json.loads(truth.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and told.keys() >= {"seed", "world", "campaigns", "accounts"}


def _publish(made: Path, out: Path) -> None:
    """Put a world's files in place, mode 0600, and remove parts of the log that was there.

    An interrupt waits until all is in place: never the log of one world and the truth of another.
    """
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        new = {path.name: path for path in made.iterdir()}
        # only where a world was: elsewhere such a name may be anybody's
        before = list(out.glob("log-*")) if (out / "truth.json").is_file() else []
        # the truth first: whoever is killed here leaves a folder that is known to be a world's
        for name, path in sorted(new.items(), key=lambda item: item[0] != "truth.json"):
            path.chmod(0o600)
            os.replace(path, out / name)
        for path in before:
            if _PART.fullmatch(path.name) and path.name not in new:
                path.unlink()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _blocks(
    world: World,
    made: Iterator[list[Line]],
    truth: Truth,
    progress: Callable[[float, int], None] | None,
) -> Iterator[bytes]:
    """Join lines to blocks of some size, and tell the truth and the progress of each."""
    pending: list[bytes] = []
    size = 0
    for block in made:
        for line in block:
            if line.time < world.end and _sampled(line.text, world):
                truth.saw(line.stream, line.time)
                pending.append(line.text)
                size += len(line.text)
        if size >= _WRITE:
            yield b"".join(pending)
            pending, size = [], 0
        if progress and block:
            progress(block[-1].time - world.left_cut * 86_400, truth.exchanges)
    if pending:
        yield b"".join(pending)


def _sampled(text: bytes, world: World) -> bool:
    """Draw a line: as a log does that keeps each exchange with one probability."""
    return world.sample >= 1 or zlib.crc32(text, world.seed & 0xFFFFFFFF) < world.sample * 2**32


def write_accounts(path: Path, cast: Cast) -> None:
    """Write the account table: declared licences and resellers."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ACCOUNTS_COLUMNS, restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(cast.licences)
