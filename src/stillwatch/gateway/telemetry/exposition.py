"""Numbers in the text format of Prometheus."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry
from prometheus_client import exposition as plain
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.openmetrics import exposition as openmetrics

from stillwatch.gateway.telemetry.meters import BETWEEN, BOUNDS, Snapshot

PREFIX = "stillwatch_gateway_"

COUNTERS = {
    "requests": ("Requests that are over", ("dialect", "outcome", "status")),
    "bytes": ("Bytes of bodies", ("dialect", "direction")),
    "unknown_callers": ("Requests of callers whose key is not known", ()),
    "bindings": ("Requests held against the holder of their key", ("mode", "outcome")),
    "tap_lost": ("Exchanges that the log lacks, or has in part", ("log", "kind")),
    "tap_unread": ("Exchanges that the log lacks, as they could not be read", ("log", "kind")),
    "turned_away": ("Connections beyond the bound", ()),
    "decisions": ("Requests that fell under decisions", ("rule", "action", "effect")),
    "numbers_dropped": ("Times that a worker told no numbers, as its parent was held up", ()),
    "worker_restarts": ("Workers that ended and were started again", ()),
}
"""Name to what it is, and its labels."""
GAUGES = {
    "connections": "Clients' connections that are open",
    "running_requests": "Requests that run",
    "tap_waiting_bytes": "Bytes that wait to go to the appender",
    "workers": "Workers that serve",
    "key_holders": "Holders of keys that were seen within the window",
    "key_holders_most": "Those of the organisation that has most",
    "orgs_with_several_holders": "Organisations with more than one holder",
    "loop_lag_peak_seconds": "Largest lag of an event loop since the last look",
}
TIMES = {
    "upstream_seconds": ("From when a request went to the API to the reply's head", ("dialect",)),
    "first_chunk_seconds": ("From a request's head to the first part of its reply", ("dialect",)),
    "loop_lag_seconds": ("How late the event loop is", ()),
}


class _Once:
    def __init__(self, snapshot: Snapshot) -> None:
        self._of = snapshot

    def collect(self) -> Iterator[Metric]:
        for name, (told, labels) in COUNTERS.items():
            family = CounterMetricFamily(PREFIX + name, told, labels=labels)
            for values, number in self._of.counters.get(name, {}).items():
                family.add_metric(values.split(BETWEEN) if labels else (), number)
            yield family
        for name, told in GAUGES.items():
            number = self._of.gauges.get(name, self._of.peaks.get(name, 0.0))
            yield GaugeMetricFamily(PREFIX + name, told, value=number)
        for name, (told, labels) in TIMES.items():
            times = HistogramMetricFamily(PREFIX + name, told, labels=labels)
            for values, held in self._of.times.get(name, {}).items():
                times.add_metric(
                    values.split(BETWEEN) if labels else (), _cumulative(held[:-1]), held[-1]
                )
            yield times


def _cumulative(classes: list[float]) -> list[tuple[str, float]]:
    total, made = 0.0, []
    for bound, count in zip((*map(str, BOUNDS), "+Inf"), classes, strict=True):
        total += count
        made.append((bound, total))
    return made


def exposed(snapshot: Snapshot, accept: str = "") -> tuple[bytes, str]:
    """Return the text, and its `content-type`.

    Parameters
    ----------
    snapshot
        All numbers.
    accept
        What the reader asks for: OpenMetrics if it is named, else Prometheus's own.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Once(snapshot))
    if "application/openmetrics-text" in accept:
        made: bytes = openmetrics.generate_latest(registry)  # type: ignore[no-untyped-call]
        return made, openmetrics.CONTENT_TYPE_LATEST
    return plain.generate_latest(registry), plain.CONTENT_TYPE_LATEST
