"""Limits that several machines share, in Valkey or Redis: one script, run there at once.

The clock is the server's. Names of accounts do not leave this machine: buckets are named by hashes.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Sequence

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from stillwatch.core.errors import UsageError
from stillwatch.gateway.limits.base import Limiter, StoreDown
from stillwatch.gateway.limits.gcra import Charge, Grant, Receipt

_PREFIX = b"{stillwatch}:limit:"  # in braces: a cluster keeps all of them in one place
_NUMBERS = struct.Struct("<ddd")
_TOGETHER = 10_000  # settlements that may wait while the server does not answer

# what follows is `gcra`, in Lua; a bucket is its `State` as three doubles
_COMMON = """
local t = redis.call('TIME')
local now = tonumber(t[1]) + tonumber(t[2]) / 1e6
local function read(key)
  local held = redis.call('GET', key)
  if not held or #held ~= 24 then return nil end
  local busy, back, born = struct.unpack('<ddd', held)
  if busy <= now then return nil end
  return {busy, back, born}
end
local function write(key, s)
  local ms = math.ceil((s[1] - now) * 1000) + 1
  if ms > 0 then redis.call('SET', key, struct.pack('<ddd', s[1], s[2], s[3]), 'PX', ms)
  else redis.call('DEL', key) end
end
"""
_TAKE = (
    _COMMON
    + """
local longest, short, held = 0, 0, {}
for i, key in ipairs(KEYS) do
  local s = read(key)
  held[i] = s
  if s then
    local work, room = tonumber(ARGV[i * 2 - 1]), tonumber(ARGV[i * 2])
    local over = s[1] - now + math.min(work, room) - room
    if over > 1e-6 and over > longest then longest, short = over, i - 1 end
  end
end
if longest > 0 then return {string.format('%.17g', longest), short} end
local out = {'0', 0}
for i, key in ipairs(KEYS) do
  local s = held[i] or {now, 0, now}
  s[1] = s[1] + tonumber(ARGV[i * 2 - 1])
  write(key, s)
  out[#out + 1] = struct.pack('<ddd', s[1], s[2], s[3])
end
return out
"""
)
_SETTLE = (
    _COMMON
    + """
local a = {}
for i, v in ipairs(ARGV) do a[i] = tonumber(v) end
for i, key in ipairs(KEYS) do
  local k = (i - 1) * 5
  local more, work, last, back, born = a[k + 1], a[k + 2], a[k + 3], a[k + 4], a[k + 5]
  local s = read(key)
  if more > 0 then
    s = s or {now, 0, now}
    s[1] = s[1] + more
    write(key, s)
  elseif s and s[3] == born then
    local left = math.min(math.max(last - (s[2] - back) - now, 0), work)
    local less = math.min(-more, left)
    s[1], s[2] = s[1] - less, s[2] + less
    write(key, s)
  end
end
return 1
"""
)


class ValkeyLimiter(Limiter):
    """Exact for all gateways that use one server.

    Parameters
    ----------
    url
        `valkey://[USER:PASSWORD@]HOST:PORT/DB`, or `redis://`, `rediss://` (TLS), `unix://`.
    seconds
        Longest wait for an answer.

    Raises
    ------
    UsageError
        The URL is none.
    """

    def __init__(self, url: str, seconds: float) -> None:
        scheme, colon, rest = url.partition(":")
        named = {"valkey": "redis", "valkeys": "rediss"}.get(scheme, scheme)
        try:
            self._client = Redis.from_url(
                f"{named}{colon}{rest}", socket_timeout=seconds, socket_connect_timeout=seconds,
                # what was taken once is never taken twice
                retry=Retry(NoBackoff(), 0), retry_on_timeout=False,
            )  # fmt: skip
        except ValueError:
            raise UsageError("enforce.limits.url: expected valkey://HOST:PORT") from None
        self._take = self._client.register_script(_TAKE)
        self._settle = self._client.register_script(_SETTLE)
        self._seconds = seconds
        self._waiting = set[asyncio.Task[None]]()
        self.missed = 0
        """Settlements that could not be written: what was reserved stands."""

    async def take(self, charges: Sequence[Charge]) -> Grant:
        """See `Limiter.take`."""
        numbers = [repr(n) for c in charges for n in (c.units * c.interval, c.room)]
        try:
            async with asyncio.timeout(self._seconds):
                said = await self._take(
                    [_PREFIX + c.bucket.hex().encode() for c in charges], numbers
                )
        except (RedisError, OSError, TimeoutError) as error:
            raise StoreDown(
                f"the server of limits does not answer: {type(error).__name__}"
            ) from None
        wait = float(said[0])
        if wait > 0:
            return Grant((), wait, int(said[1]))
        states = [_NUMBERS.unpack(state) for state in said[2:]]
        return Grant(tuple(Receipt(c, *s) for c, s in zip(charges, states, strict=True)))

    def settle(self, receipts: Sequence[Receipt], units: float) -> None:
        """See `Limiter.settle`. Written in the background; a client that goes does not stop it."""
        if len(self._waiting) >= _TOGETHER:
            self.missed += 1
            return
        task = asyncio.get_running_loop().create_task(self._settled(receipts, units))
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def _settled(self, receipts: Sequence[Receipt], units: float) -> None:
        numbers: list[str] = []
        for r in receipts:
            of = r.charge
            more, work = (units - of.units) * of.interval, of.units * of.interval
            numbers += map(repr, (more, work, r.end, r.given_back, r.born))
        try:
            async with asyncio.timeout(self._seconds):
                keys = [_PREFIX + r.charge.bucket.hex().encode() for r in receipts]
                await self._settle(keys, numbers)
        except (RedisError, OSError, TimeoutError):
            self.missed += 1

    async def close(self) -> None:
        """Write what waits, and close the connections."""
        if self._waiting:
            await asyncio.wait(self._waiting, timeout=2.0)
        await self._client.aclose()
