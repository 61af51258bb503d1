"""What stays is not looked at by the collector again."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from stillwatch.gateway.enforce.build import enforcer_of
from stillwatch.gateway.notes import Notes
from stillwatch.gateway.settings import Enforce, Settings, Upstream
from stillwatch.gateway.settled import settled
from stillwatch.respond.decisions.sqlite import SqliteStore


@pytest.fixture(autouse=True)
def _thawed() -> object:
    gc.unfreeze()
    yield
    gc.unfreeze()


class Knot:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_there_is_left_alone() -> None:
    before = gc.get_freeze_count()
    kept = [[] for _ in range(10_000)]
    settled()
    assert gc.get_freeze_count() >= before + len(kept)
    found = gc.get_objects()
    assert not any(one is kept for one in found)


def test_what_is_garbage_goes_first() -> None:
    knot = Knot()
    seen = weakref.ref(knot)
    del knot
    settled()
    assert seen() is None


def test_what_was_kept_and_is_gone_does_not_stay() -> None:
    knot = Knot()
    seen = weakref.ref(knot)
    settled()
    del knot
    gc.collect()
    assert seen() is not None, "it is frozen"
    settled()
    assert seen() is None


def test_loading_leaves_the_collector_of_others_alone(tmp_path: Path) -> None:
    """The enforcer and the guard also run within LiteLLM's process."""
    with SqliteStore(tmp_path / "d.db"):
        pass
    gc.freeze()
    before = gc.get_freeze_count()
    made = Enforce(decisions=str(tmp_path / "d.db"))
    enforcer = enforcer_of(
        Settings(upstream=Upstream("http://127.0.0.1:1"), enforce=made), Notes(print)
    )
    assert enforcer is not None and enforcer.elicitation.loaded is None
    enforcer.load()
    assert 0 < gc.get_freeze_count() <= before
