"""Following logs that grow: each epoch is judged when it is over, as an audit of all would."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from stillwatch.audit.detection import Detection
from stillwatch.audit.manifest import Manifest, load
from stillwatch.audit.run import Audit, Request, further
from stillwatch.audit.state import MANIFEST
from stillwatch.core.errors import InputError, StillwatchError, UsageError, shown
from stillwatch.ingest.read import LOG_NAMES, TABLE_NAMES, expand

HOUR = 3600
CLOCK_SLACK = 1
"""Hours by which the clock may go back, as when it is set right by seconds."""
Judge = Callable[[Request, Detection], Audit | None]
Stamp = tuple[str, int, int]
"""Path of a file, its size and when it was changed."""


@dataclass(frozen=True)
class Pace:
    """How soon."""

    lateness: float = 300.0
    """Seconds after an hour at which its exchanges are expected to be there."""
    look: float = 15.0
    """Seconds between looks at the folders."""
    anew: float = 24.0
    """Hours after which all is judged anew, if something had come too late."""


class Judged(NamedTuple):
    """One judgement."""

    audit: Audit
    until: int
    """Hour since 1970 before which exchanges are judged."""
    late: int
    """Exchanges that came too late since all was judged last."""
    anew: bool
    """Whether all was judged anew."""
    seconds: float
    """How long it took."""


def follow(
    request: Request, pace: Pace, say: Callable[[str], None], judge: Judge = further,
    clock: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Judged]:  # fmt: skip
    """Judge logs whenever an evaluation is due, for ever; outputs are those of an audit.

    What was read is in the state, so that a killed run goes on where it was; detection is then
    done once from the beginning of the state.

    Parameters
    ----------
    request
        Its `logs` are files and folders that grow by whole files; it has a `state`.
    pace
        How soon.
    say
        Takes notes for the operator.
    judge
        Audits what is new.
    clock, sleep
        Seconds since 1970, and a pause.

    Raises
    ------
    InputError
        At the first judgement. Later ones are said, and tried again; a log that cannot be read
        is left out meanwhile.
    UsageError
        The request has no state.
    """
    if request.state is None:
        raise UsageError("following needs a --state: what was read is kept there")
    detection, known, began, waiting = Detection(), set[Stamp](), clock(), False
    while True:
        hour = int((clock() - pace.lateness) // HOUR)
        if detection.until is not None and hour < detection.until - CLOCK_SLACK:
            say("the clock has gone back: all is judged anew")
            detection, began = Detection(), clock()
        fresh = _new(request, known) if detection.due <= hour else []
        if detection.due <= hour and (fresh or _holds(request.state)):
            anew = False
            try:
                for anew in (False, True):
                    if anew and not _stale(detection, clock() - began, pace):
                        break
                    if anew:
                        say(f"{detection.late:,} exchanges came too late: all is judged anew")
                        detection.forget()
                        began = clock()
                    detection.until, start = hour, time.perf_counter()
                    audit, read = _readable(judge, request, detection, fresh, bool(known), say)
                    known.update(read)
                    fresh = []
                    if audit is not None:
                        took = time.perf_counter() - start
                        yield Judged(audit, hour, detection.late, anew, took)
            except (StillwatchError, OSError) as error:
                if not known:
                    raise
                say(f"not judged: {error}; it is tried again")
        elif not known and not waiting:
            say(f"waiting for a log in {', '.join(map(str, request.logs))}")
            waiting = True
        sleep(pace.look)


def _readable(
    judge: Judge, request: Request, detection: Detection, fresh: list[Stamp], later: bool,
    say: Callable[[str], None],
) -> tuple[Audit | None, list[Stamp]]:  # fmt: skip
    """Judge, and tell which files were read.

    One that cannot be is said, and left out until the next judgement: whatever else comes to the
    folder would wait for it. At the first judgement, when somebody looks on, it is an error.
    """
    while True:
        try:
            logs = [Path(path) for path, _, _ in fresh]
            return judge(replace(request, logs=logs), detection), fresh
        except InputError as error:
            rest = [stamp for stamp in fresh if shown(Path(stamp[0])) != error.path]
            if not later or len(rest) == len(fresh):
                raise
            say(f"left out: {error}; it is tried again at the next judgement")
            fresh = rest


def _stale(detection: Detection, seconds: float, pace: Pace) -> bool:
    return (detection.late > 0 or detection.parted) and seconds >= pace.anew * HOUR


def _new(request: Request, known: set[Stamp]) -> list[Stamp]:
    """Files that were not there, or otherwise, at the last judgement."""
    names = LOG_NAMES if request.mapping is None else (*LOG_NAMES, *TABLE_NAMES)
    there = []
    for path in request.logs:
        with suppress(InputError):  # an empty folder, or one that is still to be made
            there += expand([path], names)
    stamps = dict[Stamp, None]()
    for path in there:
        try:
            stat = path.stat()
        except FileNotFoundError:
            if path.is_symlink():  # to nothing: told of when it is opened
                stamps[str(path), -1, -1] = None
            continue  # moved away since the folder was listed
        stamps[str(path), stat.st_size, stat.st_mtime_ns] = None
    return [stamp for stamp in stamps if stamp not in known]


def _holds(state: Path) -> bool:
    manifest = load(state / MANIFEST, Manifest)
    return manifest is not None and bool(manifest.runs)
