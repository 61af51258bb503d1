"""The exchange: one request to a model API and its response, as an Arrow batch.

`SCHEMA` is the flat, columnar form of the exchange log of SCHEMA.md. Readers in
`stillwatch.ingest` produce it, `stillwatch.features` consumes it, and nothing else sees text.
"""

from __future__ import annotations

import pyarrow as pa

ANSWERS_END = "\x1e"
"""Character between two answers of tools (ASCII's record separator); none holds it."""

EARLIER_HEAD = 4000
"""Characters by which what a customer wrote is known again in the history of a later exchange."""

SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("time", pa.timestamp("us", tz="UTC"), nullable=False),
        # account.*
        pa.field("account", pa.string(), nullable=False),
        pa.field("end_user", pa.string()),
        pa.field("org", pa.string()),
        pa.field("key", pa.string()),
        pa.field("created", pa.timestamp("us", tz="UTC")),
        pa.field("country", pa.string()),
        pa.field("plan", pa.string()),
        pa.field("verified", pa.bool_()),
        pa.field("payment", pa.string()),
        pa.field("email_domain", pa.string()),
        # client.*
        pa.field("ip", pa.string()),
        pa.field("asn", pa.int64()),
        pa.field("client_country", pa.string()),
        pa.field("user_agent", pa.string()),
        pa.field("ja4", pa.string()),
        pa.field("holder", pa.string()),  # name of the key that it was proven with
        # request.*
        pa.field("session", pa.string()),
        pa.field("endpoint", pa.string()),
        pa.field("model", pa.string(), nullable=False),
        pa.field("system", pa.string()),  # text of the system message(s)
        pa.field("text", pa.string()),  # only what is new: the user's text after the last reply
        pa.field("answers", pa.string()),  # what tools returned since, `ANSWERS_END` between
        pa.field("earlier", pa.string()),  # what the user wrote before, as the history has it
        pa.field("turns", pa.int32()),  # assistant messages already in the history
        pa.field("images", pa.int32()),  # image parts in what is new
        pa.field("previous_response_id", pa.string()),
        pa.field("batch_id", pa.string()),
        pa.field("temperature", pa.float32()),
        pa.field("top_p", pa.float32()),
        pa.field("max_tokens", pa.int64()),
        pa.field("n", pa.int32()),
        pa.field("seed", pa.int64()),
        pa.field("logprobs", pa.bool_()),
        pa.field("stream", pa.bool_()),
        pa.field("reasoning", pa.string()),  # effort, or the object as compact JSON
        pa.field("tools", pa.string()),  # sorted tool names, newline separated
        # response.*
        pa.field("response_model", pa.string()),
        pa.field("status", pa.string()),
        pa.field("finish_reason", pa.string()),
        pa.field("latency_ms", pa.float32()),
        pa.field("output", pa.string()),  # the text of the reply
        pa.field("input_tokens", pa.int64()),
        pa.field("output_tokens", pa.int64()),
        pa.field("reasoning_tokens", pa.int64()),
        # full, redacted, hashed or absent: content features read `full` only
        pa.field("content_state", pa.string()),
    ]
)
"""Columns of a batch of exchanges. Null means that the log did not say."""
