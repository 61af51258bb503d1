"""What a soak's observations say of each promise."""

from __future__ import annotations

import re
import time
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Any

from soak_api import parts_of
from soak_clients import Ledger
from soak_log import Logged

if TYPE_CHECKING:
    from soak import Soak

_WINDOWS = {"write": 0.0, "second": 1.0, "segment": 5.0}
_FILES, _THREADS = 16, 2
_MB, _SHARE = 5.0, 0.05
"""Growth over the second half that is none: pools grow to the most that were used at once."""


def verdicts(of: Soak, logged: Logged, audits: dict[str, Any], faults: dict[str, int]) -> Any:
    """Return the figures of a soak, the promises among them."""
    log = log_figures(of.ledger, logged, of.faults.kills, of.asked.fsync)
    lost = {k: of.gateway.counts.get(k, 0) for k in ("dropped", "torn", "not_written", "unwatched",
                                                     "unreadable", "restarts")}  # fmt: skip
    outcomes = Counter[str]()
    by_kind: dict[str, dict[str, int]] = {}
    for (kind, outcome), count in sorted(of.ledger.outcomes.items()):
        outcomes[outcome] += count
        by_kind.setdefault(kind, {})[outcome] = count
    promises = [
        _log(log, lost), _right(outcomes), _decisions(of), _limits(of), _leaks(of), _alive(of),
        _analyst(audits, log),
    ]  # fmt: skip
    return {
        "promises": promises, "minutes": of.asked.minutes, "rate": round(of.rate, 1),
        "closed_loop": round(of.full, 1), "store": "PostgreSQL" if of.postgres else "SQLite",
        "fsync": of.asked.fsync, "requests": len(of.ledger.kinds),
        "held_back": of.ledger.held_back, "faults": faults, "outcomes": dict(outcomes),
        "by_kind": by_kind, "log": log | lost, "decisions": dict(sorted(of.decider.counts.items())),
        "decisions_broken": of.decider.broken[:20], "limits": dict(sorted(
            of.limiting.counts.items())),
        "limits_broken": of.limiting.broken[:20], "limits_said": _said(of),
        "samples": of.samples, "quiet": of.quiets, "analyst": audits["runs"],
        "restarts_seconds": of.faults.restarts,
        "counts": dict(of.gateway.counts), "notes": _notes(of),
        "wall_seconds": round(time.time() - of.begun),
    }  # fmt: skip


def log_figures(ledger: Ledger, logged: Logged, kills: list[float], fsync: str) -> dict[str, Any]:
    """Compare what clients got whole with what the log holds."""
    window = _WINDOWS[fsync]
    missing = [n for n in ledger.whole if n not in logged.times]
    other = []
    for number in ledger.whole:
        line = logged.lines.get(number)
        if line is not None:
            text = "".join(parts_of(number, ledger.kinds[number]))
            told = line["response"]
            if told.get("status") != 200 or told.get("content") != text:
                other.append(number)
    return {
        "answered_whole": len(ledger.whole), "lines": sum(logged.times.values()) + logged.without,
        "missing": len(missing),
        "missing_within_fsync_of_a_kill": sum(
            any(0 <= kill - ledger.whole[n] <= window for kill in kills) for n in missing
        ),
        "missing_kinds": dict(Counter(ledger.kinds[n] for n in missing)),
        "missing_before_a_kill_seconds": [
            round(min((k - ledger.whole[n] for k in kills if k >= ledger.whole[n]), default=-1), 3)
            for n in missing[:50]
        ],
        "twice": sum(n - 1 for n in logged.times.values()), "ids_twice": logged.ids_twice,
        "other_text": len(other), "other_kinds": dict(Counter(ledger.kinds[n] for n in other)),
        "never_asked": sum(n not in ledger.kinds for n in logged.times),
        "files_left_aside": logged.left_aside,
    }  # fmt: skip


def _promise(what: str, kept: bool, found: str) -> dict[str, Any]:
    return {"what": what, "kept": kept, "found": found}


def _log(log: dict[str, Any], lost: dict[str, int]) -> dict[str, Any]:
    excused = lost["dropped"]
    kept = (log["missing"] <= excused and not log["twice"] and not log["ids_twice"]
            and log["other_text"] <= lost["torn"] and not log["never_asked"]
            and not log["files_left_aside"])  # fmt: skip
    return _promise(
        "no answered request is lost from the log", kept,
        f"of {log['answered_whole']:,} answered whole, {log['missing']:,} are missing "
        f"({lost['dropped']:,} were dropped and counted, "
        f"{log['missing_within_fsync_of_a_kill']:,} within the window of fsync before a kill), "
        f"{log['twice']:,} stand twice, {log['other_text']:,} with another text or status",
    )  # fmt: skip


def _right(outcomes: Counter[str]) -> dict[str, Any]:
    other = outcomes["whole other"]
    found = f"of {outcomes['whole'] + other:,}, {other:,} differ"
    return _promise("an answer that comes whole is what the API sent", not other, found)


def _decisions(of: Soak) -> dict[str, Any]:
    told, broken = of.decider.counts, of.decider.broken
    put, ended = (sum(told[k] for k in (w, f"{w} by hand")) for w in ("put", "ended"))
    looks = sum(told[k] for k in ("held", "held after an outage", "over"))
    late = told["held after an outage"]
    return _promise(
        "no acknowledged decision is lost: in force within 2 s, until it ends",
        put > 0 and looks > 0 and not broken,
        f"{put:,} put, {ended:,} ended, {told['not acknowledged']:,} not acknowledged; "
        f"{looks:,} looks as promised"
        + (f" ({late:,} 2 s after an outage of their store)" if late else "")
        + f", {len(broken):,} not",
    )


def _limits(of: Soak) -> dict[str, Any]:
    told, broken, said = of.limiting.counts, of.limiting.broken, _said(of)
    down = sum(count for what, count in told.items() if what.startswith("down"))
    return _promise(
        "limits hold, and the rule for when their store is down, which is said",
        not broken and down > 0 and said["outages_said"] == said["outages"],
        f"{told['up']:,} looks while Valkey was up and {down:,} while it was down, "
        f"{len(broken):,} of them wrong; {said['outages_said']:,} of {said['outages']:,} outages "
        "were said",
    )


def _said(of: Soak) -> dict[str, int]:
    """Count outages of limits, and those of which a note told, within the minute before or then."""
    count = 0
    outages = [one for one in of.faults.outages if one.looked]
    for begun, over, rules, _ in outages:
        count += any(
            begun - 61 <= at <= over + 1 and any(f"meanwhile: {rule}" in note for rule in rules)
            for at, note in of.gateway.notes
        )
    return {"outages": len(outages), "outages_said": count}


def _leaks(of: Soak) -> dict[str, Any]:
    half, end = of.quiets
    later = [s["lasting_mb"] for s in of.samples if s["seconds"] > half["seconds"]]
    quarter = max(1, len(later) // 4)
    first, last = median(later[:quarter]), median(later[-quarter:])
    files, threads = (int(end[k] - half[k]) for k in ("lasting_files", "lasting_threads"))
    same = of.firsts[0] == of.firsts[1] != 0
    kept = (same and last - first <= max(_MB, _SHARE * first) and files <= _FILES
            and threads <= _THREADS and not end["running"] and not end["waiting"])  # fmt: skip
    return _promise(
        "nothing leaks: memory, files, threads and requests are flat in the second half",
        kept,
        f"{first:.1f} MB at its begin and {last:.1f} at its end; idle at half time and at the end, "
        f"files {half['lasting_files']:.0f} and {end['lasting_files']:.0f}, threads "
        f"{half['lasting_threads']:.0f} and {end['lasting_threads']:.0f}; at the end "
        f"{end['running']:.0f} requests run"
        + ("" if same else "; the first worker is another by now"),
    )


def _alive(of: Soak) -> dict[str, Any]:
    ended = sum("ended; it is started again" in note for _, note in of.gateway.notes)
    bad = [status for status in of.gateway.exits if status]
    kills = len(of.faults.kills)
    hung = sum(n for (_, outcome), n in of.ledger.outcomes.items() if outcome == "timed out")
    return _promise(
        "nothing ends or hangs by itself, and each end that was asked for is clean",
        ended <= kills and not bad and not hung,
        f"{kills:,} workers were killed and {ended:,} ended; {len(of.gateway.exits):,} gateways "
        f"were told to end, {len(bad):,} of them with an error; {hung:,} requests had no end "
        "within a minute",
    )


def _analyst(audits: dict[str, Any], log: dict[str, Any]) -> dict[str, Any]:
    going_on, anew = (_counts(audits[k]) for k in ("going_on", "anew"))
    kept = audits["same_campaigns"] and going_on == anew and anew.get("exchanges") is not None
    return _promise(
        "an audit that was killed and goes on comes to what a fresh one does",
        kept,
        f"{audits['runs'].get('done', 0):,} runs, {audits['runs'].get('killed', 0):,} killed; at "
        f"the end {going_on.get('exchanges', 0):,} exchanges and {going_on.get('accounts', 0):,} "
        f"accounts, anew {anew.get('exchanges', 0):,} and {anew.get('accounts', 0):,}, of "
        f"{log['lines']:,} lines",
    )


def _counts(summary: dict[str, Any]) -> dict[str, Any]:
    names = ("exchanges", "accounts", "output_tokens", "campaigns", "malformed")
    return {k: v for k, v in summary.get("counts", {}).items() if k in names}


def _notes(of: Soak) -> dict[str, int]:
    """Count what the gateway said, by kind: numbers aside."""
    said = (note.replace(str(of.folder), "FOLDER") for _, note in of.gateway.notes)
    return dict(Counter(re.sub(r"\d+", "N", note) for note in said).most_common(40))
