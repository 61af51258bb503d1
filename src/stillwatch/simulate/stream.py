"""A stream: one account's traffic of one kind, as numbers that the engine draws from."""

from __future__ import annotations

from dataclasses import dataclass

Fragment = bytes
"""A piece of JSON, ready to be joined."""


@dataclass(slots=True)
class Actor:
    """One account, or one end user inside a reseller's account."""

    account: str
    end_user: str | None
    population: str
    campaign: str | None
    fragment: Fragment
    """The exchange's `account` object."""
    most: int = 0
    """Exchanges a UTC day that it never sends more than; 0: as many as come."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a stream talks to the API; one object is shared by the streams that talk alike."""

    content: tuple[tuple[str, float], ...]
    """Rules of the phrase banks with their weights."""
    one_shot: float = 0.7
    """Share of conversations of one turn."""
    turns: float = 3.5
    """Mean turns of the others."""
    think_s: float = 45.0
    """Median seconds from one turn to the next."""
    wraps: tuple[tuple[bytes, bytes], ...] = ((b"", b""),)
    """Text before and after an item; one is drawn each time."""
    systems: tuple[bytes, ...] = (b"",)
    """System prompts, escaped; empty for none."""
    params: tuple[Fragment, ...] = (b',"endpoint":"chat.completions"',)
    """Request settings, each beginning with a comma."""
    popular: float = 0.0
    """Share of prompts that everybody sends ("hi", "thanks")."""
    common: float = 0.0
    """Share of prompts drawn from well-known questions, heavy-tailed."""
    repeat: float = 0.0
    """Share of prompts that the same stream (or queue) asked before."""
    session: bool = False
    """Whether the caller sends a conversation id."""
    tool_turns: float = 0.0
    """Share of later turns that are tool results."""
    batch: bool = False
    """Whether requests come as batch jobs, with a `batch_id` a day."""


@dataclass(slots=True)
class Stream:
    """One account's traffic of one kind."""

    actor: int
    style: Style
    rate: float
    """Exchanges a day while active."""
    start: float
    """Seconds since the world's begin."""
    end: float
    rhythm: int
    """Row of the table of rhythms."""
    gap_shape: float
    day_shape: float
    clients: tuple[Fragment, ...]
    """`client` objects in use, most used first."""
    models: tuple[str, str]
    """Model in use before and from `adopts`."""
    adopts: float
    """Seconds since the world's begin; infinite: never."""
    harvest: bool = False
    """Whether its exchanges belong to a campaign."""
    queue: int = -1
    """Work queue that items come from; -1: the account's own wishes."""
    pool: tuple[int, int] = (0, 0)
    """Seed and size of a private or shared set of items; size 0: none."""
    pool_share: float = 0.0
    """Share of prompts drawn from the pool."""
