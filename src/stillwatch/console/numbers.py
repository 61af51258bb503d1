"""The gateway's numbers as the page and the alerts read them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from stillwatch.gateway.telemetry.meters import BETWEEN, Snapshot
from stillwatch.gateway.telemetry.told import PASSED, REFUSED, WOULD

UNREAD = "other"
"""Name of requests that are passed on unread."""


class Rule(NamedTuple):
    """What one rule did with one action."""

    rule: str
    action: str
    effect: str
    """`refused`, `passed`, `would_refuse` or `would_pass`."""
    requests: int


class Numbers(NamedTuple):
    """Counts since the gateway began, and what is so now."""

    requests: int = 0
    read: int = 0
    """Requests that are logged, where there is a log."""
    errors: int = 0
    """Replies of the API that failed, broke off or did not come."""
    refused: int = 0
    """By decisions."""
    would_refuse: int = 0
    """That shadow mode, or a simulated decision, would have refused."""
    lost: int = 0
    """Exchanges that the log lacks or has in part."""
    tap_restarts: int = 0
    waiting_bytes: int = 0
    running: int = 0
    connections: int = 0
    workers: int = 0
    worker_restarts: int = 0
    counts: Mapping[str, int] = MappingProxyType({})
    """What was done, what would have been, and faults, by name."""
    rules: tuple[Rule, ...] = ()
    """Most requests first."""
    touched: Mapping[str, int] = MappingProxyType({})
    """Requests that fell under a decision, by its id."""


def numbers_of(snapshot: Snapshot) -> Numbers:
    """Return the numbers of a snapshot.

    Examples
    --------
    >>> of = {BETWEEN.join(("openai_chat", "done", "5xx")): 2.0, BETWEEN.join(("other", "done",
    ...     "2xx")): 3.0}
    >>> found = numbers_of(Snapshot(counters={"requests": of}))
    >>> found.requests, found.read, found.errors
    (5, 2, 2)
    """
    counters, gauges = snapshot.counters, snapshot.gauges
    requests = read = errors = 0
    for labels, number in counters.get("requests", {}).items():
        name, how, status = labels.split(BETWEEN)
        requests += int(number)
        # other requests carry no exchange; those that a batch carries are read elsewhere
        read += int(number) if name != UNREAD and not name.startswith("batch:") else 0
        errors += int(number) if failed(how, status) else 0
    counts = {name: int(number) for name, number in counters.get("counts", {}).items() if number}
    lost = tap_restarts = 0
    for labels, number in counters.get("tap_lost", {}).items():
        if labels.endswith("restarts"):
            tap_restarts += int(number)
        else:
            lost += int(number)
    rules = []
    for labels, number in counters.get("decisions", {}).items():
        rule, action, effect = labels.split(BETWEEN)
        rules.append(Rule(rule, action, effect, int(number)))
    return Numbers(
        requests, read, errors,
        refused=sum(counts.get(name, 0) for name in REFUSED),
        would_refuse=sum(counts.get(WOULD + name, 0) for name in REFUSED),
        lost=lost, tap_restarts=tap_restarts,
        waiting_bytes=int(gauges.get("tap_waiting_bytes", 0)),
        running=int(gauges.get("running_requests", 0)),
        connections=int(gauges.get("connections", 0)), workers=int(gauges.get("workers", 0)),
        worker_restarts=int(sum(counters.get("worker_restarts", {}).values())),
        counts=counts, rules=tuple(sorted(rules, key=lambda r: (-r.requests, *r[:3]))),
        touched={name: int(n) for name, n in counters.get("touched", {}).items()},
    )  # fmt: skip


def failed(how: str, status: str) -> bool:
    """Whether a request's end counts against the API: it failed, broke off, or did not reply."""
    return how == "broken" or (status == "5xx" and how in ("done", "refused"))


def done(numbers: Numbers, prefix: str = "") -> dict[str, int]:
    """Return what was done about requests by name, or with `WOULD` what would have been."""
    return {
        name: numbers.counts[prefix + name]
        for name in (*REFUSED, *PASSED)
        if numbers.counts.get(prefix + name)
    }
