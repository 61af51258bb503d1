"""A map: which field of a firm's own log is which of ours. Data, never code.

A TOML or JSON file. `[fields]` gives for a field of the exchange log a path in the firm's record,
or a table of `path` (one, or several of which the first with a value counts), `sum` (paths whose
numbers are added), `const`, `default`, `unit` (of a time or a latency), `zone` (of times that
name none) and `decimal` (of numbers that are texts). Of several paths each may be a table of
`path` and its own `unit`, `zone` and `decimal`. `[only]` says which records are model calls,
`[except]` which are none: these are skipped and counted. What holds of the files of one format
alone stands in `[FORMAT.fields]`, `[FORMAT.only]` and `[FORMAT.except]`, and goes before what
holds of all.

`request.body` and `response.body` stand for the whole bodies of a call: what they say is read
where no other field of the map does (`stillwatch.ingest.wirebody`). `[about]` is for people, and
for those who look for a map that fits (`stillwatch.ingest.shipped`); its `lost` is the path of what
says why a body is null.

What a path is says `stillwatch.ingest.paths`.
"""

from __future__ import annotations

import json
import pathlib
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import msgspec

from stillwatch.core.errors import InputError, UsageError
from stillwatch.ingest import wire
from stillwatch.ingest.columns import as_int, as_text
from stillwatch.ingest.jsontext import content_of, items_of
from stillwatch.ingest.lacking import missing
from stillwatch.ingest.lenient import (
    NotAnExchange,
    to_messages,
    to_prompt,
    to_raw,
)
from stillwatch.ingest.paths import Path, look_up, parse_path
from stillwatch.ingest.source import AS_IS, COUNTS, Source, read_source
from stillwatch.ingest.wirebody import BODIES, NULL, read_asked, read_told

_GROUPS: dict[str, type[msgspec.Struct]] = {
    "account": wire.Account,
    "client": wire.Client,
    "request": wire.Request,
    "response": wire.Response,
    "usage": wire.Usage,
}
_TOP = ("id", "time", "session", "content_state")
UNUSED = tuple(sorted(name for name in wire.PASSED_OVER if "." in name))
"""Fields that a map may name, and of which nothing is made yet."""
TARGETS = (
    *_TOP,
    *(f"{g}.{n}" for g, kind in _GROUPS.items() for n in kind.__struct_fields__),
    *BODIES,
    *UNUSED,
)
"""Fields that a map may name."""

_REQUIRED = ("id", "time", "account.id", "request.model")
_PARTS = frozenset({"fields", "only", "except"})
"""Tables of a map, and of what it says of one format."""
_Planned = tuple[str, str, Source, Callable[[Any], Any] | None]
"""A field's name in its group, its whole name, where it comes from, and what reads it."""

Chosen = tuple[tuple[Path, tuple[str | None, ...]], ...]
"""Paths, and values (as texts) of which a record has one."""


@dataclass(frozen=True)
class Mapping:
    """Fields of ours and where they come from.

    Examples
    --------
    >>> mapping = Mapping.of({"fields": {"account.id": "who.tenant"}})
    >>> mapping.values({"who": {"tenant": "t1"}})
    {'account.id': 't1'}
    """

    fields: dict[str, Source] = field(default_factory=dict)
    only: Chosen = ()
    """A record must have one of the values of every path to be a model call."""
    name: str = ""
    """File that it was read from."""
    but: Chosen = ()
    """A record that has one of the values of any path is left out."""
    formats: dict[str, Mapping] = field(default_factory=dict)
    """What holds of the files of one format alone, by its name."""
    lost: Path | None = None
    """Where a record says why a body is null."""

    @classmethod
    def read(cls, path: pathlib.Path) -> Mapping:
        """Read a map from a TOML or JSON file.

        Raises
        ------
        InputError
            It cannot be read, or says what makes no sense; the message says where.
        """
        try:
            text = path.read_bytes().decode("utf-8-sig")
            raw = json.loads(text) if text.lstrip()[:1] == "{" else tomllib.loads(text)
        except OSError as error:
            why = (error.strerror or "cannot be read").lower()
            raise InputError(why, path=str(path)) from None
        except UnicodeDecodeError:
            raise InputError("not valid UTF-8", path=str(path)) from None
        except (ValueError, RecursionError) as error:
            line = re.search(r"line (\d+)", str(error))
            why = str(error).partition(" (at")[0].partition(": line")[0]
            raise InputError(
                f"no valid TOML or JSON: {why}", path=str(path), line=int(line[1]) if line else None
            ) from None
        return cls.of(raw, str(path))

    @classmethod
    def of(cls, raw: dict[str, Any], name: str = "map") -> Mapping:
        """Read a map from its decoded form. Raises `InputError` as `read` does."""
        try:
            return _mapping(raw, name)
        except ValueError as error:
            raise InputError(str(error), path=name) from None

    def with_map(self, later: Mapping) -> Mapping:
        """Return the map with what another says added; of one field or path that goes before.

        Examples
        --------
        >>> first = Mapping.of({"fields": {"id": "call", "session": "talk"}}, "a.toml")
        >>> both = first.with_map(Mapping.of({"fields": {"session": "chat"}}, "b.toml"))
        >>> both.sources(), both.name
        ({'id': 'call', 'session': 'chat'}, 'a.toml with b.toml')
        """
        formats = dict(self.formats)
        for kind, held in later.formats.items():
            formats[kind] = formats.get(kind, Mapping()).with_map(held)
        return Mapping(
            self.fields | later.fields,
            _added(self.only, later.only),
            " with ".join(filter(None, dict.fromkeys((self.name, later.name)))),
            _added(self.but, later.but),
            formats,
            later.lost or self.lost,
        )

    def with_account(self, path: str, formats: Collection[str] = ()) -> Mapping:
        """Return the map with `account.id` from a path.

        Parameters
        ----------
        path
            The path, or the name of a format, a colon and the path of its records alone.
        formats
            Names of formats.

        Raises
        ------
        UsageError
            It is no path.
        """
        kind, colon, inner = path.partition(":")
        try:
            if colon and kind in formats:
                held = self.formats.get(kind, Mapping()).with_account(inner)
                return replace(self, formats=self.formats | {kind: held})
            where = parse_path(path)
        except ValueError as error:
            raise UsageError(f"--account-field: {error}") from None
        return replace(self, fields=self.fields | {"account.id": Source(((where, AS_IS),))})

    def of_format(self, kind: str) -> Mapping:
        """Return what holds of the files of a format."""
        if not self.formats:
            return self
        own = self.formats.get(kind, Mapping())
        return Mapping(
            self.fields | own.fields, (*self.only, *own.only), self.name, (*self.but, *own.but),
            lost=self.lost,
        )  # fmt: skip

    @property
    def empty(self) -> bool:
        """Whether it changes nothing, at least for files of no format that it names."""
        return not (self.fields or self.only or self.but)

    def values(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return what a record holds for each field of the map, null where nothing."""
        return {name: source.get(record) for name, source in self.fields.items()}

    def sources(self) -> dict[str, str]:
        """Return the paths that each field of the map is read from, in words."""
        told = {name: [source.words()] for name, source in self.fields.items()}
        for kind, own in self.formats.items():
            for name, source in own.fields.items():
                told.setdefault(name, []).append(f"{kind}: {source.words()}")
        return {name: "; ".join(words) for name, words in told.items()}

    def left_out(self, record: dict[str, Any]) -> str:
        """Say why a record is no model call, as far as `only` and `but` say; empty if it is one."""
        if not all(as_text(look_up(record, path)) in values for path, values in self.only):
            return "the map's [only] leaves it out"
        if any(as_text(look_up(record, path)) in values for path, values in self.but):
            return "the map's [except] leaves it out"
        return ""

    def apply(
        self, exchange: wire.Exchange | str, record: dict[str, Any], unreadable: Counter[str]
    ) -> Iterator[wire.Exchange | str]:
        """Yield an exchange with the fields of the map replaced; what is none stays none."""
        if isinstance(exchange, str):
            yield exchange
            return
        if why := self.left_out(record):
            yield why
            return
        null: list[str] = []
        bodies = self._bodies(record, unreadable, null) if self._whole else {}
        if isinstance(bodies, str):
            yield bodies
            return
        for group, body in bodies.items():
            setattr(exchange, group, _over(getattr(exchange, group), body))
        for group, fields in self._plan.items():
            changes = {}
            for name, target, source, reader in fields:
                value = source.get(record)
                if value is None:
                    if bodies and getattr(bodies.get(group), name, None) is not None:
                        continue
                    if target in _REQUIRED:
                        raise NotAnExchange(self._missing(target, source, record))
                elif reader is not None:
                    value = reader(value)
                    if value is None:
                        unreadable[target] += 1
                changes[name] = value
            if group:
                held = getattr(exchange, group) or _GROUPS[group]()
                setattr(exchange, group, msgspec.structs.replace(held, **changes))
            else:
                for name, value in changes.items():
                    setattr(exchange, name, value)
        broken = getattr(bodies.get("response"), "status", None)
        if exchange.response and broken is not None and not self._failed(record):
            # a stream may break off after its 200
            exchange.response = msgspec.structs.replace(exchange.response, status=broken)
        for target in null:
            if self._lacks(target, exchange, record):
                unreadable[NULL[target]] += 1
        yield exchange

    def _lacks(self, target: str, exchange: wire.Exchange, record: dict[str, Any]) -> bool:
        """Tell whether a body that is null should not be: a failed call has no reply."""
        asked, told = exchange.request, exchange.response
        if target == "request.body":
            return asked.messages is None and asked.prompt is None and asked.input is None
        return (told is None or told.content is None) and not self._failed(record)

    def _bodies(
        self, record: dict[str, Any], unreadable: Counter[str], null: list[str]
    ) -> dict[str, msgspec.Struct] | str:
        """Return what the bodies say by group, or why the record is no exchange; add null ones."""
        found: dict[str, msgspec.Struct] = {}
        for target, source in self._whole.items():
            if (raw := source.get(record)) is None:
                null.append(target)
                continue
            body = read_asked(raw) if target == "request.body" else read_told(raw)
            if isinstance(body, str):
                return body
            if isinstance(body, wire.Request):
                found["request"] = body
            elif body is not None:
                found["response"], found["usage"] = body
            elif target != "response.body" or not self._failed(record):
                unreadable[target] += 1
        return found

    def _failed(self, record: dict[str, Any]) -> bool:
        """Tell whether the log says that a call failed: whatever came then is no damaged reply."""
        source = self.fields.get("response.status")
        status = None if source is None else as_int(source.get(record))
        return status is not None and status >= 400

    def _missing(self, target: str, source: Source, record: dict[str, Any]) -> str:
        bodies = [path for whole in self._whole.values() for path in whole.paths]
        return missing(target, source, record, self.name, bodies, self.lost)

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @cached_property
    def _whole(self) -> dict[str, Source]:
        return {target: self.fields[target] for target in BODIES if target in self.fields}

    @cached_property
    def _plan(self) -> dict[str, list[_Planned]]:
        plan: dict[str, list[_Planned]] = {}
        for target, source in self.fields.items():
            if target in UNUSED or target in BODIES:
                continue
            group, _, name = target.rpartition(".")
            plan.setdefault(group, []).append((name, target, source, _READERS.get(target)))
        return plan


_READERS: dict[str, Callable[[Any], Any]] = {
    "request.messages": to_messages,
    "request.prompt": to_prompt,
    **dict.fromkeys(("request.system", "request.instructions", "response.content"), content_of),
    **dict.fromkeys(("request.input", "response.output"), items_of),
    **dict.fromkeys((f"request.{n}" for n in ("reasoning", "tools", "metadata")), to_raw),
    **dict.fromkeys(COUNTS, as_int),  # Arrow would cut fractions off
}
"""How fields are read that hold more than a scalar, or whole numbers. JSON text may stand for
lists and objects; a text that is an answer, or a prompt, stays as it is."""


def _over(held: Any, body: msgspec.Struct) -> Any:
    """Return a group of fields with what a body says in place of what was held."""
    said = {name: value for name, value in msgspec.structs.asdict(body).items()
            if value is not None}  # fmt: skip
    return body if held is None else msgspec.structs.replace(held, **said)


def _added(held: Chosen, later: Chosen) -> Chosen:
    """Return paths and values with those of a later map: its values where both have a path."""
    return tuple({path.text: (path, values) for path, values in (*held, *later)}.values())


def _mapping(raw: Any, name: str) -> Mapping:
    given = raw if isinstance(raw, dict) else {}
    about = held if isinstance(held := given.get("about"), dict) else None
    raw = {part: held for part, held in given.items() if part != "about"}
    kinds = {kind: raw[kind] for kind in sorted(set(raw) - _PARTS)}
    whole = {name: raw[name] for name in _PARTS & set(raw)}
    given = raw.get("fields", {"": ""})
    if not (kinds or whole) or not isinstance(given, dict) or not given:
        raise ValueError('a map needs a table [fields], such as "account.id" = "tenant.id"')
    for kind, held in kinds.items():
        if not (isinstance(held, dict) and held and set(held) <= _PARTS):
            raise ValueError(
                f"{kind!r} means nothing in a map: it holds [fields], [only] and [except], and of "
                "one format [FORMAT.fields], [FORMAT.only] and [FORMAT.except]"
            )
    of_kinds = {}
    for kind, held in kinds.items():
        try:
            of_kinds[kind] = _part(held, name)
        except ValueError as error:
            raise ValueError(f"{kind}: {error}") from None
    lost = None if about is None else about.get("lost")
    return replace(
        _part(whole, name), formats=of_kinds, lost=None if lost is None else parse_path(lost)
    )


def _part(raw: dict[str, Any], name: str) -> Mapping:
    """Read what holds of all files, or of those of one format."""
    if not isinstance(given := raw.get("fields", {}), dict):
        raise ValueError("[fields] is a table of fields and paths")
    fields = {}
    for target, source in _flatten(given):
        if target not in TARGETS:
            near = get_close_matches(target, TARGETS, 1)
            raise ValueError(
                f"{target!r} is no field of the exchange log"
                + (f": did you mean {near[0]!r}?" if near else "")
            )
        try:
            fields[target] = read_source(target, source)
        except ValueError as error:
            raise ValueError(f"{target}: {error}") from None
    return Mapping(fields, _chosen(raw, "only"), name, _chosen(raw, "except"))


def _chosen(raw: dict[str, Any], part: str) -> Chosen:
    """Read a table of paths and values, `only` or `except`."""
    if not isinstance(given := raw.get(part, {}), dict):
        raise ValueError(f"[{part}] is a table of paths and values")
    return tuple(_values(given, part))


def _values(
    tables: dict[str, Any], part: str, above: str = ""
) -> Iterator[tuple[Path, tuple[str | None, ...]]]:
    """Yield paths and values: TOML reads ``event.type = "chat"`` as a table within a table."""
    for name, given in tables.items():
        if isinstance(given, dict):
            yield from _values(given, part, f"{above}{name}.")
            continue
        values = given if isinstance(given, list) else [given]
        if not values or any(as_text(v) is None and v is not None for v in values):
            whose = "model calls have" if part == "only" else "records to leave out have"
            raise ValueError(f"[{part}] {above}{name}: give the values that {whose}")
        yield parse_path(above + name), tuple(map(as_text, values))


def _flatten(fields: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield targets and what is given for each: TOML reads ``account.id`` as nested tables."""
    for name, given in fields.items():
        if not prefix and name in _GROUPS and isinstance(given, dict):
            yield from _flatten(given, f"{name}.")
        else:
            yield prefix + name, given
