"""Which attribute of a log of spans may name the customer, on a call or on what stands above it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from stillwatch.doctor.findings import Finding
from stillwatch.doctor.names import guess
from stillwatch.doctor.records import LONGEST, show
from stillwatch.doctor.sample import Sample
from stillwatch.ingest import wire
from stillwatch.ingest.columns import as_text
from stillwatch.ingest.genai import ACCOUNT
from stillwatch.report.wording import plural

NAMED = 5
"""Attributes that are named."""
NAMES, VALUES = 200, 10_000
"""Attributes that are counted, and values of each."""
FEW = 0.01
"""Share of calls without an account up to which they are no matter."""
_PLACES = ("parent.", "resource.", "scope.")


def span_accounts(samples: list[Sample]) -> list[Finding]:
    """Say how many model calls name no account, and which attributes may name the customer.

    Parameters
    ----------
    samples
        Lines of each file; those of other formats are not looked at.
    """
    some = [s for s in samples if s.format == "otlp"]
    seen = without = 0
    have, values = Counter[str](), defaultdict[str, set[str]](set)

    def take(exchange: wire.Exchange, record: dict[str, Any]) -> None:
        nonlocal seen, without
        seen += 1
        without += not (as_text(exchange.account.id) or "").strip()
        for name, value in record.items():
            if (name in have or len(have) < NAMES) and _may_name(name):
                text = as_text(value) if isinstance(value, str | int) else None
                if text and len(text) <= LONGEST:
                    have[name] += 1
                    if len(values[name]) < VALUES:
                        values[name].add(text)

    show(some, take)
    told = [name for name in have if len(values[name]) > 1]
    told.sort(key=lambda name: (guess(name) != "account.id", -have[name], name))
    given = any(
        block.mapping and "account.id" in block.mapping.fields for s in some for block in s.blocks
    )
    if not seen or given or (not told and without <= FEW * seen):
        return []
    few = [f"{name} ({plural(len(values[name]), 'value')}, in {have[name] / seen:.0%} of calls)"
           for name in told[:NAMED]]  # fmt: skip
    apart = "otlp:" if len({s.format for s in samples}) > 1 else ""
    remedy = f"if it is: --account-field '{apart}{told[0]}'" if told else ""
    if without <= FEW * seen:
        said = f"attributes that may name the customer, beside account.id: {', '.join(few)}"
        return [Finding("log", "accounts", "note", said, remedy)]
    said = f"{without:,} of {seen:,} model calls name no account, nor do spans above them in the "
    said += f"same line; attributes that may name the customer: {', '.join(few) or 'none'}"
    if not told:
        remedy = "set user.id on the span of the model call, or on one above it, and export the "
        remedy += "spans of a trace together (the Collector's groupbytrace)"
    return [Finding("log", "accounts", "warning", said, remedy)]


def _may_name(name: str) -> bool:
    """Tell whether an attribute may name an account, and is not read for one anyway."""
    own = name
    for place in _PLACES:
        own = own.removeprefix(place)
    return own not in ACCOUNT and (guess(name) or "").startswith("account.")
