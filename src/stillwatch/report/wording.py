"""Words and numbers as people read them; and text from a log made harmless to look at."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from markupsafe import Markup

from stillwatch.contract.verdicts import WORDS as VERDICTS

TARGETS = {
    "reasoning": "Reasoning",
    "coding": "Coding",
    "tool_use": "Tool use",
    "agentic": "Agentic work",
    "grading": "Grading",
    "refusals": "Sensitive or plain questions",
    "unclear": "Questions of no clear kind",
    "rewriting": "Rewriting",
    "vision": "Vision",
    "general": "General questions",
    "ordinary": "Ordinary",
}
"""Capabilities that a campaign aims at, as headings."""

OBSERVABLES = {
    "asn": "Network (ASN)",
    "bucket": "Nearest kind of text",
    "client": "TLS fingerprint and client",
    "client_country": "Client country",
    "country": "Declared country",
    "email_domain": "E-mail domain",
    "frame": "Asking words found",
    "head_template": "Opening words",
    "holder": "Proven key",
    "ip": "Address",
    "ip_prefix": "Address prefix",
    "ja4": "TLS fingerprint",
    "line_template": "Instruction line",
    "model": "Model",
    "org": "Organisation",
    "params": "Request parameters",
    "payment": "Payment instrument",
    "plan": "Plan",
    "script": "Writing system",
    "signup_day": "Sign-up day",
    "system_template": "System message",
    "tail_template": "Closing words",
    "template": "Prompt template",
    "tools": "Tools offered",
    "user_agent": "Client software",
}
"""Names of observable types; others are shown with underscores turned to spaces."""

NB = "\u00a0"
"""A space that keeps a figure and its unit, or a date, on one line."""

MARKS = 3
"""Combining marks in a row that stay; writing systems need no more, disguises do."""


def neutralise(text: str) -> str:
    """Return text in which nothing invisible, reordering or stacking is left.

    Control, format (bidirectional overrides, zero-width), private-use and unassigned
    characters become a visible ``[U+XXXX]``, and so do combining marks beyond `MARKS`.
    """
    if text.isascii() and text.isprintable():
        return text
    out, marks = [], 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category[0] == "M" else 0
        hidden = category[0] == "C" or category in ("Zl", "Zp") or marks > MARKS
        out.append(f"[U+{ord(char):04X}]" if hidden else char)
    return "".join(out)


def harmless(value: Any, longest: int) -> Any:
    """Return what a template may show: text neutralised and cut, anything else as it is.

    Markup is ours, and was built from values that came through here or through `charts.svg`.

    Parameters
    ----------
    value
        What an expression of a template gives.
    longest
        Characters of the longest text; what is longer loses its middle.
    """
    if isinstance(value, str) and not isinstance(value, Markup):
        return neutralise(shorten(value, longest))
    return value


def shorten(text: str, limit: int = 48) -> str:
    """Return `text` with its middle cut out, at most `limit` characters long."""
    if len(text) <= limit:
        return text
    head = (limit - 1) * 2 // 3
    return f"{text[:head]}…{text[-(limit - 1 - head) :]}"


def number(value: Any) -> str:
    """Return a number with thousands separated; an en dash for what is not a number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return "–"
    if isinstance(value, int) or float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.3g}" if abs(value) < 100 else f"{value:,.0f}"


def compact(value: float) -> str:
    """Return a number in at most four figures: 950, 12.4k, 1.13M, 2.1B."""
    for size, unit in ((1e9, "B"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= size:
            scaled = value / (1e3 if unit == "k" else size)
            return f"{scaled:.0f}{unit}" if scaled >= 100 else f"{scaled:.3g}{unit}"
    return number(value)


def percent(share: Any) -> str:
    """Return a share (0 to 1) in per cent; never rounds to an untrue 0 % or 100 %."""
    if not isinstance(share, int | float) or not math.isfinite(share):
        return "–"
    value = 100 * share
    if 0 < value < 0.1:
        return f"<0.1{NB}%"
    if 99.9 < value < 100:
        return f">99.9{NB}%"
    digits = 1 if value != int(value) and (value < 10 or round(value) == 100) else 0
    return f"{value:.{digits}f}{NB}%"


def plural(count: int, noun: str, nouns: str = "") -> str:
    """Return ``1 account``, ``2,000 accounts``."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def listed(words: list[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def instant(value: Any) -> datetime | None:
    """Return an RFC 3339 string, a datetime or seconds as an aware UTC datetime, or None."""
    try:
        if isinstance(value, datetime):
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC)
        return instant(datetime.fromisoformat(str(value).replace("Z", "+00:00")))
    except (ValueError, OverflowError, OSError):
        return None


def day(value: Any) -> str:
    """Return ``3 Mar 2026`` (UTC), or an en dash."""
    moment = instant(value)
    return f"{moment.day}{NB}{moment:%b}{NB}{moment:%Y}" if moment else "–"


def minute(value: Any) -> str:
    """Return ``3 Mar 2026, 14:05`` (UTC), or an en dash."""
    moment = instant(value)
    return f"{day(moment)}, {moment:%H:%M}" if moment else "–"


def ending(value: Any) -> str:
    """Return an end: of what ends at midnight (UTC) the day before, to whose end it holds.

    >>> ending("2027-07-01T00:00:00Z").replace(NB, " ")
    'end of 30 Jun 2027'
    >>> ending("2027-07-01T06:30:00Z").replace(NB, " ")
    '1 Jul 2027, 06:30'
    """
    moment = instant(value)
    if moment is None or moment.time() != time() or moment.year < 2:
        return minute(moment)
    return f"end of {day(moment - timedelta(days=1))}"


def span(start: Any, end: Any) -> str:
    """Return the time between two instants in hours or days, or an en dash."""
    first, last = instant(start), instant(end)
    if first is None or last is None:
        return "–"
    hours = max(0.0, (last - first).total_seconds() / 3600)
    if hours < 48:
        return plural(round(hours), "hour")
    return plural(round(hours / 24), "day")


def power(log_e: float) -> float:
    """Return the power of ten of an e-value given as natural logarithm."""
    return log_e / math.log(10)


def strength(log_e: Any) -> str:
    """Return an e-value in plain figures: ``40``, ``12,000``, ``10^14``."""
    if not isinstance(log_e, int | float) or math.isnan(log_e):
        return "–"
    tens = power(log_e)
    if tens >= 6:
        return "10" + str(math.floor(min(tens, 9999))).translate(_SUPERSCRIPT)
    if tens < -2:
        return "<0.01"
    value = math.exp(log_e)
    return number(float(f"{value:.2g}")) if value >= 10 else f"{value:.2g}"


def e_value(log_e: float) -> str:
    """Return an e-value with its article, and what it means.

    >>> e_value(9.21034)
    'an e-value of 10,000 (reached by chance at most once in as many such tests)'
    >>> e_value(0.0)
    'an e-value of 1 (no contradiction)'
    """
    if log_e <= math.log(2):
        return f"an e-value of {strength(log_e)} (no contradiction)"
    return f"an e-value of {strength(log_e)} (reached by chance at most once in as many such tests)"


STRENGTH = (
    "strength is how many times likelier what a member does and shares is for one of the others "
    "than for anybody else: how well it fits the group, not the odds of a harvest"
)
"""What the strength of a member is."""


def odds(log_odds: float, bars: Iterable[float] = ()) -> str:
    """Return odds of a harvest from their natural logarithm: ``20 to 1 for``.

    Those that round to the same as one of `bars` (log odds) but do not reach it say so.

    >>> odds(2.8), odds(2.797), odds(2.797, [2.8, 4.5]), odds(2.7, [2.8])
    ('16 to 1 for', '16 to 1 for', 'just below 16 to 1 for', '15 to 1 for')
    """
    said = _odds(log_odds)
    short = any(log_odds < bar and _odds(bar) == said for bar in bars)
    return f"just below {said}" if short else said


def _odds(log_odds: float) -> str:
    size = math.exp(min(abs(log_odds), 13.8))
    figure = number(float(f"{size:.2g}"))
    if abs(log_odds) > 13.8:
        figure = "over 1,000,000"
    if figure == "1":
        return "even"
    return f"{figure} to 1 {'for' if log_odds > 0 else 'against'}"


def borne_out(groups: int, harvests: int, below: int = 0) -> str:
    """Return how many of the groups with like odds were harvests, and on whose traffic that was.

    `below`: of firms of fewer accounts than this; 0: of others.

    >>> borne_out(53, 18).split(", ", 1)[0], borne_out(24, 0)[-18:]
    ('of 53 groups with odds like these', 'none was a harvest')
    >>> borne_out(53, 18, 5_000).split(", ")[1][:61]
    'in simulated traffic of firms of fewer than 5,000 accounts by'
    """
    firms = f"firms of fewer than {below:,} accounts by " if below else ""
    many = "none" if not harvests else "all" if harvests == groups > 1 else f"{harvests:,}"
    return (
        f"of {plural(groups, 'group')} with odds like these, in simulated traffic of {firms}"
        "authors that the models had not met (it differs from firm to firm: where nobody harvests, "
        f"none is one), {many} {'was a harvest' if harvests < 2 else 'were harvests'}"
    )


def asked(excuse: str) -> str:
    """Return whom a plain fact that keeps a group at `watch` tells to ask.

    >>> asked("kept at watch because its members are most of the accounts of one e-mail domain")
    'ask that customer'
    >>> asked("kept at watch because it lasted less than four days and ended by itself")
    'ask one of its members what it was'
    """
    if "two parts" in excuse:
        return "ask that customer, and one of the others"
    if "organisations" in excuse:
        return "ask those customers"
    if any(words in excuse for words in ("organisation", "one account", "e-mail domain")):
        return "ask that customer"
    return "ask one of its members what it was"


def factor(weight: float) -> str:
    """Return what a weight does to the odds of a harvest: ``times 12``, ``divided by 3``.

    >>> factor(2.5), factor(-0.7)
    ('multiplies the odds of a harvest by 12', 'divides the odds of a harvest by 2')
    """
    size = math.exp(min(abs(weight), 13.8))
    figure = number(float(f"{size:.2g}"))
    if figure in ("1", "1.0"):
        return ""
    return f"{'multiplies' if weight > 0 else 'divides'} the odds of a harvest by {figure}"


_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def title(name: str, names: dict[str, str]) -> str:
    """Return the heading of a target or an observable type."""
    return names.get(name) or name.replace("_", " ").capitalize() or "–"


def of_these(alike: int | None, exchanges: int) -> str:
    r"""Say how many exchanges read like a harvest, as the end of a clause; empty if not known.

    What members send beside it, and what tools return to agents of theirs, does not.

    >>> of_these(None, 9), of_these(0, 9), of_these(9, 9)
    ('', ', of which none reads like a harvest', ', all of which read like a harvest')
    >>> of_these(1, 9), of_these(1200, 6000)
    (', of which 1 reads like a harvest', ', of which 1,200 (20\xa0%) read like a harvest')
    """
    if alike is None or not exchanges:
        return ""
    if alike >= exchanges > 1:
        return ", all of which read like a harvest"
    if alike < 2:
        return f", of which {alike or 'none'} reads like a harvest"
    return f", of which {alike:,} ({percent(alike / exchanges)}) read like a harvest"


def elsewhere(outside: int, named: int) -> str:
    """Say how many of those outside are members of other campaigns; empty if none is.

    >>> elsewhere(6, 6), elsewhere(1, 1), elsewhere(6, 2), elsewhere(6, 0)
    (', all in other campaigns', ', in another campaign', ', 2 of them in other campaigns', '')
    """
    if not named:
        return ""
    if named < outside:
        return f", {named:,} of them in other campaigns"
    return ", in another campaign" if outside == 1 else ", all in other campaigns"


def uncapital(heading: str) -> str:
    """Return a heading as it stands within a sentence.

    >>> uncapital("Sign-up day"), uncapital("TLS fingerprint"), uncapital("E-mail domain")
    ('sign-up day', 'TLS fingerprint', 'e-mail domain')
    """
    begins = heading[:2]
    return heading if begins.isupper() and begins.isalpha() else heading[:1].lower() + heading[1:]


def letters(index: int) -> str:
    """Return A, B, …, Z, AA, AB, … for 0, 1, ….

    >>> [letters(i) for i in (0, 25, 26, 702)]
    ['A', 'Z', 'AA', 'AAA']
    """
    out, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        out = chr(65 + rest) + out
    return out


def reviewed(review: Mapping[str, Any]) -> str:
    """Return what was said of a campaign, in a sentence.

    Parameters
    ----------
    review
        A record of `stillwatch.contract.verdicts`, as plain data.
    """
    who = f" by {shorten(neutralise(review['by']), 80)}" if review.get("by") else ""
    note = f": {shorten(neutralise(review['note']), 300)}" if review.get("note") else ""
    said = (
        f"{review['campaign']} was reviewed{who} on {minute(review['at'])} UTC and found to be "
        f"{VERDICTS[review['verdict']]}{note}"
    )
    return said if said.endswith((".", "!", "?")) else f"{said}."
