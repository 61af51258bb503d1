"""The examination as a page for people, 80 columns wide, and as one JSON document."""

from __future__ import annotations

import json
import textwrap
from dataclasses import fields, is_dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from stillwatch.doctor.findings import Finding
from stillwatch.doctor.machine import size
from stillwatch.report.wording import NB, minute, neutralise, percent, plural

if TYPE_CHECKING:
    from stillwatch.doctor.fields import Field
    from stillwatch.doctor.log import Dry
    from stillwatch.doctor.run import Examined

WIDE = 105
"""Columns from which on there is room for what a field feeds beside where a map reads it."""
MUCH = 0.05
"""Share of lines that are skipped from which on the verdict says so."""
NEW = " (new)"
"""Set behind the messages' name where the share is of those that ask something new."""
MARKS = {
    "ok": ("ok", "green"), "note": ("note", "blue"), "warning": ("warn", "yellow"),
    "error": ("STOP", "bold red"),
}  # fmt: skip
"""Word and style of each level."""
AREAS = {"installation": "Installation", "machine": "Machine", "log": "Log",
         "accounts": "Account table"}  # fmt: skip


def show(found: Examined, console: Console) -> None:
    """Print an examination."""
    for area, rows in groupby(sorted(found.findings, key=_order), key=lambda f: f.area):
        _heading(console, AREAS.get(area, area))
        if area == "log" and found.log is not None and found.log.files:
            _line(console, "", "", _looked_at(found.log))
        for finding in _extras_in_short(list(rows), found):
            word, style = MARKS[finding.level]
            _line(console, word, style, finding.said)
            if finding.remedy and finding.level != "ok":
                _remedy(console, finding.remedy)
    if found.log is not None and found.log.exchanges:
        _fields(found.log, console)
        _judged(found, console)
    if found.log is not None and found.log.starter:
        _starter(found.log.starter, console)
    _verdict(found, console)


def _extras_in_short(rows: list[Finding], found: Examined) -> list[Finding]:
    """Return findings with those of extras in two, where a log is looked at: none bears on it."""
    extras = found.installation.extras
    if found.log is None or not extras or rows[0].area != "installation":
        return rows
    kept = [row for row in rows if row.name not in {extra.name for extra in extras}]
    for installed, level, said in ((True, "ok", "installed"), (False, "note", "not installed")):
        if names := [extra.name for extra in extras if extra.installed is installed]:
            hint = "" if installed else " (stillwatch doctor without a log says what each gives)"
            said = f"extras {said}: {', '.join(names)}{hint}"
            kept.append(Finding("installation", "extras", level, said))
    return kept


def _order(finding: Finding) -> int:
    return list(AREAS).index(finding.area)


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold"))


def _line(console: Console, word: str, style: str, said: str) -> None:
    # wrapped here: rich would fill every line with blanks to the margin
    width = max(console.width - 7, 20)
    first, *more = textwrap.wrap(str(_text(said)), width, break_on_hyphens=False) or [""]
    console.print(Text.assemble("  ", (f"{word:<5}", style), first))
    for line in more:
        console.print(Text(f"{'':7}{line}"))


def _remedy(console: Console, words: str) -> None:
    if words.startswith("run: "):  # a command stays on one line, to be copied
        console.print(_text(f"       → {words}"), soft_wrap=True)
    else:
        _line(console, "", "", f"→ {words}")


def _text(words: str, style: str = "") -> Text:
    # the console breaks lines at no-break spaces, too
    return Text(neutralise(words.replace(f"{NB}%", "%").replace(NB, " ")), style=style)


def _looked_at(log: Dry) -> str:
    lines = sum(file["lines"] for file in log.files)
    files = plural(log.file_count, "file")
    if log.file_count > len(log.files):
        files += f" ({len(log.files)} of them looked into)"
    said = f"{files}, {size(log.bytes)}. The {plural(lines, 'line')} looked at{_sampled(log)} "
    said += f"{'holds' if lines == 1 else 'hold'} {plural(log.exchanges, 'exchange')}"
    if log.exchanges:
        said += f" of {plural(log.accounts, 'account')}, {minute(log.first)} to {minute(log.last)}"
        said += " UTC"
    return f"{said}."


def _sampled(log: Dry) -> str:
    """Say which lines were looked at, in brackets; empty where these are all there are."""
    lines, first = (sum(file[name] for file in log.files) for name in ("lines", "first_lines"))
    through = all(file["read_through"] for file in log.files)
    if lines == first:
        return "" if through else " (the first)"
    over = "these files" if len(log.files) > 1 else "the file"
    over = over if through else f"what was read of {over} in a few seconds"
    return f" (the first {first:,}, and {lines - first:,} spread over {over})"


def _fields(log: Dry, console: Console) -> None:
    _heading(console, "Fields")
    _line(console, "", "", "Share of these exchanges, and an example: no text is shown, secrets, "
          "mail and network addresses are masked.")  # fmt: skip
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column("field", no_wrap=True)
    table.add_column("share", justify="right", no_wrap=True)
    table.add_column("example", no_wrap=True, overflow="ellipsis", max_width=22)
    mapped = any(row.source for row in log.fields)
    if mapped:
        table.add_column("read from", no_wrap=True, overflow="ellipsis", max_width=24)
    roomy = not mapped or console.width >= WIDE
    if roomy:
        table.add_column("feeds")
    for row in log.fields:
        if row.share:
            told = [row.field + NEW * (row.column == "text"), percent(row.share), row.example]
            told += [row.source] * mapped + [_feeds(row)] * roomy
            table.add_row(*map(_text, told))
    console.print(Padding(table, (0, 0, 0, 2)))
    absent: dict[str, list[str]] = {}
    # what most detectors wait for comes first
    for row in sorted(log.fields, key=_loss, reverse=True):
        if not row.share:
            name = f"{row.field} (nothing at {row.source})" if row.source else row.field
            absent.setdefault(_lack(row), []).append(name)
    if absent:
        _line(console, "", "", "Not in these exchanges, and what they would feed:")
    for feeds, names in absent.items():
        _line(console, "", "", f"- {feeds}: {', '.join(names)}")


def _starter(text: str, console: Console) -> None:
    """Print a map so that it can be copied, and how it goes on."""
    _heading(console, "A map to start from")
    said = "Save what stands between the lines as fields.toml, check it (docs: Read other logs), "
    said += "and try it: stillwatch doctor LOG --map fields.toml"
    _line(console, "", "", said)
    console.print(Text("-" * 20, style="dim"))
    console.print(Text(text.rstrip("\n")), soft_wrap=True)
    console.print(Text("-" * 20, style="dim"))


def _loss(row: Field) -> tuple[int, bool, bool]:
    return len(row.detectors), bool(row.groups), bool(row.signals)


def _lack(row: Field) -> str:
    """Say in few words what is lost without a field; the lesser losses together."""
    if row.detectors or row.column in _FOR:
        return _feeds(row)
    if row.groups:
        return "groups by the same value"
    return "a weak signal" if row.signals else "nothing yet"


def _feeds(row: Field) -> str:
    """Say in few words what a field is for."""
    if row.column in ("id", "account", "time", "model"):
        return "required"
    if row.column in _FOR:
        return _FOR[row.column]
    if row.detectors:
        many = len(row.detectors) > 1
        return f"{len(row.detectors)} detectors" if many else row.detectors[0]
    if row.groups:
        return f"groups by {row.groups[0]}"
    if row.signals:
        return f"signal {row.signals[0]}"
    return "-"


_FOR = {
    "end_user": "users apart, where many",
    "content_state": "which text may be read",
    "images": "tells harvests apart",
    "key": "nothing in an audit",
}


def _judged(found: Examined, console: Console) -> None:
    log = found.log
    assert log is not None
    _heading(console, "What can be judged")
    running = [d for d in log.detectors if d.ran]
    said = f"{len(running)} of {plural(len(log.detectors), 'detector')} would run."
    thin = [f"{d.name} ({percent(d.share)})" for d in running if d.share < 0.5]
    if thin:
        said += f" Some on less than half of the exchanges: {', '.join(thin)}."
        asked = next((f.share for f in log.fields if f.column == "text"), 1.0)
        if asked < 0.5 <= log.content_states.get("full", 0.0):
            said += " The other exchanges carry no new request, only what tools returned."
    _line(console, "", "", said)
    for reason in dict.fromkeys(d.reason for d in log.detectors if not d.ran):
        names = [d.name for d in log.detectors if d.reason == reason]
        _line(console, "no", "yellow", f"{', '.join(names)}: {reason}")
    for level in found.levels:
        word, style = ("ok", "green") if level.reachable else ("no", "yellow")
        can = "can be reached" if level.reachable else "cannot be reached"
        _line(console, word, style, f"{level.level} {can}: {level.said}")
    if log.estimate is None:
        return
    _heading(console, "The whole audit, by these lines")
    guess = log.estimate
    low, high = guess.exchanges
    many = f"{low:,}" if low == high else f"{_two(low)} to {_two(high)}"
    _line(console, "", "", f"{many} exchanges; {_seconds(guess.seconds)} with two workers; "
          f"{size(guess.memory[0])} to {size(guess.memory[1])} of memory; "
          f"{size(guess.disk[0])} to {size(guess.disk[1])} of disk while it runs.")  # fmt: skip
    _line(console, "", "", f"Measured: {guess.exchanges_per_s:,.0f} exchanges a second are read "
          "by one; the rest is from audits of other logs.")  # fmt: skip


def _two(value: float) -> str:
    return f"{float(f'{value:.2g}'):,.0f}"


def _seconds(span: tuple[float, float]) -> str:
    low, high = span
    if high < 120:
        return f"{low:.0f} to {high:.0f} seconds"
    if high < 7200:
        return f"{low / 60:.1f} to {high / 60:.0f} minutes"
    return f"{low / 3600:.1f} to {high / 3600:.0f} hours"


def _verdict(found: Examined, console: Console) -> None:
    console.print()
    stops = sum(f.level == "error" for f in found.findings)
    warnings = sum(f.level == "warning" for f in found.findings)
    if stops:
        more = f", beside {plural(warnings, 'warning')}" if warnings else ""
        words = f"{plural(stops, 'thing')} would stop an audit{more}: see STOP above."
        console.print(_text(words, "bold red"))
        return
    about = "this log can be audited" if found.log is not None else "an audit can run"
    after = f"{_but(found.log)}, with {plural(warnings, 'warning')}" if warnings else ""
    console.print(_text(f"Ready: {about}{after}.", "bold yellow" if warnings else "bold green"))
    if found.log is None:
        console.print(_text("Next: stillwatch doctor LOG, for a dry run on some lines of a log."))
    else:
        table = any(finding.area == "accounts" for finding in found.findings)
        options = " --accounts FILE" if table else ""
        options += " with the same --map or --account-field" if found.log.mapped else ""
        console.print(_text(f"Next: stillwatch audit LOG --out DIR{options}"))


def _but(log: Dry | None) -> str:
    """Say what share of the lines would be skipped, where it is much."""
    lines = sum(file["lines"] for file in log.files) if log else 0
    if log is None or log.skipped < MUCH * lines or not log.skipped:
        return ""
    return f", but for {percent(log.skipped / lines)} of its lines, which are skipped"


def as_document(found: Examined) -> str:
    """Return an examination as JSON: see the reference of `stillwatch doctor`."""
    log = _plain(found.log)
    if log is not None:
        del log["seen"], log["better"], log["findings"]
    document = {
        "version": 1,
        "status": found.status,
        "findings": _plain(found.findings),
        "installation": _plain(found.installation),
        "machine": _plain(found.machine),
        "log": log,
        "levels": _plain(found.levels),
    }
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    """Turn dataclasses and named tuples, through and through, into what JSON has."""
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if hasattr(value, "_asdict"):
        return {name: _plain(inner) for name, inner in value._asdict().items()}
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value) if isinstance(value, Path | frozenset) else value
