"""The row that text work leaves behind: one exchange, no text.

`extract(batch)` (in `stillwatch.features.extract`) turns a batch of exchanges
(`stillwatch.contract.exchange.SCHEMA`) into a batch with the columns named here. The three
relations are group-bys of such rows (`stillwatch.store.relations`).

| columns | type | meaning |
| --- | --- | --- |
| `BASE` | | identity, time and size of the exchange |
| `sig_<name>` | float32 | one a file of `features/signals`; null: not known for this exchange |
| `style_00` … | float32 | probabilities of the prior's styles, summing to 1; null without text |
| `topic_00` … | float32 | random projection of the content words; null without text |
| `obs_<name>` | uint64 | one a file of `features/observables`: keyed hash of the value; 0: none |
| `payload` | uint64 | near-duplicate key of the new text with its template removed; 0: none |
"""

from __future__ import annotations

import pyarrow as pa

SLICES = (
    "ordinary",
    "reasoning",
    "coding",
    "tool_use",
    "agentic",
    "grading",
    "refusals",
    "rewriting",
    "vision",
    "general",
)
"""Kinds of content; an exchange is in exactly one. `ordinary` is what the prior finds no
reason to call a harvest; the others are the capabilities a harvest may be after."""

STYLES = 24
"""Number of style columns, `style_00` to `style_23`: what public source a text reads like."""

TOPICS = 16
"""Number of topic columns, `topic_00` to `topic_15`: what a text is about, in no order that a
person could name. Texts drawn from one pool of questions have one mean."""

BASE = pa.schema(
    [
        pa.field("exchange", pa.string(), nullable=False),  # id as in the log
        pa.field("account", pa.uint64(), nullable=False),  # keyed hash of the judged unit
        pa.field("time", pa.int64(), nullable=False),  # microseconds since 1970, UTC
        pa.field("epoch", pa.int32(), nullable=False),  # hours since 1970, UTC
        pa.field("half", pa.int8(), nullable=False),  # 0 or 1: hash of the exchange id
        pa.field("slice", pa.int8(), nullable=False),  # index into SLICES
        pa.field("input_tokens", pa.int64()),
        pa.field("output_tokens", pa.int64()),
        pa.field("has_text", pa.bool_(), nullable=False),
        pa.field("grades", pa.bool_(), nullable=False),  # its words ask for a grade or a choice
        pa.field(
            "calls", pa.bool_(), nullable=False
        ),  # offers tools, for what is no plain question
        pa.field(
            "instead", pa.int8(), nullable=False
        ),  # slice it is told in, not vision; 0: its own
        pa.field("verified", pa.bool_()),  # its account's identity was verified; null: not told
        pa.field("said", pa.uint64(), nullable=False),  # keyed hash of what its customer wrote
        pa.field("earlier", pa.uint64(), nullable=False),  # of what its history says of before
    ]
)
"""Columns that every row has, before signals, styles and observables. A history is what the caller
says it is: that a conversation went on is known where `earlier` is what the same account `said`
in an exchange before (`stillwatch.store.relations.unheld`). 0: none."""
