"""What is peculiar to a log of spans: clients that stand elsewhere, and spans that are a sample."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pyarrow as pa

from stillwatch.doctor.findings import Finding
from stillwatch.doctor.records import show
from stillwatch.doctor.sample import Sample
from stillwatch.ingest import wire
from stillwatch.ingest.genai import ALONE, stands_for
from stillwatch.ingest.otlp import APART
from stillwatch.ingest.unread import one_in
from stillwatch.report.wording import plural

HAVE = 0.5
"""Share of calls with an address from which on those that have none are taken for the rest."""
MANY = 0.1
"""Server spans with an address for each call that has none, below which they say little."""

TOGETHER = "export the spans of a trace together (the Collector's groupbytrace)"
"""What to do where they come in different lines."""


def clients(samples: list[Sample]) -> list[Finding]:
    """Say if server spans have the client addresses that model calls lack.

    Parameters
    ----------
    samples
        Lines of each file; those of other formats are not looked at.
    """
    parsed = [block for s in samples if s.format == "otlp" for block in s.parsed]
    servers = sum(block.skipped.get(ALONE, 0) for block in parsed)
    address = pa.chunked_array([block.batch["ip"] for block in parsed], pa.string())
    without = address.null_count
    if without <= (1 - HAVE) * len(address) or servers < MANY * without:
        return []
    said = f"{without:,} of {len(address):,} model calls have no client.address, and {servers:,} "
    said += "spans that are no model calls have one that no call in the same line could take"
    remedy = f"{TOGETHER}, or give the "
    remedy += "addresses as an edge log, by the id TRACEID-SPANID of the model call's span: --edge"
    return [Finding("log", "client spans", "warning", said, remedy)]


def apart(samples: list[Sample]) -> list[Finding]:
    """Say if lines of logs hold what was asked and said, which is not joined to the spans.

    Parameters
    ----------
    samples
        Lines of each file; those of other formats are not looked at.
    """
    parsed = [block for s in samples if s.format == "otlp" for block in s.parsed]
    lines = sum(block.skipped.get(APART, 0) for block in parsed)
    if not lines:
        return []
    said = f"{plural(lines, 'line')} of logs (resourceLogs) {'holds' if lines == 1 else 'hold'} "
    said += "messages of model calls: they are not joined to the spans, and not read"
    remedy = "have the instrumentation write them on spans: "
    remedy += "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=SPAN_ONLY"
    return [Finding("log", "messages", "warning", said, remedy)]


def sampled(samples: list[Sample]) -> list[Finding]:
    """Say of how many accounts the spans are a sample, by what their `traceState` says.

    Parameters
    ----------
    samples
        Lines of each file; those of other formats are not looked at.
    """
    some = [s for s in samples if s.format == "otlp" and any(p.sampled_of for p in s.parsed)]
    found = Counter[str]()
    for sample in some:
        for block in sample.parsed:
            found.update(block.sampled_of)
    if not found:
        return []
    accounts = set[str]()

    def take(exchange: wire.Exchange, record: dict[str, Any]) -> None:
        if stands_for(str(record.get("traceState") or "")) > 1:
            accounts.add(str(exchange.account.id))

    show(some, take)
    said = f"spans of {plural(len(accounts), 'account')} are a sample of about {one_in(found)} "
    said += "(traceState): counts of their exchanges and tokens are as many times too low"
    remedy = "keep all spans of model calls where you can; else mind it where accounts are compared"
    return [Finding("log", "sampling", "note", said, remedy)]
