"""From the begins of conversations to lines of the log: texts, turns, settings, usage.

A block of some thousand conversations is drawn at once with numpy; what is left in Python is
joining fragments of JSON that were encoded before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.simulate.grammar import Grammar, Ids, mix
from stillwatch.simulate.rhythm import tokens
from stillwatch.simulate.schedule import Starts
from stillwatch.simulate.stream import Actor, Stream, Style
from stillwatch.simulate.workqueue import WorkQueue
from stillwatch.simulate.world import START, World

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
LANGUAGES = ("en", "es", "de", "zh", "ar", "hi", "ja")
_MAX_TURNS = 12
_COMMON = 4_000  # well-known questions a rule; their use falls off as 1/rank
_POPULAR_SEED, _COMMON_SEED = 0x706F70, 0x636F6D
_FAILED = 0.012  # share of requests that the provider answers with an error
_CUT = 0.04  # share of answers cut at max_tokens


class _Domain(NamedTuple):
    """What conversations of a domain are like after the first prompt."""

    follow: str
    reply: str
    tokens: str


_DOMAINS = {
    "math": _Domain("followup", "reply.math", "reasoning"),
    "logic": _Domain("followup", "reply.math", "reasoning"),
    "homework": _Domain("followup", "reply.math", "reasoning"),
    "coding": _Domain("followup.code", "reply.code", "chat"),
    "agentic": _Domain("followup.code", "reply.code", "chat"),
    "tool": _Domain("followup.code", "reply.code", "code"),
    "grading": _Domain("followup", "reply.grade", "chat"),
    "business": _Domain("followup", "reply.short", "code"),
    "bench": _Domain("followup", "reply.math", "reasoning"),
}
_CHAT = _Domain("followup", "reply.chat", "chat")


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


class _Talk(NamedTuple):
    """Turns of a block, one row a turn, conversations one after another."""

    begin: Ints
    """Row of each conversation's first turn; shape (conversations,)."""
    turns: Ints
    user: list[bytes]
    reply: list[bytes]
    tool: npt.NDArray[np.bool_]
    time: Floats
    kind: list[str]
    """Token class of each conversation."""
    tools: list[bool]
    """Whether each conversation is of a domain that sends tools."""


class _Rule(NamedTuple):
    """A rule of the banks with the domain's rules that go with it, in its language."""

    name: str
    follow: str
    reply: str
    tokens: str
    tools: bool


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
        self._world, self._grammar = world, grammar
        self._actors, self._streams, self._queues = actors, streams, queues
        self._rng = np.random.default_rng([world.seed, 0xC0])
        self._ids = np.random.default_rng([world.seed, 0x1D]).integers(1 << 62)
        self._count = 0
        self._tools = _toolsets(np.random.default_rng(len(streams)))
        self._rules: list[_Rule] = []
        self._rule_of: dict[str, int] = {}
        styles = list({id(s.style): s.style for s in streams}.values())
        number = {id(style): i for i, style in enumerate(styles)}
        self._style = np.array([number[id(s.style)] for s in streams], np.int64)
        self._columns = _StyleColumns(styles, self._rule, world.unique)
        self._harvest = np.array([s.harvest for s in streams], bool)
        self._queue = np.array([s.queue for s in streams], np.int64)
        self._pool = np.array([s.pool for s in streams], np.uint64).reshape(-1, 2)
        self._pool_share = np.array([s.pool_share for s in streams])
        self._adopts = np.array([s.adopts for s in streams])

    def block(self, starts: Starts) -> list[Line]:
        """Compose all exchanges of conversations that begin together in a block."""
        if not len(starts.time):
            return []
        rule, ids = self._items(starts.stream)
        return self._lines(starts, self._talk(starts, rule, ids))

    # --- what is asked ------------------------------------------------------------------------

    def _rule(self, name: str) -> int:
        if name not in self._rule_of:
            base, _, last = name.rpartition(".")
            language = last if last in LANGUAGES else "en"
            domain = _DOMAINS.get((base or name).split(".")[0], _CHAT)

            def local(rule: str, instead: str) -> str:
                full = f"{rule}.{language}"
                return full if self._grammar.has(full) else f"{instead}.{language}"

            follow = domain.follow if language == "en" and "code" in domain.follow else None
            self._rule_of[name] = len(self._rules)
            self._rules.append(
                _Rule(
                    name,
                    follow or f"followup.{language}",
                    local(domain.reply, "reply.chat"),
                    domain.tokens,
                    base.split(".")[0] in ("agentic", "tool"),
                )
            )
        return self._rule_of[name]

    def _items(self, stream: Ints) -> tuple[Ints, Ids]:
        """Draw which item each conversation begins with: its rule and its id."""
        rng, n, columns = self._rng, len(stream), self._columns
        style = self._style[stream]
        ids = rng.integers(1 << 62, size=n).astype(np.uint64)
        unique = self._world.unique
        u = rng.random(n)
        pooled = (u < self._pool_share[stream]) & (not unique)
        seed, size = self._pool[stream[pooled]].T
        ids[pooled] = mix(seed + rng.integers(1 << 40, size=len(seed)).astype(np.uint64) % size)
        common = ~pooled & (rng.random(n) < columns.common[style])
        ids[common] = mix(_zipf(rng, int(common.sum()), _COMMON) + np.uint64(_COMMON_SEED))
        for number in np.unique(self._queue[stream]):
            if number >= 0:
                mine = self._queue[stream] == number
                ids[mine] = self._queues[number].take(int(mine.sum()), rng)
        again = (self._queue[stream] < 0) & (rng.random(n) < columns.repeat[style])
        # an account asks again what it asked before: a small set of its own
        own = mix(stream[again].astype(np.uint64) + np.uint64(77))
        ids[again] = mix(own + rng.integers(0, 6, int(again.sum())).astype(np.uint64))
        rule = columns.rule(style, ids)
        popular = rng.random(n) < columns.popular[style]
        rule[popular] = columns.popular_rule[style[popular]]
        ids[popular] = _zipf(rng, int(popular.sum()), 400) + np.uint64(_POPULAR_SEED)
        return rule, ids

    def _talk(self, starts: Starts, rule: Ints, ids: Ids) -> _Talk:
        rng, n, columns = self._rng, len(ids), self._columns
        style = self._style[starts.stream]
        more = rng.random(n) >= columns.one_shot[style]
        extra = rng.geometric(1.0 / np.maximum(columns.turns[style] - 1.0, 1.0))
        turns = np.where(more, 1 + extra, 1).clip(1, _MAX_TURNS).astype(np.int64)
        begin = np.cumsum(turns) - turns
        total = int(turns.sum())
        first = np.zeros(total, bool)
        first[begin] = True
        of = np.repeat(np.arange(n), turns)
        gap = columns.think[style[of]] * np.exp(rng.normal(0, 1.0, total))
        gap[first] = 0.0
        running = np.cumsum(gap)
        time = starts.time[of] + running - running[begin][of]
        user: list[bytes] = [b""] * total
        reply: list[bytes] = [b""] * total
        fresh = rng.integers(1 << 62, size=(2, total)).astype(np.uint64)
        turn_rule = rule[of]
        for number in np.unique(rule):
            names = self._rules[number]
            here = np.flatnonzero(rule == number)
            self._fill(user, begin[here], names.name, ids[here])
            rows = np.flatnonzero(turn_rule == number)
            self._fill(reply, rows, names.reply, fresh[0, rows])
            later = rows[~first[rows]]
            self._fill(user, later, names.follow, fresh[1, later])
        self._wrap(user, begin, style)
        if self._world.unique:
            self._make_unique(user, of, starts.stream)
        tool = ~first & (rng.random(total) < columns.tool_turns[style[of]])
        kind = [self._rules[number].tokens for number in rule.tolist()]
        tools = [self._rules[number].tools for number in rule.tolist()]
        return _Talk(begin, turns, user, reply, tool, time, kind, tools)

    def _fill(self, into: list[bytes], rows: Ints, rule: str, ids: Ids) -> None:
        for row, text in zip(rows.tolist(), self._grammar.texts(rule, ids), strict=True):
            into[row] = text

    def _wrap(self, user: list[bytes], begin: Ints, style: Ints) -> None:
        pick = self._rng.integers(1 << 30, size=len(begin)).tolist()
        wraps = [s.wraps for s in self._columns.styles]
        for row, number, r in zip(begin.tolist(), style.tolist(), pick, strict=True):
            around = wraps[number]
            if len(around) > 1 or around[0][0] or around[0][1]:
                before, after = around[r % len(around)]
                user[row] = before + user[row] + after

    def _make_unique(self, user: list[bytes], of: Ints, stream: Ints) -> None:
        rows = np.flatnonzero(~self._harvest[stream[of]])
        fresh = self._rng.integers(1 << 62, size=len(rows)).astype(np.uint64)
        for row, text in zip(rows.tolist(), self._grammar.texts("unique", fresh), strict=True):
            user[row] += text

    # --- how it is written --------------------------------------------------------------------

    def _lines(self, starts: Starts, talk: _Talk) -> list[Line]:
        rng, total = self._rng, len(talk.user)
        n = len(starts.stream)
        of = np.repeat(np.arange(n), talk.turns)
        kinds = np.array(talk.kind)[of]
        u = rng.random(total)
        out_tokens = np.empty(total)
        for kind in np.unique(kinds):
            out_tokens[kinds == kind] = tokens(str(kind), u[kinds == kind])
        latency = (180 + 11 * out_tokens) * np.exp(rng.normal(0, 0.35, total))
        model = (talk.time >= self._adopts[starts.stream][of]).tolist()
        state = np.searchsorted([_FAILED, _FAILED + _CUT], rng.random(total)).tolist()
        numbers = np.arange(self._count, self._count + total, dtype=np.uint64)
        names = [f"{x:016x}" for x in mix(numbers + np.uint64(self._ids)).tolist()]
        stamps = _stamps(talk.time)
        pick = rng.integers(1 << 30, size=(n, 3)).tolist()
        # a stream uses its first client most
        which = (rng.random(n) ** 2).tolist()
        write = self._write
        lines: list[Line] = []
        time, tool = talk.time.tolist(), talk.tool.tolist()
        tokens_out, waits = out_tokens.astype(np.int64).tolist(), latency.astype(np.int64).tolist()
        text = "text" not in self._world.lacks
        for i, (s, begin, turns) in enumerate(
            zip(starts.stream.tolist(), talk.begin.tolist(), talk.turns.tolist(), strict=True)
        ):
            stream = self._streams[s]
            style = stream.style
            head = self._head(stream, which[i])
            if style.session:
                head += b',"session":"s_' + names[begin].encode() + b'"'
            system = style.systems[pick[i][0] % len(style.systems)]
            past = b'{"role":"system","content":"' + system + b'"},' if system else b""
            params = style.params[pick[i][1] % len(style.params)]
            if talk.tools[i] and b'"tools"' not in params:
                # programs send the same tools each time
                params += self._tools[s % len(self._tools)]
            if style.batch:
                params += b',"batch_id":"batch_%d_%d"' % (s, int(time[begin] // 86_400))
            for row in range(begin, begin + turns):
                said = talk.user[row]
                role = b'{"role":"tool","content":"' if tool[row] else b'{"role":"user","content":"'
                now = role + said + b'"}'
                reply = talk.reply[row]
                line = write(
                    names[row], stamps[row], head, stream.models[model[row]],
                    past + now, params, state[row], waits[row], reply, tokens_out[row], text,
                )  # fmt: skip
                lines.append(
                    Line(time[row] + waits[row] / 1000, self._count + row, s, time[row], line)
                )
                past += now + b',{"role":"assistant","content":"' + reply + b'"},'
        self._count += total
        return lines

    def _head(self, stream: Stream, u: float) -> bytes:
        head = b'","account":' + self._actors[stream.actor].fragment
        if "client" in self._world.lacks:
            return head
        clients = stream.clients
        return head + b',"client":' + clients[int(u * len(clients))]

    @staticmethod
    def _write(
        name: str, stamp: str, head: bytes, model: str, messages: bytes, params: bytes,
        state: int, wait: int, reply: bytes, out_tokens: int, text: bool,
    ) -> bytes:  # fmt: skip
        m = model.encode()
        body = b',"messages":[' + messages + b"]" if text else b""
        # some four bytes a token, with the frame of each message left out
        size = (len(messages) - 30 * messages.count(b'{"role":')) // 4 + 8
        start = (
            b'{"id":"ex_' + name.encode() + b'","time":"' + stamp.encode() + head
            + b',"request":{"model":"' + m + b'"' + body + params
        )  # fmt: skip
        if state == 0:
            return start + b'},"response":{"status":"error","latency_ms":%d}}\n' % (wait // 9)
        finish = b"length" if state == 1 else b"stop"
        content = b',"content":"' + reply + b'"' if text else b""
        return (
            start + b'},"response":{"model":"' + m + b'","status":"ok","finish_reason":"' + finish
            + b'","latency_ms":%d' % wait + content
            + b'},"usage":{"input_tokens":%d,"output_tokens":%d}}\n' % (size, out_tokens)
        )  # fmt: skip


class _StyleColumns:
    """Styles as columns, so that a block is drawn without looking at any of them."""

    def __init__(self, styles: list[Style], rule: Callable[[str], int], unique: bool) -> None:
        self.styles = styles
        zero = 0.0 if unique else 1.0
        self.one_shot = np.array([s.one_shot for s in styles])
        self.turns = np.array([s.turns for s in styles])
        self.think = np.array([s.think_s for s in styles])
        self.popular = np.array([s.popular for s in styles]) * zero
        self.common = np.array([s.common for s in styles]) * zero
        self.repeat = np.array([s.repeat for s in styles]) * zero
        self.tool_turns = np.array([s.tool_turns for s in styles])
        languages = [s.content[0][0].rpartition(".")[2] for s in styles]
        known = [code if code in LANGUAGES else "en" for code in languages]
        self.popular_rule = np.array([rule(f"popular.{code}") for code in known], np.int64)
        width = max((len(s.content) for s in styles), default=1)
        self._rules = np.zeros((len(styles), width), np.int64)
        self._bounds = np.ones((len(styles), width))
        for i, style in enumerate(styles):
            weights = np.cumsum([w for _, w in style.content])
            self._rules[i, : len(weights)] = [rule(name) for name, _ in style.content]
            self._bounds[i, : len(weights)] = weights / weights[-1]
            self._bounds[i, len(weights) - 1 :] = 1.0

    def rule(self, style: Ints, ids: Ids) -> Ints:
        """Return the rule of each item: a function of its id, so that an item stays itself."""
        u = (mix(ids ^ np.uint64(0xA5A5)) >> np.uint64(11)).astype(float) / 2**53
        place = (self._bounds[style] <= u[:, None]).sum(1)
        found: Ints = self._rules[style, place.clip(max=self._rules.shape[1] - 1)]
        return found


_FUNCTIONS = (
    "search_web get_weather book_table send_mail create_event read_file edit_file run_command "
    "query_database convert_currency lookup_order refund_order create_ticket list_files "
    "browse_page click fill_form get_stock_price search_flights translate_text run_python"
).split()


def _toolsets(rng: np.random.Generator) -> list[bytes]:
    """Return tool lists as programs define them, each a fragment; every tenth is none."""
    out = []
    for _ in range(60):
        names = rng.choice(_FUNCTIONS, size=int(rng.integers(1, 7)), replace=False)
        out.append(b',"tools":[' + b",".join(b'{"name":"%s"}' % n.encode() for n in names) + b"]")
    return out + [b""] * 7


def _zipf(rng: np.random.Generator, n: int, size: int) -> Ids:
    """Draw ranks from 1/rank over `size`, by inversion of the integral."""
    out: Ids = np.exp(rng.random(n) * np.log(size)).astype(np.uint64)
    return out


def _stamps(seconds: Floats) -> list[str]:
    whole = (np.asarray(seconds) * 1000).astype(np.int64) + START * 1000
    text = np.datetime_as_string(whole.astype("datetime64[ms]"), unit="ms")
    return [f"{t}Z" for t in text.tolist()]
