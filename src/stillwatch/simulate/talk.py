"""What is said: items, turns and answers of the conversations that begin in one block."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.simulate.grammar import Grammar, Ids, mix
from stillwatch.simulate.rules import Ints, StyleColumns
from stillwatch.simulate.schedule import Floats, Starts
from stillwatch.simulate.stream import Stream
from stillwatch.simulate.workqueue import WorkQueue
from stillwatch.simulate.world import World

_MAX_TURNS = 12
_COMMON = 4_000  # well-known questions a rule; their use falls off as 1/rank
_POPULAR = 400
_OWN = 6  # things that an account asks again and again
_POPULAR_SEED, _COMMON_SEED = np.uint64(0x706F70), np.uint64(0x636F6D)


class Talk(NamedTuple):
    """Turns of a block, one row a turn, conversations one after another."""

    style: Ints
    """Number of each conversation's style."""
    begin: Ints
    """Row of each conversation's first turn."""
    turns: Ints
    """Turns of each conversation."""
    rule: Ints
    """Number of each conversation's rule."""
    time: Floats
    """Arrival of each turn, seconds since the world's begin."""
    user: list[bytes]
    """What the user (or a tool) says at each turn, escaped."""
    reply: list[bytes]
    """What the model answers, escaped."""
    tool: npt.NDArray[np.bool_]
    """Whether a turn is a tool's result."""
    item: Ids
    """Item of a work queue that each conversation begins with; 0: its own wish."""


class Talker:
    """Draws conversations; its only state is the generator and the work queues."""

    def __init__(
        self, world: World, grammar: Grammar, streams: list[Stream], queues: list[WorkQueue]
    ) -> None:
        self._world, self._grammar, self._queues = world, grammar, queues
        self._rng = np.random.default_rng([world.seed, 0xC0])
        styles = list({id(s.style): s.style for s in streams}.values())
        number = {id(style): i for i, style in enumerate(styles)}
        self.columns = StyleColumns(styles, grammar, world.unique)
        """The styles in use."""
        self._style = np.array([number[id(s.style)] for s in streams], np.int64)
        self._harvest = np.array([s.harvest for s in streams], bool)
        self._queue = np.array([s.queue for s in streams], np.int64)
        self._pool = np.array([s.pool for s in streams], np.uint64).reshape(-1, 2)
        self._pool_share = np.array([s.pool_share for s in streams])

    def block(self, starts: Starts) -> Talk:
        """Draw all turns of the conversations that begin in a block."""
        style = self._style[starts.stream]
        rule, ids = self._items(starts.stream, style)
        turns, time = self._turns(starts, style)
        begin = np.cumsum(turns) - turns
        of = np.repeat(np.arange(len(ids)), turns)
        first = np.zeros(len(of), bool)
        first[begin] = True
        user, reply = self._texts(rule, ids, begin, of, first)
        self._wrap(user, begin, style)
        if self._world.unique:
            self._make_unique(user, of, starts.stream)
        tools = np.array([r.tools for r in self.columns.rules])[rule[of]]
        tool = ~first & tools & (self._rng.random(len(of)) < self.columns.tool_turns[style[of]])
        item = np.where(self._queue[starts.stream] >= 0, ids, np.uint64(0))
        return Talk(style, begin, turns, rule, time, user, reply, tool, item)

    def _items(self, stream: Ints, style: Ints) -> tuple[Ints, Ids]:
        """Draw which item each conversation begins with: its rule and its id."""
        rng, n, columns = self._rng, len(stream), self.columns
        ids = rng.integers(1 << 62, size=n).astype(np.uint64)
        pooled = (rng.random(n) < self._pool_share[stream]) & (not self._world.unique)
        seed, size = self._pool[stream[pooled]].T
        ids[pooled] = mix(seed + rng.integers(1 << 40, size=len(seed)).astype(np.uint64) % size)
        common = ~pooled & (rng.random(n) < columns.common[style])
        ids[common] = mix(_zipf(rng, int(common.sum()), _COMMON) + _COMMON_SEED)
        queue = self._queue[stream]
        for number in np.unique(queue[queue >= 0]):
            mine = queue == number
            ids[mine] = self._queues[number].take(int(mine.sum()), rng)
        again = (queue < 0) & (rng.random(n) < columns.repeat[style])
        own = mix(stream[again].astype(np.uint64) + np.uint64(77))
        ids[again] = mix(own + rng.integers(0, _OWN, int(again.sum())).astype(np.uint64))
        rule = columns.rule(style, ids)
        popular = rng.random(n) < columns.popular[style]
        rule[popular] = columns.popular_rule[style[popular]]
        ids[popular] = _zipf(rng, int(popular.sum()), _POPULAR) + _POPULAR_SEED
        return rule, ids

    def _turns(self, starts: Starts, style: Ints) -> tuple[Ints, Floats]:
        """Draw the number of turns of each conversation, and when each turn arrives."""
        rng, columns = self._rng, self.columns
        more = rng.random(len(style)) >= columns.one_shot[style]
        extra = rng.geometric(1.0 / np.maximum(columns.turns[style] - 1.0, 1.0))
        turns = np.where(more, 1 + extra, 1).clip(1, _MAX_TURNS).astype(np.int64)
        begin = np.cumsum(turns) - turns
        of = np.repeat(np.arange(len(style)), turns)
        gap = columns.think[style[of]] * np.exp(rng.normal(0, 1.0, len(of)))
        gap[begin] = 0.0
        running = np.cumsum(gap)
        return turns, starts.time[of] + running - running[begin][of]

    def _texts(
        self, rule: Ints, ids: Ids, begin: Ints, of: Ints, first: npt.NDArray[np.bool_]
    ) -> tuple[list[bytes], list[bytes]]:
        user: list[bytes] = [b""] * len(of)
        reply: list[bytes] = [b""] * len(of)
        fresh = self._rng.integers(1 << 62, size=(2, len(of))).astype(np.uint64)
        of_turn = rule[of]
        for number in np.unique(rule):
            names = self.columns.rules[number]
            here = np.flatnonzero(rule == number)
            self._fill(user, begin[here], names.name, ids[here])
            rows = np.flatnonzero(of_turn == number)
            self._fill(reply, rows, names.reply, fresh[0, rows])
            later = rows[~first[rows]]
            self._fill(user, later, names.follow, fresh[1, later])
        return user, reply

    def _fill(self, into: list[bytes], rows: Ints, rule: str, ids: Ids) -> None:
        for row, text in zip(rows.tolist(), self._grammar.texts(rule, ids), strict=True):
            into[row] = text

    def _wrap(self, user: list[bytes], begin: Ints, style: Ints) -> None:
        pick = self._rng.integers(1 << 30, size=len(begin)).tolist()
        wraps = [s.wraps for s in self.columns.styles]
        for row, number, r in zip(begin.tolist(), style.tolist(), pick, strict=True):
            around = wraps[number]
            if len(around) > 1 or around[0] != (b"", b""):
                before, after = around[r % len(around)]
                user[row] = before + user[row] + after

    def _make_unique(self, user: list[bytes], of: Ints, stream: Ints) -> None:
        rows = np.flatnonzero(~self._harvest[stream[of]])
        fresh = self._rng.integers(1 << 62, size=len(rows)).astype(np.uint64)
        for row, text in zip(rows.tolist(), self._grammar.texts("unique", fresh), strict=True):
            user[row] += text


def _zipf(rng: np.random.Generator, n: int, size: int) -> Ids:
    """Draw ranks from 1/rank over `size`, by inversion of the integral."""
    out: Ids = np.exp(rng.random(n) * np.log(size)).astype(np.uint64)
    return out
