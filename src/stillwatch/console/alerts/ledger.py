"""Which conditions are news: each trouble is told once, when it begins, and when it is over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from stillwatch.console.alerts.model import RUNBOOK, Alert, Condition, Severity, State
from stillwatch.console.alerts.rules import Seen
from stillwatch.console.twins import stamp
from stillwatch.gateway.operating import Alerts as Settings

MOST = 20_000
"""Troubles that are remembered; beyond, those that were seen longest ago are forgotten."""
TOGETHER = 5
"""New ones of a kind at one look from which on they are told in one message."""
HOUR = 3600.0


class Entry(msgspec.Struct):
    """A trouble that was told."""

    kind: str
    title: str
    severity: Severity
    begun: float
    """Seconds since 1970."""
    seen: float
    """When it last was so."""
    told: float
    lasts: bool = True
    settles: bool = False
    over: bool = False


class Book(msgspec.Struct):
    """What the ledger remembers, also over a restart."""

    entries: dict[str, Entry] = {}
    recent: list[float] = []
    """When alerts were told within the last hour."""
    held: int = 0
    """Alerts that were held back since there last was room."""


class Ledger:
    """Makes alerts of conditions.

    Parameters
    ----------
    settings
        How soon, how often, how many.
    gateway
        What alerts call the gateway.
    book
        What was told before; it is changed.
    """

    def __init__(self, settings: Settings, gateway: str, book: Book) -> None:
        self._of, self._gateway, self.book = settings, gateway, book

    def news(self, seen: Seen, now: float) -> list[Alert]:
        """Return what is to be told at a moment, seconds since 1970."""
        made = [*self._begun(seen, now), *self._over(seen, now)]
        return self._within(made, now)

    def _begun(self, seen: Seen, now: float) -> Iterator[Alert]:
        new: dict[str, list[Condition]] = {}
        for one in seen.conditions:
            entry = self.book.entries.get(one.key)
            if entry is not None and not entry.over:
                entry.seen = now
                again = one.lasts and now - entry.told >= self._of.repeat_minutes * 60
                if not again:
                    continue
                entry.told = now
            else:
                self._enter(one, now)
            new.setdefault(one.kind, []).append(one)
        for several in new.values():
            if len(several) > TOGETHER:
                yield self._alert(_together(several), now)
            else:
                yield from (self._alert(one, now) for one in several)

    def _enter(self, one: Condition, now: float) -> None:
        entries = self.book.entries
        for key in (*one.also, one.key):
            entries[key] = Entry(one.kind, one.title, one.severity, now, now, now, one.lasts,
                                 one.settles)  # fmt: skip
        if len(entries) > MOST:
            kept = sorted(entries, key=lambda key: entries[key].seen)[-MOST * 9 // 10 :]
            self.book.entries = {key: entries[key] for key in kept}

    def _over(self, seen: Seen, now: float) -> Iterator[Alert]:
        there = {one.key for one in seen.conditions}
        for key, entry in self.book.entries.items():
            if key in there or entry.over or not entry.lasts or entry.kind in seen.unknown:
                continue
            if now - entry.seen >= (self._of.settle_minutes * 60 if entry.settles else 0):
                entry.over = True
                since = f"It began at {stamp(entry.begun)}."
                over = Condition(entry.kind, key, entry.severity, f"Over: {entry.title}", since, {})
                yield self._alert(over, now, "resolved")

    def _within(self, made: list[Alert], now: float) -> list[Alert]:
        """Hold back what is more than may be told in an hour."""
        book = self.book
        book.recent = [at for at in book.recent if now - HOUR < at <= now]
        room = max(0, self._of.per_hour - len(book.recent))
        told = []
        if book.held and room:
            words = f"{book.held:,} were more than {self._of.per_hour} in an hour: see the page."
            held = Condition("held_back", f"held_back:{int(now)}", "warning",
                             "Alerts were held back", words, {"alerts": book.held})  # fmt: skip
            told.append(self._alert(held, now))
            book.held = 0
        told += made[: max(0, room - len(told))]
        book.held += len(made) - (len(told) - sum(a.kind == "held_back" for a in told))
        book.recent += [now] * len(told)
        return told

    def _alert(self, one: Condition, now: float, state: State = "firing") -> Alert:
        return alert_of(one, self._gateway, now, state)


def alert_of(one: Condition, gateway: str, now: float, state: State = "firing") -> Alert:
    """Return the alert of a condition. Its id is of what it says, whence and when."""
    said = "\0".join((gateway, one.key, state, repr(now)))
    return Alert(
        id="a-" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16],
        kind=one.kind, key=one.key, state=state, severity=one.severity, title=one.title,
        text=one.text, at=stamp(now), gateway=gateway, facts=one.facts,
        runbook=RUNBOOK.format(kind=one.kind),
    )  # fmt: skip


def _together(several: list[Condition]) -> Condition:
    """Return one condition for many of a kind."""
    worst = min(several, key=lambda one: ("critical", "warning", "info").index(one.severity))
    names = [one.facts.get("campaign", one.key) for one in several]
    title = f"{len(several):,} campaigns are new" if worst.kind == "campaign" else (
        f"{len(several):,} of {worst.kind}"
    )  # fmt: skip
    text = f"The first is: {worst.title}. {worst.text} See the page for the others."
    return worst._replace(title=title, text=text, facts={"count": len(several),
                                                         "names": names[:20]})  # fmt: skip
