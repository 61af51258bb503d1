"""From decoded exchanges to the columns of `SCHEMA`, a block at a time.

Every format ends here, so that one set of rules says what a value of each column may be: what
cannot be read as its column's type is left null and counted, and a row that lacks a required
field is malformed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec.structs import astuple

from stillwatch.contract.exchange import SCHEMA
from stillwatch.ingest import wire
from stillwatch.ingest.base import CONTENT_STATES
from stillwatch.ingest.bounds import LONGEST_NAME
from stillwatch.ingest.conversation import (
    Talk,
    reasoning_setting,
    reply_text,
    talk_of,
    tool_names,
)
from stillwatch.ingest.end_users import lasting, passed_on
from stillwatch.ingest.times import parse_times, why_no_time

Column: TypeAlias = "Sequence[Any] | pa.Array"

REQUIRED = {"id": "id", "account": "account.id", "model": "request.model"}
"""Columns that may not be null or empty, with their names on the wire; `time` is the fourth."""

_TIMES = ("time", "created")
_ACCOUNT = (
    *("account", "end_user", "org", "key", "created", "country", "plan", "verified"),
    *("payment", "email_domain"),
)
_CLIENT = ("ip", "asn", "client_country", "user_agent", "ja4", "holder")
_REQUEST = (
    *("endpoint", "model", "previous_response_id", "batch_id", "temperature", "top_p"),
    *("max_tokens", "n", "seed", "logprobs", "stream"),
)
_RESPONSE = ("response_model", "status", "finish_reason", "latency_ms")
_USAGE = ("input_tokens", "output_tokens", "reasoning_tokens")
TALK = ("system", "text", "answers", "earlier", "turns", "images")
_TEXTS = frozenset(("system", "text", "answers", "earlier", "output", "tools", "reasoning"))
_COUNTS = frozenset((*_USAGE, "max_tokens"))
_SPELLING = {
    "account": pc.utf8_trim_whitespace,
    "country": pc.utf8_upper,
    "client_country": pc.utf8_upper,
    "email_domain": pc.utf8_lower,
}
"""How a column's spellings are made one."""
MOST_COUNTED = 10**9
"""Most tokens of an exchange; more, or fewer than none, is no count."""

COLUMNS = (
    {"id": "id", "time": "time", "session": "session"}
    | {name: f"account.{'id' if name == 'account' else name}" for name in _ACCOUNT}
    | {name: f"client.{name.removeprefix('client_')}" for name in _CLIENT}
    | {name: f"request.{name}" for name in _REQUEST}
    | {name: f"response.{name.removeprefix('response_')}" for name in _RESPONSE}
    | {name: f"usage.{name}" for name in _USAGE}
)
"""Columns that are taken as they stand in the log, with the path of each on the wire."""


class Built(NamedTuple):
    """What `assemble` makes of some rows."""

    batch: pa.RecordBatch
    """Columns of `SCHEMA`; malformed rows are left out."""
    bad: list[tuple[int, str]]
    """Index (of the row that came in) and reason of each malformed row."""
    unreadable: dict[str, int]
    """Fields (dotted, as on the wire) with values of an impossible type, and how many."""


def from_rows(rows: list[wire.Exchange]) -> dict[str, Column]:
    """Turn decoded exchanges into columns named as in `SCHEMA`, values as they came."""
    if not rows:
        return {name: [] for name in SCHEMA.names}
    ids, times, accounts, requests, clients, responses, usages, sessions, states = zip(
        *map(astuple, rows), strict=True
    )
    columns: dict[str, Column] = {"id": ids, "time": times, "session": sessions}
    columns |= _spread(_ACCOUNT, accounts)
    columns |= _spread(_CLIENT, [c or wire.NO_CLIENT for c in clients])
    replies = [r or wire.NO_RESPONSE for r in responses]
    columns |= _spread(_RESPONSE, replies)
    columns |= _spread(_USAGE, [u or wire.NO_USAGE for u in usages])
    columns |= _spread(_REQUEST, requests)
    if None in columns["max_tokens"]:
        columns["max_tokens"] = [
            first_given(r.max_tokens, r.max_completion_tokens, r.max_output_tokens)
            for r in requests
        ]
    if None in columns["end_user"] or "" in columns["end_user"]:
        columns["end_user"] = [
            passed_on(request) if given in (None, "") else given
            for given, request in zip(columns["end_user"], requests, strict=True)
        ]
    columns["reasoning"] = [r.reasoning and reasoning_setting(bytes(r.reasoning)) for r in requests]
    columns["tools"] = [r.tools and tool_names(bytes(r.tools)) for r in requests]
    columns["output"] = [reply_text(r.content, r.output) for r in replies]
    add_talk(columns, [talk_of(r) for r in requests], states)
    return columns


def first_given(*values: Any) -> Any:
    """Return the first of some values that is not null."""
    return next((value for value in values if value is not None), None)


def _spread(names: tuple[str, ...], structs: Sequence[Any]) -> dict[str, Column]:
    return dict(zip(names, zip(*map(astuple, structs), strict=True), strict=False))


def add_talk(columns: dict[str, Column], talks: list[Talk], given: Sequence[str | None]) -> None:
    """Add the columns of `TALK` and `content_state`; needs `output` to be there.

    A state that the log gives holds, save that `full` without text is not full; text under any
    other state is dropped.
    """
    for row, word in enumerate(given):
        state = None if word is None else as_state(word)
        if state is not None and state != "full":
            talks[row] = talks[row]._replace(
                system=None, text=None, answers=None, earlier=None, state=state
            )
            output = columns["output"]
            columns["output"] = output = output if isinstance(output, list) else list(output)
            output[row] = None
    names = (*TALK, "content_state")
    parts = zip(*talks, strict=True) if talks else ([] for _ in names)
    columns |= dict(zip(names, parts, strict=True))


def assemble(columns: dict[str, Column], rows: int) -> Built:
    """Make a batch of columns, each given as Python values or as an Arrow array of any type.

    Parameters
    ----------
    columns
        By name in `SCHEMA`; a missing one is null.
    rows
        Length of each.
    """
    arrays: dict[str, pa.Array] = {}
    unreadable: dict[str, int] = {}
    for field in SCHEMA:
        values = columns.get(field.name)
        nulls = rows if values is None else _nulls(values)
        if nulls == rows:
            arrays[field.name] = pa.nulls(rows, field.type)
            continue
        if field.name in _TIMES:
            array = parse_times(values, days=field.name == "created")
        else:
            array = to_array(values, field.type)
        array = within_bounds(field.name, array)
        lost = array.null_count - nulls
        if lost > 0 and field.name not in REQUIRED and field.name != "time":
            unreadable[COLUMNS.get(field.name, field.name)] = lost
        arrays[field.name] = settled(field.name, array)
    good, bad = _check_required(arrays, rows, columns.get("time"))
    if bad:
        arrays = {name: array.filter(good) for name, array in arrays.items()}
    batch = pa.RecordBatch.from_arrays([arrays[name] for name in SCHEMA.names], schema=SCHEMA)
    return Built(batch, bad, unreadable)


def settled(name: str, array: pa.Array) -> pa.Array:
    """Return a column's values as all containers and spellings of a log should give them.

    Case and white space go where they mean nothing, and an empty name is none.
    """
    if array.type != pa.string() or name in _TEXTS:
        return array
    if name in _SPELLING:
        array = _SPELLING[name](array)
    if name not in REQUIRED and pc.index(array, "").as_py() >= 0:
        array = pc.if_else(pc.equal(array, ""), pa.scalar(None, array.type), array)
    return _lasting(array) if name == "end_user" else array


def _lasting(users: pa.Array) -> pa.Array:
    """End users without the sessions in their ids."""
    odd = pc.match_substring(users, "session")
    if not pc.any(odd).as_py():
        return users
    coded = users.dictionary_encode()
    distinct = [lasting(user) for user in coded.dictionary.to_pylist()]
    return pa.array(distinct, pa.string()).take(coded.indices)


def within_bounds(name: str, array: pa.Array) -> pa.Array:
    """Make null what is no name for its length, no network, or no count for its size."""
    if array.type == pa.string() and name not in _TEXTS and name not in REQUIRED:
        if (short := _short(array)) is not None:
            return pc.if_else(short, array, pa.scalar(None, array.type))
    # 0 stands for a network that is not known
    if name == "asn" and pc.any(pc.less(array, 1)).as_py():
        return pc.if_else(pc.greater(array, 0), array, pa.scalar(None, array.type))
    if name in _COUNTS:
        low_high = pc.min_max(array)
        if (low_high["min"].as_py() or 0) < 0 or (low_high["max"].as_py() or 0) > MOST_COUNTED:
            fine = pc.and_(pc.greater_equal(array, 0), pc.less_equal(array, MOST_COUNTED))
            return pc.if_else(fine, array, pa.scalar(None, array.type))
    return array


def _short(array: pa.Array) -> pa.Array | None:
    """Tell which strings are no longer than a name may be; None if all are."""
    size = pc.binary_length(array)
    return pc.less_equal(size, LONGEST_NAME) if (pc.max(size).as_py() or 0) > LONGEST_NAME else None


def _check_required(
    arrays: dict[str, pa.Array], rows: int, times: Column | None
) -> tuple[pa.Array, list[tuple[int, str]]]:
    good = np.ones(rows, bool)
    reasons: dict[int, str] = {}
    for name, wired in REQUIRED.items():
        there = pc.fill_null(pc.not_equal(arrays[name], ""), False)
        if (mask := np.asarray(there)).all():
            continue
        good &= mask
        for row in np.flatnonzero(~mask).tolist():
            reasons.setdefault(row, f"required field {wired} is missing or empty")
    for name, wired in REQUIRED.items():
        if (short := _short(arrays[name])) is None:
            continue
        mask = np.asarray(pc.fill_null(short, True))
        good &= mask
        for row in np.flatnonzero(~mask).tolist():
            reasons.setdefault(row, f"{wired} is longer than {LONGEST_NAME:,} bytes")
    if arrays["time"].null_count:
        mask = np.asarray(arrays["time"].is_valid())
        good &= mask
        for row in np.flatnonzero(~mask).tolist():
            reasons.setdefault(row, why_no_time(None if times is None else times[row]))
    return pa.array(good), sorted(reasons.items())


def _nulls(values: Column) -> int:
    return int(values.null_count) if isinstance(values, pa.Array) else values.count(None)


def to_array(values: Column, kind: pa.DataType) -> pa.Array:
    """Read values as a type of `SCHEMA`; what cannot be read as it is null."""
    if isinstance(values, pa.Array):
        array = _cast(values, kind)
    else:
        try:
            array = pa.array(values, kind)
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError):
            array = pa.array(map(_AS[kind], values), kind)
    if kind == pa.float32() and not pc.all(pc.is_finite(array)).as_py():
        return pc.if_else(pc.is_finite(array), array, pa.scalar(None, kind))
    return array


def _cast(values: pa.Array, kind: pa.DataType) -> pa.Array:
    if values.type == kind:
        return values
    plain = pa.types.is_integer(values.type) or pa.types.is_floating(values.type)
    texts = pa.types.is_large_string(values.type) or pa.types.is_string_view(values.type)
    if (plain and not pa.types.is_boolean(kind) and kind != pa.string()) or (
        texts and kind == pa.string()
    ):
        try:
            return values.cast(kind)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            pass
    return pa.array(map(_AS[kind], values.to_pylist()), kind)


def as_text(value: object) -> str | None:
    """Read a value as a string: identifiers are often logged as numbers."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:  # an unpaired surrogate has no UTF-8 form
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)  # tables with gaps hold whole numbers as floats
    if isinstance(value, (int, float)):
        try:
            return str(value)
        except ValueError:  # an integer of more than 4,300 digits
            return None
    return None


def as_int(value: object) -> int | None:
    """Read a value as an integer of 64 bits.

    It may be `12`, `12.0`, `"12"`, `"12.0"`, `"AS12"`, `"AS12 A Network"`.

    Text with a mark and three digits after it is none: whether a dot in `"1.000"` stands between
    thousands is not told.
    """
    if isinstance(value, str):
        digits = value.strip().upper()
        head, _, fraction = digits.partition(".")
        if fraction in ("0", "00"):  # as tables with gaps write whole numbers
            digits = head
        if digits.startswith("AS"):
            digits = digits[2:].split(None, 1)[0] if len(digits) > 2 else ""
        value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None
    if isinstance(value, float):
        value = int(value) if math.isfinite(value) and value == int(value) else None
    if isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63:
        return value
    return None


def as_int32(value: object) -> int | None:
    """Read a value as an integer of 32 bits."""
    number = as_int(value)
    return number if number is not None and -(2**31) <= number < 2**31 else None


def as_state(value: object) -> str | None:
    """Read a value as a content state."""
    word = (as_text(value) or "").strip().lower()
    return word if word in CONTENT_STATES else None


def as_float(value: object) -> float | None:
    """Read a value as a finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


_TRUTH = {"true": True, "t": True, "1": True, "false": False, "f": False, "0": False}


def as_bool(value: object) -> bool | None:
    """Read a value as true or false: a number is true unless zero, `t` and `f` are PostgreSQL's."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return value != 0
    if isinstance(value, str):
        return _TRUTH.get(value.strip().lower())
    return None


_AS: dict[pa.DataType, Callable[[object], object]] = {
    pa.string(): as_text,
    pa.int64(): as_int,
    pa.int32(): as_int32,
    pa.float32(): as_float,
    pa.bool_(): as_bool,
}
