"""A campaign's work queue: which item is asked next, each a planned number of times."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stillwatch.simulate.grammar import Ids, mix

_CHUNK = 512  # places shuffled together: samples of one item lie at most this far apart


class WorkQueue:
    """Items in the order of work: each `samples` times, shuffled within chunks.

    Parameters
    ----------
    seed
        Names the items: queues of other seeds hold other items.
    samples
        Times that each item is asked.
    repeat
        Share of requests that ask an item again which is already done (retries).
    items
        Number of items, after which the work begins anew; 0: endless.
    """

    def __init__(self, seed: int, samples: int, repeat: float, items: int = 0) -> None:
        self._seed, self._samples, self._repeat = np.uint64(seed), samples, repeat
        self._finite = items
        self._length = _CHUNK // samples * samples
        self._chunks: dict[int, npt.NDArray[np.int64]] = {}
        self.done = 0
        """Requests dealt so far."""

    def take(self, n: int, rng: np.random.Generator) -> Ids:
        """Deal the next `n` requests: the ids of their items."""
        places = np.arange(self.done, self.done + n)
        again = rng.random(n) < self._repeat
        places[again] = (rng.random(int(again.sum())) * places[again]).astype(np.int64)
        self.done += n
        return mix(self._items(places).astype(np.uint64) ^ mix(np.array([self._seed]))[0])

    def _items(self, places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        chunk, offset = np.divmod(places, self._length)
        out = np.empty(len(places), np.int64)
        for number in np.unique(chunk):
            here = chunk == number
            out[here] = self._order(int(number))[offset[here]] // self._samples
            out[here] += number * (self._length // self._samples)
        return out % self._finite if self._finite else out

    def _order(self, number: int) -> npt.NDArray[np.int64]:
        if number not in self._chunks:
            if len(self._chunks) > 64:  # retries reach back; the rest can be drawn again
                self._chunks.clear()
            rng = np.random.default_rng([int(self._seed), number])
            self._chunks[number] = rng.permutation(self._length)
        return self._chunks[number]
