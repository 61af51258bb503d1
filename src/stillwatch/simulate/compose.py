"""From conversations to lines of the log: identities, settings, answers, usage.

A block of some thousand conversations is drawn at once with numpy; what is left in Python is
joining fragments of JSON that were encoded before.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np

from stillwatch.simulate.grammar import Grammar, mix
from stillwatch.simulate.rhythm import tokens
from stillwatch.simulate.schedule import Floats, Starts
from stillwatch.simulate.stream import Actor, Stream
from stillwatch.simulate.talk import Talk, Talker
from stillwatch.simulate.workqueue import WorkQueue
from stillwatch.simulate.world import START, World

_FAILED = 0.012  # share of requests that the provider answers with an error
_CUT = 0.04  # share of answers cut at max_tokens
_FRAME = 30  # bytes of JSON around a message, which are no tokens
_FUNCTIONS = (
    "search_web get_weather book_table send_mail create_event read_file edit_file run_command "
    "query_database convert_currency lookup_order refund_order create_ticket list_files "
    "browse_page click fill_form get_stock_price search_flights translate_text run_python"
).split()


class Line(NamedTuple):
    """One exchange, ready to be written."""

    done: float
    """When it was answered, seconds since the world's begin: logs are written in this order."""
    order: int
    """Its number, which settles ties."""
    stream: int
    time: float
    """When it arrived, seconds since the world's begin."""
    text: bytes
    """The JSON object and a newline."""
    item: int = 0
    """Item of a work queue that it answers; 0: none, a later turn, or a failed request."""


class _Turns(NamedTuple):
    """What is written of each turn besides its words."""

    name: list[str]
    stamp: list[str]
    moved: list[bool]
    """Whether the stream uses its second model by now."""
    state: list[int]
    """0 failed, 1 cut, 2 whole."""
    tokens: list[int]
    wait_ms: list[int]


class Composer:
    """Writes exchanges for conversations; holds no more than the block it works on."""

    def __init__(
        self,
        world: World,
        grammar: Grammar,
        actors: list[Actor],
        streams: list[Stream],
        queues: list[WorkQueue],
    ) -> None:
        self._actors, self._streams = actors, streams
        self._talker = Talker(world, grammar, streams, queues)
        self._rng = np.random.default_rng([world.seed, 0xC1])
        self._salt = np.uint64(np.random.default_rng([world.seed, 0x1D]).integers(1 << 62))
        self._count = 0
        self._sent = Counter[tuple[int, int]]()
        """Exchanges of accounts that keep to a number a day, by actor and day."""
        self._tools = _toolsets(np.random.default_rng([world.seed, 0x70]))
        self._adopts = np.array([s.adopts for s in streams])
        self._with_text = "text" not in world.lacks
        self._with_client = "client" not in world.lacks

    def block(self, starts: Starts) -> list[Line]:
        """Compose all exchanges of conversations that begin together in a block."""
        if not len(starts.time):
            return []
        talk = self._talker.block(starts)
        turns = self._turns(starts, talk)
        lines: list[Line] = []
        pick = self._rng.integers(1 << 30, size=(len(talk.begin), 2)).tolist()
        # a stream uses its first client most
        which = (self._rng.random(len(talk.begin)) ** 2).tolist()
        time, tool, item = talk.time.tolist(), talk.tool.tolist(), talk.item.tolist()
        rows = zip(starts.stream.tolist(), talk.begin.tolist(), talk.turns.tolist(), strict=True)
        for i, (s, begin, length) in enumerate(rows):
            stream = self._streams[s]
            actor = self._actors[stream.actor]
            head, past = self._head(stream, which[i], turns.name[begin]), b""
            if system := stream.style.systems[pick[i][0] % len(stream.style.systems)]:
                past = b'{"role":"system","content":"' + system + b'"},'
            params = self._params(talk, i, s, pick[i][1], time[begin])
            for row in range(begin, begin + length):
                if actor.most and not self._may(stream.actor, actor.most, time[row]):
                    break  # what is left of the conversation is never asked
                role = b'{"role":"tool","content":"' if tool[row] else b'{"role":"user","content":"'
                now = past + role + talk.user[row] + b'"}'
                model = stream.models[turns.moved[row]].encode()
                text = self._write(turns, row, head, model, now, params, talk.reply[row])
                done = time[row] + turns.wait_ms[row] / 1000
                answers = item[i] if row == begin and turns.state[row] else 0
                lines.append(Line(done, self._count + row, s, time[row], text, answers))
                past = now + b',{"role":"assistant","content":"' + talk.reply[row] + b'"},'
        self._count += len(time)
        return lines

    def _may(self, actor: int, most: int, time: float) -> bool:
        """Tell whether an account may send one more exchange today, and count it."""
        day = actor, int(time // 86_400)
        if self._sent[day] >= most:
            return False
        self._sent[day] += 1
        return True

    def _turns(self, starts: Starts, talk: Talk) -> _Turns:
        rng, total = self._rng, len(talk.user)
        of = np.repeat(np.arange(len(talk.begin)), talk.turns)
        kinds = np.array([r.tokens for r in self._talker.columns.rules])[talk.rule[of]]
        u, out = rng.random(total), np.empty(total)
        for kind in np.unique(kinds):
            out[kinds == kind] = tokens(str(kind), u[kinds == kind])
        wait = (180 + 11 * out) * np.exp(rng.normal(0, 0.35, total))
        numbers = np.arange(self._count, self._count + total, dtype=np.uint64)
        return _Turns(
            name=[f"{x:016x}" for x in mix(numbers + self._salt).tolist()],
            stamp=_stamps(talk.time),
            moved=(talk.time >= self._adopts[starts.stream][of]).tolist(),
            state=np.searchsorted([_FAILED, _FAILED + _CUT], rng.random(total)).tolist(),
            tokens=out.astype(np.int64).tolist(),
            wait_ms=wait.astype(np.int64).tolist(),
        )

    def _head(self, stream: Stream, u: float, session: str) -> bytes:
        head = b'","account":' + self._actors[stream.actor].fragment
        if self._with_client:
            head += b',"client":' + stream.clients[int(u * len(stream.clients))]
        if stream.style.session:
            head += b',"session":"s_' + session.encode() + b'"'
        return head

    def _params(self, talk: Talk, i: int, stream: int, pick: int, time: float) -> bytes:
        style = self._streams[stream].style
        params = style.params[pick % len(style.params)]
        if self._talker.columns.rules[talk.rule[i]].tools and b'"tools"' not in params:
            # a program sends the same tools each time
            params += self._tools[int(talk.style[i]) % len(self._tools)]
        if style.batch:
            params += b',"batch_id":"batch_%d_%d"' % (stream, int(time // 86_400))
        return params

    def _write(
        self, turns: _Turns, row: int, head: bytes, model: bytes, messages: bytes,
        params: bytes, reply: bytes,
    ) -> bytes:  # fmt: skip
        start = (
            b'{"id":"ex_' + turns.name[row].encode() + b'","time":"' + turns.stamp[row].encode()
            + head + b',"request":{"model":"' + model + b'"'
            + (b',"messages":[' + messages + b"]" if self._with_text else b"") + params
        )  # fmt: skip
        if turns.state[row] == 0:
            wait = turns.wait_ms[row] // 9
            return start + b'},"response":{"status":"error","latency_ms":%d}}\n' % wait
        # some four bytes a token
        size = (len(messages) - _FRAME * messages.count(b'{"role":')) // 4 + 8
        return (
            start + b'},"response":{"model":"' + model + b'","status":"ok","finish_reason":"'
            + (b"length" if turns.state[row] == 1 else b"stop")
            + b'","latency_ms":%d' % turns.wait_ms[row]
            + (b',"content":"' + reply + b'"' if self._with_text else b"")
            + b'},"usage":{"input_tokens":%d,"output_tokens":%d}}\n' % (size, turns.tokens[row])
        )  # fmt: skip


def _toolsets(rng: np.random.Generator) -> list[bytes]:
    """Return tool lists as programs define them, each a fragment; some define none."""
    out = []
    for _ in range(60):
        names = rng.choice(_FUNCTIONS, size=int(rng.integers(1, 7)), replace=False)
        out.append(b',"tools":[' + b",".join(b'{"name":"%s"}' % n.encode() for n in names) + b"]")
    return out + [b""] * 7


def _stamps(seconds: Floats) -> list[str]:
    whole = (np.asarray(seconds) * 1000).astype(np.int64) + START * 1000
    text = np.datetime_as_string(whole.astype("datetime64[ms]"), unit="ms")
    return [f"{t}Z" for t in text.tolist()]
