"""A soak as a page of the documentation."""

from __future__ import annotations

from typing import Any

from _record import ROOT
from _tables import table

PAGE = ROOT / "out" / "results" / "gateway_soak.md"
_PROMISE = (
    "The documents promise that nothing of what was finished is lost when a gateway is killed; "
    "`tap.fsync` says what a loss of power may cost (`second`: what was written within the last "
    "second; `write`: nothing). So whatever is missing breaks the promise, except what the bounded "
    "tap dropped and counted."
)
_ROWS = 10


def page(figures: dict[str, Any], command: str) -> str:
    """Write what was done and found."""
    promises = [
        (p["what"], "kept" if p["kept"] else "**broken**", p["found"]) for p in figures["promises"]
    ]
    faults = [(name.replace("_", " "), f"{n:,}") for name, n in figures["faults"].items()]
    outcomes = sorted(figures["outcomes"].items(), key=lambda one: -one[1])
    samples = figures["samples"]
    step = max(1, -(-len(samples) // _ROWS))
    memory = [
        (f"{s['seconds'] / 60:.1f}", f"{s['requests']:,.0f}", f"{s['mb']:.0f}",
         f"{s['lasting_mb']:.0f}", f"{s['lasting_files']:.0f}", f"{s['lasting_threads']:.0f}",
         f"{s['running']:.0f}" if s["running"] >= 0 else "–")
        for s in samples[::step]
    ]  # fmt: skip
    return "\n".join([
        "# Gateway, soaked", "",
        f"Made by `{command}`; figures, machine and versions are in "
        "`bench/results/gateway_soak.json`. "
        f"{figures['minutes']:g} minutes at {figures['rate']:.0f} requests a second (half of what "
        "a short closed loop got on this machine, bounded by `--rate`), JSON and streams, through "
        "two workers that enforce decisions "
        f"from {figures['store']} and limits kept in Valkey, and log with text. All along, at "
        "seeded random moments, the API behind, clients, workers, stores and the analyst fail.",
        "", "## Promises", "",
        table(("promise", "", "found"), promises), "", _PROMISE, "",
        "A decision is looked at through six connections 2 s after it was put or ended, and later "
        "at random moments, over all restarts, and once more at the end. Of one that was "
        "acknowledged just before its store was killed, gateways can know only once it is back: "
        "these looks are counted apart. Memory, files and threads are those of the parent, the "
        "first worker and its appenders, which live through the second half.",
        "", "## Faults", "", table(("fault", "times"), faults), "",
        "Those of the API and of clients are requests of that kind.",
        "", "## Requests", "",
        "By what their clients got. *Cut*: the reply broke off after its head. *No reply*: the "
        "connection broke before one. *No connection*: the gateway was just being restarted. "
        "*Left*: the client went, as it was to.", "",
        table(("outcome", "requests"), [(name, f"{n:,}") for name, n in outcomes]), "",
        "## Memory over time", "",
        "Where a worker is just being started, its part is missing.", "",
        table(("minute", "requests", "MB, all", "MB, lasting", "files", "threads", "running"),
              memory), "",
    ]).rstrip() + "\n"  # fmt: skip
