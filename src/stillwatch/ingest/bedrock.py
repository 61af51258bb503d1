"""Amazon Bedrock's `ModelInvocationLog`, as it is delivered to S3 or CloudWatch.

Source: the user guide's page on model invocation logging, and the request and response bodies of
the model providers. Bodies above 100 kB are delivered apart: see `stillwatch.ingest.bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from stillwatch.ingest import cloudwatch, unknown, wire
from stillwatch.ingest.adapter import Adapter
from stillwatch.ingest.base import BLOCK_BYTES, ParsedBlock, RawBlock
from stillwatch.ingest.bodies import with_bodies
from stillwatch.ingest.bytesource import ByteSource
from stillwatch.ingest.columns import as_int
from stillwatch.ingest.lenient import decode_line
from stillwatch.ingest.provider_reply import Reply, as_object, read_reply
from stillwatch.ingest.provider_request import ASKED, read_request

_NO_TEXT = ("embed", "image", "canvas", "rerank", "stable-", "sd3", "reel", "sonic", "luma.")
"""Parts of the names of models that generate no text."""
_NO_TEXT_BODY = ("embedding", "embeddings", "images", "artifacts")
"""What the replies of such models hold, where a name tells nothing of the model."""
_NAMED = ("foundation-model", "inference-profile")
"""Kinds of resources whose names are a model's; of others they are random."""
_GEOGRAPHY = re.compile(r"(?:global|apac|us-gov|[a-z]{2})\.(?=[a-z0-9-]+\.)")
"""What a profile for inference in several regions puts before a model's name."""


class Identity(msgspec.Struct, gc=False):
    """Who called."""

    arn: Any = None


class Input(msgspec.Struct, gc=False, rename="camel"):
    """The request."""

    input_body_json: Any = None
    input_body_s3_path: Any = None
    """Where the body stands, if it is large: `s3://bucket/key`."""
    input_token_count: Any = None
    cache_read_input_token_count: Any = None
    cache_write_input_token_count: Any = None


class Output(msgspec.Struct, gc=False, rename="camel"):
    """The response; a stream's is a list of its events."""

    output_body_json: Any = None
    output_body_s3_path: Any = None
    output_token_count: Any = None


class Invocation(msgspec.Struct, gc=False, rename="camel"):
    """One `ModelInvocationLog`."""

    timestamp: Any = None
    identity: Identity | None = None
    request_id: Any = None
    operation: Any = None
    model_id: Any = None
    input: Input | None = None
    output: Output | None = None
    error_code: Any = None
    status: Any = None


class Bedrock(Adapter):
    """Amazon Bedrock's `ModelInvocationLog`: Converse, and the models' own bodies.

    `account.id` is the caller's ARN (an assumed role with its session's name). `accountId` is the
    AWS account that called, which is the provider's own: it is no customer's organisation, and is
    not read. There is no client address. A firm that calls with one role names the customer in
    `requestMetadata`: `--account-field requestMetadata.tenant`. A map may take the ARN's parts:
    `identity.role` is the ARN without the session's name (of a caller who assumed no role, all of
    it), `identity.session` that name. Tokens from and into the cache are added to the input's.
    """

    name = "bedrock"
    priority = 40
    line = Invocation
    signs = (
        frozenset({"schemaType", "modelId", "operation"}),
        frozenset({"accountId", "modelId", "operation", "requestId", "input"}),
    )

    @classmethod
    def recognise(cls, head: bytes, path: Path) -> bool:
        """Take records, and those in CloudWatch's envelopes."""
        return super().recognise(head, path) or cloudwatch.enveloped(head)

    @classmethod
    def known(cls) -> Mapping[str, unknown.Known | None]:
        """Return the names that are read of a record, those within a request's body among them."""
        asked = {**unknown.read_into(Input), "inputBodyJson": ASKED, "inputContentType": None}
        got = {**unknown.read_into(Output), "outputContentType": None}
        top = {**unknown.read_into(Invocation), "schemaType": None, "schemaVersion": None}
        return {**top, "input": asked, "output": got}

    def blocks(self, source: ByteSource, block_bytes: int = BLOCK_BYTES) -> Iterator[RawBlock]:
        """Cut at newlines, unwrap CloudWatch's records, put bodies that stand apart in place."""
        found = super().blocks(source, block_bytes)
        if cloudwatch.enveloped(source.head()):
            found = cloudwatch.unwrapped(found, block_bytes)
        for block in found:
            yield from with_bodies(block, source, block_bytes)

    def parse(self, block: RawBlock) -> ParsedBlock:
        """Parse the lines, and count the requests and replies whose body is not at hand."""
        self._requests = self._replies = 0
        parsed = super().parse(block)
        return parsed._replace(
            apart=parsed.apart + self._requests, apart_replies=parsed.apart_replies + self._replies
        )

    def views(self, line: Invocation, raw: bytes) -> Iterator[dict[str, Any]]:
        """Yield the record, with the parts of the caller's ARN beside it in `identity`."""
        record = decode_line(raw)
        who = record.get("identity")
        if isinstance(who, dict) and isinstance(arn := who.get("arn"), str):
            record["identity"] = _caller(arn) | who
        yield record

    def exchanges(self, line: Invocation) -> Iterator[wire.Exchange | str]:
        """Yield the exchange of an invocation."""
        model = _model(line.model_id) if isinstance(line.model_id, str) else None
        call = line.operation if isinstance(line.operation, str) else ""
        asked, got = line.input or Input(), line.output or Output()
        if not _generates_text(model or "", got.output_body_json):
            yield "calls that generate no text"
            return
        body = asked.input_body_json
        self._requests += body is None and asked.input_body_s3_path is not None
        answered = _answered(got)
        self._replies += bool(answered and not got.output_body_json and not line.error_code)
        body = body if isinstance(body, dict) else as_object(body)
        reply = read_reply(got.output_body_json)
        yield wire.Exchange(
            id=line.request_id,
            time=line.timestamp,
            account=wire.Account(
                id=line.identity.arn if line.identity else None,  # type: ignore[arg-type]
            ),
            request=read_request(body, call, model),
            response=wire.Response(
                status=line.error_code or reply.status or line.status or answered,
                model=reply.model,
                finish_reason=reply.stop,
                latency_ms=reply.latency_ms,
                content=reply.text,
            ),
            usage=_usage(asked, got, reply),
        )


def _caller(arn: str) -> dict[str, str]:
    """Return the `role` and `session` of an assumed role; of another caller `role` is the ARN.

    >>> _caller("arn:aws:sts::1:assumed-role/tenants/acme")
    {'role': 'arn:aws:sts::1:assumed-role/tenants', 'session': 'acme'}
    """
    role, _, session = arn.rpartition("/")
    if ":assumed-role/" in role and session:
        return {"role": role, "session": session}
    return {"role": arn}


def _model(name: str) -> str | None:
    """Return a model's name, the same in every region; of what is not named so, the resource."""
    if name.startswith("arn:"):
        name = name.split(":", 5)[-1]
        kind, _, rest = name.partition("/")
        name = rest if kind in _NAMED else name
    return _GEOGRAPHY.sub("", name, count=1) if _GEOGRAPHY.match(name) else name or None


def _generates_text(model: str, body: Any) -> bool:
    if "/" in model:
        return not (isinstance(body, dict) and any(name in body for name in _NO_TEXT_BODY))
    return not any(word in model.lower() for word in _NO_TEXT)


def _answered(got: Output) -> str | None:
    """Return `ok` for a record without an error that has, or counts, an answer; else null."""
    body, place = got.output_body_json, got.output_body_s3_path
    return "ok" if body or place is not None or as_int(got.output_token_count) else None


def _usage(asked: Input, got: Output, reply: Reply) -> wire.Usage:
    """Return the tokens that a record counts; where it does not, those that the reply tells."""
    cached = (asked.cache_read_input_token_count, asked.cache_write_input_token_count)
    read = _total(asked.input_token_count, *cached)
    made = got.output_token_count
    return wire.Usage(
        reply.input_tokens if read is None else read,
        reply.output_tokens if made is None else made,
        reply.reasoning_tokens,
    )


def _total(*counts: Any) -> int | None:
    found = [n for count in counts if (n := as_int(count)) is not None]
    return sum(found) if found else None
