"""What of a log could not be read, in sentences: an audit of the rest speaks for the rest alone."""

from __future__ import annotations

from collections import Counter

from stillwatch.ingest.base import Malformed
from stillwatch.ingest.bytesource import breaks_off
from stillwatch.ingest.ledger import OTHERS, IngestReport

_WHERE = "Databricks leaves out bodies above its limit (logging_error_codes says so); of Bedrock "
_WHERE += "copy the folders `data` of the bucket (inputBodyS3Path, outputBodyS3Path) with the rest"
TOLD = 3
"""Reasons, and files, that a sentence names."""


def notes(report: IngestReport) -> list[str]:
    """Say how many lines and records were skipped and why, and which files broke off.

    Parameters
    ----------
    report
        What was read, in this run and those before it.
    """
    return [
        *_broken(report), *_skipped(report), *_no_calls(report), *_sampled(report),
        *apart(report.apart), *apart_replies(report.apart_replies),
    ]  # fmt: skip


def _skipped(report: IngestReport) -> list[str]:
    why = {r: times for r, times in report.malformed_reasons.items() if not breaks_off(r)}
    bad = report.malformed - sum(report.malformed_reasons.values()) + sum(why.values())
    if not bad:
        return []
    lines = bad + report.exchanges + report.duplicates + sum(report.skipped_records.values())
    what = "1 malformed line" if bad == 1 else f"{bad:,} malformed lines"
    share = f", {bad / lines:.0%} of the log" if bad / lines >= 0.01 else ""
    return [f"{what} skipped{share}: {_reasons(report, why)}." if why else f"{what} skipped."]


def _no_calls(report: IngestReport) -> list[str]:
    if not report.skipped_records:
        return []
    ranked = sorted(report.skipped_records.items(), key=lambda item: (-item[1], item[0]))
    kinds = [f"{what} ({times:,})" for what, times in ranked[:TOLD]]
    if rest := sum(times for _, times in ranked[TOLD:]):
        kinds.append(f"and {rest:,} others")
    return [f"Records left out: {', '.join(kinds)}."]


def _sampled(report: IngestReport) -> list[str]:
    if not (many := sum(report.sampled_of.values())):
        return []
    return [
        f"{many:,} {'exchange is' if many == 1 else 'exchanges are'} a sample by what the log says "
        f"(traceState), of about {one_in(report.sampled_of)}: of the accounts concerned, counts of "
        "exchanges and tokens are as many times too low."
    ]


def one_in(sampled_of: dict[str, int]) -> str:
    """Say how many exchanges each stands for, the commonest first.

    Examples
    --------
    >>> one_in({"2": 9}), one_in({"10": 1, "2": 9})
    ('one in 2', 'one in 2 (9) or one in 10 (1)')
    """
    ranked = sorted(sampled_of.items(), key=lambda item: (-item[1], float(item[0])))[:TOLD]
    if len(ranked) == 1:
        return f"one in {ranked[0][0]}"
    return " or ".join(f"one in {of} ({times:,})" for of, times in ranked)


def apart(requests: int) -> list[str]:
    """Say of how many requests the body was not found; nothing for none."""
    if not requests:
        return []
    many = "1 request has no body" if requests == 1 else f"{requests:,} requests have no body"
    return [
        f"{many} in the log, nor in a file of its own that the log names and that could be read: "
        f"what was asked there is not known. {_WHERE}."
    ]


def apart_replies(replies: int) -> list[str]:
    """Say of how many replies the text is missing though nothing failed; nothing for none."""
    if not replies:
        return []
    one = replies == 1
    return [
        f"{'1 reply has' if one else f'{replies:,} replies have'} no text though the call did not "
        "fail by what the log says, nor could a file that it names be read: what was answered "
        f"there is not known. {_WHERE}, or have the log deliver texts (textDataDeliveryEnabled)."
    ]


def _reasons(report: IngestReport, why: dict[str, int]) -> str:
    """Name the commonest reasons, each with how often and where first."""
    ranked = sorted(why.items(), key=lambda item: (item[0] == OTHERS, -item[1], item[0]))
    first = {line.reason: line for line in reversed(report.malformed_lines)}
    said = [_reason(reason, times, first.get(reason)) for reason, times in ranked[:TOLD]]
    if rest := sum(times for _, times in ranked[TOLD:]):
        said.append(f"and {rest:,} for other reasons")
    return "; ".join(said)


def _reason(why: str, times: int, first: Malformed | None) -> str:
    where = f"{first.path}:{first.line}" if first else ""
    if times > 1:
        where = f"{times:,}, first in {where}" if where else f"{times:,}"
    return f"{why} ({where})" if where else why


def _broken(report: IngestReport) -> list[str]:
    """Name the files that broke off and were not given again since, whole."""
    given = Counter(file.path for file in report.files)
    cut = Counter(line.path for line in report.broken_off)
    lost = {line.path: line for line in report.broken_off if given[line.path] <= cut[line.path]}
    said = [f"{x.path} at line {x.line:,} ({x.reason})" for x in [*lost.values()][:TOLD]]
    if not said:
        return []
    more = f" and {len(lost) - TOLD:,} more" if len(lost) > TOLD else ""
    return [
        f"Broke off: {', '.join(said)}{more}. What follows there was not read: give "
        f"{'it' if len(lost) == 1 else 'them'} again once whole."
    ]
