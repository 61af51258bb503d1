"""LiteLLM's `StandardLoggingPayload`: what its proxy hands to object stores, queues and callbacks.

Source: `litellm/types/utils.py` and the files that the proxy's `generic_api` logger writes,
checked with litellm 1.108.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from stillwatch.ingest import wire
from stillwatch.ingest.adapter import Adapter
from stillwatch.ingest.structs import Content, Items

_ENDPOINTS = {
    "completion": "chat.completions",
    "text_completion": "completions",
    "anthropic_messages": "messages",
    "responses": "responses",
    "generate_content": "generate_content",
    "generate_content_stream": "generate_content",
    "pass_through_endpoint": "pass_through",
}
"""Calls that generate text, without the `a` of their asynchronous twins."""

_AGENT = "User-Agent: "
_HTTP = re.compile(r"[1-5][0-9][0-9]")

HEALTH = "litellm-internal-health-check"
"""What the proxy puts in the place of a key's hash when it checks its models itself.

Source: `LITTELM_INTERNAL_HEALTH_SERVICE_ACCOUNT_NAME` in `litellm/constants.py`. It also stands
among the request's tags, which callers may choose, and as the key's alias, which who makes keys
may.
"""


class Metadata(msgspec.Struct, gc=False):
    """`metadata`: who called."""

    user_api_key_hash: Any = None
    user_api_key_user_id: Any = None
    user_api_key_user_email: Any = None
    user_api_key_team_id: Any = None
    user_api_key_org_id: Any = None
    user_api_key_end_user_id: Any = None
    requester_ip_address: Any = None
    user_agent: Any = None
    usage_object: Usage | None = None


class Details(msgspec.Struct, gc=False):
    """`completion_tokens_details`."""

    reasoning_tokens: Any = None


class Usage(msgspec.Struct, gc=False):
    """`usage_object`."""

    completion_tokens_details: Details | None = None
    output_tokens_details: Details | None = None


class Parameters(msgspec.Struct, gc=False):
    """`model_parameters`: the optional parameters of the request, as sent."""

    temperature: Any = None
    top_p: Any = None
    max_tokens: Any = None
    max_completion_tokens: Any = None
    max_output_tokens: Any = None
    n: Any = None
    seed: Any = None
    logprobs: Any = None
    stream: Any = None
    reasoning_effort: msgspec.Raw | None = None
    reasoning: msgspec.Raw | None = None
    thinking: msgspec.Raw | None = None
    tools: msgspec.Raw | None = None
    system: Content = None
    instructions: Content = None
    previous_response_id: Any = None


class Choice(msgspec.Struct, gc=False):
    """One of `response.choices`."""

    finish_reason: Any = None
    message: wire.Message | None = None
    text: Content = None


class Reply(msgspec.Struct, gc=False):
    """`response`, of whichever endpoint."""

    model: Any = None
    choices: list[Choice] | None = None
    output: Items = None
    content: Content = None
    text: Content = None
    stop_reason: Any = None


class Failure(msgspec.Struct, gc=False):
    """`error_information`."""

    error_code: Any = None


class Payload(msgspec.Struct, gc=False):
    """One `StandardLoggingPayload`."""

    id: Any = None
    litellm_call_id: Any = None
    trace_id: Any = None
    session_id: Any = None
    call_type: Any = None
    startTime: Any = None
    response_time: Any = None
    status: Any = None
    model: Any = None
    model_group: Any = None
    end_user: Any = None
    requester_ip_address: Any = None
    user_agent: Any = None
    request_tags: Any = None
    stream: Any = None
    prompt_tokens: Any = None
    completion_tokens: Any = None
    metadata: Metadata | None = None
    model_parameters: Parameters | None = None
    messages: Items = None
    response: Reply | str | None = None
    error_information: Failure | None = None


class LiteLlm(Adapter):
    """LiteLLM's `StandardLoggingPayload`, one a line or one a file.

    `account.id` is the virtual key's hash, or else the internal user, the team or the end user,
    whichever is there first; `account.org` is the organisation or else the team. Calls that
    generate no text (embeddings, images, moderation, files) and the proxy's own health checks
    are skipped and counted.
    """

    name = "litellm"
    priority = 40
    line = Payload
    signs = (frozenset({"call_type", "startTime", "model_parameters", "hidden_params"}),)

    def exchanges(self, line: Payload) -> Iterator[wire.Exchange | str]:
        """Yield the exchange of a payload."""
        call = line.call_type if isinstance(line.call_type, str) else ""
        endpoint = _ENDPOINTS.get(call) or _ENDPOINTS.get(call.removeprefix("a"))
        if endpoint is None:
            yield "calls that generate no text"
            return
        who = line.metadata or Metadata()
        if _is_health_check(line, who):
            yield "health checks of the proxy itself"
            return
        asked = line.model_parameters or Parameters()
        reply = line.response
        if not isinstance(reply, Reply):
            reply = Reply(content=reply)
        choices = reply.choices or []
        failed = line.error_information
        seconds = line.response_time
        yield wire.Exchange(
            id=_id(line),
            time=line.startTime,
            account=account_of(who, line.end_user),
            client=wire.Client(
                ip=line.requester_ip_address or who.requester_ip_address or None,
                user_agent=line.user_agent or who.user_agent or _tagged(line.request_tags),
            ),
            request=wire.Request(
                endpoint=endpoint,
                model=line.model_group or line.model,
                previous_response_id=asked.previous_response_id,
                temperature=asked.temperature,
                top_p=asked.top_p,
                max_tokens=asked.max_tokens,
                max_completion_tokens=asked.max_completion_tokens,
                max_output_tokens=asked.max_output_tokens,
                n=asked.n,
                seed=asked.seed,
                logprobs=asked.logprobs,
                stream=line.stream if line.stream is not None else asked.stream,
                reasoning=asked.reasoning or asked.reasoning_effort or asked.thinking,
                tools=asked.tools,
                system=asked.system,
                instructions=asked.instructions,
                input=line.messages,
            ),
            response=wire.Response(
                model=reply.model,
                status=_status(line.status, failed.error_code if failed else None),
                finish_reason=choices[0].finish_reason if choices else reply.stop_reason,
                latency_ms=seconds * 1000 if isinstance(seconds, (int, float)) else None,
                content=reply.content or reply.text,
                output=[c.message or wire.Message(content=c.text) for c in choices] or reply.output,
            ),
            usage=wire.Usage(
                line.prompt_tokens, line.completion_tokens, _reasoning_tokens(who.usage_object)
            ),
            session=_session(line),
        )


def _is_health_check(line: Payload, who: Metadata) -> bool:
    """Tell whether the proxy itself asked: then there is no client's address.

    A proxy without a master key takes whatever a client sends for the hash of its key.
    """
    client = line.requester_ip_address or who.requester_ip_address
    return who.user_api_key_hash == HEALTH and not client


def account_of(who: Metadata, end_user: Any = None) -> wire.Account:
    """Return whose call it is.

    Parameters
    ----------
    who
        Who called, as the proxy knows it.
    end_user
        The customer's own user, where the call itself names one.
    """
    end_user = end_user or who.user_api_key_end_user_id
    email = who.user_api_key_user_email
    return wire.Account(
        id=who.user_api_key_hash
        or who.user_api_key_user_id
        or who.user_api_key_team_id
        or end_user,
        end_user=end_user or None,
        org=who.user_api_key_org_id or who.user_api_key_team_id,
        key=who.user_api_key_hash,
        email_domain=email.rpartition("@")[2] if isinstance(email, str) and "@" in email else None,
    )


def _tagged(tags: Any) -> str | None:
    """Return the user agent that the proxy adds to a request's tags, whole and last.

    >>> _tagged(["a", "User-Agent: curl", "User-Agent: curl/8.5"])
    'curl/8.5'
    """
    given = tags if isinstance(tags, list) else []
    found = [tag[len(_AGENT) :] for tag in given if isinstance(tag, str) and tag.startswith(_AGENT)]
    return found[-1] if found else None


def _id(line: Payload) -> Any:
    """Return the call's id and its start: callers may choose the id, and attempts share it.

    By the id alone whoever sends the same one with every request would be counted once.
    """
    call = line.litellm_call_id or line.id
    return f"{call}-{line.startTime}" if call and line.startTime is not None else call


def _session(line: Payload) -> Any:
    """Return the conversation's id: `session_id`, or `trace_id` of versions that have only that.

    Those put the caller's `litellm_session_id` there, and a new id where the caller keeps none: it
    groups no more than the attempts of one call. Later ones say the former apart, empty where
    there is none.
    """
    return line.trace_id if line.session_id is None else line.session_id or None


def _status(status: Any, code: Any) -> Any:
    """Return the status as the gateway's log has it: a number, where LiteLLM knows one."""
    if status == "success":
        return 200
    if status != "failure":
        return status
    return int(code) if isinstance(code, str) and _HTTP.fullmatch(code) else code or "error"


def _reasoning_tokens(usage: Usage | None) -> Any:
    if usage is None:
        return None
    details = usage.completion_tokens_details or usage.output_tokens_details
    return details.reasoning_tokens if details else None
