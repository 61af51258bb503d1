"""A progress bar on standard error, with rate and time left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress_bar(
    *, enabled: bool, transient: bool = False
) -> Iterator[Callable[[str, float, float, int], None] | None]:
    """Give a callback `(stage, done, total, exchanges)` that draws; None when not enabled."""
    if not enabled:
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskID,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    titles = {
        "edge": "Edge log", "reference": "Reading the reference",
        "read": "Reading and text", "detect": "Looking for campaigns", "simulate": "Simulating",
        "judge": "Judging requests",
    }  # fmt: skip
    bar = Progress(
        TextColumn("{task.description:<22}"), BarColumn(), TaskProgressColumn(),
        TimeRemainingColumn(), TextColumn("{task.fields[note]}"),
        console=Console(stderr=True), transient=transient,
    )  # fmt: skip
    tasks: dict[str, TaskID] = {}

    def update(stage: str, done: float, total: float, exchanges: int) -> None:
        if not tasks:
            bar.start()  # not before: an error in the arguments is one line and no empty bar
        if stage not in tasks:
            tasks[stage] = bar.add_task(titles.get(stage, stage), total=total, note="")
        task = bar.tasks[list(tasks).index(stage)]
        seconds = task.elapsed or 0.0
        # a stage is told of when its first block is done: at first a rate would be of nothing
        each = "rows" if stage == "edge" else "exchanges"
        note = f"{exchanges / seconds:,.0f} {each}/s" if exchanges and seconds >= 1 else ""
        bar.update(tasks[stage], completed=done, total=total, note=note)

    try:
        yield update
    finally:
        if tasks:
            bar.stop()
